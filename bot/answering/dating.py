"""Whether a finding tells of the year asked for."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache
from itertools import pairwise

from bot.answering.clauses import clause_of
from bot.answering.finding import Finding
from bot.answering.headings import heading_of
from bot.answering.lexicon import word_row, word_set
from bot.answering.matching import Evidence
from bot.answering.passage import Sentence, Word
from bot.answering.seasons import (
    asks_of_done,
    asks_of_now,
    begins_ahead,
    is_past,
    is_planned,
    seasons_told,
    tells_of_now,
)
from retrieval.language.grammar import case_of, is_participle, is_verbal
from retrieval.language.inflection import nominative

_DASHES = frozenset({"–", "—"})
_ATTRIBUTIVE = ("ғы", "гі")  # «былтырғы жеңімпаз» dates him, not what follows
_PREDICATE = 4  # the last words of a question or clause, where its predicate stands
_SINCE = frozenset({"бастап", "бері"})
_UNTIL = frozenset({"дейін", "шейін"})
_FROM = ("дан", "ден", "тан", "тен", "нан", "нен")
_TERM = ("мерзім", "аяқтал", "біту", "тапсыр")
_YEAR_IN_FIGURES = re.compile(r"20\d\d(?!\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_TURNS = ("рет", "мәрте", "жыл")
_IN_MONTH = ("person", "place:", "organisation:")  # rules whose findings may be of another month
_PLANNED = ("number:", "place:")  # rules whose findings may be of a plan only
_YEARS = ("date:year", "date:dayyear", "date:part of year")
_THEN = frozenset({"ол", "сол"})
_TIMES = ("кезде", "кездегі", "шақта", "уақытта", "тұста", "жылы", "жылдары", "заманда")
_STEPS = 2  # sentences back in the paragraph a year told holds for
# What lies behind an act is often told without its year: «Ағаш неліктен қурады? – Суару жүйесі тартылмады».
_UNDATED = frozenset({"reason", "purpose", "quote", "definition", "role"})


def _is_not_yet(evidence: Evidence, finding: Finding) -> bool:
    """«Жаңа ғимарат [2027 жылы] бой көтереді» for «қай жылы құрылды»: what is to be then was not done then."""
    if finding.rule not in _YEARS or not asks_of_done(evidence.question.words):
        return False
    behind = finding.sentence.within(finding.stop, clause_of(finding.sentence, finding.start, finding.stop)[1])
    described = any(is_participle(word.text) for word in behind[:-1])  # «1936 жылы [ашылған] үйден басталады»
    return not described and (is_planned(behind) or tells_of_now(behind))


def _is_of_first_one(evidence: Evidence, finding: Finding) -> bool:
    """«[Алғашқы айтыста] сегіз ақын өнер көрсеткен» for «айтысқа биыл неше ақын қатысты» of the sixth one."""
    question = evidence.question
    if question.season != "this" or not finding.rule.startswith("number:"):
        return False
    firsts = word_set("words.toml", "first_holders")
    if not firsts.isdisjoint(word.lower for word in question.words):
        return False
    own = _own_clause(finding)
    keys = {word.key for word in question.words}
    first = any(one.lower in firsts and other.key in keys for one, other in pairwise(own))
    here = "this" in seasons_told([word.lower for word in own])
    return first and not here and evidence.once("turns", lambda: _is_held_again(evidence))


def _is_held_again(evidence: Evidence) -> bool:
    """«[алтыншы рет] өткізіліп отыр», «[үшінші жыл] қатарынан»: it was held before."""
    return any(
        number.kind == "ordinal"
        and number.value > 1
        and any(word.lower.startswith(_TURNS) for word in one.words[one.word_at(number.stop - 1) + 1 :][:1])
        for one in evidence.reading.sentences
        for number in one.numbers
    )


def _is_of_another_month(evidence: Evidence, finding: Finding) -> bool:
    """«[Сәуірде] Семейге барады» for «[наурызда] қайда барады?»."""
    if not finding.rule.startswith(_IN_MONTH):
        return False
    asked = evidence.once("months", lambda: _months_named(evidence.question.words))
    told = _months_named(finding.weighed.words) if asked else set()
    return bool(told) and not asked & told


def _months_named(words: Sequence[Word]) -> set[str]:
    """The months in which something is: «наурызда», «наурыз айында»; «наурызға дейін» is none."""
    months = word_set("words.toml", "months")
    during = {word.lower for word in words if case_of(word.lower) == "locative"}
    during |= {one.lower for one, other in pairwise(words) if other.lower.startswith("айында")}
    return {month for lower in during if (month := nominative(lower)) in months}


def _asks_of_before(evidence: Evidence) -> bool:
    """Whether a question asks of the time before: «бұрын неше …», «ескі мектеп»."""
    lowers = [word.lower for word in evidence.question.words]
    return "earlier" in seasons_told(lowers) or not word_set("words.toml", "of_old").isdisjoint(lowers)


def _is_yet_to_come(evidence: Evidence, sentence: Sentence) -> bool:
    """Whether a year is asked of that was still to come when the article appeared, and its paragraph tells no such."""
    named = evidence.once("years", lambda: _years_named(evidence.question.words))
    ahead = _still_ahead(named, evidence.reading.article.date)
    return bool(ahead) and not any(year in sentence.paragraph.text for year in ahead)


def _still_ahead(years: Collection[str], date: str) -> list[str]:
    """Those of some years that were still to come on a date («2025-10-25»)."""
    return [year for year in years if date and year > date[:4]]


def _years_named(words: Sequence[Word]) -> set[str]:
    """The years that words name: «2027 жылы»."""
    return {one.text for one, other in pairwise(words) if other.lower.startswith("жыл") and _YEAR.fullmatch(one.text)}


def dating(evidence: Evidence, finding: Finding) -> dict[str, float]:
    """Whether the finding's clause speaks of the year asked for; "season away": nothing near tells of it."""
    if _is_yet_to_come(evidence, finding.sentence):
        return {"season wrong": 1.0, "season away": 1.0}
    if _is_not_yet(evidence, finding) or _is_of_first_one(evidence, finding):
        return {"season wrong": 1.0, "season away": 1.0}
    if _is_of_another_month(evidence, finding):
        return {"season wrong": 1.0, "season away": 1.0}
    asked = evidence.question.season
    told = seasons_told([word.lower for word in _words_of_time(finding)])
    told = told or seasons_told([word.lower for word in heading_of(evidence.reading, finding.sentence)])
    if asked == "next":
        away = evidence.question.type not in _UNDATED and not _tells_of_coming(evidence, finding.sentence)
        number = finding.rule.startswith("number:")
        here = told if number else seasons_told([word.lower for word in finding.sentence.words])
        return {
            "season right": float("next" in here),
            "season wrong": float("next" not in here),
            "season away": float(away),
        }
    planned = finding.rule.startswith(_PLANNED) and _is_ahead(evidence, finding, told)
    now = _asks_of_present(evidence.question.words) and _may_be_of_another_time(finding)
    if (planned and (now or asks_of_done(evidence.question.words))) or (
        now and not asked and _is_of_the_past(evidence, finding, told)
    ):
        return {"season wrong": 1.0, "season away": 1.0}
    then = _is_of_then(evidence, finding)
    if ("earlier" in told or then) and not _asks_of_before(evidence):
        counted = finding.rule.startswith("number:") and not asked and _tells_of_then(finding)
        was = (counted or finding.rule == "person:leads") and asks_of_now(evidence.question.words)
        return {"season wrong": 1.0, "season away": float(was)}
    if asked in {"last", "earlier"}:
        silent = evidence.question.type not in _UNDATED and not _tells_of_past(evidence, finding.sentence)
        away = silent or told == {"this"} or _tells_of_present(finding) or _says_now(finding)
        return {
            "season right": float(asked in told),
            "season wrong": float(asked not in told),
            "season away": float(away),
        }
    past = "last" in told and "this" not in told
    if asked == "this":
        return {"season right": float("this" in told), "season wrong": float(past), "season away": float(past)}
    return {"season wrong": 0.5 * float(past)}


