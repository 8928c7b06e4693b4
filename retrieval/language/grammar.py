"""What the ending of a Kazakh word says: its case, possession, and whether it is a verb or an attribute.

Endings follow R. Syzdykova et al., «Қазақ грамматикасы» (Astana, 2002): the case endings of §§ 65–72,
third-person possession of § 63, participles, converbs and finite tenses of §§ 117–140. Nominal endings are
the stemmer's reading; verbs are told by surface form alone, so homonyms («ерікті») can be misjudged: callers
treat it as evidence, not proof.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from retrieval.language.endings import strippings
from retrieval.language.stemming import Stemmer, known_words
from retrieval.language.wordlists import words

Case = Literal["nominative", "genitive", "dative", "accusative", "locative", "ablative", "instrumental"]

VOWELS = "аәеёиоөуұүыіэюя"
SPATIAL = ("дағы", "дегі", "тағы", "тегі")  # what is somewhere: «Талғардағы», «ауданындағы»

# What the last ending says, by its last letters; the stemmer has found the ending itself.
_CASE_BY_ENDING: tuple[tuple[Case, tuple[str, ...]], ...] = (
    ("genitive", ("ның", "нің", "дың", "дің", "тың", "тің")),
    ("instrumental", ("мен", "бен", "пен")),
    ("ablative", ("дан", "ден", "тан", "тен", "нан", "нен")),
    ("locative", ("да", "де", "та", "те", *SPATIAL)),
    ("dative", ("ға", "ге", "қа", "ке", "на", "не", "а", "е")),
    ("accusative", ("ны", "ні", "ды", "ді", "ты", "ті", "н")),
)
# Endings that are sure even on a stem that nobody knows.
_SURE_ENDING = re.compile(
    r".{3,}(?:[ндт][ыі]ң|[ндт][ае]н|[дт][ае]ғ[ыі]|[дт][ае]г[ыі]|[ыі]нд[ае]|[ыі][ғг][ыі]н|у[ғг][ае]|уд[ыі]"
    r"|[лдт][ае]р[ғг][ае]|[лдт](?:ыққа|ікке))$"
)
_NOUN_SUPPORT = 7  # words of the news list that share a stem
# So ends whose somebody or something is: «серіктестігі», «меңгерушісі», «технологы», «режиссері».
_SURE_POSSESSION = re.compile(
    r".{3,}[лдт](?:ығы|ігі)$|.{4,}[ае]с[ыі]$|.{2,}ш(?:ысы|ісі)$|.{2,}(?:лог|граф|ист|ург|ном|сер|сёр|раб|дант|райым)[ыі]$"
)
_CASE_OF_OWNED = re.compile(r"(?:н[ыі]ң|нд[ае]|н[ае]н?|мен|н)$")
_LIKE_OBJECTS = ("ды", "ді", "ты", "ті")
_COUNTRY = re.compile(r"[А-ЯӘҒҚҢӨҰҮІ]\w{2,}[^аәеоөуұүыи]стан")  # «Өзбекстан» is no ablative
# Bare words that only look inflected.
_BARE = frozenset(
    {
        "астық",
        "теңге",
        "қазір",
        "кісі",
        "бала",
        "ақша",
        "жаңа",
        "тағы",
        "ерікті",
        "мың",
        "қарқынды",
        "адам",
        "жалпы",
        "кеше",
        "неге",
        "бүгін",
        "тігін",
    }
)
# Pronouns in the dative, which look like participles and attributes.
_TO_THEM = frozenset({"оған", "бұған", "соған", "осыған", "мынаған", "маған", "саған", "оларға", "бұларға"})
_FINITE = re.compile(
    r".+(?:[ыіауеүйр]?[дт][ыі]|[аеи]ды|[аеи]ді|йды|йді|[ғқ]ан|[гк]ен|мақ|мек|бақ|бек|пақ|пек|[дт]ық|[дт]ік|са|се"
    r"|ады|еді|иді|[дт]ым|[дт]ім|амыз|еміз|[бп]ыз|[бп]із|уда|уде|атын|етін|йтын|йтін|са?ң|отыр|жатыр|тұр|жүр)$"
)
_VOICELESS = frozenset("пткқсшщфхцч")
_CONVERB = re.compile(r".+(?:ып|іп|[аәеиоөуүұыі]п|май|мей|бай|бей|пай|пей|ғалы|гелі|қалы|келі)$")
_LOCATIVE = ("да", "де", "та", "те")
_SHORTEST_SCENE = 6  # letters of a name in the locative
_OF_NOUNS = ("дық", "дік", "тық", "тік")
_SHORTEST_OF_NOUN = 4  # letters of the noun: «бардық», «айттық» are verbs
# Nouns and pronouns that only look like participles.
_NO_PARTICIPLES = ("дүкен", "мекен", "тікен", "рентген", "аллерген", *_TO_THEM)
_PARTICIPLE = re.compile(
    r".+(?:[ғқ]ан|[гк]ен|атын|етін|йтын|йтін|ушы|уші)(?:дығын|дігін|ын|ін|ы|і|ға|ге|да|де|дықтан|діктен)?$"
)
_VERBAL_NOUN = re.compile(
    r"(?:.{2,}[^аәеоөүұыі]|.{3,}[лдтмбп][ае])у(?:ды|ді|ға|ге|дың|дің|мен|дан|ден|да|де|ы|і|ын|ін|ына|іне|ымен|імен)?$"
)
_ATTRIBUTE = re.compile(
    r".{2,}(?:лық|лік|дық|дік|тық|тік|дағы|дегі|тағы|тегі|ғы|гі|қы|кі|лы|лі|сыз|сіз|аралық|шыл|шіл)$"
)


@cache
def _stemmer() -> Stemmer:
    return Stemmer()


@lru_cache(maxsize=65536)
def case_of(word: str) -> Case:
    """The case that the word's ending shows, nominative when it shows none.

    >>> case_of("саласына"), case_of("Талғардан"), case_of("өндірумен"), case_of("бөтелке")
    ('dative', 'ablative', 'instrumental', 'nominative')
    """
    lower = word.casefold()
    if lower in _TO_THEM:
        return "dative"
    if lower in _BARE or _is_known_quality(lower) or _COUNTRY.fullmatch(word):
        return "nominative"
    endings = _stemmer().reading(lower).endings
    if endings and endings[-1].slot in {"case", "place"}:
        return case_by(endings[-1].text)
    if _SURE_ENDING.match(lower):
        return case_by(lower)
    return "locative" if word[:1].isupper() and _is_unknown_scene(lower) else "nominative"


def _is_unknown_scene(lower: str) -> bool:
    """Whether a name that no list knows ends in the locative: «Бозайғырда»; «Фарида» does not."""
    if len(lower) < _SHORTEST_SCENE or lower in known_words() or not lower.endswith(_LOCATIVE) or lower.endswith("ида"):
        return False
    return any(reading.endings and reading.endings[-1].text in _LOCATIVE for reading in strippings(lower))


def _is_known_quality(lower: str) -> bool:
    """«құрметті», «жергілікті», «нақты»: adjectives that only look like objects."""
    known = lower.endswith(_LIKE_OBJECTS) and lower in words("nominatives.txt")
    return known and lower not in words("nouns_like_attributes.txt")


def case_by(ending: str) -> Case:
    """The case of an ending alone («ді», «ның»); endings of time («-ғы») make attributes, which have none."""
    return next((case for case, texts in _CASE_BY_ENDING if ending.endswith(texts)), "nominative")


@lru_cache(maxsize=65536)
def is_possessed(word: str) -> bool:
    """Whether a word in the nominative ends in third-person possession («ұйымы», «төрағасы»)."""
    lower = word.casefold()
    endings = _stemmer().reading(lower).endings
    owned = bool(endings) and endings[-1].slot == "own3"
    return (owned or bool(_SURE_POSSESSION.match(lower))) and lower not in _BARE


@lru_cache(maxsize=65536)
def is_owned(word: str) -> bool:
    """Whether the word has third-person possession in any case («қанатының», «ұйымы», «меңгерушісіне»)."""
    if is_possessed(word) or any(ending.slot == "own3" for ending in _stemmer().reading(word.casefold()).endings):
        return True
    return bool(_SURE_POSSESSION.match(_CASE_OF_OWNED.sub("", word.casefold())))


@lru_cache(maxsize=65536)
def is_plural(word: str) -> bool:
    """Whether the word is a plural in any case («ауылдар», «жобаларға»)."""
    return any(ending.slot == "plural" for ending in _stemmer().reading(word.casefold()).endings)


@lru_cache(maxsize=65536)
def is_finite(word: str) -> bool:
    """Whether the word looks like a finite verb («өтті», «жатыр», «болмақ»)."""
    lower = word.casefold()
    return bool(_FINITE.match(lower)) and not _is_noun(lower)


@lru_cache(maxsize=65536)
def is_verbal(word: str) -> bool:
    """Whether the word looks like any verb form: finite, converb («өтіп») or participle («өткен»)."""
    lower = word.casefold()
    return is_participle(lower) or (bool(_FINITE.match(lower) or _CONVERB.match(lower)) and not _is_noun(lower))


def _is_noun(lower: str) -> bool:
    """Whether so many inflected words share the form as a stem that it is a noun: «өнеркәсіп», «мектеп».

    A noun in -т with possession is no past: аппарат-ы, депутат-ы, but айт-ты, кет-ті. So is what has a vowel or a
    voiced letter before -ты: корт-ы, грант-ы. So is «аудан-дық», of a noun; «бастадық» is of a verb.
    """
    if lower.endswith(("ты", "ті")) and (lower[:-1] in known_words() or lower[-3:-2] not in _VOICELESS):
        return True
    if lower.endswith(_OF_NOUNS) and _is_of_noun(lower[:-3]):
        return True
    listed = lower in _BARE or lower in _TO_THEM or lower in words("nouns_like_verbs.txt")
    return listed or _stemmer().support(lower) >= _NOUN_SUPPORT


def _is_of_noun(stem: str) -> bool:
    """Whether -дық makes an adjective of a stem («аудан»), not «we …-ed» («көрсет», known by its «көрсету»)."""
    closed = len(stem) >= _SHORTEST_OF_NOUN and stem[-1] not in VOWELS
    return closed and stem in known_words() and stem + "у" not in known_words()


@lru_cache(maxsize=65536)
def is_participle(word: str) -> bool:
    """Whether the word looks like a participle, in any case («өткен», «келетіннің»)."""
    lower = word.casefold()
    return bool(_PARTICIPLE.match(lower)) and not lower.startswith(_NO_PARTICIPLES)


@lru_cache(maxsize=65536)
def is_converb(word: str) -> bool:
    """Whether the word looks like a converb («өтіп», «бармай»)."""
    return bool(_CONVERB.match(word.casefold())) and not _is_noun(word.casefold())


@lru_cache(maxsize=65536)
def is_verbal_noun(word: str) -> bool:
    """Whether the word looks like a verbal noun in any case («орнатуды», «алмасу», «бейімдеуге»)."""
    return bool(_VERBAL_NOUN.match(word.casefold()))


@lru_cache(maxsize=65536)
def is_attribute(word: str) -> bool:
    """Whether the word looks like an adjective or an ordinal attribute («облыстық», «ауданындағы»).

    Nouns with such an end are no attributes: «серіктестік» and «жылқы» by a list, «орталығы» by its possession;
    adjectives that no ending shows («мәдени») are listed too.
    """
    lower = word.casefold()
    if lower in words("adjectives.txt") or _is_known_quality(lower):
        return True
    return bool(_ATTRIBUTE.match(lower)) and lower not in words("nouns_like_attributes.txt") and not is_possessed(lower)
