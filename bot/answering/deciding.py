"""Choose the answer or refuse."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp

from bot.answering.finding import Finding
from bot.answering.lexicon import word_set
from bot.answering.question import Question
from bot.answering.sameness import same_answer
from bot.answering.scoring import Features, Scored, load_weights

LEAST_FIT = 0.4
LEAST_KEYS = 0.25
LEAST_OF_BODY = 0.1  # of somebody whose post is told in the body asked about: no other one is named since
ALONE = 1.5  # the lead of a finding without a rival; more is not told apart
_PHRASES = ("list:", "slot:", "organisation:", "span")  # rules whose answers are no speech
THRESHOLD = "threshold"  # row of confidence.tsv: the least confidence with which an answer is given

_OTHER_SORT = "told of another sort"

# Features that forbid an answer, and why.
_FORBIDDING = (
    ("effect gone", "told of another effect"),
    ("date of something else", "what happened then is something else"),
    ("beside another", "told of somebody else"),
    ("of a body", "told of somebody else"),
    ("describes another", "told of something else"),
    ("other quality", "told of its opposite"),
    ("other scene", "told of another place"),
    ("season away", "told of another time"),
    ("other rank", "another place in the contest"),
    ("other discipline", "another sport"),
    ("subject gone", "told of something else"),
    ("other place", "told of another place"),
    ("other title", "told of another title"),
    ("other row", "told of another row"),
    ("other owner", "told of another's"),
    ("of several", "told of several together"),
    ("other act", "told of another act"),
    ("made for", "told of what it is meant for"),
    ("all but", "told of all others"),
    ("of all", "told of the whole"),
    ("other payment", "told of another payment"),
    ("other level", "told of another level"),
    ("other number", "told of another number"),
    ("outside", "told of another place"),
    ("other property", "told of another property"),
    ("no difference", "told of no difference"),
    ("other time", "told of another time"),
    ("other sort", _OTHER_SORT),
    ("quality gone", _OTHER_SORT),
    ("echo", "only the question again"),
    ("other affirmed", "told of somebody else"),
    ("other aim", "told of another aim"),
    ("named later", "what is asked about is named later"),
    ("of a sister", "told of another of its kind"),
    ("other receiver", "given to somebody else"),
    ("other deed's doer", "told of somebody else"),
    ("other object", "done to something else"),
)
# Kinds of answer, and which features tell more of them than of the others.
_GROUPS = {
    "count": "number",
    "money": "number",
    "percent": "number",
    "place": "where",
    "date": "where",
    "person": "who",
    "role": "who",
    "organisation": "who",
    "which": "open",
    "thing": "open",
    "list": "open",
    "open": "open",
    "reason": "why",
    "purpose": "why",
    "yesno": "truth",
    "quote": "speech",
}
_TELLING = {
    "number": ("nouns gone", "nouns away"),
    "where": ("verb not here",),
    "who": ("lead over next",),
    "open": ("case",),
    "why": ("modifier away", "verb not in article"),
    "truth": ("nouns away", "modifier away"),
    "speech": ("topic away",),
}


@dataclass(frozen=True, slots=True)
class Decision:
    """The finding chosen (None: refuse), how sure (0 to 1), and the rule that decided."""

    chosen: Scored | None
    confidence: float
    rule: str


def objection(scored: Scored) -> str:
    """Why a finding can never be the answer; "" when nothing forbids it."""
    if scored.features.get("relation away"):
        return "the relation asked about is not there"
    if _halves_name(scored.finding):
        return "half of a quoted name"
    if scored.finding.answer.lower().strip(" .,") in word_set("words.toml", "pronouns"):
        return "only a pronoun"
    if scored.missing:
        return "not about " + ", ".join(scored.missing)
    if scored.finding.fit < LEAST_FIT:
        return "wrong kind of value"
    if scored.features.get("key least", 1.0) < (LEAST_OF_BODY if scored.finding.same_body else LEAST_KEYS):
        return "the named thing is too far away"
    if scored.finding.rule == "span" and _tells_only_the_name(scored.features):
        return "nothing of what is asked"
    if scored.finding.rule == "list:group" and scored.features.get("verb not here"):
        return "another deed is told of them"
    forbidden = next((reason for feature, reason in _FORBIDDING if scored.features.get(feature)), "")
    if forbidden:
        return forbidden
    return "not in the paragraph: " + ", ".join(scored.unproven) if scored.unproven else ""


def _tells_only_the_name(features: Features) -> bool:
    """Whether an open stretch's sentence has neither the nouns nor the verb asked for, but who is asked about."""
    return bool(features.get("nouns gone", 0.0) >= 1.0 and features.get("verb not here"))


def _halves_name(finding: Finding) -> bool:
    """«Ауыл» of «Ауыл аманаты»: a phrase whose quotation marks do not close."""
    return finding.rule.startswith(_PHRASES) and finding.answer.count("«") != finding.answer.count("»")


def decide(question: Question, scored: tuple[Scored, ...], weights: Mapping[str, float]) -> Decision:
    """The best finding that nothing forbids, if it is sure enough; else a refusal with the reason."""
    first = ""
    for place, candidate in enumerate(scored):
        against = objection(candidate)
        if against:
            first = first or against
            continue
        sure = confidence(question, candidate, scored[place + 1 :], weights)
        if sure < weights[THRESHOLD]:
            return Decision(None, sure, "not sure enough")
        return Decision(candidate, sure, candidate.finding.rule)
    return Decision(None, 0.0, first or "nothing of the asked kind")


def confidence(question: Question, chosen: Scored, others: tuple[Scored, ...], weights: Mapping[str, float]) -> float:
    """Probability that the finding is right: a logistic model over its features and its lead over the next answer."""
    features = confidence_features(question, chosen, others)
    return round(1 / (1 + exp(-sum([value * weights.get(name, 0.0) for name, value in features.items() if value]))), 3)


def confidence_features(question: Question, chosen: Scored, others: tuple[Scored, ...]) -> dict[str, float]:
    """The finding's own features, its score, its lead over other answers that nothing forbids."""
    away = tuple(other for other in others if other.reading is not chosen.reading)
    features = {
        **chosen.features,
        "bias": 1.0,
        "score": chosen.score,
        "lead over next": _lead(chosen, others),
        "lead over other articles": _lead(chosen, away),
        f"type:{question.type}": 1.0,
    }
    return features | _crossed(question.type, features)


def _crossed(kind: str, features: Features) -> dict[str, float]:
    """What tells of some kinds of answer more than of others: an unmet noun against a number."""
    group = _GROUPS.get(kind, "")
    return {f"{group}: {name}": features[name] for name in _TELLING.get(group, ()) if name in features}


def _lead(chosen: Scored, others: tuple[Scored, ...]) -> float:
    """How far a finding is ahead of the best other answer that nothing forbids; one of another sort is still near."""
    told, near = chosen.finding.answer, {"", _OTHER_SORT}
    free = (each for each in others if not same_answer(each.finding.answer, told) and objection(each) in near)
    rival = next(free, None)
    return min(chosen.score - rival.score, ALONE) if rival else ALONE


def load_confidence() -> dict[str, float]:
    """The weights of the confidence model."""
    return load_weights("confidence.tsv")
