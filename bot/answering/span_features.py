"""What speaks for and against a stretch of a sentence as the short answer to a question.

Looks of the stretch for the kind and class asked, how rare and how frequent its words are, whether it repeats the
question, how near it stands to the question's words, how well its sentence meets the question beside the others,
and what stands right before and after it. Looks are counted once for all questions and once for those of the
kind asked (crossed.txt), so that a few hundred examples can teach what holds for all and what for one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

from bot.answering.classes import classes_of
from bot.answering.kinds import kind_of, suits
from bot.answering.lexicon import lines
from bot.answering.matching import ENOUGH, Evidence
from bot.answering.passage import Sentence, Word
from bot.answering.span_names import Told, features_of_names, features_of_run, told_by
from bot.answering.span_sentences import Meeting, Span, WordFacts
from retrieval.language.derivation import kinship

SAME = 0.8  # likeness from which a word of the stretch repeats the question
_SHORT = 4  # words
_AROUND = 3  # words looked at on either side
_JOINS = frozenset({"және", "мен", "бен", "пен"})

Typed = Mapping[Span, tuple[float, float]]  # span of a typed finding -> its fit; 1 if it is the best one


@dataclass(frozen=True, eq=False)
class Asked:
    """A question laid over one sentence."""

    evidence: Evidence
    sentence: Sentence
    facts: WordFacts
    typed: Typed
    meeting: Meeting

    @cached_property
    def kind(self) -> str:
        """The kind of answer asked for."""
        return kind_of(self.evidence.question)

    @cached_property
    def told(self) -> Mapping[str, Told]:
        """What the article tells of its capitalised words."""
        return told_by(self.evidence.reading)

    @cached_property
    def like(self) -> tuple[float, ...]:
        """[word] -> likeness to the question's word it is most like; a synonym repeats nothing: «түйе», «бота»."""
        asked = self.evidence.question.keys
        best = [float(word.key in asked) for word in self.sentence.words]
        terms = self.evidence.question.terms
        for term, found in zip(terms, self.evidence.matches[self.sentence.place], strict=True):
            for match in found:
                if match.strength > best[match.word] and _repeats(term.key, self.sentence.words[match.word].key):
                    best[match.word] = match.strength
        return tuple(best)

    @cached_property
    def weights(self) -> tuple[tuple[int, float], ...]:
        """Words that answer to terms of the question, with the term's weight."""
        best: dict[int, float] = {}
        terms = self.evidence.question.terms
        for term, found in zip(terms, self.evidence.matches[self.sentence.place], strict=True):
            for match in found:
                if match.strength >= ENOUGH:
                    best[match.word] = max(best.get(match.word, 0.0), term.weight * match.strength)
        return tuple(sorted(best.items()))

    @cached_property
    def classed(self) -> tuple[bool, ...]:
        """[word] -> whether it is of the class asked by and does not repeat the question."""
        classes = self.meeting.classes.classes
        return tuple(
            bool(classes & classes_of(word.lower)) and near < SAME
            for word, near in zip(self.sentence.words, self.like, strict=True)
        )


def _repeats(asked: str, stated: str) -> bool:
    """Whether a word is the one asked with or of the same root, not just of the same meaning."""
    return any(part == asked or kinship(asked, part) > 0.0 for part in stated.split("-"))


def features_of_span(asked: Asked, span: Span) -> dict[str, float]:
    """All features of a stretch of the sentence."""
    looks = looks_of(asked, span)
    fit = suits(asked.kind, looks)
    features = dict(asked.meeting.of_sentence[asked.sentence.place])
    features |= {name: 1.0 for name in looks if not name.startswith(("no ", "not "))}
    features |= {f"{asked.kind}: fit": fit, f"{asked.kind}: unfit": float(fit < 0.15), "fit": fit}
    features |= _words_of(asked, span)
    features |= _surroundings(asked, span)
    features |= _headline(asked, span) | _neighbours(asked, span) | _class(asked, span) | _support(asked, span)
    features |= _phrase(asked, span)
    words = asked.sentence.words
    features |= features_of_names(asked.told, words[span[0] : span[1]]) | features_of_run(asked.facts, words, span)
    if span in asked.typed:
        features["typed"] = 1.0
        features["typed fit"], features["typed best"] = asked.typed[span]
    crossed = frozenset(lines("crossed.txt"))
    return features | {f"{asked.kind}: {name}": value for name, value in features.items() if value and name in crossed}


