"""Questions that ask several things at once are taken apart, and each part is proved or said to be unproved."""

from __future__ import annotations

from functools import cache

import pytest
from answering_tables import ask, rows, seed_index

from bot.answering.answerer import Answerer
from bot.answering.parting import parted
from bot.answering.reply import Reply

PARTS = rows("parts.tsv", 4)


@pytest.mark.parametrize("row", PARTS, ids=[row[0] for row in PARTS])
def test_question_is_taken_apart(row: list[str]) -> None:
    question, *parts = row
    found = parted(ask(question))
    assert (list(found.texts) if found else []) == [part for part in parts if part]


@cache
def seeds() -> Answerer:
    return Answerer(seed_index())


def proofs(reply: Reply) -> list[tuple[str, int]]:
    return [(one.article[:3], one.paragraph) for one in reply.citations]


def test_both_answers_stand_with_their_proofs_in_the_order_asked() -> None:
    reply = seeds().answer("«Қарғалы» ұйымында қанша мүше бар және оның төрайымы кім?")
    assert reply.short_answer == "1085 мүше, Жангүл Оразалиева"
    assert reply.text.startswith(
        "«Қарғалы» ұйымында 1085 мүше бар. «Қарғалы» ұйымының төрайымы – Жангүл Оразалиева.\n\n«Құрамында"
    )
    assert proofs(reply) == [("003", 6), ("003", 5)]


def test_one_sentence_that_proves_both_is_cited_once() -> None:
    reply = seeds().answer("Жыл басынан бері жастарға арналған неше іс-шара өтті және оған қанша жас қамтылды?")
    assert reply.short_answer == "127 іс-шара, 4682 жас"
    assert proofs(reply) == [("001", 3)]


def test_the_part_that_no_article_answers_is_named() -> None:
    reply = seeds().answer("«Қарғалы» ұйымында қанша мүше бар, төрайымы неше жаста?")
    assert (reply.status, reply.short_answer) == ("answered", "1085 мүше")
    assert "сұрағыңыздың «төрайымы неше жаста?» деген бөлігіне" in reply.text.partition("\n\n")[0]


def test_nothing_proved_is_a_refusal() -> None:
    reply = seeds().answer("Лаззат Рамазанова неше жаста, қай жылы туған?")
    assert (reply.status, reply.citations) == ("refused", ())
