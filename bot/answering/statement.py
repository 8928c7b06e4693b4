"""Turn a question into the statement that answers it.

Kazakh leaves the question word where the answer stands («ұйымда [қанша] мүше бар» – «ұйымда [1085] мүше бар»),
so the answer takes its place in the case it asks for. Every rule gives None where the result would not be safe
grammar; the caller then has a neutral sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from bot.answering.agreement import (
    Amount, alone, amount, case_in, in_case, is_owned, is_quality, last_word, part_of_whole, possess, stem, when,
)
from bot.answering.echo import Echo, echo
from bot.answering.finding import Finding
from bot.answering.lexicon import lines, table, word_set
from bot.answering.passage import Word
from bot.answering.question import Question
from bot.answering.readers.people import say_person
from retrieval.language.grammar import is_finite
from retrieval.language.inflection import Case, decline, nominative_phrase

_WHY_AFTER = frozenset({"үшін", "себепті", "себептен", "себеп"})


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the question asks: words[start:stop], the kind of the question word, the case it stands in."""

    kind: str
    case: Case
    start: int
    stop: int


def state(question: Question, finding: Finding, answer: str) -> str | None:
    """The statement without its full stop; None where the question's words cannot carry the answer.

    `answer` is the finding's short answer, its marks in order.
    """
    said = echo(question, finding)
    if question.type == "yesno":
        return _agree(said, answer)
    if question.type == "role":
        return _role(said, finding, answer)
    if question.type == "quote":
        return _quote(said, answer)
    spot = find_spot(question)
    if spot is None:
        return _property(said, answer) if not _askers(question.words) else None
    return _BUILDERS[spot.kind](said, spot, finding, answer) if spot.kind in _BUILDERS else None


# Where the question asks


@cache
def _forms() -> dict[str, tuple[str, Case]]:
    rows = (line.split("\t") for line in lines("interrogatives.tsv"))
    return {form: (kind, case) for form, kind, case in rows}  # type: ignore[misc]


def _askers(words: tuple[Word, ...]) -> list[int]:
    return [at for at, word in enumerate(words) if not word.quoted and word.lower in _forms()]


def find_spot(question: Question) -> Spot | None:
    """The one question word; None where there is none or more than one."""
    words, found = question.words, _askers(question.words)
    if len(found) != 1:
        return None
    at = found[0]
    kind, case = _forms()[words[at].lower]
    following = words[at + 1].lower if at + 1 < len(words) else ""
    if words[at].lower == "не" and following in _WHY_AFTER - {"себеп"}:
        return Spot("why", "nominative", at, at + 2)
    if question.type == "reason" and words[at].lower == "неге":
        return Spot("why", "nominative", at, at + 1)
    return Spot(kind, case, at, at + 1)


def _is(section: str, word: Word) -> bool:
    return word.lower in word_set("statements.toml", section)


def _end(said: Echo, start: int) -> int:
    """Where the words after the question word end: `start` when only idle ones follow."""
    words = said.question.words
    return start if all(_is("idle", word) for word in words[start:]) else len(words)


# Building blocks


def _fill(name: str, **parts: str) -> str:
    return str(table("templates.toml")["sentence"][name].format(**parts))


def _closes(word: Word) -> bool:
    return is_finite(word.text) or _is("closing", word)


def _put(said: Echo, start: int, stop: int, slot: str, dash_after: int | None = None) -> str | None:
    """The question with `slot` in place of words[start:stop]; the rest must close the sentence."""
    words = said.question.words
    end = _end(said, stop)
    before = said.stretch(0, start)
    if stop >= end:
        return _equation(said, start, slot)
    after = _marked(said, stop, end)
    if _closes(words[end - 1]) and not _is_subject(words[end - 1]):
        return _joined(before, slot, after)
    if dash_after is not None and stop <= dash_after < end:
        return _joined(before, slot, said.stretch(stop, dash_after), "–", said.stretch(dash_after, end))
    return None


