"""Rows of people: «[әкім Серік Омаров, прокурор Данияр Ахметов] және ардагерлер»."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.answering.clauses import in_title
from bot.answering.lexicon import word_row
from bot.answering.passage import Sentence, Word
from bot.answering.readers.people import say_person
from retrieval.language.grammar import case_of, is_converb, is_finite, is_plural

_JOINS = frozenset({"және", "мен", "бен", "пен", "әрі", "сондай-ақ"})
_LONGEST_BEHIND = 6  # words of a group that goes on with the row
_LEAST = 2


@dataclass(frozen=True, slots=True)
class PeopleRow:
    """People told side by side; `whole` when the row holds nobody but them."""

    spans: tuple[tuple[int, int, str], ...]  # where each stands, and how they are said
    whole: bool


def people_row(sentence: Sentence) -> PeopleRow | None:
    """The sentence's people, those of the row whom only their place shows too; None for fewer than two."""
    if len(sentence.persons) < _LEAST:
        return None
    spans = [(person.start, person.stop, say_person(person, sentence)) for person in sentence.persons]
    words = sentence.words
    first, last = sentence.word_at(spans[0][0]), sentence.word_at(spans[-1][1] - 1)
    whole = not _goes_on(words, last + 1)
    for start, stop in _items(words, first, last + 1):
        if any(words[start].start <= at < words[stop - 1].stop for at, _, _ in spans):
            continue
        named = _named_at_end(words, start, stop)
        if named:
            begin, end = words[named].start, words[stop - 1].stop
            spans.append((begin, end, sentence.paragraph.text[begin:end]))
        elif not any(is_finite(word.text) or is_converb(word.text) for word in words[start:stop]):
            whole = whole and not any(_is_people(word) for word in words[start:stop])
    return PeopleRow(tuple(sorted(spans)), whole)


def _items(words: tuple[Word, ...], first: int, stop: int) -> Iterator[tuple[int, int]]:
    """The stretches between commas and «және» from the first one named to the last."""
    start = first
    for at in range(first + 1, stop):
        joins = words[at].lower in _JOINS and not words[at].quoted
        if not in_title(words, at) and (joins or words[at].gap.strip('«»"“”') == ","):
            if at > start:
                yield start, at
            start = at + joins
    if start < stop:
        yield start, stop


def _named_at_end(words: tuple[Word, ...], start: int, stop: int) -> int:
    """Where two capitals that end an item begin, though no known name: «прокурор [Данияр Ахметов]»; else 0."""
    if stop - start < _LEAST:
        return 0
    pair = words[stop - 2 : stop]
    named = all(word.capital and not word.quoted and not word.text.isupper() for word in pair) and not pair[1].gap
    return stop - 2 if named and case_of(pair[1].text) == "nominative" else 0


def _goes_on(words: tuple[Word, ...], at: int) -> bool:
    """Whether a group follows in the row: «… Қайрат Сәрсенов [және жас кәсіпкерлер]»."""
    if at >= len(words) or not (words[at].lower in _JOINS or words[at].gap == ","):
        return False
    for word in words[at : at + _LONGEST_BEHIND]:
        if is_finite(word.text) or is_converb(word.text):
            return False
        if is_plural(word.text) and _is_people(word):
            return True
    return False


def _is_people(word: Word) -> bool:
    return not (word.quoted or word.capital) and word.lower.startswith(word_row("words.toml", "people"))
