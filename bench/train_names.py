"""Train and measure the name tagger on KazNERD (IOB2 files in ../shared/kaznerd).

python -m bench.train_names            learn from «valid», measure on «test», ship nothing
python -m bench.train_names --ship     learn from both; write names.crfsuite and common_words.txt
python -m bench.train_names --measure  only measure an already learnt «valid» model

Training is deterministic: the same files give the same model.
"""

from __future__ import annotations

import argparse
import gzip
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pycrfsuite

from retrieval.language import names
from retrieval.language.name_features import sentence_features
from retrieval.language.name_mentions import Mention, Tokens
from retrieval.language.name_rules import correct_mentions
from retrieval.language.name_tokens import Token, split_sentences

ROOT = Path(__file__).resolve().parent.parent
KAZNERD = ROOT.parent / "shared" / "kaznerd"
DATA = ROOT / "retrieval" / "language" / "data"
MODEL = DATA / names.MODEL
COMMON_WORDS = DATA / "common_words.txt"
TRIAL = Path(tempfile.gettempdir()) / "names-valid.crfsuite"
KINDS = frozenset(
    {
        *("PERSON", "GPE", "LOCATION", "ORGANISATION", "POSITION", "FACILITY", "PROJECT", "EVENT"),
        *("DATE", "TIME", "MONEY", "PERCENTAGE", "QUANTITY", "CARDINAL", "ORDINAL"),
    }
)
# L-BFGS with a little L1 keeps the model under 3 MB.
SETTINGS = {"c1": 0.12, "c2": 0.05, "max_iterations": 120, "feature.possible_transitions": True}

Sentence = list[tuple[str, str]]  # (word, tag)
Span = tuple[int, int, str]  # start and stop in characters, kind


def read_sentences(path: Path) -> Iterator[Sentence]:
    """The sentences of a CoNLL file; classes that nobody asks for become O."""
    sentence: Sentence = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                word, tag = line.split()
                sentence.append((word, tag if tag[2:] in KINDS else "O"))
            elif sentence:
                yield sentence
                sentence = []
    if sentence:
        yield sentence


def as_news_write(sentences: Iterable[Sentence]) -> Iterator[Sentence]:
    """The sentences, and for some a second one in forms that television transcripts lack.

    Surnames in capitals, initials, whole headlines in capitals, «6 млн» for 6000000. The choice is seeded.
    """
    chance = random.Random(1)
    for sentence in sentences:
        yield sentence
        if any(tag == "B-PERSON" for _, tag in sentence) and chance.random() < 0.25:
            yield _with_bylines(sentence, shout=chance.random() < 0.5)
        if any(tag != "O" for _, tag in sentence) and chance.random() < 0.04:
            yield [(word.upper(), tag) for word, tag in sentence]
        shortened = [part for word, tag in sentence for part in _short_number(word, tag)]
        if len(shortened) > len(sentence):
            yield shortened


def _with_bylines(sentence: Sentence, *, shout: bool) -> Sentence:
    """Full names with the surname in capitals (Жайна МӘЛІМҚОЖА), or with an initial (Ж. Мәлімқожа)."""
    changed = list(sentence)
    for place, ((word, tag), (following, inside)) in enumerate(pairwise(sentence)):
        if (tag, inside) == ("B-PERSON", "I-PERSON"):
            if shout:
                changed[place + 1] = (following.upper(), inside)
            else:
                changed[place] = (f"{word[0].upper()}.", tag)
    return changed


def _short_number(word: str, tag: str) -> Sentence:
    for zeros, unit in (("0" * 9, "млрд"), ("0" * 6, "млн")):
        if tag != "O" and word.isdigit() and word.endswith(zeros):
            return [(word.removesuffix(zeros), tag), (unit, f"I{tag[1:]}")]
    return [(word, tag)]


