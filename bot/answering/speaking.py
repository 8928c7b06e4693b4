"""Whether somebody's words are about what is asked: «жалақы туралы не деді» wants words about pay."""

from __future__ import annotations

from bot.answering.finding import Finding
from bot.answering.matching import ENOUGH, Evidence

_ABOUT = frozenset({"туралы", "жайлы", "жайында", "жөнінде", "хақында", "турасында"})


def speaking(evidence: Evidence, finding: Finding) -> dict[str, float]:
    """«topic away»: share of the words between the speaker's name and «туралы» that the paragraph does not hold."""
    question = evidence.question
    if question.type != "quote" or question.speaker is None:
        return {}
    about = next((at for at, word in enumerate(question.words) if word.lower in _ABOUT), None)
    if about is None:
        return {}
    keys = question.speaker.keys
    named = max((at for at, word in enumerate(question.words) if word.key in keys), default=-1)
    topic = [at for at, term in enumerate(question.terms) if named < term.at < about]
    if not topic:
        return {}
    here = evidence.in_paragraph[finding.weighed.paragraph.number]
    return {"topic away": sum(here[at] < ENOUGH for at in topic) / len(topic)}
