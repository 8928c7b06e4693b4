"""Which body a post is told of: a bare «қожалық төрағасы» is that of the қожалық named last before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.answering.clauses import phrase_before
from bot.answering.lexicon import Lexicon, word_row, word_set
from bot.answering.matching import ENOUGH, same_name
from bot.answering.naming import is_common
from bot.answering.passage import ArticleReading, Sentence, Word
from bot.answering.question import Question, is_kind

_SAME_NOUN = 0.8
_LONGEST = 7  # words of a body's name with its noun
_PLACES = frozenset({"GPE", "LOCATION"})
_AFTER = ("атындағы", "атындағ")  # «Абай атындағы мектеп»: of no place

Which = Literal["same", "other", ""]


@dataclass(frozen=True, slots=True)
class Body:
    """What tells a body from others of its kind: keys of quoted words, of places, of a department's own words."""

    quoted: tuple[str, ...]
    capital: tuple[str, ...]
    field: tuple[str, ...] = ()  # «[табиғатты пайдалану] бөлімі»

    def __bool__(self) -> bool:
        """Whether it is told at all which one it is."""
        return bool(self.quoted or self.capital or self.field)


def body_asked(question: Question, noun: Word) -> Body:
    """What the question says of the body whose noun it names."""
    return _body(question.words, noun, frozenset(key for named in question.named for key in named.keys))


def _body(words: Sequence[Word], noun: Word, names: frozenset[str]) -> Body:
    """What stands before a noun and belongs to it."""
    end = next(at for at, word in enumerate(words) if word is noun)
    row = tuple(words[phrase_before(tuple(words), end + 1, _LONGEST) : end])
    named = [
        word
        for at, word in enumerate(row)
        if word.capital and not word.quoted and not _is_after(row, at) and (word.key in names or not is_common(word))
    ]
    quoted = tuple(word.key for word in row if word.quoted)
    return Body(quoted, tuple(word.key for word in named), _field(row, noun, names))


def _field(row: Sequence[Word], noun: Word, names: frozenset[str]) -> tuple[str, ...]:
    """What a department works at; of which town it is tells nothing here."""
    if not noun.lower.startswith(word_row("words.toml", "departments")):
        return ()
    levels = word_row("words.toml", "levels")
    idle = word_set("words.toml", "stop") | word_set("words.toml", "qualities_of_post")
    kept = (word for word in row if not word.quoted and word.key not in names and word.lower not in idle)
    return tuple(word.key for word in kept if not word.lower.startswith(levels))


def _is_after(row: Sequence[Word], at: int) -> bool:
    return any(word.lower.startswith(_AFTER) for word in row[at + 1 : at + 3])


def which_body(
    asked: Body, noun: Word, told: Word, reading: ArticleReading, sentence: Sentence, lexicon: Lexicon
) -> Which:
    """Whether the body told by its noun is the one asked for: by its own name, else by the one named last before."""
    if not asked or max(lexicon.likeness(noun.key, told.key), lexicon.likeness(told.key, noun.key)) < _SAME_NOUN:
        return ""
    own = _body_in(sentence, told)
    if own:
        return _compared(asked, own, lexicon)
    if _is_other_one(sentence.words, told):
        return ""
    earlier = [place for place in _mentions(told, reading, lexicon) if place[0] <= sentence.place]
    named = [body for _, body in earlier if body]
    scene = tuple(reading.sentences[earlier[0][0]].name_keys)
    at_scene = _shares((*asked.quoted, *asked.capital), scene)
    if not named:
        return "same" if at_scene else ""
    which = _compared(asked, named[-1], lexicon)
    return "" if which == "other" and at_scene else which  # the article turns to its first one again


def _body_in(sentence: Sentence, noun: Word) -> Body:
    """What an article's sentence says of a body; a person before it is no name of it: «Асан Үсен кітапханаға …»."""
    people = {word.key for one in sentence.persons for word in sentence.within(one.start, one.stop)}
    places = (name for name in sentence.names if name.kind in _PLACES)
    names = {word.key for one in places for word in sentence.within(one.start, one.stop) if not is_kind(word.lower)}
    body = _body(sentence.words, noun, frozenset(names - people))
    return Body(body.quoted, tuple(key for key in body.capital if key not in people), body.field)


def _is_other_one(words: Sequence[Word], told: Word) -> bool:
    at = next(at for at, word in enumerate(words) if word is told)
    return at > 0 and words[at - 1].lower in word_set("words.toml", "other_ones")


def _compared(asked: Body, told: Body, lexicon: Lexicon) -> Which:
    """Names of one sort tell bodies apart, quoted ones or places: «Береке» may well be in Сарыбел."""
    if (
        asked.field
        and told.field
        and not any(_near(one, other, lexicon) for one in asked.field for other in told.field)
    ):
        return "other"
    if _shares((*asked.quoted, *asked.capital), (*told.quoted, *told.capital)):
        return "same"
    if asked.quoted or told.quoted:
        return "other" if asked.quoted and told.quoted else ""
    return "other" if asked.capital and told.capital else ""


def _near(one: str, other: str, lexicon: Lexicon) -> bool:
    return max(lexicon.likeness(one, other), lexicon.likeness(other, one)) >= ENOUGH


def _shares(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    return any(same_name(one, other) for one in ours for other in theirs)


def _mentions(told: Word, reading: ArticleReading, lexicon: Lexicon) -> list[tuple[int, Body]]:
    """Where a noun stands in the article, with what names it there; found once for each noun."""
    known: dict[str, list[tuple[int, Body]]] = reading.cache.setdefault("bodies", {})
    if told.key not in known:
        known[told.key] = [
            (sentence.place, _body_in(sentence, word))
            for sentence in reading.sentences
            for word in sentence.words
            if not word.quoted and lexicon.likeness(told.key, word.key) >= _SAME_NOUN
        ]
    return known[told.key]
