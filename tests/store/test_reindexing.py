"""Reindexing brings the store to what lies in the folder, and touches nothing that did not change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval import indexing
from retrieval.article import Article
from retrieval.indexing import Changes, reindex
from retrieval.loading import LoadingError, load_corpus
from retrieval.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "derek.db") as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for name in ("a", "b", "c"):
        write(corpus, name, f"{name} ауылында көпір ашылды.")
    return corpus


def write(folder: Path, name: str, text: str) -> None:
    (folder / f"{name}.txt").write_text(text, encoding="utf-8")


def counts(changes: Changes) -> str:
    return f"+{len(changes.added)} ~{len(changes.changed)} -{len(changes.removed)} ={len(changes.unchanged)}"


def test_added_changed_removed_and_unchanged(store: Store, folder: Path) -> None:
    assert counts(reindex(store, folder)) == "+3 ~0 -0 =0"
    assert counts(reindex(store, folder)) == "+0 ~0 -0 =3"
    write(folder, "b", "b ауылында мектеп ашылды.")
    write(folder, "d", "d ауылында жол салынды.")
    (folder / "c.txt").unlink()
    changes = reindex(store, folder)
    assert (changes.added, changes.changed, changes.removed, changes.unchanged) == (
        ("d",),
        ("b",),
        ("c",),
        ("a",),
    )
    assert store.articles() == load_corpus(folder).articles


def test_unchanged_article_is_not_parsed_again(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reindex(store, folder)
    write(folder, "b", "b ауылында мектеп ашылды.")
    parsed: list[str] = []
    load = indexing.load_article
    monkeypatch.setattr(
        indexing, "load_article", lambda path, data: parsed.append(path.name) or load(path, data)
    )
    reindex(store, folder)
    assert parsed == ["b.txt"]


def test_new_loader_reads_everything_again(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reindex(store, folder)
    monkeypatch.setattr(indexing, "LOADER_VERSION", indexing.LOADER_VERSION + 1)
    assert counts(reindex(store, folder)) == "+0 ~3 -0 =0"


def test_same_bytes_in_another_format_are_read_again(store: Store, folder: Path) -> None:
    reindex(store, folder)
    (folder / "a.txt").rename(folder / "a.md")
    assert reindex(store, folder).changed == ("a",)


def test_article_whose_file_became_bad_leaves_and_is_told(store: Store, folder: Path) -> None:
    reindex(store, folder)
    (folder / "b.txt").write_bytes("Мәтін".encode("kz1048"))
    changes = reindex(store, folder)
    assert changes.removed == ("b",)
    assert [skipped.file for skipped in changes.skipped] == ["b.txt"]
    assert [article.id for article in store.articles()] == ["a", "c"]


def test_two_programs_reindexing_at_once_leave_the_folder_in_the_store(
    store: Store, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load = indexing.load_article
    others = iter([1])

    def load_while_another_reindexes(path: Path, data: bytes) -> Article:
        if next(others, None):
            with Store(tmp_path / "derek.db") as other:
                write(folder, "d", "d ауылында жол салынды.")
                reindex(other, folder)
        return load(path, data)

    monkeypatch.setattr(indexing, "load_article", load_while_another_reindexes)
    reindex(store, folder)
    assert store.articles() == load_corpus(folder).articles


def test_missing_folder_changes_nothing(store: Store, folder: Path) -> None:
    reindex(store, folder)
    with pytest.raises(LoadingError):
        reindex(store, folder / "nowhere")
    assert len(store.articles()) == 3


def test_empty_folder_empties_the_store(store: Store, folder: Path) -> None:
    reindex(store, folder)
    for file in folder.iterdir():
        file.unlink()
    assert counts(reindex(store, folder)) == "+0 ~0 -3 =0"
    assert store.articles() == ()