def _asks_of_present(words: Sequence[Word]) -> bool:
    """«[Қазір] неше массажист жұмыс істейді?»: who is to come or was there last year is not meant."""
    return _holds_now(words)


def _may_be_of_another_time(finding: Finding) -> bool:
    """Of numbers; «[18 мың теңгеден] 22 мыңға өсірмек» is what it is now."""
    return finding.rule.startswith("number:") and not finding.text.lower().endswith(_FROM)


def _is_of_then(evidence: Evidence, finding: Finding) -> bool:
    """«Ол кезде онда 80 оқушы оқыған» where what is now is asked for: «неше оқушы оқиды», «қанша кітап бар»."""
    if not finding.rule.startswith("number:") or not asks_of_now(evidence.question.words):
        return False
    rows = pairwise(word.lower for word in finding.sentence.words)
    then = any(one in _THEN and other.startswith(_TIMES) for one, other in rows)
    return then and not is_planned(finding.sentence.words)


def _is_ahead(evidence: Evidence, finding: Finding, told: Collection[str]) -> bool:
    """Whether a finding's clause tells of next year, of a year to come, or of a plan.

    A clause without a verb has that of the one behind: «Дүзбай – 410 үй, құрылыс сәуірде басталады».
    """
    clause = clause_of(finding.sentence, finding.start, finding.stop)
    own = finding.sentence.within(*clause)
    behind = [word for word in finding.sentence.words if word.start >= clause[1]]
    row = bool(own) and own[0].gap in _DASHES and not any(is_verbal(word.text) for word in own)
    coming = _still_ahead(_years_named(own), evidence.reading.article.date)
    return "next" in told or bool(coming) or is_planned(own) or (row and begins_ahead(behind))


