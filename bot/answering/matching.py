"""Where the words and named things of a question stand in an article."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple, TypeVar

from bot.answering.lexicon import BEGINNING, Lexicon, is_noun_ending, word_set
from bot.answering.naming import NamedKey
from bot.answering.passage import ArticleReading, Sentence, Title, Word
from bot.answering.question import Question
from bot.answering.readers.quotes import speaker_of
from bot.answering.stand_ins import stands_for
from retrieval.language.grammar import is_converb, is_finite, is_verbal

T = TypeVar("T")
_REMEMBERED = 2000  # asked words an article remembers the answers to
NAMED_SHARE = 0.25  # of a name's weight counts among the words; the named keys speak for it
SPREAD = 0.15  # what each further sentence that holds a term takes from its weight
_STANDING = 0.6  # how sure a bare noun means the named thing of its kind
_ANOTHER = 0.05  # where it means another one
_OF_A_KIND = ("ti", "di", "li")  # «Теректі», «Қайыңды», «Гүлді»: names of what has something
_QUOTES = '«»"“”'
_INITIAL = 2  # letters
_DOERS = ("ушы", "уші")  # «оқушы», «жүргізуші» look like verbs
ENOUGH = 0.65  # likeness from which two words are taken for the same


class Match(NamedTuple):
    """A word of a sentence that answers to a term of the question, with how well (0 to 1)."""

    word: int
    strength: float


@dataclass(frozen=True, eq=False)
class Evidence:
    """A question laid over an article: computed once, asked for every finding."""

    question: Question
    reading: ArticleReading
    lexicon: Lexicon
    worked_out: dict[str, Any] = field(default_factory=dict)  # of the question alone: shared by its articles

    def once(self, what: str, work: Callable[[], T]) -> T:
        """What a feature works out of the question, worked out when it is first asked for."""
        if what not in self.worked_out:
            self.worked_out[what] = work()
        found: T = self.worked_out[what]
        return found

    @cached_property
    def strengths(self) -> tuple[Mapping[str, float], ...]:
        """For each term of the question: the article's keys that answer to it, with their likeness."""
        return tuple(_better(self.answering(term.key), self.answering(term.phrase)) for term in self.question.terms)

    def answering(self, asked: str) -> Mapping[str, float]:
        """The article's keys that answer to a key of the question."""
        return answering(self.reading, asked, self.lexicon)

    @cached_property
    def weights(self) -> tuple[float, ...]:
        """For each term its weight, less for what stands all over the article: it tells no sentence from another."""
        named = {key for each in self.question.named for key in each.keys}
        plain = any(term.key not in named for term in self.question.terms)
        return tuple(
            term.weight
            * (NAMED_SHARE if plain and term.key in named else 1.0)
            / (1 + SPREAD * max(0, sum([row[at] >= ENOUGH for row in self.best]) - 1))
            for at, term in enumerate(self.question.terms)
        )

    @cached_property
    def matches(self) -> tuple[tuple[Sequence[Match], ...], ...]:
        """[sentence][term] -> the sentence's words that answer to the term."""
        found: dict[int, tuple[list[Match], ...]] = {}  # of the few sentences that hold any
        for term, row in enumerate(self.strengths):
            for key, near in row.items():
                for place, at in self.reading.places.get(key, ()):
                    if place not in found:
                        found[place] = tuple([] for _ in self.strengths)
                    found[place][term].append(Match(at, near))
        none = ((),) * len(self.strengths)
        return tuple(found.get(place, none) for place in range(len(self.reading.sentences)))

    @cached_property
    def best(self) -> tuple[tuple[float, ...], ...]:
        """[sentence][term] -> the best likeness inside the sentence."""
        none = (0.0,) * len(self.strengths)
        return tuple(
            tuple([max([match.strength for match in found]) if found else 0.0 for found in row]) if any(row) else none
            for row in self.matches
        )

    @cached_property
    def in_lead(self) -> tuple[float, ...]:
        """[term] -> the best likeness in the headline and the first sentences."""
        return self._best_of(self.reading.lead_keys)

    @cached_property
    def in_article(self) -> tuple[float, ...]:
        """[term] -> the best likeness anywhere in the article."""
        return tuple(max(row.values(), default=0.0) for row in self.strengths)

    @cached_property
    def in_paragraph(self) -> dict[int, tuple[float, ...]]:
        """Paragraph number -> [term] -> the best likeness in it."""
        found: dict[int, tuple[float, ...]] = {}
        for sentence, row in zip(self.reading.sentences, self.best, strict=True):
            known = found.setdefault(sentence.paragraph.number, row)
            if known is not row and any(row):
                found[sentence.paragraph.number] = tuple(map(max, known, row))
        return found

    def _best_of(self, keys: Collection[str]) -> tuple[float, ...]:
        return tuple(max((near for key, near in row.items() if key in keys), default=0.0) for row in self.strengths)

    @cached_property
    def predicate(self) -> int | None:
        """Index of the question's predicate among its terms: its last verb, of «тартылып кетті» the first.

        «ашылатын орталыққа қанша теңге [керек]» has it in its last word, which is no verb.
        """
        words, terms = self.question.words, self.question.terms
        if terms and words[terms[-1].at].lower in word_set("words.toml", "predicatives"):
            return len(terms) - 1
        for at in range(len(terms) - 1, -1, -1):
            word = words[terms[at].at]
            if is_verbal(word.text) and not (word.quoted or word.capital or word.lower.endswith(_DOERS)):
                helps = at > 0 and terms[at - 1].at == terms[at].at - 1 and _helps(words[terms[at - 1].at], word)
                return at - 1 if helps else at
        return None

    @cached_property
    def nouns(self) -> tuple[int, ...]:
        """Terms that are plain nouns: no names, verbs, light words."""
        named = {key for each in self.question.named for key in each.keys}
        terms = enumerate(self.question.terms)
        return tuple(at for at, term in terms if term.weight >= 1.0 and term.key not in named)

    @cached_property
    def lacks_noun(self) -> bool:
        """Whether the article lacks a term that is no verb."""
        words, terms = self.question.words, self.question.terms
        gone = (words[term.at] for term, near in zip(terms, self.in_article, strict=True) if near < ENOUGH)
        return any(not is_verbal(word.text) for word in gone)

    @cached_property
    def modified(self) -> tuple[tuple[int, int], ...]:
        """Terms of the question of which one says which the other is: («облыстық», «филиалының»), («ер», «рөлді»)."""
        words, terms = self.question.words, self.question.terms
        whole = {key: named for named in self.question.named for key in named.keys}
        return tuple(
            (at, at + 1)
            for at, (modifier, noun) in enumerate(pairwise(terms))
            if noun.at == modifier.at + 1
            and not words[noun.at].gap.strip(_QUOTES)
            and not (is_finite(words[noun.at].text) or is_finite(words[modifier.at].text))
            and (modifier.key not in whole or whole[modifier.key] != whole.get(noun.key))
        )

    def levels(self, sentence: Sentence) -> tuple[KeyLevel, ...]:
        """For each named key of the question: how the sentence is about it."""
        known = self._levels.get(sentence.place)
        if known is None:
            known = tuple(self._level(named, sentence) for named in self.question.named)
            self._levels[sentence.place] = known
        return known

    @cached_property
    def _levels(self) -> dict[int, tuple[KeyLevel, ...]]:
        return {}

    def _level(self, named: NamedKey, sentence: Sentence) -> KeyLevel:
        if named == self.question.speaker:
            return KeyLevel("speaker", self._speaker(named, sentence))
        if self._holds(named, sentence):
            return KeyLevel("here", 1.0)
        if named.kind == "number" and any(
            (before := self.reading.before(sentence, steps)) is not None and self._holds(named, before)
            for steps in (1, 2)
        ):
            return KeyLevel("before", 0.5)
        if named.kind == "number" and self._heads(named):
            return KeyLevel("lead", 0.5)
        if named.kind == "number" and self._holding[named]:
            return KeyLevel("far", 0.3)
        if named.kind == "number":
            stated = len(named.text) >= 4 and self.reading.article.date.startswith(named.text[:4])
            return KeyLevel("date", 0.6) if stated else KeyLevel("none", 0.0)
        carried = self._carried(named, sentence)
        means = self._stands_for(named, sentence)
        if means is None:
            return carried
        return KeyLevel("before", max(carried.sure, _STANDING)) if means else KeyLevel("far", _ANOTHER)

    def _stands_for(self, named: NamedKey, sentence: Sentence) -> bool | None:
        """Whether a bare noun of the sentence means the title asked about; None where it has none."""
        if named.kind != "title" or not self._holding[named] or self._rivals(named, sentence):
            return None
        return stands_for(self.reading, sentence, lambda title: is_title(named, title))

    def _holds(self, named: NamedKey, sentence: Sentence) -> bool:
        return sentence.place in self._holding[named]

    @cached_property
    def _holding(self) -> dict[NamedKey, frozenset[int]]:
        """Named key -> places of the sentences that hold it."""
        return {
            named: frozenset(
                place
                for place in self.reading.holding(frozenset().union(*_alike(named, self.reading)))
                if in_words(named, self.reading.sentences[place], self.reading)
            )
            for named in self.question.named
        }

    def _carried(self, named: NamedKey, sentence: Sentence) -> KeyLevel:
        """The topic of the sentences before, of the headline and lead, or mere presence in the article."""
        rivals = self._rivals(named, sentence)
        for steps in range(1, 4):
            before = self.reading.before(sentence, steps)
            if before is None:
                break
            if self._holds(named, before):
                if rivals and not sentence.points_back:
                    break
                several = self._rivals(named, before)
                sure = 0.85 if not several else (0.55 if sentence.leans_back else 0.35)
                same = before.paragraph == sentence.paragraph
                return KeyLevel("before", max(0.3, sure - 0.12 * (steps - 1) - (0.0 if same else 0.1)))
            if self._rivals(named, before) and not before.points_back:
                if sentence.leans_back and before.words[0].quoted and before.paragraph == sentence.paragraph:
                    return KeyLevel("far", _ANOTHER)  # «[«Жетіөткел»] қожалығы … Мұнда 35 адам бар»
                rivals = True  # «Құрамында …» carries on the other one's sentence
                break
        if self._heads(named):
            return KeyLevel("lead", 0.4 if rivals else 0.6)
        present = bool(self._holding[named])
        if rivals and named.kind == "title":
            return KeyLevel("none" if not present else "far", 0.05 if present else 0.0)
        return KeyLevel("far", 0.3 if named.kind == "name" else 0.15) if present else KeyLevel("none", 0.0)

    def _rivals(self, named: NamedKey, sentence: Sentence) -> bool:
        """Whether the sentence names another title than the one asked about."""
        return named.kind == "title" and any(not is_title(named, title) for title in sentence.titles)

    def _heads(self, named: NamedKey) -> bool:
        lead = self.reading.lead_keys
        return all(not keys.isdisjoint(lead) for keys in _alike(named, self.reading))

    def _speaker(self, named: NamedKey, sentence: Sentence) -> float:
        """The speaker stands in the sentence, closes the quotation, or was named shortly before."""
        if self._holds(named, sentence):
            return 1.0
        said = speaker_of(self.reading, sentence)
        if said is not None:
            return 0.95 if any(same_name(key, other) for key in named.keys for other in said) else 0.2
        for steps in range(1, 7):
            before = self.reading.before(sentence, steps)
            if before is None:
                break
            if self._holds(named, before):
                return 0.8
            if before.persons:
                break
        return 0.4 if self._holding[named] else 0.0


