"""Posts: the noun of office before a person, how far left it reaches, and what is no part of it."""

from __future__ import annotations

from dataclasses import replace

from retrieval.language.name_mentions import (
    CLOSING,
    OPENING,
    Mention,
    Mentions,
    Tokens,
    covering,
    put,
    quotes,
)
from retrieval.language.name_tokens import Token
from retrieval.language.name_words import is_common, is_surname_like, lower, name_words, names_somebody

_DASHES = frozenset("–—-")
_LONGEST_POST = 8  # words
_MAY_OPEN_POST = frozenset({"GPE", "LOCATION", "ORGANISATION", "FACILITY", "ORDINAL"})


def trim_heads(tokens: Tokens, mentions: Mentions) -> Mentions:
    """A post or an organisation begins with neither the verb's object nor a word of the sentence's frame.

    «Жиынды аудан әкімінің орынбасары … ашты»: the first word's capital misleads the tagger.
    """
    trimmed = []
    for one in mentions:
        start = one.start
        if one.kind in {"POSITION", "ORGANISATION"}:
            start = _after_person(tokens, one)
            while start + 1 < one.stop and _is_outside(tokens, start, one.stop):
                start += 1
        trimmed.append(replace(one, start=start))
    return trimmed


def find_posts(tokens: Tokens, mentions: Mentions) -> Mentions:
    """The noun of office right before a person, with what stands to its left: облыс әкімінің орынбасары.

    A dash may part them (Клуб жетекшісі – Владислав Ким). KazNERD marks such posts only where an institution
    is named; readers want them all.
    """
    for person in [one for one in mentions if one.kind == "PERSON"]:
        head = person.start - 1
        if head > 0 and tokens[head].text in _DASHES:
            head -= 1
        if head < 0 or not is_office(tokens[head]):
            continue
        over = covering(mentions, head)
        if over is None or over.kind not in {"POSITION", "PERSON"}:
            mentions = put(mentions, Mention(_post_start(tokens, mentions, head), head + 1, "POSITION"))
    return mentions


def take_quotes_in(tokens: Tokens, mentions: Mentions) -> Mentions:
    """A post takes in the quoted name of its institution: «Қарғалы» бастауыш партия ұйымының төрайымы."""
    opening_of = {stop: start - 1 for start, stop in quotes(tokens)}
    for one in [one for one in mentions if one.kind == "POSITION"]:
        closing = one.start if one.start in opening_of else one.start - 1
        if closing in opening_of:
            mentions = put(mentions, replace(one, start=opening_of[closing]))
    return mentions


def _post_start(tokens: Tokens, mentions: Mentions, head: int) -> int:
    """How far left the post reaches from its noun."""
    start = head
    while start and head - start < _LONGEST_POST:
        left = covering(mentions, start - 1)
        if left and left.kind not in _MAY_OPEN_POST:
            break
        # «дене шынықтыру және спорт бөлімі»: between verbal nouns the conjunction joins one department.
        joins = lower(tokens[start - 1].text) == "және" and start > 1 and tokens[start - 2].text.endswith("у")
        outside = is_frame(tokens, start - 1) or not may_stand_in_post(tokens[start - 1])
        if left is None and not joins and outside:
            break
        start -= 1
    after_number = start and tokens[start - 1].text[0].isdigit()  # 71 жастағы зейнеткер
    return start + 1 if after_number and start < head else start


def _after_person(tokens: Tokens, one: Mention) -> int:
    """Where a post begins when the tagger put another person before it: «Қабдоллина мен бөлім басшысы»."""
    for place in range(one.start + 1, one.stop - 1):
        if lower(tokens[place].text) in {"мен", "пен", "бен"} and is_surname_like(tokens[place - 1]):
            return place + 1
    return one.start


def _is_outside(tokens: Tokens, start: int, stop: int) -> bool:
    return is_frame(tokens, start) or _is_lone_quote(tokens, start, stop)


def _is_lone_quote(tokens: Tokens, start: int, stop: int) -> bool:
    closed = any(token.text in CLOSING for token in tokens[start + 1 : stop])
    return tokens[start].text in OPENING and not closed


def is_frame(tokens: Tokens, place: int) -> bool:
    """A pronoun, an adverb of time … , or the verb's object at the head of the sentence."""
    word, words = lower(tokens[place].text), name_words()
    is_object = word.endswith(words.object_endings) and not word.startswith(words.post_words)
    return word in words.post_stops or (place == 0 and is_object)


def is_office(token: Token) -> bool:
    """Директор Виктор Гейнц: the first word is the post."""
    return bool(name_words().office.fullmatch(lower(token.text))) and not names_somebody(token)


def may_stand_in_post(token: Token) -> bool:
    """A word that a post may hold before its noun: no mark, no conjunction, nothing that hangs on a verb."""
    word, words = lower(token.text), name_words()
    return word[:1].isalpha() and word not in words.post_stops | words.joining and not _breaks_post(token)


def _breaks_post(token: Token) -> bool:
    """An object, a direction, a converb: the word hangs on the verb, not on the post."""
    # Қазақстан, Алматы only look inflected.
    return (token.text[0].islower() or is_common(token)) and _looks_inflected(token)


def _looks_inflected(token: Token) -> bool:
    word, words = lower(token.text), name_words()
    return len(word) > 3 and word.endswith(words.post_breaks) and not word.startswith(words.post_words)
