"""Rows in which each has a place of its own: «Іле ауданынан Асқар Бек, Талғар ауданынан Серік Сан жеңді»."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from bot.answering.finding import Finding
from bot.answering.lexicon import is_one_of
from bot.answering.matching import Evidence, same_name
from bot.answering.passage import Sentence, Word
from retrieval.language.grammar import SPATIAL, case_of, is_finite

_RULES = ("person", "organisation:", "list:", "slot:", "span")
_JOINS = frozenset({"мен", "бен", "пен", "және", "ал"})
_FORMS = frozenset({"ablative", "genitive", "locative"})


class _Place(NamedTuple):
    """A place before a name: words[start:stop], the row's item going on up to words[end]; the form it stands in."""

    start: int
    stop: int
    end: int
    form: str


def of_other_place(evidence: Evidence, finding: Finding) -> float:
    """Whether what is found has another place in a row than the one asked about: «Талғардан кім жеңді?» – Асқар Бек."""
    named = [key for key in evidence.question.named if key.kind != "number"]
    if not named or not finding.rule.startswith(_RULES):
        return 0.0
    sentence = finding.sentence
    at, row = sentence.word_at(finding.start), _row(sentence)
    own = next((place for place in row if place.start <= at < place.end), None)
    if own is None:
        return 0.0
    keys = [key.keys[-1] for key in named] + [key.keys[0] for key in named]
    asked = [place for place in row if _is_called(keys, sentence.words[place.start : place.stop])]
    return float(bool(asked) and own not in asked)


def _is_called(keys: Sequence[str], words: Sequence[Word]) -> bool:
    return any(same_name(key, word.key) for key in keys for word in words)


@lru_cache(maxsize=4096)
def _row(sentence: Sentence) -> tuple[_Place, ...]:
    """The places of a row, all in one form; none where a sentence has no such row."""
    words = sentence.words
    places = [place for at in range(len(words) - 1) if (place := _place(words, at))]
    row: list[_Place] = []
    for one, other in pairwise(places):
        if one.form == other.form and _parted(words, one.stop, other.start):
            row = row or [one]
            row[-1] = row[-1]._replace(end=other.start)
            row.append(other)
        elif row:
            break
    return tuple(row)


def _place(words: Sequence[Word], at: int) -> _Place | None:
    """The place that ends at a word, where a name follows at once: «[Талғар ауданынан] Серік», «[Шудағы] «Дән»»."""
    word, following = words[at], words[at + 1]
    if not (following.capital or following.quoted or "№" in following.gap) or set(following.gap) & set(",;:–—"):
        return None
    form = "attribute" if word.lower.endswith(SPATIAL) else case_of(word.text)
    if (form != "attribute" and form not in _FORMS) or word.quoted:
        return None
    start = at
    if not word.capital and at and is_one_of(word.lower, "places") and words[at - 1].capital and not word.gap:
        start = at - 1
    if not words[start].capital:
        return None
    end = next((place for place in range(at + 1, len(words)) if is_finite(words[place].text)), len(words))
    return _Place(start, at + 1, end, form)


def _parted(words: Sequence[Word], start: int, stop: int) -> bool:
    """Whether a comma or «және» stands right before the later place."""
    return "," in words[stop].gap or ";" in words[stop].gap or (stop > start and words[stop - 1].lower in _JOINS)
