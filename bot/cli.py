"""The command line: index, ask, explain; without a command the bot starts.

Exit status: 0 well, 1 `index` skipped a file, 2 it could not be done (one sentence on stderr says why).
`ask`, `explain` and the start bring the database up to date first; files they skip are told on stderr only.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from bot.chat.terminal import chat_in_terminal
from bot.explaining import explain
from bot.jsonlines import BrokenLineError, Request, read_request, reply_row, storable, to_line
from bot.opening import Opened, open_answerer, open_store
from bot.session import Session
from bot.settings import Settings, SettingsError, load_settings
from retrieval.indexing import Changes, reindex
from retrieval.loading import LoadingError
from retrieval.store import StoreError

OK, SKIPPED, FAILED = 0, 1, 2
INTERRUPTED = 130  # what a shell reports after Ctrl-C

log = logging.getLogger(__name__)


class _Parser(argparse.ArgumentParser):
    """Tells a wrong command line in one sentence."""

    def error(self, message: str) -> NoReturn:
        self.exit(FAILED, f"{message[:1].upper()}{message[1:]}; see {self.prog} --help.\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit status."""
    _speak_utf8()
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    given = _parser().parse_args(arguments)
    try:
        settings = _settings(given)
        _set_log_level(settings.log_level)
        return _run(given, settings)
    except (SettingsError, LoadingError, StoreError) as error:
        print(error, file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output has gone, as in `ask --jsonl | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK


def _set_log_level(level: str) -> None:
    """LOG_LEVEL is for our own words; libraries speak only when something is wrong."""
    logging.getLogger().setLevel(max(logging.WARNING, logging.getLevelNamesMapping()[level]))
    for ours in ("bot", "retrieval"):
        logging.getLogger(ours).setLevel(level)


def _speak_utf8() -> None:
    """UTF-8 in and out whatever the locale; bytes that are none become replacement marks."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]


def _parser() -> argparse.ArgumentParser:
    places = _Parser(add_help=False, argument_default=argparse.SUPPRESS)
    places.add_argument("--corpus", type=Path, metavar="DIR", help="the folder with the articles")
    places.add_argument("--database", type=Path, metavar="FILE", help="the SQLite file of the index")
    parser = _Parser(
        prog="python -m bot",
        parents=[places],
        allow_abbrev=False,
        description="Derek answers Kazakh questions from news articles, with proof.",
        epilog="Without a command: Telegram if TELEGRAM_BOT_TOKEN is set, else a chat in the terminal.",
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    def command(name: str, does: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, parents=[places], allow_abbrev=False, help=does, description=does)

    command("index", "Read the articles into the database.")
    ask = command("ask", "Answer a question.")
    ask.add_argument("question", nargs="?", help="the question, in Kazakh")
    form = ask.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print the reply as JSON")
    form.add_argument("--jsonl", action="store_true", help="answer stdin, one JSON object a line")
    command("explain", "Show the way of a question.").add_argument("question", help="the question, in Kazakh")
    return parser


def _settings(given: argparse.Namespace) -> Settings:
    settings = load_settings()
    return replace(
        settings,
        corpus_dir=getattr(given, "corpus", settings.corpus_dir),
        database=getattr(given, "database", settings.database),
    )


def _run(given: argparse.Namespace, settings: Settings) -> int:
    match given.command:
        case "index":
            return _index(settings)
        case "ask":
            return _ask(given, settings)
        case "explain":
            opened = _open(settings)
            with opened.store:
                print(explain(_typed(given.question), opened.answerer))
            return OK
        case _:
            return _start(settings)


def _index(settings: Settings) -> int:
    with open_store(settings) as store:
        changes = reindex(store, settings.corpus_dir)
    _tell_skipped(changes)
    total = len(changes.added) + len(changes.changed) + len(changes.unchanged)
    print(
        f"+{len(changes.added)} ~{len(changes.changed)} −{len(changes.removed)}: "
        f"{total} articles in {settings.database} ({changes.seconds:.1f} s)"
    )
    return SKIPPED if changes.skipped else OK


def _ask(given: argparse.Namespace, settings: Settings) -> int:
    if given.jsonl == (given.question is not None):
        print("Give ask either a question or --jsonl.", file=sys.stderr)
        return FAILED
    opened = _open(settings)
    with opened.store:
        if given.jsonl:
            _answer_lines(sys.stdin.buffer, opened)
            return OK
        question = _typed(given.question)
        reply = Session(opened.answerer, opened.store, "ask").ask(question)
        print(to_line(reply_row(question, reply)) if given.json else reply.text)
    return OK


def _answer_lines(lines: Iterable[bytes], opened: Opened) -> None:
    sessions: dict[str, Session] = {}
    for line in lines:
        try:
            row = _answer_request(read_request(line), opened, sessions)
        except BrokenLineError as error:
            row = error.row | {"error": str(error)}
        print(to_line(row), flush=True)


def _answer_request(request: Request, opened: Opened, sessions: dict[str, Session]) -> dict[str, object]:
    session = Session(opened.answerer, opened.store, f"jsonl:{request.chat or ''}")
    if request.chat is not None:
        session = sessions.setdefault(request.chat, session)
    try:
        return reply_row(request.question, session.ask(request.question, request.article), request.id)
    except Exception:  # a question must not stop those after it, whatever our mistake
        log.exception("The question with id %r failed", request.id)
        return {"id": request.id, "error": "the question could not be read"}


def _start(settings: Settings) -> int:
    if not settings.telegram_bot_token:
        opened = _open(settings)
        with opened.store:
            return chat_in_terminal(opened, settings)
    from bot.chat.telegram.application import run  # noqa: PLC0415 - Telegram's libraries take half a second

    with open_store(settings) as store:
        _tell_skipped(reindex(store, settings.corpus_dir))
    return run(settings)


def _open(settings: Settings) -> Opened:
    opened = open_answerer(settings)
    _tell_skipped(opened.changes)
    return opened


def _tell_skipped(changes: Changes) -> None:
    for skip in changes.skipped:
        print(f"Skipped {skip.file}: {skip.reason}", file=sys.stderr)


def _typed(argument: str) -> str:
    """A command-line argument as UTF-8 whatever the locale."""
    return storable(os.fsencode(argument).decode("utf-8", "replace"))
