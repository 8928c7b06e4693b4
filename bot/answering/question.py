"""Understand a question: what it asks for, about which named things, in which words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import cast

from bot.answering.focus import focus_of
from bot.answering.lexicon import Lexicon, Role, is_one_of, lines, phrases_in, word_row, word_set
from bot.answering.names import Names
from bot.answering.naming import NamedKey, named_keys
from bot.answering.passage import Word, read_titles, read_words
from bot.answering.patterns import Asking, find_asking
from bot.answering.seasons import season_asked
from bot.answering.tidying import without_padding
from retrieval.language.grammar import (
    Case,
    case_of,
    is_finite,
    is_owned,
    is_participle,
    is_plural,
)
from retrieval.language.numerals import find_numbers

KeyOf = Callable[[str], str]

NAME_WEIGHT = 1.4
VERB_WEIGHT = 0.8
LIGHT_WEIGHT = 0.4
_TO_WHOM = frozenset({"кімге", "кімнен", "кіммен", "кімді"})
_BECAME = frozenset({"болып", "етіп", "қылып", "деп"})
_MOST = frozenset({"көп", "көбі"})
_AMOUNTS = frozenset({"count", "money", "percent"})
_ASKING_STEMS = ("қай", "қандай", "қанша", "неше", "нешін", "кім", "пайыз", "теңге", "қашан", "айт", "ата")


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the question that the proof should hold too."""

    key: str
    weight: float
    at: int  # index among the question's words
    phrase: str = ""  # key of the set phrase it stands in: «бой» of «бой көтерді»


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """A question taken apart. `words[start:stop]` ask; `focus` names what is asked for."""

    text: str
    type: str
    words: tuple[Word, ...]
    start: int
    stop: int
    terms: tuple[Term, ...]
    named: tuple[NamedKey, ...]
    focus: tuple[Word, ...]  # counted noun, asked property, or noun after қай/қандай; its head last
    case: Case  # of the interrogative phrase: the answer's likely case in the text
    after: tuple[Word, ...]  # content words right after the interrogative phrase
    roles: tuple[Role, ...]  # posts named in the question
    led: str  # key of the noun the post belongs to: "[филиалының] төрағасы", "[ұйымын] кім басқарады"; "" if none
    heads: bool  # asks who leads ("кім басқарады")
    deputy: bool
    speaker: NamedKey | None  # "… айтуынша"
    says: bool  # asks who said it or what was said
    season: str  # "this", "last", "next", "earlier" or ""
    keys: frozenset[str]  # of all its words and of the parts of its compounds: what only repeats the question

    @property
    def asked(self) -> str:
        """The first interrogative word in small letters, "" where the question has none."""
        return self.words[self.start].lower if self.start < len(self.words) else ""


def analyze_question(text: str, key_of: KeyOf, lexicon: Lexicon, names: Names) -> Question:
    """Take a question (in the index's own spelling) apart."""
    titles = read_titles(text, key_of)
    words = without_padding(read_words(text, key_of, titles))
    asking = find_asking([word.lower for word in words], [word.quoted for word in words]) or _unasked(words, lexicon)
    focus = _until_number(focus_of(words, asking), text)
    named = named_keys(words, asking, titles, names, text)
    speaker = _speaker(words, asking, named)
    question = Question(
        text=text,
        type=asking.type,
        words=words,
        start=asking.start,
        stop=asking.stop,
        terms=_terms(words, asking, names, speaker),
        named=named,
        focus=focus,
        case=_asked_case(words, asking, focus),
        after=_after(words, asking, focus),
        roles=_roles(words, asking, lexicon),
        led=_led(words, asking, lexicon),
        heads=any(word.lower in word_set("words.toml", "heading") for word in words),
        deputy=any(word.lower in word_set("words.toml", "deputy") for word in words),
        speaker=speaker,
        says=_says(words, asking),
        season=season_asked(words),
        keys=frozenset(part for word in words for part in (word.key, *word.key.split("-")) if part),
    )
    return _settle_type(question, lexicon)


