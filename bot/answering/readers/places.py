"""Where: places with the kind asked for, and organisations by kind."""

from __future__ import annotations

from collections.abc import Iterator

from bot.answering.clauses import (
    breaks_before,
    clause_of,
    opening,
    phrase_before,
    with_pair,
    without_subject,
)
from bot.answering.finding import Finding
from bot.answering.lexicon import Lexicon, word_row, word_set
from bot.answering.matching import answering
from bot.answering.naming import is_common
from bot.answering.passage import ArticleReading, Sentence, Word
from bot.answering.question import Question, is_kind
from retrieval.language.grammar import (
    SPATIAL,
    case_of,
    is_attribute,
    is_finite,
    is_owned,
    is_participle,
    is_verbal,
    is_verbal_noun,
)
from retrieval.language.inflection import nominative_phrase

_PLACE_NAMES = frozenset({"GPE", "LOCATION", "FACILITY"})
_BROAD = ("қайда", "жер", "мекен", "где", "мекенжай", "елді")
_JOINS = frozenset({"мен", "бен", "пен", "және"})
_SHORT_KIND = 3
_FROM_ELSEWHERE = 0.3  # a name in another case where «қайдан» asks for the ablative
_SPOTS = ("жер", "орын", "тұс", "нүкте", "мекен", "аймақ", "бөлік", "бөлігі", "қиылыс", "учаске")
_ALIKE = 0.65
# Kinds of place that have names of their own; a building or a hall is named by what owns it.
_NAMED_KINDS = ("қала", "аудан", "облыс", "ауыл", "өңір", "мемлекет", "ел", "көше", "даңғыл", "округ", "кент")


def asked_kind(question: Question) -> Word | None:
    """The kind of place or organisation asked for: "қай ауданда" -> ауданда; None for "қайда"."""
    for word in reversed(question.focus):
        if question.type == "name":
            return word
        if (
            not word.lower.startswith(_BROAD)
            and not word.lower.startswith("қай")
            and word.start >= _asking_start(question)
        ):
            return word
    return None


def _asking_start(question: Question) -> int:
    return question.words[question.start].start if question.start < len(question.words) else 0


def read_places(question: Question, reading: ArticleReading, sentence: Sentence, lexicon: Lexicon) -> Iterator[Finding]:
    """Findings for where-questions: a name with the kind noun asked for, or any place name in a local case."""
    if _tells_birth(question.words) and not _tells_birth(sentence.words):
        return  # «… ауылының тұрғындарымен кездесті» tells nobody's birthplace
    kind = asked_kind(question)
    if kind is not None:
        yield from of_kind(question, reading, sentence, kind, lexicon)
        return
    for name in sentence.names:
        if name.kind in _PLACE_NAMES and not is_asked(question, sentence, name.start, name.stop):
            stop = with_kind(sentence, name.stop, lexicon)
            words = sentence.within(name.start, stop)
            if not words:
                continue
            last = words[-1].text.lower()
            elsewhere = _FROM_ELSEWHERE if question.case == "ablative" else 0.55
            fit = 0.9 if _stands_where(question, last) else elsewhere
            yield placed(sentence, name.start, stop, fit, "place:name")
    yield from _local_phrases(question, sentence)
    yield from _whither(question, reading, sentence, lexicon)
    yield from _equated(question, sentence, lexicon)


def _tells_birth(words: tuple[Word, ...]) -> bool:
    """«қай ауылда туған», «Ақтоғай тумасы»."""
    return any(word.lower.startswith(word_row("words.toml", "birth")) and not word.quoted for word in words)


