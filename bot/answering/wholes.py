"""Whether a stretch of a sentence is a whole phrase, or one cut off from what it belongs to."""

from __future__ import annotations

import re
from functools import cache

from bot.answering.clauses import in_title, phrase_before
from bot.answering.lexicon import lines, word_set
from bot.answering.passage import Sentence, Word
from retrieval.language.grammar import (
    SPATIAL,
    Case,
    case_of,
    is_attribute,
    is_converb,
    is_finite,
    is_owned,
    is_participle,
    is_plural,
    is_possessed,
    is_verbal,
    is_verbal_noun,
)

_COMPLEMENTS = frozenset({"dative", "accusative", "ablative", "locative", "instrumental"})
_BARE_PARTICIPLES = ("ған", "ген", "қан", "кен", "тын", "тін")
_MARKS = '«»"“”'
_DOERS = re.compile(r"[ғқ]ан[дт]ар|[гк]ен[дт]ер|[ае]т[ыі]н[дт][ае]р")
_LIKE_OWNED = re.compile(r"[^длнт][ыі]$")
_LONGEST_BETWEEN = 4  # words between two names of a row
_PAIRS = frozenset({"және", "мен", "бен", "пен", "сондай-ақ"})
_LONGEST_COMPLEMENT = 4  # words


def is_cut(sentence: Sentence, start: int, stop: int, case: Case = "nominative") -> bool:
    """Whether the stretch between two offsets is no whole phrase; `case` is the one asked for.

    «150-ден [астам ауыл әкімі]», «қызығушылық [танытқан өкіл]», «іске [асыру тәсілдері]», «оның [бірінде мердігер]»,
    «[жаңа пилоттық] жоба», «[бастауыш ұйым] төрағасы».
    """
    words = sentence.words
    first, end = sentence.word_at(start), sentence.word_at(stop - 1) + 1
    if first >= end or end > len(words):
        return False
    parted = is_cut_at(words, first) or _cuts_names(words, first, end)
    return parted or _holds_foreign(words, first, end) or _lacks_head(words, end, case)


def _cuts_names(words: tuple[Word, ...], first: int, end: int) -> bool:
    """Whether names before it share its noun: ««Арай», Орал – [«Жайық» командалары]»."""
    shared = words[first].quoted and not words[end - 1].quoted and is_plural(words[end - 1].text)
    if not shared or not is_owned(words[end - 1].text):
        return False
    before = words[max(0, first - _LONGEST_BETWEEN) : first]
    gaps = (words[at].gap for at in range(first - len(before) + 1, first + 1))
    joined = any("," in gap for gap in gaps) or any(word.lower in _PAIRS for word in before[-1:])
    return joined and any(word.quoted for word in before)


def is_cut_at(words: tuple[Word, ...], first: int) -> bool:
    """Whether what the first word needs stands before it: an amount, an object, the noun of a set phrase."""
    if first == 0 or words[first].gap.strip(_MARKS) or words[first].quoted:
        return False
    word, before = words[first], words[first - 1]
    if word.lower in bounds_behind() and (before.number or case_of(before.text) != "nominative"):
        return True
    if word.lower in word_set("words.toml", "auxiliary_participles"):
        return True
    if word.capital and before.capital and first > 1 and not (word.gap or before.quoted):
        return True  # «Ержан [Бақытов]»
    if word.capital or before.lower in word_set("words.toml", "stop") | word_set("words.toml", "time_words"):
        return False
    subject = case_of(before.text) == "nominative" and (is_possessed(before.text) or is_plural(before.text))
    held = not (is_verbal(before.text) or subject or before.number)
    return (_is_bare_participle(word) and held) or _is_deed_with_object(word, before)


def _is_deed_with_object(word: Word, before: Word) -> bool:
    """«іске [асыру]», «көлікті [жөндеу]»."""
    held = case_of(before.text) in _COMPLEMENTS and not is_attribute(before.text)
    return held and is_verbal_noun(word.text)


