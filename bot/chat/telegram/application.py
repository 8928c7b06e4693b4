"""The Telegram bot as a whole: put together, started, kept running, stopped."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import signal
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp.web import AppRunner
from telegram.error import Forbidden, InvalidToken, NetworkError, TelegramError
from telegram.ext import ExtBot

from bot.answering.answerer import Answerer
from bot.chat.telegram.desk import Desk
from bot.chat.telegram.dispatch import WANTED, handle
from bot.chat.telegram.knowledge import Knowledge, Library
from bot.chat.telegram.ledger import Ledger
from bot.chat.telegram.ledger_thread import LedgerThread
from bot.chat.telegram.listening import (
    Health,
    listen_for_health,
    listen_for_updates,
    secret_is_allowed,
    webhook_secret,
)
from bot.chat.telegram.membership import group_moved
from bot.chat.telegram.metrics import Metrics
from bot.chat.telegram.network import make_request, set_up_log
from bot.chat.telegram.people import people_of
from bot.chat.telegram.polling import Patience, Poller, TokenRejectedError
from bot.chat.telegram.post import Post, one_line
from bot.chat.telegram.profile import set_profile
from bot.chat.telegram.sendqueue import Pace, SendQueue
from bot.chat.telegram.sequence import Sequence, lane_of
from bot.chat.telegram.texts import load_texts
from bot.examples import find_examples
from bot.opening import open_store
from bot.settings import Settings
from retrieval.index import Index
from retrieval.indexing import Changes, reindex
from retrieval.store import Store, StoreError, open_database

log = logging.getLogger(__name__)

STOP_SECONDS = 7.0  # for what is under way at SIGTERM; the whole stop stays under ten
EXAMPLES = 3  # questions shown in the greeting
TIDY_SECONDS = 6 * 3600.0
REJECTED = "Telegram does not accept TELEGRAM_BOT_TOKEN; copy the token from @BotFather into .env again."


class CannotRunError(Exception):
    """The bot cannot run as it is set up; the message is one sentence of advice."""


@dataclass(frozen=True, slots=True)
class Tempo:
    """How fast to send, how patiently to poll, what time it is; only tests choose another."""

    pace: Pace = field(default_factory=Pace)
    patience: Patience = field(default_factory=Patience)
    clock: Callable[[], float] = time.time


def run(settings: Settings, tempo: Tempo | None = None, library: Library | None = None) -> int:
    """Run the bot until SIGTERM or Ctrl-C; the exit status (0, or 2 with a sentence in the log)."""
    set_up_log(settings.log_level, settings.telegram_bot_token, settings.webhook_secret)
    try:
        working = asyncio.run(_main(settings, tempo or Tempo(), library or corpus_library(settings)))
    except (CannotRunError, StoreError) as error:
        log.error("%s", error)
        return 2
    except TokenRejectedError:
        log.error(REJECTED)
        return 2
    except Exception:
        # Through the log, which leaves no secret in a traceback.
        log.exception("the bot broke down")
        return 1
    if working:
        # A reindexing thread would hold the exit for as long as it takes; all that lasts is on the disk.
        logging.shutdown()
        os._exit(0)
    return 0


def corpus_library(settings: Settings) -> Library:
    """The library over the settings' corpus and database."""

    def load() -> Knowledge:
        with Store(settings.database) as store:
            index = Index(store.articles())
        answerer = Answerer(index)
        answerer.read_ahead()
        return Knowledge(answerer, index, tuple(find_examples(answerer, EXAMPLES)))

    def renew() -> Changes:
        with Store(settings.database) as store:
            return reindex(store, settings.corpus_dir)

    return Library(load, renew)