def _equated(question: Question, sentence: Sentence, lexicon: Lexicon) -> Iterator[Finding]:
    """«Ең қауіпті қиылыс қай жерде?» – «Ең қатерлі жер – [Жастар көшесі мен Абай даңғылының қиылысы]».

    So too «ең қатерлі жер ретінде [Жастар көшесі мен Абай даңғылының қиылысы] аталды».
    """
    words = sentence.words
    at = next((at for at in range(1, len(words)) if _equates(words, at)), None)
    if at is None or question.case not in {"locative", "nominative"}:
        return
    met = [
        word for word in words[:at] if any(lexicon.likeness(term.key, word.key) >= _ALIKE for term in question.terms)
    ]
    told = words[at - 1].lower == "ретінде"
    ends = (place for place in range(at + 1, len(words)) if breaks_before(words[place]) or _tells(words, place, told))
    end = next(ends, len(words))
    if met and not any(word.number for word in words[at:end]):
        yield placed(sentence, words[at].start, words[end - 1].stop, 0.95, "place:equated")


def _equates(words: tuple[Word, ...], at: int) -> bool:
    """Whether what begins at a word is said to be the spot before it: a dash or «ретінде» stands between."""
    if words[at].gap in {"–", "—"}:
        return words[at - 1].lower.startswith(_SPOTS)
    return at > 1 and words[at - 1].lower == "ретінде" and words[at - 2].lower.startswith(_SPOTS)


def _tells(words: tuple[Word, ...], at: int, told: bool) -> bool:
    """Whether a word is the verb that ends «… ретінде A [аталды]»."""
    return told and is_finite(words[at].text) and (at + 1 == len(words) or breaks_before(words[at + 1]))


def _stands_where(question: Question, word: str) -> bool:
    if question.case == "ablative":
        return case_of(word) == "ablative"
    if question.case == "dative":
        return case_of(word) == "dative"
    return case_of(word) == "locative" or word.endswith(SPATIAL)


def with_kind(sentence: Sentence, stop: int, lexicon: Lexicon) -> int:
    """Extend a name over its kind noun: Іле [ауданындағы], «Қарғалы» [бастауыш партия ұйымында]."""
    at = sentence.word_at(stop)
    reached = stop
    for word in sentence.words[at : at + 3]:
        if word.gap.strip('«»"') or word.quoted or word.capital or is_participle(word.text):
            break
        if reached > stop and is_verbal(word.text):
            break
        if len(word.lower) > _SHORT_KIND and is_kind(word.lower) and not is_attribute(word.text):
            reached = word.stop
            if is_owned(word.text):
                break
    return reached


def of_kind(
    question: Question, reading: ArticleReading, sentence: Sentence, kind: Word, lexicon: Lexicon
) -> Iterator[Finding]:
    like = answering(reading, kind.key, lexicon)
    for at, word in enumerate(sentence.words):
        if word.quoted or like.get(word.key, 0.0) < 0.8 or at == 0:
            continue
        start = at
        while start > 0 and at - start < 3 and _names_place(sentence, start, at):
            start -= 1
        joined = not word.gap.strip('«»"') and not sentence.words[at - 1].number
        if start == at and joined and not kind.lower.startswith(_NAMED_KINDS):
            start = behind_object(sentence.words, phrase_before(sentence.words, at, 5), at)
            if sentence.words[start].lower in word_set("words.toml", "stop"):
                start = at  # «басқа мердігер» names none
        if start == at or is_asked(question, sentence, sentence.words[start].start, word.start):
            continue
        begin = opening(sentence, start) - (1 if sentence.words[start].quoted and sentence.words[start].start else 0)
        suited = _stands_where(question, word.lower) or case_of(word.text) == question.case
        yield placed(sentence, begin, word.stop, 1.0 if suited else 0.8, "place:kind")
    if any(kind.lower.startswith(city) for city in ("қала", "ауыл", "облыс", "аудан", "мемлекет", "ел")):
        for name in sentence.names:
            bare = (
                name.kind == "GPE"
                and (len(name.text.split()) == 1 or kind.lower.startswith(("ел", "мемлекет")))
                and not is_asked(question, sentence, name.start, name.stop)
            )
            if bare and not _is_kind_behind(sentence, sentence.word_at(name.stop)):
                yield placed(
                    sentence,
                    name.start,
                    name.stop,
                    0.6 if _stands_where(question, name.text.lower()) else 0.4,
                    "place:bare name",
                )


