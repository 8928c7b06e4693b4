"""Measure everything at hand and write docs/quality.md: `python -m bench.quality [FOLDER …] [--no-docs]`.

A FOLDER holds further question sets in the form of bench/sets, with their articles in subfolders.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bench import train_ranker
from bench.linear import auroc
from bench.quality import plots, reading, report
from bench.quality.baselines import best_sentence, plain_words
from bench.quality.measuring import Result, ask_baseline, ask_derek, by_type, figures
from bench.quality.sets import KAZQAD, ROOT, QuestionSet, answerer_of, articles_of, known_sets, sets_in

DOCS = ROOT / "docs"
BINS = 10

Systems = dict[str, dict[str, list[Result]]]


def measure(sets: Sequence[QuestionSet]) -> Systems:
    """System -> set -> results; the baselines answer single questions only."""
    systems: Systems = {"Derek": {}, "best BM25 sentence": {}, "plain-word BM25": {}}
    for each in sets:
        systems["Derek"][each.name] = ask_derek(each)
        if each.golds:
            index = answerer_of(each.folders).index
            systems["best BM25 sentence"][each.name] = ask_baseline(each, best_sentence(index))
            systems["plain-word BM25"][each.name] = ask_baseline(each, plain_words(articles_of(each.folders)))
    return systems


def write(sets: Sequence[QuestionSet], systems: Systems, docs: Path) -> str:
    """The report; its pictures are drawn beside it."""
    derek = systems["Derek"]
    shown = {each.name: derek[each.name] for each in sets if not each.held_out}
    everything = [result for results in shown.values() for result in results]
    singles = {
        name: {s: r for s, r in found.items() if s in systems["plain-word BM25"]} for name, found in systems.items()
    }
    _draw_sets(docs, singles)
    _draw_types(docs, everything)
    confidence = _confidence(docs)
    parts = (
        "# Quality",
        "Written by `make quality`; every figure comes from one run. An answer is right when its short answer "
        "holds an accepted one and no tempting wrong one, is short, and cites the right article.",
        "## Sets",
        "Accuracy counts right answers and right refusals. Held-out sets are shown as totals only and are never "
        "learned from; the others are development sets.",
        report.sets_table(derek),
        "![Accuracy on each set](quality-sets.svg)",
        "## Baselines",
        "Accuracy and, in brackets, the share of answerable questions whose answer holds an accepted one, however "
        "long it is. A baseline answers with a whole sentence, so its accuracy suffers from length and from never "
        "keeping silent.",
        report.baselines_table(singles),
        "## Types",
        "All development sets together.",
        report.types_table(everything),
        "![Right answers by type](quality-types.svg)",
        "## Confidence",
        confidence,
        *_reading(),
        "## Failures",
        "Of the development sets.",
        report.failures(shown),
    )
    return "\n\n".join(parts) + "\n"


def _draw_sets(docs: Path, singles: Systems) -> None:
    names = list(singles["Derek"])
    series = {name: [figures(found[each]).accuracy for each in names] for name, found in singles.items()}
    plots.draw_bars(docs / "quality-sets.svg", names, series, "Accuracy on each set")


def _draw_types(docs: Path, results: Sequence[Result]) -> None:
    groups = by_type(results)
    names = [f"{name} ({len(found)})" for name, found in groups.items()]
    series = {"right": [figures(found).accuracy for found in groups.values()]}
    plots.draw_bars(docs / "quality-types.svg", names, series, "Share right by type (questions)")


def _confidence(docs: Path) -> str:
    """Reliability and precision by coverage, cross-validated by article on the development sets."""
    learned = train_ranker.cross_validate(train_ranker.collect())
    sure, right = learned.sure, learned.right
    points, rows = [], []
    for low in range(BINS):
        inside = (sure >= low / BINS) & (sure < (low + 1) / BINS)
        if inside.any():
            count, mean, share = int(inside.sum()), float(sure[inside].mean()), float(right[inside].mean())
            points.append((mean, share, count))
            rows.append(
                [
                    f"{low / BINS:.1f}–{(low + 1) / BINS:.1f}",
                    str(count),
                    report.share(mean),
                    report.share(share),
                ]
            )
    plots.draw_reliability(docs / "quality-reliability.svg", points, "How far the confidence can be believed")
    order = np.argsort(-sure)
    precision = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    answered = np.arange(1, len(order) + 1) / len(learned.examples)
    line = list(zip(answered.tolist(), precision.tolist(), strict=True))
    plots.draw_coverage(docs / "quality-coverage.svg", {"Derek": line}, "Precision when only the surest are answered")
    return "\n\n".join(
        (
            "The model that says how sure an answer is never saw a question on the same article (cross-validated). "
            f"AUROC of right against wrong: {auroc(sure, right):.3f}. "
            f"An answer is given from a confidence of {learned.threshold:.2f}.",
            report.table(("confidence", "choices", "mean", "right"), rows),
            "![Reliability](quality-reliability.svg)",
            "![Precision by coverage](quality-coverage.svg)",
        )
    )


def _reading() -> list[str]:
    """The KazQAD section, when its file is at hand."""
    if not KAZQAD.exists():
        return []
    read = reading.measure(KAZQAD)
    rows = [
        ["passage given", *_means(read.given)],
        ["passage found by the index", *_means(read.found)],
    ]
    kinds: dict[str, list[reading.Reading]] = {}
    for each in read.given:
        kinds.setdefault(each.kind, []).append(each)
    by_size = sorted(kinds.items(), key=lambda item: -len(item[1]))
    head = ("setting", "rows", "EM", "F1", "EM possible")
    return [
        "## Reading exam questions",
        "Half of KazQAD's validation split (exam questions, Wikipedia passages): the first candidate against the "
        "golds, refusals aside, by weights that never saw the question (5 folds). The last column is the share "
        f"whose gold is among the candidates. The index finds a gold passage first for {read.first_passage:.3f}.",
        report.table(head, rows),
        report.table(("kind asked", *head[1:]), ([kind, *_means(found)] for kind, found in by_size)),
    ]


def _means(found: Sequence[reading.Reading]) -> list[str]:
    columns = zip(*((each.exact, each.f1, each.oracle) for each in found), strict=True)
    return [str(len(found)), *(report.share(float(np.mean(column))) for column in columns)]


def main() -> None:
    """Read the command line, print the tables, write the report."""
    parser = argparse.ArgumentParser(description="Measure the quality of answers.")
    parser.add_argument("folders", nargs="*", type=Path, help="folders with further question sets")
    parser.add_argument("--no-docs", action="store_true", help="print only, leave docs/ alone")
    given = parser.parse_args()
    sets = (*known_sets(), *(each for folder in given.folders for each in sets_in(folder)))
    if not any(each.file.is_relative_to(ROOT.parent / "shared") for each in sets):
        print("../shared/questions is not here; only the project's own sets are measured.")
    systems = measure(sets)
    print(report.sets_table(systems["Derek"]))
    if not given.no_docs:
        DOCS.mkdir(exist_ok=True)
        (DOCS / "quality.md").write_text(write(sets, systems, DOCS), "utf-8")
        print("docs/quality.md is written.")


if __name__ == "__main__":
    main()
