"""What a question names: quoted titles, names with a capital, numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from bot.answering.lexicon import is_one_of, word_set
from bot.answering.names import Names
from bot.answering.passage import Title, Word
from bot.answering.patterns import Asking
from retrieval.language.derivation import kinship
from retrieval.language.grammar import case_of, is_attribute, is_owned, is_participle, is_plural
from retrieval.language.inflection import nominative
from retrieval.language.names import tag
from retrieval.language.stemming import Stemmer, known_words, shipped_support

_LONGEST_ENDING = 4  # letters after a hyphen that may be an ending («NEET-тегі»); more are a noun («IT-орталық»)
_SURE_ROOT = 5  # letters
_FORMS_OF_A_NOUN = 3  # inflected words of the news list that share a stem
_NAMED_KINDS = ("ауыл", "аудан", "облыс", "округ", "кент")  # what villages and districts are called by
_OF_A_PLACE, _ENDING = ("lik", "dik", "tik"), 3  # folded: «лық», «дік»
_NAME_KINDS = frozenset({"PERSON", "GPE", "LOCATION"})


@dataclass(frozen=True, slots=True)
class NamedKey:
    """Something the question names: the proof must be about it.

    kind: "title" (quoted or known as a title), "name" (capitalised), "number".
    home: of people named by their place («Майлыжарлық оқушылар») the key of the place.
    """

    kind: str
    text: str
    keys: tuple[str, ...]
    home: str = ""


def named_keys(
    words: tuple[Word, ...], asking: Asking, titles: tuple[Title, ...], names: Names, text: str
) -> tuple[NamedKey, ...]:
    """Quoted names, rows of words known as a quoted name, capitalised rows, and numbers."""
    found = [NamedKey("title", title.text, title.keys) for title in titles if not _is_speech(title, text, names)]
    taken = {at for at, word in enumerate(words) if word.quoted or asking.start <= at < asking.stop}
    keys = tuple(word.key for word in words)
    for size in (5, 4, 3, 2, 1):
        for at in range(len(words) - size + 1):
            row = keys[at : at + size]
            if (
                row in names.titles
                and not taken & set(range(at, at + size))
                and (_looks_like_title(words[at : at + size], names) or _has_its_kind(words[at : at + size + 1], names))
            ):
                found.append(NamedKey("title", " ".join(word.text for word in words[at : at + size]), row))
                taken |= set(range(at, at + size))
    for name in tag(text):
        places = [at for at, word in enumerate(words) if name.start <= word.start and word.stop <= name.stop]
        places = places[1:] if _only_opens(words, places) or _is_month(words, places[:1]) else places
        if name.kind in _NAME_KINDS and places and not taken & set(places) and all(words[at].capital for at in places):
            found.append(NamedKey("name", name.text, tuple(words[at].key for at in places)))
            taken |= set(places)
    capitalised = [_with_home(named, words, names) for named in _capitalised(words, taken, names)]
    return (*found, *capitalised, *_numbers(words, taken))


def _with_home(named: NamedKey, words: tuple[Word, ...], names: Names) -> NamedKey:
    """«Майлыжарлық [оқушылар]» are of Майлыжар where the articles name such a place; «Еркіндік [ауылы]» is a name."""
    people = named.keys[0]
    own = len(named.keys) == 1 and (people in names.proper or _stands_before_kind(named, words))
    known = people.endswith(_OF_A_PLACE) and people[:-_ENDING] in names.proper
    return replace(named, home=people[:-_ENDING]) if known and len(named.keys) == 1 and not own else named


def _stands_before_kind(named: NamedKey, words: tuple[Word, ...]) -> bool:
    return any(one.key == named.keys[0] and other.lower.startswith(_NAMED_KINDS) for one, other in pairwise(words))


def _only_opens(words: tuple[Word, ...], places: list[int]) -> bool:
    """«[Семинарға] Үшқайың округінен неше фермер келді?»: a noun in a case that begins the question is no name."""
    first = words[places[0]] if len(places) > 1 and places[0] == 0 else None
    return first is not None and case_of(first.text) in {"dative", "locative", "ablative"} and is_common(first)


def _is_month(words: tuple[Word, ...], places: list[int]) -> bool:
    return any(_opens_as_month(words[at], at) for at in places)


def _opens_as_month(word: Word, at: int) -> bool:
    """«[Наурызда] Асан қайда барады?»: a month that begins a question, whatever its case, is no name."""
    return at == 0 and nominative(word.lower) in word_set("words.toml", "months")


def _is_speech(title: Title, text: str, names: Names) -> bool:
    """«Бес саусақ бірдей емес» деп …: quoted words of somebody; «Тайбурыл» деген аттың … is a name."""
    told = re.match(r"\s*(?:деп(?! атала)|дейді|деді|деген(?=\W*$|\s+(?:кім|не|сөз|пікір|ой)))\b", text[title.stop :])
    return title.keys not in names.titles and bool(told)


def _looks_like_title(row: tuple[Word, ...], names: Names) -> bool:
    """A known title typed without marks: all its words common nouns would be chance for a single one."""
    return len(row) > 1 or row[0].capital or row[0].key in names.proper


def _has_its_kind(row: tuple[Word, ...], names: Names) -> bool:
    """«береке қожалығы»: a common word typed small is a name before the noun that stands behind the name."""
    return len(row) == 2 and (row[0].key, row[1].key) in names.kinds


def _capitalised(words: tuple[Word, ...], taken: set[int], names: Names) -> list[NamedKey]:
    keys: list[NamedKey] = []
    row: list[Word] = []
    for at, word in enumerate((*words, None)):
        named = word is not None and at not in taken and not word.number
        named = named and (_is_name(words[at], at, names) or _opens_place(words, at))
        if named and word is not None and not (row and word.gap):
            row.append(word)
            continue
        if row:
            keys.append(NamedKey("name", " ".join(part.text for part in row), tuple(part.key for part in row)))
        row = [word] if named and word is not None else []
    return keys


def _opens_place(words: tuple[Word, ...], at: int) -> bool:
    """«[Жарма] ауданының әкімі кім?»: a noun before its own village or district is the name of that."""
    word, behind = words[at], words[at + 1 : at + 2]
    quality = is_attribute(word.text) or is_participle(word.text) or word.lower in word_set("words.toml", "stop")
    if at or not word.capital or quality or is_one_of(word.lower, "places"):
        return False
    return any(
        noun.lower.startswith(_NAMED_KINDS) and is_owned(noun.text) and not is_plural(noun.text) for noun in behind
    )


def _is_name(word: Word, at: int, names: Names) -> bool:
    if (
        word.lower in word_set("words.toml", "stop")
        or word.lower in word_set("words.toml", "months")
        or word.lower in word_set("words.toml", "asking")
        or _opens_as_month(word, at)
    ):
        return False
    if word.key in names.proper:
        return True
    if not word.capital or not all(part[:1].isupper() for part in word.text.split("-") if len(part) > _LONGEST_ENDING):
        return False
    if at > 0:
        return True
    return word.key not in names.known and not is_common(word) and not _has_small_kin(word.key, names)


def _has_small_kin(key: str, names: Names) -> bool:
    """«[Дзюдодан] чемпион кім?»: the articles write other forms of the word small («дзюдошылар»)."""
    alike = (other for other in names.known if other.startswith(key[:_SURE_ROOT]) and other not in names.proper)
    return len(key) > _SURE_ROOT and any(kinship(key, other) > 0 for other in alike)


def is_common(word: Word) -> bool:
    """Whether the news use the word, in this form or another: «Стадионның» begins a question as any noun does."""
    return word.lower in known_words() or shipped_support()[_stemmer().stem(word.lower)] >= _FORMS_OF_A_NOUN


def _numbers(words: tuple[Word, ...], taken: set[int]) -> list[NamedKey]:
    return [
        NamedKey("number", word.text, (word.key,)) for at, word in enumerate(words) if word.number and at not in taken
    ]


@cache
def _stemmer() -> Stemmer:
    return Stemmer()
