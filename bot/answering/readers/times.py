"""The how-manieth time something happens, asked with yes or no: «тұңғыш рет өтті ме» – «Жоқ, алтыншы рет»."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from bot.answering.lexicon import word_row
from bot.answering.passage import Sentence, Word
from retrieval.language.numerals import find_numbers

_TIME = "рет"
_AT_FIRST = "алғаш"
_FIRST = Decimal(1)


def other_time_told(words: Sequence[Word], sentence: Sentence) -> str | None:
    """«алтыншы рет» where another one is asked for; "" where none is told; None where that is not the question."""
    asked = _times(words)
    if not asked:
        return None
    told = _times(sentence.words)
    if not told:
        return ""
    return None if asked.keys() & told.keys() else next(iter(told.values()))


def _times(words: Sequence[Word]) -> dict[Decimal, str]:
    """Which times are told, each with its words: «тұңғыш рет» is the first one."""
    found: dict[Decimal, str] = {}
    for one, other in pairwise(words):
        which = _place(one) if other.lower.startswith(_TIME) and not other.gap else None
        if which is not None:
            found[which] = f"{one.lower} {_TIME}"
    return found


def _place(word: Word) -> Decimal | None:
    if word.lower.startswith((_AT_FIRST, *word_row("words.toml", "first_holders"))):
        return _FIRST
    return next((number.value for number in find_numbers(word.lower) if number.kind == "ordinal"), None)
