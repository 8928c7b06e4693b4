"""Follow-ups: «Ал «Шипагерде» ше?», «Оның төрайымы кім?», «Қашан?» become full questions by the turn before.

A question that can stand alone stays as it is. It cannot when it ends in «ше», when a pronoun in it has nothing
before it to point to, when it only asks («Неге?»), when what it asks for lacks an owner («Төрайымы кім?») or
when it has neither a name nor a noun of its own beside the interrogative («Қанша несие алған?»).
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.answering.asking_again import asked_again, looser, swapped_in
from bot.answering.holding import as_held, counts_its_subject
from bot.answering.lexicon import Lexicon, table, word_set
from bot.answering.phrases import Parsed, Phrase, looks_possessed
from bot.answering.pieces import inside
from bot.answering.pointing import given_owner, is_fresh, pointed_out, points, same_again
from bot.answering.referents import choose, is_unit, measured, pronoun_case
from bot.answering.reply import Reply
from bot.answering.saying.statement import PASSIVE
from bot.answering.typed_followup import Analyze, Typed, typed_as, without_opener
from retrieval.language.grammar import SPATIAL, Case, is_attribute, is_possessed
from retrieval.language.inflection import decline, nominative

_ENDS = " \t\n?!.…"
_OWN_NOUN_TYPES = frozenset({"which", "list", "organisation", "yesno", "digest", "definition", "open"})
_ANSWER_FITS = frozenset({"person", "place", "organisation"})


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question made whole.

    `prefer_article`: id of the article the turn before was answered from, or ""; it is asked alone when all
    together hold no answer. `looser`: the same without the
    noun counted, for «Ауыл аманаты» ше?» after a question about tonnes; only a finding in the very paragraph
    that answered the turn before may answer it, where things are told side by side. `swapped`: of «Былтыр
    ше?», «Ал ерлер ше?», what is asked about now; the words that answered for the other do not answer for it.
    `near`: it stands alone but names nothing («Екінші орынды кім алды?»): the article spoken of is asked first.
    """

    text: str
    prefer_article: str = ""
    looser: str = ""
    swapped: str = ""
    near: bool = False


def complete(question: str, asked: str, reply: Reply, analyze: Analyze, lexicon: Lexicon) -> FollowUp:
    """Rewrite an elliptical question by the question before (itself complete) and its reply.

    Both questions in the index's spelling (Analyzer.repair). A question that stands alone comes back unchanged
    but for an opening «Ал».
    """
    if reply.status == "smalltalk":
        return FollowUp(question)
    typed = typed_as(question, analyze, lexicon)
    before = Parsed(analyze(without_opener(asked)[0]), lexicon)
    article = reply.citations[0].article if reply.citations else ""
    if not typed.parsed.words or not before.words:
        return FollowUp(question)
    rules = (_who_said, _pointing, _rest_of_it, asked_again, _same_again, _owned, _part_of_it, _bare, _subjectless)
    for rule in rules:
        text = rule(typed, before, reply)
        if text:
            swapped = swapped_in(typed) if rule is asked_again else ""
            return FollowUp(_sentence(text), article, looser(typed, before) if article else "", swapped)
        if rule is _pointing and points(typed.parsed) and not typed.closed:
            break  # «Ол неше жаста?» after nobody was spoken of
    if typed.opened or typed.closed:
        return FollowUp(_sentence(typed.parsed.text), article)
    wide = typed.parsed.question.type in {"list", "digest", "definition", "open"}
    placed = any(word.lower.endswith(SPATIAL) for word in typed.parsed.words)  # «Аудандағы мүшелер саны қанша?»
    near = not (wide or placed or typed.parsed.names or is_fresh(typed.parsed))
    return FollowUp(question, article if near else "", near=near and bool(article))


def _who_said(typed: Typed, before: Parsed, reply: Reply) -> str:
    """«Оны кім айтты?» asks who said what was answered."""
    now = typed.parsed
    if not (now.question.says and now.question.type == "person" and now.asks) or now.names:
        return ""
    rest = [word for at, word in enumerate(now.words) if at not in now.asks and at not in now.verbs]
    if not rest or any(pronoun_case(word.lower) != "accusative" for word in rest):
        return ""
    return f"{_stated(before, reply)} деп {inside(now.text[now.words[now.asks.start].start :])}"


def _pointing(typed: Typed, before: Parsed, reply: Reply) -> str:
    return pointed_out(typed.parsed, before, reply)


def _same_again(typed: Typed, before: Parsed, _reply: Reply) -> str:
    return same_again(typed.parsed, before)


def _owned(typed: Typed, before: Parsed, reply: Reply) -> str:
    return given_owner(typed.parsed, before, reply)


