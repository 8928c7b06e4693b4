"""Open questions by position: Kazakh leaves the question word where the answer stands.

"кеңес назарын [қай салаға] бұрып отыр?" – «назарымызды [Агроөнеркәсіп кешеніне] бұрып отырмыз»: the phrase
before the word that follows the question word, in the same case.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from bot.answering.clauses import clause_of, deed_start, opening, phrase_before, with_pair, without_subject
from bot.answering.finding import Finding
from bot.answering.lexicon import Lexicon, word_row, word_set
from bot.answering.matching import ENOUGH, answering
from bot.answering.passage import ArticleReading, Sentence, Word
from bot.answering.question import Question
from bot.answering.readers.acts import act_at, asked_act
from bot.answering.readers.advice import advised
from bot.answering.readers.anchors import MEANS_CASES, anchors, asks_means, of_means
from bot.answering.readers.arguments import arguments
from bot.answering.readers.dates import dates
from bot.answering.readers.equated import equated, qualities, said_end
from bot.answering.readers.gapped import Part, may_receive, own_part
from bot.answering.readers.rows import row_at, separators
from bot.answering.readers.topics import asks_topic, topics
from bot.answering.wholes import bounds_behind, whole_start
from retrieval.language.grammar import (
    SPATIAL,
    Case,
    case_of,
    is_attribute,
    is_converb,
    is_finite,
    is_owned,
    is_plural,
    is_verbal,
    is_verbal_noun,
)
from retrieval.language.inflection import nominative_phrase

_LONGEST = 6
_LONGEST_MEMBER = 3  # words of a member of a row before the last
_SAME_ACT = 0.75
_BY_MEANS = 0.85
_VERDICT = "баға"
_APART, _NEAR = 0.45, 0.2  # how well a phrase apart from its verb fits, and what the verb's likeness adds
_ONE_PHRASE = 0.75  # how well a single phrase answers who asks for several
_QUALITIES = ("лы", "лі", "ды", "ді", "ты", "ті", "сыз", "сіз")
_UNNAMED = 0.6  # of the fit of a common phrase where a name is asked for
_LONGEST_THOUGHT = 14  # words before «деген»
_OBJECTS = frozenset({"nominative", "accusative"})
_WHERE = frozenset({"locative", "dative", "ablative"})
_WHAT = frozenset({"не", "нені", "қандай"})
_ABOUT = frozenset({"бойынша", "туралы", "жайлы", "жөнінде"})
_GIVEN_IN: Mapping[str, Case] = {"ие": "dative", "марапатта": "instrumental"}
_ENDS_IN: Mapping[Case, tuple[str, ...]] = {  # also of words that nobody knows: «сепараторға»
    "dative": ("ға", "ге", "қа", "ке", "на", "не"),
    "instrumental": ("мен", "бен", "пен"),
}
_ROW_JOINS = frozenset({"және", "мен", "бен", "пен", "әрі", "немесе"})


def read_slots(question: Question, reading: ArticleReading, sentence: Sentence, lexicon: Lexicon) -> Iterator[Finding]:
    """Findings for қандай / қай / не in any case: phrases aligned with the question's neighbouring words."""
    if asks_topic(question):
        yield from topics(question, sentence, lexicon)
        return
    told = own_part(question, sentence, lexicon) if question.case in _OBJECTS and question.asked in _WHAT else None
    if told is not None and _tells_the_act(question, reading, sentence, lexicon):
        yield _of_part(question, sentence, *told)
        return
    beside = dict(anchors(question, reading, sentence, lexicon))
    beside |= {at: _SAME_ACT for at in _given_at(question, sentence) if at not in beside}
    yield from _before_anchor(question, sentence, beside.items())
    if question.focus and question.type != "thing":
        yield from _kind_phrases(question, sentence, answering(reading, question.focus[-1].key, lexicon))
        yield from _verdicts(question, sentence)
    for start, end, fit in equated(question, sentence, lexicon):
        yield _finding(question, sentence, start, end, fit, "slot:equated")
    for start, end, fit in qualities(question, sentence, lexicon):
        yield _finding(question, sentence, start, end, fit, "slot:quality")
    for start, end, near in arguments(question, reading, sentence, lexicon):
        if _is_new(question, sentence.words[start:end]):
            yield _finding(question, sentence, start, end, _APART + _NEAR * near, "slot:argument")
    for start, end, fit in advised(question, sentence):
        if _is_new(question, sentence.words[start:end]):
            yield _finding(question, sentence, start, end, fit, "slot:before")
    yield from _received(question, sentence)
    yield from _by_means(question, reading, sentence, lexicon)


