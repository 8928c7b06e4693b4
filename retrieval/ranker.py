"""BM25 over weighted fields: rank_bm25 (and the numpy it stands on) is known to this module alone.

rank_bm25 counts the terms and weighs them; its `get_scores` asks every document for every term, which takes
long for the n-grams of 20,000 paragraphs. So each field keeps, for every term, the documents that have it and
what the term adds to their scores, by rank_bm25's own formula: the sums are the same (tested), only faster.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi

K1 = 1.5
B = 0.75
# rank_bm25's idf is log((N - n + 0.5) / (n + 0.5)): with two paragraphs a term in one of them weighs 0, in
# both below 0. Under this many paragraphs the idf that is never negative is used, log(1 + …).
TINY = 10


@dataclass(frozen=True, slots=True)
class _Postings:
    """The documents that have a term, and what it adds to the score of each, by the field's weight."""

    documents: NDArray[np.int32]
    scores: NDArray[np.float64]


class Field:
    """One field of all documents, ready to be scored."""

    def __init__(self, documents: Iterable[Sequence[str]], weight: float) -> None:
        shared: dict[str, str] = {}  # equal terms as one object: a fifth of the memory with n-grams
        counted = ([shared.setdefault(term, term) for term in document] for document in documents)
        try:
            self._postings = _postings(BM25Okapi(counted, k1=K1, b=B), weight)
        except ZeroDivisionError:  # what rank_bm25 does without a document or without a term
            self._postings = {}

    def spread(self, term: str) -> int:
        """The number of documents that have a term."""
        found = self._postings.get(term)
        return len(found.documents) if found else 0

    def postings(self, terms: Iterable[str]) -> list[_Postings]:
        """The postings of those terms that some document has."""
        return [self._postings[term] for term in terms if term in self._postings]


def best(
    fields: Sequence[tuple[Field, Sequence[str]]],
    size: int,
    limit: int,
    allowed: range | None = None,
) -> list[tuple[int, float]]:
    """The best documents with their scores, the highest first, of equal ones the earlier.

    `fields`: each field with the question's terms for it; `size`: the number of documents;
    `allowed`: only these documents. Documents without any of the terms are never returned.
    """
    postings = [each for field, terms in fields for each in field.postings(terms)]
    if not postings:
        return []
    documents = np.concatenate([each.documents for each in postings])
    scores = np.bincount(documents, np.concatenate([each.scores for each in postings]), size)
    # A match is told by the mark and not by a score above 0: a common term's score may be 0.
    found = np.zeros(size, dtype=np.bool_)
    found[documents] = True
    if allowed is not None:
        found[: allowed.start] = False
        found[allowed.stop :] = False
    matches = np.flatnonzero(found)
    order = matches[np.argsort(-scores[matches], kind="stable")[:limit]]
    return [(int(document), float(scores[document])) for document in order]


def _postings(bm25: BM25Okapi, weight: float) -> dict[str, _Postings]:
    documents: dict[str, array[int]] = {}
    counts: dict[str, array[float]] = {}
    for number, frequencies in enumerate(bm25.doc_freqs):
        for term, count in frequencies.items():
            if term not in documents:
                documents[term], counts[term] = array("i"), array("d")
            documents[term].append(number)
            counts[term].append(count)
    idf = _tiny_idf(documents, bm25.corpus_size) if bm25.corpus_size < TINY else bm25.idf
    length = K1 * (1 - B + B * np.array(bm25.doc_len) / bm25.avgdl)
    return {
        term: _term_postings(np.frombuffer(numbers, np.int32), np.frombuffer(counts[term]), idf[term], length, weight)
        for term, numbers in documents.items()
    }


def _term_postings(
    documents: NDArray[np.int32], counts: NDArray[np.float64], idf: float, length: NDArray[np.float64], weight: float
) -> _Postings:
    return _Postings(documents, weight * (idf * (counts * (K1 + 1) / (counts + length[documents]))))


def _tiny_idf(documents: Mapping[str, Sequence[int]], size: int) -> dict[str, float]:
    return {term: math.log(1 + (size - len(has) + 0.5) / (len(has) + 0.5)) for term, has in documents.items()}
