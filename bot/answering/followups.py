"""Follow-ups: «Ал «Шипагерде» ше?», «Оның төрайымы кім?», «Қашан?» become full questions by the turn before.

A question that can stand alone stays as it is. It cannot when it ends in «ше», when a pronoun in it has nothing
before it to point to, when it only asks («Неге?»), when what it asks for lacks an owner («Төрайымы кім?») or
when it has neither a name nor a noun of its own beside the interrogative («Қанша несие алған?»).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.answering.lexicon import Lexicon, table, word_set
from bot.answering.phrases import Parsed, Phrase, looks_possessed
from bot.answering.pieces import deputy_of, inside, is_deputy, possessive, post_asked
from bot.answering.pointing import given_owner, is_fresh, pointed_out, same_again
from bot.answering.question import Question
from bot.answering.referents import choose, pronoun_case
from bot.answering.reply import Reply
from bot.answering.saying.statement import PASSIVE
from retrieval.language.grammar import Case, case_of, is_attribute, is_possessed
from retrieval.language.inflection import decline, nominative, nominative_phrase

Analyze = Callable[[str], Question]

_POSSESSOR = re.compile(r"(?:[дтн]ікі)(?=\W|$)")  # «Жанбайдікі»: the one of «Жанбай»
_ENDS = " \t\n?!.…"
_OWN_NOUN_TYPES = frozenset({"which", "list", "organisation", "yesno", "digest", "definition", "open"})
_ANSWER_FITS = frozenset({"person", "place", "organisation"})


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question made whole.

    `prefer_article`: id of the article the turn before was answered from, or ""; it is asked alone when all
    together hold no answer. `looser`: the same without the
    noun counted, for «Ауыл аманаты» ше?» after a question about tonnes; only a finding in the very paragraph
    that answered the turn before may answer it, where things are told side by side. `time`: of «Былтыр ше?», the
    time asked about now; the place that answered for another time does not answer for this one.
    """

    text: str
    prefer_article: str = ""
    looser: str = ""
    time: str = ""


@dataclass(frozen=True, slots=True)
class _Typed:
    """A follow-up without its opening «ал» and closing «ше»; `possessor`: asks for «Жанбайдікі»."""

    parsed: Parsed
    opened: bool
    closed: bool
    possessor: bool


def complete(question: str, asked: str, reply: Reply, analyze: Analyze, lexicon: Lexicon) -> FollowUp:
    """Rewrite an elliptical question by the question before (itself complete) and its reply.

    Both questions in the index's spelling (Analyzer.repair). A question that stands alone comes back unchanged
    but for an opening «Ал».
    """
    if reply.status == "smalltalk":
        return FollowUp(question)
    typed = _typed(question, analyze, lexicon)
    before = Parsed(analyze(_without_opener(asked)[0]), lexicon)
    article = reply.citations[0].article if reply.citations else ""
    if not typed.parsed.words or not before.words:
        return FollowUp(question)
    for rule in (_who_said, _pointing, _asked_again, _same_again, _owned, _bare, _subjectless):
        text = rule(typed, before, reply)
        if text:
            time = _new_time(typed) if rule is _asked_again else ""
            return FollowUp(_sentence(text), article, _looser(typed, before) if article else "", time)
    if typed.opened or typed.closed:
        return FollowUp(_sentence(typed.parsed.text), article)
    return FollowUp(question)


def _who_said(typed: _Typed, before: Parsed, reply: Reply) -> str:
    """«Оны кім айтты?» asks who said what was answered."""
    now = typed.parsed
    if not (now.question.says and now.question.type == "person" and now.asks) or now.names:
        return ""
    rest = [word for at, word in enumerate(now.words) if at not in now.asks and at not in now.verbs]
    if not rest or any(pronoun_case(word.lower) != "accusative" for word in rest):
        return ""
    return f"{_stated(before, reply)} деп {inside(now.text[now.words[now.asks.start].start :])}"


