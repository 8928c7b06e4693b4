"""Articles that an admin sends as a document: checked, kept aside, and added after a confirming button."""

from __future__ import annotations

import asyncio
import re
import secrets
import shutil
import time
from pathlib import Path

from telegram import CallbackQuery, Message

from bot.chat.telegram.admin import renew_in_background
from bot.chat.telegram.buttons import ADD, Press, confirm_keyboard
from bot.chat.telegram.desk import Desk, place_of
from bot.chat.telegram.messages import MAX_TITLE, shorten
from bot.chat.telegram.post import Place
from bot.chat.telegram.texts import file_reason
from retrieval.article import Article
from retrieval.loading import BadFileError, load_article

KINDS = frozenset({".txt", ".md", ".html"})
MAX_MEGABYTES = 5
MAX_NAME = 80  # characters
KEEP_SECONDS = 7 * 86_400  # an unconfirmed file is thrown away after a week


async def receive(desk: Desk, message: Message) -> None:
    """Check a document; a good one waits for the admin's yes."""
    place, texts, document = place_of(message), desk.texts, message.document
    if document is None:
        return
    name = safe_name(document.file_name or "")
    if Path(name).suffix not in KINDS:
        await desk.post.say(place, texts("upload.kind"))
    elif not Path(name).stem:
        await desk.post.say(place, texts("upload.name"))
    elif (document.file_size or 0) > MAX_MEGABYTES * 1024 * 1024:
        await desk.post.say(place, texts("upload.big", limit=MAX_MEGABYTES))
    else:
        file = await desk.post.patiently(document.get_file)
        await _check(desk, place, name, bytes(await desk.post.patiently(file.download_as_bytearray)))


async def _check(desk: Desk, place: Place, name: str, data: bytes) -> None:
    try:
        article: Article = await asyncio.to_thread(load_article, Path(name), data)
    except BadFileError as error:
        await desk.post.say(place, desk.texts("upload.bad", name=name, reason=file_reason(str(error))))
        return
    key = secrets.token_hex(6)
    await asyncio.to_thread(_keep, desk.uploads, f"{key} {name}", data)
    figures = {"title": shorten(article.title, MAX_TITLE), "paragraphs": len(article.paragraphs)}
    text = desk.texts("upload.check", name=name, **figures)
    if article.id in desk.library.current.index.articles:
        text += "\n\n" + desk.texts("upload.replace")
    await desk.post.say(place, text, confirm_keyboard(key, desk.texts))


async def decide(desk: Desk, query: CallbackQuery, press: Press) -> None:
    """The admin's yes or no."""
    waiting = await asyncio.to_thread(_waiting, desk.uploads, press.key)
    if waiting is None or query.message is None:
        await desk.post.answer_press(query.id, desk.texts("upload.stale"), alert=True)
        return
    await desk.post.answer_press(query.id)
    chat, name = query.message.chat.id, waiting.name.partition(" ")[2]
    if press.action == ADD:
        await asyncio.to_thread(_move, waiting, desk.corpus / name)
        await desk.post.say(Place(chat), desk.texts("upload.stored", name=name))
        await renew_in_background(desk, Place(chat))
    else:
        await asyncio.to_thread(waiting.unlink)
        await desk.post.say(Place(chat), desk.texts("upload.dropped"))


def safe_name(name: str) -> str:
    """A file name that stays inside its folder: letters, digits, «_» and «-», and its ending.

    >>> safe_name("../../Жаңа мақала.TXT")
    'Жаңа_мақала.txt'
    """
    bare = re.split(r"[/\\]", name)[-1]
    stem, _, ending = bare.rpartition(".")
    stem = re.sub(r"[^\w-]+", "_", stem or ending)[:MAX_NAME].strip("_")
    return f"{stem}.{ending.lower()}" if stem and ending else f".{ending.lower()}"


def _keep(folder: Path, name: str, data: bytes) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        if old.stat().st_mtime < time.time() - KEEP_SECONDS:
            old.unlink()
    (folder / name).write_bytes(data)


def _waiting(folder: Path, key: str) -> Path | None:
    """The kept file of a key; keys are hexadecimal, so no key is a pattern or a path."""
    if not re.fullmatch(r"[0-9a-f]{12}", key) or not folder.is_dir():
        return None
    return next((one for one in folder.iterdir() if one.name.startswith(f"{key} ")), None)


def _move(file: Path, goal: Path) -> None:
    """Into the corpus in one step, so that a reindex never reads half a file."""
    goal.parent.mkdir(parents=True, exist_ok=True)
    near = goal.with_name(f".{goal.name}.part")
    shutil.move(file, near)
    near.replace(goal)
