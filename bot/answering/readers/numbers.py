"""Read counts, sums, shares and ordinals: which numbers of a sentence may answer, and what speaks of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile

from bot.answering.clauses import clause_of
from bot.answering.counting import in_title
from bot.answering.finding import Finding
from bot.answering.lexicon import Lexicon, word_set
from bot.answering.passage import ArticleReading, Sentence, Word
from bot.answering.quantities import MONEY, Quantity, is_doing, is_measured_part, quantities
from bot.answering.question import Question
from bot.answering.readers.fitting import asks_part, is_item, is_place, of_what_was_reached, value_fit
from bot.answering.readers.scope import (
    NOT_SAME,
    OF_OTHERS,
    is_lacking,
    of_as_many,
    of_most,
    of_own_part,
    of_same_deal,
    of_same_measure,
    of_same_owner,
    of_same_part,
    of_those_having,
    told_of_part,
    told_of_rest,
    told_of_whole,
)
from bot.answering.readers.siblings import (
    counts_a_sibling,
    measures_another,
    pays_for_a_sibling,
    tells_whole_measure,
)
from bot.answering.readers.stock import of_number_told, of_stock
from bot.answering.readers.stretches import Counted, Stretch, stretches
from bot.answering.readers.totals import of_total
from bot.answering.readers.weight_classes import of_weight_class
from bot.answering.saying.quantity import say_quantity
from bot.answering.seasons import asks_of_meant, is_only_meant, seasons_told
from retrieval.language.grammar import case_of, is_attribute, is_owned
from retrieval.language.inflection import nominative

_SAME = 0.85  # likeness of a synonym
_FULLY = 0.95  # fit of a number that surely counts what is asked
_OTHER_TURN = 0.6  # where what it was is asked for and told is what it became, or the other way round
_NEXT_NUMBER = 3  # letters between a whole and its part


def read_quantities(
    question: Question, reading: ArticleReading, sentence: Sentence, lexicon: Lexicon
) -> Iterator[Finding]:
    """Findings for count, money and percent questions."""
    told = quantities(sentence, lexicon)
    if not told:
        return
    fits = _fits(question, reading, sentence, told, lexicon)
    if not any(fits.values()):
        return
    before = reading.before(sentence)
    after = next(iter(reading.sentences[sentence.place + 1 : sentence.place + 2]), None)
    for quantity, stretch in zip(told, stretches_of(sentence, lexicon), strict=True):
        fit = fits.get(quantity.start, 0.0)
        if fit <= 0:
            continue
        if question.type == "money":
            fit *= of_as_many(question, sentence, before, stretch.own, lexicon)
            fit *= of_same_deal(question, sentence, stretch.own)
            fit *= of_same_measure(question, sentence, before)
            fit *= OF_OTHERS if pays_for_a_sibling(question, sentence, stretch.own, lexicon) else 1.0
        elif question.type == "count":
            fit *= of_same_part(question, sentence, quantity, stretch.own, lexicon)
            fit *= of_same_owner(question, quantity, lexicon)
            fit *= of_own_part(question, sentence, quantity, lexicon)
            fit *= of_those_having(question, sentence, before, stretch.own, lexicon)
            fit *= of_stock(question, sentence, quantity, stretch)
            fit *= of_number_told(question, reading, quantity)
            fit *= of_what_was_reached(question, sentence, quantity)
            fit *= of_total(question, sentence, quantity, lexicon)
            fit *= of_weight_class(question, sentence, quantity)
            fit *= OF_OTHERS if tells_whole_measure(question, quantity, reading, lexicon) else 1.0
            other = counts_a_sibling(question, quantity, lexicon) or measures_another(
                question, quantity, reading, lexicon
            )
            fit *= OF_OTHERS if other else 1.0
        if not quantity.partitive:
            parts = _parts_told(sentence, quantity, after, lexicon)
            fit *= told_of_part(question, sentence, stretch.own, parts, lexicon)
            fit *= NOT_SAME if parts and asks_part(question) else 1.0
        fit *= of_most(question, sentence, quantity)
        fit *= told_of_rest(question, sentence, quantity, stretch, after, lexicon)
        whole = _is_whole(sentence, quantity)
        if whole or quantity.partitive or quantity.doing or quantity.whole:
            fit *= 1.0 if told_of_whole(question, sentence, quantity, stretch, lexicon) == whole else 0.6
        if quantity.turn:
            fit *= _of_turn(question, sentence, quantity)
        if quantity.number.weak:
            fit *= 0.6
        yield Finding(
            sentence,
            quantity.start,
            quantity.stop,
            say_quantity(sentence, _as_asked(sentence, quantity, question, lexicon), describing=_asks_size(question)),
            fit,
            f"number:{quantity.measure}",
            regions=stretch.own,
            rivals=stretch.rivals,
            carries_on=before is not None and _carries_on(sentence, quantity, lexicon),
        )


def _fits(
    question: Question, reading: ArticleReading, sentence: Sentence, told: Sequence[Quantity], lexicon: Lexicon
) -> dict[int, float]:
    """How far each number, by its place, is of what is asked for; those that the question itself holds are none."""
    asked = {word.lower for word in question.words}
    counted = previous = _counted_before(reading, sentence, lexicon)
    fits: dict[int, float] = {}
    for quantity in told:
        if quantity.number.text.lower() in asked:
            continue
        item = is_item(sentence, quantity)
        before = counted if item and not quantity.partitive else previous
        fits[quantity.start] = value_fit(question, sentence, quantity, before, lexicon)
        if quantity.head and not quantity.partitive:
            previous, counted = quantity.head, counted if item else quantity.head
    items = [each for each in told if each.head and fits.get(each.start, 0.0) >= _FULLY and is_item(sentence, each)]
    for quantity in told if question.type == "count" else ():
        whole = quantity.head and not is_item(sentence, quantity) and any(quantity.start < each.start for each in items)
        if whole and 0 < fits.get(quantity.start, 0.0) < _FULLY:  # «24 техника: алты трактор» for «неше трактор»
            fits[quantity.start] *= OF_OTHERS
    return fits


def _counted_before(reading: ArticleReading, sentence: Sentence, lexicon: Lexicon) -> tuple[Word, ...]:
    """What the sentence before counts, or the one before that: «214 түлек …. Орналасқаны – 168. Қалған он бесі …»."""
    for steps in (1, 2):
        before = reading.before(sentence, steps)
        told = quantities(before, lexicon) if before is not None else ()
        if told:
            things = [each for each in reversed(told) if each.head and each.measure == "count"]
            found = next((each.head for each in things or reversed(told) if each.head), ())
            if found or not all(quantity.partitive or quantity.doing for quantity in told):
                return found
        elif steps == 1:
            return ()
    return ()


def _parts_told(
    sentence: Sentence, whole: Quantity, after: Sentence | None, lexicon: Lexicon
) -> list[tuple[Word, ...]]:
    """The words of the parts of a number: «46 алаяқтық тіркелді, [оның 18-і ашылды]», also in the next sentence."""
    found = []
    rows = [(sentence, quantity) for quantity in quantities(sentence, lexicon) if quantity.start > whole.start]
    if after is not None:
        rows += [(after, quantity) for quantity in quantities(after, lexicon) if _carries_on(after, quantity, lexicon)]
    for place, quantity in rows:
        if not _is_part(quantity):
            break
        own = stretches_of(place, lexicon)[quantities(place, lexicon).index(quantity)].own
        found.append(tuple(word for start, stop in own for word in place.within(max(start, quantity.start), stop)))
    return found


def _as_asked(sentence: Sentence, quantity: Quantity, question: Question, lexicon: Lexicon) -> Quantity:
    """What is told of a number: «16 ақын [сөз сайысына] түсті» of poets, «екі [орын] бос» of wanting teachers."""
    if question.type == "money" and quantity.partitive and not quantity.unit:
        return replace(quantity, unit=_money_before(sentence, quantity))
    if not question.focus:
        return quantity
    if is_lacking(question.words) and is_place(quantity) and not question.focus[-1].lower.startswith("ор"):
        return replace(quantity, stop=quantity.number.stop, measure="count", unit=(), head=())
    likeness = [lexicon.likeness(question.focus[-1].key, word.key) for word in quantity.head]
    at = likeness.index(max(likeness)) if likeness else 0
    cut = at + 1 < len(likeness) and likeness[at] >= _SAME and not is_attribute(quantity.head[at].text)
    return replace(quantity, head=quantity.head[: at + 1]) if cut else quantity


def _carries_on(sentence: Sentence, quantity: Quantity, lexicon: Lexicon) -> bool:
    """«Олардың 870-і …, 310-ы …»: the first numbers of a sentence, parts of what was counted before it."""
    rows = list(takewhile(_is_part, quantities(sentence, lexicon)))
    if all(each.start != quantity.start for each in rows):
        return False
    before = sentence.words[: sentence.word_at(rows[0].start)]
    most = [word.lower for word in before[:1]] == ["ең"]  # «Ең көбі, 41-і – биде, …»
    return bool(before) and (most or before[0].lower in word_set("words.toml", "anaphors"))


def _is_part(quantity: Quantity) -> bool:
    """«88-і», «700 гектарын»: a part of what was counted or measured before."""
    return quantity.partitive or (quantity.measure == "unit" and is_owned(quantity.unit[-1].text))


def _money_before(sentence: Sentence, quantity: Quantity) -> tuple[Word, ...]:
    """«312 млн теңге, соның 241 миллионы төленген»: the currency named before."""
    words = sentence.words[: sentence.word_at(quantity.start)]
    return next(((word,) for word in reversed(words) if word.lower.startswith(MONEY)), ())


def _asks_size(question: Question) -> bool:
    """«Мектеп неше орындық?»"""
    return bool(question.focus) and is_attribute(question.focus[-1].text)


def _asks_past(question: Question) -> bool:
    """«Былтыр қанша болды?», «Бұрын қанша теңге төленетін?»"""
    return question.season in {"last", "earlier"} or "earlier" in seasons_told([word.lower for word in question.words])


def _of_turn(question: Question, sentence: Sentence, quantity: Quantity) -> float:
    """What something is now is what it came to, or what it is to be changed from: «90-нан 120-ға көтеруді сұрады»."""
    meant = is_only_meant(sentence.within(*clause_of(sentence, quantity.start, quantity.stop)))
    before = _asks_past(question) or (meant and not asks_of_meant(question.words))
    return _OTHER_TURN if quantity.turn == ("to" if before else "from") else 1.0


@lru_cache(maxsize=16384)
def stretches_of(sentence: Sentence, lexicon: Lexicon) -> tuple[Stretch, ...]:
    """What speaks of each number of a sentence."""
    return stretches(sentence, [_counted(sentence, quantity) for quantity in quantities(sentence, lexicon)])


def _counted(sentence: Sentence, quantity: Quantity) -> Counted:
    part = quantity.partitive or quantity.doing or quantity.number.kind == "fraction"
    leans = part or is_measured_part(sentence, quantity)
    measured = quantity.measure == "unit" and quantity.unit[-1].key
    kind = measured or (quantity.measure if quantity.measure in {"money", "percent"} else "")
    first, after = sentence.word_at(quantity.start), sentence.word_at(quantity.last - 1) + 1
    return Counted(first, after, leans, bool(quantity.head), quantity.shared, kind)


def _is_whole(sentence: Sentence, quantity: Quantity) -> bool:
    """«31 ауылының 24-інде», «21 млн теңгенің 9 миллионы»: what is said holds of the part that follows."""
    last = (quantity.head or quantity.unit)[-1:]
    if not last or case_of(last[0].text) != "genitive":
        return False
    done = sentence.words[sentence.word_at(last[0].start) + 1 :][:1]  # «58 құдықтың [тексерілгені] – 41»
    stop = done[0].stop if done and is_doing(done[0].lower) else last[0].stop
    return any(0 <= number.start - stop <= _NEXT_NUMBER for number in sentence.numbers)


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
