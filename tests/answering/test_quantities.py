"""Numbers of a sentence as a person would tell them: with unit, bound and what they count. quantities.tsv.

Each amount is told as its measure («count», «unit», «money», «percent», «fraction», «part» of something counted
before) and its words.
"""

from __future__ import annotations

import pytest
from answering_tables import lexicon, read_text, rows

from bot.answering.quantities import Quantity, quantities
from bot.answering.saying.quantity import say_quantity

TABLE = rows("quantities.tsv", 2)
KNOWN_ERRORS = rows("quantities_known_errors.tsv", 2)


def measure(quantity: Quantity) -> str:
    if quantity.partitive:
        return "part"
    return "fraction" if quantity.number.kind == "fraction" else quantity.measure


def told(text: str) -> str:
    """All amounts of a text, in order."""
    return " | ".join(
        f"{measure(quantity)} {say_quantity(sentence, quantity)}"
        for sentence in read_text(text).sentences
        for quantity in quantities(sentence, lexicon())
    )


@pytest.mark.parametrize(("sentence", "amounts"), TABLE, ids=[row[0] for row in TABLE])
def test_amounts_of_a_sentence(sentence: str, amounts: str) -> None:
    assert (told(sentence) or "-") == amounts


@pytest.mark.parametrize(("sentence", "amounts"), KNOWN_ERRORS, ids=[row[0] for row in KNOWN_ERRORS])
def test_known_error_still_stands(sentence: str, amounts: str) -> None:
    """Fails when an error is mended: move its row to quantities.tsv then."""
    assert (told(sentence) or "-") != amounts


def test_there_are_enough_of_them() -> None:
    assert len(TABLE) >= 60
