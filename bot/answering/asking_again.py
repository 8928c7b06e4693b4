"""«Ал «Шипагерде» ше?», «Былтыр ше?», «Хатшысы ше?»: the question before, asked again about something else."""

from __future__ import annotations

from dataclasses import replace

from bot.answering.lexicon import table
from bot.answering.phrases import Parsed, Phrase
from bot.answering.pieces import deputy_of, inside, is_deputy, possessive, post_asked
from bot.answering.referents import choose, measured
from bot.answering.reply import Reply
from bot.answering.saying.agreement import stem
from bot.answering.typed_followup import Typed
from retrieval.language.grammar import is_attribute, is_plural
from retrieval.language.inflection import decline, nominative
from retrieval.language.stemming import known_words


def asked_again(typed: Typed, before: Parsed, reply: Reply) -> str:
    """The question before about something else: the new phrase takes its place there."""
    now = typed.parsed
    if not (typed.closed or typed.possessor or _is_fragment(typed)) or not now.phrases:
        return ""
    if now.asks and not typed.possessor:
        return ""
    new = _ranked(now.phrases[-1], before)
    if new.kind == "time":
        return _retimed(before, new)
    if new.role and not new.named and new.case == "nominative":
        return _other_post(now, before, reply, new)
    if len(now.phrases) > 1 and now.names and not typed.possessor:
        return ""  # «Ал «Шипагердің» мүшелері ше?» is whole
    slot = _slot(before, new, typed.possessor)
    if slot and new.role and not slot.role and not is_plural(slot.bare):
        slot = None  # «Оқушыларға ше?» after «Көрмеге кіру қанша?»
    return _put(before, slot, new) if slot else f"{new.text} {_lowered(before)}"


def _lowered(before: Parsed) -> str:
    """The question before behind something else: its first word small, unless it is a name."""
    named = any(name.first == 0 for name in before.names) or before.words[0].quoted
    return before.text if named else inside(before.text)


def _ranked(new: Phrase, before: Parsed) -> Phrase:
    """What the form of the new phrase means here.

    «Екінші орынды»: after an ordinal it is the accusative, though «орынды» alone may be read otherwise. «Тоқырауын
    ше?»: a name that only looks like an accusative, where nothing of the question before stands in it.
    """
    objects = any(phrase.case == "accusative" for phrase in before.phrases)
    if new.named and new.case == "accusative" and not objects and " " not in new.text:
        return replace(new, case="nominative", bare=new.text, possessed=False)
    ordinal = new.text.split()[0].lower().endswith(("нші", "ншы")) and " " in new.text
    if not ordinal or new.case != "nominative" or not new.text.endswith(("ды", "ді", "ты", "ті")):
        return new
    return replace(new, case="accusative", bare=inside(new.text[:-2]))


def swapped_in(typed: Typed) -> str:
    """What is asked about now, as far as any of its forms goes: «былтыр», «ер» of «ерлер»; a time word for word."""
    new = typed.parsed.phrases[-1:]
    if not new:
        return ""
    if new[0].kind == "time":
        return new[0].text.lower()
    return stem(new[0].bare.strip('«»“”"').split()[0])


def _is_fragment(typed: Typed) -> bool:
    return typed.opened and not typed.parsed.asks and not typed.parsed.verbs and typed.parsed.question.type != "yesno"


def _retimed(before: Parsed, new: Phrase) -> str:
    old = next((phrase for phrase in before.phrases if phrase.kind == "time"), None)
    if old:
        return before.text[: old.start] + inside(new.text) + before.text[old.stop :]
    return f"{new.text} {_lowered(before)}"


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
    worths = [(phrase, _likeness(before, phrase, new, possessor)) for phrase in before.phrases if phrase.kind != "time"]
    best = max(worths, key=lambda pair: pair[1], default=None)
    return best[0] if best and best[1] >= 1.0 else None


def _likeness(before: Parsed, old: Phrase, new: Phrase, possessor: bool) -> float:
    worth = 2.0 if old.case == new.case and not possessor else 0.0
    worth += 0.5 if old.case != "nominative" and new.case != "nominative" else 0.0
    if old.named and new.named:
        worth += 4.0 if old.kind == new.kind else 3.0
    elif old.named == new.named:
        worth += 1.0
    elif new.text.islower():
        worth += 0.5  # «бизнесте» typed small may be no name at all
    worth += 0.5 if is_plural(old.bare) and is_plural(new.bare) else 0.0
    if possessor:
        worth += 3.0 if old.case == "genitive" else 0.0
    if old.focus and (new.named or new.case not in {"nominative", old.case}):
        worth -= 4.0
    if measured(before, old) and not new.possessed:
        worth -= 4.0  # «әйелдердің [үлесі] қанша», «ерлер ше?»
    return worth - (2.0 if old.role else 0.0)


def _put(before: Parsed, slot: Phrase, new: Phrase) -> str:
    """The question before with the new phrase in the slot's case; a noun after the old name stays."""
    text = before.text
    if slot.own and new.named and not new.own:
        return text[: slot.start] + _marked(new.bare, slot.own) + text[slot.own_stop :]
    if slot.case == "nominative" and new.case != "nominative" and not _keeps_nominative(before, slot):
        return text[: slot.start] + new.text + text[slot.stop :]
    bare = _marked(new.bare, slot.text) if new.named and not new.own else new.bare
    start = slot.start + _subject_before(slot, new)
    bare = bare if new.named or start == 0 or bare.lower() not in known_words() else inside(bare)
    start -= len("басқа ") if new.named and text[:start].lower().endswith("басқа ") else 0
    return text[:start] + decline(bare, slot.case, new.possessed) + text[slot.stop :]


def _subject_before(slot: Phrase, new: Phrase) -> int:
    """Letters of a subject that stands right before the slot's own noun: «[Билет] балаларға қанша тұрады?»"""
    first, _, rest = slot.text.partition(" ")
    plain = slot.kind == "noun" and slot.case in {"dative", "locative", "ablative"} and not slot.possessed
    alone = plain and " " not in new.text and rest and " " not in rest
    return len(first) + 1 if alone and not is_attribute(first) and is_plural(nominative(rest)) else 0


def _keeps_nominative(before: Parsed, slot: Phrase) -> bool:
    """A name before бойынша, a name with its noun, and whoever acts stay in the nominative."""
    following = before.words[slot.last].lower if slot.last < len(before.words) else ""
    return slot.kind == "title" or following in table("followups.toml")["postpositions"]


def looser(typed: Typed, before: Parsed) -> str:
    new = typed.parsed.names[-1:]
    counted = before.question.type == "count" and any(name.kind == "title" for name in before.names)
    if not typed.closed or not counted or not new or new[0].kind != "title":
        return ""
    return f"{new[0].bare} бойынша қанша?"


def _marked(name: str, model: str) -> str:
    """A name typed without quotation marks gets those of the name it replaces."""
    return f"«{name}»" if model[:1] in '«“"' and name[:1] not in '«“"' else name
