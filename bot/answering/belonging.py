"""Whether a number or time is told of another thing than asked: of another title, another owner, another row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from bot.answering.classes import classes_of
from bot.answering.finding import Finding
from bot.answering.lexicon import is_one_of, word_row, word_set
from bot.answering.matching import ENOUGH, Evidence, in_words, is_title, same_name
from bot.answering.naming import NamedKey, is_common
from bot.answering.passage import ArticleReading, Sentence, Title, Word
from bot.answering.ranks import ranks_told
from bot.answering.rows_told import of_other_label, of_other_receiver
from retrieval.language.grammar import SPATIAL, case_of, is_plural, is_verbal

_RULES = ("number:", "date:")
_WHO = ("person", "organisation")
_DASHES = frozenset({"–", "—"})
_LONGEST_HEADING = 3  # words
_REACH = 3  # words from an owner to what it owns: «Қаракөздегі үш жаңа көпір»
_OWNED = re.compile(r"[ыі](?:н|на|не|нда|нде|нан|нен|ның|нің|мен)?$")  # also of a word nobody knows
_GENITIVE = ("ның", "нің", "дың", "дің", "тың", "тің")
_SHARED = ("number:count", "number:unit", "number:money")
_MANY = re.compile(r"[лдт][ае]р[ыі]")  # «ауылдарындағы»
_MANY_THINGS = frozenset({"жобаға", "нысанға", "ауылға", "ауданға", "мектепке", "көпірге", "жолға", "шараға", "үйге"})
_PAIRS = frozenset({"мен", "бен", "пен", "және"})
_QUOTES = '«»"“”'
_HOUSE = "үйі"  # «мәдениет үйінің залы»


class Owner(NamedTuple):
    """Whose a noun is: «[дәрігерлердің] жалақысы», «[мәдениет үйінің] залы», «[Қаракөздегі] көпір»."""

    at: int  # index of the word
    kind: str  # "name", "people", "body", "sort"


def belonging(evidence: Evidence, finding: Finding) -> dict[str, float]:
    """ "other title", "other row", "other owner", "of several": what it is told of is not what is asked about."""
    if finding.rule.startswith(_WHO):
        return {"other title": _other_award(evidence, finding)}
    if not finding.rule.startswith(_RULES):
        return {}
    return {
        "other title": _other_title(evidence, finding),
        "other row": max(_other_row(evidence, finding), of_other_label(evidence, finding)),
        "other owner": max(_other_owner(evidence, finding), of_other_receiver(evidence, finding)),
        "of several": _of_several(evidence, finding),
    }


def _other_title(evidence: Evidence, finding: Finding) -> float:
    """«[«ИзоПлитте»] 65 адам жұмыс істейді» where «Көкарша құс» is asked about."""
    sentence = finding.weighed
    asked = [key for key in evidence.question.named if key.kind == "title"]
    here = any(is_title(key, title) for key in asked for title in sentence.titles)
    if not asked or here or not sentence.titles or _is_undertaking(evidence.question.words):
        return 0.0
    opener = _opening_title(sentence, finding)
    return float(opener is not None and not _is_undertaking(sentence.words, opener))


def _other_award(evidence: Evidence, finding: Finding) -> float:
    """«[Бас жүлдені] Мұрат еншіледі» where «Жас кәсіпкер» аталымы is asked for."""
    words, sentence = evidence.question.words, finding.weighed
    awards = word_row("words.toml", "awards")
    behind = {one.key for one, other in pairwise(words) if one.quoted and not other.quoted and _begins(other, awards)}
    asked = [key for key in evidence.question.named if key.kind == "title" and key.keys[-1] in behind]
    if not asked or any(_names(key, sentence, evidence.reading) for key in asked):
        return 0.0
    told = any(_begins(word, awards) and not word.quoted for word in sentence.words)
    return float(told or bool(ranks_told(sentence.words)))


def _names(key: NamedKey, sentence: Sentence, reading: ArticleReading) -> bool:
    """Whether a sentence tells of an award by its name; a name of several words may stand without marks."""
    if any(is_title(key, title) for title in sentence.titles):
        return True
    return len(key.keys) > 1 and in_words(key, sentence, reading)


def _begins(word: Word, stems: tuple[str, ...]) -> bool:
    return word.lower.startswith(stems)


def _opening_title(sentence: Sentence, finding: Finding) -> Title | None:
    """The quoted name that opens the finding's own clause, words of time aside."""
    own = next((region for region in finding.regions if region[0] <= finding.start < region[1]), None)
    if own is None:
        return None
    idle = word_set("words.toml", "time_words")
    first = next((word for word in sentence.within(*own) if word.lower not in idle), None)
    if first is None or first.start >= finding.start:
        return None
    return next((title for title in sentence.titles if title.start <= first.start < title.stop), None)


