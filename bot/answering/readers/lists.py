"""Lists: coordinated items of the kind asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.answering.finding import Finding
from bot.answering.lexicon import Lexicon, word_set
from bot.answering.passage import ArticleReading, Sentence, Title, Word
from bot.answering.question import Question
from bot.answering.readers.clauses import phrase_before
from bot.answering.readers.people import say_person
from retrieval.language.grammar import (
    case_of,
    is_attribute,
    is_finite,
    is_plural,
    is_possessed,
    is_verbal,
    is_verbal_noun,
)
from retrieval.language.inflection import nominative_phrase

_SEPARATOR = re.compile(r"^[»\"”]?,[«\"“]?$")
_JOIN = frozenset({"және", "мен", "пен", "бен", "әрі", "сондай-ақ"})


def read_lists(question: Question, reading: ArticleReading, sentence: Sentence, lexicon: Lexicon) -> Iterator[Finding]:
    """Findings for questions that ask for several: quoted names, people, or a row of like phrases."""
    who = question.asked.startswith("кімдер") or any(
        is_plural(word.text) and is_verbal(re.sub(r"[лдт][ае]р.*$", "", word.lower)) for word in question.words
    )
    if who and len(sentence.persons) > 1:
        yield _of_spans(sentence, [(p.start, p.stop, say_person(p, sentence)) for p in sentence.persons], 0.8, "list:people")
    kind = question.focus[-1] if question.focus else None
    titles = [title for title in sentence.titles if not _asked_title(question, title)]
    if len(titles) > 1 and kind is not None and _may_be_titled(kind):
        spans = [(title.start, title.stop, f"«{title.text}»") for title in titles]
        yield _of_spans(sentence, spans, 0.9 if _kind_near(sentence, titles, kind, lexicon) else 0.7, "list:titles")
    yield from _rows(question, sentence, kind, lexicon)
    yield from _after_colon(question, sentence, kind, lexicon)


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
    words = sentence.words
    at = 0
    while at < len(words):
        row = _row_from(words, at)
        if row is None:
            at += 1
            continue
        bounds, end = row
        fit = _row_fit(question, sentence, bounds, end, kind, lexicon)
        if fit:
            yield _row_finding(sentence, bounds, fit)
        at = end


def _row_from(words: tuple[Word, ...], at: int) -> tuple[list[tuple[int, int]], int] | None:
    """Item bounds of a coordinated row whose first separator stands at or after `at`, and where the row ends."""
    first = next((p for p in range(max(at, 1), len(words)) if _separates(words, p)), None)
    if first is None:
        return None
    cuts = [first]
    place = first + 1
    while place < len(words) and place - cuts[-1] <= 7:
        if _separates(words, place):
            cuts.append(place)
        elif words[place].gap.strip('«»"”') or (
            is_verbal(words[place].text) and not words[place].quoted and case_of(words[place].text) == "nominative"
        ):
            break
        place += 1
    begin = phrase_before(words, first, 6)
    items, start = [], begin
    for cut in cuts:
        if cut > start:
            items.append((start, cut))
        start = cut + (1 if words[cut].lower in _JOIN else 0)
    end = _last_item_end(words, start, items)
    if end <= start:
        return None
    items.append((start, end))
    items[0] = (_without_subject(words, items), items[0][1])
    verbs = any(
        is_verbal(words[b - 1].text) and not words[b - 1].quoted and case_of(words[b - 1].text) == "nominative"
        for _, b in items[:-1]
    )
    return (items, end) if len(items) > 1 and begin < first and not verbs else None


def _without_subject(words: tuple[Word, ...], items: list[tuple[int, int]]) -> int:
    """Where the first item begins when the subject stands before it: [Гранттар] Қайыңды, Жиделі және Теректі …

    Only an item longer than all others holds one: a bare plural, or the first word of the sentence.
    """
    start, stop = items[0]
    longest = max(end - begin for begin, end in items[1:])
    owned = is_possessed(words[stop - 1].text) or is_verbal_noun(words[stop - 1].text)
    while stop - start > longest and not owned:
        word = words[start]
        bare = case_of(word.text) == "nominative" and not (word.quoted or word.number or is_attribute(word.text))
        if not bare or (start > 0 and not is_plural(word.text)):
            break
        start += 1
    return start


def _separates(words: tuple[Word, ...], at: int) -> bool:
    return bool(_SEPARATOR.match(words[at].gap)) or (
        words[at].lower in _JOIN and not words[at].gap and not words[at].quoted
    )


def _last_item_end(words: tuple[Word, ...], start: int, items: list[tuple[int, int]]) -> int:
    """The last item ends with the word whose case is that of the first item's head, else with its first noun."""
    wanted = case_of(words[items[0][1] - 1].text) if items else "nominative"
    for at in range(start, min(start + 7, len(words))):
        if at > start and words[at].gap.strip('«»"”'):
            return at
        if case_of(words[at].text) == wanted and wanted != "nominative":
            return at + 1
        if wanted == "nominative" and at > start and is_finite(words[at].text):
            return at
        object_of = at + 1 < len(words) and is_verbal_noun(words[at + 1].text)  # «мектепті жылыту»
        if case_of(words[at].text) != "nominative" and wanted == "nominative" and not object_of:
            return at + 1
    return min(start + max(1, items[-1][1] - items[-1][0]) if items else start + 1, len(words))


def _row_fit(
    question: Question,
    sentence: Sentence,
    bounds: list[tuple[int, int]],
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


def _row_finding(sentence: Sentence, bounds: list[tuple[int, int]], fit: float) -> Finding:
    text, words = sentence.paragraph.text, sentence.words
    spans = [(words[a].start, words[b - 1].stop) for a, b in bounds]
    items = tuple(nominative_phrase(text[start:stop].strip(' «»"')) for start, stop in spans)
    return Finding(
        sentence,
        spans[0][0],
        spans[-1][1],
        nominative_phrase(text[spans[0][0] : spans[-1][1]]),
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
