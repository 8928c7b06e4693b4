"""The ordered chain from text to search terms, and from a typed question to proper Kazakh spelling."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from retrieval.language import wordlists
from retrieval.language.endings import strippings
from retrieval.language.folding import fold, other_keys
from retrieval.language.harmony import harmony
from retrieval.language.letters import clean
from retrieval.language.romans import roman_value
from retrieval.language.spelling import SHORTEST, Speller
from retrieval.language.stemming import Stemmer, known_words
from retrieval.language.tokens import Token, tokenize

_GRAM = 4
_EDGE = "_"
_KAZAKH_LETTER = re.compile("[әіңғүұқөһӘІҢҒҮҰҚӨҺ]")
_LATIN_LETTER = re.compile("[A-Za-z]")
# Abbreviations that stand for a whole word after a number.
_LONG_FORMS = {"ғ": "ғасыр", "ж": "жыл", "жж": "жыл"}
# A typed word is taken for a misspelt one if a word of the same key is this many times commoner.
_MUCH_COMMONER = 20


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

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        """Take the words of the index with their counts, as `vocabulary_of` returns them."""
        self._shapes = _commonest_shapes(vocabulary)
        self._counts: Counter[str] = Counter()
        for word, count in vocabulary.items():
            self._counts[word.lower()] += count
        self.stemmer = Stemmer.for_words(word for word in self._counts if word[0].isalpha())
        self._question_words = wordlists.words("question_words.txt")
        self._common = self._question_words | wordlists.words("function_words.txt")
        self._keys: dict[str, str] = {}
        self._forms: dict[tuple[str, bool], str | None] = {}

    # Text side

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
        """Return the folded stem of a word: equal for all endings and spellings of it."""
        known = self._keys.get(word)
        if known is None:
            known = self._keys[word] = fold(self.stemmer.stem(word))
        return known

    # Question side

    def query_terms(self, text: str) -> list[str]:
        """Return the terms of a question, question words dropped, spelling put right."""
        return [self.key(word) for word in self._query_words(text)]

    def query_grams(self, text: str) -> list[str]:
        """Return the pieces of the question's words in the index's spelling."""
        return [gram for word in self._query_words(text) for gram in edge_grams(fold(word))]

    def repair(self, text: str) -> str:
        """Return the question in the index's own spelling; marks, numbers and known words stay.

        >>> Analyzer({"Қарғалы": 3, "мүше": 5}).repair("Каргалы уйымында канша муше бар?")
        'Қарғалы ұйымында қанша мүше бар?'
        """
        cleaned = clean(text)
        plain = is_plain(cleaned)
        pieces, at = [], 0
        for match in re.finditer(r"(?:[^\W\d_]|['’ʼ`](?=[^\W\d_]))+", cleaned):
            form = self.best_form(match[0], plain=plain)
            pieces += [cleaned[at : match.start()], form or match[0]]
            at = match.end()
        return "".join([*pieces, cleaned[at:]])

    def best_form(self, word: str, *, plain: bool = False) -> str | None:
        """Return the proper spelling of a typed word, or None if no known word is near.

        `plain` says that the whole text was typed without Kazakh letters, so that a word spelt right by
        chance gives way to a commoner word of the same key.
        """
        asked = (word, plain)
        if asked not in self._forms:
            self._forms[asked] = self._find_form(word.lower(), plain, word[0].isupper())
        form = self._forms[asked]
        return form and self._shaped(form, word)

    def is_question_word(self, word: str) -> bool:
        """Whether a properly spelt word only asks."""
        return word.lower() in self._question_words

    def knows(self, word: str) -> bool:
        """Whether a word stands in the index, among the news words or the common words, as it is."""
        lowered = word.lower()
        return lowered in self._counts or lowered in self._common or lowered in known_words()

    def _shaped(self, form: str, typed: str) -> str:
        """Return the form with capitals as typed, or as in the index if it is a name of the index."""
        if typed.isupper() and len(typed) > 1:
            return form.upper()
        name = self._shapes.get(form, form)
        shown = form if form == typed.lower() or form in known_words() or name.isupper() else name
        return shown[0].upper() + shown[1:] if typed[0].isupper() else shown

    def _text_words(self, text: str) -> Iterator[str]:
        for token in tokenize(clean(text)):
            for word in _words(token):
                roman = roman_value(word)
                yield str(roman) if roman and len(word) > 1 else _LONG_FORMS.get(word, word.lower())

    def _query_words(self, text: str) -> Iterator[str]:
        plain = is_plain(clean(text))
        for word in self._text_words(text):
            form = word if not word[0].isalpha() else self.best_form(word, plain=plain) or word
            if form.lower() not in self._question_words:
                yield form.lower()

    def _find_form(self, word: str, plain: bool, capital: bool) -> str | None:
        key = fold(word)
        latin = _LATIN_LETTER.search(word) is not None
        same = self._by_key.get(key)
        if word in self._counts or (not latin and self.knows(word)):
            return same if same and self._gives_way(word, same, plain) else word
        if not plain and not latin:
            # Typed with Kazakh letters: trust the typist unless the index itself says otherwise.
            same = same if same in self._counts or same in self._common else None
            if self._has_known_stem(word):
                return word
        if same:
            return same
        for other in other_keys(word):
            if other in self._by_key:
                return self._by_key[other]
        return self._inflected(key) or self._corrected(key, capital)

    def _gives_way(self, word: str, same: str, plain: bool) -> bool:
        if word == same or _KAZAKH_LETTER.search(word):
            return False
        factor = 1 if plain else _MUCH_COMMONER
        return self._weight(same) > factor * self._weight(word)

    def _has_known_stem(self, word: str) -> bool:
        """Whether the word is a known stem with endings: «биологияның» is no slip."""
        return any(reading.endings and self.knows(reading.stem) for reading in strippings(word))

    def _inflected(self, key: str) -> str | None:
        """Return a word made of a known stem and an ending known by its key: «kalamizdyn»."""
        for cut in range(len(key) - 1, 2, -1):
            stem = self._stem_by_key.get(key[:cut])
            if stem:
                ending = self._ending_by_key.get((key[cut:], harmony(stem)))
                if ending:
                    return stem + ending
        return None

    def _corrected(self, key: str, capital: bool) -> str | None:
        """Return the nearest word; a name must keep its first letter, or it is another name."""
        found = self._speller.correct(key) if len(key) >= SHORTEST else None
        if found is None or (capital and found[0] != key[0]):
            return None
        return self._by_key[found]

    def _weight(self, word: str) -> int:
        """Return how common a word is: in the index above all, then among the news words."""
        common = 50 if word in self._common else 0
        return 20 * self._counts.get(word, 0) + known_words().get(word, 0) + common

    @cached_property
    def _by_key(self) -> dict[str, str]:
        """Return for each key the commonest word that has it."""
        table: dict[str, str] = {}
        candidates = [*known_words(), *self._common, *self._counts]
        for word in candidates:
            if word[0].isalpha():
                key = fold(word)
                if key not in table or self._weight(word) > self._weight(table[key]):
                    table[key] = word
        return table

    @cached_property
    def _stem_by_key(self) -> dict[str, str]:
        table: dict[str, str] = {}
        for word in (*known_words(), *self._counts):
            if word[0].isalpha() and len(word) > 2:
                stem = self.stemmer.stem(word)
                if self.knows(stem):
                    table.setdefault(fold(stem), stem)
        return table

    @cached_property
    def _ending_by_key(self) -> dict[tuple[str, str], str]:
        """Return the commonest ending for each folded ending and harmony, learnt from known words."""
        seen: Counter[tuple[str, str, str]] = Counter()
        for word, count in (*known_words().items(), *self._counts.items()):
            stem = self.stemmer.stem(word)
            if word != stem and word.startswith(stem):
                ending = word[len(stem) :]
                seen[fold(ending), harmony(stem), ending] += count
        table: dict[tuple[str, str], str] = {}
        for (key, vowels, ending), _ in seen.most_common():
            table.setdefault((key, vowels), ending)
        return table

    @cached_property
    def _speller(self) -> Speller:
        """Return a speller of the index's and the common words' keys: only what can be found is offered."""
        counts: Counter[str] = Counter()
        for word in (*self._counts, *self._common):
            if word[0].isalpha():
                counts[fold(word)] += self._weight(word)
        return Speller(counts)


def edge_grams(word: str) -> list[str]:
    """Return the 4-letter pieces of a word between edge marks; a short word whole."""
    marked = f"{_EDGE}{word}{_EDGE}"
    return [marked[at : at + _GRAM] for at in range(max(1, len(marked) - _GRAM + 1))]


def is_plain(text: str) -> bool:
    """Whether a text of some length has no Kazakh letter: typed on a Russian or Latin keyboard."""
    return _KAZAKH_LETTER.search(text) is None


def _commonest_shapes(vocabulary: Mapping[str, int]) -> dict[str, str]:
    """Return lower-case word -> the shape (upper and lower case) it commonest has."""
    best: dict[str, str] = {}
    for word, count in sorted(vocabulary.items(), key=lambda row: (-row[1], row[0])):
        del count
        best.setdefault(word.lower(), word)
    return best

