"""Whether what was given or done is told of another than asked: «Асанға не берілді?» – «Асан [балаларға кітап] берді».

"other receiver": the asked one gives there, or others get it. "other deed's doer": another did what is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.answering.bearers import is_person
from bot.answering.finding import Finding
from bot.answering.lexicon import is_one_of, word_row, word_set
from bot.answering.matching import ENOUGH, Evidence, namesakes, same_name
from bot.answering.naming import NamedKey
from bot.answering.passage import Sentence, Word
from bot.answering.question import Question
from bot.answering.readers.acts import Act, act_at, asked_act, bare_case, name_case
from bot.answering.readers.gapped import gapped
from retrieval.language.grammar import (
    Case,
    case_of,
    is_attribute,
    is_converb,
    is_owned,
    is_participle,
    is_plural,
    is_verbal,
    is_verbal_noun,
)

_RULES = ("slot:", "span", "list:row", "list:group", "list:colon")
_EQUATED = "slot:equated"  # «Асан – мектепке кітап»: no verb is told
_GIVING = "prize"
_RECEIVER, _GIVER = "receiver", "giver"
_TO_THEM = frozenset({"оған", "оларға"})
_THEY = frozenset({"ол", "олар"})
_TO_NAME = re.compile(r".{3,}(?:ға|ге)$")  # of a name that no list knows: «Ерғалиға»
_WON = frozenset({"prize", "contest"})
_BETWEEN = 3  # words from what somebody did to who they are: «жазған ауыл [тұрғындарына]»
_MOSTLY = 0.5  # share of them
_LEAST_TOLD = 2  # words that tell what they did
_SAME_VERB = 0.9
_BACK = 3  # sentences among which «ол» has been named


def receiving(evidence: Evidence, finding: Finding) -> dict[str, float]:
    """Both features, 1.0 where they hold."""
    if not finding.rule.startswith(_RULES):
        return {}
    return {
        "other receiver": float(_of_other_receiver(evidence, finding) or _of_other_goal(evidence, finding)),
        "other deed's doer": float(_of_other_doer(evidence, finding)),
    }


def _of_other_receiver(evidence: Evidence, finding: Finding) -> bool:
    asked = evidence.once("receiver", lambda: _asked_receiver(evidence.question))
    if asked is None:
        return False
    sentence, words = finding.weighed, finding.weighed.words
    if _lacks_all(evidence, sentence, evidence.once("merit", lambda: _merit(evidence.question, asked))):
        return True
    act = _told_act(words, sentence.word_at(finding.stop - 1)) if finding.sentence is sentence else None
    if act is None:
        at = evidence.predicate
        told = finding.rule == _EQUATED or (at is not None and evidence.best[sentence.place][at] >= _SAME_VERB)
        return not told
    held = [word for word in words if _is_asked(evidence, asked, word)]
    if not held and gapped(sentence):
        return True
    if held:
        parts = {_GIVER if _is_speaker(words, word) else act.part(_case(word)) for word in held}
        return "" not in parts and _RECEIVER not in parts
    case = next((case for case, part in act.parts if part == _RECEIVER), None)
    if case != "dative":
        return False
    pronoun = next((word for word in words if word.lower in _TO_THEM), None)
    if pronoun is None:
        return any(_may_get(word) and _case(word) == "dative" and _are_alike(asked, word) for word in words)
    return not any(_is_asked(evidence, asked, word) for word in _meant(evidence, sentence, pronoun))


def _of_other_goal(evidence: Evidence, finding: Finding) -> bool:
    """«Зертханаға не жіберілді?» – «[қоймаға су] жіберетін арна»: the asked goal is not here, another one is."""
    question, sentence = evidence.question, finding.weighed
    asked = question.words[question.start - 1 : question.start] if question.start and question.type == "thing" else ()
    named = question.start > 1 and any(word.capital for word in asked)
    if not asked or not _is_goal(asked[0]) or named or finding.sentence is not sentence:
        return False
    if any(_is_asked(evidence, asked[0], word) for word in sentence.words):
        return False
    first = sentence.word_at(finding.start)
    return any(_is_goal(word) for word in sentence.words[max(0, first - 1) : first])


def _is_goal(word: Word) -> bool:
    """Whether a word is that to which something is sent or put: a plain noun in the dative."""
    deed = is_attribute(word.text) or is_verbal_noun(word.text) or is_verbal(word.text)
    points = word.lower in word_set("words.toml", "anaphors")
    return not (deed or points or word.number or word.quoted) and case_of(word.text) == "dative"


def _merit(question: Question, asked: Word) -> tuple[int, ...]:
    """Terms that tell what the receivers did: «[тегін үйірме ашқан] мұғалімдерге не берілді?»; none of a win."""
    words, at = question.words, question.words.index(asked)
    deeds = (place for place in range(at - 1, max(-1, at - 1 - _BETWEEN), -1) if is_participle(words[place].text))
    deed = next(deeds, None)
    if deed is None or any(word.gap for word in words[1 : at + 1]):
        return ()
    act = act_at(words, deed)
    if act is not None and act.name in _WON:
        return ()  # «бірінші орын алған оқушыға» is told as «жеңімпазға» too
    plain = tuple(
        place
        for place, term in enumerate(question.terms)
        if term.at <= deed and not (words[term.at].capital and term.at) and not words[term.at].quoted
    )
    return plain if len(plain) >= _LEAST_TOLD else ()


def _lacks_all(evidence: Evidence, sentence: Sentence, merit: tuple[int, ...]) -> bool:
    """Whether nothing of it is told here, and less than half of it in the sentences beside."""
    if not merit or any(evidence.best[sentence.place][at] >= ENOUGH for at in merit):
        return False
    rows = evidence.best[max(0, sentence.place - 1) : sentence.place + 2]
    return sum(any(row[at] >= ENOUGH for row in rows) for at in merit) < _MOSTLY * len(merit)


def _is_speaker(words: Sequence[Word], word: Word) -> bool:
    """«[Асанның] айтуынша, …»: who tells of it got nothing."""
    behind = next((other for other in words if other.start >= word.stop), None)
    return behind is not None and behind.lower in word_set("words.toml", "according")


def _asked_receiver(question: Question) -> Word | None:
    """Who is asked to have got something: «[Асанға] не берілді?», «[«Арыс» командасы] не алды?»."""
    act = asked_act(question)
    if act is None or act.name != _GIVING or question.case not in {"nominative", "accusative"}:
        return None
    case = next((case for case, part in act.parts if part == _RECEIVER), None)
    before = question.words[: question.start]
    return next((word for word in reversed(before) if _may_get(word) and _case(word) == case), None)


def _told_act(words: Sequence[Word], at: int) -> Act | None:
    """The first giving told of behind a place."""
    alone = (place for place in range(at + 1, len(words)) if not is_converb(words[place - 1].text))
    acts = (act_at(tuple(words), place) for place in alone)  # «шығарып [алды]» gives nothing
    return next((act for act in acts if act is not None and act.name == _GIVING), None)


def _case(word: Word) -> Case:
    if not word.capital or word.quoted:
        return case_of(word.text)
    return "dative" if _TO_NAME.match(word.lower) else bare_case(word.text)


def _may_get(word: Word) -> bool:
    """Whether a word is somebody or a body: a name, people, «мектепке»."""
    if word.number or word.quoted or is_attribute(word.text) or is_verbal(word.text) or is_verbal_noun(word.text):
        return False
    people = word.lower.startswith(word_row("words.toml", "people"))
    return word.capital or people or is_one_of(word.lower, "organisations")


def _are_alike(one: Word, other: Word) -> bool:
    """Whether both are names or both people: the school's library may get what the school is given."""
    people = word_row("words.toml", "people")
    return (one.capital and other.capital) or (one.lower.startswith(people) and other.lower.startswith(people))


