"""Open questions by position: Kazakh leaves the question word where the answer stands.

"кеңес назарын [қай салаға] бұрып отыр?" – «назарымызды [Агроөнеркәсіп кешеніне] бұрып отырмыз»: the phrase
before the word that follows the question word, in the same case.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from bot.answering.clauses import clause_of, opening, phrase_before, without_subject
from bot.answering.finding import Finding
from bot.answering.lexicon import Lexicon, word_set
from bot.answering.matching import answering
from bot.answering.passage import ArticleReading, Sentence, Word
from bot.answering.question import Question
from bot.answering.readers.acts import act_at, asked_act
from bot.answering.readers.dates import dates
from bot.answering.readers.rows import row_from
from bot.answering.wholes import bounds_behind, whole_start
from retrieval.language.grammar import Case, case_of, is_attribute, is_converb, is_owned, is_verbal_noun
from retrieval.language.inflection import nominative_phrase

_LONGEST = 6
_LONGEST_MEMBER = 3  # words of a member of a row before the last
_LONGEST_EQUATED = 12
_QUALITIES = ("лы", "лі", "ды", "ді", "ты", "ті", "сыз", "сіз")
_UNNAMED = 0.6  # of the fit of a common phrase where a name is asked for
_LONGEST_THOUGHT = 14  # words before «деген»
_OBJECTS = frozenset({"nominative", "accusative"})
_ABOUT = frozenset({"бойынша", "туралы", "жайлы", "жөнінде"})
_GIVEN_IN: Mapping[str, Case] = {"ие": "dative", "марапатта": "instrumental"}
_ROW_JOINS = frozenset({"және", "мен", "бен", "пен", "әрі", "немесе"})


def read_slots(question: Question, reading: ArticleReading, sentence: Sentence, lexicon: Lexicon) -> Iterator[Finding]:
    """Findings for қандай / қай / не in any case: phrases aligned with the question's neighbouring words."""
    if question.after:
        yield from _before_anchor(question, sentence, answering(reading, question.after[0].key, lexicon))
    if question.focus and question.type != "thing":
        yield from _kind_phrases(question, sentence, answering(reading, question.focus[-1].key, lexicon))
    yield from _equated(question, sentence, lexicon)
    yield from _received(question, sentence)


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


def _before_anchor(question: Question, sentence: Sentence, like: Mapping[str, float]) -> Iterator[Finding]:
    """The phrase before a word like the one that follows the question word."""
    anchor = question.after[0]
    asked = question.keys
    for at, word in enumerate(sentence.words):
        near = like.get(word.key, 0.0)
        if near < 0.65 or at == 0 or sentence.words[at].gap.strip('«»"') or (word.capital and not anchor.capital):
            continue
        last = sentence.words[at - 1]
        same_case = case_of(last.text) == question.case
        start = without_subject(sentence.words, phrase_before(sentence.words, at, _LONGEST), at)
        start = whole_start(sentence.words, _without_asked(sentence, start, at, asked), at)
        idle = any(last.lower in word_set("words.toml", words) for words in ("stop", "time_words", "such"))
        if start >= at or last.key in asked or idle:
            continue
        if question.type == "thing" and not _is_thing(question, sentence, last):
            continue
        if question.type in {"thing", "which"}:
            start = _without_asked(sentence, _with_row(sentence, start, case_of(last.text)), at, asked)
        if question.type == "thing":
            start = _without_asked(sentence, _whole_object(sentence, start, at), at, asked)
        fit = (0.7 if same_case else 0.35) + 0.25 * near
        if _asks_title(question) and not any(other.quoted or other.capital for other in sentence.words[start:at]):
            fit *= _UNNAMED
        yield _finding(question, sentence, start, at, fit, "slot:before")


def _asks_title(question: Question) -> bool:
    """«қай жоба», «қай бағдарлама»: asked for are names."""
    titled = tuple(word_set("words.toml", "titled"))
    named = bool(question.focus) and question.focus[-1].lower.startswith(titled)
    return named and question.type == "which" and question.asked == "қай"


