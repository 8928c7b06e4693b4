"""What a number of a sentence means: its unit, its bound, the noun it counts, the whole it is part of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import zip_longest

from bot.answering.clauses import head_after, phrase_before
from bot.answering.lexicon import Lexicon, lines, word_set
from bot.answering.passage import Sentence, Word
from retrieval.language.grammar import case_of, is_attribute, is_finite, is_possessed
from retrieval.language.numerals import Number

MONEY = ("теңге", "доллар", "тиын", "евро", "рубл")
_PERCENT = re.compile(r"\s?(?:%(?:-\w+)?|(?:пайыз|процент)\w*)")
_YEAR = re.compile(r"(?:19|20)\d\d(?:[-–]\w+)?$")
SCALE = re.compile(r"(?:мың|млн|миллион|млрд|миллиард)\w*$")
# Third-person possession on a number, in any case; -еу/-ау numerals and numerals in words carry it without a hyphen.
PART = re.compile(
    r"(?:[-–](?:сы|сі|ы|і)|(?:еу|ау)[ыі]|бірі|екісі|үші|төрті|бесі|алтысы|жетісі|сегізі|тоғызы|жүзі|мыңы|миллионы|миллиарды"
    r"|жиырмасы|отызы|қырқы|елуі|алпысы|жетпісі|сексені|тоқсаны)(н|на|не|нда|нде|нан|нен|ның|нің|мен)?$"
)
_LAST_WORD = re.compile(r"(\w+)\s*$")
_LONGEST_MONTH = 40  # letters and blanks before a number among which the name of its month stands


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as the sentence means it. Offsets in the paragraph; keys of the words around it."""

    number: Number
    start: int
    stop: int  # after unit and bound
    measure: str  # "money", "percent", "unit" or "count"
    unit: tuple[Word, ...]
    head: tuple[Word, ...]  # the counted noun phrase after the number, its head last
    owner: tuple[Word, ...]  # the possessed noun before it: «құны – 540 миллион»
    partitive: bool  # «88-і»: a part of what was counted before
    whole: Word | None  # «пәтерлердің 20-сы»: the genitive before it
    bound: str = ""


@cache
def _bounds(place: str) -> tuple[str, ...]:
    rows = (line.split("\t") for line in lines("bounds.txt"))
    return tuple(sorted((words for where, words in rows if where == place), key=len, reverse=True))


@lru_cache(maxsize=8192)
def quantities(sentence: Sentence, lexicon: Lexicon) -> tuple[Quantity, ...]:
    """All numbers of a sentence that count or measure something; years, dates and № are left out."""
    found: list[Quantity] = []
    for number in _whole_ranges(sentence):
        if number.kind == "ordinal" or in_title(sentence, number) or _is_label(sentence, number) or _is_heading(number):
            continue
        found.append(_quantity(sentence, number, lexicon))
    return _with_shared_unit(found)


def _whole_ranges(sentence: Sentence) -> Iterator[Number]:
    """The sentence's numbers, «25-30» as one."""
    first: Number | None = None
    for number, after in zip_longest(sentence.numbers, sentence.numbers[1:]):
        text = sentence.paragraph.text[(first or number).start : number.stop]
        ranges = after is not None and sentence.paragraph.text[number.stop : after.start] in {"-", "–", "—"}
        if ranges and number.text.isdigit():
            first = first or number
            continue
        yield replace(number, start=first.start, text=text) if first else number
        first = None


def _with_shared_unit(found: list[Quantity]) -> tuple[Quantity, ...]:
    """«біріншіге 400 мың, екіншіге 250 мың теңге»: the money is named once, for the last sum."""
    for at in range(len(found) - 2, -1, -1):
        each, after = found[at], found[at + 1]
        scaled = each.measure == "count" and not each.head and SCALE.search(each.number.text.lower())
        if scaled and after.measure == "money" and after.unit and not each.partitive and not each.bound:
            found[at] = replace(each, measure="money", unit=after.unit)
    return tuple(found)


def in_title(sentence: Sentence, number: Number) -> bool:
    return any(title.start <= number.start and number.stop <= title.stop for title in sentence.titles)


