"""Sending: plain-text second try, lost reply targets and topics, moved groups, a bad network."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from telegram import InlineKeyboardMarkup, LinkPreviewOptions, Message, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError
from telegram.ext import ExtBot

from bot.chat.telegram.messages import Letter, from_plain
from bot.chat.telegram.metrics import Metrics

log = logging.getLogger(__name__)
Result = TypeVar("Result")

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
PAUSES = (0.5, 1, 2, 4, 8, 15, 30)  # seconds between tries on a bad network
MAX_TRIES = 120  # with the pauses above about an hour
CLOSED = (
    "not enough rights",
    "chat not found",
    "have no rights",
    "chat_write_forbidden",
    "user is deactivated",
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message goes: chat, topic (None for General and outside forums), message replied to."""

    chat: int
    topic: int | None = None
    reply_to: int | None = None


class Post:
    """The way out. `moved` and `closed` are told about migrated and closed chats."""

    def __init__(
        self,
        bot: ExtBot[int],
        metrics: Metrics,
        moved: Callable[[int, int], Awaitable[None]],
        closed: Callable[[int, str], Awaitable[None]],
    ) -> None:
        self._bot = bot
        self._metrics = metrics
        self._moved = moved
        self._closed = closed
        self._shut: set[int] = set()

    def reopen(self, chat: int) -> None:
        """The chat has spoken to us again, so it may be written to."""
        self._shut.discard(chat)

    async def say(self, place: Place, text: str, keyboard: InlineKeyboardMarkup | None = None) -> Message | None:
        """Send one of the bot's own sentences."""
        return await self.send(place, from_plain(text), keyboard)

    async def send(self, place: Place, letter: Letter, keyboard: InlineKeyboardMarkup | None = None) -> Message | None:
        """Send a letter; None when the chat is closed to us."""

        async def once(where: Place, *, plain: bool) -> Message:
            return await self._bot.send_message(
                where.chat,
                letter.plain if plain else letter.html,
                parse_mode=None if plain else ParseMode.HTML,
                message_thread_id=where.topic,
                reply_parameters=_reply(where),
                link_preview_options=NO_PREVIEW,
                reply_markup=keyboard,
            )

        return await self._deliver(place, once)

    async def send_file(
        self, place: Place, content: bytes, name: str, caption: str, *, picture: bool = False
    ) -> Message | None:
        """Send a picture (PNG) or a document."""

        async def once(where: Place, *, plain: bool) -> Message:  # noqa: ARG001 - a caption is plain anyway
            common = {"message_thread_id": where.topic, "reply_parameters": _reply(where), "caption": caption}
            if picture:
                return await self._bot.send_photo(where.chat, content, filename=name, **common)  # type: ignore[arg-type]
            return await self._bot.send_document(where.chat, content, filename=name, **common)  # type: ignore[arg-type]

        return await self._deliver(place, once)

    async def edit(self, chat: int, message: int, letter: Letter, keyboard: InlineKeyboardMarkup | None = None) -> bool:
        """Change a message of ours; False when it is no longer there."""

        async def once(*, plain: bool) -> None:
            await self._bot.edit_message_text(
                letter.plain if plain else letter.html,
                chat_id=chat,
                message_id=message,
                parse_mode=None if plain else ParseMode.HTML,
                link_preview_options=NO_PREVIEW,
                reply_markup=keyboard,
            )

        try:
            await self.patiently(lambda: once(plain=False))
        except Forbidden as error:
            await self._shut_out(chat, error.message)
            return True
        except BadRequest as error:
            reason = error.message.lower()
            if "not modified" in reason:
                return True
            if "can't parse entities" in reason:
                await self.patiently(lambda: once(plain=True))
                return True
            log.info("an edit was refused: %s", error.message)
            return False
        return True

    async def answer_press(self, query: str, text: str = "", *, alert: bool = False) -> None:
        """Stop the button's clock; too late is no harm."""
        try:
            await self._bot.answer_callback_query(query, text=text or None, show_alert=alert)
        except (BadRequest, NetworkError) as error:
            log.info("a button's answer did not arrive: %s", error.message)

    async def _deliver(self, place: Place, once: Callable[..., Awaitable[Message]]) -> Message | None:
        """Send, mending what Telegram complains about; each complaint is mended once."""
        plain = False
        for _ in range(5):
            if place.chat in self._shut:
                return None
            where, shape = place, plain
            try:
                message = await self.patiently(lambda w=where, s=shape: once(w, plain=s))  # type: ignore[misc]
            except ChatMigrated as move:
                await self._moved(place.chat, move.new_chat_id)
                place = Place(move.new_chat_id)
            except Forbidden as error:
                await self._shut_out(place.chat, error.message)
                return None
            except BadRequest as error:
                mended = _mended(place, plain, error.message.lower())
                if mended is None:
                    if any(words in error.message.lower() for words in CLOSED):
                        await self._shut_out(place.chat, error.message)
                        return None
                    raise
                place, plain = mended
            else:
                self._metrics.count("messages_sent")
                return message
        return None

    async def _shut_out(self, chat: int, reason: str) -> None:
        self._shut.add(chat)
        self._metrics.count("chats_closed")
        await self._closed(chat, reason)

    async def patiently(self, call: Callable[[], Awaitable[Result]]) -> Result:
        """Try again on a bad network, with growing pauses and one line in the log."""
        for attempt in range(MAX_TRIES):
            try:
                return await call()
            except BadRequest:  # a NetworkError in this library, but no trouble of the network
                raise
            except NetworkError as error:
                pause = PAUSES[min(attempt, len(PAUSES) - 1)]
                self._metrics.count("network_retries")
                log.warning("sending failed (%s); again in %g s", one_line(error), pause)
                await asyncio.sleep(pause)
        return await call()


def one_line(error: Exception) -> str:
    """An error as one short line of a log."""
    return " ".join(str(error).split())[:200] or type(error).__name__


def _reply(place: Place) -> ReplyParameters | None:
    return ReplyParameters(place.reply_to, allow_sending_without_reply=True) if place.reply_to else None


def _mended(place: Place, plain: bool, reason: str) -> tuple[Place, bool] | None:
    """What to change after a refusal; None when nothing can be."""
    if "can't parse entities" in reason and not plain:
        return place, True
    if "message is too long" in reason and not plain:
        return place, True
    if "thread not found" in reason and place.topic:
        return replace(place, topic=None), plain
    if "replied not found" in reason and place.reply_to:
        return replace(place, reply_to=None), plain
    return None
