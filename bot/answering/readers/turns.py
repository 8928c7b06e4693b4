"""In which turn somebody holds a post: as the first, formerly or now.

«Мектепті алғаш Роза Ахмет басқарды, қазіргі директоры – Айнұр Сейіт»: two people of one post.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from bot.answering.clauses import clause_of
from bot.answering.lexicon import Lexicon, word_row, word_set
from bot.answering.passage import ArticleReading, Sentence, Word
from bot.answering.question import Question
from bot.answering.readers.acts import bare_case
from bot.answering.readers.leading import asks_former, leads_by_verb, led_until
from bot.answering.readers.owners import is_deputy
from bot.answering.readers.posts import Post, posts_of
from retrieval.language.grammar import case_of, is_converb, is_participle
from retrieval.language.names import Name

_PRESENT = ("ады", "еді", "йды", "йді")
_PAST = ("ған", "ген", "қан", "кен", "ды", "ді", "ты", "ті")  # «кім басқарған?» asks for former heads too
_OTHER, _THEN = 0.25, 0.7  # what is left of the fit of who holds it in another turn, of whom it is told of a year gone
_AFTER = frozenset({"кейін", "соң", "сосын"})
_BEGAN = ("алғаш", "тұңғыш")  # also «алғашқы»
_DECADE = re.compile(r"\d{3,4}")

Turn = Literal["first", "former", "next", "then", "past", "now", ""]


def turn_fit(
    question: Question,
    reading: ArticleReading,
    sentence: Sentence,
    person: Name,
    post: Post | None,
    rule: str,
    lexicon: Lexicon,
) -> float:
    """How much is left of the fit of somebody who may hold the post in another turn than asked."""
    if not (question.roles or question.heads):
        former = post is not None and asks_former(question)
        return _OTHER if former and not _told_formerly(sentence, person) else 1.0
    asked = _turn_asked(question, lexicon)
    told = _turn_told(sentence, person, post, rule == "person:leads", lexicon)
    if asked == "former" and post is not None and not led_until(sentence, person):
        return 1.0 if _told_formerly(sentence, person) else _OTHER
    if asked == "first":
        return 1.0 if told == "first" or _tells_of_first(sentence, person) else _OTHER
    if asked and told == "first":
        return _OTHER
    if asked == "next":
        return 1.0 if told == "next" else _OTHER
    if asked != "now" or told in {"now", ""}:
        return 1.0
    if told == "former" or _is_succeeded(question, reading, sentence, lexicon):
        return _OTHER
    return _THEN if told == "then" else 1.0


def _turn_asked(question: Question, lexicon: Lexicon) -> Turn:
    """The turn asked for; "" where any will do: «кім басқарған?»."""
    words = question.words
    if _holds_as(words, "first_holders", lexicon) or (question.heads and _begins(words[:-1])):
        return "first"
    if asks_former(question):
        return "former"
    if any(
        other.lower in _AFTER and one.capital and bare_case(one.text) == "ablative" for one, other in pairwise(words)
    ):
        return "next"
    verbs = [word.lower for word in words[question.start :]]
    return "" if any(_is_past(verb) for verb in verbs) and not _says_now(words) else "now"


def _turn_told(sentence: Sentence, person: Name, post: Post | None, leads: bool, lexicon: Lexicon) -> Turn:
    """The turn in which a sentence tells somebody to hold a post or to lead."""
    held = sentence.within(post.start, post.stop) if post else ()
    clause = sentence.within(*clause_of(sentence, person.start, person.stop))
    if _holds_as(held, "first_holders", lexicon) or (leads and _begins(_before_verb(sentence, person))):
        return "first"
    if _holds_as(held, "past_holders", lexicon) or (leads and _told_formerly(sentence, person)):
        return "former"
    if _says_now((*held, *clause)):
        return "now"
    if any(word.lower in _AFTER for word in clause):
        return "next"
    if (leads or post is not None) and _is_dated(clause):
        return "then"
    return "past" if leads and clause and _is_past(clause[-1].lower) else ""


def _tells_of_first(sentence: Sentence, person: Name) -> bool:
    """«[Алғашқы] жылы мұнда бір ғана мұғалім – Күлпаш Естай …»: a sentence of nobody else."""
    before = sentence.within(sentence.start, person.start)
    return len(sentence.persons) == 1 and any(word.lower.startswith(_BEGAN) for word in before)


def _is_succeeded(question: Question, reading: ArticleReading, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether the article tells later who holds the post now: «[қазір] ұжымға Айнұр Сейіт жетекшілік етеді»."""
    later = (other for other in reading.sentences[sentence.place :] if other.persons and _says_now(other.words))
    return any(_holds_now(question, other, person, lexicon) for other in later for person in other.persons)


def _holds_now(question: Question, sentence: Sentence, person: Name, lexicon: Lexicon) -> bool:
    """Whether somebody is told to hold the post asked for or to lead now."""
    clause = sentence.within(*clause_of(sentence, person.start, person.stop))
    if _says_now(clause) and leads_by_verb(question, sentence, person):
        return True
    posts = (post for post in posts_of(sentence, person, lexicon) if _is_asked(question, post))
    return any(_says_now((*clause, *sentence.within(post.start, post.stop))) for post in posts)


def _is_asked(question: Question, post: Post) -> bool:
    heads = question.heads or any(role.heads for role in question.roles)
    return any(role in question.roles or (heads and role.heads) for role in post.roles) and not post.deputy


def _is_past(verb: str) -> bool:
    return verb.endswith(_PAST) and not verb.endswith(_PRESENT)


def _says_now(words: Sequence[Word]) -> bool:
    return any(word.lower in word_set("words.toml", "now") for word in words)


def _before_verb(sentence: Sentence, person: Name) -> tuple[Word, ...]:
    """The words of the person's clause up to the name."""
    start, _ = clause_of(sentence, person.start, person.stop)
    return sentence.within(start, person.stop)


def _begins(words: Sequence[Word]) -> bool:
    """«Оны [алғаш] Асан …»; in «[алғаш] ашылған мектепті Асан …» it tells of the school."""
    places = [at for at, word in enumerate(words) if word.lower.startswith(_BEGAN) and not word.quoted]
    return any(not any(is_participle(word.text) or is_converb(word.text) for word in words[at + 1 :]) for at in places)


def _is_dated(words: tuple[Word, ...]) -> bool:
    """«[1990 жылдары] басқарды», «[2001 жылы] тағайындалды»."""
    rows = pairwise(words)
    return any(_DECADE.match(one.text) and other.lower.startswith("жыл") for one, other in rows)


def _told_formerly(sentence: Sentence, person: Name) -> bool:
    """Whether what a clause tells of a person is past: «бұған дейін», «бұрын», «[бұрынғы] төраға»."""
    inside = sentence.within(*clause_of(sentence, person.start, person.stop))
    before = any(one.lower in {"бұған", "оған"} and other.lower == "дейін" for one, other in pairwise(inside))
    return before or any(word.lower in word_set("words.toml", "formerly") for word in inside)


def _holds_as(words: tuple[Word, ...], turn: str, lexicon: Lexicon) -> bool:
    """Whether a post is told as the first one's or the former one's: «тұңғыш директоры», «бұрынғы бас дәрігері»."""
    beginnings = word_row("words.toml", turn)
    return any(
        words[at].lower.startswith(beginnings)
        and case_of(words[at + 1].text) != "genitive"
        and not is_deputy(words[at + 1])
        and any(lexicon.role_at(words, place) for place in range(at + 1, min(at + 3, len(words))))
        for at in range(len(words) - 1)
    )
