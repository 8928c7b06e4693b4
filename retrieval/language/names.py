"""Names in Kazakh text: who, where, which organisation or post; with sums, counts and dates beside them.

A linear-chain CRF (python-crfsuite, this module is its one door) proposes, a few general rules
(name_rules) correct. The model is trained by `python -m bench.train_names`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from threading import Lock

import pycrfsuite

from retrieval.language.name_features import sentence_features
from retrieval.language.name_mentions import Mention
from retrieval.language.name_rules import agree, correct_mentions
from retrieval.language.name_tokens import Token, split_sentences

MODEL = "names.crfsuite"


@dataclass(frozen=True, slots=True)
class Name:
    """A name's place in a text: text[start:stop], in characters; `kind` is a class of KazNERD."""

    start: int
    stop: int
    kind: str  # PERSON, GPE, LOCATION, ORGANISATION, POSITION, FACILITY, PROJECT, EVENT, DATE, TIME, MONEY …
    text: str


@lru_cache(maxsize=4096)
def tag(text: str) -> tuple[Name, ...]:
    """All names of a paragraph in order, none overlapping another.

    >>> [(name.kind, name.text) for name in tag("Облыс әкімі Нариман Қожағапанов Іле ауданына келді.")]
    [('POSITION', 'Облыс әкімі'), ('PERSON', 'Нариман Қожағапанов'), ('GPE', 'Іле')]
    """
    model = _model()
    sentences = []
    for tokens in split_sentences(text):
        mentions = read_tags(model.tags(sentence_features(tokens)))
        sentences.append((tokens, correct_mentions(tokens, mentions)))
    return tuple(
        _placed(text, tokens, mention) for tokens, mentions in agree(sentences) for mention in mentions
    )


def _placed(text: str, tokens: Sequence[Token], mention: Mention) -> Name:
    start, stop = tokens[mention.start].start, tokens[mention.stop - 1].stop
    return Name(start, stop, mention.kind, text[start:stop])


def read_tags(tags: list[str]) -> list[Mention]:
    """IOB2 tags as token spans; an I- tag without its B- begins a span of its own.

    >>> read_tags(["B-PERSON", "I-PERSON", "O", "B-GPE"])
    [Mention(start=0, stop=2, kind='PERSON'), Mention(start=3, stop=4, kind='GPE')]
    """
    mentions: list[Mention] = []
    for place, one in enumerate(tags):
        prefix, _, kind = one.partition("-")
        if not kind:
            continue
        if prefix == "I" and mentions and mentions[-1].stop == place and mentions[-1].kind == kind:
            mentions[-1] = Mention(mentions[-1].start, place + 1, kind)
        else:
            mentions.append(Mention(place, place + 1, kind))
    return mentions


class _Model:
    """The trained CRF, kept open; crfsuite's tagger holds the sentence at hand, hence the lock."""

    def __init__(self, content: bytes) -> None:
        self._content = content  # crfsuite reads from these bytes without copying: they must live on
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(content)
        self._lock = Lock()

    def tags(self, rows: list[list[str]]) -> list[str]:
        """One IOB2 tag a row of features."""
        with self._lock:
            found: list[str] = self._tagger.tag(rows)
        return found


@lru_cache(maxsize=1)
def _model() -> _Model:
    return _Model((resources.files("retrieval.language") / "data" / MODEL).read_bytes())
