"""Put Kazakh phrases into a case, and take case endings off again."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from math import log
from typing import Literal

from retrieval.language import wordlists
from retrieval.language.endings import Stripping, strippings
from retrieval.language.harmony import final_class, harmony
from retrieval.language.stemming import Stemmer, known_words
from retrieval.language.tokens import Token, takes_hyphen

Case = Literal["nominative", "genitive", "dative", "accusative", "locative", "ablative", "instrumental"]

_DIGITS = re.compile(r"\d+$")
_LONGEST_SPELLED = 4  # longer words in capitals are read as words: a headline, AMANAT
_PATRONYMIC = re.compile(r"\w{2,}(?:ұлы|қызы)")  # «Нұрланұлы» is possessed: «Нұрланұлына», not «Нұрланұлыға»
_LAST_WORD = re.compile(r"(\d{1,3}(?:[ \u00a0\u202f]\d{3})+|[^\W_]+(?:[-‑][^\W_]+)*|%)(?=[^\w%]*$)")
# Latin letters by their sound, as far as an ending hears it.
_SOUNDS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "абсдефгхижклмнопкрстуввкиз")

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

    >>> decline("Алматы", "locative"), decline("76", "dative")
    ('Алматыда', '76-ға')
    >>> decline("«Қарғалы» ұйымы", "dative", possessed=True), decline("Төреқұлы", "accusative")
    ('«Қарғалы» ұйымына', 'Төреқұлын')
    """
    last = _LAST_WORD.search(phrase)
    if case == "nominative" or last is None:
        return phrase
    word = last[0]
    spoken = spoken_form(word)
    hyphen = "-" if takes_hyphen(word) or spoken != word.lower() else ""
    ending = case_ending(spoken, case, possessed or bool(_PATRONYMIC.fullmatch(word)))
    stop = last.end()  # a closing quote stays outside: «Қарғалының»
    return f"{phrase[:stop]}{hyphen}{ending}{phrase[stop:]}"


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
    digits = _DIGITS.search(re.sub(r"[ \u00a0\u202f]", "", word))
    if digits:
        return _last_numeral(digits[0])
    tail = re.split("[-‑]", word)[-1]
    if 1 < len(tail) <= _LONGEST_SPELLED and tail.isupper() and not tail.isascii():
        return _spelled_out(tail)
    return word.lower().translate(_SOUNDS)


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

# Surnames that take endings of their own but are no case forms themselves.
_SURNAME = re.compile(r"..(?:[оеё]ва?|ина?|ский|ская|қызы|ұлы)$")


def is_surname(word: str) -> bool:
    """Whether a lower-case word ends like a surname, bare or in a case: есмаханов, рамазанованың."""
    return any(_SURNAME.search(reading.stem) for reading in strippings(word) if len(reading.slots) < 2)


# Endings of the accusative that the past tense and adjectives in -лы share: берді, маңызды.
_LIKE_VERBS = frozenset({"ды", "ді", "ты", "ті"})
_OWN_DATIVE = frozenset({"а", "е"})
_FROM_VERB = re.compile(r"[^ыі]м[ае]$")  # «тіркеме», «жасанама» are no datives of «my …»: «елім-е»
_FOREIGN_NAME = re.compile(r"(?:[оеё]в|вич|стан)$")  # these are never stems of such verbs or places
_NAMES_LIKE_VERBS = ("берді", "болды", "келді", "тұрды", "гелді", "кенді", "сынды")


@cache
def _stemmer() -> Stemmer:
    return Stemmer()


@lru_cache(maxsize=16384)
def nominative(word: str, stemmer: Stemmer | None = None) -> str:
    """Return the word without its case ending, own case of letters kept; possessives stay.

    >>> nominative("Есмахановпен"), nominative("ұйымының"), nominative("Көшербаева"), nominative("қарашада")
    ('Есмаханов', 'ұйымы', 'Көшербаева', 'қараша')
    """
    lowered = word.lower()
    hung = Token(word, 0, len(word))
    if hung.suffix:
        return hung.base
    known = stemmer or _stemmer()
    if lowered in wordlists.words("nominatives.txt"):
        return word
    name = word[0].isupper()
    best = max(_bare_readings(lowered, name), key=lambda reading: _worth(reading, known, name))
    return word[: len(word) - len(best.endings[-1].text)] if best.endings and not _is_owned(best) else word


def nominative_phrase(phrase: str, stemmer: Stemmer | None = None) -> str:
    """Return the phrase with its last word in the nominative; quotes and the words before stay.

    >>> nominative_phrase("партия ұйымының"), nominative_phrase("әйел кооперациясын")
    ('партия ұйымы', 'әйел кооперациясы')
    """
    last = _LAST_WORD.search(phrase)
    if last is None:
        return phrase
    return phrase[: last.start()] + nominative(last[0], stemmer) + phrase[last.end() :]


def _bare_readings(word: str, name: bool) -> list[Stripping]:
    """Return the readings that end in a case or in -дағы, what is owned («маманы» is no «мама»), the word unread."""
    return [
        reading
        for reading in strippings(word)
        if not reading.endings
        or (_is_owned(reading) and not name)
        or (_is_case(reading) and _may_be_noun(word, reading, name))
    ]


def _is_owned(reading: Stripping) -> bool:
    return reading.endings[-1].slot == "own3"


def _is_case(reading: Stripping) -> bool:
    last = reading.endings[-1]
    return last.slot == "case" or (last.slot == "place" and len(last.text) > 2)


def _may_be_noun(word: str, reading: Stripping, name: bool) -> bool:
    """Whether what is left may be a noun: «дейді» and «маңызды» are no accusatives of дей, маңыз."""
    known = known_words()
    ending = reading.endings[-1].text
    bare = word[: -len(ending)]
    like_verb = word.endswith(_NAMES_LIKE_VERBS) or (word in known and bare not in known)
    if ending in _LIKE_VERBS and like_verb and not (name and _FOREIGN_NAME.search(bare)):
        return False
    if ending in _OWN_DATIVE and _FROM_VERB.search(word):
        return False
    # «Еркін», «Нұрғалын»: a name's own -н is no accusative; «Басқармасын» is.
    return not (name and ending == "н" and (reading.stem not in known or len(word) < 8))


def _worth(reading: Stripping, stemmer: Stemmer, name: bool) -> float:
    """Return how likely a reading is: by the support of its stem, surnames and long endings first."""
    letters = 6 if len(reading.stem) >= 4 else len(reading.stem)
    worth = log(1 + stemmer.support(reading.stem)) + 0.3 * letters
    surname = name and _SURNAME.search(reading.stem) is not None
    if not reading.endings:
        return worth + (4.0 if surname else 0.0)
    if surname and reading.slots == ("case",):
        worth += 4.0
    if _is_owned(reading):
        return worth
    return worth + (0.5 if len(reading.endings[-1].text) >= 3 else 0.1)
