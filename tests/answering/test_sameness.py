"""Whether two short answers say the same."""

from __future__ import annotations

import pytest

from bot.answering.sameness import same_answer


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2,5%", "2,5 пайыз"),
        ("37 млн теңге", "37 миллион теңге"),
        ("екі адам", "2 адам"),
        ("424", "424 мүше"),
        ("15 000", "15 мың адам"),
        ("Лев Берман", "геолог Лев Берман"),
        ("«Бент»", "«Бент» бастауыш партия ұйымы"),
    ],
)
def test_answers_that_say_the_same(one: str, other: str) -> None:
    assert same_answer(one, other)
    assert same_answer(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("9", "19"), ("5 адам", "25 адам"), ("2,5%", "5%"), ("Асан Бек", "Хасан Бек"), ("37 млн теңге", "37 теңге")],
)
def test_answers_that_differ(one: str, other: str) -> None:
    assert not same_answer(one, other)
