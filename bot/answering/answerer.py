"""The question's way: text -> question -> hits -> findings -> decision -> reply."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.answering.citing import cite_place
from bot.answering.deciding import Decision, decide, load_confidence, objection
from bot.answering.facts.beyond import beyond, lacks_proof
from bot.answering.facts.telling import Told
from bot.answering.finding import Finding
from bot.answering.followups import FollowUp, complete
from bot.answering.lexicon import load_lexicon
from bot.answering.matching import Evidence
from bot.answering.names import gather_names
from bot.answering.parting import Parts, parted
from bot.answering.passage import ArticleReading, read_article
from bot.answering.phrases import Parsed
from bot.answering.pointing import dangles
from bot.answering.question import Question, analyze_question
from bot.answering.reading import read, read_ahead
from bot.answering.reply import Candidate, Citation, Reply
from bot.answering.scoring import Scored, load_weights, score_finding
from bot.answering.smalltalk import small_talk
from bot.answering.spans import open_findings
from bot.answering.tidying import tidied
from bot.answering.together import together
from bot.answering.typed_followup import asks_again
from bot.answering.wording import word_answer, word_refusal
from retrieval.article import Hit
from retrieval.index import Index

READ_AHEAD = 200  # articles; reading one takes some 20 ms
_HITS = 12
_ARTICLES = 5
_LONGEST_QUESTION = 1000  # letters; what is longer is cut before it is read
_CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class Turn:
    """The turn before in a chat: what was asked and what was answered."""

    question: str
    reply: Reply


@dataclass(frozen=True, slots=True)
class Trace:
    """Everything on the way of one question, for `explain`."""

    question: Question
    hits: tuple[Hit, ...]
    scored: tuple[Scored, ...]
    decision: Decision


class Answerer:
    """Answers questions from one index; keeps what it has read of the articles."""

    def __init__(self, index: Index) -> None:
        """Take an index; gathers its names at once and reads articles when they are first needed."""
        self.index = index
        self._key_of = index.analyzer.key
        self.lexicon = load_lexicon(self._key_of, index.rarity)
        self._names = gather_names(index.articles.values(), self._key_of)
        self._ranker = load_weights("ranker.tsv")
        self.weights = load_confidence()
        self._spans = load_weights("spans.tsv")
        self._readings: dict[str, ArticleReading] = {}
        self._last: tuple[str, Question] | None = None  # what was typed last, and how it is understood

    def read_ahead(self, most: int = READ_AHEAD) -> None:
        """Read the newest articles now, as many as told; the others are read when they are first needed."""
        newest = sorted(self.index.articles.values(), key=lambda article: article.date, reverse=True)
        for article in newest[:most]:
            read_ahead(self.reading(article.id), self.lexicon)

    def answer(self, question: str, *, previous: Turn | None = None, article: str | None = None) -> Reply:
        """Answer a question, after the previous turn of the same chat, from one article if asked to.

        Never raises for any text; a question that cannot be answered is refused. The reply's `question` is the
        whole question a follow-up stands for: the next turn's `previous` is Turn(reply.question, reply).
        """
        started = time.perf_counter()
        talk = small_talk(question)
        if talk:
            reply = Reply(question, "smalltalk", "smalltalk", "", talk, 1.0)
        else:
            whole = self.completed(question, previous)
            reply = self._parts(whole.text, article) or self._whole(whole, previous, article)
        return replace(reply, took_ms=round((time.perf_counter() - started) * 1000, 2))

    def trace(self, question: str, *, previous: Turn | None = None, article: str | None = None) -> Trace:
        """Go the way of a question up to the decision."""
        asked = self._understood(self.completed(question, previous).text)
        hits = tuple(self.index.search(asked.text, _HITS, article))
        scored = self._score(asked, hits, article)
        return Trace(asked, hits, scored, decide(asked, scored, self.weights))

    def gathered(self, trace: Trace, article: str | None = None) -> Told | None:
        """The answer made from several places, where the question asks for one."""
        return beyond(trace.question, trace.scored, trace.decision.chosen, self, article)

    def chosen(self, question: str, article: str | None) -> tuple[Scored, float] | None:
        """The finding that answers a question standing alone, and how sure it is; None where it is refused."""
        decision = self.trace(question, article=article).decision
        return (decision.chosen, decision.confidence) if decision.chosen else None

    def completed(self, question: str, previous: Turn | None) -> FollowUp:
        """The whole question that a follow-up stands for; the question itself when it stands alone."""
        if previous is None:
            return FollowUp(question)
        repair = self._repair
        typed, asked = repair(question[:_LONGEST_QUESTION]), repair(previous.question[:_LONGEST_QUESTION])
        parts = parted(self._analyze(asked))
        if parts and not asks_again(typed):
            asked = parts.texts[0]  # it names what the others only point to
        return complete(typed, asked, previous.reply, self._analyze, self.lexicon)

    def parts(self, question: str, article: str | None = None) -> tuple[str, ...]:
        """The questions that a question standing alone holds, each whole; itself where it asks for one thing."""
        found = parted(self._understood(question))
        return tuple(reply.question for reply in self._replies(found, article)) if found else (question,)

    def _parts(self, question: str, article: str | None) -> Reply | None:
        """The answers to a question that asks several things; None where it asks for one or none is answered."""
        found = parted(self._understood(question))
        return together(question, found.texts, self._replies(found, article)) if found else None

    def _replies(self, parts: Parts, article: str | None) -> list[Reply]:
        """The reply to each part; one that follows another is asked as the next turn would be."""
        replies: list[Reply] = []
        for part in parts.texts:
            before = Turn(replies[-1].question, replies[-1]) if parts.follow and replies else None
            replies.append(self._whole(self.completed(part, before), before, article))
        return replies

    def _whole(self, whole: FollowUp, previous: Turn | None, article: str | None) -> Reply:
        """The reply to one question made whole; a follow-up refused is asked again of the article spoken of."""
        if whole.near and article is None:
            within = self._within(whole)
            if within.status == "answered":
                return within
        reply = self._reply(whole.text, self.trace(whole.text, article=article), article)
        if previous and whole.swapped and _same_place(reply, previous.reply, whole.swapped):
            return self._refused(whole.text, self.trace(whole.text, article=article))
        if reply.status == "refused" and whole.looser and previous:
            reply = self._beside(previous.reply, whole.looser) or reply
        if reply.status == "refused" and whole.prefer_article and article is None:
            within = self._within(whole)
            reply = within if within.status == "answered" else reply
        return reply

    def _within(self, whole: FollowUp) -> Reply:
        """What the article spoken of alone answers."""
        article = whole.prefer_article
        return self._reply(whole.text, self.trace(whole.text, article=article), article)

    def _beside(self, before: Reply, question: str) -> Reply | None:
        """The answer to a loosely asked follow-up, if the paragraph that answered the turn before holds it."""
        article = before.citations[0].article
        reply = self._reply(question, self.trace(question, article=article), article)
        places = [(cited.article, cited.paragraph) for cited in reply.citations]
        return reply if (before.citations[0].article, before.citations[0].paragraph) in places else None

    def _repair(self, text: str) -> str:
        return self.index.analyzer.repair(tidied(text))

    def _analyze(self, text: str) -> Question:
        return analyze_question(text, self._key_of, self.lexicon, self._names)

    def _understood(self, typed: str) -> Question:
        """The question mended and taken apart; the last is remembered, for its parts and its answer both ask for it."""
        if self._last is None or self._last[0] != typed:
            self._last = typed, self._analyze(self._repair(typed[:_LONGEST_QUESTION]))
        return self._last[1]

    def _score(self, question: Question, hits: tuple[Hit, ...], article: str | None) -> tuple[Scored, ...]:
        best = max((hit.score for hit in hits), default=0.0) or 1.0
        ranks = {(hit.paragraph.article, hit.paragraph.number): hit.score / best for hit in hits}
        shared: dict[str, Any] = {}
        laid = [Evidence(question, reading, self.lexicon, shared) for reading in self._likely(question, hits, article)]
        found = [
            self._scored(evidence, finding, ranks)
            for evidence in laid
            for finding in read(question, evidence.reading, self.lexicon)
        ]
        if laid and all(objection(scored) for scored in found):
            found += [self._scored(laid[0], finding, ranks) for finding in open_findings(laid[0], self._spans)]
        return tuple(sorted(found, key=lambda scored: -scored.score))

    def _scored(self, evidence: Evidence, finding: Finding, ranks: Mapping[tuple[str, int], float]) -> Scored:
        paragraph = finding.sentence.paragraph
        return score_finding(evidence, finding, ranks.get((paragraph.article, paragraph.number), 0.0), self._ranker)

    def _likely(self, question: Question, hits: tuple[Hit, ...], article: str | None) -> Iterable[ArticleReading]:
        """The articles of the best hits, then those that hold the most of the names asked about."""
        if article is not None:
            ids = [article] if article in self.index.articles else []
        else:
            ids = list(dict.fromkeys(hit.paragraph.article for hit in hits))[:_ARTICLES]
            ids += [other for other in self._naming(question) if other not in ids]
        return [self.reading(each) for each in ids]

    def _naming(self, question: Question) -> list[str]:
        keys = [key for named in question.named for key in named.keys]
        if not keys:
            return []
        held: dict[str, int] = {}
        for key in keys:
            for article in self._names.articles.get(key, frozenset()):
                held[article] = held.get(article, 0) + 1
        most = max(held.values(), default=0)
        return sorted(article for article, count in held.items() if count == most)[:_ARTICLES]

    def reading(self, article: str) -> ArticleReading:
        reading = self._readings.get(article)
        if reading is None:
            reading = self._readings[article] = read_article(self.index.articles[article], self._key_of)
        return reading

    def _refused(self, question: str, trace: Trace) -> Reply:
        asked, sure = trace.question, trace.decision.confidence
        return Reply(question, "refused", asked.type, "", word_refusal(asked), sure, (), _candidates(trace))

    def _reply(self, question: str, trace: Trace, article: str | None) -> Reply:
        candidates = _candidates(trace)
        chosen = trace.decision.chosen
        if dangles(Parsed(trace.question, self.lexicon)):
            return self._refused(question, trace)
        told = self.gathered(trace, article)
        if told is not None:
            return Reply(
                question, "answered", told.type, told.answer, told.text, told.confidence, told.citations, candidates
            )
        if chosen is None or lacks_proof(trace.question, chosen):
            return self._refused(question, trace)
        citation = cite(chosen)
        return Reply(
            question,
            "answered",
            trace.question.type,
            chosen.finding.answer,
            word_answer(trace.question, chosen.finding, citation),
            trace.decision.confidence,
            (citation,),
            candidates,
        )


def _same_place(reply: Reply, before: Reply, other: str) -> bool:
    """Whether the same words are given for another time, thing or person, of which their sentence does not tell."""
    if not (reply.citations and before.citations):
        return False
    now, then = reply.citations[0], before.citations[0]
    same = (now.article, now.paragraph, now.quote) == (then.article, then.paragraph, then.quote)
    return same and reply.short_answer == before.short_answer and other not in now.quote.lower()


def _candidates(trace: Trace) -> tuple[Candidate, ...]:
    return tuple(_candidate(scored) for scored in trace.scored[:_CANDIDATES])


def cite(scored: Scored) -> Citation:
    """The citation of a finding: its sentence word for word and where it stands."""
    finding = scored.finding
    return cite_place(scored.reading, finding.sentence, finding.start, finding.stop)


def _candidate(scored: Scored) -> Candidate:
    finding: Finding = scored.finding
    paragraph = finding.sentence.paragraph
    return Candidate(finding.text, round(scored.score, 4), paragraph.article, paragraph.number)
