"""Who leads or holds a post by a verb: «мектепті Асан Үсен басқарады», «тізгіні Асан Үсеннің қолында»."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from bot.answering.clauses import breaks_before, clause_of
from bot.answering.lexicon import Role, lines, word_set
from bot.answering.passage import Sentence, Word
from bot.answering.question import Question
from bot.answering.readers.acts import bare_case, inflects, name_case
from bot.answering.readers.owners import is_body, led_before
from retrieval.language.grammar import case_of, is_owned, is_participle
from retrieval.language.names import Name

_FARTHEST = 3  # words between a person and the verb
_LONGEST_BODY = 7  # words of a body's name behind the verb
_REINS = "тізгін"
_HOLDS = ("ұста", "қолында", "қолға", "алды", "алған", "тиді", "тапсыр", "берілді", "берген", "көшті")
_DID = frozenset({"еткен", "жасаған", "қылған"})
_STARTS = frozenset({"бастайды", "бастады", "бастаған"})
_STANDS = ("тұр", "отыр", "жүр", "болды", "болған", "келеді")


def leads_by_verb(question: Question, sentence: Sentence, person: Name) -> bool:
    """Whether a verb after the person says that they hold the post asked for."""
    asked = question.roles
    after = _after(sentence, person)
    row = tuple(word.lower for word in (*before_in_clause(sentence, person)[-1:], *after))
    if any(_tells_post(row, at, role) for at in range(len(row)) for role in asked):
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
    if after and after[0].lower in _STARTS:
        led_body = led_before(before)
        return led_body is not None and is_body(led_body)  # «комиссияны … бастайды»
    starts = bool(after) and after[0].lower == "бастап" and len(after) > 1 and after[1].lower.startswith(_STANDS)
    return starts or led in {"басшылығымен", "жетекшілігімен", "басқаруымен"}


def led_until(sentence: Sentence, person: Name) -> bool:
    """Whether a participle before the name tells who led: «ұжымды 15 жыл [басқарған] Төкен Сапар»."""
    end = sentence.word_at(person.start)
    words = sentence.words[: end + 1]
    for at in range(end - 1, max(-1, end - 2 - _FARTHEST), -1):
        if at < 0 or breaks_before(words[at + 1]):
            return False
        if is_participle(words[at].text) and case_of(words[at].text) == "nominative":
            return _has_led(words, at)
    return False


def was_replaced(sentence: Sentence, person: Name) -> bool:
    """«Ол бұл қызметте Рәш [Мұқановты алмастырды]», «Рәш [Мұқановтың орнына] сайланды»: who held the post before."""
    case = name_case(sentence, person.start, person.stop)
    after = _after(sentence, person)
    if case == "accusative":
        return any(word.lower.startswith("алмастыр") for word in after)
    if case == "ablative":
        return any(word.lower.startswith("қабылда") for word in after[:1])  # «қызметті Әуез Қалдыбаевтан қабылдап алды»
    return case == "genitive" and any(word.lower.startswith(("орнына", "орнын")) for word in after[:1])


def _has_led(words: tuple[Word, ...], at: int) -> bool:
    """«басқарған», «жетекшілік еткен», «тізгінін жеті жыл ұстаған»."""
    deed, before = words[at].lower, words[max(0, at - _FARTHEST) : at]
    leads = word_set("words.toml", "leads")
    if deed in leads:
        return True
    if deed.startswith(_HOLDS):
        return any(word.lower.startswith(_REINS) for word in before)
    return deed in _DID and any(word.lower in leads for word in before[-1:])


def asks_former(question: Question) -> bool:
    """«Асановқа [дейін] кім басқарды?», «[бұрынғы] төрағасы кім?»."""
    words = question.words
    until = any(
        other.lower == "дейін" and one.capital and bare_case(one.text) == "dative" for one, other in pairwise(words)
    )
    return until or any(word.lower in word_set("words.toml", "formerly") for word in words)


def before_in_clause(sentence: Sentence, person: Name) -> tuple[Word, ...]:
    """The words of the person's clause that stand before them."""
    start, _ = clause_of(sentence, person.start, person.stop)
    return sentence.within(start, person.start)


def led_by(sentence: Sentence, person: Name) -> Word | None:
    """What the person is told to lead: «[Жастар қанатына] Ерден …», «Айгүл Сәду жетекшілік ететін … [ансамбль]»."""
    return _led_after(sentence, person) or led_before(before_in_clause(sentence, person))


def _led_after(sentence: Sentence, person: Name) -> Word | None:
    """The body that a participle of leading tells of: «Жанна Қасен [басқаратын] «Тірек» қоғамдық бірлестігі»."""
    words, first = sentence.words, sentence.word_at(person.stop - 1) + 1
    verb = next((at for at in range(first, min(first + _FARTHEST, len(words))) if is_participle(words[at].text)), None)
    if verb is None or any(breaks_before(word) for word in words[first : verb + 1]):
        return None
    if name_case(sentence, person.start, person.stop) != "nominative" or case_of(words[verb].text) != "nominative":
        return None
    behind = words[verb + 1 : verb + 1 + _LONGEST_BODY]
    marks = (at for at, word in enumerate(behind) if breaks_before(word))
    row = behind[: next(marks, len(behind))]
    nouns = [word for word in row if not word.quoted]
    bodies = (*(word for word in nouns if is_body(word)), *(word for word in nouns if is_owned(word.text)))
    return next(iter((*bodies, *(word for word in reversed(row) if word.quoted))), None)


def _tells_post(row: tuple[str, ...], at: int, role: Role) -> bool:
    """Whether a verb of a row tells the post: «қойды»; of two words the first may stand before the name."""
    stems = (stem for post in role.words for stem in _post_verbs().get(post, ()))
    return any(_is_verb(row, at, *stem.rpartition(" ")[::2]) for stem in stems)


def _is_verb(row: tuple[str, ...], at: int, first: str, stem: str) -> bool:
    """«[сахнаға] Айдын Сақаманов [шығарды]»."""
    return at > 0 and inflects(row[at], stem) and (not first or first in row[:at])


@cache
def _post_verbs() -> dict[str, tuple[str, ...]]:
    rows = (re.split(r"\t+", line) for line in lines("post_verbs.tsv"))
    return {post: tuple(stems) for post, *stems in rows}
