"""The causes and aims that a sentence marks as such, whatever is asked: by a cue word, a verb or an ending."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from bot.answering.clauses import breaks_before, clause_of, phrase_before, without_subject
from bot.answering.finding import Finding
from bot.answering.lexicon import word_row, word_set
from bot.answering.passage import Sentence, Word
from retrieval.language.grammar import case_of, is_attribute, is_converb, is_owned
from retrieval.language.inflection import nominative_phrase

QUOTES, OPENS = frozenset('»"”'), frozenset('«"“')
POINTED_AT = frozenset({"мұны", "бұны", "оны", "осыны", "соны"})
_BEING = frozenset({"екенін", "екендігін"})  # «мұның себебі [қабырғадағы жарық] екенін айтты»
POINTING = 3  # words of a cause that only points back
LONGEST_AIM = 10
_SHORTEST_SAID = 2  # words before «түсіндірді»: what is said and «деп»
_SHORT_KIND = 3  # letters of a kind that many other words begin with: «ел», «ақ»
_FOR_A_DEED = re.compile(r".+[ғқгк][ае]н[ыі]$")  # «телефонын жасырып кіргізгені үшін»: a cause, no aim
_EFFECT = re.compile(r".{2,}(?:[ғқ]ан|[гк]ен|у)[ыі]н")  # «[көбейгенін] … емделмеуімен түсіндірді»
_TO_A_DEED = ("уына", "уіне")  # «[қар жауып кетуіне] орай»
_WISH = re.compile(r".{2,}(?:сын|сін|[ае]йын|[ае]йін|[ае]йық|[ае]йік)$")
_PARTICIPLE = re.compile(r".{2,}[ғқгк][ае]н$")


@cache
def _cues(section: str) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted((tuple(cue.split()) for cue in word_set("causes.toml", section)), key=len, reverse=True))


def cue_at(sentence: Sentence, at: int, section: str) -> int:
    """Number of words of the cue that begins at a word; 0 where none does."""
    for cue in _cues_by_first(section).get(sentence.words[at].lower, ()):
        if tuple(word.lower for word in sentence.words[at : at + len(cue)]) == cue:
            return len(cue)
    return 0


@cache
def _cues_by_first(section: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    return {first: tuple(cue for cue in _cues(section) if cue[0] == first) for first, *_ in _cues(section)}


@lru_cache(maxsize=8192)
def causes_marked(sentence: Sentence) -> tuple[Finding, ...]:
    """The causes that a sentence marks as such, whatever is asked."""
    return tuple(
        finding
        for at in range(len(sentence.words))
        for finding in (
            *_before_cue(sentence, at),
            *_after_cue(sentence, at),
            *_explained(sentence, at),
            *_as_explained(sentence, at),
            *_wished(sentence, at),
            *_ending(sentence, at),
            *_since(sentence, at),
        )
    )


def _before_cue(sentence: Sentence, at: int) -> Iterator[Finding]:
    size = cue_at(sentence, at, "before")
    if not size or at == 0 or cue_at(sentence, at - 1, "before") > 1:
        return
    cue = sentence.words[at].lower
    linking = bool(cue_at(sentence, at, "linking"))
    begin = _thought_start(sentence, at) if cue == "деген" else _clause_start(sentence, at, over_marks=linking)
    aim = cue in word_set("causes.toml", "aims") and not _FOR_A_DEED.match(sentence.words[at - 1].lower)
    if aim and sentence.words[at - 1].lower.endswith(("у", "ю")):
        begin = max(begin, without_subject(sentence.words, max(begin, at - LONGEST_AIM), at))
        begin = _with_aims(sentence.words, begin)
    elif sentence.words[at - 1].lower.endswith(_TO_A_DEED):
        begin = max(begin, without_subject(sentence.words, begin, at))
    stop = sentence.words[at - 1].stop
    yield as_reason(sentence, sentence.words[begin].start, stop, 0.6 if aim else 1.0, _rule_of(cue, linking, aim))


def _thought_start(sentence: Sentence, at: int) -> int:
    """Where a thought begins that «деген оймен» closes: it goes over commas, no further than a dash or a colon."""
    words = sentence.words
    return next((place for place in range(at - 1, 0, -1) if breaks_before(words[place]) and words[place].gap != ","), 0)


def _with_aims(words: tuple[Word, ...], begin: int) -> int:
    """Where a row of aims begins: «сын айту емес, [дау шешу, кездесу өткізу және] құдық көру үшін»."""
    while begin > 0 and words[begin].gap == "," and words[begin - 1].lower.endswith(("у", "ю")):
        end = begin
        begin = without_subject(words, phrase_before(words, end, LONGEST_AIM), end)
    return begin


def _rule_of(cue: str, linking: bool, aim: bool) -> str:
    """The name of the rule by the cue, so that the rare ones share their weight."""
    return "reason:linked" if linking else f"reason:aim {cue}" if aim else f"reason:before {cue}"


def _clause_start(sentence: Sentence, at: int, over_marks: bool) -> int:
    """Index of the clause's first word left of `at`; one mark may be crossed where the cue follows it."""
    start = at
    while (
        start > 0
        and not (start < at and breaks_before(sentence.words[start]))
        and not (start == at and breaks_before(sentence.words[start]) and not over_marks)
    ):
        start -= 1
        if sentence.words[start].lower in {"алайда", "бірақ", "ал"}:
            return start + 1
    return start


