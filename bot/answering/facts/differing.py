"""Two articles that answer one question differently, and nothing in the question tells them apart: both are said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile

from bot.answering.deciding import THRESHOLD, confidence, objection
from bot.answering.facts.telling import Told, cite_scored, in_quotes, saying
from bot.answering.question import Question
from bot.answering.reply import Citation
from bot.answering.sameness import same_answer
from bot.answering.scoring import Scored
from bot.answering.wording import clean, say_date
from retrieval.language.inflection import decline

# Of the scores. On the development sets even twice as much never sets two answers side by side where one is right.
MARGIN = 0.3
_TYPES = frozenset(
    {"person", "role", "name", "place", "organisation", "count", "money", "percent", "ordinal"}
    | {"date", "day", "year", "month", "weekday", "time"}
)
_EQUAL = ("fit", "cover own", "cover sentence", "key least", "unmet", "season right", "season wrong")
_NEAR = 0.08  # by which the features above may differ
_LONGEST_TITLE = 90  # letters


def differing(question: Question, scored: Sequence[Scored], weights: Mapping[str, float]) -> Told | None:
    """Both answers where the best two come from different articles and are supported alike; else None."""
    if question.type not in _TYPES:
        return None
    best = next((each for each in scored if not objection(each)), None)
    rival = _rival(best, scored) if best else None
    if best is None or rival is None or rival.reading is best.reading or not _alike(best, rival):
        return None
    # Supported alike: one of them sure enough by itself vouches for the other.
    sure = max(_alone(question, each, scored, (best, rival), weights) for each in (best, rival))
    return _told(question, best, rival, sure) if sure >= weights[THRESHOLD] else None


def _rival(best: Scored, scored: Sequence[Scored]) -> Scored | None:
    """The next best finding that says something else and that nothing forbids, if it is near enough."""
    near = takewhile(lambda each: best.score - each.score <= MARGIN, scored)
    return next((each for each in near if not _says_same(each, best) and not objection(each)), None)


def _says_same(one: Scored, other: Scored) -> bool:
    return same_answer(one.finding.answer, other.finding.answer)


def _alike(one: Scored, other: Scored) -> bool:
    """Whether nothing but the article speaks for one of them."""
    return one.finding.rule == other.finding.rule and all(
        abs(one.features.get(name, 0.0) - other.features.get(name, 0.0)) <= _NEAR for name in _EQUAL
    )


def _alone(
    question: Question, one: Scored, scored: Sequence[Scored], pair: tuple[Scored, Scored], weights: Mapping[str, float]
) -> float:
    """How sure one of the two would be without the other."""
    others = tuple(each for each in scored if each is not one and not any(_says_same(each, both) for both in pair))
    return confidence(question, one, others, weights)


def _told(question: Question, best: Scored, rival: Scored, sure: float) -> Told:
    """Both with their articles, the newer one first."""
    first, second = sorted((best, rival), key=lambda each: each.reading.article.date, reverse=True)
    one, other = (clean(each.finding.answer, question.type) for each in (first, second))
    cited = (cite_scored(first), cite_scored(second))
    places = _places(cited, (one, other))
    sentence = saying("differ").format(first=places[0], second=places[1])
    return Told(question.type, f"{one}; {other}", sentence, cited, sure)


def _places(cited: tuple[Citation, Citation], values: tuple[str, str]) -> tuple[str, str]:
    """«… мақаласында – …» for each; without the titles where one is missing or both are the same."""
    titles = [citation.title for citation in cited]
    if not all(0 < len(title) <= _LONGEST_TITLE for title in titles) or titles[0] == titles[1]:
        return (
            saying("in_first").format(value=values[0]),
            saying("in_second").format(value=values[1]),
        )
    return _place(cited[0], values[0]), _place(cited[1], values[1])


def _place(citation: Citation, value: str) -> str:
    form = "in_dated" if citation.date else "in_article"
    date = decline(say_date(citation.date), "locative") if citation.date else ""
    return saying(form).format(title=in_quotes(citation.title), date=date, value=value)
