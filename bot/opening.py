"""Open what a run needs: the folder of articles brought into the database, and an answerer over it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.answering.answerer import Answerer
from bot.settings import Settings
from retrieval.index import Index
from retrieval.indexing import Changes, reindex
from retrieval.store import Store, StoreError


@dataclass(frozen=True, slots=True)
class Opened:
    """An answerer over the folder as it is now, the open store, and what indexing changed."""

    answerer: Answerer
    store: Store
    changes: Changes


def open_store(database: Path) -> Store:
    """The store; the database's folder is made when only that folder is missing. Raises StoreError."""
    try:
        database.parent.mkdir(exist_ok=True)
    except OSError:
        raise StoreError(
            f"The folder of the database {database} cannot be made; make it or name another file."
        ) from None
    return Store(database)


def open_answerer(settings: Settings) -> Opened:
    """Bring the store up to date with the folder (cheap when nothing changed) and read it.

    So an answer never comes from an older state of the folder. Raises StoreError or LoadingError.
    """
    store = open_store(settings.database)
    try:
        changes = reindex(store, settings.corpus_dir)
        answerer = Answerer(Index(store.articles()))
    except BaseException:
        store.close()
        raise
    return Opened(answerer, store, changes)
