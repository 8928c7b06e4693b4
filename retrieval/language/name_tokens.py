"""Tokens for the name tagger: split the way KazNERD splits, each knowing its place in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_CAPITAL = "A-ZА-ЯЁӘІҢҒҮҰҚӨҺ"
# Order matters: a longer reading stands before a shorter one.
_TOKEN = re.compile(
    rf"""
    \d{{1,3}}(?:[\u0020\u00a0\u2009\u202f]\d{{3}})+(?!\d)(?:-\w+)?  # 15 000, 2 500-ден: one number
  | %(?:-\w+)?                                      # 30%-ын is 30 and %-ын
  | (?<![^\W_])[{_CAPITAL}]\.(?=[^\S\n]?[{_CAPITAL}])  # initials: Н.Қожағапанов, Қ. Ж. Тоқаев
  | [A-Za-z0-9-]+(?:\.[A-Za-z]{{2,}})+              # turkystan.kz
  | [\w\u0300-\u036f\u00ad]+(?:[-\u2010\u2011'’ʼ][\w\u0300-\u036f\u00ad]+)*  # words; Қасым-Жомарт, 100-ден
  | \S
    """,
    re.VERBOSE,
)
_SENTENCE_ENDS = frozenset(".!?…")
_LINE_BREAK = re.compile(r"\n")


class Token(NamedTuple):
    """A word or a mark; `text` is the given text's [start:stop], in characters."""

    start: int
    stop: int
    text: str

    @property
    def is_capitalised(self) -> bool:
        return self.text[0].isupper()

    @property
    def is_initial(self) -> bool:
        """One capital letter and its full stop: «Н.»."""
        return len(self.text) == 2 and self.text[1] == "." and self.text[0].isupper()


def split_tokens(text: str) -> list[Token]:
    """All tokens of a text in order; white space lies only between the groups of a number.

    >>> [token.text for token in split_tokens("«Жер» үшін 2,5%-бен")]
    ['«', 'Жер', '»', 'үшін', '2', ',', '5', '%-бен']
    """
    return [Token(*match.span(), match[0]) for match in _TOKEN.finditer(text)]


def split_sentences(text: str) -> Iterator[Sequence[Token]]:
    """The tokens of a text by sentence: cut after an end mark before a capital, and at line ends.

    Rough on purpose: the tagger only needs the neighbours of a word to be its own sentence's.
    """
    sentence: list[Token] = []
    for token in split_tokens(text):
        if sentence and _begins_sentence(text, sentence[-1], token):
            yield sentence
            sentence = []
        sentence.append(token)
    if sentence:
        yield sentence


def _begins_sentence(text: str, before: Token, token: Token) -> bool:
    if _LINE_BREAK.search(text, before.stop, token.start):
        return True
    opens = token.is_capitalised or token.text in {"«", "–", "—"}
    return before.text in _SENTENCE_ENDS and opens and before.stop < token.start
