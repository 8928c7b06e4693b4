"""The stemmer finds what all forms of a word share."""

from __future__ import annotations

import pytest
from language_tables import rows

from retrieval.language.endings import is_ending, strippings
from retrieval.language.harmony import harmony
from retrieval.language.stemming import Stemmer, known_words, support_of

STEMMER = Stemmer()
TABLE = rows("stems.tsv")
KNOWN_ERRORS = rows("stems_known_errors.tsv")


@pytest.mark.parametrize(("word", "stem"), TABLE, ids=[word for word, _ in TABLE])
def test_stem_of_a_word(word: str, stem: str) -> None:
    assert STEMMER.stem(word) == stem


@pytest.mark.parametrize(("word", "stem"), KNOWN_ERRORS, ids=[word for word, _ in KNOWN_ERRORS])
def test_known_error_still_stands(word: str, stem: str) -> None:
    """Fails when an error is mended: move its row to stems.tsv then."""
    assert STEMMER.stem(word) != stem


def test_case_of_letters_does_not_matter() -> None:
    assert STEMMER.stem("ҚАЛАДА") == STEMMER.stem("қалада") == "қала"


def test_stem_of_a_stem_is_mostly_itself() -> None:
    """The frequent words of the news: stemming twice changes few of them further."""
    frequent = list(known_words())[:3000]
    changed = [word for word in frequent if STEMMER.stem(STEMMER.stem(word)) != STEMMER.stem(word)]
    assert len(changed) < 90, changed


def test_words_of_an_index_add_support() -> None:
    """A name no list knows is stripped once the index has it in several forms."""
    stemmer = Stemmer.for_words(["рахатты", "рахатқа", "рахаттың", "рахат"])
    assert stemmer.stem("рахаттың") == "рахат"
    assert stemmer.support("рахат") > STEMMER.support("рахат")


def test_endings_break_neither_harmony_nor_assimilation() -> None:
    assert [reading.stem for reading in strippings("қаладе")] == ["қаладе"]
    assert [reading.stem for reading in strippings("мектепда")] == ["мектепда"]


def test_support_counts_words_not_readings() -> None:
    assert support_of(["балада", "балаға", "балаға"])["бала"] == 2


def test_hard_and_soft_words() -> None:
    for vowels, words in rows("harmony.tsv"):
        assert {one: harmony(one) for one in words.split()} == dict.fromkeys(words.split(), vowels)


def test_endings_hung_on_numbers() -> None:
    table = {ending: verdict for verdict, endings in rows("hung_endings.tsv") for ending in endings.split()}
    assert {ending: "ending" if is_ending(ending) else "word" for ending in table} == table