def write_common_words(sentences: Iterable[Sentence], path: Path) -> None:
    """Words that news write in small letters often, or sometimes and with a capital where no name stands."""
    small: Counter[str] = Counter()
    capitalised = set()
    for word, tag in (pair for sentence in sentences for pair in sentence):
        if word[0].islower():
            small[word] += 1
        elif word[0].isupper() and tag == "O":
            capitalised.add(word.lower())
    often = {word for word, count in small.items() if count >= 8}
    both = {word for word in capitalised if small[word] >= 2}
    head = "# Words that no person is called, by bench/train_names.py from KazNERD (CC BY 4.0, see names.md)."
    path.write_text("\n".join([head, *sorted(often | both)]) + "\n", encoding="utf-8")


def placed(words: Iterable[str]) -> list[Token]:
    """The words as tokens of the text that joins them with spaces."""
    tokens = []
    start = 0
    for word in words:
        tokens.append(Token(start, start + len(word), word))
        start += len(word) + 1
    return tokens


def learn(sentences: Iterable[Sentence], path: Path) -> None:
    """Train a model from the sentences into the file."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(SETTINGS)
    for sentence in as_news_write(sentences):
        trainer.append(sentence_features(placed(word for word, _ in sentence)), [tag for _, tag in sentence])
    trainer.train(str(path))


def measure(path: Path, sentences: Iterable[Sentence]) -> None:
    """Print precision, recall and F1 a class: exact spans, from running text, with and without rules."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    without, with_rules = Score(), Score()
    for sentence in sentences:
        text = " ".join(word for word, _ in sentence)
        gold = _spans(placed(word for word, _ in sentence), names.read_tags([tag for _, tag in sentence]))
        plain: set[Span] = set()
        corrected: set[Span] = set()
        for tokens in split_sentences(text):
            mentions = names.read_tags(tagger.tag(sentence_features(tokens)))
            plain |= _spans(tokens, mentions)
            corrected |= _spans(tokens, correct_mentions(tokens, mentions))
        without.add(plain, gold)
        with_rules.add(corrected, gold)
    print(f"{'class':14} {'n':>5}   {'CRF alone':^17}   {'with rules':^17}")
    for kind in [*sorted(KINDS), "all"]:
        print(f"{kind:14} {_count(without.gold, kind):5}   {without.row(kind)}   {with_rules.row(kind)}")


def _spans(tokens: Tokens, mentions: Iterable[Mention]) -> set[Span]:
    return {(tokens[one.start].start, tokens[one.stop - 1].stop, one.kind) for one in mentions}


@dataclass(slots=True)
class Score:
    """Counts of spans by kind, growing sentence by sentence."""

    right: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)

    def add(self, found: set[Span], gold: set[Span]) -> None:
        self.right.update(kind for _, _, kind in found & gold)
        self.found.update(kind for _, _, kind in found)
        self.gold.update(kind for _, _, kind in gold)

    def row(self, kind: str) -> str:
        right, found, gold = (_count(counts, kind) for counts in (self.right, self.found, self.gold))
        precision, recall = right / max(found, 1), right / max(gold, 1)
        f1 = 2 * right / max(found + gold, 1)
        return f"{precision:.3f} {recall:.3f} {f1:.3f}"


def _count(counts: Counter[str], kind: str) -> int:
    return counts.total() if kind == "all" else counts[kind]


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--ship", action="store_true", help="learn from both parts into the project's data")
    parser.add_argument("--measure", action="store_true", help=f"only measure {TRIAL}")
    options = parser.parse_args()
    if not KAZNERD.is_dir():
        print(f"skipped: {KAZNERD} is not there", file=sys.stderr)
        return 0
    valid = list(read_sentences(KAZNERD / "IOB2_valid.txt.gz"))
    test = list(read_sentences(KAZNERD / "IOB2_test.txt.gz"))
    started = time.monotonic()
    if options.ship:
        write_common_words([*valid, *test], COMMON_WORDS)
        learn([*valid, *test], MODEL)
        print(f"{MODEL.name}: {MODEL.stat().st_size / 1e6:.2f} MB, {time.monotonic() - started:.0f} s")
        return 0
    if not options.measure:
        learn(valid, TRIAL)
        print(f"{TRIAL.name}: {TRIAL.stat().st_size / 1e6:.2f} MB, {time.monotonic() - started:.0f} s")
    measure(TRIAL, test)
    return 0


if __name__ == "__main__":
    sys.exit(main())
