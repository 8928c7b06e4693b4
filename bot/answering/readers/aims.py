"""What for: an aim told as such, «мақсаты – …», «… көздейді»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.answering.clauses import breaks_before, phrase_before, without_subject
from bot.answering.lexicon import word_set
from bot.answering.passage import Sentence, Word
from bot.answering.question import Question
from bot.answering.readers.cause import Cause
from retrieval.language.grammar import case_of, is_owned, is_possessed

_LONGEST = 12
_SHORTEST = 2  # words of an aim
_TO_A_DEED = re.compile(r".{2,}[уү](?:ға|ге|ына|іне)$")  # «бейімдеуге», «анықтауға»
_DASHES = frozenset({"–", "—", "-", ":"})


def aims_told(question: Question, sentence: Sentence) -> Iterator[Cause]:
    """«Акцияның мақсаты – [қоқысты сұрыптау]», «Жоба [жайлы орта жасауды] көздейді»."""
    words = sentence.words
    for at in range(1, len(words)):
        if words[at].gap in _DASHES and words[at - 1].lower in word_set("causes.toml", "aim_nouns"):
            yield Cause(at, len(words), 1.0, "aim told")
        elif words[at].lower in word_set("causes.toml", "meant") and _TO_A_DEED.match(words[at - 1].lower):
            begin = without_subject(words, phrase_before(words, at, _LONGEST), at)
            yield Cause(past_asked(question, words, begin, at), at, 1.0, "aim told")
        elif words[at].lower in word_set("causes.toml", "aimed") and case_of(words[at - 1].text) == "accusative":
            begin = phrase_before(words, at, _LONGEST)
            begin = without_subject(words, begin, at)
            while begin > 1 and words[begin].gap == "," and case_of(words[begin - 1].text) == "accusative":
                begin = phrase_before(words, begin, _LONGEST)
            begin = past_asked(question, words, begin, at)
            if at - begin >= _SHORTEST:
                yield Cause(begin, at, 0.9, "aim told")


def past_asked(question: Question, words: tuple[Word, ...], start: int, stop: int) -> int:
    """Index behind the asked subject at an aim's head: «[Жаңа мектеп] үш ауысымды оқытуды жою үшін салынды»."""
    asked = question.keys
    if any(breaks_before(word) for word in words[start + 1 : stop]):
        return start
    first = next((at for at in range(start, stop) if words[at].key not in asked), start)
    closed = first > start and (is_possessed(words[first - 1].text) or not is_owned(words[first].text))
    bare = closed and case_of(words[first - 1].text) == "nominative"
    return first if bare and stop - first >= _SHORTEST else start
