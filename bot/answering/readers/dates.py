"""When something happened: days, months, years, weekdays, seasons, relative times."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from bot.answering.clauses import clause_of
from bot.answering.finding import Finding
from bot.answering.lexicon import Lexicon, forms_of, word_set
from bot.answering.passage import ArticleReading, Sentence
from bot.answering.pieces import possessive
from bot.answering.question import Question
from retrieval.language.inflection import nominative_phrase

# Finest first: what one pattern takes, the next may not take again.
_ORDER = ("day", "month", "part of year", "year", "weekday", "season", "time", "relative", "now")
# How well each grain answers each question: (asked, stated) -> fit.
_FITS = {
    "date": {
        "day": 1.0,
        "month": 0.85,
        "weekday": 0.85,
        "part of year": 0.85,
        "year": 0.8,
        "time": 0.5,
        "season": 0.7,
        "relative": 0.5,
    },
    "day": {"day": 1.0, "weekday": 0.9},
    "year": {"year": 1.0, "part of year": 0.9, "dayyear": 0.9},
    "month": {"month": 1.0, "day": 0.85},
    "weekday": {"weekday": 1.0},
    "time": {"time": 1.0, "day": 0.3},
}
_THIS_OR_LAST = ("биыл", "былтыр")
_JOINS = frozenset({"мен", "пен", "бен", "және"})
_UNTIL = frozenset({"дейін", "шейін"})
_SINCE = frozenset({"бері", "бастап"})
# «2021 жылдың күзінде», «2019 жылдың соңынан бері»
_PARTS_OF_YEAR = (
    r"(?:көктем|жаз|күз|қыс)(?:ы|і)?(?:нда|нде|нан|нен)|(?:бас|орта|соң|аяғ)(?:сы|ы)?(?:нда|нан|на)"
    r"|(?:бірінші|екінші) жартысы(?:нда|нан)"
)
# «қыркүйектің соңғы аптасы», «мамырдың ортасында»
_PARTS_OF_MONTH = (
    r"(?:(?:бірінші|екінші|үшінші|соңғы|алғашқы) (?:аптасы|онкүндігі|жартысы)|басы|ортасы|соңы|аяғы)"
    r"(?:нда|нде|на|не|нан|нен)?"
)
_FEW = "бір|екі|үш|төрт|бес|алты|жеті|сегіз|тоғыз|он|бірер|бірнеше"
_LONG_TITLE = 8  # words; a longer one tells its years («2021-2025 жылдарға арналған … бағдарламасы»)
_OTHER_BOUND = 0.6  # how well the end of a time answers who asks for its beginning


def _any(section: str) -> str:
    forms = (form for word in word_set("words.toml", section) for form in forms_of(word))
    return "|".join(sorted(forms, key=len, reverse=True))


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    month, weekday = _any("months"), _any("weekdays")
    # Possession and case after a month or weekday: «қараша-сы-нда», «сәуір-ден».
    own = r"(?:сының|сінің|сында|сінде|сынан|сінен|сына|сіне|сын|сін|сы|сі|ында|інде|ынан|інен|ына|іне|ы|і)"
    case = r"(?:ның|нің|дың|дің|тың|тің|да|де|та|те|дан|ден|тан|тен|нан|нен|ға|ге|қа|ке|ды|ді)"
    tail = rf"(?:{own}|{case})?"
    genitive = r"(?:ның|нің|дың|дің|тың|тің)"
    day = r"(?<![\w,.])\d{1,2}(?:\s?[-–]\s?\d{1,2})?"
    year = r"(?:19|20)\d\d(?:-\d{4})?"
    in_year = rf"(?:{year}\s?жыл\w*\s+)?"
    this_year = r"(?:(?<!\w)(?:былтыр(?:ғы)?|биыл(?:ғы)?|(?:келесі|келер|өткен) жыл\w*)\s+)?"
    rows = {
        "day": rf"{in_year}(?:{day}\s+(?:{month}){tail}(?!\w)(?:\s+күн\w*)?"
        rf"|(?:{month}){genitive}\s+\d{{1,2}}(?:[-–]\w+)?)",
        "month": rf"{in_year}{this_year}(?<!\w)(?:{month})"
        rf"(?:{genitive}\s+{_PARTS_OF_MONTH}|{tail}(?:\s+ай\w*)?)(?!\w)",
        "part of year": rf"(?<![\w,.])(?:{year}|келесі|келер|өткен|осы)\s?жыл{genitive}\s+(?:{_PARTS_OF_YEAR})(?!\w)",
        "year": rf"(?<![\w,.]){year}(?:\s?жыл\w*|\s?ж\.)",
        "weekday": rf"(?<!\w)(?:өткен аптаның |осы аптаның |келесі )?(?:{weekday}){tail}(?:\s+күн\w*)?(?!\w)",
        "season": r"(?<!\w)(?:былтыр |биыл |өткен |келесі )?"
        r"(?:жазда|күзде|қыста|көктемде|жаз бойы|қыс бойы|былтырғы қыста)(?!\w)",
        "time": r"(?<!\w)сағат\s+\d{1,2}(?:[:.]\d\d)?(?:-\w+)?|(?<![\d,.])\d{1,2}:\d\d(?:-\w+)?",
        "relative": r"(?<!\w)(?:былтыр|өткен жылы|келесі жылы|алдыңғы жылы|кеше|ертең|өткен аптада|"
        r"жыл соңына дейін|жыл (?:бас|орта|соң|аяғ)(?:сы|ы)?(?:нда|нан)|(?:келесі|келер|өткен|осы) ай(?:да|дың)|"
        rf"(?:\d+|{_FEW}) (?:күннен|аптадан|айдан|жылдан) кейін)(?!\w)",
        "now": r"(?<!\w)(?:биыл|бүгін|осы күні|қазір)(?!\w)",
    }
    return tuple((grain, re.compile(rows[grain], re.IGNORECASE)) for grain in _ORDER)


@lru_cache(maxsize=16384)
def dates(sentence: Sentence) -> list[tuple[str, int, int]]:
    """All times of a sentence as (grain, start, stop); a day with its year counts as "dayyear" too."""
    text, taken = sentence.text, [False] * len(sentence.text)
    found = []
    for grain, pattern in _patterns():
        for match in pattern.finditer(text):
            if any(taken[match.start() : match.end()]) or _in_title(sentence, match):
                continue
            taken[match.start() : match.end()] = [True] * len(match[0])
            own = "dayyear" if grain in {"day", "month"} and re.search(r"(?:19|20)\d\d", match[0]) else grain
            found.append((own, sentence.start + match.start(), sentence.start + match.end()))
    return found


def _in_title(sentence: Sentence, match: re.Match[str]) -> bool:
    start, stop = sentence.start + match.start(), sentence.start + match.end()
    names = [title for title in sentence.titles if len(title.keys) <= _LONG_TITLE]
    return any(title.start <= start and stop <= title.stop for title in names)


def read_dates(question: Question, reading: ArticleReading, sentence: Sentence, lexicon: Lexicon) -> Iterator[Finding]:
    """Findings for when-questions of any grain."""
    fits = _FITS[question.type]
    for grain, start, stop in _joined(sentence):
        fit = max(fits.get(grain, 0.0), fits.get("day", 0.0) if grain == "dayyear" else 0.0)
        fit *= _bound_fit(question, sentence, stop)
        if fit:
            text = sentence.paragraph.text[start:stop]
            yield Finding(
                sentence,
                start,
                stop,
                say_date(text),
                fit,
                f"date:{grain}",
                regions=(clause_of(sentence, start, stop),),
                rivals=_other_hours(sentence, start, stop) if grain == "time" else (),
            )
    if question.type == "year":
        yield from _table_years(sentence)


def _other_hours(sentence: Sentence, start: int, stop: int) -> tuple[tuple[int, int], ...]:
    """The clauses of other hours: «күн сайын 20:00-ге дейін, [сенбіде 14:00-ге дейін]»."""
    own = clause_of(sentence, start, stop)
    hours = (clause_of(sentence, a, b) for grain, a, b in dates(sentence) if grain == "time")
    return tuple(dict.fromkeys(clause for clause in hours if clause != own))


def _joined(sentence: Sentence) -> list[tuple[str, int, int]]:
    """The times of a sentence, two of one grain as one where a word joins them: «дүйсенбі мен бейсенбі күндері»."""
    rows: list[tuple[str, int, int]] = []
    for grain, start, stop in dates(sentence):
        if rows and rows[-1][0] == grain and sentence.paragraph.text[rows[-1][2] : start].strip() in _JOINS:
            rows[-1] = (grain, rows[-1][1], stop)
        else:
            rows.append((grain, start, stop))
    return rows


def _bound_fit(question: Question, sentence: Sentence, stop: int) -> float:
    """«қай күнге дейін» asks for a date with «дейін» behind it, «қай жылдан бері» for one without."""
    asked = {word.lower for word in question.words[question.start : question.stop + 2]}
    until = any(word.lower in _UNTIL for word in sentence.words[sentence.word_at(stop) :][:1])
    if asked & _UNTIL:
        return 1.0 if until else _OTHER_BOUND
    return _OTHER_BOUND if until and asked & _SINCE else 1.0


def _table_years(sentence: Sentence) -> Iterator[Finding]:
    """«Салынған жылы – 1991»: a year after a table's own heading."""
    for match in re.finditer(r"жыл\w*\s*[–—:-]\s*((?:19|20)\d\d)(?!\d|[-–]\w)", sentence.text):
        start, stop = sentence.start + match.start(1), sentence.start + match.end(1)
        yield Finding(sentence, start, stop, match[1], 1.0, "date:table", regions=((sentence.start, sentence.stop),))


def say_date(text: str) -> str:
    """The time in the nominative: «5 қазанда» -> «5 қазан», «қарашада» -> «қараша», «1968 жылы» stays."""
    if text.lower().startswith(_THIS_OR_LAST):
        text = text[:1].lower() + text[1:]  # also where it opens a sentence
    last = text.rsplit(maxsplit=1)[-1].lower()
    if last.startswith(("жыл", "күн")) or last in {"биыл", "былтыр", "кеше", "бүгін", "ертең"}:
        return text
    if last.startswith("ай") and last in {"айда", "айында", "айынан", "айының"}:
        return " ".join([*text.split()[:-1], "айы"])
    months_and_days = word_set("words.toml", "months") | word_set("words.toml", "weekdays")
    base = next((word for word in months_and_days if last.startswith(forms_of(word))), "")
    if base:
        head = text[: len(text) - len(last)]
        if head.lower().endswith("жылдың "):
            return head + possessive(base)  # «2026 жылдың қыркүйегі»
        return head + text[len(head) : len(head) + len(base) - 1] + base[-1]
    return text if text[-1:].isdigit() else nominative_phrase(text)
