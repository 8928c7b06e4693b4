"""What no single paragraph answers: comparisons, superlatives, lists, digests, articles that differ."""

from __future__ import annotations

from functools import cache
from itertools import count

import pytest
from answering_tables import ask, seed_index

from bot.answering.answerer import Answerer
from bot.answering.facts.asking import request_of
from bot.answering.facts.differing import MARGIN
from bot.answering.reply import Reply
from retrieval.article import Article, Paragraph
from retrieval.index import Index

# question -> what is asked for beyond one paragraph; - for what a paragraph answers
REQUESTS = """
«Қарғалы» мен «Шипагердің» қайсысында мүше көп?         comparison
«Қарғалы» ма, әлде «Шипагер» ме, мүшесі көбірек?        comparison
«Бент» пен «Рахаттың» қайсысы үлкен?                    comparison
«Бент», «Рахат» және «Қарғалының» қайсысы ең үлкен?     -
Ең көп мүшесі бар бастауыш ұйым қайсы?                  superlative
Қай бастауыш ұйымда мүше ең аз?                         superlative
Ең көп кітап оқыған кім?           -
Ең көп гол салған ойыншы кім?                           -
Алматы облысында ең көп мүшесі бар ұйым қайсы?          -
Қандай бастауыш ұйымдар аталған?                        list
Мақалаларда қандай жобалар аталған?                     list
Бастауыш ұйымдарды атап беріңіз                         list
Форумда қандай жобалар аталды?                          -
Қандай бастауыш ұйымдар үздік деп танылды?              -
«Жастар рухы» туралы не белгілі?                        digest
«Ауыл аманаты» жобасы жайлы не айтылған?                digest
Жангүл Оразалиева туралы айтып беріңізші                digest
қарғалы туралы не білесің                               digest
Ерлан Жакупов форум туралы не айтты?                    -
«Қарғалы» туралы кім айтты?                             -
«Қарғалы» ұйымында қанша мүше бар?                      -
"""


def table(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.rsplit("  ", 1)] for line in text.strip().splitlines()]


@pytest.mark.parametrize(("question", "wanted"), table(REQUESTS), ids=lambda cell: cell)
def test_what_is_asked_beyond_one_paragraph(question: str, wanted: str) -> None:
    request = request_of(ask(question))
    assert (request.type if request else "-") == wanted


@cache
def seeds() -> Answerer:
    return Answerer(seed_index())


def articles(*texts: str, dates: tuple[str, ...] = ()) -> Answerer:
    """Articles of one paragraph a line, titled «А мақаласы», «Ә мақаласы» …"""
    made = []
    for at, title, text in zip(count(), "АӘБВ", texts, strict=False):
        lines = enumerate(text.strip().splitlines(), 1)
        paragraphs = tuple(Paragraph(title, number, line.strip()) for number, line in lines)
        date = dates[at] if at < len(dates) else ""
        made.append(Article(title, f"{title} хабары", paragraphs, date=date))
    return Answerer(Index(made))


def first_line(reply: Reply) -> str:
    return reply.text.split("\n")[0]


def places(reply: Reply) -> list[str]:
    return [f"{one.article[:3]}, {one.paragraph}" for one in reply.citations]


def test_comparison_shows_both_values_and_their_places() -> None:
    reply = seeds().answer("«Қарғалы» мен «Шипагердің» қайсысында мүше көп?")
    assert reply.short_answer == "«Қарғалы»"
    assert first_line(reply) == "Көбірегі – «Қарғалы»: «Қарғалы» – 1085 мүше, «Шипагер» – 424 мүше."
    assert places(reply) == ["003, 6", "004, 14"]
    assert all(citation.quote in reply.text for citation in reply.citations)
    assert "1. «" in reply.text and "2. «" in reply.text


CLUBS = (
    "«Түлпар» клубында 85 спортшы бар.\nКлуб 2019 жылы ашылды.",
    "«Барыс» клубында 85 спортшы бар.\nБапкері – Асан Үсенов.",
    "«Сұңқар» клубында 80-нен астам спортшы бар.",
    "«Қыран» клубында 40 жаттықтырушы бар. «Қыран» клубына 12 млн теңге бөлінді.",
)


# question -> the short answer; - where it is refused
WEIGHED = """
«Түлпар» мен «Барыс» клубтарының қайсысында спортшы көп?   «Түлпар» және «Барыс»
«Түлпар» мен «Сұңқар» клубтарының қайсысында спортшы көп?  -
«Түлпар» мен «Қыран» клубтарының қайсысында спортшы көп?   -
«Түлпар» мен «Арлан» клубтарының қайсысында спортшы көп?   -
"""


@pytest.mark.parametrize(("question", "wanted"), table(WEIGHED), ids=lambda cell: cell)
def test_values_are_weighed_only_where_they_can_be(question: str, wanted: str) -> None:
    """Equal ones are equal; «80-нен астам» may be more than 85; trainers are no sportsmen; an unknown club has none."""
    reply = articles(*CLUBS).answer(question)
    assert (reply.short_answer or "-") == wanted


def test_equal_ones_are_said_to_be_equal() -> None:
    reply = articles(*CLUBS).answer("«Түлпар» мен «Барыс» клубтарының қайсысында спортшы көп?")
    assert first_line(reply) == (
        "Мақалалардағы мәлімет бойынша, бұлар тең: «Түлпар» – 85 спортшы, «Барыс» – 85 спортшы."
    )


def test_superlative_needs_two_of_the_kind() -> None:
    question = "Ең көп спортшысы бар клуб қайсы?"
    assert articles(CLUBS[0], CLUBS[3]).answer(question).status == "refused"
    both = articles(CLUBS[0], "«Барыс» клубында 31 спортшы бар.").answer(question)
    assert both.short_answer == "«Түлпар»"
    assert places(both) == ["А, 1", "Ә, 1"]


