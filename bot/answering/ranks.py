"""Places in a contest: who came second has not come first, whoever took silver no gold."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise

from bot.answering.finding import Finding
from bot.answering.lexicon import table, word_row
from bot.answering.matching import ENOUGH, Evidence
from bot.answering.passage import ArticleReading, Sentence, Word
from bot.answering.question import Question, is_kind
from retrieval.language.grammar import case_of, is_participle
from retrieval.language.names import Name
from retrieval.language.numerals import find_numbers

_MARKS = ",;()"
_SILENT = ("number:", "date:", "reason:", "quote:", "yesno:", "definition:")  # what these find holds no place
_WHO = ("person", "organisation")
_GRAND = 0
_FIRST = 1
FIRST = frozenset({_GRAND, _FIRST})  # the winner has the first place or the grand prize
_TO = ("ға", "ге")
_LEADS_WITHIN = 3  # words: «төрағалық еткен қазылар», «басқаратын алқа»
_REACH = 4  # sentences back to the place that a prize is of

Told = tuple[int, int]  # index of the word that tells a place, the place


def other_rank(evidence: Evidence, finding: Finding) -> float:
    """Whether a finding is told to have another place than the one asked about, or none where it was not the first.

    «Екінші орынды Асан қанжығасына байлады» says nothing of «бірінші орынды кім алды?»; «Асан жеңді», «гір көтеру –
    Асан» nothing of «екінші орынды кім алды?».
    """
    if finding.rule.startswith(_SILENT):
        return 0.0
    asked = _ranks_asked(evidence) or ({_FIRST} if asks_most(evidence.question) else set())
    if not asked:
        return 0.0
    told = _told_of(finding)
    if finding.rule.startswith(_WHO) and not asked & _alike({_FIRST}) and not _ranked_near(evidence.reading, finding):
        return 1.0
    if finding.rule.startswith("list"):
        return float(bool(told - _alike(asked)))
    return float(bool(told) and not told & _alike(asked))


def _ranked_near(reading: ArticleReading, finding: Finding) -> bool:
    """Whether the sentence, or the one it points back to, tells any place or who comes next: «келесі орынға»."""
    before = reading.before(finding.weighed) if finding.weighed.leans_back else None
    return any(
        _ranks_in(sentence) or any(word.lower.startswith(_beginnings("next")) for word in sentence.words)
        for sentence in (before, finding.weighed)
        if sentence is not None
    )


def rank_of_prize(evidence: Evidence, finding: Finding) -> dict[str, float]:
    """Whether a sum is the prize of the place asked about: «Бас жүлдені Асан алды. Оған 350 мың теңге берілді».

    The first place and the grand prize are one, unless the article tells both.
    """
    asked = _ranks_asked(evidence)
    if not asked or finding.rule != "number:money":
        return {}
    told = _told_of(finding) | _winners_of(finding) or _told_before(evidence.reading, finding)
    if told & asked:
        return {"same rank": 1.0}
    ranks = {rank for sentence in evidence.reading.sentences for _, rank in _ranks_in(sentence)}
    if told & _alike(asked) and not (asked <= ranks and ranks >= {_GRAND, _FIRST}):
        return {"same rank": 1.0}
    return {"other rank": float(bool(told))}


def _ranks_asked(evidence: Evidence) -> set[int]:
    return evidence.once("ranks", lambda: {rank for _, rank in ranks_told(evidence.question.words)})


def _winners_of(finding: Finding) -> set[int]:
    """«Әр салмақтың [жеңімпазына] 150 мың теңгеден»."""
    own = (word for start, stop in finding.regions for word in finding.sentence.within(start, stop))
    won = any(word.lower.startswith(_beginnings("winners")) and case_of(word.text) == "dative" for word in own)
    return {_FIRST} if won else set()


def _told_before(reading: ArticleReading, finding: Finding) -> set[int]:
    """The place told last before a sentence of giving: «Бас жүлде Асанға берілді. … Оған 350 мың теңге табысталды»."""
    own = [word for start, stop in finding.regions for word in finding.sentence.within(start, stop)]
    if not any(word.lower.startswith(word_row("words.toml", "given")) for word in own):
        return set()
    for steps in range(1, _REACH):
        before = reading.before(finding.sentence, steps)
        if before is None or before.paragraph != finding.sentence.paragraph:
            return set()
        told = {rank for _, rank in _ranks_in(before)}
        if told:
            return told if len(told) == 1 else set()
    return set()


def asks_most(question: Question) -> bool:
    """«[ең көп] жүлдені қай мектеп алды?»: who stands second is not meant."""
    return any(
        one.lower in {"ең", "бәрінен"} and other.lower.startswith(_beginnings("most"))
        for one, other in pairwise(question.words)
    )


def other_discipline(evidence: Evidence, finding: Finding) -> float:
    """Whether a place is told in another sport: «[гір көтеруден] үшінші болды» for «арқан тартудан» asked."""
    if finding.rule.startswith(_SILENT) or not _ranks_asked(evidence):
        return 0.0
    asked = _disciplines(evidence.question.words)
    words = finding.sentence.words
    own = [word for start, stop in finding.regions for word in finding.sentence.within(start, stop)]
    near = own if _disciplines(own) else words  # «Асан күрестен, [Дина жүгіруден] бірінші болды»
    if not asked or not _disciplines(near) or not _ranks_in(finding.sentence):
        return 0.0
    return float(all(evidence.lexicon.likeness(one.key, word.key) < ENOUGH for one in asked for word in near))


def _disciplines(words: Sequence[Word]) -> list[Word]:
    """What one wins in: ablatives that name no place, «тоғызқұмалақтан», «гір көтеруден»."""
    ablatives = (
        word for word in words if case_of(word.text) == "ablative" and not (word.capital and word is not words[0])
    )
    return [word for word in ablatives if not (word.quoted or word.number or is_kind(word.lower))]


def _alike(ranks: set[int]) -> set[int]:
    """The winner of the contest may be told to have the first place or the grand prize."""
    return ranks | {_GRAND, _FIRST} if ranks & {_GRAND, _FIRST} else ranks


def _told_of(finding: Finding) -> set[int]:
    """The places told between the commas around a finding; else the only one that its sentence tells."""
    words = finding.sentence.words
    told = _ranks_in(finding.sentence)
    if not told:
        return set()
    closing = len(words) - 1  # a speaker may be named behind the sentence: «Үшінші орын алдым. …», – деді Асан
    first = min(finding.sentence.word_at(finding.start), closing)
    last = min(max(first, finding.sentence.word_at(finding.stop - 1)), closing)
    while first > 0 and not _parts(words[first]):
        first -= 1
    while last + 1 < len(words) and not _parts(words[last + 1]):
        last += 1
    own = {rank for at, rank in told if first <= at <= last}
    everywhere = {rank for _, rank in told}
    return own or (everywhere if len(everywhere) == 1 and len(_told_people(finding.sentence)) < 2 else set())


def _told_people(sentence: Sentence) -> list[Name]:
    """Its people but for whoever a participle behind the name tells of: «[Асан төрағалық еткен] алқа»."""
    return [one for one in sentence.persons if not _is_told_of_body(sentence, one)]


def _is_told_of_body(sentence: Sentence, person: Name) -> bool:
    behind = sentence.words[sentence.word_at(person.stop - 1) + 1 :][:_LEADS_WITHIN]
    return any(is_participle(word.text) and case_of(word.text) == "nominative" for word in behind[:-1])


def _parts(word: Word) -> bool:
    return any(mark in _MARKS for mark in word.gap) or word.lower == "ал"


def ranks_told(words: Sequence[Word]) -> tuple[Told, ...]:
    """The places that words tell, in their order."""
    lowers = ["" if word.quoted else word.lower for word in words]
    found = ((at, _rank_at(words, lowers, at)) for at in range(len(lowers)))
    return tuple((at, rank) for at, rank in found if rank is not None)


@lru_cache(maxsize=8192)
def _ranks_in(sentence: Sentence) -> tuple[Told, ...]:
    return ranks_told(sentence.words)


def _rank_at(words: Sequence[Word], lowers: Sequence[str], at: int) -> int | None:
    """`lowers`: the words in small letters, those of quoted names left out."""
    word = lowers[at]
    following = "" if at + 1 >= len(lowers) or words[at + 1].gap else lowers[at + 1]
    if word.startswith(_beginnings("metals")):
        metal = next(rank for name, rank in table("ranks.toml")["metals"].items() if word.startswith(name))
        return metal if _is_medal(lowers, at, following) else None
    ordinal = _ordinal(word)
    if ordinal is not None:
        place = not following or following.startswith(_beginnings("places")) or "-" in word
        return ordinal if place or _gets_sum(word, following) else None
    row = f"{word} {following}"
    if not row.startswith(_beginnings("told")):
        return None
    return next((rank for told, rank in table("ranks.toml")["told"].items() if _tells(row, told)), None)


def _gets_sum(word: str, following: str) -> bool:
    """«[үшіншіге] 150 мың теңге берілді»."""
    return word.endswith(_TO) and bool(find_numbers(following))


def _is_medal(lowers: Sequence[str], at: int, following: str) -> bool:
    """«күміс медаль», «күмісті иеленді»; «Асан күміс, Үсен қола жүлде алды» where a medal is told behind."""
    medals = _beginnings("medals")
    if following.startswith(medals) or lowers[at].endswith(tuple(table("ranks.toml")["forms"])):
        return True
    return not following and any(word.startswith(medals) for word in lowers[at + 1 :])


@lru_cache(maxsize=4096)
def _ordinal(word: str) -> int | None:
    """«екінші», «2-орын»; of days and years none.

    >>> _ordinal("екінші"), _ordinal("2-орын"), _ordinal("екі")
    (2, 2, None)
    """
    digits, hyphen, rest = word.partition("-")
    if hyphen and digits.isdigit():
        return int(digits) if rest.startswith(_beginnings("places")) else None
    numbers = find_numbers(word)
    return (
        int(numbers[0].value) if len(numbers) == 1 and numbers[0].kind == "ordinal" and not digits.isdigit() else None
    )


@cache
def _beginnings(name: str) -> tuple[str, ...]:
    return tuple(table("ranks.toml")[name])


def _tells(row: str, told: str) -> bool:
    """Whether two words tell a place; «әлем чемпионы», «чемпионат», «жеңімпаздарды» do not."""
    if not row.startswith(told):
        return False
    rest, _, following = row[len(told) :].partition(" ")
    if rest.startswith("ы"):
        return following.startswith(("атан", "бол", "кім"))
    return " " in told or not rest.startswith(("ат", "дар", "дер"))
