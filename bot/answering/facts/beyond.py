"""Answer what no single paragraph answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.answering.facts.asking import Request, degree_of, request_of
from bot.answering.facts.differing import differing
from bot.answering.facts.digest import digest
from bot.answering.facts.listing import list_kind
from bot.answering.facts.outdoing import outdone
from bot.answering.facts.telling import Sources, Told
from bot.answering.facts.weighing import compare, superlative
from bot.answering.lexicon import table
from bot.answering.matching import in_words
from bot.answering.passage import ArticleReading
from bot.answering.promise import broken_promises
from bot.answering.question import Question
from bot.answering.ranks import FIRST, ranks_told
from bot.answering.scoring import Scored
from bot.answering.wording import say_date

_HITS = 60  # paragraphs whose articles are looked through


def beyond(
    question: Question, scored: Sequence[Scored], chosen: Scored | None, sources: Sources, article: str | None
) -> Told | None:
    """The answer gathered from several places; None where the question asks for a single one, or nothing is found.

    `scored`, `chosen`: what the readers found and decided for the same question.
    """
    told = _told(question, scored, chosen, sources, article)
    return told if told is not None and _kept(told, sources) else None


def _kept(told: Told, sources: Sources) -> bool:
    """Whether every number, name and date told stands in a cited paragraph; titles and dates of articles are theirs."""
    paragraphs = [sources.index.paragraph(one.article, one.paragraph) for one in told.citations]
    held = "\n".join(paragraph.text for paragraph in paragraphs if paragraph)
    heads = "\n".join(f"{one.title} {say_date(one.date)}" for one in told.citations)
    return not broken_promises("– " + told.answer, held) and not broken_promises(told.sentence, f"{held}\n{heads}")


def _told(
    question: Question, scored: Sequence[Scored], chosen: Scored | None, sources: Sources, article: str | None
) -> Told | None:
    request = request_of(question)
    if request is None:
        told = outdone(question, scored, sources.lexicon, sources.weights)
        return told or (None if _weighs_people(question) else differing(question, scored, sources.weights))
    if request.type == "comparison":
        return compare(request, sources, article)
    if request.type == "superlative" and chosen is not None and _says_most(chosen):
        return None
    readings = _readings(request, question, sources, article)
    if request.type == "superlative":
        return superlative(request, readings, sources, article)
    if request.type == "list":
        return list_kind(request, readings, sources.lexicon, least=2 if chosen and _is_name(chosen) else 1)
    return digest(request, question, readings, sources.lexicon)


def lacks_proof(question: Question, chosen: Scored) -> bool:
    """Whether the question weighs things against each other and the sentence found speaks of one of them only."""
    request = request_of(question)
    if request is None and _weighs_people(question):
        return not _says_most(chosen)
    if request is None or request.type not in {"comparison", "superlative"}:
        return False
    if request.type == "superlative":
        return not _says_most(chosen)
    span = {word.key for word in chosen.finding.sentence.within(chosen.finding.start, chosen.finding.stop)}
    held = [thing for thing in request.things if in_words(thing, chosen.finding.sentence, chosen.reading)]
    answers = any(span & set(thing.keys) for thing in held)
    return not answers or (len(held) < len(request.things) and not _says_most(chosen))


def _weighs_people(question: Question) -> bool:
    """«Ең көп кітап оқыған кім?»"""
    return question.type == "person" and degree_of(question) is not None


def _says_most(chosen: Scored) -> bool:
    """The article itself says which is the most: «ең көп», «алға шықты», «ешкім жете алмады»."""
    most, words = table("facts.toml")["words"]["most"], chosen.finding.sentence.words
    return any(word.lower in most for word in words) or any(rank in FIRST for _, rank in ranks_told(words))


def _is_name(chosen: Scored) -> bool:
    """Whether what was found names anything at all."""
    finding = chosen.finding
    return any(word.capital or word.quoted for word in finding.sentence.within(finding.start, finding.stop))


def _readings(request: Request, question: Question, sources: Sources, article: str | None) -> Iterable[ArticleReading]:
    """The articles that may hold the things asked about, in the index's own order."""
    if article is not None:
        return [sources.reading(article)] if article in sources.index.articles else []
    asked = " ".join([*(word.text for word in request.kind), *(thing.text for thing in request.things)])
    found = {hit.paragraph.article for hit in sources.index.search(asked or question.text, _HITS)}
    return [sources.reading(each) for each in sources.index.articles if each in found]
