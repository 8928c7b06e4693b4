"""How many there are now: not how many came, went, were there at the beginning or once were."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.answering.lexicon import word_row, word_set
from bot.answering.passage import ArticleReading, Sentence, Word
from bot.answering.quantities import Quantity, case_in
from bot.answering.question import Question
from bot.answering.readers.scope import NOT_SAME, OF_OTHERS
from bot.answering.readers.stretches import Stretch

_THERE_IS = "бар"
_NUMBER = "сан"
_WAS = frozenset({"еді", "болатын", "болған", "болса", "екен"})
_WITH = ("мен", "бен", "пен")
_ENDI = "енді"
_STARTED = "кіріс"  # «12 биемен кіріскен»; elsewhere income
_PREDICATE = 2  # the last words of a clause, where its verb stands


def of_stock(question: Question, sentence: Sentence, quantity: Quantity, stretch: Stretch) -> float:
    """1.0 unless what there is now is asked for and told is something else.

    «неше көлік бар» – «бес көлік [берілді]», «31 жылқы [ұрланды]», «екі тоғанмен [бастаған]», «тоғыз [еді], енді 13».
    """
    if not asks_stock(question):
        return 1.0
    told = [word for start, stop in stretch.own for word in sentence.within(start, stop)]
    others = stretch.rivals if quantity.partitive else ()  # «31 жылқы [ұрланып], [жиырма екісі] табылды»
    verbs = [*told[-_PREDICATE:], *(word for span in others for word in sentence.within(*span)[-_PREDICATE:])]
    asked = question.words[:-1]
    if _begins(verbs, "goes_away") and not _begins(asked, "goes_away"):
        return OF_OTHERS
    if _began_with(sentence, quantity) or _once_was(sentence, quantity):
        return OF_OTHERS
    is_told = any(word.lower == _THERE_IS or word.lower in word_set("words.toml", "now") for word in told)
    came = _begins(verbs, "arrives") and not is_told  # «қазір станок саны – 58, бәрі Түркиядан әкелінген»
    if not came or _begins(asked, "arrives") or question.words[-1].lower != _THERE_IS:
        return 1.0
    return OF_OTHERS if _asks_now(question) else NOT_SAME


def of_number_told(question: Question, reading: ArticleReading, quantity: Quantity) -> float:
    """1.0 unless «ауыл жастарының саны» is asked for and a sentence tells just that: «28 [жас] жұмысқа орналасты»."""
    if not question.asked.startswith(_NUMBER) or question.after or not question.focus or not quantity.head:
        return 1.0
    if any(word.lower.startswith(_NUMBER) for word in quantity.owner):
        return 1.0
    counted, asked = question.focus[-1].key, {term.key for term in question.terms}
    told = any(
        one.key == counted and other.lower.startswith(_NUMBER) and not other.gap
        for sentence in reading.sentences
        if asked <= sentence.keys
        for one, other in pairwise(sentence.words)
    )
    return OF_OTHERS if told else 1.0


def asks_stock(question: Question) -> bool:
    """«неше көлік бар?», «қазір неше тоғаны жұмыс істейді?», «… жылқы саны?»."""
    lowers = [word.lower for word in question.words]
    if not word_set("words.toml", "formerly").isdisjoint(lowers):
        return False
    return (
        _asks_now(question)
        or lowers[-1] == _THERE_IS
        or (question.asked.startswith(_NUMBER) and question.stop == len(lowers))
    )


def _asks_now(question: Question) -> bool:
    """«[енді] неше көлік бар?»."""
    now = word_set("words.toml", "now") | {_ENDI}
    return any(word.lower in now for word in question.words)


def _began_with(sentence: Sentence, quantity: Quantity) -> bool:
    """«кәсібін 2017 жылы [екі тоғанмен] бастаған», «алты омартамен ашылған», «[он екі ұядан] бастаған ол»."""
    behind = [word for word in sentence.words if word.start >= quantity.last][:_PREDICATE]
    begun = any(word.lower.startswith(_STARTED) for word in behind) or _begins(behind, "begins")
    counted = (quantity.head or quantity.unit)[-1:]
    from_it = case_in(sentence, quantity) == "ablative"
    return begun and (from_it or any(word.lower.endswith(_WITH) for word in counted))


def _once_was(sentence: Sentence, quantity: Quantity) -> bool:
    """«пункттер [тоғыз] еді, енді 13-ке жетті»: behind a time gone by stands what is now."""
    behind = [word for word in sentence.words if word.start >= quantity.last]
    end = next((at for at, word in enumerate(behind) if at and word.gap), len(behind))
    was = any(word.lower in _WAS for word in behind[:end][-_PREDICATE:])
    later = word_set("words.toml", "now") | word_set("words.toml", "this_year") | {_ENDI}
    return was and any(word.lower in later for word in behind[end : end + _PREDICATE])


def _begins(words: Sequence[Word], kind: str) -> bool:
    return any(word.lower.startswith(word_row("words.toml", kind)) for word in words)
