"""Sentences end where a reader would say so."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from language_tables import rows

from retrieval.language.sentences import split_sentences

TABLE = [row[0] for row in rows("sentences.txt")]


@pytest.mark.parametrize("marked", TABLE, ids=TABLE)
def test_sentences_of_a_text(marked: str) -> None:
    text = marked.replace("|", "")
    expected = [sentence.strip() for sentence in marked.split("|")]
    assert [text[start:stop] for start, stop in split_sentences(text)] == expected


@given(st.text(alphabet="аБқ.!?…»« ,–\n1Нж\t)", max_size=60))
def test_no_letter_is_lost_and_none_read_twice(text: str) -> None:
    spans = split_sentences(text)
    assert "".join("".join(text[start:stop].split()) for start, stop in spans) == "".join(text.split())
    assert all(text[start:stop] == text[start:stop].strip() for start, stop in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
