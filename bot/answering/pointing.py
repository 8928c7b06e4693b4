"""Words of a follow-up that point out of it: «Оның төрағасы кім?», «Бұл жобада …», and nouns without an owner."""

from __future__ import annotations

from bot.answering.lexicon import table, word_set
from bot.answering.phrases import Parsed
from bot.answering.pieces import context, deputy_of, inside, is_deputy, possessive, post_asked
from bot.answering.referents import Referent, Want, choose, pronoun_case, wanted
from bot.answering.reply import Reply
from retrieval.language.grammar import Case, case_of, is_attribute, is_plural, is_possessed
from retrieval.language.inflection import decline, nominative

_VERB_STEM = 2  # letters by which алған and алды, берілді and берген are one act here


def pointed_out(now: Parsed, before: Parsed, reply: Reply) -> str:
    """A pronoun with no name before it gives way to what it points to."""
    at = _pronoun(now)
    if at is None:
        return ""
    if _asks_for_deputy(now, at):
        posted = post_asked(before)
        if posted:
            return deputy_of(before, posted, _rest(now, at + 1))
    last, case, noun = _pointing_stop(now, at)
    while last < len(now.words) and now.words[last].lower in table("followups.toml")["back"]["self"]:
        last += 1
    same = next((p for p in before.phrases if noun and p.head == now.words[last - 1].key and not p.named), None)
    if same:
        return _replaced(now, at, last, decline(same.bare, case, same.possessed))
    if noun and noun not in _kinds():
        return ""
    want = wanted(now, at)
    if case == "accusative" and want == "any" and _same_verb(now, before):
        want = "thing"  # the subject of the same act is not its object
    referent = choose(before, reply, want, case, _focus_key(now))
    if referent is None:
        return ""
    return context(before, referent) + _replaced(now, at, last, _pointed(referent, noun, case))


def dangles(now: Parsed) -> bool:
    """Whether a question is about nobody and nothing known: «Ол неше жаста?» with no turn before it."""
    at = _pronoun(now)
    if at is None or now.names or now.question.type == "digest":
        return False
    told = any(phrase.last <= at and phrase.kind != "time" for phrase in now.phrases)
    return not told and not _pointing_stop(now, at)[2]


def points(now: Parsed) -> bool:
    """Whether a pronoun points out of the question."""
    return _pronoun(now) is not None


def _same_verb(now: Parsed, before: Parsed) -> bool:
    keys = {before.words[at].key[:_VERB_STEM] for at in before.verbs}
    return any(now.words[at].key[:_VERB_STEM] in keys for at in now.verbs)


def _pronoun(now: Parsed) -> int | None:
    """Index of the first pronoun that points out of the question."""
    fixed = table("followups.toml")["back"]["fixed_before"]
    for at, word in enumerate(now.words):
        if any(name.first <= at for name in now.names):
            return None
        following = now.words[at + 1].lower if at + 1 < len(now.words) else ""
        if pronoun_case(word.lower) and not word.quoted and following not in fixed:
            return at
    return None


def _pointing_stop(now: Parsed, at: int) -> tuple[int, Case, str]:
    """Where the pronoun ends, its case, and the noun that goes with it: "бұл жобада" gives (2, locative, жоба)."""
    word, hints = now.words[at], table("followups.toml")["hints"]
    own: Case = pronoun_case(word.lower) or "nominative"
    if word.lower not in table("followups.toml")["back"]["pointing"]:
        return at + 1, own, ""
    following = now.words[at + 1].text if at + 1 < len(now.words) else ""
    noun = nominative(following.lower()) if following else ""
    if noun in hints["person_nouns"] or noun in hints["place_nouns"]:
        return at + 2, "nominative" if noun == following.lower() else case_of(following), noun
    phrase = next((p for p in now.phrases if p.first in (at, at + 1) and p.kind == "noun"), None)
    if phrase is None:
        return at + 1, own, ""
    noun = nominative(now.words[phrase.last - 1].lower)
    if word.lower in {"ол", "сол"} and phrase.last - at != 2:
        return at + 1, own, ""
    if word.lower == "ол" and noun not in _kinds():
        return at + 1, own, ""
    return phrase.last, phrase.case, noun


def _kinds() -> frozenset[str]:
    hints = table("followups.toml")["hints"]
    kinds = (word_set("words.toml", section) for section in ("organisations", "places", "titled"))
    return frozenset().union(*kinds, hints["person_nouns"], hints["place_nouns"])


def _pointed(referent: Referent, noun: str, case: Case) -> str:
    """The referent in the pronoun's case; «Бастау Бизнес» for "бұл жобада" keeps the noun: «…» жобасында."""
    hints = table("followups.toml")["hints"]
    deictic = not noun or noun in hints["person_nouns"] or noun in hints["place_nouns"]
    if deictic or (referent.phrase and referent.phrase.own) or referent.possessed:
        return referent.in_case(case)
    return decline(f"{referent.bare} {possessive(noun)}", case, possessed=True)


def same_again(now: Parsed, before: Parsed) -> str:
    """«Ұйымда қанша мүше бар?» after «Қарғалы» ұйымы was named: the bare noun stands for that name."""
    if now.names or is_fresh(now):
        return ""
    for phrase in now.phrases:
        bare = phrase.kind == "noun" and not phrase.focus and phrase.last - phrase.first == 1
        if not bare or phrase.possessed or is_plural(phrase.text):
            continue
        named = next((old for old in before.names if old.own and old.head == phrase.head), None)
        if named:
            said = decline(named.bare, phrase.case, named.possessed)
            return now.text[: phrase.start] + said + now.text[phrase.stop :]
    return ""


def _asks_for_deputy(now: Parsed, at: int) -> bool:
    return pronoun_case(now.words[at].lower) == "genitive" and at + 1 < len(now.words) and is_deputy(now.words[at + 1])


def given_owner(now: Parsed, before: Parsed, reply: Reply) -> str:
    """A possessed noun at the beginning without its owner."""
    owners = table("followups.toml")["owners"]
    first = now.words[0]
    if 0 in now.asks or first.quoted or (now.names and now.names[0].first == 0) or is_fresh(now):
        return ""
    bare = nominative(first.lower)
    possessed = is_possessed(bare) or (0 in now.posts and bare[-1] in "ыі")
    if not possessed or is_attribute(bare) or bare in owners["free"] or 0 in now.verbs:
        return ""
    if now.phrases and now.phrases[0].last != 1:
        return ""
    parts = tuple(table("followups.toml")["hints"]["part_stems"])
    if is_deputy(first):
        posted = post_asked(before)
        if posted:
            return deputy_of(before, posted, inside(now.text))
    want: Want = "part" if first.lower.startswith(parts) else "body"
    owner = choose(before, reply, want, "genitive", first.key)
    if owner is None:
        return ""
    return f"{context(before, owner)}{owner.in_case('genitive')} {inside(now.text)}"


def is_fresh(now: Parsed) -> bool:
    return any(word.lower in table("followups.toml")["owners"]["fresh"] for word in now.words)


def _replaced(now: Parsed, first: int, last: int, new: str) -> str:
    start, stop = now.words[first].start, now.words[last - 1].stop
    return now.text[:start] + new + now.text[stop:]


def _rest(now: Parsed, at: int) -> str:
    return now.text[now.words[at].start :]


def _focus_key(now: Parsed) -> str:
    return now.question.focus[-1].key if now.question.focus else ""
