"""The way to Telegram's servers: own server, proxy, time-outs, no secrets or tracebacks in the log."""

from __future__ import annotations

import json
import logging
import os
from typing import Any

from telegram.error import NetworkError, RetryAfter
from telegram.request import HTTPXRequest

# The library's own way to have pauses as timedelta; without it each one comes with a deprecation warning.
os.environ.setdefault("PTB_TIMEDELTA", "1")

CONNECTIONS = 64
LINE = "%(asctime)s %(levelname)s %(message)s"
READ_SECONDS = 20.0


class Request(HTTPXRequest):
    """HTTPXRequest that calls a proxy's HTML page what it is: a passing fault of the network.

    The library logs such a page with a traceback and raises no NetworkError for it.
    """

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        try:
            parsed = json.loads(payload.decode("utf-8", "replace"))
        except ValueError:
            raise NetworkError("the answer is not JSON") from None
        if not isinstance(parsed, dict):
            raise NetworkError("the answer is not a JSON object")
        return parsed


def make_request(api_url: str, proxy: str, connections: int = CONNECTIONS) -> Request:
    """A request object. HTTPS_PROXY stands for HTTPS only: an own plain-HTTP server is reached directly."""
    secure = api_url.startswith("https://")
    return Request(
        connection_pool_size=connections,
        connect_timeout=10.0,
        read_timeout=READ_SECONDS,
        write_timeout=READ_SECONDS,
        pool_timeout=READ_SECONDS,
        proxy=proxy or None if secure else None,
        httpx_kwargs={} if secure else {"trust_env": False},
    )


def seconds_of(halt: RetryAfter) -> float:
    """How long Telegram asks to wait after a 429."""
    pause = halt.retry_after
    return float(pause) if isinstance(pause, (int, float)) else pause.total_seconds()


class Discreet(logging.Formatter):
    """A formatter that leaves no secret in a line, be it in the message, its arguments or a traceback."""

    def __init__(self, inner: logging.Formatter, secrets: tuple[str, ...]) -> None:
        super().__init__()
        self._inner = inner
        self._secrets = tuple(secret for secret in secrets if secret)

    def format(self, record: logging.LogRecord) -> str:
        line = self._inner.format(record)
        for secret in self._secrets:
            line = line.replace(secret, "…")
        return line


def set_up_log(level: str, *secrets: str) -> None:
    """One line an event on standard error; libraries speak only when something is wrong."""
    logging.basicConfig()  # does nothing where the command line has set the log up already
    logging.getLogger().setLevel(level)
    for handler in logging.getLogger().handlers:
        handler.setFormatter(Discreet(logging.Formatter(LINE), secrets))
    # httpx writes whole addresses at INFO, the token in them; aiohttp a line for every request.
    for name in ("httpx", "httpcore", "telegram", "aiohttp.access", "matplotlib"):
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLevelName(level)))
