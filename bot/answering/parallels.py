"""Which of several parallel items a question means: «ересектерге – 700 теңге, оқушыларға – 300 теңге»."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from bot.answering.finding import Finding
from bot.answering.matching import ENOUGH, Evidence, Match
from bot.answering.passage import Word
from retrieval.language.numerals import Number, find_numbers

APART = 0.15  # by how much likeness one item must be ahead of all others to be the only one that holds a word

Item = tuple[int, int]  # offsets in the paragraph


def parallels(evidence: Evidence, finding: Finding) -> dict[str, float]:
    """Shares of the question's words that stand in one item alone: in the finding's own, in one told after it.

    The first item may hold words that are meant for all («кіру билеті – 700 теңге, оқушыларға – 300 теңге»), so
    what stands in an earlier item alone says little against a later one.
    """
    own, total = _own_item(finding), sum(evidence.weights)
    if own is None or not finding.rivals or not total:
        return {}
    items = (own, *finding.rivals)
    words = finding.weighed.words
    owned = told_later = 0.0
    for at, (weight, found) in enumerate(zip(evidence.weights, evidence.matches[finding.weighed.place], strict=True)):
        if at == evidence.predicate:
            continue  # the verb said last is said of all: «екеуі – биге, үшеуі – әнге барады»
        holder = _only_holder(found, words, items)
        if holder == own:
            owned += weight / total
        elif holder is not None and holder[0] >= own[1]:
            told_later += weight / total
    return {"own word": owned, "later item's word": told_later}


def _own_item(finding: Finding) -> Item | None:
    """The finding's own stretch; what stands before both of «[саны] жетіден тоғызға көбейді» is nobody's own."""
    own = next((item for item in finding.regions if item[0] <= finding.start < item[1]), None)
    if own is None:
        return None
    text = finding.weighed.paragraph.text
    beside = any(start >= own[1] and not text[own[1] : start].strip() for start, _ in finding.rivals)
    return (finding.start, own[1]) if beside else own


def _only_holder(found: Sequence[Match], words: tuple[Word, ...], items: Sequence[Item]) -> Item | None:
    """The item that holds a word of the question while the others hold at most something less like it."""
    likeness = [_best_inside(found, words, item) for item in items]
    first, second = sorted(likeness, reverse=True)[:2]
    return items[likeness.index(first)] if first >= ENOUGH and first - second >= APART else None


def _best_inside(found: Sequence[Match], words: tuple[Word, ...], item: Item) -> float:
    return max((match.strength for match in found if item[0] <= words[match.word].start < item[1]), default=0.0)


def other_ordinal(evidence: Evidence, finding: Finding) -> float:
    """Whether a sum or count is that of another place in order: «екінші болып келген» where «үшінші» is told."""
    asked = _asked_ordinals(evidence.question.text)
    if not asked or not finding.rule.startswith("number:"):
        return 0.0
    told = _ordinals(
        [
            number
            for number in finding.weighed.numbers
            if any(start <= number.start < stop for start, stop in finding.regions)
        ]
    )
    return float(bool(told) and asked.isdisjoint(told))


@lru_cache(maxsize=256)
def _asked_ordinals(text: str) -> frozenset[Decimal]:
    return _ordinals(find_numbers(text))


def _ordinals(numbers: Sequence[Number]) -> frozenset[Decimal]:
    return frozenset(number.value for number in numbers if number.kind == "ordinal")
