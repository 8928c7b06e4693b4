"""A reply as one line of text and back, so that buttons work after a restart."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import Any, TypeVar

from bot.answering.reply import Candidate, Citation, Reply

Record = TypeVar("Record", Reply, Citation, Candidate)


@dataclass(frozen=True, slots=True)
class Asker:
    """Whose question it is: chat and person as the ledger names them, and the message that asks."""

    chat: str
    person: str
    message: int


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that was given: its public key, where it stands, and the reply itself."""

    key: str
    chat: str
    person: str
    message: int  # the bot's message, 0 while it is not sent
    asked: float  # seconds since 1970
    typed: str  # the question as the person typed it; the reply's is the whole question it stands for
    reply: Reply


def pack_reply(reply: Reply) -> str:
    return json.dumps(asdict(reply), ensure_ascii=False, separators=(",", ":"))


def unpack_reply(line: str) -> Reply:
    """The reply back; fields that this version does not know are left out."""
    data = json.loads(line)
    citations = tuple(_known(Citation, one) for one in data.pop("citations", ()))
    candidates = tuple(_known(Candidate, one) for one in data.pop("candidates", ()))
    return _known(Reply, {**data, "citations": citations, "candidates": candidates})


def _known(kind: type[Record], data: dict[str, Any]) -> Record:
    names = {field.name for field in fields(kind)}
    return kind(**{name: value for name, value in data.items() if name in names})
