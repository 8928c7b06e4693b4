"""The line that stands over a list: «Былтыр не істелді: … ; … ; …» dates each of the lines below it."""

from __future__ import annotations

from functools import lru_cache

from bot.answering.passage import ArticleReading, Sentence, Word

_LONGEST_LIST = 20  # sentences


@lru_cache(maxsize=8192)
def heading_of(reading: ArticleReading, sentence: Sentence) -> tuple[Word, ...]:
    """The words over a list's item: of the line that ends in a colon, or of the sentence that opens the list."""
    opening: Sentence | None = None
    for steps in range(1, _LONGEST_LIST):
        before = reading.before(sentence, steps)
        if before is None:
            break
        if before.paragraph == sentence.paragraph:
            continue
        if before.text.endswith(":"):
            return before.words
        if not before.paragraph.text.rstrip().endswith(";"):
            break
        opening = before
    return _over_item(opening) if opening is not None else ()


def _over_item(sentence: Sentence) -> tuple[Word, ...]:
    """«[Былтыр не істелді.] 64 үй жөнделді;»: what opens the list, with or without its first item behind."""
    words = sentence.words
    end = next((at for at in range(1, len(words)) if "." in words[at].gap or ":" in words[at].gap), 0)
    return words if not sentence.text.endswith(";") else words[:end]