def _pointing(typed: _Typed, before: Parsed, reply: Reply) -> str:
    return pointed_out(typed.parsed, before, reply)


def _same_again(typed: _Typed, before: Parsed, _reply: Reply) -> str:
    return same_again(typed.parsed, before)


def _owned(typed: _Typed, before: Parsed, reply: Reply) -> str:
    return given_owner(typed.parsed, before, reply)


# What was typed


def _typed(question: str, analyze: Analyze, lexicon: Lexicon) -> _Typed:
    text, opened = _without_opener(question)
    text, closed = _without_closer(text)
    bare = _POSSESSOR.sub("", text)
    parsed = Parsed(analyze(bare), lexicon)
    if closed and not parsed.names and not parsed.times:
        # Typed small: a title is known by its capital, and surely only in the nominative.
        plain = nominative_phrase(bare)
        titled = Parsed(analyze(plain[:1].upper() + plain[1:]), lexicon)
        parsed = titled if any(name.kind == "title" for name in titled.names) else parsed
    return _Typed(parsed, opened, closed, bare != text)


def _without_opener(text: str) -> tuple[str, bool]:
    match = re.match(r"\s*(\w+)[\s,]+(?=\S)", text)
    if match and match[1].lower() in table("followups.toml")["openers"]:
        return _without_opener(text[match.end() :])[0], True
    return text.strip(), False


def _without_closer(text: str) -> tuple[str, bool]:
    head, _, last = text.rstrip(_ENDS).rpartition(" ")
    if head and last.lower() in table("followups.toml")["closers"]:
        return head.rstrip(_ENDS + ","), True
    return text, False


def asks_again(question: str) -> bool:
    """Whether it ends in «ше»: the whole question before is asked again."""
    return _without_closer(question)[1]


def _sentence(text: str) -> str:
    plain = " ".join(text.split()).strip(_ENDS + ",")
    return plain[:1].upper() + plain[1:] + "?"


# «Ал «Шипагерде» ше?»


def _asked_again(typed: _Typed, before: Parsed, reply: Reply) -> str:
    """The question before about something else: the new phrase takes its place there."""
    now = typed.parsed
    if not (typed.closed or typed.possessor or _is_fragment(typed)) or not now.phrases:
        return ""
    if now.asks and not typed.possessor:
        return ""
    new = _ranked(now.phrases[-1])
    if new.kind == "time":
        return _retimed(before, new)
    if new.role and not new.named:
        return _other_post(now, before, reply, new)
    if len(now.phrases) > 1 and now.names and not typed.possessor:
        return ""  # «Ал «Шипагердің» мүшелері ше?» is whole
    slot = _slot(before, new, typed.possessor)
    return _put(before, slot, new) if slot else f"{new.text} {before.text}"


def _ranked(new: Phrase) -> Phrase:
    """«Екінші орынды»: after an ordinal it is the accusative, though «орынды» alone may be read otherwise."""
    ordinal = new.text.split()[0].lower().endswith(("нші", "ншы")) and " " in new.text
    if not ordinal or new.case != "nominative" or not new.text.endswith(("ды", "ді", "ты", "ті")):
        return new
    return replace(new, case="accusative", bare=inside(new.text[:-2]))


def _new_time(typed: _Typed) -> str:
    new = typed.parsed.phrases[-1:]
    return new[0].text.lower() if new and new[0].kind == "time" else ""


def _is_fragment(typed: _Typed) -> bool:
    return typed.opened and not typed.parsed.asks and not typed.parsed.verbs and typed.parsed.question.type != "yesno"


def _retimed(before: Parsed, new: Phrase) -> str:
    old = next((phrase for phrase in before.phrases if phrase.kind == "time"), None)
    if old:
        return before.text[: old.start] + inside(new.text) + before.text[old.stop :]
    return f"{new.text} {before.text}"


