"""Whether an unknown word is a slip of the finger or another word: «Вкитор» is Виктор, «Ақдала» is not Ақбала.

A slip shows by itself when two neighbouring letters are swapped, when one is struck twice, or when the word holds
three letters in a row that no word of the news list holds («Қзалы», «Саыбел»).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise

from retrieval.language.folding import fold
from retrieval.language.stemming import known_words

_EDGE = "_"
_PIECE = 2  # letters
_KAZAKH_LETTER = re.compile("[әіңғүұқөһ]")
_LATIN_LETTER = re.compile("[a-z]")
_RUSSIAN = str.maketrans("әғқңөұүіһ", "агкноууих")


def is_slip(typed: str, meant: str) -> bool:
    """Whether a typed word one slip away from a known one (both in small letters) is surely meant for it.

    >>> is_slip("вкитор", "виктор"), is_slip("қазаалы", "қазалы"), is_slip("қзалы", "қазалы")
    (True, True, True)
    >>> is_slip("ақдала", "ақбала")
    False
    """
    if fold(meant) in {fold(other) for other in undone(typed)}:
        return True
    if _LATIN_LETTER.search(typed):
        return bool(_pieces(fold(typed)) - _pieces(fold(meant)) - _heard(fold))
    if _KAZAKH_LETTER.search(typed):
        return bool(_pieces(typed) - _pieces(meant) - _heard(str))
    return bool(_pieces(typed) - _pieces(_plain(meant)) - _heard(_plain))


def undone(word: str) -> Iterator[str]:
    """The words that swapped neighbours or a letter struck twice may have been meant for.

    >>> list(undone("күүн"))
    ['үкүн', 'күн', 'күнү']
    """
    for at, (first, second) in enumerate(pairwise(word)):
        if first == second:
            yield word[:at] + word[at + 1 :]
        else:
            yield word[:at] + second + first + word[at + 2 :]


def _pieces(word: str) -> frozenset[str]:
    marked = f"{_EDGE}{word}{_EDGE}"
    return frozenset(marked[at : at + _PIECE] for at in range(len(marked) - _PIECE + 1))


def _plain(word: str) -> str:
    """The word as a Russian keyboard types it."""
    return word.translate(_RUSSIAN)


@cache
def _heard(spelling: Callable[[str], str]) -> frozenset[str]:
    """The pieces of all words of the news list in a spelling."""
    return frozenset(piece for word in known_words() for piece in _pieces(spelling(word)))
