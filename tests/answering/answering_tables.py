"""Reads the tables of this folder and makes findings by hand."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from bot.answering.finding import Finding
from bot.answering.lexicon import Lexicon, load_lexicon
from bot.answering.names import Names, gather_names
from bot.answering.passage import ArticleReading, Sentence, read_article
from bot.answering.question import Question, analyze_question
from retrieval.article import Article, Paragraph
from retrieval.index import Index
from retrieval.loading.corpus import load_corpus

_HERE = Path(__file__).parent
SEEDS = _HERE.parent.parent / "seeds"


def rows(name: str, columns: int) -> list[list[str]]:
    """Rows of a tab-separated table, short ones filled up with ""; # begins a comment line."""
    lines = (_HERE / name).read_text(encoding="utf-8").splitlines()
    kept = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]
    return [[*row, *[""] * (columns - len(row))] for row in kept]


@cache
def seed_index() -> Index:
    """The five seed articles, indexed."""
    return Index(load_corpus(SEEDS).articles)


@cache
def _knowledge() -> tuple[Lexicon, Names]:
    index = seed_index()
    return load_lexicon(index.analyzer.key, index.rarity), gather_names(index.articles.values(), index.analyzer.key)


def ask(text: str) -> Question:
    """The question as the answerer understands it, in the spelling it is typed in."""
    return analyze_question(text, seed_index().analyzer.key, *_knowledge())


def lexicon() -> Lexicon:
    """The words the readers know, by the keys of the seeds' analyzer."""
    return _knowledge()[0]


def read_text(*paragraphs: str) -> ArticleReading:
    """A made-up article without a headline, read with the keys of the seeds' analyzer."""
    made = tuple(Paragraph("made", number, text) for number, text in enumerate(paragraphs, start=1))
    return read_article(Article("made", "", made), seed_index().analyzer.key)


def found(answer: str, paragraph: str) -> Finding:
    """A finding whose span is the answer's first place in the paragraph, in the sentence that holds it."""
    article = Article("made", "", (Paragraph("made", 1, paragraph),))
    start = max(0, paragraph.find(answer))
    sentences = read_article(article, seed_index().analyzer.key).sentences
    sentence: Sentence = next(each for each in sentences if start < each.stop)
    return Finding(sentence, start, start + len(answer), answer, 1.0, "made")
