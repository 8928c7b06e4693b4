"""Starting and stopping the bot as a process."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
CORPUS = HERE.parent / "conversations" / "telegram" / "corpus"


def prepare(folder: Path) -> None:
    """A folder for one bot: the conversations' corpus and its fixed answers."""
    shutil.copytree(CORPUS, folder / "corpus", ignore=shutil.ignore_patterns("*.toml"))
    shutil.copy(CORPUS / "answers.toml", folder)


async def start_bot(folder: Path, url: str, **settings: str) -> asyncio.subprocess.Process:
    """Start the bot with fixed answers; its log goes to bot.log in the folder."""
    return await _start([str(HERE / "bot_process.py"), str(folder)], folder, url, settings)


async def start_real_bot(folder: Path, url: str) -> asyncio.subprocess.Process:
    """Start what `make run` starts, over the seeds."""
    return await _start(["-m", "bot"], folder, url, {"CORPUS_DIR": str(ROOT / "seeds")})


async def _start(arguments: list[str], folder: Path, url: str, settings: dict[str, str]) -> asyncio.subprocess.Process:
    environment = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    environment |= {
        "PYTHONPATH": str(ROOT),
        "TELEGRAM_BOT_TOKEN": "123456:test-token",
        "TELEGRAM_API_URL": url,
        "DATABASE": str(folder / "derek.db"),
        "CORPUS_DIR": str(folder / "corpus"),
        "ADMIN_IDS": "900",
        "LOG_LEVEL": "DEBUG",
        **settings,
    }
    with (folder / "bot.log").open("ab") as log:
        return await asyncio.create_subprocess_exec(
            sys.executable, *arguments, env=environment, cwd=ROOT, stdout=log, stderr=log
        )


async def until(condition: Callable[[], object], seconds: float = 20.0) -> None:
    """Wait until something holds; AssertionError when it does not come about."""
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 - the conditions are about another process
            await asyncio.sleep(0.01)
