"""Whatever the texts, a message is one Telegram takes: parsed by the strict server's own parser."""

from __future__ import annotations

import pytest
from botapi.errors import ApiError
from botapi.markup import parse_html, units
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.reply import Citation, Reply, Status
from bot.chat.telegram.buttons import Press, answer_keyboard, pack, unpack
from bot.chat.telegram.clean import clean, cut_question, without
from bot.chat.telegram.messages import MAX_ASKED, answer_letter, article_letter, paragraph_letter, shorten
from bot.chat.telegram.texts import load_commands, load_texts, spoken_date
from retrieval.article import Article, Paragraph

TEXTS = load_texts("Алаш <&> ұйымы", "derek_bot")
ANY = st.text(max_size=6000)
NASTY = st.text(alphabet="<>&\"'_*[](){}#ә😀a \n", max_size=9000)


def telegram_takes(html: str) -> str:
    """The visible text, if Telegram takes the message."""
    text, _ = parse_html(html)
    assert units(text) <= 4096
    return text


@given(
    text=ANY | NASTY,
    title=ANY | NASTY,
    quote=ANY | NASTY,
    url=ANY,
    span=st.tuples(st.integers(0, 9000), st.integers(0, 9000)),
    count=st.integers(1, 10),
)
def test_no_answer_breaks_telegram(
    *, text: str, title: str, quote: str, url: str, span: tuple[int, int], count: int
) -> None:
    cited = tuple(Citation("a", title, url, "2025-01-31", title, 700 + n, quote, *span) for n in range(count))
    reply = Reply("?", "answered", "count", "x", text, 0.9, cited)
    letter = answer_letter(reply, TEXTS, (TEXTS("inline.question", question=shorten(title, MAX_ASKED)),))
    telegram_takes(letter.html)
    assert units(letter.plain) <= 4096


@given(ANY | NASTY, ANY | NASTY)
def test_no_paragraph_breaks_telegram(title: str, text: str) -> None:
    paragraph = Paragraph("a", 1, text)
    article = Article("a", title, (paragraph,), "https://x.example/?a=1&b=<2>")
    telegram_takes(paragraph_letter("Бас", paragraph, article, TEXTS).html)
    telegram_takes(article_letter(article, TEXTS).html)


