"""Acts told from either side: «X Y-ті жеңді» answers "Y кімнен жеңілді?", «жүлде X-ке бұйырды» "кім алды?"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from bot.answering.lexicon import table, word_set
from bot.answering.passage import Sentence, Word
from bot.answering.question import Question
from retrieval.language.grammar import Case, case_of
from retrieval.language.inflection import decline, nominative

_FORM = re.compile(
    r"(?:ып|іп|п|[дт][ыі]|[ғқ]ан|[гк]ен|[аей]|[ае]д[ыі]|йд[ыі]|[аей]?т[ыі]н|у|с[ае]|уд[ае]|м[ае][қк]|[ае]?р)"
    r"(?:м|л[ае]р|д[ае]р|ын|ін|ы|і|ға|ге)?"
)

_JOINS = frozenset({"мен", "пен", "бен", "және"})
_CASES: tuple[Case, ...] = ("nominative", "genitive", "dative", "accusative", "locative", "ablative", "instrumental")
_LONGEST_ATTRIBUTE = 4  # words of a post between «мен» and the next name, the join counted
_LIKE_ACCUSATIVE = ("берді", "келді", "балды", "болды", "тұрды")  # surnames: Құдайберді, Сатыбалды
_EITHER_HARMONY = re.compile(r"(?:[оеё]в|ин|ын|ко|ук|юк)$")  # surnames of which people take either ending
_BACK = str.maketrans("еікг", "аықғ")  # «Сәдуовке» and «Сәдуовқа» are one
_SURNAME_ENDINGS: dict[str, Case] = {
    "тың": "genitive",
    "дың": "genitive",
    "ның": "genitive",
    "қа": "dative",
    "ға": "dative",
    "ты": "accusative",
    "ды": "accusative",
    "ны": "accusative",
    "та": "locative",
    "да": "locative",
    "тан": "ablative",
    "дан": "ablative",
    "нан": "ablative",
    "пан": "instrumental",
    "бан": "instrumental",
    "ман": "instrumental",
}
_UNKNOWN = re.compile(r"(\w+[аәеиоөуүыіэя])(?:н[ыі]ң?|ға|ге)")  # «Исаны»
_PATRONYMIC = re.compile(r"(\w+(?:ұлы|қызы))н")  # «Нұрланұлын», «Ержанқызын»
_SHORTEST_FROM = 4  # letters of a name that may stand in the ablative: «Қалдан», «Бектен» are names themselves


@dataclass(frozen=True, slots=True)
class Act:
    """A verb of an act: its name, and which part of it stands in which case beside this verb."""

    name: str
    parts: tuple[tuple[Case, str], ...]

    def part(self, case: Case) -> str:
        """What a person in this case does in the act, "" where the act does not say."""
        return next((part for held, part in self.parts if held == case), "")


def act_at(words: tuple[Word, ...], at: int) -> Act | None:
    """The act whose verb begins at a word: «[басып озды]», «[жеңілді]»."""
    following = words[at + 1].lower if at + 1 < len(words) and not words[at + 1].gap else ""
    return _act_of(words[at].lower, following)


@lru_cache(maxsize=64)
def asked_act(question: Question) -> Act | None:
    """The act of the question's last verb that has one."""
    words = question.words
    plain = [at for at in range(len(words) - 1, -1, -1) if not words[at].quoted]
    return next((act for at in plain if (act := _act_over(words, at))), None)


def _act_over(words: tuple[Word, ...], at: int) -> Act | None:
    """The act of a word with the one before it, else of it alone: «мысалға [алды]» is no prize."""
    pair = _act_of_two(words[at - 1].lower, words[at].lower) if at and not words[at].gap else None
    return pair or act_at(words, at)


@lru_cache(maxsize=16384)
def _act_of(lower: str, following: str) -> Act | None:
    """Two words before one: «сатып алды» is no prize."""
    return (_act_of_two(lower, following) if following else None) or _act_told((lower,))


@lru_cache(maxsize=16384)
def _act_of_two(lower: str, following: str) -> Act | None:
    return _act_told((lower, following))


def _act_told(words: tuple[str, ...]) -> Act | None:
    for stems, act in _acts().get(words[0][:2], ()):
        if len(stems) == len(words) and stems[:-1] == words[:-1] and inflects(words[-1], stems[-1]):
            return act
    return None


