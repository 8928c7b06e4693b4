"""Answers in the place of қанша, неше, нешеу, нешеуі: numbers with their noun, unit and bound."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.answering.lexicon import word_set
from bot.answering.passage import Word
from bot.answering.saying.agreement import (
    Amount,
    alone,
    amount,
    before_noun,
    case_in,
    in_case,
    is_owned,
    last_word,
    part_of_whole,
    stem,
)
from bot.answering.saying.blank import Blank, closes, equation, joined, put

_NEAR = 4  # words after the question word among which the counted noun is looked for


def say_amount(blank: Blank) -> str | None:
    """«қанша мүше бар» – «1085 мүше бар»; «мүше саны қанша» – «мүше саны – 1085»."""
    counted = amount(blank.answer)
    if counted is None:
        return None
    if counted.bound and blank.start and blank.words[blank.start - 1].lower == "шамамен":
        blank = replace(blank, start=blank.start - 1)  # «жуық» says it
    if blank.ends_question:
        return _at_end(blank, short_amount(blank.words[: blank.start], counted, blank.answer))
    if blank.case != "nominative":
        return put(blank, _inflected(blank, counted))
    return _before_noun(blank, counted)


def _at_end(blank: Blank, short: str) -> str | None:
    """«жастар қанша?» – «жастар – 142»; «жастар қанша еді?» – «жастар 142 еді»."""
    if [word.lower for word in blank.words[blank.stop :]] == ["еді"] and blank.start > blank.said.skip:
        return joined(blank.before, short, "еді")
    return equation(blank, short)


def short_amount(before: tuple[Word, ...], counted: Amount, answer: str) -> str:
    """The amount without a noun that stands before it: «мүше саны – 1085», not «мүше саны – 1085 мүше»."""
    near = before[-3:]
    known = {stem(word.text) for word in near}
    owned = bool(near) and is_owned(near[-1].lower)
    return counted.measured if owned or any(stem(word) in known for word in counted.noun.split()) else answer


def _inflected(blank: Blank, counted: Amount) -> str | None:
    """«қаншаға түседі» – «82 мың теңгеге»; «нешеге дейін» – «76-ға», whose bound the question has."""
    if counted.bound:
        shared = blank.words[blank.stop].lower == counted.bound.split()[0]
        return f"{counted.number} {counted.unit}".strip() if shared else None
    return in_case(counted.measured if counted.unit else blank.answer, blank.case)


def _before_noun(blank: Blank, counted: Amount) -> str | None:
    """The question's noun stays where the answer counts the same, else the answer brings its own."""
    noun = blank.words[blank.stop]
    asked = stem(noun.text)
    if blank.end(blank.stop + 1) <= blank.stop + 1 and not closes(noun):  # «ұзындығы қанша метр?»
        return equation(blank, blank.answer if counted.unit or counted.noun else f"{blank.answer} {noun.lower}")
    if counted.share:  # «қанша бөлігі» – «төрттен бірі»
        owned = is_owned(noun.lower) and not counted.noun
        return put(blank, blank.answer, stop=blank.stop + 1, dash_after=blank.stop + 1) if owned else None
    if asked in {"пайыз", "процент"} or _is_percent(counted.unit):
        return _percent(blank, counted, asked)
    if counted.unit and (stem(last_word(counted.unit)) == asked or _holds(noun, last_word(counted.unit))):
        return _same_unit(blank, counted)
    if counted.unit and (said := _sum(blank, counted, asked)):
        return said
    near = {stem(word.text) for word in blank.words[blank.stop : blank.stop + _NEAR]}
    nouns = {stem(part) for word in counted.noun.split() for part in (word, word.rpartition("-")[2])}  # іс-шара
    held = bool(counted.noun) and _holds(noun, last_word(counted.noun))
    if not nouns or nouns & near or held:
        return put(blank, before_noun(counted.measured), dash_after=_dash_after(blank, noun))
    return put(blank, blank.answer, stop=blank.stop + 1) if _is_whole_phrase(blank, noun) else None


def _dash_after(blank: Blank, noun: Word) -> int:
    """«қанша пайызы әйел адамдар»: a possessed noun is the subject of what follows."""
    return blank.stop + 1 if is_owned(noun.lower) else -1


def _percent(blank: Blank, counted: Amount, asked: str) -> str | None:
    """«неше пайызын» and 30%: «30 пайызын»."""
    alike = asked in {"пайыз", "процент"} and _is_percent(counted.unit)
    if not alike or counted.bound or counted.noun:
        return None
    return put(blank, counted.number, dash_after=_dash_after(blank, blank.words[blank.stop]))


def _is_percent(unit: str) -> bool:
    return unit.startswith(("%", "пайыз", "процент"))


def _same_unit(blank: Blank, counted: Amount) -> str | None:
    """«неше күнге» and екі күн: the question's own noun stays, in its case; a bound takes its place."""
    if not counted.bound:
        return put(blank, counted.number)
    bare = case_in(blank.words[blank.stop].text) == "nominative"
    return put(blank, counted.measured, stop=blank.stop + 1) if bare else None


def _holds(noun: Word, unit: str) -> bool:
    """«орындық», «ұпаймен» hold their unit: орын, ұпай."""
    return bool(re.fullmatch(re.escape(unit) + r"(?:[лдт](?:ық|ік)|[мбп]ен|[ғқ]а|[гк]е|[дт][ае])", noun.lower))


def _sum(blank: Blank, counted: Amount, asked: str) -> str | None:
    """«қанша ақшаны» – «41 миллион теңгені»; «неше миллион теңге» – «37 миллион теңгеге жуық»."""
    words, stop = blank.words, blank.stop
    if asked in word_set("statements.toml", "scales"):
        unit = stop + 1 < len(words) and stem(words[stop + 1].text) == stem(last_word(counted.unit))
        return put(blank, counted.measured, stop=stop + 1 + unit)
    case = case_in(words[stop].text)
    if asked not in word_set("statements.toml", "sums"):
        return None
    if case == "nominative":  # «қанша ақша бөлінді» – «780 млн теңге бөлінді»
        alone = asked in word_set("statements.toml", "bare_sums") and counted.unit and not counted.noun
        return put(blank, counted.measured, stop=stop + 1) if alone else None
    if counted.bound:
        return None
    return put(blank, in_case(counted.measured, case), stop=stop + 1)


def _is_whole_phrase(blank: Blank, noun: Word) -> bool:
    """Whether the asked noun is one bare word, so that the answer with its own noun may take its place."""
    asked = [word for word in blank.said.question.focus if word in blank.words[blank.stop :]]
    being = blank.words[-1].lower in word_set("statements.toml", "being")
    return being and case_in(noun.text) == "nominative" and not is_owned(noun.lower) and len(asked) <= 1


def say_several(blank: Blank) -> str | None:
    """«нысандар нешеу» – «нысандар – екеу»."""
    counted = amount(blank.answer)
    if counted is None:
        return None
    if blank.ends_question:
        return _at_end(blank, alone(short_amount(blank.words[: blank.start], counted, blank.answer)))
    if counted.noun:
        return put(blank, blank.answer)
    return put(blank, alone(counted.measured)) if alone(counted.measured) != counted.measured else None


def say_part(blank: Blank) -> str | None:
    """«өтініштің нешеуі» – «өтініштің 88-і»."""
    counted = amount(blank.answer)
    if counted is None or counted.bound or counted.unit:
        return None
    return put(blank, part_of_whole(counted.number, blank.case), dash_after=blank.stop)
