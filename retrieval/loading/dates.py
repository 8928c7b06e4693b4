"""The publication date where a file states it: front matter, a meta line, a page address."""

from __future__ import annotations

import datetime
import re

from retrieval.loading.wordlists import words

# January first; a Kazakh month stands bare, or with -да/-ның and the like: сәуір, сәуірде, сәуірі.
MONTHS = {word: number for number, line in enumerate(words("months"), start=1) for word in line.split()}
_MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\w{{0,4}}"
_DAY = r"(?P<day>\d{1,2})"
_YEAR = r"(?P<year>(?:19|20)\d\d)"

_SHAPES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        rf"\b{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)",  # 2025-04-27
        rf"(?<!\d){_DAY}[./](?P<month>\d{{1,2}})[./]{_YEAR}(?!\d)",  # 27.04.2025
        rf"(?<!\d){_DAY}\s+{_MONTH},?\s+{_YEAR}(?!\d)",  # 27 сәуір 2025
        rf"\b{_YEAR}\s*(?:жыл\w*|ж\.|,)?\s*{_DAY}\s+{_MONTH}\b",  # 2025 жылғы 27 сәуір
        rf"\b{_MONTH}\s+{_DAY},\s+{_YEAR}(?!\d)",  # Сәуір 27, 2025
    )
)
_DAY_ALONE = re.compile(rf"{_DAY}\s+{_MONTH}(?:[,\s]+\d{{1,2}}:\d\d)?", re.IGNORECASE)
_IN_ADDRESS = re.compile(rf"/{_YEAR}[/-](?P<month>\d{{1,2}})[/-](?P<day>\d{{1,2}})(?:[/_-]|$)")


def find_date(text: str) -> str:
    """The first whole date in the text as YYYY-MM-DD, "" when there is none.

    >>> find_date("27 сәуір 2025, 18:40 | Спорт")
    '2025-04-27'
    """
    found = [
        (match.start(), date) for shape in _SHAPES for match in shape.finditer(text) if (date := _iso(match))
    ]
    return min(found)[1] if found else ""


def is_date(text: str) -> bool:
    """Whether the text is a date, perhaps with a time of day, and nothing else.

    >>> is_date("27 сәуір 2025 ж., 18:40")
    True
    """
    return bool(find_date(text)) and not without_date(text).strip(" .,|–—-жг")


def is_day(text: str) -> bool:
    """Whether the text is a day without its year, as sites print it above an article: «12 мамыр, 10:00»."""
    return bool(_DAY_ALONE.fullmatch(text.strip()))


def date_in_address(url: str) -> str:
    """The date that a site keeps in the path of its pages, "" when there is none.

    >>> date_in_address("https://site.example/news/2025/03/18/tomograf")
    '2025-03-18'
    """
    match = _IN_ADDRESS.search(url)
    return _iso(match) if match else ""


def without_date(text: str) -> str:
    """The text with its dates and times of day taken out; the rest tells whether it was a meta line."""
    for shape in _SHAPES:
        text = shape.sub(" ", text)
    return re.sub(r"(?<!\d)\d{1,2}:\d\d(?::\d\d)?(?!\d)", " ", text)


def _iso(match: re.Match[str]) -> str:
    month = match["month"].lower()
    try:
        return datetime.date(
            int(match["year"]), MONTHS.get(month) or int(month), int(match["day"])
        ).isoformat()
    except ValueError:  # 31.02.2025, or 13 for a month: no date
        return ""
