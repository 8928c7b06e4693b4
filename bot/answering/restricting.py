"""Whether a number is told of a whole, of another level or of another numbered thing than the part asked about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.answering.classes import classes_of
from bot.answering.finding import Finding
from bot.answering.lexicon import word_row, word_set
from bot.answering.matching import ENOUGH, Evidence
from bot.answering.passage import Sentence, Word
from bot.answering.quantities import PART
from bot.answering.question import Question
from retrieval.language.grammar import case_of, is_owned, is_plural

_LEVEL = re.compile(r"(облыс|аудан|қала|ауыл|республика)(?:тық|дық|лық)$")
_STEPS = 3  # sentences back in which a body may have been named in full
_WITH = re.compile(r".{3,}(?:мен|бен|пен)$")
_PART_ASKED = ("нешеуі", "қаншас", "қаншауы")
_THIS = frozenset({"бұл", "осы"})
_AIMS = ("мақсатқа", "іске", "жұмысқа", "шаруаға", "шараға", "игілікке")
_PRODUCE = ("өнім", "көкөніс", "астық", "дақыл")
_REACH = 2  # words between «аудандық» and its noun


def restricting(evidence: Evidence, finding: Finding) -> dict[str, float]:
    """ "of all", "other level", "other number": the part, level or number asked about is not what is told of."""
    found = {"other level": _other_level(evidence, finding)}
    if finding.rule.startswith("number:"):
        found |= {"of all": _of_all(evidence, finding), "other number": _other_number(evidence, finding)}
        found |= {"other aim": _other_aim(evidence, finding), "named later": _named_later(evidence, finding)}
    return found


def _of_all(evidence: Evidence, finding: Finding) -> float:
    """«3146 мүше» for «неше [жас] мүше», «163 адам ұсталды» for «ұсталғандардың [нешеуі] қамалды»."""
    return float(
        _lacks_restriction(evidence, finding)
        or _lacks_means(evidence, finding)
        or _is_whole(evidence, finding)
        or _is_produce(evidence, finding)
    )


def _lacks_restriction(evidence: Evidence, finding: Finding) -> bool:
    """Whether those asked for are a sort of people or bodies of which nothing near the number tells."""
    question = evidence.question
    listed = word_set("words.toml", "sorts_counted")
    asked = [word for word in question.words[question.stop : question.stop + 1] if word.lower in listed]
    noun = next(iter(question.words[question.stop + 1 : question.stop + 2]), None)
    if not asked or noun is None or noun.gap or noun.key not in {word.key for word in question.focus}:
        return False
    alike = evidence.answering(asked[0].key)
    return not any(alike.get(key, 0.0) >= ENOUGH for key in _keys_near(evidence, finding.weighed))


def _lacks_means(evidence: Evidence, finding: Finding) -> bool:
    """«Мектепте 612 бала жаттығады» for «[футболмен] неше бала шұғылданады»: nothing near tells of it."""
    if finding.rule != "number:count" or evidence.question.type != "count":
        return False
    means = evidence.once("means", lambda: tuple(_means(evidence.question)))
    near = _keys_near(evidence, finding.weighed) | evidence.reading.title_keys
    return any(not any(evidence.answering(key).get(one, 0.0) >= ENOUGH for one in near) for key in means)


def _means(question: Question) -> Iterator[str]:
    """The keys of the bare nouns with which something is done: «[самбомен] айналысады», «[грантпен] оқиды»."""
    people = word_row("words.toml", "people")
    for before, word in pairwise((question.words[0], *question.words)):
        named = word.capital or word.quoted or before.quoted or word.number or word in question.focus
        bare = not (is_owned(word.text) or is_plural(word.text) or word.lower.startswith(people))
        if bare and not named and _WITH.match(word.lower):
            yield word.key


def _keys_near(evidence: Evidence, sentence: Sentence) -> frozenset[str]:
    """The keys of a sentence and of the one before it."""
    before = evidence.reading.before(sentence)
    return sentence.keys if before is None else sentence.keys | before.keys


def _is_produce(evidence: Evidence, finding: Finding) -> bool:
    """«830 тонна [өнім]» for «қанша тонна қияр» where nothing near tells of cucumbers."""
    question, sentence = evidence.question, finding.weighed
    behind = question.words[question.stop + 1 : question.stop + 2]
    asked = [word for word in behind if classes_of(word.lower) and not word.lower.startswith(_PRODUCE)]
    at = sentence.word_at(finding.stop - 1)
    told = [word for word in sentence.words[at : at + 2] if word.lower.startswith(_PRODUCE)]
    if finding.rule != "number:unit" or not asked or not told:
        return False
    before = evidence.reading.before(sentence)
    others = [word for word in before.words if _is_sibling(asked, word)] if before is not None else []
    near = sentence.keys if others else _keys_near(evidence, sentence)  # «қияр 45 күнде, қызанақ 70 күнде піседі»
    return not any(evidence.answering(word.key).get(key, 0.0) >= ENOUGH for word in asked for key in near)


def _is_sibling(asked: Sequence[Word], word: Word) -> bool:
    return any(word.key != one.key and classes_of(one.lower) & classes_of(word.lower) for one in asked)


def _is_whole(evidence: Evidence, finding: Finding) -> bool:
    """Whether some of a whole are asked for who did something, and what is told is of another whole or act."""
    if not evidence.question.asked.startswith(_PART_ASKED) or PART.search(finding.text):
        return False
    return not _tells_the_deed(evidence, finding) or _of_another(evidence, finding)


def _tells_the_deed(evidence: Evidence, finding: Finding) -> bool:
    """Whether a word behind «нешеуі» stands beside the number: «нешеуі [баспанаға несие] алды»."""
    own, words = finding.own_words, finding.weighed.words
    question, row = evidence.question, evidence.matches[finding.weighed.place]
    behind = [found for term, found in zip(question.terms, row, strict=True) if term.at >= question.stop]
    return any(match.strength >= ENOUGH and words[match.word] in own for found in behind for match in found)


def _of_another(evidence: Evidence, finding: Finding) -> bool:
    """«[Онлайн қосылғандардың] нешеуі …»: whether the whole stands neither here nor right before."""
    words = evidence.question.words
    whole = next((word for word in words[: evidence.question.start][-1:] if case_of(word.text) == "genitive"), None)
    if whole is None:
        return False
    alike = evidence.answering(whole.key)
    return not any(alike.get(key, 0.0) >= ENOUGH for key in _keys_near(evidence, finding.weighed))


def _other_level(evidence: Evidence, finding: Finding) -> float:
    """«Бүгінде филиалда 3146 мүше бар» of an «аудандық филиал» where the «облыстық филиал» is asked about."""
    if not finding.rule.startswith(("number:", "date:", "person")):
        return 0.0
    question = evidence.question
    levels = evidence.once("levels", lambda: [_level_before(question.words, term.at) for term in question.terms])
    for term_at, level in enumerate(levels):
        if not level:
            continue
        for steps in range(_STEPS + 1):
            sentence = evidence.reading.before(finding.weighed, steps) if steps else finding.weighed
            if sentence is None:
                break
            found = evidence.matches[sentence.place][term_at]
            told = {_level_before(sentence.words, match.word) for match in found if match.strength >= ENOUGH} - {""}
            if told:
                return float(level not in told)
    return 0.0


def _level_before(words: Sequence[Word], at: int) -> str:
    """The level right before a noun: «[аудан]дық филиал», «[облыс]тық жастар қанаты»."""
    for place in range(at - 1, max(-1, at - 1 - _REACH), -1):
        if words[place + 1].gap:
            return ""
        level = _LEVEL.match(words[place].lower)
        if level:
            return level[1]
    return ""


def _other_number(evidence: Evidence, finding: Finding) -> float:
    """«22 бағытта 260 жүргізуші», «№7: Ұзындығы – 23» where «№9 бағытта» is asked about."""
    asked = {one.text: other for one, other in pairwise(evidence.question.words) if one.number and not other.gap}
    sentence = finding.weighed
    mine, theirs = _signed(evidence.question.words), _signed(sentence.words[:1])
    if mine and theirs:
        return float(mine.isdisjoint(theirs))
    if not asked or any(word.text in asked for word in sentence.words):
        return 0.0
    nouns = [evidence.answering(noun.key) for noun in asked.values()]
    own = finding.own_words
    told = [other for one, other in pairwise(own) if one.number and not other.gap and one.start != finding.start]
    return float(any(alike.get(word.key, 0.0) >= ENOUGH for alike in nouns for word in told))


def _signed(words: Sequence[Word]) -> set[str]:
    """The numbers behind a sign: «№[9] бағыт»."""
    return {word.text for word in words if word.number and word.gap.endswith("№")}


def _other_aim(evidence: Evidence, finding: Finding) -> float:
    """«[Бұл мақсатқа] 37 миллион теңге бөлінді» for «форумды ұйымдастыруға»: no forum was told of."""
    own, question = finding.own_words, evidence.question
    this = any(one.lower in _THIS and other.lower.startswith(_AIMS) for one, other in pairwise(own[:4]))
    told = [term for term in question.terms if term.at < question.start]
    if not this or not any(case_of(question.words[term.at].text) == "dative" for term in told):
        return 0.0
    sentence = finding.weighed
    back = (evidence.reading.before(sentence, steps) for steps in range(1, _STEPS))
    keys = {key for one in (sentence, *back) if one is not None for key in one.keys}
    return float(not any(evidence.answering(term.key).get(key, 0.0) >= ENOUGH for term in told for key in keys))


def _named_later(evidence: Evidence, finding: Finding) -> float:
    """«[Көктемгі жәрмеңке]» is spoken of only after the number, which is told of another one."""
    words = evidence.question.words
    seasons = word_set("words.toml", "of_seasons")
    asked = [(one.key, other.key) for one, other in pairwise(words) if one.lower in seasons and not other.gap]
    if not asked:
        return 0.0
    places = [
        sentence.place
        for sentence in evidence.reading.sentences
        if any((one.key, other.key) in asked for one, other in pairwise(sentence.words))
    ]
    return float(bool(places) and min(places) > finding.weighed.place)
