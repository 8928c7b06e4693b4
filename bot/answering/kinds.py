"""What kind of thing a question asks for, as far as its noun tells, and how well a stretch of text looks like it."""

from __future__ import annotations

import re
from collections.abc import Set
from functools import lru_cache

from bot.answering.lexicon import table, word_set
from bot.answering.question import Question

_LONGEST_ENDING = 7
_IMPERATIVE = re.compile(r".+(?:ңыз|ңіз|ңдар|ңдер)$")  # көрсетіңіз, белгілеңіз


def kind_of(question: Question) -> str:
    """A section of kinds.toml: by the question's type, else by its noun, else "term".

    «қай ақын …» -> person, «… қай дәуірде» -> time, «… өлеңін көрсетіңіз» -> work.
    """
    kinds: dict[str, str] = table("kinds.toml")["types"]
    if question.type in kinds:
        return kinds[question.type]
    if any(word.lower.startswith("кім") for word in question.words[question.start : question.stop]):
        return "person"
    return kind_of_noun(asked_noun(question))


@lru_cache(maxsize=4096)
def kind_of_noun(word: str) -> str:
    """The kind a noun in small letters belongs to; "term" for all others.

    >>> kind_of_noun("авторын"), kind_of_noun("дәуірде"), kind_of_noun("органоид")
    ('person', 'time', 'term')
    """
    for kind, row in table("kinds.toml").items():
        for stem in row.get("nouns", ()):
            if (word + " ").startswith(stem) and len(word) - len(stem) <= _LONGEST_ENDING:
                return kind
    return "term"


def asked_noun(question: Question) -> str:
    """The noun asked for in small letters: the focus, or the last word that is no request («… өлеңін [көрсетіңіз]»)."""
    idle = word_set("words.toml", "stop") | word_set("words.toml", "asking")
    for word in (*question.focus[-1:], *reversed(question.words)):
        if not _IMPERATIVE.match(word.lower) and word.lower not in idle:
            return word.lower
    return ""


def suits(kind: str, looks: Set[str]) -> float:
    """How well a stretch with these looks suits a kind, 0 to 1."""
    return next((fit for wanted, fit in _rules(kind) if wanted <= looks), 0.0)


@lru_cache(maxsize=64)
def _rules(kind: str) -> tuple[tuple[frozenset[str], float], ...]:
    return tuple((frozenset(wanted), float(fit)) for wanted, fit in table("kinds.toml")[kind]["looks"])
