"""Whether a number counts, pays for or measures another thing than asked: one of the same class, or the whole."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.classes import classes_named, classes_of, goods_of
from bot.answering.lexicon import Lexicon, word_set
from bot.answering.passage import ArticleReading, Sentence, Word
from bot.answering.quantities import Quantity, quantities
from bot.answering.question import Question
from bot.answering.readers.fitting import same
from bot.answering.readers.stretches import Span
from retrieval.language.grammar import case_of, is_owned, is_verbal

_SAME = 0.85  # likeness of a synonym
_UNLIKE = 0.6  # likeness up to which two things of a class are not the same
_SHORTEST = 3  # letters of a thing whose class is sure
_ASKED = 3  # words after «неше» among which the thing asked for stands
_OF = 4  # words before «неше» among which the whole stands: «жолдың биыл неше шақырымы»


def counts_a_sibling(question: Question, quantity: Quantity, lexicon: Lexicon) -> bool:
    """«120 түп қарағай» for «неше түп терек», «9 тонна арпа» for «қанша тонна бидай»: another of the same class."""
    asked = [word for word in question.words[question.stop : question.stop + _ASKED] if classes_of(word.lower)]
    told = [word for word in quantity.head if classes_of(word.lower)]
    if told and not asked and quantity.measure == "unit":  # «арпа қанша гектарға егілді»: «40 мың гектары – бидай»
        asked = [word for word in question.words if classes_of(word.lower)]
    if not told and quantity.owner:  # «қауынның көлемі – 520 гектар» for «қарбыз қанша гектарға егілді»
        asked = [word for word in question.words if classes_of(word.lower)]
        told = [word for word in quantity.owner if classes_of(word.lower)]
    if not asked or not told or any(same(a, b, lexicon) > _UNLIKE for a in asked for b in told):
        return False
    if any(classes_named(a.lower) & classes_of(b.lower) for a in asked for b in told):
        return False
    return any(classes_of(a.lower) & classes_of(b.lower) for a in asked for b in told)


def pays_for_a_sibling(question: Question, sentence: Sentence, own: Sequence[Span], lexicon: Lexicon) -> bool:
    """«[Бидайдың] тоннасын 82 мың теңгеден» for «арпаның тоннасы қанша»: the price of other goods of the class."""
    asked = [word for word in question.words if len(word.lower) >= _SHORTEST and goods_of(word.lower)]
    told = [word for start, stop in own for word in sentence.within(start, stop) if goods_of(word.lower)]
    away = [word for word in asked if all(same(word, other, lexicon) <= _UNLIKE for other in told)]
    return any(goods_of(a.lower) & goods_of(b.lower) for a in away for b in told)


def tells_whole_measure(question: Question, quantity: Quantity, reading: ArticleReading, lexicon: Lexicon) -> bool:
    """«28 шақырымдық жол» for «жолдың неше шақырымы жөнделді» where the article tells of so many of its kilometres."""
    unit = question.focus[-1] if question.focus else None
    if unit is None or quantity.measure not in {"unit", "size"} or not is_owned(unit.text) or quantity.partitive:
        return False
    whole = any(
        case_of(word.text) == "genitive" for word in question.words[max(0, question.start - _OF) : question.start]
    )
    if not whole or is_owned(quantity.unit[-1].text) or is_owned(quantity.head[0].text if quantity.head else ""):
        return False
    told = (each for sentence in reading.sentences if sentence.numbers for each in quantities(sentence, lexicon))
    return any(
        each.measure == "unit"
        and is_owned(each.unit[-1].text)
        and lexicon.likeness(unit.key, each.unit[-1].key) >= _SAME
        for each in told
    )


def measures_another(question: Question, quantity: Quantity, reading: ArticleReading, lexicon: Lexicon) -> bool:
    """«9 тонна ет» for «қанша тонна пияз» where the article speaks of no onions."""
    follows = question.words[question.stop + 1 : question.stop + 2]
    measured = quantity.measure == "unit" and quantity.head and question.focus
    if not measured or not follows or follows[0].gap or not _is_substance(follows[0]):
        return False
    asked = question.focus[-1]
    if not any(lexicon.likeness(asked.key, word.key) >= _SAME for word in quantity.unit):
        return False
    classes = classes_named(follows[0].lower)
    if any(classes & classes_of(word.lower) for word in quantity.head):
        return False
    if classes_of(follows[0].lower) and any(classes_of(word.lower) for word in quantity.head):
        return all(lexicon.likeness(follows[0].key, word.key) <= _UNLIKE for word in quantity.head)
    known = reading.keys_beginning(lexicon.beginnings(follows[0].key))
    return all(lexicon.likeness(follows[0].key, key) <= _UNLIKE for key in known)


def _is_substance(word: Word) -> bool:
    """«қанша тонна [пияз] сатылды»: a bare noun."""
    idle = word.lower in word_set("words.toml", "stop") or word.lower in word_set("words.toml", "light")
    return not (idle or is_verbal(word.text) or word.number) and case_of(word.text) in {"nominative", "accusative"}
