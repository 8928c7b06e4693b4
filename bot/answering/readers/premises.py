"""Whether something is where the question supposes: «Бент» Жамбыл ауданында ма? – Жоқ, Іле ауданында.

Told only by the place right before the thing, as its attribute («Іле ауданындағы «Бент»») or its pair in a list
(«Іле ауданы – «Бент»»): any other place of the sentence may be somebody else's.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.answering.finding import Finding
from bot.answering.naming import NamedKey
from bot.answering.passage import Sentence, Word
from bot.answering.question import Question
from retrieval.language.grammar import SPATIAL, case_of

_KINDS = ("қала", "аудан", "облы", "ауыл", "округ", "кент", "көше", "даңғыл")
_LONGEST_NAME = 3  # words
_BETWEEN = 3  # words between a place and the thing: «[ауданындағы] жаңа «Бент»»


def is_where(words: tuple[Word, ...]) -> bool:
    """Whether a yes/no question, given without its particle, supposes a named place: «… Жамбыл ауданында»."""
    return len(words) > 2 and _is_kind(words[-1]) and words[-2].capital and case_of(words[-1].text) == "locative"


def read_where(question: Question, sentence: Sentence) -> Iterator[Finding]:
    """Иә where the thing's own place is the one supposed, else Жоқ with the place that the text gives."""
    words = question.words[: question.start]
    titles = {key for named in question.named if named.kind == "title" for key in named.keys}
    supposed = [word for word in _place_to(words, len(words) - 1) if word.key not in titles]
    asked = {word.key for word in supposed}
    for named in question.named:
        if asked.intersection(named.keys) or named.kind == "number":
            continue
        told = _place_of(sentence, named)
        if told is None or told[-1].lower[:4] != words[-1].lower[:4]:
            continue
        same = [word.key for word in told[:-1]] == [word.key for word in supposed]
        place = sentence.paragraph.text[told[0].start : told[-1].stop]
        yield Finding(
            sentence,
            sentence.start,
            sentence.stop,
            "Иә" if same else f"Жоқ, {_locative(place)}",
            0.95,
            "yesno:place",
            regions=((sentence.start, sentence.stop),),
        )


def _place_of(sentence: Sentence, named: NamedKey) -> tuple[Word, ...] | None:
    """The place with its kind noun that stands right before the thing as its own."""
    words = sentence.words
    size = len(named.keys)
    at = next((at for at in range(len(words)) if tuple(word.key for word in words[at : at + size]) == named.keys), None)
    if at is None:
        return None
    for kind in range(at - 1, max(-1, at - 1 - _BETWEEN), -1):
        between = words[kind + 1 : at + 1]
        if any(word.gap.strip('«“"–— ') for word in between) or any(word.capital for word in between[:-1]):
            return None
        if _is_kind(words[kind]):
            paired = kind == at - 1 and any(mark in words[at].gap for mark in "–—")
            own = words[kind].lower.endswith(SPATIAL) or paired
            name = _place_to(words, kind)
            return (*name, words[kind]) if own and name else None
    return None


def _place_to(words: tuple[Word, ...], kind: int) -> tuple[Word, ...]:
    """The capitalised words right before a kind noun: «[Жаңа Іле] ауданында»."""
    start = kind
    while start > 0 and kind - start < _LONGEST_NAME and not words[start].gap and _names(words[start - 1]):
        start -= 1
    return words[start:kind]


def _names(word: Word) -> bool:
    """A part of a place's name; «[Облыста] Сарыөзек ауданында» begins with none."""
    return word.capital and case_of(word.text) == "nominative"


def _is_kind(word: Word) -> bool:
    return word.lower.startswith(_KINDS) and not word.quoted


def _locative(place: str) -> str:
    """«Іле ауданындағы» -> «Іле ауданында»; «Іле ауданы» as its carrier noun bends."""
    if place.endswith(SPATIAL):
        return place[:-2]
    return place + ("нда" if place[-1] in "аыя" else "нде")
