"""What a yes/no question limits and a text may deny: how much of it, only it, how many, what kind, done or planned."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from bot.answering.clauses import breaks_before
from bot.answering.lexicon import Lexicon, word_row, word_set
from bot.answering.passage import Sentence, Word
from bot.answering.question import Question
from retrieval.language.grammar import case_of, is_attribute, is_finite, is_owned, is_plural, is_verbal, is_verbal_noun
from retrieval.language.inflection import nominative_phrase
from retrieval.language.numerals import find_numbers

_NEAR = 0.65  # likeness from which a word of the text is the one asked about
_TO_DEED = 4  # words from where something happens to its deed: «ауылындағы ипподромда [өтуі]»
_TO_PLAN = 2  # words from a deed to the word that calls it a plan
_REACH = 2  # words between what is asked and «ғана»
_SHORT = 2  # letters of a stem that many words begin with
_MOSTLY = 0.6  # share of the other asked words that the sentence with another number holds
_NEEDS = ("керег", "қажеттіл", "қажеті", "керек", "қажет")
_NO = frozenset({"жоқ", "емес"})
_PAST = re.compile(r".+(?:[дт][ыі]|[ғқ]ан|[гк]ен)$")
_DENIED = re.compile(r".+[мбп][ае](?:йді|йды|ді|ды|ған|ген)$")
_SHORT_DEED = re.compile(r"\w{2,3}у[ыі]?$")  # «өту», «болуы»
_PLANNED = re.compile(r".+(?:[мбп]ақ|[мбп]ек)(?:шы|ші)?$")


def only_planned(predicate: Word, words: tuple[Word, ...], at: int) -> bool:
    """«Құрылыс [басталмақ]», «[басталуы] тиіс еді» tells of no beginning to who asks «басталды ма»."""
    if not (_PAST.match(predicate.lower) and is_finite(predicate.text)):
        return False
    deeds = range(at, min(at + _TO_DEED, len(words)))
    return bool(_PLANNED.match(words[at].lower)) or any(_is_meant(words, place) for place in deeds)


def _is_meant(words: tuple[Word, ...], at: int) -> bool:
    """«[өтуі] тиіс еді», «газ [тарту] жоспарланып отыр»."""
    behind = words[at + 1 : at + 1 + _TO_PLAN]
    planned = any(word.lower.startswith(word_row("words.toml", "plans")) for word in behind)
    return planned and (is_verbal_noun(words[at].text) or bool(_SHORT_DEED.match(words[at].lower)))


def asks_need(question: Question) -> bool:
    """«Тренинг керек пе?»."""
    before = question.words[: question.start][-2:]
    return any(word.lower in {"керек", "қажет"} for word in before)


def needed(sentence: Sentence, at: int) -> bool | None:
    """Whether a clause says from a word on that something is needed or is not; None: neither."""
    words = sentence.words
    for place in range(at, len(words)):
        if place > at and breaks_before(words[place]):
            return None
        if words[place].lower.startswith(_NEEDS):
            return not (place + 1 < len(words) and words[place + 1].lower in _NO)
    return None


def in_part(question: Question, sentence: Sentence) -> bool:
    """«Бәрі әкелінген бе?» – «бір бөлігі әкелінген», «үштен екісі әкелінді»: less than what is asked."""
    asked = {word.lower for word in question.words}
    if asked.isdisjoint(word_set("words.toml", "wholes")):
        return False
    told = {word.lower for word in sentence.words}
    share = bool(told & word_set("words.toml", "shares") - asked) or any(
        number.kind == "fraction" and number.value < 1 for number in sentence.numbers
    )
    return share and told.isdisjoint(word_set("words.toml", "wholes"))


def asks_only(question: Question) -> Word | None:
    """The word that «тек», «ғана» limits a question to."""
    for one, other in pairwise(question.words):
        if one.lower == "тек":
            return other
        if other.lower == "ғана":
            return one
    return None


def says_only(sentence: Sentence, only: Word, lexicon: Lexicon) -> bool | None:
    """Whether it is only that («тек теориядан тұрады») or not («теориямен ғана шектелмейді»); None: not told."""
    words = sentence.words
    at = next((at for at, word in enumerate(words) if lexicon.likeness(only.key, word.key) >= _NEAR), None)
    if at is None:
        return None
    near = words[max(0, at - 1) : at + 1 + _REACH]
    if not any(word.lower in {"тек", "ғана", "тек-ақ"} for word in near):
        return None
    following = words[at + 1 : at + 2 + _REACH]
    return not any(word.lower in _NO or _DENIED.match(word.lower) for word in following)


def other_measure(question: Question, sentence: Sentence, predicate: Word, lexicon: Lexicon) -> str:
    """«Форум бір күнде аяқтала ма?» – «[екі күндік] форум»: another measure of the thing; "" where none is told."""
    for number in find_numbers(question.text):
        unit = next((word for word in question.words if word.start >= number.stop), None)
        if unit is None or unit.capital or unit.gap.strip():
            continue
        told = [(other, word) for other, word in _measures(sentence) if word.key == unit.key]
        if not told or any(other == number.value for other, _ in told):
            continue
        idle = {unit.key, predicate.key}
        rest = [term.key for term in question.terms if term.key not in idle and not question.words[term.at].number]
        met = sum(any(lexicon.likeness(key, word.key) >= _NEAR for word in sentence.words) for key in rest)
        if met and met >= _MOSTLY * len(rest) and len(told) == 1:
            return _as_told(sentence, told[0][1])
    return ""


def _measures(sentence: Sentence) -> Iterator[tuple[Decimal, Word]]:
    for number in sentence.numbers:
        at = sentence.word_at(number.stop)
        if at < len(sentence.words) and not sentence.words[at].gap and is_attribute(sentence.words[at].text):
            yield number.value, sentence.words[at]


def _as_told(sentence: Sentence, unit: Word) -> str:
    number = max((one for one in sentence.numbers if one.stop <= unit.start), key=lambda one: one.stop)
    return nominative_phrase(sentence.paragraph.text[number.start : unit.stop])


def for_others(question: Question, sentence: Sentence, at: int) -> bool:
    """«Кіру 500 теңге, ал [зейнеткерлерге] тегін»: behind «ал» it is told of people whom nobody asked about."""
    words = sentence.words
    start = next((place for place in range(at, 0, -1) if breaks_before(words[place])), 0)
    if words[start].lower not in {"ал", "бірақ", "тек"}:
        return False
    group = (word for word in words[start:at] if is_plural(word.text) and case_of(word.text) == "dative")
    return any(word.key not in question.keys for word in group)


def without(question: Question, sentence: Sentence) -> bool:
    """«[Билетсіз] кіруге бола ма?» – «билет керек»: without it one cannot."""
    lacking = [word.lower[:-3] for word in question.words[: question.start] if word.lower.endswith(("сыз", "сіз"))]
    words = sentence.words
    return any(
        len(stem) > _SHORT and word.lower.startswith(stem) and not word.lower.startswith((stem + "сыз", stem + "сіз"))
        for stem in lacking
        for word, after in pairwise(words)
        if after.lower.startswith(_NEEDS)
    )


def of_another_kind(question: Question, sentence: Sentence, lexicon: Lexicon) -> bool:
    """«[Ағылшын] тіліне аударылды ма?» – «түрік тіліне»: the noun stands with another word before it."""
    for kind, noun in pairwise(question.words[: question.start]):
        if not _is_kind_of(kind, noun) or any(_alike(kind, word, lexicon) for word in sentence.words):
            continue
        places = [at for at, word in enumerate(sentence.words) if at and word.key == noun.key]
        if places and all(_is_kind_of(sentence.words[at - 1], sentence.words[at]) for at in places):
            return True
    return False


def _is_kind_of(kind: Word, noun: Word) -> bool:
    oblique = case_of(noun.text) in {"dative", "accusative", "locative", "ablative", "instrumental"}
    named = kind.capital or noun.capital or kind.quoted
    plain = not (
        named or kind.number or noun.gap or is_verbal(kind.text) or is_verbal(noun.text) or is_owned(kind.text)
    )
    idle = kind.lower in word_set("words.toml", "stop") | word_set("words.toml", "anaphors")
    return oblique and plain and not idle and case_of(kind.text) == "nominative"


def _alike(one: Word, other: Word, lexicon: Lexicon) -> bool:
    return lexicon.likeness(one.key, other.key) >= _NEAR
