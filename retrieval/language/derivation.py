"""Whether two words have one root: «салынды» and «салу», «көмек» and «көмектесті», but not «жарыс» and «жарық»."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources

from retrieval.language.folding import fold

SAME_WORD = 0.9  # likeness of two forms of one verb
KIN = 0.8  # of a word and one made of it
_SHORTEST = 3  # letters of a root
_SHORTEST_VERB = 2  # where both words are plainly verbs
_LONG = 5  # letters of a word that a longer one may begin with, whatever follows
_FEW = 9  # letters that may follow it
_LOAN = 4  # letters of a noun that no list knows: «йога»
_VOWELS = "aeiou"
_HARD = {"g": "k", "b": "p"}  # a voiced letter between vowels -> the root's own
_DOUBLED = "tkps"  # last letters of roots that the first letter of an ending may repeat
# Plural, possession, case.
NOUN_ENDINGS = (
    "(?:lar|ler|dar|der|tar|ter)?(?:imiz|im|si|i)?"
    "(?:nin|din|tin|ga|ge|ka|ke|na|ne|ni|di|ti|n|da|de|ta|te|nda|nde|dan|den|tan|ten|nan|nen|men|ben|pen)?"
)
# A case as it follows a vowel, a hard letter, a soft one: «алматы» is no accusative of «алма».
_CASE_TAIL = re.compile(
    "|(?<=[aeiou])(?:nin|ni|ga|ge|da|de|dan|den|men)|(?<=[ptksşçfh])(?:tin|ti|ka|ke|ta|te|tan|ten|pen)"
    "|(?<=[lrmnjzyg])(?:din|nin|di|ni|ga|ge|da|de|dan|den|nan|nen|men|ben)"
)


@lru_cache(maxsize=65536)
def kinship(one: str, other: str) -> float:
    """How near two folded stems are by their root: 0 for strangers.

    >>> kinship("salindi", "salgan"), kinship("komek", "komektesti"), kinship("jaris", "jarik")
    (0.9, 0.8, 0.0)
    >>> kinship("şigadi", "şikti"), kinship("şigadi", "şigardi")
    (0.9, 0.0)
    """
    at = _shared(one, other)
    first, second = _hardened(one, other, at), _hardened(other, one, at)
    shared = at if (first, second) == (one, other) else _shared(first, second)
    if shared < _SHORTEST_VERB:
        return 0.0
    return max(_of_one_verb(first, second, shared), _made_of(first, second, shared), _of_one_noun(one, other, at))


def kin_beginnings(word: str) -> frozenset[str]:
    """The first letters of all that may be kin to a word: three, but two of what may be a verb with so short a root.

    >>> sorted(kin_beginnings("agaş")), sorted(kin_beginnings("aldi"))
    (['aga'], ['al'])
    """
    root, last = word[:_SHORTEST_VERB], word[_SHORTEST_VERB:_SHORTEST]
    if _tail(word, _SHORTEST_VERB):
        return frozenset({root})
    return frozenset(root + letter for pair in ((last,), *_HARD.items()) if last in pair for letter in pair)


def voiced_roots(word: str) -> frozenset[str]:
    """A word's first two letters with one of them voiced, or voiceless again: «ектірген» has the root of «егу».

    >>> sorted(voiced_roots("ektirgen"))
    ['eg']
    """
    root = word[:_SHORTEST_VERB]
    pairs = (pair for soft, hard in _HARD.items() for pair in ((soft, hard), (hard, soft)))
    swapped = {root[:at] + other + root[at + 1 :] for one, other in pairs for at in range(len(root)) if root[at] == one}
    return frozenset(swapped)


def _hardened(word: str, other: str, at: int) -> str:
    """A root's last letter as it is before a consonant, where two words part only there: «шығады» beside «шықты»."""
    hard = _HARD.get(word[at : at + 1], "")
    voiced = hard and other[at : at + 1] == hard and word[at + 1 : at + 2] in _VOWELS
    return word[:at] + hard + word[at + 1 :] if voiced and at + 1 < len(word) else word


def _shared(one: str, other: str) -> int:
    """The number of letters two words have in common from their beginning."""
    length = min(len(one), len(other))
    for at in range(length):
        if one[at] != other[at]:
            return at
    return length


