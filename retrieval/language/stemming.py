"""The stemmer: of all readings the rules allow, take the stem that most known words share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from math import log

from retrieval.language import wordlists
from retrieval.language.endings import Stripping, strippings

# Letters beyond this add nothing to a stem's score; both constants measured on KazQAD retrieval.
_LETTERS_THAT_COUNT = 6
_LETTER_WEIGHT = 0.3
# A stem that still ends like a plural is most often one: «мамандары» is маман, not мамандар.
_PLURAL_STEM = 0.5
_PLURALS = ("лар", "лер", "дар", "дер", "тар", "тер")
# An ending of three letters (-ның, -мен …) is seldom a chance likeness: decides for unknown names.
_LONG_ENDING = 0.1
# «my» and «your» are rare in news: «Қызылтамда» is Қызылтам-да, hardly Қызылта-м-да.
_OWN_ENDING = 0.2

_OF_FATHER = re.compile(r"(\w{2,}(?:ұл|қыз)ы)н(?:а|ан|да|ың)?")  # with an ending: «Нұрланұлын»

# Words a chain remembers before it starts anew: a bot that runs for months must not grow without end.
MOST_REMEMBERED = 200_000


def support_of(words: Iterable[str]) -> Counter[str]:
    """Count for each possible stem how many different lower-case words could come from it."""
    return Counter(stem for word in set(words) for stem in {reading.stem for reading in strippings(word)})


@cache
def known_words() -> Mapping[str, int]:
    """Return the shipped news words with their counts, lower case."""
    return wordlists.counts("words.tsv")


@cache
def shipped_support() -> Counter[str]:
    """Return the shipped table: stem and number of news words that share it (2 and more)."""
    return Counter(wordlists.counts("stems.tsv"))


@cache
def _irregular() -> dict[str, str]:
    return dict(wordlists.rows("irregular_stems.tsv"))


def _patronymic(word: str) -> str | None:
    """The nominative of a father's name: «нұрланұлын», «маратқызына» -> «нұрланұлы», «маратқызы»."""
    inflected = _OF_FATHER.fullmatch(word)
    return inflected[1] if inflected else None


def _shares_stem(word: str) -> bool:
    """Whether the shipped table has a stem of the word, so that the index need not vouch for it."""
    return any(reading.stem in shipped_support() for reading in strippings(word))


class Stemmer:
    """Strips nominal endings; remembers the words it has seen."""

    def __init__(self, support: Mapping[str, int] | None = None) -> None:
        """Take a table of stem and support; the shipped one without it."""
        self._support = shipped_support() if support is None else support
        self._readings: dict[str, Stripping] = {}

    @classmethod
    def for_words(cls, words: Iterable[str]) -> Stemmer:
        """Return a stemmer that also knows the words of an index (lower case)."""
        found, shipped = set(words), shipped_support()
        bare = (word for word in found.intersection(known_words()) if not _shares_stem(word))
        return cls(shipped + support_of(found.difference(known_words())) + Counter(bare))

    def stem(self, word: str) -> str:
        """Return the stem of a word, lower case.

        >>> Stemmer().stem("балалардың")
        'бала'
        """
        return self.reading(word).stem

    def reading(self, word: str) -> Stripping:
        """Return the best reading of a word: its stem and the endings after it."""
        lowered = word.lower()
        known = self._readings.get(lowered)
        if known is None:
            if len(self._readings) >= MOST_REMEMBERED:
                self._readings.clear()
            irregular = _irregular().get(lowered) or _patronymic(lowered)
            known = Stripping(irregular) if irregular else max(strippings(lowered), key=self._worth)
            self._readings[lowered] = known
        return known

    def support(self, stem: str) -> int:
        """Return how many known words share the stem."""
        return self._support.get(stem, 0)

    def _worth(self, reading: Stripping) -> float:
        length = min(len(reading.stem), _LETTERS_THAT_COUNT)
        plural = _PLURAL_STEM if reading.stem.endswith(_PLURALS) else 0.0
        long = _LONG_ENDING if sum(len(ending.text) for ending in reading.endings) >= 3 else 0.0
        own = _OWN_ENDING if "own" in reading.slots else 0.0
        return log(1 + self._support.get(reading.stem, 0)) + _LETTER_WEIGHT * length - plural + long - own
