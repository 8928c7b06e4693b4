"""Lines of a site that are not the article: galleries, counters, adverts, links, meta lines."""

from __future__ import annotations

import re

from retrieval.loading.dates import is_date, is_day, without_date
from retrieval.loading.wordlists import alternatives, table

_JUNK = table("junk")
_WHOLE = frozenset(_JUNK["whole"])
_RUBRICS = frozenset(_JUNK["rubrics"])
_NUMBER = r"\d[\d\s.,]*(?:мың|к|k)?"
_COUNTER = re.compile(
    rf"{alternatives(_JUNK['counter'])}\s*[:–—-]?\s*{_NUMBER}|{_NUMBER}\s*{alternatives(_JUNK['counter'])}"
)
_RELATED = re.compile(rf"{alternatives(_JUNK['related'])}\b")
_PHONE = r"[+]?\d?[\s(-]*\d{3}[\s)-]+\d{2,3}[\s-]\d\d[\s-]\d\d"
_CONTACT = re.compile(rf"[\w.+-]+@[\w-]+\.[\w.]+|https?://\S+|www\.\S+|{_PHONE}")
_COPYRIGHT = re.compile(
    r"©\s*(?:\d{4}\s*[-–—]?\s*)*(?:[«“\"](?P<quoted>[^»”\"]{2,60})[»”\"]|(?P<bare>[A-ZА-ЯӘҒҚҢӨҰҮҺІ][^.,|\d]{2,40}))"
)
_TAGS = re.compile(r"(?:[#@][\w_]+[\s,]*)+")
_SEPARATOR = re.compile(r"\s*[|•·/›»→]\s+|\s{2,}")
_EDGES = " \t.,:;!?…«»\"“”'()[]*_|-–—>→•·▪►👁💬👍❤️📷🔗0123456789"
_SENTENCE_END = re.compile(r"[.!?…][»”\"')\]]*$")
_FOOTER_WORDS = 15
# In characters: anything longer is text. (It also keeps the patterns away from megabytes without a blank.)
LONGEST_LINE = 400


def is_junk(line: str) -> bool:
    """Whether a line belongs to the site and not to the article.

    >>> is_junk("Қаралым: 1846"), is_junk("Қаралым саны артып келеді.")
    (True, False)
    """
    if len(line) > LONGEST_LINE:
        return False
    text = " ".join(line.lower().split())
    bare = text.strip(_EDGES)
    return (
        not any(letter.isalpha() for letter in text)
        or bare in _WHOLE
        or _starts_as_junk(text)
        or any(phrase in text for phrase in _JUNK["anywhere"])
        or bool(_COUNTER.fullmatch(text.strip(" .,|👁💬()")))
        or bool(_TAGS.fullmatch(text))
        or _is_contact(text)
        or is_meta(line)
    )


def is_meta(line: str) -> bool:
    """Whether a line tells just date, rubric, counters: «27 сәуір 2025, 18:40 | Спорт | Қаралды: 2 317»."""
    if len(line) > LONGEST_LINE:
        return False
    if is_date(line) or is_day(line):
        return True
    parts = [part for part in _SEPARATOR.split(line.strip().lower()) if part.strip(_EDGES)]
    return len(parts) > 1 and all(is_meta_part(part) for part in parts)


def is_meta_part(part: str) -> bool:
    """Whether a part of a line is a date, a rubric or a counter."""
    lower = part.lower()
    left = without_date(lower).strip(_EDGES)
    return not left or left in _RUBRICS or left in _WHOLE or bool(_COUNTER.fullmatch(lower.strip(" .,|👁")))


def is_rubric(line: str) -> bool:
    """Whether a line above the headline names a section: «СПОРТ»."""
    return line.lower().strip(_EDGES) in _RUBRICS


def copyright_holder(line: str) -> str:
    """The outlet in «© 2012-2025 «Бестау жаршысы» АҚ. …», "" when the line has none."""
    match = _COPYRIGHT.search(line[:LONGEST_LINE])
    return match["quoted"] or match["bare"] or "" if match else ""


def starts_related(line: str) -> bool:
    """Whether a list of links to other articles begins here («Оқи отырыңыз»)."""
    return bool(_RELATED.match(line.lower().strip(_EDGES)))


def may_be_footer(line: str) -> bool:
    """Whether a line below by-line or «Оқи отырыңыз» can be more of the footer: not a full sentence."""
    return len(line.split()) <= _FOOTER_WORDS and (
        not _SENTENCE_END.search(line) or line.endswith(("?", "!"))
    )


def is_shouted(line: str) -> bool:
    """Whether a line is a few words in capitals without a full stop, as buttons and banners are."""
    letters = [letter for letter in line if letter.isalpha()]
    return len(line.split()) <= 6 and len(letters) > 3 and line.isupper() and not line.endswith(".")


def _starts_as_junk(text: str) -> bool:
    # A sentence of the article may begin with «Сурет» or «Жарнама»; what follows a junk phrase is
    # a colon, the end, or a short line.
    phrase = next((phrase for phrase in _JUNK["start"] if text.startswith(phrase)), "")
    if not phrase:
        return False
    rest = text[len(phrase) :]
    return not rest[:1].isalpha() and (len(text.split()) <= 25)


def _is_contact(text: str) -> bool:
    return bool(_CONTACT.search(text)) and len(_CONTACT.sub(" ", text).split()) <= 4
