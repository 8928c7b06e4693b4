"""Counts, sums, shares and ordinals: how a quantity fits what the question asks to count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from bot.answering.clauses import clause_of
from bot.answering.finding import Finding
from bot.answering.lexicon import Lexicon, word_row, word_set
from bot.answering.passage import ArticleReading, Sentence, Word
from bot.answering.quantities import MONEY, SCALE, Quantity, in_title, quantities
from bot.answering.question import Question
from bot.answering.readers.stretches import Counted, Stretch, stretches
from bot.answering.saying.quantity import say_quantity
from retrieval.language.folding import fold
from retrieval.language.grammar import case_of, is_plural, is_verbal
from retrieval.language.inflection import nominative

_AGE_ASKED = re.compile(r"жас(?:та|ында|қа|ынан)$")  # «неше жаста»; «неше жас [маман]» counts people
_AGE_TOLD = re.compile(r"жас(?:та|тағы|тан|қа|ар|ында|ынан|ын|ы)?$")
_SAME = 0.85  # likeness of a synonym
_LONGEST_UNIT = 3  # letters between a number and its unit, «%» included
_NEXT_NUMBER = 2  # letters between a whole and its part


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
        scaled = quantity.measure == "count" and SCALE.search(quantity.number.text.lower()) and not quantity.head[1:]
        spoken = _speaks_of_money(sentence) or (quantity.partitive and sentence.leans_back)
        return (0.8 if quantity.partitive else 0.7) if scaled and spoken else 0.0
    if question.focus and quantity.owner:
        owned = max(lexicon.likeness(question.focus[-1].key, word.key) for word in quantity.owner[-1:])
        return 1.0 if owned else 0.9
    return 0.95


def _speaks_of_money(sentence: Sentence) -> bool:
    nouns = (*MONEY, *word_row("words.toml", "money_nouns"))
    return any(word.lower.startswith(nouns) for word in sentence.words)


def _count_fit(
    question: Question, sentence: Sentence, quantity: Quantity, previous: tuple[Word, ...], lexicon: Lexicon
) -> float:
    if quantity.measure == "money":
        asked = question.focus[-1].lower if question.focus else ""
        return 0.9 if asked.startswith(word_row("words.toml", "money_nouns")) else 0.0
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
        if quantity.head and not quantity.partitive:
            previous = quantity.head
        if fit <= 0:
            continue
        if _is_whole(sentence, quantity):
            fit *= 0.6
        if _changed(sentence, quantity) == ("from" if question.season != "last" else "to"):
            fit *= 0.85
        if quantity.number.weak:
            fit *= 0.6
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


def read_ordinals(
    question: Question, reading: ArticleReading, sentence: Sentence, lexicon: Lexicon
) -> Iterator[Finding]:
    """Ordinals with the noun asked for: «бірінші орын», «жетінші рет»; also «бірінші, … үшінші орын», said once."""
    asked = [word for word in question.words[question.start + 1 :] if not _idle(word)][:1]
    ordinals = [number for number in sentence.numbers if number.kind == "ordinal" and not number.text.isupper()]
    for number in ordinals:
        if in_title(sentence, number):
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
