"""A strict Bot API server of a test's own, and a forum in it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from botapi.server import Server
from botapi.world import Chat, World


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with Server(World()) as one:
        yield one


@pytest.fixture
def group(server: Server) -> Chat:
    return server.world.chat(-1005, "supergroup", "Достар", is_forum=True)
