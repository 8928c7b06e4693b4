"""How far a finding's surroundings answer to the question's words and named things."""

from __future__ import annotations

from dataclasses import dataclass

from bot.answering.finding import Finding
from bot.answering.lexicon import Lexicon
from bot.answering.passage import ArticleReading, Sentence, Title, Word
from bot.answering.question import NamedKey, Question, Term
from bot.answering.readers.clauses import breaks_before
from bot.answering.readers.quotes import speaker_of

# What a question's word counts for by where it stands; tuned on the public development sets.
OUTSIDE = 0.7  # in the sentence, but outside the finding's own regions
CARRIED = 0.55  # in the sentence before, which this one leans on
NEIGHBOUR = 0.35  # in the sentence before or after
LEAD = 0.4  # in the headline or the first sentences
PARAGRAPH = 0.3
ARTICLE = 0.15

ENOUGH = 0.65  # likeness from which two words are taken for the same name


@dataclass(frozen=True, slots=True)
class Support:
    """What speaks for a finding. `coverage`: 0 to 1, weighted share of the question's words that are met."""

    coverage: float
    sentence: float  # the same within the sentence alone
    keys: float  # 0 to 1: how surely the finding is about the named things; 0 refuses
    missing: tuple[str, ...]  # named things that are not there


def support(question: Question, reading: ArticleReading, finding: Finding, lexicon: Lexicon) -> Support:
    """Weigh the question's words and named keys around a finding."""
    met = [(term, _met(term, finding, reading, lexicon)) for term in question.terms]
    total = sum(term.weight for term, _ in met) or 1.0
    coverage = sum(term.weight * strength for term, strength in met) / total
    inside = sum(term.weight * strength for term, strength in met if strength >= OUTSIDE * ENOUGH) / total
    levels = [(named, key_level(named, question, reading, finding, lexicon)) for named in question.named]
    missing = tuple(named.text for named, level in levels if level <= 0)
    return Support(coverage, inside, min((level for _, level in levels), default=1.0), missing)


def _met(term: Term, finding: Finding, reading: ArticleReading, lexicon: Lexicon) -> float:
    sentence = finding.sentence
    best = 0.0
    for word in sentence.words:
        near = lexicon.likeness(term.key, word.key)
        if near > 0.0:
            best = max(best, near * _place_factor(word, finding))
    if best >= CARRIED:
        return best
    before = reading.before(sentence)
    if before is not None:
        factor = CARRIED if sentence.leans_back and before.paragraph.number >= sentence.paragraph.number - 1 else NEIGHBOUR
        best = max(best, factor * _likeliest(term.key, before.keys, lexicon))
    if best < LEAD:
        best = max(best, LEAD * _likeliest(term.key, reading.lead_keys, lexicon))
    if best < ARTICLE and term.key in reading.all_keys:
        best = ARTICLE
    return best


def _place_factor(word: Word, finding: Finding) -> float:
    if any(start <= word.start < stop for start, stop in finding.regions) or not finding.regions:
        return 1.0
    return 0.35 if finding.closed else OUTSIDE


def _likeliest(key: str, others: frozenset[str], lexicon: Lexicon) -> float:
    if key in others:
        return 1.0
    return max((lexicon.likeness(key, other) for other in others), default=0.0)


def key_level(named: NamedKey, question: Question, reading: ArticleReading, finding: Finding, lexicon: Lexicon) -> float:
    """How surely a finding is about a named thing: 1 beside it, less by way of topic, 0 not at all."""
    sentence = finding.sentence
    if question.speaker is not None and named == question.speaker:
        return _speaker_level(named, reading, sentence, lexicon)
    if _in_words(named, sentence.words, lexicon):
        return _owned(named, sentence, finding, lexicon)
    if named.kind == "number":
        return 0.0 if len(named.text) < 4 else _year_level(named, reading)
    return _carried_level(named, reading, finding, lexicon)


def _in_words(named: NamedKey, words: tuple[Word, ...], lexicon: Lexicon) -> bool:
    """Titles need all their words in a row, names their last (surname or place) word."""
    if named.kind == "title" and len(named.keys) > 1:
        size = len(named.keys)
        return any(
            all(lexicon.likeness(key, word.key) >= ENOUGH for key, word in zip(named.keys, words[at : at + size], strict=True))
            for at in range(len(words) - size + 1)
        )
    keys = {word.key for word in words}
    held = [any(_same_name(key, other) for other in keys) for key in named.keys]
    return all(held) or (len(held) > 1 and held[-1] and named.kind == "name" and sum(held) * 2 >= len(held))


