"""A bare noun that stands for the named thing of its kind: «Саламат» клиникасы … [Клиника] келесі аптада келеді."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from bot.answering.lexicon import word_set
from bot.answering.passage import ArticleReading, Sentence, Title, Word
from retrieval.language.grammar import case_of, is_attribute, is_converb, is_finite, is_owned, is_plural

_REACH = 3  # words from a title to the noun that says what it is: «Саламат» жылжымалы клиникасы
_QUOTES = "«»\"“”"
_UNTOLD = ""  # of titles with no noun behind them
_FREE = frozenset({"locative", "ablative", "dative", "accusative", "instrumental"})

Called = dict[str, list[tuple[int, Title]]]  # key of a kind noun -> sentence and title it was last said of, in order


def stands_for(reading: ArticleReading, sentence: Sentence, is_asked: Callable[[Title], bool]) -> bool | None:
    """Whether a bare noun of the sentence means the title asked about, the last of that kind named before it.

    False where another title of the kind was named since; None where the sentence has no such noun.
    """
    called = _called(reading)
    found = None
    for at, word in enumerate(sentence.words):
        before = [(place, title) for place, title in called.get(word.key, ()) if place < sentence.place]
        if not any(is_asked(title) for _, title in before) or not _is_bare(sentence.words, at):
            continue
        since, last = before[-1]
        untold = [title for place, title in called.get(_UNTOLD, ()) if since <= place < sentence.place]
        if all(is_asked(title) for title in untold):  # «Ал «Жолшы-Инвест» кешеуілдеді»: may be of the kind too
            found = is_asked(last)
        if found:
            break
    return found


def _called(reading: ArticleReading) -> Called:
    """The kinds of an article's titles, worked out once."""
    known: Called | None = reading.cache.get("called")
    if known is None:
        known = reading.cache["called"] = {}
        for sentence in reading.sentences:
            for title in sentence.titles:
                for key in _kinds(sentence, title) or [_UNTOLD]:
                    known.setdefault(key, []).append((sentence.place, title))
    return known


def _kinds(sentence: Sentence, title: Title) -> list[str]:
    """The owned noun behind a title: «Зекет пен садақа» [бөлімі]."""
    first = sentence.word_at(title.stop)
    row = sentence.words[first - 1 : first + _REACH]
    for before, word in pairwise(row):
        ended = not before.quoted and is_finite(before.text)
        if word.quoted or word.capital or word.number or word.gap.strip(_QUOTES) or ended:
            return []
        if is_owned(word.text):
            return [word.key]
    return []


def _is_bare(words: tuple[Word, ...], at: int) -> bool:
    """Whether nothing says which one is meant: «[Клиника] барады», «деді [бөлім] меңгерушісі»; not «аудандық бөлім»."""
    word = words[at]
    if word.quoted or is_owned(word.text) or is_plural(word.text) or (word.capital and at > 0):
        return False
    if at == 0 or word.gap.strip(_QUOTES):
        return True
    before = words[at - 1]
    if before.lower in word_set("words.toml", "anaphors") | word_set("words.toml", "time_words"):
        return True
    if before.quoted or before.number or before.capital or is_attribute(before.text):
        return False
    return is_finite(before.text) or is_converb(before.text) or case_of(before.text) in _FREE
