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


@pytest.mark.parametrize("word", ["қала оқу институт кітап журнал ауыл бюро су жабу ойлау".split()])
def test_hard_words(word: list[str]) -> None:
    assert {one: harmony(one) for one in word} == dict.fromkeys(word, "back")


@pytest.mark.parametrize("word", ["мектеп актив келу рубль актёр би Али студент режим үй көру әдіс".split()])
def test_soft_words(word: list[str]) -> None:
    assert {one: harmony(one) for one in word} == dict.fromkeys(word, "front")


def test_endings_hung_on_numbers() -> None:
    yes = "ға ге қа ке ден нан сі і ы сынан інші ші ның мен пен дағы да те лары сын".split()
    no = "шара ақ сынып күндік шы-ғыс қон млн".split()
    assert [is_ending(one) for one in yes] == [True] * len(yes)
    assert [is_ending(one) for one in no] == [False] * len(no)
