"""A finding: a place in a sentence that may answer a question, with the reader's word on how well it fits."""

from __future__ import annotations

from dataclasses import dataclass

from bot.answering.passage import Sentence, Word


@dataclass(frozen=True, eq=False)
class Finding:
    """A candidate answer. Its text and its citation follow from its place.

    `start`, `stop`: offsets in the paragraph's text. `answer`: the span as a person would say it.
    `fit`: how well the span suits the type asked for, 0 to 1. `regions`: the stretches of the sentence that
    speak of this span (a role phrase, a clause); words outside count less. `rivals`: the stretches that speak of
    another one. `rule`: which reader rule made it.
    """

    sentence: Sentence
    start: int
    stop: int
    answer: str
    fit: float
    rule: str
    regions: tuple[tuple[int, int], ...] = ()
    rivals: tuple[tuple[int, int], ...] = ()
    closed: bool = False  # words outside the regions belong to something else and do not count
    same_body: bool = False  # the body whose post it tells is surely the one asked about
    carries_on: bool = False  # a part of what the sentence before counts: its words hold of the part too
    items: tuple[str, ...] = ()  # of a list
    judged: Sentence | None = None  # the sentence whose words are weighed where it is not the one that holds the span

    @property
    def weighed(self) -> Sentence:
        """The sentence whose words speak for the finding."""
        return self.judged or self.sentence

    @property
    def own_words(self) -> list[Word]:
        """The words of the regions."""
        return [word for start, stop in self.regions for word in self.weighed.within(start, stop)]

    @property
    def text(self) -> str:
        """The span as it stands in the article."""
        return self.sentence.paragraph.text[self.start : self.stop]
