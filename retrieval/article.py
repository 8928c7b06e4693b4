"""What the corpus is made of: articles, their paragraphs, and the hits a search returns."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One numbered paragraph of an article, its text word for word as the author wrote it."""

    article: str  # id of the article: the stem of its file
    number: int  # from 1
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """A news article as loaded from one file; empty strings where the file does not tell."""

    id: str  # stem of the file's name
    title: str
    paragraphs: tuple[Paragraph, ...]
    url: str = ""
    date: str = ""  # ISO 8601, YYYY-MM-DD
    source: str = ""  # the outlet: a newspaper or a site
    author: str = ""
    photographer: str = ""
    byline: Paragraph | None = None  # the paragraph that proves author and photographer


@dataclass(frozen=True, slots=True)
class Hit:
    """A paragraph found by a search, with its BM25 score (unbounded, higher is better)."""

    paragraph: Paragraph
    score: float
