"""Score findings by a few readable features and a linear model whose weights are a data file."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from operator import mul, sub

from bot.answering.affirming import other_affirmed
from bot.answering.bearers import bearers, of_a_body
from bot.answering.belonging import belonging
from bot.answering.contrasts import contrasts
from bot.answering.dating import dating, of_other_bound
from bot.answering.described import described, describes_another, other_quality
from bot.answering.echoing import echoes
from bot.answering.effecting import effecting
from bot.answering.finding import Finding
from bot.answering.lexicon import lines, word_set
from bot.answering.matching import ENOUGH, Evidence, Match, is_title, owner_clash, same_name
from bot.answering.measuring import measuring
from bot.answering.naming import NamedKey
from bot.answering.parallels import other_ordinal, parallels
from bot.answering.passage import ArticleReading, Sentence, Title, Word
from bot.answering.placed import of_other_place
from bot.answering.promise import broken_promises
from bot.answering.question import Question
from bot.answering.ranks import other_discipline, other_rank, rank_of_prize
from bot.answering.receiving import receiving
from bot.answering.restricting import restricting
from bot.answering.scenes import other_scene, outside
from bot.answering.sisters import of_a_sister
from bot.answering.speaking import speaking
from retrieval.language.grammar import case_of, is_attribute, is_owned, is_verbal

Features = Mapping[str, float]
_SPANS = ("жыл", "ай", "апта", "күн")  # «келесі жылы» says when, «келесі жәрмеңке» which one
Stretches = tuple[tuple[int, int], ...]
_LONGEST_LABEL = 4  # words
_TIMES = (*_SPANS, "сағат", "минут")
_OF_WHOLE = 0.9  # how far what is told of the whole holds of its part
BESIDE_ANOTHER = 0.4  # how sure a named thing is at least where another one asked about stands in the sentence


@dataclass(frozen=True, eq=False)
class Scored:
    """A finding with the features that speak for and against it, and its score."""

    finding: Finding
    reading: ArticleReading
    features: Features
    score: float
    missing: tuple[str, ...]  # named things of the question that the article lacks

    @cached_property
    def unproven(self) -> tuple[str, ...]:
        """Numbers and names of the answer that its paragraph does not hold."""
        return broken_promises(self.finding.answer, self.finding.sentence.paragraph.text)


def load_weights(name: str) -> dict[str, float]:
    """A table of feature and weight."""
    rows = (line.split("\t") for line in lines(name))
    return {feature: float(weight) for feature, weight in rows}


def score_finding(evidence: Evidence, finding: Finding, rank: float, weights: Mapping[str, float]) -> Scored:
    """Weigh one finding; `rank` is its paragraph's BM25 score as a share of the best hit's."""
    features = features_of(evidence, finding, rank)
    score = sum([value * weights.get(name, 0.0) for name, value in features.items() if value])
    levels = evidence.levels(finding.weighed)
    missing = tuple(
        named.text
        for named, level in zip(evidence.question.named, levels, strict=True)
        if level.where == "none" and not _corrects(finding, named)
    )
    return Scored(finding, evidence.reading, features, score, missing)


def features_of(evidence: Evidence, finding: Finding, rank: float) -> dict[str, float]:
    """All features, most of them between 0 and 1; see docs/quality.md for what each was worth."""
    features = {"fit": finding.fit, "rank": rank, f"rule:{finding.rule}": 1.0}
    features |= _coverage(evidence, finding)
    features |= _keys(evidence, finding)
    features |= _predicate(evidence, finding)
    features |= dating(evidence, finding)
    features |= _lacks(evidence, finding)
    features |= effecting(evidence, finding)
    features |= speaking(evidence, finding)
    features |= _other_event(evidence, finding, bool(features.get("verb away")))
    features |= parallels(evidence, finding)
    features |= bearers(evidence, finding)
    features |= other_scene(evidence, finding)
    features |= belonging(evidence, finding)
    features |= contrasts(evidence, finding)
    features |= restricting(evidence, finding) | measuring(evidence, finding)
    features |= receiving(evidence, finding)
    features["other place"] = of_other_place(evidence, finding)
    features["other affirmed"] = other_affirmed(evidence, finding)
    features["echo"] = echoes(evidence, finding)
    features["outside"] = outside(evidence, finding)
    features["of a body"] = of_a_body(evidence, finding)
    features["of a sister"] = of_a_sister(evidence, finding)
    features["other ordinal"] = other_ordinal(evidence, finding)
    features["describes another"] = describes_another(evidence.question, finding)
    features["other quality"] = other_quality(evidence, finding)
    features["same body"] = float(finding.same_body)
    features["other rank"] = other_rank(evidence, finding)
    features |= rank_of_prize(evidence, finding)
    features["other discipline"] = other_discipline(evidence, finding)
    features["modifier away"] = _modifier_away(evidence, finding)
    features["row named"] = _row_named(evidence, finding)
    question, words = evidence.question, finding.sentence.within(finding.start, finding.stop)
    if words:
        asked = question.keys
        features["repeats question"] = sum(word.key in asked for word in words) / len(words)
        features["case"] = float(case_of(words[-1].text) == question.case != "nominative")
        features["other case"] = float(question.case != "nominative" and case_of(words[-1].text) != question.case)
        features["long"] = min(len(words), 20) / 20
    if question.focus:
        here = finding.weighed.keys
        alike = evidence.answering(question.focus[-1].key)
        features["focus here"] = max([near for key, near in alike.items() if key in here], default=0.0)
        if _asks_relation(question) and features["focus here"] < ENOUGH:
            features["relation away"] = float(finding.rule != "byline")
    features["leans back"] = float(finding.sentence.leans_back)
    features["late"] = finding.sentence.place / max(1, len(evidence.reading.sentences))
    return features


def _asks_relation(question: Question) -> bool:
    """«Жакуповтың жұбайы кім?»: somebody by what they are to a named person, not by an office."""
    if question.type != "person" or question.roles or question.heads or question.says:
        return False
    relation = question.focus[-1]
    if case_of(relation.text) != "nominative":
        return False  # «Асанның сұрағына кім жауап берді?»
    before = [word for word in question.words if word.stop < relation.start][-1:]
    return is_owned(relation.text) and any(word.capital and case_of(word.text) == "genitive" for word in before)


def _coverage(evidence: Evidence, finding: Finding) -> dict[str, float]:
    """Weighted shares of the question's words met in ever wider surroundings; each adds to the one before."""
    sentence, terms = finding.weighed, evidence.question.terms
    weights = evidence.weights
    total = sum(weights)
    if not total:
        return {"cover own": 1.0}
    place = sentence.place
    matches, best = evidence.matches[place], evidence.best[place]
    own = _inside(matches, finding, finding.regions)
    before = evidence.best[place - 1] if place else (0.0,) * len(terms)
    if finding.carries_on:
        own = _with_whole(evidence, finding, own, before)
    wider = (
        ("own", own),
        ("sentence", best),
        ("before", before),
        ("paragraph", evidence.in_paragraph[sentence.paragraph.number]),
        ("lead", evidence.in_lead),
        ("article", evidence.in_article),
    )
    shares, reached = {}, (0.0,) * len(terms)
    for name, row in wider:
        widened = tuple(map(max, reached, row))
        gained = sum(map(mul, weights, map(sub, widened, reached))) if widened != reached else 0.0
        shares["cover " + name] = gained / total
        reached = widened
    shares["unmet"] = 1.0 - sum(map(mul, weights, reached)) / total
    shares["near"] = _nearness(evidence, finding)
    if finding.rivals:
        rival = _inside(matches, finding, finding.rivals)
        shares["cover rival"] = sum(map(mul, weights, map(sub, map(max, own, rival), own))) / total
    return shares | _unmet_nouns(evidence, finding)


