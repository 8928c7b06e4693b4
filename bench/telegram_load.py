"""How fast the bot answers a crowd, over HTTP against the loopback Bot API server of the tests.

    python -m bench.telegram_load [--people 500] [--questions 2000] [--faults] [--rate 20]

Without --faults: latencies at Telegram's real limits. With --faults: 5 % of the requests fail (502, 429,
reset), updates come twice, and the bot is killed (kill -9) and started again in the middle; then the figures
say whether every question was answered, once, in order.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "telegram"))

from botapi.server import FloodLimits, Server
from botapi.world import World
from load import Crowd
from processes import prepare, start_bot, until


async def main(options: argparse.Namespace) -> None:
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)  # the kill cuts requests in the middle
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder)
        async with Server(World(), FloodLimits()) as server:
            crowd = Crowd(server, options.people, options.questions, options.groups)
            bot = await start_bot(folder, server.url, LOG_LEVEL="WARNING")
            await until(lambda: "allowed_updates" in server.world.settings)
            if options.faults:
                server.fault_rate, server.duplicate_rate = 0.05, 0.05
            began = time.monotonic()
            asking = asyncio.create_task(crowd.ask(options.rate))
            if options.faults:
                await until(lambda: len(crowd.answered) >= options.questions // 2, 600)
                crowd.killed_at = time.monotonic()
                bot.kill()
                await bot.wait()
                bot = await start_bot(folder, server.url, LOG_LEVEL="WARNING")
            await asking
            await until(lambda: not crowd.unanswered, 600)
            took = time.monotonic() - began
            await asyncio.sleep(2)
            bot.terminate()
            await bot.wait()
        report(crowd, server, took)


def report(crowd: Crowd, server: Server, took: float) -> None:
    print(f"{len(crowd.asked)} questions of {crowd.people} people, {crowd.groups} groups, in {took:.0f} s")
    print(
        f"unanswered {len(crowd.unanswered)}, answered twice {len(crowd.twice)} "
        f"(on their way at the kill: {len(crowd.on_their_way)}), "
        f"chats out of order {len(crowd.out_of_order)}, limits exceeded {len(server.flood.violations)}"
    )
    print(f"faults given: {crowd.faults()}")
    figures("question to answer, limits included", crowd.seconds(lambda one: crowd.asked[one][1]))
    alone = [one for one in crowd.answered if not crowd.had_to_wait(one)]
    own = sorted(crowd.answered[one][0] - crowd.asked[one][1] for one in alone)
    figures(f"the bot's own share ({len(own)} questions whose chat was free)", own)


def figures(name: str, seconds: list[float]) -> None:
    def at(share: float) -> float:
        return 1000 * seconds[min(int(len(seconds) * share), len(seconds) - 1)]

    print(f"{name}: median {at(0.5):.1f} ms, p90 {at(0.9):.1f} ms, p99 {at(0.99):.1f} ms")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=500)
    parser.add_argument("--questions", type=int, default=2000)
    parser.add_argument("--groups", type=int, default=20)
    parser.add_argument("--rate", type=float, default=20.0, help="questions a second")
    parser.add_argument("--faults", action="store_true")
    asyncio.run(main(parser.parse_args()))
