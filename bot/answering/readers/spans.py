"""Open candidates: every stretch of a sentence that people give as a short answer.

Up to seven words in a row that no mark parts, whole clauses that are longer, and rows of items between commas.
Together they held 95 % of the answers of exam questions; choosing among them is the ranker's work.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from bot.answering.passage import Word

LONGEST = 7  # words of a stretch
LONGEST_CLAUSE = 25
LONGEST_ITEM = 4
_JOINS = frozenset({"және", "мен", "бен", "пен"})
_DASHES = frozenset({"-", "–", "—"})
_INITIAL = 2  # letters
_SHORT = frozenset({"ж", "жж", "ғ", "ғғ", "б", "з", "д", "т"})  # 1958 ж., XIX ғ., б.з.д.
_QUOTES = "«»\"“”„'‘’"


def parted(before: Word, word: Word) -> bool:
    """Whether a mark parts two words; the stops of «А. Байтұрсынов» and «1958 ж.» and the dash of «50–60» do not."""
    mark = word.gap.strip(_QUOTES + " ")
    if not mark:
        return False
    if mark == "." and ((before.capital and len(before.text) <= _INITIAL) or before.lower in _SHORT):
        return False
    return not (mark in _DASHES and before.text[-1].isdigit() and word.number)


def spans_of(words: tuple[Word, ...]) -> Iterator[tuple[int, int]]:
    """Candidates as pairs of word indices: words[start:stop]; none comes twice."""
    pieces = pieces_of(words)
    for start, stop in pieces:
        for first in range(start, stop):
            for last in range(first + 1, min(stop, first + LONGEST) + 1):
                yield first, last
        if LONGEST < stop - start <= LONGEST_CLAUSE:
            yield start, stop
    yield from _rows(words, pieces)


def pieces_of(words: tuple[Word, ...]) -> list[tuple[int, int]]:
    """The stretches between marks."""
    cuts = [0, *(at for at in range(1, len(words)) if parted(words[at - 1], words[at])), len(words)]
    return [(start, stop) for start, stop in pairwise(cuts) if stop > start]


def _rows(words: tuple[Word, ...], pieces: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Items between commas: «A, B және C», each of at most four words; the outer ones may be cut to fewer words."""
    for at in range(len(pieces) - 1):
        for end in range(at + 1, min(len(pieces), at + 8)):
            if words[pieces[end][0]].gap.strip() != ",":
                break
            inner = pieces[at + 1 : end]
            if any(stop - start > LONGEST_ITEM for start, stop in inner):
                break
            yield from _cut(words, pieces[at], pieces[end])


def _cut(words: tuple[Word, ...], head: tuple[int, int], tail: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """The row with one to four words of its first piece and one to four of its last (more past a «және»)."""
    for start in range(max(head[0], head[1] - LONGEST_ITEM), head[1]):
        for stop in range(tail[0] + 1, min(tail[1], tail[0] + LONGEST_ITEM) + 1):
            yield start, stop
        joined = next((at for at in range(tail[0], tail[1]) if words[at].lower in _JOINS), None)
        if joined is not None and joined + 1 < tail[1] and joined + 2 > tail[0] + LONGEST_ITEM:
            yield start, joined + 2
