"""What the ledger keeps and forgets, how fast people may ask, and what the figures say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.answering.reply import Candidate, Citation, Reply
from bot.chat.telegram import texts as texts_module
from bot.chat.telegram.application import open_ledger
from bot.chat.telegram.figures import Day, day_start, days_of, grouped
from bot.chat.telegram.ledger import DAY, Ledger
from bot.chat.telegram.limits import AskingLimit
from bot.chat.telegram.people import people_of
from bot.chat.telegram.picture import Sheet, Tile, draw
from bot.chat.telegram.records import Asker
from bot.chat.telegram.sequence import lane_of
from bot.chat.telegram.texts import file_reason, load_texts
from retrieval.loading import BadFileError, load_article

NOON = 1_780_000_000.0  # an evening in May 2026, already the next day in Kazakhstan
ANSWERED = Reply("Қанша?", "answered", "count", "5", "Бесеу.", 0.9, (Citation("a", "Т", "", "", "", 1, "5"),))
REFUSED = Reply("Неше?", "refused", "count", "", "Жоқ.", 0.1, (), (Candidate("5", 0.2, "a", 1),))


class Clock:
    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ledger(tmp_path: Path, clock: Clock) -> Ledger:
    return open_ledger(tmp_path / "derek.db", clock)


def test_an_update_is_taken_once_and_waits_until_done(ledger: Ledger) -> None:
    assert ledger.take_in([(1, "{}"), (2, "{}")]) == [1, 2]
    assert ledger.take_in([(2, "{}"), (3, "{}")]) == [3]
    ledger.done(2)
    assert [number for number, _ in ledger.waiting()] == [1, 3]


def test_an_update_that_crashes_the_bot_again_and_again_is_given_up(ledger: Ledger) -> None:
    ledger.take_in([(1, "{}")])
    assert [len(ledger.waiting()) for _ in range(4)] == [1, 1, 1, 0]


@pytest.mark.parametrize("reply", [ANSWERED, REFUSED], ids=["answered", "refused"])
def test_a_reply_comes_back_as_it_was(ledger: Ledger, reply: Reply) -> None:
    key = ledger.remember(Asker("c", "p", 1), reply.question, reply, 2.0)
    given = ledger.answer(key)
    assert given is not None and given.reply == reply


def test_votes_are_one_a_person_and_may_change(ledger: Ledger) -> None:
    key = ledger.remember(Asker("c", "p", 1), ANSWERED.question, ANSWERED, 2.0)
    votes = [("p", 1), ("p", 1), ("p", -1), ("q", 1), ("p", 0), ("p", 1)]
    outcomes = [ledger.vote(key, person, value) for person, value in votes]
    assert outcomes == ["new", "same", "changed", "new", "changed", "new"]
    assert (ledger.totals(0)["up"], ledger.totals(0)["down"]) == (2, 0)


def test_a_turn_belongs_to_its_person_and_chat_and_expires(ledger: Ledger, clock: Clock) -> None:
    ledger.remember(Asker("c", "p", 1), ANSWERED.question, ANSWERED, 2.0)
    clock.now += 10
    assert ledger.last_turn("c", "p", 60) is not None
    assert ledger.last_turn("c", "q", 60) is None
    assert ledger.last_turn("d", "p", 60) is None
    clock.now += 60
    assert ledger.last_turn("c", "p", 60) is None


def test_a_moved_group_keeps_its_answers_but_not_its_message_numbers(ledger: Ledger) -> None:
    key = ledger.remember(Asker("old", "p", 7), ANSWERED.question, ANSWERED, 2.0)
    ledger.placed(key, "old", 8)
    ledger.greet_once("old")
    ledger.migrate("old", "new")
    assert ledger.answer_at("new", 8) is None
    assert ledger.answer_to("new", 7) is None
    given = ledger.answer(key)
    assert given is not None and given.chat == "new"
    assert not ledger.greet_once("new")


def test_old_questions_lose_words_and_people_but_still_count(ledger: Ledger, clock: Clock) -> None:
    key = ledger.remember(Asker("c", "p", 1), ANSWERED.question, ANSWERED, 2.0)
    ledger.vote(key, "p", 1)
    clock.now += 91 * DAY
    ledger.forget(90)
    assert ledger.answer(key) is None
    assert ledger.unanswered(0) == []
    assert dict(ledger.totals(0)) == {"asked": 1, "answered": 1, "refused": 0, "up": 1, "down": 0, "ms": 2.0}


def test_log_days_zero_keeps_everything(ledger: Ledger, clock: Clock) -> None:
    key = ledger.remember(Asker("c", "p", 1), ANSWERED.question, ANSWERED, 2.0)
    clock.now += 9999 * DAY
    ledger.forget(0)
    assert ledger.answer(key) is not None


def test_people_are_the_same_only_under_the_same_token() -> None:
    one, other = people_of("1:a", plainly=False), people_of("1:b", plainly=False)
    assert one(42) == one(42) != other(42)
    assert "42" not in (one(42), other(42))
    assert people_of("1:a", plainly=True)(42) == "42"


def test_the_one_question_too_many_is_told_once(clock: Clock) -> None:
    limit = AskingLimit(clock, count=3, window=60)
    assert [limit.ask("p")[0] for _ in range(5)] == ["fine", "fine", "fine", "tell", "hush"]
    assert limit.ask("q")[0] == "fine"
    clock.now += 61
    assert limit.ask("p")[0] == "fine"


@pytest.mark.parametrize(
    ("questions", "groups"),
    [
        ([], []),
        (["Қанша мүше бар?", "қанша мүшесі бар"], [("Қанша мүше бар?", 2)]),
        (["Қайда?", "Қанша мүше бар?", "қанша мүше бар"], [("Қанша мүше бар?", 2), ("Қайда?", 1)]),
        (["Мэр кім?", "Әкім кім?"], [("Мэр кім?", 1), ("Әкім кім?", 1)]),
        (["?", "!"], [("?", 2)]),
    ],
)
def test_alike_questions_are_one_line(questions: list[str], groups: list[tuple[str, int]]) -> None:
    assert grouped(questions) == groups


def test_days_begin_at_midnight_in_kazakhstan() -> None:
    start = day_start(NOON)
    days = days_of([(start - 1, "answered"), (start, "refused"), (start + 5, "answered")], NOON, 3)
    assert [(day.answered, day.refused) for day in days] == [(0, 0), (1, 0), (1, 1)]
    assert str(days[-1].date) == "2026-05-29"


@pytest.mark.parametrize("count", [0, 5], ids=["empty", "full"])
def test_the_picture_is_a_picture(count: int) -> None:
    days = days_of([(NOON, "answered")] * count, NOON, 14)
    sheet = Sheet("$ұйым$ <&>", "Апта", [Tile("5", "сұрақ")], "14 күн", days, "иә", "жоқ", "бос")
    assert draw(sheet).startswith(b"\x89PNG")
    assert isinstance(days[0], Day)


@pytest.mark.parametrize(
    ("update", "lane"),
    [
        ({"update_id": 1, "message": {"chat": {"id": -5}, "from": {"id": 3}}}, "chat -5"),
        ({"update_id": 1, "edited_message": {"chat": {"id": -5}}}, "chat -5"),
        ({"update_id": 1, "callback_query": {"from": {"id": 3}, "message": {}}}, "callback_query 3"),
        ({"update_id": 1, "guest_message": {"chat": {"id": -5}, "from": {"id": 3}}}, "guest_message 3"),
        ({"update_id": 1, "message": {"chat": 5}}, "other"),
        ({"update_id": 1}, "other"),
    ],
)
def test_lanes(update: dict[str, object], lane: str) -> None:
    assert lane_of(update) == lane


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.txt", b"", "файл бос"),
        ("a.txt", b"\x00\x01\x02", "мәтін емес"),
        ("a.txt", "Мәтін".encode()[:-1], "үзіліп"),
        ("a.txt", "Мәтін осында".encode("utf-16-be")[1:], "мәтін емес"),
        ("a.txt", "Қазақша емес текст".encode("cp1251", "replace"), "UTF-8 емес"),
        ("a.html", b"<html></html>", "табылмады"),
    ],
    ids=["empty", "binary", "cut", "shifted", "windows", "nothing in it"],
)
def test_bad_files_get_their_reason_in_kazakh(name: str, data: bytes, said: str) -> None:
    with pytest.raises(BadFileError) as caught:
        load_article(Path(name), data)
    assert said in file_reason(str(caught.value))


def test_every_text_can_be_filled_in() -> None:
    """Placeholders are plain names; a slip in texts.toml shows here, not before a person."""

    class Anything(dict[str, object]):
        def __missing__(self, key: str) -> str:
            return key

    texts = load_texts("ұйым", "bot")
    fill: Callable[[str], str] = lambda text: text.format_map(Anything())  # noqa: E731
    assert all(fill(text).strip() for text in texts.sentences.values())


def test_every_text_is_said_somewhere() -> None:
    """A sentence nobody says would only mislead the editor."""
    folder = Path(texts_module.__file__).parent
    code = "".join(file.read_text(encoding="utf-8") for file in folder.glob("*.py"))
    unsaid = [key for key in load_texts("ұйым").sentences if f'"{key}"' not in code and f"'{key}'" not in code]
    assert unsaid == []
