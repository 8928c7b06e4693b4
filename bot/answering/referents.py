"""What a pronoun of a follow-up points to: the answer given before, or something the question before named."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from bot.answering.lexicon import table, word_set
from bot.answering.passage import Word
from bot.answering.phrases import Parsed, Phrase, looks_possessed
from bot.answering.reply import Reply
from bot.answering.saying.agreement import participle, stem
from retrieval.language.grammar import Case
from retrieval.language.inflection import decline, nominative, nominative_phrase

Kind = Literal["person", "place", "body", "thing", "counted"]
Want = Literal["person", "place", "body", "thing", "part", "several", "any"]

# What a referent counts for before the follow-up's own words are heard: an answer to "who" or "which
# organisation" is the new topic, an answer to "where" is not.
_ANSWERED: dict[Kind, float] = {"person": 3.0, "body": 3.0, "place": 0.9}
_NAMED: dict[Kind, float] = {"body": 2.5, "person": 2.5, "place": 1.5}
_THING, _COUNTED, _SPEAKER, _POST = 1.0, 0.8, 1.0, 0.5
_SUBJECT = 0.2  # who acts next is likely who acted before
_SUM = 0.3  # «қанша қаржы»: money asked for is seldom spoken of again
_HAPPENED = 0.3  # «неше кездесу өткізді»: what is held may be attended, who holds it is not
_SAME_CASE = 0.5
# How well each kind suits what the follow-up's words want.
_SUITS: dict[Want, dict[Kind, float]] = {
    "person": {"person": 4.0, "body": -1.0, "thing": -4.0, "counted": -4.0},
    "place": {"place": 4.0, "body": 1.0},
    "body": {"body": 4.0, "place": 2.0, "thing": 2.5, "person": -4.0},
    "thing": {"thing": 3.0, "counted": 3.0, "body": 3.0, "place": 1.0, "person": -4.0},
    "part": {"counted": 6.0, "thing": 2.0, "person": -4.0},
    "several": {"counted": 4.0, "thing": 2.0, "person": -2.0},
    "any": {},
}
_PARTICIPLES = ("ған", "ген", "қан", "кен", "тын", "тін")
_TYPES: dict[str, Kind] = {"person": "person", "place": "place", "organisation": "body"}


@dataclass(frozen=True, slots=True)
class Referent:
    """Something a pronoun may point to. `bare`: in the nominative; `phrase`: where the question before has it."""

    kind: Kind
    bare: str
    possessed: bool
    worth: float
    phrase: Phrase | None = None

    def in_case(self, case: Case) -> str:
        """The referent in a case.

        >>> Referent("body", "«Шипагер» ұйымы", True, 1.0).in_case("genitive")
        '«Шипагер» ұйымының'
        """
        return decline(self.bare, case, self.possessed)


def choose(before: Parsed, reply: Reply, want: Want, case: Case, avoid: str = "") -> Referent | None:
    """The likeliest referent, None when the question before holds none. `avoid`: key of a noun it cannot be."""
    found = [*_answered(before, reply), *_mentioned(before, reply, want, case)]
    fitting = [one for one in found if not (one.phrase and avoid and one.phrase.head == avoid)]
    suits = _SUITS[want]
    best = max(fitting, key=lambda one: one.worth + suits.get(one.kind, 0.0), default=None)
    return best if best and best.worth + suits.get(best.kind, 0.0) > 0 else None


def wanted(now: Parsed, at: int) -> Want:
    """What the words around a pronoun (at index `at`) say about the one it points to."""
    hints = table("followups.toml")["hints"]
    word, after = now.words[at], now.words[at + 1 :]
    lowers = [one.lower for one in after]
    following = nominative(lowers[0]) if lowers else ""
    if following in hints["person_nouns"]:
        return "person"
    if following in hints["place_nouns"]:
        return "place"
    if any(lower.startswith(tuple(hints["part_stems"])) for lower in lowers[:2]) and _case(word) == "genitive":
        return "part"
    if word.lower in table("followups.toml")["back"]["plural"]:
        return "several"
    return _by_kind_noun(following) or _by_role(now, after, _case(word)) or _by_stems(now, lowers, _case(word))


def _by_kind_noun(noun: str) -> Want | None:
    if noun in word_set("words.toml", "places"):
        return "place"
    return "body" if noun in word_set("words.toml", "organisations") | word_set("words.toml", "titled") else None


def _by_role(now: Parsed, after: tuple[Word, ...], case: Case) -> Want | None:
    """Somebody's post: of a place (әкім) or of an organisation."""
    at = len(now.words) - len(after)
    if case == "genitive" and after and after[0].lower.startswith(tuple(table("followups.toml")["hints"]["kin_stems"])):
        return "any"
    if case != "genitive" or now.question.type == "count" or not any(place in now.posts for place in range(at, at + 3)):
        return None
    stems = tuple(table("followups.toml")["hints"]["place_stems"])
    return "place" if any(word.lower.startswith(stems) for word in after[:2]) else "body"


