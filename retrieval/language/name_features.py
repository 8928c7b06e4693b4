"""Features of a token for the linear name tagger: what the word is, how it looks, what stands beside it.

The set is the usual one for linear-chain taggers (word, affixes, shape, neighbours; the CRF probe on KazNERD
used the same), made deaf to what differs between television transcripts and written news: kinds of quotes
and dashes, grouping of digits, letters of the wrong alphabet, headlines in capitals.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby

from retrieval.language.name_tokens import Token

_MARKS = dict.fromkeys("–-−―‐‑", "—") | dict.fromkeys('"“”„‟″', "«")
_LOOK_ALIKES = str.maketrans("AaBCcEeHhIiKMOoPpTXxy", "АаВСсЕеНһІіКМОоРрТХху")
_CYRILLIC = re.compile("[А-Яа-яЁёӘәІіҢңҒғҮүҰұҚқӨөҺһ]")
_INVISIBLE = re.compile("[\u00ad\u0301\u200b]")
_GAPS = re.compile("[\u0020\u00a0\u2009\u202f]")
_ABBREVIATIONS = {"млн": "миллион", "млрд": "миллиард", "трлн": "триллион", "тг": "теңге"}
_SHORT_CAPITALS = 5  # ҚР, ҰКП, ЮНЕСКО: abbreviations; longer words in capitals are names or headlines


@lru_cache(maxsize=20_000)
def normal_form(word: str) -> str:
    """The word as the model knows it: one kind of dash and quote, digits joined, alphabet repaired.

    >>> normal_form("15 000"), normal_form("Iле"), normal_form("–")
    ('15000', 'Іле', '—')
    """
    word = _GAPS.sub("", _INVISIBLE.sub("", word))
    if _CYRILLIC.search(word):
        word = word.translate(_LOOK_ALIKES)
    return _MARKS.get(word) or _ABBREVIATIONS.get(word, word)


@lru_cache(maxsize=20_000)
def _shape(word: str) -> str:
    """X, Xx, x, d, d-x …: letter classes with repeats cut; long and short capitals are told apart."""
    letters = "".join("X" if c.isupper() else "x" if c.isalpha() else "d" if c.isdigit() else c for c in word)
    if letters.isalpha() and set(letters) == {"X"} and len(letters) > 1:
        return "ABBR" if len(letters) <= _SHORT_CAPITALS else "CAPS"
    if letters.isdigit() or set(letters) == {"d"}:
        return f"d{min(len(letters), 5)}"
    return "".join(letter for letter, _ in groupby(letters))


@lru_cache(maxsize=20_000)
def _word_features(word: str, has_case: bool) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """A word's features for itself, for its right and for its left neighbour."""
    form = normal_form(word)
    lower = form.lower()
    shape = _shape(form) if has_case else "?"
    own = [f"w={lower}", f"shape={shape}"]
    for length in range(1, 6):
        if len(lower) > length:
            own.append(f"s{length}={lower[-length:]}")
            if length > 1:
                own.append(f"p{length}={lower[:length]}")
    around = [f"w={lower}", f"shape={shape}", f"s3={lower[-3:]}", f"p4={lower[:4]}"]
    return tuple(own), tuple(f"-1{one}" for one in around), tuple(f"+1{one}" for one in around)


def sentence_features(tokens: Sequence[Token]) -> list[list[str]]:
    """One list of features a token, in order."""
    has_case = not _is_headline(tokens)
    quoted = _quoted([token.text for token in tokens])
    # A straight quote that closes is the same mark as ».
    words = ["»" if place == "close" else token.text for token, place in zip(tokens, quoted, strict=True)]
    lowers = [normal_form(word).lower() for word in words]
    shapes = [_shape(normal_form(word)) if has_case else "?" for word in words]
    parts = [_word_features(word, has_case) for word in words]
    last = len(words) - 1
    rows = []
    for i, (own, _, _) in enumerate(parts):
        row = ["bias", *own, f"quoted={quoted[i]}"]
        before = parts[i - 1][1] if i else ("BOS",)
        after = parts[i + 1][2] if i < last else ("EOS",)
        row += before
        row += after
        if i > 1:
            row.append(f"-2w={lowers[i - 2]}")
            row.append(f"-2shape={shapes[i - 2]}")
        if i + 1 < last:
            row.append(f"+2w={lowers[i + 2]}")
            row.append(f"+2shape={shapes[i + 2]}")
        left = shapes[i - 1] if i else "BOS"
        right = shapes[i + 1] if i < last else "EOS"
        row.append(f"shapes={left}|{shapes[i]}|{right}")
        row.append(f"s3s3={lowers[i][-3:]}|{lowers[i + 1][-3:] if i < last else ''}")
        rows.append(row)
    return rows


def _is_headline(tokens: Sequence[Token]) -> bool:
    """Nearly all words in capitals: then capitals tell nothing."""
    words = [token.text for token in tokens if token.text[0].isalpha()]
    capitals = sum(word.isupper() for word in words)
    return len(words) >= 3 and capitals >= 0.8 * len(words)


def _quoted(words: Sequence[str]) -> list[str]:
    """For each word how many words deep it stands in quotes: 0, 1 … 4, then «far» (direct speech)."""
    depths = []
    depth = 0
    for word in words:
        if word == "»" or (word in '"“”„' and depth):
            depth = 0
            depths.append("close")
        elif word in '«"“”„':
            depth = 1
            depths.append("open")
        else:
            depths.append("0" if not depth else str(depth) if depth < 5 else "far")
            depth += bool(depth)
    return depths
