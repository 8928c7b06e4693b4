"""The index: every paragraph of a corpus, searchable by a question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from retrieval.article import Article, Hit, Paragraph
from retrieval.language.analyzer import Analyzer, vocabulary_of
from retrieval.ranker import Field, best

# The weights of the fields: stems of title and text, n-grams of title and text, n-grams of the title.
STEMS, GRAMS, TITLE_GRAMS = 1.0, 0.2, 0.1
# The analyzer makes its spelling tables when the first unknown word is asked; better now than in a chat.
_UNKNOWN_WORD = "qwxqwxqwx"


class Index:
    """Articles made searchable. It never changes once built, so a new one can take its place at any moment.

    By-lines are kept but not searched: beside their title they are so short that they would lead every list.
    """

    def __init__(self, articles: Iterable[Article]) -> None:
        by_id = {article.id: article for article in articles}
        self.articles: Mapping[str, Article] = MappingProxyType(by_id)
        self._paragraphs = tuple(paragraph for article in by_id.values() for paragraph in article.paragraphs)
        self._places = _places(by_id.values())
        self.analyzer = Analyzer(vocabulary_of(_texts(by_id.values())))
        self._stems = Field(self._stem_documents(), STEMS)
        self._grams = Field(self._gram_documents(), GRAMS)
        self._title_grams = Field(self._title_documents(), TITLE_GRAMS)
        self.analyzer.repair(_UNKNOWN_WORD)

    def search(self, question: str, limit: int = 5, article: str | None = None) -> list[Hit]:
        """The best paragraphs for a question, of the whole corpus or of one article.

        Only paragraphs that share a stem or an n-gram with the question; an empty list when none does.
        """
        if article is not None and article not in self._places:
            return []
        stems, grams = self.analyzer.query_terms(question), self.analyzer.query_grams(question)
        asked: Sequence[tuple[Field, Sequence[str]]] = (
            (self._stems, stems),
            (self._grams, grams),
            (self._title_grams, grams),
        )
        allowed = None if article is None else self._places[article]
        found = best(asked, len(self._paragraphs), limit, allowed)
        return [Hit(self._paragraphs[place], score) for place, score in found]

    def paragraph(self, article: str, number: int) -> Paragraph | None:
        """The paragraph of an article by its number (the by-line has one too); None when there is none."""
        found = self.articles.get(article)
        if found is None:
            return None
        if found.byline and found.byline.number == number:
            return found.byline
        return next((paragraph for paragraph in found.paragraphs if paragraph.number == number), None)

    def __len__(self) -> int:
        """The number of searchable paragraphs."""
        return len(self._paragraphs)

    def _stem_documents(self) -> Iterable[list[str]]:
        for article in self.articles.values():
            title = self.analyzer.terms(article.title)
            for paragraph in article.paragraphs:
                yield title + self.analyzer.terms(paragraph.text)

    def _gram_documents(self) -> Iterable[list[str]]:
        for article in self.articles.values():
            title = self.analyzer.grams(article.title)
            for paragraph in article.paragraphs:
                yield title + self.analyzer.grams(paragraph.text)

    def _title_documents(self) -> Iterable[list[str]]:
        for article in self.articles.values():
            title = self.analyzer.grams(article.title)
            for _ in article.paragraphs:
                yield title


def _texts(articles: Iterable[Article]) -> Iterable[str]:
    for article in articles:
        yield article.title
        for paragraph in article.paragraphs:
            yield paragraph.text


def _places(articles: Iterable[Article]) -> dict[str, range]:
    """Where each article's paragraphs stand among all paragraphs."""
    places: dict[str, range] = {}
    start = 0
    for article in articles:
        places[article.id] = range(start, start + len(article.paragraphs))
        start += len(article.paragraphs)
    return places
