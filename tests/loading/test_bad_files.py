"""Bad files are skipped with one sentence each; the good ones beside them are loaded."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from retrieval.loading import LoadingError, load_corpus
from retrieval.loading.files import LARGEST_FILE

GOOD = "Ауылда көпір ашылды. Ұзындығы – 240 метр."

# file ¦ its bytes ¦ words of the reason
BAD_FILES = [
    ("empty.txt", b"", "it is empty"),
    ("blank.txt", b" \n\n ", "it is empty"),
    ("only-mark.txt", b"\xef\xbb\xbf", "no article text"),
    ("only-matter.md", "---\ntitle: Тек тақырып\n---\n".encode(), "no article text"),
    ("only-junk.txt", "ФОТОГАЛЕРЕЯ\n\nҚаралым: 18\n".encode(), "no article text"),
    ("no-text.html", b"<html><head><title>x</title></head><body></body></html>", "no article text"),
    ("pdf.txt", b"%PDF-1.7 \x00\x01", "binary"),
    ("zip.md", b"PK\x03\x04 ...", "binary"),
    ("zeros.html", b"<p>\x00\x00</p>", "binary"),
    ("noise.txt", bytes(range(1, 9)) * 20 + b"abc", "binary"),
    ("cut.txt", GOOD.encode()[:-1] + "ң".encode()[:1], "ends in the middle of a letter"),
    ("cp1251.txt", "Балалар мектепте.".encode("cp1251"), "not in UTF-8"),
    ("kz1048.txt", "Қаладағы өзен.".encode("kz1048"), "not in UTF-8"),
    ("half.txt", "Бір жол.\n".encode() + "Екі".encode("cp1251") + " үш төрт бес".encode(), "not in UTF-8"),
    ("says-utf8.html", b'<meta charset="utf-8"><p>' + "Мәтін".encode("kz1048") + b"</p>", "not in UTF-8"),
    ("notes.docx", b"PK\x03\x04", "not read"),
    ("no-ending", GOOD.encode(), "not read"),
    ("good.txt.bak", GOOD.encode(), "not read"),
]


@pytest.mark.parametrize(("name", "data", "words"), BAD_FILES, ids=[row[0] for row in BAD_FILES])
def test_bad_file_is_skipped_with_a_reason_and_the_rest_loaded(
    name: str, data: bytes, words: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    corpus = load_corpus(tmp_path)
    assert [article.id for article in corpus.articles] == ["good"]
    assert [skipped.file for skipped in corpus.skipped] == [name]
    assert words in corpus.skipped[0].reason
    assert "\n" not in corpus.skipped[0].reason
    assert corpus.skipped[0].reason.endswith(".")


def test_large_file_is_skipped_without_being_read(tmp_path: Path) -> None:
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(LARGEST_FILE * 1000)  # a hole: no disk, but reading it would take gigabytes
    assert "5000 MB" in load_corpus(tmp_path).skipped[0].reason


def test_of_two_files_with_one_stem_the_richer_kind_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Бірінші мәтін.", encoding="utf-8")
    (tmp_path / "a.md").write_text("Екінші мәтін.", encoding="utf-8")
    corpus = load_corpus(tmp_path)
    assert [article.paragraphs[0].text for article in corpus.articles] == ["Екінші мәтін."]
    assert [skipped.file for skipped in corpus.skipped] == ["a.txt"]


def test_link_to_nowhere_and_folder_named_like_an_article(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "2024.txt").mkdir()
    (tmp_path / "2024.txt" / "a.txt").write_text(GOOD, encoding="utf-8")
    reasons = {skipped.file: skipped.reason for skipped in load_corpus(tmp_path).skipped}
    assert "not there" in reasons["link.txt"]
    assert "folder" in reasons["2024.txt"]


def test_hidden_files_and_folders_of_pictures_need_no_word(tmp_path: Path) -> None:
    (tmp_path / ".hidden.txt").write_bytes(b"")
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "a.jpg").write_bytes(b"\xff\xd8\xff")
    assert load_corpus(tmp_path).skipped == ()


def test_name_that_is_no_text_is_told_printably(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"\xff.txt")).write_text(GOOD, encoding="utf-8")
    (skipped,) = load_corpus(tmp_path).skipped
    assert skipped.file.encode("utf-8") == b"?.txt"
    assert "rename" in skipped.reason


def test_missing_folder_is_an_error_with_advice(tmp_path: Path) -> None:
    with pytest.raises(LoadingError, match="does not exist"):
        load_corpus(tmp_path / "nowhere")


def test_file_in_place_of_the_folder_is_an_error_with_advice(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    with pytest.raises(LoadingError, match="is a file"):
        load_corpus(tmp_path / "a.txt")
