"""Yes or no: the sentence that states what is asked, or its opposite."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from bot.answering.clauses import breaks_before, clause_of
from bot.answering.finding import Finding
from bot.answering.lexicon import Lexicon, lines, word_set
from bot.answering.passage import ArticleReading, Sentence, Word
from bot.answering.question import Question
from bot.answering.readers.admission import asks_free, read_admission
from bot.answering.readers.elsewhere import told_elsewhere
from bot.answering.readers.leave import asks_leave, given_leave
from bot.answering.readers.limits import (
    asks_need,
    asks_only,
    for_others,
    in_part,
    needed,
    of_another_kind,
    only_planned,
    other_measure,
    says_only,
    without,
)
from bot.answering.readers.premises import is_where, read_where
from bot.answering.readers.times import other_time_told
from retrieval.language.grammar import case_of, is_attribute, is_converb, is_finite, is_owned, is_participle, is_verbal
from retrieval.language.inflection import nominative
from retrieval.language.numerals import find_numbers

# The negative suffix by what it follows: -ма/-ме after vowels and р л й у, -ба/-бе after з ж м н ң, -па/-пе after
# voiceless letters («Қазақ грамматикасы», § 127).
_NEGATIVE = re.compile(
    r".+(?:[аәеиоөуүұыіярлйу](?:ма|ме)|[зжмнң](?:ба|бе)|[кқпстфхцчшщбвгд](?:па|пе))"
    r"(?:ды|ді|ған|ген|йды|йді|й|с|са|се|пты|пті|уы|уі|ғаны|гені|дым|дік|дық|йтын|йтін)$"
)
_NO = frozenset({"жоқ", "емес"})
_WITHOUT = ("сыз", "сіз")


_ROOT = re.compile(
    r"(.{2,}?)(?:[мбп][ае])?"
    r"(?:[дт][ыі]|[ғқ]ан|[гк]ен|[аейп]|й?ды|й?ді|ады|еді|йтын|йтін|атын|етін|[ыі]п|мақ|мек|бақ|бек|пақ|пек|у|уы|уі|са|се)?$"
)
_ORDINAL = ("нші", "ншы")
_ATTENDS = ("қатыс", "кел", "жинал", "бар")
_ANY_EVENT = frozenset({"шара", "іс-шара", "жиын", "басқосу", "жиналыс", "сапар", "кездесу"})
_DOER = re.compile(r".{3,}[уүю]ш[ыі](?:[лд][ае]р)?\w*$")  # «ұйымдастырушылары» tells not that it was held
_INFINITIVE = re.compile(r".+у(?:ы|і|ға|ге|ды|ді|дың|дің|мен)?$")
_NOT_TOLD = 0.3  # what «өтемақы беру үшін» is less like «береді» than «берді» is: nobody says it happened
_NEAR = 0.65  # likeness from which a word of the text is the one asked about
_REACH_BACK = 4  # words before «емес» that it may deny
_REACH = 3  # words from a predicate to its жоқ, емес
_PREDICATE = 4  # the last words before the particle: the predicate with what completes it


@cache
def _opposites() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    rows = (line.split() for line in lines("opposites.txt"))
    pairs = tuple((tuple(one.split("+")), tuple(other.split("+"))) for one, other in rows)
    return (*pairs, *((other, one) for one, other in pairs if other[-1] not in _NO))


def is_negative(words: tuple[Word, ...]) -> bool:
    """Whether a predicate, given with the words after it, is negated: -ма/-ме in it, or жоқ, емес behind it."""
    for at, word in enumerate(words[:_REACH]):
        if at and word.gap:
            return False
        if word.lower in _NO or _NEGATIVE.match(word.lower):
            return True
    return False


def read_yesno(question: Question, reading: ArticleReading, sentence: Sentence, lexicon: Lexicon) -> Iterator[Finding]:
    """Findings Иә / Жоқ with the text's own word: «Жоқ, тегін»; the whole sentence is the span."""
    predicate = _predicate(question)
    if predicate is None:
        return
    settled = _settled(question, sentence, predicate, lexicon)
    if settled is not None:
        yield from settled
        return
    asked_no = is_negative((predicate,))
    opposite = _opposite_at(sentence, question, predicate)
    at, near = (opposite[0], 1.0) if opposite is not None else _best(question, sentence, predicate, lexicon)
    if at is None or only_planned(predicate, sentence.words, at):
        return
    denied = opposite is None and _is_denied(question, sentence, predicate, at, lexicon)
    need = needed(sentence, at) if asks_need(question) and opposite is None else True
    if need is None:
        return
    if opposite is not None:
        stated_no = not _denies_opposite(sentence, *opposite)
    else:
        stated_no = not need or is_negative(sentence.words[at : at + _REACH]) != denied
    if stated_no == asked_no:
        if _of_another(question, reading, sentence, at, lexicon):
            return
        elsewhere = None if asked_no else told_elsewhere(question, reading, sentence, at)
        if elsewhere is not None:
            whole = (sentence.start, sentence.stop)
            yield from (_told(sentence, f"Жоқ, {elsewhere}", 0.85, "elsewhere", whole),) if elsewhere else ()
            return
        less = in_part(question, sentence) or without(question, sentence)
        answer = "Жоқ" if less and not asked_no else "Иә"
    else:
        said = "" if denied else _said(sentence, at)
        answer = f"Жоқ, {said}" if said else "Жоқ"
    fit, how = (0.95, "opposite") if opposite is not None else (0.55 + 0.4 * near, "same")
    yield _told(sentence, answer, fit, how, clause_of(sentence, sentence.words[at].start, sentence.words[at].stop))