def _is_heading(number: Number) -> bool:
    """«Құны, млрд теңге – 1,2»: the scale in a table's heading is no number of its own."""
    return not any(sign.isdigit() for sign in number.text) and bool(SCALE.fullmatch(number.text.lower()))


def _heading_unit(sentence: Sentence, start: int) -> tuple[Word, ...]:
    """The unit that a table's heading gives before the dash: «…, млрд теңге –»."""
    words, at = sentence.words, sentence.word_at(start)
    if at >= len(words) or words[at].gap not in {"–", "—"}:
        return ()
    comma = next((place for place in range(at - 1, max(-1, at - 3), -1) if "," in words[place].gap), None)
    if comma is None or is_possessed(words[at - 1].text):  # «…, жұмысшысы – он екі» tells of something
        return ()
    return words[comma:at]


def _is_label(sentence: Sentence, number: Number) -> bool:
    """Years, days of a month, numbered things, ranges of years."""
    text = sentence.paragraph.text
    before, after = (
        text[max(0, number.start - 2) : number.start],
        text[number.stop : number.stop + 24].lower().lstrip(),
    )
    if after.startswith(":") and number.start == sentence.start:
        return True  # the label of a table's row
    if "№" in before or (_YEAR.match(number.text) and re.match(r"(?:жыл|ж\.|[-–]\d{4}|ж\b|\|)|$", after)):
        return True
    if _month_after().match(after):
        return not after.startswith("қазанд") and number.value <= 31
    word_before = _LAST_WORD.search(text[max(0, number.start - _LONGEST_MONTH) : number.start])
    return word_before is not None and word_before[1].lower() in _months_in_genitive()


@cache
def _month_after() -> re.Pattern[str]:
    return re.compile(rf"[-–]?\d{{0,2}}\s*(?:{'|'.join(word_set('words.toml', 'months'))})")


@cache
def _months_in_genitive() -> frozenset[str]:
    endings = ("ның", "нің", "дың", "дің", "тың", "тің")
    return frozenset(month + ending for month in word_set("words.toml", "months") for ending in endings)


def _quantity(sentence: Sentence, number: Number, lexicon: Lexicon) -> Quantity:
    text, words = sentence.paragraph.text, sentence.words
    at = sentence.word_at(number.stop - 1) + 1
    stop, measure, unit_from = number.stop, "count", at
    percent = _PERCENT.match(text, number.stop)
    if percent:
        stop, measure = percent.end(), "percent"
        at = sentence.word_at(stop - 1) + (1 if stop and text[stop - 1].isalpha() and "%" not in percent[0] else 0)
        at = next((place for place in range(unit_from, len(words)) if words[place].start >= stop), len(words))
    elif at < len(words) and not words[at].gap and not _owned_digits(number):
        if words[at].lower.startswith(MONEY):
            measure = "money"
            at += 1
        else:
            size = next(
                (
                    n
                    for n in (2, 1)
                    if at + n <= len(words) and tuple(w.key for w in words[at : at + n]) in lexicon.units
                ),
                0,
            )
            if size and not is_attribute(words[at + size - 1].text):
                measure, at = "unit", at + size
        stop = words[at - 1].stop if at > unit_from else stop
    unit = words[unit_from:at] if measure in {"money", "unit"} else ()
    heading = _heading_unit(sentence, number.start)
    if heading and measure == "count":
        unit, measure = heading, "money" if heading[-1].lower.startswith(MONEY) else "unit"
    bound, stop, at = _bound_after(sentence, stop, at)
    start, before = _bound_before(sentence, number.start)
    measured = (
        measure in {"money", "unit"}
        and stop == words[at - 1].stop
        and case_of(words[at - 1].text) not in {"nominative", "accusative"}
    )
    head = (
        words[at : head_after(words, at)] if at < len(words) and not words[at].gap.strip('«"') and not measured else ()
    )
    partitive = _partitive(number, bound)
    if partitive:  # «олардың отыз бірі – әйел»; else what follows is not counted: «88-і оң шешімін тапты»
        head = _until_mark(words[at : at + 3]) if at < len(words) and words[at].gap in {"–", "—", "-"} else ()
    elif number.suffix and not bound and measure == "count":  # «22-ге жетті»: a case, nothing is counted
        head = ()
    head = _until_number(sentence, head)
    owner = _owner(sentence, start)
    if heading and unit == heading:
        owner = (*words[phrase_before(words, words.index(heading[0])) : words.index(heading[0])], *heading)
    elif not owner and number.suffix and not partitive and not unit and not head:
        owner = _counted_noun(sentence, start)
    return Quantity(
        number,
        start,
        stop,
        measure,
        unit,
        head,
        owner,
        partitive,
        _whole_before(sentence, number),
        before or bound,
    )


