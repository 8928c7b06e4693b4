"""The promise: what an answer names stands in the paragraph it cites, whatever was asked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from generated import gather, questions
from promises import broken, unheld

from bot.answering.answerer import Answerer
from bot.answering.promise import broken_promises
from bot.answering.reply import Reply
from retrieval.article import Article, Paragraph
from retrieval.index import Index
from retrieval.loading import load_corpus

SEEDS = Path(__file__).parents[2] / "seeds"
PAIRS = 2000  # all of them, over 20,000: bench/promise.py


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(load_corpus(SEEDS).articles)


@pytest.fixture(scope="module")
def replies(index: Index) -> list[Reply]:
    """Answers to generated questions spread evenly over all that there are."""
    answerer = Answerer(index)
    every = list(questions(gather(index.articles.values())))
    return [answerer.answer(every[place * len(every) // PAIRS]) for place in range(PAIRS)]


def test_every_answer_keeps_the_promise(replies: list[Reply], index: Index) -> None:
    assert {reply.question: notes for reply in replies if (notes := broken(reply, index))} == {}


def test_the_questions_bring_answers_of_many_kinds(replies: list[Reply]) -> None:
    """Or the test above would praise a bot that is silent."""
    answered = [reply for reply in replies if reply.status == "answered"]
    assert len(answered) >= PAIRS // 20
    assert len({reply.type for reply in answered}) >= 8
    assert len({reply.citations[0].article for reply in answered}) == len(list(SEEDS.iterdir()))


def test_a_reply_moved_to_another_paragraph_is_seen(replies: list[Reply], index: Index) -> None:
    """A planted fault in real replies: the answer stays, the citation says another paragraph."""
    answered = [reply for reply in replies if reply.status == "answered"]
    moved = [_cited_elsewhere(reply, index) for reply in answered]
    assert all(broken(reply, index) for reply in moved if reply)
    assert sum(reply is not None for reply in moved) > PAIRS // 40


def _cited_elsewhere(reply: Reply, index: Index) -> Reply | None:
    citation = reply.citations[0]
    other = index.paragraph(citation.article, citation.paragraph + 1)
    if other is None or citation.quote in other.text:
        return None
    return replace(reply, citations=(replace(citation, paragraph=other.number),))


PARAGRAPH = (
    "2023 жылғы 5 мамырда «Шипагер» ұйымының төрағасы Күншығар Әбілов 15 000 адамға 6,9 млн теңге бөлді, "
    "төрт адам келмеді, алтауына орын тимеді. Былтыр олар Қытайға, «Арасан-Көктал» аймағына барған."
)

# what an answer says of the paragraph above -> what of it is not there
SAID: dict[str, list[str]] = {
    "15 000 адам": [],
    "Адамдар «Арасан-Көкталда», Қытайда": [],
    "15000 адам": [],
    "6,9 млн теңге": [],
    "Күншығар Әбіловке 6.9 млн теңге": [],
    "«Шипагердің» төрағасы": [],
    "«Қытайдың» төрағасы": [],
    "Бұл Күншығар Әбілов": [],
    "мамырдың 5-і": [],
    "төрт адам": [],
    "алты адам": [],
    "2024 жыл": ["number 2024"],
    "15 адам": ["number 15"],
    "6 млн теңге": ["number 6"],
    "1 500 адам": ["number 1500"],
    "«Шипалы» ұйымы": ["title Шипалы"],
    "Төрағасы Күншығар Әлібеков": ["name Әлібеков"],
    "5 маусым": ["word маусым"],
    "бес адам": ["word бес"],
    "жеті адам": ["word жеті"],
}


@pytest.mark.parametrize("said", SAID)
def test_the_check_sees_what_is_not_in_the_paragraph(said: str) -> None:
    assert unheld(said, PARAGRAPH) == SAID[said]


# Words that look like the question's but are others: «жылқыны» is not «жылда», «айтты» not «айда» or «алты».
LOOK_ALIKES = (
    "Бағила Тұрсынова 23 жаста. Ол жылқыны ауыстырды, адамгершілік туралы айтты, базарға барды. "
    "Жүзікті жеті кеңертістік тапты, он бірі мың қабат үйде тұрады. Ақпан айында ауылының көпірі тұрды. "
    "Байқау 45-мектепте өтті."
)

# what a sentence repeats of a nonsense question -> whether the paragraph above holds all of it
REPEATED: dict[str, bool] = {
    "Бағила Тұрсыноваға 23 жас алты": False,
    "Бағила Тұрсыноваға 23 жас": True,
    "Ол қырық базарға барды": False,
    "Ол жеті базарға барды": True,
    "Ол «айда» туралы айтты": False,
    "Ол «жылда» туралы айтты": False,
    "Ол «жүзде» туралы айтты": False,
    "Ол «адамда» туралы айтты": False,
    "Ол «ауылдың» туралы айтты": False,
    "Ол «базарда» туралы айтты": True,
    "Ол «жылқы» туралы айтты": True,
    "Ол Кеңертісте тұрады": True,
    "Байқау өткен жер: 45-мектеп": True,
    "Байқау өткен жер: 46-мектеп": False,
}


@pytest.mark.parametrize("said", REPEATED)
def test_nothing_is_repeated_from_a_question_that_the_paragraph_does_not_hold(said: str) -> None:
    assert (not broken_promises(said, LOOK_ALIKES)) is REPEATED[said]
    assert (not unheld(said, LOOK_ALIKES)) is REPEATED[said]


def test_a_speaker_named_behind_the_sentence_breaks_nothing() -> None:
    """What he tells of places in a contest is weighed though he stands outside."""
    said = "«Былтыр осы кілемде үшінші орын алып едім. Биыл бас бәйгені ұттым», – деді Қажымұрат Есентай."
    answerer = Answerer(Index([Article("made", "", (Paragraph("made", 1, said),))]))
    assert answerer.answer("Осы кілемде үшінші орын алды деп кім айтты?").question
