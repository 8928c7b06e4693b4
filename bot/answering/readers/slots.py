"""Open questions by position: Kazakh leaves the question word where the answer stands.

"кеңес назарын [қай салаға] бұрып отыр?" – «назарымызды [Агроөнеркәсіп кешеніне] бұрып отырмыз»: the phrase
before the word that follows the question word, in the same case.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.answering.finding import Finding
from bot.answering.lexicon import Lexicon, word_set
from bot.answering.passage import ArticleReading, Sentence
from bot.answering.question import Question
from bot.answering.readers.clauses import clause_of, phrase_before, without_subject
from retrieval.language.grammar import case_of, is_attribute
from retrieval.language.inflection import nominative_phrase

_LONGEST = 6


def read_slots(question: Question, reading: ArticleReading, sentence: Sentence, lexicon: Lexicon) -> Iterator[Finding]:
    """Findings for қандай / қай / не in any case: phrases aligned with the question's neighbouring words."""
    yield from _before_anchor(question, sentence, lexicon)
    yield from _kind_phrases(question, sentence, lexicon)


def _before_anchor(question: Question, sentence: Sentence, lexicon: Lexicon) -> Iterator[Finding]:
    if not question.after:
        return
    anchor = question.after[0]
    asked = {word.key for word in question.words}
    for at, word in enumerate(sentence.words):
        near = lexicon.likeness(anchor.key, word.key)
        if near < 0.65 or at == 0 or sentence.words[at].gap.strip('«»"'):
            continue
        last = sentence.words[at - 1]
        same_case = case_of(last.text) == question.case
        start = without_subject(sentence.words, phrase_before(sentence.words, at, _LONGEST), at)
        start = _without_asked(sentence, start, at, asked)
        idle = any(last.lower in word_set("words.toml", words) for words in ("stop", "time_words"))
        if start >= at or last.key in asked or idle:
            continue
        fit = (0.7 if same_case else 0.35) + 0.25 * near
        yield _finding(question, sentence, start, at, fit, "slot:before")


def _without_asked(sentence: Sentence, start: int, end: int, asked: set[str]) -> int:
    """Leave out leading words that the question itself holds, but never part an izafet («әйел кооперациясын»)."""
    while start < end - 1 and sentence.words[start].key in asked:
        if (
            start == end - 2
            and case_of(sentence.words[start].text) == "nominative"
            and not sentence.words[start].capital
        ):
            break
        start += 1
    return start


def _kind_phrases(question: Question, sentence: Sentence, lexicon: Lexicon) -> Iterator[Finding]:
    """ "таныстырған жоба қандай", "қандай жоба": the attribute before the same noun."""
    if not question.focus or question.type == "thing":
        return
    kind = question.focus[-1]
    asked = {word.key for word in question.words}
    for at, word in enumerate(sentence.words):
        near = lexicon.likeness(kind.key, word.key)
        if near < 0.8 or at == 0 or word.quoted or sentence.words[at].gap.strip('«»"'):
            continue
        start = phrase_before(sentence.words, at, 4)
        own = [other for other in sentence.words[start:at] if other.key not in asked]
        if not own or sentence.words[at - 1].key in asked:
            continue
        while start < at and sentence.words[start].key in asked:
            start += 1
        attribute = (
            is_attribute(sentence.words[at - 1].text) or sentence.words[at - 1].quoted or sentence.words[at - 1].capital
        )
        yield _finding(question, sentence, start, at + 1, 0.75 if attribute else 0.5, "slot:kind")
    for at, word in enumerate(sentence.words[1:], start=1):
        if lexicon.likeness(kind.key, sentence.words[at - 1].key) >= 0.8 and word.gap in {"–", "—", ":"}:
            yield _finding(question, sentence, at, len(sentence.words), 0.9, "slot:dash")


def _finding(question: Question, sentence: Sentence, start: int, end: int, fit: float, rule: str) -> Finding:
    words, text = sentence.words, sentence.paragraph.text
    begin, stop = words[start].start, words[end - 1].stop
    if words[start].quoted and begin and text[begin - 1] in '«"“':
        begin -= 1
        if stop < len(text) and text[stop] in '»"”' and words[end - 1].quoted:
            stop += 1
    asked_so = case_of(words[end - 1].text) == question.case and question.type == "thing"
    answer = text[begin:stop] if asked_so else nominative_phrase(text[begin:stop])
    return Finding(sentence, begin, stop, answer, fit, rule, regions=(clause_of(sentence, begin, stop),))