def _marked(said: Echo, start: int, end: int) -> str:
    """Words after the slot, with a dash that stood before them: «қандай бөлігі – жастар»."""
    dash = "– " if said.question.words[start].gap.strip("»\"”") in {"–", "—", "-"} else ""
    return dash + said.stretch(start, end)


def _is_subject(word: Word) -> bool:
    """A name at the end: «… неде дейді Рамазанова» is turned round too oddly to repeat."""
    return word.capital or word.quoted


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _equation(said: Echo, start: int, answer: str) -> str | None:
    """«Қазалы ауданының әкімі – Алмасбек Есмаханов»: what stands before the question word, a dash, the answer."""
    words = said.question.words
    end = start
    while end and _is("naming", words[end - 1]) and not (end > 1 and (words[end - 2].quoted or is_finite(words[end - 2].text))):
        end -= 1
    if end == 0:
        return None
    last = words[end - 1]
    if not last.quoted and not _is("naming", last) and (case_in(last.text) != "nominative" or _is_verb(last)):
        return None
    return _fill("equation", subject=said.stretch(0, end), answer=answer)


def _is_verb(word: Word) -> bool:
    """A finite verb that is no participle («алған», «өткен» may be a subject) and no noun («жасы»)."""
    lowered = word.lower
    return is_finite(lowered) and not lowered.endswith(("ған", "ген", "қан", "кен", "тын", "тін")) and not is_owned(lowered)


# One rule for each kind of question word


def _who(said: Echo, spot: Spot, finding: Finding, answer: str) -> str | None:
    slot = in_case(answer, spot.case)
    words = said.question.words
    if slot is None:
        return None
    put = _put(said, spot.start, spot.stop, slot)
    end = _end(said, spot.stop)
    if put or spot.stop >= end:
        return put
    if spot.case == "genitive":
        return _belongs(said, spot.start, spot.stop, slot)
    nominal = case_in(words[end - 1].text) == "nominative" and not _is_subject(words[end - 1])
    return _joined(said.stretch(0, spot.start), slot, said.stretch(spot.stop, end)) if nominal else None


def _belongs(said: Echo, start: int, stop: int, slot: str) -> str | None:
    """«Күншығар Әбілов – «Шипагер» ұйымының төрағасы»: a genitive slot and what it owns."""
    words = said.question.words
    end = _end(said, stop)
    if stop >= end or not is_owned(words[end - 1].lower) or not start:
        return None
    last = words[start - 1]
    if case_in(last.text) != "nominative" and not last.quoted and not last.capital:
        return None
    return _fill("equation", subject=said.stretch(0, start), answer=_joined(slot, said.stretch(stop, end)))


def _what(said: Echo, spot: Spot, finding: Finding, answer: str) -> str | None:
    words = said.question.words
    if said.question.type == "reason" and _end(said, spot.stop) > spot.stop:
        return None
    if spot.stop + 1 < len(words) and words[spot.stop].lower == "деп" and words[spot.stop + 1].lower.startswith("атал"):
        return _called(said, spot, spot.stop + 1, answer)
    slot = in_case(answer, spot.case)
    return _put(said, spot.start, spot.stop, slot) if slot else None


def _how(said: Echo, spot: Spot, finding: Finding, answer: str) -> str | None:
    words = said.question.words
    if spot.stop < len(words) and words[spot.stop].lower.startswith("атал"):
        return _called(said, spot, spot.stop, answer)
    return None


def _called(said: Echo, spot: Spot, verb: int, answer: str) -> str | None:
    """«… жоба «Қарызсыз қоғам» деп аталады»: of a quoted name only what stands in the marks."""
    name = answer[: answer.index("»") + 1] if answer.startswith("«") and "»" in answer else answer
    subject = said.stretch(0, spot.start)
    return _fill("called", subject=subject, answer=name, verb=said.stretch(verb, len(said.question.words))) if subject else None


def _where(said: Echo, spot: Spot, finding: Finding, answer: str) -> str | None:
    words = said.question.words
    last = words[-1].lower
    goes = spot.case == "locative" and last != "бар" and last.startswith(tuple(table("statements.toml")["going"]))
    slot = in_case(answer, "dative" if goes else spot.case)
    return _put(said, spot.start, spot.stop, slot) if slot else None


