"""A crowd asks while requests fail and the bot is killed: all answered, in order, within limits."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

from botapi.server import FloodLimits, Server
from botapi.world import World
from load import Crowd
from processes import prepare, start_bot, until

FASTER = 10  # Telegram and the bot both: a minute of limits passes in six seconds
LIMITS = FloodLimits(chat_interval=1 / FASTER, group_window=60 / FASTER, overall_window=1 / FASTER, overall_count=30)


async def test_every_question_is_answered_once_through_faults_and_a_kill(tmp_path: Path) -> None:
    prepare(tmp_path)
    async with Server(World(), LIMITS) as server:
        crowd = Crowd(server, people=100, questions=400, groups=10)
        server.fault_rate, server.duplicate_rate = 0.05, 0.05
        bot = await start_bot(tmp_path, server.url, FASTER=str(FASTER), LOG_LEVEL="INFO")
        asking = asyncio.create_task(crowd.ask(per_second=60))
        await until(lambda: len(crowd.answered) > 120, 60)
        crowd.killed_at = time.monotonic()
        bot.kill()
        await bot.wait()
        bot = await start_bot(tmp_path, server.url, FASTER=str(FASTER), LOG_LEVEL="INFO")
        await asking
        await until(lambda: not crowd.unanswered, 90)
        await asyncio.sleep(1)  # whatever would come twice comes now
        bot.terminate()
        status = await asyncio.wait_for(bot.wait(), 10)
    assert (crowd.unanswered, crowd.out_of_order) == ([], [])
    assert crowd.twice == crowd.on_their_way
    assert server.flood.violations == []
    assert status == 0
    assert "Traceback" not in (tmp_path / "bot.log").read_text()


async def test_without_a_kill_nothing_comes_twice(tmp_path: Path) -> None:
    prepare(tmp_path)
    async with Server(World(), LIMITS, seed=3) as server:
        crowd = Crowd(server, people=60, questions=200, groups=5)
        server.fault_rate, server.duplicate_rate = 0.05, 0.2
        bot = await start_bot(tmp_path, server.url, FASTER=str(FASTER), LOG_LEVEL="INFO")
        await crowd.ask(per_second=60)
        await until(lambda: not crowd.unanswered, 60)
        await asyncio.sleep(1)
        bot.terminate()
        await bot.wait()
    assert (crowd.unanswered, crowd.twice, crowd.out_of_order) == ([], [], [])
    assert server.flood.violations == []


async def test_a_stop_amid_waiting_answers_loses_and_doubles_nothing(tmp_path: Path) -> None:
    """Thirty questions in one group, of which twenty may be answered a minute: a stop comes while ten wait."""
    prepare(tmp_path)
    async with Server(World(), LIMITS) as server:
        crowd = Crowd(server, people=30, questions=150, groups=1)  # a fifth of them in the group
        bot = await start_bot(tmp_path, server.url, FASTER=str(FASTER), LOG_LEVEL="INFO")
        await crowd.ask(per_second=200)
        await until(lambda: len(crowd.order[-2000]) >= 12, 60)
        bot.terminate()
        assert await asyncio.wait_for(bot.wait(), 10) == 0
        assert crowd.unanswered
        bot = await start_bot(tmp_path, server.url, FASTER=str(FASTER), LOG_LEVEL="INFO")
        await until(lambda: not crowd.unanswered, 60)
        await asyncio.sleep(1)
        bot.terminate()
        await bot.wait()
    assert (crowd.unanswered, crowd.twice, crowd.out_of_order) == ([], [], [])
    assert server.flood.violations == []
