"""The words of a question as an answer may repeat them: padding left out, names as the cited paragraph writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.answering.finding import Finding
from bot.answering.lexicon import is_one_of, word_row
from bot.answering.naming import NamedKey
from bot.answering.question import Question
from bot.answering.saying.agreement import bears_owner
from retrieval.language.grammar import case_by
from retrieval.language.inflection import decline, nominative
from retrieval.language.tokens import tokenize

_OPENING = re.compile(r"(?:[«\"“„(]+|№\s?)$")
_OPENED = re.compile(r"[«\"“]")
_CLOSED = re.compile(r"\w{0,5}[»\"”]")  # after a word without its ending
_TITLE_AND_KIND = r"[«\"“]{title}[»\"”]((?: \w+){{1,4}})"
_CLOSING = re.compile(r"^[»\"”)%]+")


@dataclass(frozen=True, slots=True)
class Echo:
    """A question's words as they are said again: `spelled[i]` for words[i]; the first `skip` are left out."""

    question: Question
    spelled: tuple[str, ...]
    skip: int = 0

    def stretch(self, start: int, stop: int) -> str:
        """Words start..stop-1 with the marks between and around them.

        A gap in which padding stood is closed to one blank.
        """
        words, text = self.question.words, self.question.text
        start = max(start, self.skip)
        if start >= stop:
            return ""
        opening = _OPENING.search(text[: words[start].start])
        pieces = [opening[0] if opening else "", self.spelled[start]]
        for at in range(start + 1, stop):
            between = text[words[at - 1].stop : words[at].start]
            pieces += [" " if re.search(r"\w", between) else between, self.spelled[at]]
        closing = _CLOSING.match(text[words[stop - 1].stop :])
        return "".join([*pieces, closing[0] if closing else ""]).strip(" ,")


def echo(question: Question, finding: Finding, skip: int = 0) -> Echo:
    """The question's words, its names written as the finding's paragraph writes them."""
    spelled = [word.text for word in question.words]
    for named in question.named:
        at = _place(question, named)
        if named.kind != "number" and at is not None:
            _respell(spelled, question, named, at, finding)
    return Echo(question, tuple(spelled), skip)


def _place(question: Question, named: NamedKey) -> int | None:
    """Index of the named row's first word."""
    keys = tuple(word.key for word in question.words)
    size = len(named.keys)
    return next((at for at in range(len(keys) - size + 1) if keys[at : at + size] == named.keys), None)


def _respell(spelled: list[str], question: Question, named: NamedKey, at: int, finding: Finding) -> None:
    stop = at + len(named.keys)
    for place in range(at, stop):
        spelled[place] = _as_written(spelled[place], question.words[place].key, finding)
    titled = _stands_quoted(spelled[at:stop], finding) or (
        named.kind == "title" and any(title.keys == named.keys for title in finding.sentence.titles)
    )
    if named.kind != "number" and not question.words[at].quoted and titled:
        spelled[stop - 1] = _closed(spelled[at:stop], finding)
        spelled[at] = "«" + spelled[at]


def _closed(row: list[str], finding: Finding) -> str:
    """The last word of a title with its mark, its ending on what the title names: «Қарғалыда», «Қарғалы» ұйымында."""
    last = row[-1]
    bare = nominative(last)
    kind = _kind_behind(" ".join([*row[:-1], bare]), finding) if bare != last else ""
    return f"{bare}» {decline(kind, case_by(last[len(bare) :]), possessed=True)}" if kind else last + "»"


def _kind_behind(title: str, finding: Finding) -> str:
    """What the paragraph says a title is: «Қарғалы» бастауыш партия [ұйымы]; "" where it does not."""
    found = re.search(_TITLE_AND_KIND.format(title=re.escape(title)), finding.sentence.paragraph.text, re.IGNORECASE)
    for word in found[1].split() if found else ():
        kind = nominative(word) if bears_owner(word) else ""
        if kind and (is_one_of(kind.lower(), "organisations") or kind.lower().startswith(_titled())):
            return kind
    return ""


def _titled() -> tuple[str, ...]:
    return word_row("words.toml", "titled")


def _stands_quoted(row: list[str], finding: Finding) -> bool:
    """Whether the paragraph has these words in quotation marks, the last one in any case form."""
    head = " ".join([*row[:-1], nominative(row[-1])]).lower()
    text = finding.sentence.paragraph.text.lower()
    return any(
        text.startswith(head, mark.end()) and _CLOSED.match(text, mark.end() + len(head))
        for mark in _OPENED.finditer(text)
    )


def _as_written(word: str, key: str, finding: Finding) -> str:
    """The word with the capital letters of the paragraph; a misspelt name as the sentence spells it."""
    for other in _capitalised(finding.sentence.paragraph.text):
        if other.lower() == word.lower():
            return other if word.islower() else word
        if word.islower() and nominative(other).lower() == nominative(word):
            return word[:1].upper() + word[1:]
    if word.islower():
        for stated in finding.sentence.words:
            if stated.key == key and stated.capital and nominative(word) == word:
                return nominative(stated.text)
    return word


@lru_cache(maxsize=256)
def _capitalised(text: str) -> tuple[str, ...]:
    return tuple(token.text for token in tokenize(text) if token.is_word and token.text[:1].isupper())
