"""Who wrote an article, who took its pictures: the by-line."""

from __future__ import annotations

from collections.abc import Iterator

from bot.answering.finding import Finding
from bot.answering.lexicon import word_set
from bot.answering.passage import ArticleReading, Sentence
from bot.answering.question import Question
from bot.answering.readers.people import written_name
from retrieval.language.folding import fold


def asks_byline(question: Question) -> str:
    """ "author" or "photographer" where a question asks for one of an article, else ""."""
    words = [fold(word.lower) for word in question.words if not word.quoted]

    def mentions(section: str) -> bool:
        stems = tuple(fold(stem) for stem in word_set("words.toml", section))
        return any(word.startswith(stems) for word in words)

    if not mentions("writings"):
        return ""
    if mentions("pictures"):
        return "photographer"
    return "author" if mentions("authors") else ""


def read_byline(question: Question, reading: ArticleReading) -> Iterator[Finding]:
    """The person that the article's by-line names for the asked work."""
    article = reading.article
    person = article.author if asks_byline(question) == "author" else article.photographer
    if not person or article.byline is None or not reading.sentences:
        return
    text = article.byline.text
    start = text.lower().find(person.lower())
    if start >= 0:
        sentence = Sentence(article.byline, len(reading.sentences) - 1, 0, len(text), (), ())
        yield Finding(
            sentence, start, start + len(person), written_name(person), 1.0, "byline", judged=reading.sentences[0]
        )
