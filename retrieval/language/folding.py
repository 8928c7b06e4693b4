"""One key for Cyrillic, Russian-keyboard and Latin spellings of the same Kazakh word."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Cyrillic letters, Kazakh ones folded to what a Russian keyboard offers, written in Latin.
_CYRILLIC = {
    **dict(zip("аәбвгғдеэёжз", "aabvggdeeejz", strict=True)),
    **dict(zip("ийіыкқлмнңоө", "iiiikklmnnoo", strict=True)),
    **dict(zip("прстуұүфхһшщ", "prstuuufhhşş", strict=True)),
    **{"ц": "ts", "ч": "ç", "я": "ia", "ю": "iu", "ъ": "", "ь": ""},
}
# Latin letters of the 2017–2021 alphabets and of informal writing.
_LATIN = {
    **{"q": "k", "y": "i", "ı": "i", "w": "u", "x": "h", "c": "ts", "ý": "u", "ə": "a"},
    **{"š": "ş", "č": "ç", "ž": "j", "ɵ": "o", "'": "", "’": "", "ʼ": "", "`": "", "ʻ": ""},
}
_TABLE = str.maketrans({**_CYRILLIC, **_LATIN})
_KEEP = "şç"
# Two letters for one sound. Done on both scripts alike, so «асхана» and «ashana» meet.
_PAIRS = (("tsh", "ç"), ("sh", "ş"), ("zh", "j"), ("kh", "h"), ("gh", "g"), ("tş", "ç"))
_DOUBLED = re.compile(r"([^\W\d])\1+")
_LATIN_WORD = re.compile(r"[a-z]")

# Readings of informal Latin that would merge too many words if the key itself had them.
_OTHER_READINGS = (
    (("ng", "n"),),
    (("ae", "a"), ("oe", "o"), ("ue", "u"), ("ng", "n")),
    (("ja", "ia"), ("ju", "iu"), ("ae", "a"), ("oe", "o"), ("ue", "u"), ("ng", "n")),
    (("j", "i"), ("ae", "a"), ("oe", "o"), ("ng", "n")),
    (("w", "sh"),),
    (("c", "s"),),
    (("yo", "e"), ("io", "e")),
)


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return the spelling key of a word.

    >>> fold("Қарғалы") == fold("Каргалы") == fold("Qargaly") == fold("Qarğaly")
    True
    >>> fold("жастар") == fold("zhastar") == fold("jastar")
    True
    """
    key = _plain(word.lower().translate(_TABLE))
    for pair, one in _PAIRS:
        key = key.replace(pair, one)
    return _DOUBLED.sub(r"\1", key)


def _plain(text: str) -> str:
    """Drop accents (ä ö ü ū ñ ğ á …) except those that make another letter of the key."""
    if text.isascii():
        return text
    return "".join(
        letter if letter in _KEEP else unicodedata.normalize("NFKD", letter)[0] for letter in text if letter
    )


@lru_cache(maxsize=8192)
def other_keys(word: str) -> tuple[str, ...]:
    """Return further keys of a word typed in informal Latin (ae oe ng ja ju w), likeliest first.

    Only for words whose own key is unknown.

    >>> fold("жаңа") in other_keys("janga")
    True
    """
    lowered = word.lower()
    if not _LATIN_WORD.search(lowered):
        return ()
    keys = []
    for reading in _OTHER_READINGS:
        changed = lowered
        for pair, one in reading:
            changed = changed.replace(pair, one)
        if changed != lowered:
            keys.append(fold(changed))
    return tuple(dict.fromkeys(keys))