def _with_whole(
    evidence: Evidence, finding: Finding, own: tuple[float, ...], before: tuple[float, ...]
) -> tuple[float, ...]:
    """«Орталыққа 2 140 адам келді. Олардың 870-і жұмыс тапты»: all but the verb of the first holds of the part.

    A part without a verb has that of the whole: «12 отбасы көшіп келді. Олардың жетеуі – Өзбекстаннан».
    """
    does = any(is_verbal(word.text) for word in _own_words(finding))
    verbs = (does and is_verbal(evidence.question.words[term.at].text) for term in evidence.question.terms)
    return tuple(
        near if verb else max(near, _OF_WHOLE * far) for near, far, verb in zip(own, before, verbs, strict=True)
    )


def _unmet_nouns(evidence: Evidence, finding: Finding) -> dict[str, float]:
    """Share of the question's plain nouns (no names, verbs, light words) met neither here nor shortly before."""
    sentence, nouns = finding.weighed, evidence.nouns
    if not nouns:
        return {}
    here = evidence.best[sentence.place]
    before = evidence.best[sentence.place - 1] if sentence.place else here
    around = evidence.in_paragraph[sentence.paragraph.number]
    lead = evidence.in_lead
    away_here = [at for at in nouns if here[at] < ENOUGH]
    away = [at for at in away_here if before[at] < ENOUGH]
    gone = [at for at in away if around[at] < ENOUGH and lead[at] < ENOUGH]
    return {
        "nouns away": len(away_here) / len(nouns),
        "nouns away before": len(away) / len(nouns),
        "nouns gone": len(gone) / len(nouns),
        "subject gone": _subject_gone(evidence, finding, gone),
    }


