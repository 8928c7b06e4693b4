"""Whether a time or number only describes another thing than the one asked about.

«Бас бәйгені [2006 жылы құрылған] «Шоқпартас» ұйымы алды» says nothing of «Тасарық»; «Таңғы рейс 06:40-та шығады»
nothing of the last one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.answering.clauses import breaks_before
from bot.answering.finding import Finding
from bot.answering.lexicon import word_row
from bot.answering.matching import is_title, same_name
from bot.answering.passage import Word
from bot.answering.question import Question
from retrieval.language.grammar import is_participle

_REACH = 5  # words from a time or number to the thing it describes: «120 адам жұмыс істейтін «Нұр» зауыты»
_RULES = ("date:", "number:")


def describes_another(question: Question, finding: Finding) -> float:
    """Whether a clause with a participle carries the finding to a thing with another name than those asked about."""
    if not finding.rule.startswith(_RULES) or not question.named:
        return 0.0
    bearer = described(finding)
    if bearer is None:
        return 0.0
    if bearer.quoted:
        asked = [key for key in question.named if key.kind == "title"]
        titles = [title for title in finding.sentence.titles if title.start <= bearer.start < title.stop]
        return float(bool(asked) and bool(titles) and not any(is_title(key, titles[0]) for key in asked))
    named = [key for key in question.named if key.kind != "number"]
    here = {word.key for word in finding.sentence.words}
    return float(bool(named) and not any(same_name(each, word) for key in named for each in key.keys for word in here))


def described(finding: Finding) -> Word | None:
    """The named thing right behind the participle that ends the finding's own clause."""
    words = finding.sentence.words
    at = finding.sentence.word_at(finding.stop - 1) + 1
    for before, word in pairwise(words[at : at + _REACH + 1]):
        if breaks_before(before) or breaks_before(word) or before.capital:
            return None
        if is_participle(before.text) and (word.quoted or word.capital):
            return word
    return None


def other_occasion(question: Question, finding: Finding) -> float:
    """Whether a time or number is that of another in order: «таңғы рейс» for «соңғы рейс»."""
    if not finding.rule.startswith(_RULES):
        return 0.0
    asked = _occasions(question.words)
    if not asked:
        return 0.0
    words = finding.sentence.words
    told = _occasions(words)
    same = {group for group, _ in asked}
    if any(_group(word) in same for word in words):
        return 0.0
    return float(any(noun == other for _, noun in asked for _, other in told))


def _occasions(words: Sequence[Word]) -> set[tuple[int, str]]:
    """Which of several and its noun: «[соңғы] рейс»."""
    found = ((_group(one), other.key) for one, other in pairwise(words) if not other.gap)
    return {(group, key) for group, key in found if group is not None}


def _group(word: Word) -> int | None:
    rows = word_row("words.toml", "occasions")
    return next((at for at, row in enumerate(rows) if word.lower.startswith(tuple(row.split()))), None)
