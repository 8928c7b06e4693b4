"""Telegram's HTML: text with entities measured in UTF-16 units, or the refusal Telegram would give."""

from __future__ import annotations

import html
import re
from typing import Any

from .errors import bad_request

SIMPLE = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
}
ENTITY = re.compile(r"&(?:(lt|gt|amp|quot)|#(\d+)|#x([0-9a-fA-F]+));")
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:\s+[a-zA-Z-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]+))?)*)\s*>")
ATTRIBUTE = re.compile(r"([a-zA-Z-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+)))?")
MAX_RAW_BYTES = 32_768
MAX_ENTITIES = 100


def units(text: str) -> int:
    """Length as Telegram counts it: UTF-16 code units.

    >>> units("қа"), units("😀")
    (2, 2)
    """
    return len(text.encode("utf-16-le")) // 2


def parse_html(source: str) -> tuple[str, list[dict[str, Any]]]:
    """Parse Telegram HTML.

    >>> parse_html("<b>1 &lt; 2</b>")
    ('1 < 2', [{'type': 'bold', 'offset': 0, 'length': 5}])

    Raises ApiError 400 «can't parse entities: …» the way Telegram does.
    """
    if len(source.encode()) > MAX_RAW_BYTES:
        raise bad_request("message is too long")
    text = ""
    open_tags: list[tuple[str, dict[str, Any]]] = []
    entities: list[dict[str, Any]] = []
    place = 0
    while place < len(source):
        char = source[place]
        if char == "&":
            found = ENTITY.match(source, place)
            text += html.unescape(found.group()) if found else "&"
            place = found.end() if found else place + 1
            continue
        if char != "<":
            text += char
            place += 1
            continue
        tag = TAG.match(source, place)
        if tag is None:
            raise _unparsable("unsupported start tag", source, place)
        place = tag.end()
        if tag.group(1):
            _close(tag.group(2).lower(), open_tags, entities, end=units(text), source=source, place=place)
        else:
            open_tags.append((tag.group(2).lower(), _entity(tag, units(text), source)))
    if open_tags:
        raise _unparsable(f'can\'t find end tag corresponding to start tag "{open_tags[-1][0]}"', source, place)
    return _trimmed(text, entities)


def _entity(tag: re.Match[str], offset: int, source: str) -> dict[str, Any]:
    name = tag.group(2).lower()
    attributes = {
        found[0].lower(): html.unescape(found[1] or found[2] or found[3]) for found in ATTRIBUTE.findall(tag.group(3))
    }
    if name == "span" and attributes.get("class") == "tg-spoiler":
        return {"type": "spoiler", "offset": offset}
    if name not in SIMPLE:
        raise _unparsable(f'unsupported start tag "{name}"', source, tag.start())
    entity: dict[str, Any] = {"type": SIMPLE[name], "offset": offset}
    if name == "blockquote" and "expandable" in attributes:
        entity["type"] = "expandable_blockquote"
    if name == "a":
        entity["url"] = attributes.get("href", "")
    return entity


def _close(
    name: str,
    open_tags: list[tuple[str, dict[str, Any]]],
    entities: list[dict[str, Any]],
    *,
    end: int,
    source: str,
    place: int,
) -> None:
    if not open_tags:
        raise _unparsable("unexpected end tag", source, place)
    expected, entity = open_tags.pop()
    if name != expected:
        raise _unparsable(f'unmatched end tag, expected "</{expected}>", found "</{name}>"', source, place)
    if entity["type"].endswith("blockquote") and any(one["type"].endswith("blockquote") for _, one in open_tags):
        raise _unparsable("blockquote can't be nested", source, place)
    entity["length"] = end - entity["offset"]
    # A link without an address is shown as plain text.
    if entity["length"] and (entity["type"] != "text_link" or entity["url"]):
        entities.append(entity)


def _trimmed(text: str, entities: list[dict[str, Any]]) -> tuple[str, list[dict[str, Any]]]:
    """Telegram strips the message at both ends; entities move and shrink with it."""
    start = units(text) - units(text.lstrip())
    clean = text.strip()
    kept = []
    for entity in sorted(entities, key=lambda one: (one["offset"], -one["length"])):
        first = max(entity["offset"] - start, 0)
        last = min(entity["offset"] - start + entity["length"], units(clean))
        if last > first:
            kept.append({**entity, "offset": first, "length": last - first})
    return clean, kept[:MAX_ENTITIES]


def _unparsable(reason: str, source: str, place: int) -> Exception:
    return bad_request(f"can't parse entities: {reason} at byte offset {len(source[:place].encode())}")


def entities_of(text: str) -> list[dict[str, Any]]:
    """The entities that clients and servers find by themselves in plain text: mentions and commands."""
    found = []
    for match in re.finditer(r"(?<![\w@/])(@[A-Za-z0-9_]{4,32}\b|/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{4,32})?\b)", text):
        kind = "mention" if match.group().startswith("@") else "bot_command"
        offset, length = units(text[: match.start()]), units(match.group())
        found.append({"type": kind, "offset": offset, "length": length})
    return found
