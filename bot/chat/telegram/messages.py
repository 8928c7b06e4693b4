"""Replies as Telegram messages: HTML with everything escaped, and the same in plain text. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from html import escape

from bot.answering.reply import Citation, Reply
from bot.chat.telegram.texts import Texts, spoken_date
from retrieval.article import Article, Paragraph

# Telegram counts UTF-16 units after parsing; a message may have 4096. The parts below add up to less.
MAX_MESSAGE = 4096
MAX_TEXT = 1000
MAX_ASKED = 256  # the question above an answer
MAX_QUOTES = 1400  # all quotes of one answer together
MAX_TITLES = 600  # all titles of one answer together
MAX_OUTLETS = 240
MAX_TITLE = 200
MAX_OUTLET = 60
MAX_CITATIONS = 8  # a list's names are proved each
MAX_PARAGRAPH = 3200
MAX_URL = 1000  # longer addresses are left out: they would swell the raw text
MAX_BUTTON = 60


@dataclass(frozen=True, slots=True)
class Letter:
    """One message in both shapes; `plain` is the second try when Telegram cannot parse `html`."""

    html: str
    plain: str


def units(text: str) -> int:
    """Length in UTF-16 units.

    >>> units("қа"), units("😀")
    (2, 2)
    """
    return len(text.encode("utf-16-le")) // 2


def shorten(text: str, limit: int) -> str:
    """At most `limit` UTF-16 units, cut at a word where there is one, with «…».

    >>> shorten("Қарғалы ұйымы", 10)
    'Қарғалы…'
    """
    if units(text) <= limit:
        return text
    head = text.encode("utf-16-le")[: (limit - 1) * 2].decode("utf-16-le", "ignore")
    at_word = head.rsplit(" ", 1)[0] if " " in head[len(head) // 2 :] else head
    return at_word.rstrip(" ,;:—–-") + "…"


def from_plain(text: str) -> Letter:
    """A sentence of the bot's own as a letter."""
    text = shorten(text, MAX_MESSAGE)
    return Letter(escape(text, quote=False), text)


