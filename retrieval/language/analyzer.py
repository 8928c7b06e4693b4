"""The ordered chain from text to search terms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from retrieval.language import wordlists
from retrieval.language.folding import fold
from retrieval.language.letters import clean
from retrieval.language.orthography import Orthography, is_plain
from retrieval.language.romans import in_figures
from retrieval.language.stemming import MOST_REMEMBERED, Stemmer
from retrieval.language.tokens import Token, tokenize

_GRAM = 4
_EDGE = "_"
# Abbreviations that stand for a whole word after a number.
_LONG_FORMS = {"ғ": "ғасыр", "ж": "жыл", "жж": "жыл"}


def vocabulary_of(texts: Iterable[str]) -> Counter[str]:
    """Count the words of texts as they stand (case kept): what an Analyzer is built from."""
    return Counter(word for text in texts for token in tokenize(clean(text)) for word in _words(token))


def _words(token: Token) -> tuple[str, ...]:
    """Return the words inside a token: none for marks, the parts of a compound, the number bare."""
    if token.is_domain:
        return (token.text,)
    if token.is_number:
        return tuple(re.sub(r"[ \u00a0\u202f]", "", part) for part in token.parts)
    return token.parts if token.is_word else ()


class Analyzer:
    """Turns texts and questions into terms, by the words of one index."""

    def __init__(self, vocabulary: Mapping[str, int], pairs: Iterable[tuple[str, str]] = ()) -> None:
        """Take the words of the index with their counts and its names' neighbours (`vocabulary_of`, `name_pairs`)."""
        words = {word.lower() for word in vocabulary}
        self.stemmer = Stemmer.for_words(word for word in words if word[0].isalpha())
        self._keys: dict[str, str] = {}
        self.spelling = Orthography(vocabulary, self.stemmer, self.key, pairs)
        self._question_words = wordlists.words("question_words.txt")

    # Text side

    def words(self, text: str) -> list[str]:
        """Return the words that terms and grams are made of: lower case, Roman numbers in figures.

        >>> Analyzer({}).words("XX ғ. Қарғалы")
        ['20', 'ғасыр', 'қарғалы']
        """
        return list(self._text_words(text))

    def terms(self, text: str) -> list[str]:
        """Return the stems of a text, folded, in order: field S of the index."""
        return [self.key(word) for word in self._text_words(text)]

    def grams(self, text: str) -> list[str]:
        """Return the 4-letter pieces of the folded words with a mark at the word's edges: field C.

        >>> Analyzer({}).grams("қала")
        ['_kal', 'kala', 'ala_']
        """
        return [gram for word in self._text_words(text) for gram in edge_grams(fold(word))]

    def key(self, word: str) -> str:
        """Return the folded stem of a word, equal for all endings and spellings of it; Roman numbers in figures."""
        known = self._keys.get(word)
        if known is None:
            if len(self._keys) >= MOST_REMEMBERED:
                self._keys.clear()
            known = self._keys[word] = in_figures(word) or fold(self.stemmer.stem(word))
        return known

    # Question side

    def query_terms(self, text: str) -> list[str]:
        """Return the terms of a question, question words dropped, spelling put right."""
        return self.query(text)[0]

    def query(self, text: str) -> tuple[list[str], list[str]]:
        """Return the terms of a question, and the pieces of its words in the index's spelling."""
        words = list(self._query_words(text))
        return [self.key(word) for word in words], [gram for word in words for gram in edge_grams(fold(word))]

    def repair(self, text: str) -> str:
        """Return the question in the index's own spelling; marks, numbers and known words stay.

        >>> Analyzer({"Қарғалы": 3, "мүше": 5}).repair("Каргалы уйымында канша муше бар?")
        'Қарғалы ұйымында қанша мүше бар?'
        """
        return self.spelling.repair(text)

    def _text_words(self, text: str) -> Iterator[str]:
        for token in tokenize(clean(text)):
            for word in _words(token):
                yield in_figures(word) or _LONG_FORMS.get(word, word.lower())

    def _query_words(self, text: str) -> Iterator[str]:
        plain = is_plain(clean(text))
        for word in self._text_words(text):
            form = self.spelling.search_form(word, plain=plain).lower()
            if form not in self._question_words:
                yield form


def edge_grams(word: str) -> list[str]:
    """Return the 4-letter pieces of a word between edge marks; a short word whole."""
    marked = f"{_EDGE}{word}{_EDGE}"
    return [marked[at : at + _GRAM] for at in range(max(1, len(marked) - _GRAM + 1))]
