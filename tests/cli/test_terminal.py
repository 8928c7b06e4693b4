"""The start without a command: the terminal chat (and the way into Telegram)."""

from __future__ import annotations

import contextlib
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from running import PROJECT, SEEDS, bot, environment

from bot.answering.answerer import Answerer
from bot.examples import find_examples
from retrieval.index import Index
from retrieval.loading import load_corpus

EXAMPLE = re.compile(r"^  • (.+\?)$", re.MULTILINE)


def test_it_greets_shows_three_questions_that_it_answers_and_takes_leave(tmp_path: Path) -> None:
    greeting = bot(tmp_path)
    examples = EXAMPLE.findall(greeting.out)
    assert greeting.status == 0
    assert greeting.out.startswith("Сәлеметсіз бе!")
    assert greeting.out.endswith("Сау болыңыз!\n")
    assert len(examples) == 3
    chat = bot(tmp_path, stdin="".join(f"{question}\n" for question in examples))
    assert chat.out.count("Дереккөз:") == 3
    assert "Кешіріңіз" not in chat.out


def test_the_greeting_names_the_organisation(tmp_path: Path) -> None:
    assert "«Дала» газеті" in bot(tmp_path, ORG_NAME="«Дала» газеті").out


def test_bad_bytes_and_blank_lines_do_not_end_the_chat(tmp_path: Path) -> None:
    chat = bot(tmp_path, stdin=b"\xff\xfe\xd0\n\n   \n\x00\n" + "Шипагердің төрағасы кім?\n".encode())
    assert chat.status == 0
    assert "Күншығар Әбілов" in chat.out


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    chat = bot(tmp_path, "--corpus", "none", stdin="Шипагердің төрағасы кім?\n")
    assert (chat.status, chat.err) == (0, "")
    assert "«none»" in chat.out
    assert "•" not in chat.out
    assert "Кешіріңіз" in chat.out


@pytest.fixture
def hearing_ctrl_c() -> Iterator[None]:
    """A shell starts what runs in the background deaf to Ctrl-C, and so its children: the tests may run there."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("hearing_ctrl_c")
def test_ctrl_c_takes_leave_with_status_0(tmp_path: Path) -> None:
    outside, inside = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "bot"],
        cwd=tmp_path,
        env=environment(CORPUS_DIR=str(SEEDS)),
        stdin=inside,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        os.close(inside)
        assert running.stdout and running.stderr
        seen = b""
        while "Сұрақ: ".encode() not in seen:
            seen += os.read(running.stdout.fileno(), 4096)
        # Like a person who presses again: a signal just before the read begins is seen only after it.
        while running.poll() is None:
            running.send_signal(signal.SIGINT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                running.wait(timeout=1)
        assert running.returncode == 0
        assert running.stdout.read().decode().endswith("Сау болыңыз!\n")
        assert running.stderr.read() == b""
    os.close(outside)


@pytest.mark.parametrize("corpus", ["seeds", "bench/sets/district", "bench/sets/holdout"])
def test_examples_are_made_from_any_articles(corpus: str) -> None:
    answerer = Answerer(Index(load_corpus(PROJECT / corpus).articles))
    examples = find_examples(answerer, 3)
    assert len(set(examples)) == 3
    for question in examples:
        assert answerer.answer(question).status == "answered"


def test_a_single_article_gives_what_it_can(tmp_path: Path) -> None:
    shutil.copy(next(SEEDS.glob("003*")), tmp_path)
    answerer = Answerer(Index(load_corpus(tmp_path).articles))
    assert find_examples(answerer, 3)


def test_a_token_starts_telegram(tmp_path: Path) -> None:
    """Nothing listens there: the Telegram bot says so in its log and waits; it is not the terminal chat."""
    with subprocess.Popen(
        [sys.executable, "-m", "bot"],
        cwd=tmp_path,
        env=environment(CORPUS_DIR=str(SEEDS), TELEGRAM_BOT_TOKEN="1:x", TELEGRAM_API_URL="http://127.0.0.1:9"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stderr and running.stdout
        first = running.stderr.readline().decode()
        running.send_signal(signal.SIGTERM)
        assert running.wait(timeout=30) == 0
        assert "Telegram" in first
        assert running.stdout.read() == b""
