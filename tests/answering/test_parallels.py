"""Of parallel items the one that alone holds a word of the question is told apart: parallels.tsv."""

from __future__ import annotations

import pytest
from answering_tables import ask, lexicon, read_text, rows

from bot.answering.matching import Evidence
from bot.answering.parallels import other_ordinal, parallels
from bot.answering.readers.numbers import read_quantities

TABLE = rows("parallels.tsv", 3)


@pytest.mark.parametrize(("question", "text", "told"), TABLE, ids=[f"{row[0]} {row[1]}" for row in TABLE])
def test_the_item_told_apart(question: str, text: str, told: str) -> None:
    reading, asked = read_text(text), ask(question)
    evidence = Evidence(asked, reading, lexicon())
    weighed = {
        finding.answer: parallels(evidence, finding)
        for finding in read_quantities(asked, reading, reading.sentences[0], lexicon())
    }
    apart = [answer for answer, row in weighed.items() if row["own word"] and not row["later item's word"]]
    assert apart == ([] if told == "-" else [told])


@pytest.mark.parametrize(("asked_place", "other"), [("екінші", 0.0), ("бірінші", 1.0)])
def test_the_sum_of_another_place(asked_place: str, other: float) -> None:
    reading, asked = (
        read_text("Екінші орынға 300 мың теңге берілді."),
        ask(f"{asked_place} орынға қанша теңге берілді?"),
    )
    (finding,) = read_quantities(asked, reading, reading.sentences[0], lexicon())
    assert other_ordinal(Evidence(asked, reading, lexicon()), finding) == other