def _by_stems(now: Parsed, lowers: list[str], case: Case) -> Want:
    hints = table("followups.toml")["hints"]
    speaking = word_set("words.toml", "according") | word_set("words.toml", "saying")
    if any(lower in speaking or lower.startswith(tuple(hints["person_stems"])) for lower in lowers):
        return "person"
    if now.question.type in {"role", "person"} and case == "nominative" and not now.verbs:
        return "person"
    if now.question.type == "place" and now.question.case == "ablative" and case == "nominative" and not now.verbs:
        return "person"  # «Ол қай ауылдан?»
    if any(lower.startswith(tuple(hints["thing_stems"])) for lower in lowers):
        return "thing"
    if case == "locative" or (now.question.type == "place" and now.question.case == "locative" and not now.verbs):
        return "body"
    return "any"


def _case(word: Word) -> Case:
    return pronoun_case(word.lower) or "nominative"


def pronoun_case(lower: str) -> Case | None:
    """The case of a third person pronoun, None for other words."""
    cases: dict[Case, list[str]] = table("followups.toml")["pronouns"]
    return next((case for case, forms in cases.items() if lower in forms), None)


def _answered(before: Parsed, reply: Reply) -> list[Referent]:
    """The answer itself, when it is one person, place or organisation."""
    kind = _TYPES.get(before.question.type)
    short = reply.short_answer.strip()
    if reply.status != "answered" or kind is None or not short or "," in short or ";" in short:
        return []
    bare = nominative_phrase(short)
    return [Referent(kind, bare, looks_possessed(bare), _ANSWERED[kind])]


def _mentioned(before: Parsed, reply: Reply, want: Want, case: Case) -> list[Referent]:
    found = []
    for phrase in before.phrases:
        if phrase.kind == "time" or _describes(before, phrase) or is_unit(before, phrase) or measured(before, phrase):
            continue
        kind, worth = _standing(before, phrase)
        worth += _SAME_CASE if _parallel(phrase.case, case) and not phrase.named else 0.0
        worth += _SUBJECT if case == phrase.case == "nominative" and kind == "thing" else 0.0
        opened = want == "thing" and case != "nominative" and _happened(kind, phrase)
        worth += _HAPPENED if opened else 0.0
        worth -= _THING if want == "thing" and phrase.role and not phrase.named else 0.0
        plain = _without_unit(before, phrase)
        bare = plain
        if kind == "counted":
            bare = (_done(before, phrase) if want == "part" else "") or _restricted(before, phrase)
        if kind == "counted" and want == "thing":
            bare = _with_count(reply) + phrase.bare
        if phrase.kind == "noun" and (kind == "person" or _opens_with_participle(phrase)):
            bare = before.text[before.phrases[0].start : phrase.start] + phrase.bare
        found.append(Referent(kind, bare, phrase.possessed, worth, phrase))
    return found


def is_unit(before: Parsed, phrase: Phrase) -> bool:
    """«неше [пайызбен]», «неше [айда]»: a measure is nothing that may be spoken of."""
    bare = phrase.bare.lower()
    key = before.words[phrase.first].key
    known = {*table("followups.toml")["time"]["units"], "пайыз", "процент", "күн"}
    measure = (key,) in before.lexicon.units or bare in known
    return bool(before.asks) and phrase.first == before.asks.stop and phrase.last - phrase.first == 1 and measure


def measured(before: Parsed, phrase: Phrase) -> bool:
    """«Көпірдің [құны] қанша?»: what of a thing was asked for; the thing goes on being spoken of, not its price."""
    sums = before.question.type in {"count", "money", "percent", "date", "which", "place"}
    if not (sums and phrase.focus and phrase.possessed and not phrase.named and not phrase.role):
        return False
    return any(other.last == phrase.first and other.case == "genitive" for other in before.phrases)


def _of_thing(before: Parsed, phrase: Phrase) -> bool:
    """Whether something only a thing has was asked of it: «Диадеманың салмағы», not «Асанның жасы»."""
    people = tuple(table("followups.toml")["owners"]["of_people"])
    follows = [other for other in before.phrases if other.first == phrase.last and measured(before, other)]
    return phrase.kind == "place" and any(not other.bare.lower().startswith(people) for other in follows)


