"""What the bot knows at one moment, and how a new state takes its place."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from bot.answering.answerer import Turn
from bot.answering.reply import Reply
from bot.chat.telegram.buttons import article_payload
from bot.opening import made_for_good
from retrieval.article import Article, Paragraph
from retrieval.index import Index
from retrieval.indexing import Changes

Result = TypeVar("Result")


class Answers(Protocol):
    """The one call that stands for everything behind the chat."""

    def answer(self, question: str, *, previous: Turn | None = None, article: str | None = None) -> Reply: ...


@dataclass(frozen=True, slots=True)
class Knowledge:
    """One index and its answerer; never changed, only replaced as a whole."""

    answers: Answers
    index: Index
    examples: tuple[str, ...] = ()  # questions it really answers, for the greeting

    def answer(self, question: str, previous: Reply | None, article: str | None) -> Reply:
        """Answer from the article first when one is given, else from all."""
        turn = Turn(previous.question, previous) if previous else None
        if article in self.index.articles:
            reply = self.answers.answer(question, previous=turn, article=article)
            if reply.status != "refused":
                return reply
        return self.answers.answer(question, previous=turn)

    def article(self, name: str) -> Article | None:
        return self.index.articles.get(name)

    def paragraph(self, article: str, number: int) -> Paragraph | None:
        """A paragraph by article and number; None when the article has changed or gone."""
        return self.index.paragraph(article, number)

    def evidence(self, reply: Reply, limit: int) -> list[Paragraph]:
        """The best paragraphs for a question beside those cited: first what the reader considered, then
        what the search finds."""
        cited = {(one.article, one.paragraph) for one in reply.citations}
        considered = (self.paragraph(one.article, one.paragraph) for one in reply.candidates)
        hits = (hit.paragraph for hit in self.index.search(reply.question, limit + len(cited)))
        found = {(one.article, one.number): one for one in (*considered, *hits) if one}
        return [one for place, one in found.items() if place not in cited][:limit]

    def near(self, reply: Reply, limit: int) -> list[Article]:
        """The articles nearest to a question, best first."""
        names = dict.fromkeys(one.article for one in self.evidence(reply, 5 * limit))
        return [self.index.articles[name] for name in names][:limit]

    def by_payload(self, payload: str) -> Article | None:
        """The article a deep link or a headline button names."""
        return next((one for name, one in self.index.articles.items() if article_payload(name) == payload), None)

    def by_date(self) -> list[Article]:
        """All articles, the newest first, the undated last, those of one day by title."""
        by_title = sorted(self.index.articles.values(), key=lambda one: one.title)
        return sorted(by_title, key=lambda one: one.date, reverse=True)


@contextmanager
def _in_the_background() -> Iterator[None]:
    """Let the event loop have its turn often while a thread builds an index.

    Threads change places every millisecond instead of every five, and no garbage collection walks the millions
    of objects of two indexes.
    """
    interval = sys.getswitchinterval()
    sys.setswitchinterval(0.001)
    try:
        with made_for_good():
            yield
    finally:
        sys.setswitchinterval(interval)


class BusyError(Exception):
    """A reindexing is under way."""


class Library:
    """Keeps the current knowledge; answers in a thread, reindexes in another, swaps in one step."""

    def __init__(self, load: Callable[[], Knowledge], reindex: Callable[[], Changes]) -> None:
        self._load = load
        self._reindex = reindex
        self._answering = ThreadPoolExecutor(1, thread_name_prefix="answers")
        self._indexing = ThreadPoolExecutor(1, thread_name_prefix="index")
        self._current: Knowledge | None = None
        self._indexes: Future[Any] | None = None  # what the indexing thread does or did last
        self.busy = False

    @property
    def current(self) -> Knowledge:
        """The knowledge of this moment. Raises RuntimeError before open()."""
        if self._current is None:
            raise RuntimeError("the library is not open yet")
        return self._current

    @property
    def working(self) -> bool:
        """Is the indexing thread at work, be it for nobody any more? No thread can be stopped."""
        return self._indexes is not None and not self._indexes.done()

    async def open(self) -> None:
        """Load what is indexed."""
        with made_for_good():
            self._current = await self._index(self._load)

    async def answer(self, question: str, previous: Reply | None = None, article: str | None = None) -> Reply:
        """Answer from the current knowledge without holding up the event loop."""
        current = self.current
        return await self._in(self._answering, lambda: current.answer(question, previous, article))

    async def near(self, reply: Reply, limit: int) -> list[Article]:
        """The articles nearest to a refused question, best first."""
        current = self.current
        return await self._in(self._answering, lambda: current.near(reply, limit))

    async def evidence(self, reply: Reply, limit: int) -> list[Paragraph]:
        """The best paragraphs for a question beside those cited."""
        current = self.current
        return await self._in(self._answering, lambda: current.evidence(reply, limit))

    async def renew(self, told: Callable[[Changes], Awaitable[None]]) -> Changes:
        """Reindex the corpus and swap; whatever fails, the old knowledge stays. `told` hears what has changed
        before the new index is built.

        Raises what the reindexing raised; BusyError when one is under way.
        """
        if self.busy:
            raise BusyError
        self.busy = True
        try:
            with _in_the_background():
                changes = await self._index(self._reindex)
                await told(changes)
                self._current = await self._index(self._load)
            return changes
        finally:
            self.busy = False

    def close(self) -> None:
        self._answering.shutdown(wait=False, cancel_futures=True)
        self._indexing.shutdown(wait=False, cancel_futures=True)

    async def _index(self, work: Callable[[], Result]) -> Result:
        future = self._indexing.submit(work)
        self._indexes = future
        return await asyncio.wrap_future(future)

    @staticmethod
    async def _in(pool: ThreadPoolExecutor, work: Callable[[], Result]) -> Result:
        return await asyncio.get_running_loop().run_in_executor(pool, work)
