"""The phrases of a question: what it names, its nouns, times and verbs, each with its place and case.

Follow-ups put one phrase in another's place; that needs the phrase as a whole («Қарғалы» ұйымында, not
«Қарғалы»), its nominative, and the case it stood in.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from bot.answering.lexicon import Lexicon, table, word_set
from bot.answering.naming import NamedKey
from bot.answering.passage import Word
from bot.answering.question import Question
from bot.answering.saying.agreement import stem
from retrieval.language.grammar import SPATIAL, Case, case_of, is_attribute, is_converb, is_possessed, is_verbal
from retrieval.language.inflection import decline, nominative, nominative_phrase
from retrieval.language.names import tag
from retrieval.language.wordlists import words as word_list

Kind = Literal["title", "person", "place", "noun", "time"]

_LONGEST_TAIL = 4  # words from a name to the noun that says what it is: «Шипагер» бастауыш партия ұйымы
_OPEN, _CLOSE = '«“„"', '»”"'
_OBLIQUE: tuple[Case, ...] = ("genitive", "dative", "accusative", "locative", "ablative", "instrumental")
_ORDINAL = ("нші", "ншы")
_RELATIVE_VERB = ("йтын", "йтін", "атын", "етін")  # «ауылдарды жалғайтын жол»


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words `first` to `last` (last excluded) of a question's words, with their place in its text."""

    kind: Kind
    text: str  # as it stands
    first: int
    last: int
    start: int
    stop: int
    bare: str  # in the nominative
    case: Case
    possessed: bool  # the nominative ends in a third person possessive
    own: str = ""  # the name alone, with its quotation marks, when a noun follows it: «Шипагер»
    own_stop: int = 0  # where the name alone ends in the text
    head: str = ""  # key of the last word
    focus: bool = False  # is what the question asks for or counts
    role: bool = False  # holds the word of a post

    @property
    def named(self) -> bool:
        """Whether it is a name."""
        return self.kind in {"title", "person", "place"}


