"""How surely a finding is about the named things of the question: its titles, people and places."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.described import described
from bot.answering.finding import Finding
from bot.answering.lexicon import word_set
from bot.answering.matching import Evidence, is_title, owner_clash, same_name
from bot.answering.naming import NamedKey
from bot.answering.passage import Word
from bot.answering.question import Question
from retrieval.language.grammar import case_of, is_attribute, is_verbal

_BESIDE_ANOTHER = 0.4  # how sure a named thing is at least where another one asked about stands in the sentence


def about(evidence: Evidence, finding: Finding) -> dict[str, float]:
    """How surely the finding is about the named things, the least sure counting most."""
    named = evidence.question.named
    if not named:
        return {"no keys": 1.0}
    levels = list(evidence.levels(finding.weighed))
    here = any(key.kind == "title" and level.where == "here" for key, level in zip(named, levels, strict=True))
    sure = []
    clash = 0.0
    for key, level in zip(named, levels, strict=True):
        if corrects(finding, key):
            continue
        value = max(level.sure, _BESIDE_ANOTHER) if here and level.where not in {"here", "none"} else level.sure
        if level.where == "here" and not finding.rule.startswith(("list", "organisation", "yesno")):
            belongs = (
                _in_own_regions(key.keys, finding)
                if finding.closed
                else not owner_clash(key, finding.sentence, finding.start) or _told_of_title(key, finding)
            )
            if not belongs or _only_listed(evidence, key, finding) or _of_a_rival(key, finding):
                value, clash = 0.2, 1.0
        elif level.where == "here" and _asks_who(evidence.question, finding) and _of_a_rival(key, finding):
            value, clash = 0.2, 1.0
        elif key.kind == "title" and finding.closed and _other_title_inside(finding):
            value, clash = min(value, 0.05), 1.0
        sure.append(value)
    return {
        "key least": min(sure, default=1.0),
        "key mean": sum(sure) / max(1, len(sure)),
        "key clash": clash,
        "key lead": float(any(level.where == "lead" for level in levels)),
        "key far": float(any(level.where == "far" for level in levels)),
        "key before": float(any(level.where == "before" for level in levels)),
    }


def _asks_who(question: Question, finding: Finding) -> bool:
    """Whether a body answers who did or got something: «атақты кім алды» – «Қанат» фабрикасы."""
    return question.type in {"person", "organisation"} and finding.rule.startswith("organisation")


def corrects(finding: Finding, key: NamedKey) -> bool:
    """Whether a finding tells another number than the one asked about: «600 орындық па?» – «Жоқ, 300 орындық»."""
    return key.kind == "number" and finding.rule == "yesno:measure"


def _of_a_rival(key: NamedKey, finding: Finding) -> bool:
    """«Асан 1 миллион теңге алса, Үсен 500 мың теңге алды»: of Асан the sum beside the other name is not.

    Of people told side by side the first clause may name the scene of all: «… байқауында Асан топ жарды, Үсен …».
    """
    if key.kind == "number" or not finding.rivals:
        return False
    if finding.rule.startswith(("person", "organisation")) and _is_scene(key, finding):
        return False
    theirs = [span for span in finding.rivals if not _says_what_part_is(finding.weighed.within(*span))]
    own, others = (
        [word for start, stop in stretches for word in finding.weighed.within(start, stop) if _may_name(word)]
        for stretches in (finding.regions, theirs)
    )
    asked = key.keys[-1]
    if finding.rule.startswith(("person", "organisation")) and any(_points_back(word) for word in finding.own_words):
        return False
    return bool(own) and any(same_name(asked, w.key) for w in others) and not any(same_name(asked, w.key) for w in own)


def _says_what_part_is(words: Sequence[Word]) -> bool:
    """«цехта 36 жұмысшы бар, [оның 20-сы – Қарасудың жастары]»: of what was counted, not of another."""
    return any(_points_back(word) for word in words[:1]) and not any(is_verbal(word.text) for word in words)


def _may_name(word: Word) -> bool:
    return word.capital or word.quoted


def _points_back(word: Word) -> bool:
    """«[оның] үстінде шабандоз Ерасыл»: the clause speaks of what the one before named."""
    return word.lower in word_set("words.toml", "anaphors")


def _is_scene(key: NamedKey, finding: Finding) -> bool:
    """«Тараздағы жарыста …», «Жас дарын» байқауында …»: where it all happened."""
    words = finding.weighed.words
    places = [at for at, word in enumerate(words) if same_name(key.keys[-1], word.key)]
    if key.kind == "title":
        places = [min(at + 1, len(words) - 1) if words[at].quoted else at for at in places]
    parts = {"nominative", "accusative", "dative"}
    return all(case_of(words[at].text) not in parts or is_attribute(words[at].text) for at in places)


def _only_listed(evidence: Evidence, key: NamedKey, finding: Finding) -> bool:
    """«Құрамында 424 мүшесі бар бұл ұйым «…», «Таза бейсенбі» жобаларға …»: it speaks of another thing before."""
    sentence = finding.weighed
    before = evidence.reading.before(sentence)
    if before is not None and any(is_title(key, title) for title in before.titles):
        return False
    later = [title for title in sentence.titles if title.start >= finding.stop]
    return sentence.points_back and any(is_title(key, title) for title in later) and len(later) == len(sentence.titles)


def _other_title_inside(finding: Finding) -> bool:
    """Whether the finding's own stretch names another thing: «Қарғалы» … төрайымы."""
    return any(start <= title.start < stop for title in finding.weighed.titles for start, stop in finding.regions)


def _told_of_title(key: NamedKey, finding: Finding) -> bool:
    """«Алтауына «Алтын алқа», он біріне [«Күміс алқа»] бұйырды»: the title stands beside the later number only."""
    titles = [title for title in finding.weighed.titles if is_title(key, title)]
    bearer = described(finding)
    if bearer is not None and any(title.start <= bearer.start < title.stop for title in titles):
        return True
    own = [title for title in finding.weighed.titles if any(a <= title.start < b for a, b in finding.regions)]
    return len(own) == 1 and own[0] in titles


def _in_own_regions(keys: tuple[str, ...], finding: Finding) -> bool:
    held = {
        word.key
        for word in finding.sentence.words
        if any(start <= word.start < stop for start, stop in finding.regions)
    }
    return all(any(other.startswith(key[:5]) for other in held) for key in keys[-1:])
