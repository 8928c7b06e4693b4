"""Vowel harmony and the classes of final letters that choose Kazakh endings."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

Harmony = Literal["back", "front"]

VOWELS = frozenset("аәеёиоөуұүыіэюя")
_BACK = frozenset("аоұыя")
_FRONT = frozenset("әеөүіиэё")
_CLASS = {
    **dict.fromkeys("аәеёоөұүыіэя", "V"),
    **dict.fromkeys("йуию", "Y"),
    "р": "R",
    "л": "L",
    **dict.fromkeys("мнң", "N"),
    **dict.fromkeys("зж", "Z"),
    **dict.fromkeys("пткқсшщфхһцчбвгд", "T"),
}
# Foreign words of a soft end whatever the vowel: рубль, банк – банкі, факт – фактіні, округ – округі.
# Names in -ғали, -қали stay as hard as their «а»: Жұмағалиға, Нұрқалидың; Әлиге, таксиге.
_HARD_END = re.compile(r"[ғқ]али$")
_SOFT_END = re.compile(r"(?:ь|[бвгджзлмнпрстфх][кг]|кт|круг)$")


@lru_cache(maxsize=65536)
def harmony(word: str) -> Harmony:
    """Return whether endings of the word are hard (back) or soft (front).

    The last vowel decides. «у» and «ю» at the end of a word (оқу, келу) take after the vowel before
    them; inside a closed syllable they come from Russian and are hard (институт). A final «ь» softens
    (рубль). Source: rules of Kazakh orthography (2013), chapter on endings.

    >>> harmony("қала"), harmony("келу"), harmony("оқу"), harmony("институт"), harmony("рубль")
    ('back', 'front', 'back', 'back', 'front')
    """
    lowered = word.lower()
    if _SOFT_END.search(lowered):
        return "front"
    if _HARD_END.search(lowered):
        return "back"
    for place in range(len(lowered) - 1, -1, -1):
        letter = lowered[place]
        if letter in _BACK:
            return "back"
        if letter in _FRONT:
            return "front"
        if letter in "ую" and place < len(lowered) - 1 and lowered[place + 1] not in VOWELS:
            return "back"
    return "back"


def final_class(word: str) -> str:
    """Return the class of the last letter: V Y R L N Z T, see data/endings.tsv; "" if there is none.

    >>> final_class("қала"), final_class("ауыл"), final_class("кітап"), final_class("рубль")
    ('V', 'L', 'T', 'L')
    """
    return _CLASS.get(word.lower().rstrip("ьъ")[-1:], "")
