"""The index finds the paragraph a question is about, however the question is typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.article import Article, Paragraph
from retrieval.index import Index
from retrieval.loading import load_corpus

SEEDS = Path(__file__).parents[2] / "seeds"

# question ¦ article (its first three figures) ¦ words that stand in the paragraph found first
QUESTIONS = [
    ("«Қарғалы» ұйымында қанша мүше бар?", "003", "Құрамында 1085 мүше бар"),
    ("Филиалда неше штаттық қызметкер еңбек етеді?", "004", "төрт штаттық қызметкер"),
    ("NEET жастардың саны қаншаға азайды?", "001", "76-ға дейін азайды"),
    ("Бизнес-құрылымдардың қанша пайызын әйелдер басқарады?", "000", "30%-ын әйелдер басқарады"),
    (
        "Жоспар бойынша қанша адам кәсіпкерлік негіздеріне оқытылды?",
        "002",
        "адам кәсіпкерлік негіздеріне оқытылып",
    ),
    # Russian keyboard, Latin, slips, telegraphic
    ("Каргалы уйымында канша муше бар", "003", "Құрамында 1085 мүше бар"),
    ("Qarğaly ūiymynda qanşa müşe bar?", "003", "Құрамында 1085 мүше бар"),
    ("kargaly uiymynda kansha mushe bar", "003", "Құрамында 1085 мүше бар"),
    ("филиалда неше штатык кызмекер бар", "004", "төрт штаттық қызметкер"),
    ("Қарғалы мүше саны", "003", "Құрамында 1085 мүше бар"),
]


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(load_corpus(SEEDS).articles)


@pytest.mark.parametrize(("question", "article", "words"), QUESTIONS)
def test_first_hit(index: Index, question: str, article: str, words: str) -> None:
    first = index.search(question)[0].paragraph
    assert first.article.startswith(article)
    assert words in first.text


def test_hits_are_few_and_ordered(index: Index) -> None:
    hits = index.search("Партия ұйымының мүшелері", limit=3)
    assert len(hits) == 3
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


@pytest.mark.parametrize("question", ["", "?", "???  …", "қанша?", "жжжжж", "12345678", "\u200b", "漢字"])
def test_question_without_a_known_word_finds_nothing(index: Index, question: str) -> None:
    assert index.search(question) == []


def test_search_in_one_article(index: Index) -> None:
    article = next(name for name in index.articles if name.startswith("004"))
    hits = index.search("Қанша мүшесі бар?", article=article)
    assert {hit.paragraph.article for hit in hits} == {article}
    assert "424 мүшесі бар" in hits[0].paragraph.text
    assert index.search("Қанша мүшесі бар?", article="жоқ") == []


def test_paragraph_by_its_number(index: Index) -> None:
    name = next(name for name in index.articles if name.startswith("001"))
    article = index.articles[name]
    assert index.paragraph(name, 1) == article.paragraphs[0]
    assert article.byline is not None
    assert index.paragraph(name, article.byline.number) == article.byline
    assert index.paragraph(name, 0) is None
    assert index.paragraph(name, 99) is None
    assert index.paragraph("жоқ", 1) is None


def test_a_word_is_the_rarer_the_fewer_paragraphs_hold_it(index: Index) -> None:
    key = index.analyzer.key
    assert index.rarity(key("жоқсөз")) == 1.0
    assert index.rarity(key("қарғалы")) > index.rarity(key("мүше")) > 0.0


def test_bylines_are_not_searched(index: Index) -> None:
    hits = index.search("Жайна Мәлімқожа", limit=50)
    assert all("МӘЛІМҚОЖА" not in hit.paragraph.text for hit in hits)


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_tiny_corpora(count: int) -> None:
    texts = ["Көпірдің ұзындығы – 240 метр.", "Мектепте 600 оқушы бар.", "Ауылға су келді."][:count]
    index = Index(Article(f"a{n}", "Хабар", (Paragraph(f"a{n}", 1, text),)) for n, text in enumerate(texts))
    found = [hit.paragraph.text for hit in index.search("Көпір неше метр?", limit=1)]
    assert found == texts[:1]
