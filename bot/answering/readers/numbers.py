"""Counts, sums, shares and ordinals: a number with its unit, its bound and the noun it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise, zip_longest

from bot.answering.finding import Finding
from bot.answering.lexicon import Lexicon, lines, word_set
from bot.answering.passage import ArticleReading, Sentence, Word
from bot.answering.question import Question
from bot.answering.readers.clauses import clause_of, head_after, phrase_before
from bot.answering.readers.stretches import Counted, Stretch, stretches
from bot.answering.saying.agreement import bare_noun
from retrieval.language.folding import fold
from retrieval.language.grammar import case_of, is_attribute, is_finite, is_plural, is_possessed, is_verbal
from retrieval.language.inflection import nominative
from retrieval.language.numerals import Number

_MONEY = ("теңге", "доллар", "тиын", "евро", "рубл")
_PERCENT = re.compile(r"\s?(?:%(?:-\w+)?|(?:пайыз|процент)\w*)")
_YEAR = re.compile(r"(?:19|20)\d\d(?:[-–]\w+)?$")
_AGE_ASKED = re.compile(r"жас(?:та|ында|қа|ынан)$")  # «неше жаста»; «неше жас [маман]» counts people
_AGE_TOLD = re.compile(r"жас(?:та|тағы|тан|қа|ар|ында|ынан|ын|ы)?$")
_SCALE = re.compile(r"(?:мың|млн|миллион|млрд|миллиард)\w*$")
# Third-person possession on a number, in any case; -еу/-ау numerals and numerals in words carry it without a hyphen.
_PART = re.compile(
    r"(?:[-–](?:сы|сі|ы|і)|(?:еу|ау)[ыі]|бірі|екісі|үші|төрті|бесі|алтысы|жетісі|сегізі|тоғызы|жүзі|мыңы|миллионы|миллиарды"
    r"|жиырмасы|отызы|қырқы|елуі|алпысы|жетпісі|сексені|тоқсаны)(н|на|не|нда|нде|нан|нен|ның|нің|мен)?$"
)
_OURS = re.compile(r"(ы|і)?м[ыі]з$")
_VOICELESS = {"ғ": "қ", "г": "к", "б": "п"}
_SAME = 0.85  # likeness of a synonym
_RANGE = re.compile(r"\d+[-–—]\d+$")
_LONGEST_UNIT = 3  # letters between a number and its unit, «%» included
_NEXT_NUMBER = 2  # letters between a whole and its part
_TEMPLATE_SUFFIX = re.compile(r"-\w+$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as the sentence means it. Offsets in the paragraph; keys of the words around it."""

    number: Number
    start: int
    stop: int  # after unit and bound
    measure: str  # "money", "percent", "unit" or "count"
    unit: tuple[Word, ...]
    head: tuple[Word, ...]  # the counted noun phrase after the number, its head last
    owner: tuple[Word, ...]  # the possessed noun before it: «құны – 540 миллион»
    partitive: bool  # «88-і»: a part of what was counted before
    whole: Word | None  # «пәтерлердің 20-сы»: the genitive before it
    bound: str = ""


@cache
def _bounds(place: str) -> tuple[str, ...]:
    rows = (line.split("\t") for line in lines("bounds.txt"))
    return tuple(sorted((words for where, words in rows if where == place), key=len, reverse=True))


@lru_cache(maxsize=8192)
def quantities(sentence: Sentence, lexicon: Lexicon) -> tuple[Quantity, ...]:
    """All numbers of a sentence that count or measure something; years, dates and № are left out."""
    found: list[Quantity] = []
    for number in _whole_ranges(sentence):
        if (
            number.kind == "ordinal"
            or _in_title(sentence, number)
            or _is_label(sentence, number)
            or _is_heading(sentence, number)
        ):
            continue
        found.append(_quantity(sentence, number, lexicon))
    return _with_shared_unit(found)


