"""Learn the weights of bot/answering/spans.py: `python -m bench.train_spans [--write]`.

From the development sets: the stretches of each answerable question's article, right when the judge takes them and
they are about as short as the gold answer. Cross-validated by article, against the readers for single types. The
exam questions of KazQAD were tried as training text too and made news worse; they only measure (bench.quality).
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bench.linear import Vector, fit_listwise, gather, matrix, names_of
from bench.quality.judging import Answer, Gold, judge, tokens
from bench.quality.sets import answerer_of, development, known_sets
from bench.train_ranker import DATA, is_right, write_weights
from bot.answering.answerer import Answerer, Trace
from bot.answering.matching import Evidence
from bot.answering.smalltalk import small_talk
from bot.answering.spans import Typed, candidates, text_of

FOLDS = 5
HELD = 10.0
SENTENCES = 4
SPARE = 2  # words that a right stretch may have above the longest gold answer
LEAST_OFTEN = 12  # questions in which a feature must occur


@dataclass(frozen=True, eq=False)
class SpanExample:
    """A question's stretches: features, worth (1 right), texts."""

    key: str  # article or question that must not be parted between folds
    type: str
    rows: Sequence[Mapping[str, float]]
    worth: Vector
    texts: Sequence[str]
    typed_right: bool


def evidence_of(answerer: Answerer, trace: Trace, article: str) -> Evidence:
    """The traced question laid over one article."""
    return Evidence(trace.question, answerer.reading(article), answerer.lexicon)


def typed_of(trace: Trace, article: str) -> dict[int, Typed]:
    """What the readers for single types found in an article, by sentence and place in it."""
    mine = [scored for scored in trace.scored if scored.reading.article.id == article and scored.finding.rule != "span"]
    typed: defaultdict[int, dict[tuple[int, int], tuple[float, float]]] = defaultdict(dict)
    for at, scored in enumerate(mine):
        finding, sentence = scored.finding, scored.finding.sentence
        span = (sentence.word_at(finding.start), sentence.word_at(finding.stop - 1) + 1)
        typed[sentence.place].setdefault(span, (finding.fit, float(at == 0)))
    return dict(typed)


def collect() -> Iterator[SpanExample]:
    """Every answerable question of the development sets."""
    for each in development(known_sets()):
        answerer = answerer_of(each.folders)
        for gold in each.golds:
            article = min(gold.sources, default="")
            if not gold.answerable or small_talk(gold.question) or article not in answerer.index.articles:
                continue
            trace = answerer.trace(gold.question)
            found = list(candidates(evidence_of(answerer, trace, article), typed_of(trace, article), SENTENCES))
            if not found:
                continue
            texts = [text_of(sentence, span) for sentence, span, _ in found]
            worth = np.array([float(_right(gold, text, article)) for text in texts])
            typed = [scored for scored in trace.scored if scored.finding.rule != "span"]
            typed_right = bool(typed) and is_right(gold, typed[0])
            yield SpanExample(article, trace.question.type, [f for _, _, f in found], worth, texts, typed_right)


def _right(gold: Gold, text: str, article: str) -> bool:
    if gold.every:
        longest = sum(len(tokens(item)) + 1 for item in gold.every)
    else:
        longest = max((len(tokens(answer)) for answer in gold.answers), default=1) + SPARE
    return len(tokens(text)) <= longest and judge(gold, Answer("answered", text, (article,))) == "right"


def folds_of(keys: Sequence[str]) -> dict[str, int]:
    """Key -> fold, in turn."""
    return {key: at % FOLDS for at, key in enumerate(sorted(set(keys)))}


def frequent(examples: Sequence[SpanExample]) -> tuple[str, ...]:
    """Features that occur in enough questions."""
    counts: defaultdict[str, int] = defaultdict(int)
    for example in examples:
        for name in names_of(example.rows):
            counts[name] += 1
    return tuple(sorted(name for name, count in counts.items() if count >= LEAST_OFTEN))


def learn(
    examples: Sequence[SpanExample],
    names: Sequence[str],
    prior: Vector,
    held: float | Vector = HELD,
    forgiving: float = 0.0,
) -> Vector:
    """Weights from the examples that have a right stretch; what they do not speak of stays at the prior."""
    asked = [(matrix(e.rows, names), e.worth) for e in examples if e.worth.max() > 0]
    return fit_listwise(gather(asked), prior, np.full(len(names), held), forgiving)


def cross_scores(
    examples: Sequence[SpanExample],
    names: Sequence[str],
    prior: Vector,
    held: float | Vector = HELD,
    forgiving: float = 0.0,
) -> list[Vector]:
    """Scores of each example's stretches by weights that never saw its key."""
    folds = folds_of([example.key for example in examples])
    scores: list[Vector] = [np.zeros(0)] * len(examples)
    for fold in range(FOLDS):
        weights = learn([e for e in examples if folds[e.key] != fold], names, prior, held, forgiving)
        for at, example in enumerate(examples):
            if folds[example.key] == fold:
                scores[at] = matrix(example.rows, names) @ weights
    return scores


def run(write: bool) -> None:
    """Cross-validate, print by type, and write the weights learned from everything."""
    examples = list(collect())
    names = frequent(examples)
    rows: defaultdict[str, list[tuple[bool, bool, bool]]] = defaultdict(list)
    for example, scores in zip(examples, cross_scores(examples, names, np.zeros(len(names))), strict=True):
        row = (example.typed_right, bool(example.worth[scores.argmax()] > 0), bool(example.worth.max() > 0))
        rows[example.type].append(row)
        rows["all"].append(row)
    print("type, questions: right on top by typed readers, by stretches (CV); a right stretch is there")
    for name, found in sorted(rows.items(), key=lambda item: -len(item[1])):
        print(f"  {name:14}{len(found):5}   " + "   ".join(f"{np.mean([r[at] for r in found]):.3f}" for at in range(3)))
    if write:
        weights = learn(examples, names, np.zeros(len(names))).tolist()
        write_weights(DATA / "spans.tsv", dict(zip(names, weights, strict=True)))


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Learn the weights of open candidates.")
    parser.add_argument("--write", action="store_true", help="write them into bot/answering/data")
    run(parser.parse_args().write)


if __name__ == "__main__":
    main()
