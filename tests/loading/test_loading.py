"""Files become articles: pages as people give them, by-lines, junk, dates and headlines."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from loading_cases import Case, read_cases, rows

from retrieval.article import Article, Paragraph
from retrieval.loading import load_corpus
from retrieval.loading.byline import Credit, read_credit, reporting_outlet
from retrieval.loading.dates import date_in_address, find_date
from retrieval.loading.headline import display_headline, made_headline
from retrieval.loading.junk import is_junk

SEEDS = Path(__file__).parents[2] / "seeds"


def expected(case: Case) -> Article:
    article_id = Path(case.file).stem
    texts = [Paragraph(article_id, number, text) for number, text in enumerate(case.paragraphs, start=1)]
    facts = {name: text for name, text in case.facts.items() if name != "byline"}
    article = Article(id=article_id, paragraphs=tuple(texts), **facts)
    if "byline" not in case.facts:
        return article
    return replace(article, byline=Paragraph(article_id, len(texts) + 1, case.facts["byline"]))


@pytest.mark.parametrize("case", read_cases("pages.txt"), ids=lambda case: case.about)
def test_file_becomes_article(case: Case, tmp_path: Path) -> None:
    (tmp_path / case.file).write_text(case.content, encoding="utf-8")
    corpus = load_corpus(tmp_path)
    assert corpus.skipped == ()
    assert corpus.articles == (expected(case),)


@pytest.mark.parametrize("case", read_cases("pages.txt"), ids=lambda case: case.about)
def test_windows_line_ends_and_byte_order_mark_change_nothing(case: Case, tmp_path: Path) -> None:
    windows = "\ufeff" + case.content.replace("\n", "\r\n")
    (tmp_path / case.file).write_bytes(windows.encode("utf-8"))
    assert load_corpus(tmp_path).articles == (expected(case),)


def test_utf_16_with_its_mark_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ауылда көпір ашылды.", encoding="utf-16")
    assert load_corpus(tmp_path).articles[0].paragraphs[0].text == "Ауылда көпір ашылды."


def test_page_is_read_in_the_charset_it_declares(tmp_path: Path) -> None:
    page = '<html><head><meta charset="windows-1251"></head><body><p>Балалар мектепте.</p></body></html>'
    (tmp_path / "a.html").write_bytes(page.encode("windows-1251"))
    assert load_corpus(tmp_path).articles[0].paragraphs[0].text == "Балалар мектепте."


# --- the seed articles: what a person sees in them

SEED_FACTS = [
    # id, title, outlet, author, photographer, paragraphs
    ("000", 'Талдықорған қаласында "Атамекен" ҚР ҰКП Іскер', "", "", "", 3),
    ("001", "Жүйелі жұмыс жауапкершілік жүктейді", "", "Жайна МӘЛІМҚОЖА", "Жұлдыз СЕМБИЕВА", 7),
    ("002", "11 желтоқсан күні «Атамекен» ҚР Ұлттық", "", "", "", 5),
    ("003", "Қонаев қаласында екі күндік форумға өңірдің 150-ден", "turkystan.kz", "", "", 9),
    ("004", "Атқарылған жұмыс көп, ауқымды істер алда тұр", "Қазалы", "", "", 15),
]


@pytest.mark.parametrize("row", SEED_FACTS, ids=lambda row: row[0])
def test_seed_article(row: tuple[str, str, str, str, str, int]) -> None:
    start, title, *facts = row
    article = next(article for article in load_corpus(SEEDS).articles if article.id.startswith(start))
    assert article.title.startswith(title)
    assert [article.source, article.author, article.photographer, len(article.paragraphs)] == facts


def test_seed_paragraphs_are_the_files_own_words_in_order() -> None:
    for article in load_corpus(SEEDS).articles:
        source = " ".join((SEEDS / f"{article.id}.txt").read_text(encoding="utf-8").split())
        place = 0
        for paragraph in article.paragraphs:
            place = source.find(" ".join(paragraph.text.split()), place)
            assert place >= 0, paragraph
        assert [paragraph.number for paragraph in article.paragraphs] == [
            *range(1, len(article.paragraphs) + 1)
        ]


# --- the pieces


@pytest.mark.parametrize("row", rows("bylines.txt"), ids=lambda row: row[0])
def test_byline(row: list[str]) -> None:
    line, *told = row
    wanted = None if told == ["-"] else Credit(*told)
    assert read_credit(line, names="any") == wanted


@pytest.mark.parametrize("row", rows("junk_lines.txt"), ids=lambda row: row[1])
def test_junk_line(row: list[str]) -> None:
    assert is_junk(row[1]) == (row[0] == "-")


@pytest.mark.parametrize(("text", "date"), rows("dates.txt"))
def test_date(text: str, date: str) -> None:
    assert find_date(text) == date


@pytest.mark.parametrize(
    ("url", "date"),
    [
        ("https://a.example/news/2025/03/18/tomograf", "2025-03-18"),
        ("https://a.example/2025-03-18-tomograf", "2025-03-18"),
        ("https://a.example/news/2025/tomograf", ""),
        ("https://a.example/news/20250318", ""),
    ],
)
def test_date_in_address(url: str, date: str) -> None:
    assert date_in_address(url) == date


@pytest.mark.parametrize(
    ("sentence", "outlet"),
    [
        ("Форум өтті, деп хабарлайды turkystan.kz.", "turkystan.kz"),
        ("Форум өтті, деп хабарлайды «Егемен Қазақстан» газеті.", "«Егемен Қазақстан» газеті"),
        ("Форум өтті, деп хабарлады ҚазАқпарат.", "ҚазАқпарат"),
        ("Бұл туралы Kazinform хабарлайды.", "Kazinform"),
        ("Форум өтті, деп жазады BAQ.KZ.", "BAQ.KZ"),
        # a person, an office and a promise are no outlets
        ("Су келді, деп хабарлады Асан Үсенов.", ""),
        ("Су келді, деп хабарлайды аудан әкімдігінің баспасөз қызметі.", ""),
        ("Ол келетінін хабарлады.", ""),
    ],
)
def test_reporting_outlet(sentence: str, outlet: str) -> None:
    assert reporting_outlet(sentence) == outlet


BODY = [
    "Бүгін Алтынсай қаласында IT мамандары жиналды. Оған БҚО әкімі де келді.",
    "Мектеп директоры Майра Тілеужанова «Ауыл аманаты» туралы айтты, «AMANAT» партиясы қолдады.",
    "Жаңа мектеп ашылды. Су да келді.",
]


@pytest.mark.parametrize(("headline", "shown"), rows("headlines.txt"))
def test_headline_in_capitals_is_shown_in_sentence_case(headline: str, shown: str) -> None:
    assert display_headline(headline, BODY) == shown


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("Форум өтіп жатыр. Екі күнге созылады.", "Форум өтіп жатыр"),
        ("А.Омаров 6,9 млн теңге алды. Ол қуанды.", "А.Омаров 6,9 млн теңге алды"),
        ("«Біз келдік. Көрдік», – деді ол.", "Біз келдік"),
        ("Сөз " * 40 + "бітті.", "Сөз " * 21 + "Сөз…"),
    ],
)
def test_headline_made_of_the_first_sentence(text: str, headline: str) -> None:
    assert made_headline(text) == headline
