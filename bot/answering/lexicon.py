"""The words the reader knows, from the data files an editor can change: synonyms, roles, units, bounds."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources
from typing import Any, Protocol

from retrieval.language.derivation import NOUN_ENDINGS, closes_as_verb, kin_beginnings, kinship, voiced_roots
from retrieval.language.folding import fold

KeyOf = Callable[[str], str]
RarityOf = Callable[[str], float]  # of a key: 1 in no paragraph of the index, 0 in all

BEGINNING, LONGER = 2, 3  # letters by which words are looked up before they are compared
_WHOLE_STEM = 4  # a synonym's stem of this length stands for all words that begin with it
_SHORTEST = 2  # letters of a synonym's stem
_NOUN, _VERB = ".", "-"  # after a stem: only the endings of a noun, of a verb may follow
_GAP = "_"  # between the words of a set phrase
_LOOSE = "~"  # opens a row whose members only now and then stand for one another
_ROW, _LOOSE_ROW, _ONE_WAY = 0.85, 0.75, 0.7  # likeness of the members of a row
_SHORT_NOUN = 3  # letters: «қор», «ел», «ақ» begin too many other words
_NOUN_ENDINGS = re.compile(NOUN_ENDINGS + "$")


@cache
def lines(name: str) -> tuple[str, ...]:
    """The lines of a data file without blanks and comments."""
    text = (resources.files("bot.answering") / "data" / name).read_text("utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def table(name: str) -> dict[str, Any]:
    """A TOML data file."""
    return tomllib.loads((resources.files("bot.answering") / "data" / name).read_text("utf-8"))


@cache
def word_set(name: str, section: str) -> frozenset[str]:
    """One named list of words of a TOML data file, small letters."""
    return frozenset(word.lower() for word in table(name)[section])


@cache
def word_row(name: str, section: str) -> tuple[str, ...]:
    """The same list as `startswith` and `endswith` take it."""
    return tuple(word_set(name, section))


@lru_cache(maxsize=16384)
def is_one_of(lower: str, section: str) -> bool:
    """Whether a word begins as a noun of words.toml; a noun of three letters and less takes only endings.

    >>> [is_one_of(word, "organisations") for word in ("қорының", "мектебі", "қорғау")]
    [True, True, False]
    """
    forms = _forms_in(section)
    return lower.startswith(forms) and any(
        lower.startswith(noun) and (len(noun) > _SHORT_NOUN or _takes_endings(lower, noun)) for noun in forms
    )


@cache
def _forms_in(section: str) -> tuple[str, ...]:
    """The nouns of a list as they begin before an ending: «мектеп» and «мектеб», «қожалық» and «қожалығ»."""
    nouns = word_set("words.toml", section)
    return tuple(nouns.union(form for noun in nouns if len(noun) >= _SHORT_NOUN for form in forms_of(noun)))


def _takes_endings(lower: str, noun: str) -> bool:
    return is_noun_ending(fold(lower[len(noun) :].removesuffix("ғы").removesuffix("гі")))


@dataclass(frozen=True, slots=True)
class Role:
    """A group of role words that name one post; `heads` when it leads an organisation or a place."""

    words: tuple[str, ...]
    heads: bool
    post: bool  # an office one holds, not a mere description («оқушы», «жеңімпаз»)


class Token(Protocol):
    """Anything with a text: a word of a question or of an article."""

    @property
    def text(self) -> str:
        """The word as written."""


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The lists above by the keys of one index's analyzer."""

    synonyms: dict[str, dict[str, float]]  # stem asked -> stem stated -> likeness
    roles: dict[str, list[tuple[tuple[str, ...], Role]]]  # beginning -> folded words, group; longest first
    units: frozenset[tuple[str, ...]]
    rarity: RarityOf
    _likeness: dict[tuple[str, str], float] = field(default_factory=dict)
    _answers: dict[str, dict[str, float]] = field(default_factory=dict)
    _beginnings: dict[str, frozenset[str]] = field(default_factory=dict)
    _synonym_heads: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _found_roles: dict[tuple[str, ...], Role | None] = field(default_factory=dict)

    def likeness(self, asked: str, stated: str) -> float:
        """How far a word of the text answers to a word of the question: 1 same key, 0 unrelated."""
        if asked == stated:
            return 1.0
        beginnings = self._beginnings.get(asked) or self.beginnings(asked)
        if stated[:BEGINNING] not in beginnings and stated[:LONGER] not in beginnings and "-" not in stated:
            return 0.0
        pair = (asked, stated)
        known = self._likeness.get(pair)
        if known is None:
            known = self._likeness[pair] = self._new_likeness(asked, stated)
        return known

    def beginnings(self, asked: str) -> frozenset[str]:
        """The first letters that any word answering to a key must have: its own, its synonyms'."""
        known = self._beginnings.get(asked)
        if known is None:
            heads = self._heads(asked)
            voiced = voiced_roots(asked).intersection(head[:BEGINNING] for head in heads)
            known = kin_beginnings(asked).union(voiced, (head[:LONGER] for head in heads))
            self._beginnings[asked] = known
        return known

    def _new_likeness(self, asked: str, stated: str) -> float:
        if "-" in stated and "-" not in asked:
            return 0.95 * max(self.likeness(asked, part) for part in stated.split("-"))
        akin = 0.0 if " " in asked or " " in stated else kinship(asked, stated)
        return max(self._related(asked, stated), akin)

    def role_at(self, words: Sequence[Token], at: int) -> Role | None:
        """The role whose words begin at a place: «бас дәрігері», «төрайымының»; None for other words."""
        key = tuple(word.text.lower() for word in words[at : at + 2])
        if key not in self._found_roles:
            self._found_roles[key] = self._find_role(tuple(fold(word) for word in key))
        return self._found_roles[key]

    def _find_role(self, folded: tuple[str, ...]) -> Role | None:
        for parts, role in self.roles.get(folded[0][:BEGINNING], ()) if folded else ():
            row = folded[: len(parts)]
            if len(row) == len(parts) and row[:-1] == parts[:-1] and _inflects(row[-1], parts[-1]):
                return role
        return None

    def _related(self, asked: str, stated: str) -> float:
        answers = self._answering(asked)
        if not stated.startswith(self._heads(asked)):
            return 0.0
        return max((answers[stem] for stem in _stems_of(stated) if stem in answers), default=0.0)

    def _heads(self, asked: str) -> tuple[str, ...]:
        """The letters with one of which any word answering to a key as a synonym begins."""
        heads = self._synonym_heads.get(asked)
        if heads is None:
            heads = tuple({stem.rstrip(_NOUN + _VERB) for stem in self._answering(asked)})
            self._synonym_heads[asked] = heads
        return heads

    def _answering(self, asked: str) -> dict[str, float]:
        """The stems that answer to a key, with their likeness."""
        answers = self._answers.get(asked)
        if answers is None:
            answers = self._answers[asked] = {}
            for stem in _stems_of(asked):
                for stated, near in self.synonyms.get(stem, {}).items():
                    answers[stated] = max(near, answers.get(stated, 0.0))
        return answers


