"""How much of the question a finding's own words and its ever wider surroundings hold."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from operator import mul, sub

from bot.answering.finding import Finding
from bot.answering.matching import ENOUGH, Evidence, Match
from retrieval.language.grammar import is_verbal

Stretches = tuple[tuple[int, int], ...]
_LONGEST_LABEL = 4  # words
_OF_WHOLE = 0.9  # how far what is told of the whole holds of its part
_TIMES = ("жыл", "ай", "апта", "күн", "сағат", "минут")


def coverage(evidence: Evidence, finding: Finding) -> dict[str, float]:
    """Weighted shares of the question's words met in ever wider surroundings; each adds to the one before."""
    sentence, terms = finding.weighed, evidence.question.terms
    weights = evidence.weights
    total = sum(weights)
    if not total:
        return {"cover own": 1.0}
    place = sentence.place
    matches, best = evidence.matches[place], evidence.best[place]
    own = _inside(matches, finding, finding.regions)
    before = evidence.best[place - 1] if place else (0.0,) * len(terms)
    if finding.carries_on:
        own = _with_whole(evidence, finding, own, before)
    wider = (
        ("own", own),
        ("sentence", best),
        ("before", before),
        ("paragraph", evidence.in_paragraph[sentence.paragraph.number]),
        ("lead", evidence.in_lead),
        ("article", evidence.in_article),
    )
    shares, reached = {}, (0.0,) * len(terms)
    for name, row in wider:
        widened = tuple(map(max, reached, row))
        gained = sum(map(mul, weights, map(sub, widened, reached))) if widened != reached else 0.0
        shares["cover " + name] = gained / total
        reached = widened
    shares["unmet"] = 1.0 - sum(map(mul, weights, reached)) / total
    shares["near"] = _nearness(evidence, finding)
    if finding.rivals:
        rival = _inside(matches, finding, finding.rivals)
        shares["cover rival"] = sum(map(mul, weights, map(sub, map(max, own, rival), own))) / total
    return shares | _unmet_nouns(evidence, finding)


def _with_whole(
    evidence: Evidence, finding: Finding, own: tuple[float, ...], before: tuple[float, ...]
) -> tuple[float, ...]:
    """«Орталыққа 2 140 адам келді. Олардың 870-і жұмыс тапты»: all but the verb of the first holds of the part.

    A part without a verb has that of the whole: «12 отбасы көшіп келді. Олардың жетеуі – Өзбекстаннан».
    """
    does = any(is_verbal(word.text) for word in finding.own_words)
    verbs = (does and is_verbal(evidence.question.words[term.at].text) for term in evidence.question.terms)
    return tuple(
        near if verb else max(near, _OF_WHOLE * far) for near, far, verb in zip(own, before, verbs, strict=True)
    )


def _unmet_nouns(evidence: Evidence, finding: Finding) -> dict[str, float]:
    """Share of the question's plain nouns (no names, verbs, light words) met neither here nor shortly before."""
    sentence, nouns = finding.weighed, evidence.nouns
    if not nouns:
        return {}
    here = evidence.best[sentence.place]
    before = evidence.best[sentence.place - 1] if sentence.place else here
    around = evidence.in_paragraph[sentence.paragraph.number]
    lead = evidence.in_lead
    away_here = [at for at in nouns if here[at] < ENOUGH]
    away = [at for at in away_here if before[at] < ENOUGH]
    gone = [at for at in away if around[at] < ENOUGH and lead[at] < ENOUGH]
    return {
        "nouns away": len(away_here) / len(nouns),
        "nouns away before": len(away) / len(nouns),
        "nouns gone": len(gone) / len(nouns),
        "subject gone": _subject_gone(evidence, finding, gone),
    }


def _subject_gone(evidence: Evidence, finding: Finding, gone: Collection[int]) -> float:
    """Whether how long something else takes is told: «оқыту неше күнге созылды» of a forum of two days."""
    question = evidence.question
    lasting = bool(question.focus) and question.focus[-1].lower.startswith(_TIMES)
    if question.named or finding.rule != "number:unit" or not lasting:
        return 0.0
    others = [at for at in evidence.nouns if question.terms[at].key != question.focus[-1].key]
    return float(bool(others) and all(at in gone for at in others))


def modifier_away(evidence: Evidence, finding: Finding) -> float:
    """Share of the question's modified nouns that stand here without the modifier: «рөлі» where «ер рөлі» is asked."""
    held = [near >= ENOUGH for near in evidence.best[finding.weighed.place]]
    bare = sum(held[noun] and not held[modifier] for modifier, noun in evidence.modified)
    return bare / max(1, len(evidence.modified))


def row_named(evidence: Evidence, finding: Finding) -> float:
    """Share of a table row's label that the question holds: «Қарғатам: Қаралғандар саны – 1 090»; 0 elsewhere."""
    if ":" not in finding.weighed.text:
        return 0.0
    words = finding.weighed.words
    label = next((at for at, word in enumerate(words) if ":" in word.gap), 0)
    if not 0 < label <= _LONGEST_LABEL or not any(word.gap in {"–", "—"} for word in words[label:]):
        return 0.0
    row = evidence.matches[finding.weighed.place]
    held = {match.word for found in row for match in found if match.strength >= ENOUGH and match.word < label}
    return len(held) / label if finding.start >= words[label].start else 0.0


def _inside(matches: Sequence[Sequence[Match]], finding: Finding, stretches: Stretches) -> tuple[float, ...]:
    """[term] -> the best match inside some stretches of the sentence."""
    inside = set().union(*(finding.weighed.begun_within(*stretch) for stretch in stretches))
    held = ([near for at, near in found if at in inside] if found else () for found in matches)
    return tuple([max(row) if row else 0.0 for row in held])


def _nearness(evidence: Evidence, finding: Finding) -> float:
    """Mean of 1 / (1 + distance / 4) over the terms, distance in words from the span; 0 for a term that is away."""
    at, last = finding.weighed.word_at(finding.start), finding.weighed.word_at(finding.stop - 1)
    worth = 0.0
    for found in evidence.matches[finding.weighed.place]:
        if found:
            distances = [min(abs(place - at), abs(place - last)) for place, strength in found if strength >= ENOUGH]
            worth += 1 / (1 + 0.25 * min(distances)) if distances else 0.0
    return worth / len(evidence.question.terms)


def framed(evidence: Evidence, finding: Finding) -> float:
    """Whether the words on both sides of a number stand in the same form on both sides of what asks for it.

    «жөндеуге [22 млн теңге] керек» for «орталықты жөндеуге қанша теңге керек».
    """
    question, words = evidence.question, finding.sentence.words
    if not finding.rule.startswith("number:"):
        return 0.0
    first, last = finding.sentence.word_at(finding.start), finding.sentence.word_at(finding.stop - 1)
    after = question.words.index(question.focus[-1]) + 1 if question.focus else question.stop
    pairs = (
        (question.words[question.start - 1 : question.start], words[first - 1 : first] if first else ()),
        (question.words[max(after, question.stop) :][:1], words[last + 1 : last + 2]),
    )
    return float(all(asked and told and asked[0].lower == told[0].lower for asked, told in pairs))
