"""Whose words are whose in a sentence with several numbers: stretches.tsv."""

from __future__ import annotations

import pytest
from answering_tables import ask, lexicon, read_text, rows

from bot.answering.readers.numbers import read_quantities

TABLE = rows("stretches.tsv", 4)
ASKED = {"percent": "Неше пайыз?", "money": "Неше теңге?", "count": "Қанша?"}


@pytest.mark.parametrize(("text", "number", "own", "rivals"), TABLE, ids=[f"{row[1]}: {row[0]}" for row in TABLE])
def test_what_speaks_of_a_number(text: str, number: str, own: str, rivals: str) -> None:
    reading = read_text(text)
    kind = "percent" if "пайыз" in text else "money" if "теңге" in text else "count"
    findings = [
        finding
        for sentence in reading.sentences
        for finding in read_quantities(ask(ASKED[kind]), reading, sentence, lexicon())
    ]
    found = next(finding for finding in findings if finding.text.startswith(number))
    assert " | ".join(text[start:stop] for start, stop in found.regions) == own
    assert " | ".join(text[start:stop] for start, stop in found.rivals) == rivals


FITS = rows("value_fits.tsv", 3)


@pytest.mark.parametrize(("question", "text", "best"), FITS, ids=[f"{row[0]} {row[1]}" for row in FITS])
def test_the_amount_asked_for_fits_best(question: str, text: str, best: str) -> None:
    reading = read_text(text)
    findings = [
        finding
        for sentence in reading.sentences
        for finding in read_quantities(ask(question), reading, sentence, lexicon())
    ]
    assert max(findings, key=lambda finding: finding.fit).answer == best
