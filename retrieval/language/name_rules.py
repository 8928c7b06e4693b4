"""Corrections to the tagger's proposals that hold for Kazakh names in general."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.language.name_tokens import Token


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as a span of a sentence's tokens: [start:stop]."""

    start: int
    stop: int
    kind: str


def correct_mentions(tokens: Sequence[Token], mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions as the rules leave them, in order, none overlapping another."""
    return list(mentions)
