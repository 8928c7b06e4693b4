"""Bounds beside a number: «кемінде 40», «40-тан астам», «жүзге жуығы»."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from bot.answering.lexicon import lines
from bot.answering.passage import Sentence, Word


def bound_after(sentence: Sentence, stop: int, at: int) -> tuple[str, int, int]:
    """The bound at a word behind a number that stops at an offset; where both stop, and the word behind them."""
    words = sentence.words
    if at < len(words) and not words[at].gap:
        for bound in _bounds("after"):
            row = words[at : at + len(bound)]
            if _is_bound(row, bound):
                return row[-1].lower, row[-1].stop, at + len(bound)
    return "", stop, at


def bound_before(sentence: Sentence, start: int) -> tuple[int, str]:
    """Where the bound before a number begins, and the bound; the number's own start and "" without one."""
    words, first = sentence.words, sentence.word_at(start)
    if first < len(words) and "," in words[first].gap:  # «ең көбі, 41-і – биде»
        return start, ""
    for bound in _bounds("before"):
        row = words[max(0, first - len(bound)) : first]
        if _is_bound(row, bound):
            return row[0].start, " ".join(word.lower for word in row)
    return start, ""


def _is_bound(row: Sequence[Word], bound: Sequence[frozenset[str]]) -> bool:
    return len(row) == len(bound) and all(word.lower in forms for word, forms in zip(row, bound, strict=True))


@cache
def _bounds(place: str) -> tuple[tuple[frozenset[str], ...], ...]:
    """The bounds before or after a number, longest first: of each word the forms it may have."""
    rows = (line.split("\t") for line in lines("bounds.txt"))
    bounds = (words.split() for words in sorted((w for where, w in rows if where == place), key=len, reverse=True))
    return tuple(
        (_owned_bounds(bound[0]),) if place == "after" and len(bound) == 1 else tuple(frozenset({w}) for w in bound)
        for bound in bounds
    )


def _owned_bounds(bound: str) -> frozenset[str]:
    """«астам», and «астамы», «жуығын», «он шақтысы»: so many of them."""
    link = "с" if bound.endswith("ы") else ""
    return frozenset({bound, *(bound + link + ending for ending in ("ы", "ын", "і", "ін"))})
