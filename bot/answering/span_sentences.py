"""What a sentence's words are like, and how well each sentence of a passage meets a question."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import log

from bot.answering.classes import AskedClasses, classes_asked
from bot.answering.lexicon import word_set
from bot.answering.matching import ENOUGH, Evidence
from bot.answering.passage import ArticleReading, Sentence, Word
from bot.answering.readers.spans import parted
from retrieval.language.folding import fold
from retrieval.language.grammar import Case, case_of, is_attribute, is_finite, is_participle, is_possessed, is_verbal
from retrieval.language.stemming import known_words

_COMMON = 9.0  # log of the count from which a news word is no longer rare at all
_REMEMBERED = 2048  # sentences whose words are kept looked at
_BEGINNING = 4  # letters two keys share when they may be kin
_LAST_RANK = 3  # ranks of sentences beyond this one are one

# Folded endings that a name's key leaves; the accusative's are also those of other words.
_NAME_ENDINGS: Mapping[Case, frozenset[str]] = {
    "locative": frozenset({"da", "de", "ta", "te", "nda", "nde", "dagi", "degi", "tagi", "tegi"}),
    "ablative": frozenset({"dan", "den", "tan", "ten", "nan", "nen"}),
    "genitive": frozenset({"nin", "din", "tin"}),
    "dative": frozenset({"ga", "ge", "ka", "ke", "na", "ne"}),
    "accusative": frozenset({"ni", "di", "ti"}),
    "instrumental": frozenset({"men", "ben", "pen"}),
}

Span = tuple[int, int]  # word indices in a sentence: words[start:stop]


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
        case=tuple(_case(word) for word in words),
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


def _case(word: Word) -> Case:
    """The case that the ending shows; of a name that only the article's own words tell the ending of: «Меркіде»."""
    case = case_of(word.text)
    if case != "nominative" or not word.capital or not word.key:
        return case
    written = fold(word.lower)
    ending = written[len(word.key) :] if written.startswith(word.key) else ""
    return next((each for each, endings in _NAME_ENDINGS.items() if ending in endings), "nominative")


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