def inflects(word: str, stem: str) -> bool:
    """Whether a word is the verb stem with an ending of tense, mood or participle, in no other voice.

    >>> inflects("жеңген", "жең"), inflects("жеңілді", "жең")
    (True, False)
    """
    return word.startswith(stem) and bool(_FORM.fullmatch(word[len(stem) :]))


@cache
def _acts() -> dict[str, tuple[tuple[tuple[str, ...], Act], ...]]:
    """The verbs of acts.toml by their first two letters."""
    found: dict[str, list[tuple[tuple[str, ...], Act]]] = {}
    for name, rows in table("acts.toml").items():
        for row in rows:
            act = Act(name, tuple((case, part) for part, case in row.items() if part != "verbs"))
            for verb in row["verbs"]:
                found.setdefault(verb[:2], []).append((tuple(verb.split()), act))
    return {beginning: tuple(verbs) for beginning, verbs in found.items()}


def act_after(sentence: Sentence, stop: int) -> Act | None:
    """The act of the first verb after a place that has one."""
    return next(iter(acts_after(sentence, stop)), None)


def acts_after(sentence: Sentence, stop: int) -> Iterator[Act]:
    """The acts of the verbs after a place."""
    words = sentence.words
    places = range(sentence.word_at(stop), len(words))
    return (act for at in places if not words[at].quoted and (act := act_at(words, at)))


def acts_of_subject(sentence: Sentence, stop: int) -> Iterator[Act]:
    """The acts of a subject that stops at a place, up to the next one: «Асан [озып] тұрып, Үсенге [жол берді]»."""
    others = (one.start for one in sentence.persons if one.start > stop)
    end = next((at for at in others if name_case_at(sentence, at) == "nominative"), sentence.stop)
    words = sentence.words
    places = range(sentence.word_at(stop), sentence.word_at(end))
    return (act for at in places if not words[at].quoted and (act := act_at(words, at)))


def name_case_at(sentence: Sentence, start: int) -> Case:
    """The case of the person's name that begins at a place."""
    held = next(one for one in sentence.persons if one.start == start)
    return name_case(sentence, held.start, held.stop)


def name_case(sentence: Sentence, start: int, stop: int) -> Case:
    """The case of a name; of coordinated ones the last has it: «[Асан] мен Үсенге»."""
    words = sentence.words
    at = sentence.word_at(stop)
    if at < len(words) and words[at].lower in _JOINS:
        following = next((other for other in sentence.persons if other.start > stop), None)
        if following and sentence.word_at(following.start) - at <= _LONGEST_ATTRIBUTE:
            return name_case(sentence, following.start, following.stop)
    held = sentence.within(start, stop)
    return bare_case(held[-1].text) if held else "nominative"


@lru_cache(maxsize=4096)
def bare_case(name: str) -> Case:
    """The case of a name's last word, also of one that no list knows; «Құдайберді» is in none.

    >>> bare_case("Көпеевке"), bare_case("Құдайберді"), bare_case("Қалдан"), bare_case("Сәдуовке")
    ('dative', 'nominative', 'nominative', 'dative')
    """
    if name.lower().endswith(_LIKE_ACCUSATIVE):
        return "nominative"
    bare = bare_name(name)
    if len(bare) < _SHORTEST_FROM and case_of(name) == "ablative":
        return "nominative"
    if _EITHER_HARMONY.search(bare) or bare.lower() in word_set("words.toml", "short_surnames"):
        return _SURNAME_ENDINGS.get(name[len(bare) :].lower().translate(_BACK), "nominative")
    return next((case for case in _CASES if decline(bare, case) == name), case_of(name))


def bare_name(name: str) -> str:
    """A name's last word in the nominative, also of one that no list knows: «Исаны», «Сәдуовке»."""
    for size in (2, 3, 4):
        ending = name[size:].lower().translate(_BACK)
        if name[:size].lower() in word_set("words.toml", "short_surnames") and ending in _SURNAME_ENDINGS:
            return name if _SURNAME_ENDINGS[ending] == "locative" else name[:size]  # «Лида»
    bare = nominative(name)
    unknown = _PATRONYMIC.fullmatch(name) or _UNKNOWN.fullmatch(name) if bare == name else None
    return unknown[1] if unknown else bare
