"""Whether what a sentence tells belongs to another person than the one asked about."""

from __future__ import annotations

from itertools import pairwise

from bot.answering.clauses import breaks_before, clause_of
from bot.answering.finding import Finding
from bot.answering.lexicon import is_one_of
from bot.answering.matching import Evidence, namesakes, same_name, same_title
from bot.answering.naming import NamedKey
from bot.answering.passage import ArticleReading, Sentence
from bot.answering.readers.acts import bare_case, name_case
from retrieval.language.names import Name

_OBLIQUE = frozenset({"accusative", "dative"})
_LIKE_ACCUSATIVE = ("ды", "ді", "ты", "ті", "ны", "ні")
_REACH = 6  # words from a finding to the person it describes: «Шымкенттен шақырылған топырақтанушы Роза»
_ADJACENT = 1  # where the one asked about is named elsewhere: «24 жастағы Ернұр»


def bearers(evidence: Evidence, finding: Finding) -> dict[str, float]:
    """ "another's": the sentence names others, not the person asked about; "beside another": before another's name."""
    sentence = finding.weighed
    others = [person for person in sentence.persons if not finding.start <= person.start < finding.stop]
    asked = _persons_asked(evidence) if others else []
    if not asked:
        return {}
    strange = [person for person in others if not any(_is_called(key, sentence, person) for key in asked)]
    here = len(strange) < len(others)
    led = not here and bool(strange) and not sentence.points_back
    doer = evidence.question.type == "person" and evidence.question.case == "nominative"
    elsewhere = led and _in_their_part(evidence, finding, asked, list(sentence.persons) if doer else strange)
    beside = elsewhere or _describes(finding, strange, others, _REACH if here else _ADJACENT)
    return {"another's": float(led), "beside another": float(beside)}


def _in_their_part(evidence: Evidence, finding: Finding, asked: list[NamedKey], strange: list[Name]) -> bool:
    """Whether another stands in the clause as the one asked about does: «[Нұрисламды] Владимир Цой баптайды»."""
    words = evidence.question.words
    keys = {key.keys[-1] for key in asked}
    parts = {case for word in words if word.key in keys for case in _cases(word.text)} & _OBLIQUE
    start, stop = clause_of(finding.weighed, finding.start, finding.stop)
    near = [person for person in strange if start <= person.start < stop]
    return any(name_case(finding.weighed, person.start, person.stop) in parts for person in near)


def _cases(name: str) -> tuple[str, ...]:
    """The cases a name may stand in; what ends like an accusative may be one: «Оңдасынды», «Құдайберді»."""
    may_be = ("accusative",) if name.endswith(_LIKE_ACCUSATIVE) else ()
    return (bare_case(name), *may_be)


def _persons_asked(evidence: Evidence) -> list[NamedKey]:
    """The named things of the question, but for its speaker, that the article calls persons."""
    names = (key for key in evidence.question.named if key.kind == "name" and key != evidence.question.speaker)
    return [key for key in names if is_person(key, evidence.reading)]


def of_a_body(evidence: Evidence, finding: Finding) -> float:
    """Whether a number is told of a titled body where a place is asked about: «Құрамында 424 мүшесі бар бұл ұйым …».

    The title stands in the sentence before, to which this one points back.
    """
    named, sentence = evidence.question.named, finding.weighed
    before = evidence.reading.before(sentence)
    if not finding.rule.startswith("number:") or before is None or not before.titles or not _points_to_body(sentence):
        return 0.0
    asked = any(any(same_title(key.keys, title.keys) for title in before.titles) for key in named)
    here = any(key in before.keys for each in named for key in each.keys)
    return float(bool(named) and not asked and not here)


def _points_to_body(sentence: Sentence) -> bool:
    """«Құрамында …», «… бұл ұйым …»."""
    lowers = [word.lower for word in sentence.words]
    within = any(lower.startswith("құрамында") for lower in lowers[:3])
    return within or any(one in {"бұл", "осы"} and is_one_of(other, "organisations") for one, other in pairwise(lowers))


def is_person(key: NamedKey, reading: ArticleReading) -> bool:
    """Whether the article calls a person so; remembered, and only where the name stands it is looked for."""
    known: dict[str, bool] = reading.cache.setdefault("persons", {})
    surname = key.keys[-1]
    if surname not in known:
        called = namesakes(reading, surname)
        places = (sentence for sentence in reading.sentences if not called.isdisjoint(sentence.keys))
        known[surname] = any(_is_called(key, sentence, person) for sentence in places for person in sentence.persons)
    return known[surname]


def _is_called(key: NamedKey, sentence: Sentence, person: Name) -> bool:
    return any(same_name(key.keys[-1], word.key) for word in sentence.within(person.start, person.stop))


def _describes(finding: Finding, strange: list[Name], others: list[Name], reach: int) -> bool:
    """Whether the person so many words after a finding, with no mark between, is another than asked."""
    after = min((person for person in others if person.start >= finding.stop), key=lambda one: one.start, default=None)
    if after is None or after not in strange:
        return False
    between = finding.weighed.within(finding.stop, after.start)
    return len(between) <= reach and not any(breaks_before(word) for word in between)
