"""Lists: coordinated items of the kind asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from bot.answering.clauses import clause_of, phrase_before, with_pair, without_subject
from bot.answering.finding import Finding
from bot.answering.lexicon import Lexicon, word_set
from bot.answering.passage import ArticleReading, Sentence, Title, Word
from bot.answering.question import Question
from bot.answering.readers.people import say_person
from bot.answering.readers.rows import rows_in
from retrieval.language.grammar import case_of, is_owned, is_plural, is_verbal
from retrieval.language.inflection import nominative_phrase

_ONE_OF = frozenset({"бірі", "біреуі", "екеуі"})
_AMONG = frozenset({"қатарында", "арасында", "ішінде"})
_TOO = frozenset({"да", "де", "та", "те"})
_JOINS = frozenset({"және", "сондай-ақ", "әрі", "тіпті"})
_PAIRS = frozenset({"мен", "бен", "пен", "және"})
_BESIDES = frozenset({"басқа", "бөлек", "өзге"})
_SOME = 0.5  # how well the named ones of a row answer that has others too
_OF_PEOPLE = 0.2  # what a row of people fits «кімдер» better
_LEAST_GROUPS = 2
_LONGEST_GROUP = 8  # words
_OPENING = frozenset('«“"')
_SCENE = frozenset({"locative", "dative", "ablative"})
Bounds = tuple[tuple[int, int], ...]  # of the items of a row, places of words


def read_lists(question: Question, reading: ArticleReading, sentence: Sentence, lexicon: Lexicon) -> Iterator[Finding]:
    """Findings for questions that ask for several: quoted names, people, or a row of like phrases."""
    who = question.asked.startswith("кімдер") or any(
        is_plural(word.text) and is_verbal(re.sub(r"[лдт][ае]р.*$", "", word.lower)) for word in question.words
    )
    if who and len(sentence.persons) > 1:
        people = [(person.start, person.stop, say_person(person, sentence)) for person in sentence.persons]
        yield _of_spans(sentence, people, 0.95, "list:people")
    kind = question.focus[-1] if question.focus else None
    titles = [title for title in sentence.titles if not _asked_title(question, title)]
    if len(titles) > 1 and kind is not None and _may_be_titled(kind):
        spans = [(title.start, title.stop, f"«{title.text}»") for title in titles]
        fit = 0.9 if _kind_near(sentence, titles, kind, lexicon) else 0.7
        yield _of_spans(sentence, spans, _SOME * fit if _are_some(sentence, titles) else fit, "list:titles")
    yield from _rows(question, sentence, kind, lexicon)
    yield from _after_colon(question, sentence, kind, lexicon)


def _are_some(sentence: Sentence, titles: list[Title]) -> bool:
    """Whether the row that the names stand in holds others too: ««Үміт» қоры, [аудандық бөлім], «Нұр» клубы»."""
    held = sentence.within(titles[0].start, titles[-1].stop)
    cuts = [0, *(at for at in range(1, len(held)) if held[at].gap.strip('«»"”') == ","), len(held)]
    return any(not any(word.quoted for word in held[start:stop]) for start, stop in pairwise(cuts))


def one_of_several(sentence: Sentence) -> bool:
    """«[Жеңімпаздардың бірі] – …»: who is named is not all of them."""
    return any(
        word.lower in _ONE_OF and not word.gap and is_plural(before.text) and case_of(before.text) == "genitive"
        for before, word in pairwise(sentence.words)
    )


def read_groups(question: Question, reading: ArticleReading, sentence: Sentence, lexicon: Lexicon) -> Iterator[Finding]:
    """Findings for «кімдер»: rows of people, quoted names in a row, «A да, B да, C да болды», one group."""
    found = list(_both_and(sentence)) or list(_groups(question, sentence, lexicon))
    yield from found
    if found:
        return
    yield from (finding for finding in read_lists(question, reading, sentence, lexicon) if finding.rule != "list:row")
    titles = [title for title in sentence.titles if not _asked_title(question, title)]
    if len(titles) > 1 and not (question.focus and _may_be_titled(question.focus[-1])):
        spans = [(title.start, title.stop, f"«{title.text}»") for title in titles]
        yield _of_spans(sentence, spans, 0.7, "list:titles")


def _groups(question: Question, sentence: Sentence, lexicon: Lexicon) -> Iterator[Finding]:
    """Rows of groups of people («ауыл әкімдері, мектеп директорлары»), else one group in the case asked."""
    rows = [row for row in _rows(question, sentence, None, lexicon) if _has_group(sentence, row)]
    rows = [row for row in rows if question.case != "genitive" or _are_groups(sentence, row)]
    if rows:
        yield from (replace(row, fit=min(1.0, row.fit + _OF_PEOPLE)) for row in rows)
        return
    words = sentence.words
    for at, word in enumerate(words):
        alone = question.case == "genitive" or _stands_alone(words, at)  # «кімдердің [белсенділігі]»
        if not (is_group(word) and case_of(word.text) == question.case and alone):
            continue
        start = with_pair(words, without_subject(words, phrase_before(words, at + 1, 6), at + 1))
        if not any(other.key in question.keys for other in words[start : at + 1]):
            begin, stop = words[start].start, word.stop
            text = nominative_phrase(sentence.paragraph.text[begin:stop])
            yield Finding(sentence, begin, stop, text, 0.75, "list:group", regions=(clause_of(sentence, begin, stop),))


def is_group(word: Word) -> bool:
    """Whether a word means several people: «тұрғындары», «жаттықтырушылар»."""
    parts = word.lower.split("-")
    people = tuple(word_set("words.toml", "people"))
    return is_plural(word.text) and not word.quoted and (parts[-1].startswith(people) or word.lower.startswith(people))


def _has_group(sentence: Sentence, row: Finding) -> bool:
    """Whether some item of a row is a group of people: its head, the last word."""
    ends = [item.split()[-1] for item in row.items if item]
    return any(is_group(word) for word in sentence.within(row.start, row.stop) if word.text.startswith(tuple(ends)))


def _are_groups(sentence: Sentence, row: Finding) -> bool:
    """Whether all items are groups of people; of deeds for some group only one is: «насихаттау, жастардың …»."""
    heads = [item.split()[-1] for item in row.items if item]
    words = sentence.within(row.start, row.stop)
    return all(any(is_group(word) for word in words if word.text.startswith(head)) for head in heads)


def _stands_alone(words: tuple[Word, ...], at: int) -> bool:
    """Whether a noun owns nothing behind it: no «тұрғындар [саны]»; with «мен» it would be part of a row."""
    following = words[at + 1] if at + 1 < len(words) else None
    return following is None or not (is_owned(following.text) or following.lower in _PAIRS) or bool(following.gap)


def _both_and(sentence: Sentence) -> Iterator[Finding]:
    """«Олардың қатарында [тәжірибелі дәрігерлер де, жас мамандар да] болды»: each item closes with «да, де»."""
    words = sentence.words
    ends = [at for at in range(1, len(words)) if words[at].lower in _TOO and not words[at].gap]
    rows = [end for end in ends if end == ends[-1] or words[end + 1].gap == ","]
    if len(rows) < _LEAST_GROUPS:
        return
    first = phrase_before(words, rows[0], 6)
    first = next((at + 1 for at in range(rows[0] - 1, first - 1, -1) if words[at].lower in _AMONG), first)
    starts = [first, *(end + 1 for end in rows[:-1])]
    starts = [at + 1 if words[at].lower in _JOINS else at for at in starts]
    if any(stop - start > _LONGEST_GROUP or stop <= start for start, stop in zip(starts, rows, strict=True)):
        return
    text = sentence.paragraph.text
    items = tuple(text[words[a].start : words[b - 1].stop] for a, b in zip(starts, rows, strict=True))
    start, stop = words[starts[0]].start, words[rows[-1] - 1].stop
    whole = ((sentence.start, sentence.stop),)
    yield Finding(sentence, start, stop, say_list(items), 0.9, "list:row", regions=whole, items=items)


def _may_be_titled(kind: Word) -> bool:
    kinds = word_set("words.toml", "organisations") | word_set("words.toml", "titled")
    return any(kind.lower.startswith(word) for word in kinds)


def _asked_title(question: Question, title: Title) -> bool:
    return any(named.keys == title.keys for named in question.named)


def _kind_near(sentence: Sentence, titles: list[Title], kind: Word, lexicon: Lexicon) -> bool:
    return any(lexicon.likeness(kind.key, word.key) >= 0.8 for word in sentence.words)


def _of_spans(sentence: Sentence, spans: list[tuple[int, int, str]], fit: float, rule: str) -> Finding:
    items = tuple(dict.fromkeys(item for _, _, item in spans))
    start, stop = spans[0][0], spans[-1][1]
    return Finding(
        sentence,
        start,
        stop,
        say_list(items),
        fit,
        rule,
        regions=((sentence.start, sentence.stop),),
        items=items,
    )


def say_list(items: tuple[str, ...]) -> str:
    """The items in one line: «А, Ә және Б»."""
    return ", ".join(items[:-1]) + " және " + items[-1] if len(items) > 1 else "".join(items)


def _rows(question: Question, sentence: Sentence, kind: Word | None, lexicon: Lexicon) -> Iterator[Finding]:
    """Rows of phrases parted by commas and «және», the last one in the case the question asks in."""
    for row in rows_in(sentence):
        bounds = _without_excluded(question, sentence.words, _past_scene(question, sentence.words, row.items))
        fit = _row_fit(question, sentence, bounds, row.end, kind, lexicon)
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
        regions=((sentence.start, sentence.stop),),
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
