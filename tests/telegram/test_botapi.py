"""The loopback server itself is strict: the other tests lean on its refusals."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from botapi.server import Server
from botapi.world import World


class Api:
    """Plain calls of the server, as a bot without any library would make them."""

    def __init__(self, server: Server, http: aiohttp.ClientSession) -> None:
        self.server = server
        self._http = http

    async def __call__(self, method: str, **params: Any) -> dict[str, Any]:
        data = {name: json.dumps(one) if isinstance(one, (dict, list)) else str(one) for name, one in params.items()}
        url = f"{self.server.url}/bot{self.server.world.token}/{method}"
        async with self._http.post(url, data=data) as response:
            return dict(await response.json())


@pytest.fixture
async def api() -> AsyncIterator[Api]:
    async with Server(World()) as server, aiohttp.ClientSession() as http:
        server.world.private(server.world.person(5, "Айгүл"))
        yield Api(server, http)


def push(api: Api, count: int = 1) -> None:
    chat = api.server.world.chats[5]
    for _ in range(count):
        message = api.server.world.compose(chat, api.server.world.users[5], text="сәлем")
        api.server.push("message", message)


def row(data: str) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "а", "callback_data": data}]]}


REFUSED = [
    ("sendMessage", {"chat_id": 5, "text": ""}, "message text is empty"),
    ("sendMessage", {"chat_id": 5, "text": "ә" * 4097}, "message is too long"),
    ("sendMessage", {"chat_id": 5, "text": "😀" * 2049}, "message is too long"),
    ("sendMessage", {"chat_id": 5, "text": "&lt;" * 8200, "parse_mode": "HTML"}, "message is too long"),
    ("sendMessage", {"chat_id": 5, "text": "<b>", "parse_mode": "HTML"}, "can't parse entities"),
    ("sendMessage", {"chat_id": 6, "text": "а"}, "chat not found"),
    ("sendMessage", {"chat_id": 5, "text": "а", "message_thread_id": 3}, "message thread not found"),
    ("sendMessage", {"chat_id": 5, "text": "а", "reply_parameters": {"message_id": 9}}, "replied not found"),
    ("sendMessage", {"chat_id": 5, "text": "а", "reply_markup": row("ә" * 33)}, "BUTTON_DATA_INVALID"),
    ("answerCallbackQuery", {"callback_query_id": "1"}, "query is too old"),
    ("answerInlineQuery", {"inline_query_id": "1", "results": [{}] * 51}, "RESULTS_TOO_MUCH"),
    ("setMyDescription", {"description": "ә" * 513}, "TOO_LONG"),
    ("setMyShortDescription", {"short_description": "ә" * 121}, "TOO_LONG"),
    ("setMyCommands", {"commands": [{"command": "Сұрақ", "description": "а"}]}, "BOT_COMMAND_INVALID"),
    ("editMessageText", {"chat_id": 5, "message_id": 77, "text": "а"}, "message to edit not found"),
    ("noSuchMethod", {}, "Not Found"),
]


@pytest.mark.parametrize(("method", "params", "reason"), REFUSED, ids=[f"{one[0]} {one[2]}" for one in REFUSED])
async def test_it_refuses(api: Api, method: str, params: dict[str, Any], reason: str) -> None:
    answer = await api(method, **params)
    assert not answer["ok"] and reason in answer["description"]


async def test_4096_units_after_parsing_are_taken(api: Api) -> None:
    answer = await api("sendMessage", chat_id=5, text="<b>" + "&lt;" * 4096 + "</b>", parse_mode="HTML")
    assert answer["ok"] and len(answer["result"]["text"]) == 4096


async def test_an_unchanged_edit_is_refused(api: Api) -> None:
    sent = (await api("sendMessage", chat_id=5, text="а"))["result"]
    answer = await api("editMessageText", chat_id=5, message_id=sent["message_id"], text="а")
    assert "message is not modified" in answer["description"]


async def test_updates_come_until_the_offset_confirms_them(api: Api) -> None:
    push(api, 3)
    first = [one["update_id"] for one in (await api("getUpdates"))["result"]]
    assert [one["update_id"] for one in (await api("getUpdates"))["result"]] == first
    assert [one["update_id"] for one in (await api("getUpdates", offset=first[1]))["result"]] == first[1:]
    assert (await api("getUpdates", offset=first[2] + 1))["result"] == []


async def test_a_long_poll_waits_for_news(api: Api) -> None:
    polling = asyncio.create_task(api("getUpdates", timeout=10))
    await asyncio.sleep(0.1)
    assert not polling.done()
    push(api)
    assert len((await asyncio.wait_for(polling, 5))["result"]) == 1


async def test_the_older_of_two_polls_is_ended(api: Api) -> None:
    older = asyncio.create_task(api("getUpdates", timeout=10))
    await asyncio.sleep(0.1)
    await api("getUpdates", timeout=0)
    assert (await older)["error_code"] == 409


async def test_no_polling_beside_a_webhook(api: Api) -> None:
    await api("setWebhook", url="https://x.example")
    assert "webhook is active" in (await api("getUpdates"))["description"]


async def test_reactions_come_only_when_asked_for(api: Api) -> None:
    api.server.push("message_reaction", {"chat": {"id": 5}})
    assert (await api("getUpdates", timeout=0))["result"] == []
    await api("getUpdates", timeout=0, allowed_updates=["message_reaction"])
    api.server.push("message_reaction", {"chat": {"id": 5}})
    assert len((await api("getUpdates", timeout=0))["result"]) == 1


async def test_flood_tells_retry_after(api: Api) -> None:
    api.server.plan("sendMessage", 429, retry_after=7)
    assert (await api("sendMessage", chat_id=5, text="а"))["parameters"] == {"retry_after": 7}
