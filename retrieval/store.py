"""The store: articles, paragraphs and the log of questions in one SQLite file (sqlite-utils).

A connection belongs to the thread that opened it; a Store is cheap, so each thread opens its own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any, Self

from sqlite_utils import Database, Migrations

from retrieval.article import Article, Paragraph

# How long to wait for another program that writes, in milliseconds.
BUSY_TIMEOUT = 5_000

_ADVICE: Mapping[str, str] = MappingProxyType(
    {
        "unable to open": "cannot be opened; check that its folder exists and may be written to",
        "locked": "is being written by another program; try again when that has finished",
        "busy": "is being written by another program; try again when that has finished",
        "readonly": "may not be written; check the rights of the file and its folder",
        "read-only": "may not be written; check the rights of the file and its folder",
        "disk is full": "cannot grow because the disk is full; free some space and try again",
        "disk i/o error": "cannot be read or written (disk error); check the disk and the rights",
        "not a database": "is not a database; name another file or delete this one and index again",
        "malformed": "is damaged; delete it and index again (the log of questions is lost) or restore a copy",
        "no such table": "was made by another program; name another file",
        "already exists": "was made by another program; name another file",
        "no such column": "was made by another version; delete it and index again or update the program",
    }
)

migrations = Migrations("derek")


class StoreError(Exception):
    """The database cannot be used; the message is one sentence of advice."""


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article with the hash of the file it was read from."""

    article: Article
    content_hash: str


@dataclass(frozen=True, slots=True)
class LoggedAnswer:
    """One question and its outcome as the log keeps it."""

    time: str  # ISO 8601, UTC
    chat: str
    user: str  # a keyed hash, never a person's id
    question: str
    status: str  # answered, refused or smalltalk
    type: str
    short_answer: str
    text: str
    confidence: float  # 0 to 1
    citations: str  # a JSON list
    took_ms: float
    id: int | None = None  # given by the store


class Store:
    """An open database. Use it in the thread that opened it, and close it or use it in a `with`.

    Raises StoreError, from opening as from every call, with advice a person can follow.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._db = open_database(path)
        try:
            with self._advice():
                self._db.execute("PRAGMA foreign_keys = ON")
                if migrations.pending(self._db):
                    migrations.apply(self._db)
        except StoreError:
            self._db.close()
            raise

    def close(self) -> None:
        """Close the connection; a second time does nothing."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # --- articles

    def hashes(self) -> dict[str, str]:
        """The content hash of each stored article by its id."""
        with self._advice():
            rows = self._db.query("select id, content_hash from articles")
            return {row["id"]: row["content_hash"] for row in rows}

    def articles(self) -> tuple[Article, ...]:
        """All articles with their paragraphs, in the order of their ids, as of one moment."""
        with self._advice(), self._db.atomic():
            rows = list(self._db.query("select * from articles order by id"))
            paragraphs: dict[str, list[Paragraph]] = {row["id"]: [] for row in rows}
            for row in self._db.query("select * from paragraphs order by article, number"):
                paragraphs[row["article"]].append(Paragraph(row["article"], row["number"], row["text"]))
        return tuple(_article(row, paragraphs[row["id"]]) for row in rows)

    def apply(
        self,
        stored: Iterable[StoredArticle],
        removed: Iterable[str],
        expected: Mapping[str, str] | None = None,
    ) -> bool:
        """Put articles in (in place of older ones with their ids) and take others out, all or nothing.

        `expected`: the hashes the change was worked out from; when another program has changed the articles
        since, nothing is done and the answer is False.
        """
        new = list(stored)
        gone = [*removed, *(entry.article.id for entry in new)]
        # Not `with db.conn`: that did not roll a drop and insert back (sqlite-utils 4.2.1).
        with self._advice(), self._db.atomic():
            # Writing nothing takes the lock: a transaction that reads first fails instead of waiting for it.
            self._db.execute("delete from articles where false")
            if expected is not None and self.hashes() != expected:
                return False
            for article_id in gone:  # the paragraphs go with them
                self._db.execute("delete from articles where id = ?", [article_id])
            self._db.table("articles").insert_all(_article_row(entry) for entry in new)
            self._db.table("paragraphs").insert_all(
                asdict(paragraph) for entry in new for paragraph in _all_paragraphs(entry.article)
            )
        return True

    # --- the log of questions and answers

    def log(self, answer: LoggedAnswer) -> int:
        """Keep a question and its outcome; returns the id it can be found by."""
        row = {name: value for name, value in asdict(answer).items() if name != "id"}
        names, marks = ", ".join(row), ", ".join("?" for _ in row)
        # Plain SQL: `table.insert` reads the schema first, and would then not wait for another writer.
        with self._advice(), self._db.atomic():
            cursor = self._db.execute(f"insert into answers ({names}) values ({marks})", list(row.values()))
            return int(cursor.lastrowid or 0)

    def logged(self, answer_id: int) -> LoggedAnswer | None:
        """The logged answer with this id, None when there is none (any more)."""
        return next(self._logged("where id = ?", [answer_id]), None)

    def forget(self, before: str) -> None:
        """Remove the answers logged before a time (ISO 8601, UTC), from the file's free pages, too."""
        with self._advice():
            # Asked first: an opening that has nothing to remove does not wait for another program's writing.
            if next(self._db.query("select 1 from answers where time < ? limit 1", [before]), None) is None:
                return
            self._db.execute("PRAGMA secure_delete = ON")
            with self._db.atomic():
                self._db.execute("delete from answers where time < ?", [before])

    def _logged(self, condition: str, values: list[str | int]) -> Iterator[LoggedAnswer]:
        with self._advice():
            rows = list(self._db.query(f"select * from answers {condition}", values))
        names = LoggedAnswer.__dataclass_fields__
        # Columns that a later migration adds are not part of the record.
        return (LoggedAnswer(**{name: row[name] for name in names}) for row in rows)

    def _advice(self) -> AbstractContextManager[None]:
        return _advice_on(self._path)


