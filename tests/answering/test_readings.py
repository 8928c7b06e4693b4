"""What is read from a passage: readings/*.txt, a file for each kind of question.

In a file: lines of a passage (each its paragraph); below it `?` a question and `=` the answer (several that are as
good with ` / ` between them, `-` where nothing may answer); an empty line ends the passage; `#` says why it is here.
Taken is the best finding that nothing forbids, however sure: thresholds are the conversations' matter.
The passages in `readings/known_errors/` are what a person would answer and the program does not yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from bot.answering.answerer import Answerer
from bot.answering.deciding import objection
from retrieval.article import Article, Paragraph
from retrieval.index import Index
from retrieval.loading import load_article

HERE = Path(__file__).parent / "readings"
FILES = sorted(HERE.glob("*.txt"))
KNOWN_ERRORS = sorted(HERE.glob("known_errors/*.txt"))


@dataclass(frozen=True, slots=True)
class Case:
    article: str
    question: str
    answers: tuple[str, ...]


def passages(path: Path) -> list[list[str]]:
    """The lines of each passage with its questions, comments left out."""
    blocks = path.read_text("utf-8").split("\n\n")
    kept = [[line for line in block.splitlines() if line and not line.startswith("#")] for block in blocks]
    return [lines for lines in kept if lines]


def name(path: Path, place: int) -> str:
    return f"{path.stem}-{place}"


def cases(path: Path) -> list[Case]:
    """The questions of a file with their answers."""
    found = []
    for place, lines in enumerate(passages(path)):
        asked = [line[2:] for line in lines if line.startswith("? ")]
        answers = [tuple(line[2:].split(" / ")) for line in lines if line.startswith("= ")]
        found += [Case(name(path, place), *pair) for pair in zip(asked, answers, strict=True)]
    return found


def article(path: Path, place: int, lines: list[str]) -> Article:
    """The passage as an article; one with a by-line goes through the loader, which finds it."""
    text = [line for line in lines if not line.startswith(("? ", "= "))]
    this = name(path, place)
    if path.stem == "bylines":
        return load_article(Path(f"{this}.txt"), "\n\n".join(text).encode())
    return Article(this, "", tuple(Paragraph(this, number, line) for number, line in enumerate(text, start=1)))


@cache
def answerer(path: Path) -> Answerer:
    return Answerer(Index([article(path, place, lines) for place, lines in enumerate(passages(path))]))


def read(path: Path, case: Case) -> str:
    """The best finding that nothing forbids, as a person would say it; "-" for none."""
    scored = answerer(path).trace(case.question, article=case.article).scored
    return next((each.finding.answer for each in scored if not objection(each)), "-")


def parametrized(paths: list[Path]) -> pytest.MarkDecorator:
    rows = [(path, case) for path in paths for case in cases(path)]
    return pytest.mark.parametrize(("path", "case"), rows, ids=[f"{path.stem}: {case.question}" for path, case in rows])


@parametrized(FILES)
def test_passage_answers(path: Path, case: Case) -> None:
    assert read(path, case) in case.answers


@parametrized(KNOWN_ERRORS)
def test_known_error_still_stands(path: Path, case: Case) -> None:
    """Fails when an error is mended: move its question to the file of the same name above."""
    assert read(path, case) not in case.answers


def test_there_are_enough_of_each_kind() -> None:
    assert {path.stem: len(cases(path)) for path in FILES if len(cases(path)) < 12} == {}
