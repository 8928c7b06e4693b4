"""A number told of another place, body or people than asked: scenes.tsv."""

from __future__ import annotations

import pytest
from answering_tables import ask, lexicon, read_text, rows

from bot.answering.matching import Evidence
from bot.answering.readers.numbers import read_quantities
from bot.answering.scenes import other_scene

TABLE = rows("scenes.tsv", 3)


@pytest.mark.parametrize(("question", "text", "against"), TABLE, ids=[f"{row[0]} {row[1]}" for row in TABLE])
def test_what_speaks_against_a_number(question: str, text: str, against: str) -> None:
    reading, asked = read_text(text), ask(question)
    finding = next(read_quantities(asked, reading, reading.sentences[0], lexicon()))
    found = [name for name, value in other_scene(Evidence(asked, reading, lexicon()), finding).items() if value]
    assert found == ([] if against == "-" else [against])
