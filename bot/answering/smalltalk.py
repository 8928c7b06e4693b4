"""Greetings, thanks and questions about the bot itself get one fitting line."""

from __future__ import annotations

from functools import cache

from bot.answering.lexicon import table
from retrieval.language.folding import fold
from retrieval.language.tokens import tokenize

_LONGEST = 6  # words; what is longer is a question


def small_talk(text: str) -> str:
    """The line for a piece of small talk, "" for anything else."""
    words = [fold(token.text) for token in tokenize(text) if token.is_word]
    if not words or len(words) > _LONGEST:
        return ""
    row = " " + " ".join(words) + " "
    for phrase, reply in _phrases():
        if phrase in row and all(word in _idle() for word in row.replace(phrase, " ", 1).split()):
            return reply
    return ""


@cache
def _phrases() -> tuple[tuple[str, str], ...]:
    """Each phrase of small talk, folded and between blanks, with the line it gets."""
    return tuple(
        (f" {' '.join(fold(word) for word in phrase.split())} ", str(kind["reply"]))
        for kind in table("smalltalk.toml")["kind"]
        for phrase in kind["says"]
    )


@cache
def _idle() -> frozenset[str]:
    return frozenset(fold(word) for word in table("smalltalk.toml")["idle"])
