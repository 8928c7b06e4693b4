"""The picture of /stats; the one door to matplotlib."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.chat.telegram.figures import Day
from bot.chat.telegram.messages import shorten

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

PAPER, INK, FAINT, LINE = "#FCFCFA", "#1F2933", "#7B8794", "#E4E7EB"
ANSWERED, REFUSED = "#2A9D8F", "#E9A23B"
SIZE = (10.0, 6.25)  # inches; 128 dots an inch give 1280 × 800, which a phone shows whole
DPI = 128
LEFT, WIDTH = 0.06, 0.88  # of the picture's width
MAX_TITLE = 62


@dataclass(frozen=True, slots=True)
class Tile:
    """One large figure with its name."""

    value: str
    name: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that is written on the picture."""

    title: str
    tiles_head: str
    tiles: Sequence[Tile]
    days_head: str
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
    title = shorten(sheet.title, MAX_TITLE)
    # A dollar sign in an organisation's name is no formula.
    figure.text(LEFT, 0.925, title, fontsize=17, fontweight="bold", color=INK, va="center", parse_math=False)
    _draw_tiles(figure, sheet)
    _draw_days(figure, sheet)
    out = io.BytesIO()
    figure.savefig(out, format="png", facecolor=PAPER)
    return out.getvalue()


def _draw_tiles(figure: Figure, sheet: Sheet) -> None:
    figure.text(LEFT, 0.845, sheet.tiles_head, fontsize=12, color=FAINT, va="center")
    width = WIDTH / max(len(sheet.tiles), 1)
    for place, tile in enumerate(sheet.tiles):
        left = LEFT + place * width
        figure.text(left, 0.765, tile.value, fontsize=25, fontweight="bold", color=ANSWERED, va="center")
        figure.text(left, 0.70, tile.name, fontsize=11.5, color=INK, va="center")


def _draw_days(figure: Figure, sheet: Sheet) -> None:
    figure.text(LEFT, 0.60, sheet.days_head, fontsize=12, color=FAINT, va="center")
    axes = figure.add_axes((LEFT, 0.08, WIDTH, 0.46), facecolor=PAPER)
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
    _dress(axes, sheet.days, top)
    figure.legend(
        loc="center right",
        bbox_to_anchor=(LEFT + WIDTH + 0.012, 0.60),
        ncols=2,
        frameon=False,
        fontsize=11.5,
        labelcolor=INK,
    )


def _dress(axes: Axes, days: Sequence[Day], top: int) -> None:
    """Days below, no frame: the figures stand on the bars."""
    axes.set_ylim(0, top * 1.14)
    axes.set_xlim(-0.5, len(days) - 0.5)
    axes.set_xticks(range(len(days)), [f"{day.date:%d.%m}" for day in days], fontsize=10.5, color=INK)
    axes.set_yticks([])
    axes.tick_params(length=0)
    for side in ("top", "left", "right"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(LINE)
