"""Whether an answer only says again what the question says: «Оны салатын компания» for «қай компания салады»."""

from __future__ import annotations

from bot.answering.finding import Finding
from bot.answering.lexicon import word_set
from bot.answering.matching import ENOUGH, Evidence
from retrieval.language.grammar import is_verbal

_RULES = ("organisation:kind", "slot:", "place:")


def echoes(evidence: Evidence, finding: Finding) -> float:
    """Of phrases taken by their kind or place: their nouns are those of the question, pronouns and deeds aside."""
    words = finding.sentence.within(finding.start, finding.stop)
    named = any(word.quoted for word in words) or any(word.capital for word in words[1:])
    if named or not finding.rule.startswith(_RULES):
        return 0.0
    idle = word_set("words.toml", "anaphors") | word_set("words.toml", "stop")
    deeds = any(is_verbal(word.text) for word in words)
    rest = [word for word in words if word.lower not in idle]
    asked = [evidence.answering(term.key) for term in evidence.question.terms]
    return float(deeds and all(any(row.get(word.key, 0.0) >= ENOUGH for row in asked) for word in rest))
