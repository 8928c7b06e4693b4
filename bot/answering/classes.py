"""What common words are: «бидай» is an өсімдік, «балуан» a спортшы; a question asks by the noun of the class."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from bot.answering.kinds import asked_noun
from bot.answering.lexicon import is_noun_ending, lines, word_row
from bot.answering.question import Question
from retrieval.language.folding import fold

_SHORTEST = 2  # letters of a stem
_REMEMBERED = 32768

Classes = frozenset[int]  # rows of classes.txt


@dataclass(frozen=True, slots=True)
class AskedClasses:
    """The classes a question's nouns name; `sure` when it is the noun asked for, not just any of its words."""

    classes: Classes
    sure: bool


@lru_cache(maxsize=_REMEMBERED)
def classes_of(word: str) -> Classes:
    """The classes a word in small letters belongs to.

    >>> bool(classes_of("бидайдан") & classes_named("өсімдік")), bool(classes_of("кеше") & classes_named("өсімдік"))
    (True, False)
    """
    return _longest(_rows().members, word)


@lru_cache(maxsize=_REMEMBERED)
def classes_named(word: str) -> Classes:
    """The classes whose name a word in small letters is: «дақылдарды», «өсімдік»."""
    return _longest(_rows().heads, word)


def goods_of(word: str) -> Classes:
    """The classes of things to buy and sell that a word in small letters belongs to."""
    return classes_of(word) & _sold()


@cache
def _sold() -> Classes:
    return Classes().union(*(classes_named(name) for name in word_row("words.toml", "goods")))


def classes_asked(question: Question) -> AskedClasses:
    """By the noun asked for («қандай [өсімдік]», «… жататын [жануар]:»), else by any word of the question."""
    named = classes_named(asked_noun(question))
    if named:
        return AskedClasses(named, True)
    return AskedClasses(Classes().union(*(classes_named(word.lower) for word in question.words)), False)


@dataclass(frozen=True, slots=True)
class _Rows:
    heads: Mapping[str, Classes]
    members: Mapping[str, Classes]


@cache
def _rows() -> _Rows:
    heads: dict[str, Classes] = {}
    members: dict[str, Classes] = {}
    for row, line in enumerate(lines("classes.txt")):
        named, held = line.split(":")
        for table, stems in ((heads, named), (members, held)):
            for stem in map(fold, stems.split()):
                for form in (stem, _voiced(stem)):
                    table[form] = table.get(form, Classes()) | {row}
    return _Rows(heads, members)


def _voiced(stem: str) -> str:
    """The stem as it stands before a vowel: өсімдік, өсімдігі; кітап, кітабы."""
    return stem[:-1] + {"k": "g", "p": "b"}.get(stem[-1], stem[-1])


def _longest(stems: Mapping[str, Classes], word: str) -> Classes:
    """What the longest stem says that the word is, but for endings of nouns."""
    folded = fold(word)
    for stop in range(len(folded), _SHORTEST - 1, -1):
        if folded[:stop] in stems and _ends_noun(folded, stop):
            return stems[folded[:stop]]
    return Classes()


def _ends_noun(folded: str, stop: int) -> bool:
    """Whether endings stand behind the stem; folding leaves one of two like letters: «мемлекет[т]ерінде»."""
    return is_noun_ending(folded[stop:]) or is_noun_ending(folded[stop - 1 :])
