"""Whether a phrase taken by its place may be of the sort asked for: «қай пәннен», «қандай мал»."""

from __future__ import annotations

from dataclasses import replace

from bot.answering.classes import classes_named, classes_of
from bot.answering.finding import Finding
from bot.answering.lexicon import Lexicon, word_row
from bot.answering.matching import ENOUGH
from bot.answering.passage import Sentence
from bot.answering.question import Question, is_kind

_OTHER_SORT = 0.4  # how well a phrase answers whose sentence lacks the noun asked for


def of_its_sort(question: Question, finding: Finding, lexicon: Lexicon) -> Finding:
    """Less fit where the noun asked for stands nowhere in the sentence, or what is told is of another class."""
    if question.type not in {"which", "list"} or not question.focus:
        return finding
    other = _lacks_kind(question, finding.sentence, lexicon) or _is_of_other_class(question, finding)
    return replace(finding, fit=_OTHER_SORT * finding.fit) if other else finding


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
