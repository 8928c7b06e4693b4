"""Match a question's words against the phrases of questions.toml."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from bot.answering.lexicon import table

_INSIDE_WORD = "_"
_TITLE_MARK = "«»"  # stands for a quoted word, which no phrase may match


@dataclass(frozen=True, slots=True)
class Asking:
    """What a question asks for and which of its words ask: words[start:stop]."""

    type: str
    start: int
    stop: int


@cache
def _types() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (row["name"], re.compile("(?<= )(?:" + "|".join(_as_pattern(phrase) for phrase in row["asks"]) + ")"))
        for row in table("questions.toml")["type"]
    )


def _as_pattern(phrase: str) -> str:
    """A phrase as a pattern over words that stand in a row, each with a blank before and after it."""
    pattern = ""
    for part in phrase.split():
        if part == "…":
            pattern += r"(?:[^ ]+ )*?"
        elif part == "^":
            pattern += "(?<=^ )"
        elif part == "$":
            pattern += "$"
        else:
            pattern += re.escape(part).replace(r"\*", "[^ «»]*") + " "
    return pattern


def find_asking(words: Sequence[str], quoted: Sequence[bool]) -> Asking | None:
    """The first type of the table that the words hold a phrase of, in the table's order.

    >>> find_asking(["ұйымда", "қанша", "мүше", "бар"], [False] * 4)
    Asking(type='count', start=1, stop=2)
    """
    whole = (word.replace(" ", _INSIDE_WORD) for word in words)  # «19 500» is one word
    row = " " + "".join((_TITLE_MARK if inside else word) + " " for word, inside in zip(whole, quoted, strict=True))
    for name, pattern in _types():
        match = pattern.search(row)
        if match:
            start = row[: match.start()].count(" ") - 1
            return Asking(name, start, start + match[0].count(" "))
    return None
