"""Names that stand side by side in an index: beside one of them a slip in the other is seen to be one.

«Батау Бизнес» is «Бастау Бизнес», «Жангүл Ораалиева» Жангүл Оразалиева; alone, Ораалиева may be somebody else.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from retrieval.language.letters import clean

_QUOTED = re.compile(r"«[^«»]{1,90}»|“[^“”]{1,90}”|\"[^\"]{1,90}\"")
_CAPITALS = re.compile(r"\b[^\W\d_a-z]\w+(?: [^\W\d_a-z]\w+)+")
_WORD = re.compile(r"[^\W\d_]+")


def name_pairs(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The neighbouring words of names: of what stands in quotation marks, and capitalised ones.

    >>> sorted(name_pairs(["«Бастау Бизнес» жобасын Жангүл Оразалиева бастады."]))
    [('Бастау', 'Бизнес'), ('Жангүл', 'Оразалиева')]
    """
    for text in texts:
        cleaned = clean(text)
        for match in (*_QUOTED.finditer(cleaned), *_CAPITALS.finditer(cleaned)):
            words = _WORD.findall(match[0])
            yield from (pair for pair in pairwise(words) if pair[0][0].isupper() or match[0][0] in "«“\"")


def companions_of(pairs: Iterable[tuple[str, str]]) -> Mapping[str, frozenset[str]]:
    """Each key with the keys that stand before or after it."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        found[one].add(other)
        found[other].add(one)
    return {key: frozenset(others) for key, others in found.items()}
