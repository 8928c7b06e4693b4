"""See in a question that it asks for what no single paragraph answers: facts.toml holds the words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal

from bot.answering.lexicon import table, word_set
from bot.answering.naming import NamedKey
from bot.answering.passage import Word
from bot.answering.question import Question
from retrieval.language.grammar import SPATIAL, is_finite, is_plural
from retrieval.language.inflection import nominative

_KIND_LENGTH = 5  # words
_LONGEST_TITLE = 5  # words
_LONGEST_ENDING = 8  # letters a noun may have more than its stem in words.toml
_SHORT_KIND = 2  # letters; «ақ», «ел» are met by themselves only
_ADJECTIVE = ("лық", "лік", "дық", "дік", "тық", "тік")
_VOICED = {"қ": "ғ", "к": "г", "п": "б"}


@dataclass(frozen=True, slots=True)
class Degree:
    """One direction of a row of degrees: «көп»; `asks` are questions for a value where no noun is given."""

    words: frozenset[str]
    says: str
    superlative: str
    most: bool
    asks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for beyond one paragraph.

    `things`: what is compared or told of. `kind`: the noun that says what is looked for or told of («бастауыш ұйым»).
    `noun`: the property weighed («мүше», «өнім шығарды»).
    """

    type: Literal["comparison", "superlative", "list", "digest"]
    things: tuple[NamedKey, ...] = ()
    kind: tuple[Word, ...] = ()
    noun: tuple[Word, ...] = ()
    degree: Degree | None = None

    def value_questions(self, thing: str) -> tuple[str, ...]:
        """The questions for one thing's value, in the order in which they are tried."""
        if self.noun:
            form = "done" if is_finite(self.noun[-1].text) else "held"
            nouns = [*(word.text for word in self.noun[:-1]), nominative(self.noun[-1].text)]
            return (str(table("facts.toml")["value"][form]).format(thing=thing, noun=" ".join(nouns)),)
        return tuple(ask.format(thing=thing) for ask in self.degree.asks) if self.degree else ()


def request_of(question: Question) -> Request | None:
    """What a question asks for beyond one paragraph; None for all questions that a paragraph can answer."""
    return _digest(question) or _weighing(question) or _list(question)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table("facts.toml")["words"][name])


@cache
def _degrees() -> dict[str, Degree]:
    """Word -> the degree it stands for."""
    found: dict[str, Degree] = {}
    for row in table("facts.toml")["degree"]:
        for side in ("more", "less"):
            words = frozenset(row[side]["words"])
            degree = Degree(words, row[side]["says"], row[side]["superlative"], side == "more", tuple(row["asks"]))
            found |= dict.fromkeys(words, degree)
    return found


@cache
def _abouts() -> tuple[frozenset[str], frozenset[str]]:
    rows = table("facts.toml")["digest"]
    return frozenset(rows["about"]), frozenset(rows["asks"])


def degree_of(question: Question) -> Degree | None:
    """The degree after «ең»: «[ең көп] кітап оқыған кім»."""
    words = question.words
    return next(
        (_degrees()[word.lower] for before, word in pairwise(words) if _is_most(before) and word.lower in _degrees()),
        None,
    )


def _is_most(word: Word) -> bool:
    return not word.quoted and word.lower in _words("most")


def _digest(question: Question) -> Request | None:
    """«Жастар рухы» туралы не белгілі?: one thing before «туралы», nothing but the asking after it.

    Common nouns may be a title typed carelessly («қарғалы туралы не белгілі»): the articles decide.
    """
    about, asks = _abouts()
    lowers = [word.lower for word in question.words]
    at = next((place for place in range(len(lowers) - 1, 0, -1) if lowers[place] in about), None)
    if at is None or " ".join(lowers[at + 1 :]) not in asks:
        return None
    before = question.words[:at]
    things = tuple(named for named in question.named if named.kind != "number")
    keys = {key for named in things for key in named.keys}
    bare = [word for word in before if not is_kind_word(word) and not _first_part(word)]
    if not things and 0 < len(bare) <= _LONGEST_TITLE:
        text, row = " ".join(word.text for word in bare), tuple(word.key for word in bare)
        return Request("digest", (NamedKey("title", text, row),), tuple(word for word in before if word not in bare))
    loose = [word for word in bare if word.key not in keys]
    if len(things) != 1 or not keys or len(loose) > (1 if before[-1].key in keys else 0):
        return None
    return Request("digest", things, tuple(word for word in before if word not in bare))


