"""Citations: a sentence word for word and where it stands."""

from __future__ import annotations

from bot.answering.passage import ArticleReading, Sentence
from bot.answering.reply import Citation


def cite_place(reading: ArticleReading, sentence: Sentence, start: int, stop: int) -> Citation:
    """The citation of a place in a sentence; `start`, `stop`: offsets in the paragraph."""
    article = reading.article
    return Citation(
        article.id,
        article.title,
        article.url,
        article.date,
        article.source,
        sentence.paragraph.number,
        sentence.text,
        max(0, start - sentence.start),
        max(0, stop - sentence.start),
    )
