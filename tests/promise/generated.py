"""Questions made from articles by machine: sensible, half-sensible and false ones, without end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise, product

from retrieval.article import Article
from retrieval.language.names import tag
from retrieval.language.numerals import find_numbers
from retrieval.language.sentences import split_sentences

_TITLE = re.compile(r"[«\"]([^«»\"]{2,60})[»\"]")

OF_TITLE = (
    "«{}» дегеніміз не?",
    "«{}» қайда?",
    "«{}» қашан өтті?",
    "«{}» туралы не айтылды?",
    "«{}» не үшін керек?",
    "«{}» кім басқарады?",
    "«{}» төрағасы кім?",
    "«{}» неше адамды қамтыды?",
    "Ал «{}» ше?",
    "«{}» қашан өтті және оған қанша адам қатысты?",
    "«{}» төрағасы кім, қанша мүшесі бар?",
)
OF_PERSON = (
    "{} кім?",
    "{} деген кім?",
    "{} не деді?",
    "{} қай жерде жұмыс істейді?",
    "{} неше жаста?",
    "{} қашан келді?",
    "{} қандай ұйымды басқарады?",
    "{} кім және ол не деді?",
)
OF_PLACE = (
    "{} қай жерде?",
    "{} әкімі кім?",
    "{} не болды?",
    "{} халқы қанша?",
    "{} қай күні болды?",
    "{} әкімі кім, халқы қанша?",
)
OF_COUNTED = (
    "Қанша {}?",
    "Неше {} бар?",
    "{} саны",
    "{} саны қанша болды?",
    "Былтыр қанша {} болды?",
    "Биыл неше {} болды?",
)
IN_PLACE_OF_NUMBER = ("қанша", "неше", "нешінші", "қай")
AFTER_SENTENCE = ("рас па?", "неге?", "қалай?", "деп кім айтты?", "қашан?", "қайда?")
AFTER_WORDS = ("қанша", "неше", "кім", "қашан", "қайда", "не", "неге", "қай")
CROSSED = (
    "«{0}» ұйымында қанша {1} бар?",
    "«{0}» бойынша неше {1}?",
    "{1} саны «{0}»",
    "«{0}» қай жылы {1} берді?",
    "«{0}» {1} өсті ме?",
)
WEIGHED = ("«{0}» мен «{1}» екеуінің қайсысында мүше көп?", "«{0}» ма, әлде «{1}» ме, қайсысы үлкен?")
PERSON_CROSSED = ("{0} «{1}» ұйымының төрағасы ма?", "{0} «{1}» туралы не айтты?", "{0} қанша {1}?")


@dataclass(frozen=True, slots=True)
class Matter:
    """What the articles speak of."""

    sentences: tuple[str, ...]
    titles: tuple[str, ...]
    persons: tuple[str, ...]
    places: tuple[str, ...]
    counted: tuple[str, ...]  # the one or two words after a number


def gather(articles: Iterable[Article]) -> Matter:
    texts = [
        text for article in articles for text in (article.title, *(one.text for one in article.paragraphs))
    ]
    names = [name for text in texts for name in tag(text)]
    return Matter(
        _distinct(text[start:stop] for text in texts for start, stop in split_sentences(text)),
        _distinct(title for text in texts for title in _TITLE.findall(text)),
        _distinct(name.text for name in names if name.kind == "PERSON"),
        _distinct(name.text for name in names if name.kind in {"GPE", "LOCATION"}),
        _distinct(words for text in texts for words in _counted(text)),
    )


def questions(matter: Matter) -> Iterator[str]:
    """All questions, many thousands for a handful of articles; the same ones in the same order each time."""
    for forms, things in (
        (OF_TITLE, matter.titles),
        (OF_PERSON, matter.persons),
        (OF_PLACE, matter.places),
        (OF_COUNTED, matter.counted),
    ):
        yield from (form.format(thing) for thing, form in product(things, forms))
    for sentence in matter.sentences:
        yield from _of_sentence(sentence)
    for title, counted in product(matter.titles, matter.counted):
        yield from (form.format(title, counted) for form in CROSSED)
    for one, other in pairwise(matter.titles):
        yield from (form.format(one, other) for form in WEIGHED)
    for person, title in product(matter.persons, (*matter.titles, *matter.counted)):
        yield from (form.format(person, title) for form in PERSON_CROSSED)


def _of_sentence(sentence: str) -> Iterator[str]:
    """The sentence with what it tells asked for: its numbers, its names, its clauses."""
    bare = sentence.rstrip(" .!»")
    yield from (f"{bare} {asked}" for asked in AFTER_SENTENCE)
    for number in find_numbers(sentence):
        before, after = sentence[: number.start], sentence[number.stop :]
        for asked in IN_PLACE_OF_NUMBER:
            yield f"{before}{asked}{after}"
            yield f"{_last_words(before)} {asked} {_first_words(after)}?"
    for name in tag(sentence):
        yield f"{sentence[: name.start]}кім{sentence[name.stop :]}"
        yield f"{_first_words(sentence[name.stop :])} кім?"
    yield from (f"{clause.strip()} ма?" for clause in sentence.split(",") if len(clause.split()) > 2)
    words = sentence.split()
    for start in range(0, len(words) - 3, 2):
        yield from (f"{' '.join(words[start : start + 4])} {asked}?" for asked in AFTER_WORDS)


def _counted(text: str) -> Iterator[str]:
    for number in find_numbers(text):
        words = re.match(r"[^\W\d]*\s+((?:[^\W\d_]+\s?){1,2})", text[number.stop :])
        if words:
            yield words[1].strip()


def _last_words(text: str) -> str:
    return " ".join(text.split()[-4:])


def _first_words(text: str) -> str:
    return " ".join(text.split()[:4]).rstrip(",.")


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text.strip() for text in texts if text.strip()))
