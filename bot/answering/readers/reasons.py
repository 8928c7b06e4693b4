"""Why: the cause beside its cue word, or the neighbouring clause of what is asked about."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from bot.answering.clauses import breaks_before, phrase_before, without_subject
from bot.answering.finding import Finding
from bot.answering.lexicon import Lexicon, word_row, word_set
from bot.answering.matching import answering
from bot.answering.passage import ArticleReading, Sentence, Word
from bot.answering.question import Question
from bot.answering.readers.aims import aims_told, past_asked
from bot.answering.readers.beside import clauses_beside
from bot.answering.readers.cause import Cause
from bot.answering.readers.cues import (
    LONGEST_AIM,
    OPENS,
    POINTED_AT,
    POINTING,
    QUOTES,
    as_reason,
    causes_marked,
    cue_at,
)
from bot.answering.readers.effects import effects_told, guilty_told
from bot.answering.readers.forces import forces_told, stirred_by
from retrieval.language.derivation import SAME_WORD, kinship
from retrieval.language.grammar import case_of

_POINTERS = frozenset({"осы", "бұл", "сол", "мұндай", "соның", "осының", "мұның", "бұның"})
_OF_THAT = frozenset({"мұның", "бұның", "оның", "осының", "соның"})
_THEIRS = frozenset({"оның", "олардың", "өзінің", "өздерінің"})
_SINCE_THEN = frozenset({"бері", "бергі", "кейін", "соң", "бұрын", "басқа", "гөрі"})  # «содан бері» tells when
_SPEAKS = frozenset({"ол", "олар"})
_SAID = frozenset({"деді", "дейді", "десті"})
_CAUSE_NOUN = ("себебі", "себеп")
_ANNOUNCING = 6  # words from «себебін» to the colon that tells it, at most
_LEAST_RESTATED = 3  # asked words, for fewer of them may well tell why
_LEAST_MET = 2  # asked words near a cause
_NEARLY_ALL = 0.75  # share of the asked words in the sentence before what turned out
_NEAR = 3  # words between a cause in the ablative and its verb, at most
# rules that tell a cause only of their own sentence
_FAINT = ("reason:since", "reason:force", "reason:stirred", "reason:said next")
ENOUGH = 0.65  # likeness from which a word of the text is the one asked about


def read_reasons(
    question: Question, reading: ArticleReading, sentence: Sentence, lexicon: Lexicon
) -> Iterator[Finding]:
    """Findings for why-questions."""
    before = reading.before(sentence)
    by_verb = (
        *effects_told(question, sentence, lexicon),
        *guilty_told(sentence),
        *forces_told(sentence),
        *stirred_by(question, sentence),
    )
    causes = (*causes_marked(sentence), *(_of_clause(sentence, clause, before) for clause in by_verb))
    found = [
        _refitted(question, _resolved(finding, before)) for finding in causes if not _only_asked(question, finding)
    ]
    found += [replace(finding, judged=before) for finding in found if before and _tells_of_before(finding)]
    found += [*_before_opening(sentence, before), *_announced(sentence, before)]
    found += _sources(question, sentence, lexicon)
    found = [finding for finding in found if not _restates(question, finding, lexicon)]
    found = [finding for finding in found if _tells_effect(question, reading, finding, lexicon)]
    yield from found
    beside = clauses_beside(question, reading, sentence, lexicon)
    points = bool(sentence.words) and sentence.words[0].lower in _POINTERS
    aims = aims_told(question, sentence) if _asks_aim(question) or points else ()
    yield from (_of_clause(sentence, clause, before) for clause in beside)
    yield from (_of_clause(sentence, replace(aim, of_before=points), before) for aim in aims)
    if not found:
        following = next(iter(reading.sentences[sentence.place + 1 : sentence.place + 2]), None)
        if following is not None:
            yield from _told_next(question, reading, sentence, following, lexicon)


def _announced(sentence: Sentence, before: Sentence | None) -> Iterator[Finding]:
    """«Ол мұның себебін де айтты: [ауылда аусыл шыққан]»: the colon tells the cause; of what, the sentence before."""
    words = sentence.words
    at = next((at for at, word in enumerate(words) if word.lower.startswith(_CAUSE_NOUN) and not word.quoted), None)
    if at is None:
        return
    colon = next((place for place in range(at + 1, min(len(words), at + _ANNOUNCING)) if ":" in words[place].gap), None)
    if colon is None or any(breaks_before(word) for word in words[at + 1 : colon]):
        return
    told = as_reason(sentence, words[colon].start, words[-1].stop, 1.0, "reason:announced")
    owners = [word for word in words[max(0, at - POINTING) : at] if case_of(word.text) == "genitive"]
    alone = not owners or owners[-1].lower in word_set("words.toml", "anaphors")
    yield replace(told, judged=before) if alone and before is not None else told


def _tells_effect(question: Question, reading: ArticleReading, finding: Finding, lexicon: Lexicon) -> bool:
    """Whether two of the asked words stand by a cause, one of them no name.

    In a sentence that turns to another thing («Ал …») they stand in itself, as where the cause is told faintly.
    """
    weighed = finding.weighed
    faint = finding.rule.startswith("reason:aim") and not _asks_aim(question)
    apart = _turns(weighed) or faint or finding.rule.startswith(_FAINT)
    near = [weighed] if apart else [one for one in reading.sentences if one.paragraph == weighed.paragraph]
    keys: frozenset[str] = frozenset().union(*(one.keys for one in near))
    met = [term.key for term in question.terms if _meets(term.key, keys, reading, lexicon)]
    names = {key for named in question.named for key in named.keys}
    plain = any(term.key not in names for term in question.terms)
    return len(met) >= min(_LEAST_MET, len(question.terms)) and not (plain and names.issuperset(met))


def _meets(asked: str, keys: Collection[str], reading: ArticleReading, lexicon: Lexicon) -> bool:
    """Whether one of some keys of the article answers to an asked word."""
    return any(near >= ENOUGH and key in keys for key, near in answering(reading, asked, lexicon).items())


def _turns(sentence: Sentence) -> bool:
    """Whether a sentence turns to another thing: «Ал …»."""
    return bool(sentence.words) and sentence.words[0].lower in {"ал", "алайда", "бірақ"}


def _of_clause(sentence: Sentence, clause: Cause, before: Sentence | None) -> Finding:
    start, stop = sentence.words[clause.start].start, sentence.words[clause.stop - 1].stop
    found = as_reason(sentence, start, stop, clause.fit, f"reason:{clause.how}")
    return replace(found, judged=before) if clause.of_before and before is not None else found


def _asks_aim(question: Question) -> bool:
    asked = {word.lower for word in question.words[question.start : question.stop]}
    return not asked.isdisjoint(word_set("causes.toml", "asks_aim"))


def _refitted(question: Question, finding: Finding) -> Finding:
    """An aim is what «не үшін», «қандай мақсатпен» ask for; «неден» asks for what stands in the ablative."""
    if not (finding.rule.startswith("reason:aim") and _asks_aim(question)):
        return finding
    words = finding.sentence.words
    first, stop = finding.sentence.word_at(finding.start), finding.sentence.word_at(finding.stop - 1) + 1
    begin = past_asked(question, words, first, stop)
    if begin == first:
        return replace(finding, fit=1.0)
    return as_reason(finding.sentence, words[begin].start, finding.stop, 1.0, finding.rule)


def _resolved(finding: Finding, before: Sentence | None) -> Finding:
    """«Осы еңбегі үшін …» gives what the sentence before says as the cause."""
    time_words = word_set("words.toml", "time_words")
    told = finding.sentence.within(finding.start, finding.stop)
    words = [word for word in told if word.lower not in time_words]
    if before is None or not 0 < len(words) <= POINTING or words[0].lower not in _POINTERS or not before.words:
        return finding
    return replace(_told_by(before, 0.8, "reason:before this"), judged=finding.sentence)


def _before_opening(sentence: Sentence, before: Sentence | None) -> list[Finding]:
    """«Сондықтан …» opens a sentence: what the one before says is the cause; «Бұл мақсатқа …»: its aim."""
    if not sentence.words or before is None or before.paragraph != sentence.paragraph or not before.words:
        return []
    aims = [cause for cause in causes_marked(before) if cause.rule.startswith("reason:aim")]
    if cue_at(sentence, 0, "opening_aim") and aims:
        return [replace(aims[0], judged=sentence, fit=0.9)]
    size = cue_at(sentence, 0, "opening")
    if not size or (sentence.words[size:] and sentence.words[size].lower in _SINCE_THEN):
        return []
    return [replace(_told_by(before, 0.9, "reason:opening"), judged=sentence)]


def _told_by(before: Sentence, fit: float, rule: str) -> Finding:
    """What a sentence gives as a cause: after «себебі», «өйткені», else all of it."""
    named = next((finding for finding in causes_marked(before) if finding.rule.startswith("reason:after")), None)
    start, stop = (named.start, named.stop) if named else (before.words[0].start, before.words[-1].stop)
    return as_reason(before, start, stop, fit, rule)


def _sources(question: Question, sentence: Sentence, lexicon: Lexicon) -> Iterator[Finding]:
    """«Өрт неден шығады?» – «Өрттің көбі [қараусыз қалған пештен] шығады»: the ablative before the verb asked about."""
    if question.asked != "неден" or not question.after:
        return
    for at, word in enumerate(sentence.words):
        if at == 0 or not _arises(question.after[-1], word):
            continue
        near = range(at - 1, max(-1, at - 1 - _NEAR), -1)
        source = next((place for place in near if _may_cause(sentence.words[place])), None)
        if source is not None:
            begin = phrase_before(sentence.words, source + 1, LONGEST_AIM)
            begin = without_subject(sentence.words, begin, source + 1)
            yield as_reason(sentence, sentence.words[begin].start, sentence.words[source].stop, 0.9, "reason:ablative")


def _may_cause(word: Word) -> bool:
    """Whether a word in the ablative may tell of what something came: «екі жерден» tells where."""
    place = word.capital or word.lower.startswith(("жер", *word_row("words.toml", "places")))
    return case_of(word.text) == "ablative" and not place


def _arises(asked: Word, word: Word) -> bool:
    """Whether a verb is the one asked about or tells as it does that something came about; «шығарды» is not «шықты»."""
    if asked.key == word.key or kinship(asked.key, word.key) >= SAME_WORD:
        return True
    return {asked.lower, word.lower} <= word_set("causes.toml", "arises")


def _tells_of_before(finding: Finding) -> bool:
    """«Мұстафа мұны [үйдің жоқтығымен] байланыстырады», «Бұл [шабақ өсуі] үшін керек»: of the sentence before."""
    words = finding.sentence.words
    if finding.judged is not None:
        return False
    if finding.rule.startswith("reason:after") and cue_at(finding.sentence, 0, "after"):
        return True
    if finding.rule.startswith("reason:aim"):
        return words[0].lower in _POINTERS
    if finding.rule.startswith("reason:after себебі"):
        at = finding.sentence.word_at(finding.start)
        return any(word.lower in _OF_THAT for word in words[max(0, at - POINTING) : at])
    return finding.rule == "reason:explained" and any(word.lower in POINTED_AT for word in words)


def _told_next(
    question: Question, reading: ArticleReading, sentence: Sentence, following: Sentence, lexicon: Lexicon
) -> Iterator[Finding]:
    """«Аппарат орнатылған жоқ. [Бөлме дайын емес екен]»: what turned out, told right behind what is asked about."""
    words = following.words
    if len(words) <= 1 or following.paragraph != sentence.paragraph:
        return
    held = {word.key for word in sentence.words}
    met = [_meets(term.key, held, reading, lexicon) for term in question.terms]
    if sum(met) < max(2, _NEARLY_ALL * len(met)):
        return
    if words[-1].lower in word_set("causes.toml", "turned_out") and not following.leans_back:
        yield replace(as_reason(following, words[0].start, words[-1].stop, 0.4, "reason:turned out"), judged=sentence)
    said = _said_of_it(following)
    if said is not None and met[-1]:
        yield replace(as_reason(following, *said, 0.45, "reason:said next"), judged=sentence)


def _said_of_it(sentence: Sentence) -> tuple[int, int] | None:
    """What is said right behind a deed by whoever did it: «Олардың айтуынша, […]», ««[…]», – дейді ол»."""
    words = sentence.words
    if words[0].lower in _POINTERS | _THEIRS and words[1].lower in word_set("words.toml", "according") and words[2:]:
        return words[2].start, words[-1].stop
    last = next((at for at, word in enumerate(words) if at and word.lower in _SAID and not word.quoted), None)
    own = last is not None and words[last + 1 :] and words[last + 1].lower in _SPEAKS
    if last is None or not own or QUOTES.isdisjoint(words[last].gap) or OPENS.isdisjoint(words[0].gap):
        return None
    return words[0].start, words[last - 1].stop


def _restates(question: Question, finding: Finding, lexicon: Lexicon) -> bool:
    """Whether a cause is what is asked about itself: «ескі балабақша 1994 жылы жабылып …» for why it was closed."""
    inside = finding.sentence.within(finding.start, finding.stop)
    terms = question.terms
    held = [any(lexicon.likeness(term.key, word.key) >= ENOUGH for word in inside) for term in terms]
    return len(terms) >= _LEAST_RESTATED and held[-1] and sum(held) >= _NEARLY_ALL * len(held)


def _only_asked(question: Question, finding: Finding) -> bool:
    asked = question.keys
    return all(word.key in asked for word in finding.sentence.within(finding.start, finding.stop))