def _unasked(words: tuple[Word, ...], lexicon: Lexicon) -> Asking:
    """A question without an interrogative: "… төрағасын айтыңыз" asks for a person, other fragments stay open."""
    end = len(words)
    last = words[end - 1] if words else None
    if last and last.lower.startswith(("айт", "көрсет", "ата", "жаз")) and end > 1:
        end -= 1
    if any(
        (role := lexicon.role_at(words, at)) and role.post and not words[at].quoted
        for at in range(max(0, end - 2), end)
    ):
        return Asking("person", len(words), len(words))
    cut = 0 < end < len(words)
    wanted = words[end - 1].lower if cut or (end and case_of(words[end - 1].text) == "accusative") else ""
    if wanted.startswith(word_row("words.toml", "amounts_asked")):
        return Asking("count", end - 1, end)
    if wanted.startswith(word_row("words.toml", "organisations")):
        return Asking("organisation", len(words), len(words))
    return Asking("open", len(words), len(words))


def _roles(words: tuple[Word, ...], asking: Asking, lexicon: Lexicon) -> tuple[Role, ...]:
    """The posts asked for: none that only tells somebody's deed or the group («дәрігерлер бригадасын»)."""
    found = [
        lexicon.role_at(words, at) if not word.quoted and not asking.start <= at < asking.stop else None
        for at, word in enumerate(words)
    ]
    return tuple(
        role
        for at, role in enumerate(found)
        if role
        and role.post
        and not (_only_calls(words, at, role) or _is_done_to(words, at, asking) or _does_itself(words, at, asking))
    )


def _is_done_to(words: tuple[Word, ...], at: int, asking: Asking) -> bool:
    """«[Төрағаны] кім сайлады?», «[төрағасын] сайлауда кім жеңді?»: something is done to who holds the post."""
    asks_doer = asking.start < len(words) and words[asking.start].lower in {"кім", "кімдер"}
    return asks_doer and at < asking.start and case_of(words[at].text) == "accusative"


def _does_itself(words: tuple[Word, ...], at: int, asking: Asking) -> bool:
    """«[Төраға] кіммен кездесті?»: its holder acts, asked is another; «[төраға] болып» tells what one became."""
    asked = words[asking.start].lower if asking.start < len(words) else ""
    became = any(word.lower in _BECAME for word in words[at + 1 : at + 2])
    return asked in _TO_WHOM and at < asking.start and case_of(words[at].text) == "nominative" and not became


def _only_calls(words: tuple[Word, ...], at: int, role: Role) -> bool:
    """Whether a post is what somebody of a deed is called: «астық [бастырған] комбайншы», «комбайншы [атанған]»."""
    word = words[at]
    if is_owned(word.text):
        return False
    if word.lower == "ие":
        return True  # «атаққа кім ие болды»: a verb
    called = at + 1 < len(words) and words[at + 1].lower.startswith(word_row("words.toml", "gets_called"))
    did = not role.heads and at > 0 and not word.gap and is_participle(words[at - 1].text)
    return called or did or is_plural(word.text)


def _led(words: tuple[Word, ...], asking: Asking, lexicon: Lexicon) -> str:
    """The kind of organisation or place whose head is asked for."""
    for at, word in enumerate(words):
        role = not word.quoted and lexicon.role_at(words, at)
        if (
            at
            and (role or word.lower in word_set("words.toml", "leads") or asking.start == at)
            and is_kind(words[at - 1].lower)
        ):
            return words[at - 1].key
    return ""


def is_kind(lower: str) -> bool:
    """Whether a word is a kind of organisation or place («ұйымының», «ауданы»)."""
    return is_one_of(lower, "organisations") or is_one_of(lower, "places")