def _same_name(key: str, other: str) -> bool:
    """Names meet by their key, or by all but an ending the stemmer left on one of them."""
    if key == other:
        return True
    shorter, longer = sorted((key, other), key=len)
    return len(shorter) >= 4 and longer.startswith(shorter) and len(longer) - len(shorter) <= 3


def _owned(named: NamedKey, sentence: Sentence, finding: Finding, lexicon: Lexicon) -> float:
    """Where a sentence names several things of a kind, the finding belongs to the nearest one before it."""
    if finding.closed:
        inside = tuple(word for word in sentence.words if any(start <= word.start < stop for start, stop in finding.regions))
        return 1.0 if _in_words(named, inside, lexicon) else 0.3
    if named.kind != "title" or finding.rule.startswith(("list", "organisation", "yesno")):
        return 1.0
    rivals = [title for title in sentence.titles if not _is_title(named, title, lexicon) and _alike(sentence, named, title, lexicon)]
    own = [title for title in sentence.titles if _is_title(named, title, lexicon)]
    if not rivals or not own:
        return 1.0
    before = [title for title in (*rivals, *own) if title.stop <= finding.start]
    nearest = max(before, key=lambda title: title.stop) if before else min((*rivals, *own), key=lambda title: title.start)
    return 1.0 if nearest in own else 0.3


def _is_title(named: NamedKey, title: Title, lexicon: Lexicon) -> bool:
    return len(named.keys) == len(title.keys) and all(
        lexicon.likeness(a, b) >= ENOUGH for a, b in zip(named.keys, title.keys, strict=True)
    )


def _alike(sentence: Sentence, named: NamedKey, title: Title, lexicon: Lexicon) -> bool:
    return True


def _speaker_level(named: NamedKey, reading: ArticleReading, sentence: Sentence, lexicon: Lexicon) -> float:
    """The speaker is in the sentence, closes the quotation, or was named shortly before."""
    if _in_words(named, sentence.words, lexicon):
        return 1.0
    said = speaker_of(reading, sentence)
    if said is not None and any(key in said for key in named.keys):
        return 0.95
    for steps in range(1, 7):
        before = reading.before(sentence, steps)
        if before is None:
            break
        if _in_words(named, before.words, lexicon):
            return 0.8
        if before.persons:
            break
    return 0.5 if any(key in reading.all_keys for key in named.keys[-1:]) else 0.0


def _year_level(named: NamedKey, reading: ArticleReading) -> float:
    year = named.text[:4]
    return 0.6 if reading.article.date.startswith(year) else 0.0


def _carried_level(named: NamedKey, reading: ArticleReading, finding: Finding, lexicon: Lexicon) -> float:
    """The topic of the sentences before, of the headline or of the lead."""
    sentence = finding.sentence
    rivals = _rivals(named, sentence, finding, lexicon)
    for steps in range(1, 4):
        before = reading.before(sentence, steps)
        if before is None:
            break
        if _in_words(named, before.words, lexicon):
            several = _rivals(named, before, finding, lexicon)
            if rivals:
                return 0.0 if named.kind == "title" else 0.35
            if several and not sentence.leans_back:
                return 0.35
            return (0.85 if not several else 0.6) - 0.1 * (steps - 1)
        if _rivals(named, before, finding, lexicon):
            break
    if rivals and named.kind == "title":
        return 0.0
    if _heads_article(named, reading, lexicon):
        return 0.6 if not rivals else 0.45
    present = _in_article(named, reading, lexicon)
    return 0.3 if present and named.kind == "name" else (0.15 if present else 0.0)


def _rivals(named: NamedKey, sentence: Sentence, finding: Finding, lexicon: Lexicon) -> bool:
    """Whether a sentence speaks of another thing of the same sort than the one asked about."""
    if named.kind == "title":
        return any(not _is_title(named, title, lexicon) and not _covers(finding, title.start) for title in sentence.titles)
    return False


def _covers(finding: Finding, place: int) -> bool:
    return finding.start <= place < finding.stop


def _heads_article(named: NamedKey, reading: ArticleReading, lexicon: Lexicon) -> bool:
    return all(any(_same_name(key, other) for other in reading.lead_keys) for key in named.keys)


def _in_article(named: NamedKey, reading: ArticleReading, lexicon: Lexicon) -> bool:
    return any(_in_words(named, sentence.words, lexicon) for sentence in reading.sentences)


def clause_break(word: Word) -> bool:
    """Re-exported for scoring: whether a clause begins with the word."""
    return breaks_before(word)
