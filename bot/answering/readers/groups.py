"""Groups of people: «[ауыл тұрғындары мен мектеп оқушылары] келді», «[40-қа жуық шаруа] қатысты»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from bot.answering.clauses import clause_of, phrase_before, with_pair, without_subject
from bot.answering.finding import Finding
from bot.answering.lexicon import Lexicon, is_one_of, word_row
from bot.answering.passage import ArticleReading, Sentence, Title, Word
from bot.answering.question import Question
from bot.answering.readers.lists import asked_title, may_be_titled, of_spans, read_lists, rows, say_list
from retrieval.language.grammar import case_of, is_owned, is_plural, is_verbal
from retrieval.language.inflection import nominative_phrase

_ONE_OF = frozenset({"бірі", "біреуі", "екеуі"})
_AMONG = frozenset({"қатарында", "арасында", "ішінде"})
_TOO = frozenset({"да", "де", "та", "те"})
_JOINS = frozenset({"және", "сондай-ақ", "әрі", "тіпті"})
_PAIRS = frozenset({"мен", "бен", "пен", "және"})
_OF_PEOPLE = 0.2  # what a row of people fits «кімдер» better
_SAME_DEED = 0.8  # likeness from which a doer is called by the deed: «жеңді», «жеңімпаз»
_REPEATS = 0.3  # how well a group answers that is only the question in another word
_ANYBODY = ("адам", "кісі", "азамат")
_LONGEST_COUNTED = 5  # words of «150-ден астам бастауыш ұйым төрағасы»
_TRADE = re.compile(r".{3,}(?:ш[ыі]|кер|гер|паз|лог|ист|граф|инар|тант)[лдт][ае]р")  # «құтқарушылар»
_LEAST_GROUPS = 2
_LONGEST_GROUP = 8  # words


def read_groups(question: Question, reading: ArticleReading, sentence: Sentence, lexicon: Lexicon) -> Iterator[Finding]:
    """Findings for «кімдер»: rows of people, quoted names in a row, «A да, B да, C да болды», one group."""
    found = list(_both_and(sentence)) or list(_groups(question, sentence, lexicon))
    yield from found
    if found:
        return
    yield from (finding for finding in read_lists(question, reading, sentence, lexicon) if finding.rule != "list:row")
    titles = [
        title for title in sentence.titles if not (asked_title(question, title) or _is_prize(question, title, sentence))
    ]
    if len(titles) > 1 and not (question.focus and may_be_titled(question.focus[-1])):
        spans = [(title.start, title.stop, f"«{title.text}»") for title in titles]
        yield of_spans(sentence, spans, 0.7, "list:titles")


def _is_prize(question: Question, title: Title, sentence: Sentence) -> bool:
    """««Үздік клуб» [номинациясын] кім алды»: the noun of the quoted name is what the question asks about."""
    behind = next((word for word in sentence.words if word.start >= title.stop), None)
    return behind is not None and not behind.gap.strip('»"”') and behind.key in question.keys


def _groups(question: Question, sentence: Sentence, lexicon: Lexicon) -> Iterator[Finding]:
    """Rows of groups of people («ауыл әкімдері, мектеп директорлары»), else one group in the case asked."""
    told = [row for row in rows(question, sentence, None, lexicon) if _has_group(sentence, row)]
    told = [row for row in told if question.case != "genitive" or _are_groups(sentence, row)]
    if told:
        yield from (replace(row, fit=min(1.0, row.fit + _OF_PEOPLE)) for row in told)
        return
    words = sentence.words
    for at, word in enumerate(words):
        alone = question.case == "genitive" or _stands_alone(words, at)  # «кімдердің [белсенділігі]»
        group = is_group(word) or _is_counted(sentence, at)
        if not (group and case_of(word.text) == question.case and alone):
            continue
        start = with_pair(words, without_subject(words, phrase_before(words, at + 1, 6), at + 1))
        objects = (place + 1 for place in range(start, at) if _is_asked_object(question, words[place]))
        start = max(objects, default=start)
        if not any(other.key in question.keys for other in words[start : at + 1]):
            begin, stop = words[start].start, word.stop
            text = nominative_phrase(sentence.paragraph.text[begin:stop])
            fit = _REPEATS if _repeats(question, word, lexicon) else 0.75
            yield Finding(sentence, begin, stop, text, fit, "list:group", regions=(clause_of(sentence, begin, stop),))


def _is_asked_object(question: Question, word: Word) -> bool:
    """«[көлікті] құтқарушылар шығарды»: what it is done to only looks like a quality of those who do it."""
    return word.key in question.keys and word.lower.endswith(("ды", "ді", "ты", "ті", "ны", "ні"))


def _repeats(question: Question, group: Word, lexicon: Lexicon) -> bool:
    """«кімдер жеңді?» – «[жеңімпаздар]»: the group is only what is asked in another word."""
    verbs = (word for word in question.words if is_verbal(word.text))
    return any(lexicon.likeness(verb.key, group.key) >= _SAME_DEED for verb in verbs)


def is_group(word: Word) -> bool:
    """Whether a word means several people: «тұрғындары», «жаттықтырушылар»."""
    parts = word.lower.split("-")
    people = word_row("words.toml", "people")
    known = parts[-1].startswith(people) or word.lower.startswith(people) or _TRADE.match(parts[-1]) is not None
    return is_plural(word.text) and not word.quoted and known


def one_of_several(sentence: Sentence) -> bool:
    """«[Жеңімпаздардың бірі] – …»: who is named is not all of them."""
    return any(
        word.lower in _ONE_OF and not word.gap and is_plural(before.text) and case_of(before.text) == "genitive"
        for before, word in pairwise(sentence.words)
    )


def _is_counted(sentence: Sentence, at: int) -> bool:
    """Whether a word is somebody of whom there are many: «60-қа жуық [шаруа]», «40 жұмыссыз [азамат]»."""
    word = sentence.words[at]
    if word.quoted or word.capital or not word.lower.startswith(word_row("words.toml", "people")):
        return False
    start = phrase_before(sentence.words, at + 1, _LONGEST_COUNTED)
    told_behind = at + 1 < len(sentence.words) and sentence.words[at + 1].gap in {"–", "—", ":"}
    if told_behind or (at - start < 2 and word.lower.startswith(_ANYBODY)):
        return False  # «үш адам – Асқар, Болат және …»
    begin = sentence.words[start].start
    return any(number.value > 1 and begin <= number.start < word.start for number in sentence.numbers)


def _has_group(sentence: Sentence, row: Finding) -> bool:
    """Whether some item of a row is a group of people (its head the last word), or all are bodies."""
    ends = [item.split()[-1] for item in row.items if item]
    if ends and all(is_one_of(end.lower(), "organisations") for end in ends):
        return True
    first, last = sentence.word_at(row.start), sentence.word_at(row.stop - 1)
    heads = (at for at in range(first, last + 1) if sentence.words[at].text.startswith(tuple(ends)))
    return any(is_group(sentence.words[at]) or _is_counted(sentence, at) for at in heads)


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