def _until_number(phrase: tuple[Word, ...], text: str) -> tuple[Word, ...]:
    """«неше мектеп | үш ауысыммен оқытады»: a number opens another phrase."""
    numbers = {number.start for number in find_numbers(text)}
    return phrase[: next((at for at, word in enumerate(phrase) if at and word.start in numbers), len(phrase))]


_ASKED_IN_CASE = frozenset({"who", "what", "much", "part", "where", "unclear"})


@cache
def _cases() -> dict[str, Case]:
    """Interrogative -> the case that its answer takes."""
    rows = (line.split("\t") for line in lines("interrogatives.tsv"))
    return {form: cast(Case, case) for form, kind, case in rows if kind in _ASKED_IN_CASE}


def _asked_case(words: tuple[Word, ...], asking: Asking, focus: tuple[Word, ...]) -> Case:
    """The case of the interrogative, or of the noun it stands before."""
    if asking.start >= len(words):
        return "nominative"
    follows = bool(focus) and focus[-1].start > words[asking.start].start
    holder = focus[-1] if follows else words[min(asking.stop, len(words)) - 1]
    near = (word.lower for word in words[asking.start : asking.stop + 1])  # «саны қаншаға»: the phrase is «саны»
    asked = next((_cases()[lower] for lower in near if lower in _cases()), None)
    if not follows and asked:
        return asked
    return case_of(holder.text)


def _after(words: tuple[Word, ...], asking: Asking, focus: tuple[Word, ...]) -> tuple[Word, ...]:
    begin = next(
        (at + 1 for at in range(asking.start, min(asking.stop, len(words))) if words[at].lower in _cases()), asking.stop
    )
    if focus and asking.start < len(words) and focus[-1].start > words[asking.start].start:
        begin = max(begin, words.index(focus[-1]) + 1)
    return tuple(word for word in words[begin : begin + 3] if word.lower not in word_set("words.toml", "stop"))


def _terms(words: tuple[Word, ...], asking: Asking, names: Names, speaker: NamedKey | None) -> tuple[Term, ...]:
    terms = []
    phrases = {at - back: phrase for phrase, at in phrases_in(words).items() for back in range(phrase.count(" ") + 1)}
    for at, word in enumerate(words):
        if asking.start <= at < asking.stop and (
            asking.type == "yesno"
            or word.lower in word_set("words.toml", "asking")
            or word.lower.startswith(_ASKING_STEMS)
        ):
            continue
        if any(word.lower in word_set("words.toml", idle) for idle in ("stop", "according", "asking")):
            continue
        if asking.type in _AMOUNTS and _is_of_limit(words, at):
            continue
        if speaker is not None and (word.key in speaker.keys or word.lower in word_set("words.toml", "saying")):
            continue
        terms.append(Term(word.key, _weight(word, at, names), at, phrases.get(at, "")))
    return tuple(terms)


def _is_of_limit(words: tuple[Word, ...], at: int) -> bool:
    """«[ең көбі] қанша», «[ең көп дегенде] неше»: it stands in no sentence that tells the limit."""
    before, here, after = (words[place].lower if 0 <= place < len(words) else "" for place in (at - 1, at, at + 1))
    if here == "ең":
        return after in _MOST
    return before == "ең" if here in _MOST else here == "дегенде" and before in _MOST


def _weight(word: Word, at: int, names: Names) -> float:
    if word.quoted or word.number or (word.capital and (at > 0 or word.key in names.proper)):
        return NAME_WEIGHT
    if word.lower in word_set("words.toml", "light"):
        return LIGHT_WEIGHT
    return VERB_WEIGHT if is_finite(word.text) else 1.0


def _speaker(words: tuple[Word, ...], asking: Asking, named: tuple[NamedKey, ...]) -> NamedKey | None:
    if asking.type == "quote":
        return next((key for key in named if key.kind == "name"), None)
    for at, word in enumerate(words):
        if word.lower in word_set("words.toml", "according"):
            before = {part.key for part in words[max(0, at - 3) : at]}
            return next((key for key in named if key.kind == "name" and before & set(key.keys)), None)
    return None


