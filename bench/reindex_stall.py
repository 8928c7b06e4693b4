"""How long the event loop is held up while a large corpus is reindexed and swapped in.

    python -m bench.reindex_stall [--paragraphs 20000]

The library of the running bot gets an invented corpus of that many paragraphs. A ticker asks for the loop
every 5 ms and notes how much later it gets it: first idle, then during a /reindex of the whole corpus, while
questions are answered.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import tempfile
import time
from pathlib import Path

from bot.chat.telegram.application import corpus_library
from bot.chat.telegram.knowledge import Library
from bot.settings import Settings
from retrieval.indexing import Changes

TICK = 0.005  # seconds
SEEDS = Path(__file__).parent.parent / "seeds"
PER_ARTICLE = 10


def invent_corpus(folder: Path, paragraphs: int) -> None:
    """Articles of ten paragraphs, their words those of the seeds with invented endings."""
    chance = random.Random(5)
    words = [
        word for file in sorted(SEEDS.glob("*.txt")) for word in file.read_text(encoding="utf-8").split()
    ]
    for number in range(paragraphs // PER_ARTICLE):
        texts = [" ".join(chance.choices(words, k=60)) for _ in range(PER_ARTICLE)]
        (folder / f"{number:05}.txt").write_text(
            f"Мақала {number}\n\n" + "\n\n".join(texts), encoding="utf-8"
        )


async def ticks(into: list[float]) -> None:
    """Note by how many seconds each tick comes too late."""
    while True:
        due = time.perf_counter() + TICK
        await asyncio.sleep(TICK)
        into.append(max(time.perf_counter() - due, 0.0))


async def measure(library: Library) -> None:
    async def quiet(_: Changes) -> None:
        print(f"  files read after {time.perf_counter() - began:.1f} s")

    idle: list[float] = []
    busy: list[float] = []
    ticker = asyncio.create_task(ticks(idle))
    await asyncio.sleep(2)
    ticker.cancel()
    ticker = asyncio.create_task(ticks(busy))
    began = time.perf_counter()
    renewing = asyncio.create_task(library.renew(quiet))
    answers: list[float] = []
    while not renewing.done():
        asked = time.perf_counter()
        await library.answer("Қарғалы ұйымында қанша мүше бар?")
        answers.append(time.perf_counter() - asked)
        await asyncio.sleep(0.5)
    changes = await renewing
    took = time.perf_counter() - began
    ticker.cancel()
    print(f"reindexed +{len(changes.added)} ~{len(changes.changed)} −{len(changes.removed)} in {took:.1f} s")
    show("event loop late, idle", idle)
    show("event loop late, during the reindex", busy)
    show("answers meanwhile, from the old index", answers)


def show(name: str, seconds: list[float]) -> None:
    ordered = sorted(seconds)

    def at(share: float) -> float:
        return 1000 * ordered[min(int(len(ordered) * share), len(ordered) - 1)]

    print(
        f"{name}: median {at(0.5):.1f} ms, p99 {at(0.99):.1f} ms, max {at(1):.1f} ms ({len(ordered)} samples)"
    )


async def main(paragraphs: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "corpus").mkdir()
        invent_corpus(folder / "corpus", paragraphs)
        library = corpus_library(Settings(corpus_dir=folder / "corpus", database=folder / "derek.db"))
        await library.open()
        await measure(library)  # from nothing
        for file in sorted((folder / "corpus").iterdir()):
            file.write_text(file.read_text(encoding="utf-8") + " Соңы.", encoding="utf-8")
        await measure(library)  # every article changed, the old index of the same size in use
        library.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--paragraphs", type=int, default=20_000)
    asyncio.run(main(parser.parse_args().paragraphs))
