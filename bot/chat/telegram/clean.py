"""A person's text as the answerer may safely read it."""

from __future__ import annotations

import re
import unicodedata

MAX_QUESTION = 1000  # characters
MAX_RAW = 20_000  # characters worth looking at: Telegram itself sends 4096, other callers may not
MAX_MARKS = 2  # combining marks on one letter; a zalgo text piles up dozens

_MENTION_ENDING = r"(?:-\w{1,6}\b)?"  # «@derek_bot-қа»: the ending goes with the name


def clean(text: str) -> str:
    """Composed letters, no invisible or direction-changing characters, no piled-up marks, single spaces.

    >>> clean("Қар\\u200bғалы   \\u202eқашан?")
    'Қарғалы қашан?'
    """
    kept: list[str] = []
    marks = 0
    for char in unicodedata.normalize("NFC", text[:MAX_RAW]):
        category = unicodedata.category(char)
        marks = marks + 1 if category in {"Mn", "Me"} else 0
        if category in {"Cf", "Cs", "Co", "Cn"} or marks > MAX_MARKS:
            continue
        kept.append(" " if category in {"Cc", "Zl", "Zp", "Zs"} else char)
    return re.sub(r" {2,}", " ", "".join(kept)).strip()


def cut_question(text: str) -> tuple[str, bool]:
    """The question within its limit, cut at a word, and whether it was cut."""
    if len(text) <= MAX_QUESTION:
        return text, False
    head = text[:MAX_QUESTION]
    return (head.rsplit(" ", 1)[0] if " " in head[MAX_QUESTION // 2 :] else head), True


def is_question(text: str) -> bool:
    """Is there a letter or a digit to ask about? A lone «?» is not a question."""
    return any(char.isalnum() for char in text)


def without(text: str, places: list[tuple[int, int]]) -> str:
    """The text without the given stretches (start, stop in characters) and the endings that hang on them.

    >>> without("Айтшы, @derek_bot, қанша мүше бар?", [(7, 17)])
    'Айтшы, қанша мүше бар?'
    """
    for start, stop in sorted(places, reverse=True):
        tail = re.sub(rf"^{_MENTION_ENDING}\s*[,:;—–]?", "", text[stop:])
        text = f"{text[:start].rstrip()} {tail.lstrip()}"
    return text.strip()
