"""How fast one person may ask."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

Verdict = Literal["fine", "tell", "hush"]
FORGET_AT = 5000  # people


@dataclass(slots=True)
class AskingLimit:
    """So many messages in so many seconds; the one too many is told once, the rest are passed over."""

    clock: Callable[[], float]
    count: int = 20
    window: float = 60.0  # seconds
    _asked: dict[str, deque[float]] = field(default_factory=dict)
    _told: dict[str, float] = field(default_factory=dict)

    def ask(self, person: str) -> tuple[Verdict, int]:
        """Count a message; with «tell» or «hush» also the seconds until the next may come."""
        now = self.clock()
        if len(self._asked) > FORGET_AT:
            self._forget(now)
        asked = self._asked.setdefault(person, deque())
        while asked and asked[0] <= now - self.window:
            asked.popleft()
        if len(asked) < self.count:
            asked.append(now)
            self._told.pop(person, None)
            return "fine", 0
        wait = max(int(asked[0] + self.window - now) + 1, 1)
        if person in self._told:
            return "hush", wait
        self._told[person] = now
        return "tell", wait

    def _forget(self, now: float) -> None:
        self._asked = {who: times for who, times in self._asked.items() if times and times[-1] > now - self.window}
        self._told = {who: when for who, when in self._told.items() if who in self._asked}
