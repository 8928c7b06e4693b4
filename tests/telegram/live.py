"""A bot at work in the test's own process, and people who write to it."""

from __future__ import annotations

import asyncio
from pathlib import Path

from botapi.markup import entities_of
from botapi.server import Server
from botapi.world import Json
from fixed_answers import fixed_library
from processes import CORPUS, prepare

from bot.chat.telegram.application import Application, Tempo
from bot.chat.telegram.polling import Patience
from bot.chat.telegram.sendqueue import Pace
from bot.settings import Settings

QUESTION = "Кітапханада қанша кітап бар?"
TEMPO = Tempo(Pace().faster(1000), Patience(poll=1, grace=1, stall=1.5, first_pause=0.05, longest_pause=0.2))


def settings_for(server: Server, folder: Path) -> Settings:
    prepare(folder)
    return Settings(
        corpus_dir=folder / "corpus",
        database=folder / "derek.db",
        telegram_bot_token=server.world.token,
        telegram_api_url=server.url,
    )


class Running:
    """`async with Running(settings) as application` – started, serving, stopped."""

    def __init__(self, settings: Settings, tempo: Tempo = TEMPO) -> None:
        library = fixed_library(settings.database, settings.corpus_dir, CORPUS / "answers.toml")
        library._reindex()
        self.application = Application(settings, tempo, library)

    async def __aenter__(self) -> Application:
        await self.application.start()
        self.serving = asyncio.create_task(self.application.serve())
        return self.application

    async def __aexit__(self, *_: object) -> None:
        self.serving.cancel()
        await asyncio.gather(self.serving, return_exceptions=True)
        await self.application.stop()


def ask(server: Server, text: str = QUESTION, user: int = 101) -> Json:
    person = server.world.users.get(user) or server.world.person(user, f"Адам {user}")
    chat = server.world.private(person)
    message = server.world.compose(chat, person, text=text, entities=entities_of(text))
    server.push("message", message)
    return message


def ask_in_group(server: Server, **place: object) -> Json:
    """A question in the supergroup 5, in a topic if one is given."""
    world = server.world
    person = world.users.get(101) or world.person(101, "Айгүл")
    content = {"text": f"/suraq {QUESTION}", "entities": [{"type": "bot_command", "offset": 0, "length": 6}]}
    message = world.compose(world.chats[-1005], person, **content, **place)
    server.push("message", message)
    return message


def answers(server: Server) -> int:
    return len(server.called("sendMessage"))
