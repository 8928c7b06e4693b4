"""Many people ask at once: private chats and groups, faults, a kill in the middle; what came of it."""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from botapi.server import Call, Server
from botapi.world import Chat

NUMBER = re.compile(r"\d+")
MOMENT = 0.5  # seconds
GROUP_SHARE = 0.2  # of all questions


@dataclass
class Crowd:
    """People who ask numbered questions; remembers who was answered what and when."""

    server: Server
    people: int
    questions: int
    groups: int = 20
    seed: int = 7
    asked: dict[int, tuple[int, float]] = field(default_factory=dict)  # question: chat, when Telegram had it
    fetched: dict[int, float] = field(default_factory=dict)
    answered: dict[int, list[float]] = field(default_factory=lambda: defaultdict(list))
    killed_at: float | None = None
    order: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))  # by chat

    def __post_init__(self) -> None:
        world, self._random = self.server.world, random.Random(self.seed)
        self._people = [world.person(10_000 + number, f"Адам {number}") for number in range(self.people)]
        self._groups = [world.chat(-2000 - number, "group", f"Топ {number}") for number in range(self.groups)]
        self.server.on_call = self._saw

    async def ask(self, per_second: float) -> None:
        """Ask all questions at an even rate, the places in a random order."""
        in_groups = int(self.questions * GROUP_SHARE) if self.groups else 0
        places: list[Chat] = [self._groups[number % self.groups] for number in range(in_groups)]
        for number in range(self.questions - in_groups):
            places.append(self.server.world.private(self._people[number % self.people]))
        self._random.shuffle(places)
        began = time.monotonic()
        for number, chat in enumerate(places):
            await asyncio.sleep(began + number / per_second - time.monotonic())
            self._ask_one(number, chat)

    def _ask_one(self, number: int, chat: Chat) -> None:
        world = self.server.world
        private = chat.type == "private"
        person = world.users[chat.id] if private else self._random.choice(self._people)
        text = f"жаңғырық {number}" if private else f"/suraq жаңғырық {number}"
        entities = [] if private else [{"type": "bot_command", "offset": 0, "length": 6}]
        message = world.compose(chat, person, text=text, entities=entities)
        self.asked[number] = (chat.id, time.monotonic())
        self.server.push("message", message)

    def _saw(self, call: Call) -> None:
        if call.error is not None:
            return
        if call.method == "getUpdates":
            for update in call.result:
                found = NUMBER.search(update.get("message", {}).get("text", ""))
                if found:
                    self.fetched.setdefault(int(found.group()), call.at)
        if call.method == "sendMessage":
            found = NUMBER.search(call.result["text"])
            if found:
                number = int(found.group())
                self.answered[number].append(call.at)
                self.order[call.result["chat"]["id"]].append(number)

    # --- what came of it

    @property
    def unanswered(self) -> list[int]:
        return [number for number in self.asked if number not in self.answered]

    @property
    def twice(self) -> list[int]:
        return [number for number, times in self.answered.items() if len(times) > 1]

    @property
    def on_their_way(self) -> list[int]:
        """Those of them whose first answer went out in the last moment before the kill, too late to be noted."""
        killed = self.killed_at or 0.0
        return [number for number in self.twice if killed - MOMENT <= self.answered[number][0] <= killed + MOMENT]

    @property
    def out_of_order(self) -> list[int]:
        """Chats whose answers came in another order than their questions."""
        wrong = []
        for chat, answers in self.order.items():
            first_time = list(dict.fromkeys(answers))
            if first_time != sorted(first_time):
                wrong.append(chat)
        return wrong

    def had_to_wait(self, number: int) -> bool:
        """Was another message on its way to the same chat within the second before?"""
        chat, when = self.asked[number]
        others = [
            times[0] for other, times in self.answered.items() if self.asked[other][0] == chat and other != number
        ]
        return any(when - 1.1 < one < self.answered[number][0] for one in others)

    def seconds(self, since: Callable[[int], float]) -> list[float]:
        """From `since(question)` to its answer, sorted."""
        return sorted(times[0] - since(number) for number, times in self.answered.items())

    def faults(self) -> str:
        counts = Counter(self.server.faults_given)
        return ", ".join(f"{name}: {count}" for name, count in sorted(counts.items())) or "none"
