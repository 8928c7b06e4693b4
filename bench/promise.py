"""The promise over every generated question of the seeds, or of the folders named.

`python bench/promise.py [DIR…]` prints each reply that names something its cited paragraph does not hold; the
exit status is 1 when there is one. tests/promise asks a sample of the same questions.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

PROJECT = Path(__file__).parents[1]
sys.path[:0] = [str(PROJECT), str(PROJECT / "tests/promise")]

from generated import gather, questions  # noqa: E402 - the paths come first
from promises import broken  # noqa: E402

from bot.answering.answerer import Answerer  # noqa: E402
from retrieval.index import Index  # noqa: E402
from retrieval.loading import load_corpus  # noqa: E402


def main(folders: list[Path]) -> int:
    return max(_check(folder) for folder in folders)


def _check(folder: Path) -> int:
    index = Index(load_corpus(folder).articles)
    answerer = Answerer(index)
    started, asked, answered, faults = time.perf_counter(), 0, 0, 0
    for question in questions(gather(index.articles.values())):
        reply = answerer.answer(question)
        asked += 1
        answered += reply.status == "answered"
        notes = broken(reply, index)
        if notes:
            faults += 1
            print(f"{'; '.join(notes)}\n  {question}\n  {reply.text.splitlines()[0]}\n  {reply.citations}")
    seconds = time.perf_counter() - started
    print(f"{folder}: {asked} questions, {answered} answered, {faults} broken promises, {seconds:.0f} s")
    return int(faults > 0)


if __name__ == "__main__":
    sys.exit(main([Path(name) for name in sys.argv[1:]] or [PROJECT / "seeds"]))
