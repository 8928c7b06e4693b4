"""One reply to a question that asked several things: the answers one after the other, then every proof."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.answering.facts.telling import Told
from bot.answering.lexicon import table
from bot.answering.reply import Citation, Reply


def together(question: str, parts: Sequence[str], replies: Sequence[Reply]) -> Reply | None:
    """The replies to the parts as one; it says which part no article answers. None where none is answered.

    `question`: the whole; `parts`: as they were asked in it.
    """
    proved = [reply for reply in replies if reply.status == "answered"]
    if not proved:
        return None
    unproved = [part for part, reply in zip(parts, replies, strict=True) if reply.status != "answered"]
    told = Told(
        proved[0].type,
        ", ".join(dict.fromkeys(reply.short_answer for reply in proved)),
        "\n".join([" ".join(_sentences(proved)), *map(_unproved, unproved)]),
        _once(citation for reply in proved for citation in reply.citations),
        min(reply.confidence for reply in proved),
    )
    return replace(
        proved[0],
        question=question,
        short_answer=told.answer,
        text=told.text,
        confidence=told.confidence,
        citations=told.citations,
    )


def _sentences(replies: Sequence[Reply]) -> list[str]:
    return list(dict.fromkeys(reply.text.partition("\n\n")[0] for reply in replies))


def _unproved(part: str) -> str:
    return str(table("templates.toml")["parts"]["unproved"].format(question=part))


def _once(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    """Each proving sentence once."""
    return tuple({(one.article, one.paragraph, one.quote): one for one in citations}.values())
