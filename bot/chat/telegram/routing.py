"""Is this message meant for the bot, and as what? A pure decision over plain facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.chat.telegram.clean import is_question

ReplyTo = Literal["nobody", "us", "person", "bot"]
ASKING = frozenset({"suraq", "ask"})


@dataclass(frozen=True, slots=True)
class Facts:
    """What matters of a message; `text` is without our name and without the command."""

    private: bool
    text: str = ""
    from_person: bool = True  # not a bot, not a channel, not sent via an inline bot
    mentioned: bool = False
    command: str = ""  # without the slash, lower case
    command_for: Literal["", "us", "other"] = ""  # the name after @, if any
    reply_to: ReplyTo = "nobody"
    reply_text: str = ""  # text of the message replied to
    media: bool = False  # a picture, a voice, a sticker … without a caption
    document: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to answer."""

    text: str


@dataclass(frozen=True, slots=True)
class Command:
    """A command other than the asking ones, with the text after it."""

    name: str
    rest: str


@dataclass(frozen=True, slots=True)
class Hint:
    """One line instead of an answer: the key of the text."""

    key: Literal["ask.empty", "ask.empty_group", "ask.media"]


@dataclass(frozen=True, slots=True)
class Ignore:
    """Not for us; the reason is for the log and the tests."""

    reason: str


@dataclass(frozen=True, slots=True)
class Upload:
    """A document in a private chat without a caption: an admin may be adding an article."""


Route = Ask | Command | Hint | Ignore | Upload


def route(facts: Facts) -> Route:
    """What to do with a message."""
    if not facts.from_person:
        return Ignore("not a person")
    if facts.command:
        return _command(facts)
    if facts.private:
        return _private(facts)
    return _group(facts)


def _command(facts: Facts) -> Route:
    if facts.command_for == "other":
        return Ignore("another bot's command")
    if facts.command in ASKING:
        return _asked(facts)
    return Command(facts.command, facts.text)


def _private(facts: Facts) -> Route:
    if facts.document and not facts.text:
        return Upload()
    if facts.media and not facts.text:
        return Hint("ask.media")
    # What has no letter in it («?», 😀) still gets a word in private.
    return Ask(facts.text) if is_question(facts.text) else Hint("ask.empty")


def _group(facts: Facts) -> Route:
    if facts.mentioned:
        return _asked(facts)
    if facts.reply_to != "us":
        return Ignore("chatter")
    return Ask(facts.text) if is_question(facts.text) else Ignore("a wordless reply")


def _asked(facts: Facts) -> Route:
    """Called by name or command: the own text, else the text replied to, else a hint."""
    if is_question(facts.text):
        return Ask(facts.text)
    if facts.reply_to == "person" and is_question(facts.reply_text):
        return Ask(facts.reply_text)
    return Hint("ask.empty" if facts.private else "ask.empty_group")
