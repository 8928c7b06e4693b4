"""Causes by a verb or a predicate of effect: «бұған құрғақшылық әсер етті», «тасқынға бөгет кінәлі»."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from bot.answering.clauses import breaks_before
from bot.answering.lexicon import Lexicon, word_set
from bot.answering.passage import Sentence, Word
from bot.answering.question import Question
from bot.answering.readers.cause import Cause
from retrieval.language.grammar import case_of

_ENOUGH = 0.65  # likeness from which a word of the text is the one asked about
_SHORTEST = 3  # words of a clause that names the guilty
_TOO = frozenset({"да", "де", "та", "те"})  # «оттегінің тапшылығы да әсер етті»
_OF_DEED = ("уына", "уіне", "юына", "юіне")  # «[төмендеуіне] жастардың жұмысқа орналасуы әсер етті»
_BACK = frozenset({"бұған", "оған", "осыған", "соған"})


def effects_told(question: Question, sentence: Sentence, lexicon: Lexicon) -> Iterator[Cause]:
    """«X-ға Y әсер етті», «…, бұған Y себеп болды»: the stretch between the dative and the cue."""
    words = sentence.words
    for at in _effect_places(sentence):
        datives = [place for place in range(at) if _is_dative(words[place])]
        asked = [place for place in datives if _is_asked(question, words[place], lexicon)]
        back = [place for place in range(at) if words[place].lower in _BACK]
        deeds = [place for place in asked if words[place].lower.endswith(_OF_DEED)]
        begin = max(deeds or asked or back, default=min(datives, default=-1)) + 1
        if begin < at:
            of_before = bool(back) and not asked and not any(breaks_before(word) for word in words[1 : back[-1] + 1])
            stop = at - 1 if words[at - 1].lower in _TOO and begin < at - 1 else at
            yield Cause(begin, stop, 1.0, "effect", of_before)


def guilty_told(sentence: Sentence) -> Iterator[Cause]:
    """«(Бұған) [құбырдың тозуы] кінәлі» closes a clause; where that points back, of what the one before tells."""
    words = sentence.words
    for at in range(_SHORTEST - 1, len(words)):
        ends = at + 1 == len(words) or breaks_before(words[at + 1])
        if not ends or words[at].gap or words[at].lower not in word_set("causes.toml", "guilty"):
            continue
        clause = max((place for place in range(1, at) if breaks_before(words[place])), default=0)
        clause = clause if words[at].lower in word_set("causes.toml", "guilty_of") else _first_clause(words, clause)
        datives = [place for place in range(clause, at) if case_of(words[place].text) == "dative"]
        back = [place for place in range(clause, at) if words[place].lower in _BACK]
        if not (back or datives) and words[at].lower in word_set("causes.toml", "guilty_of"):
            continue  # «кедергі» of nothing is no cause
        begin = min(back, default=max(datives, default=clause - 1)) + 1
        if begin < at:
            yield Cause(begin, at, 1.0, "effect", sentence.leans_back and clause == 0)


def _first_clause(words: tuple[Word, ...], clause: int) -> int:
    """«Оған [аяз емес, мердігердің асығыстығы] кінәлі»: who is not to blame goes with who is."""
    return 0 if clause and words[clause - 1].lower == "емес" else clause


def _is_dative(word: Word) -> bool:
    """A dative, also of a short verbal noun: «өлуіне», «өсуіне»."""
    return case_of(word.text) == "dative" or word.lower.endswith(_OF_DEED)


@lru_cache(maxsize=8192)
def _effect_places(sentence: Sentence) -> tuple[int, ...]:
    cues = [tuple(cue.split()) for cue in word_set("causes.toml", "effect")]
    return tuple(
        at
        for at in range(1, len(sentence.words) - 1)
        for first, second in cues
        if sentence.words[at].lower == first and sentence.words[at + 1].lower.startswith(second)
    )


def _is_asked(question: Question, word: Word, lexicon: Lexicon) -> bool:
    return any(lexicon.likeness(term.key, word.key) >= _ENOUGH for term in question.terms)
