"""What for: an aim told as such, «мақсаты – …», «… көздейді»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.answering.clauses import breaks_before, phrase_before, without_subject
from bot.answering.lexicon import word_set
from bot.answering.passage import Sentence, Word
from bot.answering.question import Question
from bot.answering.readers.cause import Cause
from retrieval.language.grammar import case_of, is_attribute, is_owned, is_possessed

_LONGEST = 12
_SHORTEST = 2  # words of an aim
_TO_A_DEED = re.compile(r".{2,}[уү](?:ға|ге|ына|іне)$")  # «бейімдеуге», «анықтауға»
_JOINS = frozenset({"және", "әрі", "мен", "пен", "бен"})
_OBLIQUE = frozenset({"accusative", "dative", "instrumental"})
_DASHES = frozenset({"–", "—", "-", ":"})


def aims_told(question: Question, sentence: Sentence) -> Iterator[Cause]:
    """«Акцияның мақсаты – [қоқысты сұрыптау]», «Жоба [жайлы орта жасауды] көздейді»."""
    words = sentence.words
    for at in range(1, len(words)):
        if words[at].gap in _DASHES and words[at - 1].lower in word_set("causes.toml", "aim_nouns"):
            yield Cause(at, len(words), 1.0, "aim told")
        elif words[at].lower in word_set("causes.toml", "meant") and _TO_A_DEED.match(words[at - 1].lower):
            begin = without_subject(words, phrase_before(words, at, _LONGEST), at)
            yield Cause(past_asked(question, words, begin, at), at, 1.0, "aim told")
        elif words[at].lower in word_set("causes.toml", "aimed") and case_of(words[at - 1].text) == "accusative":
            begin = without_subject(words, phrase_before(words, at, _LONGEST), at)
            begin = _row_start(question, words, begin, at)
            if at - begin >= _SHORTEST:
                yield Cause(begin, at, 0.9, "aim told")


def _row_start(question: Question, words: tuple[Word, ...], begin: int, end: int) -> int:
    """Where a row begins that an aim closes: «[жолды жөндеуді, көшелерді] жарықтандыруды», «[еңбекке, әдепке] баулуды».

    Its other members are deeds, or complements in the case of one in the aim.
    """
    stop = end
    while begin > 1 and _goes_on(words, begin, end):
        stop = begin - (words[begin - 1].lower in _JOINS)
        begin = _with_objects(words, phrase_before(words, stop, _LONGEST))
    begin = past_asked(question, words, without_subject(words, begin, stop), stop)
    return next((at for at in range(stop - 1, begin, -1) if _opens_object(question, words, at)), begin)


def _opens_object(question: Question, words: tuple[Word, ...], at: int) -> bool:
    """«… деп аталатын жоба | қыздарды …»: the asked subject stands right before an object."""
    subject = words[at - 1].key in question.keys and case_of(words[at - 1].text) == "nominative"
    return subject and case_of(words[at].text) == "accusative"


def _goes_on(words: tuple[Word, ...], begin: int, end: int) -> bool:
    """Whether another member of the row stands before a place."""
    joined = words[begin - 1].lower in _JOINS and begin > _SHORTEST
    if not joined and words[begin].gap != ",":
        return False
    case = case_of(words[begin - 2 if joined else begin - 1].text)
    return case in _OBLIQUE and case in {"accusative", *(case_of(word.text) for word in words[begin : end - 1])}


def _with_objects(words: tuple[Word, ...], begin: int) -> int:
    """«[балаларды] төзімге, ұқыптылыққа үйрету»: what else the deed takes stands before the row."""
    while begin > 0 and not breaks_before(words[begin]) and _is_object(words[begin - 1]):
        begin = phrase_before(words, begin, _LONGEST)
    return begin


def _is_object(word: Word) -> bool:
    return case_of(word.text) in _OBLIQUE and not is_attribute(word.text) and word.lower not in _JOINS


def past_asked(question: Question, words: tuple[Word, ...], start: int, stop: int) -> int:
    """Index behind the asked subject at an aim's head: «[Жаңа мектеп] үш ауысымды оқытуды жою үшін салынды»."""
    asked = question.keys
    if any(breaks_before(word) for word in words[start + 1 : stop]):
        return start
    first = next((at for at in range(start, stop) if words[at].key not in asked), start)
    closed = first > start and (is_possessed(words[first - 1].text) or not is_owned(words[first].text))
    bare = closed and case_of(words[first - 1].text) == "nominative"
    return first if bare and stop - first >= _SHORTEST else start