def _sentence(text: str) -> str:
    plain = " ".join(text.split()).strip(_ENDS + ",")
    return plain[:1].upper() + plain[1:] + "?"


# «Нешеуі қыз?», «Қалғаны ше?»


def _part_of_it(typed: Typed, before: Parsed, reply: Reply) -> str:
    """A part is asked for: of what the question before counted."""
    now = typed.parsed
    if now.names or not _asks_part(now):
        return ""
    if any(at not in now.times for at in range(now.asks.start)):
        return ""  # «Бөлмелер нешеу?»: of what, it says itself
    whole = choose(before, reply, "part", "genitive")
    return f"{whole.in_case('genitive')} {inside(now.text)}" if whole else ""


def _asks_part(now: Parsed) -> bool:
    parts = tuple(table("followups.toml")["hints"]["part_stems"])
    return bool(now.asks) and now.words[now.asks.start].lower.startswith(parts)


def _rest_of_it(typed: Typed, before: Parsed, reply: Reply) -> str:
    """«Қалғаны ше?»: how many are left of what was counted."""
    words = typed.parsed.words
    if not typed.closed or len(words) != 1 or not words[0].lower.startswith("қалған"):
        return ""
    whole = choose(before, reply, "part", "genitive")
    return f"{whole.in_case('genitive')} {words[0].lower} қанша" if whole else ""


# «Қашан?», «Неге азайған?», «Қанша несие алған?»


def _bare(typed: Typed, before: Parsed, reply: Reply) -> str:
    """Nothing but an interrogative (with its unit): it asks about what the question before said."""
    now = typed.parsed
    if not now.asks or now.names or now.question.type in {"yesno", "digest"}:
        return ""
    if now.question.says and now.question.type == "person" and not now.phrases:
        return _stated(before, reply) + " деп " + inside(now.text)
    stop = now.asks.stop
    if stop < len(now.words) and now.words[stop].lower in table("followups.toml")["parting"]["governing"]:
        return _filled(before, reply, inside(now.text).strip(_ENDS)) if stop + 1 == len(now.words) else ""
    unit = [phrase for phrase in now.phrases if phrase.focus and phrase.first == now.asks.stop]
    size = len(now.asks) + _idle(now) + sum(phrase.last - phrase.first for phrase in unit)
    if size < len(now.words) or (now.verbs and unit):
        return ""
    last = unit[-1].last if unit else now.asks.stop
    asks = now.text[now.words[now.asks.start].start : now.words[last - 1].stop]
    if (unit and unit[-1].case == "nominative") or _which_of_counted(now, before):
        return _recounted(before, inside(asks))
    return _filled(before, reply, inside(asks), beside=True)


def _stated(before: Parsed, reply: Reply) -> str:
    """The question before as a statement: with its answer, and the noun counted but once."""
    if before.question.type in {"reason", "date"} and before.asks:
        return _filled(before, reply, "")
    if before.question.type in _ANSWER_FITS:
        return _filled(before, reply, _fitted(before, reply))
    focus = _counted(before)
    if before.question.type == "percent":  # «30%» in the place of «қанша»: its noun stands there
        return _filled(before, reply, reply.short_answer.rstrip("%"))
    if focus and reply.short_answer.lower().endswith(focus[-1].bare.lower()):
        return _recounted(before, reply.short_answer).strip(_ENDS)
    return _filled(before, reply, reply.short_answer)


def _which_of_counted(now: Parsed, before: Parsed) -> bool:
    """«Неше дәрігер керек?» – «Қандай дәрігерлер?»"""
    counted = {phrase.head for phrase in _counted(before)}
    return len(now.asks) > 1 and now.words[now.asks.stop - 1].key in counted


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
        new = _fitted(before, reply) + " " + new
    return (before.text[:start] + new + before.text[stop:]).strip(_ENDS)


def _fitted(before: Parsed, reply: Reply) -> str:
    short = reply.short_answer
    return decline(short, _answer_case(before), looks_possessed(short))


def _answer_case(before: Parsed) -> Case:
    """The answer's case inside the question before; «қайда барды» wants the dative: Қазалы ауданына барды."""
    last = before.words[-1].lower
    goes = last != "бар" and last.startswith(tuple(table("statements.toml")["going"]))
    return "dative" if goes and before.question.case == "locative" else before.question.case


