"""What somebody said: the quotation of the speaker asked about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.answering.clauses import breaks_before
from bot.answering.finding import Finding
from bot.answering.lexicon import Lexicon, word_row, word_set
from bot.answering.passage import ArticleReading, Sentence, Word
from bot.answering.question import Question
from bot.answering.speakers import Speaker, speakers
from retrieval.language.grammar import case_of, is_possessed

_SAID = re.compile(r"[»\"”]?\s?,\s?[–—-]?\s?(?:деді|дейді|деп)\b.*$")
_BY_WHOM = re.compile(r"^[^,]{3,120}(?:айтуынша|сөзінше|пікірінше|дерегінше|мәліметінше|есебінше),\s+")
_OPENED = re.compile(r"^[^«»\"“”]{3,120}:\s*[«\"“]")  # Асан Серік: «…
_LONGEST = 300
_SAME_OBJECT = 0.65  # likeness
_LONGEST_JUDGEMENT = 7  # words
_MARKS = frozenset('«»"“”')


def read_quotes(question: Question, reading: ArticleReading, sentence: Sentence, lexicon: Lexicon) -> Iterator[Finding]:
    """Findings for "… не деді?": sentences of direct speech, then of reported speech."""
    called = tuple(read_called(question, reading, sentence, lexicon))
    if called:
        yield from called
        return
    if sentence.place not in speakers(reading) or not _may_speak(question, speakers(reading)[sentence.place]):
        return
    text = sentence.text
    spoken = _SAID.sub("", text).strip(' «»"“”–-,')
    opened = _OPENED.match(spoken)
    spoken = spoken[opened.end() :] if opened else spoken
    reported = any(word.lower in word_set("words.toml", "saying") for word in sentence.words) and not _SAID.search(text)
    by_whom = _BY_WHOM.match(spoken) if reported else None
    if by_whom or not reported:
        spoken = spoken[by_whom.end() if by_whom else 0 :].rstrip(".")
    if 0 < len(spoken) <= _LONGEST:
        start = sentence.start + text.find(spoken)
        answer = spoken if reported else f"«{spoken}»"
        fit, rule = (0.6, "quote:reported") if reported else (0.9, "quote:direct")
        yield Finding(
            sentence, start, start + len(spoken), answer, fit, rule, regions=((sentence.start, sentence.stop),)
        )


def read_called(question: Question, reading: ArticleReading, sentence: Sentence, lexicon: Lexicon) -> Iterator[Finding]:
    """«Экспозицияны қалай бағалады?» – «экспозицияны [«көз қуантар олжа»] деп бағалады»."""
    words = sentence.words
    at = next((at for at in range(2, len(words)) if words[at - 1].lower == "деп" and _judges(words[at])), None)
    if at is None or not any(_judges(word) for word in question.words) or _is_of_another(question, sentence, lexicon):
        return
    begin = _judgement_start(words, at - 1)
    start, stop = words[begin].start, words[at - 2].stop
    said = sentence.paragraph.text[start:stop].strip('«»"“”')
    answer = f"«{said}»" if not _MARKS.isdisjoint(words[at - 1].gap) else said
    yield Finding(sentence, start, stop, answer, 1.0, "quote:called", regions=((sentence.start, sentence.stop),))


def _is_of_another(question: Question, sentence: Sentence, lexicon: Lexicon) -> bool:
    """«[Кітаптарды] қалай атады?» – «[жәдігерлерді] … деп атады»: the text has another object."""
    asked = [word for word in question.words[: question.start] if case_of(word.text) == "accusative"]
    told = [word for word in sentence.words if case_of(word.text) == "accusative"]
    points = any(word.lower in word_set("words.toml", "anaphors") for word in told)
    if not asked or not told or points:
        return False
    return all(lexicon.likeness(one.key, other.key) < _SAME_OBJECT for one in asked for other in told)


def _judges(word: Word) -> bool:
    return word.lower.startswith(word_row("words.toml", "judges")) and not word.lower.startswith("атап")


def _judgement_start(words: tuple[Word, ...], stop: int) -> int:
    """Where what something is called begins: at its quotation mark, else behind the object, the subject or a mark."""
    if not _MARKS.isdisjoint(words[stop].gap):
        return next((at for at in range(stop - 1, -1, -1) if not _MARKS.isdisjoint(words[at].gap)), 0)
    begin = stop - 1
    while begin > 0 and stop - begin < _LONGEST_JUDGEMENT and not breaks_before(words[begin]):
        before = words[begin - 1]
        object_ = case_of(before.text) == "accusative" or before.lower in word_set("words.toml", "anaphors")
        if before.capital or object_ or is_possessed(before.text):
            break
        begin -= 1
    return begin


def _may_speak(question: Question, speaker: Speaker) -> bool:
    """Whether somebody asked about by a post alone («[Мемлекет] басшысы не деді») is told to hold that very post."""
    if not question.roles or not question.led or question.speaker is not None:
        return True
    return any(question.led == word.key for word in speaker.sentence.words)


def speaker_of(reading: ArticleReading, sentence: Sentence) -> frozenset[str] | None:
    """Keys of the name of the person whose words a sentence is; None for the article's own words."""
    speaker = speakers(reading).get(sentence.place)
    if speaker is None:
        return None
    return frozenset(word.key for word in speaker.sentence.within(speaker.person.start, speaker.person.stop))
