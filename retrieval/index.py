"""The index: every paragraph of a corpus, searchable by a question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import log
from types import MappingProxyType

from retrieval.article import Article, Hit, Paragraph
from retrieval.language.analyzer import Analyzer, edge_grams, vocabulary_of
from retrieval.language.companions import name_pairs
from retrieval.language.folding import fold
from retrieval.ranker import Field, best

# The weights of the fields: stems of title and text, n-grams of title and text, n-grams of the title.
STEMS, GRAMS, TITLE_GRAMS = 1.0, 0.2, 0.1


class Index:
    """Articles made searchable. It never changes once built, so a new one can take its place at any moment.

    By-lines are kept but not searched: beside their title they are so short that they would lead every list.
    """

    def __init__(self, articles: Iterable[Article]) -> None:
        by_id = {article.id: article for article in articles}
        self.articles: Mapping[str, Article] = MappingProxyType(by_id)
        self._paragraphs = tuple(paragraph for article in by_id.values() for paragraph in article.paragraphs)
        self._places = _places(by_id.values())
        self.analyzer = Analyzer(vocabulary_of(_texts(by_id.values())), name_pairs(_texts(by_id.values())))
        titles = {article.id: self.analyzer.words(article.title) for article in by_id.values()}
        texts = [
            (titles[paragraph.article], self.analyzer.words(paragraph.text)) for paragraph in self._paragraphs
        ]
        key, grams = self.analyzer.key, _Grams()
        self._stems = Field(([key(word) for word in title + text] for title, text in texts), STEMS)
        self._grams = Field((grams.of(title + text) for title, text in texts), GRAMS)
        self._title_grams = Field((grams.of(title) for title, _ in texts), TITLE_GRAMS)
        self.analyzer.spelling.prepare()

    def search(self, question: str, limit: int = 5, article: str | None = None) -> list[Hit]:
        """The best paragraphs for a question, of the whole corpus or of one article.

        Only paragraphs that share a stem or an n-gram with the question; an empty list when none does.
        """
        if article is not None and article not in self._places:
            return []
        stems, grams = self.analyzer.query(question)
        asked: Sequence[tuple[Field, Sequence[str]]] = (
            (self._stems, stems),
            (self._grams, grams),
            (self._title_grams, grams),
        )
        allowed = None if article is None else self._places[article]
        found = best(asked, len(self._paragraphs), limit, allowed)
        return [Hit(self._paragraphs[place], score) for place, score in found]

    def rarity(self, key: str) -> float:
        """How rare a word's key is here: 1 in no paragraph, 0 in all of them."""
        return 1.0 - log(1 + self._stems.spread(key)) / log(2 + len(self))

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


class _Grams:
    """The n-grams of words, each word's made once."""

    def __init__(self) -> None:
        self._of_word: dict[str, list[str]] = {}

    def of(self, words: Sequence[str]) -> list[str]:
        """The n-grams of the words, in order."""
        known = self._of_word
        for word in words:
            if word not in known:
                known[word] = edge_grams(fold(word))
        return [gram for word in words for gram in known[word]]


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
