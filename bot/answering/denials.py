"""Whether what is found is told not to be so: «Жарысты [Асан] емес, Берік ұтты», «[өтемақы] төленбейді»."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.clauses import breaks_before
from bot.answering.finding import Finding
from bot.answering.passage import Word
from bot.answering.question import Question
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
    return _is_undone(behind) or (finding.rule == "span" and _is_undone(words[-_PREDICATE:]))


def _is_undone(behind: Sequence[Word]) -> bool:
    """«[өтемақы] төленбейді»: the verb of the clause says that it does not happen; «маман жетіспейді» is a need."""
    end = next((at for at, word in enumerate(behind) if breaks_before(word)), len(behind))
    deed = first_deed(behind[:end])
    return is_denial(deed) and not is_lacking(deed)
