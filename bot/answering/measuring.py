"""Whether a number measures another thing than asked: another property, a difference, another time, another sort."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise

from bot.answering.finding import Finding
from bot.answering.lexicon import lines, word_row, word_set
from bot.answering.matching import ENOUGH, Evidence
from bot.answering.passage import Word
from bot.answering.question import Question
from bot.answering.seasons import seasons_told
from retrieval.language.grammar import case_of, is_attribute, is_owned, is_plural, is_verbal, is_verbal_noun
from retrieval.language.numerals import find_numbers

_REACH = 3  # words before a number in which the property it measures stands: «ұзындығы – шамамен 124 метр»
_BEHIND = 2  # words behind a number in which «артық», «жоғары» stand
_TIMES = "есе"
_YEAR = 4  # digits
_SHORT = 3  # letters: «тж» is an abbreviation
_ORDINALS = ("нші", "ншы")
_LEAD = 2  # sentences that open an article


def measuring(evidence: Evidence, finding: Finding) -> dict[str, float]:
    """ "other property", "no difference", "other time": a number of the asked kind is not of what is asked."""
    if not finding.rule.startswith("number:"):
        return {}
    return {
        "other property": _other_property(evidence, finding),
        "no difference": _other_difference(evidence, finding),
        "other time": _other_time(evidence, finding),
        "other sort": _other_sort(evidence, finding),
        "quality gone": _quality_gone(evidence, finding),
    }


def _other_property(evidence: Evidence, finding: Finding) -> float:
    """«[ұзындығы] 124 метр көпір» where «көпірдің ені неше метр» is asked."""
    question, words = evidence.question, finding.sentence.words
    near = question.words[max(0, question.start - 1) : question.start + 1]
    asked = evidence.once("properties asked", lambda: _properties(near))
    if not asked:
        return 0.0
    at = finding.sentence.word_at(finding.start)
    told = next((rows for word in reversed(words[max(0, at - _REACH) : at]) if (rows := _properties([word]))), set())
    return float(bool(told) and not told & asked)


def _properties(words: Sequence[Word]) -> set[int]:
    """The rows of words.toml whose property some words name."""
    return {
        row
        for row, stems in enumerate(_property_rows())
        for word in words
        if word.lower.startswith(stems) and is_owned(word.text)
    }


@cache
def _property_rows() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(row.split()) for row in word_row("words.toml", "properties"))


def _other_difference(evidence: Evidence, finding: Finding) -> float:
    """«6,2 метрге [жетті]» for «былтырғыдан қанша метрге жоғары», «12 пайызға [көп]» for «неше пайызы»."""
    question, words = evidence.question, finding.sentence.words
    at = finding.sentence.word_at(finding.stop - 1)
    told = _compares(words[at : at + 1 + _BEHIND])
    if _compares(question.words[question.start : question.stop + _BEHIND]):
        return float(not (told or _changes(words[at + 1 : at + 1 + _BEHIND])))
    return float(told and not _changes(question.words[question.stop :]))


def _changes(words: Sequence[Word]) -> bool:
    return any(word.lower.startswith(word_row("words.toml", "changes")) for word in words)


def _compares(words: Sequence[Word]) -> bool:
    """«[1,4 метрге жоғары]», «[екі есе көп]»: by how much more or less."""
    return any(
        other.lower in word_set("words.toml", "comparing")
        and not other.gap
        and (one.lower == _TIMES or case_of(one.text) == "dative")
        for one, other in pairwise(words)
    )


def _other_time(evidence: Evidence, finding: Finding) -> float:
    """«[Қазір] жолдың 82 пайызы жақсы, [2022 жылы] бұл көрсеткіш 71 пайыз еді»: of 2022 the first number is not."""
    asked = evidence.once("times asked", lambda: _times(evidence.question.words))
    if not asked or not finding.rivals:
        return 0.0
    told = _times(_within(finding, finding.regions))
    if asked & told:
        return 0.0
    if asked & _times(_within(finding, [span for span in finding.rivals if span[0] >= finding.stop])):
        return 1.0
    return float(bool(told and asked & _times(_within(finding, finding.rivals))))


def _within(finding: Finding, spans: Iterable[tuple[int, int]]) -> list[Word]:
    return [word for start, stop in spans for word in finding.weighed.within(start, stop)]


def _times(words: Sequence[Word]) -> set[str]:
    """The years that words speak of: «2022», "this", "last"."""
    dated = {one.text[:_YEAR] for one, other in pairwise(words) if other.lower.startswith("жыл")}
    return {year for year in dated if year.isdigit()} | (
        seasons_told([word.lower for word in words]) & {"this", "last"}
    )


def _other_sort(evidence: Evidence, finding: Finding) -> float:
    """«64 маман» for «неше [әскери] қызметкер», «840 шақырым жол» for «неше шақырым [аудандық] жол»."""
    sorts = evidence.once("sorts asked", lambda: _sorts_asked(evidence.question))
    return float(any(_is_away(evidence, finding, evidence.answering(sort)) for sort in sorts))


def _is_away(evidence: Evidence, finding: Finding, alike: Mapping[str, float]) -> bool:
    """Whether a word is told of another number beside, or neither here nor just before nor in the article's opening."""
    sentence = finding.weighed
    held = {key for key, near in alike.items() if near >= ENOUGH}
    if held & {word.key for word in _within(finding, finding.regions)}:
        return False
    if held & {word.key for word in _within(finding, [span for span in finding.rivals if span[0] >= finding.stop])}:
        return True
    if held & {word.key for word in _within(finding, finding.rivals)}:  # «былтыр 11 жеке қор, биыл 19 қор»
        return any(is_attribute(word.text) for word in sentence.words[sentence.word_at(finding.start) - 1 :][:1])
    reading = evidence.reading
    told = (*reading.sentences[: min(_LEAD, sentence.place)], *reading.sentences[max(0, sentence.place - 1) :][:2])
    return not held & reading.title_keys.union(*(one.keys for one in told if one.place <= sentence.place))