def _settled(question: Question, sentence: Sentence, predicate: Word, lexicon: Lexicon) -> Iterable[Finding] | None:
    """What a sentence says to where, free, which time, leave, only and how many; None where the rest decides."""
    if is_where(question.words[: question.start]):
        return read_where(question, sentence)
    if asks_free(question):
        return read_admission(question, sentence, lexicon)
    time = other_time_told(question.words, sentence)
    if time is not None:
        return (_told(sentence, f"Жоқ, {time}", 0.9, "measure", (sentence.start, sentence.stop)),) if time else ()
    deed = asks_leave(question)
    known = without(question, sentence) or _opposite_at(sentence, question, predicate) is not None
    if deed is not None and not known:
        return _leave(question, sentence, deed, lexicon)
    return _limited(question, sentence, predicate, lexicon)


def _leave(question: Question, sentence: Sentence, deed: Word, lexicon: Lexicon) -> Iterator[Finding]:
    """«Балық аулауға бола ма?»: told only by what allows or forbids that deed."""
    at, _ = _best(question, sentence, deed, lexicon)
    said = given_leave(sentence, at) if at is not None else ""
    if said:
        yield _told(sentence, said, 0.9, "leave", (sentence.start, sentence.stop))


def _limited(question: Question, sentence: Sentence, predicate: Word, lexicon: Lexicon) -> tuple[Finding, ...] | None:
    """What a sentence says to «тек … ма?» and to another number; None where the rest of it decides."""
    only = asks_only(question)
    if only is not None:
        return tuple(_only(sentence, only, lexicon))
    measure = "" if is_negative((predicate,)) else other_measure(question, sentence, predicate, lexicon)
    whole = (sentence.start, sentence.stop)
    measure = measure[:1].lower() + measure[1:]
    return (_told(sentence, f"Жоқ, {measure}", 0.85, "measure", whole),) if measure else None


