"""What a clause with a number leaves unsaid because the clause before it said it.

«[Көмірдің тоннасы] бекетте 14 500 теңгеден, ал базарда 22 мың теңгеден сатылады»: both sums are of the coal.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from bot.answering.clauses import phrase_before, without_subject
from bot.answering.lexicon import word_row, word_set
from bot.answering.passage import Word
from retrieval.language.grammar import Case, case_of, is_plural, is_possessed, is_verbal_noun

_CONTRASTS = frozenset({"ал", "бірақ", "алайда"})
_THIS = frozenset({"бұл", "осы"})
_SCENES = frozenset({"locative", "dative"})
_OWNER = 2  # words before what is owned in which its owner stands
_THAN = ("былтырғыдан", "жылғыдан", "бұрынғыдан", "жоспардан", "межеден")

Span = tuple[int, int]  # indices of words; the second exclusive


class _Opening(NamedTuple):
    """What stands before a number in its clause: phrases with their cases, and whether a subject is among them."""

    phrases: tuple[tuple[Span, Case], ...]
    has_subject: bool
    dated: bool


def said_before(
    words: tuple[Word, ...],
    clauses: Sequence[Span],
    place: int,
    numbers: Sequence[int],
    contrasted: frozenset[Case] = frozenset(),
) -> list[Span]:
    """The words of the clauses before one that hold of its number too.

    `numbers`: where its like stand, in order; `contrasted`: the cases of what a clause behind says otherwise.
    """
    first = _first_in(clauses[place], numbers)
    told = _first_in(clauses[place - 1], numbers) if place else None
    if first is None or told is None:
        return []
    before = clauses[place - 1]
    start = _past_contrast(words, clauses[place][0])
    if not contrasted and _is_this(words[start:first], words[first]):
        return [*said_before(words, clauses, place - 1, numbers), *_without_time(words, (before[0], told), before[1])]
    here = _opening(words, start, first)
    cases = {case for _, case in here.phrases}
    if here.has_subject or not (here.dated or cases) or not cases <= _SCENES:
        return []
    others = contrasted | cases
    theirs = _opening(words, _past_contrast(words, before[0]), told)
    common = [span for span, case in theirs.phrases if case not in others]
    return [*said_before(words, clauses, place - 1, numbers, others), *sorted(common)]


def _past_contrast(words: tuple[Word, ...], at: int) -> int:
    return at + (words[at].lower in _CONTRASTS)


def _first_in(clause: Span, numbers: Sequence[int]) -> int | None:
    return next((at for at in numbers if clause[0] <= at < clause[1]), None)


def _opening(words: tuple[Word, ...], start: int, stop: int) -> _Opening:
    """The phrases of a stretch, last first; words of time belong to none."""
    phrases: list[tuple[Span, Case]] = []
    has_subject = dated = False
    end = stop
    while end > start:
        if _is_time(words, end - 1):
            dated, end = True, end - 1
            continue
        first = _behind_subject(words, max(start, phrase_before(words, end)), end)
        while first < end - 1 and _is_time(words, first):
            first, dated = first + 1, True
        case = case_of(words[end - 1].text)
        if not _is_figure(words, first, end):
            phrases.append(((first, end), case))
            has_subject = has_subject or case == "nominative"
        end = first
    return _Opening(tuple(phrases), has_subject, dated)


def _behind_subject(words: tuple[Word, ...], start: int, end: int) -> int:
    """Where a phrase begins that a subject opens: «көмірдің тоннасы [«Шұбаркөл» бекетінде]», «кіру [балаларға]»."""
    ends = (at for at in range(end - 1, start, -1) if _closes(words, at - 1, start))
    return next(ends, None) or without_subject(words, start, end)


def _closes(words: tuple[Word, ...], at: int, start: int) -> bool:
    """Whether a subject ends at a place: a possessed noun with its owner before another name, a verbal noun, a fee."""
    word, follows = words[at], words[at + 1]
    if case_of(word.text) != "nominative":
        return False
    if is_verbal_noun(word.text):
        return case_of(follows.text) != "nominative"
    if word.lower in _paid() and is_plural(follows.text) and case_of(follows.text) == "dative":
        return True  # «[билет] ересектерге 1 500 теңге»
    owned = is_possessed(word.text) and _has_owner(words[max(start, at - _OWNER) : at])
    return owned and (follows.quoted or follows.capital)


def _has_owner(before: Sequence[Word]) -> bool:
    """«[судың] метрі», «[судың текше] метрі», «[көмірдің бір] тоннасы»."""
    cases = [case_of(word.text) for word in before]
    return cases[-1:] == ["genitive"] or cases == ["genitive", "nominative"]


@cache
def _paid() -> frozenset[str]:
    return word_set("words.toml", "entrance") | word_set("words.toml", "money_nouns")


def _is_figure(words: tuple[Word, ...], first: int, end: int) -> bool:
    """«баға», «көрсеткіш»: the amount itself, of what was told before."""
    return end - first == 1 and words[first].lower in _amounts()


@cache
def _amounts() -> frozenset[str]:
    return word_set("words.toml", "amounts") | {"баға", "құн", "сан", "үлес", "көлем", "мөлшер", "сома"}


def _is_this(opening: Sequence[Word], number: Word) -> bool:
    """«бұл көрсеткіш [71 пайыз]», «2022 жылы бұл сан …», «бұл былтырғыдан [1,4 метрге] жоғары»."""
    at = next((at for at, word in enumerate(opening) if word.lower in _THIS), None)
    if at is None:
        return False
    follows = [*opening[at + 1 :], number][0]
    figures = word_row("words.toml", "figures") + word_row("words.toml", "sums")
    return follows is number or follows.lower.startswith(figures) or follows.lower.endswith(_THAN)


def _without_time(words: tuple[Word, ...], opening: Span, stop: int) -> list[Span]:
    """A clause without its words of time, its number and the verb, which are its own."""
    spans = [(at, at + 1) for at in range(*opening) if not _is_time(words, at)]
    behind = next((at for at in range(opening[1], stop) if is_possessed(words[at].text)), stop)
    return [*spans, *([(behind, stop)] if behind < stop else [])]


def _is_time(words: tuple[Word, ...], at: int) -> bool:
    """«былтыр», «қазір», «2022 жылы», «өткен күзде», «қыста», «келесі айда»."""
    lower = words[at].lower
    if lower in _times() or lower.startswith(_spans()):
        return True
    behind = words[at + 1].lower if at + 1 < len(words) else ""
    leads = words[at].number or lower in {"өткен", "осы"} or lower in word_set("words.toml", "coming")
    return leads and behind.startswith(_spans())


@cache
def _times() -> frozenset[str]:
    names = ("last_year", "this_year", "now", "formerly", "time_words")
    return frozenset().union(*(word_set("words.toml", name) for name in names))


@cache
def _spans() -> tuple[str, ...]:
    return (*word_row("words.toml", "seasons"), *word_row("words.toml", "months"), "жыл", "айда", "аптада", "күні")
