"""The newest articles are read before the first question; what is answered stays the same."""

from bot.answering.answerer import Answerer
from retrieval.article import Article, Paragraph
from retrieval.index import Index


def made(name: str, date: str, text: str) -> Article:
    return Article(name, "Хабар", (Paragraph(name, 1, text),), date=date)


INDEX = Index(
    [
        made("old", "2023-01-05", "Ақөткел кітапханасында 900 кітап бар."),
        made("new", "2025-03-10", "Тасбұлақ мұражайында 340 жәдігер бар."),
        made("undated", "", "Қарасу театрында 26 актер бар."),
    ]
)


def test_the_newest_are_read_first() -> None:
    answerer = Answerer(INDEX)
    answerer.read_ahead(1)
    read = [name for name in INDEX.articles if "places" in vars(answerer.reading(name))]  # worked out already
    assert read == ["new"]


def test_answers_are_the_same() -> None:
    cold, warm = Answerer(INDEX), Answerer(INDEX)
    warm.read_ahead()
    for question in ("Мұражайда қанша жәдігер бар?", "Театрда неше актер бар?", "Кітапханада қанша кітап бар?"):
        assert cold.answer(question).text == warm.answer(question).text