def _headline(asked: Asked, span: Span) -> dict[str, float]:
    """Words of the headline are likely what is asked for unless the question holds them."""
    (start, stop), known = span, asked.meeting.headline_asked
    whole, dash = all(asked.facts.titled[start:stop]), any(mark in asked.sentence.words[start].gap for mark in "–—-")
    return {
        "headline unasked": float(whole) * (1 - known),
        "headline asked": float(whole) * known,
        "after dash, headline asked": float(dash) * known,
        "term before dash": float(start == 0 and _dash_at(asked.sentence.words, stop)),
        "first sentence, headline asked": float(asked.sentence.place == 0) * known,
    }


def _dash_at(words: Sequence[Word], at: int) -> bool:
    return at < len(words) and any(mark in words[at].gap for mark in "–—-")


def _neighbours(asked: Asked, span: Span) -> dict[str, float]:
    """What stands before and after in the same piece: a stretch must not be cut out of a noun phrase."""
    (start, stop), facts, words = span, asked.facts, asked.sentence.words
    features: dict[str, float] = {}
    if start and not facts.opens[start]:
        features |= {f"before {look}": 1.0 for look in facts.looks[start - 1]}
        features[f"before case {facts.case[start - 1]}"] = 1.0
    if stop < len(words) and not facts.opens[stop]:
        following = facts.looks[stop]
        features |= {f"after {look}": 1.0 for look in following}
        features[f"after case {facts.case[stop]}"] = 1.0
        features["cuts izafet"] = float(facts.case[stop - 1] == "nominative" and "possessed" in following)
        features["cuts genitive"] = float(facts.case[stop - 1] == "genitive")
    features["asked before"] = float(start > 0 and asked.like[start - 1] >= SAME)
    features["asked after"] = float(stop < len(words) and asked.like[stop] >= SAME)
    around = [*asked.like[max(0, start - _AROUND) : start], *asked.like[stop : stop + _AROUND]]
    features["asked around"] = sum(near >= SAME for near in around) / max(1, len(around))
    return features


def _phrase(asked: Asked, span: Span) -> dict[str, float]:
    """Words that the article keeps together are one phrase: «бүйір сызығы» is not to be cut."""
    (start, stop), bound = span, asked.facts.bound
    after = bound[stop] if stop < len(bound) else 0.0
    within = min(bound[start + 1 : stop], default=0.0)
    return {
        "bound to word before": bound[start],
        "bound to word after": after,
        "bound within": within,
        "repeated before": float(bound[start] > 0),
        "repeated after": float(after > 0),
        "repeated phrase": float(within > 0),
    }


def _class(asked: Asked, span: Span) -> dict[str, float]:
    """Whether the words are of the class asked by: «қандай өсімдік» -> «бидай»."""
    if not asked.meeting.classes.classes:
        return {}
    classed = asked.classed[span[0] : span[1]]
    name = "class" if asked.meeting.classes.sure else "some class"
    return {
        f"{name} last": float(classed[-1]),
        f"{name} share": sum(classed) / len(classed),
        f"{name} only": float(all(classed)),
        f"{name} none": float(not any(classed)),
        f"{name} alone": float(len(classed) == 1 and classed[-1]),
        f"{name} with attribute": float(len(classed) == 2 and classed[-1]),
    }


def _support(asked: Asked, span: Span) -> dict[str, float]:
    """How well the sentences that hold the stretch's words meet the question."""
    held = [asked.meeting.support.get(word.key, (0.0,)) for word in asked.sentence.words[span[0] : span[1]]]
    sums = [sum(values) for values in held]
    return {
        "support mean": sum(sums) / len(sums),
        "support least": min(sums),
        "support best": sum(max(values) for values in held) / len(held),
    }