def _other_post(now: Parsed, before: Parsed, reply: Reply, new: Phrase) -> str:
    """«Хатшысы ше?», «Орынбасары ше?» after a question about a post or about an organisation."""
    if now.names:
        return ""
    old = post_asked(before)
    if old and is_deputy(now.words[new.last - 1]):
        return deputy_of(before, old, inside(new.text)) + " кім"
    if old and not now.names:
        return before.text[: old.start] + inside(new.text) + before.text[old.stop :]
    owner = choose(before, reply, "body", "genitive")
    plain = any(new.bare.lower() in role.words for role in now.question.roles)
    post = possessive(new.bare) if plain else new.text
    return f"{owner.in_case('genitive')} {inside(post)} кім" if owner else ""


def _slot(before: Parsed, new: Phrase, possessor: bool) -> Phrase | None:
    """The phrase of the question before that the new one replaces: alike in kind, case and number."""
    worths = [(phrase, _likeness(phrase, new, possessor)) for phrase in before.phrases if phrase.kind != "time"]
    best = max(worths, key=lambda pair: pair[1], default=None)
    return best[0] if best and best[1] >= 1.0 else None


def _likeness(old: Phrase, new: Phrase, possessor: bool) -> float:
    worth = 2.0 if old.case == new.case and not possessor else 0.0
    worth += 0.5 if old.case != "nominative" and new.case != "nominative" else 0.0
    if old.named and new.named:
        worth += 4.0 if old.kind == new.kind else 3.0
    elif old.named == new.named:
        worth += 1.0
    elif new.text.islower():
        worth += 0.5  # «бизнесте» typed small may be no name at all
    if possessor:
        worth += 3.0 if old.case == "genitive" else 0.0
    if old.focus and (new.named or new.case not in {"nominative", old.case}):
        worth -= 4.0
    return worth - (2.0 if old.role else 0.0)


def _put(before: Parsed, slot: Phrase, new: Phrase) -> str:
    """The question before with the new phrase in the slot's case; a noun after the old name stays."""
    text = before.text
    if slot.own and new.named and not new.own:
        return text[: slot.start] + _marked(new.bare, slot.own) + text[slot.own_stop :]
    if slot.case == "nominative" and new.case != "nominative" and not _keeps_nominative(before, slot):
        return text[: slot.start] + new.text + text[slot.stop :]
    bare = _marked(new.bare, slot.text) if new.named and not new.own else new.bare
    return text[: slot.start] + decline(bare, slot.case, new.possessed) + text[slot.stop :]


def _keeps_nominative(before: Parsed, slot: Phrase) -> bool:
    """A name before бойынша, a name with its noun, and whoever acts stay in the nominative."""
    following = before.words[slot.last].lower if slot.last < len(before.words) else ""
    return slot.kind == "title" or following in table("followups.toml")["postpositions"]


def _looser(typed: _Typed, before: Parsed) -> str:
    new = typed.parsed.names[-1:]
    counted = before.question.type == "count" and any(name.kind == "title" for name in before.names)
    if not typed.closed or not counted or not new or new[0].kind != "title":
        return ""
    return f"{new[0].bare} бойынша қанша?"


def _marked(name: str, model: str) -> str:
    """A name typed without quotation marks gets those of the name it replaces."""
    return f"«{name}»" if model[:1] in '«“"' and name[:1] not in '«“"' else name


# «Қашан?», «Неге азайған?», «Қанша несие алған?»


def _bare(typed: _Typed, before: Parsed, reply: Reply) -> str:
    """Nothing but an interrogative (with its unit): it asks about what the question before said."""
    now = typed.parsed
    if not now.asks or now.names or now.question.type in {"yesno", "digest"}:
        return ""
    if now.question.says and now.question.type == "person" and not now.phrases:
        return _stated(before, reply) + " деп " + inside(now.text)
    unit = [phrase for phrase in now.phrases if phrase.focus and phrase.first == now.asks.stop]
    size = len(now.asks) + _idle(now) + sum(phrase.last - phrase.first for phrase in unit)
    if size < len(now.words) or (now.verbs and unit):
        return ""
    last = unit[-1].last if unit else now.asks.stop
    asks = now.text[now.words[now.asks.start].start : now.words[last - 1].stop]
    if unit and unit[-1].case == "nominative":
        return _recounted(before, inside(asks))
    return _filled(before, reply, inside(asks), beside=True)


