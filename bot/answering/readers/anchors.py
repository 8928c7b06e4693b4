"""The words beside which an answer stands: those like the word that follows the question word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from bot.answering.lexicon import Lexicon, word_row, word_set
from bot.answering.matching import ENOUGH, answering
from bot.answering.passage import ArticleReading, Sentence
from bot.answering.question import Question
from retrieval.language.grammar import Case, is_verbal, is_verbal_noun

_SAME_MEANS = 0.8  # how well one word of means stands for another
_BECOMING = "болып"  # «[болып] өтті»
_SAME_VERB = 2  # letters that tell the second verb of a phrase
MEANS_CASES: frozenset[Case] = frozenset({"nominative", "genitive", "accusative"})


def anchors(
    question: Question, reading: ArticleReading, sentence: Sentence, lexicon: Lexicon
) -> Iterator[tuple[int, float]]:
    """Places of words like the one after the question word, with their likeness; of a set phrase its first word.

    «неге [қол жеткізді]» stands beside «ие болды», never beside «қолға алынды».
    """
    if asks_event(question):
        yield from _held_at(sentence)
        return
    if not question.after:
        return
    if asks_means(question):
        yield from of_means(question, sentence)
        return
    phrase = _phrase_after(question)
    like = answering(reading, phrase or question.after[0].key, lexicon)
    for at, near in _of_words(sentence, like):
        if near == 1.0 or _is_used_so(question, sentence, at):
            yield at, near
    if phrase:
        yield from _of_parts(question, sentence)
    for key, last in sentence.phrases.items():
        near = like.get(key, 0.0)
        if near >= ENOUGH:
            yield last - key.count(" "), near


def asks_event(question: Question) -> bool:
    """«Кентте не [өтті]?»: asked for is what was held."""
    behind = (word for word in question.words[question.stop :] if word.lower != _BECOMING)
    held = next(behind, None)
    return question.asked == "не" and held is not None and held.lower.startswith(word_row("words.toml", "held"))


def _held_at(sentence: Sentence) -> Iterator[tuple[int, float]]:
    """Places of verbs of holding something: «көрме [өтті]», «жиын [болып өтті]»; «40 жыл өтті» is none."""
    words, held = sentence.words, word_row("words.toml", "held")
    for at, word in enumerate(words):
        passed = at > 1 and words[at - 2].number and words[at - 1].lower in word_set("words.toml", "lengths_of_time")
        if word.lower.startswith(held) and not (passed or is_verbal_noun(word.text)):
            yield at - (words[at - 1].lower == _BECOMING), 1.0


def _of_words(sentence: Sentence, like: Mapping[str, float]) -> Iterator[tuple[int, float]]:
    for at, word in enumerate(sentence.words):
        near = like.get(word.key, 0.0)
        if near >= ENOUGH:
            yield at, near


def _is_used_so(question: Question, sentence: Sentence, at: int) -> bool:
    """Whether a word stands as the asked one does: a verb as a verb, a noun before its verb («сабақ береді»)."""
    asked, told = question.after[0], sentence.words[at]
    if is_verbal(asked.text):
        return is_verbal(told.text) or is_verbal_noun(told.text)
    light = len(question.after) > 1 and is_verbal(question.after[1].text)
    return not light or any(is_verbal(word.text) for word in sentence.words[at : at + 3])


def _of_parts(question: Question, sentence: Sentence) -> Iterator[tuple[int, float]]:
    """«сатып [алынған]» for «сатып алды»: the same two words, the second in a form that parts the phrase."""
    first, second = [*question.after[:2], question.after[0]][:2]
    for at, (one, other) in enumerate(pairwise(sentence.words)):
        if one.key == first.key and other.lower[:_SAME_VERB] == second.lower[:_SAME_VERB]:
            yield at, 1.0


def _phrase_after(question: Question) -> str:
    """Key of the set phrase that the word after the question word opens; "" for none."""
    opened = next((term for term in question.terms if question.words[term.at] is question.after[0]), None)
    if opened is None or not opened.phrase:
        return ""
    before = [term for term in question.terms if term.at == opened.at - 1]
    return "" if any(term.phrase == opened.phrase for term in before) else opened.phrase


def asks_means(question: Question) -> bool:
    """«ненің [көмегімен]», «қандай бағдарлама [арқылы]»: by what something is done."""
    behind = question.words[question.stop : question.stop + 2]
    means = word_set("words.toml", "means")
    return any(word.lower in means for word in (*question.after[:1], *behind))


def of_means(question: Question, sentence: Sentence) -> Iterator[tuple[int, float]]:
    """Places of words behind that by which something is done: «дрон [көмегімен]»."""
    asked = {word.lower for word in question.words}
    for at, word in enumerate(sentence.words):
        if word.lower in word_set("words.toml", "means"):
            yield at, 1.0 if word.lower in asked else _SAME_MEANS
