"""Corrections to the tagger's proposals that hold for Kazakh names in general.

Each rule takes the tokens of a sentence and its mentions and gives the mentions back, in order and without
overlap. Later rules build on earlier ones: spans are cleaned, missing ones found, then kinds settled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
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
from retrieval.language.name_posts import (
    find_posts,
    is_frame,
    is_office,
    may_stand_in_post,
    take_quotes_in,
    trim_heads,
)
from retrieval.language.name_tokens import Token
from retrieval.language.name_words import (
    bare,
    is_common,
    is_given_name,
    is_surname_like,
    lower,
    may_be_name,
    name_words,
    names_somebody,
)
from retrieval.language.stemming import known_words

_LONGEST_NAME = 3  # words of a person's name that a rule may put together
_HEAD_NOUN_WITHIN = 3  # words between a quoted name and the noun that tells its kind
_NUMERIC = frozenset({"DATE", "TIME", "MONEY", "PERCENTAGE", "QUANTITY", "CARDINAL", "ORDINAL"})


def correct_mentions(tokens: Tokens, mentions: Iterable[Mention]) -> Mentions:
    """The mentions as the rules leave them, in order, none overlapping another."""
    corrected = list(mentions)
    for rule in RULES:
        corrected = rule(tokens, corrected)
    return corrected


def agree(sentences: Sequence[tuple[Tokens, Mentions]]) -> Iterator[tuple[Tokens, Mentions]]:
    """Within a paragraph one word names one thing: a full name's surname a person, a place the place.

    «Қажымұрат Есентай Бағлан Өскенбайды ұтты. Есентайға … Өскенбайға …»: both bare surnames are persons.
    """
    surnames, places = set(), set()
    for tokens, mentions in sentences:
        for one in mentions:
            key = bare(tokens[one.stop - 1].text)
            if one.kind == "PERSON" and one.stop - one.start > 1:
                surnames.add(key)
            elif one.kind == "GPE" and one.stop - one.start == 1:
                places.add(key)
    for tokens, mentions in sentences:
        found = mentions
        for place, token in enumerate(tokens):
            if not may_be_name(token) or is_common(token):
                continue
            key, over = bare(token.text), covering(found, place)
            if over and over.stop - over.start > 1:
                continue
            if key in surnames:
                found = put(found, Mention(place, place + 1, "PERSON"))
            elif key in places and (over is None or over.kind == "PERSON"):
                found = put(found, Mention(place, place + 1, "GPE"))
        yield tokens, found


def _cut_at_marks(tokens: Tokens, mentions: Mentions) -> Mentions:
    """A name never crosses a table's bar or a gap; a person's name no conjunction, comma or quote either."""
    cut: Mentions = []
    for one in mentions:
        if one.kind in _NUMERIC:
            cut.append(one)
            continue
        marks = name_words().joining if one.kind == "PERSON" else {"|"}
        start = one.start
        for place in range(one.start, one.stop + 1):
            parted = place > start and place < one.stop and _is_parted(tokens, place)
            numeral = one.kind == "PERSON" and place < one.stop and tokens[place].text[0].isdigit()
            if place == one.stop or parted or numeral or lower(tokens[place].text) in marks:
                if place > start:
                    cut.append(replace(one, start=start, stop=place))
                start = place if parted else place + 1
    return [one for one in cut if one.kind in _NUMERIC or _has_letters(tokens[one.start : one.stop])]


def _is_parted(tokens: Tokens, place: int) -> bool:
    """More than two spaces: columns or scraped menus, not one name."""
    return tokens[place].start - tokens[place - 1].stop > 2


def _has_letters(words: Tokens) -> bool:
    return any(letter.isalpha() for word in words for letter in word.text)


def _keep_capitalised_persons(tokens: Tokens, mentions: Mentions) -> Mentions:
    """A person's name begins with a capital and is no everyday word («Бюро», «Алғыс хаттармен»)."""
    kept = []
    for one in mentions:
        start, stop = one.start, one.stop
        if one.kind == "PERSON":
            while start < stop and not _begins_person(tokens[start]):
                start += 1
            while stop - start > 1 and (_is_where(tokens[start]) or is_office(tokens[start])):
                start += 1
            stop = _before_foreign(tokens, start, stop)
            if start > one.start and stop - start == 1 and not _names_alone(tokens[start]):
                continue
            words = tokens[start:stop]
            if not words or all(is_common(word) and not names_somebody(word) for word in words):
                continue
            if stop - start == 1 and _is_whole_quote(tokens, start, stop):
                continue
        kept.append(replace(one, start=start, stop=stop))
    return kept


