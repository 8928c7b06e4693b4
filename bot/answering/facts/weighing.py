"""Comparisons and superlatives: the value of each thing is asked for like any other answer, then weighed.

So every value obeys the rules of single answers (its noun, its owner, its confidence), and has its own citation.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from bot.answering.facts.asking import Degree, Request
from bot.answering.facts.gathering import NamedThing, is_of_kind, named_things
from bot.answering.facts.telling import Sources, Told, cite_scored, saying
from bot.answering.lexicon import Lexicon
from bot.answering.matching import ENOUGH
from bot.answering.naming import NamedKey
from bot.answering.passage import ArticleReading
from bot.answering.quantities import Quantity, quantities
from bot.answering.scoring import Scored
from retrieval.language.inflection import nominative_phrase

_MOST_COMPARED = 4  # things named in one answer
_MOST_ASKED = 12  # things whose value is asked for
_SAME_NOUN = 0.8  # likeness of the nouns of two values
_CLEARLY = Decimal("1.1")  # by this factor values must differ where one is only a bound


@dataclass(frozen=True, eq=False)
class Value:
    """The value of one thing and the finding that proves it."""

    thing: str
    scored: Scored
    quantity: Quantity
    confidence: float

    @property
    def number(self) -> Decimal:
        """The number itself."""
        return self.quantity.number.value


def compare(request: Request, sources: Sources, article: str | None) -> Told | None:
    """«Қарғалы» мен «Шипагердің» қайсысында мүше көп?: the value of each, the greater first."""
    things = [_said(named) for named in request.things]
    for at in range(_attempts(request)):
        values = [_value(request, at, thing, sources, article) for thing in things]
        found = [value for value in values if value]
        if request.degree and len(found) == len(things) and _comparable(found, sources.lexicon):
            return _told(found, request.degree, "comparison")
    return None


def superlative(
    request: Request, readings: Iterable[ArticleReading], sources: Sources, article: str | None
) -> Told | None:
    """«Ең көп мүшесі бар бастауыш ұйым қайсы?»: among the things of the kind that have such a value, at least two."""
    things = _of_kind(request, readings, sources.lexicon)
    if request.degree is None or not 1 < len(things) <= _MOST_ASKED:
        return None
    for at in range(_attempts(request)):
        found = [value for thing in things if (value := _value(request, at, thing.said, sources, article))]
        if len(found) > 1 and _comparable(found, sources.lexicon):
            return _told(found, request.degree, "superlative")
    return None


def _attempts(request: Request) -> int:
    return len(request.value_questions(""))


def _of_kind(request: Request, readings: Iterable[ArticleReading], lexicon: Lexicon) -> Sequence[NamedThing]:
    """Each thing of the kind once."""
    found = {
        thing.title.keys: thing
        for reading in readings
        for thing in named_things(reading)
        if is_of_kind(thing, request.kind, lexicon)
    }
    return list(found.values())


def _said(named: NamedKey) -> str:
    bare = nominative_phrase(named.text)
    return f"«{bare}»" if named.kind == "title" else bare


def _value(request: Request, at: int, thing: str, sources: Sources, article: str | None) -> Value | None:
    """The value of one thing; its sentence must speak of all that is weighed («гектар жері»: of the land, too)."""
    chosen = sources.chosen(request.value_questions(thing)[at], article)
    if chosen is None:
        return None
    scored, confidence = chosen
    finding, lexicon = scored.finding, sources.lexicon
    if not all(
        any(lexicon.likeness(word.key, key) >= ENOUGH for key in finding.sentence.keys) for word in request.noun
    ):
        return None
    quantity = next((each for each in quantities(finding.sentence, lexicon) if each.start == finding.start), None)
    return Value(thing, scored, quantity, confidence) if quantity else None


def _comparable(values: Sequence[Value], lexicon: Lexicon) -> bool:
    """Whether all are of one measure and noun, each said of its own place, and bounds leave no doubt."""
    first, places = values[0], {(value.scored.finding.sentence, value.quantity.start) for value in values}
    if len(places) < len(values) or not all(_alike(first.quantity, other.quantity, lexicon) for other in values[1:]):
        return False
    numbers = sorted((value.number for value in values), reverse=True)
    bounded = any(value.quantity.bound for value in values)
    return not bounded or all(one >= other * _CLEARLY for one, other in pairwise(numbers))


def _alike(one: Quantity, other: Quantity, lexicon: Lexicon) -> bool:
    if one.measure != other.measure or [word.key for word in one.unit] != [word.key for word in other.unit]:
        return False
    if one.measure != "count" or not (one.head and other.head):
        return True
    return lexicon.likeness(one.head[-1].key, other.head[-1].key) >= _SAME_NOUN


def _told(values: Sequence[Value], degree: Degree, kind: str) -> Told:
    ordered = sorted(values, key=lambda value: value.number, reverse=degree.most)[:_MOST_COMPARED]
    said = ", ".join(saying("value").format(thing=each.thing, value=each.scored.finding.answer) for each in ordered)
    winners = [each.thing for each in ordered if each.number == ordered[0].number]
    citations = tuple(cite_scored(each.scored) for each in ordered)
    sure = min(each.confidence for each in ordered)
    if len(winners) == len(ordered):
        return Told(kind, " және ".join(winners), saying("equal").format(values=said), citations, sure)
    sentence = saying("compared" if kind == "comparison" else "most").format(
        says=degree.says, superlative=degree.superlative, winner=" және ".join(winners), values=said
    )
    return Told(kind, " және ".join(winners), sentence, citations, sure)
