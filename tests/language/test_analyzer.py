"""From text to terms, and from a typed question to proper spelling."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from language_tables import rows

from retrieval.language.analyzer import Analyzer, edge_grams, vocabulary_of
from retrieval.language.companions import name_pairs
from retrieval.language.folding import fold
from retrieval.language.spelling import Speller
from retrieval.language.stemming import known_words

INDEX = [row[0] for row in rows("index.txt")]
ANALYZER = Analyzer(vocabulary_of(INDEX))
REPAIRS = rows("repairs.tsv")
QUERIES = rows("queries.tsv")
SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.mark.parametrize(("typed", "meant"), REPAIRS, ids=[row[0] for row in REPAIRS])
def test_repaired_question(typed: str, meant: str) -> None:
    assert ANALYZER.repair(typed) == meant


@pytest.mark.parametrize(("question", "words"), QUERIES, ids=[row[0] for row in QUERIES])
def test_terms_of_a_question(question: str, words: str) -> None:
    assert ANALYZER.query_terms(question) == [fold(word) for word in words.split()]


def test_text_and_question_meet() -> None:
    """Every word of a text, asked for, gives the terms that the text is filed under."""
    for text in INDEX:
        asked = set(ANALYZER.query_terms(text))
        assert asked <= set(ANALYZER.terms(text))


def test_forms_of_a_word_share_a_key() -> None:
    for forms in (
        "мүше мүшесі мүшелер мүшелері",
        "Қарғалы Қарғалының қарғалы",
        "ұйым ұйымында ұйымының ұйымына",
    ):
        assert len({ANALYZER.key(form) for form in forms.split()}) == 1


def test_roman_numbers_have_the_key_of_their_figures() -> None:
    assert [ANALYZER.key(word) for word in ("XVIII", "ХVІІІ", "18", "XVII")] == ["18", "18", "18", "17"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Вкитор Шиллер кім?", "Виктор Шиллер кім?"),
        ("Қзалы ауданы", "Қазалы ауданы"),
        ("Саыбел ауылы", "Сарыбел ауылы"),
        ("Қазалыдаағы филиал", "Қазалыдағы филиал"),
        ("Сарыбеледгі мектеп", "Сарыбелдегі мектеп"),
        ("Едіе Досқалиев", "Едіге Досқалиев"),
        ("Жанкүл Оразалиева", "Жангүл Оразалиева"),  # seen by her surname
        ("Жангүл Ораалиева", "Жангүл Оразалиева"),
        ("«Батау Бизнес» жобасы", "«Бастау Бизнес» жобасы"),
        ("мектепке атбыс етілді", "мектепке табыс етілді"),
        ("мектепте аанша бала, қанра топ", "мектепте қанша бала, қанша топ"),
        ("Ақдала ауылы", "Ақдала ауылы"),  # another village than Ақбала
        ("Жанкүл кім?", "Жанкүл кім?"),  # perhaps somebody else
        ("Виктория кім?", "Виктория кім?"),
        ("Мәншүк Оразалиеза кім?", "Мәншүк Оразалиеза кім?"),  # another family, as far as can be seen
        ("Болат Шиллер кім?", "Болат Шиллер кім?"),
        ("Санат Оспанов кім?", "Санат Оспанов кім?"),  # maybe Канат's brother
    ],
)
def test_slips_in_names_are_seen(typed: str, meant: str) -> None:
    texts = [
        "Виктор Шиллер Қазалы мен Сарыбел арасында тұрады. Едіге Досқалиев пен Жангүл Оразалиева келді.",
        "Қазалыда «Бастау Бизнес» жобасы бар. Сарыбелде мектептің табысы өсті. Ақбала ауылы. Канат Оспанов.",
    ]
    assert Analyzer(vocabulary_of(texts), name_pairs(texts)).repair(typed) == meant


def test_a_slip_keeps_the_first_letter_and_a_derived_word_is_none() -> None:
    analyzer = Analyzer({"сақталған": 3, "жаңбыры": 4, "жаңбыр": 1, "қоғамдар": 2})
    assert analyzer.spelling.best_form("ақталған") is None
    assert analyzer.query_terms("ақталған") == analyzer.query_terms("сақталған")
    assert analyzer.spelling.best_form("жаңбырлы") == "жаңбырлы"
    assert analyzer.spelling.best_form("қоғамдор") == "қоғамдар"


def test_grams_mark_the_edges_of_words() -> None:
    assert ANALYZER.grams("мүше") == ["_muş", "muşe", "uşe_"]
    assert edge_grams("бар") == ["_бар", "бар_"]
    assert edge_grams("а") == ["_а_"]


def test_text_terms_keep_question_words_and_order() -> None:
    assert ANALYZER.terms("Кім келді?") == [fold("кім"), fold(ANALYZER.stemmer.stem("келді"))]


def test_known_words_are_never_repaired() -> None:
    """A question in proper spelling stays as it is: the five hundred commonest news words, seeds as index."""
    analyzer = Analyzer(vocabulary_of(path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))))
    changed = {word: analyzer.spelling.best_form(word) for word in list(known_words())[:500]}
    assert {word: form for word, form in changed.items() if form != word} == {}


def test_an_empty_index_still_analyses() -> None:
    empty = Analyzer({})
    assert empty.query_terms("қашан") == []
    assert empty.repair("канша муше бар") == "қанша мүше бар"


@given(st.text(max_size=60))
def test_any_text_can_be_asked_and_filed(text: str) -> None:
    ANALYZER.terms(text)
    ANALYZER.grams(text)
    ANALYZER.query_terms(text)
    assert isinstance(ANALYZER.repair(text), str)


# «Ким» alone is rather a question typed without Kazakh letters than the surname.
WORDS = [word for word in " ".join(INDEX).split() if word.strip(".,") != "Ким"]


@given(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join))
def test_words_of_the_index_stay(text: str) -> None:
    assert ANALYZER.repair(text) == text


def test_speller_mends_one_slip_and_prefers_the_commoner() -> None:
    speller = Speller({"kargali": 5, "karsali": 1, "audan": 9})
    assert speller.correct("kagali") == "kargali"
    assert speller.correct("audna") == "audan"
    assert speller.correct("karali") == "kargali"
    assert speller.correct("kgrlai") is None
    assert speller.correct("aud") is None  # too short to be sure