def _says(words: tuple[Word, ...], asking: Asking) -> bool:
    """ "… деп кім айтты", "… деген кім(нің пікірі)": who said it."""
    saying = word_set("words.toml", "saying")
    if asking.type == "person" and asking.start < len(words) and words[asking.start].lower in _TO_WHOM:
        return False  # «кімге хабарлады?»: not who said it
    around = words[max(0, asking.start - 2) : asking.stop + 3]
    near = [word.lower for word in around]
    told = any(word.lower in saying or _is_saying(word) for word in around) or bool(
        {"деп", "деген"} & set(near[:2]) and (len(words) > 5 or _after_verb(words, asking.start - 1))
    )
    return asking.type == "quote" or (asking.type == "person" and told)


def _is_saying(word: Word) -> bool:
    """«айтқан», «пікірі»; «Айтбай» is a name, «айтыс» a contest of poets."""
    contest = word.lower.startswith(("айтыс", "пікірталас", "пікірсайыс"))
    return word.lower.startswith(("айт", "пікір")) and not (word.capital or contest)


def _after_verb(words: tuple[Word, ...], at: int) -> bool:
    """Whether the word before is a finite verb: «Көлік [жетпейді] деген»."""
    return at > 0 and is_finite(words[at - 1].text) and not words[at - 1].capital


def _after_genitive(question: Question) -> bool:
    """«жобаның нешінші жылы»: a year of something's run, not of the calendar."""
    return question.start > 0 and case_of(question.words[question.start - 1].text) == "genitive"


def _after_owned(question: Question) -> bool:
    """«отырыстың негізгі мәселесі не болды»: what it was, not what happened."""
    return question.start > 0 and is_owned(question.words[question.start - 1].text)


def _asks_several(question: Question) -> bool:
    """«қай ауылдарында»: the noun after the interrogative is a plural."""
    if not question.focus:
        return False
    return is_plural(question.focus[-1].text) and question.focus[-1].start > question.words[question.start].start


def _asks_sum(question: Question) -> bool:
    """«жиналған қаржы қанша», «балабақша ақысы қазір қанша»: the noun before is paid in money."""
    if _asks_payment(question):
        return True
    noun = question.focus[-1] if question.focus and question.asked.startswith(("қанша", "неше")) else None
    if noun is None or noun.start > question.words[question.start].start:
        return False
    if _asks_price(question):
        return True
    if case_of(noun.text) != "nominative":
        return False
    masses = word_row("words.toml", "money_masses")
    return noun.lower.startswith((*masses, *word_row("words.toml", "sums"))) or noun.lower.endswith(("ақысы", "ақы"))


def _asks_payment(question: Question) -> bool:
    """«чемпиондарға қанша берілді?», «көпірге қанша жұмсалды?»: given to somebody or spent on something is money."""
    if question.asked != "қанша" or question.start + 2 != len(question.words) or not question.start:
        return False
    paid = (*word_row("words.toml", "given"), *word_row("words.toml", "spent"))
    to_whom = case_of(question.words[question.start - 1].text) == "dative"
    return to_whom and question.words[-1].lower.startswith(paid)


def _asks_price(question: Question) -> bool:
    """«бір бөлке нан қанша?», «кіру студентке қанша?»: what is paid for one, or to come in."""
    words = question.words[: question.start]
    one = any(
        a.lower == "бір" and b.lower.startswith(word_row("words.toml", "measures_of_one")) for a, b in pairwise(words)
    )
    entered = any(word.lower in word_set("words.toml", "entrance") for word in words)
    return question.stop == len(question.words) and (one or entered)


