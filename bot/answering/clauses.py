"""Clause boundaries and noun phrases inside a sentence."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.answering.lexicon import word_row, word_set
from bot.answering.passage import Sentence, Word
from retrieval.language import wordlists
from retrieval.language.grammar import (
    case_of,
    is_attribute,
    is_converb,
    is_finite,
    is_owned,
    is_plural,
    is_possessed,
    is_verbal,
    is_verbal_noun,
)
from retrieval.language.numerals import find_numbers

_LIKE_OBJECTS = ("ды", "ді", "ты", "ті", "ны", "ні")
_ADVERBIAL = frozenset({"dative", "ablative", "locative", "instrumental", "accusative"})
_BREAKS = frozenset(",;:–—()")
_QUOTES = frozenset('«»"“”')
_QUALITY = ("лық", "лік", "дық", "дік", "тық", "тік")  # «орталық желіге», «аудандық жарысқа»
_QUALITIES = ("лы", "лі", "ды", "ді", "ты", "ті")
_RELATIONAL = ("лық", "лік", "дық", "дік", "тық", "тік")  # «партия өкілі [цифрлық] технология»: it has no subject
_PAIRS = frozenset({"мен", "бен", "пен", "және"})
_PASSIVE = re.compile(r"[лн](?:ған|ген)$")  # «тоқылған»: who stands before it did not do that
_DEED = re.compile(r".*(?:[ғқ]анына|[гк]еніне|тынына|тініне)")  # «келмегеніне», «екеніне»
_SAID = frozenset({"деді", "дейді"})  # «…», – [деді] аудан әкімі
_JOINS = frozenset({"және", "ал", "бірақ", "алайда", "әрі"})


def breaks_before(word: Word) -> bool:
    """Whether a mark that parts clauses stands before the word."""
    return bool(word.gap) and not _BREAKS.isdisjoint(word.gap)


@lru_cache(maxsize=1024)  # of one finding it is asked again and again
def clause_of(sentence: Sentence, start: int, stop: int) -> tuple[int, int]:
    """The stretch around a span up to the nearest comma, dash or ал on either side, as offsets."""
    words = sentence.words
    first, last = sentence.word_at(start), sentence.word_at(stop - 1)
    if first >= len(words):
        return start, stop
    while first > 0 and not breaks_before(words[first]) and words[first].lower not in {"ал", "бірақ"}:
        first -= 1
    last = min(last, len(words) - 1)
    while last + 1 < len(words) and not breaks_before(words[last + 1]) and words[last + 1].lower != "ал":
        last += 1
    return words[first].start, words[last].stop


def rival_clauses(sentence: Sentence, start: int, stop: int) -> tuple[tuple[int, int], ...]:
    """The clauses that tell of others than what stands there: «жобаны Айсана, [шешендікті Ғалымжан] үйретті»."""
    own = clause_of(sentence, start, stop)
    named = [(one.start, one.stop) for one in sentence.persons] + [(one.start, one.stop) for one in sentence.titles]
    return tuple(dict.fromkeys(other for place in named if (other := clause_of(sentence, *place)) != own))


def opening(sentence: Sentence, at: int) -> int:
    """Offset where a phrase that begins with a word is written from: the sign of «№2 лицей» belongs to it."""
    word = sentence.words[at]
    return sentence.paragraph.text.rfind("№", 0, word.start) if word.number and word.gap.endswith("№") else word.start


def head_after(words: tuple[Word, ...], at: int, longest: int = 4, noun_first: bool = False) -> int:
    """Index just after the noun phrase that begins at `at`: 157 [бастауыш партия ұйымының] 56 …

    The phrase ends with its first possessed or case-marked noun; without one, with its first noun.
    """
    end = at
    while end < len(words) and end - at < longest:
        word = words[end]
        if word.number or word.quoted or (end > at and word.gap) or word.lower in _JOINS:
            break
        if word.lower in word_set("words.toml", "stop") | word_set("words.toml", "predicates"):
            break
        if (
            not (end == at and (noun_first or case_of(word.text) == "accusative" or _is_quality(words, at)))
            and is_verbal(word.text)
            and (end > at or is_finite(word.text))
            and not is_attribute(word.text)
        ):
            break
        if end > at and end + 1 == len(words) and word.lower in word_set("words.toml", "last_verbs"):
            break  # «неше маман үй [алды]»
        if end in {at + 2, at + 3} and _is_scene_of_several(words[at:end], word):
            return at + 1
        if end > at and _ends_head(words[at:end], word, noun_first):
            return end
        end += 1
        opens = is_attribute(word.text) or word.lower in word_set("words.toml", "first_parts")
        if not opens and (
            case_of(word.text) != "nominative"
            or is_possessed(word.text)
            or (is_plural(word.text) and not (end < len(words) and is_owned(words[end].text)))
        ):
            return end
    # All bare: the first noun that is no attribute carries the number.
    for place in range(at, end):
        if not is_attribute(words[place].text):
            return place + 1 if not _izafet(words, place, end) else end
    return end


def _is_quality(words: tuple[Word, ...], at: int) -> bool:
    """«206 [жалғызбасты] қартқа», «30 [қысқамерзімді] курс»: it only looks like a verb, for its noun follows."""
    if at + 1 >= len(words) or words[at + 1].gap or not words[at].lower.endswith(_QUALITIES):
        return False
    if case_of(words[at].text) != "nominative":  # «23 [үйді] тұрғындары жөндеді» is an object
        return False
    noun = words[at + 1]
    idle = word_set("words.toml", "stop") | word_set("words.toml", "predicates") | word_set("words.toml", "last_verbs")
    return not (noun.number or noun.lower in idle or is_verbal(noun.text))


def _ends_head(head: tuple[Word, ...], word: Word, noun_first: bool) -> bool:
    """«23 бала | мектепке барды», «28 жас | түрлі жұмыстарға»: after a bare noun neither scene nor quality counts."""
    last = head[-1]
    if word.lower in word_set("words.toml", "coming"):
        return True  # «неше ауыл | келесі жылға қалды»
    if is_attribute(last.text) or last.lower in word_set("words.toml", "first_parts"):
        return False
    if is_owned(word.text):
        return False
    scene = case_of(word.text) in {"dative", "ablative", "locative", "instrumental"} and not is_attribute(word.text)
    return scene or (is_attribute(word.text) and not noun_first)


def _is_scene_of_several(head: tuple[Word, ...], word: Word) -> bool:
    """«16 ақын | сөз сайысына түсті», «251 үй | орталық желіге»: after a bare noun two or three that say where."""
    first = head[0]
    named = first.lower in word_set("words.toml", "first_parts") or first.quoted or first.capital
    if named or any(is_attribute(each.text) or case_of(each.text) != "nominative" for each in head):
        return False
    if word.lower.startswith(word_row("words.toml", "people")):
        return False
    joined = is_owned(word.text) or head[-1].lower.endswith(_QUALITY)
    return joined and case_of(word.text) in {"dative", "ablative", "locative", "instrumental"}


def _izafet(words: tuple[Word, ...], at: int, end: int) -> bool:
    """Whether a bare noun is only the first part of a longer name («бастауыш ұйым», «жедел жәрдем»)."""
    return words[at].lower in word_set("words.toml", "first_parts") and at + 1 < end


def phrase_before(words: tuple[Word, ...], end: int, longest: int = 8) -> int:
    """Index where the noun phrase that stops at `end` (exclusive) begins.

    Goes left over attributes, genitives, izafet and quoted names, before a verbal noun also over its objects;
    stops at marks, converbs and adverbial cases.
    """
    start = end
    verbal = end > 0 and is_verbal_noun(words[end - 1].text)
    while start > 0 and end - start < longest:
        word = words[start - 1]
        marks = words[start].gap.strip('«»"“”') if start < end and not in_title(words, start) else ""
        if marks and not (marks == "№" and is_attribute(word.text)):  # «қаладағы №3 мектеп»
            break
        joined = start < end and (_modifies(word, words[start], verbal) or _is_measured(words, start - 1))
        if start < end and not in_title(words, start) and not joined:
            break
        if start == 1 and start < end and not verbal and _opens_as_object(word):
            break
        if start > 1 and start < end and _is_place_taken(words[start - 2], word):
            break
        start -= 1
    while start < end and in_title(words, start):
        start -= 1
    return start


def _is_place_taken(ordinal: Word, word: Word) -> bool:
    """«[екінші орынды] полиция қызметкері Асан иеленді»: the place somebody took is none of their qualities."""
    return word.lower in {"орынды", "жүлдені"} and ordinal.lower.endswith(("нші", "ншы"))


def _opens_as_object(word: Word) -> bool:
    """«[Марапатты] полиция бөлімінің бастығы тапсырды»: what opens a sentence in the accusative is no quality."""
    return case_of(word.text) == "accusative" and not (word.quoted or is_attribute(word.lower))


def deed_start(words: tuple[Word, ...], at: int) -> int:
    """Where the clause begins that a deed in the dative closes: «[судың тұзды екеніне] шағымданады»; else the word."""
    if not _DEED.fullmatch(words[at].lower):
        return at
    return next((place for place in range(at, 0, -1) if breaks_before(words[place])), 0)


def _is_measured(words: tuple[Word, ...], at: int) -> bool:
    """«үш [өлшемді] принтер», «екі [қабатты] үй»: behind a number it only looks like an object."""
    if at == 0 or at + 1 >= len(words) or words[at].gap or not words[at].lower.endswith(_QUALITIES):
        return False
    noun, number = words[at + 1], words[at - 1]
    bare = not noun.gap and case_of(noun.text) == "nominative" and not is_verbal(noun.text)
    return bare and (number.number or bool(find_numbers(number.lower)))


def in_title(words: tuple[Word, ...], at: int) -> bool:
    """Whether a cut before a word would part a quoted name: «Ауыл | аманаты»."""
    inner = 0 < at < len(words) and words[at].quoted and words[at - 1].quoted
    return inner and _QUOTES.isdisjoint(words[at].gap)


def _modifies(word: Word, head: Word, verbal: bool) -> bool:
    lower = word.lower
    apart = word_set("words.toml", "stop") | word_set("words.toml", "in_company")
    if lower in word_set("words.toml", "one") and is_owned(head.text):
        return True  # «кітапхананың [бір] бөлмесінде»
    if lower in _JOINS or lower in _SAID or lower in apart:
        return False
    case = case_of(word.text)
    if case == "dative" and head.lower == "қарсы":
        return True  # «[жемқорлыққа] қарсы қызмет»
    aside = (case in _ADVERBIAL or lower.endswith(_LIKE_OBJECTS)) and not is_attribute(
        lower
    )  # «ашылуында | «Арай» қоры»
    if word.quoted or (head.quoted and not aside):
        return True
    if lower in word_set("words.toml", "time_words") or (is_converb(lower) and not word.capital):
        return False
    if verbal and case == "nominative" and is_plural(word.text):
        return False  # the subject: «Қатысушылар [тиімді қарым-қатынас орнатуды] …»
    if case in _ADVERBIAL:
        return is_attribute(lower) or verbal or (word.capital and case == "accusative")
    return True


def without_subject(words: tuple[Word, ...], start: int, end: int) -> int:
    """Index where an object begins in a row of words that its subject opens.

    «ардагерлер кеңесінің төрағасы Сқақов [бата] берді», «дода [2017 жылдан]»: the subject is a closed phrase.
    """
    for at in range(end - 1, start, -1):
        part = words[at - 1].lower in word_set("words.toml", "parts")  # «өрттің көбі [ескі пештен] шығады»
        part = part or _names_another(words, at)
        if part or (_is_whole(words, at - 1) and not joins_whole(words[at])):
            return at
        if _is_doer(words, at - 1) and (not joins_whole(words[at]) or _PASSIVE.search(words[at].lower)):
            return at
    return start


def _names_another(words: tuple[Word, ...], at: int) -> bool:
    """«Дала» жинағы | «Фолиант» баспасынан: a quoted name with its own noun closes before the next one."""
    kind = words[at - 1]
    owns = not kind.quoted and case_of(kind.text) == "nominative" and is_possessed(kind.text)
    return words[at].quoted and owns and at > 1 and words[at - 2].quoted


def _is_doer(words: tuple[Word, ...], at: int) -> bool:
    """«[Қайрат] йогурт шығарды», «[шеберлер] тоқылған кілем көрсетті»: a given name, a bare plural."""
    word = words[at]
    if word.quoted or word.number or case_of(word.text) != "nominative" or is_attribute(word.text):
        return False
    named = word.capital and word.lower in wordlists.words("given_names.txt")
    return named or (is_plural(word.text) and not is_owned(word.text))


def _is_whole(words: tuple[Word, ...], at: int) -> bool:
    """Whether a nominative closes its phrase: a possessed noun, a plural, a name of two words («Әміре Сқақов»)."""
    word = words[at]
    if case_of(word.text) != "nominative" or word.quoted or word.number or is_attribute(word.text):
        return False
    return is_possessed(word.text) or is_plural(word.text) or (word.capital and at > 0 and words[at - 1].capital)


def joins_whole(head: Word) -> bool:
    """Whether a word may go on after a closed phrase: a name, a possessed noun, a quality («ақауы бар пеш»)."""
    if head.capital or head.quoted or head.number or is_owned(head.text):
        return True
    telling = is_attribute(head.text) or (is_verbal(head.text) and case_of(head.text) == "nominative")
    quality = telling and not head.lower.endswith(_RELATIONAL)
    return quality or head.lower in word_set("words.toml", "predicates") | word_set("words.toml", "degrees")


def with_pair(words: tuple[Word, ...], start: int) -> int:
    """«[көршілес аудандар мен] қалалардан»: the ending at the end is that of both."""
    if start < 2 or words[start - 1].lower not in _PAIRS or words[start].gap or words[start - 1].gap:
        return start
    return phrase_before(words, start - 1, 3)