def _when(said: Echo, spot: Spot, finding: Finding, answer: str) -> str | None:
    slot = when(answer, spot.case)
    return _put(said, spot.start, spot.stop, slot) if slot else None


def _why(said: Echo, spot: Spot, finding: Finding, answer: str) -> str | None:
    words, end = said.question.words, _end(said, spot.stop)
    last = words[end - 1] if end > spot.stop else words[spot.start - 1] if spot.start else None
    if last is None or not _closes(last) or _is_subject(last):
        return None
    cue = _cause_word(finding)
    before, after = said.stretch(0, spot.start), said.stretch(spot.stop, end)
    if cue and answer == finding.text and len(answer.split()) <= 12 and after:
        return _joined(before, answer, cue, after)
    clause = _ends_clause(answer)
    return _fill("reason_clause" if clause else "reason_noun", statement=_joined(before, after), answer=answer)


def _cause_word(finding: Finding) -> str:
    """The word that marks the cause right behind it in the text: «салдарынан», «үшін»."""
    rest = finding.sentence.paragraph.text[finding.stop :].split()
    first = rest[0].strip(",.").lower() if rest else ""
    return first if first in word_set("statements.toml", "causes") else ""


def _ends_clause(answer: str) -> bool:
    last = last_word(answer)
    return bool(last) and (is_finite(last) or last.lower() in word_set("statements.toml", "closing"))


# қанша, неше


def _much(said: Echo, spot: Spot, finding: Finding, answer: str) -> str | None:
    sum_ = amount(answer)
    if sum_ is None:
        return None
    if _end(said, spot.stop) <= spot.stop:
        return _equation(said, spot.start, _without_known_noun(said, spot.start, sum_, answer))
    if spot.case != "nominative":
        slot = in_case(sum_.measured if sum_.unit else answer, spot.case) if not sum_.bound else None
        return _put(said, spot.start, spot.stop, slot) if slot else None
    return _counted(said, spot, sum_, answer)


def _without_known_noun(said: Echo, start: int, sum_: Amount, answer: str) -> str:
    """«мүше саны – 1085», not «мүше саны – 1085 мүше»."""
    before = said.question.words[max(0, start - 3) : start]
    known = {stem(word.text) for word in before}
    owned = bool(before) and is_owned(before[-1].lower)
    return sum_.measured if owned or any(stem(word) in known for word in sum_.noun.split()) else answer


def _counted(said: Echo, spot: Spot, sum_: Amount, answer: str) -> str | None:
    """A number before its noun: the question's noun stays where the answer counts the same, else the answer's."""
    words = said.question.words
    noun = words[spot.stop]
    asked = stem(noun.text)
    dash = spot.stop + 1 if is_owned(noun.lower) else None
    if asked in {"пайыз", "процент"}:
        if sum_.bound or sum_.noun or not _is_percent(sum_.unit):
            return None
        return _put(said, spot.start, spot.stop, sum_.number, dash)
    if _is_percent(sum_.unit):
        return None
    if sum_.unit and stem(last_word(sum_.unit)) == asked:
        return _measured(said, spot, sum_)
    near = {stem(word.text) for word in words[spot.stop : spot.stop + 4]}
    nouns = [stem(word) for word in sum_.noun.split()]
    if not nouns or set(nouns) & near:
        return _put(said, spot.start, spot.stop, sum_.measured, dash)
    if case_in(noun.text) == "nominative" and not is_owned(noun.lower) and _single_noun(said, spot):
        return _put(said, spot.start, spot.stop + 1, answer)
    return None


def _is_percent(unit: str) -> bool:
    return unit.startswith(("%", "пайыз", "процент"))


def _measured(said: Echo, spot: Spot, sum_: Amount) -> str | None:
    """«неше күн» and 30 күн: the question's own noun stays, in its case; a bound takes its place."""
    if not sum_.bound:
        return _put(said, spot.start, spot.stop, sum_.number)
    bare = case_in(said.question.words[spot.stop].text) == "nominative"
    return _put(said, spot.start, spot.stop + 1, sum_.measured) if bare else None


