"""Whether what is told is of another of the same kind: «шахмат үйірмесі жабылды» for «дебат үйірмесі неге жабылды?».

The kind stands in the sentence with another noun before it, and nothing near has the noun asked about.
"""

from __future__ import annotations

from bot.answering.finding import Finding
from bot.answering.lexicon import word_set
from bot.answering.matching import ENOUGH, Evidence
from bot.answering.passage import Word
from retrieval.language.grammar import case_of, is_attribute, is_owned, is_verbal

_RULES = ("reason:", "yesno:", "slot:", "list:", "span", "place:", "date:", "person", "number:")


def of_a_sister(evidence: Evidence, finding: Finding) -> float:
    """1.0 where the asked kind of thing is told of another, by a noun before it."""
    if not finding.rule.startswith(_RULES):
        return 0.0
    pairs = evidence.once("kinds asked", lambda: _kinds_asked(evidence))
    if not pairs:
        return 0.0
    words, here = finding.weighed.words, evidence.matches[finding.weighed.place]
    best = evidence.best[finding.weighed.place]
    for which, kind in pairs:
        alike = evidence.answering(evidence.question.terms[kind].key)
        places = [
            match.word
            for match in here[kind]
            if match.strength >= max(ENOUGH, best[kind]) and words[match.word].key in alike
        ]
        if finding.rule.startswith("number:"):
            places = [at for at in places if words[at].start < finding.start][-1:]
        away = bool(places) and best[which] < ENOUGH
        if away and all(_is_of_another(evidence, words, at) for at in places):
            return 1.0
    return 0.0


def _kinds_asked(evidence: Evidence) -> tuple[tuple[int, int], ...]:
    """Terms that say of which kind: («дебат», «үйірмесі»), not («жаңа», «мектебі»)."""
    words, terms = evidence.question.words, evidence.question.terms
    named = {key for each in evidence.question.named for key in each.keys}
    return tuple(
        (which, kind)
        for which, kind in evidence.modified
        if terms[which].key not in named
        and _says_which(words, terms[which].at)
        and is_owned(words[terms[kind].at].text)
    )


def _says_which(words: tuple[Word, ...], at: int) -> bool:
    """Whether a bare common noun stands there, which the possessed one behind it takes for itself."""
    word = words[at]
    if word.quoted or word.number or is_attribute(word.text) or is_verbal(word.text):
        return False
    idle = any(word.lower in word_set("words.toml", row) for row in ("stop", "anaphors", "such", "light"))
    named = word.capital and at > 0
    return not (idle or named) and case_of(word.text) == "nominative" and not is_owned(word.text)


def _is_of_another(evidence: Evidence, words: tuple[Word, ...], at: int) -> bool:
    """Whether the noun at a place has another noun before it that the question does not hold."""
    if at == 0 or words[at].gap or not is_owned(words[at].text):
        return False
    return _says_which(words, at - 1) and words[at - 1].key not in evidence.question.keys
