"""A quantity told by itself: its bound and unit kept, its noun and number in the nominative."""

from __future__ import annotations

import re
from functools import cache

from bot.answering.lexicon import lines
from bot.answering.passage import Sentence
from bot.answering.quantities import PART, SIZE, Quantity
from bot.answering.saying.agreement import bare_noun
from retrieval.language.grammar import is_attribute
from retrieval.language.inflection import nominative

_OURS = re.compile(r"(ы|і)?м[ыі]з$")
_VOICELESS = {"ғ": "қ", "г": "к", "б": "п"}
_RANGE = re.compile(r"\d+[-–—]\d+$")
_TEMPLATE_SUFFIX = re.compile(r"-\w+$")


def say_quantity(sentence: Sentence, quantity: Quantity, describing: bool = False) -> str:
    """The quantity with unit and bound, its noun in the nominative: «56 мыңнан астам мүше», «22 млн теңге».

    `describing`: «24 пәтерлік» is asked for, not how many flats.
    """
    told = _told(sentence, quantity, describing)
    opens = quantity.start == sentence.start and not told[:2].isupper()
    return told[:1].lower() + told[1:] if opens else told


def _told(sentence: Sentence, quantity: Quantity, describing: bool) -> str:
    text = sentence.paragraph.text[quantity.start : quantity.stop]
    if quantity.measure == "size":
        return text if describing else SIZE.sub("", text)
    if quantity.bound and not text.lower().startswith(quantity.bound):
        return text + _noun(quantity)
    if quantity.measure == "percent":
        return re.sub(r"(%|пайыз|процент).*$", r"\1", text)
    described = quantity.head and is_attribute(quantity.head[-1].text)
    if describing and described and quantity.measure == "count" and not quantity.partitive:
        return f"{text} {' '.join(word.text for word in quantity.head)}"
    if quantity.unit and quantity.unit[0].start >= quantity.stop:
        return f"{text} {_bare_unit(quantity.unit[-1].text)}"
    if quantity.unit and quantity.unit[0].start < quantity.start:
        bare = nominative_number(text) if quantity.partitive else text
        return " ".join([bare, *(_bare_unit(word.text) for word in quantity.unit)])
    if quantity.unit:
        return _bare_tail(text)
    cased = quantity.number.suffix and quantity.number.kind == "cardinal" and not quantity.partitive
    if cased and "-" not in text and not quantity.head:
        text = text.removesuffix(quantity.number.suffix)  # «сегізге жетті» -> сегіз, «185 мыңға жетті» -> 185 мың
    text = text.removesuffix("-ақ")  # «төрт-ақ қайық»: no more than four
    bare = _TEMPLATE_SUFFIX.sub("", text) if text[:1].isdigit() and not _RANGE.match(text) else text
    stays = (quantity.head and not quantity.partitive) or quantity.number.kind == "fraction"  # «төрттен бірі»
    return (bare if stays else nominative_number(bare)) + _noun(quantity)


def _noun(quantity: Quantity) -> str:
    if not quantity.head or quantity.measure in {"money", "percent"} or (quantity.measure == "unit"):
        return ""
    if quantity.partitive or any(is_attribute(word.text) for word in quantity.head[-1:]):
        return ""
    words = [word.text for word in quantity.head]
    last = _not_ours(nominative(words[-1]))
    if all(is_attribute(word) for word in words[:-1]):  # «32 тұрақты жұмысшысы», but «ұйым мүшесі»
        last = bare_noun(last)
    return " " + " ".join([*words[:-1], last])


def _not_ours(noun: str) -> str:
    """«түлегіміз» -> түлек, «баламыз» -> бала: told by a speaker, counted by all."""
    ours = _OURS.search(noun)
    stem = noun[: ours.start()] if ours else noun
    return stem[:-1] + _VOICELESS.get(stem[-1], stem[-1]) if ours and ours[1] else stem


def _bare_tail(text: str) -> str:
    """Strip the case of the unit: «22 млн теңгеге» -> «22 млн теңге»."""
    head, _, last = text.rpartition(" ")
    return f"{head} {_bare_unit(last)}" if head else text


def _bare_unit(word: str) -> str:
    unit = next((unit for unit in sorted(_all_units(), key=len, reverse=True) if word.lower().startswith(unit)), word)
    return word[: len(unit)]


@cache
def _all_units() -> tuple[str, ...]:
    return tuple(line.split()[-1] for line in lines("units.txt"))


def nominative_number(text: str) -> str:
    """«76-ға» -> 76, «он жетісі» -> он жеті, «9 миллионына» -> 9 миллион; collectives («алтауын») -> алтауы."""
    if text[:1].isdigit() and "-" in text:
        return _TEMPLATE_SUFFIX.sub("", text)
    part = PART.search(text.lower())
    if part is None:
        return text
    bare = text[: part.start(1)] if part[1] else text
    return bare if bare.endswith(("еуі", "ауы")) else re.sub(r"(?:(?<=[аыі])с[ыі]|[ыі])$", "", bare)
