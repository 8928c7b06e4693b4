"""Whether a number counts people: «150 төраға», «қаза тапқандар төртеу еді», «24 тракторшы»."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.answering.lexicon import Lexicon, is_noun_ending, word_row, word_set
from bot.answering.passage import Sentence, Word
from bot.answering.quantities import Quantity
from bot.answering.question import Question
from retrieval.language.folding import fold
from retrieval.language.grammar import case_of, is_owned, is_verbal
from retrieval.language.inflection import nominative

_ANYBODY = 0.7  # how far «төраға», «тракторшы» are who «адам» asks for
_SAME = 0.85  # likeness of a synonym
_PAIRS = frozenset({"мен", "бен", "пен", "және"})
_DOERS, _OWNED_DOERS = ("шы", "ші"), ("шысы", "шісі")
_SHORTEST_DOER = 6  # letters: «тамшы» does nothing


def anybody_fit(question: Question, sentence: Sentence, quantity: Quantity, lexicon: Lexicon) -> float:
    """«форумға қанша [адам] қатысты» of «150 төраға қатысуда»: people whose trade is told, who do what is asked."""
    if not _asks_anybody(question.focus[-1]) or not quantity.head or not _is_somebody(quantity.head[-1].text):
        return 0.0
    did = question.words[-1]
    return _ANYBODY * any(lexicon.likeness(did.key, word.key) >= _SAME for word in sentence.words)


def _asks_anybody(asked: Word) -> bool:
    return asked.lower in word_set("words.toml", "who_counts")


@lru_cache(maxsize=8192)
def _is_somebody(text: str) -> bool:
    """People, whatever they do: «төраға», «тракторшысы»; «балабақша», «шаруашылық», «көрсеткіші» are none."""
    bare = nominative(text.lower())
    if len(bare) >= _SHORTEST_DOER and (bare.endswith(_OWNED_DOERS) or (bare.endswith(_DOERS) and not is_owned(bare))):
        return True
    stems = (stem for stem in word_row("words.toml", "people") if bare.startswith(stem))
    return any(is_noun_ending(fold(bare.removeprefix(stem))) for stem in stems)


def is_one_sort(asked: Word, sentence: Sentence, quantity: Quantity) -> bool:
    """«[24 тракторшы] мен 11 сауыншы» for «қанша адам»: so many of one sort, where all of them are asked for."""
    if not _asks_anybody(asked):
        return False
    words, head = sentence.words, quantity.head[-1:]
    if not head:
        return False
    at, after = sentence.word_at(quantity.start), sentence.word_at(head[0].start) + 1
    before = at > 1 and words[at - 1].lower in _PAIRS and _is_somebody(words[at - 2].text)
    joined = words[after : after + 3]  # «мен 11 сауыншы»
    if before or len(joined) < 3 or joined[0].lower not in _PAIRS:
        return before
    return bool(joined[1].number) and _is_somebody(joined[2].text)


@lru_cache(maxsize=8192)
def are_doers(lower: str) -> bool:
    """«еңбек ететіндер», «қаза тапқандар саны»: people named by what they do."""
    return bool(re.search(r"[лдт][ае]р", lower)) and is_verbal(re.sub(r"[лдт][ае]р.*$", "", lower))


def counts_doers(sentence: Sentence, quantity: Quantity) -> float:
    """«қаза тапқандар саны жетіден тоғызға көбейді», «жараланғандар төртеу еді»: the bare number counts them."""
    if quantity.head or quantity.unit or quantity.partitive:
        return 0.0
    words = sentence.words[: sentence.word_at(quantity.start)]
    late = next((at for at in range(len(words) - 1, -1, -1) if words[at].gap.strip('«"')), 0)
    return float(any(are_doers(word.lower) and case_of(word.text) == "nominative" for word in words[late:]))


def counts_those_who_did(question: Question, sentence: Sentence, quantity: Quantity, lexicon: Lexicon) -> float:
    """«[кеңес алғандар] 178 болған» for «неше кәсіпкер кеңес алды»: the bare number counts them by what they did."""
    asked, did = question.focus[-1], question.words[-1]
    if quantity.number.suffix or not _is_somebody(asked.text) or not counts_doers(sentence, quantity):
        return 0.0  # «алғандар елуге жетпеген» counts nobody
    words = sentence.words[: sentence.word_at(quantity.start)]
    at = max(place for place, word in enumerate(words) if are_doers(word.lower))
    held = [lexicon.likeness(one.key, words[at - 1].key) for one in question.words] if at else []
    same = lexicon.likeness(did.key, words[at].key) >= _SAME
    return _ANYBODY * (same and max(held, default=0.0) >= _SAME)


def people(word: Word | None, lexicon: Lexicon) -> float:
    return lexicon.likeness(fold("адам"), word.key) if word else 0.0


def people_fit(quantity: Quantity, lexicon: Lexicon) -> float:
    """ "еңбек ететіндер саны": people are counted, whatever the text calls them."""
    return max((people(word, lexicon) for word in quantity.head), default=0.0)
