"""Paragraphs as the author made them; a page scraped into one piece cut into readable ones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.language.sentences import split_sentences
from retrieval.loading.wordlists import words

# Longer than this many words, and a paragraph was not made by a person.
LONGEST = 150
# The cut paragraphs, in words.
SHORTEST_CUT, LONGEST_CUT = 60, 120

# What a cut costs; measured against a paragraph 60 words too short or too long, which costs 6.
_COST_OF_LENGTH = 6.0
_COST_OF_UNEVEN = 0.02  # of equal cuts the one into equal parts
_COST_OF_CUT = 0.3  # at a sentence end
_COST_BEFORE_LEANING = 0.4  # «Оның …»: the sentence would lose what it speaks of
_COST_IN_SPEECH = 2.5  # at a sentence end inside of direct speech
# A gap of two spaces is what scraping left of the author's paragraph: cutting there is free.

_SPEECH_END = re.compile(r"[»”\"“]\s*[,.!?…]*\s*[–—-]+\s*(?:деп\b|де[дйг])")
_OPENERS, _CLOSERS = "«“„", "»”"
_SPACES = re.compile(r"\s{2,}|(?<!\d)\s|\s(?!\d)|[^\S\u00a0\u202f]")
_GAP = re.compile(r"\s{2,}")
_FIRST_WORD = re.compile(r"\W*(\w+)")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with what matters for a cut behind it."""

    start: int
    stop: int
    words: int
    gap_behind: bool  # two or more spaces follow
    speech_goes_on: bool  # the next sentence continues the same direct speech
    next_leans: bool  # the next sentence is understood with this one only («Оның …»)


def tidy(text: str) -> str:
    """The text with composed letters and single spaces, invisible marks removed; no word is changed.

    A no-break space inside a number stays: «15 000».
    """
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return _SPACES.sub(" ", text).strip()


def cut_paragraph(text: str) -> list[str]:
    """The paragraph as it is, or, when it is longer than 150 words, pieces of 60 to 120 at sentence ends.

    The best cuts are found together, not one after another: gaps of two spaces first, then other sentence
    ends, the middle of direct speech last.
    """
    if len(text.split()) <= LONGEST:
        return [text]
    sentences = _sentences(text)
    ends = _best_ends(sentences)
    starts = [0, *ends[:-1]]
    return [text[sentences[a].start : sentences[b - 1].stop] for a, b in zip(starts, ends, strict=True)]


def _best_ends(sentences: Sequence[_Sentence]) -> list[int]:
    """Where the paragraphs end, as numbers of sentences; least total cost (shortest path)."""
    best = [(0.0, 0)]  # for each number of sentences: the cost, and where its last paragraph starts
    for stop in range(1, len(sentences) + 1):
        length, options = 0, []
        for start in range(stop - 1, -1, -1):
            length += sentences[start].words
            options.append((best[start][0] + _length_cost(length) + _cut_cost(sentences, stop), start))
            if length > 2 * LONGEST:
                break
        best.append(min(options))
    ends = [len(sentences)]
    while start := best[ends[-1]][1]:
        ends.append(start)
    return ends[::-1]


def _length_cost(length: int) -> float:
    off = max(SHORTEST_CUT - length, length - LONGEST_CUT, 0) / 60
    from_middle = abs(length - (SHORTEST_CUT + LONGEST_CUT) / 2) / 60
    return _COST_OF_LENGTH * off**2 + _COST_OF_UNEVEN * from_middle**2


def _cut_cost(sentences: Sequence[_Sentence], stop: int) -> float:
    last = sentences[stop - 1]
    if stop == len(sentences):
        return 0.0
    if last.speech_goes_on:
        return _COST_IN_SPEECH
    return (0.0 if last.gap_behind else _COST_OF_CUT) + (_COST_BEFORE_LEANING if last.next_leans else 0.0)


def _sentences(text: str) -> list[_Sentence]:
    places = split_sentences(text)
    in_speech = _speech_runs([text[start:stop] for start, stop in places])
    return [
        _Sentence(
            start,
            stop,
            words=len(text[start:stop].split()),
            gap_behind=_GAP.match(text, stop) is not None,
            speech_goes_on=number in in_speech,
            next_leans=_leans(text, stop),
        )
        for number, (start, stop) in enumerate(places)
    ]


def _leans(text: str, start: int) -> bool:
    first = _FIRST_WORD.match(text, start)
    return first is not None and first[1].lower() in words("leaning")


def _speech_runs(sentences: Sequence[str]) -> set[int]:
    """The numbers of sentences whose direct speech goes on in the next one.

    Found from the end, «…», – деді, because the opening mark is often missing: back to the nearest sentence
    that opens a quotation and does not close it, else to one that begins with a quotation mark.
    """
    runs: set[int] = set()
    previous_end = -1
    for number, sentence in enumerate(sentences):
        if not _SPEECH_END.search(sentence):
            continue
        earlier = range(number, previous_end, -1)
        start = next((place for place in earlier if _opens_speech(sentences[place])), None)
        if start is None:
            start = next((place for place in earlier if sentences[place][0] in _OPENERS + '"'), number)
        runs |= set(range(start, number))
        previous_end = number
    return runs


def _opens_speech(sentence: str) -> bool:
    if sentence.startswith('"'):
        return sentence.count('"') % 2 == 1
    opened = sum(sentence.count(mark) for mark in _OPENERS) - sum(sentence.count(mark) for mark in _CLOSERS)
    return sentence[0] in _OPENERS and opened > 0
