"""A relative clause: the row of words that a participle closes and a noun follows.

«Ол [жер астындағы кабельдің үзілген жерін дыбыс арқылы табатын] «Тыңшы» құралын құрастырған».
"""

from __future__ import annotations

from bot.answering.clauses import breaks_before
from bot.answering.lexicon import word_set
from bot.answering.passage import Sentence, Word
from retrieval.language.grammar import (
    Case,
    case_of,
    is_attribute,
    is_converb,
    is_finite,
    is_owned,
    is_participle,
    is_plural,
    is_possessed,
    is_verbal,
)

_LONGEST = 16  # words
_NEAR = 2  # words between a scene and the verb whose scene it is: «көл [түбінде] жатқан»
_FAR = 6
_OBJECTS: frozenset[Case] = frozenset({"accusative", "dative", "genitive", "ablative"})
_HE = frozenset({"ол", "олар", "біз", "сіз", "сіздер", "бұл"})
_OVER = frozenset({"бері", "кейін", "соң"})  # «Былтырдан бері»: of the main clause


def relative_start(sentence: Sentence, at: int) -> int:
    """Index where the relative clause begins that a participle closes; what opens the sentence itself stays out."""
    words, start = sentence.words, at
    people = {sentence.word_at(person.stop - 1) for person in sentence.persons}
    while start > 0 and at - start < _LONGEST and not _parts(words, start):
        before = start - 1
        if before in people and case_of(words[before].text) in {"nominative", "locative"}:
            break
        if words[before].lower in _HE or words[before].lower in _OVER or _closes_other(words, before, at):
            break
        start = before
    return start


def _parts(words: tuple[Word, ...], at: int) -> bool:
    """A mark before a word ends the clause, unless it parts two deeds of one: «тауып, суретін жіберетін»."""
    return breaks_before(words[at]) and not (words[at].gap == "," and is_converb(words[at - 1].text))


def _closes_other(words: tuple[Word, ...], at: int, participle: int) -> bool:
    """Whether a word belongs to the main clause: its verb, its time, its scene, its subject."""
    word = words[at]
    if word.quoted or is_attribute(word.text):
        return False
    if is_finite(word.text) and not (is_participle(word.text) or is_converb(word.text)) and _is_verb(word):
        return True
    if word.lower in word_set("words.toml", "time_words") and word.lower not in _OVER and word.lower != "өз":
        return word.lower != "бойы"
    if case_of(word.text) == "locative":
        return not any(is_participle(other.text) or is_converb(other.text) for other in words[at + 1 : at + 1 + _NEAR])
    subject = case_of(word.text) == "nominative" and (is_plural(word.text) or is_possessed(word.text))
    reach = _FAR if at < _NEAR else 1  # who opens the sentence may stand far from the first object
    told = any(_is_object(other) for other in words[at + 1 : min(at + 1 + reach, participle)])
    return subject and told and not is_verbal(word.text)


def _is_object(word: Word) -> bool:
    return case_of(word.text) in _OBJECTS and not is_owned(word.text)


def _is_verb(word: Word) -> bool:
    """«дейді», «ашты»; a noun in the accusative only looks like one."""
    return case_of(word.text) != "accusative"
