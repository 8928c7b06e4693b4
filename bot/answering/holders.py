"""Whether a number is of another body or place than asked: of the whole over it, of the centre, of a former post."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.answering.finding import Finding
from bot.answering.lexicon import is_one_of
from bot.answering.matching import ENOUGH, Evidence, is_title, namesakes
from bot.answering.passage import ArticleReading, Sentence, Word
from bot.answering.scenes import Scene, case_told, scenes
from bot.answering.seasons import seasons_told
from retrieval.language.grammar import is_plural

_OBLIQUE = frozenset({"locative", "dative", "genitive", "ablative"})
_HERE = frozenset({"мұнда", "онда", "осында", "мұндағы"})
_TILL_THIS = frozenset({"бұған", "осыған", "бұдан", "осыдан"})
_BEFORE = ("дейін", "бұрын")
_WHOLES = ("аудан", "облыс", "қала", "округ")
_CENTRE = "орталығ"
_COUNTED = 3  # words from a number to the noun it counts: «41 бастауыш партия ұйымы»
_BETWEEN = 3  # words from an age to the one who is so old: «24 жастағы иесі Нұрлан Бек»


def of_another_holder(evidence: Evidence, finding: Finding) -> float:
    """1.0 where a number is told of another body, place or person than the one asked about."""
    if not finding.rule.startswith("number:"):
        return 0.0
    another = (_of_whole_over_it, _of_centre, _of_present_body, _age_of_another)
    return float(any(told(evidence, finding) for told in another))


def _of_whole_over_it(evidence: Evidence, finding: Finding) -> bool:
    """«Филиалда [3 420 мүше] бар, олар 41 бастауыш ұйымға біріккен» for the members of one бастауыш ұйым."""
    sentence, question = finding.weighed, evidence.question
    own = {word.start for word in finding.own_words if word.start < finding.start}
    for term, found in zip(question.terms, evidence.matches[sentence.place], strict=True):
        if not _is_one_body(question.words, term.at):
            continue
        met = [sentence.words[match.word] for match in found if match.strength >= ENOUGH]
        many = [word for word in met if _lies_in(word, finding.rivals) and _is_counted(sentence, word)]
        if many and len(many) == len(met) and _has_body(sentence, own):
            return True
    return False


def _lies_in(word: Word, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= word.start < stop for start, stop in spans)


def _is_one_body(words: Sequence[Word], at: int) -> bool:
    """A body asked about by its name: «Жаңатоған бастауыш партия [ұйымында]»."""
    word = words[at]
    named = any(before.capital or before.quoted for before in words[max(0, at - _COUNTED) : at])
    kind = any(is_one_of(word.lower, row) for row in ("organisations", "venues", "departments"))
    return named and kind and not is_plural(word.text) and case_told(word) in _OBLIQUE


def _is_counted(sentence: Sentence, word: Word) -> bool:
    """«41 бастауыш [ұйымға]», «14 [медпункт]»."""
    at = sentence.word_at(word.start)
    starts = {number.start for number in sentence.numbers if number.value > 1 and number.kind == "cardinal"}
    near = sentence.words[max(0, at - _COUNTED) : at]
    return any(other.start in starts for other in near) and not any(other.gap for other in (*near[1:], word))


def _has_body(sentence: Sentence, starts: set[int]) -> bool:
    """Whether a body stands in a case of place before the number: «[филиалда] 3 420 мүше»."""
    rows = ("organisations", "venues", "departments")
    return any(
        word.start in starts and case_told(word) in _OBLIQUE and any(is_one_of(word.lower, row) for row in rows)
        for word in sentence.words
    )


def _of_centre(evidence: Evidence, finding: Finding) -> bool:
    """«[аудан орталығында] он бір көше, Бидайықта алты көше» where another village is asked about."""
    sentence = finding.weighed
    centre = any(_is_centre(one, other) for one, other in pairwise(finding.own_words))
    if not centre or not any(True for _ in _named_scenes(sentence, finding.rivals)):
        return False
    asked = evidence.once("places asked", lambda: _places_asked(evidence.question.words))
    return any(_is_away(evidence.reading, sentence, key) for key in asked)


def _is_centre(one: Word, other: Word) -> bool:
    return one.lower.startswith(_WHOLES) and other.lower.startswith(_CENTRE) and case_told(other) in _OBLIQUE


def _named_scenes(sentence: Sentence, spans: Sequence[tuple[int, int]]) -> Iterator[Scene]:
    return (scene for scene in scenes(sentence.words) if scene.named and _lies_in(sentence.words[scene.at], spans))


def _places_asked(words: Sequence[Word]) -> tuple[str, ...]:
    """The keys of the places a question names: «[Сарыадыр] ауылында», «[«Нұрлы таң»] ықшамауданында»."""
    named = {words[scene.at].key for scene in scenes(words) if scene.named}
    quoted = {
        one.key
        for one, other in pairwise(words)
        if one.quoted and is_one_of(other.lower, "places") and case_told(other) in _OBLIQUE
    }
    return tuple(named | quoted)


def _is_away(reading: ArticleReading, sentence: Sentence, key: str) -> bool:
    """Whether a place stands not in the sentence and nowhere beside «орталық»."""
    called = namesakes(reading, key)
    near = (one for one in reading.sentences if not called.isdisjoint(one.keys))
    centre = any(word.lower.startswith(_CENTRE) for one in near for word in one.words)
    return called.isdisjoint(sentence.keys) and not centre


def _of_present_body(evidence: Evidence, finding: Finding) -> bool:
    """«Бұрын ол [«Балдәурен» балабақшасында] істеген. Мұнда 61 қызметкер бар»: here is where he works now."""
    sentence = finding.weighed
    before = evidence.reading.before(sentence)
    if before is None or sentence.words[0].lower not in _HERE or not _tells_of_former(before):
        return False
    titles = [key for key in evidence.question.named if key.kind == "title"]
    return any(is_title(key, title) for key in titles for title in before.titles)


def _tells_of_former(sentence: Sentence) -> bool:
    lowers = [word.lower for word in sentence.words]
    till = any(one in _TILL_THIS and other in _BEFORE for one, other in pairwise(lowers))
    return till or "earlier" in seasons_told(lowers)


def _age_of_another(evidence: Evidence, finding: Finding) -> bool:
    """«[«Қарагерге»] 13 жастағы Ерасыл шапты»: the rider's age is not the horse's."""
    question, sentence = evidence.question, finding.weighed
    if finding.rule != "number:size" or not finding.answer.endswith("жас") or not question.named:
        return False
    after = min((one.start for one in sentence.persons if one.start >= finding.stop), default=None)
    if after is None:
        return False
    between = sentence.within(finding.stop, after)
    person = next(one for one in sentence.persons if one.start == after)
    told = [*between, *sentence.within(person.start, person.stop)]
    asked = any(evidence.answering(word.key).get(other.key, 0.0) >= ENOUGH for word in question.words for other in told)
    return len(between) <= _BETWEEN and not any(word.gap for word in between) and not asked
