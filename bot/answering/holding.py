"""«Форум қайда өтті?» – «Неше адам қатысты?»: what was spoken of holds what is counted now, in the verb's case."""

from __future__ import annotations

from dataclasses import replace

from bot.answering.lexicon import table
from bot.answering.phrases import Parsed, Phrase
from bot.answering.saying.statement import PASSIVE
from retrieval.language.grammar import Case, case_of
from retrieval.language.inflection import decline


def counts_its_subject(now: Parsed) -> bool:
    """«Неше кабинет жөнделді?», «Қанша бала оқиды?»: what is counted is the subject; others can but hold it."""
    if not now.verbs or now.question.type != "count" or not any(phrase.focus for phrase in now.phrases):
        return False
    counted, verb = now.words[min(now.asks.stop, now.verbs[-1])], now.words[now.verbs[-1]].lower
    comes = verb in {"бар", "жоқ"} or bool(PASSIVE.search(verb)) or _wanted(now) is not None
    return comes and (case_of(counted.text) == "nominative" or _owns(now))


def as_held(phrase: Phrase, now: Parsed) -> Phrase:
    """What was the subject, the owner or the place before, in the case that the verb of what is counted wants.

    «турнир» – «турнирге неше балуан келді»; «клубтың» – «клубта қанша бөлме бар», but «клубтың неше бөлмесі бар».
    """
    case: Case = _wanted(now) or "locative"
    if _owns(now):
        case = "genitive"
    event = phrase.kind == "noun" or phrase.case == "dative"
    if phrase.case in {"ablative", "instrumental"} or (phrase.case in {"dative", "locative"} and not event):
        return phrase
    return replace(phrase, text=decline(phrase.bare, case, phrase.possessed), case=case)


def _owns(now: Parsed) -> bool:
    """«Неше [тоғаны бар]?»: what was spoken of has it."""
    counted = now.words[min(now.asks.stop, now.verbs[-1])].lower
    return now.words[now.verbs[-1]].lower in {"бар", "жоқ"} and counted[-1:] in {"ы", "і"}


def _wanted(now: Parsed) -> Case | None:
    """The case that verbs of coming, working, being take beside their subject; None for other verbs."""
    verbs = [now.words[at].lower for at in now.verbs]
    cases: dict[Case, list[str]] = table("followups.toml")["holding"]
    return next((case for case, stems in cases.items() if any(v.startswith(tuple(stems)) for v in verbs)), None)