def _sorts_asked(question: Question) -> tuple[str, ...]:
    """The words between «неше» and the noun it counts, or behind the unit, that tell of which sort it is."""
    head = question.focus[-1] if question.type == "count" and question.focus else None
    if head is None or head.start < question.words[question.start].start:
        return ()
    at = question.words.index(head)
    inner = [word for word in question.words[question.stop : at] if not _is_unit(word)]
    behind = question.words[at + 1 : at + 3]
    if _is_unit(head) and len(behind) > 1 and is_attribute(behind[0].text) and not _is_deed(behind[1]):
        inner = [behind[0]]
    idle = frozenset().union(*(word_set("words.toml", name) for name in ("stop", "light", "vague_sorts", "degrees")))
    return tuple(
        word.key
        for word in inner
        if not (word.lower in idle or word.number or word.quoted or word.capital or word.gap or _is_deed(word))
    )


def _quality_gone(evidence: Evidence, finding: Finding) -> float:
    """«[аспалы] көпірдің ені», «[жылқы] еті» where the article tells of a bridge, of meat, and nowhere of that kind."""
    nouns = evidence.once("qualities asked", lambda: _qualities_asked(evidence))
    matches, article = evidence.matches[finding.weighed.place], evidence.in_article
    return float(
        any(
            article[modifier] < ENOUGH and any(match.strength >= ENOUGH for match in matches[noun])
            for modifier, noun in nouns
        )
    )


def _qualities_asked(evidence: Evidence) -> tuple[tuple[int, int], ...]:
    """The question's terms of which one tells of what kind the other is, before what asks."""
    question = evidence.question
    names = ("vague_sorts", "light", "degrees", "time_words", "now", "one", "other_ones")
    vague = frozenset().union(*(word_set("words.toml", name) for name in names))
    return tuple(
        (modifier, noun)
        for modifier, noun in evidence.modified
        if question.terms[noun].at < question.start
        and not is_verbal(question.words[question.terms[noun].at].text)
        and _tells_kind(question.words[question.terms[modifier].at])
        and question.words[question.terms[modifier].at].lower not in vague
    )


def _tells_kind(word: Word) -> bool:
    if word.capital or word.quoted or find_numbers(word.lower) or len(word.lower) <= _SHORT:
        return False
    if _is_deed(word) or is_verbal_noun(word.text) or word.lower.endswith(_ORDINALS):
        return False
    return case_of(word.text) == "nominative" and not (is_owned(word.text) or is_plural(word.text))


def _is_unit(word: Word) -> bool:
    return word.lower in lines("units.txt")


def _is_deed(word: Word) -> bool:
    """A verb; «аудандық» only looks like one."""
    return is_verbal(word.text) and not is_attribute(word.text)
