"""Choose the answer or refuse."""

from __future__ import annotations

from dataclasses import dataclass

from bot.answering.promise import broken_promises
from bot.answering.question import Question
from bot.answering.scoring import Scored

LEAST_FIT = 0.5
LEAST_KEYS = 0.3
LEAST_COVERAGE = 0.45
LEAST_SCORE = 0.58


@dataclass(frozen=True, slots=True)
class Decision:
    """The finding chosen (None: refuse), how sure (0 to 1), and the rule that decided."""

    chosen: Scored | None
    confidence: float
    rule: str


def objection(question: Question, scored: Scored) -> str:
    """Why a finding may not be the answer; "" when nothing speaks against it."""
    backing, finding = scored.support, scored.finding
    if backing.missing:
        return "not about " + ", ".join(backing.missing)
    if finding.fit < LEAST_FIT:
        return "wrong kind of value"
    if backing.keys < LEAST_KEYS:
        return "the named thing is too far away"
    if backing.coverage < LEAST_COVERAGE:
        return "too little of the question is there"
    if scored.score < LEAST_SCORE:
        return "low score"
    broken = broken_promises(finding.answer, finding.sentence.paragraph.text)
    return "not in the paragraph: " + ", ".join(broken) if broken else ""


def decide(question: Question, scored: tuple[Scored, ...]) -> Decision:
    """The best finding without an objection, else a refusal with the best one's objection."""
    first = ""
    for candidate in scored:
        against = objection(question, candidate)
        if not against:
            return Decision(candidate, _confidence(candidate.score), candidate.finding.rule)
        first = first or against
    best = max((candidate.score for candidate in scored), default=0.0)
    return Decision(None, min(_confidence(best), 0.49), first or "nothing of the asked kind")


def _confidence(score: float) -> float:
    return round(min(0.99, max(0.01, score)), 3)