def _subject_gone(evidence: Evidence, finding: Finding, gone: Collection[int]) -> float:
    """Whether how long something else takes is told: «оқыту неше күнге созылды» of a forum of two days."""
    question = evidence.question
    lasting = bool(question.focus) and question.focus[-1].lower.startswith(_TIMES)
    if question.named or finding.rule != "number:unit" or not lasting:
        return 0.0
    others = [at for at in evidence.nouns if question.terms[at].key != question.focus[-1].key]
    return float(bool(others) and all(at in gone for at in others))


def _modifier_away(evidence: Evidence, finding: Finding) -> float:
    """Share of the question's modified nouns that stand here without the modifier: «рөлі» where «ер рөлі» is asked."""
    held = [near >= ENOUGH for near in evidence.best[finding.weighed.place]]
    bare = sum(held[noun] and not held[modifier] for modifier, noun in evidence.modified)
    return bare / max(1, len(evidence.modified))


def _row_named(evidence: Evidence, finding: Finding) -> float:
    """Share of a table row's label that the question holds: «Қарғатам: Қаралғандар саны – 1 090»; 0 elsewhere."""
    if ":" not in finding.weighed.text:
        return 0.0
    words = finding.weighed.words
    label = next((at for at, word in enumerate(words) if ":" in word.gap), 0)
    if not 0 < label <= _LONGEST_LABEL or not any(word.gap in {"–", "—"} for word in words[label:]):
        return 0.0
    row = evidence.matches[finding.weighed.place]
    held = {match.word for found in row for match in found if match.strength >= ENOUGH and match.word < label}
    return len(held) / label if finding.start >= words[label].start else 0.0


def _inside(matches: Sequence[Sequence[Match]], finding: Finding, stretches: Stretches) -> tuple[float, ...]:
    """[term] -> the best match inside some stretches of the sentence."""
    inside = set().union(*(finding.weighed.begun_within(*stretch) for stretch in stretches))
    held = ([near for at, near in found if at in inside] if found else () for found in matches)
    return tuple([max(row) if row else 0.0 for row in held])


def _nearness(evidence: Evidence, finding: Finding) -> float:
    """Mean of 1 / (1 + distance / 4) over the terms, distance in words from the span; 0 for a term that is away."""
    at, last = finding.weighed.word_at(finding.start), finding.weighed.word_at(finding.stop - 1)
    worth = 0.0
    for found in evidence.matches[finding.weighed.place]:
        if found:
            distances = [min(abs(place - at), abs(place - last)) for place, strength in found if strength >= ENOUGH]
            worth += 1 / (1 + 0.25 * min(distances)) if distances else 0.0
    return worth / len(evidence.question.terms)


def _keys(evidence: Evidence, finding: Finding) -> dict[str, float]:
    """How surely the finding is about the named things, the least sure counting most."""
    named = evidence.question.named
    if not named:
        return {"no keys": 1.0}
    levels = list(evidence.levels(finding.weighed))
    here = any(key.kind == "title" and level.where == "here" for key, level in zip(named, levels, strict=True))
    sure = []
    clash = 0.0
    for key, level in zip(named, levels, strict=True):
        if _corrects(finding, key):
            continue
        value = max(level.sure, BESIDE_ANOTHER) if here and level.where not in {"here", "none"} else level.sure
        if level.where == "here" and not finding.rule.startswith(("list", "organisation", "yesno")):
            belongs = (
                _in_own_regions(key.keys, finding)
                if finding.closed
                else not owner_clash(key, finding.sentence, finding.start) or _told_of_title(key, finding)
            )
            if not belongs or _only_listed(key, finding) or _of_a_rival(key, finding):
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


