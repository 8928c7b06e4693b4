"""Bring the store up to date with a folder of articles, in one transaction."""

from __future__ import annotations

import hashlib
import time
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path

from retrieval.loading import LOADER_VERSION, BadFileError, Skipped, find_files, load_article, read_bytes
from retrieval.store import Store, StoredArticle


@dataclass(frozen=True, slots=True)
class Changes:
    """What a reindexing did, in article ids, and which files gave no article."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: tuple[str, ...]
    skipped: tuple[Skipped, ...]
    seconds: float


def reindex(store: Store, folder: Path) -> Changes:
    """Make the store hold exactly the articles of the folder: all or nothing.

    Files whose content hash is known are not parsed again. The article of a file that has become bad leaves
    the store: Derek answers from what lies in the folder, as if it had been indexed afresh, and the file is
    told as skipped. Raises LoadingError (the folder) or StoreError (the database); then nothing has changed.
    """
    started = time.perf_counter()
    changes = None
    while changes is None:  # once, unless another program reindexes at the same time
        changes = _try_to_reindex(store, folder)
    return replace(changes, seconds=time.perf_counter() - started)


def _try_to_reindex(store: Store, folder: Path) -> Changes | None:
    """One reindexing without its time; None when another program changed the articles meanwhile."""
    known = store.hashes()
    files, skipped = find_files(folder)
    fresh: list[StoredArticle] = []
    bad: list[Skipped] = []
    unchanged: list[str] = []
    for path in files:
        try:
            stored = _read_if_new(path, known)
        except BadFileError as error:
            bad.append(Skipped(path.name, str(error)))
            continue
        if stored:
            fresh.append(stored)
        else:
            unchanged.append(_article_id(path))
    added = tuple(entry.article.id for entry in fresh if entry.article.id not in known)
    changed = tuple(entry.article.id for entry in fresh if entry.article.id in known)
    removed = tuple(sorted(known.keys() - set(unchanged) - set(changed)))
    if (fresh or removed) and not store.apply(fresh, removed, expected=known):
        return None
    all_skipped = tuple(sorted([*skipped, *bad], key=lambda skip: skip.file))
    return Changes(added, changed, removed, tuple(unchanged), all_skipped, seconds=0.0)


def content_hash(path: Path, data: bytes) -> str:
    """A hash that changes with the file's bytes, its format and the way the loader reads it."""
    return hashlib.sha256(f"{LOADER_VERSION} {path.suffix.lower()} ".encode() + data).hexdigest()


def _read_if_new(path: Path, known: dict[str, str]) -> StoredArticle | None:
    data = read_bytes(path)
    found = content_hash(path, data)
    return None if known.get(_article_id(path)) == found else StoredArticle(load_article(path, data), found)


def _article_id(path: Path) -> str:
    return unicodedata.normalize("NFC", path.stem)
