"""The HTTP side: tokens, polling, webhooks, flood limits and planned faults."""

from __future__ import annotations

import asyncio
import contextlib
import copy
import json
import random
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

from .errors import ApiError, bad_request, conflict, too_many
from .methods import COUNTED, call
from .world import Json, World

RESET = "reset"
FAULTS = {
    400: "Bad Request: query is too old and response timeout expired or query ID is invalid",
    409: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    500: "Internal Server Error",
    502: "Bad Gateway",
}
OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


@dataclass(frozen=True)
class Call:
    """One request of the bot and its outcome; `at` in seconds of the monotonic clock."""

    method: str
    params: Json
    at: float
    result: Any = None
    error: ApiError | None = None


@dataclass(frozen=True)
class FloodLimits:
    """Telegram's limits; a test may run them faster, the bot with it. Seconds and messages."""

    chat_interval: float = 1.0
    group_count: int = 20
    group_window: float = 60.0
    overall_count: int = 30
    overall_window: float = 1.0


@dataclass
class Flood:
    """Counts what the bot sends, and keeps each time it went over a limit."""

    limits: FloodLimits
    by_chat: dict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    overall: deque[float] = field(default_factory=deque)
    violations: list[str] = field(default_factory=list)

    def count(self, method: str, chat: str, now: float) -> None:
        if method not in COUNTED:
            return
        sent, limits = self.by_chat[chat], self.limits
        self._forget(sent, now - limits.group_window)
        self._forget(self.overall, now - limits.overall_window)
        if sent and now - sent[-1] < limits.chat_interval * 0.98:
            self.violations.append(f"{chat}: {now - sent[-1]:.3f} s after the last one")
        if chat.startswith("-") and len(sent) >= limits.group_count:
            self.violations.append(f"{chat}: more than {limits.group_count} in {limits.group_window:g} s")
        if len(self.overall) >= limits.overall_count:
            self.violations.append(f"overall: more than {limits.overall_count} in {limits.overall_window:g} s")
        sent.append(now)
        self.overall.append(now)

    @staticmethod
    def _forget(times: deque[float], before: float) -> None:
        while times and times[0] <= before:
            times.popleft()


