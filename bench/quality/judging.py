"""Judge an answer against a gold question: accepted, not a tempting wrong one, short, well cited.

The verdicts are those of the public question sets' own judge, so figures here and there agree.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

Verdict = Literal["right", "wrong", "partial list", "too long", "uncited", "refused", "false answer", "bad smalltalk"]

LONG_TYPES = frozenset({"list", "reason", "definition", "quote", "other", "def", "thing", "digest"})
LONGEST_SHORT_ANSWER = 14  # tokens, for types whose answer is a name, a number or a date
_LEAST_INFLECTED = 4  # letters a word must have to be met with an ending

_THOUSANDS = re.compile(r"(?<=\d)[\s\u00a0](?=\d{3}\b)")
_TOKEN = re.compile(r"[\w%]+(?:[.,]\d+)?")


@dataclass(frozen=True, slots=True)
class Gold:
    """A question with what counts as its answer."""

    id: str
    question: str
    type: str
    answerable: bool
    answers: tuple[str, ...] = ()
    every: tuple[str, ...] = ()  # lists: all of these
    accept: str = ""  # a pattern that decides instead of the answers
    must_not: tuple[str, ...] = ()
    sources: frozenset[str] = frozenset()
    variant: str = ""  # how it is typed


@dataclass(frozen=True, slots=True)
class Answer:
    """What an answering system said: its status, its short answer and the articles it cites."""

    status: str
    short: str = ""
    articles: Collection[str] = ()


def tokens(text: str) -> list[str]:
    """Words and numbers in small letters; «15 000» is one number.

    >>> tokens("15 000 Мүше, 2,5 %")
    ['15000', 'мүше', '2,5', '%']
    """
    return _TOKEN.findall(_THOUSANDS.sub("", unicodedata.normalize("NFC", text).casefold()))


def holds(text: str, wanted: str) -> bool:
    """Whether the wanted tokens stand in a row in a text; the last may carry an ending.

    >>> holds("Құрамында 1085 мүшесі бар", "1085 мүше"), holds("10850 мүше", "1085")
    (True, False)
    """
    hay, want = tokens(text), tokens(wanted)
    if not want:
        return False
    return any(_meets(hay[start : start + len(want)], want) for start in range(len(hay) - len(want) + 1))


def _meets(window: Sequence[str], want: Sequence[str]) -> bool:
    last, asked = window[-1], want[-1]
    inflected = not asked[-1].isdigit() and len(asked) >= _LEAST_INFLECTED and last.startswith(asked)
    return window[:-1] == want[:-1] and (last == asked or inflected)


def judge(gold: Gold, answer: Answer) -> Verdict:
    """The verdict on one answer."""
    if not gold.answerable:
        if answer.status == "answered":
            return "false answer"
        bad = gold.type == "smalltalk" and answer.status not in {"smalltalk", "refused"}
        return "bad smalltalk" if bad else "right"
    if answer.status != "answered":
        return "refused"
    said = _judge_words(gold, answer.short)
    if said != "right":
        return said
    return "right" if gold.sources & set(answer.articles) else "uncited"


def mentions(gold: Gold, answer: Answer) -> bool:
    """Whether an answer from the right article holds what was asked, whatever else it says."""
    wanted = gold.every or gold.answers
    found = [holds(answer.short, each) for each in wanted]
    held = re.search(gold.accept, answer.short, re.IGNORECASE) if gold.accept else (all if gold.every else any)(found)
    return bool(held) and bool(gold.sources & set(answer.articles))


def _judge_words(gold: Gold, short: str) -> Verdict:
    if gold.accept:
        if not re.search(gold.accept, short, re.IGNORECASE):
            return "wrong"
    elif gold.every:
        found = sum(holds(short, item) for item in gold.every)
        if found < len(gold.every):
            return "partial list" if found else "wrong"
    elif not any(holds(short, answer) for answer in gold.answers):
        return "wrong"
    accepted = " ".join(gold.answers)
    if any(holds(short, wrong) and not holds(accepted, wrong) for wrong in gold.must_not):
        return "wrong"
    if gold.type not in LONG_TYPES and len(tokens(short)) > LONGEST_SHORT_ANSWER:
        return "too long"
    return "right"
