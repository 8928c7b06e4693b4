"""The commands that anyone may use."""

from __future__ import annotations

from telegram import InlineKeyboardMarkup, Message

from bot.chat.telegram.buttons import (
    ANSWER_LINK,
    ARTICLE_LINK,
    SOURCES,
    answer_keyboard,
    article_payload,
    deep_link,
    page_keyboard,
)
from bot.chat.telegram.desk import Desk, place_of
from bot.chat.telegram.messages import (
    MAX_ASKED,
    Letter,
    answer_letter,
    article_letter,
    shorten,
    sources_letter,
)
from bot.chat.telegram.post import Place

PAGE = 10  # articles on a page of /sources


async def start(desk: Desk, message: Message, payload: str) -> None:
    """/start: a greeting, or what a deep link points to."""
    if payload.startswith(ANSWER_LINK):
        await _show_answer(desk, message, payload.removeprefix(ANSWER_LINK))
    elif payload.startswith(ARTICLE_LINK):
        await _show_article(desk, message, payload)
    else:
        await desk.post.say(place_of(message), _greeting(desk))


def _greeting(desk: Desk) -> str:
    examples = [f"• {question}" for question in desk.library.current.examples]
    hello = desk.texts("start.hello")
    return "\n".join([hello, "", desk.texts("start.examples"), *examples]) if examples else hello


async def _show_answer(desk: Desk, message: Message, key: str) -> None:
    given = await desk.ledger(lambda book: book.answer(key))
    if given is None:
        await desk.post.say(place_of(message), desk.texts("start.stale"))
        return
    question = desk.texts("inline.question", question=shorten(given.reply.question, MAX_ASKED))
    keyboard = answer_keyboard(given.reply, given.key, (), desk.texts)
    await desk.post.send(place_of(message), answer_letter(given.reply, desk.texts, (question,)), keyboard)


async def _show_article(desk: Desk, message: Message, payload: str) -> None:
    article = desk.library.current.by_payload(payload)
    if article is None:
        await desk.post.say(place_of(message), desk.texts("start.stale"))
    else:
        await desk.post.send(place_of(message), article_letter(article, desk.texts))


async def help_(desk: Desk, message: Message, rest: str) -> None:  # noqa: ARG001 - every command gets its rest
    """/help: how to ask."""
    await desk.post.say(place_of(message), desk.texts("help.text"))


async def about(desk: Desk, message: Message, rest: str) -> None:  # noqa: ARG001
    """/about: who the bot is and how much it knows."""
    articles = len(desk.library.current.index.articles)
    await desk.post.say(place_of(message), desk.texts("about.text", articles=articles))


async def sources(desk: Desk, message: Message, rest: str) -> None:  # noqa: ARG001
    """/sources: the articles, the newest first, in pages."""
    await desk.post.send(place_of(message), *_sources_page(desk, 0))


async def turn_sources(desk: Desk, place: Place, page: int) -> None:
    """Another page, in the same message (`place.reply_to` is that message)."""
    await desk.post.edit(place.chat, place.reply_to or 0, *_sources_page(desk, page))


def _sources_page(desk: Desk, page: int) -> tuple[Letter, InlineKeyboardMarkup | None]:
    articles = desk.library.current.by_date()
    pages = max((len(articles) + PAGE - 1) // PAGE, 1)
    page = min(page, pages - 1)
    shown = articles[page * PAGE : (page + 1) * PAGE]
    links = [deep_link(desk.texts.bot, article_payload(one.id)) for one in shown]
    letter = sources_letter(shown, page * PAGE + 1, len(articles), links, desk.texts)
    return letter, page_keyboard(SOURCES, page, pages, desk.texts)