def _of_another(question: Question, reading: ArticleReading, sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Whether a sentence says so of another number, kind or group than the one asked about."""
    if _other_numbers(question, sentence) or of_another_kind(question, sentence, lexicon):
        return True
    if _other_rank(question, sentence, at) or _of_other_name(question, reading, sentence, at):
        return True
    return for_others(question, sentence, at) or _attends_unknown(question, reading, lexicon)


def _attends_unknown(question: Question, reading: ArticleReading, lexicon: Lexicon) -> bool:
    """«[Форумға] Асанов қатысты ма?» of an article that tells of no forum, only of «шара»."""
    known: dict[Question, bool] = reading.cache.setdefault("unknown_scenes", {})
    if question not in known:
        words = question.words[: question.start]
        attends = any(word.lower.startswith(_ATTENDS) for word in words[-1:])
        asked = [
            w for w in words if attends and case_of(w.text) == "dative" and not (w.capital and w.start) and not w.quoted
        ]
        events = [word.key for word in asked if nominative(word.lower) not in _ANY_EVENT]
        known[question] = any(all(lexicon.likeness(key, other) < _NEAR for other in reading.all_keys) for key in events)
    return known[question]


def _of_other_name(question: Question, reading: ArticleReading, sentence: Sentence, at: int) -> bool:
    """«Ақжар екінші болса, үшінші орынды [Шілік құрамасы] алды» says nothing of «Ақжар үшінші орын алды ма?»."""
    named = {key for one in question.named if one.kind != "number" for key in one.keys}
    subject = [w for w in question.words if w.key in named and case_of(w.text) == "nominative"]
    word = sentence.words[at]
    clause = sentence.within(*clause_of(sentence, word.start, word.stop))
    if not subject or any(each.key in named for each in clause):
        return False
    ranked = any(word.lower.endswith(_ORDINAL) for word in question.words)
    before = reading.before(sentence)
    near = named & (sentence.keys | (before.keys if before else frozenset()))
    if ranked and not near and not sentence.leans_back:
        return True  # «үшінші орынға 400 мың теңге берілді» is of nobody
    others = [w for w in clause if (w.capital or w.quoted) and w.start > sentence.words[0].start]
    return any(case_of(other.text) == "nominative" for other in others)


def _told(sentence: Sentence, answer: str, fit: float, how: str, region: tuple[int, int]) -> Finding:
    return Finding(sentence, sentence.start, sentence.stop, answer, fit, f"yesno:{how}", regions=(region,))


def _only(sentence: Sentence, only: Word, lexicon: Lexicon) -> Iterator[Finding]:
    """«Тек теориядан тұра ма?»: told only by what limits it too."""
    said = says_only(sentence, only, lexicon)
    if said is not None:
        yield _told(sentence, "Иә" if said else "Жоқ", 0.85, "only", (sentence.start, sentence.stop))


def _denies_opposite(sentence: Sentence, at: int, size: int) -> bool:
    """«тегін емес»; of a row of words («ақы алынған жоқ») only what follows it denies it."""
    if size == 1:
        return is_negative(sentence.words[at : at + _REACH])
    after = sentence.words[at + size : at + size + 1]
    return bool(after) and not after[0].gap and after[0].lower in _NO


def _is_denied(question: Question, sentence: Sentence, predicate: Word, told: int, lexicon: Lexicon) -> bool:
    """«Өнім [экспортқа] емес, ішкі нарыққа жөнелтіледі»: what is asked is what the text says it is not."""
    words = sentence.words
    ends = (at for at in range(1, len(words) - 1) if words[at].lower == "емес" and breaks_before(words[at + 1]))
    at = next(ends, None)
    if at is None or told <= at:
        return False
    start = max((place for place in range(1, at) if breaks_before(words[place])), default=0)
    asked = [term.key for term in question.terms if term.key != predicate.key]
    near, after = words[max(start, at - _REACH_BACK) : at], words[at + 1 :]
    not_it = [key for key in asked if any(lexicon.likeness(key, word.key) >= _NEAR for word in near)]
    but_it = [key for key in asked if any(lexicon.likeness(key, word.key) >= _NEAR for word in after)]
    return bool(set(not_it) - set(but_it)) and not set(but_it) - set(not_it)


def _other_numbers(question: Question, sentence: Sentence) -> bool:
    """Whether the question holds a number that the sentence does not: «он жаста» of «он бес жасқа толғандар»."""
    asked = {number.value for number in find_numbers(question.text) if number.value > 1}
    return bool(asked - {number.value for number in sentence.numbers})


def _other_rank(question: Question, sentence: Sentence, at: int) -> bool:
    """«Ақжар екінші болса, [үшінші орынды] Шілік алды»: the clause of the deed has another rank or none."""
    ranks = {word.key for word in question.words if word.lower.endswith(_ORDINAL)}
    told = {word.key for word in sentence.words if word.lower.endswith(_ORDINAL)}
    word = sentence.words[at]
    here = {each.key for each in sentence.within(*clause_of(sentence, word.start, word.stop))}
    return bool(ranks and told) and not ranks <= (here if len(told) > 1 else told)


def _said(sentence: Sentence, at: int) -> str:
    """How the text says it, where that can stand alone: «тегін», «тартылмады», «алғашқы емес»; else ""."""
    words = sentence.words
    stop = at + 1
    while stop < min(len(words), at + _REACH) and not words[stop].gap and is_negative(words[at:stop]) is False:
        stop += 1
    closes = stop == len(words) or breaks_before(words[stop])
    last = words[stop - 1]
    alone = last.lower in _NO or is_finite(last.text) or (stop == at + 1 and case_of(last.text) == "nominative")
    plain = not any(word.capital or word.quoted or word.number for word in words[at:stop])
    return sentence.paragraph.text[words[at].start : last.stop] if closes and alone and plain else ""


def _predicate(question: Question) -> Word | None:
    """The last content word before the particle; of «қабылдай алды» the first."""
    words = question.words[: question.start]
    idle = word_set("words.toml", "idle_predicates")
    places = [at for at, word in enumerate(words) if word.lower not in idle]
    if not places:
        return None
    at = places[-1]
    if at and words[at].lower in word_set("words.toml", "anybody") and is_participle(words[at - 1].text):
        at -= 1  # «қаза [тапқан] адам бар ма»: the deed is asked about
    helps = at and words[at].lower in word_set("words.toml", "helping_verbs") and not words[at].gap
    return words[at - 1] if helps and _is_led(words[at - 1]) else words[at]


def _is_led(word: Word) -> bool:
    """Whether a word leads to a helping verb: «қабылдай», «сатып»."""
    return is_converb(word.text) or word.lower.endswith(("а", "е", "й"))


def _best(question: Question, sentence: Sentence, predicate: Word, lexicon: Lexicon) -> tuple[int | None, float]:
    """The word that tells what is asked, and how alike it is: of several the one whose clause holds most of it."""
    asked = [term.key for term in question.terms if term.key != predicate.key]
    words = sentence.words
    found = [
        (at, _alike(predicate, word, lexicon))
        for at, word in enumerate(words)
        if not _is_now(words, at) and not _only_helps(question, words, at)
    ]
    told = [(_held(sentence, at, asked, lexicon), near, at) for at, near in found if near >= _NEAR]
    if not told:
        return None, 0.0
    held, near, at = max(told)
    if not held and len(asked) > 1 and not (sentence.points_back or _holds_any(sentence, asked, lexicon)):
        return None, 0.0  # «балалар дайындықтан [өтеді]» tells nothing of «кезең Шиеліде өте ме»
    object_ = _object(question, predicate)
    if object_ is not None and all(lexicon.likeness(object_.key, key) < _NEAR for key in sentence.keys):
        return None, 0.0  # «өтініш берді» is no «ақы төледі»
    return at, near


def _object(question: Question, predicate: Word) -> Word | None:
    """The bare noun right before the predicate, one idea with it: «[ақы] төлей ме», «[өтініш] берді ме»."""
    at = question.words.index(predicate)
    before = question.words[at - 1] if at and not predicate.gap else None
    if (
        before is None
        or before.capital
        or before.lower in word_set("words.toml", "anybody") | word_set("words.toml", "stop")
    ):
        return None
    bare = case_of(before.text) == "nominative" and not is_owned(before.text) and not is_attribute(before.text)
    return before if bare and not is_verbal(before.text) else None


def _held(sentence: Sentence, at: int, asked: list[str], lexicon: Lexicon) -> int:
    """How many of the asked words the clause around a word holds."""
    inside = sentence.within(*clause_of(sentence, sentence.words[at].start, sentence.words[at].stop))
    return sum(any(lexicon.likeness(key, word.key) >= _NEAR for word in inside) for key in asked)


def _holds_any(sentence: Sentence, asked: list[str], lexicon: Lexicon) -> bool:
    """Whether a sentence or an anaphor of it speaks of anything asked about besides the predicate."""
    if sentence.leans_back:
        return True
    return any(lexicon.likeness(key, word.key) >= _NEAR for key in asked for word in sentence.words)


def _alike(predicate: Word, word: Word, lexicon: Lexicon) -> float:
    """Likeness of two predicates, -ма/-ме and the tense left out: «төлей» and «төлемейді»; no doer, no other place."""
    if _DOER.match(word.lower) and not _DOER.match(predicate.lower):
        return 0.0
    if _is_scene(predicate) and case_of(word.text) != "locative":
        return 0.0
    if word.lower == "бар" and predicate.lower != "бар":  # «барды» is no «бар»
        return 0.0
    near = max(lexicon.likeness(predicate.key, word.key), float(_same_root(predicate, word)))
    if near >= _NEAR and _INFINITIVE.match(word.lower) and not _INFINITIVE.match(predicate.lower):
        return max(_NEAR, near - _NOT_TOLD)
    return near


def _same_root(predicate: Word, word: Word) -> bool:
    """«төлей» and «төлемейді», «бұрыла» and «бұрылып», «енді» and «енген»."""
    if predicate.lower[:2] != word.lower[:2] or not (is_verbal(word.text) or _NEGATIVE.match(word.lower)):
        return False
    one, other = _ROOT.fullmatch(predicate.lower), _ROOT.fullmatch(word.lower)
    return one is not None and other is not None and one[1] == other[1]


def _is_now(words: tuple[Word, ...], at: int) -> bool:
    """«[Енді] үйге қайтты»; «күшіне [енді]» is a verb."""
    return words[at].lower == "енді" and not (at and case_of(words[at - 1].text) == "dative" and not words[at].gap)


def _only_helps(question: Question, words: tuple[Word, ...], at: int) -> bool:
    """«орынды қолдан шығарып [алды]» is no «алды»: behind another verb it only helps that one."""
    if not at or words[at].gap or words[at].lower not in word_set("words.toml", "helping_verbs"):
        return False
    led = words[at - 1]
    return (
        is_converb(led.text)
        and led.lower.endswith(("п", "ып", "іп"))
        and led.key not in {w.key for w in question.words}
    )


def _is_scene(predicate: Word) -> bool:
    """«Мектеп жаңа [ғимаратта] ма?»."""
    return case_of(predicate.text) == "locative" and not is_verbal(predicate.text)


def _opposite_at(sentence: Sentence, question: Question, predicate: Word) -> tuple[int, int] | None:
    """Place and number of the words that exclude what is asked: «тегін» for «ақылы», «қолайсыз» for «қолайлы»."""
    stated = _opposites_of(question)
    beginnings = tuple(other[0] for other in stated)
    for at, word in enumerate(sentence.words):
        stand = stated if word.lower.startswith(beginnings) else ()
        size = max((len(other) for other in stand if _stand(sentence.words, at, other)), default=0)
        if size or _lacks(predicate.lower, word.lower):
            return at, max(size, 1)
    return None


@lru_cache(maxsize=256)
def _opposites_of(question: Question) -> tuple[tuple[str, ...], ...]:
    """Beginnings of the words that exclude the question's predicate or what completes it."""
    words = question.words[: question.start]
    places = range(max(0, len(words) - _PREDICATE), len(words))
    return tuple(other for one, other in _opposites() if any(_stand(words, at, one) for at in places))


def _stand(words: tuple[Word, ...], at: int, beginnings: tuple[str, ...]) -> bool:
    """Whether words that begin so stand in a row from a place."""
    row = words[at : at + len(beginnings)]
    return len(row) == len(beginnings) and all(
        word.lower.startswith(begin) for word, begin in zip(row, beginnings, strict=True)
    )


def _lacks(one: str, other: str) -> bool:
    """«қолайлы» and «қолайсыз»: one stem with and without."""
    if not any(without in word for word in (one, other) for without in _WITHOUT):
        return False
    for has, lacks in ((one, other), (other, one)):
        with_it, without = (
            re.match(r"(.{3,})(?:лы|лі|ды|ді|ты|ті)$", has),
            re.match(rf"(.{{3,}})(?:{'|'.join(_WITHOUT)})", lacks),
        )
        if with_it and without and with_it[1] == without[1]:
            return True
    return False
