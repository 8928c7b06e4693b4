"""The question sets at hand: the project's own, and the public ones where they lie beside the project."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bench.quality.judging import Gold
from bot.answering.answerer import Answerer
from bot.opening import made_for_good
from retrieval.article import Article
from retrieval.index import Index
from retrieval.loading import load_corpus

ROOT = Path(__file__).resolve().parent.parent.parent
SEEDS = ROOT / "seeds"
OWN = ROOT / "bench" / "sets"
SHARED = ROOT.parent / "shared"
PUBLIC = SHARED / "questions"
KAZQAD = SHARED / "kazqad" / "validation_half.jsonl"


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Questions and the folders of articles they are asked of; from a held-out set only totals are shown."""

    name: str
    file: Path
    folders: tuple[Path, ...]
    held_out: bool = False

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The file's objects, one a line."""
        return [json.loads(line) for line in self.file.read_text("utf-8").splitlines() if line.strip()]

    @property
    def golds(self) -> tuple[Gold, ...]:
        """The single questions (dialogues have none)."""
        return tuple(read_gold(row, row["id"]) for row in self.rows if "question" in row)

    @property
    def dialogues(self) -> Iterator[tuple[Gold, ...]]:
        """The dialogues, each a row of turns."""
        for row in self.rows:
            if "turns" in row:
                yield tuple(read_gold(turn, f"{row['id']}.{at}") for at, turn in enumerate(row["turns"], start=1))


def read_gold(row: dict[str, Any], name: str) -> Gold:
    """A gold question from a row of a set; fields a row lacks stay empty."""
    return Gold(
        id=str(name),
        question=row["question"],
        type=row.get("type", "other"),
        answerable=row["answerable"],
        answers=tuple(row.get("answers") or ()),
        every=tuple(row.get("answers_all") or ()),
        accept=row.get("accept") or "",
        must_not=tuple(row.get("must_not") or ()),
        sources=frozenset((row.get("source") or "", *(row.get("alt_sources") or ()))) - {""},
        variant=row.get("variant") or "",
    )


def known_sets() -> tuple[QuestionSet, ...]:
    """The project's sets and, where present, the public ones."""
    news, press = PUBLIC / "news", OWN / "press"
    listed = (
        QuestionSet("seeds", PUBLIC / "seeds.jsonl", (SEEDS,)),
        QuestionSet("seeds_typed", PUBLIC / "seeds_typed.jsonl", (SEEDS,)),
        QuestionSet("news", PUBLIC / "news.jsonl", (news, SEEDS)),
        QuestionSet("followups", PUBLIC / "followups.jsonl", (SEEDS,)),
        QuestionSet("own_seeds", OWN / "own_seeds.jsonl", (SEEDS,)),
        QuestionSet("seeds_facts", OWN / "seeds_facts.jsonl", (SEEDS,)),
        QuestionSet("own_typed", OWN / "own_typed.jsonl", (SEEDS,)),
        QuestionSet("own_followups", OWN / "own_followups.jsonl", (SEEDS,)),
        QuestionSet("district", OWN / "district.jsonl", (OWN / "district", SEEDS)),
        QuestionSet("region", OWN / "region.jsonl", (OWN / "region", SEEDS)),
        QuestionSet("press", OWN / "press.jsonl", (press, SEEDS)),
        QuestionSet("press_refusals", OWN / "press_refusals.jsonl", (press, OWN / "region", SEEDS)),
        QuestionSet("weekly", OWN / "weekly.jsonl", (OWN / "weekly", SEEDS)),
        QuestionSet("daily", OWN / "daily.jsonl", (OWN / "daily", SEEDS)),
        QuestionSet("monthly", OWN / "monthly.jsonl", (OWN / "monthly", SEEDS)),
        QuestionSet("winter", OWN / "winter.jsonl", (OWN / "winter", SEEDS)),
        QuestionSet("november", OWN / "november.jsonl", (OWN / "november", SEEDS)),
        QuestionSet("holdout", OWN / "holdout.jsonl", (OWN / "holdout", SEEDS), held_out=True),
        QuestionSet("fresh", OWN / "fresh.jsonl", (OWN / "fresh", press, SEEDS), held_out=True),
        QuestionSet("later", OWN / "later.jsonl", (OWN / "later", SEEDS), held_out=True),
    )
    return tuple(each for each in listed if each.file.exists())


def sets_in(folder: Path) -> tuple[QuestionSet, ...]:
    """Every .jsonl of a folder as a set.

    Its articles are in the subfolder of its name, else in `articles`, else in all subfolders, else the seeds.
    """
    found = []
    for file in sorted(folder.glob("*.jsonl")):
        own = [place for place in (folder / file.stem, folder / "articles") if place.is_dir()][:1]
        others = [place for place in sorted(folder.iterdir()) if place.is_dir()]
        found.append(QuestionSet(file.stem, file, tuple(own or others or [SEEDS])))
    return tuple(found)


@cache
def articles_of(folders: tuple[Path, ...]) -> tuple[Article, ...]:
    """The articles of some folders; of two with one id the first folder's is taken."""
    by_id: dict[str, Article] = {}
    for folder in folders:
        for article in load_corpus(folder).articles:
            by_id.setdefault(article.id, article)
    return tuple(by_id.values())


@cache
def answerer_of(folders: tuple[Path, ...]) -> Answerer:
    """An answerer over the articles of some folders, made once a run; it has read them, as the bot's has."""
    articles = articles_of(folders)
    with made_for_good():
        answerer = Answerer(Index(articles))
        answerer.read_ahead()
    return answerer


def development(sets: Sequence[QuestionSet]) -> tuple[QuestionSet, ...]:
    """The sets that may be looked at and learned from."""
    return tuple(each for each in sets if not each.held_out and each.golds)
