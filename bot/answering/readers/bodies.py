"""Which body a post is told of: a bare «қожалық төрағасы» is that of the қожалық named last before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.answering.clauses import phrase_before
from bot.answering.lexicon import Lexicon, is_one_of, word_row, word_set
from bot.answering.matching import ENOUGH, same_name
from bot.answering.naming import is_common
from bot.answering.passage import ArticleReading, Sentence, Word
from bot.answering.question import Question, is_kind
from bot.answering.readers.owners import is_any_body, is_body
from retrieval.language.grammar import SPATIAL, case_of, is_attribute, is_owned, is_plural

_SAME_NOUN = 0.8
_SHORTEST_SHORT = 4  # letters of a noun that may stand for a longer one: «бақша»
_LONGEST = 7  # words of a body's name with its noun
_PLACES = frozenset({"GPE", "LOCATION"})
_OBLIQUE = frozenset({"dative", "accusative", "locative", "ablative", "instrumental"})
_CALLED = frozenset({"деген", "атты", "аталатын", "дейтін"})
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
    """What the question says of the body whose noun it names; «[Бәйтерек] төрағасы кім?» names it alone."""
    names = frozenset(key for named in question.named for key in named.keys)
    titles = frozenset(key for named in question.named if named.kind == "title" for key in named.keys)
    return _by_name(noun, names) or _body(question.words, noun, names, titles)


def _by_name(noun: Word, names: frozenset[str]) -> Body | None:
    """The body of an owner that is a name itself: «[«Тұлпардың»] бапкері», «[Жаңатас] әкімі»."""
    if noun.quoted:
        return Body((noun.key,), ())
    named = noun.capital and noun.key in names and not (is_common(noun) or is_body(noun))
    return Body((), (noun.key,)) if named else None


def _body(words: Sequence[Word], noun: Word, names: frozenset[str], titles: frozenset[str] = frozenset()) -> Body:
    """What stands before a noun and belongs to it; a title typed without its marks is known by `titles`."""
    end = next(at for at, word in enumerate(words) if word is noun)
    row = _with_called(words, phrase_before(tuple(words), end + 1, _LONGEST), end)
    named = [
        word
        for at, word in enumerate(row)
        if word.capital
        and not (word.quoted or word.key in titles or word.text.isupper())
        and not _is_after(row, at)
        and (word.key in names or not is_common(word) or _names_place((*row, noun), at))
    ]
    quoted = tuple(word.key for word in row if word.quoted or word.key in titles)
    return Body(quoted, tuple(word.key for word in named), _field(row, noun, names))


def _field(row: Sequence[Word], noun: Word, names: frozenset[str]) -> tuple[str, ...]:
    """What a department works at; of which town it is tells nothing here."""
    if not noun.lower.startswith(word_row("words.toml", "departments")):
        return ()
    levels = word_row("words.toml", "levels")
    idle = word_set("words.toml", "stop") | word_set("words.toml", "qualities_of_post")
    outside = (at + 1 for at, word in enumerate(row) if _is_outside(word))
    own = row[max(outside, default=0) :]  # «форумның шымылдығын [іскер әйелдер] кеңесі …»
    kept = (word for word in own if not word.quoted and word.key not in names and word.lower not in idle)
    return tuple(word.key for word in kept if not word.lower.startswith(levels))


def _is_outside(word: Word) -> bool:
    """«[форумның] кеңесі», «[колледждегі] алқа»: where it is and whose, not what it works at."""
    where = word.lower.endswith(SPATIAL) or case_of(word.text) == "genitive"
    return where or (case_of(word.text) in _OBLIQUE and not is_attribute(word.text))


def _with_called(words: Sequence[Word], start: int, end: int) -> tuple[Word, ...]:
    """The phrase before a noun with the name told by «деген»: «[«Тайбурыл» деген] аттың иесі»."""
    if start > 1 and words[start - 1].lower in _CALLED and words[start - 2].quoted:
        start = next((at + 1 for at in range(start - 2, -1, -1) if not words[at].quoted), 0)
    return tuple(words[start:end])


def _names_place(row: Sequence[Word], at: int) -> bool:
    """«[Үшқоңыр] ауылындағы амбулатория», «[Қостанай] облыстық палатасы»: what stands behind makes it a place."""
    behind = row[at + 1 : at + 2]
    return any(
        (is_one_of(word.lower, "places") and is_owned(word.text) and not is_plural(word.text))
        or (is_attribute(word.text) and word.lower.startswith(word_row("words.toml", "levels")))
        for word in behind
        if not word.gap
    )


def _is_after(row: Sequence[Word], at: int) -> bool:
    return any(word.lower.startswith(_AFTER) for word in row[at + 1 : at + 3])


def which_body(
    asked: Body, noun: Word, told: Word | None, reading: ArticleReading, sentence: Sentence, lexicon: Lexicon
) -> Which:
    """Whether the body told by its noun is the one asked for: by its own name, else by the one named last before.

    Where no owner is told («Төраға Асан Үсен …») it is that of a body of the asked kind named before.
    """
    if not asked:
        return ""
    if told is None:
        near = _spoken_of(reading, sentence)
        known = near is None or is_any_body(near) or _same_kind(noun, near, lexicon)
        return _named_before(asked, noun, reading, sentence, lexicon) if known else ""
    name = _by_name(told, _place_keys(sentence))
    if name:
        return _compared(asked, name, lexicon)
    own = _body_in(sentence, told)
    if is_any_body(told) and not is_any_body(noun):
        return _any_other(asked, own) or _named_before(asked, noun, reading, sentence, lexicon)
    if not _same_kind(noun, told, lexicon):
        return "other" if _named_apart(asked, own) else ""
    if own:
        return _compared(asked, own, lexicon)
    if _is_other_one(sentence.words, told):
        return ""
    return _named_before(asked, told, reading, sentence, lexicon)


def _named_apart(asked: Body, own: Body) -> bool:
    """««Достық» серіктестігі» is not ««Алғабас» қожалығы», whatever both are."""
    return bool(asked.quoted and own.quoted) and not _shares(asked.quoted, own.quoted)


def _any_other(asked: Body, own: Body) -> Which:
    """«[«Шоқтерек су»] кәсіпорнының директоры» leads that and no technopark; a bare «мекеме» may be any."""
    if not own.quoted:
        return ""
    known = (*asked.quoted, *asked.capital) if len(own.quoted) == 1 else asked.quoted
    return "same" if _shares(known, own.quoted) else "other"


def _spoken_of(reading: ArticleReading, sentence: Sentence) -> Word | None:
    """The body that a sentence or the one before it spoke of last: «[Цехта] жеті әйел еңбек етеді, меңгерушісі – …»."""
    for near in (sentence, reading.before(sentence)):
        words = near.words if near is not None and near.paragraph == sentence.paragraph else ()
        for word in reversed(words):
            if not word.quoted and is_body(word):
                return word
    return None


def _same_kind(noun: Word, told: Word, lexicon: Lexicon) -> bool:
    """«ұйымының», «бірлестігінің»; «бақша» is short for «балабақша»."""
    near = max(lexicon.likeness(noun.key, told.key), lexicon.likeness(told.key, noun.key))
    short = len(told.key) >= _SHORTEST_SHORT and noun.key.endswith(told.key)
    return near >= _SAME_NOUN or short


def _named_before(asked: Body, noun: Word, reading: ArticleReading, sentence: Sentence, lexicon: Lexicon) -> Which:
    """Whether the one asked for is the body of a kind that was named last before a sentence."""
    earlier = [place for place in _mentions(noun, reading, lexicon) if place[0] <= sentence.place]
    named = [body for _, body in earlier if body]
    if not earlier:
        return ""
    scene = tuple(reading.sentences[earlier[0][0]].name_keys)
    at_scene = _shares((*asked.quoted, *asked.capital), scene)
    if not named:
        return "same" if at_scene else ""
    which = _compared(asked, named[-1], lexicon)
    return "" if which == "other" and at_scene else which  # the article turns to its first one again


def _place_keys(sentence: Sentence) -> frozenset[str]:
    """Keys of the places a sentence names."""
    places = (name for name in sentence.names if name.kind in _PLACES)
    return frozenset(word.key for one in places for word in sentence.within(one.start, one.stop))


def _body_in(sentence: Sentence, noun: Word) -> Body:
    """What an article's sentence says of a body; a person before it is no name of it: «Асан Үсен кітапханаға …»."""
    people = {word.key for one in sentence.persons for word in sentence.within(one.start, one.stop)}
    names = {word.key for word in sentence.words if word.key in _place_keys(sentence) and not is_kind(word.lower)}
    body = _body(sentence.words, noun, frozenset(names - people))
    return Body(body.quoted, tuple(key for key in body.capital if key not in people), body.field)


def _is_other_one(words: Sequence[Word], told: Word) -> bool:
    at = next(at for at, word in enumerate(words) if word is told)
    return at > 0 and words[at - 1].lower in word_set("words.toml", "other_ones")


def _compared(asked: Body, told: Body, lexicon: Lexicon) -> Which:
    """Names of one sort tell bodies apart, quoted ones or places: «Береке» may well be in Сарыбел."""
    alike = [any(_near(one, other, lexicon) for other in told.field) for one in asked.field]
    if asked.field and told.field and not any(alike):
        return "other"
    if _shares((*asked.quoted, *asked.capital), (*told.quoted, *told.capital)):
        return "same"
    if (asked.quoted and told.quoted) or (asked.capital and told.capital):
        return "other"
    return "same" if told.field and all(alike) and alike else ""


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
