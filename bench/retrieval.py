"""Measure retrieval on the KazQAD half through the project's own index: `python -m bench.retrieval`.

Corpus: the unique passages of the file plus the seed articles as distractors. A question's golds are the
passages of its rows. Printed for each way of typing: MRR@10, S@1 (a gold comes first) and R@5 (share of the
golds among the first five), for the index and two baselines of the same run: plain words, and words cut to
five letters (BM25Okapi over title and text).
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from retrieval.article import Article, Paragraph
from retrieval.index import Index
from retrieval.loading import load_corpus
from retrieval.ranker import Field, best

ROOT = Path(__file__).resolve().parent.parent
KAZQAD = ROOT.parent / "shared" / "kazqad" / "validation_half.jsonl"
SEEDS = ROOT / "seeds"
TYPO_RUNS = 3
LIMIT = 10
NEWS_WORDS = 45

Search = Callable[[str], Sequence[str]]  # a question to article ids, the best first
Typing = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Case:
    """A question and the ids of the passages that answer it."""

    question: str
    golds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Score:
    """Means over the questions, each between 0 and 1."""

    mrr: float
    first: float
    recall: float


# --- how people type

RUSSIAN_KEYBOARD = str.maketrans("әғқңөұүіһӘҒҚҢӨҰҮІҺ", "агкноууихАГКНОУУИХ")
_SHARED = dict(zip("абвгдезклмнопрстуфэ", "abvgdezklmnoprstufe", strict=True)) | {"ъ": "", "ь": "", "ё": "io"}
LATIN_2021 = _SHARED | {
    "ә": "ä", "ғ": "ğ", "қ": "q", "ң": "ñ", "ө": "ö", "ұ": "ū", "ү": "ü", "і": "ı", "һ": "h", "х": "h",
    "ж": "j", "и": "i", "й": "i", "ы": "y", "ш": "ş", "щ": "ş", "ч": "ch", "ц": "ts", "ю": "iu", "я": "ia",
}  # fmt: skip
INFORMAL_SH_ZH = _SHARED | {
    "ә": "a", "ғ": "g", "қ": "k", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "і": "i", "һ": "h", "х": "h",
    "ж": "zh", "и": "i", "й": "y", "ы": "y", "ш": "sh", "щ": "sh", "ч": "ch", "ц": "ts", "ю": "yu", "я": "ya",
}  # fmt: skip
INFORMAL_J_Q = INFORMAL_SH_ZH | {"қ": "q", "ж": "j", "й": "i", "ы": "i", "ю": "iu", "я": "ia", "ц": "c"}
UNFAMILIAR = INFORMAL_SH_ZH | {"ә": "ae", "ө": "oe", "ң": "ng", "ү": "ue", "я": "ja", "ю": "ju", "й": "j"}


def latin(table: dict[str, str]) -> Typing:
    """Typing with a table of letters."""
    return lambda text: "".join(table.get(letter, letter) for letter in text.lower())


def russian_keyboard(text: str) -> str:
    """Typing without the Kazakh letters."""
    return text.translate(RUSSIAN_KEYBOARD)


def both(first: Typing, second: Typing) -> Typing:
    """One way of typing upon another."""
    return lambda text: second(first(text))


def typos(seed: int) -> Typing:
    """Typing with a slip in every word of more than five letters: one lost, doubled, changed or swapped."""

    def misspell(text: str) -> str:
        dice = random.Random(f"{seed} {text}")
        return re.sub(r"[^\W\d_]{6,}", lambda word: _slip(word[0], dice), text)

    return misspell


def _slip(word: str, dice: random.Random) -> str:
    place = dice.randrange(len(word) - 1)
    before, letter, after = word[:place], word[place], word[place + 1 :]
    slips = (
        before + after,
        before + letter + letter + after,
        before + dice.choice("абгдежзиклмнопрстуыі") + after,
        before + after[0] + letter + after[1:],
    )
    return dice.choice(slips)


TYPINGS: dict[str, Sequence[Typing]] = {
    "clean": [str],
    "Russian keyboard": [russian_keyboard],
    "Latin 2021": [latin(LATIN_2021)],
    "informal Latin": [latin(INFORMAL_SH_ZH), latin(INFORMAL_J_Q)],
    "unfamiliar Latin": [latin(UNFAMILIAR)],
    "typos": [typos(seed) for seed in range(TYPO_RUNS)],
    "Russian keyboard + typos": [both(typos(seed), russian_keyboard) for seed in range(TYPO_RUNS)],
}


# --- the task


def read_task(path: Path) -> tuple[tuple[Article, ...], tuple[Case, ...]]:
    """The unique passages as articles of one paragraph, and the questions with their golds."""
    ids: dict[tuple[str, str], str] = {}
    golds: dict[str, set[str]] = {}
    texts: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        passage = ids.setdefault((row["title"], row["context"]), f"passage-{len(ids)}")
        question = row["id"].partition("#")[0]
        golds.setdefault(question, set()).add(passage)
        texts[question] = row["question"]
    articles = tuple(Article(id, title, (Paragraph(id, 1, text),)) for (title, text), id in ids.items())
    return articles, tuple(Case(texts[question], frozenset(found)) for question, found in golds.items())


def measure(search: Search, cases: Iterable[Case], typings: Sequence[Typing]) -> Score:
    """The mean over all questions, each typed in every way given."""
    rows = [_score(search(typed(case.question)), case.golds) for case in cases for typed in typings]
    return Score(*(sum(column) / len(rows) for column in zip(*rows, strict=True)))


def _score(found: Sequence[str], golds: frozenset[str]) -> tuple[float, float, float]:
    rank = next((place for place, passage in enumerate(found[:LIMIT], start=1) if passage in golds), 0)
    recall = len(golds & set(found[:5])) / len(golds)
    return (1 / rank if rank else 0.0, float(rank == 1), recall)


def index_search(index: Index) -> Search:
    """Search as Derek does."""
    return lambda question: [hit.paragraph.article for hit in index.search(question, limit=LIMIT)]


def word_search(articles: Sequence[Article], length: int | None) -> Search:
    """The baseline: BM25 over lower-cased words of title and text, cut to a length if one is given."""
    paragraphs = [(article.title, paragraph) for article in articles for paragraph in article.paragraphs]
    field = Field(
        (_words(f"{title} {paragraph.text}", length) for title, paragraph in paragraphs), weight=1.0
    )

    def search(question: str) -> list[str]:
        hits = best([(field, _words(question, length))], len(paragraphs), LIMIT)
        return [paragraphs[place][1].article for place, _ in hits]

    return search


def _words(text: str, length: int | None) -> list[str]:
    return [word[:length] for word in re.findall(r"\w+", text.lower())]


def run(path: Path) -> None:
    """Print the table."""
    passages, cases = read_task(path)
    articles = (*passages, *load_corpus(SEEDS).articles)
    started = time.perf_counter()
    index = Index(articles)
    built = time.perf_counter() - started
    searches = {
        "Derek's index": index_search(index),
        "prefix 5": word_search(articles, 5),
        "plain words": word_search(articles, None),
    }
    print(f"{len(index)} paragraphs, {len(cases)} questions; index built in {built:.2f} s")
    print(f"{'':26}" + "".join(f"{name:^24}" for name in searches))
    print(f"{'':26}" + f"{'MRR@10':>8}{'S@1':>7}{'R@5':>7}  " * len(searches))
    for name, typings in TYPINGS.items():
        scores = [measure(search, cases, typings) for search in searches.values()]
        print(f"{name:26}" + "".join(f"{s.mrr:8.3f}{s.first:7.3f}{s.recall:7.3f}  " for s in scores))
    started = time.perf_counter()
    for case in cases:
        index.search(case.question)
    print(f"{(time.perf_counter() - started) / len(cases) * 1000:.2f} ms a question")


def run_large(path: Path, size: int) -> None:
    """Print what an index of `size` paragraphs costs: pieces of the passages over and over."""
    passages, cases = read_task(path)
    copies = [
        Article(f"{copy}-{article.id}", article.title, (_piece(article.paragraphs[0], copy),))
        for copy in range(-(-size // len(passages)))
        for article in passages
    ][:size]
    started = time.perf_counter()
    index = Index(copies)
    print(f"{len(index)} paragraphs: built in {time.perf_counter() - started:.1f} s")
    times = []
    for case in cases:
        started = time.perf_counter()
        index.search(case.question)
        times.append((time.perf_counter() - started) * 1000)
    print(f"a question: median {sorted(times)[len(times) // 2]:.1f} ms, worst {max(times):.1f} ms")


def _piece(paragraph: Paragraph, copy: int) -> Paragraph:
    """Another piece of the passage in each copy, as long as a paragraph of news; every 25th word is new."""
    words = paragraph.text.split()
    start = NEWS_WORDS * copy % max(1, len(words) - NEWS_WORDS + 1)
    piece = words[start : start + NEWS_WORDS]
    marked = [
        f"{word}{chr(ord('а') + copy % 32)}" if place % 25 == 0 else word for place, word in enumerate(piece)
    ]
    return Paragraph(f"{copy}-{paragraph.article}", 1, " ".join(marked))


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Retrieval on the KazQAD half.")
    parser.add_argument("--data", type=Path, default=KAZQAD, help="the KazQAD validation half")
    parser.add_argument("--large", type=int, metavar="N", help="measure the cost of N paragraphs instead")
    arguments = parser.parse_args()
    if not arguments.data.exists():
        print(f"{arguments.data.name} is not here; name it with --data to run this bench.")
    elif arguments.large:
        run_large(arguments.data, arguments.large)
    else:
        run(arguments.data)


if __name__ == "__main__":
    main()
