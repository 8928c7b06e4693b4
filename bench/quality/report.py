"""The tables of docs/quality.md."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bench.quality.measuring import Figures, Result, by_type, figures

COLUMNS = ("questions", "accuracy", "answerable right", "refused rightly", "precision", "median ms")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; all columns but the first are figures."""
    lines = ["| " + " | ".join(head) + " |", "|---|" + "--:|" * (len(head) - 1)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])


def share(value: float | None) -> str:
    """A share with three decimals; a dash where there is none."""
    return "–" if value is None else f"{value:.3f}"


def cells(found: Figures) -> list[str]:
    """One row of figures under COLUMNS."""
    return [
        str(found.questions),
        share(found.accuracy),
        share(found.answered_right),
        share(found.refused_right),
        share(found.precision),
        f"{found.median_ms:.1f}",
    ]


def sets_table(results: dict[str, list[Result]]) -> str:
    """Derek on every set."""
    return table(("set", *COLUMNS), ([name, *cells(figures(found))] for name, found in results.items()))


def baselines_table(systems: dict[str, dict[str, list[Result]]]) -> str:
    """Accuracy of each system on each set and, in brackets, the answerable ones whose answer holds the gold."""
    names = list(next(iter(systems.values())))
    rows = ([name, *(_pair(figures(found[name])) for found in systems.values())] for name in names)
    return table(("set", *systems), rows)


def _pair(found: Figures) -> str:
    return f"{share(found.accuracy)} ({share(found.holds)})"


def types_table(results: Sequence[Result]) -> str:
    """Right ones per type over all sets that may be looked at."""
    rows = []
    for name, found in by_type(results).items():
        counted = figures(found)
        rows.append([name, str(counted.questions), share(counted.accuracy), share(counted.precision)])
    return table(("type", "questions", "right", "precision"), rows)


def failures(results: dict[str, list[Result]]) -> str:
    """Each failure with what was wanted, what came, and the rule that decided."""
    rows = (
        [f"{name} {result.gold.id}", *map(_cell, _told(result))]
        for name, found in results.items()
        for result in found
        if result.verdict != "right"
    )
    head = ("question", "asked", "wanted", "came", "verdict", "decided by")
    return table(head, rows)


def _told(result: Result) -> list[str]:
    wanted = "; ".join(result.gold.every or result.gold.answers[:1]) or "silence"
    came = result.answer.short if result.answer.status == "answered" else result.answer.status
    return [result.gold.question, wanted, came, result.verdict, result.rule]


def _cell(text: str) -> str:
    """Text that cannot break a table."""
    short = text if len(text) <= 120 else text[:119] + "…"
    return " ".join(short.split()).replace("|", "\\|")