DEEDS = (
    "Мұғалім Айнұр Серік 40 көшет отырғызды. Дәрігер Марат Ахмет 52 көшет екті. Ал Болат Нұр 60 көшет әкелді.",
    "Жұлдыз Қайрат 9 кітап оқыды, бірақ ең көп кітап оқыған – Сара Бек.",
)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Ең көп көшет отырғызған кім?", "Марат Ахмет"),
        ("Ең аз көшет отырғызған кім?", "Айнұр Серік"),
        ("Ең көп көшет әкелген кім?", ""),  # one only: nothing to weigh it against
        ("Ең көп көшет сатқан кім?", ""),
    ],
)
def test_who_did_the_most_is_weighed_by_the_same_deed(question: str, wanted: str) -> None:
    assert articles(*DEEDS).answer(question).short_answer == wanted


def test_list_names_each_once_with_its_place() -> None:
    reply = seeds().answer("Қандай бастауыш ұйымдар аталған?")
    assert reply.short_answer == "«Жанбай», «Қарғалы», «Бент», «Рахат» және «Шипагер»"
    assert places(reply) == ["001, 2", "003, 5", "003, 4", "004, 8"]


def test_digest_is_word_for_word_and_begins_with_what_the_thing_is() -> None:
    reply = seeds().answer("«Бастау Бизнес» туралы не белгілі?")
    assert reply.status == "answered" and reply.type == "digest"
    assert reply.citations[0].quote.endswith("аясында жүзеге асып жатқан жоба.")
    assert 2 <= len(reply.citations) <= 4
    assert all(citation.quote in reply.text for citation in reply.citations)


def test_digest_of_a_stranger_is_refused() -> None:
    for stranger in ("«Тұлпар»", "Асан Үсенов", "ауа райы"):
        assert seeds().answer(f"{stranger} туралы не белгілі?").status == "refused", stranger


NAMESAKES = (
    "Спорт бөлімінің басшысы Берік Ысқақ жеңімпаздарды марапаттады.\n"
    "Кейін Берік Ысқақ жастарға алғыс айтып, сәттілік тіледі.",
    "Электр желісінің бас инженері Талғат Ысқақ есеп берді.\nОның айтуынша, жұмыс 12 күнде бітеді.",
)


def test_digest_of_a_person_leaves_namesakes_out() -> None:
    reply = articles(*NAMESAKES).answer("Берік Ысқақ туралы не белгілі?")
    assert places(reply) == ["А, 1", "А, 2"]


# question -> the list; names without quotation marks bring their kind along
PLACES = (
    "Жиын Көкжиде ауданында өтті. Оған Сарыбел ауданының тұрғындары келді.",
    "Форум «Түлпар» шаруа қожалығында өтті, «Барыс» шаруашылығы да қатысты.",
)
LISTED = """
Қандай аудандар аталған?       Көкжиде ауданы және Сарыбел ауданы
Қандай шаруашылықтар аталған?  «Түлпар» және «Барыс»
"""


@pytest.mark.parametrize(("question", "wanted"), table(LISTED), ids=lambda cell: cell)
def test_list_of_a_kind(question: str, wanted: str) -> None:
    assert articles(*PLACES).answer(question).short_answer == wanted


FARMS = (
    "«Береке» қожалығының 210 гектар жері бар.",
    "«Достық» қожалығының жоспары орындалмады. Бұршақ 640 гектар егінді жайпап кетті.",
)


def test_values_of_another_thing_are_not_weighed() -> None:
    """Hail fell on 640 hectares of crops: that is not the land a farm has."""
    reply = articles(*FARMS).answer("Ең көп гектар жері бар қожалық қайсы?")
    assert reply.type != "superlative"


CHAIRS = (
    "Тексеру комиссиясының төрағасы Асан Үсенов есеп берді.",
    "Тексеру комиссиясының төрағасы Болат Серіков есеп берді.",
)


def test_articles_that_differ_are_both_named_the_newer_first() -> None:
    reply = articles(*CHAIRS, dates=("2023-05-04", "2025-03-18")).answer("Тексеру комиссиясының төрағасы кім?")
    assert reply.short_answer == "Болат Серіков; Асан Үсенов"
    assert first_line(reply) == (
        "Мақалалардағы мәлімет әртүрлі: 2025 жылғы 18 наурызда жарияланған «Ә хабары» мақаласында – Болат Серіков; "
        "ал 2023 жылғы 4 мамырда жарияланған «А хабары» мақаласында – Асан Үсенов."
    )
    assert places(reply) == ["Ә, 1", "А, 1"]


def test_articles_that_agree_are_not_said_to_differ() -> None:
    reply = articles(CHAIRS[0], CHAIRS[0]).answer("Тексеру комиссиясының төрағасы кім?")
    assert reply.short_answer == "Асан Үсенов"


def test_one_value_in_figures_and_in_words_is_not_said_to_differ() -> None:
    rates = ("«Дән» бағдарламасы бойынша несие 2,5%-бен беріледі.", "Несие «Дән» бағдарламасы бойынша 2,5 пайыз.")
    reply = articles(*rates).answer("«Дән» бағдарламасы бойынша несие пайызы қанша?")
    assert reply.short_answer.startswith("2,5")
    assert ";" not in reply.short_answer


def test_what_the_question_tells_apart_is_not_said_to_differ() -> None:
    named = (f"Көкжиде ауданында {CHAIRS[0]}", f"Сарыбел ауданында {CHAIRS[1]}")
    reply = articles(*named).answer("Сарыбел ауданындағы тексеру комиссиясының төрағасы кім?")
    assert reply.short_answer == "Болат Серіков"
    assert 0 < MARGIN < 1
