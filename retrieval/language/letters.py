"""Clean letters: invisible marks, HTML entities, and Latin look-alikes inside Cyrillic words."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

# Soft hyphen, zero-width and bidirectional marks, byte order mark: they carry no letter.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u0259\u018f\u0275\u019f]")

# Letters of other alphabets that people type for Kazakh ones: always wrong in Kazakh text.
_STRAY = str.maketrans("ӊӉӈӇӄӃҝҜӷӶѳѲїЇԑԐ", "ңҢңҢқҚқҚғҒөӨіІеЕ")
_TO_CYRILLIC = dict(zip("aAeEoOpPcCxXyYiIhHkKmMtTBəƏɵƟëË", "аАеЕоОрРсСхХуУіІһНкКмМтТВәӘөӨёЁ", strict=True))
_TO_LATIN = dict(zip("аАеЕоОрРсСхХуУіІһНкКмМтТВ", "aAeEoOpPcCxXyYiIhHkKmMtTB", strict=True))
_CYRILLIC_TABLE = str.maketrans(_TO_CYRILLIC)
_LATIN_TABLE = str.maketrans(_TO_LATIN)


@lru_cache(maxsize=256)  # a question is cleaned for its spelling, its words and its script in turn
def clean(text: str) -> str:
    """Return the text as it was meant: entities resolved, NFC, no invisible marks, one script a word.

    >>> clean("k\\u00adi&nbsp;Қазақстaн")
    'ki\\xa0Қазақстан'
    """
    composed = unicodedata.normalize("NFC", html.unescape(text))
    return same_length(_INVISIBLE.sub("", composed))


def same_length(text: str) -> str:
    """Repair look-alikes only, one character for one, so that offsets stay true in the original.

    >>> same_length("əйел кеңeсі, iс-шара")
    'әйел кеңесі, іс-шара'
    """
    return _WORD.sub(_one_script, text.translate(_STRAY))


def _one_script(match: re.Match[str]) -> str:
    """Repair one word that mixes Cyrillic with Latin letters; a word that cannot be repaired stays."""
    word = match[0]
    if word.isascii() or not (_LATIN.search(word) and _CYRILLIC.search(word)):
        return word
    cyrillic = word.translate(_CYRILLIC_TABLE)
    if not _LATIN.search(cyrillic):
        return cyrillic
    latin = word.translate(_LATIN_TABLE)
    return word if _CYRILLIC.search(latin) else latin
