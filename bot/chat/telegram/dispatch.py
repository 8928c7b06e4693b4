"""Which handler an update goes to. The one place where the unexpected is caught."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from telegram import CallbackQuery, Message, Update
from telegram.error import TelegramError

from bot.chat.telegram import admin, commands, uploads
from bot.chat.telegram.buttons import ADD, DROP, EXPORT, NEAR, SOURCES, UNANSWERED, unpack
from bot.chat.telegram.clean import is_question
from bot.chat.telegram.desk import Desk, place_of
from bot.chat.telegram.facts import facts_of, is_group
from bot.chat.telegram.inline import answer_inline
from bot.chat.telegram.membership import group_moved, membership_changed, moved_from_to
from bot.chat.telegram.messages import from_plain
from bot.chat.telegram.post import Place
from bot.chat.telegram.presses import count_reaction, press_answer_button, press_headline
from bot.chat.telegram.questions import answer_edit, answer_guest, answer_question, tell_guest
from bot.chat.telegram.routing import Ask, Command, Hint, Ignore, Route, Upload, route

log = logging.getLogger(__name__)

Handler = Callable[[Desk, Message, str], Awaitable[None]]
FOR_ALL: dict[str, Handler] = {
    "start": commands.start,
    "help": commands.help_,
    "about": commands.about,
    "sources": commands.sources,
}
FOR_ADMINS: dict[str, Handler] = {
    "reindex": admin.reindex,
    "stats": admin.stats,
    "unanswered": admin.unanswered,
}
#: The kinds of updates the bot asks Telegram for; reactions come only when named.
WANTED = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.MY_CHAT_MEMBER,
    Update.MESSAGE_REACTION,
    Update.GUEST_MESSAGE,
)


async def handle(desk: Desk, raw: dict[str, Any]) -> None:
    """Handle one raw update; nothing gets out of here but a cancellation."""
    update: Update | None = None
    try:
        update = Update.de_json(raw, desk.bot)
        await _dispatch(desk, update)
    except TelegramError as error:
        desk.metrics.count("updates_failed")
        log.error("update %s failed: %s", raw.get("update_id"), error)
    except Exception:
        desk.metrics.count("updates_failed")
        log.exception("update %s failed", raw.get("update_id"))
        await _apologise(desk, update)


async def _dispatch(desk: Desk, update: Update) -> None:
    if update.message:
        await _message(desk, update.message)
    elif update.edited_message:
        await _edited(desk, update.edited_message)
    elif update.callback_query:
        await _press(desk, update.callback_query)
    elif update.inline_query:
        await answer_inline(desk, update.inline_query)
    elif update.my_chat_member:
        await membership_changed(desk, update.my_chat_member)
    elif update.message_reaction:
        await count_reaction(desk, update.message_reaction)
    elif update.guest_message:
        await _guest(desk, update.guest_message)


async def _message(desk: Desk, message: Message) -> None:
    moved = moved_from_to(message)
    if moved:
        await group_moved(desk, *moved)
        return
    if not _has_content(message):
        return
    desk.post.reopen(message.chat.id)
    found = route(facts_of(message, desk.me))
    if message.media_group_id and not await _first_of_album(desk, message) and isinstance(found, Hint):
        return
    if not await _may_go_on(desk, message, found):
        return
    match found:
        case Ask(text):
            await answer_question(desk, message, text)
        case Command(name, rest):
            await _command(desk, message, name, rest)
        case Hint(key):
            await desk.post.say(place_of(message), desk.texts(key))
        case Upload():
            await _document(desk, message)


async def _may_go_on(desk: Desk, message: Message, found: Route) -> bool:
    """Is the message for us, and the person within the limit? The first one too many gets a kind word.

    Whatever would be answered counts; files that an admin sends one after another do not.
    """
    if isinstance(found, Ignore) or (isinstance(found, Command) and _is_anothers(message, found)):
        return False
    if isinstance(found, Upload) and desk.is_admin(message.from_user):
        return True
    too_fast = _too_fast(desk, message)
    if too_fast:
        await desk.post.say(place_of(message), too_fast)
    return too_fast is None


def _too_fast(desk: Desk, message: Message) -> str | None:
    """What to say to a person who has asked too much: a kind word once, then ""; None within the limit."""
    verdict, seconds = desk.limit.ask(desk.person(message))
    if verdict == "fine":
        return None
    desk.metrics.count("questions_too_fast")
    return desk.texts("ask.too_fast", seconds=seconds) if verdict == "tell" else ""


def _is_anothers(message: Message, command: Command) -> bool:
    """A command in a group that we do not know is for another bot there."""
    return is_group(message) and command.name not in {*FOR_ALL, *FOR_ADMINS}


async def _first_of_album(desk: Desk, message: Message) -> bool:
    """The pictures of an album come as a message each; one line for all of them is enough."""
    album = f"album {message.media_group_id}"
    return await desk.ledger(lambda book: book.show_once(album, "hint"))


async def _edited(desk: Desk, message: Message) -> None:
    """Only edited questions matter; a command or a picture edited into something else does not."""
    found = route(facts_of(message, desk.me))
    if isinstance(found, Ask) and await _may_go_on(desk, message, found):
        await answer_edit(desk, message, found.text)


async def _guest(desk: Desk, message: Message) -> None:
    facts = facts_of(message, desk.me)
    if not facts.from_person:
        return
    question = next((text for text in (facts.text, facts.reply_text) if is_question(text)), None)
    word = _too_fast(desk, message)
    if word is None and question is not None:
        await answer_guest(desk, message, question)
    elif word != "":
        await tell_guest(desk, message, from_plain(word or desk.texts("ask.empty")), "guest")


async def _command(desk: Desk, message: Message, name: str, rest: str) -> None:
    if name in FOR_ADMINS:
        if not await admin.refuse_strangers(desk, message):
            await FOR_ADMINS[name](desk, message, rest)
    elif name in FOR_ALL:
        await FOR_ALL[name](desk, message, rest)
    else:
        await desk.post.say(place_of(message), desk.texts("ask.unknown_command"))


async def _document(desk: Desk, message: Message) -> None:
    if desk.is_admin(message.from_user):
        await uploads.receive(desk, message)
    else:
        await desk.post.say(place_of(message), desk.texts("ask.media"))


async def _press(desk: Desk, query: CallbackQuery) -> None:
    press = unpack(query.data or "")
    if press is None or query.message is None:
        await desk.post.answer_press(query.id, desk.texts("press.stale"), alert=True)
        return
    here = Place(query.message.chat.id, reply_to=query.message.message_id)
    if press.action in {UNANSWERED, EXPORT, ADD, DROP} and not desk.is_admin(query.from_user):
        await desk.post.answer_press(query.id, desk.texts("admin.only"), alert=True)
    elif press.action in {ADD, DROP}:
        await uploads.decide(desk, query, press)
    elif press.action in {SOURCES, UNANSWERED, EXPORT}:
        await desk.post.answer_press(query.id)
        if press.action == SOURCES:
            await commands.turn_sources(desk, here, press.number)
        elif press.action == UNANSWERED:
            await admin.turn_unanswered(desk, here, press.number)
        else:
            await admin.export_unanswered(desk, here)
    elif press.action == NEAR:
        await press_headline(desk, query, press)
    else:
        await press_answer_button(desk, query, press)


def _has_content(message: Message) -> bool:
    """Something a person wrote or sent, not a service message (joined, pinned, topic opened …)."""
    return bool(message.text or message.caption or message.effective_attachment)


async def _apologise(desk: Desk, update: Update | None) -> None:
    """Tell the person that it was not their fault."""
    if update is None or update.message is None:
        return
    try:
        await desk.post.say(place_of(update.message), desk.texts("ask.failed"))
    except TelegramError as error:
        log.error("the apology did not arrive either: %s", error)