def _is_asked(evidence: Evidence, asked: Word, word: Word) -> bool:
    if word.quoted:
        return False
    return same_name(asked.key, word.key) or evidence.answering(asked.key).get(word.key, 0.0) >= ENOUGH


def _meant(evidence: Evidence, sentence: Sentence, pronoun: Word) -> Iterator[Word]:
    """The words «оған» may stand for: of the clause before it, else of the sentence before; of people who did it."""
    here = [word for word in sentence.words if word.start < pronoun.start and _may_get(word) and _stands(word, pronoun)]
    before = evidence.reading.before(sentence)
    if here or before is None:
        yield from here
        return
    doers = [one for one in before.persons if name_case(before, one.start, one.stop) == "nominative"]
    for one in doers:
        yield from before.within(one.start, one.stop)
    if not doers:
        yield from before.words


def _stands(word: Word, pronoun: Word) -> bool:
    """Whether a word is a subject that a pronoun of its number may stand for."""
    return _case(word) == "nominative" and is_plural(word.text) == (pronoun.lower == "оларға")


def _of_other_doer(evidence: Evidence, finding: Finding) -> bool:
    """«Дәурен нені сынға алды?» – «Аида … айтты. [Ол] жолды сынға алды», «Әкім Марат жұмысшыларды құттықтады»."""
    asked = evidence.once("doer", lambda: _asked_doer(evidence))
    sentence = finding.weighed
    if asked is None or _holds(evidence, asked, sentence):
        return False
    if any(name_case(sentence, one.start, one.stop) == "nominative" for one in sentence.persons):
        return True
    if not any(word.lower in _THEY for word in sentence.words[:2]):
        return False
    back = (evidence.reading.before(sentence, steps) for steps in range(1, _BACK + 1))
    named = next((one for one in back if one is not None and one.persons), None)
    return named is not None and not _holds(evidence, asked, named)


def _asked_doer(evidence: Evidence) -> NamedKey | None:
    """The person of whom a deed is asked: a name in the nominative that the article gives somebody."""
    question = evidence.question
    before = {
        word.key: word
        for word, after in pairwise(question.words[: question.start + 1])
        if not (word.quoted or is_owned(after.text))  # «Төрехан турниріне» asks of no person
    }
    names = [key for key in question.named if key.kind == "name" and key != question.speaker]
    for key in names:
        word = before.get(key.keys[-1])
        if word is None or not word.capital or bare_case(word.text) != "nominative":
            continue
        if is_person(key, evidence.reading):
            return key
    return None


def _holds(evidence: Evidence, key: NamedKey, sentence: Sentence) -> bool:
    return not namesakes(evidence.reading, key.keys[-1]).isdisjoint(sentence.keys)