def _names_place(sentence: Sentence, start: int, at: int) -> bool:
    """Whether the word left of `start` belongs to the place's name: capitalised or quoted, no mark between."""
    word, following = sentence.words[start - 1], sentence.words[start]
    if following.gap.strip('«»"') or word.number:
        return False
    if _closes_person(sentence, word):
        return False  # «депутат Серік [Бапан] | Шығанақ ауылының …»
    if following.quoted and not word.quoted and start < at:
        return False
    first = (
        start == 1
        and not word.quoted
        and not any(
            name.start == word.start and name.kind in _PLACE_NAMES | {"ORGANISATION"} for name in sentence.names
        )
    )
    return (
        word.quoted
        or (word.capital and not first)
        or (word.lower.endswith(("лық", "лік", "дық", "дік", "тық", "тік")) and start == at)
    )


def _closes_person(sentence: Sentence, word: Word) -> bool:
    """Whether a word ends a person's name of two words; «Клуб Бұлақты» is none."""
    ending = (sentence.within(one.start, one.stop) for one in sentence.persons if one.stop == word.stop)
    return any(len(words) > 1 and not (words[0].start == sentence.start and is_common(words[0])) for words in ending)


def placed(sentence: Sentence, start: int, stop: int, fit: float, rule: str) -> Finding:
    text = sentence.paragraph.text[start:stop]
    region = _place_region(sentence, start, stop)
    attribute = region[0] == start and region[1] > stop and text.endswith(SPATIAL)
    return Finding(
        sentence,
        start,
        stop,
        say_place(text),
        fit,
        rule,
        regions=(region,),
        closed=attribute and len(sentence.titles) > 1,
    )


def _place_region(sentence: Sentence, start: int, stop: int) -> tuple[int, int]:
    """«Еңбекшіқазақ ауданындағы «Рахат»»: an attribute speaks of the quoted name right after it, no further."""
    after = next((title for title in sentence.titles if 0 <= title.start - stop <= 1), None)
    held = after is not None and any(
        case_of(word.text) == "locative" for word in sentence.words[sentence.word_at(after.stop) :][:1]
    )  # «Ақбел қаласындағы «Достық» үйінде»: the house stands where the forum is held
    if after is not None and not held and sentence.paragraph.text[start:stop].endswith(SPATIAL):
        return start, after.stop
    return clause_of(sentence, start, stop)


def say_place(text: str) -> str:
    """The place in the nominative: «Іле ауданындағы» -> «Іле ауданы», «Талғардан» -> «Талғар»."""
    for ending in SPATIAL:
        if text.endswith(ending) and len(text.rsplit(maxsplit=1)[-1]) > len(ending) + 1:
            text = text[: -len(ending)] + ending[0] + {"а": "а", "е": "е"}[ending[1]]
            break
    return nominative_phrase(text)


def is_asked(question: Question, sentence: Sentence, start: int, stop: int) -> bool:
    """Whether the span only repeats what the question names."""
    keys = {word.key for word in sentence.within(start, stop)}
    return bool(keys) and keys <= question.keys


def _local_phrases(question: Question, sentence: Sentence) -> Iterator[Finding]:
    """Common nouns in the local case asked for: «политехникалық колледждің ғимаратында»."""
    wanted = question.case if question.case in {"ablative", "dative"} else "locative"
    for at, word in enumerate(sentence.words):
        noun = _numbered(word) if word.number else word.text
        if not noun or case_of(noun) != wanted or word.lower in word_set("words.toml", "stop"):
            continue
        if is_verbal_noun(word.text) and not is_owned(word.text):
            continue  # «қатысуда» tells what is going on, no place
        if word.lower.startswith(word_row("words.toml", "no_places")) and not _is_front(sentence.words, at):
            continue
        start = without_subject(sentence.words, phrase_before(sentence.words, at + 1, 5), at + 1)
        start = _without_bare(sentence.words, start, at)
        start = with_pair(sentence.words, _behind_asked(question, sentence.words, start, at))
        begin = sentence.words[start].start
        if not is_asked(question, sentence, begin, word.stop):
            yield placed(sentence, begin, word.stop, 0.5, "place:phrase")