def looks_of(asked: Asked, span: Span) -> set[str]:
    """Names for how a stretch looks; kinds.toml and the weights know them."""
    start, stop = span
    facts, words = asked.facts, asked.sentence.words
    inside = facts.looks[start:stop]
    first, last, size = inside[0], inside[-1], stop - start
    numbers, capitals = sum("number" in w for w in inside), sum("capital" in w for w in inside)
    name = facts.names.get(span, "")
    held = set(facts.name[start:stop]) - {""}
    cuts = not name and (_cuts(facts.name, start) or _cuts(facts.name, stop))
    quoted = sum(word.quoted for word in words[start:stop])
    outside = (start > 0 and words[start - 1].quoted and not words[start].gap) or (
        stop < len(words) and words[stop].quoted and not words[stop].gap
    )
    piece_end = stop == len(words) or facts.opens[stop]
    tests = (
        (f"words {min(size, 5)}", True),
        ("short", size <= _SHORT),
        ("capitals", capitals == size and not (start == 0 and size == 1)),
        ("capital at start of sentence", capitals == size == 1 and start == 0),
        ("opens with capital", "capital" in first),
        ("capital inside", bool(capitals) and "capital" not in first),
        ("small letters", not capitals),
        ("number", numbers > 0),
        ("no number", numbers == 0),
        ("only numbers", numbers == size),
        ("year alone", size == 1 and "year" in first),
        ("year first", size > 1 and "year" in first),
        ("month", any("month" in w for w in inside)),
        (f"is {name}", bool(name)),
        ("is name", bool(name)),
        ("cuts name", cuts),
        ("whole quotation", quoted == size and not outside),
        ("part of quotation", bool(quoted) and (quoted < size or outside)),
        (f"case {facts.case[stop - 1]}", True),
        ("possessed last", "possessed" in last),
        ("attribute last", "attribute" in last),
        ("finite last", "finite" in last),
        ("verb", any("finite" in w for w in inside) or "verb" in last),
        ("idle edge", "stop" in first or "stop" in last),
        ("stop first", "stop" in first),
        ("stop last", "stop" in last),
        ("piece start", facts.opens[start]),
        ("piece end", piece_end),
        ("whole piece", facts.opens[start] and piece_end),
        ("verb next", stop < len(words) and "verb" in facts.looks[stop]),
        ("after dash", any(mark in words[start].gap for mark in "–—")),
        ("before dash", stop < len(words) and any(mark in words[stop].gap for mark in "–—")),
        ("in brackets", "(" in words[start].gap),
        ("before bracket", stop < len(words) and "(" in words[stop].gap),
        ("row", any(word.gap.strip() == "," for word in words[start + 1 : stop])),
        ("joined", _joined(words, start - 1) or _joined(words, stop)),
    )
    found = {look for look, holds in tests if holds}
    found |= {f"has {kind}" for kind in held if not name and not cuts}
    return found | {f"not {kind}" for kind in ("GPE", "PERSON") if name != kind}


def _cuts(names: Sequence[str], at: int) -> bool:
    """Whether a boundary parts one name."""
    return 0 < at < len(names) and names[at] != "" and names[at] == names[at - 1]


def _joined(words: Sequence[Word], at: int) -> bool:
    return 0 <= at < len(words) and words[at].lower in _JOINS


def _words_of(asked: Asked, span: Span) -> dict[str, float]:
    """Rarity, frequency, headline, and what the stretch repeats of the question."""
    start, stop = span
    facts, size = asked.facts, stop - start
    rare, counts = facts.rarity[start:stop], facts.count[start:stop]
    here = [asked.evidence.lexicon.rarity(word.key) for word in asked.sentence.words[start:stop]]
    repeats = [like >= SAME for like in asked.like[start:stop]]
    titled = sum(facts.titled[start:stop]) / size
    return {
        "rarity mean": sum(rare) / size,
        "rarity most": max(rare),
        "rarity least": min(rare),
        "rarity here mean": sum(here) / size,
        "rarity here most": max(here),
        "rarity here least": min(here),
        "frequency least": log(min(counts)),
        "frequency most": log(max(counts)),
        "in headline": titled,
        "wholly in headline": float(titled == 1.0),
        "repeats": sum(repeats) / size,
        "repeats something": float(any(repeats)),
        "repeats all": float(all(repeats)),
        "repeats first": float(repeats[0]),
        "repeats last": float(repeats[-1]),
    }


def _surroundings(asked: Asked, span: Span) -> dict[str, float]:
    """Nearness to the question's words, and whether the neighbours are those of the question word."""
    start, stop = span
    question, words, likeness = asked.evidence.question, asked.sentence.words, asked.evidence.lexicon.likeness
    away = [
        (start - at if at < start else at - stop + 1, weight) for at, weight in asked.weights if not start <= at < stop
    ]
    features = {
        "near": sum(weight / distance for distance, weight in away),
        "nearest": max((1 / distance for distance, _ in away), default=0.0),
    }
    before = question.words[question.start - 1].key if 0 < question.start < len(question.words) else ""
    after = question.after[0].key if question.after else ""
    previous = words[start - 1].key if start else ""
    following = words[stop].key if stop < len(words) else ""
    features["same word before"] = likeness(before, previous) if before and previous else 0.0
    features["same word after"] = likeness(after, following) if after and following else 0.0
    features["same case"] = float(question.case == asked.facts.case[stop - 1])
    features["same marked case"] = features["same case"] if question.case != "nominative" else 0.0
    if question.focus:
        head = question.focus[-1].key
        features["noun last"] = float(likeness(head, words[stop - 1].key) >= SAME)
        features["noun next"] = float(following != "" and likeness(head, following) >= SAME)
        features["noun before"] = float(previous != "" and likeness(head, previous) >= SAME)
    return features
