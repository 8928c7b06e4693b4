"""Rows of like phrases: «киіз, алаша және кілем»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.answering.clauses import in_title, joins_whole, phrase_before, without_subject
from bot.answering.lexicon import is_one_of, word_row, word_set
from bot.answering.passage import Sentence, Word
from bot.answering.wholes import whole_start
from retrieval.language.grammar import (
    SPATIAL,
    Case,
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
from retrieval.language.stemming import known_words

_SEPARATOR = re.compile(r"^[!?…]*[»\"”]?,[«\"“]?$")  # «Ел үмітім!», «Отан»
_PARTICIPLES = ("ған", "ген", "қан", "кен", "тын", "тін")
_LONGEST_DESCRIBED = 14  # words
_LIKE_VERBS = ("дық", "дік", "тық", "тік", "ды", "ді", "ты", "ті")
_DEEDS = ("ауды", "еуді", "ауға", "еуге", "аумен", "еумен")  # a bare «-ау» may be a noun: «тау»
_LONGEST_NOUN = 4  # words behind a quoted name up to the noun that says what it is
_PASSIVE = re.compile(r".{2,}[ыі][лн]д[ыі]$")
_OF_NOUNS = ("ы", "і", "дар", "дер", "дың", "дің", "да", "де")
_SPACES = re.compile(r"^[«»\"“”]*$")
_IF_WE = ("сақ", "сек")
_COMPLEMENTS = frozenset({"dative", "locative", "ablative", "accusative"})
_JOIN = frozenset({"және", "мен", "пен", "бен", "әрі", "немесе", "сондай-ақ"})


@dataclass(frozen=True, slots=True)
class Row:
    """A coordinated row: the bounds of its items, and where it ends."""

    items: tuple[tuple[int, int], ...]
    end: int


def rows_in(sentence: Sentence) -> Iterator[Row]:
    """The rows of a sentence, none beginning inside another."""
    end = 0
    for first in separators(sentence):
        row = row_at(sentence, first) if first >= end else None
        if row:
            yield row
            end = row.end


@lru_cache(maxsize=8192)
def separators(sentence: Sentence) -> tuple[int, ...]:
    """Where the items of a row may part: «киіз[,] алаша [және] кілем»."""
    words = sentence.words
    return tuple(at for at in range(1, len(words)) if _separates(words, at) and not _opens(words, at))


@lru_cache(maxsize=8192)
def row_at(sentence: Sentence, first: int) -> Row | None:
    """The coordinated row whose first separator stands at a place."""
    words = sentence.words
    cuts = [first]
    place = first + 1
    while place < len(words) and place - cuts[-1] <= 7:
        if _separates(words, place):
            cuts.append(place)
        elif words[place].gap.strip('«»"”') or (_ends_clause(words, place) and not _leads_deed(words, first, place)):
            break
        place += 1
    cuts = _closed(words, cuts)
    begin = _row_start(words, first)
    items, start = [], begin
    for cut in cuts:
        if cut > start:
            items.append((start, cut))
        start = cut + (1 if words[cut].lower in _JOIN else 0)
    end = _last_item_end(words, start, items)
    if end <= start:
        return None
    items = _without_announcement(words, _examples(words, [*items, (start, end)]))
    if len(items) == 1:
        return None
    begin = without_subject(words, _without_subject(words, items), items[0][1])
    begin = _past_doer(words, begin, items[0][1])
    items[0] = (whole_start(words, _with_complement(words, begin), items[0][1]), items[0][1])
    if items[0][0] >= items[0][1]:
        return None
    end = _with_its_noun(words, _with_kind_noun(words, end))
    items = _up_to_likening(words, [*items[:-1], (start, _before_maker(words, start, end))])
    if len(items) == 1:
        return None
    end = items[-1][1]
    verbs = any(_ends_clause(words, b - 1) or _is_told(words[b - 1]) for _, b in items[:-1])
    sources = any(words[b - 1].lower in word_set("words.toml", "according") for _, b in items)
    return Row(tuple(items), end) if begin < first and not (verbs or sources) and _agree(words, items) else None


def _up_to_likening(words: tuple[Word, ...], items: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """«алма, өрік [сияқты жемістер, картоп]»: the row ends before «сияқты»; with it in the first item there is none."""
    likening = word_set("words.toml", "likening")
    for place, (start, stop) in enumerate(items):
        at = next((at for at in range(start + 1, stop) if words[at].lower in likening), None)
        if at is not None:
            return [*items[:place], (start, at)]
    return items


def _before_maker(words: tuple[Word, ...], start: int, end: int) -> int:
    """«сүт, ет және ұн [өндіретін үш цех]»: whoever makes them all is no item."""
    for at in range(start + 1, end - 1):
        made = words[at].lower.endswith(_PARTICIPLES) and case_of(words[at - 1].text) == "nominative"
        makers = bool(find_numbers(words[at + 1].text)) or is_one_of(words[end - 1].lower, "organisations")
        if made and makers:
            return at
    return end


def _past_doer(words: tuple[Word, ...], start: int, stop: int) -> int:
    """«[әкім] су қоймасын, наубайхананы аралады»: a bare noun for somebody at the head of objects is who did it."""
    if stop - start < 2 or case_of(words[stop - 1].text) != "accusative":
        return start
    word, following = words[start], words[start + 1]
    bare = case_of(word.text) == "nominative" and not (word.quoted or is_owned(following.text) or following.gap)
    return start + 1 if bare and word.lower.startswith(word_row("words.toml", "people")) else start


def _is_told(word: Word) -> bool:
    """«70 төсек [бар], 22 дәрігер еңбек етеді»: a clause of its own, no item."""
    return word.lower in word_set("words.toml", "predicates") and not word.quoted


def _agree(words: tuple[Word, ...], items: list[tuple[int, int]]) -> bool:
    """Whether items in a case are followed by others in it: «[көрсетті], былтырғы санақ» is no row."""
    ends = [words[stop - 1] for _, stop in items]
    for (start, stop), word in zip(items[1:], ends, strict=False):
        case = case_of(word.text)
        if case in {"nominative", "genitive"} or is_attribute(word.text) or word.quoted or word.capital:
            continue
        held = {case_of(other.text) for other in (*words[start:stop], ends[-1])}
        if case not in held:
            return False
    return True


def _row_start(words: tuple[Word, ...], first: int) -> int:
    """Where the first item begins, quoted names whole, without what opens the sentence («Әсіресе …»)."""
    begin = phrase_before(words, first, 6)
    while begin and words[begin - 1].quoted and not words[begin].gap.strip('«»"“”'):
        begin -= 1
    openers = word_set("words.toml", "row_openers")
    while begin < first - 1 and (words[begin].lower in openers or _is_scene(words, begin)):
        begin += 1
    return begin + 1 if _is_object_before(words, begin, first) else begin


def _is_object_before(words: tuple[Word, ...], begin: int, end: int) -> bool:
    """«[Жобаны] Қаржы министрлігі, Ислам банкі …»: a capital only because it opens the sentence."""
    deed = any(is_verbal_noun(word.text) or is_verbal(word.text) for word in words[begin + 1 : end])
    object_ = case_of(words[begin].text) == "accusative" and case_of(words[end - 1].text) == "nominative"
    return begin == 0 and begin < end - 1 and object_ and not (deed or words[0].quoted)


def _is_scene(words: tuple[Word, ...], at: int) -> bool:
    """«[Қорада] аққу, шағала», «[цехта] есік, терезе»: where it is, though a deed-like noun follows."""
    word, following = words[at], words[at + 1]
    opens = at == 0 or bool(word.gap) or words[at - 1].lower in word_set("words.toml", "time_words")
    place = case_of(word.text) == "locative" or (opens and word.lower.endswith(("да", "де", "та", "те")))
    plain = not (word.quoted or is_attribute(word.text) or is_owned(following.text) or is_verbal(following.text))
    return place and plain and not following.gap


def _examples(words: tuple[Word, ...], items: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """«бірнеше нысан, [соның ішінде] балабақша және мектеп»: the items are what is told behind it."""
    announced = word_set("words.toml", "such_as")
    for place in range(len(items) - 1, -1, -1):
        start, stop = items[place]
        for at in range(start, stop):
            for behind in (at + 2, at + 1):
                if behind < stop and " ".join(word.lower for word in words[at:behind]) in announced:
                    return [(behind, stop), *items[place + 1 :]]
    return items


def _is_verb(words: tuple[Word, ...], at: int) -> bool:
    """Whether a word is a verb that ends a clause; names are none («Семей»), nor what tells of the noun behind it."""
    word = words[at]
    if word.quoted or word.capital or not is_verbal(word.text) or case_of(word.text) != "nominative":
        return False
    return not (_describes(words, at) or _is_quality(words, at))


def _ends_clause(words: tuple[Word, ...], at: int) -> bool:
    """Whether a row cannot go past a word: a verb, also one that ends like an object: «шаштараз [ашылды], ал …»."""
    word = words[at]
    closed = at + 1 == len(words) or bool(words[at + 1].gap)
    verb = closed and not (word.quoted or word.capital) and _is_passive(word.lower)
    return _is_verb(words, at) or verb


def _is_passive(lower: str) -> bool:
    """«ашылды», «берілді»; «ауылды» is a noun, for it has an owner elsewhere."""
    nouns = (lower[:-2] + ending for ending in _OF_NOUNS)
    return bool(_PASSIVE.match(lower)) and not any(noun in known_words() for noun in nouns)


def _is_quality(words: tuple[Word, ...], at: int) -> bool:
    """«[жергілікті] тағамдар», «[брендтік] тәттілер»: an end as that of a verb, but a noun behind it."""
    following = words[at + 1] if at + 1 < len(words) else None
    if following is None or following.gap or is_verbal(following.text) or not words[at].lower.endswith(_LIKE_VERBS):
        return False
    if is_verbal_noun(words[at].text) or words[at].lower in word_set("words.toml", "relations"):
        return False  # «құруды ұсынамын», «алма сияқты жеміс»
    closed = word_set("words.toml", "stop") | word_set("words.toml", "last_verbs")
    return following.lower not in _JOIN | closed


def _leads_deed(words: tuple[Word, ...], first: int, at: int) -> bool:
    """«топырақ талдауды, [тамшылатып] суаруды»: in a row of deeds a converb says how one is done."""
    declined = _is_deed(words[first - 1]) and case_of(words[first - 1].text) != "nominative"
    return declined and is_converb(words[at].text)


def _is_deed(word: Word) -> bool:
    """«отырғызуды», «талдауды»."""
    return is_verbal_noun(word.text) or word.lower.endswith(_DEEDS)


def _describes(words: tuple[Word, ...], at: int) -> bool:
    """Whether a participle belongs to the noun behind it: «от [шығаратын] құрал»."""
    following = words[at + 1] if at + 1 < len(words) else None
    if following is None or following.gap or is_verbal(following.text):
        return False
    return words[at].lower.endswith(_PARTICIPLES) and following.lower not in word_set("words.toml", "last_verbs")


def _opens(words: tuple[Word, ...], at: int) -> bool:
    """Whether what stands before a comma only opens the sentence: «Айта [кетейік], …», «… айтатын [болсақ], …»."""
    before = words[at - 1].lower
    return words[at].gap == "," and (before in word_set("words.toml", "openers") or before.endswith(_IF_WE))


def _with_complement(words: tuple[Word, ...], start: int) -> int:
    """«[кезекте] тұрған жетім балалар»: what a participle at the head stands with belongs to the row."""
    if start and words[start].lower.endswith(_PARTICIPLES) and not words[start].gap and is_verbal(words[start].text):
        return phrase_before(words, start, 6) if case_of(words[start - 1].text) in _COMPLEMENTS else start
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
    if in_title(words, at):
        return False
    return bool(_SEPARATOR.match(words[at].gap)) or (
        words[at].lower in _JOIN and not words[at].gap.strip('«»"“”') and not words[at].quoted
    )


def _described_end(words: tuple[Word, ...], start: int) -> int:
    """Where an item ends whose participle has an object: «[«Жылы үй» жобасын жүргізіп жүрген шаруалар]»; else 0."""
    held = False
    for at in range(start, min(start + _LONGEST_DESCRIBED, len(words) - 1)):
        goes_on = words[at].gap == "," and is_converb(words[at - 1].text)  # «еңбек етіп, бала оқытқан»
        if at > start and not (goes_on or in_title(words, at) or _SPACES.match(words[at].gap)):
            return 0
        if held and is_plural(words[at + 1].text) and _describes(words, at) and is_verbal(words[at].text):
            return at + 2
        if words[at].quoted:
            continue
        held = held or case_of(words[at].text) in _COMPLEMENTS
        if is_finite(words[at].text) and not words[at].lower.endswith(_PARTICIPLES) and held:
            return 0
    return 0


def _owns_group(words: tuple[Word, ...], at: int) -> bool:
    """Whether a genitive owns the group behind it, which is the item's head: «газеттердің [өкілдері] қатысты»."""
    following = words[at + 1] if at + 1 < len(words) else None
    if following is None or following.gap or case_of(words[at].text) != "genitive":
        return False
    return is_plural(following.text) and is_possessed(following.text)


