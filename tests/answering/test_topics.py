"""Which sentences of an article may answer for the thing a question names: topics/*.txt.

A file holds the sentences of an article, one a line; then `?` questions
with `=` the sentences, counted from 1, that are about all they name (Evidence.levels, at least half sure), `-` none.
What stands in `known_errors/` is what a person would say and the program does not yet.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from bot.answering.lexicon import load_lexicon
from bot.answering.matching import Evidence
from bot.answering.names import gather_names
from bot.answering.passage import read_article
from bot.answering.question import analyze_question
from retrieval.article import Article, Paragraph
from retrieval.index import Index

HERE = Path(__file__).parent / "topics"
ABOUT = 0.5  # how sure a sentence has to be about each named thing


def lines(path: Path) -> list[str]:
    return [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]


def rows(pattern: str) -> list[tuple[Path, str, str]]:
    found = []
    for path in sorted(HERE.glob(pattern)):
        pairs = [line[2:] for line in lines(path) if line.startswith(("? ", "= "))]
        found += [(path, *pair) for pair in zip(pairs[::2], pairs[1::2], strict=True)]
    return found


@cache
def index(path: Path) -> Index:
    text = " ".join(line for line in lines(path) if not line.startswith(("? ", "= ")))
    return Index([Article("made", "", (Paragraph("made", 1, text),))])


def about(path: Path, question: str) -> str:
    """The sentences that may answer, by number."""
    made = index(path)
    key_of, article = made.analyzer.key, made.articles["made"]
    lexicon = load_lexicon(key_of, made.rarity)
    asked = analyze_question(question, key_of, lexicon, gather_names([article], key_of))
    assert asked.named, "the question names nothing"
    evidence = Evidence(asked, read_article(article, key_of), lexicon)
    sure = [min(level.sure for level in evidence.levels(each)) for each in evidence.reading.sentences]
    return " ".join(str(number) for number, value in enumerate(sure, start=1) if value >= ABOUT) or "-"


@pytest.mark.parametrize(("path", "question", "sentences"), rows("*.txt"), ids=[row[1] for row in rows("*.txt")])
def test_sentences_that_may_answer(path: Path, question: str, sentences: str) -> None:
    assert about(path, question) == sentences


@pytest.mark.parametrize(("path", "question", "sentences"), rows("known_errors/*.txt"))
def test_known_error_still_stands(path: Path, question: str, sentences: str) -> None:
    """Fails when an error is mended: move its question to the file of the same name above."""
    assert about(path, question) != sentences
