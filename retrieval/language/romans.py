"""Roman numerals, also typed with Cyrillic look-alikes: ХІ, XVIII."""

from __future__ import annotations

import re

_LOOK_ALIKES = str.maketrans("ХІСМ", "XICM")
_ROMAN = re.compile(r"(?=.)(?:X{0,3})(?:IX|IV|V?I{0,3})")
_VALUES = {"I": 1, "V": 5, "X": 10}


def roman_value(text: str) -> int | None:
    """Return the value of a Roman numeral in capitals from 1 to 39 (centuries, quarters), else None.

    >>> roman_value("ХІ"), roman_value("XVIII"), roman_value("ІІ"), roman_value("Х"), roman_value("МИ")
    (11, 18, 2, 10, None)
    """
    latin = text.translate(_LOOK_ALIKES)
    if not _ROMAN.fullmatch(latin):
        return None
    values = [_VALUES[letter] for letter in latin]
    following = [*values[1:], 0]
    return sum(-one if one < after else one for one, after in zip(values, following, strict=True))


def in_figures(word: str) -> str:
    """A Roman number of two letters and more in figures: XIII -> 13; "" for all other words."""
    value = roman_value(word) if len(word) > 1 else None
    return str(value) if value else ""
