"""The judge takes right short answers only; silence is right where the articles are silent."""

from __future__ import annotations

import pytest

from bench.quality.judging import Answer, Gold, holds, judge

ARTICLE = "003"

# text, wanted, whether it holds it
HOLDS = [
    ("Құрамында 1085 мүше бар", "1085", True),
    ("Құрамында 1085 мүшесі бар", "1085 мүше", True),  # the last word may carry an ending
    ("10850 мүше", "1085", False),
    ("15 000 теңге", "15000", True),  # blanks part thousands only for the eye
    ("15\u00a0000 теңге", "15 000", True),
    ("үйде", "үй", False),  # too short to be met with an ending
    ("", "1085", False),
]


@pytest.mark.parametrize(("text", "wanted", "held"), HOLDS)
def test_tokens_stand_in_a_row(text: str, wanted: str, held: bool) -> None:
    assert holds(text, wanted) is held


COUNT = Gold("1", "Қанша мүше бар?", "count", True, ("1085",), must_not=("424",), sources=frozenset({ARTICLE}))
LIST = Gold("2", "Кімдер?", "list", True, ("Асан, Үсен",), every=("Асан", "Үсен"), sources=frozenset({ARTICLE}))
NOTHING = Gold("3", "Неше әйел?", "count", False)
HELLO = Gold("4", "Сәлем", "smalltalk", False)

# question, status, short answer, cited article, verdict
VERDICTS = [
    (COUNT, "answered", "1085 мүше", ARTICLE, "right"),
    (COUNT, "answered", "424", ARTICLE, "wrong"),
    (COUNT, "answered", "1085, ал екіншісінде 424", ARTICLE, "wrong"),  # right, but a tempting wrong one beside it
    (COUNT, "answered", "1085", "001", "uncited"),
    (COUNT, "answered", "1085 " + "сөз " * 14, ARTICLE, "too long"),
    (COUNT, "refused", "", "", "refused"),
    (LIST, "answered", "Асан мен Үсен", ARTICLE, "right"),
    (LIST, "answered", "Асан", ARTICLE, "partial list"),
    (NOTHING, "refused", "", "", "right"),
    (NOTHING, "answered", "12", ARTICLE, "false answer"),
    (HELLO, "smalltalk", "", "", "right"),
]


@pytest.mark.parametrize(("gold", "status", "short", "article", "verdict"), VERDICTS)
def test_verdicts(gold: Gold, status: str, short: str, article: str, verdict: str) -> None:
    assert judge(gold, Answer(status, short, (article,))) == verdict
