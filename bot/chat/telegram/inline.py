"""Inline queries: the answer and the nearest paragraphs, to be sent into any chat."""

from __future__ import annotations

import hashlib

from telegram import InlineQuery, InlineQueryResultArticle, InlineQueryResultsButton, InputTextMessageContent
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.answering.reply import Reply
from bot.chat.telegram.buttons import article_payload, deep_link, link_keyboard
from bot.chat.telegram.clean import clean, cut_question, is_question
from bot.chat.telegram.desk import Desk
from bot.chat.telegram.messages import (
    MAX_ASKED,
    Letter,
    answer_letter,
    article_letter,
    paragraph_letter,
    sentence,
    shorten,
)
from bot.chat.telegram.post import NO_PREVIEW, log
from retrieval.article import Article, Paragraph

PAGE = 10
MOST = 50  # paragraphs offered in all
CACHE_SECONDS = 60
MAX_LINE = 120  # of a result's description


async def answer_inline(desk: Desk, query: InlineQuery) -> None:
    """Offer one page; with nothing typed yet, the newest articles. Who asks too fast is told so once."""
    desk.metrics.count("inline_queries")
    verdict, seconds = desk.inline_limit.ask(desk.people(query.from_user.id))
    if verdict != "fine":
        desk.metrics.count("questions_too_fast")
        if verdict == "tell":
            await _offer(desk, query, [], button=desk.texts("inline.too_fast", seconds=seconds), shared=False)
        return
    text = cut_question(clean(query.query))[0]
    first = int(query.offset) if query.offset.isdecimal() else 0
    if is_question(text):
        results, more = await _for_question(desk, text, first)
    else:
        newest = desk.library.current.by_date()
        results = [_article_result(desk, one) for one in newest[first : first + PAGE]]
        more = len(newest) > first + PAGE
    label = "inline.button" if results or first else "inline.none"
    await _offer(desk, query, results, button=desk.texts(label), following=str(first + PAGE) if more else "")


async def _offer(
    desk: Desk,
    query: InlineQuery,
    results: list[InlineQueryResultArticle],
    *,
    button: str,
    following: str = "",
    shared: bool = True,
) -> None:
    """Send a page with the button above it; one that is not shared holds for this person and moment only."""
    try:
        await desk.bot.answer_inline_query(
            query.id,
            results,
            cache_time=CACHE_SECONDS if shared else 0,
            is_personal=not shared,
            next_offset=following,
            button=InlineQueryResultsButton(button, start_parameter="inline"),
        )
    except BadRequest as error:
        # The person has typed on: the query is too old, and a newer one is under way.
        log.info("an inline answer came too late: %s", error.message)


async def _for_question(desk: Desk, text: str, first: int) -> tuple[list[InlineQueryResultArticle], bool]:
    reply = await desk.library.answer(text)
    evidence = await desk.library.evidence(reply, MOST)
    page = evidence[first : first + PAGE]
    results = [_answer_result(desk, reply)] if reply.status == "answered" and not first else []
    for paragraph in page:
        article = desk.library.current.article(paragraph.article)
        if article:
            results.append(_paragraph_result(desk, text, paragraph, article))
    return results, len(evidence) > first + PAGE


def _result(
    desk: Desk, identity: str, *, title: str, line: str, letter: Letter, article: str
) -> InlineQueryResultArticle:
    """One result; its id is a hash, for article names may be long and not ASCII."""
    link = deep_link(desk.texts.bot, article_payload(article))
    return InlineQueryResultArticle(
        id=hashlib.sha256(identity.encode()).hexdigest()[:32],
        title=shorten(title, MAX_LINE),
        description=shorten(line, MAX_LINE),
        input_message_content=InputTextMessageContent(
            letter.html, parse_mode=ParseMode.HTML, link_preview_options=NO_PREVIEW
        ),
        reply_markup=link_keyboard(desk.texts("button.private"), link),
    )


def _answer_result(desk: Desk, reply: Reply) -> InlineQueryResultArticle:
    question = desk.texts("inline.question", question=shorten(reply.question, MAX_ASKED))
    letter = answer_letter(reply, desk.texts, (question,))
    cited = reply.citations[0].article if reply.citations else ""
    title = desk.texts("inline.answer", answer=reply.short_answer or sentence(reply))
    return _result(desk, f"answer {reply.question}", title=title, line=sentence(reply), letter=letter, article=cited)


def _paragraph_result(desk: Desk, question: str, paragraph: Paragraph, article: Article) -> InlineQueryResultArticle:
    head = desk.texts("inline.question", question=shorten(question, MAX_ASKED))
    letter = paragraph_letter(head, paragraph, article, desk.texts)
    identity = f"paragraph {paragraph.article} {paragraph.number}"
    return _result(
        desk,
        identity,
        title=article.title or paragraph.text,
        line=paragraph.text,
        letter=letter,
        article=article.id,
    )


def _article_result(desk: Desk, article: Article) -> InlineQueryResultArticle:
    first = article.paragraphs[0].text if article.paragraphs else article.title
    letter = article_letter(article, desk.texts)
    return _result(
        desk,
        f"article {article.id}",
        title=article.title or first,
        line=first,
        letter=letter,
        article=article.id,
    )
