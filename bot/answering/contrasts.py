"""Whether a number or time is of another act than asked, of what things are made for, of all but those asked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from bot.answering.finding import Finding
from bot.answering.lexicon import word_row
from bot.answering.matching import ENOUGH, Evidence, same_name
from bot.answering.passage import Word
from bot.answering.quantities import PART
from bot.answering.question import Question
from retrieval.language.grammar import case_of, is_attribute, is_owned, is_plural

_RULES = ("number:", "date:")
_BUT = ("басқа", "өзге", "бөлек", "тыс")
_SAVE = ("қоспағанда", "есептемегенде", "санамағанда")
_FROM = ("дан", "ден", "тан", "тен", "нан", "нен")
_OBJECT = ("ды", "ді", "ты", "ті", "ны", "ні", "н")
_BEHIND = 3  # words from a number to «арналған»: «25 балаға арналған», «600-ге дейін оқушыға лайықталған»


def contrasts(evidence: Evidence, finding: Finding) -> dict[str, float]:
    """ "other act", "made for", "all but": why a number or time of the asked kind is not that of what was done."""
    if not finding.rule.startswith(_RULES):
        return {}
    return {
        "other act": _other_act(evidence, finding),
        "made for": _made_for(evidence, finding),
        "all but": _all_but(evidence, finding),
        "other payment": _other_payment(evidence, finding),
    }


def _other_act(evidence: Evidence, finding: Finding) -> float:
    """«61 дерек тіркелді» for «қанша дерек ашылды»: acts that people tell apart, and only the other one is here."""
    at, sentence = evidence.predicate, finding.weighed
    asked = evidence.once("acts", lambda: _acts(evidence.question.words))
    if at is None or not asked:
        return 0.0
    own = [word for start, stop in finding.regions if stop > finding.start for word in sentence.within(start, stop)]
    met = {match.word for match in evidence.matches[sentence.place][at] if match.strength >= ENOUGH}
    told = _acts(own)
    others = {(row, 1 - place) for row, place in asked if (row, place) not in told} & told
    same = [sentence.words[place] for place in met if sentence.words[place] in own]
    return float(bool(others) and all(_acts([word]) & others for word in same))


def _acts(words: Sequence[Word]) -> set[tuple[int, int]]:
    """Acts of words.toml told of in some words: the row and which side of it."""
    told = [closed for word in words if not word.quoted and (closed := word.lower + ".").startswith(_act_stems())]
    return {
        (row, place)
        for row, sides in enumerate(_other_acts() if told else ())
        for place, stems in enumerate(sides)
        if any(word.startswith(stems) for word in told)
    }


@cache
def _other_acts() -> tuple[tuple[tuple[str, ...], ...], ...]:
    """Rows of acts, their sides, the stems of each; a dot closes a stem that is a whole word."""
    rows = (row.split("|") for row in word_row("words.toml", "other_acts"))
    return tuple(tuple(tuple(side.split()) for side in sides) for sides in rows)


@cache
def _act_stems() -> tuple[str, ...]:
    return tuple(stem for sides in _other_acts() for stems in sides for stem in stems)


def _made_for(evidence: Evidence, finding: Finding) -> float:
    """«[25 балаға] арналған топ» for «қанша бала барады»: so many it is meant for."""
    if not finding.rule.startswith("number:"):
        return 0.0
    words, stems = finding.sentence.words, word_row("words.toml", "meant_for")
    if evidence.once("room", lambda: _asks_of_room(evidence.question)):
        return 0.0
    at = finding.sentence.word_at(finding.stop - 1)
    held = words[at + 1 : at + 1 + _BEHIND]
    for before, word in zip(words[at:], held, strict=False):
        if word.gap.strip():
            return 0.0
        if word.lower.startswith(stems):
            if _counts_something_else(words[at : words.index(before)], before):
                return 0.0
            return float(case_of(before.text) == "dative" and before.lower.startswith(word_row("words.toml", "people")))
    return 0.0


def _counts_something_else(counted: Sequence[Word], receiver: Word) -> bool:
    """«[алтауы] балаларға арналған», «[бес орын] жандарға арналған»: so many things, not so many for whom they are."""
    bounds = {"дейін", "астам", "жуық", "аса", "артық"}
    things = [word for word in counted[1:] if word.lower not in bounds]
    part = bool(counted) and bool(PART.search(counted[0].lower))
    plain = any(case_of(word.text) == "nominative" and not is_attribute(word.text) for word in things)
    return part or (plain and is_plural(receiver.text) and not is_owned(receiver.text))


def _other_payment(evidence: Evidence, finding: Finding) -> float:
    """«4 миллион теңге айыппұл салынды» for «құрылысқа қанша жұмсалды»."""
    payments, words = word_row("words.toml", "payments"), finding.sentence.words
    if finding.rule != "number:money" or any(word.lower.startswith(payments) for word in evidence.question.words):
        return 0.0
    if not any(word.lower.startswith(word_row("words.toml", "spent")) for word in evidence.question.words):
        return 0.0
    at = finding.sentence.word_at(finding.stop - 1) + 1
    return float(any(word.lower.startswith(payments) and not word.gap for word in words[at : at + 1]))


def _asks_of_room(question: Question) -> bool:
    """«Мектеп неше балаға арналған?», «залға неше адам сияды?»."""
    stems = (*word_row("words.toml", "meant_for"), *word_row("words.toml", "holds"))
    return any(word.lower.startswith(stems) for word in question.words)


def _all_but(evidence: Evidence, finding: Finding) -> float:
    """«[дүйсенбіден басқа] күндері 10:00-де ашылады» where Monday is asked about, «[Ақсудан басқа] ауылдарда»."""
    words, cues = finding.weighed.words, {*_BUT, *_SAVE}
    if cues.isdisjoint(word.lower for word in words) or not cues.isdisjoint(w.lower for w in evidence.question.words):
        return 0.0
    days = word_row("words.toml", "weekdays")
    names = [key for named in evidence.question.named if named.kind != "number" for key in named.keys]
    single = [word.key for word in evidence.question.words if word.lower.startswith(days)]
    left_out = [one.key for one, other in pairwise(words) if _is_left_out(one, other)]
    return float(any(same_name(key, other) for key in (*names, *single) for other in left_out))


def _is_left_out(word: Word, behind: Word) -> bool:
    lower = behind.lower
    return (lower in _BUT and word.lower.endswith(_FROM)) or (lower in _SAVE and word.lower.endswith(_OBJECT))