def _stated(before: Parsed, reply: Reply) -> str:
    """The question before as a statement: with its answer, and the noun counted but once."""
    if before.question.type == "reason" and before.asks:
        return _filled(before, reply, "")
    focus = _counted(before)
    if before.question.type == "percent":  # «30%» in the place of «қанша»: its noun stands there
        return _filled(before, reply, reply.short_answer.rstrip("%"))
    if focus and reply.short_answer.lower().endswith(focus[-1].bare.lower()):
        return _recounted(before, reply.short_answer).strip(_ENDS)
    return _filled(before, reply, reply.short_answer)


def _counted(before: Parsed) -> list[Phrase]:
    return [phrase for phrase in before.phrases if before.asks and phrase.focus and phrase.first == before.asks.stop]


def _recounted(before: Parsed, asks: str) -> str:
    """«Ал қанша жас?» counts something else in the same place."""
    old = _counted(before)
    if not old:
        return ""
    return before.text[: before.words[before.asks.start].start] + asks + before.text[old[-1].stop :]


def _idle(now: Parsed) -> int:
    stop = word_set("words.toml", "stop")
    return sum(word.lower in stop for at, word in enumerate(now.words) if at not in now.asks)


def _filled(before: Parsed, reply: Reply, new: str, *, beside: bool = False) -> str:
    """The question before with `new` in place of its interrogative; `beside`: after the answer, if that is a name."""
    if before.question.type == "yesno" and before.asks and before.verbs:
        start, stop = before.words[before.verbs.start].start, before.words[before.asks.start].start
        return before.text[:start] + new + " " + before.text[start:stop].strip(_ENDS)
    if not before.asks:
        return before.text.strip(_ENDS) + " " + new
    start = before.words[before.asks.start].start
    stop = before.words[before.asks.stop - 1].stop
    if beside and reply.status == "answered" and before.question.type in _ANSWER_FITS and "," not in reply.short_answer:
        short = reply.short_answer
        new = decline(short, _answer_case(before), looks_possessed(short)) + " " + new
    return (before.text[:start] + new + before.text[stop:]).strip(_ENDS)


def _answer_case(before: Parsed) -> Case:
    """The answer's case inside the question before; «қайда барды» wants the dative: Қазалы ауданына барды."""
    last = before.words[-1].lower
    goes = last != "бар" and last.startswith(tuple(table("statements.toml")["going"]))
    return "dative" if goes and before.question.case == "locative" else before.question.case


