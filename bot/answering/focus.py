"""The noun phrase that a question asks for: «қанша [партия мүшесі] бар», «[бағасы] қанша», «[арыздардың] нешеуі»."""

from __future__ import annotations

import re

from bot.answering.clauses import head_after
from bot.answering.lexicon import word_row, word_set
from bot.answering.passage import Word
from bot.answering.patterns import Asking
from retrieval.language.grammar import case_of, is_attribute, is_finite, is_owned, is_possessed, is_verbal
from retrieval.language.numerals import find_numbers

_LONGEST_FOCUS = 5
_PASSIVE = re.compile(r".{2,}(?:[ыі][лн]|[аәеоөуүұ]н|[аәе]л)(?:д[ыі]|[ғг][ае]н|ады|еді)$")  # «құрылды», «салынған»
_NOUN_FOLLOWS = frozenset({"count", "list", "which", "organisation", "place"})  # қанша, қай, қандай stand before it


def focus_of(words: tuple[Word, ...], asking: Asking) -> tuple[Word, ...]:
    """The noun phrase asked for: after the interrogative, before it when it ends the question.

    "қанша партия мүшесі бар" -> партия мүшесі; "іріктеуден өткен команда қанша" -> команда;
    "мүше саны" -> мүше.
    """
    partitive = _whole(words, asking)
    if partitive:
        return partitive
    if asking.type in {
        "count",
        "money",
        "percent",
        "which",
        "list",
        "organisation",
        "place",
        "ordinal",
        "year",
        "date",
        "role",
        "definition",
        "open",
    }:
        inside = _possessed_inside(words, asking)
        if inside:
            return inside
    at = _past_measure(words, _first_after(words, asking))
    attributive = any(
        word.lower in {"қай", "қандай", "сколько"} or word.lower.startswith(("қанша", "неше"))
        for word in words[asking.start : asking.stop]
    )
    phrase = _without_object(words, at, head_after(words, at, _LONGEST_FOCUS, noun_first=True)) if attributive else ()
    noun_follows = asking.type in _NOUN_FOLLOWS and asking.stop < len(words)
    return phrase if phrase and (noun_follows or not _only_verbs(phrase)) else _before(words, asking)


def _without_object(words: tuple[Word, ...], start: int, stop: int) -> tuple[Word, ...]:
    """«қанша жас | тұрақты жұмыс тапты», «неше маман | үй алды»: of people who get something the people are counted."""
    phrase, verb = _without_scene(words[start:stop]), words[stop : stop + 1]
    if not phrase or not verb or not (is_finite(verb[0].text) or verb[0].lower in word_set("words.toml", "last_verbs")):
        return phrase
    if _PASSIVE.match(verb[0].lower) or is_owned(phrase[-1].text) or _is_person(phrase, len(phrase) - 1):
        return phrase
    last = max((at for at in range(len(phrase) - 1) if _is_person(phrase, at)), default=-1)
    return phrase[: last + 1] if last >= 0 else phrase


def _without_scene(phrase: tuple[Word, ...]) -> tuple[Word, ...]:
    """«қанша адам | қауіпсіз жерге көшірілді»: people are counted, not where they went."""
    away = bool(phrase) and case_of(phrase[-1].text) in {"dative", "ablative", "locative"}
    if not away or is_owned(phrase[-1].text):
        return phrase
    first = next((at for at in range(len(phrase) - 1) if _is_person(phrase, at)), -1)
    return phrase[: first + 1] if first >= 0 else phrase


def _is_person(phrase: tuple[Word, ...], at: int) -> bool:
    """Whether a word counts people; «жас» does unless another that does follows."""
    people = word_row("words.toml", "people")
    if phrase[at].lower == "жас":
        return not any(word.lower.startswith(people) for word in phrase[at + 1 :])
    return phrase[at].lower.startswith(people) and case_of(phrase[at].text) == "nominative"


def _first_after(words: tuple[Word, ...], asking: Asking) -> int:
    """Where the phrase after қай/қандай/қанша begins, also when the found phrase took the noun in."""
    for at in range(asking.start, min(asking.stop, len(words))):
        if words[at].lower in {"қай", "қандай", "қанша", "неше"}:
            return at + 1
    return asking.stop


def _past_measure(words: tuple[Word, ...], at: int) -> int:
    """«неше екі | бөлмелі пәтер»: the number that measures what is counted is not counted itself."""
    measured = at + 1 < len(words) and is_attribute(words[at + 1].text) and bool(find_numbers(words[at].text))
    return at + 1 if measured else at


def _only_verbs(phrase: tuple[Word, ...]) -> bool:
    return all(is_verbal(word.text) or word.lower in word_set("words.toml", "last_verbs") for word in phrase)


def _possessed_inside(words: tuple[Word, ...], asking: Asking) -> tuple[Word, ...]:
    """A property that the found phrase itself holds: "ұзындығы қандай", "бағасы қанша"; "мүше саны" gives мүше."""
    if asking.start >= len(words) or asking.stop - asking.start < 1:
        return ()
    first = words[asking.start]
    if first.lower.startswith("сан"):
        return tuple(words[max(0, asking.start - 2) : asking.start])
    if (
        words[asking.stop - 1].lower in {"қанша", "қандай", "неше", "не", "қалай", "қашан"}
        and asking.stop - asking.start == 2
    ):
        return (first,)
    if (
        asking.stop - asking.start == 1
        and is_possessed(first.text)
        and not first.lower.startswith(("қай", "қан", "неше", "кім"))
    ):
        return (first,)
    return ()


def _whole(words: tuple[Word, ...], asking: Asking) -> tuple[Word, ...]:
    """ "арыздардың нешеуіне", "талдың қаншасы": the genitive before is what is counted."""
    if asking.start >= len(words) or not words[asking.start].lower.startswith(
        ("нешеуі", "қаншас", "қаншауы", "нешесі")
    ):
        return ()
    return next(
        ((word,) for word in reversed(words[: asking.start]) if case_of(word.text) == "genitive" and not word.quoted),
        (),
    )


def _before(words: tuple[Word, ...], asking: Asking) -> tuple[Word, ...]:
    """The nearest noun before the interrogative: "іріктеуден өткен [команда] қанша", "[несие] ең көбі қанша"."""
    idle = frozenset().union(*(word_set("words.toml", name) for name in ("stop", "time_words", "bounds_asked")))
    near = [
        word
        for word in reversed(words[max(0, asking.start - 4) : asking.start])
        if word.lower not in idle and not word.quoted and not word.lower.startswith(("сан", "ең"))
    ]
    sums = word_row("words.toml", "money_nouns")
    paid = [word for word in near if word.lower.startswith(sums) and case_of(word.text) == "nominative"]
    return tuple((paid or near)[:1])
