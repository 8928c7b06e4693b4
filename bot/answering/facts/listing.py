"""Lists across articles: every quoted name of the kind asked for, once, with the place that tells its kind."""

from __future__ import annotations

from collections.abc import Iterable

from bot.answering.citing import cite_place
from bot.answering.facts.asking import Request
from bot.answering.facts.gathering import NamedThing, is_of_kind, named_things
from bot.answering.facts.telling import Told, saying
from bot.answering.lexicon import Lexicon
from bot.answering.passage import ArticleReading
from bot.answering.readers.lists import say_list

_MOST = 8  # names in one answer


def list_kind(request: Request, readings: Iterable[ArticleReading], lexicon: Lexicon, least: int) -> Told | None:
    """«Қандай бастауыш ұйымдар аталған?»; None where fewer than `least` are named."""
    found: dict[tuple[str, ...], NamedThing] = {}
    for reading in readings:
        for thing in named_things(reading):
            if is_of_kind(thing, request.kind, lexicon):
                found.setdefault(thing.title.keys, thing)
    if len(found) < least:
        return None
    told = list(found.values())[:_MOST]
    items = say_list(tuple(thing.said for thing in told))
    citations = [cite_place(each.reading, each.sentence, each.title.start, each.title.stop) for each in told]
    once = {(citation.article, citation.paragraph, citation.quote): citation for citation in reversed(citations)}
    form = "listed" if len(found) <= _MOST else "some"
    return Told("list", items, saying(form).format(items=items), tuple(reversed(once.values())), 0.9)
