"""Numbers in Kazakh text: digits, words and mixtures, with their exact places and values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import Literal

from retrieval.language import wordlists
from retrieval.language.endings import strippings
from retrieval.language.romans import roman_value
from retrieval.language.tokens import Token, tokenize

Kind = Literal["cardinal", "ordinal", "collective", "fraction"]


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a text; `text` is `source[start:stop]`, endings on its last word included."""

    start: int
    stop: int
    value: Decimal
    text: str
    kind: Kind = "cardinal"
    weak: bool = False  # a bare word that is often no number: бір (a, some), бірі (one of), он, жүз (face)
    percent: bool = False  # %, пайыз or процент follows at once
    suffix: str = ""  # the ending on it: «76-ға» ға, «төртеуінің» уінің


@dataclass(frozen=True, slots=True)
class _Numeral:
    """One token read as a numeral."""

    value: Decimal
    kind: str  # digits, unit, ten, scale, fraction, ordinal, collective, half
    suffix: str = ""


@cache
def _table() -> dict[str, tuple[Decimal, str]]:
    entries = [*wordlists.rows("numerals.tsv"), *wordlists.rows("ordinals.tsv")]
    return {word: (Decimal(value), kind) for word, value, kind in entries}


_HALF = Decimal("0.5")
_DIGITS = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?")
_ORDINAL_ENDINGS = frozenset({"ші", "шы", "інші", "ыншы", "нші", "ншы", "шісі", "шысы"})
_WEAK = frozenset({"бір", "он", "жүз", "алты", "қырық", "мың", "ширек", "жарты", "біреу"})
_PERCENT = re.compile(r"\s*(?:%|пайыз|процент)", re.IGNORECASE)


def find_numbers(text: str) -> list[Number]:
    """Return the numbers of a text, in order, none overlapping another.

    >>> [(number.text, number.value) for number in find_numbers("56 мың адам, отыз бірі – әйел")]
    [('56 мың', Decimal('56000')), ('отыз бірі', Decimal('31'))]
    """
    tokens = tokenize(text)
    numerals = [_numeral(token.text) for token in tokens]
    numbers, at = [], 0
    while at < len(tokens):
        if numerals[at] is None:
            at += 1
            continue
        size, reading = _longest(text, tokens, numerals, at)
        numbers.append(_number(text, tokens[at : at + size], reading))
        at += size
    return numbers


def _number(text: str, tokens: Sequence[Token], reading: tuple[Decimal, Kind, str]) -> Number:
    value, kind, suffix = reading
    start, stop = tokens[0].start, tokens[-1].stop
    only = tokens[0].text.lower()
    weak = len(tokens) == 1 and (only in _WEAK or (value == 1 and kind == "cardinal" and only[0].isalpha()))
    percent = _PERCENT.match(text, stop) is not None
    return Number(start, stop, value, text[start:stop], kind, weak, percent, suffix)


def _longest(
    text: str, tokens: Sequence[Token], numerals: Sequence[_Numeral | None], at: int
) -> tuple[int, tuple[Decimal, Kind, str]]:
    """Return how many tokens from a numeral on make one number, and its reading."""
    fraction = _fraction(*numerals[at : at + 2])
    if fraction:
        return 2, fraction
    run: list[_Numeral] = []
    for place in range(at, len(tokens)):
        apart = run and text[tokens[place - 1].stop : tokens[place].start].strip(" \u00a0\u202f")
        numeral = numerals[place]
        if apart or numeral is None or (run and not _continues(run, numeral)):
            break
        run.append(numeral)
    last = run[-1]
    kind: Kind = "ordinal" if last.kind == "ordinal" else "cardinal"
    if last.kind in {"collective", "fraction"} and len(run) == 1:
        kind = "collective" if last.kind == "collective" else "fraction"
    return len(run), (_sum(run), kind, last.suffix)


def _fraction(whole: _Numeral | None, part: _Numeral | None = None) -> tuple[Decimal, Kind, str] | None:
    """Read «төрттен бірі», «үштен екісі», «10-нан бірі»: the whole in the ablative, the part possessed."""
    if whole is None or part is None or whole.kind == "ordinal" or part.kind not in {"unit", "digits"}:
        return None
    ablative = whole.suffix in {"тен", "тан", "ден", "дан", "нен", "нан"}
    if not ablative or not part.suffix.startswith(("і", "ы", "сі", "сы")) or whole.value <= part.value:
        return None
    return part.value / whole.value, "fraction", part.suffix


def _continues(run: Sequence[_Numeral], numeral: _Numeral) -> bool:
    """Whether a numeral goes on the number that the run before it began."""
    last = run[-1]
    if last.suffix or last.kind in {"ordinal", "collective"}:
        return False
    if numeral.kind == "fraction":  # бір жарым
        return numeral.value == _HALF and not numeral.suffix and last.kind in {"unit", "digits"}
    if last.kind == "fraction":  # бір жарым мың
        return numeral.kind == "scale" and last.value == _HALF and len(run) > 1
    if numeral.kind == "scale":
        return last.kind != "scale" or last.value < numeral.value or numeral.value == 100
    if numeral.kind == "digits":  # 3 мың 400
        return last.kind == "scale" and last.value >= 1000 and numeral.value < last.value
    return numeral.value < _room(last)


def _room(last: _Numeral) -> Decimal:
    """Return what must stay above the next numeral: after a ten a unit, after a scale anything less."""
    return {"ten": Decimal(10), "scale": last.value}.get(last.kind, Decimal(0))


def _sum(run: Sequence[_Numeral]) -> Decimal:
    total, group = Decimal(0), Decimal(0)
    for place, numeral in enumerate(run):
        if numeral.kind == "scale" and numeral.value == 100:
            group = (group or Decimal(1)) * 100
        elif numeral.kind == "scale":
            total += (group or Decimal(1)) * numeral.value
            group = Decimal(0)
        elif numeral.kind == "fraction" and place:
            group += _HALF
        else:
            group += numeral.value
    return total + group


@lru_cache(maxsize=16384)
def _numeral(text: str) -> _Numeral | None:
    """Read one token as a numeral, endings allowed."""
    if text[0].isdigit():
        return _digits(text)
    roman = roman_value(text.partition("-")[0])
    if roman and (len(text) > 1 or text in "XVХ"):
        return _Numeral(Decimal(roman), "ordinal", text.partition("-")[2])
    lowered = text.lower().removesuffix("-ақ")  # «төрт-ақ»: the particle "no more than"
    if lowered in wordlists.words("not_numerals.txt"):
        return None
    table = _table()
    if lowered in table:
        return _Numeral(*table[lowered])
    for reading in strippings(lowered):
        stem = reading.stem
        if reading.endings and stem in table and "own" not in reading.slots:
            return _Numeral(*table[stem], lowered[len(stem) :])
    return None


def _digits(text: str) -> _Numeral | None:
    match = _DIGITS.match(text)
    if match is None:
        return None
    value = Decimal(re.sub(r"[ \u00a0\u202f]", "", match[0]).replace(",", "."))
    rest = text[match.end() :].lstrip("-‑")
    if rest in _ORDINAL_ENDINGS:
        return _Numeral(value, "ordinal", rest)
    if rest and Token(text, 0, len(text)).suffix != rest:
        return None
    return _Numeral(value, "digits", rest)
