"""Whether somebody is told to have done the asked deed to another thing than asked.

«Мектепке кітапты кім сыйлады?» – «Мектепке [компьютерді] Оралбек Жүніс сыйлады»; a wide noun («көмек») may be any.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.classes import classes_named, classes_of
from bot.answering.clauses import clause_of
from bot.answering.finding import Finding
from bot.answering.lexicon import is_one_of, word_row, word_set
from bot.answering.matching import ENOUGH, Evidence
from bot.answering.naming import is_common
from bot.answering.passage import Sentence, Word
from bot.answering.readers.acts import Act, act_at
from retrieval.language.grammar import case_of, is_attribute, is_converb, is_participle, is_verbal, is_verbal_noun

_GIVER = "giver"
_ALL = re.compile(r"(?:\w+[ае]у|б[әа]р|барлығ)[ыі]н$")  # «екеуін», «бәрін»
_SAME_START = 3  # letters


def other_object(evidence: Evidence, finding: Finding) -> float:
    """Whether the finding's own clause tells the deed of another object than the one asked about."""
    question = evidence.question
    if question.says or finding.rule == "byline":
        return 0.0
    if question.type != "person" or question.case != "nominative" or finding.closed:
        return 0.0
    asked = evidence.once("object", lambda: _object_asked(evidence))
    if asked is None:
        return 0.0
    sentence = finding.weighed
    clause = _deeds(sentence, finding)
    told = _told(evidence, sentence, clause, asked)
    if not told or any(_is_asked(evidence, asked, word) for word in clause):
        return 0.0
    return float(not any(_is_wide(word) for word in told) and not _points_back(clause))


def _told(evidence: Evidence, sentence: Sentence, clause: Sequence[Word], asked: Word) -> list[Word]:
    """The objects of the asked deed; of any other one if it is asked who gave something, else those of a sister sort.

    «Кітаптарды «Мейірім» қоры [жіберген]» is no «жиһаз» given; «балабақшаны [тұрғызған]» no school built.
    """
    verb = _deed(evidence, sentence, clause)
    if verb is not None:
        return _objects(clause, verb)
    last = next((word for word in reversed(clause) if is_verbal(word.text)), None)
    told = _objects(clause, last) if last is not None else []
    words, at = evidence.question.words, evidence.predicate
    if at is not None and _is_giving(act_at(words, evidence.question.terms[at].at)):
        return told
    return [word for word in told if classes_of(asked.lower) & classes_of(word.lower)]


def _deeds(sentence: Sentence, finding: Finding) -> tuple[Word, ...]:
    """The finding's clause; one that a converb closes goes on: «терезені сындырып, [екеуін де алып шыққан]»."""
    start, stop = clause_of(sentence, finding.start, finding.stop)
    clause = sentence.within(start, stop)
    return sentence.within(start, sentence.stop) if clause and is_converb(clause[-1].text) else clause


def _object_asked(evidence: Evidence) -> Word | None:
    """«[Кітапты] кім сыйлады?», «[автобус] сыйлаған кім?»; none that may be any thing."""
    question = evidence.question
    if evidence.predicate is None or question.roles or question.heads:
        return None
    verb = question.terms[evidence.predicate].at
    asking = question.words[question.start : question.stop]
    found = _objects([word for word in question.words if word not in asking], question.words[verb])
    return found[-1] if found and not _is_any(found[-1]) else None


def _is_any(word: Word) -> bool:
    """Whether a noun may stand for any thing: «жүлде», «сыйлық», «бастама»."""
    return _is_wide(word) or word.lower.startswith(word_row("words.toml", "any_object"))


def _is_wide(word: Word) -> bool:
    """«шараны», «техниканы»; «аурухананы» only begins like «ауру»."""
    return is_one_of(word.lower, "wide_nouns") and not is_one_of(word.lower, "organisations")


def _points_back(clause: Sequence[Word]) -> bool:
    """«[Бұл] кітапты …», «[оны] …», «[екеуін] де …»: it was named before."""
    anaphors = word_set("words.toml", "anaphors")
    return any(word.lower in anaphors or _ALL.match(word.lower) for word in clause)


def _objects(words: Sequence[Word], verb: Word) -> list[Word]:
    """The objects of a deed: nouns in the accusative, of a giving also the bare one right before it."""
    before = [word for word in words if word.stop <= verb.start]
    found = [word for word in before if case_of(word.text) == "accusative" and _is_thing(word)]
    last = before[-1:]
    if verb in words and _is_giving(act_at(tuple(words), list(words).index(verb))):
        found += [word for word in last if case_of(word.text) == "nominative" and _is_thing(word) and word not in found]
    return found


def _is_thing(word: Word) -> bool:
    named = word.quoted or word.number or (word.capital and not is_common(word))
    if named or word.lower in word_set("words.toml", "stop"):
        return False
    deed = is_participle(word.text) or is_verbal_noun(word.text) or is_converb(word.text) or is_attribute(word.text)
    return not deed and (case_of(word.text) == "accusative" or not is_verbal(word.text))


def _deed(evidence: Evidence, sentence: Sentence, clause: Sequence[Word]) -> Word | None:
    """The verb of a clause that is the question's."""
    at = evidence.predicate
    met = evidence.matches[sentence.place][at] if at is not None else ()
    words = [sentence.words[match.word] for match in met if match.strength >= ENOUGH]
    return next((word for word in reversed(words) if word in clause), None)


def _is_giving(act: Act | None) -> bool:
    """Whether an act has somebody who gives: «чемпион атанды» has none."""
    return act is not None and any(part == _GIVER for _, part in act.parts)


def _is_asked(evidence: Evidence, asked: Word, word: Word) -> bool:
    """Whether a word is the object asked for, of its class, or may be it mistyped."""
    if word.key == asked.key or _may_be(asked, word):
        return True
    if evidence.answering(asked.key).get(word.key, 0.0) >= ENOUGH and case_of(word.text) != "genitive":
        return True
    return _is_sort_of(asked.lower, word.lower) or _is_sort_of(word.lower, asked.lower)


def _is_sort_of(wide: str, narrow: str) -> bool:
    """«автобус» is a «көлік»; of «мектеп» and «балабақша» neither is a sort of the other."""
    return bool((classes_named(wide) - classes_of(wide)) & classes_of(narrow))


def _may_be(asked: Word, word: Word) -> bool:
    """Whether two words begin alike, so that one may be the other mistyped: «кеңсті», «кеңес»."""
    return len(asked.key) > _SAME_START and asked.key[:_SAME_START] == word.key[:_SAME_START]
