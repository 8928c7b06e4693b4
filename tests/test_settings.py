"""Settings: the environment wins over `.env`, empty means not set, nonsense is told with advice."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, load_settings

PROJECT = Path(__file__).parents[1]
NO_FILE = Path("there is none")

# what the environment says, and the setting that comes of it
READ: list[tuple[dict[str, str], Settings]] = [
    ({}, Settings()),
    (
        {"CORPUS_DIR": "news", "DATABASE": "x/y.db"},
        Settings(corpus_dir=Path("news"), database=Path("x/y.db")),
    ),
    ({"CORPUS_DIR": "", "DATABASE": "  "}, Settings()),
    ({"LOG_LEVEL": "debug"}, Settings(log_level="DEBUG")),
    ({"TELEGRAM_BOT_TOKEN": " 1:ab\n"}, Settings(telegram_bot_token="1:ab")),
    ({"ADMIN_IDS": "1, 22,333"}, Settings(admin_ids=frozenset({1, 22, 333}))),
    ({"ADMIN_IDS": "1 22"}, Settings(admin_ids=frozenset({1, 22}))),
    ({"TELEGRAM_API_URL": "http://127.0.0.1:8081/"}, Settings(telegram_api_url="http://127.0.0.1:8081")),
    ({"LOG_USERS": "1", "LOG_DAYS": "7"}, Settings(log_users=True, log_days=7)),
    ({"LOG_USERS": "0"}, Settings()),
    ({"ORG_NAME": "«Дала» газеті"}, Settings(org_name="«Дала» газеті")),
    ({"UNRELATED": "x"}, Settings()),
]

# a value that cannot be used, and what the advice says
UNUSABLE = [
    ({"LOG_LEVEL": "LOUD"}, "use one of DEBUG, INFO, WARNING, ERROR"),
    ({"LOG_DAYS": "many"}, "LOG_DAYS is 'many'; write a whole number"),
    ({"LOG_DAYS": "-1"}, "write a whole number"),
    ({"WEBHOOK_PORT": "8443.5"}, "WEBHOOK_PORT is '8443.5'"),
    ({"HEALTH_PORT": "0x50"}, "HEALTH_PORT is '0x50'"),
    ({"ADMIN_IDS": "@asel"}, "ADMIN_IDS is '@asel'; write Telegram user ids"),
]


@pytest.mark.parametrize(("environment", "wanted"), READ)
def test_settings_are_read(environment: dict[str, str], wanted: Settings) -> None:
    assert load_settings({"PATH": "/bin", **environment}, NO_FILE) == wanted


@pytest.mark.parametrize(("environment", "advice"), UNUSABLE)
def test_what_cannot_be_used_is_told_with_advice(environment: dict[str, str], advice: str) -> None:
    with pytest.raises(SettingsError, match=re.escape(advice)):
        load_settings(environment, NO_FILE)


def test_the_environment_wins_over_the_file_but_not_when_empty(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("# a comment\nCORPUS_DIR=of file\nDATABASE='of file.db'\nORG_NAME=ұйым аты\n", "utf-8")
    found = load_settings({"CORPUS_DIR": "of environment", "DATABASE": ""}, file)
    wanted = Settings(corpus_dir=Path("of environment"), database=Path("of file.db"), org_name="ұйым аты")
    assert found == wanted


def test_the_example_file_explains_every_setting_and_changes_none() -> None:
    example = PROJECT / ".env.example"
    explained = re.findall(r"(?<=\n)#.+\n((?:\w+=.*\n)+)", example.read_text("utf-8"))
    names = re.findall(r"^(\w+)=", "".join(explained), re.MULTILINE)
    assert sorted(names) == sorted(field.upper() for field in Settings.__dataclass_fields__)
    assert load_settings({"PATH": "/bin"}, example) == Settings()