def _is_bare_participle(word: Word) -> bool:
    looks = word.lower.endswith(_BARE_PARTICIPLES) and is_participle(word.text) and is_verbal(word.text)
    return looks and not word.capital


def _holds_foreign(words: tuple[Word, ...], first: int, end: int) -> bool:
    """Whether a word in it has a case that belongs to a verb outside: «[филиалында актив] өтті»."""
    for at in range(first, end - 1):
        word, following = words[at], words[at + 1]
        bare = case_of(word.text) in {"nominative", "genitive", "accusative"} or is_attribute(word.text)
        if word.quoted or word.number or following.gap.strip(_MARKS) or bare or is_converb(word.text):
            continue
        idle = following.lower in word_set("words.toml", "stop") | word_set("words.toml", "parts") | bounds_behind()
        if not (idle or any(_governs(later) for later in words[at + 1 : end])):
            return True
    return False


def _governs(word: Word) -> bool:
    """Whether a word may have others in a case: «[шалдыққан]дарға», a deed («кәсіптен бастау»), a number, «қажет»."""
    deed = is_verbal_noun(word.text) or word.lower.endswith("у") or bool(_DOERS.search(word.lower))
    return word.number or deed or is_verbal(word.text) or word.lower in word_set("words.toml", "predicates")


def _lacks_head(words: tuple[Word, ...], end: int, case: Case) -> bool:
    """Whether the noun that its last word belongs to stands behind it."""
    if end >= len(words) or words[end].gap or words[end - 1].quoted or in_title(words, end):
        return False
    last, following = words[end - 1], words[end]
    closed = ("stop", "predicates", "relations")
    idle = any(following.lower in word_set("words.toml", row) for row in closed)
    if idle or last.number or is_finite(following.text) or is_converb(following.text):
        return False
    if is_attribute(last.text):
        return not (is_verbal(following.text) or last.lower.endswith(SPATIAL))
    if _is_bare_participle(last):
        return not is_verbal(following.text)
    if case == "genitive" or last.capital or case_of(last.text) != "nominative" or is_verbal(last.text):
        return False
    return is_owned(following.text) and not (is_verbal_noun(following.text) or is_verbal(following.text))


def whole_start(words: tuple[Word, ...], start: int, end: int) -> int:
    """Index where a phrase begins with what its first word needs, else without that word; `end` if nothing is left.

    «200-ден | астам шаруа» – with the number; «ерекше балаларды | қабылдайтын орталық» – with the object.
    """
    while start < end and is_cut_at(words, start):
        wider = _with_needed(words, start)
        if wider < start and not is_cut_at(words, wider):
            return wider
        start += 1
    return _past_owner(words, start, end)


def _past_owner(words: tuple[Word, ...], start: int, end: int) -> int:
    """«Нұржан Асанның | жасанды интеллект негізінде жасаған роботы»: an owner whose thing comes later is no part."""
    for at in range(end - 2, start - 1, -1):
        owner = case_of(words[at].text) == "genitive" and not words[at].quoted
        if owner and not any(_may_be_owned(word) for word in words[at + 1 : end]):
            return at + 1
    return start


def _may_be_owned(word: Word) -> bool:
    """Also of a word that nobody knows: «орынбасары»."""
    return is_owned(word.text) or word.quoted or bool(_LIKE_OWNED.search(word.lower))


def _with_needed(words: tuple[Word, ...], start: int) -> int:
    if words[start].lower in bounds_behind():
        return next((at for at in range(start - 1, max(-1, start - 4), -1) if words[at].number), start)
    if case_of(words[start - 1].text) not in _COMPLEMENTS or is_attribute(words[start - 1].text):
        return start
    return phrase_before(words, start, _LONGEST_COMPLEMENT)


@cache
def bounds_behind() -> frozenset[str]:
    """Bounds that stand behind a number: астам, жуық."""
    rows = (line.split("\t") for line in lines("bounds.txt"))
    return frozenset(bound for side, bound in rows if side == "after")