def _of_one_verb(one: str, other: str, shared: int) -> float:
    """Two forms of one verb: any root after which both go on as verbs do."""
    for size in range(shared, _SHORTEST_VERB - 1, -1):
        first, second = _tail(one, size), _tail(other, size)
        if first and second and _tell_a_verb(first, second, size):
            return SAME_WORD
    return 0.0


@lru_cache(maxsize=65536)
def _tail(word: str, size: int) -> re.Match[str] | None:
    """What follows a root as it follows verbs; folding makes one of a doubled letter: айт-ты is "aiti"."""
    tail = _verb_tail().fullmatch(word, size)
    if tail or word[size - 1] not in _DOUBLED:
        return tail
    doubled = _verb_tail().fullmatch(word[:size] + word[size - 1 :], size)
    return doubled if doubled and doubled["closing"] == doubled[0] else None


def _tell_a_verb(first: re.Match[str], second: re.Match[str], size: int) -> bool:
    """Both are closed as verbs are, or one is and the other is the bare root: «жең», «жеңіпті»; not «база», «базар»."""
    if first["closing"] and second["closing"]:
        return True
    closed = (first if first["closing"] else second)[0]
    least = _SHORTEST if not closed.startswith(("a", "e")) else _SHORTEST + 1  # «жас» is not «жас-ады»
    return size >= least and len(closed) > 1 and bool(first["closing"] or second["closing"])


def _made_of(one: str, other: str, shared: int) -> float:
    """A word and one made of it: «жұмыс», «жұмысшы»."""
    shorter, longer = (one, other) if len(one) <= len(other) else (other, one)
    if shared < max(len(shorter), _SHORTEST):
        return 0.0
    if shared >= _LONG and len(longer) - shared <= _FEW:
        return KIN
    begins = (shared, shared - 1) if shorter[-1] in _DOUBLED else (shared,)
    return KIN if any(_made_tail().fullmatch(longer, begin) for begin in begins) else 0.0


def _of_one_noun(one: str, other: str, shared: int) -> float:
    """Two cases of a noun that no list knows, or one of them and who does it: «дзюдодан», «дзюдоға», «дзюдошы»."""
    for size in range(shared, _LOAN - 1, -1):
        tails = one[size:], other[size:]
        cased = [bool(_CASE_TAIL.fullmatch(word, size)) for word in (one, other)]
        if all(cased):
            return SAME_WORD if size >= _LONG or "" in tails else 0.0
        if any(cased) and size >= _LONG and _made_tail().fullmatch((one, other)[cased.index(False)], size):
            return KIN
    return 0.0


def closes_as_verb(word: str, size: int) -> bool:
    """Whether a folded word goes on after its first letters as a verb does: «сат» in «сатылды», not in «сатира»."""
    tail = _tail(word, size)
    return tail is not None and (size >= _SHORTEST or not tail["voices"])


@cache
def _suffixes() -> dict[str, list[str]]:
    return tomllib.loads((resources.files("retrieval.language") / "data" / "suffixes.toml").read_text("utf-8"))


def _any(section: str) -> str:
    rows = {fold(each) for each in _suffixes()[section]}
    return "(?:" + "|".join(sorted(rows, key=len, reverse=True)) + ")"


@cache
def _closing() -> str:
    """What closes a verb, by the letter before it."""
    return f"(?:{_by_letter('closings')}|{_by_letter('nouns')}{NOUN_ENDINGS})"


def _by_letter(section: str) -> str:
    """The suffixes of a section and its parts: after a hard letter, after any other, after a vowel."""
    hard, soft, open_ = "(?<=[ptksşçfh])", "(?<![ptksşçfh])", "(?<=[aeiou])"
    parts = f"{hard}{_any(section + '_hard')}|{soft}{_any(section + '_soft')}|{open_}{_any(section + '_open')}"
    return f"(?:{_any(section)}|{parts})"


@cache
def _verb_tail() -> re.Pattern[str]:
    return re.compile(f"(?P<voices>{_any('voices')}*)(?:{_any('negations')}(?=.))?(?P<closing>{_closing()})?")


@cache
def _made_tail() -> re.Pattern[str]:
    verb = f"{_any('made_verbs')}{_any('voices')}*{_any('negations')}?{_closing()}"
    return re.compile(f"(?:{_any('made_of_nouns')}|{verb})")
