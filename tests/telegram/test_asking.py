"""What counts as asking, and that nothing is answered twice."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from botapi.markup import entities_of
from botapi.server import Server
from botapi.world import ANONYMOUS_ADMIN, Chat
from live import QUESTION, Running, answers, ask, ask_in_group, settings_for
from processes import until

from bot.chat.telegram.limits import AskingLimit


def send_sticker(server: Server) -> None:
    file = {"file_id": "s", "file_unique_id": "u", "width": 1, "height": 1}
    sticker = {**file, "is_animated": False, "is_video": False, "type": "regular"}
    person = server.world.users[101]
    server.push("message", server.world.compose(server.world.private(person), person, sticker=sticker))


def edit_question(server: Server) -> None:
    server.push("edited_message", {**ask(server), "text": "Қайда?", "edit_date": 1})


def call_guest(server: Server) -> None:
    query = server.world.new_query()
    server.world.guest_queries.add(query)
    chat = server.world.chats.get(-5) or server.world.chat(-5, "group", "Бөтен топ")
    person = server.world.users[101]
    server.push("guest_message", server.world.compose(chat, person, text=QUESTION, guest_query_id=query))


@pytest.mark.parametrize(
    "send",
    [
        lambda server: ask(server, "/help"),
        lambda server: ask(server, "/sources"),
        lambda server: ask(server, "/nosuch"),
        lambda server: ask(server, "?"),
        send_sticker,
        edit_question,
        call_guest,
    ],
    ids=["help", "sources", "unknown", "mark", "sticker", "edit", "guest"],
)
async def test_whatever_is_answered_counts_as_asking(
    server: Server, tmp_path: Path, send: Callable[[Server], object]
) -> None:
    async with Running(settings_for(server, tmp_path)) as application:
        await until(lambda: application.desk is not None)
        application.desk.limit = AskingLimit(time.monotonic, count=1)  # type: ignore[union-attr]
        ask(server)
        await until(lambda: answers(server) == 1)
        for _ in range(3):
            send(server)
        await until(lambda: application.metrics.counts["questions_too_fast"] >= 3)
        await application.idle()
    said = [*server.called("sendMessage"), *server.called("answerGuestQuery"), *server.called("editMessageText")]
    texts = [str(one.params) for one in said]
    assert len(texts) == 2 and "жиі келіп жатыр" in texts[1]


async def test_inline_queries_have_a_limit_of_their_own(server: Server, tmp_path: Path) -> None:
    """The one too many is told once and only to its person; others and messages go on."""
    eager, other = server.world.person(101, "Айгүл"), server.world.person(102, "Болат")
    async with Running(settings_for(server, tmp_path)) as application:
        await until(lambda: application.desk is not None)
        application.desk.inline_limit = AskingLimit(time.monotonic, count=2)  # type: ignore[union-attr]
        for person in [eager] * 5 + [other]:
            query = {"id": server.world.new_query(), "from": person, "query": "Ауылда қанша адам тұрады?", "offset": ""}
            server.push("inline_query", query)
        await until(lambda: application.metrics.counts["questions_too_fast"] == 3)
        ask(server)
        await until(lambda: answers(server) == 1)
        await application.idle()
    offers = server.called("answerInlineQuery")
    told = [one for one in offers if "Тым жиі" in json.loads(one.params["button"])["text"]]
    assert len(offers) == 4 and len(told) == 1
    assert not told[0].params["checked"] and int(told[0].params["cache_time"]) == 0
    assert "12 400" in server.called("sendMessage")[0].result["text"]


async def test_commands_for_other_bots_do_not_count(server: Server, tmp_path: Path, group: Chat) -> None:
    person = server.world.person(101, "Айгүл")
    async with Running(settings_for(server, tmp_path)) as application:
        await until(lambda: application.desk is not None)
        application.desk.limit = AskingLimit(time.monotonic, count=1)  # type: ignore[union-attr]
        for text in ("/nosuch", "/stats@other_bot", "Жай әңгіме", "/nosuch"):
            server.push("message", server.world.compose(group, person, text=text, entities=entities_of(text)))
        ask_in_group(server)
        await until(lambda: answers(server) == 1)
    assert "12 400" in server.called("sendMessage")[0].result["text"]


async def test_anonymous_admins_of_two_groups_are_two_people(server: Server, tmp_path: Path, group: Chat) -> None:
    sender = {"id": ANONYMOUS_ADMIN, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    other = server.world.chat(-1007, "supergroup", "Көршілер")
    async with Running(settings_for(server, tmp_path)) as application:
        await until(lambda: application.desk is not None)
        application.desk.limit = AskingLimit(time.monotonic, count=1)  # type: ignore[union-attr]
        for chat in (group, other):
            content = {"text": "/about", "entities": entities_of("/about"), "sender_chat": chat.head()}
            server.push("message", server.world.compose(chat, sender, **content))
        await until(lambda: answers(server) == 2)
    assert all("Дерек" in one.result["text"] for one in server.called("sendMessage"))


async def test_an_answer_given_before_a_kill_is_not_given_again(server: Server, tmp_path: Path) -> None:
    """Killed after the answer was noted and before its update was: the update is taken up, the answer is not."""
    settings = settings_for(server, tmp_path)
    async with Running(settings) as application:
        message = ask(server)
        await until(lambda: answers(server) == 1)
        await application.idle()
    with sqlite3.connect(tmp_path / "derek-telegram.db") as ledger:
        number = ledger.execute("select max(id) from updates").fetchone()[0]
        body = json.dumps({"update_id": number, "message": message})
        ledger.execute("update updates set done = null, body = ?", [body])
    async with Running(settings):
        ask(server, "Кітапхана меңгерушісі кім?")  # comes after what the last run left
        await until(lambda: "Сәуле" in server.called("sendMessage")[-1].result["text"])
    assert answers(server) == 2


async def test_one_batch_may_hold_an_update_twice(server: Server, tmp_path: Path) -> None:
    async with Running(settings_for(server, tmp_path)) as application:
        person = server.world.person(101, "Айгүл")
        chat = server.world.private(person)
        message = server.world.compose(chat, person, text="/about", entities=entities_of("/about"))
        await application.accept([{"update_id": 7, "message": message}] * 2)
        await application.idle()
    assert answers(server) == 1
