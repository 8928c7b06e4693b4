"""What a number of a sentence means: its unit, its bound, the noun it counts, the whole it is part of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.answering.bounds import bound_after, bound_before
from bot.answering.clauses import head_after, phrase_before
from bot.answering.counting import counting_numbers
from bot.answering.lexicon import Lexicon, lines, word_row, word_set
from bot.answering.passage import Sentence, Word
from retrieval.language.grammar import (
    Case,
    case_of,
    is_attribute,
    is_converb,
    is_finite,
    is_owned,
    is_possessed,
    is_verbal,
)
from retrieval.language.numerals import Number
from retrieval.language.stemming import known_words

MONEY = ("теңге", "доллар", "тиын", "евро", "рубл")
_PERCENT = re.compile(r"\s?(?:%(?:-\w+)?|(?:пайыз|процент)\w*)")
SIZE = re.compile(
    r"(?:[лдт][ыі][қк]|[лдт][ыі]|[дт][ае]ғ[ыі]|[дт]ег[ыі]|ар)$"
)  # «орындық», «қабатты», «жастағы», «жасар»
_CASED: dict[Case, re.Pattern[str]] = {
    "genitive": re.compile(r"-[ндт][ыі]ң$"),
    "dative": re.compile(r"-(?:ғ|қ|н)?а$|-(?:г|к|н)?е$"),
    "ablative": re.compile(r"-[ндт][ае]н$"),
}
_DASHES = frozenset({"–", "—", "-", ":"})
_AND = frozenset({"және", "мен", "пен", "бен", "ал"})
_LONGEST_ROW = 5  # words between a number and the one that tells what both count
_ACCUSATIVE = frozenset({"ды", "ді", "ты", "ті"})
_NEAR = 3  # words from what something changed from to what it changed to
_COPULAS = frozenset({"болса", "болды", "болған", "болатын", "еді", "екен"})
_UP_TO = "дейін"
_TOO = frozenset({"да", "де", "та", "те"})
_USED_TO = ("атыны", "етіні", "йтыны", "йтіні")
_DOING = ("ғаны", "қаны", "гені", "кені", *_USED_TO)
# Third-person possession on a number, in any case; -еу/-ау numerals and numerals in words carry it without a hyphen.
PART = re.compile(
    r"(?:[-–](?:сы|сі|ы|і)|(?:еу|ау)[ыі]|бірі|екісі|үші|төрті|бесі|алтысы|жетісі|сегізі|тоғызы|жүзі|мыңы|миллионы|миллиарды"
    r"|жиырмасы|отызы|қырқы|елуі|алпысы|жетпісі|сексені|тоқсаны)(н|на|не|нда|нде|нан|нен|ның|нің|мен)?$"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as the sentence means it. Offsets in the paragraph; keys of the words around it."""

    number: Number
    start: int
    stop: int  # after unit and bound
    measure: str  # "money", "percent", "unit", "size" («24 пәтерлік үй» says which house, not how many) or "count"
    unit: tuple[Word, ...]
    head: tuple[Word, ...]  # the counted noun phrase after the number, its head last
    owner: tuple[Word, ...]  # the possessed noun before it: «құны – 540 миллион»
    partitive: bool  # «88-і»: a part of what was counted before
    whole: Word | None  # «пәтерлердің 20-сы»: the genitive before it
    bound: str = ""
    shared: bool = False  # its unit or noun is told once, with a later number: «қыста [18], жазда 34 бала»
    turn: str = ""  # what something changed "from" and "to": «жетіден тоғызға көбейді»

    @property
    def doing(self) -> bool:
        """«жұмыс істеп тұрғаны – 25», «нан сататыны – үшеу»: so many of those counted before do it."""
        bare = bool(self.owner) and self.measure == "count" and not self.head
        return bare and is_doing(self.owner[-1].lower)

    @property
    def last(self) -> int:
        """Offset after the words that are its own: noun, unit or bound."""
        told = () if self.shared or self.measure == "percent" else self.head or self.unit
        return max(self.stop, told[-1].stop) if told else self.stop


