"""Letters are cleaned without harm to what was right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from language_tables import rows

from retrieval.language.letters import clean, same_length

TABLE = rows("letters.tsv")


@pytest.mark.parametrize(("typed", "meant"), TABLE, ids=[row[0] for row in TABLE])
def test_cleaned_text(typed: str, meant: str) -> None:
    assert clean(typed) == meant


def test_invisible_marks_go() -> None:
    assert clean("Қаза\u00adлы\u200b \u200eауда\ufeffны") == "Қазалы ауданы"


def test_letters_with_marks_become_one() -> None:
    assert clean("и\u0306од") == "йод"


@given(st.text(alphabet="aаəәiіоoҚқKк ңӊ-«»N\u00ad&;", max_size=40))
def test_repair_keeps_every_place(text: str) -> None:
    assert len(same_length(text)) == len(text)


@given(st.text(alphabet="aаəәiіоoҚқKк ңӊN", max_size=40))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