def _tells_of_coming(evidence: Evidence, sentence: Sentence) -> bool:
    """Whether the sentence or the one before it tells of next year, of a year in figures, or of a plan."""
    before = evidence.reading.before(sentence)
    near = (sentence, before) if before is not None and before.paragraph == sentence.paragraph else (sentence,)
    return any(
        "next" in seasons_told([word.lower for word in one.words])
        or is_planned(one.words)
        or any(_YEAR_IN_FIGURES.match(word.text) for word in one.words)
        for one in near
    )


def _tells_of_then(finding: Finding) -> bool:
    """«Ол кезде қорада 35 сиыр тұрыпты»; not «бұрын 98 еді, қазір 147», «сол кезде 48 адам жұмыс таппақ»."""
    words = [word for word in _words_of_time(finding) if not word.lower.endswith(_ATTRIBUTIVE)]
    now = word_set("words.toml", "now") | word_set("words.toml", "this_year")
    if "earlier" not in seasons_told([word.lower for word in words]) or is_planned(words):
        return False
    return now.isdisjoint(word.lower for word in finding.sentence.words)


def _tells_of_present(finding: Finding) -> bool:
    """«Мұнда он екі маман еңбек етеді» where «бес жыл бұрын» is asked of."""
    own = finding.sentence.within(*clause_of(finding.sentence, finding.start, finding.stop))
    return finding.rule.startswith("number:") and tells_of_now(own) and not is_past(own)


def _says_now(finding: Finding) -> bool:
    """«ал [қазір] 119-ы қалды» where last year is asked of."""
    own = _own_clause(finding) if finding.rule.startswith("number:") else ()
    return _holds_now(own) and not is_past(own)


def _own_clause(finding: Finding) -> Sequence[Word]:
    return finding.sentence.within(*clause_of(finding.sentence, finding.start, finding.stop))


def _holds_now(words: Sequence[Word]) -> bool:
    return not word_set("words.toml", "now").isdisjoint(word.lower for word in words)


def _is_of_the_past(evidence: Evidence, finding: Finding, told: Collection[str]) -> bool:
    """«[2022 жылы] 264 жас жұмыссыз жүрсе, … қазір 119-ы қалды» where what is now is asked for."""
    own = _own_clause(finding)
    if told == {"last"}:
        return not _holds_now(own)
    behind = [word for word in finding.sentence.words if word.start >= finding.stop and word not in own]
    years = _years_named(own) - _years_named(evidence.question.words)
    return bool(years) and not _holds_now(own) and _holds_now(behind)


