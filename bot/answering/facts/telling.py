"""What is told from several places: the answer, its sentence, and every place that proves a part of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from bot.answering.citing import cite_place
from bot.answering.lexicon import Lexicon, table
from bot.answering.passage import ArticleReading
from bot.answering.reply import Citation
from bot.answering.scoring import Scored
from bot.answering.wording import quoted, word_source
from retrieval.index import Index


@dataclass(frozen=True, slots=True)
class Told:
    """An answer from several places. `answer`: the short one; `sentence`: the same as said in full."""

    type: str
    answer: str
    sentence: str
    citations: tuple[Citation, ...]
    confidence: float

    @property
    def text(self) -> str:
        """The sentence, the proofs in quotation marks and the sources, blank lines between them."""
        quotes = dict.fromkeys(quoted(citation.quote) for citation in self.citations)
        return saying("frame").format(
            answer=self.sentence, quotes="\n\n".join(quotes), sources=_word_sources(self.citations)
        )


class Sources(Protocol):
    """What facts are gathered from: the index, its articles as read, answers to simple questions."""

    @property
    def index(self) -> Index:
        """The articles."""

    @property
    def lexicon(self) -> Lexicon:
        """The words known."""

    @property
    def weights(self) -> Mapping[str, float]:
        """Of the confidence model."""

    def reading(self, article: str) -> ArticleReading:
        """An article as read."""

    def chosen(self, question: str, article: str | None) -> tuple[Scored, float] | None:
        """The finding that answers a question and how sure it is; None where it is refused."""


def saying(name: str) -> str:
    """A template of facts.toml."""
    return str(table("facts.toml")["saying"][name])


def cite_scored(scored: Scored) -> Citation:
    """The citation of a finding."""
    finding = scored.finding
    return cite_place(scored.reading, finding.sentence, finding.start, finding.stop)


def _word_sources(citations: Iterable[Citation]) -> str:
    sources = list(dict.fromkeys(word_source(citation) for citation in citations))
    if len(sources) == 1:
        return saying("source").format(source=sources[0])
    rows = (saying("numbered").format(number=number, source=source) for number, source in enumerate(sources, 1))
    return saying("sources").format(sources="\n".join(rows))


def in_quotes(title: str) -> str:
    """A title in quotation marks, straight ones inside it made «…» alike; as it stands when it has marks itself."""
    title = re.sub(r"\"([^\"]+)\"", r"«\1»", title)
    return title if "«" in title else f"«{title}»"
