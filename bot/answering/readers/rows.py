"""Rows of like phrases: «киіз, алаша және кілем»."""

from __future__ import annotations

import re

from bot.answering.clauses import phrase_before
from bot.answering.lexicon import word_set
from bot.answering.passage import Word
from retrieval.language.grammar import (
    case_of,
    is_attribute,
    is_finite,
    is_owned,
    is_plural,
    is_possessed,
    is_verbal,
    is_verbal_noun,
)
from retrieval.language.numerals import find_numbers

_SEPARATOR = re.compile(r"^[»\"”]?,[«\"“]?$")
_PARTICIPLES = ("ған", "ген", "қан", "кен", "тын", "тін")
_COMPLEMENTS = frozenset({"dative", "locative", "ablative", "accusative"})
_JOIN = frozenset({"және", "мен", "пен", "бен", "әрі", "сондай-ақ"})


def row_from(words: tuple[Word, ...], at: int) -> tuple[list[tuple[int, int]], int] | None:
    """Item bounds of a coordinated row whose first separator stands at or after `at`, and where the row ends."""
    first = next((p for p in range(max(at, 1), len(words)) if _separates(words, p) and not _opens(words, p)), None)
    if first is None:
        return None
    cuts = [first]
    place = first + 1
    while place < len(words) and place - cuts[-1] <= 7:
        if _separates(words, place):
            cuts.append(place)
        elif words[place].gap.strip('«»"”') or (_is_verb(words[place]) and not _describes(words, place)):
            break
        place += 1
    cuts = _closed(words, cuts)
    begin = phrase_before(words, first, 6)
    items, start = [], begin
    for cut in cuts:
        if cut > start:
            items.append((start, cut))
        start = cut + (1 if words[cut].lower in _JOIN else 0)
    end = _last_item_end(words, start, items)
    if end <= start:
        return None
    items = _without_announcement(words, [*items, (start, end)])
    items[0] = (_past_openers(words, *items[0]), items[0][1])
    items[0] = (_with_complement(words, _without_subject(words, items)), items[0][1])
    end = _with_kind_noun(words, end)
    items[-1] = (start, end)
    verbs = any(_is_verb(words[b - 1]) for _, b in items[:-1])
    sources = any(words[b - 1].lower in word_set("words.toml", "according") for _, b in items)
    return (items, end) if len(items) > 1 and begin < first and not verbs and not sources else None


def _is_verb(word: Word) -> bool:
    """Whether a word is a verb that ends a clause; names are none («Семей»)."""
    return not (word.quoted or word.capital) and is_verbal(word.text) and case_of(word.text) == "nominative"


def _describes(words: tuple[Word, ...], at: int) -> bool:
    """Whether a participle belongs to the noun behind it: «от [шығаратын] құрал»."""
    following = words[at + 1] if at + 1 < len(words) else None
    if following is None or following.gap or is_verbal(following.text):
        return False
    return words[at].lower.endswith(_PARTICIPLES) and following.lower not in word_set("words.toml", "last_verbs")


def _opens(words: tuple[Word, ...], at: int) -> bool:
    """Whether what stands before a comma only opens the sentence: «Айта [кетейік], …»."""
    return words[at].gap == "," and words[at - 1].lower in word_set("words.toml", "openers")


def _past_openers(words: tuple[Word, ...], start: int, stop: int) -> int:
    """Index behind the words that only open: «[мәселен] Италия, Франция»."""
    openers = word_set("words.toml", "openers")
    return next((at + 1 for at in range(stop - 2, start - 1, -1) if words[at].lower in openers), start)


def _with_complement(words: tuple[Word, ...], start: int) -> int:
    """«[кезекте] тұрған жетім балалар»: what a participle at the head stands with belongs to the row."""
    if start and words[start].lower.endswith(_PARTICIPLES) and not words[start].gap and is_verbal(words[start].text):
        return start - 1 if case_of(words[start - 1].text) in _COMPLEMENTS else start
    return start


def _closed(words: tuple[Word, ...], cuts: list[int]) -> list[int]:
    """«Тасөткел мен Жаңатұрмыс, келесі жылы»: what comes behind «мен» and a comma is no item unless the row goes on."""
    joins = [place for place, cut in enumerate(cuts) if words[cut].lower in _JOIN]
    last = joins[-1] + 1 if joins else len(cuts)
    return cuts[:last] + [cut for cut in cuts[last:] if words[cut].capital or words[cut].quoted]


def _with_kind_noun(words: tuple[Word, ...], end: int) -> int:
    """«Сарқырама мен Бұлақты [ауылдарының]»: a plural owned by the names before it belongs to the row."""
    if end >= len(words) or words[end].gap.strip('«»"”') or not words[end - 1].capital:
        return end
    return end + 1 if is_plural(words[end].text) and is_owned(words[end].text) else end


def _without_announcement(words: tuple[Word, ...], items: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """«Тағы екі ауыл, Тасөткел мен Жаңатұрмыс»: the items are the names; what is said of their number is none."""
    start, stop = items[0]
    counted = bool(find_numbers(" ".join(word.text for word in words[start:stop])))
    named = all(words[begin].capital or words[begin].quoted for begin, _ in items[1:])
    bare = not (words[stop - 1].capital or words[stop - 1].quoted)
    return items[1:] if counted and named and bare and len(items) > 2 else items


def _without_subject(words: tuple[Word, ...], items: list[tuple[int, int]]) -> int:
    """Where the first item begins when the subject stands before it: [Гранттар] Қайыңды, Жиделі және Теректі …

    Only an item longer than all others holds one: a bare plural, or the first word of the sentence.
    """
    start, stop = items[0]
    if all(words[begin].capital for begin, _ in items[1:]):  # «[Дайын өнім] Семей мен Аягөзге жіберіледі»
        named = stop - 1
        while named > start and words[named - 1].capital and named - 1 > 0:
            named -= 1
        if words[named].capital:
            return named
    longest = max(end - begin for begin, end in items[1:])
    owned = is_possessed(words[stop - 1].text) or is_verbal_noun(words[stop - 1].text)
    while stop - start > longest and not owned:
        word = words[start]
        bare = case_of(word.text) == "nominative" and not (word.quoted or word.number or is_attribute(word.text))
        if not bare or (start > 0 and not is_plural(word.text)):
            break
        start += 1
    return start


def _separates(words: tuple[Word, ...], at: int) -> bool:
    return bool(_SEPARATOR.match(words[at].gap)) or (
        words[at].lower in _JOIN and not words[at].gap and not words[at].quoted
    )


def _last_item_end(words: tuple[Word, ...], start: int, items: list[tuple[int, int]]) -> int:
    """The last item ends with the word whose case is that of the first item's head, else with its first noun."""
    wanted = case_of(words[items[0][1] - 1].text) if items else "nominative"
    for at in range(start, min(start + 7, len(words))):
        if at > start and words[at].gap.strip('«»"”'):
            return at
        if case_of(words[at].text) == wanted and wanted != "nominative":
            return at + 1
        verb = is_finite(words[at].text) or _is_verb(words[at])
        if wanted == "nominative" and at > start and verb and not (words[at].capital or _describes(words, at)):
            return at
        object_of = at + 1 < len(words) and is_verbal_noun(words[at + 1].text)  # «мектепті жылыту»
        if case_of(words[at].text) != "nominative" and wanted == "nominative" and not object_of:
            return at + 1
    return min(start + max(1, items[-1][1] - items[-1][0]) if items else start + 1, len(words))