def _last_item_end(words: tuple[Word, ...], start: int, items: list[tuple[int, int]]) -> int:
    """The last item ends with the word whose case is that of the first item's head, else with its first noun."""
    wanted = case_of(words[items[0][1] - 1].text) if items else "nominative"
    described = _described_end(words, start) if wanted == "nominative" else 0
    if described:
        return described
    deeds = bool(items) and _is_deed(words[items[0][1] - 1])
    for at in range(start, min(start + 7, len(words))):
        if at > start and not in_title(words, at) and words[at].gap.strip('«»"”'):
            return at if wanted in {"nominative", case_of(words[at - 1].text)} else start
        if in_title(words, at + 1):
            continue
        if wanted != "nominative":
            if case_of(words[at].text) == wanted and not (deeds and _belongs_to_deed(words, at, wanted)):
                return at + 1
            continue
        if at > start and (_closes_before(words, at) or _is_of_verb(words, at)):
            return at
        if _owns_group(words, at):
            return at + 2
        if case_of(words[at].text) != "nominative" and not _goes_on(words, at):
            return at + 1
    if wanted != "nominative":
        return start  # «[Сессияда] сондай-ақ бюджетке өзгеріс енгізіліп»: nothing in that case, no row
    return min(start + max(1, items[-1][1] - items[-1][0]) if items else start + 1, len(words))


