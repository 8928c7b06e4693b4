"""Open what a run needs: the folder of articles brought into the database, and an answerer over it."""

from __future__ import annotations

import gc
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.answering.answerer import Answerer
from bot.settings import Settings
from retrieval.index import Index
from retrieval.indexing import Changes, reindex
from retrieval.store import Store, StoreError

FOR_GOOD = 36_500  # days; a longer memory than that needs no clock

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Opened:
    """An answerer over the folder as it is now, the open store, and what indexing changed."""

    answerer: Answerer
    store: Store
    changes: Changes


@contextmanager
def made_for_good() -> Iterator[None]:
    """Make what lasts as long as the run: no garbage collection halts everything to walk its many objects.

    Not while they are made, nor later: afterwards they are set aside.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def open_store(settings: Settings) -> Store:
    """The store without what is older than LOG_DAYS in its log. Raises StoreError.

    The database's folder is made when only that folder is missing.
    """
    try:
        settings.database.parent.mkdir(exist_ok=True)
    except OSError:
        raise StoreError(
            f"The folder of the database {settings.database} cannot be made; make it or name another file."
        ) from None
    store = Store(settings.database)
    _forget_old(store, settings.log_days)
    return store


def _forget_old(store: Store, days: int) -> None:
    if not 0 < days < FOR_GOOD:
        return
    try:
        store.forget((datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="seconds"))
    except StoreError as error:  # another program writes just now; the next opening forgets
        log.warning("The log of questions was not shortened: %s", error)


def open_answerer(settings: Settings) -> Opened:
    """Bring the store up to date with the folder (cheap when nothing changed) and read it.

    So an answer never comes from an older state of the folder. Raises StoreError or LoadingError.
    """
    store = open_store(settings)
    try:
        changes = reindex(store, settings.corpus_dir)
        with made_for_good():
            answerer = Answerer(Index(store.articles()))
    except BaseException:
        store.close()
        raise
    return Opened(answerer, store, changes)
