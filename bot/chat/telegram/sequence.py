"""Order within a chat, concurrency between chats."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

Work = dict[str, Any]  # one raw update


class Sequence:
    """Each lane (a chat, a person's button presses) has its works done one after another.

    A lane is a task that lives while it has work.
    """

    def __init__(self, do: Callable[[Work], Awaitable[None]]) -> None:
        self._do = do
        self._lanes: dict[str, deque[Work]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._stopping = False

    def put(self, lane: str, work: Work) -> None:
        """Queue a work at the end of its lane."""
        if lane in self._lanes:
            self._lanes[lane].append(work)
            return
        self._lanes[lane] = deque([work])
        task = asyncio.create_task(self._run(lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _run(self, lane: str) -> None:
        queue = self._lanes[lane]
        try:
            while queue and not self._stopping:
                await self._do(queue.popleft())
        finally:
            self._lanes.pop(lane, None)

    @property
    def under_way(self) -> int:
        """How many works are queued or being done."""
        return len(self._tasks) + sum(len(queue) for queue in self._lanes.values())

    async def stop(self, seconds: float) -> None:
        """Finish what has begun, within `seconds`; what is queued stays for the next start."""
        self._stopping = True
        if not self._tasks:
            return
        _, late = await asyncio.wait(self._tasks, timeout=seconds)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    async def idle(self) -> None:
        """Wait until nothing is queued or being done."""
        while self._tasks:
            await asyncio.wait(self._tasks)


def lane_of(update: Work) -> str:
    """Messages are in order within their chat; presses and inline queries, which Telegram wants answered
    at once, within their person.

    >>> lane_of({"update_id": 1, "message": {"chat": {"id": -5}}})
    'chat -5'
    """
    for kind, body in update.items():
        if not isinstance(body, dict):
            continue
        chat, person = body.get("chat"), body.get("from")
        if isinstance(chat, dict) and kind != "guest_message":
            return f"chat {chat.get('id')}"
        if isinstance(person, dict):
            return f"{kind} {person.get('id')}"
    return "other"
