"""What something is about: «Дәріс не туралы?» – «[көктемгі егіс] туралы дәріс», «[су үнемдеу] тақырыбындағы дәріс»."""

from __future__ import annotations

from collections.abc import Iterator

from bot.answering.clauses import opening, phrase_before, without_subject
from bot.answering.finding import Finding
from bot.answering.lexicon import Lexicon, word_set
from bot.answering.passage import Sentence, Word
from bot.answering.question import Question
from bot.answering.readers.aims import past_asked
from bot.answering.readers.rows import rows_in
from bot.answering.wholes import whole_start
from retrieval.language.grammar import case_of, is_verbal
from retrieval.language.inflection import nominative_phrase

_TOPIC, _DEVOTED = "тақырып", "арнал"
_LIKE_TOPIC = (_TOPIC, "тақырыб")
_DEMONSTRATIVES = frozenset({"бұл", "осы", "сол", "оның", "бұған", "осыған", "соған"})
_LONGEST = 6
_ALIKE = 0.7
_JOINS = frozenset({"және", "мен", "бен", "пен", "әрі"})
_FIT = 0.95
Bounds = tuple[tuple[int, int], ...]  # of what it is about, as indices of words: one item or more


def asks_topic(question: Question) -> bool:
    """«не [туралы]», «қандай [тақырыптарға]», «неге [арналған]»."""
    behind = question.words[question.stop : question.stop + 1]
    if question.asked == "не":
        return any(word.lower in word_set("words.toml", "about") for word in behind)
    if question.asked == "неге":
        return any(word.lower.startswith(_DEVOTED) for word in behind)
    return question.asked in {"қандай", "қай"} and any(word.lower.startswith(_LIKE_TOPIC) for word in question.focus)


def topics(question: Question, sentence: Sentence, lexicon: Lexicon) -> Iterator[Finding]:
    """What stands before «туралы», «тақырыбында», «арналған» in a sentence that speaks of the thing asked about."""
    words, thing = sentence.words, _thing(question)
    if thing is None or not any(lexicon.likeness(thing.key, word.key) >= _ALIKE for word in words):
        return
    for at in range(1, len(words)):
        told = _told_before(question, sentence, at) if _tells_topic(words, at) else ()
        if told and not any(word.key in question.keys for word in words[told[0][0] : told[-1][1]]):
            yield _finding(question, sentence, told)


def _thing(question: Question) -> Word | None:
    """The noun of what is about something: the last one before the question word, else the last behind it."""
    idle = word_set("words.toml", "about")
    nouns = [
        question.words[term.at]
        for term in question.terms
        if not (question.words[term.at].lower in idle or is_verbal(question.words[term.at].text))
        and not question.words[term.at].lower.startswith((*_LIKE_TOPIC, _DEVOTED))
    ]
    before = [word for word in nouns if word.start < question.words[question.start].start]
    return next(iter((before or nouns)[-1:]), None)


def _tells_topic(words: tuple[Word, ...], at: int) -> bool:
    word, before = words[at], words[at - 1]
    if word.gap.strip('«»"“”') or before.lower in _DEMONSTRATIVES:
        return False
    if word.lower.startswith(_DEVOTED):
        return case_of(before.text) == "dative"
    return word.lower in word_set("words.toml", "about") or word.lower.startswith(_LIKE_TOPIC)


def _told_before(question: Question, sentence: Sentence, end: int) -> Bounds:
    """The phrase before a place, with the row that it closes: «[ұстаз еңбегі, отбасы және тіл] тақырыптары»."""
    words = sentence.words
    for row in rows_in(sentence):
        held = tuple((start, min(stop, end)) for start, stop in row.items if start < end)
        if len(held) > 1 and held[-1][1] == end:
            return held
    told = [_phrase(question, words, end)]
    while (first := told[0][0]) > 1:
        joined = words[first - 1].lower in _JOINS
        if not joined and (len(told) == 1 or words[first].gap != ","):
            break
        told.insert(0, _phrase(question, words, first - joined))
    return tuple(told) if all(start < stop for start, stop in told) else ()


def _phrase(question: Question, words: tuple[Word, ...], end: int) -> tuple[int, int]:
    start = whole_start(words, without_subject(words, phrase_before(words, end, _LONGEST), end), end)
    return past_asked(question, words, start, end), end


def _finding(question: Question, sentence: Sentence, told: Bounds) -> Finding:
    text, words = sentence.paragraph.text, sentence.words
    start, stop = opening(sentence, told[0][0]), words[told[-1][1] - 1].stop
    start -= text[start - 1 : start] in {"«", '"', "“"}
    stop += text[stop : stop + 1] in {"»", '"', "”"}
    items = tuple(nominative_phrase(text[words[one].start : words[other - 1].stop]) for one, other in told)
    return Finding(
        sentence,
        start,
        stop,
        nominative_phrase(text[start:stop]),
        _FIT,
        "list:row" if question.type == "list" else "slot:before",
        regions=((sentence.start, sentence.stop),),
        items=items if question.type == "list" else (),
    )
