"""Tokens are what they should be and lie where they say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from language_tables import rows

from retrieval.language.tokens import Token, tokenize

TABLE = rows("tokens.tsv")


@pytest.mark.parametrize(("text", "tokens"), TABLE, ids=[row[0] for row in TABLE])
def test_tokens_of_a_text(text: str, tokens: str) -> None:
    assert [token.text for token in tokenize(text)] == tokens.split("|")


@given(st.text())
def test_a_token_lies_where_it_says(text: str) -> None:
    tokens = tokenize(text)
    assert all(text[token.start : token.stop] == token.text for token in tokens)
    assert "".join("".join(token.text.split()) for token in tokens) == "".join(text.split())


@given(st.text(alphabet="аБқ -,.0123456789%№«»\u00a0ЖШС", max_size=50))
def test_a_token_is_its_base_and_its_ending(text: str) -> None:
    for token in tokenize(text):
        assert token.text.startswith(token.base)
        assert token.text.endswith(token.suffix)
        assert token.parts


@pytest.mark.parametrize(
    ("word", "base", "suffix", "parts"),
    [
        ("76-ға", "76", "ға", ("76",)),
        ("88-і", "88", "і", ("88",)),
        ("%-ын", "%", "ын", ("%",)),
        ("ЖШС-нің", "ЖШС", "нің", ("ЖШС",)),
        ("NEET-тің", "NEET", "тің", ("NEET",)),
        ("3-ші", "3", "ші", ("3",)),
        ("іс-шара", "іс-шара", "", ("іс", "шара")),
        ("көші-қон", "көші-қон", "", ("көші", "қон")),
        ("1-сынып", "1-сынып", "", ("1", "сынып")),
        ("ауыл", "ауыл", "", ("ауыл",)),
    ],
)
def test_base_and_ending(word: str, base: str, suffix: str, parts: tuple[str, ...]) -> None:
    token = Token(word, 0, len(word))
    assert (token.base, token.suffix, token.parts) == (base, suffix, parts)


def test_kinds() -> None:
    tokens = tokenize("ауыл 5 a.kz %")
    kinds = {token.text: (token.is_word, token.is_number, token.is_domain) for token in tokens}
    assert kinds == {
        "ауыл": (True, False, False),
        "5": (False, True, False),
        "a.kz": (True, False, True),
        "%": (False, False, False),
    }