def _subjectless(typed: Typed, before: Parsed, reply: Reply) -> str:
    """An interrogative with its noun and verb but nobody they belong to: names of the question before go first."""
    now = typed.parsed
    if not now.asks or now.names or is_fresh(now) or _tells_of_its_own(now) or _asks_part(now):
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
    actor = _actor(now, before, reply)
    if actor:
        return f"{actor} {inside(now.text)}"
    own_noun = bool(now.phrases) or len(now.asks) > 1
    topics = [p for p in before.phrases if p.kind != "time" and not measured(before, p)]
    kept = list(before.names) or [p for p in topics if not _asked_for(before, p)]
    counted = [] if own_noun or now.question.heads else _counted_again(now, before)
    undone = _undergone(now, topics)
    if undone and not counted:
        return f"{undone.bare} {inside(now.text)}"
    if not own_noun and not now.question.heads:
        kept += [p for p in topics if p.focus and p not in kept + counted and not is_unit(before, p)]
    if not any(phrase.kind == "time" for phrase in now.phrases) and not own_noun:
        kept += [p for p in before.phrases if p.kind == "time"]
    kept = sorted((p for p in kept if not before.in_speaker(p)), key=lambda p: p.start)
    if counts_its_subject(now):
        kept = [as_held(phrase, now) for phrase in kept if phrase.kind != "person" and not phrase.role]
    topic = before.speaker_clause + " ".join(_kept_text(phrase, now, before) for phrase in kept)
    return f"{topic} {_with_counted(now, counted)}" if topic else ""


def _counted_again(now: Parsed, before: Parsed) -> list[Phrase]:
    """«Жөндеуге қанша ақша керек?» – «Қанша жиналды?»: money again."""
    counts = len(now.asks) == 1 and now.words[now.asks.start].lower in {"қанша", "неше"}
    return [p for p in _counted(before) if counts and p.case == "nominative" and not is_unit(before, p)]


def _with_counted(now: Parsed, counted: list[Phrase]) -> str:
    at = now.words[now.asks.stop - 1].stop
    return inside(now.text[:at]) + "".join(" " + phrase.text for phrase in counted[:1]) + now.text[at:]


def _asked_for(before: Parsed, phrase: Phrase) -> bool:
    """What the question before asked for or counted; «[Форум] қайда өтті?» asks for a place, not for a forum."""
    told = before.question.type in {"place", "date", "person", "reason"} and not phrase.role
    return phrase.focus and not (told and phrase.last <= before.asks.start)


def _actor(now: Parsed, before: Parsed, reply: Reply) -> str:
    """Who did it, as answered: «Кім жеңді?» – «Не алды?», «Неше ұпай жинады?»."""
    who = before.question.type in {"person", "organisation"} and before.question.case == "nominative" and before.verbs
    does = now.verbs and not PASSIVE.search(now.words[now.verbs[-1]].lower) and not counts_its_subject(now)
    if not (who and does) or reply.status != "answered" or "," in reply.short_answer:
        return ""
    asked = now.words[now.asks.start].lower in {"не", "нені", "қанша", "неше"} and len(now.asks) == 1
    return reply.short_answer if asked and all(phrase.focus for phrase in now.phrases) else ""


def _undergone(now: Parsed, topics: list[Phrase]) -> Phrase | None:
    """«Көрпені кім тікті?» – «Қаншаға сатылды?»: what was acted on is the subject of the passive."""
    passive = now.verbs and PASSIVE.search(now.words[now.verbs[-1]].lower) and not now.phrases
    objects = [phrase for phrase in topics if phrase.case == "accusative" and phrase.kind != "person"]
    return objects[0] if passive and len(objects) == 1 else None


def _with_owner(now: Parsed) -> Phrase | None:
    """What is asked for after a noun that owns it: «айыппұл көлемі», «жол ұзындығы»; not «жалпы көлемі»."""
    told = next((phrase for phrase in now.phrases if phrase.focus and phrase.last <= now.asks.start), None)
    if told is None or told.role or not told.possessed or told.last - told.first != 2 or told.case != "nominative":
        return None
    owner = now.words[told.first]
    free = owner.lower in table("followups.toml")["owners"]["free"]
    return None if free or owner.number or is_attribute(owner.text) or is_possessed(owner.text) else told


def _kept_text(phrase: Phrase, now: Parsed, before: Parsed) -> str:
    """An owner with nothing to own any more acts itself: «қожалығының [басшысы]» – «қожалығы қанша гектар екті».

    What was measured is no longer spoken of: «Көпірдің [құны] қанша?» – «Көпір қашан ашылды?», «Көпірді кім салды?».
    """
    done = now.words[now.asks.start].lower in {"кім", "кімдер"}
    if phrase in _counted(before) and done and phrase.case == "nominative":
        return decline(phrase.bare, "accusative", phrase.possessed)
    if phrase.case != "genitive" or not now.verbs or counts_its_subject(now):
        return phrase.text
    if any(measured(before, other) and other.first == phrase.last for other in before.phrases):
        return decline(phrase.bare, "accusative", phrase.possessed) if done else phrase.bare
    loose = len(now.asks) == 1 and now.question.focus
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
