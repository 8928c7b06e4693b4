"""A stand-in for the answerer: fixed answers to exact questions, with real citations from the corpus.

So that a conversation shows what the chat does, and does not change when a reader learns something.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from bot.answering.answerer import Turn
from bot.answering.reply import Candidate, Citation, Reply
from bot.chat.telegram.knowledge import Knowledge, Library
from retrieval.index import Index
from retrieval.indexing import Changes, reindex
from retrieval.store import Store

NONE = (
    "Кешіріңіз, бұл сұраққа материалдардан жауап таба алмадым.\nСұрағыңызды нақтылап немесе басқаша жазып көріңіз."
)
EXAMPLES = ("Кітапханада қанша кітап бар?", "Орталықты кім басқарады?")
ECHO = "жаңғырық"  # «жаңғырық 17» is answered with itself, for the load tests
SMALL_TALK = {"сәлем": "Сәлеметсіз бе! Сұрағыңызды жазыңыз.", "рақмет": "Оқасы жоқ!"}


@dataclass(frozen=True)
class Fixed:
    """One entry of answers.toml."""

    asks: frozenset[str]
    short: str
    says: str
    article: str
    quote: str
    after: frozenset[str] = frozenset()
    within: str = ""
    also: tuple[tuple[str, str], ...] = ()  # further proofs: article, quote


def load_fixed(path: Path) -> list[Fixed]:
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["answer"]
    return [
        Fixed(
            _keys(row["asks"]),
            row["short"],
            row["says"],
            row["article"],
            row["quote"],
            _keys(row.get("after", [])),
            row.get("within", ""),
            tuple((article, quote) for article, quote in row.get("also", [])),
        )
        for row in rows
    ]


def _key(question: str) -> str:
    return " ".join(re.findall(r"\w+", question.casefold()))


def _keys(questions: list[str]) -> frozenset[str]:
    return frozenset(_key(question) for question in questions)


class FixedAnswers:
    """The answerer's one call."""

    def __init__(self, fixed: list[Fixed], index: Index) -> None:
        self._fixed = fixed
        self._index = index

    def answer(self, question: str, *, previous: Turn | None = None, article: str | None = None) -> Reply:
        key = _key(question)
        if key == "бүлін":
            raise RuntimeError("planted failure with 123456:test-token in it")
        if key in SMALL_TALK:
            return Reply(question, "smalltalk", "smalltalk", "", SMALL_TALK[key], 1.0)
        if key.startswith(ECHO):
            return Reply(question, "answered", "echo", key, key, 1.0)
        turn = _key(previous.question) if previous else ""
        found = (one for one in self._fixed if key in one.asks and self._fits(one, turn, article))
        for one in found:
            proofs = [self._citation(article, quote) for article, quote in ((one.article, one.quote), *one.also)]
            cited = tuple(proof for proof in proofs if proof)
            if cited:
                return Reply(question, "answered", "count", one.short, _text(one.says, cited[0]), 0.9, cited)
        return Reply(question, "refused", "open", "", NONE, 0.1, (), self._candidates(question))

    @staticmethod
    def _fits(one: Fixed, turn: str, article: str | None) -> bool:
        return (
            (not one.after or turn in one.after)
            and (not one.within or one.within == article)
            and (article is None or article == one.article)
        )

    def _citation(self, name: str, marked: str) -> Citation | None:
        """The quote in its paragraph; «*» at its beginning stands for the sentence's beginning."""
        article = self._index.articles.get(name)
        before, span, after = re.split(r"[\[\]]", marked)
        for paragraph in article.paragraphs if article else ():
            if before != "*" and before + span + after in paragraph.text:
                quote, start = before + span + after, len(before)
            elif before == "*" and span in paragraph.text:
                quote, start = paragraph.text, paragraph.text.index(span)
            else:
                continue
            return Citation(
                article.id,
                article.title,
                article.url,
                article.date,
                article.source,
                paragraph.number,
                quote,
                start,
                start + len(span),
            )
        return None

    def _candidates(self, question: str) -> tuple[Candidate, ...]:
        hits = self._index.search(question, 5)
        return tuple(
            Candidate(hit.paragraph.text[:20], hit.score, hit.paragraph.article, hit.paragraph.number) for hit in hits
        )


def _text(says: str, citation: Citation) -> str:
    """The whole reply as the answerer writes it for a terminal; a chat shows proof and source in its own way."""
    return f"{says}\n\n«{citation.quote}»\n\nДереккөз: {citation.title}"


def fixed_library(database: Path, corpus: Path, answers: Path) -> Library:
    """A library with a real store and index, and fixed answers."""

    def load() -> Knowledge:
        with Store(database) as store:
            index = Index(store.articles())
        return Knowledge(FixedAnswers(load_fixed(answers), index), index, EXAMPLES)

    def renew() -> Changes:
        with Store(database) as store:
            return reindex(store, corpus)

    return Library(load, renew)
