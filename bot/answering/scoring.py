"""Score findings by a few readable features and a linear model whose weights are a data file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from bot.answering.about import about, corrects
from bot.answering.affirming import other_affirmed
from bot.answering.bearers import bearers, of_a_body
from bot.answering.belonging import belonging
from bot.answering.contrasts import contrasts
from bot.answering.coverage import coverage, framed, modifier_away, row_named
from bot.answering.dating import dating, of_other_bound
from bot.answering.described import describes_another, other_quality
from bot.answering.done_to import other_object
from bot.answering.echoing import echoes
from bot.answering.effecting import effecting
from bot.answering.finding import Finding
from bot.answering.holders import of_another_holder
from bot.answering.lexicon import lines, word_set
from bot.answering.matching import ENOUGH, Evidence
from bot.answering.measuring import measuring
from bot.answering.parallels import other_ordinal, parallels
from bot.answering.passage import ArticleReading
from bot.answering.placed import of_other_place
from bot.answering.promise import broken_promises
from bot.answering.question import Question
from bot.answering.ranks import other_discipline, other_rank, rank_of_prize
from bot.answering.receiving import receiving
from bot.answering.restricting import restricting
from bot.answering.scenes import other_scene, outside
from bot.answering.sisters import of_a_sister
from bot.answering.speaking import speaking
from retrieval.language.grammar import case_of, is_owned, is_verbal

Features = Mapping[str, float]
_SPANS = ("жыл", "ай", "апта", "күн")  # «келесі жылы» says when, «келесі жәрмеңке» which one


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
        if level.where == "none" and not corrects(finding, named)
    )
    return Scored(finding, evidence.reading, features, score, missing)


def features_of(evidence: Evidence, finding: Finding, rank: float) -> dict[str, float]:
    """All features, most of them between 0 and 1; see docs/quality.md for what each was worth."""
    features = {"fit": finding.fit, "rank": rank, f"rule:{finding.rule}": 1.0}
    features |= coverage(evidence, finding)
    features |= about(evidence, finding)
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
    features["other object"] = other_object(evidence, finding)
    features["other place"] = of_other_place(evidence, finding)
    features["other affirmed"] = other_affirmed(evidence, finding)
    features["echo"] = echoes(evidence, finding)
    features["outside"] = max(outside(evidence, finding), of_another_holder(evidence, finding))
    features["of a body"] = of_a_body(evidence, finding)
    features["of a sister"] = of_a_sister(evidence, finding)
    features["other ordinal"] = other_ordinal(evidence, finding)
    features["describes another"] = describes_another(evidence.question, finding)
    features["other quality"] = other_quality(evidence, finding)
    features["same body"] = float(finding.same_body)
    features["other rank"] = other_rank(evidence, finding)
    features |= rank_of_prize(evidence, finding)
    features["other discipline"] = other_discipline(evidence, finding)
    features["modifier away"] = modifier_away(evidence, finding)
    features["framed"] = framed(evidence, finding)
    features["row named"] = row_named(evidence, finding)
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