@lru_cache(maxsize=16384)
def quantities(sentence: Sentence, lexicon: Lexicon) -> tuple[Quantity, ...]:
    """All numbers of a sentence that count or measure something; years, dates and № are left out."""
    read = [_quantity(sentence, number, lexicon) for number in counting_numbers(sentence)]
    found = [each for at, each in enumerate(read) if not (at and _describes_part(sentence, read[at - 1], each))]
    found = _with_two_units(sentence, found)
    return _with_changes(sentence, _with_shared_whole(_with_shared_unit(_with_shared_noun(sentence, found))))


def _with_two_units(sentence: Sentence, found: Sequence[Quantity]) -> list[Quantity]:
    """«[11 тонна 400 келі] бал», «екі сағат 20 минут»: one amount in a unit and the smaller one below it."""
    whole: list[Quantity] = []
    for each in found:
        before = whole[-1] if whole else None
        if before and _goes_on(sentence, before, each):
            whole[-1] = replace(each, start=before.start, unit=(*before.unit, *each.unit), owner=before.owner)
        else:
            whole.append(each)
    return whole


def _goes_on(sentence: Sentence, before: Quantity, each: Quantity) -> bool:
    """Whether a number right behind another measures what is over in a smaller unit."""
    if not (before.unit and each.unit) or before.head or before.bound or before.partitive or each.partitive:
        return False
    unit, at = before.unit[-1], sentence.word_at(each.start)
    below = (row.split() for row in word_row("words.toml", "units_below") if row.startswith(f"{unit.lower} "))
    smaller = any(each.unit[0].lower.startswith(tuple(stems)) for _, *stems in below)
    return smaller and sentence.words[at - 1] is unit and not sentence.words[at].gap


def _with_shared_noun(sentence: Sentence, found: Sequence[Quantity]) -> list[Quantity]:
    """«біріншіге 400 мың, екіншіге 250 мың теңге», «қыста 18, жазда 34 бала»: what is counted is told once."""
    shared = list(found)
    for at in range(len(shared) - 2, -1, -1):
        each, after = shared[at], shared[at + 1]
        if _is_bare(sentence, each) and _lends(after) and _in_a_row(sentence, each, after):
            shared[at] = replace(each, measure=after.measure, unit=after.unit, head=after.head, shared=True)
        elif _measures_alike(each, after) and _in_a_row(sentence, each, after):
            shared[at] = replace(each, head=after.head, shared=True)
    return shared


def _measures_alike(each: Quantity, after: Quantity) -> bool:
    """«республикалық 210 км, аудандық 300 км [жол]»: what is measured is told last."""
    if each.measure != "unit" or each.head or each.owner or each.partitive or not after.head:
        return False
    bare = case_of(each.unit[-1].text) == "nominative" and not is_owned(each.unit[-1].text)
    return bare and [word.key for word in each.unit] == [word.key for word in after.unit]


def _describes_part(sentence: Sentence, part: Quantity, each: Quantity) -> bool:
    """«35-і [екі бөлмелі]»: what the part is like, no count of its own."""
    beside = sentence.word_at(part.stop - 1) + 1 == sentence.word_at(each.start)
    return part.partitive and beside and len(each.head) == 1 and is_attribute(each.head[0].text)


def _with_shared_unit(found: Sequence[Quantity]) -> list[Quantity]:
    """«оның 40 мың [гектары] – бидай, 15 мыңнан астамы – арпа»: a row of parts tells its unit once."""
    shared: list[Quantity] = []
    unit: tuple[Word, ...] = ()
    for each in found:
        unit = each.unit if each.measure == "unit" and is_owned(each.unit[-1].text) else unit if each.partitive else ()
        bare = unit and each.partitive and each.measure == "count"
        shared.append(replace(each, measure="unit", unit=unit, shared=True) if bare else each)
    return shared


