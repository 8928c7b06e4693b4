"""What an article tells of its capitalised words all over: «Отырарда», «Отырар қаласы» make «Отырар» a place.

The tagger judges each mention alone; here the mentions of a word are taken together: how they are tagged, in which
cases they stand, beside which nouns, and whether the word also stands in small letters or inside quotation marks.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.answering.kinds import kind_of_noun
from bot.answering.passage import ArticleReading, Word
from bot.answering.span_sentences import Span, WordFacts, read_facts

_REMEMBERED = 64  # articles
_INITIAL = 2  # letters
_PLACES = frozenset({"GPE", "LOCATION", "FACILITY"})
_LOCAL = frozenset({"locative", "ablative"})
_OBLIQUE = frozenset({"dative", "accusative", "locative", "ablative", "instrumental"})


@dataclass(frozen=True, slots=True)
class Told:
    """Of a word of an article: shares of its mentions tagged so, and what holds of any mention."""

    person: float
    place: float
    other: float
    signs: frozenset[str]


@lru_cache(maxsize=_REMEMBERED)
def told_by(reading: ArticleReading) -> Mapping[str, Told]:
    """Key -> what the article tells of it, for the words it writes with a capital."""
    signs: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for sentence in reading.sentences:
        facts = read_facts(reading, sentence)
        for at, word in enumerate(sentence.words):
            signs[word.key].update(_signs(facts, sentence.words, at))
    return {key: _told(counts) for key, counts in signs.items() if counts["capital"]}


def _told(counts: Counter[str]) -> Told:
    number = counts["mention"]
    seen = {sign for sign, count in counts.items() if count} - {"mention", "person", "place", "other"}
    return Told(counts["person"] / number, counts["place"] / number, counts["other"] / number, frozenset(seen))


def _signs(facts: WordFacts, words: Sequence[Word], at: int) -> list[str]:
    """What one mention of a word shows."""
    word, tag = words[at], facts.name[at]
    tagged = "person" if tag == "PERSON" else "place" if tag in _PLACES else "other" if tag else ""
    before = words[at - 1] if at and not facts.opens[at] else None
    after = words[at + 1] if at + 1 < len(words) and not facts.opens[at + 1] else None
    behind = kind_of_noun(after.lower) if after and not after.capital else ""
    ahead = kind_of_noun(before.lower) if before and (at == 1 or not before.capital) else ""
    initial = before is not None and before.capital and len(before.text) <= _INITIAL and "." in word.gap
    tests = (
        ("mention", True),
        (tagged, bool(tagged)),
        ("capital", word.capital),
        ("capital inside", word.capital and at > 0),
        ("small", not word.capital),
        ("quoted", word.quoted),
        ("local case", facts.case[at] in _LOCAL),
        ("title beside", word.capital and (initial or "person" in {ahead, behind})),
        ("place noun behind", word.capital and behind == "place"),
    )
    return [sign for sign, holds in tests if holds]


def features_of_names(told: Mapping[str, Told], words: Sequence[Word]) -> dict[str, float]:
    """What the article tells of a stretch's words, if any of them is capitalised."""
    if not any(word.capital for word in words):
        return {}
    known = [told[word.key] for word in words if word.key in told]
    seen = frozenset().union(*(each.signs for each in known)) if known else frozenset()
    small = len(known) < len(words) or "small" in seen
    return {
        "told person": sum(each.person for each in known) / len(words),
        "told place": sum(each.place for each in known) / len(words),
        "told other name": sum(each.other for each in known) / len(words),
        "told in local case": float("local case" in seen),
        "told with place noun": float("place noun behind" in seen),
        "told with title": float("title beside" in seen),
        "told in quotes": float("quoted" in seen),
        "told in small letters": float(small),
        "told only first": float(not small and all("capital inside" not in each.signs for each in known)),
    }


def features_of_run(facts: WordFacts, words: Sequence[Word], span: Span) -> dict[str, float]:
    """Whether a stretch holds together as one name: «Меркіде Тұрар» does not, nor does «Тұрар» of «Тұрар Рысқұлов»."""
    (start, stop), case = span, facts.case
    inner = [at for at in range(start, stop - 1) if case[at] in _OBLIQUE]
    features = {
        "oblique inside": float(bool(inner)),
        "oblique name inside": float(any(words[at].capital for at in inner)),
        "genitive inside": float("genitive" in case[start : stop - 1]),
    }
    if all(word.capital for word in words[start:stop]):
        cut = _goes_on(facts, words, start) or _goes_on(facts, words, stop)
        features |= {"whole run": float(not cut), "cuts run": float(cut)}
    return features


def _goes_on(facts: WordFacts, words: Sequence[Word], at: int) -> bool:
    """Whether a capital in the nominative and another capital meet here."""
    if not 0 < at < len(words) or facts.opens[at]:
        return False
    return words[at - 1].capital and words[at].capital and facts.case[at - 1] == "nominative"
