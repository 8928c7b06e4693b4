"""`ask --jsonl`: one object in, one object out, whatever the line holds."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from running import SEEDS, answers, environment

QARGALY = "003_04ee0d87b8d941cb"
SHIPAGER = "004_6402c8af43c72836"


def test_order_and_ids_are_kept(tmp_path: Path) -> None:
    ids = [3, "b", None, 1.5, {"a": 1}, ["x"], "ә"]
    rows = answers(tmp_path, *({"id": each, "question": "Шипагердің төрағасы кім?"} for each in ids))
    assert [row["id"] for row in rows] == ids
    assert {row["status"] for row in rows} == {"answered"}


NO_QUESTION: dict[str, object] = {"id": 7, "error": "question is missing or is not text"}
# line -> what its answer says; the good question after it is answered all the same
BROKEN: dict[str, tuple[bytes, dict[str, object]]] = {
    "not JSON": (b"{oops\n", {"error": "the line is not JSON"}),
    "empty line": (b"\n", {"error": "the line is not JSON"}),
    "a list": (b"[1]\n", {"error": "the line is not a JSON object"}),
    "only a text": ('"сұрақ"\n'.encode(), {"error": "the line is not a JSON object"}),
    "not UTF-8": (b'{"id": 1, "question": "\xff\xfe"}\n', {"error": "the line is not UTF-8"}),
    "UTF-16": ('{"id": 1}'.encode("utf-16-le") + b"\n", {"error": "the line is not JSON"}),
    "NaN": (b'{"id": NaN, "question": "a"}\n', {"error": "the line is not JSON"}),
    "a number of 5,000 digits": (b'{"id": ' + b"7" * 5000 + b"}\n", {"error": "the line is not JSON"}),
    "100,000 brackets": (b"[" * 100_000 + b"\n", {"error": "the line is not JSON"}),
    "no question": (b'{"id": 7}\n', NO_QUESTION),
    "a number asked": (
        b'{"id": 7, "question": 5}\n',
        NO_QUESTION,
    ),
    "null asked": (
        b'{"id": 7, "question": null}\n',
        NO_QUESTION,
    ),
    "a chat of lists": (
        b'{"id": 7, "question": "a", "chat": []}\n',
        {"id": 7, "error": "chat is neither text nor a number"},
    ),
    "an article by number": (
        b'{"id": 7, "question": "a", "article": 3}\n',
        {"id": 7, "error": "article is not text"},
    ),
}


def test_a_broken_line_gives_an_error_and_does_not_stop_the_run(tmp_path: Path) -> None:
    lines: list[dict[str, object] | bytes] = []
    for line, _ in BROKEN.values():
        lines += [line, {"id": "good", "question": "Шипагердің төрағасы кім?"}]
    rows = answers(tmp_path, *lines)
    assert dict(zip(BROKEN, rows[::2], strict=True)) == {name: wanted for name, (_, wanted) in BROKEN.items()}
    assert {(row["id"], row["status"]) for row in rows[1::2]} == {("good", "answered")}


# What people (and programs) send that is no sensible question: refused or small talk, never an error.
STRANGE = {
    "empty": "",
    "blank": " \t\u00a0",
    "lone mark": "?",
    "60,000 letters": "қанша мүше бар " * 4000,
    "60,000 letters without a blank": "қ" * 60_000,
    "zalgo": "қ̷̢̛͇͓͚̲̫̈́͌̈́̕а̶̧͕͚́̀н̴̨̛̱͔̽ш̷̙̈́̈а̸̰̅?",
    "bidi and zero-width": "\u202eқан\u200bша\u2066 мүше\ufeff",
    "NUL": "қанша\u0000мүше",
    "half an emoji": "қанша \ud83d мүше",
    "emoji": "👨‍👩‍👧‍👦🇰🇿",
    "patterns": "(?:[.*+%s{0}\\d <b>&amp;",
    "SQL": "'; drop table articles; --",
    "digits": "٣٤ ½ ² 9999999999999999999999999999",
}

READABLE = {"60,000 letters", "bidi and zero-width", "NUL", "half an emoji"}


def test_strange_questions_are_survived(tmp_path: Path) -> None:
    rows = answers(tmp_path, *({"id": name, "question": text} for name, text in STRANGE.items()))
    assert [row["id"] for row in rows] == list(STRANGE)
    assert [row.get("error") for row in rows] == [None] * len(rows)
    assert {row["id"] for row in rows if row["status"] == "answered"} <= READABLE


def test_a_byte_order_mark_and_windows_line_ends_are_no_matter(tmp_path: Path) -> None:
    line = json.dumps({"id": 1, "question": "Шипагердің төрағасы кім?"}).encode()
    rows = answers(tmp_path, b"\xef\xbb\xbf" + line + b"\r\n", line)  # the last without an end
    assert [row["short_answer"] for row in rows] == ["Күншығар Әбілов"] * 2


def test_article_limits_the_reading(tmp_path: Path) -> None:
    asked = "Ұйымда қанша мүше бар?"
    both = answers(
        tmp_path,
        {"id": QARGALY, "question": asked, "article": QARGALY},
        {"id": SHIPAGER, "question": asked, "article": SHIPAGER},
        {"id": "no such article", "question": asked, "article": "999"},
    )
    cited = {row["id"]: {citation["article"] for citation in row["citations"]} for row in both}
    assert cited[QARGALY] <= {QARGALY}
    assert cited[SHIPAGER] <= {SHIPAGER}
    assert both[2]["status"] == "refused"
    assert {candidate["article"] for row in both for candidate in row["candidates"]} <= {QARGALY, SHIPAGER}


def test_each_answer_comes_before_the_next_question_is_sent(tmp_path: Path) -> None:
    """Programs that talk line by line must not wait for a buffer to fill."""
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "ask", "--jsonl"],
        cwd=tmp_path,
        env=environment(CORPUS_DIR=str(SEEDS)),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as running:
        assert running.stdin and running.stdout
        hanging = threading.Timer(30, running.kill)
        hanging.start()
        for number in range(3):
            running.stdin.write(json.dumps({"id": number, "question": "сәлем"}).encode() + b"\n")
            running.stdin.flush()
            assert json.loads(running.stdout.readline())["id"] == number
        running.stdin.close()
        assert running.wait(timeout=30) == 0
        hanging.cancel()


@pytest.mark.parametrize("lines", [1, 400])
def test_a_reader_that_leaves_is_no_error(tmp_path: Path, lines: int) -> None:
    """`… | head -1` closes the pipe early."""
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "ask", "--jsonl"],
        cwd=tmp_path,
        env=environment(CORPUS_DIR=str(SEEDS)),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdin and running.stdout and running.stderr
        running.stdout.close()
        try:
            running.stdin.write(b'{"id": 1, "question": "hello"}\n' * lines)
            running.stdin.close()
        except BrokenPipeError:
            running.stdin = None
        assert running.wait(timeout=30) == 0
        assert running.stderr.read() == b""


def test_a_follow_up_comes_back_as_it_was_typed(tmp_path: Path) -> None:
    typed = ["«Қарғалы» ұйымында қанша мүше бар?", "Ал «Шипагерде» ше?", "Оның төрағасы кім?"]
    rows = answers(tmp_path, *({"id": at, "chat": "c", "question": each} for at, each in enumerate(typed)))
    assert [row["question"] for row in rows] == typed
    assert [row["short_answer"] for row in rows] == ["1085 мүше", "424 мүше", "Күншығар Әбілов"]