class Server:
    """A Bot API server for one bot. `async with Server(World()) as server: … server.url …`"""

    def __init__(self, world: World, limits: FloodLimits | None = None, *, seed: int = 1) -> None:
        self.world = world
        self.flood = Flood(limits or FloodLimits(chat_interval=0, group_count=10**9, overall_count=10**9))
        self.calls: list[Call] = []
        self.planned: deque[tuple[str, int | str, int]] = deque()  # method, status or RESET, retry_after
        self.fault_rate = 0.0
        self.faults_given: dict[str, int] = defaultdict(int)
        self.duplicate_rate = 0.0
        self.hold_polls = False  # getUpdates never answers: a dead connection
        self.on_call: Callable[[Call], None] = lambda call: None
        self.webhook: Json = {}
        self._random = random.Random(seed)
        self._poller: asyncio.Event | None = None
        self._news = asyncio.Event()
        self._runner: web.AppRunner | None = None
        self._pusher: asyncio.Task[None] | None = None
        self.url = ""

    async def __aenter__(self) -> Server:
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_route("*", "/bot{token}/{method}", self._api)
        app.router.add_get("/file/bot{token}/{path:.*}", self._download)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        port = self._runner.addresses[0][1]
        self.url = f"http://127.0.0.1:{port}"
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._pusher:
            self._pusher.cancel()
        if self._poller:
            self._poller.set()
        if self._runner:
            await self._runner.cleanup()

    # --- what tests do

    def push(self, kind: str, body: Json) -> int:
        """Queue an update and wake whoever waits for it."""
        update = self.world.push(kind, body)
        self._news.set()
        return update

    def plan(self, method: str, fault: int | str, *, times: int = 1, retry_after: int = 0) -> None:
        """Let the next calls of a method fail: an HTTP status or RESET."""
        self.planned.extend([(method, fault, retry_after)] * times)

    def called(self, *methods: str) -> list[Call]:
        """Successful calls of these methods, in order."""
        return [one for one in self.calls if one.method in methods and one.error is None]

    # --- requests

    async def _api(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != self.world.token:
            return self._refused(ApiError(401, "Unauthorized"))
        name = request.match_info["method"]
        params = await self._params(request)
        fault = self._fault(name)
        if fault is not None:
            self.faults_given[str(fault[0])] += 1
            if fault[0] == RESET:
                return self._cut(request)
            error = too_many(fault[1]) if fault[0] == 429 else ApiError(int(fault[0]), FAULTS[int(fault[0])])
            self._note(Call(name, params, time.monotonic(), error=error))
            return self._refused(error)
        try:
            self.flood.count(name, str(params.get("chat_id", "")), time.monotonic())
            result = await self._answer(name, params)
        except ApiError as error:
            self._note(Call(name, params, time.monotonic(), error=error))
            return self._refused(error)
        # A copy: messages change when they are edited, what was said does not.
        self._note(Call(name, params, time.monotonic(), result=copy.deepcopy(result)))
        return web.json_response({"ok": True, "result": result})

    async def _answer(self, name: str, params: Json) -> Any:
        special = {
            "getupdates": self._get_updates,
            "setwebhook": self._set_webhook,
            "deletewebhook": self._delete_webhook,
            "getwebhookinfo": self._webhook_info,
        }.get(name.lower())
        return await special(params) if special else call(self.world, name, params)

    def _note(self, one: Call) -> None:
        if one.method != "getUpdates" or one.error:
            self.calls.append(one)
        self.on_call(one)

    @staticmethod
    async def _params(request: web.Request) -> Json:
        params: Json = dict(request.query)
        if request.content_type == "application/json":
            params.update(await request.json())
        elif request.can_read_body:
            for name, value in (await request.post()).items():
                is_file = isinstance(value, web.FileField)
                params[name] = (value.filename, value.file.read()) if is_file else value
        for name in [name for name, value in params.items() if str(value).startswith("attach://")]:
            params[name] = params.get(str(params[name])[len("attach://") :])
        return params

    def _fault(self, name: str) -> tuple[int | str, int] | None:
        for planned in self.planned:
            if planned[0].lower() == name.lower():
                self.planned.remove(planned)
                return planned[1], planned[2]
        if self.fault_rate and self._random.random() < self.fault_rate:
            return self._random.choice([(502, 0), (429, 1), (RESET, 0)])
        return None

    @staticmethod
    def _cut(request: web.Request) -> web.StreamResponse:
        if request.transport is not None:
            request.transport.abort()
        return web.Response(status=500)

    @staticmethod
    def _refused(error: ApiError) -> web.Response:
        return web.json_response(error.body(), status=error.code)

    async def _download(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["path"].removeprefix("documents/")
        if request.match_info["token"] != self.world.token or name not in self.world.files:
            return self._refused(ApiError(404, "Not Found"))
        return web.Response(body=self.world.files[name])

    # --- polling

    async def _get_updates(self, params: Json) -> list[Json]:
        if self.webhook.get("url"):
            raise conflict(WEBHOOK_ACTIVE)
        if self._poller is not None:
            self._poller.set()  # the older request loses
        mine = self._poller = asyncio.Event()
        self._confirm(int(params.get("offset") or 0))
        if "allowed_updates" in params:
            self.world.settings["allowed_updates"] = json.loads(params["allowed_updates"])
        limit = min(max(int(params.get("limit") or 100), 1), 100)
        try:
            return await self._wait(mine, limit, float(params.get("timeout") or 0))
        finally:
            if self._poller is mine:
                self._poller = None

    async def _wait(self, mine: asyncio.Event, limit: int, seconds: float) -> list[Json]:
        until = time.monotonic() + seconds
        while True:
            if mine.is_set():
                raise conflict(OTHER_POLLER)
            self._drop_unwanted()
            if self.world.updates and not self.hold_polls:
                batch = self.world.updates[:limit]
                self.world.handed_out.update(one["update_id"] for one in batch)
                if self.duplicate_rate and self._random.random() < self.duplicate_rate:
                    batch = [*batch, batch[0]]
                return batch
            left = until - time.monotonic()
            if left <= 0 and not self.hold_polls:
                return []
            self._news.clear()
            waiting = [asyncio.ensure_future(one.wait()) for one in (mine, self._news)]
            await asyncio.wait(waiting, timeout=min(max(left, 0.05), 1), return_when=asyncio.FIRST_COMPLETED)
            for one in waiting:
                one.cancel()

    def _confirm(self, offset: int) -> None:
        """Updates before the offset are confirmed and forgotten; a negative one keeps the newest."""
        if offset < 0:
            self.world.updates = self.world.updates[offset:]
        if offset > 0:
            self.world.updates = [one for one in self.world.updates if one["update_id"] >= offset]
            self.world.confirmed = max(self.world.confirmed, offset - 1)

    def _drop_unwanted(self) -> None:
        """Kinds that were not asked for never come; reactions and members only when named."""
        allowed = self.world.settings.get("allowed_updates") or []
        special = {"message_reaction", "message_reaction_count", "chat_member"}
        self.world.updates = [
            one
            for one in self.world.updates
            if (kind := next(name for name in one if name != "update_id")) in allowed
            or (not allowed and kind not in special)
        ]

    # --- webhook

    async def _set_webhook(self, params: Json) -> bool:
        url = str(params.get("url") or "")
        secret = str(params.get("secret_token") or "")
        if secret and not all(char.isascii() and (char.isalnum() or char in "_-") for char in secret):
            raise bad_request("secret token contains unallowed characters")
        if url and not url.startswith("https://") and not url.startswith("http://127.0.0.1"):
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        self.webhook = {"url": url, "secret": secret}
        if "allowed_updates" in params:
            self.world.settings["allowed_updates"] = json.loads(params["allowed_updates"])
        if url and self._pusher is None:
            self._pusher = asyncio.create_task(self._deliver())
        return True

    async def _delete_webhook(self, params: Json) -> bool:
        self.webhook = {}
        return True

    async def _webhook_info(self, params: Json) -> Json:
        return {
            "url": self.webhook.get("url", ""),
            "has_custom_certificate": False,
            "pending_update_count": len(self.world.updates),
        }

    async def _deliver(self) -> None:
        """Push updates to the webhook, one after another, again until it says 200."""
        async with aiohttp.ClientSession() as session:
            while True:
                self._drop_unwanted()
                if not self.webhook.get("url") or not self.world.updates:
                    await asyncio.sleep(0.01)
                    continue
                update = self.world.updates[0]
                headers = {"X-Telegram-Bot-Api-Secret-Token": self.webhook["secret"]}
                with contextlib.suppress(aiohttp.ClientError):
                    async with session.post(self.webhook["url"], json=update, headers=headers) as response:
                        if response.status == 200:
                            self.world.handed_out.add(update["update_id"])
                            self._confirm(update["update_id"] + 1)
                            continue
                await asyncio.sleep(0.05)