@dataclass(frozen=True)
class Parsed:
    """A question with its phrases. `asks`: the words that ask, with the noun bound to қай, қандай."""

    question: Question
    lexicon: Lexicon

    @property
    def words(self) -> tuple[Word, ...]:
        """The question's words, padding left out."""
        return self.question.words

    @property
    def text(self) -> str:
        """The question's text."""
        return self.question.text

    @cached_property
    def asks(self) -> range:
        """Indices of the words that ask; empty when the question has no interrogative."""
        asking = range(self.question.start, min(self.question.stop, len(self.words)))
        if self.question.type == "yesno":
            return asking
        at = next((place for place in asking if self.words[place].lower in word_list("question_words.txt")), None)
        if at is None:
            return range(0)
        if self.words[at].lower not in {"қай", "қандай", "нешінші"}:
            return range(at, at + 1)
        return range(at, asking.stop if asking.stop > at + 1 else self._bound_noun(at))

    @cached_property
    def posts(self) -> frozenset[int]:
        """Indices of the words that name a post."""
        return frozenset(at for at, word in enumerate(self.words) if not word.quoted and self._is_post(at))

    @cached_property
    def times(self) -> frozenset[int]:
        """Indices of the words that tell a time."""
        spans = (range(at, time_stop(self.words, at)) for at in range(len(self.words)))
        return frozenset(at for span in spans for at in span)

    @cached_property
    def verbs(self) -> range:
        """Indices of the verbs at the question's end."""
        closed = self.question.type == "yesno" and self.asks.stop == len(self.words)
        at = end = self.asks.start if closed else len(self.words)
        while at > 0 and self._may_be_verb(at - 1) and not (at < end and self._is_counted(at - 1)):
            at -= 1
        while at < end and not self._is_predicate(at):
            at += 1
        return range(at - self._goes_with_verb(at, end), end)

    def _goes_with_verb(self, at: int, end: int) -> bool:
        """«[жұмыс] істейді», «[еңбек] етеді»: a noun that makes one verb with the verb behind it."""
        if at in {0, end} or at - 1 in self.asks:
            return False
        verbs = table("followups.toml")["set_verbs"].get(self.words[at - 1].lower, ())
        return bool(verbs) and self.words[at].lower.startswith(tuple(verbs))

    @cached_property
    def phrases(self) -> tuple[Phrase, ...]:
        """All phrases but the interrogative and the verbs, in order."""
        return tuple(self._read_phrases())

    @cached_property
    def names(self) -> tuple[Phrase, ...]:
        """The phrases that name something."""
        return tuple(phrase for phrase in self.phrases if phrase.named)

    def speaks(self, phrase: Phrase) -> bool:
        """Whether a phrase names who said it: "… айтуынша"."""
        following = self.words[phrase.last].lower if phrase.last < len(self.words) else ""
        return following in word_set("words.toml", "according")

    def in_speaker(self, phrase: Phrase) -> bool:
        """Whether a phrase helps to name the speaker: «Жастар рухының» жетекшісінің айтуынша."""
        after = [word.lower for word in self.words[phrase.last :]]
        return any(word in word_set("words.toml", "according") for word in after)

    @property
    def speaker_clause(self) -> str:
        """«… айтуынша,» from the question's beginning, "" when there is none."""
        for word in self.words:
            if word.lower in word_set("words.toml", "according"):
                return self.text[: word.stop] + ", "
        return ""

    def _is_post(self, at: int) -> bool:
        """A post, but not before a kind of organisation: «шаруа қожалығы»."""
        owner = at + 1 < len(self.words) and stem(self.words[at + 1].text) in word_set("words.toml", "organisations")
        return self.lexicon.role_at(self.words, at) is not None and not owner

    def _bound_noun(self, at: int) -> int:
        stop = at + 1
        while stop < min(len(self.words), at + 4) and not self.words[stop].quoted:
            if stop > at + 1 and is_verbal(self.words[stop].text):
                break
            stop += 1
            if case_of(self.words[stop - 1].text) != "nominative" or is_possessed(self.words[stop - 1].text):
                break
        return stop

    def _may_be_verb(self, at: int) -> bool:
        word = self.words[at]
        if at in self.asks or word.quoted or word.capital or at in self.posts or at in self.times:
            return False
        if at and self.words[at - 1].lower.endswith(_ORDINAL):  # «екінші орынды»
            return False
        return self._is_predicate(at) or word.lower in word_set("words.toml", "stop")

    def _is_counted(self, at: int) -> bool:
        """«неше [тоғаны] бар»: the noun right behind the word that counts, however it ends."""
        counts = self.asks and self.words[self.asks.start].lower in {"қанша", "неше"}
        return bool(counts) and at == self.asks.stop and not is_converb(self.words[at].text)

    def _is_predicate(self, at: int) -> bool:
        word = self.words[at]
        return is_verbal(word.text) or word.lower in table("followups.toml")["predicates"]

    def _read_phrases(self) -> list[Phrase]:
        found: list[Phrase] = []
        names = self._name_starts()
        at = 0
        while at < len(self.words):
            stop, kind = at + 1, None
            if at in self.asks or at in self.verbs:
                pass
            elif at in names:
                kind = self._kind_of(names[at][0], at, names[at][1])
                found.append(self._named_phrase(kind, at, names[at][1]))
                stop = found[-1].last
            elif time_stop(self.words, at) > at:
                stop = time_stop(self.words, at)
                found.append(self._phrase("time", at, stop))
            elif self.words[at].lower not in word_set("words.toml", "stop") | word_set("words.toml", "according"):
                stop = self._noun_stop(at, names)
                found.append(self._phrase("noun", at, stop))
            at = stop
        return found

    def _name_starts(self) -> dict[int, tuple[NamedKey, int]]:
        starts: dict[int, tuple[NamedKey, int]] = {}
        for named in self.question.named:
            size = len(named.keys)
            for at in range(len(self.words) - size + 1):
                if named.kind != "number" and tuple(word.key for word in self.words[at : at + size]) == named.keys:
                    starts.setdefault(at, (named, at + size))
        return starts

    def _kind_of(self, named: NamedKey, first: int, last: int) -> Kind:
        """A name in the question is taken as the tagger has it; else two words are a person, one a place."""
        if named.kind == "title" or (named.text.isupper() and len(named.text) > 1):
            return "title"
        start, stop = self.words[first].start, self.words[last - 1].stop
        for name in tag(self.text):
            if name.start < stop and start < name.stop:
                if name.kind == "PERSON":
                    return "person"
                return "place" if name.kind in {"GPE", "LOCATION"} else "title"
        return "person" if last - first > 1 else "place"

    def _named_phrase(self, kind: Kind, first: int, own_last: int) -> Phrase:
        last = own_last
        if kind != "person" and self.words[own_last - 1].lower.endswith(SPATIAL):
            last = self._described_stop(first, own_last)
            kind = "title" if last > own_last else kind
        elif kind != "person" and not _has_case(self.words[own_last - 1].text):
            last = self._tail_stop(own_last)
        phrase = self._phrase(kind, first, last)
        if last == own_last:
            return phrase
        stop = _close(self.text, self.words[own_last - 1].stop)
        return replace(phrase, own=self.text[phrase.start : stop], own_stop=stop)

    def _described_stop(self, first: int, own_last: int) -> int:
        """Where the thing ends that a name in -дағы describes: «Ақжардағы [ескі көпір]»; not what is asked for."""
        last = self._noun_stop(first, {})
        counts = self.question.type in {"count", "money", "percent", "which", "list"}
        asked = {word.key for word in self.question.focus if counts}
        run = range(own_last, last)
        taken = any(at in self.posts or self.words[at].key in asked for at in run)
        return own_last if taken else last

    def _tail_stop(self, at: int) -> int:
        """Where the noun ends that says what a name is: «Қарғалы» [бастауыш ұйымында]; `at` when none follows."""
        for place in range(at, min(at + _LONGEST_TAIL, len(self.words))):
            word = self.words[place]
            if place in self.asks or place in self.verbs or word.quoted or "," in word.gap or place in self.posts:
                return at
            if word.lower.endswith(SPATIAL):
                return self._noun_stop(place, {})
            bare = nominative(word.text)
            if owned_noun(bare):
                return place + 1
            if bare != word.text or word.lower in word_set("words.toml", "stop"):
                return at
        return at

    def _noun_stop(self, at: int, names: dict[int, tuple[NamedKey, int]]) -> int:
        """A run of words ends with the first noun in a case or with a possessive."""
        place = at
        while place < len(self.words):
            word = self.words[place]
            outside = place in self.asks or place in self.verbs or word.lower in word_set("words.toml", "stop")
            if place > at and (outside or word.quoted or place in names or "," in word.gap):
                return place
            place += 1
            attribute = word.lower.endswith((*SPATIAL, *_ORDINAL, *_RELATIVE_VERB)) or is_attribute(word.text)
            if not attribute and (_has_case(word.text) or is_possessed(word.text)):
                return place
        return place

    def _phrase(self, kind: Kind, first: int, last: int) -> Phrase:
        start, stop = self.words[first].start, _close(self.text, self.words[last - 1].stop)
        if start and self.text[start - 1] in _OPEN:
            start -= 1
        text = self.text[start:stop]
        bare = nominative_phrase(text)
        case, possessed = _case_of_phrase(bare, text)
        keys = {word.key for word in self.words[first:last] if not word.quoted}
        focus = bool(keys & {word.key for word in self.question.focus})
        role = any(at in self.posts for at in range(first, last))
        return Phrase(
            kind,
            text,
            first,
            last,
            start,
            stop,
            bare,
            case,
            possessed,
            "",
            stop,
            self.words[last - 1].key,
            focus,
            role,
        )


