"""Answers are said in good Kazakh, and say nothing that the cited paragraph does not hold."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache

import pytest
from answering_tables import SEEDS, ask, found, rows, seed_index

from bot.answering.answerer import Answerer, cite
from bot.answering.finding import Finding
from bot.answering.promise import broken_promises
from bot.answering.question import Question
from bot.answering.reply import Citation
from bot.answering.wording import (
    LONGEST_ANSWER,
    clean,
    cut,
    quoted,
    word_answer,
    word_refusal,
    word_sentence,
    word_source,
)
from retrieval.index import Index
from retrieval.loading.corpus import load_corpus

WORDINGS = rows("wordings.tsv", 5)
SETS = SEEDS.parent / "bench" / "sets"


@pytest.mark.parametrize(
    ("question", "answer", "kind", "sentence", "paragraph"), WORDINGS, ids=[row[0] for row in WORDINGS]
)
def test_answer_is_said_in_a_sentence(question: str, answer: str, kind: str, sentence: str, paragraph: str) -> None:
    text = paragraph or f"{question.rstrip('?')}. {answer}."
    assert word_sentence(replace(ask(question), type=kind), found(answer, text)) == sentence


@pytest.mark.parametrize("row", WORDINGS, ids=[row[0] for row in WORDINGS])
def test_sentence_begins_with_a_capital_and_ends_once(row: list[str]) -> None:
    sentence = row[3]
    first = next(letter for letter in sentence if letter.isalpha() or letter.isdigit())
    assert not first.islower() or sentence.startswith("turkystan")
    assert sentence.endswith((".", "!", "?", "…")) and not sentence.endswith("..")
    assert "{" not in sentence and "  " not in sentence


@pytest.mark.parametrize("row", WORDINGS, ids=[row[0] for row in WORDINGS])
def test_names_of_another_paragraph_are_not_repeated(row: list[str]) -> None:
    """The paragraph holds the answer alone: what the question names may not be said again."""
    question, answer, kind, _, _ = row
    said = word_sentence(replace(ask(question), type=kind), found(answer, f"Жиында {answer}."))
    assert broken_promises(said, f"Жиында {answer}.") == ()


@cache
def _answered(corpus: str, questions: str) -> tuple[tuple[str, Question, Finding, Citation], ...]:
    index = seed_index() if corpus == "seeds" else Index(load_corpus(SETS / corpus).articles)
    answerer = Answerer(index)
    kept = []
    for line in (SETS / questions).read_text(encoding="utf-8").splitlines():
        text = json.loads(line)["question"]
        trace = answerer.trace(text)
        if trace.decision.chosen is not None:
            chosen = trace.decision.chosen
            kept.append((text, trace.question, chosen.finding, cite(chosen)))
    return tuple(kept)


@pytest.mark.parametrize(
    ("corpus", "questions"),
    [("seeds", "own_seeds.jsonl"), ("seeds", "own_typed.jsonl"), ("district", "district.jsonl")],
)
def test_every_sentence_keeps_the_promise(corpus: str, questions: str) -> None:
    answered = _answered(corpus, questions)
    assert len(answered) > 10
    for text, question, finding, citation in answered:
        first = word_answer(question, finding, citation).splitlines()[0]
        assert broken_promises(first, finding.sentence.paragraph.text) == (), text
        assert len(first) < LONGEST_ANSWER + 150, text


@pytest.mark.parametrize("row", rows("wording_sources.tsv", 6), ids=lambda row: row[5])
def test_source(row: list[str]) -> None:
    title, outlet, date, url, paragraph, said = row
    assert word_source(Citation("a", title, url, date, outlet, int(paragraph), "")) == said


@pytest.mark.parametrize(("quote", "shown"), rows("wording_marks.tsv", 2))
def test_quotation_marks_are_not_doubled(quote: str, shown: str) -> None:
    assert quoted(quote) == shown


@pytest.mark.parametrize(("answer", "said"), rows("wording_cleaned.tsv", 2))
def test_stray_marks_are_taken_off(answer: str, said: str) -> None:
    assert clean(answer, "reason") == said


def test_long_answer_is_cut_at_a_clause() -> None:
    long = "жол жөнделді, көпір салынды, " * 12
    assert cut("қысқа жауап") == "қысқа жауап"
    assert len(cut(long)) <= LONGEST_ANSWER + 1
    assert cut(long).endswith(("жөнделді…", "салынды…"))
    assert cut(f"«{long}»").endswith("…»")


def test_whole_answer_has_sentence_proof_and_source() -> None:
    finding = found("1085 мүше", "«Қарғалы» ұйымы үлкен. Құрамында 1085 мүше бар.")
    citation = Citation("003", "Форум өтті", "", "2025-03-18", "", 2, finding.sentence.text)
    assert word_answer(ask("Қарғалы ұйымында қанша мүше бар?"), finding, citation) == (
        "«Қарғалы» ұйымында 1085 мүше бар.\n\n"
        "«Құрамында 1085 мүше бар.»\n\n"
        "Дереккөз: «Форум өтті», 2025 жылғы 18 наурыз, 2-абзац"
    )


@pytest.mark.parametrize(
    ("question", "looked"),
    [
        ("«Бент» ұйымында қанша мүше бар?", "Іздегенім: «Бент» – мүше."),
        ("Ерлан Жакуповтың жасы нешеде?", "Іздегенім: Ерлан Жакупов – жасы."),
        ("Форумға қай министр келді?", "Іздегенім: Форумға – министр."),
        ("Жаңа мектеп қай жылы салынды?", "Іздегенім: Жаңа мектеп."),
    ],
)
def test_refusal_says_what_was_looked_for(question: str, looked: str) -> None:
    said = word_refusal(ask(question))
    assert said.startswith("Кешіріңіз")
    assert looked in said
