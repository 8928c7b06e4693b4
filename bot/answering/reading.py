"""Read passages: let the readers of the question's type find spans in the sentences of the likeliest articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from bot.answering.finding import Finding
from bot.answering.lexicon import Lexicon
from bot.answering.passage import ArticleReading, Sentence
from bot.answering.question import Question
from bot.answering.readers.bylines import asks_byline, read_byline
from bot.answering.readers.dates import read_dates
from bot.answering.readers.definitions import read_definitions
from bot.answering.readers.lists import read_lists
from bot.answering.readers.numbers import read_ordinals, read_quantities
from bot.answering.readers.people import read_people, read_roles
from bot.answering.readers.places import read_names, read_organisations, read_places
from bot.answering.readers.quotes import read_quotes
from bot.answering.readers.reasons import read_reasons
from bot.answering.readers.slots import read_slots
from bot.answering.readers.yesno import read_yesno

Reader = Callable[[Question, ArticleReading, Sentence, Lexicon], Iterable[Finding]]


def _reasons(question: Question, reading: ArticleReading, sentence: Sentence, lexicon: Lexicon) -> Iterator[Finding]:
    place = sentence.place + 1
    following = reading.sentences[place] if place < len(reading.sentences) else None
    yield from read_reasons(question, sentence, following, lexicon)


def _lists(question: Question, reading: ArticleReading, sentence: Sentence, lexicon: Lexicon) -> Iterator[Finding]:
    yield from read_lists(question, sentence, lexicon)
    if question.start < len(question.words) and question.words[question.start].lower.startswith("кімдер"):
        yield from read_people(question, reading, sentence, lexicon)
        yield from read_organisations(question, sentence, lexicon)


READERS: dict[str, tuple[Reader, ...]] = {
    "count": (lambda q, _r, s, x: read_quantities(q, s, x),),
    "money": (lambda q, _r, s, x: read_quantities(q, s, x),),
    "percent": (lambda q, _r, s, x: read_quantities(q, s, x),),
    "ordinal": (lambda q, _r, s, x: read_ordinals(q, s, x),),
    "date": (lambda q, _r, s, _x: read_dates(q, s),),
    "day": (lambda q, _r, s, _x: read_dates(q, s),),
    "name": (lambda q, _r, s, x: read_names(q, s, x),),
    "year": (lambda q, _r, s, _x: read_dates(q, s),),
    "month": (lambda q, _r, s, _x: read_dates(q, s),),
    "weekday": (lambda q, _r, s, _x: read_dates(q, s),),
    "time": (lambda q, _r, s, _x: read_dates(q, s),),
    "person": (read_people,),
    "role": (lambda q, _r, s, x: read_roles(q, s, x),),
    "place": (lambda q, _r, s, x: read_places(q, s, x),),
    "organisation": (lambda q, _r, s, x: read_organisations(q, s, x),),
    "definition": (lambda q, _r, s, x: read_definitions(q, s, x),),
    "reason": (_reasons,),
    "list": (_lists,),
    "yesno": (lambda q, _r, s, x: read_yesno(q, s, x),),
    "quote": (lambda q, r, s, x: read_quotes(q, r, s, x),),
    "which": (lambda q, _r, s, x: read_slots(q, s, x),),
    "thing": (lambda q, _r, s, x: read_slots(q, s, x),),
    "manner": (lambda q, _r, s, x: read_slots(q, s, x),),
    "open": (lambda q, _r, s, x: read_slots(q, s, x),),
    "digest": (),
}


def read(question: Question, reading: ArticleReading, lexicon: Lexicon) -> Iterator[Finding]:
    """All findings of the question's type in an article."""
    if question.type in {"person", "role"} and asks_byline(question):
        yield from read_byline(question, reading)
        return
    for sentence in reading.sentences:
        for reader in READERS[question.type]:
            yield from reader(question, reading, sentence, lexicon)
