"""Whether a number is told of another scene than asked: «Моңғолияға 18 вагон» where «Сербияға қанша» is asked."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.answering.finding import Finding
from bot.answering.lexicon import is_one_of, word_row
from bot.answering.matching import ENOUGH, Evidence
from bot.answering.naming import is_common
from bot.answering.passage import Sentence, Word
from bot.answering.question import Question
from retrieval.language.grammar import (
    SPATIAL,
    Case,
    case_of,
    is_attribute,
    is_owned,
    is_plural,
    is_possessed,
    is_verbal,
)

_SCENES: frozenset[Case] = frozenset({"dative", "ablative", "locative"})
# The case of a name or body whose stem nobody knows: «Сербияға», «цехта».
_BY_ENDING: tuple[tuple[Case, re.Pattern[str]], ...] = (
    ("dative", re.compile(r".{3,}(?:ға|ге|қа|ке)$")),
    ("ablative", re.compile(r".{3,}(?:[дн][ае]н|(?<!с)т[ае]н)$")),
    ("locative", re.compile(r".{3,}[дт][ае]$")),
)
_OWN_CASE = re.compile(r"[ыі]н(?:а|е|да|де|ан|ен)$")  # «Тараз қаласынан», not «Ғалым Өтегенов облыста …»
_QUOTES = "«»\"“”"
_HERE = frozenset({"мұнда", "онда", "осында"})
_BODIES = ("құрама", "команда", "ұжым", "бригада")


class Scene(NamedTuple):
    """Where, whither or whence: «Сербияға», «Тараз қаласынан», «зауытта»."""

    case: Case
    at: int  # index of the word that says which: the name, where there is one
    named: bool


Acted = tuple[tuple[Scene, ...], tuple[int, ...]]  # scenes, and indices of the words that name doers


def other_scene(evidence: Evidence, finding: Finding) -> dict[str, float]:
    """ "other scene": a name asked about is not here, and another stands in its case; "other venue": of bodies.

    "other doer": those asked about are not here, others did it («ұлдар», «қыздар құрамасы»).
    """
    if not finding.rule.startswith("number:"):
        return {}
    sentence = finding.weighed
    scenes_asked, doers_asked = evidence.once("scenes", lambda: _asked(evidence.question))
    if not scenes_asked and not doers_asked:
        return {}
    held = evidence.best[sentence.place]
    strength = {term.at: near for term, near in zip(evidence.question.terms, held, strict=True)}
    asked = [scene for scene in scenes_asked if strength.get(scene.at, 1.0) < ENOUGH]
    doers = [at for at in doers_asked if strength.get(at, 1.0) < ENOUGH]
    if not asked and not doers:
        return {}
    met = {match.word for found in evidence.matches[sentence.place] for match in found if match.strength >= ENOUGH}
    scenes_told, doers_told = _told(sentence)
    told = [scene for scene in scenes_told if scene.at not in met]
    own = [scene for scene in told if _in_own(sentence.words[scene.at], finding)]
    others = [at for at in doers_told if at not in met and sentence.words[at].stop <= finding.start]
    strange = bool(doers) and any(_in_own(sentence.words[at], finding) for at in others)
    return {"other doer": float(strange)} | {
        name: float(any(one.case == other.case and one.named == other.named == named for one in asked for other in own))
        for name, named in (("other scene", True), ("other venue", False))
    }


def _asked(question: Question) -> Acted:
    named = {key for each in question.named for key in each.keys}
    return tuple(scenes(question.words, named)), tuple(_doers(question.words[: question.start]))


@lru_cache(maxsize=8192)
def _told(sentence: Sentence) -> Acted:
    return tuple(scenes(sentence.words)), tuple(_doers(sentence.words))


def _in_own(word: Word, finding: Finding) -> bool:
    return finding.rule.startswith("yesno") or any(start <= word.start < stop for start, stop in finding.regions)


def scenes(words: Sequence[Word], named: Collection[str] = ()) -> Iterator[Scene]:
    """The names and bodies of a row of words that stand in a case of place; a first word is a name if known for one."""
    for at, word in enumerate(words):
        case = case_told(word)
        if case not in _SCENES:
            continue
        kind = any(is_one_of(word.lower, listed) for listed in ("places", "organisations", "venues"))
        case = case if kind or word.capital else case_of(word.text)
        quality = is_attribute(word.text) and not (word.capital and word.lower.endswith(SPATIAL))  # «Сегізсайдағы»
        if case not in _SCENES or word.quoted or quality or _is_of_time(word):
            continue
        before = words[at - 1] if at and not word.gap.strip(_QUOTES) and not is_attribute(words[at - 1].text) else None
        if word.capital and (at or word.key in named or not (kind or is_common(word))):
            yield Scene(case, at, True)
        elif (
            kind
            and before
            and (before.capital or (before.quoted and is_one_of(word.lower, "places")))
            and _OWN_CASE.search(word.lower)
            and (at > 1 or before.key in named or not is_common(before))
        ):
            yield Scene(case, at - 1, True)
        elif kind and not is_verbal(word.text) and not is_one_of(word.lower, "departments"):
            yield Scene(case, at, False)


def case_told(word: Word) -> Case:
    """The case of a name or of a body, by its letters where the stem is unknown."""
    known = case_of(word.text)
    if known != "nominative":
        return known
    return next((case for case, ending in _BY_ENDING if ending.match(word.lower)), known)


def _doers(words: Sequence[Word]) -> Iterator[int]:
    """People in the plural and teams that do something: «[ұлдар] неше алтын жеңді»; not «балалар үйірмесі»."""
    for at, word in enumerate(words):
        if case_of(word.text) != "nominative" or word.quoted:
            continue
        team = is_possessed(word.text) and word.lower.startswith(_BODIES)
        many = is_plural(word.text) and word.lower.startswith(word_row("words.toml", "people"))
        of_them = at + 1 < len(words) and is_owned(words[at + 1].text)
        if (team or many) and not of_them:
            yield at


def _is_of_time(word: Word) -> bool:
    return word.lower.startswith(word_row("words.toml", "months")) or word.lower.startswith(
        word_row("words.toml", "weekdays")
    )


def outside(evidence: Evidence, finding: Finding) -> float:
    """«[Цехта] жеті әйел еңбек етеді» where the «Ертіс-Ақ» зауыты is asked about: another scene opens the clause.

    «Жаңа бөлімше 35 төсектік. [Мұнда] алты дәрігер бар» is told of the бөлімше, not of the hospital.
    """
    question, sentence = evidence.question, finding.weighed
    if not finding.rule.startswith("number:"):
        return 0.0
    bodies = evidence.once("bodies", lambda: tuple(_bodies(question.words)))
    asked = [at for at in bodies if not _stands_in(question.words[at], sentence)]
    if not asked:
        return 0.0
    own = next((region for region in finding.regions if region[0] <= finding.start < region[1]), None)
    first = next(iter(sentence.within(*own)), None) if own else None
    if first is None or first.start >= finding.start:
        return 0.0
    if first.lower in _HERE:
        before = evidence.reading.before(sentence)
        told = [word for word in before.words if _is_part(word)] if before is not None else []
        away = before is None or not any(_stands_in(question.words[at], before) for at in asked)
        return float(bool(told) and away and not any(_stands_in(word, question) for word in told))
    titled = any(question.words[at - 1].quoted for at in asked)
    elsewhere = _is_part(first) or first.lower.startswith(word_row("words.toml", "levels"))
    return float(titled and elsewhere and case_told(first) in _SCENES and not _stands_in(first, question))


def _is_part(word: Word) -> bool:
    """A part of a body: «цех», «бөлімше»; no name."""
    return word.lower.startswith(word_row("words.toml", "parts_of_bodies")) and not word.quoted


def _stands_in(word: Word, text: Sentence | Question) -> bool:
    return any(word.key == other.key for other in text.words)


def _bodies(words: Sequence[Word]) -> Iterator[int]:
    """Bodies in a case of place: «Ертіс-Ақ» [зауытында], «қалалық [ауруханада]»."""
    for at in range(1, len(words)):
        kind = any(is_one_of(words[at].lower, listed) for listed in ("organisations", "venues"))
        if kind and not (words[at].quoted or _is_part(words[at])) and case_told(words[at]) in _SCENES:
            yield at
