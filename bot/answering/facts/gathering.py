"""What an article calls by name, with the noun that says what each is; gathered once an article."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from bot.answering.clauses import head_after
from bot.answering.facts.asking import is_kind_word
from bot.answering.lexicon import Lexicon, table
from bot.answering.passage import ArticleReading, Sentence, Title, Word
from retrieval.language.grammar import SPATIAL, is_attribute, is_plural, is_possessed
from retrieval.language.inflection import nominative, nominative_phrase

_SAME = 0.8  # likeness of the words of two kinds
_LONGEST_KIND = 5  # words
_LONGEST_ATTRIBUTE = 4  # words of «Жамбыл ауданындағы» before the next name of a row
_OF_PLACE = (*SPATIAL, "лық", "лік", "дық", "дік", "тық", "тік")
_JOIN = re.compile(r"[»\"”]?\s*(?:,|және|мен|пен|бен|,\s*сондай-ақ)\s*[«\"“]?", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class NamedThing:
    """A name and its kind: «Қарғалы» [бастауыш партия ұйымының], Көкжиде [ауданының]."""

    reading: ArticleReading
    sentence: Sentence
    title: Title
    kind: tuple[Word, ...]
    quoted: bool = True

    @property
    def said(self) -> str:
        """The name in quotation marks, one without them with its kind in the nominative."""
        if self.quoted:
            return f"«{self.title.text}»"
        return nominative_phrase(" ".join([self.title.text, *(word.text for word in self.kind)]))


def named_things(reading: ArticleReading) -> tuple[NamedThing, ...]:
    """All quoted names of an article whose kind it tells, in its order; a name stands as often as it is told."""
    known: tuple[NamedThing, ...] | None = reading.cache.get("named things")
    if known is None:
        known = reading.cache["named things"] = _gather(reading)
    return known


def _gather(reading: ArticleReading) -> tuple[NamedThing, ...]:
    found: list[NamedThing] = []
    for sentence in reading.sentences:
        for row in _rows(sentence):
            kind = _kind_after(sentence, row[-1])
            told = row if is_plural_kind(kind) else row[-1:]
            found += [NamedThing(reading, sentence, title, kind) for title in told if kind]
            found += [
                NamedThing(reading, sentence, title, own)
                for title in row[: len(row) - len(told)]
                if (own := _kind_after(sentence, title))
            ]
    return (*found, *_beside(reading, found), *_unquoted(reading))


def _unquoted(reading: ArticleReading) -> Iterable[NamedThing]:
    """Capitalised names right before their kind: Көкжиде ауданы, Ақбұйрат ауылдық округі."""
    for sentence in reading.sentences:
        words = sentence.words
        for end, word in enumerate(words):
            if (
                not is_kind_word(word)
                or is_plural(word.text)
                or not is_possessed(nominative(word.text))
                or word.capital
            ):
                continue
            start = end
            while (
                start
                and not words[start].gap
                and is_attribute(words[start - 1].text)
                and not _is_name(words[start - 1])
            ):
                start -= 1
            if start > 1 and not words[start].gap and _is_name(words[start - 1]) and not words[start - 1].gap:
                name = words[start - 1]
                title = Title(name.start, name.stop, name.text, (name.key,))
                yield NamedThing(reading, sentence, title, words[start : end + 1], quoted=False)


def _is_name(word: Word) -> bool:
    return word.capital and not word.quoted and not word.text.isupper()


def _beside(reading: ArticleReading, found: list[NamedThing]) -> Iterable[NamedThing]:
    """«ұйымдар байқауында «Бент», «Рахат» және «Қарғалы» …»: names in a row with one whose kind is told elsewhere.

    The sentence must speak of several of the kind before the row.
    """
    kinds = {thing.title.keys: thing.kind for thing in found}
    told = {(thing.sentence.place, thing.title.start) for thing in found}
    for sentence in reading.sentences:
        for row in _rows(sentence):
            kind = next((kinds[title.keys] for title in row if title.keys in kinds), ())
            if len(row) < 2 or not kind or any((sentence.place, title.start) in told for title in row):
                continue
            before = [word for word in sentence.words if word.stop <= row[0].start]
            if any(word.key == kind[-1].key and is_plural(word.text) for word in before):
                yield from (NamedThing(reading, sentence, title, kind) for title in row)


def _rows(sentence: Sentence) -> list[list[Title]]:
    """The titles of a sentence, those together that stand in one row: «А», «Ә» және Іле ауданындағы «Б»."""
    rows: list[list[Title]] = [[title] for title in sentence.titles[:1]]
    for before, title in pairwise(sentence.titles):
        if _joined(sentence, before, title):
            rows[-1].append(title)
        else:
            rows.append([title])
    return rows


def _joined(sentence: Sentence, before: Title, title: Title) -> bool:
    between = sentence.paragraph.text[before.stop : title.start]
    match = _JOIN.match(between.lstrip())
    if not match:
        return False
    words = between.lstrip()[match.end() :].split()
    return not words or (len(words) <= _LONGEST_ATTRIBUTE and words[-1].endswith(_OF_PLACE))


def _kind_after(sentence: Sentence, title: Title) -> tuple[Word, ...]:
    """The noun phrase right after a quoted name, if it names a kind."""
    words, at = sentence.words, sentence.word_at(title.stop)
    if at >= len(words) or words[at].gap.strip('»"”'):
        return ()
    while at < len(words) and words[at].lower in _between():
        at += 1
    kind = words[at : head_after(words, at, _LONGEST_KIND, noun_first=True)]
    return kind if kind and is_kind_word(kind[-1]) else ()


def is_plural_kind(kind: tuple[Word, ...]) -> bool:
    """Whether the noun speaks of several: «… жобалары»."""
    return bool(kind) and is_plural(kind[-1].text)


def is_of_kind(thing: NamedThing, asked: tuple[Word, ...], lexicon: Lexicon) -> bool:
    """Whether a thing is of the kind asked for: «бастауыш партия ұйымы» is a «бастауыш ұйым»."""
    return _same_kind(asked[-1], thing.kind[-1]) and all(
        any(lexicon.likeness(word.key, own.key) >= _SAME for own in thing.kind) for word in asked[:-1]
    )


def _same_kind(one: Word, other: Word) -> bool:
    """One word, or two that stand for each other: «шаруашылық» and «қожалық»."""
    if one.key == other.key:
        return True
    rows = (tuple(row) for row in table("facts.toml")["words"]["alike"])
    return any(one.lower.startswith(row) and other.lower.startswith(row) for row in rows)


def _between() -> frozenset[str]:
    return frozenset(table("facts.toml")["words"]["between"])