def _is_of_verb(words: tuple[Word, ...], at: int) -> bool:
    """«монша мен кафе [іске] қосылды», «хоры мен ансамблі [жұмыс] істейді»: a word that belongs to its verb alone."""
    following = words[at + 1] if at + 1 < len(words) else None
    of_verb = words[at].lower in word_set("words.toml", "of_set_verbs") and not words[at].gap
    return of_verb and following is not None and not following.gap and is_verbal(following.text)


def _closes_before(words: tuple[Word, ...], at: int) -> bool:
    """Whether a bare row has ended before a word: a verb, «керек», past a closed noun («үйірмелері [жұмыс]»)."""
    bare = is_plural(words[at - 1].text) and case_of(words[at - 1].text) == "nominative"
    if is_verbal_noun(words[at].text) and bare:
        return True  # «одақтар немесе клубтар [құру] ұсынылды»
    following = words[at + 1] if at + 1 < len(words) else None
    ends = following is None or bool(following.gap) or is_finite(following.text)
    if ends and words[at].lower in word_set("words.toml", "predicates"):
        return True
    verb = _is_last_verb(words, at) or _is_verb(words, at)
    if verb and not (words[at].capital or _describes(words, at)):
        return True
    closed = is_possessed(words[at - 1].text) and not is_verbal(words[at - 1].text)
    return closed and not joins_whole(words[at]) and words[at].lower not in word_set("words.toml", "relations")


