"""Numbers are found where they stand, with their values."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from language_tables import rows

from retrieval.language.numerals import find_numbers
from retrieval.language.romans import roman_value

TABLE = rows("numerals.tsv")
NOT_NUMBERS = [row[0] for row in rows("not_numbers.txt")]


@pytest.mark.parametrize(("text", "number", "value", "kind"), TABLE, ids=[row[0] for row in TABLE])
def test_number_in_a_text(text: str, number: str, value: str, kind: str) -> None:
    found = find_numbers(text)
    assert [one.text for one in found] == [number]
    assert found[0].value == Decimal(value)
    assert f"{found[0].kind}{' weak' if found[0].weak else ''}" == kind


@pytest.mark.parametrize("text", NOT_NUMBERS, ids=NOT_NUMBERS)
def test_no_number(text: str) -> None:
    assert find_numbers(text) == []


def test_several_numbers_of_one_sentence() -> None:
    text = "205 өтініш тіркеліп, оның 88-і оң шешімін тапса, қалған 117-сі бойынша 2-3 кеңес берілген."
    assert [(one.text, int(one.value)) for one in find_numbers(text)] == [
        ("205", 205),
        ("88-і", 88),
        ("117-сі", 117),
        ("2", 2),
        ("3", 3),
    ]


def test_range_of_years_is_two_numbers() -> None:
    assert [int(one.value) for one in find_numbers("2017–2021 жылдарға арналған")] == [2017, 2021]


@pytest.mark.parametrize("text", ["30%-ын", "2,5 пайыздық", "55 процент", "100%"])
def test_percent_is_told(text: str) -> None:
    assert [one.percent for one in find_numbers(text)] == [True]


def test_suffix_is_told() -> None:
    assert [(one.text, one.suffix) for one in find_numbers("76-ға, төртеуінің, 5")] == [
        ("76-ға", "ға"),
        ("төртеуінің", "інің"),
        ("5", ""),
    ]


@given(st.text(alphabet="0123456789 ,.-%бірекүштмыңнға «»\u00a0ХІ", max_size=40))
def test_a_number_lies_where_it_says(text: str) -> None:
    last = 0
    for one in find_numbers(text):
        assert text[one.start : one.stop] == one.text
        assert one.start >= last
        last = one.stop


@pytest.mark.parametrize(
    ("text", "value"), [("IV", 4), ("ХІХ", 19), ("XXI", 21), ("VII", 7), ("МИ", None), ("", None)]
)
def test_roman_numerals(text: str, value: int | None) -> None:
    assert roman_value(text) == value
