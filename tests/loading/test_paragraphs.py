"""A page scraped into one piece is cut at sentence ends; nothing else is changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.language.sentences import split_sentences
from retrieval.loading.paragraphs import LONGEST, cut_paragraph, tidy

SEEDS = Path(__file__).parents[2] / "seeds"
SENTENCE = "Ауданда биыл он екі шақырым жаңа жол салынып пайдалануға берілді."  # 10 words
SPEECH = (
    "«Жол бітті. " + "Енді ауылға он минутта жетеміз. " * 20 + "Рақмет!», – деді ауыл тұрғыны Асан Үсенов."
)


def lengths(text: str) -> list[int]:
    return [len(piece.split()) for piece in cut_paragraph(text)]


def sentences(count: int) -> str:
    return " ".join([SENTENCE] * count)


@pytest.mark.parametrize(
    ("about", "text", "words"),
    [
        ("150 words stay one paragraph", sentences(15), [150]),
        ("160 words make two", sentences(16), [80, 80]),
        ("the author divided at a gap of two spaces", sentences(11) + "  " + sentences(6), [110, 60]),
        ("a gap makes no paragraph of one sentence", SENTENCE + "  " + sentences(16), [90, 80]),
        ("one endless sentence cannot be cut", "сөз " * 200 + "бітті.", [201]),
    ],
)
def test_where_a_giant_paragraph_is_cut(about: str, text: str, words: list[int]) -> None:
    assert sorted(lengths(text)) == sorted(words), about


def test_direct_speech_stays_whole() -> None:
    text = " ".join([SENTENCE] * 8) + " " + SPEECH + " " + " ".join([SENTENCE] * 8)
    assert any(SPEECH in piece for piece in cut_paragraph(text))


def test_direct_speech_stays_whole_when_its_opening_mark_is_missing() -> None:
    speech = SPEECH.replace("«Жол бітті.", "«Бастау» жобасы бітті.")  # marks: one name, no opening
    text = " ".join([SENTENCE] * 8) + " " + speech + " " + " ".join([SENTENCE] * 8)
    assert any(speech in piece for piece in cut_paragraph(text))


def test_seed_pages_in_one_piece_become_readable_paragraphs() -> None:
    for seed in ("000_3eca8f52a336191c", "002_caa8e9c6d85e223f"):
        text = (SEEDS / f"{seed}.txt").read_text(encoding="utf-8").strip()
        assert len(text.split()) > LONGEST
        assert all(40 <= count <= 130 for count in lengths(text)), lengths(text)


words = st.sampled_from(
    [
        "жол",
        "«Атамекен»",
        "15 000",
        "т.б.",
        "Асан",
        "2,5%",
        "салынды.",
        "деді.",
        "  ",
        "\u00a0",
        '"',
        "– деді",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(words, min_size=1, max_size=400))
def test_cutting_keeps_every_word_in_order_and_cuts_at_sentence_ends_only(found: list[str]) -> None:
    text = " ".join(found).strip()
    pieces = cut_paragraph(text) if text else []
    assert " ".join(pieces).split() == text.split()
    ends = {text[start:stop] for start, stop in split_sentences(text)}
    assert all(any(piece.endswith(end) for end in ends) for piece in pieces if len(pieces) > 1)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("–         Балалар  келді", "– Балалар келді"),
        ("15\u00a0000 адам", "15\u00a0000 адам"),  # the no-break space holds a number together
        ("2 \u202f500\u00a0теңге", "2 500 теңге"),
        ("ау\u00adыл\u200b", "ауыл"),
        ("и\u0306", "й"),
        ("бір\tекі\nүш", "бір екі үш"),
    ],
)
def test_tidy(raw: str, clean: str) -> None:
    assert tidy(raw) == clean
