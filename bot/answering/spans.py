"""Any stretch of a sentence as a short answer: what speaks for it and against it.

A linear model (spans.tsv, trained by `python -m bench.train_spans`) ranks the stretches of the sentences that
match the question best; it steps in where the readers for single types find nothing. Its features are those
that a listwise ranker was seen to use most: how the stretch looks for the kind asked, how rare and how frequent
its words are, whether it repeats the question, how near it stands to the question's words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import log

from bot.answering.finding import Finding
from bot.answering.kinds import kind_of, suits
from bot.answering.lexicon import word_set
from bot.answering.matching import ENOUGH, Evidence
from bot.answering.passage import ArticleReading, Sentence, Word
from bot.answering.readers.spans import parted, spans_of
from retrieval.language.grammar import case_of, is_attribute, is_finite, is_possessed, is_verbal
from retrieval.language.inflection import nominative_phrase
from retrieval.language.stemming import known_words

SAME = 0.8  # likeness from which a word of the stretch repeats the question
_COMMON = 9.0  # log of the count from which a news word is no longer rare at all
_SHORT = 4  # words
_SENTENCES = 3
_REMEMBERED = 2048  # sentences whose words are kept looked at
_FINDINGS = 3
_LEAST_FIT = 0.4
# Types whose own readers know positions only. For the others silence was measured to be worth more.
_OPEN_TYPES = frozenset({"thing", "which", "open", "manner", "name", "organisation"})
_JOINS = frozenset({"және", "мен", "бен", "пен"})

Span = tuple[int, int]  # word indices in a sentence: words[start:stop]
Typed = Mapping[Span, tuple[float, float]]  # span of a typed finding -> its fit; 1 if it is the best one


@dataclass(frozen=True, eq=False)
class WordFacts:
    """What holds of a sentence's words whatever is asked, one entry a word."""

    looks: tuple[frozenset[str], ...]  # "verb", "finite", "attribute", "stop", "year", "month", "number", "capital"
    case: tuple[str, ...]
    rarity: tuple[float, ...]  # 0 common in the news to 1 unknown there
    count: tuple[int, ...]  # in the article
    titled: tuple[bool, ...]  # stands in the headline
    opens: tuple[bool, ...]  # a mark parts it from the word before
    name: tuple[str, ...]  # kind of the name it is part of, or ""
    names: Mapping[Span, str]


@lru_cache(maxsize=_REMEMBERED)
def read_facts(reading: ArticleReading, sentence: Sentence) -> WordFacts:
    """Look at each word of a sentence once."""
    words = sentence.words
    counts = _counts(reading)
    names: dict[Span, str] = {}
    for name in sentence.names:
        start, stop = sentence.word_at(name.start), sentence.word_at(name.stop - 1) + 1
        names[start, min(stop, len(words))] = name.kind
    kinds = [""] * len(words)
    for (start, stop), kind in names.items():
        kinds[start:stop] = [kind] * (stop - start)
    return WordFacts(
        looks=tuple(_word_looks(word.text, word.lower, word.number) for word in words),
        case=tuple(case_of(word.text) for word in words),
        rarity=tuple(1.0 - min(1.0, log(1 + known_words().get(word.lower, 0)) / _COMMON) for word in words),
        count=tuple(counts[word.key] for word in words),
        titled=tuple(word.key in reading.title_keys for word in words),
        opens=tuple(at == 0 or parted(words[at - 1], words[at]) for at in range(len(words))),
        name=tuple(kinds),
        names=names,
    )


@lru_cache(maxsize=_REMEMBERED)
def _counts(reading: ArticleReading) -> Counter[str]:
    return Counter(word.key for sentence in reading.sentences for word in sentence.words)


def _word_looks(text: str, lower: str, number: bool) -> frozenset[str]:
    capital = text[:1].isupper()
    year = len(text) >= 4 and text[:4].isdigit() and text[0] in "12" and not text[4:5].isdigit()
    months = word_set("words.toml", "months")
    tests = (
        ("capital", capital),
        ("number", number),
        ("year", year),
        ("month", lower in months or lower[:-2] in months),
        ("finite", not capital and is_finite(lower)),
        ("verb", not capital and is_verbal(lower)),
        ("attribute", is_attribute(lower)),
        ("possessed", is_possessed(lower)),
        ("stop", lower in word_set("words.toml", "stop")),
    )
    return frozenset(name for name, holds in tests if holds)


@dataclass(frozen=True, eq=False)
class Asked:
    """A question laid over one sentence."""

    evidence: Evidence
    sentence: Sentence
    facts: WordFacts
    typed: Typed

    @cached_property
    def kind(self) -> str:
        """The kind of answer asked for."""
        return kind_of(self.evidence.question)

    @cached_property
    def like(self) -> tuple[float, ...]:
        """[word] -> likeness to the question's word it is most like."""
        asked = {word.key for word in self.evidence.question.words}
        best = [float(word.key in asked) for word in self.sentence.words]
        for found in self.evidence.matches[self.sentence.place]:
            for match in found:
                best[match.word] = max(best[match.word], match.strength)
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
    def of_sentence(self) -> dict[str, float]:
        """How the sentence matches the question beside the others of its article."""
        shares, place = shares_of(self.evidence), self.sentence.place
        own = shares[place]
        return {
            "sentence share": own,
            "sentence lag": max(shares) - own,
            "sentence before": shares[place - 1] if place else 0.0,
            "sentence after": shares[place + 1] if place + 1 < len(shares) else 0.0,
            "sentence first": float(place == 0),
            "sentence late": place / len(shares),
        }


