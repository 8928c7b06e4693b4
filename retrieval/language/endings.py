"""The nominal endings of Kazakh: which may stand where, and how a word may be stripped of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from retrieval.language import wordlists
from retrieval.language.harmony import VOWELS, final_class, harmony

# Foreign words whose endings writers choose freely: surnames in -ев, -ин, abbreviations, -ль …
_EITHER_HARMONY = (
    "ғали",
    "қали",
    "ев",
    "ов",
    "ин",
    "ева",
    "ова",
    "ина",
    "ль",
    "нь",
    "рк",
    "рг",
    "нг",
    "ник",
    "ик",
    "ив",
    "ент",
    "ет",
    "ер",
    "ект",
    "ех",
)
_TIME_ENDINGS = frozenset({"ғы", "гі", "қы", "кі"})
_VOICED = {"г": "к", "ғ": "қ", "б": "п"}


@dataclass(frozen=True, slots=True)
class Ending:
    """One ending: its slot, its letters, what it may follow."""

    slot: str
    text: str
    after: frozenset[str]  # classes of the letter before it
    follows: frozenset[str]  # slots before it


@dataclass(frozen=True, slots=True)
class Stripping:
    """A way to read a word: the stem and the endings after it, innermost first."""

    stem: str
    endings: tuple[Ending, ...] = ()

    @property
    def slots(self) -> tuple[str, ...]:
        """The slots of the endings, innermost first."""
        return tuple(ending.slot for ending in self.endings)


@cache
def _by_last_letters() -> dict[str, tuple[Ending, ...]]:
    table: dict[str, list[Ending]] = {}
    for slot, text, after, follows in wordlists.rows("endings.tsv"):
        ending = Ending(slot, text, frozenset(after), frozenset(follows.split()))
        table.setdefault(text[-1], []).append(ending)
    return {last: tuple(endings) for last, endings in table.items()}


@cache
def _dropped_vowels() -> dict[str, str]:
    return dict(wordlists.rows("dropped_vowels.tsv"))


@cache
def _soft_stems() -> frozenset[str]:
    """Stems that lose their «ь» before a vowel: «фестиваль», «медаль»."""
    return frozenset(row[0] for row in wordlists.rows("stems.tsv") if row[0].endswith("ь"))


@lru_cache(maxsize=65536)
def strippings(word: str) -> tuple[Stripping, ...]:
    """Return every reading of a lower-case word by the rules; the word itself always comes first.

    >>> [reading.stem for reading in strippings("қаладан")]
    ['қаладан', 'қала']
    """
    found = {Stripping(word): None}
    _strip(word, None, (), found)
    return tuple(found)


def _strip(
    word: str, outer: Ending | None, endings: tuple[Ending, ...], found: dict[Stripping, None]
) -> None:
    for ending in _by_last_letters().get(word[-1:], ()):
        if outer is not None and ending.slot not in outer.follows:
            continue
        if not word.endswith(ending.text):
            continue
        rest = word[: -len(ending.text)]
        if not _fits(rest, ending):
            continue
        inner = (ending, *endings)
        for stem in _restored(rest, ending):
            if "stem" in ending.follows and _may_be_stem(stem):
                found.setdefault(Stripping(stem, inner))
        _strip(rest, ending, inner, found)


def _may_be_stem(stem: str) -> bool:
    """Whether the letters can be a word: of two letters only «ел», «ая» or «су», «би», never «те»."""
    if len(stem) == 2:
        return stem[0] in VOWELS or stem[1] in "уи"
    return len(stem) > 2 and not VOWELS.isdisjoint(stem)


def _fits(rest: str, ending: Ending) -> bool:
    """Whether the ending may stand after these letters: assimilation and harmony."""
    if len(rest) < 2 or not VOWELS.intersection(rest):
        return False
    if ending.text[0] in VOWELS and rest[-1] in "кқп" and rest not in _dropped_vowels():
        return False  # к қ п turn into г ғ б before a vowel: «жүрегі», never «жүрекі»
    if ending.text in _TIME_ENDINGS and rest not in wordlists.words("time_stems.txt"):
        return False
    if final_class(rest) not in ending.after and not (ending.text[0] in VOWELS and rest[-1] in "гғбвд"):
        return False
    return _harmonious(rest, ending.text)


def _harmonious(rest: str, ending: str) -> bool:
    if ending in {"мен", "бен", "пен"} or not VOWELS.intersection(ending):
        return True
    if rest.endswith(_EITHER_HARMONY) or rest + "ь" in _soft_stems():
        return True
    return harmony(rest) == harmony(ending)


def _restored(rest: str, ending: Ending) -> tuple[str, ...]:
    """Return the stems that may stand behind these letters: «жүрег» жүрек, «халқ» халық, «фестивал» фестиваль."""
    if ending.slot == "plural" and rest.endswith("ис"):
        return (rest + "т", rest)  # foreign stems in -ист lose the т: журналистер
    if ending.text[0] not in VOWELS:
        return (rest,)
    full = _dropped_vowels().get(rest)
    if full:
        return (full,)
    if rest + "ь" in _soft_stems():
        return (rest + "ь",)
    voiceless = _VOICED.get(rest[-1])
    return (rest[:-1] + voiceless, rest) if voiceless else (rest,)


@lru_cache(maxsize=4096)
def is_ending(text: str) -> bool:
    """Whether the letters are a chain of endings, as hung on numbers and abbreviations: ға, ден, сынан.

    >>> is_ending("ға"), is_ending("ларынан"), is_ending("ші"), is_ending("шара")
    (True, True, True, False)
    """
    return text in wordlists.words("number_endings.txt") or _is_chain(text, None)


def _is_chain(text: str, outer: Ending | None) -> bool:
    for ending in _by_last_letters().get(text[-1:], ()):
        if not text.endswith(ending.text) or (outer is not None and ending.slot not in outer.follows):
            continue
        rest = text[: -len(ending.text)]
        if not rest and "stem" in ending.follows:
            return True
        if rest and _is_chain(rest, ending):
            return True
    return False
