"""Buttons and reactions under answers."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import CallbackQuery, Message, MessageReactionUpdated, ReactionType, ReactionTypeEmoji

from bot.chat.telegram.buttons import DOWN, FULL, MORE, UP, Press
from bot.chat.telegram.desk import Desk
from bot.chat.telegram.messages import MAX_CITATIONS, article_letter, paragraph_letter
from bot.chat.telegram.post import Place
from bot.chat.telegram.records import Given
from retrieval.article import Paragraph

VOTES = {UP: 1, DOWN: -1}
VOTE_WORDS = {"new": "press.thanks", "same": "press.same", "changed": "press.changed"}
MAX_MORE = 10  # further paragraphs offered under one answer
THUMBS = {"👍": 1, "👎": -1}


async def press_answer_button(desk: Desk, query: CallbackQuery, press: Press) -> None:
    """A button under an answer: a vote, or more evidence."""
    given = await desk.ledger(lambda book: book.answer(press.key))
    if given is None or query.message is None:
        await desk.post.answer_press(query.id, desk.texts("press.stale"), alert=True)
        return
    if press.action in VOTES:
        await _vote(desk, query, given, VOTES[press.action])
    elif press.action == FULL:
        await _show_full(desk, query, given)
    elif press.action == MORE:
        await _show_more(desk, query, given)


async def count_reaction(desk: Desk, reaction: MessageReactionUpdated) -> None:
    """👍 or 👎 given as a reaction counts like the button; taken away, the vote goes too."""
    if reaction.user is None or reaction.user.is_bot:
        return
    before, now = _thumb(reaction.old_reaction), _thumb(reaction.new_reaction)
    if before == now:
        return
    chat, person = desk.people(reaction.chat.id), desk.people(reaction.user.id)
    given = await desk.ledger(lambda book: book.answer_at(chat, reaction.message_id))
    if given is not None:
        await desk.ledger(lambda book: book.vote(given.key, person, now))
        desk.metrics.count("votes")


def _thumb(reactions: Sequence[ReactionType]) -> int:
    thumbs = (THUMBS.get(one.emoji, 0) for one in reactions if isinstance(one, ReactionTypeEmoji))
    return next((value for value in thumbs if value), 0)


async def _vote(desk: Desk, query: CallbackQuery, given: Given, value: int) -> None:
    person = desk.people(query.from_user.id)
    outcome = await desk.ledger(lambda book: book.vote(given.key, person, value))
    desk.metrics.count("votes")
    await desk.post.answer_press(query.id, desk.texts(VOTE_WORDS[outcome]))


def _under(query: CallbackQuery) -> Place:
    """A reply to the message whose button was pressed, in its topic."""
    message = query.message
    assert message is not None  # callers have checked
    topic = message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None
    return Place(message.chat.id, topic, message.message_id)


async def _show(desk: Desk, query: CallbackQuery, head: str, paragraph: Paragraph) -> None:
    article = desk.library.current.article(paragraph.article)
    if article is not None:
        await desk.post.send(_under(query), paragraph_letter(head, paragraph, article, desk.texts))


async def _show_full(desk: Desk, query: CallbackQuery, given: Given) -> None:
    """The paragraph that proves the answer; of several the next one with each press."""
    paragraphs = _proving(desk, given)
    if not paragraphs:
        # The article has changed since, or is gone.
        await desk.post.answer_press(query.id, desk.texts("press.stale"), alert=True)
        return
    for number, paragraph in enumerate(paragraphs):
        what = f"{FULL} {number}"
        if await desk.ledger(lambda book, what=what: book.show_once(given.key, what)):  # type: ignore[misc]
            await desk.post.answer_press(query.id)
            await _show(desk, query, desk.texts("more.full"), paragraph)
            return
    await desk.post.answer_press(query.id, desk.texts("press.shown"))


def _proving(desk: Desk, given: Given) -> list[Paragraph]:
    """The cited paragraphs that still say what was quoted, each once."""
    found = (
        (one.quote, desk.library.current.paragraph(one.article, one.paragraph))
        for one in given.reply.citations[:MAX_CITATIONS]
    )
    return list(dict.fromkeys(paragraph for quote, paragraph in found if paragraph and quote in paragraph.text))


async def _show_more(desk: Desk, query: CallbackQuery, given: Given) -> None:
    for paragraph in await desk.library.evidence(given.reply, MAX_MORE):
        what = f"{paragraph.article}/{paragraph.number}"
        if await desk.ledger(lambda book, what=what: book.show_once(given.key, what)):  # type: ignore[misc]
            await desk.post.answer_press(query.id)
            await _show(desk, query, desk.texts("more.next"), paragraph)
            return
    await desk.post.answer_press(query.id, desk.texts("press.no_more"))


async def press_headline(desk: Desk, query: CallbackQuery, press: Press) -> None:
    """A headline under a refusal: the article's card, once a message."""
    article = desk.library.current.by_payload(press.key)
    if article is None or query.message is None:
        await desk.post.answer_press(query.id, desk.texts("press.stale"), alert=True)
        return
    under = f"{desk.people(query.message.chat.id)}/{query.message.message_id}"
    if await desk.ledger(lambda book: book.show_once(under, article.id)):
        await desk.post.answer_press(query.id)
        await desk.post.send(_under(query), article_letter(article, desk.texts))
    else:
        await desk.post.answer_press(query.id, desk.texts("press.shown"))
