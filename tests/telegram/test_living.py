"""Living with Telegram: conflicts, webhooks, dead connections, stops, kills, secrets."""

from __future__ import annotations

import asyncio
import socket
from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest
from botapi.server import Server
from botapi.world import Chat
from live import QUESTION, Running, answers, ask, ask_in_group, settings_for
from processes import prepare, start_bot, start_real_bot, until
from telegram.error import NetworkError

from bot.chat.telegram.application import CannotRunError
from bot.chat.telegram.network import make_request
from bot.chat.telegram.polling import TokenRejectedError


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def holds(folder: Path, words: bytes) -> bool:
    """Do the ledger's files hold these bytes anywhere?"""
    return any(words in one.read_bytes() for one in folder.glob("derek-telegram.db*"))


async def test_second_instance_is_said_and_healed(
    server: Server, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    server.plan("getUpdates", 409, times=3)
    async with Running(settings_for(server, tmp_path)):
        ask(server)
        await until(lambda: answers(server) == 1)
    said = [one.getMessage() for one in caplog.records if "Another instance" in one.getMessage()]
    assert [text.rsplit("in ", 1)[1] for text in said] == ["0.05 s.", "0.1 s.", "0.2 s."]  # growing pauses


async def test_two_bots_overlap_during_a_redeploy(server: Server, tmp_path: Path) -> None:
    settings = settings_for(server, tmp_path)
    async with Running(settings):
        other = replace(settings, database=tmp_path / "other.db")
        async with Running(other):
            await asyncio.sleep(0.3)
        ask(server)
        await until(lambda: answers(server) >= 1)


async def test_webhook_left_on_is_said_and_taken_off(
    server: Server, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    server.webhook = {"url": "https://old.example/hook", "secret": ""}
    async with Running(settings_for(server, tmp_path)):
        ask(server)
        await until(lambda: answers(server) == 1)
    assert any("A webhook is still set" in one.getMessage() for one in caplog.records)


async def test_wrong_token_stops_at_once(server: Server, tmp_path: Path) -> None:
    settings = replace(settings_for(server, tmp_path), telegram_bot_token="123456:wrong")
    running = Running(settings)
    with pytest.raises(TokenRejectedError):
        await running.application.start()
    await running.application.stop()


async def test_token_revoked_while_running_stops_the_bot(server: Server, tmp_path: Path) -> None:
    running = Running(settings_for(server, tmp_path))
    async with running:
        server.world.token = "123456:renewed"
        await until(running.serving.done)
        with pytest.raises(TokenRejectedError):
            running.serving.result()


async def test_silent_polling_is_begun_anew(server: Server, tmp_path: Path) -> None:
    async with Running(settings_for(server, tmp_path)) as application:
        server.hold_polls = True  # Telegram holds the line and never answers
        await until(lambda: application.poller.restarts >= 1)
        server.hold_polls = False
        ask(server)
        await until(lambda: answers(server) == 1)


async def test_telegram_away_at_the_start(server: Server, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    server.plan("getMe", 502, times=2)
    async with Running(settings_for(server, tmp_path)):
        ask(server)
        await until(lambda: answers(server) == 1)
    trouble = [one for one in caplog.records if "out of reach" in one.getMessage()]
    assert len(trouble) == 2
    assert not any(one.exc_info for one in trouble)  # a line each, no tracebacks


async def test_unparsable_update_does_not_take_others_along(server: Server, tmp_path: Path) -> None:
    async with Running(settings_for(server, tmp_path)):
        server.push("message", {"message_id": "x", "chat": 5})
        ask(server)
        await until(lambda: answers(server) == 1)


async def test_html_refused_is_sent_as_plain_text(server: Server, tmp_path: Path) -> None:
    from botapi import server as module

    async with Running(settings_for(server, tmp_path)):
        module.FAULTS[400] = "Bad Request: can't parse entities: unsupported start tag at byte offset 0"
        server.plan("sendMessage", 400)
        ask(server)
        await until(lambda: answers(server) == 1)
    text = server.called("sendMessage")[0].result["text"]
    assert "12 400" in text and "<" not in text and "Дереккөз: «Көктал" in text


async def test_webhook_delivers_with_its_secret_only(server: Server, tmp_path: Path) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}/hook/derek"
    settings = replace(settings_for(server, tmp_path), webhook_url=url, webhook_port=port, webhook_secret="sec_RET-1")
    async with Running(settings) as application:
        await until(lambda: server.webhook.get("url"))
        ask(server)
        await until(lambda: answers(server) == 1)
        async with aiohttp.ClientSession() as session:
            forged = {"update_id": 999_999, "message": {}}
            for headers in ({}, {"X-Telegram-Bot-Api-Secret-Token": "wrong"}):
                async with session.post(url, json=forged, headers=headers) as response:
                    assert response.status == 403
            right = {"X-Telegram-Bot-Api-Secret-Token": "sec_RET-1"}
            async with session.post(url, data=b"{broken", headers=right) as response:
                assert response.status == 400
        await application.idle()
    assert answers(server) == 1


async def test_unusable_webhook_secret_is_said(server: Server, tmp_path: Path) -> None:
    settings = replace(settings_for(server, tmp_path), webhook_url="https://x.example", webhook_secret="құпия")
    running = Running(settings)
    with pytest.raises(CannotRunError, match="WEBHOOK_SECRET"):
        await running.application.start()
    await running.application.stop()


async def test_health_and_metrics(server: Server, tmp_path: Path) -> None:
    port = free_port()
    async with (
        Running(replace(settings_for(server, tmp_path), health_port=port)),
        aiohttp.ClientSession() as http,
    ):
        ask(server)
        await until(lambda: answers(server) == 1)
        async with http.get(f"http://127.0.0.1:{port}/health") as response:
            assert (response.status, (await response.json())["status"]) == (200, "ok")
        async with http.get(f"http://127.0.0.1:{port}/metrics") as response:
            page = await response.text()
        assert "derek_questions_answered_total 1\n" in page
        assert 'derek_answer_seconds_bucket{le="+Inf"} 1\n' in page


async def test_menus_and_descriptions_are_set_in_kazakh_for_everyone(server: Server, tmp_path: Path) -> None:
    async with Running(replace(settings_for(server, tmp_path), admin_ids=frozenset({900}), org_name="Алаш")):
        pass
    known = server.world.settings
    for language in ("", "kk", "ru"):
        assert known[f"description:{language}"].startswith("Сәлеметсіз бе! Мен Алаш")
        assert "Алаш" in known[f"short_description:{language}"]
        for scope, command in (("default", "start"), ("all_private_chats", "start"), ("all_group_chats", "suraq")):
            assert known[str(("commands", scope, 0, language))][0]["command"] == command


async def test_admins_have_their_own_menu_once_they_have_pressed_start(server: Server, tmp_path: Path) -> None:
    server.world.private(server.world.person(900, "Әкімші"))
    async with Running(replace(settings_for(server, tmp_path), admin_ids=frozenset({900, 901}))):
        pass
    menu = [one["command"] for one in server.world.settings[str(("commands", "chat", 900, ""))]]
    assert menu[-3:] == ["reindex", "stats", "unanswered"]


async def test_people_are_hashed_in_the_ledger(server: Server, tmp_path: Path) -> None:
    async with Running(settings_for(server, tmp_path)) as application:
        ask(server, user=777_123_456)
        await until(lambda: answers(server) == 1)
        await application.idle()
    assert not holds(tmp_path, b"777123456")
    assert holds(tmp_path, QUESTION.encode())  # the ledger itself is there


async def test_sigterm_finishes_and_exits_cleanly(server: Server, tmp_path: Path) -> None:
    prepare(tmp_path)
    bot = await start_bot(tmp_path, server.url)
    ask(server)
    await until(lambda: answers(server) == 1)
    bot.terminate()
    assert await asyncio.wait_for(bot.wait(), 10) == 0
    assert b"Traceback" not in (tmp_path / "bot.log").read_bytes()


async def test_sigterm_amid_a_reindex_leaves_no_progress_message_unfinished(server: Server, tmp_path: Path) -> None:
    prepare(tmp_path)
    bot = await start_bot(tmp_path, server.url, SLOW_REINDEX="30")
    ask(server, "/reindex", user=900)
    await until(lambda: answers(server) == 1)
    bot.terminate()
    assert await asyncio.wait_for(bot.wait(), 10) == 0
    last = server.called("editMessageText")[-1].result
    assert last["message_id"] == server.called("sendMessage")[0].result["message_id"]
    assert "аяқталмай қалды" in last["text"]


async def test_token_is_nowhere_in_the_log(server: Server, tmp_path: Path) -> None:
    prepare(tmp_path)
    bot = await start_bot(tmp_path, server.url, LOG_LEVEL="DEBUG")
    server.plan("getUpdates", 502, times=2)
    server.plan("sendMessage", "reset")
    ask(server, "Бүлін")  # a failure whose text holds the token
    ask(server)
    await until(lambda: answers(server) == 2)
    bot.terminate()
    await bot.wait()
    log = (tmp_path / "bot.log").read_text()
    assert "planted failure" in log
    assert "test-token" not in log


async def test_wrong_token_is_one_sentence_and_status_two(server: Server, tmp_path: Path) -> None:
    prepare(tmp_path)
    bot = await start_bot(tmp_path, server.url, TELEGRAM_BOT_TOKEN="654321:of-nobody", LOG_LEVEL="INFO")
    assert await asyncio.wait_for(bot.wait(), 20) == 2
    log = (tmp_path / "bot.log").read_text()
    assert log.count("\n") == 1 and "TELEGRAM_BOT_TOKEN" in log and "of-nobody" not in log


async def test_the_readme_command_talks(server: Server, tmp_path: Path) -> None:
    """`python -m bot` with a token: the real answerer over the seeds."""
    bot = await start_real_bot(tmp_path, server.url)
    ask(server, "Қарғалы ұйымында қанша мүше бар?")
    await until(lambda: answers(server) == 1, 60)
    bot.terminate()
    assert await asyncio.wait_for(bot.wait(), 10) == 0
    message = server.called("sendMessage")[0].result
    assert "1085" in message["text"]
    assert [row[0]["text"] for row in message["reply_markup"]["inline_keyboard"]] == ["👍", "Толық абзац"]


# --- where an answer goes when the place is not what it was


async def test_a_deleted_question_is_answered_without_reply(server: Server, tmp_path: Path, group: Chat) -> None:
    async with Running(settings_for(server, tmp_path)):
        del group.messages[ask_in_group(server)["message_id"]]
        await until(lambda: answers(server) == 1)
    assert "reply_to_message" not in server.called("sendMessage")[0].result


async def test_a_deleted_topic_is_left_for_general(server: Server, tmp_path: Path, group: Chat) -> None:
    topic = server.world.open_topic(group, "Сұрақтар", server.world.person(102, "Болат"))
    async with Running(settings_for(server, tmp_path)):
        ask_in_group(server, message_thread_id=topic)
        group.topics.clear()
        await until(lambda: answers(server) == 1)
    refused, sent = (one for one in server.calls if one.method == "sendMessage")
    assert refused.error is not None and "thread not found" in refused.error.description
    assert "message_thread_id" not in sent.params


async def test_a_moved_group_gets_its_answer_in_the_new_place(server: Server, tmp_path: Path, group: Chat) -> None:
    new = server.world.chat(-1006, "supergroup", "Достар")
    async with Running(settings_for(server, tmp_path)):
        group.migrated_to = new.id
        ask_in_group(server)
        await until(lambda: answers(server) == 1)
    assert server.called("sendMessage")[0].result["chat"]["id"] == new.id


@pytest.mark.parametrize("standing", ["kicked", "left"])
async def test_a_closed_chat_is_not_tried_again(server: Server, tmp_path: Path, group: Chat, standing: str) -> None:
    async with Running(settings_for(server, tmp_path)) as application:
        group.bot_is = standing
        ask_in_group(server)
        await until(lambda: [one for one in server.calls if one.method == "sendMessage"])
        await application.idle()
        assert await application.ledger(lambda book: len(book.gone_chats())) == 1
    assert len([one for one in server.calls if one.method == "sendMessage"]) == 1


async def test_https_goes_through_the_proxy_and_an_own_server_does_not() -> None:
    lines: list[bytes] = []

    async def note(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        lines.append(await reader.readline())
        writer.close()

    proxy = await asyncio.start_server(note, "127.0.0.1", 0)
    address = f"http://127.0.0.1:{proxy.sockets[0].getsockname()[1]}"
    for api in ("https://api.telegram.invalid", "http://own.invalid"):
        async with make_request(api, address) as request:
            with pytest.raises(NetworkError):
                await request.post(f"{api}/bot1:x/getMe")
    proxy.close()
    assert lines == [b"CONNECT api.telegram.invalid:443 HTTP/1.1\r\n"]
