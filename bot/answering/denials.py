"""Whether what is found is told not to be so: «Жарысты [Асан] емес, Берік ұтты», «[өтемақы] төленбейді».

Nor does «[мал шаруашылығымен] айналысу қолайсыз» say what is worth doing, nor what people do there.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.clauses import breaks_before
from bot.answering.finding import Finding
from bot.answering.passage import Word
from bot.answering.question import Question
from bot.answering.readers.advice import advises, asks_advice, asks_occupation, is_condemned
from bot.answering.readers.scope import first_deed, is_denial, is_lacking

_WHOLE = ("yesno:", "quote:", "definition:", "reason:")  # what these find is a clause that may hold «емес»
_OF_DEEDS = ("slot:", "list:row", "span")  # rules that take what the verb behind tells of
_PREDICATE = 2  # words that close a sentence: «[төленген жоқ]»
_NOT = "емес"


def is_denied(question: Question, finding: Finding) -> bool:
    """Whether the text says that it was not this, or that the asked deed is not done to it."""
    if finding.rule.startswith(_WHOLE) or any(word.lower == _NOT for word in question.words):
        return False
    words = finding.sentence.words
    behind = words[finding.sentence.word_at(finding.stop - 1) + 1 :]
    if any(word.lower == _NOT and not word.gap.strip('«»"”') for word in behind[:1]):
        return True
    if not finding.rule.startswith(_OF_DEEDS) or is_denial(question.words):
        return False
    if asks_advice(question) and is_condemned(_clause_from(words, finding.sentence.word_at(finding.start))):
        return True
    if asks_occupation(question) and not advises(words):
        return True
    return _is_undone(behind) or (finding.rule == "span" and _is_undone(words[-_PREDICATE:]))


def _clause_from(words: Sequence[Word], start: int) -> Sequence[Word]:
    """The words from a place to the next mark."""
    end = next((at for at in range(start, len(words)) if at > start and breaks_before(words[at])), len(words))
    return words[start:end]


def _is_undone(behind: Sequence[Word]) -> bool:
    """«[өтемақы] төленбейді»: the verb of the clause says that it does not happen; «маман жетіспейді» is a need."""
    deed = first_deed(_clause_from(behind, 0))
    return is_denial(deed) and not is_lacking(deed)
