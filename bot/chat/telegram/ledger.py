"""What the bot must remember over a restart: updates under way, answers given, votes, chats.

Its own file beside the articles' database: a reindex that holds the articles' file for seconds must not
keep a chat waiting. The database object comes from the store, the one door to sqlite-utils.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import Any, Protocol

from bot.answering.reply import Reply
from bot.chat.telegram.records import Asker, Given, pack_reply, unpack_reply

DAY = 86_400.0
KEEP_UPDATES = 3 * DAY  # Telegram itself keeps updates for one day
MAX_TRIES = 3  # an update that was under way at so many crashes is given up

SCHEMA = (
    """create table if not exists updates (
        id integer primary key, body text not null, received real not null,
        tries integer not null default 0, done real)""",
    "create index if not exists updates_waiting on updates (id) where done is null",
    """create table if not exists answers (
        key text primary key, asked real not null, chat text not null, person text not null,
        question_message integer not null, message integer not null default 0,
        typed text not null, question text not null, status text not null, reply text not null, ms real not null,
        placed real)""",
    "create index if not exists answers_by_message on answers (chat, message)",
    "create index if not exists answers_by_question on answers (chat, question_message)",
    "create index if not exists answers_by_person on answers (chat, person, asked)",
    "create index if not exists answers_by_time on answers (asked)",
    """create table if not exists votes (
        answer text not null, person text not null, value integer not null, at real not null,
        primary key (answer, person))""",
    """create table if not exists shown (
        answer text not null, what text not null, at real not null, primary key (answer, what))""",
    "create table if not exists chats (chat text primary key, greeted real, gone text)",
)


class Database(Protocol):
    """The part of sqlite_utils.Database that is used here."""

    def execute(self, sql: str, parameters: Any = ...) -> Any: ...

    def query(self, sql: str, params: Any = ...) -> Iterator[dict[str, Any]]: ...

    def atomic(self) -> AbstractContextManager[Any]: ...

    def close(self) -> None: ...


class Ledger:
    """The tables and their steps; used from one thread. Times are seconds since 1970."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self._db = database
        self._clock = clock
        # What is deleted is gone from the file, too: updates hold people's ids while they are under way.
        database.execute("pragma secure_delete = on")
        for statement in SCHEMA:
            database.execute(statement)

    def close(self) -> None:
        self._db.close()

    # --- updates under way

    def take_in(self, updates: Iterable[tuple[int, str]]) -> list[int]:
        """Note updates (id, body) before Telegram forgets them; gives the ids that are new."""
        new = []
        with self._db.atomic():
            for number, body in updates:
                cursor = self._db.execute(
                    "insert or ignore into updates (id, body, received) values (?, ?, ?)",
                    [number, body, self._clock()],
                )
                if cursor.rowcount == 1:
                    new.append(number)
        return new

    def done(self, update: int) -> None:
        """Answered: only the id stays, so that a second delivery is known."""
        self._db.execute("update updates set done = ?, body = '' where id = ?", [self._clock(), update])

    def waiting(self) -> list[tuple[int, str]]:
        """Updates left by the last run, oldest first; one that crashed the bot repeatedly is given up."""
        with self._db.atomic():
            self._db.execute("update updates set tries = tries + 1 where done is null")
            self._db.execute(
                "update updates set done = ?, body = '' where done is null and tries > ?",
                [self._clock(), MAX_TRIES],
            )
            rows = list(self._db.query("select id, body from updates where done is null order by id"))
        return [(row["id"], row["body"]) for row in rows]

    # --- answers

    def remember(self, asker: Asker, typed: str, reply: Reply, ms: float) -> str:
        """Note an answer about to be shown; gives its key, which nobody can guess."""
        key = secrets.token_urlsafe(9)
        self._db.execute(
            "insert into answers (key, asked, chat, person, question_message, typed, question, status, reply, ms)"
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                *(key, self._clock(), asker.chat, asker.person, asker.message, typed),
                *(reply.question, reply.status, pack_reply(reply), ms),
            ],
        )
        return key

    def replace(self, key: str, typed: str, reply: Reply) -> None:
        """The question was edited: the same answer says something else now; its votes are void."""
        with self._db.atomic():
            self._db.execute(
                "update answers set typed = ?, question = ?, status = ?, reply = ? where key = ?",
                [typed, reply.question, reply.status, pack_reply(reply), key],
            )
            self._db.execute("delete from votes where answer = ?", [key])
            self._db.execute("delete from shown where answer = ?", [key])

    def placed(self, key: str, chat: str, message: int) -> None:
        """The answer stands in the chat as this message."""
        self._db.execute(
            "update answers set chat = ?, message = ?, placed = ? where key = ?",
            [chat, message, self._clock(), key],
        )

    def ages(self, chat: str, within: float) -> list[float]:
        """How many seconds ago answers went to the chat, the oldest first: a restart must not forget them."""
        now = self._clock()
        sql = "select placed from answers where chat = ? and placed > ? order by placed"
        return [now - row["placed"] for row in self._db.query(sql, [chat, now - within])]

    def answer(self, key: str) -> Given | None:
        return self._given("key = ?", [key])

    def answer_at(self, chat: str, message: int) -> Given | None:
        """The answer that stands as this message."""
        return self._given("chat = ? and message = ?", [chat, message])

    def answer_to(self, chat: str, question_message: int) -> Given | None:
        """The answer given to this question message."""
        return self._given("chat = ? and question_message = ?", [chat, question_message])

    def last_turn(self, chat: str, person: str, within: float, before: float | None = None) -> Given | None:
        """The person's latest turn in the chat, not older than `within` seconds and earlier than `before`."""
        end = self._clock() if before is None else before
        return self._given(
            "chat = ? and person = ? and asked > ? and asked < ? and status != 'smalltalk'",
            [chat, person, end - within, end],
        )

    def _given(self, condition: str, values: list[Any]) -> Given | None:
        sql = f"select * from answers where {condition} and reply != '' order by asked desc, rowid desc limit 1"
        row = next(iter(self._db.query(sql, values)), None)
        if row is None:
            return None
        return Given(
            key=row["key"],
            chat=row["chat"],
            person=row["person"],
            message=row["message"],
            asked=row["asked"],
            typed=row["typed"],
            reply=unpack_reply(row["reply"]),
        )

    # --- votes and buttons

    def vote(self, key: str, person: str, value: int) -> str:
        """One vote a person: «new», «same» or «changed»; 0 takes it back."""
        sql = "select value from votes where answer = ? and person = ?"
        row = next(iter(self._db.query(sql, [key, person])), None)
        if row is not None and row["value"] == value:
            return "same"
        self._db.execute(
            "insert into votes (answer, person, value, at) values (?, ?, ?, ?)"
            " on conflict (answer, person) do update set value = excluded.value, at = excluded.at",
            [key, person, value, self._clock()],
        )
        return "new" if row is None or row["value"] == 0 else "changed"

    def show_once(self, key: str, what: str) -> bool:
        """True the first time this evidence of the answer is asked for."""
        sql = "insert or ignore into shown (answer, what, at) values (?, ?, ?)"
        return bool(self._db.execute(sql, [key, what, self._clock()]).rowcount == 1)

    # --- chats

    def greet_once(self, chat: str) -> bool:
        """True if the chat was not greeted since the bot came."""
        cursor = self._db.execute(
            "insert into chats (chat, greeted) values (?, ?)"
            " on conflict (chat) do update set greeted = excluded.greeted where greeted is null",
            [chat, self._clock()],
        )
        return bool(cursor.rowcount == 1)

    def gone(self, chat: str, reason: str) -> None:
        """Blocked or kicked: noted, and greeted again should the bot be let in again."""
        self._db.execute(
            "insert into chats (chat, gone) values (?, ?)"
            " on conflict (chat) do update set gone = excluded.gone, greeted = null",
            [chat, reason],
        )

    def back(self, chat: str) -> None:
        self._db.execute("update chats set gone = null where chat = ?", [chat])

    def gone_chats(self) -> list[str]:
        return [row["chat"] for row in self._db.query("select chat from chats where gone is not null")]

    def migrate(self, old: str, new: str) -> None:
        """The group became a supergroup: answers, contexts and greeting go with it.

        The numbers of its messages do not: those of the supergroup begin at 1 again.
        """
        with self._db.atomic():
            self._db.execute(
                "update answers set chat = ?, message = 0, question_message = 0 where chat = ?", [new, old]
            )
            self._db.execute("update or replace chats set chat = ? where chat = ?", [new, old])
            self._db.execute("insert or ignore into chats (chat, greeted) values (?, ?)", [new, self._clock()])

    # --- figures

    def totals(self, since: float) -> Mapping[str, float | None]:
        """Counts since a time: asked, answered, refused, up, down; ms: the median response time or None."""
        counts = next(
            iter(
                self._db.query(
                    "select count(*) as asked, coalesce(sum(status = 'answered'), 0) as answered,"
                    " coalesce(sum(status = 'refused'), 0) as refused"
                    " from answers where asked >= ? and status != 'smalltalk'",
                    [since],
                )
            )
        )
        votes = next(
            iter(
                self._db.query(
                    "select coalesce(sum(value = 1), 0) as up, coalesce(sum(value = -1), 0) as down"
                    " from votes where at >= ?",
                    [since],
                )
            )
        )
        half = int(counts["asked"]) // 2
        median = next(
            iter(
                self._db.query(
                    "select ms from answers where asked >= ? and status != 'smalltalk' order by ms limit 1 offset ?",
                    [since, half],
                )
            ),
            None,
        )
        return {**counts, **votes, "ms": median["ms"] if median else None}

    def asked_since(self, since: float) -> list[tuple[float, str]]:
        """When each question came and how it ended, for the picture."""
        rows = self._db.query("select asked, status from answers where asked >= ? and status != 'smalltalk'", [since])
        return [(row["asked"], row["status"]) for row in rows]

    def unanswered(self, since: float) -> list[str]:
        """Questions refused or voted down, newest first."""
        rows = self._db.query(
            "select question from answers where asked >= ? and question != '' and (status = 'refused'"
            " or key in (select answer from votes where value = -1)) order by asked desc",
            [since],
        )
        return [row["question"] for row in rows]

    def forget(self, log_days: int) -> None:
        """Old updates go; questions older than `log_days` lose their words and people (0: kept for good)."""
        now = self._clock()
        with self._db.atomic():
            self._db.execute("delete from updates where done < ?", [now - KEEP_UPDATES])
            if log_days:
                old = "select key from answers where asked < ?"
                before = [now - log_days * DAY]
                self._db.execute("delete from shown where at < ?", before)
                self._db.execute(f"update votes set person = rowid where answer in ({old})", before)
                self._db.execute(
                    "update answers set typed = '', question = '', reply = '', person = '', chat = '' where asked < ?",
                    before,
                )
