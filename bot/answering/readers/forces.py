"""Causes that no word of cause marks: a force in the ablative, what stirs somebody in the dative."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from bot.answering.clauses import breaks_before, deed_start, phrase_before, without_subject
from bot.answering.lexicon import word_row, word_set
from bot.answering.passage import Sentence, Word
from bot.answering.question import Question
from bot.answering.readers.cause import Cause
from retrieval.language.grammar import case_of, is_finite

_SHORTEST_THOUGHT = 2  # words before «деп»
_LONGEST = 8  # words of a cause
_REACH = 4  # words behind a force that may say it is none: «өрттен [кейін]»


@lru_cache(maxsize=8192)
def forces_told(sentence: Sentence) -> tuple[Cause, ...]:
    """«[Тамыздағы нөсерден] жұмыс тоқтады», «[көктемгі үсік] егісті қарып кетті»."""
    words = sentence.words
    return tuple(
        Cause(_phrase_start(words, at), at + 1, 0.9, "force")
        for at, word in enumerate(words[:-1])
        if (_is_force(word) and not _escaped(words, at)) or _strikes(words, at)
    )


def stirred_by(question: Question, sentence: Sentence) -> Iterator[Cause]:
    """«Тұрғындар неге наразы?» – «Тұрғындар [тарифтің өсуіне] наразы»: «неге» asks for a dative there."""
    asked = next((word for word in question.words[question.stop :] if _stirs(word)), None)
    if question.asked != "неге" or asked is None:
        return
    words = sentence.words
    for at in range(1, len(words)):
        if not (words[at].key == asked.key or (_stirs(words[at]) and words[at].lower[:4] == asked.lower[:4])):
            continue
        if words[at - 1].lower == "деп" and at > _SHORTEST_THOUGHT:
            yield Cause(_thought_start(sentence, at - 1), at - 1, 0.9, "stirred")
            continue
        near = (place for place in range(at - 1, max(-1, at - 3), -1) if not breaks_before(words[place + 1]))
        dative = next((place for place in near if case_of(words[place].text) == "dative"), None)
        if dative is not None and not words[dative].capital:
            yield Cause(_phrase_start(words, dative), dative + 1, 0.9, "stirred")


def _thought_start(sentence: Sentence, end: int) -> int:
    """Where what somebody fears or hopes begins: «Эколог Асан [малдар жеп кетеді] деп алаңдайды»."""
    words = sentence.words
    first = next((place for place in range(end - 1, 0, -1) if breaks_before(words[place])), 0)
    behind = (sentence.word_at(one.stop) for one in sentence.persons if words[first].start <= one.start)
    named = max((at for at in behind if at < end), default=first)
    return named if named > first else without_subject(words, first, end)


def _phrase_start(words: tuple[Word, ...], at: int) -> int:
    """Where a cause begins; of a deed with all that belongs to it: «[судың тұзды екеніне] шағымданады»."""
    begin = min(phrase_before(words, at + 1, _LONGEST), deed_start(words, at))
    return without_subject(words, begin, at + 1)


@cache
def _forces() -> re.Pattern[str]:
    """A force, alone or as somebody's own, in the ablative: «нөсерден», «жаңбырлардан», «ақауынан»."""
    stems = "|".join(sorted(word_set("causes.toml", "forces"), key=len, reverse=True))
    return re.compile(rf"(?:{stems})(?:[лдт][ае]р)?(?:с?[ыі])?[днт][ае]н")


def _is_force(word: Word) -> bool:
    return not word.quoted and bool(_forces().fullmatch(word.lower))


def _strikes(words: tuple[Word, ...], at: int) -> bool:
    """Whether a force is the subject of what befalls an object: «[дауыл] 11 бағананы құлатты»."""
    if words[at].quoted or words[at].lower not in word_set("causes.toml", "forces"):
        return False
    for word in words[at + 1 : at + 1 + _REACH]:
        if breaks_before(word):
            return False
        if case_of(word.text) == "accusative":
            return True
    return False


def _escaped(words: tuple[Word, ...], at: int) -> bool:
    """Whether what follows says that the force is no cause: «өрттен кейін», «суықтан қорғау»."""
    for word in words[at + 1 : at + 1 + _REACH]:
        if word.lower.startswith(word_row("causes.toml", "no_force")):
            return True
        if breaks_before(word) or is_finite(word.text):
            return False
    return False


def _stirs(word: Word) -> bool:
    return word.lower.startswith(word_row("causes.toml", "stirred"))
