"""Whether two short answers say the same: one in figures and one in words, one with more words and one with fewer."""

from __future__ import annotations

from functools import lru_cache

from retrieval.language.numerals import find_numbers
from retrieval.language.tokens import tokenize

_PERCENT = "%"


def same_answer(one: str, other: str) -> bool:
    """Whether one only says more of the other: «геолог Лев Берман», «Лев Берман»; «2,5%», «2,5 пайыз»; not «9», «19».

    >>> same_answer("37 млн теңге", "37 миллион теңге"), same_answer("9", "19 адам")
    (True, False)
    """
    if one == other:
        return True
    short, long = sorted((_said(one), _said(other)), key=len)
    return short in long


@lru_cache(maxsize=4096)
def _said(answer: str) -> str:
    """The words of an answer between spaces, in small letters, its numbers by their values."""
    parts, at = [], 0
    for number in find_numbers(answer):
        parts += [*_words(answer[at : number.start]), str(number.value.normalize())]
        at = number.stop
    parts += _words(answer[at:])
    return f" {' '.join(parts)} "


def _words(text: str) -> list[str]:
    words = [token.text.lower() for token in tokenize(text.replace(_PERCENT, " пайыз "))]
    return [_PERCENT if word in ("пайыз", "процент") else word for word in words]
