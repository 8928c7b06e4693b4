"""Fetching updates by long polling: a 409, a bad network, a silent death.

The loop is the bot's own, not the library's Updater: an update is confirmed to Telegram (by the next offset)
only after it lies in the ledger, one that cannot be parsed does not take its batch along, and a poll that
makes no progress is seen from outside and begun anew.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.chat.telegram.network import Request, seconds_of
from bot.chat.telegram.post import one_line

log = logging.getLogger(__name__)

Accept = Callable[[list[dict[str, Any]]], Awaitable[None]]
SECOND_INSTANCE = "Another instance of this bot fetches its updates; stop it, or wait: next try in %g s."
WEBHOOK_LEFT = "A webhook is still set for this bot; it will be removed, for WEBHOOK_URL is empty (again in %g s)."


class TokenRejectedError(Exception):
    """Telegram does not know the token (any more)."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Times in seconds; tests have less of it."""

    poll: float = 25.0  # Telegram holds an empty getUpdates so long
    grace: float = 15.0  # for the answer to arrive after that
    stall: float = 90.0  # no successful poll for so long: begin anew
    first_pause: float = 1.0
    longest_pause: float = 60.0

    def pause(self, failures: int) -> float:
        """The pause after so many failures in a row, growing."""
        return min(self.first_pause * 2.0 ** min(failures - 1, 10), self.longest_pause)


class Poller:
    """Calls getUpdates again and again and hands the raw updates to `accept`."""

    def __init__(
        self,
        *,
        address: str,
        make_request: Callable[[], Request],
        wanted: tuple[str, ...],
        accept: Accept,
        remove_webhook: Callable[[], Awaitable[object]],
        patience: Patience,
    ) -> None:
        self._address = address
        self._make_request = make_request
        self._wanted = json.dumps(wanted)
        self._accept = accept
        self._remove_webhook = remove_webhook
        self.patience = patience
        self.restarts = 0
        self.progressed = 0.0  # when getUpdates last succeeded, on the loop's clock
        self._heard = 0.0  # when Telegram last answered it at all, be it with a 409, or polling began
        self._offset = 0
        self._failures = 0

    async def run(self) -> None:
        """Poll until cancelled; a stalled poll is given up and begun anew with fresh connections.

        Raises TokenRejectedError.
        """
        self.progressed = _now()
        while True:
            self._heard = _now()
            polling = asyncio.create_task(self._poll())
            try:
                await self._watch(polling)
            finally:
                polling.cancel()
                await asyncio.gather(polling, return_exceptions=True)
            self.restarts += 1

    async def _watch(self, polling: asyncio.Task[None]) -> None:
        """Return when the poll has stalled or broken down. Raises TokenRejectedError."""
        while (left := self._heard + self.patience.stall - _now()) > 0:
            done, _ = await asyncio.wait([polling], timeout=left)
            if not done:
                continue
            try:
                polling.result()
            except TokenRejectedError:
                raise
            except Exception:
                # A full disk, say: the updates are not confirmed, so Telegram keeps them.
                log.exception("polling broke down; it begins anew")
                await asyncio.sleep(self.patience.longest_pause)
                return
        log.warning("getUpdates has made no progress for %g s; polling begins anew", self.patience.stall)

    async def _poll(self) -> None:
        request = self._make_request()
        await request.initialize()
        try:
            while True:
                batch = await self._fetch(request)
                if batch is None:
                    continue
                self._heard = self.progressed = _now()
                self._failures = 0
                if batch:
                    await self._accept(batch)
                    self._offset = max(int(update["update_id"]) for update in batch) + 1
        finally:
            await request.shutdown()

    async def _fetch(self, request: Request) -> list[dict[str, Any]] | None:
        """One getUpdates; None after a failure and its pause."""
        patience = self.patience
        query = urlencode({"offset": self._offset, "timeout": int(patience.poll), "allowed_updates": self._wanted})
        try:
            return await request.post(  # type: ignore[return-value]
                f"{self._address}/getUpdates?{query}", read_timeout=patience.poll + patience.grace
            )
        except InvalidToken:
            raise TokenRejectedError from None
        except Conflict as error:
            await self._settle(error)
        except RetryAfter as halt:
            await asyncio.sleep(seconds_of(halt))
        except TelegramError as error:
            self._failures += 1
            pause = patience.pause(self._failures)
            log.warning("getUpdates failed (%s); again in %g s", one_line(error), pause)
            await asyncio.sleep(pause)
        return None

    async def _settle(self, error: Conflict) -> None:
        """409: say which of the two it is, wait longer each time; a webhook left on is taken off."""
        self._failures += 1
        self._heard = _now()  # Telegram answers: a fresh connection would change nothing
        pause = self.patience.pause(self._failures)
        webhook = "webhook" in error.message
        log.warning(WEBHOOK_LEFT if webhook else SECOND_INSTANCE, pause)
        await asyncio.sleep(pause)
        if webhook:
            await self._remove_webhook()


def _now() -> float:
    return asyncio.get_running_loop().time()