def _corrects(finding: Finding, key: NamedKey) -> bool:
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
    if finding.rule.startswith(("person", "organisation")) and any(_points_back(word) for word in _own_words(finding)):
        return False
    return bool(own) and any(same_name(asked, w.key) for w in others) and not any(same_name(asked, w.key) for w in own)


def _says_what_part_is(words: Sequence[Word]) -> bool:
    """«цехта 36 жұмысшы бар, [оның 20-сы – Қарасудың жастары]»: of what was counted, not of another."""
    return any(_points_back(word) for word in words[:1]) and not any(is_verbal(word.text) for word in words)


def _may_name(word: Word) -> bool:
    return word.capital or word.quoted


def _own_words(finding: Finding) -> list[Word]:
    return [word for start, stop in finding.regions for word in finding.weighed.within(start, stop)]


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


def _only_listed(key: NamedKey, finding: Finding) -> bool:
    """«Құрамында 424 мүшесі бар бұл ұйым «…», «Таза бейсенбі» жобаларға …»: it speaks of the thing before."""
    sentence = finding.weighed
    later = [title for title in sentence.titles if title.start >= finding.stop]
    return sentence.points_back and any(is_title(key, title) for title in later) and len(later) == len(sentence.titles)


def _other_title_inside(finding: Finding) -> bool:
    """Whether the finding's own stretch names another thing: «Қарғалы» … төрайымы."""
    titles = (title for title in finding.weighed.titles if not _is_said(finding.weighed, title))
    return any(start <= title.start < stop for title in titles for start, stop in finding.regions)


def _is_said(sentence: Sentence, title: Title) -> bool:
    """««Ағаш егу оңай», – дейді …»: words somebody said, no name."""
    behind = sentence.words[sentence.word_at(title.stop) :][:1]
    return any(word.lower in word_set("words.toml", "saying") and _parts_speech(word) for word in behind)


def _parts_speech(word: Word) -> bool:
    return any(mark in word.gap for mark in "–—-")


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


def _predicate(evidence: Evidence, finding: Finding) -> dict[str, float]:
    """Whether the verb that follows the finding is the question's verb."""
    at = evidence.predicate
    if at is None:
        return {}
    words = finding.weighed.words
    places = [  # «Бастау Бизнес» tells of no beginning
        match.word
        for match in evidence.matches[finding.weighed.place][at]
        if match.strength >= ENOUGH and not words[match.word].quoted
    ]
    if not places:
        return {"verb away": 1.0}
    last = finding.sentence.word_at(finding.stop - 1)
    following = next(
        (
            place
            for place in range(last + 1, len(finding.sentence.words))
            if is_verbal(finding.sentence.words[place].text)
        ),
        None,
    )
    return {"verb next": 1.0} if following in places or last + 1 in places else {"verb elsewhere": 1.0}


def _lacks(evidence: Evidence, finding: Finding) -> dict[str, float]:
    """Which of the question's words are met neither here nor anywhere in the article: what it does not tell."""
    here, article = evidence.best[finding.weighed.place], evidence.in_article
    features = {
        "all words here": float(min(here, default=1.0) >= ENOUGH),
        "word not in article": float(min(article, default=1.0) < ENOUGH),
        "noun not in article": float(evidence.lacks_noun),
    }
    if evidence.predicate is not None:
        features["verb not in article"] = float(article[evidence.predicate] < ENOUGH)
        features["verb not here"] = float(here[evidence.predicate] < ENOUGH)
    return features


def _other_event(evidence: Evidence, finding: Finding, verb_away: bool) -> dict[str, float]:
    """Whether a time is that of another event: the end for the beginning, the one held for «келесі», another verb."""
    coming = word_set("words.toml", "coming")
    next_one = evidence.once("next one", lambda: _asks_next_one(evidence.question))
    features = {"other turn": float(next_one and coming.isdisjoint(word.lower for word in finding.weighed.words))}
    if finding.rule.startswith("date:"):
        asked = [word.lower for word in evidence.question.words]
        features["date verb away"] = float(verb_away)
        features["date of something else"] = float(verb_away and of_other_bound(asked, finding))
    return features


def _asks_next_one(question: Question) -> bool:
    """«Келесі жәрмеңке қашан?»; not «келесі жылы»."""
    coming, lowers = word_set("words.toml", "coming"), [word.lower for word in question.words]
    return any(one in coming and not other.startswith(_SPANS) for one, other in pairwise(lowers))