def open_database(path: Path) -> Database:
    """A SQLite file in WAL mode, for a Store or for tables that are not the store's (a chat's own).

    The connection belongs to the thread that opened it. Raises StoreError.
    """
    with _advice_on(path):
        database = Database(sqlite3.connect(path, timeout=BUSY_TIMEOUT / 1000))
        try:
            database.enable_wal()
        except sqlite3.DatabaseError:
            database.close()
            raise
    return database


@contextmanager
def _advice_on(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into a StoreError that says what to do."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise  # a connection used in another thread or after closing: a mistake in our code
    except sqlite3.DatabaseError as error:
        said = str(error).lower()
        advice = next((advice for words, advice in _ADVICE.items() if words in said), f"failed: {error}")
        raise StoreError(f"The database {path} {advice}.") from error


# --- the schema, one migration a change; never edit one that was released


@migrations()
def create_articles_and_log(db: Database) -> None:
    db.execute(
        """
        create table articles (
            id text primary key, title text not null, url text not null, date text not null,
            source text not null, author text not null, photographer text not null,
            byline integer, content_hash text not null
        )
        """
    )
    db.execute(
        """
        create table paragraphs (
            article text not null references articles (id) on delete cascade,
            number integer not null, text text not null,
            primary key (article, number)
        )
        """
    )
    db.execute(
        """
        create table answers (
            id integer primary key, time text not null, chat text not null, user text not null,
            question text not null, status text not null, type text not null, short_answer text not null,
            text text not null, confidence real not null, citations text not null, took_ms real not null
        )
        """
    )
    db.execute("create index answers_by_chat on answers (chat, id)")
    db.execute("create index answers_by_time on answers (time)")


def _all_paragraphs(article: Article) -> tuple[Paragraph, ...]:
    return article.paragraphs if article.byline is None else (*article.paragraphs, article.byline)


def _article_row(stored: StoredArticle) -> dict[str, Any]:
    article = stored.article
    return {
        "id": article.id,
        "title": article.title,
        "url": article.url,
        "date": article.date,
        "source": article.source,
        "author": article.author,
        "photographer": article.photographer,
        "byline": article.byline.number if article.byline else None,
        "content_hash": stored.content_hash,
    }


def _article(row: Mapping[str, Any], paragraphs: list[Paragraph]) -> Article:
    byline = next((paragraph for paragraph in paragraphs if paragraph.number == row["byline"]), None)
    facts = {name: row[name] for name in ("id", "title", "url", "date", "source", "author", "photographer")}
    text = tuple(paragraph for paragraph in paragraphs if paragraph is not byline)
    return Article(paragraphs=text, byline=byline, **facts)
