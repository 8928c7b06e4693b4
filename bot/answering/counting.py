"""Which numbers of a sentence count or measure something: no years, days of a month, № or labels of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import zip_longest

from bot.answering.lexicon import word_set
from bot.answering.passage import Sentence
from retrieval.language.numerals import Number

SCALE = re.compile(r"(?:мың|млн|миллион|млрд|миллиард)\w*$")
_YEAR = re.compile(r"(?:19|20)\d\d(?:[-–]\w+)?$")
_LAST_WORD = re.compile(r"(\w+)\s*$")
_LONGEST_MONTH = 40  # letters and blanks before a number among which the name of its month stands


def counting_numbers(sentence: Sentence) -> Iterator[Number]:
    """The numbers that count something, «25-30» as one."""
    for number in _whole_ranges(sentence):
        labels = in_title(sentence, number) or _is_label(sentence, number) or _is_heading(number)
        if number.kind != "ordinal" and not labels:
            yield number


def in_title(sentence: Sentence, number: Number) -> bool:
    return any(title.start <= number.start and number.stop <= title.stop for title in sentence.titles)


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


def _is_heading(number: Number) -> bool:
    """«Құны, млрд теңге – 1,2»: the scale in a table's heading is no number of its own."""
    return not any(sign.isdigit() for sign in number.text) and bool(SCALE.fullmatch(number.text.lower()))


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
