"""What the answerer gives back: a reply with its citations and the candidates considered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Status = Literal["answered", "refused", "smalltalk"]


@dataclass(frozen=True, slots=True)
class Citation:
    """The place that proves an answer."""

    article: str  # article id
    title: str
    url: str
    date: str  # ISO 8601 or ""
    source: str  # the outlet or ""
    paragraph: int  # number of the paragraph in the article, from 1
    quote: str  # the proving sentence, word for word
    start: int = 0  # the answer's span inside the quote, in characters
    stop: int = 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span that was considered as the answer."""

    text: str  # as it stands in the article
    score: float
    article: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class Reply:
    """The whole outcome of one question."""

    question: str
    status: Status
    type: str  # the answer type: count, money, person, …
    short_answer: str  # the answer alone, "" when refused
    text: str  # the reply as a person reads it, plain text
    confidence: float  # 0 to 1
    citations: tuple[Citation, ...] = ()
    candidates: tuple[Candidate, ...] = ()  # best five
    took_ms: float = 0.0
