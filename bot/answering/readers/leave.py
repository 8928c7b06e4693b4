"""Whether one may do something: «От жағуға бола ма?» – «Жоқ, тыйым салынған»."""

from __future__ import annotations

import re

from bot.answering.passage import Sentence, Word
from bot.answering.question import Question

_DEED = re.compile(r".+у(?:ға|ге)$")  # «жағуға», «кіруге»
_MAY = ("бола", "болады", "рұқсат")
_ALLOWED = ("болады", "рұқсат", "мүмкіндік")
_FORBIDDEN = ("тыйым", "болмайды", "шектеу")
_NO = frozenset({"жоқ", "емес"})
_DENIED = ("етілме", "берілме")
_REACH = 6  # words from the deed to what is said of it: «жетектеуге және от жағуға тыйым салынған»


def asks_leave(question: Question) -> Word | None:
    """The deed of a question like «Көлде балық [аулауға] бола ма?»."""
    words = question.words[: question.start]
    if len(words) < 2 or not words[-1].lower.startswith(_MAY) or not _DEED.match(words[-2].lower):
        return None
    return words[-2]


def given_leave(sentence: Sentence, at: int) -> str:
    """What is said of the deed at a place: «Иә», «Жоқ, болмайды», «Жоқ, тыйым салынған»; "" for nothing."""
    words = sentence.words
    for place in range(at + 1, min(len(words), at + _REACH)):
        lower = words[place].lower
        behind = words[place + 1].lower if place + 1 < len(words) else ""
        if lower.startswith(_FORBIDDEN):
            said = lower if lower == "болмайды" or not behind else f"{lower} {behind}"
            return f"Жоқ, {said}"
        if lower.startswith(_ALLOWED):
            return f"Жоқ, {lower} {behind}" if behind in _NO or behind.startswith(_DENIED) else "Иә"
    return ""
