"""Reads the tables of this folder: tab-separated rows, # for comments."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent


def rows(name: str) -> list[list[str]]:
    """Return the rows of a table; «\\n» stands for a line break, «~» for a no-break space."""
    lines = (_HERE / name).read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line.strip() and not line.startswith("#")]
    return [line.replace("\\n", "\n").replace("~", "\u00a0").split("\t") for line in kept]
