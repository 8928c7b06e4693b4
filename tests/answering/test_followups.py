"""Follow-ups become whole questions; whole questions stay as they are. The table is followups.tsv."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from bot.answering.answerer import Answerer, Turn
from bot.answering.followups import FollowUp, complete
from bot.answering.lexicon import Lexicon, load_lexicon
from bot.answering.names import Names, gather_names
from bot.answering.question import Question, analyze_question
from bot.answering.reply import Citation, Reply
from retrieval.index import Index
from retrieval.loading import find_files, load_article

HERE = Path(__file__).parent
SEEDS = HERE.parents[1] / "seeds"
ARTICLE = "003_04ee0d87b8d941cb"


def rows() -> list[list[str]]:
    lines = (HERE / "followups.tsv").read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@cache
def seeds() -> Index:
    files, _ = find_files(SEEDS)
    return Index(load_article(file, file.read_bytes()) for file in files)


@cache
def words() -> tuple[Lexicon, Names]:
    key_of = seeds().analyzer.key
    return load_lexicon(key_of, seeds().rarity), gather_names(seeds().articles.values(), key_of)


def go_on(asked: str, answer: str, typed: str) -> FollowUp:
    """What becomes of a follow-up after a question that was answered so."""
    analyzer, (lexicon, names) = seeds().analyzer, words()

    def analyze(text: str) -> Question:
        return analyze_question(text, analyzer.key, lexicon, names)

    return complete(analyzer.repair(typed), asked, reply_of(asked, answer), analyze, lexicon)


def reply_of(asked: str, answer: str) -> Reply:
    if answer == "-":
        return Reply(asked, "refused", "", "", "", 0.2)
    citation = Citation(ARTICLE, "", "", "", "", 1, answer)
    return Reply(asked, "answered", "", answer, answer, 0.9, (citation,))


@pytest.mark.parametrize(("asked", "answer", "typed", "whole"), rows(), ids=[f"{row[2]} < {row[0]}" for row in rows()])
def test_follow_up_becomes_whole(asked: str, answer: str, typed: str, whole: str) -> None:
    assert go_on(asked, answer, typed).text == whole


def test_follow_up_prefers_the_article_answered_from() -> None:
    asked = "«Қарғалы» ұйымында қанша мүше бар?"
    assert go_on(asked, "1085 мүше", "Оның төрайымы кім?").prefer_article == ARTICLE
    assert go_on(asked, "1085 мүше", "Ал облыста бастауыш ұйым нешеу?").prefer_article == ARTICLE
    assert go_on(asked, "1085 мүше", "Қазалы ауданының әкімі кім?").prefer_article == ""
    assert go_on(asked, "-", "Оның төрайымы кім?").prefer_article == ""


def test_looser_question_only_beside_another_title_counted() -> None:
    counted = "«Таза бейсенбіде» қанша қоқыс шықты?"
    assert go_on(counted, "280 тонна", "«Ауыл аманаты» ше?").looser == "«Ауыл аманаты» бойынша қанша?"
    assert go_on(counted, "-", "«Ауыл аманаты» ше?").looser == ""
    assert go_on("«Бент» қай ауданда?", "Іле ауданы", "«Рахат» ше?").looser == ""


def test_loosely_asked_answer_stands_beside_the_one_before() -> None:
    answerer = Answerer(seeds())
    first = answerer.answer("«Таза бейсенбіде» қанша қоқыс шықты?")
    beside = answerer.answer("«Ауыл аманаты» ше?", previous=Turn(first.question, first))
    assert beside.citations[0].paragraph == first.citations[0].paragraph
    members = answerer.answer("«Қарғалы» ұйымында қанша мүше бар?")
    elsewhere = answerer.answer("Ал «Ауыл аманаты» ше?", previous=Turn(members.question, members))
    assert (members.status, elsewhere.status) == ("answered", "refused")


def test_whole_question_stays_as_it_is_after_itself() -> None:
    """What completing gives is complete: a second pass changes nothing."""
    for asked, answer, typed, _ in rows():
        whole = go_on(asked, answer, typed).text
        if not whole.startswith("«Шипагердің» төрағасы") and "»" in whole:
            assert go_on(asked, answer, whole).text == whole


ODD = ["", "?", "ше?", "Ал ше?", "ол", "«»", "Ал", "оның оның оның", "😀", "1085 ше?", "«Бент ше", "бұл", "қай ше"]


@pytest.mark.parametrize("typed", ODD)
def test_nothing_typed_breaks_it(typed: str) -> None:
    for asked, answer, _, _ in rows()[::5]:
        assert isinstance(go_on(asked, answer, typed).text, str)
        assert isinstance(go_on(typed, answer, asked).text, str)
