"""Settings from the environment and `.env`; the one door to python-dotenv."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dotenv import dotenv_values

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


class SettingsError(ValueError):
    """A setting is missing or unusable; the message is one sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that a deployment may choose; the defaults run the terminal chat on `seeds/`."""

    corpus_dir: Path = Path("seeds")
    database: Path = Path("data/derek.db")
    log_level: str = "INFO"
    telegram_bot_token: str = ""
    telegram_api_url: str = "https://api.telegram.org"  # what precedes /bot<token>/…
    https_proxy: str = ""
    admin_ids: frozenset[int] = frozenset()
    org_name: str = "ұйым"
    webhook_url: str = ""
    webhook_secret: str = ""
    webhook_listen: str = "127.0.0.1"
    webhook_port: int = 8443
    health_port: int = 0  # 0: no health endpoint
    log_users: bool = False
    log_days: int = 90


def load_settings(environment: Mapping[str, str] | None = None, env_file: Path = Path(".env")) -> Settings:
    """Read the settings; the environment wins over `.env`, an empty value counts as not set.

    Raises SettingsError for a value that cannot be used.
    """
    filed = {name: value for name, value in dotenv_values(env_file).items() if value}
    given = {name: value for name, value in (environment or os.environ).items() if value.strip()}
    values = {name: value.strip() for name, value in {**filed, **given}.items()}
    default = Settings()
    return Settings(
        corpus_dir=Path(values.get("CORPUS_DIR", default.corpus_dir)),
        database=Path(values.get("DATABASE", default.database)),
        log_level=_log_level(values.get("LOG_LEVEL", default.log_level)),
        telegram_bot_token=values.get("TELEGRAM_BOT_TOKEN", ""),
        telegram_api_url=values.get("TELEGRAM_API_URL", default.telegram_api_url).rstrip("/"),
        https_proxy=values.get("HTTPS_PROXY", ""),
        admin_ids=_ids(values.get("ADMIN_IDS", "")),
        org_name=values.get("ORG_NAME", default.org_name),
        webhook_url=values.get("WEBHOOK_URL", ""),
        webhook_secret=values.get("WEBHOOK_SECRET", ""),
        webhook_listen=values.get("WEBHOOK_LISTEN", default.webhook_listen),
        webhook_port=_number("WEBHOOK_PORT", values, default.webhook_port),
        health_port=_number("HEALTH_PORT", values, default.health_port),
        log_users=values.get("LOG_USERS", "0") == "1",
        log_days=_number("LOG_DAYS", values, default.log_days),
    )


def _log_level(value: str) -> str:
    if value.upper() not in LOG_LEVELS:
        raise SettingsError(f"LOG_LEVEL is {value!r}; use one of {', '.join(LOG_LEVELS)}")
    return value.upper()


def _number(name: str, values: Mapping[str, str], default: int) -> int:
    value = values.get(name, str(default))
    if not value.isdecimal():
        raise SettingsError(f"{name} is {value!r}; write a whole number")
    return int(value)


def _ids(value: str) -> frozenset[int]:
    parts = value.replace(",", " ").split()
    if not all(part.isdecimal() for part in parts):
        raise SettingsError(f"ADMIN_IDS is {value!r}; write Telegram user ids (numbers) separated by commas")
    return frozenset(int(part) for part in parts)
