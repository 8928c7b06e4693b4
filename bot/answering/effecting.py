"""Whether what a cause is told of is the effect asked about: «неге тоқтады» wants a text that tells of stopping."""

from __future__ import annotations

from bot.answering.finding import Finding
from bot.answering.lexicon import word_row, word_set
from bot.answering.matching import ENOUGH, Evidence
from bot.answering.passage import Sentence, Word
from bot.answering.readers.yesno import is_negative
from retrieval.language.grammar import case_of, is_attribute, is_verbal, is_verbal_noun

_LAST = 2  # words of a predicate: «жуылған жоқ»
_FEW = 1 / 3  # share of the asked words, names left out, that tell of the effect without its verb


def effecting(evidence: Evidence, finding: Finding) -> dict[str, float]:
    """«effect away»: share of the asked deeds («салуға келісім [бермеді]») that nothing beside the cause tells of.

    «effect gone»: they are all away and most of the other words too. «Қойма неге кешікті?» is not answered by why
    people want it.
    """
    if evidence.question.type != "reason" or not evidence.question.terms:
        return {}
    met = _met(evidence, finding)
    named = {key for each in evidence.question.named for key in each.keys}
    plain = [at for at, term in enumerate(evidence.question.terms) if term.key not in named]
    deeds = _deeds(evidence)
    away = 0.0 if _tells_of_use(evidence, finding) else sum(not met[at] for at in deeds) / len(deeds)
    few = sum(met[at] for at in plain) < _FEW * len(plain)
    gone = away == 1.0 and (few or _stands_alone(evidence, finding.weighed, plain))
    return {"effect away": away, "effect gone": float(gone)}


def _tells_of_use(evidence: Evidence, finding: Finding) -> bool:
    """«Панель неге [сумен] жуылмайды?» – «[Су қолданылмайды], себебі …»: its use stands for any deed done with it."""
    question, words = evidence.question, finding.weighed.words
    with_it = [term.key for term in question.terms if case_of(question.words[term.at].text) == "instrumental"]
    uses = [at for at in range(1, len(words)) if words[at].lower.startswith(word_row("causes.toml", "used"))]
    alike = [evidence.answering(key) for key in with_it]
    used = any(each.get(words[at - 1].key, 0.0) >= ENOUGH for each in alike for at in uses)
    return used and is_negative(question.words[-_LAST:]) == any(is_negative(words[at : at + _LAST]) for at in uses)


def _stands_alone(evidence: Evidence, weighed: Sentence, plain: list[int]) -> bool:
    """Whether a sentence holds none of the asked words and does not point to the one before: «Өйткені …», «Бұған …»."""
    if weighed.leans_back or any(evidence.best[weighed.place][at] >= ENOUGH for at in plain):
        return False
    first = weighed.words[0].lower if weighed.words else ""
    cues = word_set("causes.toml", "after") | word_set("causes.toml", "opening")
    return not any(cue.split()[0] == first for cue in cues)


def _met(evidence: Evidence, finding: Finding) -> list[bool]:
    """[term] -> whether it stands in the cause's sentence, in the one it is told of, or right before that."""
    weighed = finding.weighed
    before = evidence.reading.before(weighed)
    near = {weighed.place, finding.sentence.place} | ({before.place} if before is not None else set())
    rows = [evidence.best[place] for place in near]
    return [max(column) >= ENOUGH for column in zip(*rows, strict=True)]


def _deeds(evidence: Evidence) -> tuple[int, ...]:
    """Terms that say what came about: the verb with its verbal nouns, else the last word: «неге қолайсыз».

    Of a verb that only says that something arose it is its subject: «[өрт] неден шықты», «[апат] неге болды».
    """
    words, terms = evidence.question.words, evidence.question.terms
    verb = evidence.predicate if evidence.predicate is not None else len(terms) - 1
    if words[terms[verb].at].lower.startswith(word_row("words.toml", "arises")):
        subjects = (at for at in range(verb - 1, -1, -1) if _may_arise(words[terms[at].at]))
        verb = next(subjects, verb)
    nouns = (at for at, term in enumerate(terms) if is_verbal_noun(words[term.at].text) and not words[term.at].capital)
    return tuple(dict.fromkeys((verb, *nouns)))


def _may_arise(word: Word) -> bool:
    """Whether a word may be what arose: a bare noun."""
    described = word.capital or word.number or is_attribute(word.text) or is_verbal(word.text)
    return not described and case_of(word.text) == "nominative"
