"""The loader's word lists: small text and TOML files in `data/`, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


@cache
def words(name: str) -> tuple[str, ...]:
    """The entries of `data/<name>.txt`, one a line, lower-cased; lines after # are comments."""
    lines = (DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line.strip().lower() for line in lines if line.strip() and not line.startswith("#"))


@cache
def table(name: str) -> dict[str, tuple[str, ...]]:
    """The lists of `data/<name>.toml`, lower-cased, the longest phrase first so that it is tried first."""
    lists = tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))
    return {
        key: tuple(sorted((phrase.lower() for phrase in phrases), key=len, reverse=True))
        for key, phrases in lists.items()
    }


def alternatives(phrases: tuple[str, ...]) -> str:
    """A regular expression group that matches any of the phrases, spaces being any white space.

    >>> alternatives(("фото", "суретті түсірген"))
    '(?:фото|суретті\\\\s+түсірген)'
    """
    escaped = (r"\s+".join(_escape(word) for word in phrase.split()) for phrase in phrases)
    return f"(?:{'|'.join(escaped)})"


def _escape(word: str) -> str:
    return "".join(letter if letter.isalnum() or letter == "_" else f"\\{letter}" for letter in word)