def _is_where(token: Token) -> bool:
    """No given name but a word of place: a long one, Тоғызқұмалақта, one known to the news, Финалда, or Абайда."""
    word = lower(token.text)
    if not word.endswith(name_words().scene_endings) or is_given_name(token):
        return False
    known = word in known_words() or is_common(token) or names_somebody(token)
    return known or (len(word) > 8 and word.endswith(name_words().place_endings))


def _names_alone(token: Token) -> bool:
    """Whether a single word may be somebody: Рүстемді, Досқалиев; not what stands behind «Финалда»: Майлыөзектің."""
    return names_somebody(token) or is_surname_like(token)


def _before_foreign(tokens: Tokens, start: int, stop: int) -> int:
    """Where a person's name ends before an abbreviation: Мерей Сансызбай | NEET, Ақгүл Жолдас | IT."""
    for place in range(start + 1, stop):
        if not may_be_name(tokens[place]) and not tokens[place].is_initial and tokens[place].text.isupper():
            return place
    return stop


def _begins_person(token: Token) -> bool:
    particle, _, name = token.text.partition("-")  # әл-Фараби
    return token.is_capitalised or (particle.isalpha() and name[:1].isupper())


def _add_initials(tokens: Tokens, mentions: Mentions) -> Mentions:
    """Initials and a capitalised word are a person: Н.Қожағапанов, Қ. Ж. Тоқаев."""
    place = 0
    while place < len(tokens):
        start = place
        while place < len(tokens) and tokens[place].is_initial:
            place += 1
        if place > start and place < len(tokens) and may_be_name(tokens[place]):
            mentions = put(mentions, Mention(start, place + 1, "PERSON"))
        place += 1
    return mentions


def _extend_persons(tokens: Tokens, mentions: Mentions) -> Mentions:
    """A surname or patronymic beside a person belongs to it; so does a given name before a lone surname."""
    for one in [one for one in mentions if one.kind == "PERSON"]:
        start, stop = one.start, one.stop
        while stop < len(tokens) and stop - start < _LONGEST_NAME and _joins(tokens, mentions, stop):
            stop += 1
        alone = stop - start == 1
        if alone and start and is_given_name(tokens[start - 1]) and _is_free(mentions, start - 1):
            start -= 1
        if (start, stop) != (one.start, one.stop):
            mentions = put(mentions, Mention(start, stop, "PERSON"))
    return mentions


def _joins(tokens: Tokens, mentions: Mentions, place: int) -> bool:
    """The word can close the name before it, which must stand uninflected."""
    before, token = tokens[place - 1], tokens[place]
    looks = is_surname_like(token) or _is_shouted(tokens, place)
    open_name = is_given_name(before) or is_surname_like(before)
    return looks and open_name and _is_free(mentions, place) and not is_common(token)


def _is_shouted(tokens: Tokens, place: int) -> bool:
    """In capitals where the word before is not: surnames in by-lines (Жайна МӘЛІМҚОЖА)."""
    token = tokens[place]
    shouted = len(token.text) > 3 and token.text.isupper() and may_be_name(token)
    return shouted and not tokens[place - 1].text.isupper()


def _find_persons(tokens: Tokens, mentions: Mentions) -> Mentions:
    """Two or three capitalised words that read as given name and surname, where the tagger saw no person."""
    place = 0
    while place + 1 < len(tokens):
        stop = place
        while stop < len(tokens) and stop - place < _LONGEST_NAME and may_be_name(tokens[stop]):
            stop += 1
        quoted = _is_whole_quote(tokens, place, stop)
        if stop - place > 1 and not quoted and _reads_as_person(tokens, mentions, place, stop):
            mentions = put(mentions, Mention(place, stop, "PERSON"))
            place = stop
        else:
            place += 1
    return mentions


