"""Whose words are whose in a sentence with several numbers: the stretch that speaks of each of them.

«Мектепке 120 миллион теңге бөлінді, ал жиһазға тағы 14 миллион теңге кетті»: «жиһаз» speaks of the second sum only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.clauses import phrase_before
from bot.answering.lexicon import word_row, word_set
from bot.answering.passage import Sentence, Word
from bot.answering.readers.ellipsis import said_before
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
    shared: bool  # what it counts is told with the number after it
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
        verb = _shared_verb(words, clauses, place, each, counted)
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
        whole, done = _whole(words, [(other, clauses[at]) for other, at in others if at < place], each, counted)
        common = _common(words, clauses, each, counted)
        if not (common or leans or each.shared):
            common = said_before(words, clauses, place, [one.first for one in counted if one.kind == each.kind])
        rests = [clause for clause in clauses if _is_rest(words, clause) and not _holds(clause, counted)]
        found.append(
            Stretch(
                _offsets(words, [*heads, *whole, *common, *_without([clauses[place]], beside), *verb]),
                _offsets(words, [*beside, *_without(far, [*verb, *whole, *common]), *done, *fellows, *rests]),
            )
        )
    return tuple(found)


def _is_whole(each: Counted, other: Counted) -> bool:
    """Whether a number may count the whole that another is part of: «48 арыз түсіп, оның [он екісі] …»."""
    return each.leans and not other.leans and other.kind == each.kind and other.first < each.first


def _whole(
    words: tuple[Word, ...], before: Sequence[tuple[Counted, Span]], each: Counted, counted: Sequence[Counted]
) -> tuple[list[Span], list[Span]]:
    """The clause before that tells the whole, without its verb, which is not said of the part; and that verb."""
    found = [(other, clause) for other, clause in before if _is_whole(each, other)][-1:]
    if not found:
        return [], []
    other, (first, last) = found[0]
    verb = last
    while verb > first and _is_deed(words[verb - 1]):
        verb -= 1
    end = min([verb, *(one.first for one in counted if other.first < one.first < last)])
    return [(first, end)] if end > first else [], [(verb, last)] if verb < last else []


def _common(words: tuple[Word, ...], clauses: Sequence[Span], each: Counted, counted: Sequence[Counted]) -> list[Span]:
    """What opens a row that tells its noun last holds of all: «[Сүттің литрін] көктемде 180, күзде 240 теңгеден»."""
    place = counted.index(each)
    if not place or each.shared or not counted[place - 1].shared:
        return []
    before = counted[place - 1]
    start = next(a for a, b in clauses if a <= before.first < b)
    apart = sum(word.lower not in _CONTRASTS for word in words[before.last : each.first])
    end = min(before.first - apart, phrase_before(words, before.first))
    dated = word_set("words.toml", "last_year") | word_set("words.toml", "this_year")
    return [(start, end)] if end > start and dated.isdisjoint(word.lower for word in words[start:end]) else []


def _is_deed(word: Word) -> bool:
    """A verb that tells what was done; «бар» and «болды» hold of the part too."""
    verb = is_verbal(word.text) or _is_verb(word.lower)
    return verb and word.lower not in word_set("words.toml", "idle_predicates")


def _is_rest(words: tuple[Word, ...], clause: Span) -> bool:
    """«…, қалғанына жүгері егілді»: nobody told how much the rest is."""
    return words[clause[0]].lower.startswith(word_row("words.toml", "rest"))


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
    if _is_rest(words, piece):
        return False
    return not _holds(piece, counted) and not is_converb(last)


def _is_verb(last: str) -> bool:
    """Whether a clause's last word is a verb or «қажет»; there «алды» and «жатыр» are no nouns."""
    return is_finite(last) or any(last in word_set("words.toml", name) for name in ("last_verbs", "predicatives"))


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


def _shared_verb(
    words: tuple[Word, ...], clauses: Sequence[Span], place: int, each: Counted, counted: Sequence[Counted]
) -> list[Span]:
    """The verb said once for several: «бидайды 82 мыңнан, [арпаны 61 мыңнан] алып жатыр»."""
    first, last = clauses[place]
    after = next((one for one in counted if one.first > each.first), None) if each.shared else None
    if after is not None:
        return [(after.first + 1, b) for a, b in clauses if a <= after.first < b and after.first + 1 < b]
    dashed = any(word.gap.strip() in {"–", "—"} for word in words[first + 1 : last])
    if not dashed and after is None and each.last == last:  # «көктемде 15 гектар, күзде 7 гектар [жерге ағаш егілді]»
        beside = next((one for one in counted if one.first >= each.last and one.kind == each.kind), None)
        after_it = next(((beside.last, b) for a, b in clauses if a <= beside.first < b), None) if beside else None
        if after_it and after_it[0] < after_it[1]:
            return [after_it]
    if dashed or any(is_verbal(word.text) or _is_verb(word.lower) for word in words[each.last : last]):
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
