"""The store keeps what it is given, all or nothing, and its errors say what to do."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from retrieval.article import Article, Paragraph
from retrieval.loading import load_corpus
from retrieval.store import LoggedAnswer, Store, StoredArticle, StoreError

SEEDS = Path(__file__).parents[2] / "seeds"

ARTICLE = Article(
    id="kopir",
    title="Көпір ашылды",
    paragraphs=(Paragraph("kopir", 1, "Көпір ашылды."), Paragraph("kopir", 2, "Ұзындығы – 240 метр.")),
    url="https://a.example/kopir",
    date="2025-05-12",
    source="Қарасай айнасы",
    author="Сара МӘЛІК",
    photographer="Ерік ҚАЙЫПБЕК",
    byline=Paragraph("kopir", 3, "Сара МӘЛІК, суретті түсірген Ерік ҚАЙЫПБЕК"),
)
ANSWER = LoggedAnswer(
    time="2025-05-12T10:00:00Z",
    chat="42",
    user="c0ffee",
    question="Көпір неше метр?",
    status="answered",
    type="count",
    short_answer="240 метр",
    text="Көпірдің ұзындығы – 240 метр.",
    confidence=0.9,
    citations='[{"article": "kopir", "paragraph": 2}]',
    took_ms=3.5,
)


def stored(article: Article, content_hash: str = "1") -> StoredArticle:
    return StoredArticle(article, content_hash)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "derek.db") as opened:
        yield opened


def test_article_comes_back_as_it_went_in(store: Store) -> None:
    store.apply([stored(ARTICLE)], removed=[])
    assert store.articles() == (ARTICLE,)
    assert store.hashes() == {"kopir": "1"}


def test_seed_articles_come_back_as_they_went_in(store: Store) -> None:
    articles = load_corpus(SEEDS).articles
    store.apply(map(stored, articles), removed=[])
    assert store.articles() == articles


def test_changed_article_takes_the_place_of_the_old_one(store: Store) -> None:
    shorter = replace(ARTICLE, title="Жаңа тақырып", paragraphs=ARTICLE.paragraphs[:1], byline=None)
    store.apply([stored(ARTICLE)], removed=[])
    store.apply([stored(shorter, "2")], removed=[])
    assert store.articles() == (shorter,)
    assert store.hashes() == {"kopir": "2"}


def test_removed_article_leaves_nothing(store: Store, tmp_path: Path) -> None:
    store.apply([stored(ARTICLE)], removed=[])
    store.apply([], removed=["kopir"])
    assert store.articles() == ()
    with sqlite3.connect(tmp_path / "derek.db") as connection:
        assert connection.execute("select count(*) from paragraphs").fetchone() == (0,)


def test_failure_in_the_middle_changes_nothing(store: Store) -> None:
    store.apply([stored(ARTICLE)], removed=[])
    new = replace(ARTICLE, id="new", paragraphs=(Paragraph("new", 1, "а"),), byline=None)
    twice = replace(new, id="twice", paragraphs=(Paragraph("twice", 1, "а"), Paragraph("twice", 1, "ә")))
    with pytest.raises(StoreError):
        store.apply([stored(new), stored(twice)], removed=["kopir"])
    assert store.articles() == (ARTICLE,)


def test_reader_sees_one_state_while_another_connection_writes(store: Store, tmp_path: Path) -> None:
    store.apply([stored(ARTICLE)], removed=[])
    with Store(tmp_path / "derek.db") as other:
        other.apply([stored(replace(ARTICLE, title="Жаңа тақырып"))], removed=[])
        assert store.articles()[0].title == "Жаңа тақырып"


def test_answer_is_logged_and_found_again_after_reopening(tmp_path: Path) -> None:
    with Store(tmp_path / "derek.db") as store:
        number = store.log(ANSWER)
        other = store.log(replace(ANSWER, question="Көпір қайда?"))
    with Store(tmp_path / "derek.db") as store:
        assert store.logged(number) == replace(ANSWER, id=number)
        assert store.logged(other) == replace(ANSWER, id=other, question="Көпір қайда?")
        assert store.logged(other + 1) is None


def test_reindexing_keeps_the_log(store: Store) -> None:
    number = store.log(ANSWER)
    store.apply([stored(ARTICLE)], removed=[])
    store.apply([], removed=["kopir"])
    assert store.logged(number) is not None


def test_what_was_logged_before_a_time_is_forgotten_with_its_bytes(tmp_path: Path) -> None:
    with Store(tmp_path / "derek.db") as store:
        old = store.log(replace(ANSWER, time="2026-01-31T23:59:59+00:00", question="Ескі сұрақ па?"))
        new = store.log(replace(ANSWER, time="2026-02-01T00:00:00+00:00"))
        store.forget("2026-02-01T00:00:00+00:00")
        assert store.logged(old) is None
        assert store.logged(new) is not None
    assert "Ескі сұрақ".encode() not in (tmp_path / "derek.db").read_bytes()


def test_opened_again_it_is_in_wal_mode(tmp_path: Path) -> None:
    Store(tmp_path / "derek.db").close()
    with sqlite3.connect(tmp_path / "derek.db") as connection:
        assert connection.execute("pragma journal_mode").fetchone() == ("wal",)


# --- errors with advice


def test_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="check that its folder exists"):
        Store(tmp_path / "nowhere" / "derek.db")


def test_folder_in_place_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened"):
        Store(tmp_path)


def test_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "derek.db").write_text("Бұл дерекқор емес, жай мәтін. " * 100, encoding="utf-8")
    with pytest.raises(StoreError, match="is not a database"):
        Store(tmp_path / "derek.db")


def test_damaged_database(tmp_path: Path) -> None:
    path = tmp_path / "derek.db"
    with Store(path) as store:
        store.apply(
            [stored(replace(ARTICLE, id=f"a{number}", paragraphs=(), byline=None)) for number in range(500)],
            [],
        )
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(StoreError, match="damaged"), Store(path) as store:
        store.articles()


def test_database_of_another_program(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "other.db") as connection:
        connection.execute("create table articles (name text)")
    with pytest.raises(StoreError, match="another program"):
        Store(tmp_path / "other.db")


def test_locked_database(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("retrieval.store.BUSY_TIMEOUT", 20)
    blocker = sqlite3.connect(tmp_path / "derek.db", isolation_level=None)
    blocker.execute("begin immediate")
    with Store(tmp_path / "derek.db") as second, pytest.raises(StoreError, match="another program"):
        second.apply([stored(ARTICLE)], removed=[])
    blocker.close()


def test_full_disk(store: Store, tmp_path: Path) -> None:
    store._db.execute("pragma max_page_count = 12")  # SQLite says the same when the disk is full
    many = [stored(replace(ARTICLE, id=f"a{number}", paragraphs=(), byline=None)) for number in range(3000)]
    with pytest.raises(StoreError, match="disk is full"):
        store.apply(many, removed=[])
    assert store.articles() == ()


def test_store_belongs_to_its_thread(store: Store) -> None:
    failures: list[BaseException] = []

    def use() -> None:
        try:
            store.hashes()
        except sqlite3.ProgrammingError as error:
            failures.append(error)

    thread = threading.Thread(target=use)
    thread.start()
    thread.join()
    assert failures