def _whole_ranges(sentence: Sentence) -> Iterator[Number]:
    """The sentence's numbers, «25-30» as one."""
    first: Number | None = None
    for number, after in zip_longest(sentence.numbers, sentence.numbers[1:]):
        text = sentence.paragraph.text[(first or number).start : number.stop]
        ranges = after is not None and sentence.paragraph.text[number.stop : after.start] in {"-", "–", "—"}
        if ranges and number.text.isdigit():
            first = first or number
            continue
        yield replace(number, start=first.start, text=text) if first else number
        first = None


def _with_shared_unit(found: list[Quantity]) -> tuple[Quantity, ...]:
    """«біріншіге 400 мың, екіншіге 250 мың теңге»: the money is named once, for the last sum."""
    for at in range(len(found) - 2, -1, -1):
        each, after = found[at], found[at + 1]
        scaled = each.measure == "count" and not each.head and _SCALE.search(each.number.text.lower())
        if scaled and after.measure == "money" and after.unit and not each.partitive and not each.bound:
            found[at] = replace(each, measure="money", unit=after.unit)
    return tuple(found)


def _in_title(sentence: Sentence, number: Number) -> bool:
    return any(title.start <= number.start and number.stop <= title.stop for title in sentence.titles)


def _is_heading(sentence: Sentence, number: Number) -> bool:
    """«Құны, млрд теңге – 1,2»: the scale in a table's heading is no number of its own."""
    return not any(sign.isdigit() for sign in number.text) and bool(_SCALE.fullmatch(number.text.lower()))


def _heading_unit(sentence: Sentence, start: int) -> tuple[Word, ...]:
    """The unit that a table's heading gives before the dash: «…, млрд теңге –»."""
    words, at = sentence.words, sentence.word_at(start)
    if at >= len(words) or words[at].gap not in {"–", "—"}:
        return ()
    comma = next((place for place in range(at - 1, max(-1, at - 3), -1) if "," in words[place].gap), None)
    if comma is None or is_possessed(words[at - 1].text):  # «…, жұмысшысы – он екі» tells of something
        return ()
    return words[comma:at]


def _is_label(sentence: Sentence, number: Number) -> bool:
    """Years, days of a month, numbered things, ranges of years."""
    text = sentence.paragraph.text
    before, after = (
        text[max(0, number.start - 2) : number.start],
        text[number.stop : number.stop + 24].lower().lstrip(),
    )
    if after.startswith(":") and number.start == sentence.start:
        return True  # the label of a table's row
    if "№" in before or (_YEAR.match(number.text) and re.match(r"(?:жыл|ж\.|[-–]\d{4}|ж\b|\|)|$", after)):
        return True
    if re.match(r"[-–]?\d{0,2}\s*(?:" + "|".join(word_set("words.toml", "months")) + ")", after):
        return not after.startswith("қазанд") and number.value <= 31
    month_before = re.search(r"(\w+)\s*$", text[: number.start])
    return bool(
        month_before
        and re.fullmatch(
            r"(?:" + "|".join(word_set("words.toml", "months")) + r")(?:ның|нің|дың|дің|тың|тің)",
            month_before[1].lower(),
        )
    )


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
        if words[at].lower.startswith(_MONEY):
            measure = "money"
            at += 1
        else:
            size = next(
                (
                    n
                    for n in (2, 1)
                    if at + n <= len(words) and tuple(w.key for w in words[at : at + n]) in lexicon.units
                ),
                0,
            )
            if size and not is_attribute(words[at + size - 1].text):
                measure, at = "unit", at + size
        stop = words[at - 1].stop if at > unit_from else stop
    unit = words[unit_from:at] if measure in {"money", "unit"} else ()
    heading = _heading_unit(sentence, number.start)
    if heading and measure == "count":
        unit, measure = heading, "money" if heading[-1].lower.startswith(_MONEY) else "unit"
    bound, stop, at = _bound_after(sentence, stop, at)
    start, before = _bound_before(sentence, number.start)
    measured = (
        measure in {"money", "unit"}
        and stop == words[at - 1].stop
        and case_of(words[at - 1].text) not in {"nominative", "accusative"}
    )
    head = (
        words[at : head_after(words, at)] if at < len(words) and not words[at].gap.strip('«"') and not measured else ()
    )
    partitive = _partitive(number, bound)
    if partitive:  # «олардың отыз бірі – әйел»; else what follows is not counted: «88-і оң шешімін тапты»
        head = _until_mark(words[at : at + 3]) if at < len(words) and words[at].gap in {"–", "—", "-"} else ()
    elif number.suffix and not bound and measure == "count":  # «22-ге жетті»: a case, nothing is counted
        head = ()
    head = _until_number(sentence, head)
    owner = _owner(sentence, start)
    if heading and unit == heading:
        owner = (*words[phrase_before(words, words.index(heading[0])) : words.index(heading[0])], *heading)
    elif not owner and number.suffix and not partitive and not unit and not head:
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


