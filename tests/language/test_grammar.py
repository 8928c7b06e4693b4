"""What the ending of a word says: grammar.tsv.

Columns: the word; its case; what else it is, of possessed, plural, finite, verbal, converb, verbal-noun, attribute.
"""

from __future__ import annotations

import pytest
from language_tables import rows

from retrieval.language import grammar

KINDS = {
    "possessed": grammar.is_possessed,
    "plural": grammar.is_plural,
    "finite": grammar.is_finite,
    "verbal": grammar.is_verbal,
    "converb": grammar.is_converb,
    "verbal-noun": grammar.is_verbal_noun,
    "attribute": grammar.is_attribute,
}
TABLE = rows("grammar.tsv")
KNOWN_ERRORS = rows("grammar_known_errors.tsv")


def told(word: str) -> list[str]:
    """Case and kinds of a word, as the table has them."""
    return [grammar.case_of(word), " ".join(kind for kind, holds in KINDS.items() if holds(word)) or "-"]


@pytest.mark.parametrize("row", TABLE, ids=[row[0] for row in TABLE])
def test_ending_says_what_the_word_is(row: list[str]) -> None:
    assert told(row[0]) == row[1:]


@pytest.mark.parametrize("row", KNOWN_ERRORS, ids=[row[0] for row in KNOWN_ERRORS])
def test_known_error_still_stands(row: list[str]) -> None:
    """Fails when an error is mended: move its row to grammar.tsv then."""
    assert told(row[0]) != row[1:]


def test_case_of_letters_does_not_matter() -> None:
    assert told("ҚАЛАДА") == told("қалада")


def test_there_are_enough_of_them() -> None:
    assert len(TABLE) >= 60
