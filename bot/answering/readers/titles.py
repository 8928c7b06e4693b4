"""Quoted names as answers: whether one may have done something, is of the kind asked for, and how it is said."""

from __future__ import annotations

from functools import cache

from bot.answering.lexicon import Lexicon, is_one_of, word_row, word_set
from bot.answering.passage import Sentence, Title, Word
from bot.answering.question import Question
from retrieval.language.grammar import case_of, is_finite, is_owned
from retrieval.language.inflection import nominative_phrase

_OF_THE_KIND = 0.8  # likeness of two nouns
_OF_WIDER_KIND = 0.9
_BESIDE_ITS_KIND = 0.35  # «Жастар рухы» қанаты beside «Жанбай» ұйымы where an ұйым is asked for
_MARKS = '«»"”'
_LONGEST = 4  # words behind a name among which its kind may stand


def may_act(sentence: Sentence, title: Title) -> bool:
    """Whether a quoted name may be somebody: no work («Шуақ» ертегісі), owner («Ақниеттің» шебері) or speech."""
    held = sentence.within(title.start, title.stop)
    following = next(iter(sentence.words[sentence.word_at(title.stop) :]), None)
    if held and (case_of(held[-1].text) == "genitive" or is_finite(held[-1].text)):
        return False
    beside = following is not None and not following.gap.strip('«»"”') and not following.capital
    return not (beside and following and is_owned(following.text) and not is_one_of(following.lower, "organisations"))


def is_spoken_of(question: Question, sentence: Sentence, title: Title, lexicon: Lexicon) -> bool:
    """««Шабыт» ансамблі» is what «ансамбльді кім баптады?» speaks of, no answer to it."""
    nouns = [word for word in sentence.words[sentence.word_at(title.stop) :][:1] if not word.gap.strip('«»"”')]
    asked = [word for word in question.words if not word.quoted and word.lower not in word_set("words.toml", "stop")]
    return any(_means(one, noun, sentence, lexicon) for one in asked for noun in nouns)


def _means(asked: Word, noun: Word, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether a word asked means this noun and no other of the sentence: «[кітаптарды] «Мейірім» қоры жіберген»."""
    near = lexicon.likeness(asked.key, noun.key)
    return near >= 0.8 and not any(lexicon.likeness(asked.key, word.key) > near for word in sentence.words)


def is_labelled(sentence: Sentence, start: int, kind: Word, lexicon: Lexicon) -> bool:
    """«[Мердігер] – «Дала жолы» ЖШС»: what is told before a dash says what the body named behind it is."""
    at = sentence.word_at(start)
    dashed = at > 0 and any(mark in sentence.words[at].gap for mark in "–—")
    return dashed and lexicon.likeness(kind.key, sentence.words[at - 1].key) >= 0.8


def title_fit(sentence: Sentence, title: Title, kind: Word | None, lexicon: Lexicon) -> float:
    """How far a quoted name is of the kind asked for, by the nouns right behind it."""
    row = _row_behind(sentence, title)
    if kind is None:
        return 0.8
    if _is_of_kind(row, kind, lexicon):
        return 1.0
    if is_labelled(sentence, title.start, kind, lexicon):
        return 1.0
    if any(is_such_body(kind, word) and _is_head(row, at) for at, word in enumerate(row)):
        narrower = any(_is_of_kind(_row_behind(sentence, other), kind, lexicon) for other in sentence.titles)
        return _BESIDE_ITS_KIND if narrower else _OF_WIDER_KIND
    head = [word for word in row if is_owned(word.text)][:1]
    other = any(is_one_of(word.lower, name) for word in (*row[:2], *head) for name in ("organisations", "titled"))
    return 0.35 if other else 0.65


def _is_of_kind(row: list[Word], kind: Word, lexicon: Lexicon) -> bool:
    return any(
        lexicon.likeness(kind.key, word.key) >= _OF_THE_KIND and _is_head(row, at) for at, word in enumerate(row)
    )


def is_such_body(kind: Word, told: Word) -> bool:
    """Whether the wider noun asked by covers the body told: a «қор» is an ұйым, a «зауыт» a кәсіпорын."""
    return any(kind.lower.startswith(asked) and told.lower.startswith(covered) for asked, covered in _wider_bodies())


@cache
def _wider_bodies() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    rows = (row.split("|") for row in word_row("words.toml", "wider_bodies"))
    return tuple((tuple(asked.split()), tuple(covered.split())) for asked, covered in rows)


def _row_behind(sentence: Sentence, title: Title) -> list[Word]:
    """The next words, up to a mark or another quoted name: «Жол-көмек» [жобасын ұсынған] «Дала» командасы."""
    row: list[Word] = []
    for word in sentence.words[sentence.word_at(title.stop) :][:_LONGEST]:
        if word.gap.strip(_MARKS) or word.quoted:
            break
        row.append(word)
    return row


def _is_head(row: list[Word], at: int) -> bool:
    """«Менің ауылым» облыстық шығармалар [байқауында]: what describes the head is not the kind."""
    behind = row[at + 1 : at + 2]
    return is_owned(row[at].text) or not any(is_owned(word.text) for word in behind)


def say_title(sentence: Sentence, title: Title, stop: int) -> str:
    """A quoted name with its kind in the nominative; one before a noun has no ending: «Тас диірмені» ЖШС."""
    text = sentence.paragraph.text[title.start : stop]
    behind = sentence.words[sentence.word_at(title.stop) :][:1]
    bare = stop == title.stop and any(not word.gap.strip(_MARKS) and word.text.isupper() for word in behind)
    return text if bare else nominative_phrase(text)