def _tells_of_past(evidence: Evidence, sentence: Sentence) -> bool:
    """Whether the sentence, or one just before it in the paragraph, tells of a time gone by."""
    before = [evidence.reading.before(sentence, steps) for steps in range(1, _STEPS + 1)]
    near = [one.words for one in before if one is not None and one.paragraph == sentence.paragraph]
    near = [
        words for words in near if "this" not in seasons_told([word.lower for word in words])
    ]  # «былтыр 61, биыл 44»
    if any(_names_month(word) for word in sentence.words):
        near = []  # «Былтыр 41 бала келген еді. [Қыркүйекте] 64 бала келді»
    return any(is_past(words) for words in (sentence.words, *near, heading_of(evidence.reading, sentence)))


def _names_month(word: Word) -> bool:
    return word.lower.startswith(word_row("words.toml", "months")) and not word.capital


def _words_of_time(finding: Finding) -> list[Word]:
    """The words that may date a finding: its clause; of a number, where those are silent, all but the others' own.

    A post is dated by its own words: «Төраға Асан Үсен [бұрын су көп кететінін] айтты» tells of no former one.
    """
    sentence = finding.sentence
    if finding.closed and finding.regions:
        return list(sentence.within(*finding.regions[0]))
    if not finding.rule.startswith("number:"):
        return _clause_with_time(sentence, finding)
    own = [word for start, stop in finding.regions for word in sentence.within(start, stop)]
    if _tells_time(own):
        return own
    return [word for word in sentence.words if not any(a <= word.start < b for a, b in finding.rivals)]


def _clause_with_time(sentence: Sentence, finding: Finding) -> list[Word]:
    """A finding's clause; a silent one goes on from the last time told before it: «Былтыр … алған, оны … өсірген»."""
    start, stop = clause_of(sentence, finding.start, finding.stop)
    own = list(sentence.within(start, stop))
    if _tells_time(own):
        return own
    told = [word for word in sentence.words if word.stop <= start and word.lower in _times()]
    return [*(word for word in told[-1:] if not word.lower.endswith(_ATTRIBUTIVE)), *own]


def _tells_time(words: Sequence[Word]) -> bool:
    return not _times().isdisjoint([word.lower for word in words])


@cache
def _times() -> frozenset[str]:
    names = ("last_year", "this_year", "now", "formerly")
    return frozenset().union(*(word_set("words.toml", name) for name in names))


def of_other_bound(asked: list[str], finding: Finding) -> bool:
    """Whether a beginning or an end is asked for and the clause of a time tells of none."""
    (asked_begins, asked_ends), (told_begins, told_ends) = _bounds(asked), _bounds_told(finding)
    return (asked_begins and not told_begins) or (asked_ends and not told_ends)


def _bounds_told(finding: Finding) -> tuple[bool, bool]:
    """By the clause's predicate, its heading («Мерзімі – 20 қазан»), «… дейін», «10:00-ден», «… бастап»."""
    sentence = finding.sentence
    start, stop = clause_of(sentence, finding.start, finding.stop)
    begins, ends = _bounds([word.lower for word in sentence.within(start, stop)])
    heading = [word.lower for word in sentence.words if word.stop <= start][-1:]
    told = next((word.lower for word in sentence.words if word.start >= finding.stop), "")
    since = told in _SINCE or finding.text.lower().endswith(_FROM)
    return begins or since, ends or told in _UNTIL or any(word.startswith(_TERM) for word in heading)


def _bounds(words: list[str]) -> tuple[bool, bool]:
    """Whether the last words tell that something begins, that something ends."""
    begins, ends = (word_row("words.toml", bound) for bound in ("begins", "ends"))
    last = words[-_PREDICATE:]
    return any(word.startswith(begins) for word in last), any(word.startswith(ends) for word in last)
