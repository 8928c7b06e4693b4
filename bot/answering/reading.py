"""Read passages: let the readers of the question's type find spans in the sentences of the likeliest articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from bot.answering.denials import is_denied
from bot.answering.finding import Finding
from bot.answering.lexicon import Lexicon, word_row, word_set
from bot.answering.passage import ArticleReading, Sentence
from bot.answering.promise import read_proof
from bot.answering.question import Question
from bot.answering.readers.bylines import asks_byline, read_byline
from bot.answering.readers.dates import dates, read_dates
from bot.answering.readers.definitions import read_definitions
from bot.answering.readers.groups import is_group, one_of_several, read_groups
from bot.answering.readers.lists import read_lists
from bot.answering.readers.numbers import read_ordinals, read_quantities, stretches_of
from bot.answering.readers.organisations import read_names, read_organisations
from bot.answering.readers.people import read_people, read_roles
from bot.answering.readers.places import read_places
from bot.answering.readers.quotes import read_called, read_quotes
from bot.answering.readers.reasons import read_reasons
from bot.answering.readers.slots import read_kinds, read_slots
from bot.answering.readers.somebody import read_somebody
from bot.answering.readers.topics import asks_topic
from bot.answering.readers.yesno import read_yesno
from bot.answering.sorts import of_its_kind, of_its_sort
from bot.answering.wholes import is_cut
from retrieval.language.grammar import case_of

_SINGLE = 0.5  # how well one body answers who asks for several
_ONE_PERSON = 0.35  # one person does not
_PHRASES = ("slot:", "list:row", "organisation:kind")  # rules that take words by their place in the sentence
_BODIES = ("organisation:kind", "organisation:head")
_SAME = 0.8  # likeness from which a word says no more than the question
Reader = Callable[[Question, ArticleReading, Sentence, Lexicon], Iterable[Finding]]


def read_single(question: Question, reading: ArticleReading, sentence: Sentence, lexicon: Lexicon) -> Iterator[Finding]:
    """A body where several are asked for: less likely; a person, «бірі» of them or one beside a group is none."""
    groups = (word for word in sentence.words if is_group(word))
    if one_of_several(sentence) or any(case_of(group.text) == question.case for group in groups):
        return
    for finding in read_organisations(question, reading, sentence, lexicon):
        yield replace(finding, fit=_SINGLE * finding.fit)
    for finding in read_people(question, reading, sentence, lexicon):
        yield replace(finding, fit=_ONE_PERSON * finding.fit)


READERS: dict[str, tuple[Reader, ...]] = {
    "count": (read_quantities,),
    "money": (read_quantities,),
    "percent": (read_quantities,),
    "ordinal": (read_ordinals,),
    "date": (read_dates,),
    "day": (read_dates,),
    "year": (read_dates,),
    "month": (read_dates,),
    "weekday": (read_dates,),
    "time": (read_dates,),
    "person": (read_people,),
    "role": (read_roles,),
    "name": (read_names, read_called),
    "place": (read_places,),
    "organisation": (read_organisations,),
    "definition": (read_definitions,),
    "reason": (read_reasons,),
    "list": (read_lists, read_kinds),
    "several": (read_groups, read_single),
    "somebody": (read_people, read_organisations, read_somebody),
    "titled": (read_slots, read_organisations),
    "yesno": (read_yesno,),
    "quote": (read_quotes,),
    "which": (read_slots, read_called),
    "thing": (read_slots,),
    "manner": (read_slots, read_called),
    "open": (read_slots, read_called),
    "digest": (),
}


def read_ahead(reading: ArticleReading, lexicon: Lexicon) -> None:
    """Work out now what nearly every question asks of an article: names, numbers, times, the words of its proof."""
    reading.prepare()
    for sentence in reading.sentences:
        stretches_of(sentence, lexicon)
        dates(sentence)
    for paragraph in reading.article.paragraphs:
        read_proof(paragraph.text)


def read(question: Question, reading: ArticleReading, lexicon: Lexicon) -> Iterator[Finding]:
    """All findings of the question's type in an article."""
    if question.type in {"person", "role"} and asks_byline(question):
        yield from read_byline(question, reading)
        return
    readers = READERS[_readers_of(question)]
    for sentence in reading.sentences:
        if sentence.asks:
            continue
        for reader in readers:
            for finding in reader(question, reading, sentence, lexicon):
                half = _is_half(question, finding) or _only_repeats(question, finding, lexicon)
                if not (half or is_denied(question, finding)):
                    taken = finding.rule.startswith(_PHRASES)
                    sorted_out = of_its_sort(question, finding, lexicon) if taken else finding
                    yield of_its_kind(question, sorted_out, lexicon)


def _only_repeats(question: Question, finding: Finding, lexicon: Lexicon) -> bool:
    """«[Оны салатын компания] кейін анықталады»: it names nobody to who asks «қай компания салады?»."""
    if not finding.rule.startswith(_BODIES):
        return False
    words = finding.sentence.within(finding.start, finding.stop)
    idle = word_set("words.toml", "anaphors") | word_set("words.toml", "stop")
    opening = finding.sentence.start
    named = any(word.quoted or word.number or (word.capital and word.start > opening) for word in words)
    new = (word for word in words if word.lower not in idle)
    return not named and all(
        any(lexicon.likeness(asked.key, word.key) >= _SAME for asked in question.words) for word in new
    )


def _is_half(question: Question, finding: Finding) -> bool:
    """Whether words taken by their place in the sentence are cut off from what they belong to."""
    taken = finding.rule.startswith(_PHRASES) and not asks_topic(question)  # «[тіл] тақырыбында»
    return taken and is_cut(finding.sentence, finding.start, finding.stop, question.case)


def _readers_of(question: Question) -> str:
    """The row of READERS: the question's type, or a wider one where the asked may be of another kind."""
    if question.type == "list" and question.asked.startswith("кімдер"):
        return "several"
    if question.type == "person" and not (question.roles or question.heads or question.says):
        return "somebody"
    titled = word_row("words.toml", "titled")
    if question.type == "which" and question.focus and question.focus[-1].lower.startswith(titled):
        return "titled"
    return question.type
