"""Mentions: spans of a sentence's tokens that are names, and the quoted spans that may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.language.name_tokens import Token

OPENING, CLOSING = frozenset('«"“„'), frozenset('»"”“')
_LONGEST_QUOTED_NAME = 6  # words; longer quotes are speech


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as a span of a sentence's tokens: [start:stop]."""

    start: int
    stop: int
    kind: str


Tokens = Sequence[Token]
Mentions = list[Mention]


def quotes(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """Spans of the words inside quotes, short ones only."""
    opened: int | None = None
    for place, token in enumerate(tokens):
        if opened is not None and token.text in CLOSING:
            if 0 < place - opened - 1 <= _LONGEST_QUOTED_NAME and tokens[opened + 1].text[0].isalnum():
                yield opened + 1, place
            opened = None
        elif token.text in OPENING:
            opened = place


def covering(mentions: Mentions, place: int) -> Mention | None:
    """The mention that holds the token, if any."""
    return next((one for one in mentions if one.start <= place < one.stop), None)


def put(mentions: Mentions, new: Mention) -> Mentions:
    """The mentions with the new one in place of all that it touches."""
    apart = [one for one in mentions if one.stop <= new.start or one.start >= new.stop]
    return sorted([*apart, new], key=lambda one: one.start)
