"""The promise over the generated questions of every article at hand, or of the folders named.

`python bench/promise.py [--all] [DIR…]` prints each reply that names something its cited paragraph does not hold;
the exit status is 1 when there is one. A folder of articles is asked 20,000 questions spread evenly over all that
can be made of it (all: with --all). Of held-out folders only the totals are told. tests/promise asks a small sample.
"""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path

PROJECT = Path(__file__).parents[1]
sys.path[:0] = [str(PROJECT), str(PROJECT / "tests/promise")]

from generated import gather, questions  # noqa: E402 - the paths come first
from promises import broken  # noqa: E402

from bench.quality.sets import known_sets  # noqa: E402
from bot.answering.answerer import Answerer  # noqa: E402
from retrieval.index import Index  # noqa: E402
from retrieval.loading import load_corpus  # noqa: E402

LEAST = 20_000  # questions a folder


def main() -> int:
    """Check each folder; 1 if a promise was broken anywhere."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, help="default: the folders of all question sets")
    parser.add_argument("--all", action="store_true", help="ask everything, not only 20,000 questions a folder")
    given = parser.parse_args()
    folders = [(folder, False) for folder in given.folders] or list(_folders())
    return max([_check(folder, quiet=held_out, every=given.all) for folder, held_out in folders])


def _folders() -> Iterator[tuple[Path, bool]]:
    """Each folder of articles that a question set stands on, with whether it is held out."""
    sets = known_sets()
    open_to_all = dict.fromkeys(folder for one in sets if not one.held_out for folder in one.folders)
    yield from ((folder, False) for folder in open_to_all)
    held = dict.fromkeys(folder for one in sets if one.held_out for folder in one.folders if folder not in open_to_all)
    yield from ((folder, True) for folder in held)


def _check(folder: Path, *, quiet: bool, every: bool) -> int:
    index = Index(load_corpus(folder).articles)
    answerer = Answerer(index)
    made = list(questions(gather(index.articles.values())))
    asked = made if every else _spread(made, LEAST)
    started, answered, faults = time.perf_counter(), 0, 0
    for question in asked:
        reply = answerer.answer(question)
        answered += reply.status == "answered"
        notes = broken(reply, index)
        faults += bool(notes)
        if notes and not quiet:
            print(f"{'; '.join(notes)}\n  {question}\n  {reply.text.splitlines()[0]}\n  {reply.citations}", flush=True)
    seconds = time.perf_counter() - started
    told = f"{answered} answered, {faults} broken, {seconds:.0f} s"
    print(f"{folder.name}: {len(asked)} questions of {len(made)}, {told}", flush=True)
    return int(faults > 0)


def _spread(questions: Sequence[str], most: int) -> list[str]:
    """At most so many, evenly over all."""
    count = min(most, len(questions))
    return [questions[place * len(questions) // count] for place in range(count)]


if __name__ == "__main__":
    sys.exit(main())
