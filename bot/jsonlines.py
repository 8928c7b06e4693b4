"""Questions and replies as JSON: the format that other programs rely on."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from bot.answering.reply import Candidate, Citation, Reply


@dataclass(frozen=True, slots=True)
class Request:
    """One line of `ask --jsonl`. `chat`: whose turns follow each other; `article`: the only one to read."""

    id: Any
    question: str
    chat: str | None = None
    article: str | None = None


class BrokenLineError(ValueError):
    """A line that is no request; the message says why. `row` is what is known of it (its id)."""

    def __init__(self, message: str, row: dict[str, Any] | None = None) -> None:
        super().__init__(message)
        self.row = {name: row[name] for name in ("id",) if row and name in row}


def read_request(line: bytes) -> Request:
    """The request in one line of UTF-8 JSON.

    Raises BrokenLineError for everything else: bad UTF-8, bad JSON, no object, a field of the wrong type.
    """
    row = _read_object(line)
    question = row.get("question")
    if not isinstance(question, str):
        raise BrokenLineError("question is missing or is not text", row)
    chat, article = row.get("chat"), row.get("article")
    if not (chat is None or isinstance(chat, str | int)):
        raise BrokenLineError("chat is neither text nor a number", row)
    if not (article is None or isinstance(article, str)):
        raise BrokenLineError("article is not text", row)
    return Request(row.get("id"), storable(question), None if chat is None else str(chat), article)


def _read_object(line: bytes) -> dict[str, Any]:
    try:
        row = json.loads(line.decode("utf-8-sig"), parse_constant=_no_constant)
    except UnicodeDecodeError:
        raise BrokenLineError("the line is not UTF-8") from None
    except (ValueError, RecursionError):  # RecursionError: thousands of nested brackets
        raise BrokenLineError("the line is not JSON") from None
    if not isinstance(row, dict):
        raise BrokenLineError("the line is not a JSON object")
    return row


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def storable(text: str) -> str:
    r"""Text without lone surrogates ("\ud83d" alone), which neither UTF-8 nor SQLite can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def reply_row(question: str, reply: Reply, request_id: Any = None) -> dict[str, Any]:
    """A reply as the JSON object that programs read; the question as it was typed."""
    return {
        "id": request_id,
        "question": question,
        "status": reply.status,
        "type": reply.type,
        "short_answer": reply.short_answer,
        "text": reply.text,
        "confidence": reply.confidence,
        "citations": [_citation_row(citation) for citation in reply.citations],
        "candidates": [_candidate_row(candidate) for candidate in reply.candidates],
        "took_ms": reply.took_ms,
    }


def _citation_row(citation: Citation) -> dict[str, Any]:
    return {
        "article": citation.article,
        "title": citation.title,
        "url": citation.url,
        "date": citation.date,
        "source": citation.source,
        "paragraph": citation.paragraph,
        "quote": citation.quote,
    }


def _candidate_row(candidate: Candidate) -> dict[str, Any]:
    return {
        "text": candidate.text,
        "score": candidate.score,
        "article": candidate.article,
        "paragraph": candidate.paragraph,
    }


def to_line(row: dict[str, Any]) -> str:
    """A row as one line of JSON in which Kazakh stays readable."""
    return storable(json.dumps(row, ensure_ascii=False))
