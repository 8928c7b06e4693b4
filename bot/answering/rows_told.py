"""Whether a sum or number told in a row goes to others than asked: «ересектерге 1 500, балаларға 700 теңге»."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.answering.finding import Finding
from bot.answering.lexicon import word_row, word_set
from bot.answering.matching import ENOUGH, Evidence, same_name
from bot.answering.naming import is_common
from bot.answering.passage import Sentence, Word
from retrieval.language.grammar import case_of, is_owned, is_plural

_SELF = "өз"  # «ардагерлердің өзіне»
_THEIR = frozenset({"оның", "олардың"})
_LONGEST_LABEL = 3  # words
_REACH = 4  # words from «олардың» to the number


def of_other_receiver(evidence: Evidence, finding: Finding) -> float:
    """1.0 where a sum is that of another group of the row, of their kin, of other things than those asked about."""
    if finding.rule != "number:money":
        return 0.0
    asked = evidence.once("groups", lambda: _groups_asked(evidence.question.words))
    other = bool(asked) and (_of_other_group(evidence, finding, asked) or _of_their_kin(evidence, finding, asked))
    return float(other or _of_other_things(evidence, finding))


def _groups_asked(words: Sequence[Word]) -> tuple[Word, ...]:
    """People in the plural; of «ардагерлердің жесірлеріне» no veterans, of «ардагерлердің өзіне» they."""
    whose = {one.start for one, other in pairwise(words) if _is_of(one, other) and not other.lower.startswith(_SELF)}
    return tuple(word for word in words if _is_group(word) and word.start not in whose)


def _of_other_group(evidence: Evidence, finding: Finding, asked: Sequence[Word]) -> bool:
    """«билет [ересектерге] 1 500, [балаларға] 700 теңге» where the students' ticket is asked about."""
    sentence = finding.weighed
    words = sentence.words
    kin = {one.start for one, other in pairwise(words) if _is_of(one, other)}
    if any(_meets(evidence, word, other) for word in asked for other in words if other.start not in kin):
        return False
    beside = [word for start, stop in finding.rivals for word in sentence.within(start, stop)]
    return _names_receivers(finding.own_words) and _names_receivers(beside)


def _names_receivers(words: Sequence[Word]) -> bool:
    kin = any(_is_of(one, other) for one, other in pairwise(words))
    return kin or any(_is_group(word) and case_of(word.text) == "dative" for word in words)


def _of_their_kin(evidence: Evidence, finding: Finding, asked: Sequence[Word]) -> bool:
    """«[ардагерлердің жесірлеріне] 150 мың теңге» where the veterans' own money is asked about."""
    question = evidence.question.words
    behind = {one.start: other for one, other in pairwise(question)}
    for word in asked:
        after = behind.get(word.start)
        own = after is not None and after.lower.startswith(_SELF)
        if not own and case_of(word.text) != "dative":
            continue
        for one, other in pairwise(finding.own_words):
            if _is_of(one, other) and _meets(evidence, word, one):
                return not any(_meets(evidence, each, other) for each in question)
    return False


def _is_of(one: Word, other: Word) -> bool:
    """«ардагерлердің жесірлеріне»."""
    return case_of(one.text) == "genitive" and is_owned(other.text) and case_of(other.text) == "dative"


def _of_other_things(evidence: Evidence, finding: Finding) -> bool:
    """«340 [смартфон] тәркіленді, [олардың] бағасы – 41 млн теңге» where the price of shoes is asked about."""
    question, sentence = evidence.question.words, finding.weighed
    at = sentence.word_at(finding.start)
    pronoun = next((word for word in sentence.words[max(0, at - _REACH) : at] if word.lower in _THEIR), None)
    owned = [one for one, other in pairwise(question) if case_of(one.text) == "genitive" and not one.capital]
    if pronoun is None or not owned:
        return False
    starts = {number.start for number in sentence.numbers if number.value > 1}
    rows = pairwise(sentence.words)
    counted = [other for one, other in rows if one.start in starts and other.start < pronoun.start and not other.gap]
    strange = bool(counted) and not any(_meets(evidence, word, other) for word in question for other in counted)
    return strange and not any(_meets(evidence, word, other) for word in owned for other in sentence.words)


def of_other_label(evidence: Evidence, finding: Finding) -> float:
    """«[Басқа округтер]: Фермер – 11» where one of them is asked about by its name."""
    named = [key for key in evidence.question.named if key.kind != "number"]
    label = _label(finding.weighed)
    if (
        not named
        or not label
        or any(same_name(key.keys[-1], word.key) for key in named for word in finding.weighed.words)
    ):
        return 0.0
    others = label[0].lower in word_set("words.toml", "other_ones")
    place = len(label) == 1 and label[0].capital and not is_common(label[0])
    rows = any(_label_names(evidence, key.keys[-1]) for key in named)
    return float(others or (place and rows))


def _label(sentence: Sentence) -> tuple[Word, ...]:
    """The first words of a row, up to the colon."""
    words = sentence.words
    at = next((at for at, word in enumerate(words[: _LONGEST_LABEL + 1]) if at and ":" in word.gap), 0)
    return words[:at]


def _label_names(evidence: Evidence, name: str) -> bool:
    """Whether another row is headed by a name."""
    return any(same_name(name, word.key) for each in evidence.reading.sentences for word in _label(each))


def _meets(evidence: Evidence, asked: Word, told: Word) -> bool:
    return evidence.answering(asked.key).get(told.key, 0.0) >= ENOUGH


def _is_group(word: Word) -> bool:
    people = word.lower.startswith(word_row("words.toml", "people"))
    return people and is_plural(word.text) and not (word.capital or word.quoted)