def _reads_as_person(tokens: Tokens, mentions: Mentions, start: int, stop: int) -> bool:
    under = [covering(mentions, place) for place in range(start, stop)]
    if any(one and (one.kind == "PERSON" or one.stop - one.start > stop - start) for one in under):
        return False
    given, last = tokens[start], tokens[stop - 1]
    closes = is_surname_like(last) or _is_shouted(tokens, stop - 1)
    if any(is_common(token) for token in tokens[start + 1 : stop]):
        return False
    if any(under):
        return closes and is_given_name(given)
    return is_given_name(given) or (closes and not is_common(given))


def _name_quotes(tokens: Tokens, mentions: Mentions) -> Mentions:
    """A short quoted name is what the noun after it says: «Қарғалы» бастауыш партия ұйымы."""
    for start, stop in quotes(tokens):
        kind = _kind_after(tokens, stop + 1)
        over = next((one for one in mentions if one.start < start and one.stop > stop), None)
        if kind and over is None:
            mentions = put(mentions, Mention(start, stop, kind))
    return mentions


def _is_whole_quote(tokens: Tokens, start: int, stop: int) -> bool:
    inside = start > 0 and stop < len(tokens)
    return inside and tokens[start - 1].text in OPENING and tokens[stop].text in CLOSING


def _kind_after(tokens: Tokens, place: int) -> str | None:
    """The kind that the first telling noun among the next words gives; what hangs on a verb ends the look."""
    for at in range(place, min(place + _HEAD_NOUN_WITHIN, len(tokens))):
        word = lower(tokens[at].text)
        pair = f"{word} {lower(tokens[at + 1].text)}" if at + 1 < len(tokens) else word
        for noun, kind in name_words().quoted:
            if noun.fullmatch(word) or noun.fullmatch(pair):
                return kind
        if not may_stand_in_post(tokens[at]):
            return None
    return None


def _settle_places(tokens: Tokens, mentions: Mentions) -> Mentions:
    """The noun after a name tells what place it is: Жетісу облысы, Көктал ауылы, Абай даңғылы."""
    words = name_words()
    mentions = _without_settlement(tokens, mentions)
    for place in range(1, len(tokens)):
        noun, name = lower(tokens[place].text), tokens[place - 1]
        over = covering(mentions, place - 1)
        if tokens[place].is_capitalised or not may_be_name(name) or _is_settled(over, name):
            continue
        if over is None and is_frame(tokens, place - 1):  # Жиынды аудандық кітапхана …
            continue
        start = place - 1 if over is None else over.start
        if words.region.fullmatch(noun):
            mentions = put(mentions, Mention(start, place + 1, "GPE"))
        elif words.street.fullmatch(noun):
            mentions = put(mentions, Mention(start, place + 1, "FACILITY"))
        elif words.settlement.fullmatch(noun) and (over is None or over.kind != "GPE"):
            mentions = put(mentions, Mention(start, place, "GPE"))
    return mentions


def _without_settlement(tokens: Tokens, mentions: Mentions) -> Mentions:
    """A person's given name and surname end before a settlement's: Серік Бапан | Шығанақ ауылының."""
    words = name_words()
    cut = []
    for one in mentions:
        noun = lower(tokens[one.stop].text) if one.stop < len(tokens) else ""
        placed = words.settlement.fullmatch(noun) or words.region.fullmatch(noun)
        longer = one.kind == "PERSON" and one.stop - one.start == _LONGEST_NAME
        cut.append(replace(one, stop=one.stop - 1) if placed and longer else one)
    return cut


def _is_settled(over: Mention | None, name: Token) -> bool:
    if over is None:
        return is_common(name) or is_given_name(name)
    full_name = over.kind == "PERSON" and over.stop - over.start > 1
    return full_name or over.kind not in {"PERSON", "GPE", "LOCATION"}


RULES: tuple[Callable[[Tokens, Mentions], Mentions], ...] = (
    _cut_at_marks,
    trim_heads,
    _keep_capitalised_persons,
    _add_initials,
    _extend_persons,
    _find_persons,
    _name_quotes,
    _settle_places,
    find_posts,
    take_quotes_in,
)


def _is_free(mentions: Mentions, place: int) -> bool:
    """Nothing stands there, or a one-word guess at an organisation."""
    over = covering(mentions, place)
    return over is None or (over.kind == "ORGANISATION" and over.stop - over.start == 1)