def _whole_object(sentence: Sentence, start: int, end: int) -> int:
    """Where an object begins that is a row of deeds, or told by «бойынша»: «[ауылды абаттау бойынша] жобасын»."""
    words = sentence.words
    if start > 1 and words[start - 1].lower in _ABOUT and is_owned(words[end - 1].text):
        return phrase_before(words, start - 1, _LONGEST)
    if not any(word.gap == "," for word in words[1:end]):
        return start
    rows = (row_from(words, at) for at in range(end))
    return min((row[0][0][0] for row in rows if row and row[1] == end), default=start)


def _is_thing(question: Question, sentence: Sentence, last: Word) -> bool:
    """Whether a phrase that ends so may answer «не» in the case asked: a noun, no time, no way of doing.

    An object asked for by «не, нені» is bare or accusative: «трактор берілді», «тракторды табыс етті».
    """
    objects = {"nominative", "accusative"}
    wanted = objects if question.case in objects else {question.case}
    if question.case == "genitive":
        wanted = {"genitive", "nominative"}  # «ненің негізінде» – «[жасанды интеллект] негізінде»
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


def _equated(question: Question, sentence: Sentence, lexicon: Lexicon) -> Iterator[Finding]:
    """«Күн тәртібінде не тұрды?» – «Күн тәртібіндегі басты мәселе – [мектептің жөндеуі]»."""
    if question.type != "thing" or question.case != "nominative":
        return
    words = sentence.words
    at = next((at for at, word in enumerate(words) if at and word.gap in {"–", "—", ":"}), None)
    if at is None or len(words) - at > _LONGEST_EQUATED or words[at].number:
        return
    left = [word for word in words[:at] if word.lower not in word_set("words.toml", "stop")]
    met = [word for word in left if any(lexicon.likeness(term.key, word.key) >= 0.65 for term in question.terms)]
    if len(met) >= 2 and 2 * len(met) >= len(left):
        yield _finding(question, sentence, at, _said_end(sentence, at), 0.7, "slot:equated")


def _said_end(sentence: Sentence, at: int) -> int:
    """Index where what begins at `at` ends: the sentence, or «…», – деді before it."""
    saying = word_set("words.toml", "saying")
    ends = (
        place
        for place, word in enumerate(sentence.words[at + 1 :], start=at + 1)
        if word.lower in saying and any(mark in word.gap for mark in "–—-")
    )
    return next(ends, len(sentence.words))


def _without_asked(sentence: Sentence, start: int, end: int, asked: frozenset[str]) -> int:
    """Leave out leading words that the question itself holds, but never part an izafet («әйел кооперациясын»)."""
    while start < end - 1 and sentence.words[start].key in asked:
        if (
            start == end - 2
            and case_of(sentence.words[start].text) == "nominative"
            and not sentence.words[start].capital
        ):
            break
        start += 1
    return start


def _kind_phrases(question: Question, sentence: Sentence, like: Mapping[str, float]) -> Iterator[Finding]:
    """ "таныстырған жоба қандай", "қандай жоба": the attribute before the same noun."""
    asked = question.keys
    for at, word in enumerate(sentence.words):
        near = like.get(word.key, 0.0)
        if near < 0.8 or at == 0 or word.quoted or sentence.words[at].gap.strip('«»"'):
            continue
        start = without_subject(sentence.words, phrase_before(sentence.words, at, 4), at + 1)
        start = min(at, whole_start(sentence.words, start, at))
        own = [other for other in sentence.words[start:at] if other.key not in asked]
        if not own or sentence.words[at - 1].key in asked:
            continue
        while start < at and sentence.words[start].key in asked:
            start += 1
        attribute = (
            is_attribute(sentence.words[at - 1].text) or sentence.words[at - 1].quoted or sentence.words[at - 1].capital
        )
        start, end = _told_of_kind(sentence.words, start, at)
        if start < min(at, end):
            told = attribute or end <= at or sentence.words[at - 1].lower == "деген"
            yield _finding(question, sentence, start, end, 0.75 if told else 0.5, "slot:kind")
    for at, word in enumerate(sentence.words[1:], start=1):
        if like.get(sentence.words[at - 1].key, 0.0) >= 0.8 and word.gap in {"–", "—", ":"}:
            yield _finding(question, sentence, at, _said_end(sentence, at), 0.9, "slot:dash")


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
    time = case_of(word.text) == "locative" and word.lower.startswith(tuple(word_set("words.toml", "time_nouns")))
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