def _is_undertaking(words: Sequence[Word], title: Title | None = None) -> bool:
    """«Ауыл аманаты» [жобасы]: a project, a prize or a feast does not own what a body does."""
    return any(
        before.quoted and not word.quoted and is_one_of(word.lower, "titled")
        for before, word in pairwise(words)
        if title is None or title.start <= before.start < title.stop
    )


def _other_row(evidence: Evidence, finding: Finding) -> float:
    """«[Бесқұдық] – 130 үй» where Майлыөзек is asked about: the row is headed by another name."""
    named = [key for key in evidence.question.named if key.kind != "number"]
    words = finding.weighed.words
    at = _dash_before(words, finding.weighed.word_at(finding.start))
    if not named or at == 0:
        return 0.0
    first = at - 1
    while first > 0 and at - first < _LONGEST_HEADING and not words[first].gap:
        first -= 1
    heading = words[first:at]
    if not heading or not (first == 0 or words[first].gap) or not _is_name(words, first):
        return 0.0
    met = {
        match.word for found in evidence.matches[finding.weighed.place] for match in found if match.strength >= ENOUGH
    }
    here = any(same_name(key.keys[-1], word.key) for key in named for word in words)
    return float(not here and first not in met)


def _dash_before(words: Sequence[Word], at: int) -> int:
    """Where what a row tells begins: the finding right behind a dash, else the dash behind the row's first words."""
    if at < len(words) and words[at].gap in _DASHES:
        return at
    return next((place for place in range(1, min(at, _LONGEST_HEADING + 1)) if words[place].gap in _DASHES), 0)


def _other_owner(evidence: Evidence, finding: Finding) -> float:
    """«[жүргізушілердің] жалақысы» for «дәрігерлердің жалақысы», «Қаракөздегі көпір» for «Көкшолақ көпірі»."""
    question, sentence = evidence.question, finding.weighed
    matches = evidence.matches[sentence.place]
    words = question.words
    owners = evidence.once("owners", lambda: [owner_of(words, term.at) for term in question.terms])
    for asked, found in zip(owners, matches, strict=True):
        if asked is None:
            continue
        told = [
            owner for match in found if match.strength >= ENOUGH and (owner := owner_of(sentence.words, match.word))
        ]
        if not told or any(owner.kind != asked.kind for owner in told):
            continue
        if asked.kind == "sort" and not any(_of_one_class(words[asked.at], sentence.words[each.at]) for each in told):
            continue
        alike = evidence.answering(words[asked.at].key)
        pool = [sentence.words[owner.at] for owner in told] if asked.kind == "people" else list(sentence.words)
        if not any(alike.get(word.key, 0.0) >= ENOUGH or same_name(words[asked.at].key, word.key) for word in pool):
            return 1.0
    return 0.0


def _of_several(evidence: Evidence, finding: Finding) -> float:
    """«[Ақжусан, Тереңсай және Үшбиік] ауылдарындағы 312 аула» where Тереңсай alone is asked about."""
    if not finding.rule.startswith(_SHARED):
        return 0.0
    sentence = finding.weighed
    words = sentence.words[: sentence.word_at(finding.start)]
    own = next((start for start, stop in finding.regions if start <= finding.start < stop), finding.start)
    row = [word for word in _row_of_names(words) if word.start >= own and not _is_of_person(word, sentence)]
    starts = {number.start for number in sentence.numbers}
    if not row and _is_of_many(evidence, finding, [word for word in words if word.start >= own]):
        return 1.0
    if not row or any(word.start > row[0].start and (word.start in starts or _parts(word)) for word in words):
        return 0.0
    keys = [key.keys for key in evidence.question.named if key.kind != "number"]
    held = [word for word in row if any(same_name(key, word.key) for each in keys for key in each)]
    return float(len(held) == 1)


