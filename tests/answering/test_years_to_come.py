"""A year still to come when an article appeared is not answered by what the article tells of its own time."""

import pytest

from bot.answering.answerer import Answerer
from retrieval.article import Article, Paragraph
from retrieval.index import Index

TEXT = "Палата Ақөткел қаласында «Көктем» форумын өткізді, оған 120 кәсіпкер қатысты."
PLAN = "2027 жылы «Көктем» форумы Тасбұлақ қаласында өтеді."


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    paragraphs = (Paragraph("made", 1, TEXT), Paragraph("made", 2, PLAN))
    return Answerer(Index([Article("made", "Форум өтті", paragraphs, date="2025-10-25")]))


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("«Көктем» форумы қай қалада өтті?", "Ақөткел қаласы"),
        ("2026 жылғы «Көктем» форумы қай қалада өтеді?", ""),
        ("2026 жылғы «Көктем» форумына қанша кәсіпкер қатысты?", ""),
        ("2027 жылы «Көктем» форумы қай қалада өтеді?", "Тасбұлақ қаласы"),
    ],
)
def test_year_to_come(answerer: Answerer, question: str, answer: str) -> None:
    assert answerer.answer(question).short_answer == answer
