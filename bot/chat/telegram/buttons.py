"""The buttons under messages, and what their callback data (64 bytes) means. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.answering.reply import Reply
from bot.chat.telegram.messages import MAX_BUTTON, shorten
from bot.chat.telegram.texts import Texts
from retrieval.article import Article

UP, DOWN, FULL, MORE, NEAR = "up", "down", "full", "more", "near"
SOURCES, UNANSWERED, EXPORT, ADD, DROP = "src", "una", "exp", "add", "drop"
ANSWER_LINK, ARTICLE_LINK = "a_", "d_"
MAX_NEAR = 3


@dataclass(frozen=True, slots=True)
class Press:
    """A pressed button: what to do and with what (an answer's key, a page, an upload's key)."""

    action: str
    key: str = ""
    number: int = 0


def pack(press: Press) -> str:
    """Callback data of a button.

    >>> pack(Press("near", "Zk3_x", 2))
    'near:Zk3_x:2'
    """
    return f"{press.action}:{press.key}:{press.number}"


def unpack(data: str) -> Press | None:
    """The press behind callback data; None for data of another make."""
    action, _, rest = data.partition(":")
    key, _, number = rest.partition(":")
    known = {UP, DOWN, FULL, MORE, NEAR, SOURCES, UNANSWERED, EXPORT, ADD, DROP}
    if action not in known or not number.isdecimal() or len(number) > 6:
        return None
    return Press(action, key, int(number))


def _button(text: str, press: Press) -> InlineKeyboardButton:
    return InlineKeyboardButton(shorten(text, MAX_BUTTON), callback_data=pack(press))


def answer_keyboard(reply: Reply, key: str, near: Iterable[Article], texts: Texts) -> InlineKeyboardMarkup | None:
    """Votes and evidence under an answer; the nearest headlines under a refusal; nothing under small talk."""
    if reply.status == "refused":
        rows = [[_button(article.title, Press(NEAR, article_payload(article.id)))] for article in near]
        return InlineKeyboardMarkup(rows) if rows else None
    if reply.status != "answered":
        return None
    return InlineKeyboardMarkup(
        [
            [_button(texts("button.up"), Press(UP, key)), _button(texts("button.down"), Press(DOWN, key))],
            [
                _button(texts("button.full"), Press(FULL, key)),
                _button(texts("button.more"), Press(MORE, key)),
            ],
        ]
    )


def page_keyboard(
    action: str, page: int, pages: int, texts: Texts, *, export: bool = False
) -> InlineKeyboardMarkup | None:
    """Turning pages (from 0), and the export button of /unanswered."""
    turns = []
    if page > 0:
        turns.append(_button(texts("button.previous"), Press(action, number=page - 1)))
    if page + 1 < pages:
        turns.append(_button(texts("button.next"), Press(action, number=page + 1)))
    rows = [turns] if turns else []
    if export:
        rows.append([_button(texts("button.export"), Press(EXPORT))])
    return InlineKeyboardMarkup(rows) if rows else None


def confirm_keyboard(key: str, texts: Texts) -> InlineKeyboardMarkup:
    """Add the uploaded file, or not."""
    return InlineKeyboardMarkup(
        [[_button(texts("button.yes"), Press(ADD, key)), _button(texts("button.no"), Press(DROP, key))]]
    )


def link_keyboard(text: str, link: str) -> InlineKeyboardMarkup:
    """One button that opens a link."""
    return InlineKeyboardMarkup([[InlineKeyboardButton(shorten(text, MAX_BUTTON), url=link)]])


def article_payload(article: str) -> str:
    """The deep-link payload of an article: ids may hold letters that payloads may not.

    >>> article_payload("003_04ee0d87b8d941cb")[:2]
    'd_'
    """
    return ARTICLE_LINK + hashlib.sha256(article.encode()).hexdigest()[:16]


def deep_link(bot: str, payload: str) -> str:
    return f"https://t.me/{bot}?start={payload}"
