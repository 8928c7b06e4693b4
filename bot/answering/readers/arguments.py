"""Phrases in the case asked for that belong to the verb asked about, wherever in its clause they stand.

«Тапсырыс қай қалалардан түседі?» – «[көршілес қалалардан] да тапсырыстар түсуде».
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.answering.clauses import breaks_before, phrase_before, with_pair, without_subject
from bot.answering.lexicon import Lexicon, word_set
from bot.answering.matching import ENOUGH, answering
from bot.answering.passage import ArticleReading, Sentence, Word
from bot.answering.question import Question
from bot.answering.wholes import whole_start
from retrieval.language.grammar import (
    case_of,
    is_attribute,
    is_converb,
    is_finite,
    is_participle,
    is_verbal,
    is_verbal_noun,
)

_OBLIQUE = frozenset({"dative", "ablative", "instrumental"})
_LONGEST = 6  # words of a phrase
_FARTHEST = 8  # words between a phrase and its verb


def arguments(
    question: Question, reading: ArticleReading, sentence: Sentence, lexicon: Lexicon
) -> Iterator[tuple[int, int, float]]:
    """Phrases of the verb asked about in the oblique case asked for: word indices and how like the verbs are."""
    verb = asked_verb(question)
    if verb is None or question.case not in _OBLIQUE:
        return
    like, words = answering(reading, verb.key, lexicon), sentence.words
    for at, word in enumerate(words):
        near = like.get(word.key, 0.0)
        if near < ENOUGH or not is_verbal(word.text):
            continue
        for last in range(at - 2, _clause_start(words, at) - 1, -1):
            if case_of(words[last].text) == question.case and _belongs_to(words, last, at):
                start = with_pair(words, without_subject(words, phrase_before(words, last + 1, _LONGEST), last + 1))
                yield whole_start(words, start, last + 1), last + 1, near


def asked_verb(question: Question) -> Word | None:
    """The verb after the question word: «қай қалалардан тапсырыс [түседі]»."""
    after = question.words[question.stop :]
    return next((word for word in after if is_finite(word.text) or is_converb(word.text)), None)


def _clause_start(words: tuple[Word, ...], at: int) -> int:
    start = at
    while start > 0 and at - start < _FARTHEST and not breaks_before(words[start]):
        start -= 1
    return start


def _belongs_to(words: tuple[Word, ...], last: int, verb: int) -> bool:
    """Whether no word between takes the phrase for itself: a participle, a deed, a converb, «туралы»."""
    word, between = words[last], words[last + 1 : verb]
    if word.number or is_attribute(word.text) or word.lower in word_set("words.toml", "stop"):
        return False
    if word.lower in word_set("words.toml", "time_words") or between[0].lower in word_set("words.toml", "relations"):
        return False
    return not any(
        is_participle(other.text) or is_converb(other.text) or is_verbal_noun(other.text) or is_finite(other.text)
        for other in between
    )
