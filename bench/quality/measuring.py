"""Ask a set's questions and count the verdicts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from bench.quality.baselines import System
from bench.quality.judging import Answer, Gold, Verdict, judge, mentions
from bench.quality.sets import QuestionSet, answerer_of
from bot.answering.answerer import Answerer, Turn
from bot.answering.reply import Reply


@dataclass(frozen=True, slots=True)
class Result:
    """One question asked: what came, the verdict, and how."""

    gold: Gold
    answer: Answer
    verdict: Verdict
    confidence: float = 0.0
    took_ms: float = 0.0
    rule: str = ""  # what decided, told of failures only


@dataclass(frozen=True, slots=True)
class Figures:
    """What counts about a row of results; shares between 0 and 1, None where nothing is to be shared."""

    questions: int
    accuracy: float
    answered_right: float | None  # of the answerable ones
    refused_right: float | None  # of the others
    precision: float | None  # right answers of all answers given
    holds: float | None  # of the answerable ones: the answer holds an accepted one, whatever else it says
    median_ms: float


def figures(results: Sequence[Result]) -> Figures:
    """Count results."""
    answerable = [result for result in results if result.gold.answerable]
    others = [result for result in results if not result.gold.answerable]
    given = [result for result in results if result.answer.status == "answered"]
    right = sum(result.verdict == "right" for result in answerable)
    loose = sum(mentions(result.gold, result.answer) for result in answerable)
    return Figures(
        questions=len(results),
        accuracy=sum(result.verdict == "right" for result in results) / max(1, len(results)),
        answered_right=_share(right, answerable),
        refused_right=_share(sum(result.verdict == "right" for result in others), others),
        precision=_share(right, given),
        holds=_share(loose, answerable),
        median_ms=median(result.took_ms for result in results) if results else 0.0,
    )


def _share(part: int, whole: Sequence[Result]) -> float | None:
    return part / len(whole) if whole else None


def ask_derek(each: QuestionSet) -> list[Result]:
    """Ask Derek every question and play every dialogue of a set."""
    answerer = answerer_of(each.folders)
    singles = [_result(answerer, gold, answerer.answer(gold.question), None) for gold in each.golds]
    return singles + [result for turns in each.dialogues for result in _play(answerer, turns)]


def _play(answerer: Answerer, turns: Iterable[Gold]) -> Iterator[Result]:
    previous: Turn | None = None
    for gold in turns:
        reply = answerer.answer(gold.question, previous=previous)
        yield _result(answerer, gold, reply, previous)
        if reply.status != "smalltalk":
            previous = Turn(reply.question, reply)


def _result(answerer: Answerer, gold: Gold, reply: Reply, previous: Turn | None) -> Result:
    articles = tuple(citation.article for citation in reply.citations)
    answer = Answer(reply.status, reply.short_answer, articles)
    verdict = judge(gold, answer)
    rule = "" if verdict == "right" else answerer.trace(gold.question, previous=previous).decision.rule
    return Result(gold, answer, verdict, reply.confidence, reply.took_ms, rule)


def ask_baseline(each: QuestionSet, system: System) -> list[Result]:
    """Ask a baseline every single question of a set."""
    answers = [(gold, system(gold.question)) for gold in each.golds]
    return [Result(gold, answer, judge(gold, answer)) for gold, answer in answers]


def by_type(results: Iterable[Result]) -> dict[str, list[Result]]:
    """Results by gold type, the unanswerable ones apart."""
    return group(results, lambda result: result.gold.type if result.gold.answerable else "unanswerable")


def group(results: Iterable[Result], name: Callable[[Result], str]) -> dict[str, list[Result]]:
    """Results by a name, the names in order."""
    groups: dict[str, list[Result]] = {}
    for result in results:
        groups.setdefault(name(result), []).append(result)
    return dict(sorted(groups.items()))
