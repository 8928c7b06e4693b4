"""The words the reader knows, from the data files an editor can change: synonyms, roles, units, bounds."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources
from typing import Any, Protocol

from retrieval.language.folding import fold

KeyOf = Callable[[str], str]

_PREFIX = 5  # letters two keys must share to be taken for one word
BEGINNING = 2  # letters by which words are looked up before they are compared
_WHOLE_STEM = 4  # a synonym's stem of this length stands for all words that begin with it
# What may follow a shorter stem: endings of verbs, folded.
VERB_ENDINGS = frozenset(
    fold(ending)
    for ending in [
        "-",
        "ды",
        "ді",
        "ты",
        "ті",
        "ған",
        "ген",
        "қан",
        "кен",
        "ып",
        "іп",
        "п",
        "ады",
        "еді",
        "йды",
        "йді",
        "атын",
        "етін",
        "йтын",
        "йтін",
        "у",
        "ып",
        "са",
        "се",
        "мақ",
        "бақ",
        "бек",
        "пақ",
        "пек",
        "мек",
        "сын",
        "сін",
        "ғаны",
        "гені",
        "қаны",
        "кені",
        "дық",
        "дік",
        "ма",
        "ме",
        "ба",
        "бе",
        "па",
        "пе",
        "маған",
        "меген",
        "ылды",
        "ілді",
        "лды",
        "лді",
        "лған",
        "лген",
        "ылған",
        "ілген",
        "уы",
        "уі",
        "ар",
        "ер",
    ]
) | {""}
# Plural, possession, case, in this order, folded: төраға-лар-ы-ның.
_NOUN_ENDINGS = re.compile(
    r"(?:lar|ler|dar|der|tar|ter)?(?:imiz|im|si|i)?"
    r"(?:nin|din|tin|ga|ge|ka|ke|na|ne|ni|di|ti|n|da|de|ta|te|nda|nde|dan|den|tan|ten|nan|nen|men|ben|pen)?$"
)
_SHORT_NOUN = 3  # letters: «қор», «ел», «ақ» begin too many other words
_SHORT_PREFIX = 4  # enough where one of the keys is hardly longer


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


@lru_cache(maxsize=16384)
def is_one_of(lower: str, section: str) -> bool:
    """Whether a word begins as a noun of words.toml; a noun of three letters and less takes only endings.

    >>> is_one_of("қорының", "organisations"), is_one_of("қорғау", "organisations")
    (True, False)
    """
    return any(
        lower.startswith(noun) and (len(noun) > _SHORT_NOUN or _takes_endings(lower, noun))
        for noun in word_set("words.toml", section)
    )


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


@dataclass(frozen=True, slots=True)
class Synonyms:
    """A row of synonyms.txt as folded stems: any of `stated` in a text may answer to any of `asked`."""

    asked: tuple[str, ...]
    stated: tuple[str, ...]
    strength: float


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The lists above by the keys of one index's analyzer."""

    synonyms: tuple[Synonyms, ...]
    roles: dict[str, list[tuple[tuple[str, ...], Role]]]  # beginning -> folded words, group; longest first
    units: frozenset[tuple[str, ...]]
    _likeness: dict[tuple[str, str], float] = field(default_factory=dict)
    _groups: dict[str, tuple[Synonyms, ...]] = field(default_factory=dict)
    _beginnings: dict[str, frozenset[str]] = field(default_factory=dict)
    _found_roles: dict[tuple[str, ...], Role | None] = field(default_factory=dict)

    def likeness(self, asked: str, stated: str) -> float:
        """How far a word of the text answers to a word of the question: 1 same key, 0 unrelated."""
        if asked == stated:
            return 1.0
        if stated[:BEGINNING] not in self.beginnings(asked) and "-" not in stated:
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
            stems = [asked, *(stem for row in self._rows(asked) for stem in row.stated)]
            known = self._beginnings[asked] = frozenset(stem[:BEGINNING] for stem in stems)
        return known

    def _new_likeness(self, asked: str, stated: str) -> float:
        if "-" in stated and "-" not in asked:
            return 0.95 * max(self.likeness(asked, part) for part in stated.split("-"))
        return max(self._related(asked, stated), _prefix_likeness(asked, stated))

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
        return max((row.strength for row in self._rows(asked) if _begins(stated, row.stated)), default=0.0)

    def _rows(self, asked: str) -> tuple[Synonyms, ...]:
        rows = self._groups.get(asked)
        if rows is None:
            rows = self._groups[asked] = tuple(row for row in self.synonyms if _begins(asked, row.asked))
        return rows


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


def _begins(key: str, stems: tuple[str, ...]) -> bool:
    return any(
        key.startswith(stem) and (len(stem) >= _WHOLE_STEM or key[len(stem) :] in VERB_ENDINGS) for stem in stems
    )


def _prefix_likeness(one: str, other: str) -> float:
    """Verbs and derived nouns share a beginning: қатысты, қатысушы, қатысқан."""
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    shorter, longer = sorted((len(one), len(other)))
    if shared == shorter and shared >= _SHORT_PREFIX - 1 and longer - shared <= 3:
        return 0.8
    if shared >= _PREFIX or (shared >= _SHORT_PREFIX and longer <= _SHORT_PREFIX + 3):
        return 0.65
    return 0.0


def load_lexicon(key_of: KeyOf) -> Lexicon:
    """Read the data files once for an analyzer's keys."""
    return Lexicon(_synonyms(), _roles(), _units(key_of))


def _synonyms() -> tuple[Synonyms, ...]:
    rows = []
    for line in lines("synonyms.txt"):
        head, one_sided, rest = line.partition(">")
        asked = tuple(fold(word) for word in head.split())
        stated = tuple(fold(word) for word in rest.split()) if one_sided else asked
        rows.append(Synonyms(asked, stated, 0.7 if one_sided else 0.85))
    return tuple(rows)


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
