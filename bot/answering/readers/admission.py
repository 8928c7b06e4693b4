"""Whether somebody may do something free of charge: «Зейнеткерлер көрмені тегін көре ала ма?» – «… ақы алынбайды».

The clause that names them decides, as each of «ересектер 500 теңгеге кіреді, балалардан ақы алынбайды» has its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.answering.clauses import breaks_before
from bot.answering.finding import Finding
from bot.answering.lexicon import Lexicon, word_row, word_set
from bot.answering.passage import Sentence, Word
from bot.answering.question import Question
from retrieval.language.grammar import is_verbal

_ALIKE = 0.8
_CHARGE, _CHARGED, _MONEY = "ақы", "ақылы", "теңге"
_NOT_TAKEN = ("алынба", "төленбе", "төлеме", "алма")
_TAKEN = ("алын", "төле")
_LACK = frozenset({"жоқ", "емес"})
_LIKE_VERBS = ("а", "е", "й")  # «тегін [кіре] ме»
Clause = tuple[int, int]


def asks_free(question: Question) -> bool:
    """«тегін кіре ме», «тегін көре ала ма»; «кіру тегін бе» asks it of the thing."""
    words = question.words[: question.start]
    at = next((at for at, word in enumerate(words) if word.lower in word_set("words.toml", "free")), None)
    return at is not None and any(is_verbal(word.text) or word.lower.endswith(_LIKE_VERBS) for word in words[at + 1 :])


def read_admission(question: Question, sentence: Sentence, lexicon: Lexicon) -> Iterator[Finding]:
    """Иә where the clause of the people asked about lets them in for nothing, Жоқ with the price where they pay."""
    asked = _people(question.words[: question.start])
    for start, stop in _priced(sentence):
        words = sentence.words[start:stop]
        told = _people(words)
        if not _is_of(asked, told, lexicon):
            continue
        free = is_free(words)
        answer = "Иә" if free else f"Жоқ, {_price(sentence, start, stop)}"
        region = (words[0].start, words[-1].stop)
        yield Finding(sentence, sentence.start, sentence.stop, answer, 0.95, "yesno:same", regions=(region,))


def _people(words: tuple[Word, ...]) -> tuple[Word, ...]:
    people = word_row("words.toml", "people")
    return tuple(word for word in words if word.lower.startswith(people) and not is_verbal(word.text))


def _is_of(asked: tuple[Word, ...], told: tuple[Word, ...], lexicon: Lexicon) -> bool:
    """Whether a clause is of the people asked about; who asks of nobody is told what holds for all."""
    if not asked:
        return not told
    return any(lexicon.likeness(one.key, other.key) >= _ALIKE for one in asked[-1:] for other in told)


def _priced(sentence: Sentence) -> Iterator[Clause]:
    """The clauses of a sentence that say what is paid, each with the row before it: «балалар, [оқушылар] – тегін»."""
    words, start = sentence.words, 0
    for at in range(1, len(words) + 1):
        if at < len(words) and not breaks_before(words[at]):
            continue
        if is_free(words[start:at]) or _is_charged(words[start:at]):
            yield start, at
            start = at
        elif any(is_verbal(word.text) for word in words[start:at]):
            start = at


def is_free(words: tuple[Word, ...]) -> bool:
    """«тегін», «ақысыз», «ақы алынбайды», «ақы төлемейді»; «тегін емес» is not."""
    for at, word in enumerate(words):
        behind = words[at + 1 : at + 3]
        if word.lower in word_set("words.toml", "free"):
            return not any(other.lower in _LACK for other in behind[:1])
        if word.lower == _CHARGE and behind and behind[0].lower.startswith(_TAKEN):
            return behind[0].lower.startswith(_NOT_TAKEN) or any(other.lower in _LACK for other in behind[1:])
    return False


def _is_charged(words: tuple[Word, ...]) -> bool:
    priced = any(word.lower.startswith(_MONEY) for word in words) and any(word.number for word in words)
    return priced or any(word.lower == _CHARGED for word in words)


def _price(sentence: Sentence, start: int, stop: int) -> str:
    """«600 теңге», without a case: «600 теңгеге кіреді»."""
    words = sentence.words
    at = next((at for at in range(start, stop) if words[at].lower.startswith(_MONEY)), None)
    if at is None:
        return _CHARGED
    first = next((place for place in range(start, at) if words[place].number), at)
    return f"{sentence.paragraph.text[words[first].start : words[at].start]}{_MONEY}"