def forms_of(stem: str) -> tuple[str, ...]:
    """The letters a stem may have before an ending: «қыркүйек», «қыркүйег(і)»."""
    soft = {"к": "г", "қ": "ғ", "п": "б"}.get(stem[-1:])
    return (stem, stem[:-1] + soft) if soft else (stem,)


def _inflects(word: str, stem: str) -> bool:
    """Whether a folded word is the stem with endings of number, possession and case."""
    voiced = stem[:-1] + {"k": "g", "p": "b"}.get(stem[-1], stem[-1])  # бастық – бастығы
    return any(word.startswith(form) and bool(_NOUN_ENDINGS.match(word[len(form) :])) for form in {stem, voiced})


def is_noun_ending(folded: str) -> bool:
    """Whether folded letters after a stem are endings of number, possession and case."""
    return bool(_NOUN_ENDINGS.match(folded))


@lru_cache(maxsize=65536)
def _stems_of(key: str) -> tuple[str, ...]:
    """The stems that stand for a key in synonyms.txt: beginnings, long ones of any word, short ones of a verb.

    >>> _stems_of("satildi")
    ('satildi', 'satildi.', 'satildi-', 'sat', 'sat-', 'sati', 'satil', 'satil.', 'satil-', 'satild')
    """
    if " " in key:
        return (key,)
    stems = [key, key + _NOUN, key + _VERB]
    for size in range(_SHORTEST, len(key)):
        stem, verb = key[:size], closes_as_verb(key, size)
        stems += [stem] if size >= _WHOLE_STEM or verb else []
        stems += [stem + _NOUN] if is_noun_ending(key[size:]) else []
        stems += [stem + _VERB] if verb else []
    return tuple(stems)


