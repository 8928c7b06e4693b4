"""The ranker scores as rank_bm25 does, and finds where rank_bm25 alone would not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rank_bm25 import BM25Okapi

from retrieval.ranker import K1, TINY, B, Field, best

terms = st.sampled_from("абвгдежзик")
documents = st.lists(st.lists(terms, max_size=8), min_size=TINY, max_size=25)


@settings(max_examples=100, deadline=None)
@given(documents, st.lists(terms, max_size=6))
def test_scores_are_rank_bm25s_own(corpus: list[list[str]], question: list[str]) -> None:
    if not any(corpus):
        return
    wanted = BM25Okapi(corpus, k1=K1, b=B).get_scores(question)
    found = dict(best([(Field(corpus, 1.0), question)], len(corpus), limit=len(corpus)))
    assert found == pytest.approx({number: wanted[number] for number in found})
    assert found.keys() == {number for number, document in enumerate(corpus) if set(question) & set(document)}


def test_fields_are_summed_by_their_weights() -> None:
    corpus = [["а", "б"], ["б", "в"], *[["г"]] * TINY]
    plain = dict(best([(Field(corpus, 1.0), ["а", "в"])], len(corpus), limit=3))
    summed = best([(Field(corpus, 1.0), ["а", "в"]), (Field(corpus, 0.5), ["в"])], len(corpus), limit=3)
    assert summed == [(1, pytest.approx(1.5 * plain[1])), (0, pytest.approx(plain[0]))]


@pytest.mark.parametrize(
    ("about", "corpus", "question", "order"),
    [
        ("no documents", [], ["а"], []),
        ("documents without a term", [[], []], ["а"], []),
        ("an unknown term finds nothing", [["а"], ["б"]], ["я"], []),
        ("no terms asked", [["а"], ["б"]], [], []),
        ("one document", [["а"]], ["а"], [0]),
        # rank_bm25 gives 0 here
        ("a term in one of two", [["а"], ["б"]], ["б"], [1]),
        # and a negative score here
        ("a term in both of two: the shorter first", [["а", "в", "г"], ["а"]], ["а"], [1, 0]),
        ("both terms before one, in a tiny corpus", [["а"], ["а", "б"], ["в"]], ["а", "б"], [1, 0]),
        ("equal scores keep their order", [["а"], ["а"], ["б"]], ["а"], [0, 1]),
    ],
)
def test_small_and_empty_corpora(
    about: str, corpus: list[list[str]], question: list[str], order: list[int]
) -> None:
    hits = best([(Field(corpus, 1.0), question)], len(corpus), limit=5)
    assert [number for number, _ in hits] == order, about
    assert all(score > 0 for _, score in hits)


def test_only_allowed_documents_are_returned() -> None:
    corpus = [["а"], ["а"], ["а"], ["б"]]
    hits = best([(Field(corpus, 1.0), ["а"])], len(corpus), limit=5, allowed=range(1, 2))
    assert [number for number, _ in hits] == [1]
