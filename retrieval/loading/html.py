"""Web pages: trafilatura is known to this module alone."""

from __future__ import annotations

import re
from typing import Any

from trafilatura import bare_extraction
from trafilatura.utils import load_html

from retrieval.loading.dates import date_in_address, find_date
from retrieval.loading.document import Block, Document, table_blocks

# htmldate guesses a date from anything on the page (a copyright year) unless told not to search.
_STATED_DATES = {"extensive_search": False, "original_date": True}
# «Headline – Outlet» in <title>: what stands behind the headline of the page.
_TITLE_SEPARATOR = re.compile(r"\s+[–—|·•»:-]+\s+")


def read_html(text: str) -> Document:
    """The article on a page: navigation, banners, asides and footers left out, tables and lists kept."""
    tree = load_html(text)
    page = None if tree is None else _extract(text)
    if tree is None or page is None:
        return Document(blocks=())
    title = _headline(tree) or _clean(page.title)
    url = _clean(page.url)
    return Document(
        blocks=tuple(_blocks(page.body)),
        title=title,
        url=url,
        date=_clean(page.date) or date_in_address(url) or _time_tag(tree),
        source=_meta(tree, "og:site_name") or _title_suffix(_text(tree.find(".//title")), title),
        author=_clean(page.author),
    )


def _extract(text: str) -> Any:
    settings: dict[str, Any] = {"include_comments": False, "date_extraction_params": _STATED_DATES}
    return bare_extraction(text, with_metadata=True, **settings) or bare_extraction(
        text, with_metadata=True, favor_recall=True, **settings
    )


def _headline(tree: Any) -> str:
    headings = [_text(heading) for heading in tree.iter("h1")]
    # Two or more: the first may be the name of the site.
    return headings[0] if len(headings) == 1 else ""


def _title_suffix(page_title: str, headline: str) -> str:
    if not headline or not page_title.startswith(headline):
        return ""
    rest = page_title[len(headline) :]
    separator = _TITLE_SEPARATOR.match(rest)
    return rest[separator.end() :].strip() if separator else ""


def _meta(tree: Any, name: str) -> str:
    for meta in tree.iter("meta"):
        if name in (meta.get("property"), meta.get("name")):
            return _clean(meta.get("content"))
    return ""


def _time_tag(tree: Any) -> str:
    return next((date for tag in tree.iter("time") if (date := find_date(tag.get("datetime") or ""))), "")


def _blocks(element: Any) -> list[Block]:
    return [block for child in element for block in _child_blocks(child)]


def _child_blocks(child: Any) -> list[Block]:
    if child.tag == "head":
        return [Block(_text(child), "heading")] if _text(child) else []
    if child.tag == "table":
        return _table(child)
    if child.tag == "list":
        return [Block(_text(item), "item") for item in child.iter("item") if _text(item)]
    if child.tag in ("quote", "div") and len(child):
        return [*_lines(child.text or ""), *_blocks(child)]
    return _lines(_with_breaks(child))


def _with_breaks(element: Any) -> str:
    """The text of an element, a new line where the page has one (<br>)."""
    inside = (("\n" if child.tag == "lb" else _with_breaks(child)) + (child.tail or "") for child in element)
    return (element.text or "") + "".join(inside)


def _lines(text: str) -> list[Block]:
    return [Block(line.strip()) for line in text.split("\n") if line.strip()]


def _table(table: Any) -> list[Block]:
    rows = [[_text(cell) for cell in row.iter("cell")] for row in table.iter("row")]
    has_header = any(cell.get("role") == "head" for row in [*table.iter("row")][:1] for cell in row)
    return table_blocks(rows[0], rows[1:]) if has_header else table_blocks([], rows)


def _text(element: Any) -> str:
    return "" if element is None else _clean("".join(element.itertext()))


def _clean(value: str | None) -> str:
    return " ".join((value or "").split())
