"""Phrases go into their cases and back."""

from __future__ import annotations

from typing import cast

import pytest
from language_tables import rows

from retrieval.language.inflection import Case, decline, nominative, nominative_phrase

DECLENSIONS = rows("declensions.tsv")
NOMINATIVES = rows("nominatives.tsv")
PHRASES = rows("nominative_phrases.tsv")


@pytest.mark.parametrize("row", DECLENSIONS, ids=[row[3] for row in DECLENSIONS])
def test_declined_phrase(row: list[str]) -> None:
    phrase, case, own, declined = row
    assert decline(phrase, cast(Case, case), possessed=own == "own") == declined


@pytest.mark.parametrize(("word", "bare"), NOMINATIVES, ids=[row[0] for row in NOMINATIVES])
def test_nominative_of_a_word(word: str, bare: str) -> None:
    assert nominative(word) == bare


@pytest.mark.parametrize(("phrase", "bare"), PHRASES, ids=[row[0] for row in PHRASES])
def test_nominative_of_a_phrase(phrase: str, bare: str) -> None:
    assert nominative_phrase(phrase) == bare


@pytest.mark.parametrize("row", DECLENSIONS, ids=[row[3] for row in DECLENSIONS])
def test_the_way_back(row: list[str]) -> None:
    """What was declined comes back: templates and short answers undo one another."""
    if not any(letter.isdigit() for letter in row[0]) and "млн" not in row[0]:
        assert nominative_phrase(row[3]) == row[0]
