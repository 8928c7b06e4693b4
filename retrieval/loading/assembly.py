"""From a document to an article: headline, facts and paragraphs told apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from retrieval.article import Article, Paragraph
from retrieval.language.sentences import split_sentences
from retrieval.loading.byline import (
    Credit,
    is_person,
    merge_credits,
    outlet_name,
    read_credit,
    reporting_outlet,
)
from retrieval.loading.dates import date_in_address, find_date
from retrieval.loading.document import Block, Document
from retrieval.loading.headline import display_headline, is_complete_headline, is_headline, made_headline
from retrieval.loading.junk import (
    copyright_holder,
    is_junk,
    is_meta,
    is_rubric,
    is_shouted,
    may_be_footer,
    starts_related,
)
from retrieval.loading.paragraphs import cut_paragraph, tidy

# Blocks above the headline that may be a rubric or a meta line.
_ABOVE = 4
_GAP = re.compile(r"(?<=\S)[^\S\n]{2,}(?=\S)")
_SUBHEADING_WORDS = 12
_SHORT_ITEM_WORDS = 6
_HOST = re.compile(r"https?://(?:www\.)?([^/:?#]+)")


def assemble_article(document: Document, article_id: str) -> Article | None:
    """The article in a document; None when no text is left to answer from."""
    blocks = [part for block in document.blocks for part in _unglued(block)]
    dates = [find_date(block.text) for block in blocks if is_meta(block.text) or read_credit(block.text)]
    headline, blocks = _headline(document.title, [block for block in blocks if not is_meta(block.text)])
    body, bylines = _body_and_bylines(blocks)
    texts = [tidy(piece) for text in _joined(body) for piece in cut_paragraph(text)]
    if not texts:
        return None
    credit = merge_credits([told for line in bylines if (told := read_credit(line, names="any"))])
    author = credit.author or (document.author if is_person(document.author) else "")
    byline = _byline_text(bylines, credit, author)
    return Article(
        id=article_id,
        title=display_headline(tidy(headline), texts) or made_headline(texts[0]),
        paragraphs=tuple(Paragraph(article_id, number, text) for number, text in enumerate(texts, start=1)),
        url=document.url,
        date=document.date or date_in_address(document.url) or next(filter(None, dates), ""),
        source=_outlet(document, credit, texts),
        author=author,
        photographer=credit.photographer,
        byline=Paragraph(article_id, len(texts) + 1, byline) if byline else None,
    )


def _outlet(document: Document, credit: Credit, texts: Sequence[str]) -> str:
    reported = next(filter(None, map(reporting_outlet, texts)), "")
    host = _HOST.match(document.url)
    holder = next(filter(None, (copyright_holder(block.text) for block in document.blocks)), "")
    return document.source or credit.source or reported or outlet_name(holder) or (host[1] if host else "")


def _byline_text(bylines: Sequence[str], credit: Credit, author: str) -> str:
    if author and not credit.author:
        return " ".join([f"Авторы: {author}", *map(tidy, bylines)])
    return " ".join(map(tidy, bylines)) if credit != Credit() else ""


# --- what stands in one block but belongs to several


def _unglued(block: Block) -> list[Block]:
    """A block without what scraping glued to it: headline or meta line before, by-line and footer behind."""
    if read_credit(block.text) is not None:
        return [block]
    before, text = _glued_before(block.text)
    text, behind = _glued_behind(text)
    return [Block(part, block.kind) for part in (*before, text, *behind) if part.strip()]


def _glued_before(text: str) -> tuple[list[str], str]:
    """«ЖАҢА МЕКТЕП АШЫЛДЫ  Бүгін ауданда…»: words before a gap that read as a headline or a meta line."""
    before: list[str] = []
    while gap := _GAP.search(text):
        first, rest = text[: gap.start()], text[gap.end() :]
        starts_anew = not rest[0].islower() and len(rest.split()) > 20
        if not is_meta(first) and not (starts_anew and not before and is_complete_headline(first)):
            break
        before.append(first)
        text = rest
    return before, text


def _glued_behind(text: str) -> tuple[str, list[str]]:
    """The text, and the junk and labelled by-lines at its end, cut off piece by piece."""
    behind: list[str] = []
    while (cut := _last_piece(text)) and _is_glued(text[cut:].strip()):
        behind.insert(0, text[cut:].strip())
        text = text[:cut].rstrip()
    return text, behind


def _last_piece(text: str) -> int:
    """Where the last sentence, or the words behind the last gap, begin; 0 when there is only one piece."""
    gaps = [gap.end() for gap in _GAP.finditer(text)]
    sentence = split_sentences(text)[-1][0] if text.strip() else 0
    return max([*gaps[-1:], sentence])


def _is_glued(piece: str) -> bool:
    return is_junk(piece) or is_shouted(piece) or read_credit(piece) is not None


# --- headline, body, by-lines


def _headline(stated: str, blocks: Sequence[Block]) -> tuple[str, list[Block]]:
    """The headline (as stated, or found at the top) and the blocks without it."""
    top = list(takewhile(lambda block: is_junk(block.text) or is_rubric(block.text), blocks[:_ABOVE]))
    rest = list(blocks[len(top) :])
    if stated:
        return stated, [block for block in rest if _key(block.text) != _key(stated)]
    if len(rest) > 1 and (rest[0].kind == "heading" or _is_found_headline(rest[0])):
        return rest[0].text, rest[1:]
    return "", rest


def _is_found_headline(block: Block) -> bool:
    return block.kind == "text" and is_headline(block.text) and read_credit(block.text) is None


def _key(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())


def _body_and_bylines(blocks: Sequence[Block]) -> tuple[list[Block], list[str]]:
    body: list[Block] = []
    bylines: list[str] = []
    in_footer = False
    last_sentence = max(
        (number for number, block in enumerate(blocks) if _is_prose(block)), default=len(blocks)
    )
    for number, block in enumerate(blocks):
        at_edge = block.kind == "text" and (number == 0 or number > last_sentence)
        if is_junk(block.text):
            in_footer = in_footer or starts_related(block.text) or number > last_sentence
        elif read_credit(block.text, names="any" if at_edge else "none") is not None:
            bylines.append(block.text)
            in_footer = number > last_sentence
        elif not (in_footer and may_be_footer(block.text)) and not (
            number > last_sentence and is_shouted(block.text)
        ):
            body.append(block)
            in_footer = False
    return body, bylines


def _is_prose(block: Block) -> bool:
    """A block that must be the article's own: a sentence with its stop or a row, not junk or by-line."""
    if is_junk(block.text) or read_credit(block.text) is not None:
        return False
    return block.kind == "row" or not may_be_footer(block.text)


