"""What the ending of a Kazakh word says: its case, possession, and whether it is a verb or an attribute.

Endings follow R. Syzdykova et al., «Қазақ грамматикасы» (Astana, 2002): the case endings of §§ 65–72,
third-person possession of § 63, participles, converbs and finite tenses of §§ 117–140. The decision is by
surface form alone, so homonyms («ерікті», «алма») can be misjudged; callers treat it as evidence, not proof.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

Case = Literal["nominative", "genitive", "dative", "accusative", "locative", "ablative", "instrumental"]

VOWELS = "аәеёиоөуұүыіэюя"

# Longest first inside a case; possessed forms («саласына», «қаласында») stand beside the plain ones.
_CASES: tuple[tuple[Case, re.Pattern[str]], ...] = (
    ("genitive", re.compile(r".{2,}(?:ның|нің|дың|дің|тың|тің)$")),
    ("instrumental", re.compile(r".{2,}(?:мен|бен|пен)$")),
    ("ablative", re.compile(r".{2,}(?:дан|ден|тан|тен|нан|нен)$")),
    ("locative", re.compile(r".{2,}(?:да|де|та|те)$")),
    ("dative", re.compile(r".{2,}(?:ға|ге|қа|ке)$|.{2,}[ыі](?:на|не)$")),
    ("accusative", re.compile(r".{2,}(?:ны|ні|ды|ді|ты|ті)$|.{2,}(?:ын|ін)$")),
)
# Bare words that only look inflected.
_BARE = frozenset({"теңге", "қазір", "кісі", "бала", "ақша", "жаңа", "тағы", "ерікті", "мың", "қарқынды", "адам", "жалпы"})
_POSSESSED = re.compile(r".{2,}(?:сы|сі|[бвгғджзйкқлмнңпрстфхцчшщ][ыі])$")
_FINITE = re.compile(
    r".+(?:[ыіауеүйр]?[дт][ыі]|[аеи]ды|[аеи]ді|йды|йді|[ғқ]ан|[гк]ен|мақ|мек|бақ|бек|пақ|пек|[дт]ық|[дт]ік|са|се"
    r"|ады|еді|иді|[дт]ым|[дт]ім|амыз|еміз|[бп]ыз|[бп]із|уда|уде|атын|етін|йтын|йтін|са?ң|отыр|жатыр|тұр|жүр)$"
)
_CONVERB = re.compile(r".+(?:ып|іп|[аәеиоөуүұыі]п|май|мей|бай|бей|пай|пей|ғалы|гелі|қалы|келі)$")
_PARTICIPLE = re.compile(
    r".+(?:[ғқ]ан|[гк]ен|атын|етін|йтын|йтін|ушы|уші)(?:дығын|дігін|ын|ін|ы|і|ға|ге|да|де|дықтан|діктен)?$"
)
_ATTRIBUTE = re.compile(r".{2,}(?:лық|лік|дық|дік|тық|тік|дағы|дегі|тағы|тегі|ғы|гі|қы|кі|лы|лі|сыз|сіз|аралық|шыл|шіл)$")


@lru_cache(maxsize=65536)
def case_of(word: str) -> Case:
    """The case that the word's ending shows, nominative when it shows none.

    >>> case_of("саласына"), case_of("Талғардан"), case_of("өндірумен"), case_of("мүше")
    ('dative', 'ablative', 'instrumental', 'nominative')
    """
    lower = word.casefold()
    if lower in _BARE:
        return "nominative"
    for case, pattern in _CASES:
        if pattern.match(lower):
            return case
    return "nominative"


@lru_cache(maxsize=65536)
def is_possessed(word: str) -> bool:
    """Whether a word in the nominative ends in third-person possession («ұйымы», «төрағасы»)."""
    return bool(_POSSESSED.match(word.casefold()))


@lru_cache(maxsize=65536)
def is_finite(word: str) -> bool:
    """Whether the word looks like a finite verb («өтті», «жатыр», «болмақ»)."""
    return bool(_FINITE.match(word.casefold()))


@lru_cache(maxsize=65536)
def is_verbal(word: str) -> bool:
    """Whether the word looks like any verb form: finite, converb («өтіп») or participle («өткен»)."""
    lower = word.casefold()
    return bool(_FINITE.match(lower) or _CONVERB.match(lower) or _PARTICIPLE.match(lower))


@lru_cache(maxsize=65536)
def is_attribute(word: str) -> bool:
    """Whether the word looks like an adjective or an ordinal attribute («облыстық», «ауданындағы»)."""
    return bool(_ATTRIBUTE.match(word.casefold()))
