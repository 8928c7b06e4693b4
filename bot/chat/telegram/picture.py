"""The picture of /stats; the one door to matplotlib."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from bot.chat.telegram.figures import Day

PAPER, INK, FAINT, LINE = "#FCFCFA", "#1F2933", "#7B8794", "#E4E7EB"
ANSWERED, REFUSED = "#2A9D8F", "#E9A23B"
SIZE = (10.0, 6.25)  # inches; 128 dots an inch give 1280 × 800, which a phone shows whole
DPI = 128


@dataclass(frozen=True, slots=True)
class Tile:
    """One large figure with its name."""

    value: str
    name: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that is written on the picture."""

    title: str
    tiles: Sequence[Tile]
    tiles_note: str
    days: Sequence[Day]
    answered: str
    refused: str
    empty: str


def draw(sheet: Sheet) -> bytes:
    """The picture as PNG. Takes some 0.3 s of one core: call it in a thread."""
    # Imported here: half a second that a bot without /stats never needs.
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    figure = Figure(figsize=SIZE, dpi=DPI, facecolor=PAPER)
    FigureCanvasAgg(figure)
    figure.text(0.06, 0.925, sheet.title, fontsize=17, fontweight="bold", color=INK, va="center")
    _draw_tiles(figure, sheet)
    _draw_days(figure, sheet)
    out = io.BytesIO()
    figure.savefig(out, format="png", facecolor=PAPER)
    return out.getvalue()


def _draw_tiles(figure, sheet: Sheet) -> None:  # type: ignore[no-untyped-def]
    width = 0.88 / max(len(sheet.tiles), 1)
    for place, tile in enumerate(sheet.tiles):
        left = 0.06 + place * width
        figure.text(left, 0.80, tile.value, fontsize=25, fontweight="bold", color=ANSWERED, va="center")
        figure.text(left, 0.735, tile.name, fontsize=11.5, color=FAINT, va="center")
    figure.text(0.94, 0.925, sheet.tiles_note, fontsize=11.5, color=FAINT, va="center", ha="right")


def _draw_days(figure, sheet: Sheet) -> None:  # type: ignore[no-untyped-def]
    axes = figure.add_axes((0.06, 0.15, 0.88, 0.50), facecolor=PAPER)
    places = range(len(sheet.days))
    answered = [day.answered for day in sheet.days]
    refused = [day.refused for day in sheet.days]
    axes.bar(places, answered, width=0.66, color=ANSWERED, label=sheet.answered, zorder=2)
    axes.bar(places, refused, width=0.66, bottom=answered, color=REFUSED, label=sheet.refused, zorder=2)
    totals = [one + other for one, other in zip(answered, refused, strict=True)]
    top = max([*totals, 1])
    for place, total in zip(places, totals, strict=True):
        if total:
            axes.text(place, total + top * 0.025, str(total), ha="center", fontsize=10.5, color=INK)
    if not any(totals):
        axes.text(0.5, 0.5, sheet.empty, transform=axes.transAxes, ha="center", fontsize=13, color=FAINT)
    axes.set_ylim(0, top * 1.14)
    axes.set_xticks(list(places), [f"{day.date:%d.%m}" for day in sheet.days], fontsize=10.5, color=INK)
    axes.set_yticks([])
    axes.tick_params(length=0)
    for side in ("top", "left", "right"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(LINE)
    axes.legend(
        loc="upper left",
        bbox_to_anchor=(-0.008, -0.12),
        ncols=2,
        frameon=False,
        fontsize=11.5,
        labelcolor=INK,
    )
