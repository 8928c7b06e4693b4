"""The promise: every number, date, quoted name and person in an answer stands in the cited paragraph."""

from __future__ import annotations

import re
from functools import lru_cache

from retrieval.language.inflection import nominative
from retrieval.language.tokens import tokenize

_TITLE = re.compile(r"«([^«»]+)»")


def broken_promises(answer: str, paragraph: str) -> tuple[str, ...]:
    """Numbers, quoted names and capitalised words of an answer that the paragraph does not hold.

    A number must stand there digit for digit; a name in any of its cases. An empty tuple: the promise is kept.
    """
    held_numbers, held_words = _numbers(paragraph), _words(paragraph)
    broken = [number for number in sorted(_numbers(answer)) if number not in held_numbers]
    for title in _TITLE.findall(answer):
        if not all(_stands(word, held_words) for word in _words(title)):
            broken.append(title)
    for token in tokenize(answer)[1:]:
        if token.is_word and token.text[:1].isupper() and not _stands(token.text.lower(), held_words):
            broken.append(token.text)
    return tuple(broken)


@lru_cache(maxsize=4096)
def _numbers(text: str) -> frozenset[str]:
    return frozenset(re.sub(r"[ \u00a0\u202f]", "", token.base) for token in tokenize(text) if token.is_number)


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    return frozenset(token.text.lower() for token in tokenize(text) if token.is_word)


def _stands(word: str, held: frozenset[str]) -> bool:
    """The word itself, or another case form of it."""
    return word in held or any(other.startswith(word) or nominative(other) == nominative(word) for other in held)
