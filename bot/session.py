"""One chat with the answerer: the turn before is kept, every answer is logged."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict
from datetime import UTC, datetime

from bot.answering.answerer import Answerer, Turn
from bot.answering.reply import Reply
from retrieval.store import LoggedAnswer, Store, StoreError

log = logging.getLogger(__name__)


class Session:
    """The turns of one chat, in the thread that opened the store."""

    def __init__(self, answerer: Answerer, store: Store, chat: str) -> None:
        self._answerer = answerer
        self._store = store
        self._chat = chat
        self._previous: Turn | None = None

    def ask(self, question: str, article: str | None = None) -> Reply:
        """Answer a question as the next turn; small talk between two questions does not part them."""
        reply = self._answerer.answer(question, previous=self._previous, article=article)
        if reply.status != "smalltalk":
            self._previous = Turn(reply.question, reply)
        self._log(question, reply)
        return reply

    def _log(self, question: str, reply: Reply) -> None:
        try:
            self._store.log(logged(question, reply, self._chat))
        except StoreError as error:  # the answer matters more than its line in the log
            log.warning("The question was not logged: %s", error)


def logged(question: str, reply: Reply, chat: str) -> LoggedAnswer:
    """A question as it was typed and its reply as the log keeps them, with the present time."""
    return LoggedAnswer(
        time=datetime.now(UTC).isoformat(timespec="seconds"),
        chat=chat,
        user="",
        question=question,
        status=reply.status,
        type=reply.type,
        short_answer=reply.short_answer,
        text=reply.text,
        confidence=reply.confidence,
        citations=json.dumps([asdict(citation) for citation in reply.citations], ensure_ascii=False),
        took_ms=reply.took_ms,
    )
