"""Score findings: how well the type fits, how much of the question stands around, whether it is about the named."""

from __future__ import annotations

from dataclasses import dataclass

from bot.answering.finding import Finding
from bot.answering.lexicon import Lexicon, word_set
from bot.answering.matching import Support, support
from bot.answering.passage import ArticleReading
from bot.answering.question import Question
from bot.answering.readers.clauses import clause_of

COVERAGE, FIT, KEYS, RANK = 0.45, 0.25, 0.2, 0.1


@dataclass(frozen=True, eq=False)
class Scored:
    """A finding with its score (0 to about 1) and what speaks for and against it."""

    finding: Finding
    reading: ArticleReading
    support: Support
    rank: float  # the paragraph's BM25 score as a share of the best hit's
    score: float
    against: tuple[str, ...]


def score_finding(question: Question, reading: ArticleReading, finding: Finding, rank: float, lexicon: Lexicon) -> Scored:
    """Weigh one finding."""
    backing = support(question, reading, finding, lexicon)
    score = COVERAGE * backing.coverage + FIT * finding.fit + KEYS * backing.keys + RANK * rank
    season = _season_clash(question, finding)
    against = []
    if backing.missing:
        against.append("not about " + ", ".join(backing.missing))
    if season:
        against.append("other year")
        score -= 0.15
    score += _nearness(question, finding, lexicon)
    return Scored(finding, reading, backing, rank, score, tuple(against))


def _season_clash(question: Question, finding: Finding) -> bool:
    """Whether the finding's clause speaks of last year where this year is asked, or the other way round."""
    clause = clause_of(finding.sentence, finding.start, finding.stop)
    lowers = [word.lower for word in finding.sentence.within(*clause)]
    pairs = set(zip(lowers, lowers[1:], strict=False))
    last = any(word in word_set("words.toml", "last_year") for word in lowers) or ("өткен", "жылы") in pairs
    this = any(word in word_set("words.toml", "this_year") for word in lowers)
    if question.season == "last":
        return this and not last
    return last and not this if question.season == "this" else False


def _nearness(question: Question, finding: Finding, lexicon: Lexicon) -> float:
    """A little more where the question's other words stand close to the finding."""
    sentence = finding.sentence
    at = sentence.word_at(finding.start)
    distances = []
    for term in question.terms:
        places = [abs(place - at) for place, word in enumerate(sentence.words) if lexicon.likeness(term.key, word.key) >= 0.65]
        if places:
            distances.append(min(places))
    return 0.06 * sum(1 / (1 + 0.25 * distance) for distance in distances) / len(question.terms) if distances else 0.0
