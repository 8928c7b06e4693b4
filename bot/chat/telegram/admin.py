"""What only the people of ADMIN_IDS may do: reindex, figures, unanswered questions."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable

from telegram import InlineKeyboardMarkup, Message
from telegram.error import TelegramError

from bot.chat.telegram.buttons import UNANSWERED, page_keyboard
from bot.chat.telegram.desk import Desk, place_of
from bot.chat.telegram.facts import is_anonymous_admin, is_group
from bot.chat.telegram.figures import day_start, days_of, grouped, liked, share
from bot.chat.telegram.knowledge import BusyError
from bot.chat.telegram.messages import Letter, from_plain, shorten
from bot.chat.telegram.picture import Sheet, Tile, draw
from bot.chat.telegram.post import Place
from bot.chat.telegram.texts import file_reason
from retrieval.indexing import Changes

log = logging.getLogger(__name__)

PAGE = 15  # questions on a page of /unanswered
UNANSWERED_DAYS = 30
PICTURE_DAYS = 14
MAX_SKIPPED = 15  # files named in the report
MAX_ROW = 200
LAST_WORD_SECONDS = 3.0  # for the progress message at a stop


async def refuse_strangers(desk: Desk, message: Message) -> bool:
    """True when the sender may not: they are told so. The anonymous admins of all groups share one
    user id, so that id proves nothing."""
    if is_anonymous_admin(message):
        await desk.post.say(place_of(message), desk.texts("admin.anonymous"))
        return True
    if not desk.is_admin(message.from_user):
        await desk.post.say(place_of(message), desk.texts("admin.only"))
        return True
    return False


# --- /reindex


async def reindex(desk: Desk, message: Message, rest: str) -> None:  # noqa: ARG001
    """/reindex: in the background, one progress message."""
    await renew_in_background(desk, place_of(message))


async def renew_in_background(desk: Desk, place: Place) -> None:
    """Start a reindexing that reports in this place; a second one meanwhile is told so."""
    if desk.library.busy:
        await desk.post.say(place, desk.texts("index.busy"))
        return
    progress = await desk.post.say(place, desk.texts("index.start"))
    task = asyncio.create_task(_renew(desk, place, progress))
    desk.background.add(task)
    task.add_done_callback(desk.background.discard)


async def _renew(desk: Desk, place: Place, progress: Message | None) -> None:
    async def tell(text: str) -> None:
        if progress is None or not await desk.post.edit(progress.chat.id, progress.message_id, from_plain(text)):
            await desk.post.say(place, text)

    last = desk.texts("index.stopped")
    try:
        last = await _outcome(desk, tell)
        await tell(last)
    except asyncio.CancelledError:  # the bot is being stopped; what has begun is done again at the next start
        with contextlib.suppress(TimeoutError, TelegramError):
            async with asyncio.timeout(LAST_WORD_SECONDS):
                await tell(last)
        raise


async def _outcome(desk: Desk, tell: Callable[[str], Awaitable[None]]) -> str:
    """Reindex; what came of it in words."""

    async def building(changes: Changes) -> None:
        await tell(desk.texts("index.building", **_counts(changes)))

    began = time.monotonic()
    try:
        changes = await desk.library.renew(building)
    except BusyError:
        return desk.texts("index.busy")
    except Exception:
        # Whatever it was, the old index goes on; the log has the reason.
        log.exception("reindexing failed")
        desk.metrics.count("reindex_failed")
        return desk.texts("index.failed")
    desk.metrics.count("reindexed")
    return _report(desk, changes, time.monotonic() - began)


def _counts(changes: Changes) -> dict[str, int]:
    return {"added": len(changes.added), "changed": len(changes.changed), "removed": len(changes.removed)}


def _report(desk: Desk, changes: Changes, seconds: float) -> str:
    index = desk.library.current.index
    paragraphs = sum(len(article.paragraphs) for article in index.articles.values())
    took = f"{seconds:.1f}".replace(".", ",")
    figures = {"articles": len(index.articles), "paragraphs": paragraphs, "seconds": took}
    lines = [desk.texts("index.done", **_counts(changes), **figures)]
    if changes.skipped:
        lines += ["", desk.texts("index.skipped")]
        lines += [
            shorten(f"• {one.file} — {file_reason(one.reason)}", MAX_ROW) for one in changes.skipped[:MAX_SKIPPED]
        ]
    if len(changes.skipped) > MAX_SKIPPED:
        lines.append(desk.texts("index.skipped_more", count=len(changes.skipped) - MAX_SKIPPED))
    return "\n".join(lines)


# --- /stats


async def stats(desk: Desk, message: Message, rest: str) -> None:  # noqa: ARG001
    """/stats: today, seven days and all, in words and as a picture."""
    place, now = place_of(message), time.time()
    periods = {"stats.today": day_start(now), "stats.week": day_start(now, 6), "stats.all": 0.0}
    lines = [desk.texts("stats.title")]
    for name, since in periods.items():
        totals = await desk.ledger(lambda book, since=since: book.totals(since))  # type: ignore[misc]
        answer_time = totals["ms"]
        spoken = (
            desk.texts("stats.time", ms=_ms(answer_time)) if answer_time is not None else desk.texts("stats.no_time")
        )
        figures = {name: value for name, value in totals.items() if name != "ms"}
        lines.append(desk.texts("stats.line", period=desk.texts(name), time=spoken, **figures))
    picture = await asyncio.to_thread(draw, await _sheet(desk, now))
    await desk.post.send_file(place, picture, "stats.png", "\n\n".join(lines), picture=True)


def _ms(value: float) -> str:
    """Milliseconds as people read them: whole ones, tenths below ten."""
    return f"{value:.0f}" if value >= 10 else f"{value:.1f}".replace(".", ",")


async def _sheet(desk: Desk, now: float) -> Sheet:
    texts = desk.texts
    since = day_start(now, PICTURE_DAYS - 1)
    asked = await desk.ledger(lambda book: book.asked_since(since))
    week = await desk.ledger(lambda book: book.totals(day_start(now, 6)))
    answered, votes = share(week["answered"], week["asked"]), liked(week)
    tiles = (
        Tile(str(week["asked"]), texts("stats.picture_tile_asked")),
        Tile("–" if answered is None else f"{answered}%", texts("stats.picture_tile_answered")),
        Tile("–" if votes is None else f"{votes}%", texts("stats.picture_tile_votes")),
        Tile(
            "–" if week["ms"] is None else texts("stats.time", ms=_ms(week["ms"])),
            texts("stats.picture_tile_time"),
        ),
    )
    return Sheet(
        title=texts("stats.picture_title"),
        tiles_head=texts("stats.week"),
        tiles=tiles,
        days_head=texts("stats.picture_days", days=PICTURE_DAYS),
        days=days_of(asked, now, PICTURE_DAYS),
        answered=texts("stats.picture_answered"),
        refused=texts("stats.picture_refused"),
        empty=texts("stats.picture_empty"),
    )


# --- /unanswered


async def unanswered(desk: Desk, message: Message, rest: str) -> None:  # noqa: ARG001
    """/unanswered: only in private, for it shows what people asked."""
    if is_group(message):
        await desk.post.say(place_of(message), desk.texts("admin.private"))
        return
    await desk.post.send(place_of(message), *await _unanswered_page(desk, 0))


async def turn_unanswered(desk: Desk, place: Place, page: int) -> None:
    """Another page, in the same message (`place.reply_to` is that message)."""
    await desk.post.edit(place.chat, place.reply_to or 0, *await _unanswered_page(desk, page))


async def export_unanswered(desk: Desk, place: Place) -> None:
    """The whole list as a text file: how often, then the question, a line each."""
    rows = [f"{count}\t{question}" for question, count in await _grouped(desk)]
    content = ("\n".join(rows) + "\n").encode()
    await desk.post.send_file(Place(place.chat), content, "unanswered.txt", desk.texts("unanswered.file"))


async def _grouped(desk: Desk) -> list[tuple[str, int]]:
    since = day_start(time.time(), UNANSWERED_DAYS - 1)
    questions = await desk.ledger(lambda book: book.unanswered(since))
    return await asyncio.to_thread(grouped, questions)


async def _unanswered_page(desk: Desk, page: int) -> tuple[Letter, InlineKeyboardMarkup | None]:
    texts, groups = desk.texts, await _grouped(desk)
    if not groups:
        return from_plain(texts("unanswered.none", days=UNANSWERED_DAYS)), None
    pages = (len(groups) + PAGE - 1) // PAGE
    page = min(page, pages - 1)
    lines = [texts("unanswered.title", days=UNANSWERED_DAYS, all=len(groups)), ""]
    for number, (question, count) in enumerate(groups[page * PAGE : (page + 1) * PAGE], page * PAGE + 1):
        row = texts("unanswered.row", number=number, question=shorten(question, MAX_ROW))
        lines.append(f"{row} {texts('unanswered.times', count=count)}" if count > 1 else row)
    return from_plain("\n".join(lines)), page_keyboard(UNANSWERED, page, pages, texts, export=True)
