"""What a file format gives before the news in it is understood: blocks of text and stated facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "heading", "item", "row"]

# A cell longer than this is not a table cell but a page laid out with a table.
LAYOUT_CELL_WORDS = 40


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, subheading, list item or table row, in the author's words and order."""

    text: str
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Document:
    """The blocks of one file with what its format states outright; empty strings where it does not."""

    blocks: tuple[Block, ...]
    title: str = ""
    url: str = ""
    date: str = ""  # ISO 8601, YYYY-MM-DD
    source: str = ""
    author: str = ""


def table_blocks(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Block]:
    """One block a body row, each cell beside its column's heading, made of the cells' own words.

    >>> table_blocks(["Нысан", "Салынған жылы"], [["Тоқырауын", "1991"]])[0].text
    'Тоқырауын: Салынған жылы – 1991'
    """
    return [block for row in rows for block in _row_blocks(header, row)]


def _row_blocks(header: Sequence[str], row: Sequence[str]) -> list[Block]:
    cells = [cell.strip() for cell in row]
    if any(len(cell.split()) > LAYOUT_CELL_WORDS for cell in cells):
        return [Block(cell) for cell in cells if cell]
    named = [
        f"{heading.strip()} – {cell}" if heading.strip() else cell
        for heading, cell in zip([*header, *[""] * len(cells)], cells, strict=False)
        if cell
    ]
    if not named:
        return []
    if not cells[0] or len(named) == 1:
        return [Block("; ".join(named), "row")]
    return [Block(f"{cells[0]}: {'; '.join(named[1:])}", "row")]
