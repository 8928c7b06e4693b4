"""Telegram's flood limits, kept on our side: 1/s in a chat, 20 a minute in a group, 30/s overall."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field, replace
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.chat.telegram.network import seconds_of

log = logging.getLogger(__name__)

#: What people see counts; answers to buttons and inline queries do not, and must not wait.
COUNTED_PREFIXES = ("send", "edit", "copy", "forward")
MARGIN = 1.01  # a little slower than allowed: clocks are not quite alike
FORGET_CHATS_AT = 5000


@dataclass(frozen=True, slots=True)
class Pace:
    """The limits in seconds and messages; `faster` is for tests whose server is faster likewise."""

    chat_interval: float = 1.0
    group_count: int = 20
    group_window: float = 60.0
    overall_count: int = 30
    overall_window: float = 1.0

    def faster(self, times: float) -> Pace:
        return replace(
            self,
            chat_interval=self.chat_interval / times,
            group_window=self.group_window / times,
            overall_window=self.overall_window / times,
        )


@dataclass(slots=True)
class _Lane:
    """One chat: its turn-taking lock and when its last messages went out."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    sent: deque[float] = field(default_factory=deque)
    not_before: float = 0.0


class SendQueue(BaseRateLimiter[int]):
    """Lets requests through in order within a chat, never faster than allowed; drops nothing.

    A 429 halts only the chat that got it, for as long as Telegram asks. `history(chat)` tells how many
    seconds ago messages went to a group, so that a restart does not make the bot forget its pace.
    """

    def __init__(self, pace: Pace, history: Callable[[str], Awaitable[list[float]]]) -> None:
        self.pace = pace
        self._history = history
        self.waited = 0.0  # seconds spent waiting for a turn, for the metrics
        self.retries = 0
        self._lanes: dict[str, _Lane] = {}
        self._places = asyncio.Semaphore(self.pace.overall_count)  # one is free again a second after its use

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,  # noqa: ARG002 - the base class asks for it
    ) -> Any:
        """Run one request when its turn has come, again after a 429."""
        chat = data.get("chat_id")
        if chat is None or not endpoint.startswith(COUNTED_PREFIXES):
            return await self._patiently(callback, args, kwargs, None)
        lane, group = self._lane(str(chat)), str(chat).startswith("-")
        async with lane.lock:
            if group and not lane.sent:
                lane.sent.extend(_now() - age for age in await self._history(str(chat)))
            return await self._patiently(callback, args, kwargs, (lane, group))

    async def _patiently(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        turn: tuple[_Lane, bool] | None,
    ) -> Any:
        while True:
            if turn:
                await self._wait_turn(*turn)
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as halt:
                seconds = seconds_of(halt)
                self.retries += 1
                log.warning("Telegram asks to wait %g s; the message waits", seconds)
                if turn:
                    turn[0].not_before = _now() + seconds
                else:
                    await asyncio.sleep(seconds)
            finally:
                if turn:
                    self._sent(turn[0])

    async def _wait_turn(self, lane: _Lane, group: bool) -> None:
        began = _now()
        await asyncio.sleep(max(lane.not_before, self._chat_turn(lane, group)) - began)
        await self._places.acquire()
        self.waited += _now() - began

    def _sent(self, lane: _Lane) -> None:
        """Count a message from the moment Telegram's answer is here: it arrived no later than that, so no
        window of Telegram's clock can hold more than ours."""
        lane.sent.append(_now())
        asyncio.get_running_loop().call_later(self.pace.overall_window * MARGIN, self._places.release)

    def _chat_turn(self, lane: _Lane, group: bool) -> float:
        """When the chat may have its next message."""
        pace = self.pace
        while len(lane.sent) > pace.group_count:
            lane.sent.popleft()
        turn = lane.sent[-1] + pace.chat_interval * MARGIN if lane.sent else 0.0
        if group and len(lane.sent) >= pace.group_count:
            turn = max(turn, lane.sent[-pace.group_count] + pace.group_window * MARGIN)
        return turn

    def _lane(self, chat: str) -> _Lane:
        if len(self._lanes) > FORGET_CHATS_AT:
            horizon = _now() - self.pace.group_window
            self._lanes = {
                name: lane
                for name, lane in self._lanes.items()
                if lane.lock.locked() or (lane.sent and lane.sent[-1] > horizon)
            }
        return self._lanes.setdefault(chat, _Lane())


def _now() -> float:
    return asyncio.get_running_loop().time()