def shares_of(evidence: Evidence) -> tuple[float, ...]:
    """[sentence] -> weighted share of the question's terms met in it."""
    terms = evidence.question.terms
    total = sum(term.weight for term in terms) or 1.0
    return tuple(sum(t.weight * value for t, value in zip(terms, row, strict=True)) / total for row in evidence.best)


def features_of_span(asked: Asked, span: Span) -> dict[str, float]:
    """All features of a stretch of the sentence."""
    looks = looks_of(asked, span)
    fit = suits(asked.kind, looks)
    features = dict(asked.of_sentence)
    features |= {name: 1.0 for name in looks if not name.startswith(("no ", "not "))}
    features |= {f"{asked.kind}: fit": fit, f"{asked.kind}: unfit": float(fit < 0.15), "fit": fit}
    features |= _words_of(asked, span)
    features |= _surroundings(asked, span)
    if span in asked.typed:
        features["typed"] = 1.0
        features["typed fit"], features["typed best"] = asked.typed[span]
    return features


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
    repeats = [like >= SAME for like in asked.like[start:stop]]
    titled = sum(facts.titled[start:stop]) / size
    return {
        "rarity mean": sum(rare) / size,
        "rarity most": max(rare),
        "rarity least": min(rare),
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


@dataclass(frozen=True, slots=True)
class Ranked:
    """A stretch with its score; the higher the likelier."""

    sentence: Sentence
    span: Span
    score: float


def rank_spans(
    evidence: Evidence, typed: Mapping[int, Typed], weights: Mapping[str, float], sentences: int = _SENTENCES
) -> list[Ranked]:
    """The stretches of the sentences that match best, the likeliest first; `typed` by place of the sentence."""
    ranked = []
    for asked in lay(evidence, typed, sentences):
        for span in spans_of(asked.sentence.words):
            if not _is_hopeless(asked.facts, span):
                features = features_of_span(asked, span)
                score = sum(value * weights.get(name, 0.0) for name, value in features.items())
                ranked.append(Ranked(asked.sentence, span, score))
    return sorted(ranked, key=lambda each: -each.score)


def _is_hopeless(facts: WordFacts, span: Span) -> bool:
    """Begins or ends with a word no answer ends with: saves looking at half of the stretches."""
    start, stop = span
    last = facts.looks[stop - 1]
    return "stop" in facts.looks[start] or "stop" in last or "finite" in last


def candidates(
    evidence: Evidence, typed: Mapping[int, Typed], sentences: int
) -> Iterator[tuple[Sentence, Span, dict[str, float]]]:
    """Every stretch of the best sentences with its features."""
    for asked in lay(evidence, typed, sentences):
        for span in spans_of(asked.sentence.words):
            yield asked.sentence, span, features_of_span(asked, span)


def lay(evidence: Evidence, typed: Mapping[int, Typed], sentences: int) -> Iterator[Asked]:
    """The question laid over the sentences that match it best."""
    shares = shares_of(evidence)
    for place in sorted(range(len(shares)), key=lambda place: -shares[place])[:sentences]:
        sentence = evidence.reading.sentences[place]
        yield Asked(evidence, sentence, read_facts(evidence.reading, sentence), typed.get(place, {}))


def text_of(sentence: Sentence, span: Span) -> str:
    """The stretch as it stands in the article."""
    return sentence.paragraph.text[sentence.words[span[0]].start : sentence.words[span[1] - 1].stop]


def open_findings(evidence: Evidence, weights: Mapping[str, float]) -> list[Finding]:
    """The likeliest stretches of an article as findings; none for questions of a type with readers of its own."""
    if evidence.question.type not in _OPEN_TYPES or not evidence.question.terms:
        return []
    ranked = rank_spans(evidence, {}, weights)
    return [finding_of(each, evidence) for each in ranked[:_FINDINGS]]


def finding_of(ranked: Ranked, evidence: Evidence) -> Finding:
    """A stretch as a finding that the common scoring weighs."""
    sentence, (start, stop) = ranked.sentence, ranked.span
    asked = Asked(evidence, sentence, read_facts(evidence.reading, sentence), {})
    return Finding(
        sentence,
        sentence.words[start].start,
        sentence.words[stop - 1].stop,
        nominative_phrase(text_of(sentence, ranked.span).strip(' «»"')),
        max(_LEAST_FIT, suits(asked.kind, looks_of(asked, ranked.span))),
        "span",
        regions=((sentence.start, sentence.stop),),
    )
