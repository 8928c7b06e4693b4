"""The bot's own sentences: data/texts.toml and data/commands.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Texts:
    """Sentences by dotted key; `org` and `bot` are known to all of them."""

    sentences: Mapping[str, str]
    org: str
    bot: str = ""  # the bot's username without @

    def __call__(self, key: str, **values: object) -> str:
        """The sentence of a key, filled in.

        >>> Texts({"ask.long": "Алғашқы {limit} таңба."}, org="Алаш")("ask.long", limit=5)
        'Алғашқы 5 таңба.'

        Raises KeyError for an unknown key or a missing value: a slip of the programmer.
        """
        return self.sentences[key].strip().format(**{"org": self.org, "bot": self.bot, **values})


def load_texts(org: str, bot: str = "", path: Path = DATA / "texts.toml") -> Texts:
    """Read the sentences of all tables as «table.entry»."""
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    sentences = {f"{table}.{name}": text for table, entries in tables.items() for name, text in entries.items()}
    return Texts(sentences, org, bot)


def load_commands(path: Path = DATA / "commands.toml") -> dict[str, dict[str, str]]:
    """Menus by scope: command → description, in the order of the file."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _file_reasons(path: Path = DATA / "file_reasons.toml") -> dict[str, str]:
    return {words: str(said) for words, said in tomllib.loads(path.read_text(encoding="utf-8")).items()}


def file_reason(reason: str) -> str:
    """The loader's reason for leaving out a file, in Kazakh."""
    return next(said for words, said in _file_reasons().items() if words in reason)


def spoken_date(iso: str, texts: Texts) -> str:
    """An ISO date as people read it; what is no date stays as it is.

    «2025-03-12» → «2025 жылғы 12 наурыз»
    """
    year, month, day = [*iso[:10].split("-"), "", ""][:3]
    if not (year.isdecimal() and month.isdecimal() and day.isdecimal() and 1 <= int(month) <= 12):
        return iso
    name = texts("dates.months").split()[int(month) - 1]
    return texts("dates.day", year=year, day=int(day), month=name)