def _subjectless(typed: _Typed, before: Parsed, reply: Reply) -> str:
    """An interrogative with its noun and verb but nobody they belong to: names of the question before go first."""
    now = typed.parsed
    if not now.asks or now.names or is_fresh(now) or _tells_of_its_own(now):
        return ""
    owned = _with_owner(now)
    if owned:
        named = next((old for old in before.names if old.own and old.head == now.words[owned.first].key), None)
        if not named:
            return ""  # «Айыппұл көлемі қанша?» is whole, «Көлемі қанша?» is not
        rest = now.text[now.words[owned.first + 1].start :]
        return f"{decline(named.bare, 'genitive', named.possessed)} {inside(rest)}"
    asks_object = now.question.case != "nominative" and bool(now.verbs)  # «Қай ұйымды басқарады?»
    asks_who = now.words[now.asks.start].lower.startswith("кім")
    if now.question.type in _OWN_NOUN_TYPES and not (asks_who or asks_object):
        return ""
    if any(not (phrase.focus or phrase.kind == "time") for phrase in now.phrases) or _is_subject(now):
        return ""
    if now.words[now.asks.start].lower.startswith(tuple(table("followups.toml")["hints"]["part_stems"])):
        if any(phrase.last <= now.asks.start and phrase.kind != "time" for phrase in now.phrases):
            return ""  # «Бөлмелер нешеу?»: of what, it says itself
        whole = choose(before, reply, "part", "genitive")
        return f"{whole.in_case('genitive')} {inside(now.text)}" if whole else ""
    own_noun = bool(now.phrases) or len(now.asks) > 1
    kept = list(before.names) or [p for p in before.phrases if p.kind != "time" and not p.focus]
    if not own_noun and not now.question.heads:
        kept += [p for p in before.phrases if p.focus and p not in kept]
    if not any(phrase.kind == "time" for phrase in now.phrases) and not own_noun:
        kept += [p for p in before.phrases if p.kind == "time"]
    kept = sorted((p for p in kept if not before.in_speaker(p)), key=lambda p: p.start)
    if _counts_its_subject(now):
        kept = [_as_place(phrase) for phrase in kept if phrase.kind != "person" and not phrase.role]
    topic = before.speaker_clause + " ".join(_kept_text(phrase, now) for phrase in kept)
    return f"{topic} {inside(now.text)}" if topic else ""


def _with_owner(now: Parsed) -> Phrase | None:
    """What is asked for after a noun that owns it: «айыппұл көлемі», «жол ұзындығы»; not «жалпы көлемі»."""
    told = next((phrase for phrase in now.phrases if phrase.focus and phrase.last <= now.asks.start), None)
    if told is None or told.role or not told.possessed or told.last - told.first != 2 or told.case != "nominative":
        return None
    owner = now.words[told.first]
    free = owner.lower in table("followups.toml")["owners"]["free"]
    return None if free or owner.number or is_attribute(owner.text) or is_possessed(owner.text) else told


def _counts_its_subject(now: Parsed) -> bool:
    """«Неше кабинет жөнделді?», «Қанша бөлме бар?»: what is counted is the subject; others can but hold it."""
    if not now.verbs or now.question.type != "count" or not any(phrase.focus for phrase in now.phrases):
        return False
    counted, verb = now.words[min(now.asks.stop, now.verbs[-1])], now.words[now.verbs[-1]].lower
    return case_of(counted.text) == "nominative" and (verb in {"бар", "жоқ"} or bool(PASSIVE.search(verb)))


def _as_place(phrase: Phrase) -> Phrase:
    """What was the subject or the owner holds what is counted: «клуб», «клубтың» – «клубта»."""
    if phrase.case not in {"nominative", "genitive"}:
        return phrase
    return replace(phrase, text=decline(phrase.bare, "locative", phrase.possessed), case="locative")


def _kept_text(phrase: Phrase, now: Parsed) -> str:
    """An owner with nothing to own any more acts itself: «қожалығының [басшысы]» – «қожалығы қанша гектар екті»."""
    loose = phrase.case == "genitive" and now.verbs and len(now.asks) == 1 and now.question.focus
    owned = loose and is_possessed(nominative(now.question.focus[-1].text))
    return phrase.bare if loose and not owned else phrase.text


def _tells_of_its_own(now: Parsed) -> bool:
    """«Көпір қашан ашылды?» has its subject before the interrogative, «Отырысты кім өткізді?» asks for it."""
    told = [phrase for phrase in now.phrases if phrase.kind != "time" and phrase.last <= now.asks.start]
    if not told or not now.verbs:
        return False
    asks_who = now.words[now.asks.start].lower in {"кім", "кімдер"}
    return asks_who or any(phrase.case == "nominative" and not phrase.possessed for phrase in told)


def _is_subject(now: Parsed) -> bool:
    """«Қай аудан жеңді?» has a subject of its own."""
    return len(now.asks) > 1 and now.question.case == "nominative"
