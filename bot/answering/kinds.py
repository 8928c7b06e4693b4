"""What kind of thing a question asks for, as far as its noun tells, and how well a stretch of text looks like it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from functools import cache, lru_cache
from itertools import pairwise

from bot.answering.lexicon import is_noun_ending, table, word_set
from bot.answering.passage import Word
from bot.answering.question import Question
from retrieval.language.folding import fold
from retrieval.language.grammar import case_of, is_attribute, is_finite, is_possessed

_IMPERATIVE = re.compile(r".+(?:ңыз|ңіз|ңдар|ңдер)$")  # көрсетіңіз, белгілеңіз
_PRESENT = re.compile(r".+(?:[аей]д[ыі]|(?:[ае]т|йт)[ыі]н[ыі]?)$")  # табылады, болатыны
_PAST = re.compile(r".+(?:[^аеий]|[^аәеоөуүұыійр][лдт][ае])[дт][ыі]$")  # құрылды, аяқтады; «жатады» tells no event
_VOICED = {"к": "г", "қ": "ғ", "п": "б"}  # кітап, кітабы


def kind_of(question: Question) -> str:
    """A section of kinds.toml: by the question's type, else by its noun, else "term".

    «қай ақын …» -> person, «… қай дәуірде» -> time, «… өлеңін көрсетіңіз» -> work, «Ақ Орда құрылды:» -> time.
    """
    kinds: dict[str, str] = table("kinds.toml")["types"]
    if question.type in kinds:
        return kinds[question.type]
    if any(word.lower.startswith("кім") for word in question.words[question.start : question.stop]):
        return "person"
    if question.type == "open" and question.words and _happened(question.words[-1]):
        return "time"
    return kind_of_noun(asked_noun(question))


def _happened(word: Word) -> bool:
    return not (word.capital or word.quoted) and bool(_PAST.match(word.lower)) and is_finite(word.lower)


@lru_cache(maxsize=4096)
def kind_of_noun(word: str) -> str:
    """The kind a noun in small letters belongs to, the last part of a compound first; "term" for all others.

    >>> kind_of_noun("авторын"), kind_of_noun("дәуірде"), kind_of_noun("органоид"), kind_of_noun("жауынгер-ақын")
    ('person', 'time', 'term', 'person')
    """
    parts = word.split("-")
    kinds = (_kinds().get(part[:stop]) for part in reversed(parts) for stop in _stems(part))
    return next((kind for kind in kinds if kind), "term")


def _stems(word: str) -> list[int]:
    """Where a noun may end and its endings begin, the longest stem first: «топырақ» is no «топ»."""
    return [stop for stop in range(len(word), 1, -1) if is_noun_ending(fold(word[stop:]))]


@cache
def _kinds() -> Mapping[str, str]:
    """Stem -> kind, the stem also as it stands before a vowel; the kind written first wins."""
    rows = ((stem, kind) for kind, row in table("kinds.toml").items() for stem in row.get("nouns", ()))
    kinds: dict[str, str] = {}
    for stem, kind in rows:
        kinds.setdefault(stem, kind)
        kinds.setdefault(stem[:-1] + _VOICED.get(stem[-1], stem[-1]), kind)
    return kinds


def asked_noun(question: Question) -> str:
    """The noun asked for in small letters: the head of the focus, or the last noun of a question without one.

    «… өлеңін [көрсетіңіз]», «… мемлекеті [болып табылады]:»; of «түрі», «аты» and the like the noun before:
    «ағаш түрлері», «қалыңдығының атын».
    """
    idle = word_set("words.toml", "stop") | word_set("words.toml", "asking")
    heads = [_head(question.focus)] if question.focus and question.type != "open" else []
    for word in (*heads, *(word for word in reversed(question.words) if not _is_predicate(word))):
        if not (_IMPERATIVE.match(word.lower) or word.lower in idle):
            return _through(question.words, word)
    return ""


def _head(focus: Sequence[Word]) -> Word:
    """The last word of a focus, or a noun of a known kind that something else follows: «[ғалым] XX ғасырдың …»."""
    for word, after in pairwise(focus):
        bare = case_of(word.text) == "nominative" and not is_possessed(word.text) and not is_attribute(word.lower)
        if (after.number or after.capital) and bare and not word.capital and kind_of_noun(word.lower) != "term":
            return word
    return focus[-1]


def _is_predicate(word: Word) -> bool:
    told = _PRESENT.match(word.lower) and not _PAST.match(word.lower)
    return bool(told) and not (word.capital or word.quoted)


def _through(words: Sequence[Word], noun: Word) -> str:
    """The noun itself, or the one before it when it only says «kind of», «name of», «one of»."""
    names = word_set("words.toml", "asked_through")
    if not any(noun.lower[:stop] in names for stop in _stems(noun.lower)):
        return noun.lower
    asking = word_set("words.toml", "asking") | word_set("words.toml", "stop")
    before = next((word for word in reversed(words[: words.index(noun)]) if word.lower not in asking), noun)
    return noun.lower if before.quoted or is_attribute(before.lower) else before.lower


def suits(kind: str, looks: Set[str]) -> float:
    """How well a stretch with these looks suits a kind, 0 to 1."""
    return next((fit for wanted, fit in _rules(kind) if wanted <= looks), 0.0)


@lru_cache(maxsize=64)
def _rules(kind: str) -> tuple[tuple[frozenset[str], float], ...]:
    return tuple((frozenset(wanted), float(fit)) for wanted, fit in table("kinds.toml")[kind]["looks"])
