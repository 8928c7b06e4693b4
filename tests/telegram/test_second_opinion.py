"""A second opinion from outside: the npm package telegram-test-api, another person's idea of Telegram.

It checks little (no HTML, no lengths, no long poll) and is not quite the Bot API; `Adapted` evens that out.
Our own server under botapi/ is the strict one. Skipped where npm is missing or cannot install the package.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import socket
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from processes import CORPUS, prepare

from bot.chat.telegram import application
from bot.chat.telegram.network import Request
from bot.settings import Settings

PACKAGE = "telegram-test-api@4.2.1"
FOLDER = Path(__file__).parent.parent.parent / "build" / "telegram-test-api"
TOKEN = "666:second-opinion"
START = "const T = require('telegram-test-api');new (T.TelegramServer || T)({port: PORT, host: '127.0.0.1'}).start()"
GROUP = -777


class Adapted(Request):
    """Talks to telegram-test-api as if it were the Bot API."""

    async def do_request(self, url: str, method: str, **more: Any) -> tuple[int, bytes]:
        code, payload = await super().do_request(url, method, **more)
        try:
            answer = json.loads(payload)
        except ValueError:
            answer = {}
        if code != 200 or not answer.get("ok"):
            return 200, b'{"ok": true, "result": true}'  # methods it does not know
        answer["result"] = _evened(url.partition("?")[0].rsplit("/", 1)[1], answer["result"])
        if answer["result"] == []:
            await asyncio.sleep(0.02)  # its getUpdates does not wait
        return 200, json.dumps(answer).encode()


def _evened(method: str, result: Any) -> Any:
    if method == "getMe":
        return {**result, "is_bot": True, "can_join_groups": True, "can_read_all_group_messages": False}
    if method == "getUpdates":
        return [_evened_update(update) for update in result]
    if isinstance(result, dict) and "chat" in result:
        result.update({name: json.loads(value) for name, value in result.items() if _is_json(value)})
        result["date"] //= 1000
        result["chat"]["type"] = "group" if result["chat"]["id"] < 0 else "private"
        # What the bot sent along comes back as fields that a message does not have.
        return {name: value for name, value in result.items() if name in {"message_id", "date", "chat", "text"}}
    return result


def _evened_update(update: dict[str, Any]) -> dict[str, Any]:
    if "callback_query" in update:
        update["callback_query"].setdefault("chat_instance", "1")
        update["callback_query"]["message"].setdefault("date", 1)
    return update


def _is_json(value: Any) -> bool:
    return isinstance(value, str) and value[:1] in "{["


@pytest.fixture(scope="module")
def package() -> Path:
    if shutil.which("npm") is None or shutil.which("node") is None:
        pytest.skip("npm is not installed: the second opinion of telegram-test-api is left out")
    if not (FOLDER / "node_modules" / "telegram-test-api").is_dir():
        FOLDER.mkdir(parents=True, exist_ok=True)
        command = ["npm", "install", "--no-audit", "--no-fund", "--silent", "--prefix", str(FOLDER), PACKAGE]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=120)
        except (subprocess.SubprocessError, OSError):
            pytest.skip(f"npm could not install {PACKAGE} (no network?): the second opinion is left out")
    return FOLDER


class People:
    """The package's client side: plain HTTP."""

    def __init__(self, url: str, http: aiohttp.ClientSession) -> None:
        self.url = url
        self._http = http

    async def say(self, path: str = "sendMessage", chat: int = 5, **content: Any) -> None:
        person = {"id": 5, "first_name": "Айгүл", "is_bot": False}
        place = {
            "id": chat,
            "type": "group" if chat < 0 else "private",
            "title": "Топ",
            "first_name": "Айгүл",
        }
        message = {"botToken": TOKEN, "date": 1_700_000_000, "from": person, "chat": place, **content}
        await self._http.post(f"{self.url}/{path}", json=message)

    async def press(self, data: str) -> None:
        person = {"id": 5, "first_name": "Айгүл", "is_bot": False}
        place = {"id": 5, "type": "private", "first_name": "Айгүл"}
        message = {"message_id": 2, "date": 1_700_000_000, "chat": place, "text": "…"}
        query = {"botToken": TOKEN, "date": 1_700_000_000, "from": person, "message": message, "data": data}
        await self._http.post(f"{self.url}/sendCallback", json=query)

    async def hear(self, chat: int = 5) -> dict[str, Any]:
        """The bot's next message to the chat, its fields as the bot sent them."""
        async with asyncio.timeout(10):
            while True:
                body = {"token": TOKEN, "chatId": chat}
                async with self._http.post(f"{self.url}/getUpdates", json=body) as response:
                    found = (await response.json())["result"]
                if found:
                    return dict(found[0]["message"])
                await asyncio.sleep(0.05)


@pytest.fixture
async def people(package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[People]:
    from fixed_answers import fixed_library

    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    script = START.replace("PORT", str(port))
    node = await asyncio.create_subprocess_exec("node", "-e", script, cwd=package)
    url = f"http://127.0.0.1:{port}"
    monkeypatch.setattr(application, "make_request", lambda *_, **__: Adapted(httpx_kwargs={"trust_env": False}))
    prepare(tmp_path)
    settings = Settings(
        corpus_dir=tmp_path / "corpus",
        database=tmp_path / "derek.db",
        telegram_bot_token=TOKEN,
        telegram_api_url=url,
    )
    library = fixed_library(settings.database, settings.corpus_dir, CORPUS / "answers.toml")
    library._reindex()
    async with aiohttp.ClientSession() as http:
        await _until_up(http, url)
        bot = application.Application(settings, application.Tempo(), library)
        await bot.start()
        serving = asyncio.create_task(bot.serve())
        yield People(url, http)
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)
        await bot.stop()
    node.terminate()
    await node.wait()


async def _until_up(http: aiohttp.ClientSession, url: str) -> None:
    async with asyncio.timeout(20):
        while True:
            try:
                async with http.get(f"{url}/bot{TOKEN}/getMe"):
                    return
            except aiohttp.ClientConnectionError:
                await asyncio.sleep(0.05)


async def test_private_question_and_its_button(people: People) -> None:
    await people.say(text="Кітапханада қанша кітап бар?")
    answer = await people.hear()
    assert answer["text"].startswith("Кітапхана қорында 12 400 кітап бар.")
    keyboard = answer["reply_markup"]
    full = (keyboard if isinstance(keyboard, dict) else json.loads(keyboard))["inline_keyboard"][1][0]
    await people.press(full["callback_data"])
    assert "Сәуле Ахметова" in (await people.hear())["text"]


async def test_group_mention_after_an_emoji(people: People) -> None:
    mention = {"type": "mention", "offset": 3, "length": 12}
    await people.say(chat=GROUP, text="Қанша кітап?")
    await people.say(chat=GROUP, text="😀 @TestNameBot Кітапханада қанша кітап бар?", entities=[mention])
    answer = await people.hear(GROUP)
    assert answer["text"].startswith("Кітапхана қорында 12 400 кітап бар.")
    assert "reply_parameters" in answer


async def test_command(people: People) -> None:
    command = {"type": "bot_command", "offset": 0, "length": 6}
    await people.say("sendCommand", text="/start", entities=[command])
    assert (await people.hear())["text"].startswith("Сәлеметсіз бе!")
