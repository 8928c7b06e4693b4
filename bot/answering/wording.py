"""Word a reply in Kazakh from the templates of templates.toml."""

from __future__ import annotations

from bot.answering.finding import Finding
from bot.answering.lexicon import table
from bot.answering.question import Question
from bot.answering.reply import Citation


def word_answer(question: Question, finding: Finding, citation: Citation) -> str:
    """The answer, its proof and its source as a person reads them."""
    texts = table("templates.toml")
    return texts["answer"]["frame"].format(answer=finding.answer, quote=citation.quote, source=word_source(citation))


def word_source(citation: Citation) -> str:
    """«Title», outlet, date, link, paragraph number; what is not known is left out."""
    texts = table("templates.toml")["source"]
    parts = [texts["title"].format(title=citation.title), citation.source, citation.date, citation.url, texts["paragraph"].format(number=citation.paragraph)]
    return ", ".join(part for part in parts if part)


def word_refusal(question: Question) -> str:
    """The polite refusal, with what was looked for."""
    texts = table("templates.toml")["refusal"]
    looked = ", ".join(named.text for named in question.named) or " ".join(word.text for word in question.focus)
    return "\n".join(part for part in (texts["none"], texts["looked"].format(what=looked) if looked else "", texts["tip"]) if part)
