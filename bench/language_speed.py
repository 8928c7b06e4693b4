"""Measure the language chain: words a second, and the time to load. `python -m bench.language_speed`."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from retrieval.language.analyzer import Analyzer, vocabulary_of
from retrieval.language.numerals import find_numbers
from retrieval.language.sentences import split_sentences
from retrieval.language.tokens import tokenize

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
QUESTION = "Каргалы уйымында канша муше бар?"


def main() -> None:
    """Print one line a step; cold first, then with the words remembered."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    words = sum(token.is_word for text in texts for token in tokenize(text))
    started = time.perf_counter()
    analyzer = Analyzer(vocabulary_of(texts))
    analyzer.repair(QUESTION)
    print(f"load and first question: {(time.perf_counter() - started) * 1000:.0f} ms")
    for name, step in steps(analyzer).items():
        for state in ("cold", "warm"):
            started = time.perf_counter()
            for text in texts:
                step(text)
            print(f"{name}, {state}: {words / (time.perf_counter() - started):,.0f} words/s")


def steps(analyzer: Analyzer) -> dict[str, Callable[[str], object]]:
    """Return the measured steps by name."""
    return {
        "tokens": tokenize,
        "stems": analyzer.terms,
        "4-grams": analyzer.grams,
        "question terms": analyzer.query_terms,
        "repair": analyzer.repair,
        "sentences": split_sentences,
        "numbers": find_numbers,
    }


if __name__ == "__main__":
    main()
