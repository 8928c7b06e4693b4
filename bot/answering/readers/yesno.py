"""Yes or no: the sentence that states what is asked, or its opposite."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from bot.answering.finding import Finding
from bot.answering.lexicon import Lexicon, lines
from bot.answering.passage import ArticleReading, Sentence, Word
from bot.answering.question import Question

# The negative suffix by what it follows: -ма/-ме after vowels and р л й у, -ба/-бе after з ж м н ң, -па/-пе after
# voiceless letters («Қазақ грамматикасы», § 127).
_NEGATIVE = re.compile(
    r".+(?:[аәеиоөуүұыіярлйу](?:ма|ме)|[зжмнң](?:ба|бе)|[кқпстфхцчшщбвгд](?:па|пе))"
    r"(?:ды|ді|ған|ген|йды|йді|й|с|са|се|пты|пті|уы|уі|ғаны|гені|дым|дік|дық|йтын|йтін)$"
)
_NO = frozenset({"жоқ", "емес"})


@cache
def _opposites() -> tuple[tuple[str, str], ...]:
    return tuple((one, other) for one, other in (line.split() for line in lines("opposites.txt")))


def is_negative(words: tuple[Word, ...]) -> bool:
    """Whether a predicate, given with the words after it, is negated: -ма/-ме in it, or жоқ, емес behind it."""
    for at, word in enumerate(words[:3]):
        if word.lower in _NO or (_NEGATIVE.match(word.lower) and not (at and word.gap)):
            return True
    return False


def read_yesno(question: Question, reading: ArticleReading, sentence: Sentence, lexicon: Lexicon) -> Iterator[Finding]:
    """Findings Иә / Жоқ: the whole sentence is the span."""
    predicate = _predicate(question)
    if predicate is None:
        return
    at, near = _best(sentence, predicate, lexicon)
    opposite = _opposite_at(sentence, question)
    if at is None and opposite is None:
        return
    asked_no = is_negative((predicate,))
    place = opposite if opposite is not None else at
    assert place is not None
    stated_no = is_negative(sentence.words[max(0, place) : place + 3]) != (opposite is not None)
    answer = "Иә" if stated_no == asked_no else "Жоқ"
    yield Finding(
        sentence,
        sentence.start,
        sentence.stop,
        answer,
        0.95 if opposite is not None else 0.55 + 0.4 * near,
        f"yesno:{'opposite' if opposite is not None else 'same'}",
        regions=((sentence.start, sentence.stop),),
    )


def _predicate(question: Question) -> Word | None:
    """The last content word before the particle."""
    for word in reversed(question.words[: question.start]):
        if word.lower not in {"болды", "болған", "болып", "бар", "еді", "екен", "рас", "бола", "болады"}:
            return word
    return None


def _best(sentence: Sentence, predicate: Word, lexicon: Lexicon) -> tuple[int | None, float]:
    scored = [(lexicon.likeness(predicate.key, word.key), at) for at, word in enumerate(sentence.words)]
    near, at = max(scored, default=(0.0, -1))
    return (at, near) if near >= 0.65 else (None, 0.0)


def _opposite_at(sentence: Sentence, question: Question) -> int | None:
    """Index of a word that excludes what the question asks: «тегін» for «ақылы», «қолайсыз» for «қолайлы»."""
    stated = _opposites_of(question)
    predicate = _predicate(question)
    for at, word in enumerate(sentence.words):
        if (stated and word.lower.startswith(stated)) or (predicate and _lacks(predicate.lower, word.lower)):
            return at
    return None


@lru_cache(maxsize=256)
def _opposites_of(question: Question) -> tuple[str, ...]:
    """Beginnings of the words that exclude a word of the question."""
    pairs = (*_opposites(), *((other, one) for one, other in _opposites()))
    return tuple(other for one, other in pairs if any(word.lower.startswith(one) for word in question.words))


def _lacks(one: str, other: str) -> bool:
    """«қолайлы» and «қолайсыз»: one stem with and without."""
    for has, lacks in ((one, other), (other, one)):
        with_it, without = (
            re.match(r"(.{3,})(?:лы|лі|ды|ді|ты|ті)$", has),
            re.match(r"(.{3,})(?:сыз|сіз)", lacks),
        )
        if with_it and without and with_it[1] == without[1]:
            return True
    return False
