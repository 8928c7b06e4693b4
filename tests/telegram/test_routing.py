"""Which messages are meant for the bot: a table of situations."""

from __future__ import annotations

import pytest

from bot.chat.telegram.routing import Ask, Command, Facts, Hint, Ignore, Route, Upload, route

P, G = True, False  # private chat, group
CASES: list[tuple[str, Facts, Route]] = [
    ("private text", Facts(P, "қанша?"), Ask("қанша?")),
    ("private lone mark", Facts(P, "?"), Hint("ask.empty")),
    ("private sticker", Facts(P, media=True), Hint("ask.media")),
    ("private file", Facts(P, media=True, document=True), Upload()),
    ("private file with a caption", Facts(P, "қанша?", document=True), Ask("қанша?")),
    ("private /start with a payload", Facts(P, "a_x", command="start"), Command("start", "a_x")),
    ("private /suraq", Facts(P, "қанша?", command="suraq"), Ask("қанша?")),
    ("private /suraq alone", Facts(P, command="suraq"), Hint("ask.empty")),
    ("group chatter", Facts(G, "қанша?"), Ignore("chatter")),
    ("group mention", Facts(G, "қанша?", mentioned=True), Ask("қанша?")),
    ("group mention alone", Facts(G, mentioned=True), Hint("ask.empty_group")),
    (
        "group mention in reply to a person",
        Facts(G, mentioned=True, reply_to="person", reply_text="неше?"),
        Ask("неше?"),
    ),
    (
        "own words before those replied to",
        Facts(G, "қанша?", mentioned=True, reply_to="person", reply_text="неше?"),
        Ask("қанша?"),
    ),
    (
        "mention in reply to a bot",
        Facts(G, mentioned=True, reply_to="bot", reply_text="неше?"),
        Hint("ask.empty_group"),
    ),
    ("group reply to us", Facts(G, "қанша?", reply_to="us"), Ask("қанша?")),
    ("group emoji in reply to us", Facts(G, "👍", reply_to="us"), Ignore("a wordless reply")),
    ("group reply to a person", Facts(G, "иә", reply_to="person"), Ignore("chatter")),
    ("group picture", Facts(G, media=True), Ignore("chatter")),
    ("group /ask", Facts(G, "қанша?", command="ask"), Ask("қанша?")),
    ("group /suraq to us", Facts(G, "қанша?", command="suraq", command_for="us"), Ask("қанша?")),
    (
        "group /suraq to another",
        Facts(G, "қанша?", command="suraq", command_for="other"),
        Ignore("another bot's command"),
    ),
    (
        "group /suraq in reply",
        Facts(G, command="suraq", reply_to="person", reply_text="неше?"),
        Ask("неше?"),
    ),
    ("group /help", Facts(G, command="help"), Command("help", "")),
    ("another bot", Facts(G, "қанша?", mentioned=True, from_person=False), Ignore("not a person")),
    ("a bot's command", Facts(P, command="start", from_person=False), Ignore("not a person")),
]


@pytest.mark.parametrize(("facts", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_message_goes_where_it_belongs(facts: Facts, expected: Route) -> None:
    assert route(facts) == expected
