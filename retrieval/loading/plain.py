"""Plain text: one paragraph a line, or lines wrapped at a fixed width between empty lines."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from retrieval.loading.document import Block, Document

_BULLET = re.compile(r"\s*[•▪●■◦‣∙*]\s+")
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,6}|#x[0-9a-fA-F]{2,5});")
_SENTENCE_END = re.compile(r"[.!?…:;][»”\"')\]]*$")
# A wrapped line ends where the width ends: between these lengths in characters.
_WRAPPED_WIDTH = range(45, 101)


def read_plain(text: str) -> Document:
    """The lines of a text file as blocks."""
    return Document(blocks=tuple(line_blocks(_ENTITY.sub(lambda entity: html.unescape(entity[0]), text))))


def line_blocks(text: str) -> list[Block]:
    """The blocks of running text: wrapped lines joined, bullets taken off list items."""
    groups = groupby(text.splitlines(), key=lambda line: bool(line.strip()))
    return [_block(line) for filled, lines in groups if filled for line in unwrapped(list(lines))]


def unwrapped(lines: Sequence[str]) -> Iterable[str]:
    """Neighbouring lines as they are, or joined into one when they were cut at a fixed width.

    >>> list(unwrapped(["Жайна МӘЛІМҚОЖА,", "суретті түсірген Жұлдыз СЕМБИЕВА"]))
    ['Жайна МӘЛІМҚОЖА,', 'суретті түсірген Жұлдыз СЕМБИЕВА']
    """
    return [" ".join(line.strip() for line in lines)] if _is_wrapped(lines) else lines


def _is_wrapped(lines: Sequence[str]) -> bool:
    *body, last = (line.strip() for line in lines)
    if not body or any(_BULLET.match(line) for line in lines):
        return False
    unfinished = sum(not _SENTENCE_END.search(line) for line in body)
    same_width = all(len(line) in _WRAPPED_WIDTH for line in body) and len(last) < _WRAPPED_WIDTH.stop
    return same_width and unfinished * 3 >= len(body) * 2


def _block(line: str) -> Block:
    bullet = _BULLET.match(line)
    return Block(line[bullet.end() :].strip(), "item") if bullet else Block(line.strip())
