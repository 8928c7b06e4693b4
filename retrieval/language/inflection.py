"""Put Kazakh phrases into a case, and take case endings off again."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from retrieval.language import wordlists
from retrieval.language.endings import Ending, Stripping, strippings
from retrieval.language.harmony import Harmony, final_class, harmony
from retrieval.language.stemming import Stemmer, known_words

Case = Literal["nominative", "genitive", "dative", "accusative", "locative", "ablative", "instrumental"]

_DIGITS = re.compile(r"\d+")
_LAST_WORD = re.compile(r"([^\W_]+(?:[-‑][^\W_]+)*|%)(?=[^\w%]*$)")
_CLOSING = re.compile(r"[»”\")\]]+$")

# After which final letters an ending stands: the first entry whose classes hold the letter's class.
# Source: Kazakh orthography rules (2013), the tables of case endings.
_ENDINGS: dict[Case, tuple[tuple[str, str, str], ...]] = {
    "genitive": (("VN", "ның", "нің"), ("YRLZ", "дың", "дің"), ("T", "тың", "тің")),
    "dative": (("VYRLNZ", "ға", "ге"), ("T", "қа", "ке")),
    "accusative": (("V", "ны", "ні"), ("YRLNZ", "ды", "ді"), ("T", "ты", "ті")),
    "locative": (("VYRLNZ", "да", "де"), ("T", "та", "те")),
    "ablative": (("VYRLZ", "дан", "ден"), ("N", "нан", "нен"), ("T", "тан", "тен")),
    "instrumental": (("VYRLN", "мен", "мен"), ("Z", "бен", "бен"), ("T", "пен", "пен")),
}
_POSSESSED: dict[Case, tuple[str, str]] = {
    "genitive": ("ның", "нің"),
    "dative": ("на", "не"),
    "accusative": ("н", "н"),
    "locative": ("нда", "нде"),
    "ablative": ("нан", "нен"),
    "instrumental": ("мен", "мен"),
}


def decline(phrase: str, case: Case, possessed: bool = False) -> str:
    """Return the phrase with the case ending of its last word.

    `possessed` says that the phrase ends in a third person possessive (-ы, -і, -сы, -сі). Digits and
    abbreviations take their ending by the sound of the word they are read as, after a hyphen.

    >>> decline("Алматы", "locative"), decline("«Қарғалы» ұйымы", "dative", possessed=True), decline("76", "dative")
    ('Алматыда', '«Қарғалы» ұйымына', '76-ға')
    """
    last = _LAST_WORD.search(phrase)
    if case == "nominative" or last is None:
        return phrase
    word = last[0]
    spoken = spoken_form(word)
    hyphen = "" if spoken == word.lower() else "-"
    ending = case_ending(spoken, case, possessed)
    stop = last.end()
    inside = phrase[:stop]
    # «Қарғалы» + ның: the ending goes after the closing quote, without a hyphen in running text.
    closing = _CLOSING.match(phrase[stop:]) is not None
    if closing and _CLOSING.fullmatch(phrase[stop:]):
        return f"{phrase}-{ending}" if hyphen == "" else f"{phrase}{hyphen}{ending}"
    return f"{inside}{hyphen}{ending}{phrase[stop:]}"


def case_ending(spoken: str, case: Case, possessed: bool = False) -> str:
    """Return the ending that a word takes, by its sound; "" for the nominative."""
    if case == "nominative":
        return ""
    front = harmony(spoken) == "front"
    if possessed:
        return _POSSESSED[case][front]
    last = final_class(spoken) or "T"
    for classes, back, soft in _ENDINGS[case]:
        if last in classes:
            return soft if front else back
    raise AssertionError(f"no {case} ending for {spoken!r}")


@cache
def _readings() -> dict[str, str]:
    return dict(wordlists.rows("readings.tsv"))


@lru_cache(maxsize=4096)
def spoken_form(word: str) -> str:
    """Return how digits, signs and abbreviations are read aloud, as far as the ending hears it.

    >>> spoken_form("2023"), spoken_form("40"), spoken_form("1000000"), spoken_form("ЖШС"), spoken_form("%")
    ('үш', 'қырық', 'миллион', 'жшэс', 'пайыз')
    """
    readings = _readings()
    if word in readings:
        return readings[word]
    digits = _DIGITS.findall(word)
    if digits and word.endswith(digits[-1]):
        return _last_numeral(digits[-1])
    tail = re.split("[-‑]", word)[-1]
    if len(tail) > 1 and tail.isupper():
        return _spelled_out(tail)
    return word.lower()


def _last_numeral(digits: str) -> str:
    """Return the last word of a number as it is read: 2023 үш, 120 жиырма, 15000 мың."""
    numerals = _readings()
    if digits.strip("0") == "":
        return numerals["0"]
    zeros = len(digits) - len(digits.rstrip("0"))
    if zeros == 0:
        return numerals[digits[-1]]
    if zeros == 1:
        return numerals[digits[-2:]]
    return numerals["1" + "0" * (2 if zeros == 2 else zeros // 3 * 3)]


def _spelled_out(letters: str) -> str:
    """Return an abbreviation by its last letter's name if it has no vowel at the end: ЖШС … эс."""
    name = _readings().get(letters[-1])
    lowered = letters.lower()
    return lowered[:-1] + name if name else lowered