def _several_before(question: Question) -> bool:
    """«инфрақұрылымы дамыған елдер қайсы», «жиынның тақырыптары қандай»: a plural right before asks for all."""
    before = question.words[question.start - 1] if question.start else None
    ends = question.stop == len(question.words) and question.asked.startswith(("қайсы", "қандай"))
    plural = before is not None and is_plural(before.text) and case_of(before.text) == "nominative"
    return ends and plural


def _one_of_kind(question: Question) -> bool:
    """«қай жастар қанатының өкілі»: the plural only describes a single thing."""
    wh = question.words[question.start].lower if question.start < len(question.words) else ""
    return wh in {"қай", "қандай"} and bool(question.focus) and not is_plural(question.focus[-1].text)


def _asks_body(question: Question) -> bool:
    """«… ақша аударған кәсіпорын қайсы?»."""
    before = question.words[question.start - 1] if question.start else None
    bare = before is not None and case_of(before.text) == "nominative" and not (before.quoted or is_plural(before.text))
    return bare and before is not None and question.asked == "қайсы" and is_one_of(before.lower, "organisations")


def _asks_somebody(question: Question, lexicon: Lexicon) -> bool:
    """«қай депутат», «қай жас ақынмен»: somebody by name; «қай мектептің мұғалімі» asks for the school."""
    noun = question.focus[-1] if question.focus else None
    if noun is None or question.asked != "қай" or is_plural(noun.text) or is_owned(noun.text):
        return False
    at = question.words.index(noun)
    inner = question.words[question.start + 1 : at]
    plain = at > question.start and all(case_of(word.text) == "nominative" for word in inner)
    return plain and (lexicon.role_at(question.words, at) is not None or noun.lower.endswith(("шы", "ші")))


def _asks_meaning(question: Question) -> bool:
    """«Дроппер деген кім?»: a word is to be explained, nobody is named."""
    before = question.words[question.start - 1] if question.start else None
    ends = question.stop == len(question.words)
    return ends and before is not None and before.lower == "деген" and not question.named and len(question.terms) == 1


def _settle_type(question: Question, lexicon: Lexicon) -> Question:
    """«X деген кім?», «X кім?» ask for the person's role when nothing but the person's name is given."""
    if question.type == "which" and _asks_body(question):
        return replace(question, type="organisation")
    if question.type == "which" and _asks_somebody(question, lexicon):
        return replace(question, type="person")
    if question.type == "year" and question.asked == "нешінші" and _after_genitive(question):
        return replace(question, type="ordinal")
    if question.type == "digest" and question.asked == "не" and _after_owned(question):
        return replace(question, type="thing")
    if question.type == "count" and _asks_sum(question):
        return replace(question, type="money")
    if question.type == "which" and _several_before(question):
        return replace(question, type="list")
    asks_kind = question.type in {"place", "organisation", "which"} and question.asked in {"қай", "қандай"}
    if asks_kind and _asks_several(question):
        return replace(question, type="list")
    if question.type == "list" and _one_of_kind(question):
        organisation = question.focus[-1].lower.startswith(word_row("words.toml", "organisations"))
        return replace(question, type="organisation" if organisation else "which")
    if question.type == "person" and _asks_meaning(question):
        return replace(question, type="definition")
    if question.type != "person" or question.roles or question.heads or question.case != "nominative":
        return question
    asked = {term.key for term in question.terms}
    people = {key for named in question.named if named.kind == "name" for key in named.keys}
    if asked and (asked <= people or _ends_in_name(question)):
        return replace(question, type="role")
    return question


def _ends_in_name(question: Question) -> bool:
    """«Жарысқа қаржы берген [Серікбай Қаражан] кім?»: a full name right before the last word."""
    words = [word for word in question.words if word.lower != "деген"]
    if len(words) < 2 or words[-1].lower != "кім" or case_of(words[-2].text) != "nominative":
        return False
    full = (named.keys for named in question.named if named.kind == "name" and len(named.keys) > 1)
    return words[-2].capital and any(keys[-1] == words[-2].key for keys in full)
