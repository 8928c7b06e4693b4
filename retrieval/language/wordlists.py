"""Read the word lists of this package: text files with a comment on top, one entry a line."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def lines(name: str) -> list[str]:
    """Return the entries of a data file: no blank lines, no lines that start with #."""
    text = (files(__package__) / "data" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def rows(name: str) -> list[list[str]]:
    """Return the tab-separated rows of a data file."""
    return [line.split("\t") for line in lines(name)]


@cache
def words(name: str) -> frozenset[str]:
    """Return all words of a data file; a line may hold several, separated by spaces."""
    return frozenset(word for line in lines(name) for word in line.split())


@cache
def counts(name: str) -> dict[str, int]:
    """Return a table of word and count."""
    return {row[0]: int(row[1]) for row in rows(name)}