async def _main(settings: Settings, tempo: Tempo, library: Library) -> bool:
    """Run until told to stop; True when the indexing thread is still at work."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    application = Application(settings, tempo, library)
    starting = asyncio.create_task(application.start())
    await _first_of(starting, stop)
    try:
        if not stop.is_set():
            await _first_of(asyncio.create_task(application.serve()), stop)
    finally:
        starting.cancel()
        await application.stop()
    return library.working


async def _first_of(task: asyncio.Task[None], stop: asyncio.Event) -> None:
    """Wait for the task or the signal; a task that the signal overtook is cancelled."""
    waiting = asyncio.create_task(stop.wait())
    await asyncio.wait([task, waiting], return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if not task.done():
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
    elif not task.cancelled():
        task.result()


class Application:
    """One bot: `await start()`, then `await serve()` until cancelled, then `await stop()`."""

    def __init__(self, settings: Settings, tempo: Tempo, library: Library) -> None:
        self.settings = settings
        self.library = library
        self.tempo = tempo
        self.metrics = Metrics()
        self.queue = SendQueue(tempo.pace, self._sent_lately)
        token, api = settings.telegram_bot_token, settings.telegram_api_url
        self.bot: ExtBot[int] = ExtBot(
            token,
            base_url=f"{api}/bot",
            base_file_url=f"{api}/file/bot",
            request=make_request(api, settings.https_proxy),
            get_updates_request=make_request(api, settings.https_proxy, connections=1),
            rate_limiter=self.queue,
        )
        self.people = people_of(token, plainly=settings.log_users)
        self.ledger = LedgerThread(lambda: open_ledger(settings.database, tempo.clock))
        self.sequence = Sequence(self._work)
        self.poller = Poller(
            address=f"{api}/bot{token}",
            make_request=lambda: make_request(api, settings.https_proxy, connections=2),
            wanted=WANTED,
            accept=self.accept,
            remove_webhook=self.bot.delete_webhook,
            patience=tempo.patience,
        )
        self.desk: Desk | None = None
        self._runners: list[AppRunner] = []
        self._tidying: asyncio.Task[None] | None = None

    # --- start

    async def start(self) -> None:
        """Load the index, meet Telegram, finish what the last run left.

        Raises CannotRunError, TokenRejectedError, StoreError.
        """
        if self.settings.webhook_url and not secret_is_allowed(self._secret):
            raise CannotRunError("WEBHOOK_SECRET may hold A–Z, a–z, 0–9, _ and -, up to 256 of them.")
        await self.library.open()
        await self._meet_telegram()
        self.desk = self._make_desk()
        await self._finish_last_run()
        self._tidying = asyncio.create_task(self._tidy())
        if self.settings.health_port:
            await self._open(listen_for_health(self.settings.health_port, self.health, self.metrics_page))
        await set_profile(self.bot, self.desk.texts, self.settings.admin_ids)

    async def _meet_telegram(self) -> None:
        """getMe, again with growing pauses while the network is away."""
        failures = 0
        while True:
            try:
                await self.bot.initialize()
                return
            except (InvalidToken, Forbidden):
                raise TokenRejectedError from None
            except (NetworkError, TelegramError) as error:
                failures += 1
                pause = self.tempo.patience.pause(failures)
                log.warning("Telegram is out of reach (%s); again in %g s", one_line(error), pause)
                await asyncio.sleep(pause)

    def _make_desk(self) -> Desk:
        texts = load_texts(self.settings.org_name, self.bot.username)
        return Desk(
            bot=self.bot,
            me=self.bot.bot,
            texts=texts,
            post=Post(self.bot, self.metrics, self._moved, self._closed),
            ledger=self.ledger,
            library=self.library,
            people=self.people,
            metrics=self.metrics,
            admins=self.settings.admin_ids,
            corpus=self.settings.corpus_dir,
            uploads=self.settings.database.parent / "uploads",
        )

    async def _finish_last_run(self) -> None:
        left = await self.ledger(lambda book: book.waiting())
        if left:
            log.info("%d updates of the last run are still to be answered", len(left))
        for _, body in left:
            update = json.loads(body)
            self.sequence.put(lane_of(update), update)

    async def _open(self, listening: Awaitable[AppRunner]) -> None:
        try:
            self._runners.append(await listening)
        except OSError as error:
            raise CannotRunError(f"A port cannot be opened ({error.strerror}); choose another one.") from None

    # --- work

    async def serve(self) -> None:
        """Fetch or receive updates until cancelled. Raises TokenRejectedError, CannotRunError."""
        log.info("@%s is ready: %d articles", self.bot.username, len(self.library.current.index.articles))
        if self.settings.webhook_url:
            await self._serve_webhook()
        else:
            await self.poller.run()

    @property
    def _secret(self) -> str:
        return webhook_secret(self.settings.webhook_secret, self.settings.telegram_bot_token)

    async def _serve_webhook(self) -> None:
        settings = self.settings
        await self._open(
            listen_for_updates(
                settings.webhook_url,
                self._secret,
                settings.webhook_listen,
                settings.webhook_port,
                self.accept,
            )
        )
        failures = 0
        while True:
            try:
                await self.bot.set_webhook(
                    settings.webhook_url, secret_token=self._secret, allowed_updates=list(WANTED)
                )
                break
            except TelegramError as error:
                failures += 1
                pause = self.tempo.patience.pause(failures)
                log.warning("the webhook could not be set (%s); again in %g s", one_line(error), pause)
                await asyncio.sleep(pause)
        await asyncio.Event().wait()

    async def accept(self, updates: list[dict[str, Any]]) -> None:
        """Note updates in the ledger, then queue those not seen before."""
        packed = [(int(one["update_id"]), json.dumps(one, ensure_ascii=False)) for one in updates]
        new = set(await self.ledger(lambda book: book.take_in(packed)))
        self.metrics.count("updates", len(new))
        for update in updates:
            number = int(update["update_id"])
            if number in new:
                new.discard(number)  # a batch may hold the same update twice
                self.sequence.put(lane_of(update), update)

    async def _work(self, raw: dict[str, Any]) -> None:
        assert self.desk is not None  # updates come after the start
        await handle(self.desk, raw)
        await self.ledger(lambda book: book.done(int(raw["update_id"])))

    async def _sent_lately(self, chat: str) -> list[float]:
        name, window = self.people(int(chat)), self.tempo.pace.group_window
        return await self.ledger(lambda book: book.ages(name, window))

    async def _moved(self, old: int, new: int) -> None:
        assert self.desk is not None
        await group_moved(self.desk, old, new)

    async def _closed(self, chat: int, reason: str) -> None:
        log.info("a chat is closed to the bot: %s", reason)
        name = self.people(chat)
        await self.ledger(lambda book: book.gone(name, reason))

    async def _tidy(self) -> None:
        while True:
            try:
                await self.ledger(lambda book: book.forget(self.settings.log_days))
                await asyncio.to_thread(lambda: open_store(self.settings).close())
            except Exception:
                # A full disk, say: it is tried again, and nobody's question waits for it.
                log.exception("what is old could not be forgotten")
            await asyncio.sleep(TIDY_SECONDS)

    # --- how it is

    def health(self) -> Health:
        """Well while getUpdates makes progress (a webhook always does)."""
        quiet = asyncio.get_running_loop().time() - self.poller.progressed
        well = bool(self.settings.webhook_url) or quiet < self.tempo.patience.stall
        facts: dict[str, object] = {
            "mode": "webhook" if self.settings.webhook_url else "polling",
            "seconds_since_poll": None if self.settings.webhook_url else round(quiet, 1),
            "updates_under_way": self.sequence.under_way,
            "articles": len(self.library.current.index.articles),
            "reindexing": self.library.busy,
        }
        return Health(well, facts)

    def metrics_page(self) -> str:
        """The text of /metrics."""
        gauges = {
            "updates_under_way": float(self.sequence.under_way),
            "articles": float(len(self.library.current.index.articles)),
            "reindexing": float(self.library.busy),
            "polling_restarts": float(self.poller.restarts),
            "send_wait_seconds": self.queue.waited,
            "flood_retries": float(self.queue.retries),
        }
        return self.metrics.page(gauges)

    async def idle(self) -> None:
        """Wait until nothing is under way, reindexings included (for tests)."""
        while self.sequence.under_way or (self.desk and self.desk.background):
            await self.sequence.idle()
            if self.desk and self.desk.background:
                await asyncio.wait(set(self.desk.background))

    # --- stop

    async def stop(self) -> None:
        """Take no more updates, finish what has begun, close. What is queued waits in the ledger."""
        for runner in self._runners:
            await runner.cleanup()
        # Side by side: a reindexing needs its moment for a last word, too.
        await asyncio.gather(self.sequence.stop(STOP_SECONDS), self._end_background())
        await self._end_background()
        with contextlib.suppress(TelegramError, RuntimeError):
            await self.bot.shutdown()
        self.ledger.close()
        self.library.close()
        log.info("stopped")

    async def _end_background(self) -> None:
        tasks = [*(self.desk.background if self.desk else ()), *([self._tidying] if self._tidying else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def open_ledger(database: Path, clock: Callable[[], float] = time.time) -> Ledger:
    """The chat's ledger: «derek-telegram.db» beside «derek.db». Raises StoreError."""
    database.parent.mkdir(parents=True, exist_ok=True)
    return Ledger(open_database(database.with_name(f"{database.stem}-telegram{database.suffix}")), clock)
