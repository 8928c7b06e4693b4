"""Killed at any moment (kill -9), the store opens with the old state or the new, never a mixture."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from multiprocessing.synchronize import Event
from pathlib import Path

from retrieval.article import Article
from retrieval.indexing import reindex
from retrieval.loading import load_corpus
from retrieval.store import Store

ROUNDS = 40
MOST_ROUNDS = 400  # on a busy machine the child may need more of them to be caught in both states
PARAGRAPHS = 30


def write_corpus(folder: Path, state: str, names: range) -> None:
    """A corpus whose every paragraph tells the state it belongs to."""
    folder.mkdir()
    for name in names:
        paragraphs = [f"{state} күйі, {name} мақала, {number} абзац." for number in range(PARAGRAPHS)]
        (folder / f"{name}.txt").write_text("\n\n".join(paragraphs), encoding="utf-8")


def reindex_for_ever(database: Path, folders: list[Path], ready: Event) -> None:
    """What is killed: one corpus after the other into the same database."""
    with Store(database) as store:
        ready.set()
        while True:
            for folder in folders:
                reindex(store, folder)


def read(database: Path) -> tuple[Article, ...]:
    with Store(database) as store:
        return store.articles()


def test_killed_while_reindexing_the_store_holds_the_old_state_or_the_new(tmp_path: Path) -> None:
    database = tmp_path / "derek.db"
    # Some articles change, some vanish, some are new.
    write_corpus(tmp_path / "first", "бірінші", range(0, 12))
    write_corpus(tmp_path / "second", "екінші", range(4, 16))
    folders = [tmp_path / "first", tmp_path / "second"]
    states = [load_corpus(folder).articles for folder in folders]
    with Store(database) as store:
        reindex(store, folders[0])
    dice = random.Random(7)
    found: list[int] = []
    fork = multiprocessing.get_context("fork")
    while len(found) < ROUNDS or (set(found) != {0, 1} and len(found) < MOST_ROUNDS):
        ready = fork.Event()
        child = fork.Process(target=reindex_for_ever, args=(database, folders, ready))
        child.start()
        assert ready.wait(timeout=30)
        time.sleep(dice.uniform(0.0, 0.08))
        assert child.pid is not None
        os.kill(child.pid, signal.SIGKILL)
        child.join()
        assert child.exitcode == -signal.SIGKILL, "the child ended by itself: nothing was tested"
        articles = read(database)
        assert articles in states
        found.append(states.index(articles))
    assert set(found) == {0, 1}, "always the same state: the child never got to write"
