"""Compounds whose hyphen has got a blank behind it: «бизнес- тренер», «әлеуметтік- экономикалық»."""

from __future__ import annotations

from functools import cache

from retrieval.language.stemming import known_words
from retrieval.language.wordlists import words

_BEGINNING = 3  # letters of the second part by which a compound is known in all its forms


def is_compound(first: str, second: str) -> bool:
    """Whether two words make a compound that news write with a hyphen, not a thing and what a dash tells of it.

    >>> is_compound("әлеуметтік", "экономикалық"), is_compound("бизнес", "тренерлерге")
    (True, True)
    >>> is_compound("мақсат", "жастарды")
    False
    """
    return first in _firsts() or (first, second[:_BEGINNING]) in _known()


@cache
def _firsts() -> frozenset[str]:
    return frozenset(words("compound_firsts.txt"))


@cache
def _known() -> frozenset[tuple[str, str]]:
    parted = (word.split("-") for word in known_words() if word.count("-") == 1)
    return frozenset((first, second[:_BEGINNING]) for first, second in parted)
