"""What was typed around a question, put aside before the question is understood: padding, Russian words."""

from __future__ import annotations

import re
from functools import cache

from bot.answering.lexicon import lines
from bot.answering.passage import Word


def tidied(text: str) -> str:
    """The question without padding, its Russian words in Kazakh; done before spelling is put right.

    >>> tidied("Айтшы, партияда сколько членов бар?")
    'партияда қанша мүше бар?'
    """
    table = _russian()
    kazakh = re.sub(r"[^\W\d_]+", lambda match: table.get(match[0].lower(), match[0]), _asked_how_many(text))
    bare = _padding_pattern().sub("", kazakh).strip()
    return bare if re.search(r"\w", bare) else kazakh


def _asked_how_many(text: str) -> str:
    """«қаша» is «қанша» before what is counted and at the end, «қашан» right before the verb that ends the question."""
    counted = re.sub(r"\b([Ққ])аша\b(?=\s+\w+\s+\w|\W*$)", r"\1анша", text)
    return re.sub(r"\b([Ққ])аша\b", r"\1ашан", counted)


@cache
def _padding_pattern() -> re.Pattern[str]:
    phrases = "|".join(
        r"\s+".join(map(re.escape, phrase)) for phrase in _padding() if len(phrase) > 1 or len(phrase[0]) > 4
    )
    return re.compile(rf"(?<![\w«])(?:{phrases})(?![\w»])[,]?\s*", re.IGNORECASE)


@cache
def _russian() -> dict[str, str]:
    rows = (line.split("\t") for line in lines("russian.tsv"))
    return {typed: kazakh for typed, kazakh in rows}  # noqa: C416 (a row is a list, dict() wants pairs)


def without_padding(words: tuple[Word, ...]) -> tuple[Word, ...]:
    kept = list(words)
    typed = {word.lower for word in words}
    for phrase in _padding():
        if phrase[0] not in typed:
            continue
        size = len(phrase)
        for at in range(len(kept) - size, -1, -1):
            if tuple(word.lower for word in kept[at : at + size]) == phrase and len(kept) > size:
                del kept[at : at + size]
    return tuple(kept)


@cache
def _padding() -> tuple[tuple[str, ...], ...]:
    return tuple(sorted((tuple(line.split()) for line in lines("padding.txt")), key=len, reverse=True))