def _until_mark(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The first words of a row, up to the next mark."""
    return words[: next((at for at in range(1, len(words)) if words[at].gap), len(words))]


def _until_number(sentence: Sentence, head: tuple[Word, ...]) -> tuple[Word, ...]:
    """«26 адам | екі ауысыммен»: a counted noun ends where the next number begins."""
    numbers = {number.start for number in sentence.numbers}
    return head[: next((at for at, word in enumerate(head) if word.start in numbers), len(head))]


def _counted_noun(sentence: Sentence, start: int) -> tuple[Word, ...]:
    """«газ жеткен [елді мекен] сегізге жетті»: the subject right before a number in a case."""
    words, end = sentence.words, sentence.word_at(start)
    last = words[end - 1] if end else None
    if last is None or (end < len(words) and words[end].gap) or is_finite(last.text) or last.number:
        return ()
    if case_of(last.text) != "nominative" or last.lower in word_set("words.toml", "time_words"):
        return ()
    return words[phrase_before(words, end) : end]


def _owned_digits(number: Number) -> bool:
    """«балалардың 23-і күн сайын …»: what follows is no unit of it."""
    return number.text[:1].isdigit() and number.kind != "fraction" and PART.search(number.text.lower()) is not None


def _partitive(number: Number, bound: str) -> bool:
    """«88-і», «24-інде», «екеуі», «он жетісі», «9 миллионына», «15 мыңнан астамы»: the ending says "of them"."""
    of_them = number.kind != "fraction" and PART.search(number.text.lower()) is not None
    return of_them or bound.endswith(("ы", "і", "сы", "сі"))


def _whole_before(sentence: Sentence, number: Number) -> Word | None:
    at = sentence.word_at(number.start)
    before = sentence.words[at - 1] if at else None
    return before if before and case_of(before.text) == "genitive" and not before.number else None


def _bound_after(sentence: Sentence, stop: int, at: int) -> tuple[str, int, int]:
    words = sentence.words
    for bound in _bounds("after"):
        parts = bound.split()
        row = words[at : at + len(parts)]
        if (
            len(row) == len(parts)
            and all(
                word.lower == part or (len(parts) == 1 and word.lower in {part + "ы", part + "ін"})
                for word, part in zip(row, parts, strict=True)
            )
            and not row[0].gap
        ):
            return row[-1].lower, row[-1].stop, at + len(parts)
    return "", stop, at


def _bound_before(sentence: Sentence, start: int) -> tuple[int, str]:
    first = sentence.word_at(start)
    for bound in _bounds("before"):
        parts = bound.split()
        row = sentence.words[max(0, first - len(parts)) : first]
        parted = first < len(sentence.words) and "," in sentence.words[first].gap  # «ең көбі, 41-і – биде»
        if tuple(word.lower for word in row) == tuple(parts) and not parted:
            return row[0].start, bound
    return start, ""


def _owner(sentence: Sentence, start: int) -> tuple[Word, ...]:
    """The possessed noun right before the number, or before the dash or colon in front of it."""
    words, end = sentence.words, sentence.word_at(start)
    if end == 0:
        return ()
    first = words[end] if end < len(words) else None
    if first and first.gap and not re.fullmatch(r"[–—:\-|]+", first.gap):
        return ()
    last = words[end - 1]
    dashed = bool(first and first.gap)
    if not (is_possessed(last.text) and case_of(last.text) in {"nominative", "accusative"}) and not dashed:
        return ()
    return words[phrase_before(words, end) : end]