def _numbered(word: Word) -> str:
    """«мектепте» of «3-мектепте»; "" of other numbers."""
    noun = word.text.partition("-")[2]
    return noun if noun.lower().startswith(word_row("words.toml", "numbered_places")) else ""


def _whither(question: Question, reading: ArticleReading, sentence: Sentence, lexicon: Lexicon) -> Iterator[Finding]:
    """«Қаржы қайда аударылды?» – «[балалар үйіне] аударылды»: what stands in the dative right before the verb."""
    verb = question.after[-1] if question.after else None
    if question.asked != "қайда" or verb is None or not is_verbal(verb.text):
        return
    like, words = answering(reading, verb.key, lexicon), sentence.words
    for at in range(1, len(words)):
        goal = words[at - 1]
        if like.get(words[at].key, 0.0) < _ALIKE or words[at].gap or case_of(goal.text) != "dative":
            continue
        idle = goal.number or is_verbal_noun(goal.text) or goal.lower in word_set("words.toml", "stop")
        if idle or goal.lower.startswith(word_row("words.toml", "no_places")):
            continue
        start = _without_bare(words, without_subject(words, phrase_before(words, at, 5), at), at - 1)
        begin = words[_behind_asked(question, words, start, at - 1)].start
        if not is_asked(question, sentence, begin, goal.stop):
            yield placed(sentence, begin, goal.stop, 0.7, "place:phrase")


def _is_front(words: tuple[Word, ...], at: int) -> bool:
    """«вокзалының [алдына]»: before a building, no time."""
    before = words[at - 1] if at and not words[at].gap else None
    of_it = before is not None and case_of(before.text) == "genitive" and not is_verbal(before.text)
    return of_it and words[at].lower.startswith("алдын")


def _behind_asked(question: Question, words: tuple[Word, ...], start: int, at: int) -> int:
    """«Жаңа бөлме [мектептің екінші қабатында]»: the subject asked about is no part of where it is."""
    own = (
        place + 1
        for place in range(start, at)
        if words[place].key in question.keys
        and case_of(words[place].text) == "nominative"
        and not (is_attribute(words[place].text) or (words[place].capital and place > 0))
        and not is_owned(words[place + 1].text)
    )
    return max(own, default=start)


def _is_kind_behind(sentence: Sentence, at: int) -> bool:
    """Whether a noun of place owns a name, or the row it opens: «Бозарал, Шолақтал, Қызылжиде [аудандарынан]»."""
    words = sentence.words
    while at < len(words) and (words[at].lower in _JOINS or (words[at].capital and words[at].gap in {"", ","})):
        at += 1
    after = words[at] if at < len(words) and not words[at].gap else None
    return after is not None and after.lower.startswith(word_row("words.toml", "places"))


def _without_bare(words: tuple[Word, ...], start: int, at: int) -> int:
    """«битум [Павлодардан] келеді», «келесі жәрмеңке [Таңбалы ауылында]»: a noun before a name is the subject."""
    for place in range(at, start, -1):
        before = words[place - 1]
        bare = case_of(before.text) == "nominative" and not is_attribute(before.text) and not is_owned(before.text)
        if words[place].capital and bare and not (before.capital or before.quoted or before.number):
            return place
    return start


def behind_object(words: tuple[Word, ...], start: int, at: int) -> int:
    """«жабдықты | [денсаулық сақтау] басқармасы сатып алды»: an object before a body is not what the body works at."""
    objects = (place for place in range(start, at) if case_of(words[place].text) == "accusative")
    return max((place + 1 for place in objects if not words[place].quoted), default=start)
