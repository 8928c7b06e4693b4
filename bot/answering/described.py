"""Whether a time or number only describes another thing than the one asked about.

«Бас бәйгені [2006 жылы құрылған] «Шоқпартас» ұйымы алды» says nothing of «Тасарық»; «Таңғы рейс 06:40-та шығады»
nothing of the last one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from bot.answering.clauses import breaks_before
from bot.answering.finding import Finding
from bot.answering.lexicon import word_row
from bot.answering.matching import Evidence, is_title, same_name
from bot.answering.passage import Word
from bot.answering.question import Question
from bot.answering.ranks import ranks_told
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


def other_quality(evidence: Evidence, finding: Finding) -> float:
    """Whether the sentence tells only of the asked thing's opposite: «таңғы рейс» for «соңғы рейс», «бұрынғы клуб».

    Not of a yes/no question, which the opposite answers, nor of ranks, which `ranks` compares.
    """
    asked = evidence.once("qualities", lambda: _asked_qualities(evidence.question))
    if not asked:
        return 0.0
    words = finding.sentence.words
    told = _qualities(words)
    for row, place, noun in asked:
        others = {other for same, other, thing in told if same == row and thing == noun}
        if others and (row, place) not in {at for word in words for at in _opposed().get(word.lower, ())}:
            return 1.0
    return 0.0


def _asked_qualities(question: Question) -> set[tuple[int, int, str]]:
    compared = question.type == "yesno" or ranks_told(question.words)
    return set() if compared else _qualities(question.words)


def _qualities(words: Sequence[Word]) -> set[tuple[int, int, str]]:
    """Qualities that have opposites (row and place in words.toml) with their nouns: «[соңғы] рейс»."""
    return {
        (row, place, other.key)
        for one, other in pairwise(words)
        if not (other.gap or one.quoted)
        for row, place in _opposed().get(one.lower, ())
    }


@cache
def _opposed() -> dict[str, tuple[tuple[int, int], ...]]:
    """Word -> the rows of opposites it stands in, with its place in each."""
    found: dict[str, tuple[tuple[int, int], ...]] = {}
    for row, line in enumerate(word_row("words.toml", "opposed_qualities")):
        for place, part in enumerate(line.split("|")):
            for word in part.split():
                found[word] = (*found.get(word, ()), (row, place))
    return found