def time_stop(words: tuple[Word, ...], at: int) -> int:
    """Where a time that begins at a word ends; `at` when none begins there: биыл, өткен жылы, жыл басынан бері."""
    spoken = table("followups.toml")["time"]
    lower = words[at].lower
    following = words[at + 1].lower if at + 1 < len(words) else ""
    if (lower in spoken["before_unit"] or words[at].number) and following.startswith(tuple(spoken["units"])):
        return at + 2
    if lower in spoken["units"] and following.startswith(tuple(spoken["edges"])):
        last = words[at + 2].lower if at + 2 < len(words) else ""
        return at + 3 if last in spoken["since"] else at + 2
    day = words[at].number and bool(following) and nominative(following) in word_set("words.toml", "months")
    if day or nominative(lower) in word_set("words.toml", "months") | word_set("words.toml", "weekdays"):
        stop = at + 2 if day else at + 1
        return stop + 1 if stop < len(words) and words[stop].lower == "күні" else stop
    return at + 1 if lower in spoken["words"] else at


def _has_case(word: str) -> bool:
    return nominative(word) != word


def _case_of_phrase(bare: str, text: str) -> tuple[Case, bool]:
    """Which case of the nominative gives the phrase as it stands, and whether it is declined as possessed."""
    likely = looks_possessed(bare)
    if bare == text:
        return "nominative", likely
    for possessed in (likely, not likely):
        for case in _OBLIQUE:
            if decline(bare, case, possessed) == text:
                return case, possessed
    return case_of(text.rstrip(_CLOSE).split()[-1]), likely


def looks_possessed(bare: str) -> bool:
    """Whether a nominative phrase ends in a possessive: «Ауыл аманаты», not a single name like «Қарғалы»."""
    words = bare.rstrip(_CLOSE).split()
    if not words or not owned_noun(words[-1].lower()):
        return False
    return len(words) > 1 or not words[0].lstrip(_OPEN)[:1].isupper()


def owned_noun(bare: str) -> bool:
    """Whether a noun in the nominative has the third person possessive, with the nouns of words.toml for sure."""
    kinds = (word_set("words.toml", section) for section in ("organisations", "places", "titled"))
    possessed = is_possessed(bare) and not is_attribute(bare)
    return possessed or (bare[-1:] in {"ы", "і"} and any(bare[:-1] in nouns for nouns in kinds))


def _close(text: str, stop: int) -> int:
    return stop + 1 if stop < len(text) and text[stop] in _CLOSE else stop
