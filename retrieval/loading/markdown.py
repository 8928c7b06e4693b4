"""Markdown with front matter: python-frontmatter and markdown-it-py are known to this module alone."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

import frontmatter
from markdown_it import MarkdownIt
from markdown_it.token import Token
from yaml import YAMLError  # type: ignore[import-untyped]  # python-frontmatter lets it through

from retrieval.loading.dates import find_date
from retrieval.loading.document import Block, Document, table_blocks
from retrieval.loading.plain import line_blocks

# Indented text is an indented paragraph in a newsroom, not program code; and a line under a
# paragraph is a rule, not a sign that the paragraph is a heading.
_PARSER = MarkdownIt("commonmark").enable("table").disable(["code", "lheading"])
_FIELD = re.compile(r"\s*(?P<name>title|url|date|source|author)\s*:\s*(?P<value>.*?)\s*$", re.IGNORECASE)
_FENCE = re.compile(r"\s*-{3,}\s*$")
_TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)


def read_markdown(text: str) -> Document:
    """The blocks of a Markdown file with what its front matter states."""
    fields, body = split_front_matter(text)
    return Document(
        blocks=tuple(_blocks(_PARSER.parse(body))),
        title=_stated(fields.get("title")),
        url=_stated(fields.get("url")),
        date=_stated_date(fields.get("date")),
        source=_stated(fields.get("source")),
        author=_stated(fields.get("author")),
    )


def split_front_matter(text: str) -> tuple[dict[str, object], str]:
    """The front matter's fields and the text below it.

    Broken YAML («title: Су: өмір нәрі» is the usual slip) is read line by line instead of losing the file.
    """
    try:
        fields, body = frontmatter.parse(text.lstrip())
    except (YAMLError, ValueError, AttributeError):
        # ValueError: a date like 2025-13-45; AttributeError: the YAML is a bare string or list.
        return _fields_by_line(text)
    if not fields and _FENCE.match(text.lstrip().partition("\n")[0]):
        return _fields_by_line(text)
    return {str(name).lower(): value for name, value in fields.items()}, body


def _fields_by_line(text: str) -> tuple[dict[str, object], str]:
    fields: dict[str, object] = {}
    lines = text.lstrip().splitlines()[1:]
    for number, line in enumerate(lines):
        if _FENCE.match(line):
            return fields, "\n".join(lines[number + 1 :])
        if field := _FIELD.match(line):
            fields[field["name"].lower()] = field["value"].strip("\"'")
        elif not line.strip() or not re.match(r"\s*[\w-]+\s*:", line):
            return fields, "\n".join(lines[number:])
    return fields, ""


def _stated(value: object) -> str:
    return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""


def _stated_date(value: object) -> str:
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    return find_date(_stated(value))


def _blocks(tokens: Sequence[Token]) -> list[Block]:
    blocks: list[Block] = []
    item = ""  # the number before an item's text, "-" for a bullet, "" outside of items
    for place, token in enumerate(tokens):
        if token.type == "list_item_open":
            item = f"{token.info}{token.markup}" if token.info else "-"
        elif token.type == "list_item_close":
            item = ""
        elif token.type == "table_open":
            blocks += _table(tokens[place:])
        elif token.type == "inline":
            blocks += _inline_blocks(token, opened_by=tokens[place - 1].type, item=item)
            item = "-" if item else ""
        elif token.type in ("html_block", "fence"):
            blocks += line_blocks(_TAG.sub(" ", token.content))
    return blocks


def _inline_blocks(token: Token, opened_by: str, item: str) -> list[Block]:
    text = _plain(token)
    if opened_by in ("th_open", "td_open") or not text.strip():
        return []
    if opened_by == "heading_open":
        return [Block(" ".join(text.split()), "heading")]
    if item:
        return [Block(" ".join(text.split()) if item == "-" else f"{item} {' '.join(text.split())}", "item")]
    return line_blocks(text)


def _plain(token: Token) -> str:
    """The words of an inline token without emphasis, link and image marks."""
    return "".join(
        "\n" if child.type in ("softbreak", "hardbreak") else child.content
        for child in token.children or ()
        if child.type in ("text", "code_inline", "softbreak", "hardbreak", "text_special")
    )


def _table(tokens: Sequence[Token]) -> list[Block]:
    rows: list[list[str]] = []
    for place, token in enumerate(tokens):
        if token.type == "table_close":
            break
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline" and tokens[place - 1].type in ("th_open", "td_open"):
            rows[-1].append(" ".join(_plain(token).split()))
    return table_blocks(rows[0], rows[1:]) if rows else []
