"""Whether a number is told of one of many, or of some of them, where all together are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.answering.lexicon import Lexicon, is_one_of, word_row, word_set
from bot.answering.passage import Sentence, Word
from bot.answering.quantities import Quantity
from bot.answering.question import Question
from bot.answering.readers.scope import OF_OTHERS
from retrieval.language.grammar import SPATIAL, is_attribute, is_plural

_ALL = frozenset({"барлық", "бүкіл", "барша"})
_ALIKE = 0.6  # likeness from which two may be the same
_WHERE = ("places", "organisations", "venues", "departments")


def of_total(question: Question, sentence: Sentence, quantity: Quantity, lexicon: Lexicon) -> float:
    """1.0 unless all are asked for and told is one of them by its name, or a sort of them.

    «ауданның барлық омартасы» – «[«Гүлбал» омартасы] 11 тонна бал айырды», or the other way round; «мектепте барлығы
    неше оқушы бар» – «[жоғары сыныптағы] 57 бала».
    """
    if any(word.lower.startswith(word_row("words.toml", "all_together")) for word in sentence.words):
        return OF_OTHERS if _is_one_of_all(question.words, sentence.words) else 1.0
    one = _is_one_of_all(sentence.words, question.words) or _is_of_sort(question, sentence, quantity, lexicon)
    return OF_OTHERS if one else 1.0


def _is_one_of_all(one: Sequence[Word], whole: Sequence[Word]) -> bool:
    """Whether some words name one of which others tell all: «[«Гүлбал» омартасы]» and «[барлық омартасы]»."""
    every = {noun.key for each, noun in pairwise(whole) if each.lower in _ALL and not noun.gap}
    if not every or not _ALL.isdisjoint(word.lower for word in one):
        return False
    return any(
        name.quoted and noun.key in every and not (noun.quoted or is_plural(noun.text)) for name, noun in pairwise(one)
    )


def _is_of_sort(question: Question, sentence: Sentence, quantity: Quantity, lexicon: Lexicon) -> bool:
    """«[жоғары сыныптағы] 57 бала», «[Бұлақ ауылындағы] 45 бала» where «барлығы неше оқушы» is asked."""
    if not question.start or not _is_all(question.words[question.start - 1]):
        return False
    at = sentence.word_at(quantity.start)
    sort = sentence.words[at - 1] if at else None
    if sort is None or sentence.words[at].gap or sort.capital or not sort.lower.endswith(SPATIAL):
        return False
    which = sentence.words[at - 2] if at > 1 and not sort.gap else None
    told = [which] if which and (which.capital or is_attribute(which.text)) else []
    if any(is_one_of(sort.lower, row) for row in _WHERE):  # «мектептегі 57 бала» are all that are there
        return bool(told) and not _is_asked(question, told[0], lexicon)
    return not any(_is_asked(question, word, lexicon) for word in (sort, *told))


def _is_asked(question: Question, word: Word, lexicon: Lexicon) -> bool:
    return any(lexicon.likeness(asked.key, word.key) >= _ALIKE for asked in question.words)


def _is_all(word: Word) -> bool:
    return word.lower.startswith(word_row("words.toml", "all_together")) and word.lower not in word_set(
        "words.toml", "stop"
    )
