"""What is worth doing: «Мұнда немен айналысқан жөн?» – «мұнда [бақша егуді] қолға алу керек», «[ара өсіру] керек»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.answering.clauses import phrase_before, without_subject
from bot.answering.lexicon import word_row, word_set
from bot.answering.passage import Sentence, Word
from bot.answering.question import Question
from bot.answering.wholes import whole_start
from retrieval.language.grammar import case_of

_OCCUPIED = ("айналыс", "істе", "жаса")
_DEED = ("у", "ю")
_TAKE_UP = "қолға"
_TAKEN_UP, _BARE = 0.95, 0.8  # how well «егуді қолға алу керек» answers, and «ара өсіру керек»
_LONGEST = 6
_NOT = frozenset({"жоқ", "емес"})


def asks_advice(question: Question) -> bool:
    """«немен айналысқан [жөн]?», «не еккен [тиімді]?»; who asks what is not worth doing gets no advice."""
    words = question.words[question.stop :]
    return _begins(words, "commends") and not _begins(words, "condemns")


def asks_occupation(question: Question) -> bool:
    """«немен [айналысқан] жөн?», «не [істеу] керек?»: only advice answers it, not what people do."""
    return asks_advice(question) and any(word.lower.startswith(_OCCUPIED) for word in question.after)


def advises(words: Sequence[Word]) -> bool:
    """Whether words say that something is worth doing."""
    return _begins(words, "commends")


def advised(question: Question, sentence: Sentence) -> Iterator[tuple[int, int, float]]:
    """What a sentence first says is worth doing, as indices of words with its fit, where an occupation is asked for."""
    words = sentence.words
    if not asks_occupation(question):
        return
    for at in range(2, len(words)):
        if not _is_advised(words, at):
            continue
        end = at - 2 if words[at - 2].lower == _TAKE_UP else at
        if end == at or case_of(words[end - 1].text) == "accusative":
            start = whole_start(words, without_subject(words, phrase_before(words, end, _LONGEST), end), end)
            back = (place for place in range(end - 2, start - 1, -1) if words[place].lower in _anaphors())
            yield next(back, start - 1) + 1, end, _BARE if end == at else _TAKEN_UP
            return


def _anaphors() -> frozenset[str]:
    """«[мұнда] ара өсіру керек»: what is advised begins behind them."""
    return word_set("words.toml", "anaphors")


def _is_advised(words: tuple[Word, ...], at: int) -> bool:
    """«ара өсіру [керек]», «егуді қолға алу [жөн]», not «керек емес»."""
    deed, behind = words[at - 1].lower, words[at + 1 : at + 2]
    good = _begins(words[at : at + 1], "commends") and not words[at].gap
    return good and deed.endswith(_DEED) and not any(word.lower in _NOT for word in behind)


def is_condemned(words: Sequence[Word]) -> bool:
    """Whether a clause says that a thing is not worth doing: «қолайсыз», «керек емес»."""
    denied = (other for one, other in pairwise(words) if _begins((one,), "commends"))
    return _begins(words, "condemns") or any(word.lower in _NOT for word in denied)


def _begins(words: Sequence[Word], row: str) -> bool:
    return any(word.lower.startswith(word_row("words.toml", row)) for word in words)
