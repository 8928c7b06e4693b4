"""Posts told beside a person: in apposition, behind a dash, or given to them by a verb."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.answering.clauses import breaks_before, phrase_before
from bot.answering.lexicon import Lexicon, Role, word_row, word_set
from bot.answering.passage import Sentence, Word
from bot.answering.readers.acts import name_case
from bot.answering.readers.fields import whole_field
from bot.answering.readers.owners import is_body, is_deputy, owner_of
from retrieval.language.grammar import case_of, is_attribute, is_owned
from retrieval.language.inflection import nominative_phrase
from retrieval.language.names import Name

_LONGEST_POST = 14  # words
_RANK = 2  # words of a rank or degree after the post proper


@dataclass(frozen=True, slots=True)
class Post:
    """A post beside a person: its place in the paragraph, the groups its words belong to."""

    start: int
    stop: int
    roles: tuple[Role, ...]
    deputy: bool
    owner: Word | None  # the common noun whose post it is: «[мектеп] директоры», «[драманың] режиссері»


def post_of(sentence: Sentence, person: Name, lexicon: Lexicon) -> Post | None:
    """The first post told of a person."""
    return next(iter(posts_of(sentence, person, lexicon)), None)


@lru_cache(maxsize=8192)
def posts_of(sentence: Sentence, person: Name, lexicon: Lexicon) -> tuple[Post, ...]:
    """The posts told of a person: beside the name, before a dash, given by a verb.

    «… меңгерушісі – 26 жастағы терапевт Ержан Мәжит» tells two.
    """
    readers = (_post_before, _post_after, _post_equated, _post_given)
    found = (reader(sentence, person, lexicon) for reader in readers)
    return tuple(post for post in found if post is not None)


def _post_before(sentence: Sentence, person: Name, lexicon: Lexicon) -> Post | None:
    words = sentence.words
    end = sentence.word_at(person.start)
    if end == 0 or end >= len(words):
        return None
    gap = words[end].gap
    if gap and gap not in {"–", "—", "-", "»", '"'}:
        return None
    age = end - 2 if end > 1 and words[end - 1].lower.startswith("жастағы") else end
    acting = _acting_at(words, end)
    start = phrase_before(words, end if acting is None else acting, _LONGEST_POST)
    start = max(
        start,
        *(sentence.word_at(other.stop - 1) + 1 for other in sentence.persons if other.stop <= person.start),
        0,
    )
    if start < end:
        start = _without_loose_start(sentence, start, end)
    if _opens_with_subject(sentence, person, start, end):
        start += 1
    if 0 < end - start <= _RANK and words[start].gap == ",":  # «… басқармасының бастығы, полковник Айдос Темірғали»
        fuller = phrase_before(words, start, _LONGEST_POST)
        if _roles_in(sentence, fuller, start, lexicon) and start - fuller > 1:
            start, end = fuller, start
    start = whole_field(sentence, start, end, lexicon)
    roles = _roles_in(sentence, start, end, lexicon) or _trade(sentence, end)
    if not roles or start >= end or (age < end and end - start <= 2):
        return None
    return _as_post(sentence, start, end, roles, lexicon)


def _as_post(sentence: Sentence, start: int, end: int, roles: tuple[Role, ...], lexicon: Lexicon) -> Post:
    return Post(
        _quote_start(sentence, start),
        sentence.words[end - 1].stop,
        roles,
        _is_deputy(sentence, start, end),
        _owner(sentence, start, end, lexicon),
    )


def _trade(sentence: Sentence, end: int) -> tuple[Role, ...]:
    """A trade or calling that no list holds, by its ending: «археолог Дана Қойшыбай», «қобызшы Нұрай Қасымова»."""
    word = sentence.words[end - 1]
    named = word.quoted or word.number or (word.capital and word.start > sentence.start)
    if named or case_of(word.text) != "nominative" or not is_trade(word.text):
        return ()
    if word.lower.startswith(word_row("words.toml", "no_trades")):
        return ()  # «[тұңғышы] Бекзат – агроном»: which child it is
    return (Role((word.lower,), heads=False, post=True),)


def is_trade(word: str) -> bool:
    """Whether a word ends as trades do, also possessed or in the plural: «технологы», «тұрғындарға» is none."""
    bare = nominative_phrase(word.lower())
    forms = {bare, re.sub(r"[лдт][ае]р[ыі]?$", "", bare), re.sub(r"(?<=[^аәеоөұүыіиу])[ыі]$", "", bare)}
    return any(form.endswith(word_row("words.toml", "trades")) for form in forms)


def _without_loose_start(sentence: Sentence, start: int, end: int) -> int:
    """Begin with the post the tagger saw when the phrase ran over it to the left into other words."""
    words = sentence.words
    post = next(
        (name for name in sentence.names if name.kind == "POSITION" and abs(name.stop - words[end - 1].stop) <= 1),
        None,
    )
    if post is None:
        return start
    tagged = sentence.word_at(post.start)
    loose = words[start:tagged]
    kept = any(
        word.quoted or (word.capital and at + start > 0) or case_of(word.text) == "genitive"
        for at, word in enumerate(loose)
    )
    if start < tagged < len(words) and words[tagged].lower == "қарсы":
        tagged -= 1  # «[жемқорлыққа] қарсы қызмет»
    return start if kept else max(start, tagged)


def _opens_with_subject(sentence: Sentence, person: Name, start: int, end: int) -> bool:
    """«[Сапар] аудан әкімі Асан Үсеновпен кездесуден басталды»: what opens the sentence is no part of the post.

    Told by an oblique name, so that the subject is another, and by a post that is whole without the word.
    """
    last = sentence.words[sentence.word_at(person.stop - 1)]
    if start > 0 or end - start <= _RANK or case_of(last.text) == "nominative":
        return False
    first, second = sentence.words[:2]
    names = (name for name in sentence.names if name.kind != "POSITION")
    told = first.quoted or first.number or any(name.start <= first.start < name.stop for name in names)
    plain = case_of(first.text) == "nominative" and not is_attribute(first.lower) and not is_owned(first.text)
    quality = first.lower in word_set("words.toml", "qualities_of_post")
    return plain and not (told or quality) and second.lower in word_set("words.toml", "levels")


def _quote_start(sentence: Sentence, at: int) -> int:
    """Take the opening quotation mark in with the first word."""
    word = sentence.words[at]
    text = sentence.paragraph.text
    return word.start - 1 if word.quoted and word.start and text[word.start - 1] in '«"“' else word.start


def _post_after(sentence: Sentence, person: Name, lexicon: Lexicon) -> Post | None:
    """«Айсұлу Қаратай – қор төрайымы», «Айсұлу Қаратай, қор төрайымы,»."""
    words = sentence.words
    begin = sentence.word_at(person.stop - 1) + 1
    if begin >= len(words) or words[begin].gap.strip('«"“') not in {"–", "—", "-", ","}:
        return None
    end = begin + 1
    while end < len(words) and not words[end].gap.strip('«»"“”') and end - begin < _LONGEST_POST:
        end += 1
    dashed = words[begin].gap.strip('«"“') != ","
    roles = _roles_in(sentence, max(begin, end - 2), end, lexicon) or (_trade(sentence, end) if dashed else ())
    if not roles or case_of(words[end - 1].text) != "nominative":
        return None
    if words[begin].gap == "," and (end >= len(words) or "," not in words[end].gap):
        return None
    return _as_post(sentence, begin, end, roles, lexicon)


def _post_equated(sentence: Sentence, person: Name, lexicon: Lexicon) -> Post | None:
    """«[Бөлімше меңгерушісі] – отыз жылдық өтілі бар Төлеу Баймұрат»: the name closes what follows the dash."""
    words = sentence.words
    begin, after = sentence.word_at(person.start), sentence.word_at(person.stop - 1) + 1
    dash = next((at for at in range(begin, 0, -1) if words[at : at + 1] and _is_dash(words[at].gap)), None)
    closes = after >= len(words) or breaks_before(words[after])
    if dash is None or dash == begin or not closes or words[dash].lower in word_set("words.toml", "saying"):
        return None
    if any(dash <= sentence.word_at(other.start) < begin for other in sentence.persons):
        return None
    start = phrase_before(words, dash, _LONGEST_POST)
    roles = _roles_in(sentence, start, dash, lexicon) or _trade(sentence, dash)
    named = case_of(words[dash - 1].text) == "nominative" and not _follows_person(sentence, start)
    return _as_post(sentence, start, dash, roles, lexicon) if roles and named else None


def _is_dash(gap: str) -> bool:
    return gap.strip('«»"“”') in {"–", "—", "-"}


def _follows_person(sentence: Sentence, at: int) -> bool:
    """Whether a person is told right before: «Асан Үсен, мектеп директоры – …»."""
    return any(sentence.word_at(person.stop - 1) + 1 == at for person in sentence.persons)


def _post_given(sentence: Sentence, person: Name, lexicon: Lexicon) -> Post | None:
    """«[Меңгеруші] қызметіне Ақмарал Жүсіпова тағайындалды», «… [мектеп директоры] болып сайланды».

    Who held it before is told as «бұған дейін»: not these.
    """
    words = sentence.words
    for at in range(len(words)):
        end = at + 1
        role = None if words[at].quoted or words[at].lower == "ие" else _role_ending(sentence, at, lexicon)
        if role is None or end >= len(words) or words[end].gap.strip('«»"“”'):
            continue
        taken = _takes_post(words, end, words[at].lower)
        if taken is None or not _is_taker(sentence, person, at, taken) or _told_of_before(words[:at]):
            continue
        if _BARE_ABSTRACT.search(words[at].lower) and name_case(sentence, person.start, person.stop) != "dative":
            continue
        start = max(phrase_before(words, end, _LONGEST_POST), _after_persons(sentence, at))
        return _as_post(sentence, start, end, (role,), lexicon) if start < end else None
    return None


_ABSTRACT = re.compile(r"[лдт][ыі][қкғг](?:[ыі]н)?(?:[аеқк][ае]?|ға|ге|нан|нен)$")  # «төрағалыққа», «директорлығына»
_BARE_ABSTRACT = re.compile(r"[лдт][ыі][қк]$")  # «төрағалық Клавдия Гальге өтті»


def _role_ending(sentence: Sentence, at: int, lexicon: Lexicon) -> Role | None:
    """The role whose last word stands at a place: «[бас дәрігер] болып», also «төрағалыққа»."""
    words = sentence.words
    double = lexicon.role_at(words[: at + 1], at - 1) if at else None
    if double is not None and any(" " in word for word in double.words):
        return double
    single = lexicon.role_at(words[: at + 1], at)
    if single is not None:
        return single
    bare = _BARE_ABSTRACT.sub("", _ABSTRACT.sub("", words[at].lower))
    return lexicon.role_at([_Bare(bare)], 0) if bare != words[at].lower else None


@dataclass(frozen=True, slots=True)
class _Bare:
    text: str


def _takes_post(words: tuple[Word, ...], at: int, role: str) -> int | None:
    """Index of the verb by which somebody takes the post told right before `at`; None where nobody does."""
    after_role = (_ABSTRACT.search(role) or _BARE_ABSTRACT.search(role)) is not None
    if words[at].lower in word_set("words.toml", "held_post"):
        return at
    if not after_role and words[at].lower not in word_set("words.toml", "as_post"):
        return None
    verbs = word_row("words.toml", "takes_post")
    marks = (place for place in range(at + 1, len(words)) if words[place].gap.strip('«»"“”'))
    places = range(at + 1, next(marks, len(words)))
    return next((place for place in reversed(places) if words[place].lower.startswith(verbs)), None)


def _is_taker(sentence: Sentence, person: Name, role: int, verb: int) -> bool:
    """Whether the person is the one who takes the post: named between it and the verb, else beside them."""
    people = [(sentence.word_at(one.start), one) for one in sentence.persons]
    between = [one for at, one in people if role < at < verb]
    after = [one for at, one in people if at == verb + 1 and not sentence.words[at].gap]
    before = [one for at, one in people if at < role]
    taker = between[-1:] or after[:1] or before[-1:]
    return bool(taker) and taker[0] == person


def _told_of_before(words: tuple[Word, ...]) -> bool:
    """«Бұған дейін … кезекші болып істеген»."""
    return any(word.lower == "дейін" or word.lower in word_set("words.toml", "formerly") for word in words)


def _after_persons(sentence: Sentence, at: int) -> int:
    ends = (sentence.word_at(person.stop - 1) + 1 for person in sentence.persons)
    return max((end for end in ends if end <= at), default=0)


def _roles_in(sentence: Sentence, start: int, end: int, lexicon: Lexicon) -> tuple[Role, ...]:
    """The role that heads the phrase: it must stand at its end (or before "міндетін атқарушы")."""
    words = sentence.words
    found: list[Role] = []
    for at in range(max(start, end - 2), end):
        role = None if words[at].quoted else lexicon.role_at(words[:end], at)
        ends = role is not None and (at == end - 1 or any(" " in word for word in role.words))
        if role and ends and role not in found:
            found.append(role)
    acting = _acting_at(words, end)
    if acting is not None and acting >= start:
        found += [role for at in range(start, acting) if (role := lexicon.role_at(words, at)) and role not in found]
    return tuple(found)


def _acting_at(words: tuple[Word, ...], end: int) -> int | None:
    """Where «міндетін (уақытша) атқарушы» begins that ends here."""
    if not end or not words[end - 1].lower.startswith("атқарушы"):
        return None
    return next((at for at in (end - 2, end - 3) if at >= 0 and words[at].lower.startswith("міндет")), None)


def _owner(sentence: Sentence, start: int, end: int, lexicon: Lexicon) -> Word | None:
    words = sentence.words
    for at in range(end - 1, start, -1):
        if lexicon.role_at(words[:end], at) and not words[at].quoted and not is_deputy(words[at]):
            return owner_of(words[:end], at)
    return _row_subject(sentence, start) or _told_before(words[:end])


def _told_before(words: tuple[Word, ...]) -> Word | None:
    """«[Цехта] жеті әйел еңбек етеді, меңгерушісі – Раушан Бекежан»: whose the post is was told before it."""
    if not is_owned(words[-1].text):
        return None
    return next((word for word in reversed(words[:-1]) if not word.quoted and is_body(word)), None)


def _row_subject(sentence: Sentence, start: int) -> Word | None:
    """«Балалар [бөлімі]: Меңгерушісі – Айсәуле Нұр»: what a row of a table is about."""
    words = sentence.words
    at = next((at for at in range(1, start + 1) if ":" in words[at].gap), None)
    return words[at - 1] if at and is_owned(words[at - 1].text) and not words[at - 1].quoted else None


def _is_deputy(sentence: Sentence, start: int, end: int) -> bool:
    return any(is_deputy(word) for word in sentence.words[start:end])
