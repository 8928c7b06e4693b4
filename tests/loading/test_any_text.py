"""No file breaks the loader: any bytes become an article or a reason, and no word is invented."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.loading import BadFileError, load_article

PIECES = [
    "Жайна МӘЛІМҚОЖА",
    "Ауданда жол салынды.",
    "деп хабарлайды turkystan.kz",
    "27 сәуір 2025",
    "31.02.2025",
    "«",
    "»",
    '"',
    "– деді ол.",
    "\n",
    "\n\n",
    "\r\n",
    "  ",
    "\u00a0",
    "\ufeff",
    "---\n",
    "title: Су: өмір\n",
    "date: 2025-13-45\n",
    "# ",
    "- ",
    "1. ",
    "| а | б |\n|---|---|\n| 1 | 2 |\n",
    "> ",
    "**",
    "<p>",
    "</p>",
    "<table><tr><td>1</td></tr></table>",
    "<br>",
    "<h1>",
    "&nbsp;",
    "&#0;",
    "©",
    "ФОТОГАЛЕРЕЯ",
    "Қаралым: 18",
    "Фото: ",
    "Дереккөз: ",
    "Оқи отырыңыз",
    "сөз " * 60,
]


def load(name: str, data: bytes) -> list[str]:
    """The paragraphs' texts, none when the file is refused."""
    try:
        article = load_article(Path(name), data)
    except BadFileError:
        return []
    assert article.title
    assert [paragraph.number for paragraph in article.paragraphs] == [*range(1, len(article.paragraphs) + 1)]
    return [paragraph.text for paragraph in article.paragraphs]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=30))
def test_any_text(name: str, pieces: list[str]) -> None:
    text = "".join(pieces).encode("utf-8", errors="ignore")
    for paragraph in load(name, text):
        assert paragraph == paragraph.strip()
        assert "\n" not in paragraph
        assert paragraph


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes(name: str, data: bytes) -> None:
    load(name, data)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_words_of_a_text_file_keep_their_order(pieces: list[str]) -> None:
    text = "".join(pieces).replace("&nbsp;", " ").replace("&#0;", " ")
    words = iter(letters(text))
    paragraphs = letters(" ".join(load("a.txt", text.encode())))
    assert all(letter in words for letter in paragraphs), "a word that the file does not have here"


def letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())
