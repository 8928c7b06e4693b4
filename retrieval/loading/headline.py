"""The headline: found above the text, or made of the first sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable

from retrieval.language.sentences import split_sentences
from retrieval.loading.wordlists import words

_MOST_WORDS = 22
_MOST_LETTERS = 180
# A made headline, in characters.
_MADE_LETTERS = 90
_WORD = re.compile(r"[\w’'-]+")
# A word that does not open a sentence, or opens a quotation.
_INSIDE = re.compile(r"(?<=[\w,«“\"(] )[«“\"]?([\w’'-]+)|[«“\"]([\w’'-]+)")
_VOWELS = frozenset("аәеёиіоөуұүыэюяaeiou")
# A finite verb at the end: өтті, ашылды, жатыр, береді, болады, керек …
_FINITE = re.compile(r"(?:[дт][ыі]|уда|уде|[мп][ае][қк]|р|жоқ|керек|[мбп][ае])$")


def is_headline(line: str) -> bool:
    """Whether a line above the text can be its headline: short, and not closed by a full stop.

    >>> is_headline("Су үнемдеген – ұтады"), is_headline("Форум өтті.")
    (True, False)
    """
    text = line.strip()
    short = 0 < len(text.split()) <= _MOST_WORDS and len(text) <= _MOST_LETTERS
    return short and any(letter.isalpha() for letter in text) and not text.endswith((".", ",", ";", ":"))


def is_complete_headline(line: str) -> bool:
    """Whether words before a gap in a line read as a headline: capitals, ?, !, or a verb that closes them."""
    text = line.strip()
    if not is_headline(text) or len(text.split()) < 2:
        return False
    last = text.rstrip('»”"!?…').lower()
    return text.isupper() or text.endswith(("?", "!", "…")) or bool(_FINITE.search(last))


def made_headline(first_paragraph: str) -> str:
    """A short headline of the first sentence: whole, or cut behind a word with «…».

    >>> made_headline("Форум өтіп жатыр. Екі күнге созылады.")
    'Форум өтіп жатыр'
    """
    whole = (0, len(first_paragraph))
    worded = (
        place for place in split_sentences(first_paragraph) if any(map(str.isalnum, first_paragraph[slice(*place)]))
    )
    start, stop = next(worded, whole)
    sentence = _without_lone_quote(" ".join(first_paragraph[start:stop].split()).removesuffix("."))
    if len(sentence) <= _MADE_LETTERS:
        return sentence
    return sentence[: sentence.rfind(" ", 0, _MADE_LETTERS)].rstrip(" ,;:–—-") + "…"


def _without_lone_quote(sentence: str) -> str:
    """The sentence without the mark that opens a longer quotation."""
    lone = sentence.count('"') % 2 == 1 if sentence.startswith('"') else sentence.count("«") > sentence.count("»")
    return sentence[1:] if lone and sentence[:1] in '"«' else sentence


def display_headline(headline: str, body: Iterable[str]) -> str:
    """A headline in capitals set in sentence case, names and abbreviations as the article itself writes them.

    >>> display_headline("АЛТЫНСАЙДА IT ХАКАТОН ӨТТІ", ["Бүгін Алтынсай қаласында хакатон болды."])
    'Алтынсайда IT хакатон өтті'
    """
    text = " ".join(headline.split())
    if not _is_shouted(text):
        return text
    names, capitals = _spellings(body)
    lowered = _WORD.sub(lambda word: _sentence_case(word[0], names, capitals), text)
    return re.sub(r"(?:^|[.!?…]\s+|[«“\"])\W*?(\w)", lambda start: start[0][:-1] + start[0][-1].upper(), lowered)


def _is_shouted(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 3 and sum(letter.isupper() for letter in letters) > 0.8 * len(letters)


def _spellings(body: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Lower-cased words that the text capitalises inside sentences, and those it writes in capitals."""
    found = [first or second for text in body for first, second in _INSIDE.findall(text)]
    names = frozenset(word.lower() for word in found if word[0].isupper() and not word.isupper())
    capitals = frozenset(word.lower() for word in found if word.isupper() and len(word) > 1)
    lower = frozenset(word for word in found if word.islower())
    return names - lower, capitals - names - lower


def _sentence_case(word: str, names: frozenset[str], capitals: frozenset[str]) -> str:
    lower = word.lower()
    known = lower in words("abbreviations") or lower in capitals
    if known or not _VOWELS & set(lower) or any(digit.isdigit() for digit in word):
        return word
    # A name may carry an ending the text does not show: АЛТЫНСАЙДА beside Алтынсай.
    is_name = any(lower.startswith(name) and len(lower) - len(name) <= 5 for name in names if len(name) > 3)
    return lower.capitalize() if is_name or lower in names else lower
