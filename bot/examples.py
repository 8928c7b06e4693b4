"""Questions that the loaded articles really answer, made from their own sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain, islice, pairwise, zip_longest

from bot.answering.answerer import Answerer
from bot.answering.lexicon import word_set
from bot.answering.passage import Sentence, read_article
from retrieval.article import Article
from retrieval.language.grammar import case_of, is_finite
from retrieval.language.numerals import Number

LEAST_CONFIDENCE = 0.75
_LONGEST = 9  # words of a question
_ARTICLES = 40  # how many articles are looked at, newest first
_TRIES = 60  # how many candidates are asked before fewer examples will do
_CLAUSE_END = re.compile(r"[,.!–;]")

Maker = Callable[[Sentence], Iterator[tuple[str, str]]]


def find_examples(answerer: Answerer, wanted: int) -> list[str]:
    """Up to `wanted` questions of different kinds, of different articles where there are so many.

    Each was asked: the answer is confident, cites the article the question was made from, and holds what was
    taken out of its sentence.
    """
    found: dict[str, str] = {}  # question -> article
    for article, question, held in islice(_candidates(answerer), _TRIES):
        if len(found) == wanted:
            break
        if _is_answered(answerer, question, held, article):
            found[question] = article
    return list(found)


def _candidates(answerer: Answerer) -> Iterator[tuple[str, str, str]]:
    """(article, question, what the answer must hold), kinds and articles mixed."""
    articles = answerer.index.articles.values()
    newest = sorted(articles, key=lambda article: article.date, reverse=True)[:_ARTICLES]
    rows = [
        _made(article, _MAKERS[(place + shift) % len(_MAKERS)], answerer)
        for shift in range(len(_MAKERS))
        for place, article in enumerate(newest)
    ]
    return (made for made in chain.from_iterable(zip_longest(*rows)) if made)


def _made(article: Article, make: Maker, answerer: Answerer) -> Iterator[tuple[str, str, str]]:
    for sentence in read_article(article, answerer.index.analyzer.key).sentences:
        for question, held in make(sentence):
            if len(question.split()) <= _LONGEST:
                yield article.id, question, held


def _is_answered(answerer: Answerer, question: str, held: str, article: str) -> bool:
    reply = answerer.answer(question)
    return (
        reply.status == "answered"
        and reply.confidence >= LEAST_CONFIDENCE
        and held in reply.short_answer
        and reply.citations[0].article == article
    )


def _ask_amount(sentence: Sentence) -> Iterator[tuple[str, str]]:
    """«… экоакциясында 280 тонна қоқыс шығарылды.» -> «… экоакциясында қанша тонна қоқыс шығарылды?»

    Only from a clause that stands on its own: about something in quotes, not leaning back, ending in a verb.
    """
    passing = word_set("words.toml", "time_words")
    head = next((word for word in sentence.words if word.lower not in passing), None)
    title = next(iter(sentence.titles), None)
    if head is None or title is None or sentence.leans_back:
        return
    start = min(head.start, title.start) if head.quoted else head.start
    text = sentence.paragraph.text
    for number in sentence.numbers:
        if number.start < title.stop or not _is_plain(number):
            continue
        end = _CLAUSE_END.search(text, number.stop)
        rest = text[number.stop : end.start() if end else len(text)]
        clause = f"{text[start : number.start]}қанша{rest}".strip()
        if "," not in clause and _is_said(clause):
            yield f"{clause[:1].upper()}{clause[1:]}?", number.text


def _is_plain(number: Number) -> bool:
    return number.kind == "cardinal" and not (number.weak or number.percent or number.suffix)


def _is_said(clause: str) -> bool:
    last = clause.rsplit(maxsplit=1)[-1]
    return last == "бар" or (is_finite(last) and not clause.endswith("қанша"))


def _ask_holder(sentence: Sentence) -> Iterator[tuple[str, str]]:
    """«Шипагер» … ұйымының төрағасы Күншығар Әбілов -> «… ұйымының төрағасы кім?»"""
    for post, person in _held_posts(sentence):
        if any(case_of(word) == "genitive" for word in post.split()):
            yield f"{post[:1].upper()}{post[1:]} кім?", person.split()[-1]


def _ask_post(sentence: Sentence) -> Iterator[tuple[str, str]]:
    """«Шипагер» … ұйымының төрағасы Күншығар Әбілов -> «Күншығар Әбілов кім?»"""
    for post, person in _held_posts(sentence):
        yield f"{person} кім?", post.split()[-1]


def _held_posts(sentence: Sentence) -> Iterator[tuple[str, str]]:
    """A post and the full name right after it, both as they stand in the nominative."""
    for post, person in pairwise(sentence.names):
        adjoining = person.start - post.stop == 1
        if post.kind == "POSITION" and person.kind == "PERSON" and adjoining:
            words = person.text.split()
            if len(words) > 1 and case_of(words[-1]) == "nominative":
                yield post.text, person.text


_MAKERS: tuple[Maker, ...] = (_ask_amount, _ask_holder, _ask_post)
