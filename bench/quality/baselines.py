"""Two ways of answering without any reading, to measure Derek against.

Both answer with a whole sentence and refuse only where no word of the question is found at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from rank_bm25 import BM25Okapi

from bench.quality.judging import Answer
from retrieval.article import Article
from retrieval.index import Index
from retrieval.language.sentences import split_sentences

System = Callable[[str], Answer]

REFUSAL = Answer("refused")


def best_sentence(index: Index) -> System:
    """The sentence of the best paragraph of Derek's own index that shares the most terms with the question."""

    def answer(question: str) -> Answer:
        hits = index.search(question, 1)
        if not hits:
            return REFUSAL
        paragraph = hits[0].paragraph
        asked = set(index.analyzer.query_terms(question))
        pieces = [paragraph.text[start:stop] for start, stop in split_sentences(paragraph.text)]
        chosen = max(pieces, key=lambda piece: len(asked & set(index.analyzer.terms(piece))))
        return Answer("answered", chosen, (paragraph.article,))

    return answer


def plain_words(articles: Iterable[Article]) -> System:
    """The best sentence of all by BM25Okapi over lower-cased words, neither stemmed nor folded."""
    sentences = [
        (article.id, paragraph.text[start:stop])
        for article in articles
        for paragraph in article.paragraphs
        for start, stop in split_sentences(paragraph.text)
    ]
    ranker = BM25Okapi([_words(text) for _, text in sentences])

    def answer(question: str) -> Answer:
        scores = ranker.get_scores(_words(question))
        best = int(scores.argmax())
        article, text = sentences[best]
        return Answer("answered", text, (article,)) if scores[best] > 0 else REFUSAL

    return answer


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())
