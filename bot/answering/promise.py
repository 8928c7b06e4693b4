"""The promise: every number, date, quoted name and person in an answer stands in the cited paragraph."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache

from bot.answering.lexicon import forms_of, is_noun_ending, word_set
from retrieval.language.endings import strippings
from retrieval.language.folding import fold
from retrieval.language.inflection import nominative
from retrieval.language.numerals import find_numbers
from retrieval.language.tokens import tokenize

_SHORT_NAME = 3  # letters; too many other words begin with them
_LONGEST_ENDING = 6  # letters that a word made of a name may have more: «Қытайда» – «қытайлықтар»
_NUMBERED = re.compile(r"(\d+-)([^\W\d]{3,})$")
_TITLE = re.compile(r"«([^«»]+)»")


def broken_promises(answer: str, paragraph: str) -> tuple[str, ...]:
    """Numbers, quoted names and capitalised words of an answer that the paragraph does not hold.

    A number in digits must stand there digit for digit, one in words as digits or words of the same value; a name
    in any of its cases. An empty tuple: the promise is kept.
    """
    broken = [number for number in sorted(_numbers(answer)) if number not in _numbers(paragraph)]
    broken += [text for text, value in _spelled(answer) if value not in _values(paragraph)]
    broken += [day for day in sorted(_days(answer)) if day not in _days(paragraph)]
    for title in _TITLE.findall(answer):
        if not all(_stands_titled(word, _words(paragraph)) for word in _words(title)):
            broken.append(title)
    for token in tokenize(answer)[1:]:
        if token.is_word and token.text[:1].isupper() and not _stands(token.base, _words(paragraph)):
            broken.append(token.text)
    return tuple(broken)


def read_proof(paragraph: str) -> None:
    """Read a paragraph's numbers and words before the first answer that it proves."""
    _numbers(paragraph)
    _words(paragraph)


@lru_cache(maxsize=4096)
def _numbers(text: str) -> frozenset[str]:
    bare = (_NUMBERED.sub(_of_noun, token.base) for token in tokenize(text) if token.is_number)
    return frozenset(re.sub(r"[ \u00a0\u202f]", "", number) for number in bare)


def _of_noun(numbered: re.Match[str]) -> str:
    """«45-мектепте» is 45-мектеп in another case."""
    return numbered[1] + nominative(numbered[2])


@lru_cache(maxsize=4096)
def _days(text: str) -> frozenset[str]:
    """Names of months and weekdays in any case: «бейсенбіде» gives бейсенбі."""
    return frozenset(
        name
        for word in _words(text)
        if word.startswith(_all_days())
        for name, forms in _day_forms().items()
        if word.startswith(forms)
    )


@cache
def _day_forms() -> dict[str, tuple[str, ...]]:
    """Each month and weekday with the letters its forms begin with."""
    return {name: forms_of(name) for name in word_set("words.toml", "months") | word_set("words.toml", "weekdays")}


@cache
def _all_days() -> tuple[str, ...]:
    return tuple(form for forms in _day_forms().values() for form in forms)


@lru_cache(maxsize=4096)
def _spelled(text: str) -> tuple[tuple[str, Decimal], ...]:
    """Numbers written in words, but for «бір» alone, which is mostly no number."""
    return tuple(
        (number.text, number.value)
        for number in find_numbers(text)
        if number.text[:1].isalpha() and not (number.weak and number.value == 1) and not number.text.isupper()
    )


@lru_cache(maxsize=4096)
def _values(text: str) -> frozenset[Decimal]:
    return frozenset(number.value for number in find_numbers(text))


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    return frozenset(
        word for token in tokenize(text) if token.is_word for word in (token.text.lower(), token.base.lower())
    )


def _stands_titled(word: str, held: frozenset[str]) -> bool:
    """A word of a quoted name in any of its own cases: «айында» holds no «айда», «ауылының» no «ауылдың»."""
    bare = nominative(word).lower()
    return word in held or any(nominative(other) == bare for other in held if other.startswith(bare))


def _stands(word: str, held: frozenset[str]) -> bool:
    """The word itself, or another form of it: «жылқыны» is none of «жылда», «айтты» none of «айда»."""
    lower, bare = word.lower(), nominative(word).lower()
    alike = (other for other in held if other.startswith(bare))
    return lower in held or any(_is_form(other, lower, bare) or nominative(other) == bare for other in alike)


def _is_form(other: str, lower: str, bare: str) -> bool:
    """Whether what begins as a bare name is a form of it, with a noun's endings; of a long one a word made of it."""
    if len(bare) <= _SHORT_NAME:
        return any(reading.stem == bare for reading in strippings(other))
    made_of_it = other.startswith(lower[:-1]) and len(other) <= len(lower) + _LONGEST_ENDING
    return made_of_it or is_noun_ending(fold(other[len(bare) :]))
