"""What a chat remembers between two questions."""

from __future__ import annotations

import logging
import sqlite3
from pathlib import Path

import pytest
from running import SEEDS

from bot.answering.answerer import Answerer, Turn
from bot.answering.reply import Reply
from bot.opening import open_answerer
from bot.session import Session
from bot.settings import Settings


class Remembering(Answerer):
    """The real answerer, which also notes what turn it was told of."""

    told: list[Turn | None]

    def answer(self, question: str, *, previous: Turn | None = None, article: str | None = None) -> Reply:
        self.told.append(previous)
        return super().answer(question, previous=previous, article=article)


def test_the_turn_before_is_told_and_small_talk_does_not_part_turns(tmp_path: Path) -> None:
    opened = open_answerer(Settings(corpus_dir=SEEDS, database=tmp_path / "derek.db"))
    answerer = Remembering(opened.answerer.index)
    answerer.told = []
    with opened.store as store:
        session = Session(answerer, store, "c")
        first = session.ask("«Қарғалы» ұйымында қанша мүше бар?")
        assert session.ask("рақмет").status == "smalltalk"
        session.ask("Ал «Шипагерде» ше?")
        session.ask("Оның төрағасы кім?")
        Session(answerer, store, "another").ask("Оның төрағасы кім?")
    turn = Turn("«Қарғалы» ұйымында қанша мүше бар?", first)
    questions = [told and told.question for told in answerer.told]
    assert answerer.told[:3] == [None, turn, turn]
    # The whole question that a follow-up stands for goes on to the next turn.
    assert questions[3:] == ["«Шипагер» ұйымында қанша мүше бар?", None]


def test_an_answer_that_cannot_be_logged_is_still_given(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    database = tmp_path / "derek.db"
    opened = open_answerer(Settings(corpus_dir=SEEDS, database=database))
    with sqlite3.connect(database) as other:
        other.execute("drop table answers")
    with opened.store as store, caplog.at_level(logging.WARNING):
        reply = Session(opened.answerer, store, "c").ask("Шипагердің төрағасы кім?")
    assert reply.status == "answered"
    assert "The question was not logged: The database" in caplog.text
