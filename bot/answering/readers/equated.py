"""What is said of the thing asked about: beside a dash, or as the predicate of its noun."""

from __future__ import annotations

from collections.abc import Iterator

from bot.answering.clauses import breaks_before, in_title
from bot.answering.lexicon import Lexicon, word_set
from bot.answering.matching import ENOUGH
from bot.answering.passage import Sentence, Word
from bot.answering.question import Question
from retrieval.language.grammar import is_owned, is_possessed, is_verbal

Place = tuple[int, int, float]  # word indices words[start:end], fit

_LONGEST = 12
_DASHES = frozenset({"–", "—", ":"})
_LONGEST_QUALITY = 3  # words of «пікірі [өте оң]»
_SURE, _LIKELY = 0.8, 0.7


def equated(question: Question, sentence: Sentence, lexicon: Lexicon) -> Iterator[Place]:
    """What stands on the other side of a dash.

    «Күн тәртібінде не тұрды?» – «Күн тәртібіндегі басты мәселе – [мектептің жөндеуі]»;
    «шаруаның күші неде?» – «[Еңбекқорлық] – шаруаның басты күші».
    """
    if question.type != "thing" or question.case not in {"nominative", "locative"}:
        return
    words = sentence.words
    at = next((at for at, word in enumerate(words) if at and word.gap.strip('«»"') in _DASHES), None)
    if at is None or words[at].number or words[at].lower in word_set("words.toml", "saying"):
        return
    owned = _asked_property(question)
    end = said_end(sentence, at)
    if _is_same(owned, words[end - 1], lexicon) and at <= _LONGEST:
        yield 0, at, _SURE
    elif _is_same(owned, words[at - 1], lexicon):
        yield at, end, _SURE
    elif question.case == "nominative" and len(words) - at <= _LONGEST and _is_about(question, words[:at], lexicon):
        yield at, end, _LIKELY


def _asked_property(question: Question) -> tuple[str, ...]:
    """Keys of the noun before the question word, and of its set phrase: «[күші] неде», «[мықты жағы] неде»."""
    before = question.words[question.start - 1] if question.start else None
    if before is None or before.quoted or not is_possessed(before.text):
        return ()
    phrases = (term.phrase for term in question.terms if term.at == question.start - 1 and term.phrase)
    return (before.key, *phrases)


def _is_same(asked: tuple[str, ...], told: Word, lexicon: Lexicon) -> bool:
    return any(lexicon.likeness(key, told.key) >= ENOUGH for key in asked)


def _is_about(question: Question, left: tuple[Word, ...], lexicon: Lexicon) -> bool:
    told = [word for word in left if word.lower not in word_set("words.toml", "stop")]
    met = [word for word in told if any(lexicon.likeness(term.key, word.key) >= ENOUGH for term in question.terms)]
    return len(met) >= 2 and 2 * len(met) >= len(told)


def said_end(sentence: Sentence, at: int) -> int:
    """Index where what begins at `at` ends: the sentence, or «…», – деді before it."""
    saying = word_set("words.toml", "saying")
    ends = (
        place
        for place, word in enumerate(sentence.words[at + 1 :], start=at + 1)
        if word.lower in saying and any(mark in word.gap for mark in "–—-")
    )
    return next(ends, len(sentence.words))


def qualities(question: Question, sentence: Sentence, lexicon: Lexicon) -> Iterator[Place]:
    """«тұрғындар қандай пікірде?» – «тұрғындардың пікірі [оң]»; «сапасы қандай?» – «сапасы [төмен] болды»."""
    if question.type != "which" or not question.focus:
        return
    words = sentence.words
    for at in range(1, len(words)):
        noun = words[at - 1]
        if words[at].gap or not is_possessed(noun.text) or lexicon.likeness(question.focus[-1].key, noun.key) < 1.0:
            continue
        end = next((place for place in range(at, len(words)) if _ends(words, place)), len(words))
        if at < end <= at + _LONGEST_QUALITY and not any(is_owned(word.text) for word in words[at:end]):
            yield at, end, _SURE


def _ends(words: tuple[Word, ...], at: int) -> bool:
    """Whether a predicate has ended before a word: «өте оң | , …», «төмен | болды»."""
    idle = words[at].lower in word_set("words.toml", "idle_predicates")
    verb = idle or is_verbal(words[at].text)
    return (breaks_before(words[at]) and not in_title(words, at)) or verb
