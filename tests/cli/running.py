"""Run `python -m bot` as a person or a program does: a process of its own in a folder of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parents[2]
SEEDS = PROJECT / "seeds"


@dataclass(frozen=True, slots=True)
class Run:
    status: int
    out: str
    err: str


def environment(**settings: str) -> dict[str, str]:
    """The environment without any setting of Derek's or of Python's output, then the given ones."""
    ours = {line.split("=")[0] for line in (PROJECT / ".env.example").read_text("utf-8").splitlines()}
    kept = {name: value for name, value in os.environ.items() if name not in {*ours, "PYTHONUNBUFFERED"}}
    return {**kept, "PYTHONPATH": str(PROJECT), **settings}


def bot(folder: Path, *arguments: str | bytes, stdin: str | bytes = "", **settings: str) -> Run:
    """Run in the folder (whose `data/` takes the database) on the seeds, unless told otherwise."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder,
        env=environment(**{"CORPUS_DIR": str(SEEDS), **settings}),
        input=stdin.encode() if isinstance(stdin, str) else stdin,
        capture_output=True,
        timeout=120,
        check=False,
    )
    return Run(done.returncode, done.stdout.decode(), done.stderr.decode())


def answers(folder: Path, *lines: dict[str, Any] | bytes) -> list[dict[str, Any]]:
    """The objects that one `ask --jsonl` run gives for these lines."""
    sent = b"".join(line if isinstance(line, bytes) else json.dumps(line).encode() + b"\n" for line in lines)
    run = bot(folder, "ask", "--jsonl", stdin=sent)
    assert run.status == 0, run.err
    return [json.loads(line) for line in run.out.splitlines()]