@given(ANY)
def test_no_text_is_harmful_after_cleaning(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert len(cut_question(cleaned)[0]) <= 1000


@given(st.text(), st.integers(1, 400))
def test_shortened_text_fits_and_stays_a_text(text: str, limit: int) -> None:
    short = shorten(text, limit)
    assert units(short) <= limit
    short.encode("utf-16-le")


def test_sixty_thousand_characters_are_read_fast() -> None:
    assert len(cut_question(clean("қ̧̛" * 20_000))[0]) <= 1000


@pytest.mark.parametrize(
    ("text", "places", "left"),
    [
        ("@derek_bot қанша?", [(0, 10)], "қанша?"),
        ("Айтшы, @derek_bot, қанша?", [(7, 17)], "Айтшы, қанша?"),
        ("қанша? @derek_bot", [(7, 17)], "қанша?"),
        ("@derek_bot-қа сұрақ: қанша?", [(0, 10)], "сұрақ: қанша?"),
        ("/suraq @derek_bot қанша?", [(0, 6), (7, 17)], "қанша?"),
        ("@derek_bot", [(0, 10)], ""),
    ],
)
def test_our_name_is_cut_out(text: str, places: list[tuple[int, int]], left: str) -> None:
    assert without(text, places) == left


@pytest.mark.parametrize(
    ("iso", "spoken"),
    [
        ("2025-03-12", "2025 жылғы 12 наурыз"),
        ("2025-12-01", "2025 жылғы 1 желтоқсан"),
        ("2025-12-01T10:00:00", "2025 жылғы 1 желтоқсан"),
        ("2025", "2025"),
        ("", ""),
    ],
)
def test_dates_are_read_aloud(iso: str, spoken: str) -> None:
    assert spoken_date(iso, TEXTS) == spoken


def test_span_is_bold_and_stands_in_the_quote() -> None:
    quote = "Құрамында 1085 мүше бар"
    citation = Citation("a", "Тақырып", "", "", "", 2, quote, 10, 14)
    html = answer_letter(Reply("?", "answered", "count", "1085", "1085 мүше бар.", 1, (citation,)), TEXTS).html
    assert "<blockquote expandable>Құрамында <b>1085</b> мүше бар</blockquote>" in html


@pytest.mark.parametrize("status", ["refused", "smalltalk"])
def test_what_is_no_answer_is_said_whole_and_shows_no_source(status: Status) -> None:
    citation = Citation("a", "Тақырып", "https://x.example", "", "", 2, "Құрамында 1085 мүше бар", 10, 14)
    reply = Reply("?", status, "count", "", "Таба алмадым.\n\nБасқаша сұраңыз.", 0.1, (citation,))
    letter = answer_letter(reply, TEXTS)
    assert letter.html == letter.plain == reply.text


def test_every_proof_and_source_of_a_list_is_shown() -> None:
    cited = tuple(Citation("a", "Т" * 300, "", "", "О" * 90, n, f"{n}-дәлел " + "б" * 400, 0, 7) for n in range(1, 9))
    text, entities = parse_html(answer_letter(Reply("?", "answered", "list", "x", "Т" * 2000, 1, cited), TEXTS).html)
    assert units(text) <= 4096
    assert [entity["type"] for entity in entities].count("expandable_blockquote") == 8
    assert all(f"{n}-дәлел" in text and f"{n}-абзац" in text for n in range(1, 9))


def test_a_source_of_two_proofs_is_told_once() -> None:
    cited = tuple(Citation("a", "Тақырып", "", "", "", 3, quote) for quote in ("Бірі.", "Екіншісі."))
    html = answer_letter(Reply("?", "answered", "list", "x", "Екеуі.", 1, cited), TEXTS).html
    assert html.endswith("<b>Дереккөз:</b> «Тақырып» — 3-абзац")


def test_long_quote_keeps_its_span() -> None:
    quote = "а" * 5000 + " 1085 " + "б" * 5000
    citation = Citation("a", "Т", "", "", "", 2, quote, 5001, 5005)
    html = answer_letter(Reply("?", "answered", "count", "1085", "1085.", 1, (citation,)), TEXTS).html
    assert "<b>1085</b>" in html


@given(st.sampled_from(["up", "down", "full", "more", "near", "src"]), st.integers(0, 99_999))
def test_buttons_come_back_as_they_went(action: str, number: int) -> None:
    press = Press(action, "AbCdEf_-1234", number)
    assert unpack(pack(press)) == press
    assert len(pack(press).encode()) <= 64


@pytest.mark.parametrize("data", ["", "x", "up:", "up:a:b", "up:a:-1", "nosuch:a:1", "up:a:99999999999"])
def test_foreign_button_data_is_known_as_such(data: str) -> None:
    assert unpack(data) is None


def test_headline_buttons_are_short() -> None:
    refused = Reply("?", "refused", "open", "", "Жоқ.", 0)
    keyboard = answer_keyboard(refused, "k" * 12, [Article("ә" * 300, "т" * 500, ())], TEXTS)
    assert keyboard is not None
    button = keyboard.inline_keyboard[0][0]
    assert units(button.text) <= 60
    assert len(str(button.callback_data).encode()) <= 64


@pytest.mark.parametrize(
    ("html", "complaint"),
    [
        ("<b>a", "can't find end tag"),
        ("<b>a</i>", "unmatched end tag"),
        ("a</b>", "unexpected end tag"),
        ("<script>a</script>", "unsupported start tag"),
        ("1 < 2", "unsupported start tag"),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>", "nested"),
    ],
)
def test_the_server_refuses_bad_html(html: str, complaint: str) -> None:
    """The tests lean on this parser, so it must be able to say no."""
    with pytest.raises(ApiError, match=complaint):
        parse_html(html)


def test_command_menus_are_ones_telegram_takes() -> None:
    for menu in load_commands().values():
        for name, description in menu.items():
            assert name.isascii() and name.islower() and 1 <= units(description) <= 256
