"""Reading on the KazQAD half: exact match and F1 of the first candidate, refusals aside.

Each passage is an article of one paragraph. EM and F1 are SQuAD's (the best over the golds) after normalisation:
lower case, punctuation dropped, blanks squeezed.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from retrieval.article import Article, Paragraph


@dataclass(frozen=True, slots=True)
class Row:
    """A question with the passage given and its golds."""

    id: str
    question_id: str
    question: str
    passage: str  # article id
    golds: tuple[str, ...]


@cache
def read_rows(path: Path) -> tuple[tuple[Article, ...], tuple[Row, ...]]:
    """The unique passages as articles, and the rows."""
    ids: dict[tuple[str, str], str] = {}
    rows = []
    for line in path.read_text("utf-8").splitlines():
        found = json.loads(line)
        passage = ids.setdefault((found["title"], found["context"]), f"passage-{len(ids)}")
        golds = tuple(found["answers"]["text"])
        rows.append(Row(found["id"], found["id"].partition("#")[0], found["question"], passage, golds))
    articles = tuple(Article(id, title, (Paragraph(id, 1, text),)) for (title, text), id in ids.items())
    return articles, tuple(rows)


def normal(text: str) -> list[str]:
    """Words as SQuAD compares them.

    >>> normal("«Қозы Көрпеш», 1845 ж.")
    ['қозы', 'көрпеш', '1845', 'ж']
    """
    lowered = unicodedata.normalize("NFC", text).lower()
    kept = (letter for letter in lowered if not unicodedata.category(letter).startswith(("P", "S")))
    return re.sub(r"\s+", " ", "".join(kept)).split()


def exact(said: str, golds: Iterable[str]) -> float:
    """1 when the words are those of a gold, else 0."""
    return float(any(normal(said) == normal(gold) for gold in golds))


def f1(said: str, golds: Iterable[str]) -> float:
    """The best harmonic mean of word precision and recall over the golds."""
    return max((_f1(normal(said), normal(gold)) for gold in golds), default=0.0)


def _f1(said: Sequence[str], gold: Sequence[str]) -> float:
    shared = sum((Counter(said) & Counter(gold)).values())
    return 2 * shared / (len(said) + len(gold)) if shared else 0.0
