"""Build the shipped tables words.tsv, stems.tsv and ending_chains.tsv from ../shared/words/news_words.tsv.

Run from the project root: .venv/bin/python -m bench.build_word_tables
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

from retrieval.language.stemming import Stemmer, support_of

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT.parent / "shared" / "words" / "news_words.tsv"
DATA = ROOT / "retrieval" / "language" / "data"
ATTRIBUTION = "counted from KazNERD (Yeshpanov, Khassanov, Varol 2022, CC BY 4.0)"
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def main() -> int:
    """Write the tables; 1 if the source is not there."""
    if not SOURCE.exists():
        print(f"skipped: {SOURCE} is missing")
        return 1
    rows = [line.split("\t") for line in SOURCE.read_text(encoding="utf-8").splitlines()]
    words = {word: int(count) for word, count in rows if WORD.fullmatch(word)}
    stems = {stem: count for stem, count in support_of(words).items() if count > 1}
    write("words.tsv", f"# Kazakh news words and their counts, {ATTRIBUTION}.", words)
    write("stems.tsv", f"# Stems and how many news words share them, {ATTRIBUTION}.", stems)
    chains = ending_chains(Stemmer(stems), words)
    write("ending_chains.tsv", f"# Chains of endings and how often they occur, {ATTRIBUTION}.", chains)
    return 0


def ending_chains(stemmer: Stemmer, words: dict[str, int]) -> dict[str, int]:
    """Count the chains of endings on the words, those seen on two words and more."""
    types: Counter[str] = Counter()
    tokens: Counter[str] = Counter()
    for word, count in words.items():
        chain = "".join(ending.text for ending in stemmer.reading(word).endings)
        if chain:
            types[chain] += 1
            tokens[chain] += count
    return {chain: tokens[chain] for chain, count in types.items() if count > 1}


def write(name: str, comment: str, table: dict[str, int]) -> None:
    """Write a table, largest count first, then by letters."""
    lines = [f"{word}\t{count}" for word, count in sorted(table.items(), key=lambda row: (-row[1], row[0]))]
    (DATA / name).write_text("\n".join([comment, *lines]) + "\n", encoding="utf-8")
    print(f"{name}: {len(lines)} rows")


if __name__ == "__main__":
    sys.exit(main())
