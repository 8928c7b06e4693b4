"""An article as the reader sees it: sentences of words with their keys, names, titles and what they carry on.

A word's *key* is its folded stem (retrieval.language.analyzer); two words with one key are taken for the same.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any

from bot.answering.lexicon import BEGINNING, LONGER, phrases_in, word_row, word_set
from retrieval.article import Article, Paragraph
from retrieval.language.hyphens import is_compound
from retrieval.language.names import Name, tag
from retrieval.language.numerals import Number, find_numbers
from retrieval.language.sentences import split_sentences
from retrieval.language.tokens import Token, tokenize

KeyOf = Callable[[str], str]

_TITLE = re.compile(
    r"«([^«»]{1,120}(?:«[^«»]{1,60}»[^«»]{0,40})?)»|“([^“”]{1,90})”|(?<!\w)\"([^\"]{1,90})\"(?!\w)|\"([^\"\s][^\"]{0,88}[^\"\s])\""
)
_LONG_TITLE_WORDS = 8
_LONGEST_TITLE_WORDS = 16  # of a programme, a project
_SHORT_TRADE = 5  # letters; shorter words only look like one: «мен»
_TOLD = re.compile(r"[\s,]*[–—-]+\s*(\w+)")
_POSSESSED = re.compile(r"с?[ыі]$")  # «технологы», «жүргізушісі»
_OF_A_PLACE = ("лық", "лік", "дық", "дік", "тық", "тік")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or number of a text with the marks that stand before it."""

    text: str  # as written, without a hyphenated ending's loss: «76-ға»
    start: int  # in the paragraph (or question)
    stop: int
    key: str
    gap: str  # marks between the word before and this one, blanks dropped: ", «"
    quoted: bool  # inside a title in quotation marks
    number: bool
    lower: str  # the word in small letters
    capital: bool  # whether it begins with a capital letter


@dataclass(frozen=True, slots=True)
class Title:
    """A name in quotation marks, with the noun after it that says what it is («Жанбай» … ұйымы)."""

    start: int  # of the quotation mark
    stop: int  # after the closing mark
    text: str  # what stands between the marks
    keys: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Sentence:
    """One sentence with everything found in it; places are offsets in the paragraph's text."""

    paragraph: Paragraph
    place: int  # order in the article, from 0
    start: int
    stop: int
    words: tuple[Word, ...]
    titles: tuple[Title, ...]

    @property
    def text(self) -> str:
        """The sentence word for word."""
        return self.paragraph.text[self.start : self.stop]

    @cached_property
    def keys(self) -> frozenset[str]:
        """Keys of all its words, parts of hyphenated compounds included, and of its set phrases."""
        return frozenset(word.key for word in self.words).union(self.phrases)

    @cached_property
    def phrases(self) -> dict[str, int]:
        """Set phrases with the index of their last word."""
        return phrases_in(self.words)

    @cached_property
    def name_keys(self) -> frozenset[str]:
        """Keys of the words that may name something: capitalised, quoted, or «тасқоңырлық», somebody of a place."""
        return frozenset(
            word.key for word in self.words if word.capital or word.quoted or word.lower.endswith(_OF_A_PLACE)
        )

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """Names the tagger finds in the paragraph, those inside this sentence."""
        return tuple(name for name in tag(self.paragraph.text) if self.start <= name.start and name.stop <= self.stop)

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """Numbers in digits and words, offsets in the paragraph."""
        return tuple(
            number for number in _numbers(self.paragraph) if self.start <= number.start and number.stop <= self.stop
        )

    @cached_property
    def persons(self) -> tuple[Name, ...]:
        """People named in the sentence; also two capitals after a dash («Меңгерушісі – …») or a trade («ұстаз …»)."""
        tagged = [name for name in self.names if name.kind == "PERSON"]
        for at, (first, second) in enumerate(pairwise(self.words)):
            named = first.capital and second.capital and not second.gap
            told = named and (first.gap in {"–", "—"} or self._follows_trade(at))
            apart = all(name.stop <= first.start or name.start >= second.stop for name in tagged)
            if told and apart and not (first.quoted or second.quoted or first.text.isupper()):
                text = self.paragraph.text[first.start : second.stop]
                tagged.append(Name(first.start, second.stop, "PERSON", text))
        return tuple(sorted(tagged, key=lambda name: name.start))

    def _follows_trade(self, at: int) -> bool:
        """Whether a word of a trade stands right before: «ардагер [Тоқтар Сәбитке]»."""
        before = self.words[at - 1] if at else None
        if before is None or self.words[at].gap or before.capital or before.quoted or len(before.text) < _SHORT_TRADE:
            return False
        trades = word_row("words.toml", "trades")
        return before.lower.endswith(trades) or _POSSESSED.sub("", before.lower).endswith(trades)

    @cached_property
    def asks(self) -> bool:
        """Whether it is a question itself («Кім қандай іс бастады?»), which tells nothing."""
        return self.paragraph.text.endswith("?", self.start, self.stop)

    @cached_property
    def leans_back(self) -> bool:
        """Whether its first words point to the sentence before («Құрамында …», «Оның …», «Бұл ұйым …»)."""
        return any(word.lower in word_set("words.toml", "anaphors") for word in self.words[:6] if not word.quoted)

    @cached_property
    def points_back(self) -> bool:
        """Whether it surely speaks of the thing before: «Құрамында …», «Оның …», «… бұл ұйым»."""
        return any(word.lower in word_set("words.toml", "pronouns") for word in self.words[:6] if not word.quoted)

    def word_at(self, offset: int) -> int:
        """Index of the first word that ends after the offset; len(words) when there is none."""
        return bisect_right(self._stops, offset)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(word.start for word in self.words)

    @cached_property
    def _stops(self) -> tuple[int, ...]:
        return tuple(word.stop for word in self.words)

    def within(self, start: int, stop: int) -> tuple[Word, ...]:
        """The words that lie inside the span."""
        return self.words[bisect_left(self._starts, start) : bisect_right(self._stops, stop)]

    def begun_within(self, start: int, stop: int) -> range:
        """Places of the words that begin inside the span."""
        return range(bisect_left(self._starts, start), bisect_left(self._starts, stop))