def _after_cue(sentence: Sentence, at: int) -> Iterator[Finding]:
    size = cue_at(sentence, at, "after")
    words = sentence.words
    if size and at + size < len(words):
        ends = (place for place in range(at + size + 1, len(words)) if words[place].lower in _BEING)
        stop = words[next(ends, len(words)) - 1].stop
        yield as_reason(sentence, words[at + size].start, stop, 1.0, f"reason:after {words[at].lower}")


def _explained(sentence: Sentence, at: int) -> Iterator[Finding]:
    case = _explaining_case(sentence, at)
    if not case or at == 0 or case_of(sentence.words[at - 1].text) != case:
        return
    begin = _explanation_start(sentence, at)
    yield as_reason(sentence, sentence.words[begin].start, sentence.words[at - 1].stop, 1.0, "reason:explained")


def _explanation_start(sentence: Sentence, at: int) -> int:
    """Where what explains begins: right behind «мұны» and a short subject, else with its own phrase."""
    words = sentence.words
    pointed = next((place + 1 for place in range(at - 1, -1, -1) if words[place].lower in POINTED_AT), None)
    if pointed is not None:
        begin = without_subject(words, pointed, min(at, pointed + POINTING))
        return _genitive_start(sentence, begin, at - 1) if begin == pointed else begin
    effect = next((place + 1 for place in range(at - 2, -1, -1) if _EFFECT.fullmatch(words[place].lower)), None)
    if effect is not None:
        return without_subject(words, effect, at)
    begin = without_subject(words, phrase_before(words, at, LONGEST_AIM), at)
    return _genitive_start(sentence, begin, at - 1)


def _as_explained(sentence: Sentence, at: int) -> Iterator[Finding]:
    """«Ол мұны [«балаларды қимадым»] деп түсіндірді»."""
    words = sentence.words
    if at < _SHORTEST_SAID or words[at].lower not in word_set("causes.toml", "explained_as"):
        return
    if words[at - 1].lower == "деп" and not QUOTES.isdisjoint(words[at - 1].gap):
        opens = (place for place in range(at - 2, -1, -1) if not OPENS.isdisjoint(words[place].gap))
        begin = next(opens, None)
        if begin is not None:
            yield as_reason(sentence, words[begin].start, words[at - 2].stop, 1.0, "reason:explained")


def _explaining_case(sentence: Sentence, at: int) -> str:
    """«X-пен түсіндірді», «оны X-тен көреді»: the case of what explains before its verb, "" for other verbs."""
    if cue_at(sentence, at, "explained"):
        return "instrumental"
    if sentence.words[at].lower not in word_set("causes.toml", "blames"):
        return ""
    blamed_for = any(w.lower in POINTED_AT or case_of(w.text) == "accusative" for w in sentence.words[:at])
    return "ablative" if blamed_for else ""


