"""Everything a handler of an update works with."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from pathlib import Path

from telegram import Message, User
from telegram.ext import ExtBot

from bot.chat.telegram.facts import is_group
from bot.chat.telegram.knowledge import Library
from bot.chat.telegram.ledger_thread import LedgerThread
from bot.chat.telegram.limits import AskingLimit
from bot.chat.telegram.metrics import Metrics
from bot.chat.telegram.people import People
from bot.chat.telegram.post import Place, Post
from bot.chat.telegram.texts import Texts

CONTEXT_SECONDS = 30 * 60.0  # a follow-up question later than this starts afresh
INLINE_A_MINUTE = 60  # inline queries of one person: Telegram sends one at each pause in typing


@dataclass(slots=True)
class Desk:
    """One running bot."""

    bot: ExtBot[int]
    me: User
    texts: Texts
    post: Post
    ledger: LedgerThread
    library: Library
    people: People
    metrics: Metrics
    admins: frozenset[int]
    corpus: Path
    uploads: Path  # files an admin sent and has not confirmed yet
    limit: AskingLimit = field(default_factory=lambda: AskingLimit(time.monotonic))
    inline_limit: AskingLimit = field(default_factory=lambda: AskingLimit(time.monotonic, count=INLINE_A_MINUTE))
    context_seconds: float = CONTEXT_SECONDS
    background: set[asyncio.Task[None]] = field(default_factory=set)  # reindexings under way

    def person(self, message: Message) -> str:
        """Who writes, as the ledger knows people; whoever posts as the group is the group.

        Telegram gives the anonymous admins of all groups one and the same user id.
        """
        author = message.sender_chat or message.from_user or message.chat
        return self.people(author.id)

    def is_admin(self, user: User | None) -> bool:
        return user is not None and user.id in self.admins


def place_of(message: Message) -> Place:
    """Where an answer to a message goes: into its topic, in groups as a reply to it.

    Plain replies in supergroups carry a thread id too; sending to that is refused. General has none.
    """
    topic = message.message_thread_id if message.is_topic_message else None
    return Place(message.chat.id, topic, message.message_id if is_group(message) else None)
