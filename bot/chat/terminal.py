"""The chat in a terminal: a greeting with questions to try, then answers until Ctrl-D."""

from __future__ import annotations

import contextlib
import importlib
import logging
import signal
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources

from bot.examples import find_examples
from bot.opening import Opened
from bot.session import Session
from bot.settings import Settings

EXAMPLES = 3

log = logging.getLogger(__name__)


def chat_in_terminal(opened: Opened, settings: Settings) -> int:
    """Talk until Ctrl-D or Ctrl-C; the exit status is always 0."""
    print(_welcome(opened, settings))
    session = Session(opened.answerer, opened.store, "terminal")
    with contextlib.suppress(KeyboardInterrupt):
        for question in _questions():
            print(f"\n{_answer(session, question)}\n", flush=True)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # pressed again while Python closes, it would kill: status -2
    print(f"\n{_texts()['goodbye']}")
    return 0


@cache
def _texts() -> dict[str, str]:
    return tomllib.loads(resources.files("bot.chat").joinpath("data/terminal.toml").read_text("utf-8"))


def _welcome(opened: Opened, settings: Settings) -> str:
    texts = _texts()
    lines = [texts["greeting"].format(org=settings.org_name)]
    if not opened.answerer.index.articles:
        lines.append(texts["empty"].format(folder=settings.corpus_dir))
    examples = find_examples(opened.answerer, EXAMPLES)
    if examples:
        lines.append(texts["examples"])
        lines += [texts["example"].format(question=question) for question in examples]
    return "\n".join([*lines, texts["leave"], ""])


def _questions() -> Iterator[str]:
    """Typed lines until the end of input; empty ones are passed over. Nobody is prompted through a pipe."""
    prompt = ""
    if sys.stdin.isatty():
        prompt = _texts()["prompt"]
        with contextlib.suppress(ImportError):
            importlib.import_module("readline")  # lets input() edit Kazakh letters and recall lines
    while True:
        try:
            line = input(prompt).strip()
        except EOFError:
            return
        if line:
            yield line


def _answer(session: Session, question: str) -> str:
    try:
        return session.ask(question).text
    except Exception:  # the chat goes on, whatever our mistake
        log.exception("The question %r failed", question)
        return _texts()["trouble"]
