"""Who wrote an article, who took its pictures: the by-line."""

from __future__ import annotations

from collections.abc import Iterator

from bot.answering.finding import Finding
from bot.answering.lexicon import word_set
from bot.answering.passage import ArticleReading, Sentence
from bot.answering.question import Question
from bot.answering.readers.people import written_name


def asks_byline(question: Question) -> str:
    """ "author" or "photographer" where a question asks for one of an article, else ""."""
    lowers = [word.lower for word in question.words if not word.quoted]
    if not any(word.startswith(tuple(word_set("words.toml", "writings"))) for word in lowers):
        return ""
    if any(word.startswith(tuple(word_set("words.toml", "pictures"))) for word in lowers):
        return "photographer"
    return "author" if any(word.startswith(tuple(word_set("words.toml", "authors"))) for word in lowers) else ""


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
