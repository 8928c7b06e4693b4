"""Cut Kazakh text into words, numbers and marks, each with its exact place in the text."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from retrieval.language.endings import is_ending

_LETTERS = r"[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*|['’ʼ`][^\W\d_]+)*"
_PATTERN = re.compile(
    rf"""
      (?P<domain> https?://[^\s»«"]+
                  | (?:[\w-]+\.)+(?:kz|қаз|com|org|net|ru|info|edu|gov|uk|io)\b(?:/[^\s»«",]*)? )
    | (?P<number> (?: \d{{1,3}}(?:[ \u00a0\u202f]\d{{3}})+(?!\d) | \d+(?:\.\d+){{2,}} | \d+ ) (?:[.,:]\d+)?
                  (?:[-‑](?:{_LETTERS}))* )
    | (?P<word> (?:{_LETTERS})\d* (?:[-‑](?:(?:{_LETTERS})\d*|\d+))* )
    | (?P<mark> [%№](?:[-‑](?:{_LETTERS}))? | \.\.\.+ | [^\s] )
    """,
    re.VERBOSE,
)
_HYPHEN = re.compile("[-‑]")


class Token(NamedTuple):
    """A word, number or mark; `text` is `source[start:stop]` of the tokenised text."""

    text: str
    start: int
    stop: int

    @property
    def base(self) -> str:
        """The token without an ending hung on by a hyphen: «76-ға» 76, «ЖШС-нің» ЖШС, «%-ын» %."""
        suffix = self.suffix
        return self.text[: len(self.text) - len(suffix) - 1] if suffix else self.text

    @property
    def suffix(self) -> str:
        """The ending after the last hyphen of a number, sign or abbreviation; "" for other words."""
        if "-" not in self.text and "‑" not in self.text:
            return ""
        head, _, tail = _HYPHEN.sub("-", self.text).rpartition("-")
        return tail if head and takes_hyphen(head) and is_ending(tail.lower()) else ""

    @property
    def parts(self) -> tuple[str, ...]:
        """The words of a compound: «іс-шара» іс, шара; an ending after a hyphen is no part."""
        return tuple(_HYPHEN.split(self.base))

    @property
    def is_number(self) -> bool:
        """Whether the token starts with a digit and is no web address."""
        return self.text[0].isdigit() and not self.is_domain

    @property
    def is_word(self) -> bool:
        """Whether the token starts with a letter."""
        return self.text[0].isalpha()

    @property
    def is_domain(self) -> bool:
        """Whether the token is a web address or domain name."""
        return "." in self.text and any(letter.isalpha() for letter in self.text)


def takes_hyphen(head: str) -> bool:
    """Whether Kazakh spelling hangs endings on this with a hyphen: digits, signs, abbreviations, Latin.

    >>> [takes_hyphen(word) for word in ("76", "%", "ЖШС", "NEET", "ұйым")]
    [True, True, True, True, False]
    """
    last = head.rpartition("-")[2]
    return last[-1:].isdigit() or last in {"%", "№"} or (last.isupper() and len(last) > 1) or last.isascii()


@lru_cache(maxsize=256)  # one text is asked for its words, its numbers and its names in turn
def tokenize(text: str) -> tuple[Token, ...]:
    """Return the tokens in order of their places.

    >>> [token.text for token in tokenize("«Жанбай» 15 000 адам, 76-ға дейін (30%-ын).")]
    ['«', 'Жанбай', '»', '15 000', 'адам', ',', '76-ға', 'дейін', '(', '30', '%-ын', ')', '.']
    """
    return tuple([Token(match[0], *match.span()) for match in _PATTERN.finditer(text)])