def _helps(word: Word, verb: Word) -> bool:
    """Whether a verb only helps the converb before it: «қалды» of «жабылып қалды», «жете алмай қалды»."""
    return verb.lower in word_set("words.toml", "helping_verbs") and is_converb(word.text) and not verb.gap


def answering(reading: ArticleReading, asked: str, lexicon: Lexicon) -> Mapping[str, float]:
    """An article's keys that answer to a key, with their likeness; the rest has none.

    Remembered with the article: the same words are asked of each of its sentences, and again by other questions.
    """
    if not asked:
        return {}
    known: dict[str, dict[str, float]] = reading.cache.setdefault("answering", {})
    found = known.get(asked)
    if found is None:
        if len(known) > _REMEMBERED:
            known.clear()
        keys = reading.keys_beginning(lexicon.beginnings(asked))
        found = known[asked] = {key: near for key in keys if (near := lexicon.likeness(asked, key)) > 0.0}
    return found


def _better(one: Mapping[str, float], other: Mapping[str, float]) -> Mapping[str, float]:
    """The higher likeness of each key."""
    return {**one, **{key: max(near, one.get(key, 0.0)) for key, near in other.items()}} if other else one


@dataclass(frozen=True, slots=True)
class KeyLevel:
    """How a sentence is about a named thing: where it stands ("here", "before", "lead", "far", …) and how sure."""

    where: str
    sure: float


