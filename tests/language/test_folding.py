"""All spellings of a word have one key; different words mostly do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from language_tables import rows

from retrieval.language.folding import fold, other_keys
from retrieval.language.stemming import known_words

TABLE = rows("spellings.tsv")


@pytest.mark.parametrize("spellings", TABLE, ids=[row[0] for row in TABLE])
def test_one_key_for_all_spellings(spellings: list[str]) -> None:
    assert {fold(spelling) for spelling in spellings} == {fold(spellings[0])}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("janga", "жаңа"), ("aekim", "әкім"), ("koeshe", "көше"), ("partija", "партия"), ("kanwa", "қанша")],
)
def test_informal_latin_is_among_the_other_keys(typed: str, meant: str) -> None:
    assert fold(meant) in other_keys(typed)


def test_cyrillic_has_no_other_keys() -> None:
    assert other_keys("жаңа") == ()


def test_few_words_share_a_key() -> None:
    """The price of the key: measured 2.7 % of word types in the corpus it was chosen on."""
    words = list(known_words())
    merged = len(words) - len({fold(word) for word in words})
    assert merged / len(words) < 0.04


@given(st.text(alphabet="абвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюяqwertyäöüñğış'", max_size=30))
def test_capitals_do_not_matter(text: str) -> None:
    assert fold(text.replace("ı", "i").upper()) == fold(text.replace("ı", "i"))


@given(st.text(max_size=30))
def test_any_text_has_a_key(text: str) -> None:
    assert isinstance(fold(text), str)
