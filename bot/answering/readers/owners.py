"""Whose a post is: «[драмасының] режиссері», «[фермасын] кім басқарады»; one of another body is another post."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.classes import classes_of
from bot.answering.lexicon import Lexicon, is_one_of, word_row, word_set
from bot.answering.naming import is_common
from bot.answering.passage import Word
from bot.answering.question import Question, is_kind
from retrieval.language.grammar import case_of, is_attribute, is_owned, is_plural

_SAME_KIND = 0.65  # likeness of two kinds of organisation («ұйым», «бірлестік»)
_OBJECTS = frozenset({"accusative", "dative"})
_OBJECT_ENDINGS = ("сын", "сін", "аны", "ені")  # of loan words the stemmer does not know: «драманы», «пьесасын»
_STAGE = frozenset({"сахнаға", "экранға"})  # «оны [сахнаға] Асан шығарды»: not what was staged
_FARTHEST = 2  # words of a quality between an owner and the post: «театрдың [көркемдік] жетекшісі»


def owner_of(words: Sequence[Word], at: int) -> Word | None:
    """The noun that owns the post told at a place, a common one: «[Мектеп] директоры», «[қордың] жаңа төрайымы»."""
    for place in range(at - 1, max(-1, at - 2 - _FARTHEST), -1):
        word = words[place]
        if words[place + 1].gap.strip('«»"“”') or word.number:
            return None
        if case_of(word.text) == "genitive" and word.lower not in word_set("words.toml", "anaphors"):
            return word
        bare = place == at - 1 and case_of(word.text) == "nominative" and is_owned(words[at].text)
        if bare and not _is_quality(word):
            return None if word.quoted else word
        if case_of(word.text) != "nominative":
            return None
    return None


def _is_quality(word: Word) -> bool:
    """«көркемдік», «жаңа», «бас»: words that say which post, not whose."""
    return is_attribute(word.text) or word.lower in word_set("words.toml", "qualities_of_post")


def asked_owner(question: Question, lexicon: Lexicon) -> Word | None:
    """The noun whose post is asked for, by its post or by a verb of leading."""
    words = question.words
    for at in range(len(words) - 1, -1, -1):
        outside = not words[at].quoted and not question.start <= at < question.stop
        outside = outside and not is_plural(words[at].text)  # «[қазылар] алқасын кім басқарды»
        if outside and (role := lexicon.role_at(words, at)) and role.post and not is_deputy(words[at]):
            return owner_of(words, at)
    return led_before(words[: question.start]) if question.heads else None


def is_deputy(word: Word) -> bool:
    """«әкімінің [орынбасары]»: of the same body as the one they stand for."""
    return word.lower in word_set("words.toml", "deputy")


def led_before(words: Sequence[Word]) -> Word | None:
    """What is led by the verb after some words: the last object, «[айтыстың] тізгінін» and «[кәсіпорын] тізгіні»."""
    idle = word_set("words.toml", "anaphors") | word_set("words.toml", "stop") | _STAGE
    for at in range(len(words) - 1, -1, -1):
        word = words[at]
        if word.lower.startswith("тізгін") and not is_owned(word.text):
            continue  # «тізгінді Асанға ұстатты»: whose they are was told before
        if word.lower.startswith(("тізгін", "басында")):
            return words[at - 1] if at else None
        if _is_object(word) and word.lower not in idle and not word.quoted:
            return word
    return None


def _is_object(word: Word) -> bool:
    return case_of(word.text) in _OBJECTS or word.lower.endswith(_OBJECT_ENDINGS)


def is_any_body(word: Word) -> bool:
    """«мекеме басшысы» may head a school."""
    return word.lower.startswith(word_row("words.toml", "any_body"))


def is_body(word: Word) -> bool:
    """Whether a noun is an organisation or a department: «цехта», «комиссия»."""
    return is_one_of(word.lower, "organisations") or word.lower.startswith(word_row("words.toml", "departments"))


def is_other_body(asked: Word, told: Word, lexicon: Lexicon) -> bool:
    """Whether a post told of one noun is surely not that of the other: «бөлімінің» for «алқасының» asked."""
    if _is_name(asked) or _is_name(told) or is_any_body(asked) or is_any_body(told):
        return False
    if max(lexicon.likeness(asked.key, told.key), lexicon.likeness(told.key, asked.key)) >= _SAME_KIND:
        return False
    return is_body(told) or is_kind(told.lower) or bool(classes_of(asked.lower) & classes_of(told.lower))


def _is_name(word: Word) -> bool:
    """Whether it is a name: neither a noun of the news nor one of a class opens the sentence."""
    return word.capital and not (is_common(word) or is_kind(word.lower) or classes_of(word.lower))