def answer_letter(reply: Reply, texts: Texts, notes: Iterable[str] = (), *, near: bool = False) -> Letter:
    """The reply with its quotes and sources; refusals and small talk have none.

    `near`: headline buttons stand under a refusal.
    """
    head = [*notes, shorten(sentence(reply) or texts("answer.none"), MAX_TEXT)]
    if near:
        head.append(texts("answer.near"))
    html, plain = [escape(part, quote=False) for part in head], list(head)
    citations = reply.citations[:MAX_CITATIONS] if reply.status == "answered" else ()
    for citation in citations:
        quote = _quote_window(citation, MAX_QUOTES // len(citations))
        html.append(f"<blockquote expandable>{_bold_span(*quote)}</blockquote>")
        plain.append(f"«{quote[0]}»")
    if citations:
        html.append(_sources_html(citations, texts))
        plain.append(_sources_plain(citations, texts))
    return _joined(html, plain)


def sentence(reply: Reply) -> str:
    """What is said before the proof: an answer's text goes on with the quote and the source, each after
    an empty line, which a chat shows in its own way."""
    return reply.text.partition("\n\n")[0] if reply.status == "answered" else reply.text


def _joined(html: list[str], plain: list[str]) -> Letter:
    return Letter("\n\n".join(html), shorten("\n\n".join(plain), MAX_MESSAGE))


def _quote_window(citation: Citation, limit: int) -> tuple[str, int, int]:
    """The quote and the span in it (characters); a long quote is cut around the span."""
    quote, start, stop = citation.quote, citation.start, citation.stop
    if not 0 <= start <= stop <= len(quote):
        start = stop = 0
    if units(quote) <= limit:
        return quote, start, stop
    # Half the room in characters on each side is safe: no character takes more than two units.
    room = max((limit - 2) // 2 - (stop - start), 0)
    first = max(start - room // 2, 0)
    last = min(first + (limit - 2) // 2, len(quote))
    ahead, behind = ("…" if first else ""), ("…" if last < len(quote) else "")
    shift = len(ahead) - first
    stop = min(stop, last)
    return ahead + quote[first:last] + behind, start + shift, stop + shift


def _bold_span(quote: str, start: int, stop: int) -> str:
    if start >= stop:
        return escape(quote, quote=False)
    before, span, after = (escape(part, quote=False) for part in (quote[:start], quote[start:stop], quote[stop:]))
    return f"{before}<b>{span}</b>{after}"


def _sources_html(citations: Collection[Citation], texts: Texts) -> str:
    title, outlet = _room(citations)
    rows = [
        f"{_linked(one.title, one.url, title)}{escape(_origin(one, texts, outlet), quote=False)}" for one in citations
    ]
    return _numbered(rows, lambda name: f"<b>{escape(texts(name))}</b>")


def _sources_plain(citations: Collection[Citation], texts: Texts) -> str:
    title, outlet = _room(citations)
    rows = [
        f"{_quoted(shorten(one.title, title))}{_origin(one, texts, outlet)}"
        + (f"\n{one.url}" if _web(one.url) else "")
        for one in citations
    ]
    return _numbered(rows, texts)


def _room(citations: Collection[Citation]) -> tuple[int, int]:
    """How long a title and an outlet may be beside so many others."""
    return min(MAX_TITLE, MAX_TITLES // len(citations)), min(MAX_OUTLET, MAX_OUTLETS // len(citations))


def _numbered(rows: list[str], head: Callable[[str], str]) -> str:
    """Each source once; `head` gives the word before one or several."""
    rows = list(dict.fromkeys(rows))
    if len(rows) == 1:
        return f"{head('answer.source')} {rows[0]}"
    return "\n".join([head("answer.sources"), *(f"{number}. {row}" for number, row in enumerate(rows, 1))])


def _origin(citation: Citation, texts: Texts, outlet: int) -> str:
    """« — turkystan.kz, 2025 жылғы 12 наурыз, 2-абзац»; what is unknown is left out."""
    parts = [
        shorten(citation.source, outlet),
        spoken_date(citation.date, texts),
        texts("answer.paragraph", number=citation.paragraph),
    ]
    return " — " + ", ".join(part for part in parts if part)


def _web(url: str) -> bool:
    return len(url) <= MAX_URL and re.fullmatch(r"https?://[^\s<>\"]+", url) is not None


def _linked(title: str, url: str, limit: int) -> str:
    shown = escape(_quoted(shorten(title, limit)), quote=False)
    return f'<a href="{escape(url)}">{shown}</a>' if _web(url) else shown


def _quoted(title: str) -> str:
    """A title in quotation marks, unless it brings its own."""
    return title if "«" in title else f"«{title}»"


def paragraph_letter(head: str, paragraph: Paragraph, article: Article, texts: Texts) -> Letter:
    """A paragraph as it stands, with its source."""
    text = shorten(paragraph.text, MAX_PARAGRAPH)
    citation = citation_of(article, paragraph)
    html = [
        escape(head, quote=False),
        f"<blockquote expandable>{escape(text, quote=False)}</blockquote>",
        _sources_html([citation], texts),
    ]
    return _joined(html, [head, text, _sources_plain([citation], texts)])


def citation_of(article: Article, paragraph: Paragraph) -> Citation:
    """A citation of the whole paragraph."""
    return Citation(
        article.id, article.title, article.url, article.date, article.source, paragraph.number, paragraph.text
    )


def article_letter(article: Article, texts: Texts) -> Letter:
    """An article's card: the headline and its first paragraph."""
    first = article.paragraphs[0] if article.paragraphs else Paragraph(article.id, 1, article.title)
    text = shorten(first.text, MAX_PARAGRAPH)
    head = f"<b>{escape(shorten(article.title, MAX_TITLE), quote=False)}</b>"
    citation = citation_of(article, first)
    html = [
        head,
        f"<blockquote expandable>{escape(text, quote=False)}</blockquote>",
        _sources_html([citation], texts),
    ]
    return _joined(html, [shorten(article.title, MAX_TITLE), text, _sources_plain([citation], texts)])


def sources_letter(articles: list[Article], first: int, total: int, links: list[str], texts: Texts) -> Letter:
    """One page of /sources; `links` are deep links to the articles' cards, `first` the first number."""
    if not articles:
        return from_plain(texts("sources.none"))
    title = texts("sources.title", **{"from": first, "to": first + len(articles) - 1, "all": total})
    html, plain = [escape(title, quote=False), ""], [title, ""]
    for number, (article, link) in enumerate(zip(articles, links, strict=True), first):
        date = spoken_date(article.date, texts) or texts("sources.undated")
        name = shorten(article.title, MAX_TITLE)
        shown = f'<a href="{escape(link)}">{escape(name, quote=False)}</a>'
        html.append(f"{number}. {shown} — {escape(date, quote=False)}")
        plain.append(f"{number}. {name} — {date}")
    return Letter("\n".join(html), shorten("\n".join(plain), MAX_MESSAGE))
