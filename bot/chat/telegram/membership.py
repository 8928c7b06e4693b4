"""Coming into groups, leaving them, and groups that move."""

from __future__ import annotations

from telegram import ChatMember, ChatMemberUpdated, Message

from bot.chat.telegram.desk import Desk
from bot.chat.telegram.facts import GROUPS
from bot.chat.telegram.post import Place

OUT = (ChatMember.LEFT, ChatMember.BANNED)


async def membership_changed(desk: Desk, change: ChatMemberUpdated) -> None:
    """The bot was added, promoted, removed or blocked."""
    was_in, is_in = (_is_in(one) for one in (change.old_chat_member, change.new_chat_member))
    chat = desk.people(change.chat.id)
    if not is_in:
        await desk.ledger(lambda book: book.gone(chat, change.new_chat_member.status))
        return
    desk.post.reopen(change.chat.id)
    await desk.ledger(lambda book: book.back(chat))
    if was_in or change.chat.type not in GROUPS:
        return
    if await desk.ledger(lambda book: book.greet_once(chat)):
        await desk.post.say(Place(change.chat.id), _greeting(desk, change))


def _greeting(desk: Desk, change: ChatMemberUpdated) -> str:
    """How to ask; with privacy mode on also what will not reach the bot. An admin bot gets everything."""
    hello = desk.texts("group.hello")
    hears_all = desk.me.can_read_all_group_messages or change.new_chat_member.status == ChatMember.ADMINISTRATOR
    return hello if hears_all else f"{hello}\n\n{desk.texts('group.privacy')}"


def _is_in(member: ChatMember) -> bool:
    """A restricted member may be in the chat or out of it."""
    if member.status == ChatMember.RESTRICTED:
        return bool(getattr(member, "is_member", False))
    return member.status not in OUT


async def group_moved(desk: Desk, old: int, new: int) -> None:
    """A group became a supergroup: what is remembered of it goes along."""
    before, after = desk.people(old), desk.people(new)
    await desk.ledger(lambda book: book.migrate(before, after))


def moved_from_to(message: Message) -> tuple[int, int] | None:
    """Old and new id of a group, told by a service message in either chat."""
    if message.migrate_to_chat_id:
        return message.chat.id, message.migrate_to_chat_id
    if message.migrate_from_chat_id:
        return message.migrate_from_chat_id, message.chat.id
    return None
