"""Answers in the place of қай, қандай, нешінші with the noun that follows them."""

from __future__ import annotations

import re

from bot.answering.lexicon import word_set
from bot.answering.passage import Word
from bot.answering.saying.agreement import (
    bare_noun,
    case_in,
    in_case,
    is_owned,
    is_plural,
    is_quality,
    last_word,
    possess,
    stem,
    when,
)
from bot.answering.saying.blank import PARTICIPLES, Blank, closes, equation, fill, joined, put
from retrieval.language.inflection import decline

_YEARS = re.compile(r"(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)\d\d)?")
_AND = frozenset({"мен", "бен", "пен", "және"})
_LONGEST_NOUN = 5  # words


def say_which(blank: Blank) -> str | None:
    """«қай қалада өтті» – «Талдықорған қаласында өтті»."""
    if blank.ends_question:
        return equation(blank, blank.answer)
    stop = _noun_end(blank)
    noun = blank.words[stop - 1]
    if noun.lower.startswith("жыл") or stem(noun.text) in word_set("statements.toml", "times"):
        return _which_time(blank, stop)
    if blank.end(stop) <= stop and blank.start and blank.words[blank.start - 1].lower.endswith(PARTICIPLES):
        subject = joined(blank.before, blank.said.stretch(blank.stop, stop))  # «… асқан қай облыстар?»
        return fill("equation", subject=subject, answer=blank.answer)
    slot = _with_noun(blank, stop)
    said = put(blank, slot, stop=stop, dash_after=stop if is_owned(noun.lower) else -1)
    return said or (belongs(blank, slot, stop) if slot and case_in(noun.text) == "genitive" else None)


def _noun_end(blank: Blank) -> int:
    """Where the noun after қай / қандай ends: at the first word with a case, a possession or a plural."""
    words = blank.words
    if words[blank.stop].lower.startswith("жыл"):  # «қай жылғы жұмысы»
        return blank.stop + 1
    for at in range(blank.stop, min(blank.stop + _LONGEST_NOUN, len(words))):
        following = words[at + 1] if at + 1 < len(words) else None
        if words[at].lower in _AND or (following and following.lower in _AND):
            continue
        if _ends_noun(blank, words[at]) or following is None or closes(following):
            return at + 1
    return blank.stop + 1


def _ends_noun(blank: Blank, word: Word) -> bool:
    focus = [other for other in blank.said.question.focus if other.start > blank.words[blank.start].start]
    return (
        case_in(word.text) != "nominative"
        or is_owned(word.lower)
        or is_plural(word.lower)
        or word == (focus[-1] if focus else None)
    )


def _with_noun(blank: Blank, stop: int) -> str | None:
    """The answer in the case of the noun asked for, and with that noun where it lacks one.

    «қай ұйымның» and «Шипагер»: «Шипагер» ұйымының; «қай орынды» and үшінші: үшінші орынды.
    """
    answer, noun = blank.answer, blank.words[stop - 1]
    stems = {stem(word) for word in answer.split()}
    if answer.startswith("«") and not is_owned(answer) and stem(noun.text) not in stems:
        first = next(
            (at for at in range(blank.stop, stop) if stem(blank.words[at].text) not in stems), stop - 1
        )
        owned = decline(possess(bare_noun(noun.lower)), case_in(noun.text), possessed=True)
        return joined(answer, blank.said.stretch(first, stop - 1), owned)
    if stem(last_word(answer)) != stem(noun.text) and is_quality(answer):
        return f"{answer} {blank.said.stretch(blank.stop, stop)}"
    return in_case(answer, case_in(noun.text))


def belongs(blank: Blank, slot: str, stop: int) -> str | None:
    """«Күншығар Әбілов – «Шипагер» ұйымының төрағасы»: a genitive slot and what it owns."""
    words, end = blank.words, blank.end(stop)
    if stop >= end or not is_owned(words[end - 1].lower) or blank.start <= blank.said.skip:
        return None
    last = words[blank.start - 1]
    if case_in(last.text) != "nominative" and not last.quoted and not last.capital:
        return None
    return fill("equation", subject=blank.before, answer=joined(slot, blank.said.stretch(stop, end)))


def _which_time(blank: Blank, stop: int) -> str | None:
    """«қай жылға арналған» keeps the question's noun before a bare year; other times go by when()."""
    noun = blank.words[stop - 1]
    if noun.lower.startswith("жыл"):
        return _which_year(blank, stop, noun)
    case = case_in(noun.text)
    start = blank.start
    if start and blank.words[start - 1].lower == "аптаның":
        start -= 1
    return put(blank, when(blank.answer, "nominative" if case == "locative" else case), start, stop)


def _which_year(blank: Blank, stop: int, noun: Word) -> str | None:
    year = _YEARS.match(blank.answer)
    if not year or len(blank.answer.split()) > 2:
        return None
    if len(year[0]) > 4 and noun.lower == "жылы":
        return put(blank, f"{year[0]} жылдары", stop=stop)
    return put(blank, year[0], stop=stop - 1)


def say_ordinal(blank: Blank) -> str | None:
    """«нешінші орынға ие болды» – «екінші орынға ие болды»."""
    words, parts = blank.words, blank.answer.split()
    if blank.ends_question:
        return equation(blank, blank.answer)
    following = words[blank.stop]
    if following.lower.startswith("жыл"):
        return _which_year(blank, blank.stop + 1, following)
    if len(parts) == 1:
        return put(blank, blank.answer)
    same = stem(following.text) == stem(parts[-1]) or closes(following)
    return put(blank, parts[0]) if is_quality(parts[0]) and same else None