def _is_last_verb(words: tuple[Word, ...], at: int) -> bool:
    """«көрсетті», «құруды ұсынды»: no object («[бұйымдарды] көрсетті»), no quality («[дәмді] тағам»)."""
    following = words[at + 1] if at + 1 < len(words) else None
    noun = is_plural(words[at].text) or is_owned(words[at].text)
    governed = case_of(words[at].text) == "accusative" and following is not None and is_verbal(following.text)
    object_ = (noun or governed) and not is_verbal_noun(words[at].text)
    return is_finite(words[at].text) and not object_ and not _is_quality(words, at)


def _goes_on(words: tuple[Word, ...], at: int) -> bool:
    """«[мектепті] жылыту», «[бағытындағы] жобалар», «[маңызды] шаралар»: the item's noun is still to come."""
    following = words[at + 1] if at + 1 < len(words) else None
    if following is None or following.gap:
        return False
    scene = words[at].lower.endswith(SPATIAL) and not is_verbal(following.text)
    return is_verbal_noun(following.text) or scene or _is_quality(words, at)


def _belongs_to_deed(words: tuple[Word, ...], at: int, wanted: Case) -> bool:
    """«[бастамаларды] іске асыру тәсілдерін»: in a row of deeds an object whose deed comes behind it."""
    deed = False
    for later in words[at + 1 : at + 6]:
        if later.gap.strip('«»"”') or is_finite(later.text):
            return False
        deed = deed or is_verbal_noun(later.text)
        if deed and case_of(later.text) == wanted:
            return True
    return False


def _with_its_noun(words: tuple[Word, ...], end: int) -> int:
    """«… және «Қуат» [сервис орталығы]»: the noun that says what a quoted name is belongs to the last item."""
    if not words[end - 1].quoted:
        return end
    for at in range(end, min(end + _LONGEST_NOUN, len(words))):
        word = words[at]
        idle = word.lower in word_set("words.toml", "stop") or is_verbal(word.text)
        if word.gap.strip('«»"”') or word.quoted or idle:
            return end
        if is_owned(word.text) and not is_plural(word.text):
            return at + 1 if case_of(word.text) == "nominative" else end
    return end
