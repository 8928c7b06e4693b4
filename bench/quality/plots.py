"""The pictures of docs/quality.md: SVG files that are the same for the same figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

mpl.rcParams["svg.hashsalt"] = "derek"

WIDTH, HEIGHT = 7.2, 3.6  # inches
SHADES = ("#1f6f8b", "#9db4c0", "#d9dee2")


def draw_bars(file: Path, names: Sequence[str], series: Mapping[str, Sequence[float]], title: str) -> None:
    """Groups of upright bars, one group a name, one bar a series; values between 0 and 1."""
    figure, axes = _axes(title)
    wide = 0.8 / len(series)
    for at, (label, values) in enumerate(series.items()):
        places = [place + (at - (len(series) - 1) / 2) * wide for place in range(len(names))]
        axes.bar(places, values, wide * 0.92, label=label, color=SHADES[at % len(SHADES)])
    axes.set_xticks(range(len(names)), names, rotation=20 if len(names) > 6 else 0, fontsize=8)
    axes.set_ylim(0, 1)
    if len(series) > 1:
        axes.legend(frameon=False, fontsize=8, ncols=len(series), loc="upper center", bbox_to_anchor=(0.5, -0.16))
    _save(figure, file)


def draw_reliability(file: Path, points: Sequence[tuple[float, float, int]], title: str) -> None:
    """Confidence against the share of right answers; each point as large as its number of questions."""
    figure, axes = _axes(title)
    axes.plot([0, 1], [0, 1], color=SHADES[2], linewidth=1)
    sure, right, counts = zip(*points, strict=True)
    axes.plot(sure, right, color=SHADES[0], linewidth=1)
    axes.scatter(sure, right, s=[6 + count for count in counts], color=SHADES[0])
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1.03)
    axes.set_xlabel("confidence", fontsize=8)
    axes.set_ylabel("share right", fontsize=8)
    _save(figure, file)


def draw_coverage(file: Path, lines: Mapping[str, Sequence[tuple[float, float]]], title: str) -> None:
    """Lines of (share answered, precision)."""
    figure, axes = _axes(title)
    for (label, points), shade in zip(lines.items(), SHADES, strict=False):
        axes.plot(*zip(*points, strict=True), label=label, color=shade, linewidth=1.6)
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1.03)
    axes.set_xlabel("share of the questions answered", fontsize=8)
    axes.set_ylabel("precision", fontsize=8)
    if len(lines) > 1:
        axes.legend(frameon=False, fontsize=8, loc="lower left")
    _save(figure, file)


def _axes(title: str) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(WIDTH, HEIGHT), layout="constrained")
    axes = figure.add_subplot()
    axes.set_title(title, fontsize=10, loc="left")
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(labelsize=8)
    return figure, axes


def _save(figure: Figure, file: Path) -> None:
    file.parent.mkdir(exist_ok=True)
    figure.savefig(file, metadata={"Date": None})