def _is_of_many(evidence: Evidence, finding: Finding, words: Sequence[Word]) -> bool:
    """«[Екі жобаға] 1,3 млрд теңге бөлінді» where one of them is asked about by name."""
    starts = {number.start for number in finding.weighed.numbers if number.value > 1}
    named = any(key.kind != "number" for key in evidence.question.named)
    asked = {word.lower for word in evidence.question.words}
    return named and any(
        one.start in starts and one.lower not in asked and other.lower in _MANY_THINGS
        for one, other in pairwise(words[:2])
    )


def _row_of_names(words: Sequence[Word]) -> list[Word]:
    """The names told together: joined by «мен», «және», or by commas before a noun in the plural."""
    row: dict[int, Word] = {}
    for at in range(1, len(words)):
        joined = words[at].lower in _PAIRS and at + 1 < len(words)
        first, second = at - 1, at + joined
        comma = words[at].gap.strip(_QUOTES) == ","
        if (joined or comma) and all(words[each].capital or words[each].quoted for each in (first, second)):
            row |= {first: words[first], second: words[second]}
    if not row:
        return []
    last = max(row)
    paired = any(words[at].lower in _PAIRS for at in range(min(row), last))
    many = any(is_plural(word.text) or _MANY.search(word.lower) for word in words[last + 1 : last + 2])
    return list(row.values()) if paired or many else []


def _is_of_person(word: Word, sentence: Sentence) -> bool:
    return any(person.start <= word.start < person.stop for person in sentence.persons)


def _parts(word: Word) -> bool:
    """«… мен … арасындағы жол», «әр ауылға 40 тонна»: it is told of each or of what lies between."""
    return word.lower.startswith(("арас", "әр"))


def owner_of(words: Sequence[Word], at: int) -> Owner | None:
    """Whose the noun at a place is; None where nobody is told."""
    noun = words[at]
    if noun.capital or noun.quoted or noun.number or is_verbal(noun.text):
        return None
    for place in range(at - 1, max(-1, at - 1 - _REACH), -1):
        if words[place + 1].gap:
            return None
        word = words[place]
        kind = _kind(words, place)
        spatial = word.capital and word.lower.endswith(SPATIAL)
        genitive = case_of(word.text) == "genitive" or word.lower.endswith(_GENITIVE)
        bare = place == at - 1 and _OWNED.search(noun.lower) and case_of(word.text) == "nominative"
        if kind and (spatial or genitive or (bare and kind == "name")):
            return Owner(place, kind)
        if genitive or is_verbal(word.text):
            return None
    return None


def _kind(words: Sequence[Word], at: int) -> str:
    """ "people" in the plural, "body", "sort" of a class, "name", or nothing that owns."""
    word = words[at]
    if word.quoted or word.number:
        return ""
    if is_plural(word.text) and word.lower.startswith(word_row("words.toml", "people")):
        return "people"
    if any(is_one_of(word.lower, row) for row in ("organisations", "venues")) or word.lower.startswith(_HOUSE):
        return "body"
    if classes_of(word.lower):
        return "sort"
    return "name" if _is_name(words, at) else ""


def _of_one_class(one: Word, other: Word) -> bool:
    """«қызанақтың гектары», «мақтаның гектары»."""
    return bool(classes_of(one.lower) & classes_of(other.lower))


def _is_name(words: Sequence[Word], at: int) -> bool:
    """A capital; a first word if the news do not know it for a common one."""
    word = words[at]
    return word.capital and not is_one_of(word.lower, "places") and (at > 0 or not is_common(word))
