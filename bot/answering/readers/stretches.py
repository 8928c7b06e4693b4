"""Whose words are whose in a sentence with several numbers: the stretch that speaks of each of them.

«Мектепке 120 миллион теңге бөлінді, ал жиһазға тағы 14 миллион теңге кетті»: «жиһаз» speaks of the second sum only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.lexicon import word_set
from bot.answering.passage import Sentence, Word
from retrieval.language.grammar import case_of, is_attribute, is_converb, is_finite, is_verbal

_MARKS = frozenset(",;:()")
_ROW_MARKS = frozenset(";:")
_CONTRASTS = frozenset({"ал", "бірақ", "алайда"})
_JOINS = frozenset({"және", "әрі"})

Span = tuple[int, int]  # indices of words, or offsets in the paragraph; the second exclusive


@dataclass(frozen=True, slots=True)
class Counted:
    """A number with its unit and noun: the indices of its words; `leans`: a part of the one before («оның 12-сі»)."""

    first: int
    last: int
    leans: bool
    headed: bool  # whether a noun follows that it counts
    kind: str  # money, percent, a unit's key; "" for what counts things; only numbers of one kind are rivals


@dataclass(frozen=True, slots=True)
class Stretch:
    """What speaks of a number, and what speaks of another one beside it, as offsets."""

    own: tuple[Span, ...]
    rivals: tuple[Span, ...]


def stretches(sentence: Sentence, counted: Sequence[Counted]) -> tuple[Stretch, ...]:
    """For each number of the sentence its own words and those of the others."""
    words = sentence.words
    clauses = _clauses(words, counted)
    home = [next(at for at, (a, b) in enumerate(clauses) if a <= each.first < b) for each in counted]
    labels = [clause for clause in clauses if not _holds(clause, counted) and _closes_row(words, clause)]
    found = []
    for each, place in zip(counted, home, strict=True):
        others = [(other, at) for other, at in zip(counted, home, strict=True) if other is not each]
        leans = each.leans or _is_bare(words[clauses[place][0] : clauses[place][1]], each, clauses[place][0])
        beside = [_zone(words, other) for other, at in others if at == place and _rivals(words, each, other)]
        verb = _shared_verb(words, clauses, place, each)
        far = [
            clauses[at]
            for at in sorted({at for other, at in others if other.kind == each.kind} - {place})
            if at > place or not (leans or _carried(words, clauses[at:place], clauses[place]))
        ]
        fellows = [
            (_zone(words, other)[0], clauses[at][1])
            for other, at in others
            if at < place and _fellow(words, each, other)
        ]
        heads = [label for label in labels if label[1] <= clauses[place][0]]
        found.append(
            Stretch(
                _offsets(words, [*heads, *_without([clauses[place]], beside), *verb]),
                _offsets(words, [*beside, *_without(far, verb), *fellows]),
            )
        )
    return tuple(found)


def _rivals(words: tuple[Word, ...], each: Counted, other: Counted) -> bool:
    """Two numbers of one clause; the whole («31 түлектің 26-сы») and the scene («9 ауылдан 120 спортшы») are none."""
    if each.kind != other.kind:
        return False
    scene = other.headed and case_of(words[other.last - 1].text) != "nominative"
    return other.first > each.first or not (each.leans or scene)


def _fellow(words: tuple[Word, ...], each: Counted, other: Counted) -> bool:
    """Two parts of one whole: «он тоғызы – мұғалім, он бірі – дәрігер»; «оның 12-сі» is a part of what went before."""
    led = any(one.first and words[one.first - 1].lower in word_set("words.toml", "anaphors") for one in (each, other))
    return each.leans and other.leans and each.kind == other.kind and not led


def _is_bare(clause: tuple[Word, ...], each: Counted, first: int) -> bool:
    """«былтыр 8 миллион болатын»: nothing but number, time and verb, the rest was said before."""
    rest = [word for at, word in enumerate(clause, start=first) if not each.first <= at < each.last]
    idle = ("stop", "time_words", "this_year", "last_year", "now", "formerly", "anaphors")
    return all(
        is_verbal(word.text) or is_finite(word.text) or any(word.lower in word_set("words.toml", name) for name in idle)
        for word in rest
    )


def _clauses(words: tuple[Word, ...], counted: Sequence[Counted]) -> list[Span]:
    """The sentence cut at marks, «ал» and «бірақ»; a piece without a number goes with the number it leads to.

    «Орынға шебер Асан жайғасып, | 1 миллион теңгеге ие болса, || ұста Үсен 500 мың теңге алды.»
    """
    starts = [0, *(at for at in range(1, len(words)) if _begins(words, at))]
    clauses: list[Span] = []
    for piece in zip(starts, [*starts[1:], len(words)], strict=True):
        if clauses and _goes_on(words, clauses[-1], piece, counted):
            clauses[-1] = (clauses[-1][0], piece[1])
        else:
            clauses.append(piece)
    return clauses


def _begins(words: tuple[Word, ...], at: int) -> bool:
    word = words[at]
    if word.lower == "яғни":
        return False
    marked = any(mark in _MARKS for mark in word.gap)
    return marked or word.lower in _CONTRASTS or (word.lower in _JOINS and is_verbal(words[at - 1].text))


def _goes_on(words: tuple[Word, ...], before: Span, piece: Span, counted: Sequence[Counted]) -> bool:
    """Whether a piece belongs to the clause before it."""
    last = words[before[1] - 1].lower
    parted = words[piece[0]].lower in _CONTRASTS or any(mark in _ROW_MARKS for mark in words[piece[0]].gap)
    if parted or _is_verb(last):
        return False
    if not _holds(before, counted):
        return True
    return not _holds(piece, counted) and not is_converb(last)


def _is_verb(last: str) -> bool:
    """Whether a clause's last word is a verb; there «алды» and «жатыр» are no nouns."""
    return is_finite(last) or last in word_set("words.toml", "last_verbs")