# Back to the nominative

_CASES = frozenset({"case", "place"})
_SURNAME = re.compile(r"(?:[оеё]в|ин|ын|[оеё]ва|ина|ына|ский|ская|қызы|ұлы|ұлов|баев|беков)$")


@cache
def _stemmer() -> Stemmer:
    return Stemmer()


def nominative(word: str, stemmer: Stemmer | None = None) -> str:
    """Return the word without its case ending, own case of letters kept; possessives stay.

    >>> nominative("Есмахановпен"), nominative("ұйымының"), nominative("Көшербаева"), nominative("қарашада")
    ('Есмаханов', 'ұйымы', 'Көшербаева', 'қараша')
    """
    lowered = word.lower()
    hyphen = re.fullmatch(r"(.+)[-‑]([^\W\d_]+)", word)
    if hyphen and spoken_form(hyphen[1]) != hyphen[1].lower():
        return hyphen[1]
    known = stemmer or _stemmer()
    best = max(_case_readings(lowered), key=lambda pair: _worth(pair[0], pair[1], known))
    return word[: len(best[0])]


def nominative_phrase(phrase: str, stemmer: Stemmer | None = None) -> str:
    """Return the phrase with its last word in the nominative; quotes and the words before stay.

    >>> nominative_phrase("партия ұйымының"), nominative_phrase("әйел кооперациясын")
    ('партия ұйымы', 'әйел кооперациясы')
    """
    last = _LAST_WORD.search(phrase)
    if last is None:
        return phrase
    return phrase[: last.start()] + nominative(last[0], stemmer) + phrase[last.end() :]


def _case_readings(word: str) -> list[tuple[str, str]]:
    """Return (word without case ending, case ending) for every reading; the word itself first."""
    found = [(word, "")]
    for reading in strippings(word):
        if reading.endings and reading.endings[-1].slot == "case":
            ending = reading.endings[-1].text
            bare = word[: -len(ending)]
            if (bare, ending) not in found:
                found.append((bare, ending))
    return found


def _worth(bare: str, ending: str, stemmer: Stemmer) -> tuple[float, int]:
    """Return how likely this is the nominative: known words and surnames first."""
    counts = known_words()
    points = 0.0
    if counts.get(bare, 0):
        points += 2.0 + min(counts[bare], 50) / 50
    points += min(stemmer.support(bare), 10) / 5
    if _SURNAME.search(bare):
        points += 3.0
    if len(ending) >= 3:
        points += 1.5
    elif ending:
        points += 0.3
    return points, -len(ending)


__all__ = ["Case", "Ending", "Harmony", "Stripping", "case_ending", "decline", "nominative", "nominative_phrase"]
