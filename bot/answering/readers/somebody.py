"""Who, where no name answers: «жергілікті кәсіпкерлер», «облыстық жол бөлімі»."""

from __future__ import annotations

from collections.abc import Iterator

from bot.answering.finding import Finding
from bot.answering.lexicon import Lexicon
from bot.answering.passage import ArticleReading, Sentence, Word
from bot.answering.question import Question, is_kind
from bot.answering.readers.posts import is_trade
from bot.answering.readers.slots import read_slots
from retrieval.language.grammar import case_of, is_attribute, is_owned, is_verbal

_THERE_IS = frozenset({"бар", "жоқ"})


def read_somebody(
    question: Question, reading: ArticleReading, sentence: Sentence, lexicon: Lexicon
) -> Iterator[Finding]:
    """Findings for who-questions that no name answers: «жергілікті кәсіпкерлер», «облыстық жол бөлімі»."""
    for finding in read_slots(question, reading, sentence, lexicon):
        unnamed = all(name.stop <= finding.start or name.start >= finding.stop for name in sentence.persons)
        at = sentence.word_at(finding.stop - 1)
        head = sentence.words[at]
        had = any(word.lower in _THERE_IS for word in sentence.words[at + 1 : at + 2])  # «424 мүшесі [бар]»
        named = not unnamed or any(word.quoted for word in sentence.within(finding.start, finding.stop))
        if (
            had
            or head.number
            or _ordinal(head)
            or named
            or _is_no_body(head)
            or (question.case == "nominative" and case_of(head.text) == "accusative")  # «[аурухананы] кім салды?»
            or _describes_next(sentence, at)
            or _only_asked(question, finding)
        ):
            continue
        if is_kind(head.lower) or is_trade(head.text) or lexicon.role_at([head], 0):
            yield finding


def _ordinal(head: Word) -> bool:
    """«[бірінші] байқаған орманшы»: which one saw it, not who."""
    return head.lower.endswith(("нші", "ншы"))


def _is_no_body(head: Word) -> bool:
    """«[мемлекеттік] сатып алу», «[Тепсең ауылында] өтеді»: a quality, a scene."""
    return is_attribute(head.text) or case_of(head.text) == "locative"


def _describes_next(sentence: Sentence, at: int) -> bool:
    """«[ақындар] айтысы өтті»: what stands before a possessed noun says which one it is."""
    following = sentence.words[at + 1 : at + 2]
    bare = case_of(sentence.words[at].text) == "nominative"
    return bare and any(not word.gap and is_owned(word.text) and not is_verbal(word.text) for word in following)


def _only_asked(question: Question, finding: Finding) -> bool:
    """«Цехтың технологы» tells nobody who asks «цехтың технологы кім?»."""
    asked = {word.key for word in question.words}
    return all(word.key in asked for word in finding.sentence.within(finding.start, finding.stop))