def in_words(named: NamedKey, sentence: Sentence, reading: ArticleReading) -> bool:
    """Whether a sentence holds a named thing: a title's words in a row, a name's last word with half of the rest."""
    alike = _alike(named, reading)
    if named.kind == "title" and len(named.keys) > 1:
        if alike[0].isdisjoint(sentence.keys):
            return False
        words, size = sentence.words, len(named.keys)
        return any(
            word.key in alike[0] and same_title(named.keys, [other.key for other in words[at : at + size]])
            for at, word in enumerate(words[: len(words) - size + 1])
        )
    held = [not keys.isdisjoint(sentence.name_keys if named.kind == "name" else sentence.keys) for keys in alike]
    if all(held):
        return True
    mostly = len(held) > 1 and held[-1] and named.kind == "name" and sum(held) * 2 >= len(held)
    return mostly and not _is_namesake(named, sentence)


def _alike(named: NamedKey, reading: ArticleReading) -> list[frozenset[str]]:
    """For each key of a named thing the article's keys that meet it; people of a place meet the place too."""
    alike = [namesakes(reading, key) for key in named.keys]
    return [alike[0] | namesakes(reading, named.home), *alike[1:]] if named.home else alike


def _is_namesake(named: NamedKey, sentence: Sentence) -> bool:
    """Whether all in a sentence who bear the surname asked about have another given name, told in full."""
    bearers = [
        list(sentence.within(person.start, person.stop))
        for person in sentence.persons
        if any(same_name(named.keys[-1], word.key) for word in sentence.within(person.start, person.stop))
    ]
    return bool(bearers) and all(_given_otherwise(named, words) for words in bearers)


