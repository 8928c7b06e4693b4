"""What Telegram shows of the bot: command menus and descriptions, set at every start."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from telegram import (
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
)
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.chat.telegram.messages import shorten
from bot.chat.telegram.post import one_line
from bot.chat.telegram.texts import Texts, load_commands

log = logging.getLogger(__name__)

#: The default, Kazakh, and the slot of the many clients in Kazakhstan that are set to Russian: all in Kazakh.
LANGUAGES = (None, "kk", "ru")
MAX_DESCRIPTION, MAX_SHORT = 512, 120


async def set_profile(bot: ExtBot[int], texts: Texts, admins: Iterable[int]) -> None:
    """Set menus and descriptions; a failure here is no reason not to answer questions."""
    try:
        await _set_commands(bot, admins)
        for language in LANGUAGES:
            description = shorten(texts("profile.description"), MAX_DESCRIPTION)
            await bot.set_my_description(description, language_code=language)
            short = shorten(texts("profile.short"), MAX_SHORT)
            await bot.set_my_short_description(short, language_code=language)
    except TelegramError as error:
        log.warning("the command menus or descriptions could not be set: %s", one_line(error))


async def _set_commands(bot: ExtBot[int], admins: Iterable[int]) -> None:
    menus = load_commands()
    scopes: list[tuple[BotCommandScope, dict[str, str]]] = [
        (BotCommandScopeDefault(), menus["private"]),
        (BotCommandScopeAllPrivateChats(), menus["private"]),
        (BotCommandScopeAllGroupChats(), menus["groups"]),
    ]
    for scope, menu in scopes:
        for language in LANGUAGES:
            await bot.set_my_commands(list(menu.items()), scope=scope, language_code=language)
    for admin in admins:
        try:
            menu = {**menus["private"], **menus["admins"]}
            await bot.set_my_commands(list(menu.items()), scope=BotCommandScopeChat(admin))
        except TelegramError as error:
            # Usual until that person has pressed «Start» once.
            log.info("an admin's command menu was not set: %s", one_line(error))
