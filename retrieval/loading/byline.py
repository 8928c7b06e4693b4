"""By-lines: who wrote, who photographed, which outlet published."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from retrieval.loading.junk import LONGEST_LINE, is_meta_part
from retrieval.loading.wordlists import alternatives, table

_CREDITS = table("credits")
_UPPER = "A-ZА-ЯЁӘҒҚҢӨҰҮҺІ"
_LOWER = "a-zа-яёәғқңөұүһі"
# Жайна · МӘЛІМҚОЖА · Сейіт-Жапар · О'Нил
_WORD = rf"[{_UPPER}](?:[{_LOWER}{_UPPER}’'-]*[{_LOWER}{_UPPER}])"
_INITIAL = rf"[{_UPPER}][{_LOWER}]?\.\s?"
_FULL_NAME = rf"{_WORD}(?:\s+{_WORD}){{1,2}}(?:\s+(?:ұлы|қызы))?"
_NAME = rf"(?:(?:{_INITIAL}){{1,2}}{_WORD}|{_FULL_NAME}|{_WORD}\s+(?:{_INITIAL}){{1,2}})"
_SURNAME_IN_CAPITALS = re.compile(rf"[{_UPPER}]{{2}}[{_UPPER}’'-]+(?!\S)")
_LABEL_END = r"(?:\s*[:–—-]\s*|\s+)"
# Between the parts of a by-line: «Авторы: Индира Мырза. Сурет ашық дереккөзден».
# A stop behind a single letter belongs to an initial: «Н. Қожағапанов».
_PART = re.compile(rf"\s*(?:[,;|/•·]|(?<!\b[{_UPPER}])\.(?=\s|$)|\s{{3,}})\s*")
_MOST_WORDS = 18


def _label(name: str) -> re.Pattern[str]:
    return re.compile(
        rf"{alternatives(_CREDITS[name])}(?:{_LABEL_END}(?P<rest>.*)|(?P<bare>))", re.IGNORECASE
    )


_AUTHOR, _PHOTO, _BOTH, _SOURCE = (_label(name) for name in ("author", "photographer", "both", "source"))
_PERSON = re.compile(_NAME)
_INITIALS = re.compile(_INITIAL)
_ROLE = re.compile(alternatives(_CREDITS["roles"]), re.IGNORECASE)
_ROLE_BEHIND = re.compile(rf"\s+[–—-]\s+{alternatives(_CREDITS['roles'])}$", re.IGNORECASE)
_QUOTED = r"[«“\"][^«»“”\"]{2,60}[»”\"]"
_KIND = alternatives(_CREDITS["outlet_kinds"])
_QUOTED_OUTLET = rf"{_QUOTED}(?:\s+(?i:{_KIND}))?"
_OUTLET = re.compile(_QUOTED_OUTLET)
_BEHIND = alternatives(_CREDITS["source_behind"])
_OUTLET_BEFORE = re.compile(rf"(?P<outlet>{_QUOTED})[\s-]+{_BEHIND}", re.IGNORECASE)
_DOMAIN = r"(?:www\.)?[a-z0-9][\w-]*(?:\.[\w-]+)*\.[a-z]{2,7}"
_NAMED_OUTLET = rf"(?:[{_UPPER}][\w.-]+\s+){{1,4}}{_KIND}"
_LATIN_OUTLET = rf"[A-Z][\w.-]+(?:\s+[A-Z][\w.-]+){{0,2}}|[{_UPPER}]\w*[Аа]қпарат"
_ANY_OUTLET = rf"(?i:{_DOMAIN})|{_QUOTED_OUTLET}|{_NAMED_OUTLET}|{_LATIN_OUTLET}"
_REPORTS = alternatives(_CREDITS["reports"])
_REPORTED = re.compile(
    rf"деп\s+{_REPORTS}[\s,:–—-]+(?P<outlet>{_ANY_OUTLET})"
    rf"|(?:деп|туралы)\s+(?P<before>{_ANY_OUTLET})(?:\s+тілшісі)?\s+{_REPORTS}"
)


Names = Literal["none", "shouted", "any"]


@dataclass(frozen=True, slots=True)
class Credit:
    """What one line of a by-line tells; empty strings for what it does not."""

    author: str = ""
    photographer: str = ""
    source: str = ""


def read_credit(line: str, *, names: Names = "shouted") -> Credit | None:
    """What a by-line tells, None when the line is not one.

    `names`: which names count without a label: none (among the paragraphs, where they may be a list of
    winners), those with the surname in capitals, or any (below and right above the text).

    >>> read_credit("суретті түсірген  Жұлдыз СЕМБИЕВА")
    Credit(author='', photographer='Жұлдыз СЕМБИЕВА', source='')
    """
    if len(line) > LONGEST_LINE:
        return None
    text = _ROLE_BEHIND.sub("", line.strip(" \t\u00a0*_—–-|©,;").removesuffix("."))
    if not text or len(text.split()) > _MOST_WORDS:
        return None
    parts = [part for part in _PART.split(text) if part.strip()]
    credits = [_read_part(part.strip(), names) for part in parts]
    if any(credit is None for credit in credits):
        return None
    told = merge_credits([credit for credit in credits if credit])
    return told if any(_tells(part, names) for part in parts) else None


def merge_credits(credits: list[Credit]) -> Credit:
    """The first author, photographer and outlet told; «Суретті түсірген – автор» repeats the author."""
    author = next((credit.author for credit in credits if credit.author), "")
    photographer = next((credit.photographer for credit in credits if credit.photographer), "")
    source = next((credit.source for credit in credits if credit.source), "")
    by_author = photographer.lower() in _CREDITS["the_author"]
    return Credit(author, author if by_author and author else photographer, source)


def reporting_outlet(text: str) -> str:
    """The outlet a sentence credits: «…, деп хабарлайды turkystan.kz»; "" when none.

    >>> reporting_outlet("Форум өтті, деп хабарлайды turkystan.kz.")
    'turkystan.kz'
    """
    match = _REPORTED.search(text)
    return outlet_name(match["outlet"] or match["before"]) if match else ""


def outlet_name(text: str) -> str:
    """An outlet's name for display: quotation marks around the whole and shouting are taken off.

    >>> outlet_name("«САРЫБЕЛ АЙНАСЫ»")
    'Сарыбел айнасы'
    """
    name = " ".join(text.split()).rstrip(".,;: ")
    if re.fullmatch(_QUOTED, name):
        name = name[1:-1].strip()
    return name.capitalize() if name.isupper() and len(name) > 5 and not re.search(r"[A-Z.]", name) else name


def is_person(text: str) -> bool:
    """Whether it is written like a person: two or three capitalised words, or initials and a surname."""
    return bool(_PERSON.fullmatch(text.strip()))


def _read_part(part: str, names: Names) -> Credit | None:
    if both := _BOTH.fullmatch(part):
        person = _person(both["rest"])
        return Credit(author=person, photographer=person) if person else None
    for label, field in ((_PHOTO, "photographer"), (_AUTHOR, "author")):
        if match := label.fullmatch(part):
            return _labelled(match, field)
    if outlet := _outlet(part):
        return Credit(source=outlet_name(outlet))
    if _is_bare_name(part, names):
        return Credit(author=part)
    return Credit() if _ROLE.fullmatch(part) or is_meta_part(part) else None


def _outlet(part: str) -> str:
    """«Дереккөз: «Аққайнар» газеті», «ҚАЗАЛЫ» ақпарат, «Аққайнар» газеті: the outlet, "" when none."""
    if (match := _SOURCE.fullmatch(part)) and (":" in part or _OUTLET.fullmatch(match["rest"] or "")):
        return match["rest"] or ""
    if match := _OUTLET_BEFORE.fullmatch(part):
        return match["outlet"]
    return part if _OUTLET.fullmatch(part) else ""


def _is_bare_name(part: str, names: Names) -> bool:
    """Whether a name without a label is a by-line; two words in capitals are a headline more often."""
    if names == "none" or not is_person(part):
        return False
    if part.isupper() and not _INITIALS.match(part):
        return names == "any" and part.lower().endswith(_CREDITS["surname_endings"])
    return names == "any" or bool(_SURNAME_IN_CAPITALS.search(part))


def _labelled(match: re.Match[str], field: str) -> Credit | None:
    """«Мәтін: Айнагүл Сапарова» names her; «Сурет ашық дереккөзден» is a credit that names nobody."""
    rest = (match["rest"] or "").strip()
    person = _person(rest)
    if person or rest.lower() in _CREDITS["the_author"]:
        return Credit(author=person) if field == "author" else Credit(photographer=person or rest)
    if field == "author" and rest:
        return None
    # Without a colon it is a line of the article that begins with «Сурет», unless it says where from.
    stated = ":" in match[0] or any(place in rest.lower() for place in _CREDITS["photo_from"])
    return Credit() if len(rest.split()) <= 6 and (stated or not rest) else None


def _person(rest: str | None) -> str:
    name = re.sub(r"\s*\(.*?\)\s*$", "", (rest or "").strip())
    return name if is_person(name) else ""


def _tells(part: str, names: Names) -> bool:
    """Whether a part makes its line a by-line: not a role or a name in quotation marks alone."""
    part = part.strip()
    return (
        not _ROLE.fullmatch(part)
        and not is_meta_part(part)
        and not _OUTLET.fullmatch(part)
        and _read_part(part, names) is not None
    )
