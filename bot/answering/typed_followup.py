"""A follow-up as it is typed: without its opening «ал» and its closing «ше»."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.answering.lexicon import Lexicon, table
from bot.answering.phrases import Parsed
from bot.answering.question import Question
from retrieval.language.inflection import nominative_phrase

Analyze = Callable[[str], Question]

_POSSESSOR = re.compile(r"(?:[дтн]ікі)(?=\W|$)")  # «Жанбайдікі»: the one of «Жанбай»
_ENDS = " \t\n?!.…"


@dataclass(frozen=True, slots=True)
class Typed:
    """A follow-up without its opening «ал» and closing «ше»; `possessor`: asks for «Жанбайдікі»."""

    parsed: Parsed
    opened: bool
    closed: bool
    possessor: bool


def typed_as(question: str, analyze: Analyze, lexicon: Lexicon) -> Typed:
    text, opened = without_opener(question)
    text, closed = without_closer(text)
    bare = _POSSESSOR.sub("", text)
    parsed = Parsed(analyze(bare), lexicon)
    if closed and not parsed.names and not parsed.times:
        # Typed small: a title is known by its capital, and surely only in the nominative.
        plain = nominative_phrase(bare)
        titled = Parsed(analyze(plain[:1].upper() + plain[1:]), lexicon)
        parsed = titled if any(name.kind == "title" for name in titled.names) else parsed
    return Typed(parsed, opened, closed, bare != text)


def without_opener(text: str) -> tuple[str, bool]:
    match = re.match(r"\s*(\w+)[\s,]+(?=\S)", text)
    if match and match[1].lower() in table("followups.toml")["openers"]:
        return without_opener(text[match.end() :])[0], True
    return text.strip(), False


def without_closer(text: str) -> tuple[str, bool]:
    head, _, last = text.rstrip(_ENDS).rpartition(" ")
    if head and last.lower() in table("followups.toml")["closers"]:
        return head.rstrip(_ENDS + ","), True
    return text, False


def asks_again(question: str) -> bool:
    """Whether it ends in «ше»: the whole question before is asked again."""
    return without_closer(question)[1]