_NUMBERS: dict[str, tuple[Number, ...]] = {}


def _numbers(paragraph: Paragraph) -> tuple[Number, ...]:
    found = _NUMBERS.get(paragraph.text)
    if found is None:
        found = _NUMBERS[paragraph.text] = tuple(find_numbers(paragraph.text))
    return found


@dataclass(frozen=True, eq=False)
class ArticleReading:
    """An article's sentences in order, and the keys of its headline and first sentence."""

    article: Article
    sentences: tuple[Sentence, ...]
    title_keys: frozenset[str]
    cache: dict[str, Any] = field(default_factory=dict)  # what a reader works out once for the whole article

    def prepare(self) -> None:
        """Work out now what nearly every question asks of an article: names, people, numbers, keys, places."""
        _ = self.lead_keys, self.all_keys, self.places, self._by_beginning
        for sentence in self.sentences:
            _ = sentence.persons, sentence.numbers, sentence.name_keys

    @cached_property
    def lead_keys(self) -> frozenset[str]:
        """What the whole article is about: keys of the headline and the first two sentences."""
        lead: frozenset[str] = frozenset().union(*(sentence.keys for sentence in self.sentences[:2]))
        return self.title_keys | lead

    @cached_property
    def all_keys(self) -> frozenset[str]:
        """Keys of every word in the article."""
        return self.title_keys.union(*(sentence.keys for sentence in self.sentences))

    def keys_beginning(self, beginnings: Iterable[str]) -> set[str]:
        """The article's keys that begin so, compounds with any part of theirs."""
        return {key for beginning in beginnings for key in self._by_beginning.get(beginning, ())}

    @cached_property
    def _by_beginning(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for key in self.all_keys:
            parts = (key, *key.split("-")) if "-" in key else (key,)
            for part in {each[:size] for each in parts for size in (BEGINNING, LONGER)}:
                found.setdefault(part, []).append(key)
        return found

    @cached_property
    def places(self) -> dict[str, list[tuple[int, int]]]:
        """Key -> where it stands: place of the sentence, index of the word in it."""
        found: dict[str, list[tuple[int, int]]] = {}
        for sentence in self.sentences:
            for at, word in enumerate(sentence.words):
                found.setdefault(word.key, []).append((sentence.place, at))
            for key, at in sentence.phrases.items():
                found.setdefault(key, []).append((sentence.place, at))
        return found

    def holding(self, keys: Iterable[str]) -> set[int]:
        """Places of the sentences that hold one of some keys."""
        return {place for key in keys for place, _ in self.places.get(key, ())}

    def before(self, sentence: Sentence, steps: int = 1) -> Sentence | None:
        """The sentence that many steps earlier in the article."""
        place = sentence.place - steps
        return self.sentences[place] if place >= 0 else None


def read_words(
    text: str, key_of: KeyOf, titles: tuple[Title, ...], start: int = 0, stop: int | None = None
) -> tuple[Word, ...]:
    """Words of text[start:stop] with keys; offsets stay those of the whole text, `titles` are its quoted names."""
    words: list[Word] = []
    gap = ""
    for found in tokenize(text[start:stop]):
        if not (found.is_word or found.is_number or found.is_domain):
            gap += found.text
            continue
        token, begin, end = found, start + found.start, start + found.stop
        if gap == "-" and words and text[words[-1].stop] == gap and is_compound(words[-1].lower, found.text):
            first = words.pop()
            token, begin, gap = _joined(first, found), first.start, first.gap
        quoted = any(title.start <= begin and end <= title.stop for title in titles)
        words.append(_word(token, begin, end, key_of, gap, quoted))
        gap = ""
    return tuple(words)


def _joined(first: Word, second: Token) -> Token:
    """«бизнес- тренерлерге»: a blank has slipped in behind the hyphen."""
    return second._replace(text=f"{first.text}-{second.text}")


def _word(token: Token, start: int, stop: int, key_of: KeyOf, gap: str, quoted: bool) -> Word:
    lower, capital = token.text.lower(), token.text[0].isupper()
    return Word(token.text, start, stop, key_of(token.base), gap, quoted, token.is_number, lower, capital)


def read_titles(text: str, key_of: KeyOf) -> tuple[Title, ...]:
    """Quoted names of at most eight words; longer quotations are speech, and so is «Су келеді», – деді ол."""
    titles = []
    for match in _TITLE.finditer(text):
        inner = next(group for group in match.groups() if group is not None)
        keys = tuple(key_of(token.base) for token in tokenize(inner) if token.is_word or token.is_number)
        longest = _LONGEST_TITLE_WORDS if _is_kind_behind(text, match.end()) else _LONG_TITLE_WORDS
        spoken = inner.rstrip().endswith((",", ".")) or _is_said(text, match.end())
        if 0 < len(keys) <= longest and not spoken:
            titles.append(Title(match.start(), match.end(), inner.strip(), keys))
    return tuple(titles)


def _is_said(text: str, stop: int) -> bool:
    """Whether behind a quotation a dash and a word of saying follow: «…»,–деді ол."""
    following = _TOLD.match(text, stop)
    return following is not None and following[1].lower() in word_set("words.toml", "saying")


def _is_kind_behind(text: str, stop: int) -> bool:
    """Whether the noun that says what a name is follows it: «… жұмыспен қамту» [бағдарламасы]."""
    following = re.match(r"\s(\w+)", text[stop:])
    return following is not None and following[1].lower().startswith(word_row("words.toml", "titled"))


def read_article(article: Article, key_of: KeyOf) -> ArticleReading:
    """Cut an article into sentences with words, keys and titles (names and numbers are found when asked for)."""
    sentences: list[Sentence] = []
    for paragraph in article.paragraphs:
        titles = read_titles(paragraph.text, key_of)
        for start, stop in split_sentences(paragraph.text):
            words = read_words(paragraph.text, key_of, titles, start, stop)
            own = tuple(title for title in titles if start <= title.start < stop)
            sentences.append(Sentence(paragraph, len(sentences), start, stop, words, own))
    title_keys = frozenset(word.key for word in read_words(article.title, key_of, ()))
    return ArticleReading(article, tuple(sentences), title_keys)
