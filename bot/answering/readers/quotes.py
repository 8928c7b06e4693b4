"""What somebody said: the quotation of the speaker asked about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.answering.finding import Finding
from bot.answering.lexicon import Lexicon, word_set
from bot.answering.passage import ArticleReading, Sentence
from bot.answering.question import Question
from bot.answering.speakers import speakers

_SAID = re.compile(r",?\s?[–—-]?\s?(?:деді|дейді|деп)\b.*$")
_LONGEST = 300


def read_quotes(question: Question, reading: ArticleReading, sentence: Sentence, lexicon: Lexicon) -> Iterator[Finding]:
    """Findings for "… не деді?": sentences of direct or reported speech."""
    words = [word.lower for word in sentence.words]
    reported = any(word in word_set("words.toml", "saying") for word in words)
    text = sentence.text
    if not reported and not text.startswith(("«", '"', "“", "–")) and speaker_of(reading, sentence) is None:
        return
    stop = len(_SAID.sub("", text))
    spoken = text[:stop].strip(' «»"“”–-') if stop else text
    if 0 < len(spoken) <= _LONGEST:
        start = sentence.start + text.find(spoken)
        yield Finding(
            sentence,
            start,
            start + len(spoken),
            f"«{spoken}»",
            0.8,
            "quote",
            regions=((sentence.start, sentence.stop),),
        )


def speaker_of(reading: ArticleReading, sentence: Sentence) -> frozenset[str] | None:
    """Keys of the name of the person whose words a sentence is; None for the article's own words."""
    speaker = speakers(reading).get(sentence.place)
    if speaker is None:
        return None
    return frozenset(word.key for word in speaker.sentence.within(speaker.person.start, speaker.person.stop))