def _with_shared_whole(found: Sequence[Quantity]) -> list[Quantity]:
    """«пәтердің 30-ы бір бөлмелі, 35-і екі бөлмелі»: the whole of a row of parts is told once, before the first."""
    shared: list[Quantity] = []
    whole: Word | None = None
    for each in found:
        whole = (each.whole or whole) if each.partitive else None
        shared.append(replace(each, whole=whole) if each.partitive else each)
    return shared


def _is_bare(sentence: Sentence, quantity: Quantity) -> bool:
    """A number with nothing of its own, before a mark or «және»."""
    owned = quantity.unit or quantity.head or quantity.partitive or quantity.bound or quantity.number.suffix
    if owned or quantity.measure != "count" or quantity.number.weak:
        return False
    at = sentence.word_at(quantity.number.stop - 1)
    after = sentence.words[at + 1] if at + 1 < len(sentence.words) else None
    return after is not None and sentence.words[at].gap not in _DASHES and (after.gap == "," or after.lower in _AND)


def _lends(quantity: Quantity) -> bool:
    """Whether a number is told with what it counts."""
    told = quantity.unit or quantity.head
    return bool(told) and not quantity.partitive and quantity.measure in {"count", "unit", "money"}


def _in_a_row(sentence: Sentence, each: Quantity, after: Quantity) -> bool:
    """Whether no verb and no dash parts two numbers."""
    between = sentence.within(each.number.stop, after.start)
    parted = any(word.gap in _DASHES or is_finite(word.text) or is_converb(word.text) for word in between)
    return not parted and len(between) <= _LONGEST_ROW