def _first_part(word: Word) -> bool:
    return not word.quoted and word.lower in word_set("words.toml", "first_parts")


def _weighing(question: Question) -> Request | None:
    """«… мен …-ның қайсысында мүше көп?» and «Ең көп мүшесі бар бастауыш ұйым қайсы?»."""
    degree = next((found for word in question.words if (found := _degrees().get(word.lower))), None)
    if degree is None or not any(word.lower.startswith(tuple(_words("which"))) for word in question.words):
        return None
    most = any(word.lower in _words("most") for word in question.words)
    things = tuple(named for named in question.named if named.kind != "number")
    if len(things) > 1 and not most:
        return Request("comparison", things, (), _weighed(question, degree, ()), degree)
    kind = _kind_in(question.words)
    if things or not most or not _is_asked(kind, question.words):
        return None
    noun = _weighed(question, degree, kind)
    return Request("superlative", (), kind, noun, degree)


def _is_asked(kind: tuple[Word, ...], words: tuple[Word, ...]) -> bool:
    """«бастауыш ұйым қайсы», «қай бастауыш ұйымда»: the interrogative stands right beside the kind."""
    if not kind:
        return False
    start, stop = words.index(kind[0]), words.index(kind[-1]) + 1
    beside = [*words[max(0, start - 1) : start], *words[stop : stop + 1]]
    return any(word.lower.startswith("қай") or word.lower == "қандай" for word in beside)


def _weighed(question: Question, degree: Degree, kind: tuple[Word, ...]) -> tuple[Word, ...]:
    """The content words that are neither named nor of the kind nor asking: what is weighed."""
    named = {key for thing in question.named for key in thing.keys}
    skipped = degree.words | _words("idle") | _words("most")
    return tuple(
        word
        for word in question.words
        if word.key not in named
        and word not in kind
        and word.lower not in skipped
        and not word.lower.startswith(tuple(_words("which")))
        and (kind or not is_kind_word(word))
        and not (not kind and _first_part(word))
    )


def _list(question: Question) -> Request | None:
    """«Қандай бастауыш ұйымдар аталған?», «Бастауыш ұйымдарды атаңыз»: nothing narrows it down."""
    kind = _kind_in(question.words)
    if not kind or not is_plural(kind[-1].text):
        return None
    rest = [word.lower for word in question.words if word not in kind and word.lower not in _words("idle")]
    asked = any(word in {"қандай", "қай"} for word in rest)
    calls = any(word in _words("name_them") for word in rest)
    known = {"қандай", "қай"} | _words("told") | _words("name_them")
    narrowed = any(named.text.lower() not in _words("idle") for named in question.named)
    if narrowed or not (asked or calls) or not all(word in known for word in rest):
        return None
    return Request("list", (), kind)


def _kind_in(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The last noun that names a kind of thing, with the bare words that open its fixed name: «бастауыш ұйым»."""
    ends = [at for at, word in enumerate(words) if is_kind_word(word)]
    if not ends:
        return ()
    end = ends[-1] + 1
    start = end - 1
    while start > max(0, end - _KIND_LENGTH) and (_first_part(words[start - 1]) or is_kind_word(words[start - 1])):
        start -= 1
    return words[start:end]


def is_kind_word(word: Word) -> bool:
    """Whether a word names a kind of organisation, place or undertaking: «ұйымдарының», «орталығы», «жобалар»."""
    return not word.quoted and _names_kind(word.lower)


@lru_cache(maxsize=8192)
def _names_kind(lower: str) -> bool:
    return lower.startswith(_kinds()) and any(_begins(lower, kind) for kind in _kinds())


def _begins(lower: str, kind: str) -> bool:
    """The kind itself or with its endings, but no adjective of it («республикалық», «ауданындағы»)."""
    if lower == kind:
        return True
    rest = lower[len(kind) :]
    return (
        len(kind) > _SHORT_KIND
        and lower.startswith(kind)
        and len(rest) <= _LONGEST_ENDING
        and not rest.startswith(_ADJECTIVE)
        and not rest.endswith(SPATIAL)
    )


@cache
def _kinds() -> tuple[str, ...]:
    """The kinds of words.toml, also as they are before a vowel: «орталық», «орталығ-ы»."""
    names = ("organisations", "places", "titled")
    kinds = frozenset().union(*(word_set("words.toml", name) for name in names))
    voiced = {kind[:-1] + _VOICED[kind[-1]] for kind in kinds if kind[-1] in _VOICED}
    return tuple(sorted(kinds | voiced))
