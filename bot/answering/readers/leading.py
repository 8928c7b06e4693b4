"""Who leads or holds a post by a verb: «мектепті Асан Үсен басқарады», «тізгіні Асан Үсеннің қолында»."""

from __future__ import annotations

import re
from functools import cache

from bot.answering.clauses import breaks_before, clause_of
from bot.answering.lexicon import Role, lines, word_set
from bot.answering.passage import Sentence, Word
from bot.answering.question import Question
from bot.answering.readers.acts import inflects, name_case
from bot.answering.readers.owners import led_before
from retrieval.language.names import Name

_FARTHEST = 3  # words between a person and the verb
_REINS = "тізгін"
_HOLDS = ("ұста", "қолында", "қолға", "алды", "алған", "тиді", "тапсыр", "берілді", "берген", "көшті")
_STANDS = ("тұр", "отыр", "жүр", "болды", "болған", "келеді")


def leads_by_verb(question: Question, sentence: Sentence, person: Name) -> bool:
    """Whether a verb after the person says that they hold the post asked for."""
    asked = question.roles
    after = _after(sentence, person)
    if any(_tells_post(word, role) for word in after for role in asked):
        return True
    return bool(question.heads or any(role.heads for role in asked)) and _leads(sentence, person, after)


def _after(sentence: Sentence, person: Name) -> tuple[Word, ...]:
    """The next words of the person's clause."""
    first = sentence.word_at(person.stop - 1) + 1
    following = sentence.words[first : first + _FARTHEST]
    marks = (at for at, word in enumerate(following) if breaks_before(word))
    return following[: next(marks, len(following))]


def _leads(sentence: Sentence, person: Name, after: tuple[Word, ...]) -> bool:
    before = before_in_clause(sentence, person)
    if any(word.lower in word_set("words.toml", "leads") for word in after[:2]):
        return True
    if any(word.lower.startswith(_REINS) and not word.quoted for word in before + after):
        return any(word.lower.startswith(_HOLDS) for word in after)
    if any(word.lower == "басында" for word in before[-3:] + after):
        return any(word.lower.startswith(_STANDS) for word in after)
    led = after[0].lower if after and name_case(sentence, person.start, person.stop) == "genitive" else ""
    starts = bool(after) and after[0].lower == "бастап" and len(after) > 1 and after[1].lower.startswith(_STANDS)
    return starts or led in {"басшылығымен", "жетекшілігімен", "басқаруымен"}


def before_in_clause(sentence: Sentence, person: Name) -> tuple[Word, ...]:
    """The words of the person's clause that stand before them."""
    start, _ = clause_of(sentence, person.start, person.stop)
    return sentence.within(start, person.start)


def led_by(sentence: Sentence, person: Name) -> Word | None:
    """What the person is told to lead: «[Жастар қанатына] Ерден Молдабек жетекшілік етеді»."""
    return led_before(before_in_clause(sentence, person))


def _tells_post(word: Word, role: Role) -> bool:
    return any(inflects(word.lower, stem) for post in role.words for stem in _post_verbs().get(post, ()))


@cache
def _post_verbs() -> dict[str, tuple[str, ...]]:
    rows = (re.split(r"\t+", line) for line in lines("post_verbs.tsv"))
    return {post: tuple(stems) for post, *stems in rows}
