"""Which word of a sentence answers to a word of the question: likeness.tsv, a row a case."""

from __future__ import annotations

import pytest
from answering_tables import lexicon, rows, seed_index

from bot.answering.lexicon import lines, phrases_in
from bot.answering.matching import ENOUGH
from bot.answering.passage import read_words


@pytest.mark.parametrize(("asked", "text", "word"), rows("likeness.tsv", 3))
def test_the_word_of_the_text_answers_to_the_one_asked(asked: str, text: str, word: str) -> None:
    known, key_of = lexicon(), seed_index().analyzer.key
    question, words = read_words(asked, key_of, ()), read_words(text, key_of, ())
    keys = next(iter(phrases_in(question)), question[-1].key)
    found = {at: known.likeness(keys, each.key) for at, each in enumerate(words)}
    found |= {at: known.likeness(keys, phrase) for phrase, at in phrases_in(words).items()}
    met = [words[at].text for at, near in found.items() if near >= ENOUGH]
    assert word in met if word else not met


@pytest.mark.parametrize("line", lines("synonyms.txt"))
def test_a_row_of_synonyms_pairs_words(line: str) -> None:
    asked, one_sided, stated = line.removeprefix("~").partition(">")
    assert len(stated.split() if one_sided else asked.split()) > (0 if one_sided else 1)
    assert len(set(asked.split())) == len(asked.split())