def _until_mark(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The first words of a row, up to the next mark."""
    return words[: next((at for at in range(1, len(words)) if words[at].gap), len(words))]


def _until_number(sentence: Sentence, head: tuple[Word, ...]) -> tuple[Word, ...]:
    """«26 адам | екі ауысыммен»: a counted noun ends where the next number begins."""
    numbers = {number.start for number in sentence.numbers}
    return head[: next((at for at, word in enumerate(head) if word.start in numbers), len(head))]


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
    return number.text[:1].isdigit() and number.kind != "fraction" and _PART.search(number.text.lower()) is not None


def _partitive(number: Number, bound: str) -> bool:
    """«88-і», «24-інде», «екеуі», «он жетісі», «9 миллионына», «15 мыңнан астамы»: the ending says "of them"."""
    of_them = number.kind != "fraction" and _PART.search(number.text.lower()) is not None
    return of_them or bound.endswith(("ы", "і", "сы", "сі"))


def _whole_before(sentence: Sentence, number: Number) -> Word | None:
    at = sentence.word_at(number.start)
    before = sentence.words[at - 1] if at else None
    return before if before and case_of(before.text) == "genitive" and not before.number else None


def _bound_after(sentence: Sentence, stop: int, at: int) -> tuple[str, int, int]:
    words = sentence.words
    for bound in _bounds("after"):
        parts = bound.split()
        row = words[at : at + len(parts)]
        if (
            len(row) == len(parts)
            and all(
                word.lower == part or (len(parts) == 1 and word.lower in {part + "ы", part + "ін"})
                for word, part in zip(row, parts, strict=True)
            )
            and not row[0].gap
        ):
            return row[-1].lower, row[-1].stop, at + len(parts)
    return "", stop, at


def _bound_before(sentence: Sentence, start: int) -> tuple[int, str]:
    first = sentence.word_at(start)
    for bound in _bounds("before"):
        parts = bound.split()
        row = sentence.words[max(0, first - len(parts)) : first]
        parted = first < len(sentence.words) and "," in sentence.words[first].gap  # «ең көбі, 41-і – биде»
        if tuple(word.lower for word in row) == tuple(parts) and not parted:
            return row[0].start, bound
    return start, ""


def _owner(sentence: Sentence, start: int) -> tuple[Word, ...]:
    """The possessed noun right before the number, or before the dash or colon in front of it."""
    words, end = sentence.words, sentence.word_at(start)
    if end == 0:
        return ()
    first = words[end] if end < len(words) else None
    if first and first.gap and not re.fullmatch(r"[–—:\-|]+", first.gap):
        return ()
    last = words[end - 1]
    dashed = bool(first and first.gap)
    if not (is_possessed(last.text) and case_of(last.text) in {"nominative", "accusative"}) and not dashed:
        return ()
    return words[phrase_before(words, end) : end]


def value_fit(
    question: Question, sentence: Sentence, quantity: Quantity, previous: tuple[Word, ...], lexicon: Lexicon
) -> float:
    """How far the quantity is of the kind, noun or property the question asks for."""
    if question.type == "money":
        return _money_fit(question, sentence, quantity, lexicon)
    if question.type == "percent":
        return 1.0 if quantity.measure == "percent" else (0.8 if quantity.number.kind == "fraction" else 0.0)
    if quantity.measure == "percent" or quantity.number.kind == "fraction":
        return 0.0
    if _asks_age(question):
        return float(_tells_age(quantity))
    return _count_fit(question, sentence, quantity, previous, lexicon)


def _tells_age(quantity: Quantity) -> bool:
    """«43 жаста», «он жасар ұл»; «он екісі – жас маман» tells none."""
    around = (*quantity.unit, *quantity.head)
    bare = len(around) > 1 and around[0].lower == "жас"
    return bool(around) and not quantity.partitive and not bare and bool(_AGE_TOLD.match(around[0].lower))


def _asks_age(question: Question) -> bool:
    return any(_AGE_ASKED.match(word.lower) for word in question.words[question.stop : question.stop + 1])


def _money_fit(question: Question, sentence: Sentence, quantity: Quantity, lexicon: Lexicon) -> float:
    if quantity.measure != "money":
        scaled = quantity.measure == "count" and _SCALE.search(quantity.number.text.lower()) and not quantity.head[1:]
        spoken = _speaks_of_money(sentence) or (quantity.partitive and sentence.leans_back)
        return (0.8 if quantity.partitive else 0.7) if scaled and spoken else 0.0
    if question.focus and quantity.owner:
        owned = max(lexicon.likeness(question.focus[-1].key, word.key) for word in quantity.owner[-1:])
        return 1.0 if owned else 0.9
    return 0.95


def _speaks_of_money(sentence: Sentence) -> bool:
    return any(word.lower.startswith((*_MONEY, *word_set("words.toml", "money_nouns"))) for word in sentence.words)


def _count_fit(
    question: Question, sentence: Sentence, quantity: Quantity, previous: tuple[Word, ...], lexicon: Lexicon
) -> float:
    if quantity.measure == "money":
        asked = question.focus[-1].lower if question.focus else ""
        return 0.9 if asked.startswith(tuple(word_set("words.toml", "money_nouns"))) else 0.0
    focus = tuple(word for word in question.focus if word.lower not in word_set("words.toml", "stop"))
    if not focus or (question.asked.startswith("нешеу") and focus[-1].lower.startswith(("қаза", "мерт"))):
        return 0.9 * _people_fit(quantity, lexicon) or 0.4
    if _are_doers(focus[-1]):
        partly = quantity.partitive and (_asks_part(question) or bool(_people(quantity.whole, lexicon)))
        return 0.8 if partly else (_people_fit(quantity, lexicon) or 0.9 * _counts_doers(sentence, quantity))
    around = [*quantity.unit, *quantity.head]
    head, modifiers = focus[-1], focus[:-1]
    best = 0.0
    for place, word in enumerate(reversed(around)):
        best = max(
            best,
            lexicon.likeness(head.key, word.key) * (1.0 if place == 0 or word in quantity.unit else 0.75),
        )
    label = around[:2] or quantity.owner[-1:]  # "қанша қола медаль": «Қола – 8»
    first = [lexicon.likeness(word.key, other.key) for word in focus[:1] for other in label]
    best = max(best, 0.8 * max(first, default=0.0))
    owned = max((lexicon.likeness(head.key, word.key) for word in quantity.owner), default=0.0)
    if quantity.owner and quantity.owner[-1].lower.startswith("сан"):
        owned = max(
            (lexicon.likeness(word.key, other.key) for word in focus for other in quantity.owner[:-1]),
            default=0.0,
        )
        if not owned and all(word.lower in word_set("words.toml", "anaphors") for word in quantity.owner[:-1]):
            owned = 0.85 * _counted_before(sentence, quantity, head, lexicon)  # «олардың саны 870-ке дейін»
    doers = 0.9 * _counts_doers(sentence, quantity) if _people(head, lexicon) >= _SAME else 0.0
    best = max(best, owned, doers)
    asks_part = _asks_part(question)
    if asks_part and not quantity.partitive:
        best *= 0.6
    if quantity.partitive and asks_part:
        best = max(best, 0.6)
    of_them = quantity.partitive and (not around or _tells_of(around, question, lexicon))
    if of_them and quantity.whole:
        best = max(best, lexicon.likeness(head.key, quantity.whole.key))
    if of_them:
        carried = max((lexicon.likeness(head.key, word.key) for word in previous), default=0.0)
        best = max(best, 0.9 * carried)
    if not around and not quantity.owner and not best:
        best = 0.85 * _counted_before(sentence, quantity, head, lexicon)
    if modifiers and best:
        held = sum(max((lexicon.likeness(word.key, other.key) for other in around), default=0.0) for word in modifiers)
        best *= 0.85 + 0.15 * held / len(modifiers)
    return best


def _tells_of(part: list[Word], question: Question, lexicon: Lexicon) -> bool:
    """Whether the question holds what a part is said to be: «41-і – биде» of «би үйірмесіне неше бала қатысады»."""
    return any(lexicon.likeness(asked.key, word.key) >= _SAME for asked in question.words for word in part)


def _counted_before(sentence: Sentence, quantity: Quantity, head: Word, lexicon: Lexicon) -> float:
    """«жастардың саны өткен жылы 183 болса, биыл 76-ға дейін»: bare numbers of what the sentence counts."""
    words = sentence.words[: sentence.word_at(quantity.start)]
    for before, word in pairwise(words):
        if word.lower in word_set("words.toml", "amounts") and before.lower not in word_set("words.toml", "anaphors"):
            return max(lexicon.likeness(head.key, before.key), lexicon.likeness(head.key, word.key))
    subjects = [word for word in words if case_of(word.text) == "nominative" and is_plural(word.text)]
    return 0.8 * max((lexicon.likeness(head.key, word.key) for word in subjects), default=0.0)


def _are_doers(word: Word) -> bool:
    """«еңбек ететіндер», «қаза тапқандар саны»: people named by what they do."""
    return bool(re.search(r"[лдт][ае]р", word.lower)) and is_verbal(re.sub(r"[лдт][ае]р.*$", "", word.lower))


def _counts_doers(sentence: Sentence, quantity: Quantity) -> float:
    """«қаза тапқандар саны жетіден тоғызға көбейді», «жараланғандар төртеу еді»: the bare number counts them."""
    if quantity.head or quantity.unit or quantity.partitive:
        return 0.0
    words = sentence.words[: sentence.word_at(quantity.start)]
    late = next((at for at in range(len(words) - 1, -1, -1) if words[at].gap.strip('«"')), 0)
    return float(any(_are_doers(word) and case_of(word.text) == "nominative" for word in words[late:]))


def _people(word: Word | None, lexicon: Lexicon) -> float:
    return lexicon.likeness(fold("адам"), word.key) if word else 0.0


def _asks_part(question: Question) -> bool:
    """ "арыздардың нешеуі", "талдың қаншасы": some of a whole."""
    return question.asked.startswith(("нешеуі", "қаншас", "қаншауы"))


def _people_fit(quantity: Quantity, lexicon: Lexicon) -> float:
    """ "еңбек ететіндер саны": people are counted, whatever the text calls them."""
    return max((_people(word, lexicon) for word in quantity.head), default=0.0)


def read_quantities(
    question: Question, reading: ArticleReading, sentence: Sentence, lexicon: Lexicon
) -> Iterator[Finding]:
    """Findings for count, money and percent questions."""
    before = reading.before(sentence)
    earlier = quantities(before, lexicon) if before is not None else ()
    previous: tuple[Word, ...] = next((quantity.head for quantity in reversed(earlier) if quantity.head), ())
    asked_numbers = {word.text for word in question.words if word.number}
    for quantity, stretch in zip(quantities(sentence, lexicon), _stretches(sentence, lexicon), strict=True):
        if quantity.number.text in asked_numbers:
            continue
        fit = value_fit(question, sentence, quantity, previous, lexicon)
        if _is_whole(sentence, quantity):
            fit *= 0.6
        if _changed(sentence, quantity) == ("from" if question.season != "last" else "to"):
            fit *= 0.85
        if quantity.head and not quantity.partitive:
            previous = quantity.head
        if quantity.number.weak:
            fit *= 0.6
        if fit <= 0:
            continue
        yield Finding(
            sentence,
            quantity.start,
            quantity.stop,
            say_quantity(sentence, quantity),
            fit,
            f"number:{quantity.measure}",
            regions=stretch.own,
            rivals=stretch.rivals,
        )


@lru_cache(maxsize=8192)
def _stretches(sentence: Sentence, lexicon: Lexicon) -> tuple[Stretch, ...]:
    """What speaks of each number of a sentence."""
    return stretches(sentence, [_counted(sentence, quantity) for quantity in quantities(sentence, lexicon)])


def _counted(sentence: Sentence, quantity: Quantity) -> Counted:
    last = (quantity.head or quantity.unit)[-1:]
    stop = max(quantity.stop, last[0].stop if last else 0)
    leans = quantity.partitive or quantity.number.kind == "fraction"
    measured = quantity.measure == "unit" and quantity.unit[-1].key
    kind = measured or (quantity.measure if quantity.measure in {"money", "percent"} else "")
    first, after = sentence.word_at(quantity.start), sentence.word_at(stop - 1) + 1
    return Counted(first, after, leans, bool(quantity.head), kind)


def _is_whole(sentence: Sentence, quantity: Quantity) -> bool:
    """«31 ауылының 24-інде», «21 млн теңгенің 9 миллионы»: what is said holds of the part that follows."""
    last = (quantity.head or quantity.unit)[-1:]
    if not last or case_of(last[0].text) != "genitive":
        return False
    return any(0 <= number.start - last[0].stop <= _NEXT_NUMBER for number in sentence.numbers)


def _changed(sentence: Sentence, quantity: Quantity) -> str:
    """«жетіден тоғызға көбейді», «4,9 пайыздан 4,6 пайызға түсті»: what an amount changed "from" and "to"; else ""."""
    words, at = sentence.words, sentence.word_at(quantity.stop - 1)
    before = sentence.word_at(quantity.start) - 1
    case = case_of(words[at].text) if at < len(words) else ""
    starts = {number.start for number in sentence.numbers if number.kind != "ordinal"}
    if case == "ablative" and at + 1 < len(words) and words[at + 1].start in starts and not words[at + 1].gap:
        return "from"
    led = before >= 0 and case_of(words[before].text) == "ablative"
    numbered = any(number.start <= words[before].start < number.stop + _LONGEST_UNIT for number in sentence.numbers)
    return "to" if case == "dative" and led and numbered and not words[before + 1].gap else ""


def say_quantity(sentence: Sentence, quantity: Quantity) -> str:
    """The quantity with unit and bound, its noun in the nominative: «56 мыңнан астам мүше», «22 млн теңге»."""
    text = sentence.paragraph.text[quantity.start : quantity.stop]
    if quantity.bound and not text.lower().startswith(quantity.bound):
        return text + _noun(quantity)
    if quantity.measure == "percent":
        return re.sub(r"(%|пайыз|процент).*$", r"\1", text)
    if quantity.unit and quantity.unit[0].start >= quantity.stop:
        return f"{text} {_bare_unit(quantity.unit[-1].text)}"
    if quantity.unit and quantity.unit[0].start < quantity.start:
        return " ".join([text, *(word.text for word in quantity.unit)])
    if quantity.unit:
        return _bare_tail(text)
    cased = quantity.number.suffix and quantity.number.kind == "cardinal" and not quantity.partitive
    if cased and not text[:1].isdigit() and not quantity.head:
        text = text.removesuffix(quantity.number.suffix)  # «сегізге жетті» -> сегіз
    text = text.removesuffix("-ақ")  # «төрт-ақ қайық»: no more than four
    bare = _TEMPLATE_SUFFIX.sub("", text) if text[:1].isdigit() and not _RANGE.match(text) else text
    stays = quantity.head or quantity.number.kind == "fraction"  # «төрттен бірі»
    return (bare if stays else nominative_number(bare)) + _noun(quantity)


def _noun(quantity: Quantity) -> str:
    if not quantity.head or quantity.measure in {"money", "percent"} or (quantity.measure == "unit"):
        return ""
    if quantity.partitive or any(is_attribute(word.text) for word in quantity.head[-1:]):
        return ""
    words = [word.text for word in quantity.head]
    last = _not_ours(nominative(words[-1]))
    if all(is_attribute(word) for word in words[:-1]):  # «32 тұрақты жұмысшысы», but «ұйым мүшесі»
        last = bare_noun(last)
    return " " + " ".join([*words[:-1], last])


def _not_ours(noun: str) -> str:
    """«түлегіміз» -> түлек, «баламыз» -> бала: told by a speaker, counted by all."""
    ours = _OURS.search(noun)
    stem = noun[: ours.start()] if ours else noun
    return stem[:-1] + _VOICELESS.get(stem[-1], stem[-1]) if ours and ours[1] else stem


def _bare_tail(text: str) -> str:
    """Strip the case of the unit: «22 млн теңгеге» -> «22 млн теңге»."""
    head, _, last = text.rpartition(" ")
    return f"{head} {_bare_unit(last)}" if head else text


def _bare_unit(word: str) -> str:
    unit = next((unit for unit in sorted(_all_units(), key=len, reverse=True) if word.lower().startswith(unit)), word)
    return word[: len(unit)]


@cache
def _all_units() -> tuple[str, ...]:
    return tuple(line.split()[-1] for line in lines("units.txt"))


def nominative_number(text: str) -> str:
    """«76-ға» -> 76, «он жетісі» -> он жеті, «9 миллионына» -> 9 миллион; collectives («алтауын») -> алтауы."""
    if text[:1].isdigit() and "-" in text:
        return _TEMPLATE_SUFFIX.sub("", text)
    part = _PART.search(text.lower())
    if part is None:
        return text
    bare = text[: part.start(1)] if part[1] else text
    return bare if bare.endswith(("еуі", "ауы")) else re.sub(r"(?:(?<=[аыі])с[ыі]|[ыі])$", "", bare)


def read_ordinals(
    question: Question, reading: ArticleReading, sentence: Sentence, lexicon: Lexicon
) -> Iterator[Finding]:
    """Ordinals with the noun asked for: «бірінші орын», «жетінші рет»; also «бірінші, … үшінші орын», said once."""
    asked = [word for word in question.words[question.start + 1 :] if not _idle(word)][:1]
    ordinals = [number for number in sentence.numbers if number.kind == "ordinal" and not number.text.isupper()]
    for number in ordinals:
        if _in_title(sentence, number):
            continue
        at = sentence.word_at(number.stop - 1) + 1
        here = _held(asked, sentence.words[at : at + 2], lexicon)
        later = 0.8 * _held(asked, sentence.words[at:], lexicon) if number != ordinals[-1] else 0.0
        held = max(here, later)
        if held:
            stop = (
                sentence.words[at].stop if here and _held(asked, sentence.words[at : at + 1], lexicon) else number.stop
            )
            parts = sentence.paragraph.text[number.start : stop].split()
            answer = " ".join([*parts[:-1], nominative(parts[-1])])
            region = clause_of(sentence, number.start, stop)
            yield Finding(sentence, number.start, stop, answer, 0.5 + 0.5 * held, "ordinal", regions=(region,))


def _idle(word: Word) -> bool:
    return word.lower in word_set("words.toml", "stop") or word.lower.startswith("нешін")


def _held(asked: list[Word], words: tuple[Word, ...], lexicon: Lexicon) -> float:
    """Whether the noun asked for stands among the words; half sure where none is asked for."""
    if not asked:
        return 0.5
    return max((lexicon.likeness(asked[0].key, word.key) for word in words), default=0.0)
