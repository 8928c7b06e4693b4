"""Pieces a follow-up is made whole with: what of the question before stays, posts, possessives, small letters."""

from __future__ import annotations

import re

from bot.answering.lexicon import word_set
from bot.answering.passage import Word
from bot.answering.phrases import Parsed, Phrase
from bot.answering.referents import Referent
from retrieval.language.inflection import decline


def context(before: Parsed, referent: Referent) -> str:
    """Names and the speaker of the question before still hold when the pronoun points to a thing."""
    if referent.kind not in {"thing", "counted"}:
        return ""
    said = referent.bare
    kept = [n for n in before.names if n.text not in said and n.bare not in said and not before.in_speaker(n)]
    return before.speaker_clause + "".join(name.text + " " for name in kept)


def post_asked(before: Parsed) -> Phrase | None:
    """The post the question before asked about."""
    posts = [phrase for phrase in before.phrases if phrase.role and not phrase.named]
    return posts[-1] if posts and before.question.type in {"person", "role"} else None


def deputy_of(before: Parsed, post: Phrase, rest: str) -> str:
    """Of the post asked about before: «Атамекеннің» төрағасы кім? -> «Атамекеннің» төрағасының орынбасары …"""
    return before.text[: post.start] + decline(post.bare, "genitive", post.possessed) + " " + rest


def is_deputy(word: Word) -> bool:
    return word.lower in word_set("words.toml", "deputy")


def possessive(noun: str) -> str:
    """The noun with the third person possessive: жоба, ауыл, клуб -> жобасы, ауылы, клубы."""
    back = re.findall("[аәеёиоөуұүыіэюя]", noun)[-1:] or ["а"]
    soft = back[0] in "әеёиөүіэ"
    if noun[-1] in "аәеёиоөұүыіэюя":
        return noun + ("сі" if soft else "сы")
    voiced = {"к": "г", "қ": "ғ", "п": "б"}.get(noun[-1], noun[-1])
    return noun[:-1] + voiced + ("і" if soft else "ы")


def inside(text: str) -> str:
    """A beginning of a sentence as it looks inside one: «Қашан» -> «қашан», «NEET» stays."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
