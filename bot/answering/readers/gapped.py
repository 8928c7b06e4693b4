"""What each got where the verb is said once: «Асанға кубок, [Үсенге] диплом берілді», «бірінші орын [Асанға], …».

The clauses have each a receiver in the dative and an object; of whom the question asks, the object is theirs.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.answering.clauses import in_title
from bot.answering.finding import Finding
from bot.answering.lexicon import Lexicon
from bot.answering.passage import Sentence, Word
from bot.answering.question import Question
from bot.answering.readers.acts import bare_case
from retrieval.language.grammar import (
    case_of,
    is_attribute,
    is_finite,
    is_owned,
    is_participle,
    is_verbal,
    is_verbal_noun,
)

_LEAST = 2  # parts
_ALIKE = 0.7  # likeness from which a word is the one asked about
_OBJECTS = frozenset({"nominative", "accusative"})
_JOINS = frozenset({"ал", "және"})
_FIRST_OF_TWO = frozenset({"табыс", "тарту", "сыйға", "салтанатты"})  # «[табыс] етілді»


@dataclass(frozen=True, slots=True)
class Part:
    """One of those told side by side, as indices of words: all of it, and its object."""

    start: int
    stop: int
    object_start: int
    object_stop: int


def own_part(question: Question, sentence: Sentence, lexicon: Lexicon) -> tuple[Part, tuple[Part, ...]] | None:
    """The part of the one asked about, with all parts; None where there are none or the question fits several."""
    parts = gapped(sentence)
    if not parts:
        return None
    held = [_held(question, sentence.words[part.start : part.stop], lexicon) for part in parts]
    best = max(held)
    return (parts[held.index(best)], parts) if best and held.count(best) == 1 else None


def _held(question: Question, words: tuple[Word, ...], lexicon: Lexicon) -> float:
    """How many of the words before the question word stand among some words, likes counting less."""
    asked = [term.key for term in question.terms if term.at < question.start]
    near = (max(lexicon.likeness(key, word.key) for word in words) for key in asked)
    return sum(each for each in near if each >= _ALIKE)


def of_another_part(question: Question, finding: Finding, lexicon: Lexicon) -> bool:
    """Whether a stretch is not what the one asked about got."""
    told = own_part(question, finding.sentence, lexicon) if question.case in _OBJECTS else None
    if told is None:
        return False
    words, (own, _) = finding.sentence.words, told
    return not words[own.object_start].start <= finding.start < words[own.object_stop - 1].stop


def gapped(sentence: Sentence) -> tuple[Part, ...]:
    """The parts of a sentence whose verb stands only behind the last of them; () where there are not two."""
    words = sentence.words
    if not words or not is_finite(words[-1].text):
        return ()
    cuts = [at for at in range(1, len(words)) if _cuts(words, at)]
    bounds = list(zip([0, *cuts], [*cuts, len(words)], strict=True))
    last = _part(sentence, *bounds[-1], closes=True)
    if last is None:
        return ()
    parts = [last]
    for start, stop in reversed(bounds[:-1]):
        part = _part(sentence, start, stop)
        if part is None or _leads(part) != _leads(last):
            break
        parts.append(part)
    return tuple(reversed(parts)) if len(parts) >= _LEAST else ()


def _cuts(words: tuple[Word, ...], at: int) -> bool:
    return "," in words[at].gap.strip('«»"') and not in_title(words, at) and words[at - 1].lower not in _JOINS


def _leads(part: Part) -> bool:
    """Whether the receiver stands before the object."""
    return part.object_start > part.start and part.object_stop == part.stop


def _part(sentence: Sentence, start: int, stop: int, closes: bool = False) -> Part | None:
    """A clause with one receiver and an object beside it; of the last one the verb is left out."""
    words = sentence.words
    if words[start].lower in _JOINS:
        start += 1
    if closes:
        stop = _before_verb(words, start, stop)
    places = [at for at in range(start, stop) if may_receive(words[at])]
    if not places or any(_tells(words, place, stop) for place in range(start, stop)):
        return None
    at = places[-1]
    if at + 1 < stop:
        found = Part(start, stop, at + 1, stop)
    else:
        found = Part(start, stop, start, _receiver_start(sentence, start, at))
    told = words[found.object_start : found.object_stop]
    if not told or case_of(told[-1].text) not in _OBJECTS or is_verbal(told[-1].text) or all(w.number for w in told):
        return None
    return found


def _tells(words: tuple[Word, ...], at: int, stop: int) -> bool:
    """Whether a word is a verb of its own: «ең көп [оқыған] Асанға» only describes him."""
    word = words[at]
    describes = is_participle(word.text) and at + 1 < stop and not words[at + 1].gap
    return is_finite(word.text) and not (is_attribute(word.text) or describes)


def _receiver_start(sentence: Sentence, start: int, at: int) -> int:
    """Where a receiver begins behind its object: a name whole, «ауыл [тұрғындарына]» with its noun, else one word."""
    first = next((one.start for one in sentence.persons if one.start <= sentence.words[at].start < one.stop), None)
    if first is not None:
        return sentence.word_at(first)
    two = is_owned(sentence.words[at].text) or sentence.words[at].capital
    return max(start, at - 1) if two else at


def may_receive(word: Word) -> bool:
    """Whether a word is somebody or something in the dative."""
    case = bare_case(word.text) if word.capital else case_of(word.text)
    return case == "dative" and not (is_attribute(word.text) or is_verbal_noun(word.text) or word.number)


def _before_verb(words: tuple[Word, ...], start: int, stop: int) -> int:
    """Where the verb at the end begins: «[берілді]», «[табыс етілді]», «[ие болды]»."""
    at = stop - 1
    while at > start and words[at - 1].lower in _FIRST_OF_TWO:
        at -= 1
    return at
