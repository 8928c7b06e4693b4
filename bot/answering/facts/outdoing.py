"""Who did the most: «Ең көп кітап оқыған кім?» where one paragraph tells of several people what each did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.answering.deciding import confidence, objection
from bot.answering.facts.asking import Degree, degree_of
from bot.answering.facts.telling import Told, cite_scored, saying
from bot.answering.lexicon import Lexicon
from bot.answering.matching import ENOUGH
from bot.answering.quantities import Quantity, quantities
from bot.answering.question import Question
from bot.answering.scoring import Scored

_MOST_COMPARED = 4


@dataclass(frozen=True, eq=False)
class Deed:
    """What somebody did, counted."""

    scored: Scored
    quantity: Quantity

    @property
    def who(self) -> str:
        """The person as the finding says it."""
        return self.scored.finding.answer


def outdone(
    question: Question, scored: Sequence[Scored], lexicon: Lexicon, weights: Mapping[str, float]
) -> Told | None:
    """The person whose number is the greatest, if a paragraph counts the same of at least two."""
    degree = degree_of(question) if question.type == "person" else None
    if degree is None:
        return None
    deeds = [deed for each in scored if not objection(each) and (deed := _deed(question, each, lexicon))]
    for _, row in groupby(deeds, key=lambda deed: deed.scored.finding.sentence.paragraph):
        found = sorted(
            {deed.who: deed for deed in row}.values(), key=lambda deed: deed.quantity.number.value, reverse=degree.most
        )
        if _provable(found):
            return _told(question, degree, found, confidence(question, found[0].scored, (), weights))
    return None


def _deed(question: Question, scored: Scored, lexicon: Lexicon) -> Deed | None:
    """The one number in a sentence of a single person that counts what the question weighs («[кітап] оқыған»)."""
    finding = scored.finding
    alone = finding.rule.startswith("person") and len(finding.sentence.persons) == 1 and finding.judged is None
    if not alone or any(scored.features.get(f"verb {where}") for where in ("not here", "elsewhere")):
        return None
    asked = [word.key for word in question.words]
    held = [
        each
        for each in quantities(finding.sentence, lexicon)
        if each.head and not each.bound and any(lexicon.likeness(key, each.head[-1].key) >= ENOUGH for key in asked)
    ]
    return Deed(scored, held[0]) if len(held) == 1 else None


def _provable(deeds: Sequence[Deed]) -> bool:
    """Whether the deeds of several are counted in one noun and one has the most."""
    if len(deeds) < 2 or len({deed.quantity.head[-1].key for deed in deeds}) > 1:
        return False
    numbers = [deed.quantity.number.value for deed in deeds]
    return numbers[0] != numbers[1]


def _told(question: Question, degree: Degree, deeds: Sequence[Deed], sure: float) -> Told:
    first = deeds[:_MOST_COMPARED]
    values = ", ".join(saying("value").format(thing=deed.who, value=_said(deed)) for deed in first)
    sentence = saying("most").format(superlative=degree.superlative, winner=first[0].who, values=values)
    return Told(question.type, first[0].who, sentence, tuple(cite_scored(deed.scored) for deed in first), sure)


def _said(deed: Deed) -> str:
    """The number with its noun as the text has it: «164 кітап»."""
    return deed.scored.finding.sentence.paragraph.text[deed.quantity.start : deed.quantity.head[-1].stop]
