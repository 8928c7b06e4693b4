"""Bodies that work at several things: «сәулет және қала құрылысы бөлімі», «мәдениет, тілдер және архив басқармасы»."""

from __future__ import annotations

from bot.answering.clauses import phrase_before
from bot.answering.lexicon import Lexicon
from bot.answering.passage import Sentence, Word
from bot.answering.readers.owners import is_body
from retrieval.language.grammar import case_of, is_finite, is_owned

_JOINS = frozenset({"және", "мен", "бен", "пен"})
_LONGEST = 4  # words of one field
_MOST = 3  # fields before the last


def whole_field(sentence: Sentence, start: int, end: int, lexicon: Lexicon) -> int:
    """Where a post begins whose body has several fields, the last of them at words[start]; else `start`."""
    words = sentence.words
    if start < 2 or words[start - 1].lower not in _JOINS or not _works_at(words, start, end):
        return start
    first, stop = start, start - 1
    for _ in range(_MOST):
        begin = phrase_before(words, stop, _LONGEST)
        owned = max((at + 1 for at in range(begin, stop) if case_of(words[at].text) == "genitive"), default=begin)
        if owned >= stop or not all(_is_field(sentence, at, lexicon) for at in range(owned, stop)):
            break
        first = begin
        if words[begin].gap != "," or begin == 0:
            break
        stop = begin
    return first


def _works_at(words: tuple[Word, ...], start: int, end: int) -> bool:
    """Whether a phrase opens with what its body works at: «[қала құрылысы] бөлімінің»."""
    body = next((at for at in range(start, end) if is_body(words[at]) and is_owned(words[at].text)), start)
    return body > start and not any(word.capital or word.quoted for word in words[start:body])


def _is_field(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Whether a word may tell a field: no verb, no post, nobody's name, in no case of its own."""
    word = sentence.words[at]
    named = word.quoted or word.number or (word.capital and word.start > sentence.start)
    case = case_of(word.text)  # an accusative is the object of what they do: «тілдерді дамыту»
    bare = case == "accusative" or (case == "nominative" and not is_finite(word.text))
    return bare and not named and lexicon.role_at(sentence.words, at) is None
