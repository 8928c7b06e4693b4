"""Whether something happens in another place than a yes/no question supposes.

«Турнир Шиеліде өте ме?» – «Турнир [Теректі ауылында] өтеді»: of two places of one rank only one is true. A village
may lie in the district asked about, so another rank denies nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.answering.passage import ArticleReading, Sentence, Word
from bot.answering.question import Question
from bot.answering.readers.acts import bare_case
from retrieval.language.grammar import SPATIAL, Case, case_of, is_possessed

_RANKS = (("ауыл", "кент", "қала", "село"), ("аудан",), ("облыс", "облыстар"))
_SCENE = ("да", "де", "та", "те")
_LONGEST = 3  # words of a venue behind its place: «ауылының мәдениет үйінде»


class Place(NamedTuple):
    """A named place: where its name and its phrase stand among the words, its rank (None: not told)."""

    first: int
    last: int
    rank: int | None


def told_elsewhere(question: Question, reading: ArticleReading, sentence: Sentence, at: int) -> str | None:
    """The place that a sentence tells instead of the asked one, "" where it is unclear; None where it tells none."""
    words = question.words[: question.start]
    if _goes_elsewhere(words, sentence, at):
        return ""
    asked = [place for place in _scenes(words) if words[place.first].key not in sentence.keys]
    told = [place for place in _scenes(sentence.words) if place.last < at]
    if not asked or not told:
        return None
    one, other = asked[-1], told[-1]
    name = sentence.words[other.first]
    if any(name.key == word.key for word in words):
        return None
    ranks = [_rank(place, where, reading) for place, where in ((one, words), (other, sentence.words))]
    if None not in ranks and ranks[0] == ranks[1]:
        return sentence.paragraph.text[name.start : sentence.words[other.last].stop]
    inside = ranks[0] is not None and ranks[1] is not None and ranks[1] < ranks[0]
    return None if inside else ""


def _goes_elsewhere(asked: Sequence[Word], sentence: Sentence, at: int) -> bool:
    """«Автобус [Сарыкөлге] бара ма?» – «Келінтөбе [ауылына] автобус қатынайды»: another goal is told before a verb."""
    names = [word for word in asked[1:] if word.capital and not word.quoted and bare_case(word.text) == "dative"]
    if not names or any(word.key in sentence.keys for word in names):
        return False
    told = enumerate(sentence.words[:at])
    return any(
        word.capital and not word.quoted and "dative" in {bare_case(word.text), _case_of_kind(sentence.words, place)}
        for place, word in told
    )


def _case_of_kind(words: Sequence[Word], at: int) -> Case:
    """The case of the kind of place behind a name: «Келінтөбе [ауылына]»."""
    following = words[at + 1] if at + 1 < len(words) and not words[at + 1].gap else None
    return case_of(following.text) if following is not None and _rank_of(following) is not None else "nominative"


def _scenes(words: Sequence[Word]) -> Iterator[Place]:
    """The named places where something is: «Шиеліде», «Тараз қаласында», «Теректі ауылының мәдениет үйінде»."""
    for at, word in enumerate(words):
        if not word.capital or word.quoted:
            continue
        following = words[at + 1] if at + 1 < len(words) and not words[at + 1].gap else None
        rank = _rank_of(following) if following is not None else None
        if rank is None:
            if _is_scene(word):
                yield Place(at, at, None)
            continue
        last = at + 1
        if case_of(words[last].text) == "genitive":
            venue = range(last + 1, min(last + 1 + _LONGEST, len(words)))
            last = next((place for place in venue if _is_scene(words[place])), last)
        if _is_scene(words[last]):
            yield Place(at, last, rank)


def _is_scene(word: Word) -> bool:
    return word.lower.endswith(_SCENE) and not word.lower.endswith(SPATIAL) and case_of(word.text) == "locative"


def _rank_of(word: Word) -> int | None:
    """The rank of a kind of place that a name stands before: «ауылында», «ауданында»."""
    kinds = enumerate(_RANKS)
    owned = is_possessed(word.lower) or case_of(word.text) != "nominative"
    return next((rank for rank, kind in kinds if owned and word.lower.startswith(kind)), None)


def _rank(place: Place, words: Sequence[Word], reading: ArticleReading) -> int | None:
    """A place's rank, as told beside it or wherever the article names it with its kind."""
    if place.rank is not None:
        return place.rank
    key = words[place.first].key
    told = (
        _rank_of(sentence.words[at + 1])
        for where, at in reading.places.get(key, ())
        for sentence in (reading.sentences[where],)
        if at + 1 < len(sentence.words) and not sentence.words[at + 1].gap
    )
    return next((rank for rank in told if rank is not None), None)