def _given_otherwise(named: NamedKey, words: list[Word]) -> bool:
    """«Нұрғиса Жалғасбаев» for «Қайсарбек Жалғасбаев»; initials and a bare surname tell nothing."""
    given = [word for word in words if not same_name(named.keys[-1], word.key)]
    return any(len(word.text) > _INITIAL for word in given) and not any(
        same_name(key, word.key) for key in named.keys[:-1] for word in given
    )


def namesakes(reading: ArticleReading, key: str) -> frozenset[str]:
    """An article's keys that a name's key meets; remembered, for it is asked of every sentence."""
    known: dict[str, frozenset[str]] = reading.cache.setdefault("namesakes", {})
    found = known.get(key)
    if found is None:
        if len(known) > _REMEMBERED:
            known.clear()
        alike = reading.keys_beginning((key[:BEGINNING],))
        found = known[key] = frozenset(other for other in alike if same_name(key, other))
    return found


def same_name(key: str, other: str) -> bool:
    """Names meet by their key, or by all but an ending the stemmer left on one of them.

    >>> same_name("bestau", "bestaudin"), same_name("bent", "bentonit"), same_name("arna", "arnasai")
    (True, False, False)

    «Теректі», a village, looks like «терек» in the accusative, so its other forms do not.

    >>> same_name("terek", "terektide")
    True
    """
    if key == other or ("-" in other and key in other.split("-")):
        return True
    if key[:4] != other[:4]:
        return False
    shorter, longer = (key, other) if len(key) < len(other) else (other, key)
    rest = longer[len(shorter) :]
    ending = is_noun_ending(rest) or (rest[:2] in _OF_A_KIND and is_noun_ending(rest[2:]))
    return len(shorter) >= 4 and longer.startswith(shorter) and ending


def same_title(keys: Sequence[str], others: Sequence[str]) -> bool:
    """Whether two quoted names are one, the last words in whatever case.

    >>> same_title(("ertis", "dam"), ("ertis", "dami")), same_title(("altin", "bel"), ("altin", "belbeu"))
    (True, False)
    """
    if len(keys) != len(others) or not all(map(same_name, keys[:-1], others[:-1])):
        return False
    shorter, longer = sorted((keys[-1], others[-1]), key=len)
    inflected = len(keys) > 1 and longer.startswith(shorter) and is_noun_ending(longer[len(shorter) :])
    return inflected or same_name(keys[-1], others[-1])


def is_title(named: NamedKey, title: Title) -> bool:
    """Whether a quoted name is the one asked about."""
    return same_title(named.keys, title.keys)


def owner_clash(named: NamedKey, sentence: Sentence, start: int) -> bool:
    """Whether the nearest quoted name before a place belongs to something else than what is asked about."""
    if named.kind != "title":
        return False
    before = [title for title in sentence.titles if title.stop <= start]
    if not before:
        return False
    own = [title for title in sentence.titles if is_title(named, title)]
    return bool(own) and not is_title(named, max(before, key=lambda title: title.stop))
