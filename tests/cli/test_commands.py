"""The commands, their exit status and their one-sentence errors."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from running import SEEDS, bot

FIELDS = "id question status type short_answer text confidence citations candidates took_ms"
SECTIONS = ("Search terms", "Hits (BM25)", "Candidates", "Decision")
QUESTION = "«Қарғалы» ұйымында қанша мүше бар?"


def test_ask_prints_answer_proof_and_source(tmp_path: Path) -> None:
    run = bot(tmp_path, "ask", QUESTION)
    assert run.status == 0
    assert " 1085 " in run.out.splitlines()[0]
    assert "Құрамында 1085 мүше бар" in run.out
    assert "turkystan.kz" in run.out
    assert run.err == ""


def test_ask_json_has_the_agreed_fields(tmp_path: Path) -> None:
    row = json.loads(bot(tmp_path, "ask", QUESTION, "--json").out)
    assert " ".join(row) == FIELDS
    assert " ".join(row["citations"][0]) == "article title url date source paragraph quote"
    assert " ".join(row["candidates"][0]) == "text score article paragraph"
    assert (row["status"], row["type"]) == ("answered", "count")
    assert row["citations"][0]["article"] == "003_04ee0d87b8d941cb"
    assert row["citations"][0]["quote"].startswith("Құрамында 1085 мүше бар")


def test_explain_tells_terms_hits_candidates_and_rule(tmp_path: Path) -> None:
    out = bot(tmp_path, "explain", QUESTION).out
    places = [out.index(f"\n{title}\n") for title in ("Search terms", "Hits (BM25)", "Candidates", "Decision")]
    assert places == sorted(places)
    assert "answered: 1085" in out
    assert "barred   not about Қарғалы" in out  # the 424 members of another organisation


def test_explain_tells_why_nothing_is_answered(tmp_path: Path) -> None:
    assert "refused: " in bot(tmp_path, "explain", "Қарғалы тауының биіктігі қанша?").out


def test_explain_shows_each_place_of_an_answer_from_several(tmp_path: Path) -> None:
    out = bot(tmp_path, "explain", "«Қарғалы» мен «Шипагердің» қайсысында мүше көп?").out
    assert "003_04ee0d87b8d941cb #6  Құрамында 1085 мүше бар" in out
    assert "answered: «Қарғалы», from several places as comparison" in out


def test_explain_takes_a_question_of_two_parts_apart(tmp_path: Path) -> None:
    out = bot(tmp_path, "explain", "«Қарғалы» ұйымында қанша мүше бар, төрайымы неше жаста?").out
    assert "answered: 1085" in out
    assert "read as   «Қарғалы» ұйымының төрайымы неше жаста?" in out
    assert out.count("\nDecision\n") == 2


def test_index_reports_what_changed(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for path in sorted(SEEDS.iterdir())[:3]:
        (corpus / path.name).write_bytes(path.read_bytes())
    runs = [bot(tmp_path, "index", CORPUS_DIR="corpus")]
    first, second, third = sorted(corpus.iterdir())
    first.unlink()
    second.write_bytes(sorted(SEEDS.iterdir())[4].read_bytes())
    (corpus / "new.txt").write_bytes(third.read_bytes())
    runs += [bot(tmp_path, "index", CORPUS_DIR="corpus"), bot(tmp_path, "index", CORPUS_DIR="corpus")]
    assert [run.out.split(":")[0] for run in runs] == ["+3 ~0 −0", "+1 ~1 −1", "+0 ~0 −0"]
    assert {run.status for run in runs} == {0}


def test_index_skips_a_bad_file_and_says_so(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "empty.txt").write_bytes(b"")
    (corpus / "good.txt").write_bytes(next(iter(sorted(SEEDS.iterdir()))).read_bytes())
    run = bot(tmp_path, "index", CORPUS_DIR="corpus")
    assert run.status == 1
    assert run.out.startswith("+1 ~0 −0: 1 articles")
    assert run.err.startswith("Skipped empty.txt: ")
    assert run.err.count("\n") == 1
    # An answer is not spoilt by a bad file beside it: told, but no failure.
    asked = bot(tmp_path, "ask", "сәлем", CORPUS_DIR="corpus")
    assert (asked.status, asked.err) == (0, run.err)


def test_ask_sees_the_folder_as_it_is_now(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    article = corpus / "003.txt"
    text = next(SEEDS.glob("003*")).read_text("utf-8")
    article.write_text(text, "utf-8")
    assert " 1085 " in bot(tmp_path, "ask", QUESTION, CORPUS_DIR="corpus").out
    article.write_text(text.replace("1085", "1090"), "utf-8")
    assert " 1090 " in bot(tmp_path, "ask", QUESTION, CORPUS_DIR="corpus").out


def test_places_may_stand_before_or_after_the_command(tmp_path: Path) -> None:
    for number, arguments in enumerate((("--database", "{}", "index"), ("index", "--database", "{}"))):
        name = f"{number}.db"
        run = bot(tmp_path, *(argument.format(name) for argument in arguments))
        assert run.status == 0
        assert (tmp_path / name).exists()
    assert not (tmp_path / "data").exists()


def test_the_option_wins_over_the_environment_and_the_environment_over_the_file(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DATABASE=of_file.db\nCORPUS_DIR=nowhere\n", "utf-8")
    assert bot(tmp_path, "index").status == 0
    assert (tmp_path / "of_file.db").exists()
    assert bot(tmp_path, "index", DATABASE="of_environment.db").status == 0
    assert (tmp_path / "of_environment.db").exists()
    assert bot(tmp_path, "index", "--database", "of_option.db", DATABASE="of_environment.db").status == 0
    assert (tmp_path / "of_option.db").exists()


def test_questions_are_logged(tmp_path: Path) -> None:
    bot(tmp_path, "ask", QUESTION)
    with sqlite3.connect(tmp_path / "data/derek.db") as database:
        rows = list(database.execute("select question, status, short_answer, user from answers"))
    assert [(question, status, user) for question, status, _, user in rows] == [(QUESTION, "answered", "")]


@pytest.mark.parametrize(("days", "left"), [("90", 1), ("120", 2), ("0", 2), ("999999999", 2)])
def test_log_days_limits_how_long_questions_are_kept(tmp_path: Path, days: str, left: int) -> None:
    bot(tmp_path, "ask", QUESTION)
    bot(tmp_path, "ask", QUESTION)
    with sqlite3.connect(tmp_path / "data/derek.db") as database:
        database.execute("update answers set time = date('now', '-100 days') where id = 1")
    assert bot(tmp_path, "index", LOG_DAYS=days).status == 0
    with sqlite3.connect(tmp_path / "data/derek.db") as database:
        assert database.execute("select count(*) from answers").fetchone() == (left,)


@pytest.mark.parametrize(("level", "told"), [("INFO", True), ("WARNING", True), ("ERROR", False)])
def test_log_level_says_how_much_is_told(tmp_path: Path, level: str, *, told: bool) -> None:
    bot(tmp_path, "index")
    with sqlite3.connect(tmp_path / "data/derek.db") as database:
        database.execute("drop table answers")
    run = bot(tmp_path, "ask", QUESTION, LOG_LEVEL=level)
    assert run.status == 0 and run.out
    assert ("The question was not logged" in run.err) is told
    assert bool(run.err) is told


def test_an_argument_that_is_not_utf8_is_a_question_like_any(tmp_path: Path) -> None:
    assert bot(tmp_path, "ask", b"\xd0\xff \xd0\xba\xd1\x96\xd0\xbc?", "--json").status == 0


def test_kazakh_is_printed_in_any_locale(tmp_path: Path) -> None:
    run = bot(tmp_path, "ask", "сәлем", PYTHONIOENCODING="ascii", LC_ALL="POSIX", PYTHONUTF8="0")
    assert run.out.startswith("Сәлеметсіз бе")


# Each is told in one sentence with exit status 2: no traceback, no usage lines.
WRONG = {
    "unknown option": ["--frob"],
    "unknown option of a command": ["ask", "сұрақ", "--frob"],
    "shortened option": ["ask", "--jso", "сұрақ"],
    "unknown command": ["frob"],
    "no question": ["ask"],
    "question and --jsonl": ["ask", "сұрақ", "--jsonl"],
    "nothing to explain": ["explain"],
    "missing corpus": ["ask", "сұрақ", "--corpus", "nowhere"],
    "corpus is a file": ["index", "--corpus", "plain.txt"],
    "database is a folder": ["ask", "сұрақ", "--database", "."],
    "database is no database": ["index", "--database", "plain.txt"],
    "database in a file": ["index", "--database", "plain.txt/derek.db"],
    "database in a missing folder": ["index", "--database", "no/where/derek.db"],
    "start on a missing corpus": ["--corpus", "nowhere"],
}


@pytest.mark.parametrize("arguments", WRONG.values(), ids=WRONG)
def test_what_cannot_be_done_is_one_sentence_and_status_2(tmp_path: Path, arguments: list[str]) -> None:
    plain = tmp_path / "plain.txt"
    plain.write_text("not a database, only a line of text that is long enough\n" * 20, "utf-8")
    before = plain.read_bytes()
    run = bot(tmp_path, *arguments)
    assert (run.status, run.out) == (2, "")
    assert run.err.endswith(".\n")
    assert run.err.count("\n") == 1
    assert plain.read_bytes() == before


def test_a_setting_that_cannot_be_used_is_one_sentence_and_status_2(tmp_path: Path) -> None:
    run = bot(tmp_path, "index", LOG_LEVEL="LOUD")
    assert run.status == 2
    assert run.err.startswith("LOG_LEVEL is 'LOUD'")
    assert run.err.count("\n") == 1
