"""Lists: coordinated items of the kind asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from bot.answering.clauses import in_title
from bot.answering.finding import Finding
from bot.answering.lexicon import Lexicon, word_set
from bot.answering.passage import ArticleReading, Sentence, Title, Word
from bot.answering.question import Question
from bot.answering.readers.people_rows import people_row
from bot.answering.readers.rows import rows_in
from bot.answering.readers.topics import asks_topic, topics
from retrieval.language.grammar import case_of, is_finite, is_owned, is_plural, is_verbal
from retrieval.language.inflection import nominative_phrase

_BESIDES = frozenset({"басқа", "бөлек", "өзге"})
_PARTLY = 0.35  # how well people answer whose row has groups too
_LEAST_OF_KINDS = 3
_SAME_KIND = 0.8
_SOME = 0.5  # how well the named ones of a row answer that has others too
_OPENING = frozenset('«“"')
_SCENE = frozenset({"locative", "dative", "ablative"})
Bounds = tuple[tuple[int, int], ...]  # of the items of a row, places of words


def read_lists(question: Question, reading: ArticleReading, sentence: Sentence, lexicon: Lexicon) -> Iterator[Finding]:
    """Findings for questions that ask for several: quoted names, people, or a row of like phrases."""
    if asks_topic(question):
        yield from topics(question, sentence, lexicon)
        return
    who = question.asked.startswith("кімдер") or any(
        is_plural(word.text) and is_verbal(re.sub(r"[лдт][ае]р.*$", "", word.lower)) for word in question.words
    )
    people = people_row(sentence) if who else None
    if people is not None:
        yield of_spans(sentence, list(people.spans), 0.95 if people.whole else _PARTLY, "list:people")
    kind = question.focus[-1] if question.focus else None
    titles = [title for title in sentence.titles if not asked_title(question, title)]
    if len(titles) > 1 and kind is not None and may_be_titled(kind):
        spans = [(title.start, title.stop, f"«{title.text}»") for title in titles]
        fit = 0.9 if _kind_near(sentence, titles, kind, lexicon) else 0.7
        yield of_spans(sentence, spans, _SOME * fit if _are_some(sentence, titles) else fit, "list:titles")
    yield from rows(question, sentence, kind, lexicon)
    yield from _after_colon(question, sentence, kind, lexicon)


def _are_some(sentence: Sentence, titles: list[Title]) -> bool:
    """Whether the row that the names stand in holds others too: ««Үміт» қоры, [аудандық бөлім], «Нұр» клубы»."""
    held = sentence.within(titles[0].start, titles[-1].stop)
    cuts = [0, *(at for at in range(1, len(held)) if held[at].gap.strip('«»"”') == ","), len(held)]
    return any(not any(word.quoted for word in held[start:stop]) for start, stop in pairwise(cuts))


def may_be_titled(kind: Word) -> bool:
    kinds = word_set("words.toml", "organisations") | word_set("words.toml", "titled")
    return any(kind.lower.startswith(word) for word in kinds)


def asked_title(question: Question, title: Title) -> bool:
    return any(named.keys == title.keys for named in question.named)


def _kind_near(sentence: Sentence, titles: list[Title], kind: Word, lexicon: Lexicon) -> bool:
    return any(lexicon.likeness(kind.key, word.key) >= 0.8 for word in sentence.words)


def of_spans(sentence: Sentence, spans: list[tuple[int, int, str]], fit: float, rule: str) -> Finding:
    items = tuple(dict.fromkeys(item for _, _, item in spans))
    start, stop = spans[0][0], spans[-1][1]
    return Finding(
        sentence,
        start,
        stop,
        say_list(items),
        fit,
        rule,
        regions=(clause_around(sentence, start, stop),),
        items=items,
    )


def clause_around(sentence: Sentence, start: int, stop: int) -> tuple[int, int]:
    """What speaks of a row, from the predicate before it to its own: «… ашылды, [ал ауылда монша мен кафе салынды]»."""
    words = sentence.words
    first, last = sentence.word_at(start), min(sentence.word_at(stop - 1), len(words) - 1)
    while first > 0 and not _parts_clauses(words, first):
        first -= 1
    while last + 1 < len(words) and not _parts_clauses(words, last + 1):
        last += 1
    return words[first].start, words[last].stop


def _parts_clauses(words: tuple[Word, ...], at: int) -> bool:
    """Whether a comma stands behind a predicate before a word."""
    before = words[at - 1]
    marked = bool(set(words[at].gap) & set(",;")) and not in_title(words, at)
    return marked and (is_finite(before.text) or before.lower in word_set("words.toml", "predicates"))


def say_list(items: tuple[str, ...]) -> str:
    """The items in one line: «А, Ә және Б»."""
    return ", ".join(items[:-1]) + " және " + items[-1] if len(items) > 1 else "".join(items)


def rows(question: Question, sentence: Sentence, kind: Word | None, lexicon: Lexicon) -> Iterator[Finding]:
    """Rows of phrases parted by commas and «және», the last one in the case the question asks in."""
    for row in rows_in(sentence):
        bounds = _without_excluded(question, sentence.words, _past_scene(question, sentence.words, row.items))
        bounds = _of_kind(sentence.words, bounds, kind, lexicon)
        fit = _row_fit(question, sentence, bounds, bounds[-1][1], kind, lexicon)
        if fit:
            yield _row_finding(sentence, bounds, fit)


def _without_excluded(question: Question, words: tuple[Word, ...], bounds: Bounds) -> Bounds:
    """The row without what the question leaves out at its head: «[бірлестіктен] басқа тағы қандай құрылымдар»."""
    out = {
        before.key
        for before, word in pairwise(question.words)
        if word.lower in _BESIDES and case_of(before.text) == "ablative"
    }
    kept = tuple((start, stop) for start, stop in bounds if words[stop - 1].key not in out)
    return kept if len(kept) > 1 else bounds


def _of_kind(words: tuple[Word, ...], bounds: Bounds, kind: Word | None, lexicon: Lexicon) -> Bounds:
    """The part of a row that is called by the noun asked for: «[Семей, Аягөз қалаларынан], Жарма ауданынан»."""
    if kind is None or len(bounds) < _LEAST_OF_KINDS:
        return bounds
    ends = [words[stop - 1] for _, stop in bounds]
    called = [place for place, word in enumerate(ends) if is_plural(word.text) and is_owned(word.text)]
    if not called or called[0] in {0, len(bounds) - 1} or not any(word.capital for word in ends):
        return bounds
    same = lexicon.likeness(kind.key, ends[called[0]].key) >= _SAME_KIND
    return bounds[: called[0] + 1] if same else bounds


def _past_scene(question: Question, words: tuple[Word, ...], bounds: Bounds) -> Bounds:
    """The row without where and to what it happened, told at its head: «[Байқауда] «Алтын дән», «Көктерек» …»."""
    asked = question.keys
    start, stop = bounds[0]
    scene = (at + 1 for at in range(start, stop - 1) if words[at].key in asked and case_of(words[at].text) in _SCENE)
    if start == 0 and question.case != "nominative" and stop > 1 and words[0].key in asked:
        start = 1  # «[Жәрдемақы] көпбалалы отбасылар мен мүгедектерге төленеді»
    return ((max(scene, default=start), stop), *bounds[1:])


def _row_fit(
    question: Question,
    sentence: Sentence,
    bounds: Bounds,
    end: int,
    kind: Word | None,
    lexicon: Lexicon,
) -> float:
    words = sentence.words
    around = words[bounds[-1][0] : end + 1]
    before = words[max(0, bounds[0][0] - 3) : bounds[0][0]]
    score = 0.45
    if kind is not None and any(lexicon.likeness(kind.key, word.key) >= 0.8 for word in around):
        score = 0.95
    elif kind is not None and any(lexicon.likeness(kind.key, word.key) >= 0.8 for word in before):
        score = 0.8
    follows = words[end : end + 2]
    if "бар" in {word.lower for word in question.words} and "жоқ" in {word.lower for word in follows}:
        return 0.0  # «Ауылда пошта, банк пен нотариус [жоқ]»
    if question.after and any(lexicon.likeness(question.after[0].key, word.key) >= 0.65 for word in follows):
        score += 0.3
    if question.case == case_of(words[end - 1].text) and question.case != "nominative":
        score += 0.15
    return min(score, 1.0) if len(bounds) > 1 else 0.0


def _row_finding(sentence: Sentence, bounds: Bounds, fit: float) -> Finding:
    text, words = sentence.paragraph.text, sentence.words
    spans = [(words[a].start, words[b - 1].stop) for a, b in bounds]
    items = tuple(nominative_phrase(text[start:stop].strip(' «»"')) for start, stop in spans)
    opened = spans[0][0] - (text[spans[0][0] - 1 : spans[0][0]] in _OPENING)
    return Finding(
        sentence,
        opened,
        spans[-1][1],
        nominative_phrase(text[opened : spans[-1][1]]),
        fit,
        "list:row",
        regions=(clause_around(sentence, opened, spans[-1][1]),),
        items=items,
    )


def _after_colon(question: Question, sentence: Sentence, kind: Word | None, lexicon: Lexicon) -> Iterator[Finding]:
    """«үш түрін түсіндірді: жеңілдетілген несие, өтеусіз грант және кепілдік беру»."""
    for at in range(1, len(sentence.words)):
        if ":" not in sentence.words[at].gap:
            continue
        before = sentence.words[max(0, at - 6) : at]
        held = kind is not None and any(lexicon.likeness(kind.key, word.key) >= 0.65 for word in before)
        start, stop = sentence.words[at].start, sentence.words[-1].stop
        text = sentence.paragraph.text
        if start and text[start - 1] in '«"':
            start -= 1
        if stop < len(text) and text[stop] in '»"':
            stop += 1
        row = text[start:stop]
        if "," in row or " және " in row:
            yield Finding(
                sentence,
                start,
                stop,
                nominative_phrase(row),
                0.9 if held else 0.6,
                "list:colon",
                regions=((sentence.start, sentence.stop),),
            )
