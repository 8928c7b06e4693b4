"""What somebody said: the quotation of the speaker asked about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.answering.finding import Finding
from bot.answering.lexicon import Lexicon, word_set
from bot.answering.passage import ArticleReading, Sentence
from bot.answering.question import Question

_SAID = re.compile(r",?\s?[–—-]?\s?(?:деді|дейді|деп)\b.*$")
_LONGEST = 300


def read_quotes(question: Question, reading: ArticleReading, sentence: Sentence, lexicon: Lexicon) -> Iterator[Finding]:
    """Findings for "… не деді?": sentences of direct or reported speech."""
    words = [word.lower for word in sentence.words]
    reported = any(word in word_set("words.toml", "saying") for word in words)
    text = sentence.text
    if not reported and not text.startswith(("«", "\"", "“", "–")) and speaker_of(reading, sentence) is None:
        return
    stop = len(_SAID.sub("", text))
    spoken = text[:stop].strip(" «»\"“”–-") if stop else text
    if 0 < len(spoken) <= _LONGEST:
        start = sentence.start + text.find(spoken)
        yield Finding(sentence, start, start + len(spoken), f"«{spoken}»", 0.8, "quote", regions=((sentence.start, sentence.stop),))


def speaker_of(reading: ArticleReading, sentence: Sentence) -> frozenset[str] | None:
    """Keys of the speaker of a quotation: the words after «–деді» that closes it, the person named before for a pronoun."""
    for later in reading.sentences[sentence.place : sentence.place + 10]:
        if later.paragraph is not sentence.paragraph and later.paragraph != sentence.paragraph:
            return None
        at = next((i for i, word in enumerate(later.words) if word.lower in {"деді", "дейді", "деп"} and word.gap), None)
        if at is not None:
            after = later.words[at + 1 :]
            if any(word.capital for word in after):
                return frozenset(word.key for word in after)
            for earlier in reversed(reading.sentences[: sentence.place]):
                if earlier.persons:
                    person = earlier.persons[-1]
                    return frozenset(word.key for word in earlier.within(person.start, person.stop))
            return None
    return None
