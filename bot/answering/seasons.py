"""The year that words speak of: this one («биыл»), the last («былтыр»), an earlier («бұрын»)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from bot.answering.lexicon import word_set
from bot.answering.passage import Word

_SPANS = ("жыл", "ай")


def season_asked(words: Sequence[Word]) -> str:
    """The year a question asks of: "this", "last", "earlier" or ""."""
    lowers = [word.lower for word in words]
    told = seasons_told(lowers)
    if "this" in told:
        return "this"
    if "last" in told:
        return "last"
    ago = any(one.startswith(_SPANS) and other == "бұрын" for one, other in pairwise(lowers))
    return "earlier" if ago else ""


def seasons_told(lowers: Sequence[str]) -> frozenset[str]:
    """The years that words tell of: «былтырғы», «өткен жылы», «биыл», «бұрын»."""
    found = {
        season
        for season, listed in (("this", "this_year"), ("last", "last_year"), ("earlier", "formerly"))
        if not word_set("words.toml", listed).isdisjoint(lowers)
    }
    if any(one == "өткен" and other.startswith(("жылы", "жылд", "жылғ")) for one, other in pairwise(lowers)):
        found.add("last")
    return frozenset(found)


def is_past(words: Iterable[Word]) -> bool:
    """Whether words tell of a time gone by: «былтыр», «бұрын», also «өткен сәуірде»."""
    lowers = [word.lower for word in words]
    months = tuple(word_set("words.toml", "months")) + tuple(word_set("words.toml", "seasons"))
    told = seasons_told(lowers)
    lately = any(one == "өткен" and other.startswith(months) for one, other in pairwise(lowers))
    return lately or bool(told & {"last", "earlier"})
