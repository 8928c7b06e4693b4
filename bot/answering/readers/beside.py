"""Why, told without a word of cause: the clause before or behind the one that holds what is asked about."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import compress

from bot.answering.clauses import breaks_before
from bot.answering.lexicon import Lexicon, word_set
from bot.answering.matching import answering
from bot.answering.passage import ArticleReading, Sentence, Word
from bot.answering.question import Question
from bot.answering.readers.cause import Cause
from retrieval.language.grammar import is_attribute, is_converb, is_finite, is_plural, is_possessed
from retrieval.language.numerals import find_numbers
from retrieval.language.wordlists import words as word_list

_ENOUGH = 0.65  # likeness from which a word of the text is the one asked about
_MOSTLY = 0.6  # share of the asked words a clause must hold to be the one asked about
_CONTRASTS = frozenset({"ал", "бірақ", "алайда", "дегенмен", "сонда", "сол", "сонымен"})
_SAYS = frozenset({"деді", "дейді", "деп", "десті", "депті"})
_SHORTEST_CAUSE = 2  # words behind the clause asked about
_SHORTEST_BEFORE = 2
_BACK = 3  # sentences among which the scene of a cause has been told
_LEAST = 2  # asked words a clause must hold to be the one asked about or what somebody's deed led to


def clauses_beside(
    question: Question, reading: ArticleReading, sentence: Sentence, lexicon: Lexicon
) -> Iterator[Cause]:
    """«… керегі жоқ, [олар … көріп өскен]», «… алмайды: [суы ащы]», «[Жаңбыр ерте түсіп], … далада тұр»."""
    words = sentence.words
    breaks = [at for at, word in enumerate(words) if at and breaks_before(word)]
    if not breaks:
        return
    asked = _asked_here(question, sentence)
    likes = [answering(reading, key, lexicon) for key in asked]
    before = _keys_before(reading, sentence)
    here = [_holds(sentence.keys, like) or not _holds(before, like) for like in likes]
    asked, likes = list(compress(asked, here)), list(compress(likes, here))
    met = [[like.get(word.key, 0.0) >= _ENOUGH for word in words] for like in likes]
    if sum(any(row) for row in met) < _LEAST:
        return
    enough = max(_LEAST, _MOSTLY * len(asked))
    yield from _behind(words, breaks, met, enough)
    names = {key for named in question.named if named.kind == "name" for key in named.keys}
    yield from _in_front(words, breaks, met, enough)
    yield from _told_on(sentence, breaks, names, [row for key, row in zip(asked, met, strict=True) if key not in names])


def _asked_here(question: Question, sentence: Sentence) -> list[str]:
    """The asked words but numbers; of a name the ones that stand here: who speaks of himself does not name himself."""
    names = {key for named in question.named if named.kind == "name" for key in named.keys}
    terms = [term for term in question.terms if not find_numbers(question.words[term.at].lower)]
    return [term.key for term in terms if term.key not in names or term.key in sentence.keys]


def _keys_before(reading: ArticleReading, sentence: Sentence) -> frozenset[str]:
    """What the paragraph has named shortly before need not be named again: «үшінші үй …. Алайда құрылыс тоқтады»."""
    back = (reading.before(sentence, steps) for steps in range(1, _BACK + 1))
    return frozenset().union(*(one.keys for one in back if one is not None and one.paragraph == sentence.paragraph))


def _holds(keys: Collection[str], like: Mapping[str, float]) -> bool:
    """Whether a word that answers to an asked one is among some keys."""
    return any(like.get(key, 0.0) >= _ENOUGH for key in keys)


def _behind(words: tuple[Word, ...], breaks: list[int], met: list[list[bool]], enough: float) -> Iterator[Cause]:
    for at in breaks:
        on_left = sum(any(row[:at]) for row in met)
        news = sum(any(row[at:]) and not any(row[:at]) for row in met)
        closed = _may_close(words[at - 1])
        goes_on = words[at].lower in _CONTRASTS | _SAYS or words[at].lower in _going_on()
        if on_left < enough or news > 1 or is_converb(words[at - 1].text) or goes_on:
            continue
        stop = next((end for end in range(at, len(words)) if words[end].lower in _SAYS and words[end].gap), len(words))
        if stop - at >= _SHORTEST_CAUSE:
            explained = ":" in words[at].gap and closed
            yield Cause(at, stop, 0.7 if explained else 0.45, "explained by" if explained else "next clause")
        return


def _going_on() -> frozenset[str]:
    """How a clause begins that tells what came of it: «[сондықтан] қайың егілген жоқ»."""
    return word_set("causes.toml", "goes_on") | word_set("causes.toml", "linking")


def _may_close(word: Word) -> bool:
    """Whether a word may be a clause's predicate: «алмайды», «жоқ», «ашық»; «52 шақырым» heads what follows."""
    known = word.lower in word_set("words.toml", "predicates") or word.lower in word_list("adjectives.txt")
    return known or is_finite(word.text) or is_attribute(word.text)


def _told_on(sentence: Sentence, breaks: list[int], names: set[str], met: list[list[bool]]) -> Iterator[Cause]:
    """What somebody asked about by name did first: «Асан [шығынға батып], өтемақы сұрады»."""
    words = sentence.words
    named = [at for at, word in enumerate(words) if word.key in names]
    at = next((at for at in reversed(breaks) if _leads(words, at)), None)
    if not named or at is None or not named[-1] + 1 < at:
        return
    behind = sum(any(row[at:]) for row in met)
    if behind >= max(_LEAST, _MOSTLY * len(met)) and any(met[-1][at:]):
        stop = at - 1 if words[at - 1].lower in word_set("causes.toml", "telling") else at
        if stop - named[-1] - 1 >= _SHORTEST_BEFORE:
            yield Cause(named[-1] + 1, stop, 0.6, "converb before")


def _in_front(words: tuple[Word, ...], breaks: list[int], met: list[list[bool]], enough: float) -> Iterator[Cause]:
    """The last of the clauses that lead to the one asked about: «Су ағып, [қабырға] жарылып, клуб жабылды»."""
    held = {at: sum(any(row[at:]) for row in met) for at in breaks}
    led = [at for at in breaks if held[at] >= enough and held[at] == max(held.values()) and _leads(words, at)]
    for at in reversed(led):
        start = _past_subject(words, next((first for first in range(at) if not any(row[first] for row in met)), at))
        elsewhere = sum(any(row[start:at]) and not any(row[at:]) for row in met)
        if elsewhere <= 1 and at - start >= _SHORTEST_BEFORE:
            yield Cause(start, at, 0.6, "converb before")
        return


def _past_subject(words: tuple[Word, ...], start: int) -> int:
    """Index behind the asked subject, 0 where its words go on: «[Ауыл тұрғындары] суға шағымданып», «Су деңгейі …»."""
    return start if start and (is_plural(words[start - 1].text) or is_possessed(words[start - 1].text)) else 0


def _leads(words: tuple[Word, ...], at: int) -> bool:
    """Whether the clause before a mark leads on to what comes of it: «жарылып, …», «жарылған соң, …»."""
    last = words[at - 1]
    return is_converb(last.text) or last.lower in word_set("causes.toml", "since")
