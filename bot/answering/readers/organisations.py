"""Which organisation: quoted names, bodies told by their kind or by what they work at; and what a thing is named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.answering.classes import classes_named, classes_of
from bot.answering.clauses import clause_of, opening, phrase_before, rival_clauses
from bot.answering.finding import Finding
from bot.answering.lexicon import Lexicon, word_set
from bot.answering.passage import ArticleReading, Sentence, Word
from bot.answering.question import Question
from bot.answering.readers.parts import takes_part
from bot.answering.readers.places import asked_kind, behind_object, is_asked, of_kind, placed, with_kind
from bot.answering.readers.successors import asks_successor
from bot.answering.readers.titles import is_labelled, is_spoken_of, is_such_body, may_act, say_title, title_fit
from retrieval.language.grammar import case_of, is_attribute, is_owned, is_plural
from retrieval.language.inflection import nominative_phrase

_ANY_ORGANISATION = ("мекеме", "ұйым", "кәсіпорын", "компания", "мектеп", "орталық", "бөлім")
_SHORT_KIND = 3
_WHO = frozenset({"organisation", "person"})
_SCENE = 0.4  # of the fit of a body in which or from which something was done, where who did it is asked
_TOOK_PART = 1.5  # of a body told to have done what «кім» asks: «[қор] аппарат сыйлады»
_OF_ANOTHER_KIND = 0.4  # fit of a quoted name that the noun behind it calls something else


def read_organisations(
    question: Question, reading: ArticleReading, sentence: Sentence, lexicon: Lexicon
) -> Iterator[Finding]:
    """Findings for "қай ұйым / команда / округ …": bodies that have the part asked for in what was done."""
    if asks_successor(question):
        return
    for finding in _bodies(question, reading, sentence, lexicon):
        part = takes_part(question, sentence, finding.start, finding.stop)
        scene = part is None and question.type in _WHO and question.case == "nominative" and _is_scene(finding)
        if part is not False:
            share = _SCENE if scene else _TOOK_PART if part and question.type == "person" else 1.0
            yield replace(finding, fit=share * finding.fit)


def _names_none(kind: Word, phrase: Sequence[Word]) -> bool:
    """«Облыстық партия [ұйымдары]» for «қай ұйым»: many bodies of a kind, none by its name."""
    named = any(word.capital or word.quoted or word.number for word in phrase)
    return bool(phrase) and not named and is_plural(phrase[-1].text) and not is_plural(kind.text)


def _is_scene(finding: Finding) -> bool:
    """«[«Зерде» лицейінде] өткен сайыс», «[баспасынан] шықты»: where it was done, not who did it."""
    last = finding.sentence.within(finding.start, finding.stop)[-1:]
    return any(case_of(word.text) in {"locative", "ablative"} and not is_attribute(word.text) for word in last)


def _bodies(question: Question, reading: ArticleReading, sentence: Sentence, lexicon: Lexicon) -> Iterator[Finding]:
    """Quoted names and names before the kind noun."""
    who = question.type == "person" or question.asked.startswith("кімдер")
    kind = None if who else asked_kind(question)
    worth = 0.6 if question.type == "person" else 1.0  # "кім" asks for people first
    asked = [named.keys for named in question.named]
    for title in sentence.titles:
        if any(_same(title.keys, keys, lexicon) for keys in asked) or (who and not may_act(sentence, title)):
            continue
        if who and is_spoken_of(question, sentence, title, lexicon):
            continue
        fit = title_fit(sentence, title, kind, lexicon)
        if fit:
            start, stop = title.start, with_kind(sentence, title.stop, lexicon)
            yield Finding(
                sentence,
                start,
                stop,
                say_title(sentence, title, stop),
                worth * fit,
                "organisation:title",
                regions=(clause_of(sentence, start, stop),),
                rivals=rival_clauses(sentence, start, stop),
            )
    if kind is not None:
        for finding in of_kind(question, reading, sentence, kind, lexicon):
            if _names_none(kind, sentence.within(finding.start, finding.stop)):
                continue
            yield Finding(
                sentence,
                finding.start,
                finding.stop,
                finding.answer,
                0.9 * finding.fit,
                "organisation:kind",
                finding.regions,
            )
        yield from _numbered(question, sentence, kind, lexicon)
    if kind is not None and kind.lower.startswith(_ANY_ORGANISATION):
        yield from _by_head(question, sentence)
    for word in sentence.words:
        if kind is not None and kind.lower.startswith(("сайт", "басылым", "ақпарат", "портал")) and "." in word.text:
            yield Finding(
                sentence,
                word.start,
                word.stop,
                word.text,
                1.0,
                "organisation:site",
                regions=(clause_of(sentence, word.start, word.stop),),
            )
    for name in sentence.names:
        spoken_of = who and any(
            title.start <= name.start < title.stop and is_spoken_of(question, sentence, title, lexicon)
            for title in sentence.titles
        )
        if name.kind == "ORGANISATION" and not (spoken_of or is_asked(question, sentence, name.start, name.stop)):
            suits = (
                kind is None
                or any(_is_body_asked(kind, word, lexicon) for word in sentence.within(name.start, name.stop)[-1:])
                or is_labelled(sentence, name.start, kind, lexicon)
            )
            yield Finding(
                sentence,
                name.start,
                name.stop,
                nominative_phrase(name.text),
                worth * (0.8 if suits else 0.35),
                "organisation:name",
                regions=(clause_of(sentence, name.start, name.stop),),
                rivals=rival_clauses(sentence, name.start, name.stop),
            )


def _is_body_asked(kind: Word, word: Word, lexicon: Lexicon) -> bool:
    return lexicon.likeness(kind.key, word.key) > 0 or is_such_body(kind, word)


def _numbered(question: Question, sentence: Sentence, kind: Word, lexicon: Lexicon) -> Iterator[Finding]:
    """«[№2 лицей] күмісті иеленді» for «қай мектеп»: told apart by its number, of the same class."""
    for at, word in enumerate(sentence.words[1:], start=1):
        first = sentence.words[at - 1]
        if not (first.number and first.gap.endswith("№")) or word.gap:
            continue
        begin = opening(sentence, at - 1)
        same_class = classes_named(kind.lower) & classes_of(word.lower) or lexicon.likeness(kind.key, word.key) >= 0.8
        if same_class and not is_asked(question, sentence, begin, word.stop):
            suited = case_of(word.text) == question.case
            yield Finding(
                sentence,
                begin,
                word.stop,
                nominative_phrase(sentence.paragraph.text[begin : word.stop]),
                0.9 if suited else 0.7,
                "organisation:kind",
                (clause_of(sentence, begin, word.stop),),
            )


def _by_head(question: Question, sentence: Sentence) -> Iterator[Finding]:
    """«аудандық орман шаруашылығы», «Қызылқайың музыка мектебі»: a phrase whose last word is a kind of organisation."""
    kinds = tuple(kind for kind in word_set("words.toml", "organisations") if len(kind) > _SHORT_KIND)
    for at, word in enumerate(sentence.words):
        if word.quoted or not word.lower.startswith(kinds) or not is_owned(word.text):
            continue
        start = behind_object(sentence.words, phrase_before(sentence.words, at, 5), at)
        begin = opening(sentence, start)
        if start < at and not is_asked(question, sentence, begin, word.stop):
            text = nominative_phrase(sentence.paragraph.text[begin : word.stop])
            region = clause_of(sentence, begin, word.stop)
            yield Finding(sentence, begin, word.stop, text, 0.7, "organisation:head", regions=(region,))


def read_names(question: Question, reading: ArticleReading, sentence: Sentence, lexicon: Lexicon) -> Iterator[Finding]:
    """Findings for "қалай аталады", "атауы қандай": quoted names, then other names."""
    kind = question.focus[-1] if question.focus else None
    if kind is not None and any(kind.lower.startswith(place) for place in word_set("words.toml", "places")):
        yield from of_kind(question, reading, sentence, kind, lexicon)
        return
    yield from read_organisations(question, reading, sentence, lexicon)
    for name in sentence.names:
        if name.kind in {"PROJECT", "EVENT", "GPE", "LOCATION", "FACILITY"} and not is_asked(
            question, sentence, name.start, name.stop
        ):
            inside = [title for title in sentence.titles if title.start <= name.start < title.stop]
            if all(title_fit(sentence, title, kind, lexicon) > _OF_ANOTHER_KIND for title in inside):
                yield placed(sentence, name.start, name.stop, 0.6, "name:tagged")


def _same(one: tuple[str, ...], other: tuple[str, ...], lexicon: Lexicon) -> bool:
    return len(one) == len(other) and all(lexicon.likeness(a, b) >= 0.8 for a, b in zip(one, other, strict=True))
