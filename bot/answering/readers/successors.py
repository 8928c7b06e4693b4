"""Who came in somebody's stead: «Хатшы Асан облысқа ауысты. Оның орнына Айжан бекітілді», «… орнына Ли келді»."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from bot.answering.clauses import breaks_before, clause_of
from bot.answering.lexicon import word_row, word_set
from bot.answering.passage import ArticleReading, Sentence, Word
from bot.answering.question import Question
from bot.answering.readers.acts import bare_case, name_case
from bot.answering.readers.leading import asks_former
from retrieval.language.names import Name

_STEAD = "орнына"
_FARTHEST = 3  # words of a post between «орнына» and the name, or between the name and the verb
_TELLS_STEAD = ("орнын", "орынбас", "алмастыр", "ауыстыр")
_HIS = ("оның", "олардың", "өз")


class Holder(NamedTuple):
    """Somebody with the sentence that tells of them."""

    sentence: Sentence
    person: Name


def asks_successor(question: Question) -> bool:
    """«Жомарт [Әбілқайырдың орнына] кім келді?»"""
    return any(
        other.lower == _STEAD and one.capital and bare_case(one.text) == "genitive"
        for one, other in pairwise(question.words)
    )


def replaced_by(reading: ArticleReading, sentence: Sentence, person: Name) -> Holder | None:
    """Whom somebody told to have got a post follows in it; None where nobody is told to have left it to them."""
    at = _stead_before(sentence, person)
    if at is None or name_case(sentence, person.start, person.stop) != "nominative":
        return None
    here = [one for one in sentence.persons if one.stop <= sentence.words[at].start]
    if here:
        return Holder(sentence, here[-1])
    before = reading.before(sentence)
    alone = before is not None and before.paragraph == sentence.paragraph and len(before.persons) == 1
    return Holder(before, before.persons[0]) if before is not None and alone else None


def _stead_before(sentence: Sentence, person: Name) -> int | None:
    """Where «орнына» stands before a name that a verb of taking a post follows; «бірінші орнына» is a place."""
    words, begin = sentence.words, sentence.word_at(person.start)
    at = next((at for at in range(begin - 1, max(-1, begin - 2 - _FARTHEST), -1) if words[at].lower == _STEAD), None)
    if at is None or any(breaks_before(word) for word in words[at + 1 : begin + 1]):
        return None
    after = sentence.word_at(person.stop - 1) + 1
    taken = any(
        word.lower.startswith(word_row("words.toml", "takes_post")) for word in words[after : after + _FARTHEST]
    )
    return at if taken and (at == 0 or words[at].gap or _is_owner(words[at - 1])) else None


def _is_owner(word: Word) -> bool:
    return word.lower in _HIS or (word.capital and bare_case(word.text) == "genitive")


def is_out(question: Question, reading: ArticleReading, sentence: Sentence, person: Name) -> bool:
    """Whether somebody is told to have left the post asked about, or to be nobody's successor where one is asked for.

    «Хатшы Мұхит филиалға [ауысты]» is not who the secretary is.
    """
    if asks_successor(question):
        tells = any(word.lower.startswith(_TELLS_STEAD) for word in sentence.words)
        return not tells or any(replaced_by(reading, sentence, one) for one in sentence.persons)
    if asks_former(question) or not (question.roles or question.heads):
        return False
    return _leaves(sentence, person) or _is_followed(reading, sentence, person)


def _leaves(sentence: Sentence, person: Name) -> bool:
    """«Хатшы Мұхит облыстық филиалға [ауысты]», «… қызметінен [босатылып], …»."""
    behind = sentence.within(person.stop, clause_of(sentence, person.start, person.stop)[1])
    leaves = word_set("words.toml", "leaves_post")
    subject = name_case(sentence, person.start, person.stop) == "nominative"
    return subject and any(word.lower in leaves for word in behind[-1:])


def _is_followed(reading: ArticleReading, sentence: Sentence, person: Name) -> bool:
    later = reading.sentences[sentence.place + 1 : sentence.place + 2]
    return any(
        replaced_by(reading, other, one) == Holder(sentence, person)
        for other in (sentence, *later)
        for one in other.persons
    )
