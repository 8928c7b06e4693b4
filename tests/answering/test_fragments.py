"""Whatever words are typed in whatever order, there is a reply: a question is never a reason to fail."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from answering_tables import rows
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.answerer import Answerer
from retrieval.index import Index
from retrieval.loading import load_corpus

SEEDS = Path(__file__).parents[2] / "seeds"
ASKING = ["кім", "не", "қай", "қандай", "қанша", "неше", "қашан", "қайда", "неге", "нешінші", "қалай", "кімдер", "ма"]
WORDS = sorted({word for row in rows("questions.tsv", 5) for word in row[0].split()})


@cache
def answerer() -> Answerer:
    return Answerer(Index(load_corpus(SEEDS).articles))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS) | st.sampled_from(ASKING), min_size=1, max_size=7).map(" ".join))
def test_any_words_get_a_reply(question: str) -> None:
    assert answerer().answer(question).status in {"answered", "refused", "smalltalk"}


def test_an_interrogative_alone_gets_a_reply() -> None:
    for word in ASKING:
        for question in (word, f"Жиын {word}", f"{word} өтті?", f"{word} бойынша кеңес берді?"):
            assert answerer().answer(question).text


def test_a_question_that_ends_with_its_interrogative_gets_a_reply_from_capitals(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Тақырып\n\nБАЛАЛАРҒА КІТАП БЕРІЛДІ. Қалаға кітап Берілді.\n", "utf-8")
    capitals = Answerer(Index(load_corpus(tmp_path).articles))
    for word in ASKING:
        assert capitals.answer(f"Балаларға берілген {word}?").text
