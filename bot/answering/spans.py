"""Any stretch of a sentence as a short answer: ranked by a linear model, the likeliest become findings.

The weights (spans.tsv) are trained by `python -m bench.train_spans`; the model steps in where the readers for single
types find nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from bot.answering.denials import is_denied
from bot.answering.finding import Finding
from bot.answering.kinds import suits
from bot.answering.lexicon import is_one_of, word_set
from bot.answering.matching import Evidence
from bot.answering.passage import Sentence
from bot.answering.question import Question
from bot.answering.readers.acts import name_case
from bot.answering.readers.anchors import asks_event
from bot.answering.readers.gapped import of_another_part
from bot.answering.readers.spans import spans_of
from bot.answering.readers.topics import asks_topic
from bot.answering.sorts import of_its_sort
from bot.answering.span_features import SAME, Asked, Typed, features_of_span, looks_of
from bot.answering.span_sentences import Span, meet, read_facts, shares_of
from bot.answering.wholes import is_cut
from retrieval.language.grammar import is_converb, is_possessed
from retrieval.language.inflection import nominative_phrase
from retrieval.language.numerals import find_numbers

_SENTENCES = 3
_FINDINGS = 3
_LEAST_FIT = 0.4
_NAMING = frozenset({"thing", "which", "name", "organisation"})  # types of which the answer is a noun
_NO = frozenset({"емес", "жоқ"})
# Types whose own readers know positions only. For the others silence was measured to be worth more.
_OPEN_TYPES = frozenset({"thing", "which", "open", "manner", "name", "organisation"})


@dataclass(frozen=True, eq=False)
class Ranked:
    """A stretch with its score; the higher the likelier."""

    asked: Asked
    span: Span
    score: float


def rank_spans(
    evidence: Evidence, typed: Mapping[int, Typed], weights: Mapping[str, float], sentences: int = _SENTENCES
) -> list[Ranked]:
    """The stretches of the sentences that match best, the likeliest first; `typed` by place of the sentence."""
    ranked = []
    for asked in lay(evidence, typed, sentences):
        citing = _citing(asked.sentence)
        for span in spans_of(asked.sentence.words):
            if not (any(span[0] <= at < span[1] for at in citing) or _is_hopeless(asked, span)):
                features = features_of_span(asked, span)
                score = sum(value * weights.get(name, 0.0) for name, value in features.items())
                ranked.append(Ranked(asked, span, score))
    return sorted(ranked, key=lambda each: -each.score)


def _citing(sentence: Sentence) -> list[int]:
    """Where a sentence names its speaker: «төрағаның [айтуынша]» is in no answer."""
    according = word_set("words.toml", "according")
    return [at for at, word in enumerate(sentence.words) if word.lower in according]


def _is_hopeless(asked: Asked, span: Span) -> bool:
    """Only repeats the question, or begins or ends with a word no answer ends with: half of the stretches."""
    (start, stop), looks = span, asked.facts.looks
    last = looks[stop - 1]
    words = asked.sentence.words
    counts = stop < len(words) and not words[stop].gap and bool(find_numbers(words[stop - 1].lower))  # «[екі] сағатта»
    edge = "stop" in looks[start] or "stop" in last or "finite" in last or words[start].lower in _NO
    return edge or counts or _goes_over(asked, span) or _only_serves(asked, span) or _only_repeats(asked, span)


def _goes_over(asked: Asked, span: Span) -> bool:
    """«[сынама алынып, зертхана]ға жіберілді»: what is asked for by its name is no deed that leads to another."""
    (start, stop), words = span, asked.sentence.words
    if asked.evidence.question.type not in _NAMING:
        return False
    return any(
        is_converb(words[at].text) and not words[at].quoted and (at + 1 == stop or words[at + 1].gap == ",")
        for at in range(start, stop)
    )


def _only_repeats(asked: Asked, span: Span) -> bool:
    """«Оны салатын компания» says no more than the question «қай компания салады»."""
    start, stop = span
    back = word_set("words.toml", "anaphors")
    row = zip(asked.like[start:stop], asked.sentence.words[start:stop], strict=True)
    return all(near >= SAME or word.lower in back for near, word in row)


def _only_serves(asked: Asked, span: Span) -> bool:
    """«[Жәрмеңке] аясында» tells when; a body asked for is named or of a kind: «[мамырда] таңдалады» is none."""
    words = asked.sentence.words
    start, stop = span
    behind = words[stop : stop + 1]
    if any(not word.gap and word.lower in word_set("words.toml", "occasions") for word in behind):
        return True
    if asked.evidence.question.type != "organisation":
        return False
    named = any(word.quoted or (word.capital and at > 0) for at, word in enumerate(words[start:stop], start))
    return not (named or is_one_of(words[stop - 1].lower, "organisations") or is_possessed(words[stop - 1].text))


def candidates(
    evidence: Evidence, typed: Mapping[int, Typed], sentences: int
) -> Iterator[tuple[Sentence, Span, dict[str, float]]]:
    """Every stretch of the best sentences with its features."""
    for asked in lay(evidence, typed, sentences):
        for span in spans_of(asked.sentence.words):
            yield asked.sentence, span, features_of_span(asked, span)


def lay(evidence: Evidence, typed: Mapping[int, Typed], sentences: int) -> Iterator[Asked]:
    """The question laid over the sentences that match it best."""
    shares, meeting = shares_of(evidence), meet(evidence)
    for place in sorted(range(len(shares)), key=lambda place: -shares[place])[:sentences]:
        sentence = evidence.reading.sentences[place]
        yield Asked(evidence, sentence, read_facts(evidence.reading, sentence), typed.get(place, {}), meeting)


def text_of(sentence: Sentence, span: Span) -> str:
    """The stretch as it stands in the article."""
    return sentence.paragraph.text[sentence.words[span[0]].start : sentence.words[span[1] - 1].stop]


def open_findings(evidence: Evidence, weights: Mapping[str, float]) -> list[Finding]:
    """The likeliest stretches of an article as findings; none for questions of a type with readers of its own."""
    question = evidence.question
    if question.type not in _OPEN_TYPES or not question.terms:
        return []
    if asks_event(question) or asks_topic(question):
        return []
    found = (finding_of(each) for each in rank_spans(evidence, {}, weights))
    case = evidence.question.case
    whole = (
        each
        for each in found
        if not (
            is_cut(each.sentence, each.start, each.stop, case)
            or is_denied(evidence.question, each)
            or _is_somebody(evidence.question, each)
            or of_another_part(evidence.question, each, evidence.lexicon)
        )
    )
    return [of_its_sort(evidence.question, each, evidence.lexicon) for each in islice(whole, _FINDINGS)]


def _is_somebody(question: Question, finding: Finding) -> bool:
    """Whether a stretch ends with a person or who one is («[басқарма өкілі] Асан»), for whom «не» does not ask."""
    if question.type not in {"thing", "open"}:
        return False
    sentence = finding.sentence
    behind = [one for one in sentence.persons if sentence.paragraph.text[finding.stop : one.start] == " "]
    described = any(name_case(sentence, one.start, one.stop) == "nominative" for one in behind)
    return described or any(one.start < finding.stop <= one.stop for one in sentence.persons)


def finding_of(ranked: Ranked) -> Finding:
    """A stretch as a finding that the common scoring weighs."""
    asked, (start, stop) = ranked.asked, ranked.span
    sentence = asked.sentence
    return Finding(
        sentence,
        sentence.words[start].start,
        sentence.words[stop - 1].stop,
        nominative_phrase(text_of(sentence, ranked.span).strip(' «»"')),
        max(_LEAST_FIT, suits(asked.kind, looks_of(asked, ranked.span))),
        "span",
        regions=((sentence.start, sentence.stop),),
    )