def _single_noun(said: Echo, spot: Spot) -> bool:
    after = said.question.words[spot.stop + 1 : spot.stop + 2]
    return len([word for word in said.question.focus if word in said.question.words[spot.stop :]]) <= 1 and bool(after)


def _several(said: Echo, spot: Spot, finding: Finding, answer: str) -> str | None:
    sum_ = amount(answer)
    if sum_ is None:
        return None
    if _end(said, spot.stop) <= spot.stop:
        return _equation(said, spot.start, answer)
    return _put(said, spot.start, spot.stop, alone(sum_.measured))


def _part(said: Echo, spot: Spot, finding: Finding, answer: str) -> str | None:
    sum_ = amount(answer)
    slot = part_of_whole(sum_.number, spot.case) if sum_ and not sum_.bound and not sum_.unit else None
    return _put(said, spot.start, spot.stop, slot) if slot else None


# қай, қандай, нешінші


def _which(said: Echo, spot: Spot, finding: Finding, answer: str) -> str | None:
    words = said.question.words
    if _end(said, spot.stop) <= spot.stop:
        return _equation(said, spot.start, answer)
    stop = _noun_end(said, spot)
    noun = words[stop - 1]
    if stem(noun.text) in word_set("statements.toml", "times"):
        return _which_time(said, spot, stop, noun, answer)
    whole = _with_noun(answer, noun)
    slot = in_case(whole, case_in(noun.text)) if whole else None
    if slot is None:
        return None
    return _put(said, spot.start, stop, slot, stop if is_owned(noun.lower) else None) or (
        _belongs(said, spot.start, stop, slot) if case_in(noun.text) == "genitive" else None
    )


def _noun_end(said: Echo, spot: Spot) -> int:
    """Where the noun after қай / қандай ends: the first word with a case, a possession or a plural."""
    words = said.question.words
    for at in range(spot.stop, min(spot.stop + 5, len(words))):
        joined = at + 1 < len(words) and words[at + 1].lower in {"мен", "бен", "пен", "және"}
        if joined or words[at].lower in {"мен", "бен", "пен", "және"}:
            continue
        reading_ends = case_in(words[at].text) != "nominative" or is_owned(words[at].lower) or _is_plural(words[at])
        following = words[at + 1] if at + 1 < len(words) else None
        if reading_ends or following is None or _closes(following) or words[at] == _focus_end(said, spot):
            return at + 1
    return spot.stop + 1


def _focus_end(said: Echo, spot: Spot) -> Word | None:
    after = [word for word in said.question.focus if word.start > said.question.words[spot.start].start]
    return after[-1] if after else None


def _is_plural(word: Word) -> bool:
    return word.lower.endswith(("лар", "лер", "дар", "дер", "тар", "тер")) and len(word.text) > 5


def _with_noun(answer: str, noun: Word) -> str | None:
    """The answer with the noun asked for, where it lacks one: «Шипагер» -> «Шипагер» ұйымы, үшінші -> үшінші орын."""
    bare = stem(noun.text)
    if stem(last_word(answer)) == bare:
        return answer
    if answer.startswith("«") and not is_owned(answer) and bare not in {stem(word) for word in answer.split()}:
        return f"{answer} {possess(bare)}"
    if is_quality(answer):
        return f"{answer} {bare}"
    return answer


def _which_time(said: Echo, spot: Spot, stop: int, noun: Word, answer: str) -> str | None:
    """«қай жылға арналған» keeps the question's noun where the answer is a bare year; other times go by when()."""
    first = answer.split()[0]
    if stem(noun.text) == "жыл":
        year = first.partition("-")[0] if first[:4].isdigit() and len(answer.split()) <= 2 else ""
        return _put(said, spot.start, stop - 1, year) if len(year) == 4 else None
    case = case_in(noun.text)
    slot = when(answer, "nominative" if case == "locative" else case)
    return _put(said, spot.start, stop, slot) if slot else None