def _with_changes(sentence: Sentence, found: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """Pairs of what something changed from and to; «500 теңгеден 900 теңгеге дейін» without a change is one amount."""
    told: list[Quantity] = []
    for quantity in found:
        before = told[-1] if told else None
        if before and _goes_over(sentence, before, quantity):
            told.pop()
            told += _from_to(sentence, before, quantity)
        elif before and _replaces(sentence, before, quantity):
            told[-1:] = [replace(before, turn="from"), replace(quantity, turn="to")]
        elif before and _has_become(sentence, before, quantity):
            counted = before.owner or before.head
            told[-1:] = [replace(before, turn="from"), replace(quantity, turn="to", owner=counted)]
        else:
            told.append(quantity)
    return tuple(told)


def _from_to(sentence: Sentence, before: Quantity, after: Quantity) -> list[Quantity]:
    """«бестен екіге дейін қысқарды» changes to two, not to "up to two"; «бестен онға дейін» is a range."""
    if not (after.owner or after.unit or after.head):
        after = replace(after, owner=before.owner)  # «орташа балл 84-тен 91-ге көтерілді»
    if after.bound != _UP_TO:
        return [replace(before, turn="from"), replace(after, turn="to")]
    at = sentence.word_at(after.stop - 1)
    follows = sentence.words[at + 1 : at + 3]
    if any(word.lower.startswith(word_row("words.toml", "changes")) for word in follows):
        bare = replace(after, bound="", stop=sentence.words[at - 1].stop)
        return [replace(before, turn="from"), replace(bare, turn="to")]
    return [replace(after, start=before.start)]


def _goes_over(sentence: Sentence, before: Quantity, after: Quantity) -> bool:
    """«жетіден тоғызға», «4,9 пайыздан биыл 4,6 пайызға»: an ablative that leads to a dative of the same kind."""
    if before.bound or not _is_alike(before, after):
        return False
    first, last = sentence.word_at(before.last - 1), sentence.word_at(after.start)
    near = last - first <= _NEAR and not any(word.gap for word in sentence.words[first + 1 : last + 1])
    return near and case_in(sentence, before) == "ablative" and case_in(sentence, after) == "dative"


def case_in(sentence: Sentence, quantity: Quantity) -> Case:
    """The case of a number with its unit and noun, bounds aside: «40-тан», «4,9 пайыздан», «үш адамға дейін»."""
    at = sentence.word_at(quantity.stop - 1)
    told = quantity.unit or (quantity.head if quantity.measure == "count" else ())
    if quantity.bound and quantity.measure == "count":
        at = sentence.word_at(quantity.number.stop - 1)
    word = told[-1] if told else sentence.words[at]
    if word.number and word.text[:1].isdigit():
        return next((case for case, ending in _CASED.items() if ending.search(word.text)), "nominative")
    return case_of(word.text)


def _replaces(sentence: Sentence, before: Quantity, after: Quantity) -> bool:
    """«196 теңгенің орнына 231 теңге», «үш рейстің орнына бес рейс»."""
    words, first, last = sentence.words, sentence.word_at(before.last - 1), sentence.word_at(after.start)
    instead = first + 1 < len(words) and words[first + 1].lower == "орнына"
    return instead and case_of(words[first].text) == "genitive" and last - first <= _NEAR + 1


def _has_become(sentence: Sentence, before: Quantity, after: Quantity) -> bool:
    """«пункттер тоғыз еді, енді [13-ке] жетті»: a bare number is what the one before it changed to."""
    if after.owner or after.unit or after.head or after.partitive or before.measure != after.measure != "percent":
        return False
    behind = sentence.words[sentence.word_at(after.stop - 1) + 1 :][:1]
    between = sentence.within(before.last, after.start)
    now = word_set("words.toml", "now") | word_set("words.toml", "this_year") | {"енді"}
    changed = any(word.lower.startswith(word_row("words.toml", "changes")) for word in behind)
    alone = bool(between) and between[-1].lower in now and len(between) <= _NEAR
    return changed and alone and case_in(sentence, after) in {"dative", "ablative"}


def _is_alike(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers count the same, which either may leave untold."""
    told = [each.unit or (each.head if each.measure == "count" else ()) for each in (one, other)]
    keys = [tuple(word.key for word in words) for words in told]
    percents = [each.measure == "percent" for each in (one, other)]
    return percents[0] == percents[1] and (keys[0] == keys[1] or not all(keys))


def _heading_unit(sentence: Sentence, start: int) -> tuple[Word, ...]:
    """The unit that a table's heading gives before the dash: «…, млрд теңге –»."""
    words, at = sentence.words, sentence.word_at(start)
    if at >= len(words) or words[at].gap not in {"–", "—"}:
        return ()
    comma = next((place for place in range(at - 1, max(-1, at - 3), -1) if "," in words[place].gap), None)
    heading = words[at - 1]
    # «…, жұмысшысы – он екі» tells of something, «…, жүлдегерлерге – 50 мың» whom it goes to
    if comma is None or is_possessed(heading.text) or is_doing(heading.lower) or case_of(heading.text) == "dative":
        return ()
    return words[comma:at]


def _quantity(sentence: Sentence, number: Number, lexicon: Lexicon) -> Quantity:
    text, words = sentence.paragraph.text, sentence.words
    at = sentence.word_at(number.stop - 1) + 1
    stop, measure, unit_from = number.stop, "count", at
    percent = _PERCENT.match(text, number.stop)
    if percent:
        stop, measure = percent.end(), "percent"
        at = sentence.word_at(stop - 1) + (1 if stop and text[stop - 1].isalpha() and "%" not in percent[0] else 0)
        at = next((place for place in range(unit_from, len(words)) if words[place].start >= stop), len(words))
    elif at < len(words) and not words[at].gap and not _owned_digits(number):
        if words[at].lower.startswith(MONEY):
            measure = "money"
            at += 1
        else:
            size = _unit_at(words, at, lexicon)
            if _is_size(words, at):
                measure, at = "size", at + 1
            elif size and not is_attribute(words[at + size - 1].text):
                measure, at = "unit", at + size
        stop = words[at - 1].stop if at > unit_from else stop
    unit = words[unit_from:at] if measure in {"money", "unit", "size"} else ()
    heading = _heading_unit(sentence, number.start)
    if heading and measure == "count":
        unit, measure = heading, "money" if heading[-1].lower.startswith(MONEY) else "unit"
    bound, stop, at = bound_after(sentence, stop, at)
    start, before = bound_before(sentence, number.start)
    measured = (
        measure in {"money", "unit"}
        and stop == words[at - 1].stop
        and case_of(words[at - 1].text) not in {"nominative", "accusative"}
    )
    head = (
        words[at : head_after(words, at)] if at < len(words) and not words[at].gap.strip('«"') and not measured else ()
    )
    partitive = _partitive(number, bound)
    part = partitive or (measure == "unit" and is_possessed(words[at - 1].text))  # «41 мың гектары – бидай»
    if part:  # «олардың отыз бірі – әйел»; else what follows is not counted: «88-і оң шешімін тапты»
        head = _until_mark(words[at : at + 3]) if at < len(words) and words[at].gap in {"–", "—", "-"} else ()
    elif number.suffix and not bound and measure == "count":  # «22-ге жетті»: a case, nothing is counted
        head = ()
    if len(head) == 1 and is_doing(head[0].lower.removesuffix("н")):  # «бұл сан 1 310 [болғанын] айтты»
        head = ()
    head = _until_number(sentence, head)
    owner = _owner(sentence, start)
    if heading and unit == heading:
        owner = (*words[phrase_before(words, words.index(heading[0])) : words.index(heading[0])], *heading)
    elif not (owner or partitive or unit or head) and (number.suffix or _is_predicate(sentence, number, at)):
        owner = _counted_noun(sentence, start)
    return Quantity(
        number,
        start,
        stop,
        measure,
        unit,
        head,
        owner,
        partitive,
        _whole_before(sentence, number),
        before or bound,
    )


def _unit_at(words: tuple[Word, ...], at: int, lexicon: Lexicon) -> int:
    """How many words a unit takes that begins at `at`."""
    return next(
        (n for n in (2, 1) if at + n <= len(words) and tuple(w.key for w in words[at : at + n]) in lexicon.units), 0
    )


def _is_size(words: tuple[Word, ...], at: int) -> bool:
    """«24 пәтерлік үй», «үш айлық курс», «34 жастағы дәрігер»: the number describes the noun after it."""
    lower = words[at].lower
    base = SIZE.sub("", lower)
    if base.startswith(word_row("words.toml", "people")) and lower.removeprefix(base) in _ACCUSATIVE:
        return False  # «17 адамды судан аман алып шықты»
    known = base in word_set("words.toml", "capacities") or any(unit.split()[-1] == base for unit in lines("units.txt"))
    if base == lower or not known or at + 1 >= len(words):
        return False
    follows = words[at + 1]
    named = is_attribute(follows.text) or follows.capital  # «24 пәтерлік қызметтік үй», «42 шақырымдық Басты канал»
    acts = is_finite(follows.text) and not named
    return not follows.gap and not acts and follows.lower not in word_set("words.toml", "predicates")


def _until_mark(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The first words of a row, up to the next mark."""
    return words[: next((at for at in range(1, len(words)) if words[at].gap), len(words))]


def _until_number(sentence: Sentence, head: tuple[Word, ...]) -> tuple[Word, ...]:
    """«26 адам | екі ауысыммен»: a counted noun ends where the next number begins."""
    numbers = {number.start for number in sentence.numbers}
    return head[: next((at for at, word in enumerate(head) if word.start in numbers), len(head))]


def _is_predicate(sentence: Sentence, number: Number, at: int) -> bool:
    """«былтыр күткен науқас [90] болса»: the number is what the noun right before it was."""
    words, first = sentence.words, sentence.word_at(number.start)
    was = at < len(words) and not words[at].gap and words[at].lower in _COPULAS
    return was and first > 0 and not words[first - 1].lower.startswith(word_row("words.toml", "time_nouns"))


def _counted_noun(sentence: Sentence, start: int) -> tuple[Word, ...]:
    """«газ жеткен [елді мекен] сегізге жетті»: the subject right before a number in a case."""
    words, end = sentence.words, sentence.word_at(start)
    last = words[end - 1] if end else None
    if last is None or (end < len(words) and words[end].gap) or is_finite(last.text) or last.number:
        return ()
    if case_of(last.text) != "nominative" or last.lower in word_set("words.toml", "time_words"):
        return ()
    return words[phrase_before(words, end) : end]


def _owned_digits(number: Number) -> bool:
    """«балалардың 23-і күн сайын …»: what follows is no unit of it."""
    return number.text[:1].isdigit() and number.kind != "fraction" and PART.search(number.text.lower()) is not None


def _partitive(number: Number, bound: str) -> bool:
    """«88-і», «24-інде», «екеуі», «он жетісі», «9 миллионына», «15 мыңнан астамы»: the ending says "of them"."""
    of_them = number.kind != "fraction" and PART.search(number.text.lower()) is not None
    return of_them or bound.endswith(("ы", "і", "сы", "сі"))


def _whole_before(sentence: Sentence, number: Number) -> Word | None:
    at = sentence.word_at(number.start)
    before = sentence.words[at - 1] if at else None
    return before if before and case_of(before.text) == "genitive" and not before.number else None


def _owner(sentence: Sentence, start: int) -> tuple[Word, ...]:
    """The possessed noun right before the number, or before the dash or colon in front of it."""
    words, end = sentence.words, sentence.word_at(start)
    if end and words[end - 1].lower in word_set("words.toml", "per_time") and words[end - 1].gap:
        end -= 1  # «қуаты – жылына 120 мың сүзгі»
    if end and words[end - 1].lower in _TOO and not words[end - 1].gap:
        end -= 1  # «маршрут саны да 12-ден 15-ке көбейді»
    if end == 0:
        return ()
    first = words[end] if end < len(words) else None
    if first and first.gap and not re.fullmatch(r"[–—:\-|]+", first.gap):
        return ()
    last = words[end - 1]
    dashed = bool(first and first.gap)
    if not (is_possessed(last.text) or _is_amount_set(last)) and not dashed:
        return ()
    begin = phrase_before(words, end)
    amount = begin == end - 1 and last.lower.startswith("сан")
    if amount and begin and words[begin - 1].lower in word_set("words.toml", "all_together"):  # «құстың [жалпы] саны»
        return (*words[phrase_before(words, begin - 1) : begin - 1], last)
    return words[begin:end]


def _is_amount_set(word: Word) -> bool:
    """«орын [санын] 300-ден 450-ге жеткізді», «балабақша [ақысын] 22 мың теңгеге өсірді»."""
    amount = word.lower.startswith(word_row("words.toml", "amounts_asked")) or "ақысы" in word.lower
    return amount and is_owned(word.text) and case_of(word.text) == "accusative"


def is_doing(lower: str) -> bool:
    """«тұрғаны», «сататыны», «тексерілгені»: those who do so; «тоғаны», «дүкені» only end like one."""
    if not lower.endswith(_DOING) or not is_verbal(lower):
        return False
    known = known_words()
    return lower.endswith(_USED_TO) or lower[:-1] in known or f"{lower[:-4]}у" in known


def is_measured_part(sentence: Sentence, quantity: Quantity) -> bool:
    """«соның 9 шақырымына», «оның 640 гектарын»: so much of what was measured before."""
    at = sentence.word_at(quantity.start)
    led = at and sentence.words[at - 1].lower in word_set("words.toml", "anaphors")
    return bool(led and quantity.unit and is_owned(quantity.unit[-1].text))