def load_lexicon(key_of: KeyOf, rarity: RarityOf) -> Lexicon:
    """Read the data files once for the keys of an index, and how rare they are there."""
    return Lexicon(_synonyms(), _roles(), _units(key_of), rarity)


def _synonyms() -> dict[str, dict[str, float]]:
    rows: dict[str, dict[str, float]] = {}
    for line in lines("synonyms.txt"):
        head, one_sided, rest = line.removeprefix(_LOOSE).partition(">")
        asked = [_stem(word) for word in head.split()]
        stated = [_stem(word) for word in rest.split()] if one_sided else asked
        near = _ONE_WAY if one_sided else _LOOSE_ROW if line.startswith(_LOOSE) else _ROW
        for stem in asked:
            answers = rows.setdefault(stem, {})
            for other in stated:
                answers[other] = max(near, answers.get(other, 0.0))
    return rows


def _stem(word: str) -> str:
    return " ".join(fold(part) for part in word.split(_GAP))


@cache
def _phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Set phrases of synonyms.txt («бой көтер») by their beginning; the longest first."""
    words = (word for line in lines("synonyms.txt") for word in line.removeprefix(_LOOSE).split())
    found = {tuple(_stem(word).split(" ")) for word in words if _GAP in word}
    phrases: dict[str, tuple[tuple[str, ...], ...]] = {}
    for parts in sorted(found, key=lambda parts: (-len(parts), parts)):
        beginning = parts[0][:BEGINNING]
        phrases[beginning] = (*phrases.get(beginning, ()), parts)
    return phrases


def phrases_in(words: Sequence[Token]) -> dict[str, int]:
    """Set phrases in a row of words, with the place of their last word: «мектеп бой көтерді» -> {"boi koter": 2}."""
    folded = [fold(word.text) for word in words]
    found, phrases = {}, _phrases()
    for at, word in enumerate(folded):
        for parts in phrases.get(word[:BEGINNING], ()):
            row = folded[at : at + len(parts)] if word.startswith(parts[0]) else []
            if len(row) == len(parts) and all(map(_is_form, row, parts)):
                found[" ".join(parts)] = at + len(parts) - 1
    return found


def _is_form(word: str, stem: str) -> bool:
    """Whether a folded word is a stem of a phrase with what may follow."""
    if not word.startswith(stem):
        return False
    return len(stem) >= _WHOLE_STEM or is_noun_ending(word[len(stem) :]) or closes_as_verb(word, len(stem))


def _roles() -> dict[str, list[tuple[tuple[str, ...], Role]]]:
    rows: list[tuple[tuple[str, ...], Role]] = []
    for line in lines("roles.tsv"):
        heads, *words = line.split("\t")
        role = Role(tuple(words), heads == "1", heads != "-")
        rows += [(tuple(fold(part) for part in word.split()), role) for word in words]
    beginnings: dict[str, list[tuple[tuple[str, ...], Role]]] = {}
    for row in sorted(rows, key=lambda row: (-len(row[0]), -len(row[0][-1]))):
        beginnings.setdefault(row[0][0][:BEGINNING], []).append(row)
    return beginnings


def _units(key_of: KeyOf) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(key_of(part) for part in line.split()) for line in lines("units.txt"))
