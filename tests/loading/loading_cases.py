"""Read the loader's cases: files as people give them, and the articles they should become."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Case:
    """One file with what it should be read as."""

    about: str
    file: str
    content: str
    facts: dict[str, str]
    paragraphs: list[str]


def read_cases(name: str) -> list[Case]:
    """Cases are divided by `=== what it shows`, their parts by `--- file NAME` and `--- article`."""
    text = (HERE / name).read_text(encoding="utf-8")
    return [_case(part) for part in re.split(r"^=== ", text, flags=re.MULTILINE)[1:]]


def rows(name: str) -> list[list[str]]:
    """The rows of a table: columns divided by ¦, lines after # are comments."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.split("¦")] for line in lines if line.strip() and line[0] != "#"]


def _case(text: str) -> Case:
    about, rest = text.split("\n", 1)
    found = re.fullmatch(r"--- file (\S+)\n(.*?)\n--- article\n(.*)", rest, re.DOTALL)
    assert found, f"a part is missing in: {about}"
    told = [line for line in found[3].splitlines() if line.strip()]
    facts = dict(re.split(r":\s*", line, maxsplit=1) for line in told if not line.startswith("¶"))
    paragraphs = [line[1:].strip() for line in told if line.startswith("¶")]
    return Case(about, found[1], found[2], facts, paragraphs)
