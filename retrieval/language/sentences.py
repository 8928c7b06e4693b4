"""Cut Kazakh news text into sentences, by offsets."""

from __future__ import annotations

import re

from retrieval.language import wordlists
from retrieval.language.grammar import is_finite

# A run of closing marks, then quotes or brackets that belong to the sentence.
_END = re.compile(r"(?P<marks>[.!?…]+)(?P<closing>[»”\"')\]]*)")
_NEWLINES = re.compile(r"\s*\n\s*")
_SPEECH = re.compile(r"\s*,?\s*[-–—]")  # «…», – деді ол
_WORD_BEFORE = re.compile(r"[^\W_]+(?:\.[^\W\d_]+)*$")
_DOMAIN = re.compile(r"[\w-]*\.(?:kz|қаз|com|org|net|ru|info|edu|gov|uk|io)\b", re.IGNORECASE)
_OPENING = "«“\"'([–—- \u00a0\t\r\n\u202f"
_LOOKAHEAD = 80  # characters after a mark that tell whether a sentence ends there
_INITIALS = re.compile(r"(?:[^\W\d_a-zа-яәіңғүұқөһ]\.)*[^\W\d_a-zа-яәіңғүұқөһ]")  # Н, А.С
# «Ана. Кәсіп. Болашақ» форумы: one name, no three sentences; «Келдім. Көрдім» деді: speech
_QUOTED_NAME = re.compile(r"«[^«»\n]{1,60}»(?= (?!де(?:п|ді|йді|ген|се)\b)[^\W\d_])")
# «1990 ж. Намибия …», «XIX ғ. Қазақстанда …»: a date opens what it dates, it closes hardly any sentence
_DATED = frozenset({"ж", "жж", "ғ", "ғғ"})
_FIGURE_BEFORE = re.compile(r"(?:\d|[IVXХІ])[ \u00a0]?[жғ]{1,2}$")
_LIST_NUMBER = re.compile(r"\s*\d{1,3}")


def split_sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return (start, stop) of each sentence, in order, without the blanks around it.

    >>> text = "Н.Әлиев 6,9 млн теңге алды.Аудан әкімі келді."
    >>> [text[start:stop] for start, stop in split_sentences(text)]
    ['Н.Әлиев 6,9 млн теңге алды.', 'Аудан әкімі келді.']
    """
    ends = sorted({*_mark_ends(text), *(match.start() for match in _NEWLINES.finditer(text)), len(text)})
    spans, start = [], 0
    for end in ends:
        piece = text[start:end]
        left = len(piece) - len(piece.lstrip())
        if piece.strip():
            spans.append((start + left, start + len(piece.rstrip())))
        start = end
    return tuple(spans)


def _mark_ends(text: str) -> list[int]:
    names = [match.span() for match in _QUOTED_NAME.finditer(text)]
    return [
        match.end()
        for match in _END.finditer(text)
        if _ends_sentence(text, match) and not any(start < match.end() < stop for start, stop in names)
    ]


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    after = text[match.end() : match.end() + _LOOKAHEAD]
    following = after.lstrip(_OPENING)[:1]
    if not following:
        return True
    spaced = after[:1].isspace()
    if match["closing"] and _SPEECH.match(after):
        return False  # «… келді!» – деді ол: the speaker belongs to the quote
    if after.lstrip()[:1] == "," or following.islower():
        return False
    if match["marks"] == ".":
        return _stop_ends(text, match, spaced, following)
    # «Мал қайда?» мақаласы: after a quoted question a capital may be a mere name; a blank must stand there
    return spaced or following.isupper()


def _stop_ends(text: str, match: re.Match[str], spaced: bool, following: str) -> bool:
    """Whether a single full stop ends a sentence."""
    if match["closing"]:
        return spaced or following.isupper()
    before = _WORD_BEFORE.search(text[max(0, match.start() - _LOOKAHEAD) : match.start()])
    word = before[0] if before else ""
    if not spaced and following.isdigit():
        return is_finite(word)  # «… жеңді.90 келіде …», but «3.5», «ст.12»
    if not spaced and _inside_domain(text, match.start()):
        return False
    if _INITIALS.fullmatch(word) or _is_list_number(text, match.start(), word):
        return False
    lowered = word.lower()
    if lowered in wordlists.words("abbreviations_that_end.txt"):
        dated = lowered in _DATED and _FIGURE_BEFORE.search(text, max(0, match.start() - _LOOKAHEAD), match.start())
        return following.isupper() and spaced and not dated
    return lowered not in wordlists.words("abbreviations.txt")


def _is_list_number(text: str, stop: int, word: str) -> bool:
    line_start = text.rfind("\n", 0, stop) + 1
    return word.isdigit() and _LIST_NUMBER.fullmatch(text, line_start, stop) is not None


def _inside_domain(text: str, stop: int) -> bool:
    return any(
        match.start() <= stop < match.end() - 1
        for match in _DOMAIN.finditer(text, max(0, stop - 40), min(len(text), stop + 40))
    )
