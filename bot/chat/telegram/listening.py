"""The bot's own HTTP ports: Telegram's webhook, /health and /metrics; the one door to aiohttp."""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from aiohttp import web

from bot.chat.telegram.polling import Accept

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
MAX_BODY = 4 * 1024 * 1024  # an update is some kilobytes


@dataclass(frozen=True, slots=True)
class Health:
    """How the bot is: `well` decides the HTTP status."""

    well: bool
    facts: dict[str, object]


def webhook_secret(chosen: str, token: str) -> str:
    """The secret Telegram must send along: the chosen one, else one made from the token."""
    return chosen or hashlib.sha256(b"webhook:" + token.encode()).hexdigest()


def secret_is_allowed(secret: str) -> bool:
    """Telegram takes 1–256 of A–Z a–z 0–9 _ -."""
    return re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret) is not None


async def listen_for_updates(url: str, secret: str, host: str, port: int, accept: Accept) -> web.AppRunner:
    """Serve the webhook at the path of its public address.

    200 only after the update lies in the ledger: until then Telegram sends it again. Raises OSError when the
    port is taken.
    """

    async def receive(request: web.Request) -> web.Response:
        if not hmac.compare_digest(request.headers.get(SECRET_HEADER, "").encode(), secret.encode()):
            log.warning("a call of the webhook without the right secret was refused")
            return web.Response(status=403)
        try:
            update = json.loads(await request.read())
            int(update["update_id"])
        except (ValueError, TypeError, KeyError):
            return web.Response(status=400)
        await accept([update])
        return web.Response()

    app = web.Application(client_max_size=MAX_BODY)
    app.router.add_post(urlsplit(url).path or "/", receive)
    return await _serve(app, host, port)


async def listen_for_health(port: int, health: Callable[[], Health], metrics: Callable[[], str]) -> web.AppRunner:
    """Serve /health (200 or 503) and /metrics to this machine only. Raises OSError when the port is taken."""

    async def tell_health(_: web.Request) -> web.Response:
        found = health()
        body = {"status": "ok" if found.well else "stalled", **found.facts}
        return web.json_response(body, status=200 if found.well else 503)

    async def tell_metrics(_: web.Request) -> web.Response:
        return web.Response(text=metrics(), headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8"})

    app = web.Application()
    app.router.add_get("/health", tell_health)
    app.router.add_get("/metrics", tell_metrics)
    return await _serve(app, "127.0.0.1", port)


async def _serve(app: web.Application, host: str, port: int) -> web.AppRunner:
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=2.0)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError:
        await runner.cleanup()
        raise
    return runner
