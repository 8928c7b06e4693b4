"""What an article tells of its capitalised words all over."""

from __future__ import annotations

import pytest
from answering_tables import read_text

from bot.answering.span_names import features_of_names, features_of_run, told_by
from bot.answering.span_sentences import read_facts

TEXT = (
    "Хан Сыздық Сауран қаласын алды. Сауранда базар болды. Жазушы Қожабек Сауранға келді. "
    "«Дала» әні туды. Ұсталар көп еді."
)

# word of the text, what the article tells of it, what it does not
WORDS = [
    ("Сауран", {"told with place noun", "told in local case"}, {"told with title", "told in quotes"}),
    ("Сыздық", {"told with title"}, {"told with place noun", "told in local case"}),
    ("Қожабек", {"told with title"}, {"told in quotes"}),
    ("Дала", {"told in quotes"}, {"told with title"}),
]


@pytest.mark.parametrize(("word", "told", "untold"), WORDS)
def test_what_is_told_of_a_word(word: str, told: set[str], untold: set[str]) -> None:
    reading = read_text(TEXT)
    words = [each for sentence in reading.sentences for each in sentence.words if each.text == word]
    features = features_of_names(told_by(reading), words[:1])
    seen = {name for name, value in features.items() if value}
    assert told <= seen
    assert not untold & seen


def test_nothing_is_told_of_small_letters() -> None:
    reading = read_text(TEXT)
    small = [word for sentence in reading.sentences for word in sentence.words if not word.capital]
    assert features_of_names(told_by(reading), small[:2]) == {}


# sentence, stretch of it as word indices, the run it is
RUNS = [
    ("Қазалыда Едіге Досқалиев жұмыс істеді", (0, 3), "oblique name inside"),
    ("Қазалыда Едіге Досқалиев жұмыс істеді", (1, 3), "whole run"),
    ("Қазалыда Едіге Досқалиев жұмыс істеді", (1, 2), "cuts run"),
    ("Қазалыда Едіге Досқалиев жұмыс істеді", (0, 1), "whole run"),
    ("Тұрардың әкесі Рысқұл еді", (0, 3), "genitive inside"),
]


@pytest.mark.parametrize(("text", "span", "run"), RUNS)
def test_runs_of_capitals(text: str, span: tuple[int, int], run: str) -> None:
    reading = read_text(text)
    sentence = reading.sentences[0]
    features = features_of_run(read_facts(reading, sentence), sentence.words, span)
    assert features[run] == 1.0
    assert not (features.get("whole run") and features.get("cuts run"))
