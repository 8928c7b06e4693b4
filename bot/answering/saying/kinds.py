"""Answers in the place of қай, қандай, нешінші with the noun that follows them."""

from __future__ import annotations

import re

from bot.answering.lexicon import word_set
from bot.answering.passage import Word
from bot.answering.saying.agreement import (
    bare_noun,
    bears_owner,
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
from bot.answering.saying.blank import PARTICIPLES, Blank, closes, equation, fill, is_name, joined, put
from retrieval.language.grammar import is_attribute, is_verbal
from retrieval.language.inflection import decline

_YEARS = re.compile(r"(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)\d\d)?")
_AND = frozenset({"мен", "бен", "пен", "және"})
_LONGEST_NOUN = 5  # words
_LEAST_DESCRIBED = 2  # words of «анимациялық жобасы»


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
    if said or slot is None:
        return said
    case = case_in(noun.text)
    return belongs(blank, slot, stop) if case == "genitive" else serves(blank, slot, stop) if case == "dative" else None


def _noun_end(blank: Blank) -> int:
    """Where the noun after қай / қандай ends: at the first word with a case, a possession or a plural."""
    words = blank.words
    if words[blank.stop].lower.startswith("жыл"):  # «қай жылғы жұмысы»
        return blank.stop + 1
    for at in range(blank.stop, min(blank.stop + _LONGEST_NOUN, len(words))):
        following = words[at + 1] if at + 1 < len(words) else None
        if words[at].lower in _AND or (following and following.lower in _AND):
            continue
        if following is None or _ends_noun(words[at], following):
            return at + 1
    return blank.stop + 1


def _ends_noun(word: Word, following: Word) -> bool:
    """Whether the noun phrase ends at a word: «қай жастар қанатының» goes on, «қай ауылдар таза суға» does not."""
    if case_in(word.text) != "nominative" or is_owned(word.lower):
        return True
    if is_plural(word.lower) and not bears_owner(following.lower):
        return True
    verbal = is_verbal(following.text) and case_in(following.text) == "nominative"
    return verbal or closes(following) or following.lower in word_set("statements.toml", "after_noun")


def _with_noun(blank: Blank, stop: int) -> str | None:
    """The answer in the case of the noun asked for, and with that noun where it lacks one.

    «қай ұйымның» and «Шипагер»: «Шипагер» ұйымының; «қай орынды» and үшінші: үшінші орынды.
    """
    noun = blank.words[stop - 1]
    answer = _as_owned_as(noun, blank.answer)
    stems = {stem(word) for word in answer.split()}
    if _lacks_noun(answer, noun) and stem(noun.text) not in stems:
        first = next((at for at in range(blank.stop, stop) if stem(blank.words[at].text) not in stems), stop - 1)
        owned = decline(possess(bare_noun(noun.lower)), case_in(noun.text), possessed=True)
        return joined(answer, _possessed_rows(blank, first, stop - 1), owned)
    if stem(last_word(answer)) != stem(noun.text) and is_quality(answer) and last_word(answer).islower():
        return f"{answer} {blank.said.stretch(blank.stop, stop)}"
    return in_case(answer, case_in(noun.text))


def _as_owned_as(noun: Word, answer: str) -> str:
    """«қандай жоба жасады» and «анимациялық жобасы»: «анимациялық жоба»; «спорт мектебі» is one name."""
    parts = answer.rsplit(maxsplit=2)
    last = last_word(answer)
    again = answer.endswith(last) and last.islower() and stem(last) == stem(noun.text) and is_owned(last)
    described = len(parts) >= _LEAST_DESCRIBED and parts[-2].islower() and is_attribute(parts[-2])
    if not (again and described) or is_owned(noun.lower):
        return answer
    return answer.removesuffix(last) + bare_noun(last)


def _possessed_rows(blank: Blank, start: int, stop: int) -> str:
    """The words before the noun; «жобалар мен акцияларға» belong both: «жобалары мен акцияларына»."""
    spelled = [blank.said.spelled[at] for at in range(start, stop)]
    rows = bool(_AND & {word.lower for word in blank.words[start:stop]})
    return " ".join(possess(word) if rows and is_plural(word) else word for word in spelled)


def _lacks_noun(answer: str, noun: Word) -> bool:
    """Whether the noun asked for goes behind the answer: a quoted name alone, or a row of things of one kind."""
    last = last_word(answer)
    if not is_plural(bare_noun(noun.lower)) and stem(noun.text) in word_set("statements.toml", "labels"):
        return True
    if stem(noun.text) in word_set("statements.toml", "vague") or is_owned(answer):
        return False
    if case_in(last) != "nominative" and last.islower():
        return False
    if answer.startswith("«") and not (last.isupper() and len(last) > 1):  # «Дала жолы» ЖШС says what it is
        return True
    several = " және " in answer and is_plural(bare_noun(noun.lower)) and not is_plural(last.lower())
    return several and (case_in(noun.text) != "nominative" or last[:1].isupper())


def belongs(blank: Blank, slot: str, stop: int) -> str | None:
    """«Күншығар Әбілов – «Шипагер» ұйымының төрағасы»: a genitive slot and what it owns."""
    words, end = blank.words, blank.end(stop)
    if stop >= end or not is_owned(words[end - 1].lower) or blank.start <= blank.said.skip:
        return None
    last = words[blank.start - 1]
    if case_in(last.text) != "nominative" and not last.quoted and not last.capital:
        return None
    return fill("equation", subject=blank.before, answer=joined(slot, blank.said.stretch(stop, end)))


def serves(blank: Blank, slot: str, stop: int) -> str | None:
    """«комиссияға кім төраға?» – «комиссияға Әділбек Сарабеков төраға»: a bare noun closes the sentence."""
    end = blank.end(stop)
    last = blank.words[end - 1]
    bare = stop < end and case_in(last.text) == "nominative" and not is_name(last)
    return joined(blank.before, slot, blank.said.stretch(stop, end)) if bare else None


def _which_time(blank: Blank, stop: int) -> str | None:
    """«қай жылға арналған» keeps the question's noun before a bare year; other times go by when()."""
    noun = blank.words[stop - 1]
    if noun.lower.startswith("жыл"):
        return _which_year(blank, stop, noun)
    case = case_in(noun.text)
    start = blank.start
    if start and blank.words[start - 1].lower == "аптаның":
        start -= 1
    time = when(blank.answer, "nominative" if case == "locative" else case)
    if time and " және " in time and time.endswith(" күні"):
        time = time.removesuffix("күні") + "күндері"
    return put(blank, time, start, stop)


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
    if following.lower.startswith("жыл") and _YEARS.match(blank.answer):
        return _which_year(blank, blank.stop + 1, following)
    if len(parts) == 1:
        return put(blank, blank.answer)
    same = stem(following.text) == stem(parts[-1]) or closes(following)
    return put(blank, parts[0]) if is_quality(parts[0]) and same else None
