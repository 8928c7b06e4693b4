"""From a Telegram message to the plain facts that routing needs."""

from __future__ import annotations

from telegram import Message, MessageEntity, User
from telegram.constants import ChatType

from bot.chat.telegram.clean import clean, without
from bot.chat.telegram.routing import ASKING, Facts, ReplyTo

GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)


def facts_of(message: Message, me: User) -> Facts:
    """The facts of a message, seen by the bot `me`."""
    text = message.text or message.caption or ""
    entities = message.parse_entities() if message.text else message.parse_caption_entities()
    command, command_for, command_end = _command(message, me)
    names = _our_names(text, entities, me)
    places = [*names, *_asking_words(text, entities, me)]
    if command:
        places.append((0, command_end))
    return Facts(
        private=message.chat.type == ChatType.PRIVATE,
        text=clean(without(text, sorted(set(places)))),
        from_person=_from_person(message),
        mentioned=bool(names),
        command=command,
        command_for=command_for,  # type: ignore[arg-type]
        reply_to=_reply_to(message, me),
        reply_text=_text_replied_to(message),
        media=not text,
        document=message.document is not None,
    )


def is_group(message: Message) -> bool:
    return message.chat.type in GROUPS


def is_anonymous_admin(message: Message) -> bool:
    """A group admin who posts as the group: every such person has the same user id."""
    return message.sender_chat is not None and message.sender_chat.id == message.chat.id


def _from_person(message: Message) -> bool:
    if message.chat.type == ChatType.CHANNEL or message.via_bot or message.is_automatic_forward:
        return False
    if message.sender_chat is not None:
        return is_anonymous_admin(message)
    return message.from_user is not None and not message.from_user.is_bot


def _span(text: str, entity: MessageEntity) -> tuple[int, int]:
    """An entity's place in characters; Telegram counts UTF-16 units, an emoji being two."""
    raw = text.encode("utf-16-le")
    start = len(raw[: entity.offset * 2].decode("utf-16-le", "ignore"))
    stop = len(raw[: (entity.offset + entity.length) * 2].decode("utf-16-le", "ignore"))
    return start, stop


def _our_names(text: str, entities: dict[MessageEntity, str], me: User) -> list[tuple[int, int]]:
    """Where the bot is named: @name in any letter case, or a text mention of its id."""
    name = f"@{me.username}".casefold()
    return [
        _span(text, entity)
        for entity, part in entities.items()
        if (entity.type == MessageEntity.MENTION and part.casefold() == name)
        or (entity.type == MessageEntity.TEXT_MENTION and entity.user is not None and entity.user.id == me.id)
    ]


def _asking_words(text: str, entities: dict[MessageEntity, str], me: User) -> list[tuple[int, int]]:
    """Where /suraq stands further on: «@derek_bot /suraq Қанша?» asks «Қанша?»."""
    ours = {"", (me.username or "").casefold()}
    return [
        _span(text, entity)
        for entity, part in entities.items()
        if entity.type == MessageEntity.BOT_COMMAND and _named(part)[0] in ASKING and _named(part)[1] in ours
    ]


def _named(command: str) -> tuple[str, str]:
    """Name and owner of «/suraq@derek_bot», both in lower case."""
    name, _, owner = command[1:].partition("@")
    return name.casefold(), owner.casefold()


def _command(message: Message, me: User) -> tuple[str, str, int]:
    """Command, whom it is for, and where it ends; only one at the very start counts."""
    text = message.text or message.caption or ""
    entities = message.entities or message.caption_entities
    first = next((one for one in entities if one.type == MessageEntity.BOT_COMMAND and one.offset == 0), None)
    if first is None:
        return "", "", 0
    name, owner = _named(text[: first.length])
    ours = owner == (me.username or "").casefold()
    return name, ("us" if ours else "other") if owner else "", first.length


def _reply_to(message: Message, me: User) -> ReplyTo:
    replied = message.reply_to_message
    # In a forum every message formally replies to the one that created its topic.
    if replied is None or replied.forum_topic_created or _is_topic_root(message, replied):
        return "nobody"
    if replied.from_user is not None and replied.from_user.id == me.id:
        return "us"
    if replied.sender_chat is not None:
        return "person"  # posted as a group or a channel: Telegram names a bot of its own as the sender
    return "bot" if replied.from_user is not None and replied.from_user.is_bot else "person"


def _is_topic_root(message: Message, replied: Message) -> bool:
    return bool(message.is_topic_message) and replied.message_id == message.message_thread_id


def _text_replied_to(message: Message) -> str:
    """The stretch the person marked when replying, else the whole text replied to."""
    if message.quote is not None and message.quote.is_manual:
        return clean(message.quote.text)
    replied = message.reply_to_message
    return clean(replied.text or replied.caption or "") if replied else ""