def _happened(kind: Kind, phrase: Phrase) -> bool:
    """What is counted may be attended or opened, people may not."""
    return kind == "counted" and not phrase.role


def _describes(before: Parsed, phrase: Phrase) -> bool:
    """«жастарға [арналған] неше іс-шара»: a participle that belongs to the noun asked for."""
    return phrase.last == before.asks.start and phrase.kind == "noun" and phrase.text.lower().endswith(_PARTICIPLES)


def _opens_with_participle(phrase: Phrase) -> bool:
    """«Ең үлкен соманы [жоғалтқан тұрғын]»: what stands before belongs to the participle."""
    first, _, rest = phrase.text.partition(" ")
    return bool(rest) and first.lower().endswith(_PARTICIPLES)


def _parallel(old: Case, new: Case) -> bool:
    """The same place in the sentence; an object may stand without its ending."""
    return (old == new and new != "nominative") or (new == "accusative" and old == "nominative")


def _standing(before: Parsed, phrase: Phrase) -> tuple[Kind, float]:
    if before.speaks(phrase):
        return "person", _SPEAKER
    if phrase.kind == "person":
        return "person", _NAMED["person"]
    if _of_thing(before, phrase):
        return "thing", _NAMED["place"]
    if phrase.kind == "place":
        return "place", _NAMED["place"]
    if phrase.kind == "title":
        return "body", _SPEAKER if before.in_speaker(phrase) else _NAMED["body"]
    if phrase.role and before.question.type == "person":
        return "person", _POST  # nobody was found, but the post can be spoken of: "… төрағасының айтуынша"
    if phrase.focus and stem(phrase.bare) in word_set("statements.toml", "sums"):
        return "thing", _SUM
    return ("counted", _COUNTED) if _is_counted(before, phrase) else ("thing", _THING)


def _is_counted(before: Parsed, phrase: Phrase) -> bool:
    """The noun that қанша, неше or қай asks for; with нешеуі, қаншасы the genitive before it."""
    if before.question.type not in {"count", "list", "which"} or not before.asks:
        return False
    parts = tuple(table("followups.toml")["hints"]["part_stems"])
    if before.words[before.asks.start].lower.startswith(parts) and before.asks.start > 0:
        return phrase.last == before.asks.start and phrase.case in {"genitive", "nominative"}
    return phrase.focus and phrase.case in {"nominative", "accusative"}


def _with_count(reply: Reply) -> str:
    """A plain number found before goes with the thing counted: "127 " іс-шара."""
    number = re.match(r"\d+(?= |$)", reply.short_answer)
    return number[0] + " " if number and reply.status == "answered" else ""


def _without_unit(before: Parsed, phrase: Phrase) -> str:
    """«неше [теңге] несие»: the thing is the loan."""
    measured = phrase.first == before.asks.stop and phrase.last - phrase.first > 1
    if not measured or (before.words[phrase.first].key,) not in before.lexicon.units:
        return phrase.bare
    return phrase.bare.split(maxsplit=1)[1]


def _done(before: Parsed, phrase: Phrase) -> str:
    """What is counted with what it did: "семинарға неше кәсіпкер келді" gives "семинарға келген кәсіпкер".

    "" where the verb makes no participle (бар, керек) or a part was asked for already.
    """
    if not before.verbs or phrase.first != before.asks.stop or before.question.type != "count":
        return ""
    done = participle(before.words[before.verbs[-1]].lower)
    if not done or phrase.last > before.verbs.start:
        return ""
    words = before.words
    spoken = word_set("words.toml", "according")
    start = max((word.stop for word in words if word.lower in spoken), default=0)
    scene = before.text[start : words[before.asks.start].start].strip(" ,")
    act = before.text[words[phrase.last].start : words[before.verbs[-1]].start]
    return f"{scene} {act}{done} {phrase.bare}".strip()


def _restricted(before: Parsed, phrase: Phrase) -> str:
    """The thing counted with the phrases before it that say which: "облыста … ұйым" gives "облыстағы … ұйым"."""
    parts = []
    for other in before.phrases:
        if other.start >= phrase.start:
            break
        if other.kind != "time" and other.case == "locative" and other.text[-1] in "ае":
            parts.append(other.text + ("ғы" if other.text[-1] == "а" else "гі"))
        elif other.kind != "time" and other.case != "nominative":
            parts.append(other.text)
    return " ".join([*parts, phrase.bare])
