"""The weight in which an athlete wrestles, boxes or lifts: no weight of what is lifted."""

from __future__ import annotations

from bot.answering.passage import Sentence, Word
from bot.answering.quantities import Quantity
from bot.answering.question import Question
from bot.answering.readers.scope import OF_OTHERS
from retrieval.language.grammar import case_of

_KILOGRAMS = ("келі", "кг", "килограм")
_WEIGHT = "салма"
_DEGREE = "дәреже"
_UP_TO = ("дейін", "шейін")  # «73 келіге дейінгі салмақта»


def of_weight_class(question: Question, sentence: Sentence, quantity: Quantity) -> float:
    """1.0 unless how much is asked and told is a weight class: «[89 келіде] Арман Бек жеңді» for «қанша көтерді»."""
    if not (quantity.unit and quantity.unit[-1].lower.startswith(_KILOGRAMS)) or _asks_class(question):
        return 1.0
    return OF_OTHERS if _is_class(sentence, quantity) else 1.0


def _asks_class(question: Question) -> bool:
    """«неше келіде күресті?», «қанша килограмм салмақта …?»."""
    return any(
        word.lower.startswith(_WEIGHT) or (word.lower.startswith(_KILOGRAMS) and _is_scene(word))
        for word in question.words
    )


def _is_class(sentence: Sentence, quantity: Quantity) -> bool:
    unit = quantity.unit[-1]
    if _is_scene(unit):
        return True
    behind = [word for word in sentence.words if word.start > unit.start][:3]
    if behind and behind[0].lower.startswith(_UP_TO):
        behind = behind[1:]
    if not behind or behind[0].gap or not behind[0].lower.startswith(_WEIGHT):
        return False
    weight, follows = behind[0].lower, behind[1:2]
    if weight in {"салмақта", "салмағында"}:
        return True
    name = any(word.capital for word in follows)
    return name if weight == "салмақтағы" else any(word.lower.startswith(_DEGREE) for word in follows)


def _is_scene(word: Word) -> bool:
    return case_of(word.text) == "locative" or word.lower.endswith(("-да", "-де"))