def _wished(sentence: Sentence, at: int) -> Iterator[Finding]:
    """«[Кезек күтпесін] деп электронды жазылуды енгіздік»: what is wished for is the aim."""
    words = sentence.words
    if at > 1 and words[at].lower == "деп" and _WISH.match(words[at - 1].lower) and not words[at].gap:
        begin = _clause_start(sentence, at, over_marks=False)
        yield as_reason(sentence, words[begin].start, words[at].stop, 0.8, "reason:aim деп")


def _ending(sentence: Sentence, at: int) -> Iterator[Finding]:
    word = sentence.words[at]
    if word.lower in _cues_by_first("before") or not _is_cause(word):
        return
    begin = _clause_start(sentence, at, over_marks=False)
    if word.lower.endswith(word_row("causes.toml", "noun_endings")):
        begin = max(begin, without_subject(sentence.words, phrase_before(sentence.words, at + 1, 8), at + 1))
        begin = _genitive_start(sentence, begin, at)
    yield as_reason(sentence, sentence.words[begin].start, word.stop, 0.9, "reason:ending")


def _since(sentence: Sentence, at: int) -> Iterator[Finding]:
    """«[Екі жыл қуаңшылық болған] соң шаруалар күріштен бас тартты»: what came before may be why."""
    words = sentence.words
    if at == 0 or words[at].lower not in word_set("causes.toml", "since") or not _PARTICIPLE.match(words[at - 1].lower):
        return
    begin = _clause_start(sentence, at, over_marks=False)
    while begin > 1 and words[begin].gap == "," and is_converb(words[begin - 1].text):
        begin = _clause_start(sentence, begin, over_marks=True)
    yield as_reason(sentence, words[begin].start, words[at - 1].stop, 0.6, "reason:since")


def _is_cause(word: Word) -> bool:
    """Whether an ending makes a word a cause; «орталығынан» is a place, «үшеуінен» a number."""
    if word.capital or word.quoted or not word.lower.endswith(word_row("causes.toml", "endings")):
        return False
    kinds = word_set("words.toml", "organisations") | word_set("words.toml", "places")
    if any(len(kind) > _SHORT_KIND and word.lower.startswith(kind) for kind in kinds):
        return False
    return not word.lower.endswith(word_row("causes.toml", "not_endings"))


def _genitive_start(sentence: Sentence, begin: int, at: int) -> int:
    """Where the doer of a verbal noun begins: «жөндеудің кешігуін [құжаттың дайын болмауымен] түсіндірді».

    Before the genitive stand the object of the main verb or, first of all, its subject: «Құрылыс [кранның …]».
    """
    words = sentence.words
    for place in range(at - 1, begin, -1):
        if case_of(words[place].text) == "genitive":
            before = words[place - 1]
            bare = place == 1 and case_of(before.text) == "nominative" and not is_attribute(before.text)
            if _is_object(before) or (bare and not is_owned(words[place].text)):
                return place
    return begin


def _is_object(word: Word) -> bool:
    return case_of(word.text) == "accusative" or word.lower.endswith(("уын", "уін"))


def _past_pronouns(sentence: Sentence, start: int, stop: int) -> int:
    """Begin after words that only point back: «оның бірінде мердігер мекеменің жауапсыздығы»."""
    words = sentence.within(start, stop)
    for at, word in enumerate(words[:-1]):
        if word.lower not in word_set("words.toml", "anaphors") | {"бірінде", "бірі", "алайда"}:
            governed = at > 0 and word.lower in word_set("words.toml", "stop")  # «бұған дейін»
            return words[at - 1].start if governed else word.start
    return start


def as_reason(sentence: Sentence, start: int, stop: int, fit: float, rule: str) -> Finding:
    start = _past_pronouns(sentence, start, stop)
    opened = next((one for one in sentence.titles if one.start < start <= one.start + 2 and one.stop <= stop), None)
    start = opened.start if opened else start  # «Берік» серіктестігінің …: with the mark that opens it
    text = sentence.paragraph.text[start:stop].strip(" ,")
    text = text if opened else text.strip('«»"“”')
    last = text.split()[-1] if text else ""
    named = case_of(last) == "instrumental" or rule in {"reason:explained", "reason:aim told"}
    answer = nominative_phrase(text) if named else text
    return Finding(
        sentence,
        start,
        stop,
        answer,
        fit,
        rule,
        regions=((sentence.start, sentence.stop), clause_of(sentence, start, stop)),
    )