def _holds(span: Span, counted: Sequence[Counted]) -> bool:
    return any(span[0] <= each.first < span[1] for each in counted)


def _closes_row(words: tuple[Word, ...], clause: Span) -> bool:
    """«Баға әртүрлі: …», «Округ – Ақши; …»: a label that holds of all that follows."""
    return clause[1] < len(words) and any(mark in _ROW_MARKS for mark in words[clause[1]].gap)


def _carried(words: tuple[Word, ...], between: Sequence[Span], clause: Span) -> bool:
    """Whether clauses lead on to the next by their converb, so that their words may speak of it too."""
    return words[clause[0]].lower not in _CONTRASTS and all(is_converb(words[b - 1].text) for _, b in between)


def _zone(words: tuple[Word, ...], each: Counted) -> Span:
    """A number with the attributes right before it: «былтырғы 4,9 пайыздан»."""
    first = each.first
    while first and is_attribute(words[first - 1].text) and not words[first - 1].number and not words[first].gap:
        first -= 1
    return first, each.last


def _shared_verb(words: tuple[Word, ...], clauses: Sequence[Span], place: int, each: Counted) -> list[Span]:
    """The verb said once for several: «бидайды 82 мыңнан, [арпаны 61 мыңнан] алып жатыр»."""
    first, last = clauses[place]
    dashed = any(word.gap.strip() in {"–", "—"} for word in words[first + 1 : last])
    if dashed or any(is_verbal(word.text) for word in words[each.last : last]):
        return []
    for a, b in clauses[place + 1 :]:
        start = b
        while start > a and (is_verbal(words[start - 1].text) or _is_verb(words[start - 1].lower)):
            start -= 1
        if start < b:
            return [(start, b)]
    return []


def _without(spans: Sequence[Span], cuts: Sequence[Span]) -> list[Span]:
    """Spans with some stretches cut out of them."""
    left = list(spans)
    for a, b in cuts:
        left = [part for x, y in left for part in ((x, min(y, a)), (max(x, b), y)) if part[0] < part[1]]
    return left


def _offsets(words: tuple[Word, ...], spans: Sequence[Span]) -> tuple[Span, ...]:
    return tuple((words[a].start, words[b - 1].stop) for a, b in spans)