# --- paragraphs


def _joined(body: Sequence[Block]) -> list[str]:
    """The paragraphs' texts: a subheading opens the paragraph below it, short items follow their «…:»."""
    texts: list[str] = []
    waiting = ""  # a subheading that waits for its paragraph
    in_list = False  # short items are being put behind a «…:»
    for number, block in enumerate(body):
        short_item = block.kind == "item" and len(block.text.split()) <= _SHORT_ITEM_WORDS
        in_list = short_item and not waiting and bool(texts) and (in_list or texts[-1].endswith(":"))
        if _is_subheading(body, number):
            waiting += _closed(block.text) + " "
        elif in_list:
            texts[-1] += ("" if texts[-1][-1] in ".:;,!?" else ";") + " " + block.text.strip()
        else:
            texts.append(waiting + block.text.strip())
            waiting = ""
    return texts if not waiting else [*texts, waiting.strip()]


def _closed(heading: str) -> str:
    return heading.strip() if heading.strip().endswith(("?", "!", "…", ".", ":")) else f"{heading.strip()}."


def _is_subheading(body: Sequence[Block], number: int) -> bool:
    block, below = body[number], body[number + 1 : number + 2]
    if block.kind == "heading":
        return True
    short = block.kind == "text" and len(block.text.split()) <= _SUBHEADING_WORDS and is_headline(block.text)
    letter = block.text.lstrip()[:1]
    return (
        short
        and letter.isupper()
        and bool(below)
        and below[0].kind == "text"
        and len(below[0].text.split()) > 20
    )
