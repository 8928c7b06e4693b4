"""The year that words speak of: this one («биыл»), the last («былтыр»), an earlier («бұрын»), the next; and plans."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from bot.answering.lexicon import word_row, word_set
from bot.answering.passage import Word
from retrieval.language.grammar import is_finite
from retrieval.language.stemming import known_words

_SPANS = ("жыл", "ай")
_YEAR = ("жылы", "жылд", "жылғ")
_PASSED = "өткен"
_THIS = "осы"
_THEN = frozenset({"ол", "сол"})  # «Ол кезде қорада 35 сиыр тұрыпты»
_TIMES = ("кезде", "кезең", "уақытта", "тұста", "жылдар")
_PREDICATE = 3  # the last words of a clause, where its predicate stands
_INTENDS = re.compile(r".{3,}(?:[мбп][ае][қк])(?:ш[ыі])?$")  # «салынбақ», «жеткізбекші»
_AHEAD = re.compile(r".+(?:[аей]т[ыі]н|[аей]д[ыі])$")  # «қанша үй салынады?»
_TO_BE = re.compile(rf"{_AHEAD.pattern}|.{{2,}}[мбп][ае][қк]$")  # «қаншаға өседі?», «… өспек?»
_GOES_ON = re.compile(r".+[ае]д[ыі]$|.+уд[ае]$")  # «еңбек етеді», «сатылуда»
_DONE = re.compile(r".+[дт][ыі]$|.+[ғқг][ае]н$|.+кен$")  # «салынды», «салынған»
_WHAT_TO_DO = re.compile(r".{2,}уді$|.{2,}уды$")  # «көтеруді», «қысқартуды»
_IS_SO = re.compile(r".+[аеий]д[ыі]$")  # «неше оқушы оқиды?»
_MUST = "тиіс"
_BEFORE = ("дан", "ден", "тан", "тен", "нан", "нен")  # «мерзімінен бұрын» is no time gone by
_STANDS = frozenset({"бар", "тұр", "отыр", "жатыр", "жүр"})


def season_asked(words: Sequence[Word]) -> str:
    """The year a question asks of: "this", "last", "next", "earlier" or ""."""
    lowers = [word.lower for word in words]
    told = seasons_told(lowers)
    if "this" in told:
        return "this"
    if "last" in told:
        return "last"
    if "next" in told:
        return "next"
    ago = any(one.startswith(_SPANS) and other == "бұрын" for one, other in pairwise(lowers))
    return "earlier" if ago else ""


def seasons_told(lowers: Sequence[str]) -> frozenset[str]:
    """The years that words tell of: «былтырғы», «өткен жылы», «биыл», «бұрын», «келесі жылы»."""
    rows = (("this", "this_year"), ("last", "last_year"))
    found = {season for season, listed in rows if not word_set("words.toml", listed).isdisjoint(lowers)}
    if _tells_formerly(lowers):
        found.add("earlier")
    if not _THEN.isdisjoint(lowers) and any(
        one in _THEN and other.startswith(_TIMES) for one, other in pairwise(lowers)
    ):
        found.add("earlier")
    return frozenset(found | _years_told(lowers))


def _years_told(lowers: Sequence[str]) -> set[str]:
    """«өткен жылы», «өткен қыста», «осы қыста», «келесі жылға»; «өткен аптада» tells of no year."""
    coming = word_set("words.toml", "coming")
    if _PASSED not in lowers and _THIS not in lowers and coming.isdisjoint(lowers):
        return set()
    told = {one for one, other in pairwise(lowers) if other.startswith(_YEAR)}
    parts = {one for one, other in pairwise(lowers) if other.startswith(word_row("words.toml", "seasons"))}
    rows = (("last", _PASSED in told | parts), ("this", _THIS in parts), ("next", not coming.isdisjoint(told)))
    return {season for season, is_told in rows if is_told}


def _tells_formerly(lowers: Sequence[str]) -> bool:
    """Whether words tell of former times: «бұрын»; «мерзімінен бұрын» does not."""
    formerly = word_set("words.toml", "formerly")
    if formerly.isdisjoint(lowers):
        return False
    before = ("", *lowers)
    return any(word in formerly and not other.endswith(_BEFORE) for other, word in zip(before, lowers, strict=False))


def is_planned(words: Sequence[Word]) -> bool:
    """Whether a clause tells of what is only meant to be: «12 үй салынбақ», «… салу жоспарланған», «… тиіс»."""
    last = [word.lower for word in words[-_PREDICATE:] if not word.capital]  # «Тұрлыбек» is no verb
    planned = word_row("words.toml", "planned")
    return any(
        lower == _MUST or lower.startswith(planned) or bool(_INTENDS.match(lower) and is_finite(lower))
        for lower in last
    )


def begins_ahead(words: Sequence[Word]) -> bool:
    """Whether words tell that something is yet to begin: «құрылыс 2026 жылдың сәуірінде басталады»."""
    begins = word_row("words.toml", "begins")
    return any(word.lower.startswith(begins) and bool(_AHEAD.match(word.lower)) for word in words)


def is_only_meant(words: Sequence[Word]) -> bool:
    """Whether a clause tells of a plan, or of what somebody asks to be done: «көтеруді сұрады», «қысқартуды ұсынды»."""
    rows = pairwise(words)
    asks = word_row("words.toml", "proposes")
    return is_planned(words) or any(_WHAT_TO_DO.match(a.lower) and b.lower.startswith(asks) for a, b in rows)


def asks_of_meant(words: Sequence[Word]) -> bool:
    """Whether a question asks what is meant to be: «қанша болмақ?», «нешеге көтеруді сұрады?», «қаншаға өседі?»."""
    lowers = [word.lower for word in words]
    if not lowers or not word_set("words.toml", "now").isdisjoint(lowers):
        return False
    stays = lowers[-1].startswith("тұр")  # «қанша тұрады»
    return is_only_meant(words) or bool(_TO_BE.match(lowers[-1]) and not stays)


def asks_of_done(words: Sequence[Word]) -> bool:
    """Whether a question asks of what was done or is: «неше үй салынды?», «неше аппарат тұр?»; not «салынады»."""
    lowers = [word.lower for word in words]
    if is_planned(words) or not lowers:
        return False
    return lowers[-1] in _STANDS or bool(_DONE.match(lowers[-1]) and not _AHEAD.match(lowers[-1]))


def asks_of_now(words: Sequence[Word]) -> bool:
    """Whether a question asks of what is: «неше сиыр бар?», «неше адам жұмыс істейді?»."""
    last = words[-1].lower if words else ""
    return last in _STANDS or bool(_AHEAD.match(last) or _IS_SO.match(last))


def tells_of_now(words: Sequence[Word]) -> bool:
    """Whether the last words say that something is: «он екі маман еңбек етеді»; «бастады» is past, of «бастау»."""
    last = words[-1].lower if words else ""
    return bool(_GOES_ON.match(last)) and last[:-2] + "у" not in known_words()


def is_past(words: Iterable[Word]) -> bool:
    """Whether words tell of a time gone by: «былтыр», «бұрын», also «өткен сәуірде»."""
    lowers = [word.lower for word in words]
    months = word_row("words.toml", "months") + word_row("words.toml", "seasons")
    told = seasons_told(lowers)
    lately = any(one == _PASSED and other.startswith(months) for one, other in pairwise(lowers))
    return lately or bool(told & {"last", "earlier"})
