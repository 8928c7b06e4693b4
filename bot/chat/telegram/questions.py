"""From a question to its answer in the chat: new questions, edited ones, guests' ones."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass, replace

from telegram import InlineKeyboardMarkup, InlineQueryResultArticle, InputTextMessageContent, Message
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.answering.reply import Reply
from bot.chat.telegram.buttons import ANSWER_LINK, MAX_NEAR, answer_keyboard, deep_link, link_keyboard
from bot.chat.telegram.clean import MAX_QUESTION, cut_question
from bot.chat.telegram.desk import Desk, place_of
from bot.chat.telegram.ledger import Ledger
from bot.chat.telegram.messages import MAX_BUTTON, Letter, answer_letter, shorten
from bot.chat.telegram.post import NO_PREVIEW
from bot.chat.telegram.records import Asker, Given


@dataclass(frozen=True, slots=True)
class Context:
    """What a question follows: the turn before it, and the article of the answer replied to."""

    previous: Reply | None = None
    article: str | None = None


@dataclass(frozen=True, slots=True)
class Worked:
    """A reply with the time it took and the notes to show above it."""

    reply: Reply
    notes: tuple[str, ...]
    ms: float


async def answer_question(desk: Desk, message: Message, text: str) -> None:
    """Answer a new question, once: a message delivered again after a crash is known by its number."""
    asker = Asker(desk.people(message.chat.id), desk.person(message), message.message_id)
    earlier = await desk.ledger(lambda book: book.answer_to(asker.chat, asker.message))
    if earlier is not None and earlier.message:
        return
    worked = await _work(desk, text, await _context(desk, message, None))
    key = await desk.ledger(lambda book: _note(book, earlier, asker, text, worked))
    letter, keyboard = await _shown(desk, worked, key)
    sent = await desk.post.send(place_of(message), letter, keyboard)
    if sent is not None:
        stands_in = desk.people(sent.chat.id)
        await desk.ledger(lambda book: book.placed(key, stands_in, sent.message_id))


def _note(book: Ledger, earlier: Given | None, asker: Asker, text: str, worked: Worked) -> str:
    """Note an answer about to be shown; one noted before a stop and never sent is taken up again."""
    if earlier is None:
        return book.remember(asker, text, worked.reply, worked.ms)
    book.replace(earlier.key, text, worked.reply)
    return earlier.key


async def answer_edit(desk: Desk, message: Message, text: str) -> None:
    """The question was edited: change its answer; a question not answered yet is answered now."""
    chat = desk.people(message.chat.id)
    given = await desk.ledger(lambda book: book.answer_to(chat, message.message_id))
    if given is None or not given.message:
        await answer_question(desk, message, text)
        return
    if given.typed == text:
        return  # Telegram also calls it an edit when only a preview or a mention changed
    worked = await _work(desk, text, await _context(desk, message, given.asked))
    await desk.ledger(lambda book: book.replace(given.key, text, worked.reply))
    edited = replace(worked, notes=(desk.texts("ask.edited"), *worked.notes))
    letter, keyboard = await _shown(desk, edited, given.key)
    if await desk.post.edit(message.chat.id, given.message, letter, keyboard):
        return
    sent = await desk.post.send(place_of(message), letter, keyboard)
    if sent is not None:
        await desk.ledger(lambda book: book.placed(given.key, chat, sent.message_id))


async def _shown(desk: Desk, worked: Worked, key: str) -> tuple[Letter, InlineKeyboardMarkup | None]:
    """The message and its buttons; under a refusal the nearest headlines."""
    refused = worked.reply.status == "refused"
    near = await desk.library.near(worked.reply, MAX_NEAR) if refused else []
    letter = answer_letter(worked.reply, desk.texts, worked.notes, near=bool(near))
    return letter, answer_keyboard(worked.reply, key, near, desk.texts)


async def answer_guest(desk: Desk, message: Message, text: str) -> None:
    """Answer in a chat the bot is no member of; Telegram takes one message, soon."""
    asker = Asker("guest", desk.person(message), 0)
    worked = await _work(desk, text, Context())
    key = await desk.ledger(lambda book: book.remember(asker, text, worked.reply, worked.ms))
    letter = answer_letter(worked.reply, desk.texts, worked.notes)
    await tell_guest(desk, message, letter, ANSWER_LINK + key)


async def tell_guest(desk: Desk, message: Message, letter: Letter, payload: str) -> None:
    """The one message for a guest's call, with a button into the private chat."""
    link = deep_link(desk.texts.bot, payload)
    result = InlineQueryResultArticle(
        id=hashlib.sha256(letter.plain.encode()).hexdigest()[:32],
        title=shorten(letter.plain.partition("\n")[0], MAX_BUTTON),
        input_message_content=InputTextMessageContent(
            letter.html, parse_mode=ParseMode.HTML, link_preview_options=NO_PREVIEW
        ),
        reply_markup=link_keyboard(desk.texts("button.private"), link),
    )
    try:
        await desk.bot.answer_guest_query(message.guest_query_id or "", result)
    except BadRequest as error:
        if "query is too old" not in error.message:
            raise


async def _work(desk: Desk, text: str, context: Context) -> Worked:
    question, was_cut = cut_question(text)
    notes = (desk.texts("ask.long", limit=MAX_QUESTION),) if was_cut else ()
    began = time.perf_counter()
    reply = await desk.library.answer(question, context.previous, context.article)
    seconds = time.perf_counter() - began
    desk.metrics.count(f"questions_{reply.status}")
    desk.metrics.answered_in(seconds)
    return Worked(reply, notes, seconds * 1000)


async def _context(desk: Desk, message: Message, before: float | None) -> Context:
    """The answer replied to, else the person's own last turn here while it is fresh."""
    chat, person, replied = desk.people(message.chat.id), desk.person(message), message.reply_to_message
    if replied is not None:
        given = await desk.ledger(lambda book: book.answer_at(chat, replied.message_id))
        if given is not None:
            cited = given.reply.citations
            return Context(given.reply, cited[0].article if cited else None)
    last = await desk.ledger(lambda book: book.last_turn(chat, person, desk.context_seconds, before))
    return Context(last.reply if last else None)
