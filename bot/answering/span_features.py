"""What speaks for and against a stretch of a sentence as the short answer to a question.

Looks of the stretch for the kind and class asked, how rare and how frequent its words are, whether it repeats the
question, how near it stands to the question's words, how well its sentence meets the question beside the others,
and what stands right before and after it. Looks are counted once for all questions and once for those of the
kind asked (crossed.txt), so that a few hundred examples can teach what holds for all and what for one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from math import log

from bot.answering.classes import AskedClasses, classes_asked, classes_of
from bot.answering.kinds import kind_of, suits
from bot.answering.lexicon import lines, word_set
from bot.answering.matching import ENOUGH, Evidence
from bot.answering.passage import ArticleReading, Sentence, Word
from bot.answering.readers.spans import parted
from retrieval.language.derivation import kinship
from retrieval.language.grammar import case_of, is_attribute, is_finite, is_participle, is_possessed, is_verbal
from retrieval.language.stemming import known_words

SAME = 0.8  # likeness from which a word of the stretch repeats the question
_COMMON = 9.0  # log of the count from which a news word is no longer rare at all
_SHORT = 4  # words
_REMEMBERED = 2048  # sentences whose words are kept looked at
_BEGINNING = 4  # letters two keys share when they may be kin
_AROUND = 3  # words looked at on either side
_LAST_RANK = 3  # ranks of sentences beyond this one are one
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
    bound: tuple[float, ...]  # how often it stands with the word before; 0 if only here
    name: tuple[str, ...]  # kind of the name it is part of, or ""
    names: Mapping[Span, str]


@lru_cache(maxsize=_REMEMBERED)
def read_facts(reading: ArticleReading, sentence: Sentence) -> WordFacts:
    """Look at each word of a sentence once."""
    words = sentence.words
    counts, pairs = _counts(reading), _pairs(reading)
    names: dict[Span, str] = {}
    for name in sentence.names:
        start, stop = sentence.word_at(name.start), sentence.word_at(name.stop - 1) + 1
        names[start, min(stop, len(words))] = name.kind
    kinds = [""] * len(words)
    for (start, stop), kind in names.items():
        kinds[start:stop] = [kind] * (stop - start)
    return WordFacts(
        looks=tuple(_word_looks(words, at) for at in range(len(words))),
        case=tuple(case_of(word.text) for word in words),
        rarity=tuple(1.0 - min(1.0, log(1 + known_words().get(word.lower, 0)) / _COMMON) for word in words),
        count=tuple(counts[word.key] for word in words),
        titled=tuple(word.key in reading.title_keys for word in words),
        opens=tuple(at == 0 or parted(words[at - 1], words[at]) for at in range(len(words))),
        bound=tuple(_bound(words[at - 1 : at + 1], counts, pairs) if at else 0.0 for at in range(len(words))),
        name=tuple(kinds),
        names=names,
    )


@lru_cache(maxsize=_REMEMBERED)
def _counts(reading: ArticleReading) -> Counter[str]:
    return Counter(word.key for sentence in reading.sentences for word in sentence.words)


@lru_cache(maxsize=_REMEMBERED)
def _pairs(reading: ArticleReading) -> Counter[tuple[str, str]]:
    return Counter(
        (one.key, other.key)
        for sentence in reading.sentences
        for one, other in pairwise(sentence.words)
        if not parted(one, other)
    )


def _bound(pair: Sequence[Word], counts: Counter[str], pairs: Counter[tuple[str, str]]) -> float:
    """How often two neighbours stand together, of the times the commoner one stands in the article."""
    one, other = pair
    together = 0 if parted(one, other) else pairs[one.key, other.key]
    return together / max(counts[one.key], counts[other.key]) if together > 1 else 0.0


def _word_looks(words: Sequence[Word], at: int) -> frozenset[str]:
    text, lower = words[at].text, words[at].lower
    capital = words[at].capital
    year = len(text) >= 4 and text[:4].isdigit() and text[0] in "12" and not text[4:5].isdigit()
    months = word_set("words.toml", "months")
    finite = not capital and is_finite(lower)
    closing = finite and _closes(words, at)
    tests = (
        ("capital", capital),
        ("number", words[at].number),
        ("year", year),
        ("month", lower in months or lower[:-2] in months),
        ("finite", closing),
        ("verb", closing or (not capital and is_verbal(lower) and (not finite or is_participle(lower)))),
        ("attribute", is_attribute(lower)),
        ("possessed", is_possessed(lower)),
        ("stop", lower in word_set("words.toml", "stop")),
    )
    return frozenset(name for name, holds in tests if holds)


def _closes(words: Sequence[Word], at: int) -> bool:
    """Whether a verb may close its clause here: a mark or another verb follows; «қоректік [тізбек]» is no verb."""
    return at + 1 == len(words) or parted(words[at], words[at + 1]) or is_verbal(words[at + 1].lower)


@dataclass(frozen=True, eq=False)
class Meeting:
    """How the sentences of an article meet a question."""

    of_sentence: tuple[Mapping[str, float], ...]  # [sentence] -> its features
    support: Mapping[str, tuple[float, ...]]  # key -> for each sentence that holds it, the share of the terms met there
    headline_asked: float  # share of the headline's words that the question holds too
    classes: AskedClasses


def meet(evidence: Evidence) -> Meeting:
    """Lay a question over all sentences of an article."""
    terms, sentences = evidence.question.terms, evidence.reading.sentences
    title = evidence.reading.title_keys
    hits = [frozenset(at for at, near in enumerate(row) if near >= ENOUGH) for row in evidence.best]
    spread = Counter(at for hit in hits for at in hit)
    size = max(1, len(terms))
    measures = {
        "terms": [len(hit) / size for hit in hits],
        "rare terms": [sum(1 / spread[at] for at in hit) / size for hit in hits],
        "terms beside headline": [float(sum(terms[at].key not in title for at in hit)) for hit in hits],
        "kin": [_kin([term.key for term in terms], sentence.keys) / size for sentence in sentences],
    }
    features = _of_sentences(evidence, hits, size)
    for name, values in measures.items():
        order = sorted(set(values), reverse=True)
        for row, value in zip(features, values, strict=True):
            row[f"sentence {name}"], row[f"sentence lag {name}"] = value, order[0] - value
            row[f"sentence rank {name} {min(order.index(value), _LAST_RANK)}"] = 1.0
    support: defaultdict[str, list[float]] = defaultdict(list)
    for sentence, value in zip(sentences, measures["terms"], strict=True):
        for key in sentence.keys:
            support[key].append(value)
    asked = evidence.question.keys
    return Meeting(
        tuple(features),
        {key: tuple(values) for key, values in support.items()},
        _kin(sorted(title), asked) / max(1, len(title)),
        classes_asked(evidence.question),
    )


def shares_of(evidence: Evidence) -> tuple[float, ...]:
    """[sentence] -> weighted share of the question's terms met in it."""
    terms = evidence.question.terms
    total = sum(term.weight for term in terms) or 1.0
    return tuple(sum(t.weight * value for t, value in zip(terms, row, strict=True)) / total for row in evidence.best)


def _of_sentences(evidence: Evidence, hits: Sequence[frozenset[int]], terms: int) -> list[dict[str, float]]:
    shares, sentences = shares_of(evidence), evidence.reading.sentences
    return [
        {
            "sentence share": share,
            "sentence lag": max(shares) - share,
            "sentence before": shares[place - 1] if place else 0.0,
            "sentence after": shares[place + 1] if place + 1 < len(shares) else 0.0,
            "sentence first": float(place == 0),
            "sentence late": place / len(shares),
            "sentence length": log(1 + len(sentences[place].words)),
            "sentence with one before": len(hits[place] | (hits[place - 1] if place else frozenset())) / terms,
            "sentence has predicate": float(evidence.predicate in hits[place]),
        }
        for place, share in enumerate(shares)
    ]


def _kin(keys: Sequence[str], others: Collection[str]) -> int:
    """How many keys begin like one of the others."""
    beginnings = {key[:_BEGINNING] for key in others}
    return sum(key[:_BEGINNING] in beginnings for key in keys)


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