def _ordinal(said: Echo, spot: Spot, finding: Finding, answer: str) -> str | None:
    words, parts = said.question.words, answer.split()
    if _end(said, spot.stop) <= spot.stop:
        return _equation(said, spot.start, answer)
    number = parts[0] if len(parts) > 1 and is_quality(parts[0]) else ""
    if number and (stem(words[spot.stop].text) == stem(parts[-1]) or _closes(words[spot.stop])):
        return _put(said, spot.start, spot.stop, number)
    return _put(said, spot.start, spot.stop, answer) if len(parts) == 1 else None


_Builder = Callable[[Echo, Spot, Finding, str], str | None]
_BUILDERS: dict[str, _Builder] = {
    "who": _who, "what": _what, "how": _how, "where": _where, "when": _when, "why": _why, "much": _much,
    "several": _several, "part": _part, "which": _which, "ordinal": _ordinal,
}


# Questions of other shapes


def _agree(said: Echo, answer: str) -> str | None:
    """«Иә, форумда семинар болады»; «Жоқ, …» with what the finding itself corrects."""
    texts: dict[str, Any] = table("templates.toml")["sentence"]
    if answer not in {"Иә", "Жоқ"}:
        return answer
    if answer == "Жоқ":
        return str(texts["no_alone"])
    words, start = said.question.words, said.question.start
    if not start or start > len(words) or not _closes(words[start - 1]) or words[start - 1].lower.endswith(("сыз", "сіз", "сың", "сің")):
        return str(texts["yes_alone"])
    statement = said.stretch(0, start)
    first = words[0]
    named = first.quoted or any(first.key in key.keys for key in said.question.named)
    return _fill("yes", statement=statement if named else statement[:1].lower() + statement[1:])


def _role(said: Echo, finding: Finding, answer: str) -> str | None:
    """«Жандос Қалтаев – … директорының орынбасары»: the person as the sentence names them."""
    asked = {key for named in said.question.named if named.kind == "name" for key in named.keys}
    for person in finding.sentence.persons:
        if {word.key for word in finding.sentence.within(person.start, person.stop)} & asked:
            return _fill("equation", subject=say_person(person), answer=answer)
    return None


def _quote(said: Echo, answer: str) -> str | None:
    """«Ерлан Жакупов былай деді: «…»»."""
    question = said.question
    spot = find_spot(question)
    if spot is None or spot.kind != "what" or not spot.start:
        return None
    after = question.words[spot.stop :]
    says = word_set("words.toml", "saying") | {"деп"}
    if not after or not all(word.lower in says for word in after):
        return None
    return _fill("said", subject=said.stretch(0, spot.start), verb=said.stretch(spot.stop, len(question.words)), answer=answer)


def _property(said: Echo, answer: str) -> str | None:
    """No question word: «… төрағасының аты-жөні», «… төрағасын айтыңыз», «Қарғалы мүше саны»."""
    words = said.question.words
    end = len(words) - 1 if words and words[-1].lower.startswith(("айт", "ата", "көрсет", "жаз")) and len(words) > 1 else len(words)
    if not end or words[end - 1].quoted:
        return None
    subject = said.stretch(0, end)
    last = words[end - 1]
    if case_in(last.text) == "accusative":
        subject, last_text = nominative_phrase(subject), nominative_phrase(last.text)
    else:
        last_text = last.text
    if not is_owned(last_text.lower()):
        return None
    owned = any(case_in(word.text) == "genitive" for word in words[: end - 1])
    if not owned:
        subject = _owner_added(said, end) or ""
    sum_ = amount(answer)
    short = _without_known_noun(said, end, sum_, answer) if sum_ else answer
    return _fill("equation", subject=subject, answer=short) if subject else None


def _owner_added(said: Echo, end: int) -> str | None:
    """«Қарғалы мүше саны» lacks its genitive: «Қарғалының» мүше саны."""
    first = said.question.words[0]
    named = [key for key in said.question.named if key.kind != "number"]
    size = len(named[0].keys) if named else 0
    if len(named) != 1 or first.key != named[0].keys[0] or not size < end <= size + 3:
        return None
    return _joined(decline(said.stretch(0, size), "genitive"), said.stretch(size, end))
