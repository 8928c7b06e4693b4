"""Word lists behind the name rules, and what they say about one token."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from retrieval.language import wordlists
from retrieval.language.name_features import normal_form
from retrieval.language.name_tokens import Token

_CYRILLIC_WORD = re.compile(r"[А-ЯЁӘІҢҒҮҰҚӨҺа-яёәіңғүұқөһ]+(?:-[А-ЯЁӘІҢҒҮҰҚӨҺа-яёәіңғүұқөһ]+)*")


@dataclass(frozen=True, slots=True)
class NameWords:
    """The lists of data/name_rules.toml; stems as tuples, so that str.startswith takes them."""

    surname: re.Pattern[str]  # a surname or patronymic, perhaps with a case ending
    case_ending: re.Pattern[str]  # at the end of a word
    place_endings: tuple[str, ...]
    scene_endings: tuple[str, ...]
    object_endings: tuple[str, ...]
    joining: frozenset[str]
    region: re.Pattern[str]  # облысы, облысында
    settlement: re.Pattern[str]  # ауданы, қаласындағы: with the possessive that binds it to a name
    street: re.Pattern[str]
    office: re.Pattern[str]  # төраға, төрағасы: in the nominative, as it stands before a person
    post_breaks: tuple[str, ...]
    post_words: tuple[str, ...]
    post_stops: frozenset[str]
    quoted: tuple[tuple[re.Pattern[str], str], ...]  # (noun of one or two words after the quotes, kind)


@cache
def name_words() -> NameWords:
    """The lists, read once."""
    path = resources.files("retrieval.language") / "data" / "name_rules.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    cases = "|".join(table["case_endings"])
    surnames = "|".join(table["surname_endings"])
    return NameWords(
        surname=re.compile(rf"\w{{2,}}(?:{surnames})(?:{cases})?"),
        case_ending=re.compile(rf"(?:{cases})$"),
        place_endings=tuple(table["place_endings"]),
        scene_endings=(*table["place_endings"], *table["goal_endings"]),
        object_endings=tuple(table["object_endings"]),
        joining=frozenset(table["joining"]),
        region=_noun(table["region_nouns"], f"(?:тар)?ын?(?:{cases})?"),
        settlement=_noun(table["settlement_nouns"], f"(?:с?[ыі]н?(?:{cases})?|дық|дік|тік)"),
        street=_noun(table["street_nouns"], f"с?[ыі]н?(?:{cases})?"),
        office=_noun([*table["offices"], *(rf"\w+{end}" for end in table["office_endings"])], "(?:с?[ыі])?"),
        post_breaks=tuple(table["post_breaks"]),
        post_words=tuple(table["post_words"]),
        post_stops=frozenset(table["post_stops"]),
        quoted=tuple(
            (_noun(stems, rf"(?:[лдт][ае]р)?(?:с?[ыі])?н?(?:{cases})?"), kind)
            for kind, stems in table["quoted"].items()
        ),
    )


def _noun(stems: list[str], endings: str) -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(stems)}){endings}")


@lru_cache(maxsize=20_000)
def lower(word: str) -> str:
    """The word in small letters of the right alphabet."""
    return normal_form(word).lower()


def is_surname_like(token: Token) -> bool:
    """Capitalised and ending as a surname or patronymic does: Досқалиевтың, Ыбырайымұлы, МӘЛІМҚОЖА."""
    return may_be_name(token) and bool(name_words().surname.fullmatch(lower(token.text)))


def is_given_name(token: Token) -> bool:
    """A known given name, in the nominative: given names before a surname are not inflected."""
    return token.is_capitalised and lower(token.text) in wordlists.words("given_names.txt")


def names_somebody(token: Token) -> bool:
    """A known given name with or without a case ending: Абай, Абайдың."""
    names = wordlists.words("given_names.txt")
    word = lower(token.text)
    return token.is_capitalised and (word in names or name_words().case_ending.sub("", word) in names)


def is_common(token: Token) -> bool:
    """A word that news write in small letters too, perhaps with a case ending: Бюро, Алғыс."""
    everyday = wordlists.words("common_words.txt")
    return lower(token.text) in everyday or bare(token.text) in everyday


def may_be_name(token: Token) -> bool:
    """A capitalised Cyrillic word of three letters or more."""
    return token.is_capitalised and len(token.text) > 2 and bool(_CYRILLIC_WORD.fullmatch(token.text))


@lru_cache(maxsize=20_000)
def bare(word: str) -> str:
    """The word without its case ending, small letters: a key to find the same name again.

    >>> bare("Есентайға"), bare("Досқалиевтың")
    ('есентай', 'досқалиев')
    """
    small = lower(word)
    stripped = name_words().case_ending.sub("", small)
    return stripped if len(stripped) > 4 else small
