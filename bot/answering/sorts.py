"""Whether a phrase taken by its place, or a row, may be of the sort asked for: «қай пәннен», «қандай мал»."""

from __future__ import annotations

from dataclasses import replace

from bot.answering.classes import classes_named, classes_of
from bot.answering.finding import Finding
from bot.answering.lexicon import Lexicon, word_row, word_set
from bot.answering.matching import ENOUGH
from bot.answering.passage import Sentence, Word
from bot.answering.question import Question, is_kind
from retrieval.language.endings import strippings
from retrieval.language.grammar import is_finite, is_owned, is_plural

_ROWS = ("list:row", "list:titles")
_NAMED = frozenset({"атты", "деген", "атаулы"})
_MARKS = '«»"“”!?'
_LONGEST_KIND = 5  # words from a row to the noun that says what its items are
_OTHER_SORT = 0.4  # how well a phrase answers whose sentence lacks the noun asked for


def of_its_sort(question: Question, finding: Finding, lexicon: Lexicon) -> Finding:
    """Less fit where the noun asked for stands nowhere in the sentence, or what is told is of another class.

    «Балабақша қалай аталады?» asks for a name: «орындық балабақша» is none.
    """
    if question.type == "name" and finding.rule == "organisation:kind":
        named = any(word.capital or word.quoted for word in finding.sentence.within(finding.start, finding.stop))
        return finding if named else replace(finding, fit=_OTHER_SORT * finding.fit)
    if question.type not in {"which", "list"} or not question.focus:
        return finding
    other = _lacks_kind(question, finding.sentence, lexicon) or _is_of_other_class(question, finding)
    return replace(finding, fit=_OTHER_SORT * finding.fit) if other else finding


def of_its_kind(question: Question, finding: Finding, lexicon: Lexicon) -> Finding:
    """Less fit where a row is called by another noun than the one asked for, or names nothing for «қай облыстар»."""
    if question.type != "list" or not question.focus or not finding.rule.startswith(_ROWS):
        return finding
    other = _is_of_other_kind(question, finding, lexicon) or _names_no_place(question, finding)
    return replace(finding, fit=_OTHER_SORT * finding.fit) if other else finding


def _is_of_other_kind(question: Question, finding: Finding, lexicon: Lexicon) -> bool:
    """««Жас маман», «Еңбек» [байқаулары]» for «қандай жобалар»: the row says itself what its items are."""
    asked = question.focus[-1]
    told = kinds_told(finding)
    if not told or not is_plural(asked.text) or any(_is_wide(word) for word in (asked, *told)):
        return False
    return not any(word.key in question.keys or _may_be_kind(asked, word, lexicon) for word in told)


def _names_no_place(question: Question, finding: Finding) -> bool:
    """«оқыту, құру және жүргізу» for «қай облыстарда»: places are told by their names."""
    asked = {reading.stem for reading in strippings(question.focus[-1].lower)}
    if asked.isdisjoint(word_row("words.toml", "places")):
        return False
    row = finding.sentence.within(finding.start, finding.stop)
    return not any(word.capital or word.quoted or word.number for word in row[1:] or row)


def kinds_told(finding: Finding) -> tuple[Word, ...]:
    """The plurals that say what a row's items are: its own last noun, or those behind it up to the verb."""
    words = finding.sentence.words
    at = next((at for at in range(len(words) - 1, -1, -1) if words[at].start < finding.stop), 0)
    if not words[at].quoted and is_plural(words[at].text) and is_owned(words[at].text):
        return (words[at],)
    likened = at + 1 < len(words) and words[at + 1].lower in word_set("words.toml", "likening") | _NAMED
    if not (likened or words[at].quoted):
        return ()
    told, behind = [], at + 1 + likened
    for word in words[behind : behind + _LONGEST_KIND]:
        if word.gap.strip(_MARKS) or word.quoted or is_finite(word.text):
            break
        if is_plural(word.text):
            told.append(word)
    return tuple(told)


def _may_be_kind(asked: Word, told: Word, lexicon: Lexicon) -> bool:
    """Whether things of the one noun may be called by the other: «команда», «құрама»; people are called by many."""
    people = word_row("words.toml", "people")
    if asked.lower.startswith(people) and told.lower.startswith(people):
        return True
    if classes_named(asked.lower) & (classes_named(told.lower) | classes_of(told.lower)):
        return True
    return max(lexicon.likeness(asked.key, told.key), lexicon.likeness(told.key, asked.key)) >= ENOUGH


def _is_wide(word: Word) -> bool:
    return word.lower.startswith(word_row("words.toml", "wide_nouns") + word_row("words.toml", "wide_kinds"))


def _is_of_other_class(question: Question, finding: Finding) -> bool:
    """«төрт тонна қарбыз» for «қандай мал»."""
    named = classes_named(question.focus[-1].lower)
    last = finding.sentence.words[finding.sentence.word_at(finding.stop - 1)]
    told = classes_of(last.lower)
    return bool(named and told) and not named & told


def _lacks_kind(question: Question, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether the noun asked for has to stand in the sentence and does not: «қай пәннен», «қандай кубок»."""
    noun = question.focus[-1]
    if noun.start < question.words[question.start].start:
        return False
    wide = any(noun.lower.startswith(word_row("words.toml", row)) for row in ("wide_nouns", "titled"))
    if wide or classes_named(noun.lower) or is_kind(noun.lower):
        return False
    return not any(lexicon.likeness(noun.key, word.key) >= ENOUGH for word in sentence.words)