def _tells_the_act(question: Question, reading: ArticleReading, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether the verb asked about stands in a sentence, or another of the same act: «табыс етілді» for «берілді»."""
    act = asked_act(question)
    same = act is not None and any(
        (told := act_at(sentence.words, at)) is not None and told.name == act.name for at in range(len(sentence.words))
    )
    return same or any(True for _ in anchors(question, reading, sentence, lexicon))


def _of_part(question: Question, sentence: Sentence, own: Part, parts: tuple[Part, ...]) -> Finding:
    """«Үсенге не берілді?» – «Асанға кубок, Үсенге [диплом] берілді»."""
    found = _finding(question, sentence, own.object_start, own.object_stop, 0.95, "slot:before")
    spans = {part: (sentence.words[part.start].start, sentence.words[part.stop - 1].stop) for part in parts}
    return replace(found, regions=(spans.pop(own),), rivals=tuple(spans.values()), closed=True)


def read_kinds(question: Question, reading: ArticleReading, sentence: Sentence, lexicon: Lexicon) -> Iterator[Finding]:
    """Findings for «қандай тапсырмалар»: one phrase whose noun is a plural: «[тәжірибелік тапсырмалар] орындалды»."""
    if not question.focus or question.asked not in {"қандай", "қай"}:
        return
    kinds = _kind_phrases(question, sentence, answering(reading, question.focus[-1].key, lexicon))
    beside = _before_anchor(question, sentence, anchors(question, reading, sentence, lexicon))
    for finding in (*kinds, *beside):
        last = sentence.words[sentence.word_at(finding.stop - 1)]
        if is_plural(last.text) and (question.case == case_of(last.text) or finding.rule == "slot:kind"):
            yield replace(finding, fit=_ONE_PHRASE * finding.fit)


def _by_means(question: Question, reading: ArticleReading, sentence: Sentence, lexicon: Lexicon) -> Iterator[Finding]:
    """«Жобасын немен жасады?» – «[жасанды интеллект] негізінде әзірлеген»: the deed stands behind its means."""
    if question.asked != "немен" or not question.after or asks_means(question):
        return
    words, deeds = sentence.words, answering(reading, question.after[0].key, lexicon)
    for end, _ in of_means(question, sentence):
        done = any(deeds.get(word.key, 0.0) >= ENOUGH for word in words[end + 1 : end + 1 + _LONGEST])
        start = whole_start(words, without_subject(words, phrase_before(words, end, _LONGEST), end), end)
        if done and start < end and _is_new(question, words[start:end]):
            yield _finding(question, sentence, start, end, _BY_MEANS, "slot:before")


def _is_new(question: Question, phrase: tuple[Word, ...]) -> bool:
    """Whether a phrase says something that the question does not."""
    return bool(phrase) and phrase[-1].key not in question.keys


def _given_at(question: Question, sentence: Sentence) -> Iterator[int]:
    """Places of verbs of giving where something given is asked for: «балаларға не [таратылды]» – «кітап [берді]»."""
    act = asked_act(question)
    if act is None or act.name != "prize" or question.case not in _OBJECTS or question.type not in {"thing", "which"}:
        return
    for at in range(1, len(sentence.words)):
        told = act_at(sentence.words, at)
        if told is not None and told.name == act.name and not is_converb(sentence.words[at - 1].text):
            yield at


def _received(question: Question, sentence: Sentence) -> Iterator[Finding]:
    """«Үздіктер не алды?» – «[жеңіл несиеге] ие болды», «[алғыс хатпен] марапатталды»."""
    act = asked_act(question)
    if question.type != "thing" or question.case not in _OBJECTS or act is None or act.name != "prize":
        return
    for at, word in enumerate(sentence.words[1:], start=1):
        stem = next((stem for stem in _GIVEN_IN if word.lower.startswith(stem)), "")
        if not stem or word.gap or case_of(sentence.words[at - 1].text) != _GIVEN_IN[stem]:
            continue
        if act_at(sentence.words, at) is None:
            continue
        start = without_subject(sentence.words, phrase_before(sentence.words, at, _LONGEST), at)
        if not any(other.key in question.keys for other in sentence.words[start:at]):
            yield _finding(question, sentence, start, at, 0.9, "slot:before")


def _before_anchor(question: Question, sentence: Sentence, places: Iterable[tuple[int, float]]) -> Iterator[Finding]:
    """The phrase before a word like the one that follows the question word."""
    named = any(word.capital for word in question.after[:1])
    for at, near in places:
        word = sentence.words[at]
        if at == 0 or word.gap.strip('«»"') or (word.capital and not named) or _is_receivers(question, sentence, at):
            continue
        end = _past_asked(question, sentence.words, at)
        start = _slot_start(question, sentence, end)
        if start < end:
            fit = _slot_fit(question, sentence, start, end, near)
            yield _finding(question, sentence, start, end, fit, "slot:before")


def _is_receivers(question: Question, sentence: Sentence, at: int) -> bool:
    """«Екінші орынға [отбасы] ие болды»: who got it stands there, not what."""
    case = next((case for stem, case in _GIVEN_IN.items() if sentence.words[at].lower.startswith(stem)), None)
    return question.type == "thing" and case is not None and not sentence.words[at - 1].lower.endswith(_ENDS_IN[case])


def _past_asked(question: Question, words: tuple[Word, ...], at: int) -> int:
    """Where the phrase before a verb ends: «көлік түтіні | балаларға зиян» for «балаларға не зиян?»."""
    end = at
    while end > 1 and not words[end - 1].gap and _tells_of_verb(question, words, end - 1):
        end -= 1
    return _past_receiver(question, words, end)


def _past_receiver(question: Question, words: tuple[Word, ...], end: int) -> int:
    """«[трактор] Шәменге | бұйырды»: who gets it stands behind it."""
    act = act_at(words, end) if question.case in _OBJECTS and question.type == "thing" else None
    if act is None or act.part("dative") != "receiver" or end < 2 or not may_receive(words[end - 1]):
        return end
    names = end - 2 > 0 and words[end - 1].capital and words[end - 2].capital
    return end - 2 if names else end - 1


def _tells_of_verb(question: Question, words: tuple[Word, ...], at: int) -> bool:
    if words[at].lower in word_set("words.toml", "adverbs"):
        return question.type == "thing" and is_verbal(words[at + 1].text)
    return words[at].key in question.keys and _hangs_on_verb(words, at)


def _hangs_on_verb(words: tuple[Word, ...], at: int) -> bool:
    """Whether a word belongs to the verb alone: in a case, no name that others stand before («ұстаз Сәулеге»)."""
    oblique = case_of(words[at].text) in {"dative", "locative", "ablative", "instrumental"}
    alone = not words[at].capital or case_of(words[at - 1].text) == "accusative"
    return oblique and alone and not (is_attribute(words[at].text) or words[at].quoted)


def _slot_start(question: Question, sentence: Sentence, end: int) -> int:
    """Index where the phrase that ends before `end` begins; `end` where it is none that can answer."""
    words, asked, last = sentence.words, question.keys, sentence.words[end - 1]
    start = min(phrase_before(words, end, _LONGEST), deed_start(words, end - 1))
    start = without_subject(words, start, end)
    start = whole_start(words, _without_asked(sentence, start, end, asked), end)
    idle = any(last.lower in word_set("words.toml", row) for row in ("stop", "time_words", "such"))
    if question.type == "which" and is_converb(last.text) and not last.quoted:
        return end  # «[басып] шығарды» tells how
    if start >= end or last.key in asked or idle or all(word.number for word in words[start:end]):
        return end
    if question.type == "thing" and not _is_thing(question, sentence, last):
        return end
    if question.type == "which" and not (_suits_case(question, last) or question.case in _OBJECTS):
        return end
    if question.type in {"thing", "which"}:
        start = _without_asked(sentence, _with_row(sentence, start, case_of(last.text)), end, asked)
    if question.type == "thing":
        start = _without_asked(sentence, _whole_object(sentence, start, end), end, asked)
    return start


def _suits_case(question: Question, last: Word) -> bool:
    case = case_of(last.text)
    return case in MEANS_CASES if asks_means(question) else case == question.case


def _slot_fit(question: Question, sentence: Sentence, start: int, end: int, near: float) -> float:
    fit = (0.7 if _suits_case(question, sentence.words[end - 1]) else 0.35) + 0.25 * near
    phrase = sentence.words[start:end]
    unnamed = _asks_title(question) and not any(word.quoted or word.capital for word in phrase)
    counts = question.type == "which" and _counts_others(sentence.words, start, end)
    return _UNNAMED * fit if unnamed or counts else fit


def _asks_title(question: Question) -> bool:
    """«қай жоба», «қай бағдарлама»: asked for are names."""
    titled = word_row("words.toml", "titled")
    named = bool(question.focus) and question.focus[-1].lower.startswith(titled)
    return named and question.type == "which" and question.asked == "қай"


def _whole_object(sentence: Sentence, start: int, end: int) -> int:
    """Where an object begins that is a row of deeds, or told by «бойынша»: «[ауылды абаттау бойынша] жобасын»."""
    words = sentence.words
    if start > 1 and words[start - 1].lower in _ABOUT and is_owned(words[end - 1].text):
        return phrase_before(words, start - 1, _LONGEST)
    if not any(word.gap == "," for word in words[1:end]):
        return start
    rows = (row_at(sentence, first) for first in separators(sentence) if first < end)
    return min((row.items[0][0] for row in rows if row and row.end == end), default=start)


def _is_thing(question: Question, sentence: Sentence, last: Word) -> bool:
    """Whether a phrase that ends so may answer «не» in the case asked: a noun, no time, no way of doing.

    An object asked for by «не, нені» is bare or accusative: «трактор берілді», «тракторды табыс етті».
    """
    objects = {"nominative", "accusative"}
    wanted = objects if question.case in objects else {question.case}
    if question.case == "genitive" or asks_means(question):
        wanted = set(MEANS_CASES)  # «ненің көмегімен» – «[жасанды интеллект] негізінде»
    if any(one.start <= last.start < one.stop for one in sentence.persons):
        return False  # «не» asks for nobody
    way = is_converb(last.text) or (is_attribute(last.text) and last.lower.endswith(_QUALITIES))
    time = any(start < last.stop <= stop for _, start, stop in dates(sentence))
    return case_of(last.text) in wanted and not way and not time


def _with_row(sentence: Sentence, start: int, case: Case) -> int:
    """Index where the row begins whose last member starts at `start`: [майлы қағаз, айна және] бала жаялығын."""
    words, joined = sentence.words, False
    while start > 1:
        word = words[start - 1]
        if word.lower in _ROW_JOINS and not words[start].gap:
            end, joined = start - 1, True
        elif joined and words[start].gap == ",":
            end = start
        else:
            break
        begin = without_subject(words, phrase_before(words, end, _LONGEST_MEMBER), end)
        if begin >= end or case_of(words[end - 1].text) not in {"nominative", case}:
            break
        start = begin
    return start


def _without_asked(sentence: Sentence, start: int, end: int, asked: frozenset[str]) -> int:
    """Leave out leading words that the question itself holds, but never part an izafet («әйел кооперациясын»)."""
    while start < end - 1 and (sentence.words[start].key in asked or _ends_asked_place(sentence.words, start, asked)):
        if (
            start == end - 2
            and case_of(sentence.words[start].text) == "nominative"
            and not sentence.words[start].capital
        ):
            break
        start += 1
    return start


def _ends_asked_place(words: tuple[Word, ...], at: int, asked: frozenset[str]) -> bool:
    """«Самарда қандай …?» and «Самар [ауданында] …»: what kind of place the name before it is."""
    named = at > 0 and words[at - 1].capital and words[at - 1].key in asked and not words[at].gap
    return (
        named and (is_owned(words[at].text) or words[at].lower.endswith(SPATIAL)) and case_of(words[at].text) in _WHERE
    )


def _kind_phrases(question: Question, sentence: Sentence, like: Mapping[str, float]) -> Iterator[Finding]:
    """ "таныстырған жоба қандай", "қандай жоба": the attribute before the same noun."""
    asked = question.keys
    for at, word in enumerate(sentence.words):
        near = like.get(word.key, 0.0)
        if near < 0.8 or at == 0 or word.quoted or sentence.words[at].gap.strip('«»"'):
            continue
        start = without_subject(sentence.words, phrase_before(sentence.words, at, 4), at + 1)
        start = min(at, whole_start(sentence.words, start, at + 1))
        own = [other for other in sentence.words[start:at] if other.key not in asked and not _points(other)]
        if not own or sentence.words[at - 1].key in asked or _counts_others(sentence.words, start, at):
            continue
        while start < at and (sentence.words[start].key in asked or _ends_asked_place(sentence.words, start, asked)):
            start += 1
        attribute = (
            is_attribute(sentence.words[at - 1].text) or sentence.words[at - 1].quoted or sentence.words[at - 1].capital
        )
        if is_verbal(word.text) and sentence.words[at - 1].lower == "деп":
            continue  # a verdict: «… деп бағалады»
        verb = near < 1.0 and (is_finite(word.text) or is_converb(word.text))  # «[жоғары] бағалады»
        start, end = _told_of_kind(sentence.words, start, at)
        if start < min(at, end):
            end = at if verb else end
            start = with_pair(sentence.words, start) if end > at else start
            told = attribute or end <= at or sentence.words[at - 1].lower == "деген"
            told = told and (not asks_means(question) or _is_means(sentence.words, at))
            yield _finding(question, sentence, start, end, 0.75 if told else 0.5, "slot:kind")
    for at, word in enumerate(sentence.words[1:], start=1):
        if like.get(sentence.words[at - 1].key, 0.0) >= 0.8 and word.gap in {"–", "—", ":"}:
            yield _finding(question, sentence, at, said_end(sentence, at), 0.9, "slot:dash")


def _is_means(words: tuple[Word, ...], at: int) -> bool:
    """«сандық технология [көмегімен]», not «сандық технологияның [өзектілігі]»."""
    return any(word.lower in word_set("words.toml", "means") for word in words[at + 1 : at + 2])


def _points(word: Word) -> bool:
    """«[Бұл] құстар», «[мұндай] іс-шара»: it names none."""
    return any(word.lower in word_set("words.toml", row) for row in ("anaphors", "such", "stop")) and not word.quoted


def _counts_others(words: tuple[Word, ...], start: int, at: int) -> bool:
    """«[40 адам] кәсіп бастады», «[3 тонна] май»: an amount of something tells of no kind; «6:4 есебі» does."""
    if any(word.lower in bounds_behind() for word in words[start:at]):
        return False  # «110 пайыздан астам көрсеткіш»
    numbers = [place for place in range(start, at) if words[place].number]
    return any(place + 1 < at and not is_attribute(words[place + 1].text) for place in numbers)


def _verdicts(question: Question, sentence: Sentence) -> Iterator[Finding]:
    """«жұмысына қандай баға берілді?» – «жұмысы [қанағаттанарлық] деп танылды»."""
    if not question.focus[-1].lower.startswith(_VERDICT):
        return
    for at, (word, following) in enumerate(pairwise(sentence.words)):
        if at and word.lower == "деп" and following.lower.startswith(word_row("words.toml", "judging")):
            yield from _judged(question, sentence, at)


def _judged(question: Question, sentence: Sentence, end: int) -> Iterator[Finding]:
    """«қандай баға берді?» – «[«қанағаттанарлық»] деп бағалады»."""
    words = sentence.words
    start = without_subject(words, phrase_before(words, end, 4), end)
    while start < end - 1 and words[end - 1].quoted and not words[start].quoted:
        start += 1
    if start < end:
        yield _finding(question, sentence, start, end, 0.8, "slot:kind")


def _declined_row(words: tuple[Word, ...]) -> bool:
    """Whether each item of a row has the case of the last one: «күн панелін, жел қондырғысын немесе пешті»."""
    case = case_of(words[-1].text)
    ends = [one for one, other in pairwise(words) if other.gap == "," or other.lower in _ROW_JOINS]
    return case != "nominative" and bool(ends) and all(case_of(word.text) == case for word in ends)


def _told_of_kind(words: tuple[Word, ...], start: int, at: int) -> tuple[int, int]:
    """What tells of a noun: a thought before «деген», an amount, a deed that is planned; no auxiliary, no time.

    «[нарыққа қалай шығамыз деген ой]мен», «[110 пайыздан астам] көрсеткіш», «[шеберхананы кеңейту] жоспарда бар».
    """
    if words[at - 1].lower == "деген":
        thought = 1 < at <= _LONGEST_THOUGHT and not (words[at - 2].quoted or words[at - 2].capital)
        return (0, at + 1) if thought else (at, at + 1)
    bound = next((place for place in range(start, at) if words[place].lower in bounds_behind()), start)
    if bound > start:
        return start, bound + 1
    while start < at and _hangs(words[start]):
        start += 1
    planned = is_verbal_noun(words[at - 1].text) and not is_owned(words[at].text)
    return start, at if planned and case_of(words[at].text) == "locative" else at + 1


def _hangs(word: Word) -> bool:
    """Whether a word belongs to what stands before it: «жүзеге асып [жатқан] жоба», «алдағы [уақытта]»."""
    time = case_of(word.text) == "locative" and word.lower.startswith(word_row("words.toml", "time_nouns"))
    return time or word.lower in word_set("words.toml", "auxiliary_participles")


def _finding(question: Question, sentence: Sentence, start: int, end: int, fit: float, rule: str) -> Finding:
    words, text = sentence.words, sentence.paragraph.text
    begin, stop = opening(sentence, start), words[end - 1].stop
    if words[start].quoted and begin and text[begin - 1] in '«"“':
        begin -= 1
        if stop < len(text) and text[stop] in '»"”' and words[end - 1].quoted:
            stop += 1
    asked_so = case_of(words[end - 1].text) == question.case and question.type == "thing"
    as_told = asked_so or _declined_row(words[start:end])
    answer = text[begin:stop] if as_told else nominative_phrase(text[begin:stop])
    return Finding(sentence, begin, stop, answer, fit, rule, regions=(clause_of(sentence, begin, stop),))
