"""The ledger behind one thread of its own, so that no disk write holds up the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from bot.chat.telegram.ledger import Ledger

Result = TypeVar("Result")


class LedgerThread:
    """`await ledger(lambda book: book.done(7))`; steps run one after another, in the order asked."""

    def __init__(self, open_ledger: Callable[[], Ledger]) -> None:
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="ledger")
        # SQLite connections belong to the thread that opened them.
        self._book = self._pool.submit(open_ledger)

    async def __call__(self, step: Callable[[Ledger], Result]) -> Result:
        """Run one step. Raises whatever the step or the opening of the database raised."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, lambda: step(self._book.result()))

    def close(self) -> None:
        """Close the database; steps asked for before are still done."""
        if not self._book.cancelled() and self._book.exception() is None:
            self._pool.submit(self._book.result().close)
        self._pool.shutdown(wait=True)
