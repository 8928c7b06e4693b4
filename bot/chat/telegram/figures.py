"""The figures of /stats, and questions that are alike. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

KAZAKHSTAN = timezone(timedelta(hours=5))  # one time in the whole country since March 2024
PREFIX = 4  # letters that tell a word apart well enough when its endings differ
ALIKE = 0.6  # share of common words


@dataclass(frozen=True, slots=True)
class Day:
    """One day's questions."""

    date: date
    answered: int
    refused: int


def day_start(now: float, days_ago: int = 0) -> float:
    """When a day began in Kazakhstan, in seconds since 1970."""
    local = datetime.fromtimestamp(now, UTC).astimezone(KAZAKHSTAN)
    return (local.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=days_ago)).timestamp()


def days_of(asked: Iterable[tuple[float, str]], now: float, count: int) -> list[Day]:
    """The last `count` days, today last, also the empty ones. `asked`: (seconds since 1970, status)."""
    today = datetime.fromtimestamp(now, UTC).astimezone(KAZAKHSTAN).date()
    tally = Counter((datetime.fromtimestamp(when, UTC).astimezone(KAZAKHSTAN).date(), status) for when, status in asked)
    dates = [today - timedelta(days=ago) for ago in range(count - 1, -1, -1)]
    return [Day(one, tally[one, "answered"], tally[one, "refused"]) for one in dates]


def grouped(questions: Sequence[str]) -> list[tuple[str, int]]:
    """Questions with how often they were asked, those alike together, the most asked first.

    >>> grouped(["Қанша мүше бар?", "қанша мүшесі бар", "Қайда?"])
    [('Қанша мүше бар?', 2), ('Қайда?', 1)]
    """
    groups: list[tuple[str, frozenset[str], int]] = []
    for question in questions:
        words = _words(question)
        for place, (shown, others, count) in enumerate(groups):
            if _alike(words, others):
                groups[place] = (shown, others, count + 1)
                break
        else:
            groups.append((question, words, 1))
    ordered = sorted(groups, key=lambda group: -group[2])  # stable: newest first among equals
    return [(shown, count) for shown, _, count in ordered]


def _words(question: str) -> frozenset[str]:
    return frozenset(word[:PREFIX] for word in re.findall(r"\w+", question.casefold()))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return one == other or (bool(one | other) and len(one & other) / len(one | other) >= ALIKE)


def share(part: float | None, whole: float | None) -> int | None:
    """A percentage, None of nothing."""
    return round(100 * (part or 0) / whole) if whole else None


def liked(totals: Mapping[str, float | None]) -> int | None:
    """The share of 👍 among all votes, in percent."""
    up, down = totals["up"] or 0, totals["down"] or 0
    return share(up, up + down)
