"""Questions that ask two or three things at once, taken apart: «Қай жылы алды, көлемі қанша?».

Either whole clauses follow each other, each with its interrogative and its predicate, and the later ones are
follow-ups of those before; or interrogatives share the rest of the question: «Форум [қашан] және [қайда] өтті?».
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from bot.answering.clauses import head_after
from bot.answering.lexicon import lines, table
from bot.answering.passage import Word
from bot.answering.question import Question
from retrieval.language.grammar import case_of, is_converb, is_possessed, is_verbal

_MOST = 3  # things asked for at once
_LONGEST_NOUN = 4  # words after қанша, қай, қандай
_MARKS = " \t\n,;?!.–—-"
_OPENING = '«“„"('
_ATTRIBUTIVE = ("қанша", "неше", "қай", "қандай", "нешінші")
_CONDITION = ("са", "се")  # «қанша адам келсе, қанша орын керек»: one question
_YES = frozenset({"ма", "ме", "ба", "бе", "па", "пе"})


@dataclass(frozen=True, slots=True)
class Parts:
    """The questions in one. `follow`: each later one leans on those before («оған қанша жас қамтылды»)."""

    texts: tuple[str, ...]
    follow: bool


@dataclass(frozen=True, slots=True)
class _Border:
    """Between words[:stop] and words[start:]; a joining word stands between them."""

    stop: int
    start: int
    strong: bool  # a question mark: what follows is a question of its own


def parted(question: Question) -> Parts | None:
    """The questions that one holds; None for nearly all, which ask for one thing."""
    words = question.words
    asking = [at for at in range(len(words)) if _asks(words, at)]
    if not 1 < len(asking) <= _MOST or words[-1].lower in _YES or words[asking[-1]].lower in _YES:
        return None  # «Қалай оқытамыз, қалай баулимыз деген оймен жоба басталды рас па?»: is the whole so
    borders = [list(_borders(words, one, other)) for one, other in pairwise(asking)]
    if not all(borders):
        return None
    return _clauses(question, asking, borders) or _shared(question, asking, borders)


def _asks(words: tuple[Word, ...], at: int) -> bool:
    """An interrogative; «… ма» before a comma or another question; «ал «Шипагерде» ше» at the end."""
    word = words[at]
    if word.quoted:
        return False
    if word.lower in _YES:
        parts = at + 1 < len(words) and any(mark in words[at + 1].gap for mark in ",?")
        return parts and at > 0 and is_verbal(words[at - 1].text)
    closes = at + 1 == len(words) and at > 1 and word.lower in table("followups.toml")["closers"]
    return closes or word.lower in _interrogatives()


@cache
def _interrogatives() -> frozenset[str]:
    return frozenset(line.split("\t")[0] for line in lines("interrogatives.tsv"))


def _borders(words: tuple[Word, ...], one: int, other: int) -> Iterator[_Border]:
    """The places between two interrogatives where one question may end."""
    at = one + 1
    while at <= other:
        start = at
        while start < other and words[start].lower in _joiners():
            start += 1
        marked = any(mark in words[at].gap for mark in ",;?!.–—")
        if start > at or marked:
            yield _Border(at, start, "?" in words[at].gap)
        at = start + 1


@cache
def _joiners() -> frozenset[str]:
    return frozenset(table("followups.toml")["parting"]["joiners"])


# Clauses


def _clauses(question: Question, asking: list[int], borders: list[list[_Border]]) -> Parts | None:
    """Whole questions in a row: each but the last ends in its predicate or in its interrogative."""
    found: list[_Border] = []
    for at, between in zip(asking, borders, strict=False):
        border = next((one for one in between if _may_end(question.words, at, one)), None)
        if border is None:
            return None
        found.append(border)
    starts = [0, *(border.start for border in found)]
    stops = [*(border.stop for border in found), len(question.words)]
    return Parts(tuple(_text(question, start, stop) for start, stop in zip(starts, stops, strict=True)), follow=True)


def _may_end(words: tuple[Word, ...], asks: int, border: _Border) -> bool:
    last = words[border.stop - 1]
    if border.strong or last.lower in _YES:
        return True
    if border.stop - 1 == asks:
        return asks > 0 and (_has_subject(words, asks) or not _asks(words, border.start))
    told = is_verbal(last.text) and not is_converb(last.text) and not last.lower.endswith(_CONDITION)
    return told or last.lower in table("followups.toml")["predicates"]


def _has_subject(words: tuple[Word, ...], asks: int) -> bool:
    """«төрағасы кім, …», «ұзындығы қанша, …», «Нұрлан Әбенов кім, …»: the interrogative is the predicate."""
    before = words[asks - 1]
    named = words[asks].lower == "кім" and before.capital and case_of(before.text) == "nominative"
    return is_possessed(before.text) or named


# Interrogatives that share the rest


def _shared(question: Question, asking: list[int], borders: list[list[_Border]]) -> Parts | None:
    """«Форумға қанша жас пен қанша ата-ана қатысты?»: each with what stands before the first and after the last."""
    words = question.words
    starts, stops = list(asking), [_phrase_stop(words, at) for at in asking]
    for stop, start, between in zip(stops, starts[1:], borders, strict=False):
        if not any(border.stop == stop and border.start == start for border in between):
            return None
    head = question.text[: words[starts[0]].start]
    tail = question.text[words[stops[-1]].start :] if stops[-1] < len(words) else ""
    rows = (f"{head}{_between(question, start, stop)} {tail}" for start, stop in zip(starts, stops, strict=True))
    return Parts(tuple(row.rstrip(_MARKS) + "?" for row in rows), follow=False)


def _phrase_stop(words: tuple[Word, ...], at: int) -> int:
    """Where the interrogative ends with its noun: «қанша [жас]», «қай [ауданда]»."""
    following = words[at + 1] if at + 1 < len(words) else None
    if following is None or following.gap or following.lower in _joiners():
        return at + 1
    if words[at].lower not in _ATTRIBUTIVE:
        return at + 2 if following.lower in table("followups.toml")["parting"]["governing"] else at + 1
    return max(at + 2, head_after(words, at + 1, _LONGEST_NOUN, noun_first=True))


def _text(question: Question, start: int, stop: int) -> str:
    return _between(question, start, stop) + "?"


def _between(question: Question, start: int, stop: int) -> str:
    """The text of words start..stop-1 with the quotation marks that belong to them."""
    words, text = question.words, question.text
    first = words[start].start if start else 0
    while first and text[first - 1] in _OPENING:
        first -= 1
    last = words[stop].start if stop < len(words) else len(text)
    return text[first:last].rstrip(_MARKS + _OPENING)
