"""Who somebody is to another: «Тіленші ақынның [шөбересі] Гүлшат Орынбай», «чемпионның әкесі – Бейбіт Қали»."""

from __future__ import annotations

from bot.answering.clauses import phrase_before
from bot.answering.lexicon import word_set
from bot.answering.passage import Sentence
from retrieval.language.grammar import case_of, is_participle
from retrieval.language.names import Name

_LONGEST = 8  # words


def kin_before(sentence: Sentence, person: Name) -> tuple[int, int] | None:
    """Offsets of whose kin, pupil or friend a person is told to be right before the name; None where nobody's."""
    words = sentence.words
    end = sentence.word_at(person.start)
    marked = end < len(words) and words[end].gap.strip('«"“–—- ')
    if end < 2 or marked or words[end - 1].lower not in word_set("words.toml", "kin"):
        return None
    start = phrase_before(words, end, _LONGEST)
    others = (sentence.word_at(one.stop - 1) + 1 for one in sentence.persons if one.stop <= words[end - 1].start)
    start = max([start, *(stop for stop in others if case_of(words[stop - 1].text) != "genitive")])
    if start and is_participle(words[start].text) and not words[start].gap:
        start += 1  # its object stays out, so it does too: «апелляцияға жүгінген [талапкердің қорғаушысы]»
    owned = any(case_of(word.text) == "genitive" for word in words[start : end - 1])
    return (words[start].start, words[end - 1].stop) if owned else None
