"""The way of one question as a text for developers and editors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.answering.answerer import Answerer, Trace
from bot.answering.deciding import objection
from bot.answering.facts.beyond import lacks_proof
from bot.answering.facts.telling import Told
from bot.answering.question import Question
from bot.answering.scoring import Scored, load_weights
from retrieval.article import Hit
from retrieval.index import Index

_CANDIDATES = 8
_HITS = 8
_WIDTH = 60  # letters shown of a text
_REASONS = 6
_LEAST_SHARE = 0.01  # of a score; what adds less is no reason


def explain(question: str, answerer: Answerer) -> str:
    """Terms, hits with scores, candidates with what speaks for and against each, and the deciding rule.

    A question that asks several things is explained part by part.
    """
    traces = [answerer.trace(part) for part in answerer.parts(question)]
    return "\n".join(_explained(trace, answerer.gathered(trace), answerer.index) for trace in traces)


def _explained(trace: Trace, told: Told | None, index: Index) -> str:
    sections = (
        ("Question", _question(trace.question)),
        ("Search terms", [" ".join(index.analyzer.query_terms(trace.question.text)) or "none"]),
        ("Hits (BM25)", [_hit(hit) for hit in trace.hits[:_HITS]] or ["none"]),
        ("Candidates", _candidates(trace)),
        *((("Gathered", _gathered(told)),) if told else ()),
        ("Decision", _told(told) if told else _decision(trace)),
    )
    return "\n".join(f"{title}\n{_indented(lines)}\n" for title, lines in sections)


def _question(question: Question) -> list[str]:
    asking = " ".join(word.text for word in question.words[question.start : question.stop])
    focus = " ".join(word.text for word in question.focus)
    named = ", ".join(f"{named.text} ({named.kind})" for named in question.named)
    weights = ", ".join(f"{term.key} {term.weight:.1f}" for term in question.terms)
    return [
        f"read as   {question.text}",
        f"type      {question.type}",
        f"asked by  {asking or '-'}",
        f"about     {focus or '-'}",
        f"named     {named or '-'}",
        f"weights   {weights or '-'}",
    ]


def _hit(hit: Hit) -> str:
    paragraph = hit.paragraph
    return f"{hit.score:6.2f}  {paragraph.article} #{paragraph.number}  {_shown(paragraph.text)}"


def _candidates(trace: Trace) -> list[str]:
    weights = load_weights("ranker.tsv")
    shown = [_candidate(scored, weights) for scored in trace.scored[:_CANDIDATES]]
    more = len(trace.scored) - _CANDIDATES
    rest = [[f"… and {more} more"]] if more > 0 else []
    return [line for lines in (*shown, *rest) for line in lines] or ["none"]


def _candidate(scored: Scored, weights: Mapping[str, float]) -> list[str]:
    paragraph = scored.finding.sentence.paragraph
    shares = {name: value * weights.get(name, 0.0) for name, value in scored.features.items()}
    veto = objection(scored)
    return [
        f"{scored.score:6.2f}  {_shown(scored.finding.text)}  ({paragraph.article} #{paragraph.number})",
        f"        rule     {scored.finding.rule}",
        f"        for      {_reasons({name: share for name, share in shares.items() if share > 0})}",
        f"        against  {_reasons({name: share for name, share in shares.items() if share < 0})}",
        *([f"        barred   {veto}"] if veto else []),
    ]


def _reasons(shares: Mapping[str, float]) -> str:
    """Features with what each adds to the score, the weightiest first."""
    strongest = sorted(shares.items(), key=lambda item: -abs(item[1]))[:_REASONS]
    told = [f"{name} {share:+.2f}" for name, share in strongest if abs(share) >= _LEAST_SHARE]
    return ", ".join(told) or "-"


def _gathered(told: Told) -> list[str]:
    """Every place that proves a part of an answer made from several."""
    return [f"{one.article} #{one.paragraph}  {_shown(one.quote)}" for one in told.citations]


def _told(told: Told) -> list[str]:
    return [f"answered: {told.answer}, from several places as {told.type} (confidence {told.confidence})"]


def _decision(trace: Trace) -> list[str]:
    decision = trace.decision
    if decision.chosen is None:
        return [f"refused: {decision.rule} (confidence {decision.confidence})"]
    if lacks_proof(trace.question, decision.chosen):
        return ["refused: the sentence found speaks of one thing, the question weighs several"]
    answer = decision.chosen.finding.answer
    return [f"answered: {answer}, by the rule {decision.rule} (confidence {decision.confidence})"]


def _shown(text: str) -> str:
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1]}…"


def _indented(lines: Iterable[str]) -> str:
    return "\n".join(f"  {line}" for line in lines)
