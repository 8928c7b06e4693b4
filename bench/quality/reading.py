"""Reading on the KazQAD half with the project's own candidates and features, cross-validated by question.

No weight that ranks a question's candidates was learned from that question: they are learned in folds, starting from
those of news. Two figures: the passage given, and
the passage found by the index among all of the half (what is read in a passage without a gold counts as wrong).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench.linear import Vector
from bench.quality.kazqad import Row, exact, f1, normal, read_rows
from bench.train_spans import SpanExample, cross_scores, evidence_of, frequent, typed_of
from bot.answering.answerer import Answerer
from bot.answering.kinds import kind_of
from bot.answering.scoring import load_weights
from bot.answering.spans import candidates, text_of
from retrieval.index import Index

SENTENCES = 50  # a passage is read whole
PARTLY = 0.45  # worth of a stretch that shares most words with a gold, as a share of its F1
MOSTLY = 0.6
HELD, HELD_OF_KIND = 1.5, 1.0  # how tightly weights are held: of all questions, of those of one kind of answer
FORGIVING = 0.5  # many golds of the exam questions cannot be won: a paraphrase of a paraphrase, a slip of the annotator
FROM_NEWS = 0.6  # share of the weights learned from news that the exam questions start from


@dataclass(frozen=True, slots=True)
class Reading:
    """EM, F1 and oracle EM of one row, between 0 and 1."""

    kind: str
    exact: float
    f1: float
    oracle: float


@dataclass(frozen=True, slots=True)
class Readings:
    """Both settings: the passage given, and found by the index."""

    given: Sequence[Reading]
    found: Sequence[Reading]
    first_passage: float  # share of the questions whose first passage is a gold one


def measure(path: Path) -> Readings:
    """Read every row of the half."""
    articles, rows = read_rows(path)
    answerer = Answerer(Index(articles))
    given = [example_of(answerer, row, row.passage) for row in rows]
    first = [_first_passage(answerer, row) for row in rows]
    names = frequent(given)
    news = load_weights("spans.tsv")
    prior = FROM_NEWS * np.array([news.get(name, 0.0) for name in names])
    held = np.array([HELD_OF_KIND if ": " in name else HELD for name in names])
    scores = cross_scores(given, names, prior, held, FORGIVING)
    here = [_reading(e, row, s) for e, row, s in zip(given, rows, scores, strict=True)]
    known = {(row.question_id, row.passage): read for row, read in zip(rows, here, strict=True)}
    pairs = [(row.question_id, passage) for row, passage in zip(rows, first, strict=True)]
    missed = Reading("", 0.0, 0.0, 0.0)
    hit = sum(pair in known for pair in pairs) / len(pairs)
    return Readings(here, [known.get(pair, missed) for pair in pairs], hit)


def example_of(answerer: Answerer, row: Row, passage: str) -> SpanExample:
    """All stretches of a passage with what they are worth."""
    trace = answerer.trace(row.question, article=passage)
    found = list(candidates(evidence_of(answerer, trace, passage), typed_of(trace, passage), SENTENCES))
    texts = [text_of(sentence, span) for sentence, span, _ in found]
    worth = np.array([_worth(text, row.golds) for text in texts])
    return SpanExample(row.question_id, kind_of(trace.question), [f for _, _, f in found], worth, texts, False)


def _worth(text: str, golds: Sequence[str]) -> float:
    overlap = f1(text, golds)
    return 1.0 if exact(text, golds) else PARTLY * overlap if overlap > MOSTLY else 0.0


def _reading(example: SpanExample, row: Row, scores: Vector) -> Reading:
    said = likeliest(example.texts, scores)
    oracle = float((example.worth == 1.0).any())
    return Reading(example.type, exact(said, row.golds), f1(said, row.golds), oracle)


def likeliest(texts: Sequence[str], scores: Vector) -> str:
    """The text whose occurrences together have the largest share of the softmax."""
    shares = np.exp(scores - scores.max())
    together: dict[str, float] = {}
    for text, share in zip(texts, shares, strict=True):
        said = " ".join(normal(text))
        together[said] = together.get(said, 0.0) + float(share)
    best = max(together, key=lambda said: together[said])
    same = [at for at, text in enumerate(texts) if " ".join(normal(text)) == best]
    return texts[max(same, key=lambda at: scores[at])]


def _first_passage(answerer: Answerer, row: Row) -> str:
    hits = answerer.index.search(row.question, 1)
    return hits[0].paragraph.article if hits else ""
