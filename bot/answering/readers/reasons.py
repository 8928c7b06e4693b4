"""Why: the cause beside its cue word, or the neighbouring clause of what is asked about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache

from bot.answering.clauses import breaks_before, clause_of, phrase_before, without_subject
from bot.answering.finding import Finding
from bot.answering.lexicon import Lexicon, word_set
from bot.answering.passage import ArticleReading, Sentence, Word
from bot.answering.question import Question
from retrieval.language.grammar import case_of, is_attribute, is_converb, is_owned
from retrieval.language.inflection import nominative_phrase

_POINTING = 3  # words of a cause that only points back
_LONGEST_AIM = 10
_SAME_VERB = 0.8  # «шығады» for «шыққан», not «шығарып»
_NEAR = 3  # words between a cause in the ablative and its verb, at most
_SHORT_KIND = 3  # letters of a kind that many other words begin with: «ел», «ақ»
_FOR_A_DEED = re.compile(r".+[ғқгк][ае]н[ыі]$")  # «телефонын жасырып кіргізгені үшін»: a cause, no aim
ENOUGH = 0.65  # likeness from which a word of the text is the one asked about


@cache
def _cues(section: str) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted((tuple(cue.split()) for cue in word_set("causes.toml", section)), key=len, reverse=True))


def _cue_at(sentence: Sentence, at: int, section: str) -> int:
    """Number of words of the cue that begins at a word; 0 where none does."""
    first = sentence.words[at].lower
    for cue in _cues(section):
        if cue[0] == first and tuple(word.lower for word in sentence.words[at : at + len(cue)]) == cue:
            return len(cue)
    return 0


def read_reasons(
    question: Question, reading: ArticleReading, sentence: Sentence, lexicon: Lexicon
) -> Iterator[Finding]:
    """Findings for why-questions."""
    before = reading.before(sentence)
    causes = (*_causes(sentence), *_effects(question, sentence, before, lexicon), *_guilty(sentence, before))
    found = [
        _refitted(question, _resolved(finding, before)) for finding in causes if not _only_asked(question, finding)
    ]
    found += [*_before_opening(sentence, before), *_sources(question, sentence, lexicon)]
    yield from found
    if not found:
        yield from _neighbour_clause(question, sentence, lexicon)
        following = next(iter(reading.sentences[sentence.place + 1 : sentence.place + 2]), None)
        if following is not None:
            yield from _opens_with_cue(following)


def _refitted(question: Question, finding: Finding) -> Finding:
    """An aim is what «не үшін», «қандай мақсатпен» ask for; «неден» asks for what stands in the ablative."""
    asked = {word.lower for word in question.words[question.start : question.stop]}
    if finding.rule.startswith("reason:aim") and asked & word_set("causes.toml", "asks_aim"):
        return replace(finding, fit=1.0)
    return finding


def _resolved(finding: Finding, before: Sentence | None) -> Finding:
    """«Осы еңбегі үшін …» gives what the sentence before says as the cause."""
    words = finding.sentence.within(finding.start, finding.stop)
    if before is None or not 0 < len(words) <= _POINTING or words[0].lower not in {"осы", "бұл", "сол", "мұндай"}:
        return finding
    told = _finding(
        before, before.start, before.words[-1].stop if before.words else before.stop, 0.8, "reason:before this"
    )
    return replace(told, judged=finding.sentence)


def _before_opening(sentence: Sentence, before: Sentence | None) -> list[Finding]:
    """«Сондықтан …», «Осыған байланысты …» opens a sentence: what the one before says is the cause."""
    size = _cue_at(sentence, 0, "opening") if sentence.words else 0
    if not size or before is None or before.paragraph != sentence.paragraph or not before.words:
        return []
    told = _finding(before, before.words[0].start, before.words[-1].stop, 0.9, "reason:opening")
    return [replace(told, judged=sentence)]


def _sources(question: Question, sentence: Sentence, lexicon: Lexicon) -> Iterator[Finding]:
    """«Өрт неден шығады?» – «Өрттің көбі [қараусыз қалған пештен] шығады»: the ablative before the verb asked about."""
    if question.asked != "неден" or not question.after:
        return
    for at, word in enumerate(sentence.words):
        if at == 0 or lexicon.likeness(question.after[-1].key, word.key) < _SAME_VERB:
            continue
        near = range(at - 1, max(-1, at - 1 - _NEAR), -1)
        source = next((place for place in near if case_of(sentence.words[place].text) == "ablative"), None)
        if source is not None:
            begin = phrase_before(sentence.words, source + 1, _LONGEST_AIM)
            begin = without_subject(sentence.words, begin, source + 1)
            yield _finding(sentence, sentence.words[begin].start, sentence.words[source].stop, 0.9, "reason:ablative")


@lru_cache(maxsize=8192)
def _causes(sentence: Sentence) -> tuple[Finding, ...]:
    """The causes that a sentence marks as such, whatever is asked."""
    return tuple(
        finding
        for at in range(len(sentence.words))
        for finding in (
            *_before_cue(sentence, at),
            *_after_cue(sentence, at),
            *_explained(sentence, at),
            *_ending(sentence, at),
        )
    )


def _before_cue(sentence: Sentence, at: int) -> Iterator[Finding]:
    size = _cue_at(sentence, at, "before")
    if not size or at == 0 or _cue_at(sentence, at - 1, "before") > 1:
        return
    cue = sentence.words[at].lower
    linking = bool(_cue_at(sentence, at, "linking"))
    begin = _clause_start(sentence, at, over_marks=linking)
    aim = cue in word_set("causes.toml", "aims") and not _FOR_A_DEED.match(sentence.words[at - 1].lower)
    if aim and sentence.words[at - 1].lower.endswith(("у", "ю")):
        begin = max(begin, without_subject(sentence.words, max(begin, at - _LONGEST_AIM), at))
    stop = sentence.words[at - 1].stop
    yield _finding(sentence, sentence.words[begin].start, stop, 0.6 if aim else 1.0, _rule_of(cue, linking, aim))


def _rule_of(cue: str, linking: bool, aim: bool) -> str:
    """The name of the rule by the cue, so that the rare ones share their weight."""
    return "reason:linked" if linking else f"reason:aim {cue}" if aim else f"reason:before {cue}"


def _clause_start(sentence: Sentence, at: int, over_marks: bool) -> int:
    """Index of the clause's first word left of `at`; one mark may be crossed where the cue follows it."""
    start = at
    while (
        start > 0
        and not (start < at and breaks_before(sentence.words[start]))
        and not (start == at and breaks_before(sentence.words[start]) and not over_marks)
    ):
        start -= 1
        if sentence.words[start].lower in {"алайда", "бірақ", "ал"}:
            return start + 1
    return start


def _after_cue(sentence: Sentence, at: int) -> Iterator[Finding]:
    size = _cue_at(sentence, at, "after")
    if size and at + size < len(sentence.words):
        begin = sentence.words[at + size].start
        yield _finding(sentence, begin, sentence.words[-1].stop, 1.0, f"reason:after {sentence.words[at].lower}")


def _effects(question: Question, sentence: Sentence, before: Sentence | None, lexicon: Lexicon) -> Iterator[Finding]:
    """«X-ға Y әсер етті», «бұған Y себеп болды»: the stretch between the dative and the cue."""
    for at in _effect_places(sentence):
        datives = [place for place in range(at) if case_of(sentence.words[place].text) == "dative"]
        asked = [place for place in datives if _is_asked(question, sentence.words[place], lexicon)]
        back = [place for place in datives if sentence.words[place].lower in {"бұған", "оған", "осыған", "соған"}]
        begin = max(asked or back, default=min(datives, default=-1)) + 1
        if begin < at:
            start, stop = sentence.words[begin].start, sentence.words[at - 1].stop
            finding = _finding(sentence, start, stop, 1.0, "reason:effect")
            yield replace(finding, judged=before) if back and not asked and before is not None else finding


def _guilty(sentence: Sentence, before: Sentence | None) -> Iterator[Finding]:
    """«(Бұған) [құбырдың тозуы] кінәлі» closes its sentence; where that points back, of what the one before tells."""
    words = sentence.words
    if len(words) < _POINTING or words[-1].lower not in word_set("causes.toml", "guilty") or words[-1].gap:
        return
    at = len(words) - 1
    clause = _clause_start(sentence, at, over_marks=False)
    datives = [place for place in range(clause, at) if case_of(words[place].text) == "dative"]
    begin = max(datives, default=clause - 1) + 1
    if begin < at:
        finding = _finding(sentence, words[begin].start, words[at - 1].stop, 1.0, "reason:effect")
        yield replace(finding, judged=before) if sentence.leans_back and before is not None else finding


@lru_cache(maxsize=8192)
def _effect_places(sentence: Sentence) -> tuple[int, ...]:
    cues = _cues("effect")
    return tuple(
        at
        for at in range(1, len(sentence.words) - 1)
        for first, second in cues
        if sentence.words[at].lower == first and sentence.words[at + 1].lower.startswith(second)
    )


def _is_asked(question: Question, word: Word, lexicon: Lexicon) -> bool:
    return any(lexicon.likeness(term.key, word.key) >= ENOUGH for term in question.terms)


def _explained(sentence: Sentence, at: int) -> Iterator[Finding]:
    if not _cue_at(sentence, at, "explained") or at == 0 or case_of(sentence.words[at - 1].text) != "instrumental":
        return
    begin = _genitive_start(sentence, phrase_before(sentence.words, at, _LONGEST_AIM), at - 1)
    yield _finding(sentence, sentence.words[begin].start, sentence.words[at - 1].stop, 1.0, "reason:explained")


def _ending(sentence: Sentence, at: int) -> Iterator[Finding]:
    word = sentence.words[at]
    if word.lower in {cue for row in _cues("before") for cue in row[:1]} or not _is_cause(word):
        return
    begin = _clause_start(sentence, at, over_marks=False)
    if word.lower.endswith(tuple(word_set("causes.toml", "noun_endings"))):
        begin = max(begin, without_subject(sentence.words, phrase_before(sentence.words, at + 1, 8), at + 1))
        begin = _genitive_start(sentence, begin, at)
    yield _finding(sentence, sentence.words[begin].start, word.stop, 0.9, "reason:ending")


def _is_cause(word: Word) -> bool:
    """Whether an ending makes a word a cause; «орталығынан» is a place, «үшеуінен» a number."""
    if word.capital or word.quoted or not word.lower.endswith(tuple(word_set("causes.toml", "endings"))):
        return False
    kinds = word_set("words.toml", "organisations") | word_set("words.toml", "places")
    if any(len(kind) > _SHORT_KIND and word.lower.startswith(kind) for kind in kinds):
        return False
    return not word.lower.endswith(tuple(word_set("causes.toml", "not_endings")))


def _genitive_start(sentence: Sentence, begin: int, at: int) -> int:
    """Where the doer of a verbal noun begins: «жөндеудің кешігуін [құжаттың дайын болмауымен] түсіндірді».

    Before the genitive stand the object of the main verb or, first of all, its subject: «Құрылыс [кранның …]».
    """
    words = sentence.words
    for place in range(at - 1, begin, -1):
        if case_of(words[place].text) == "genitive":
            before = words[place - 1]
            bare = place == 1 and case_of(before.text) == "nominative" and not is_attribute(before.text)
            if _is_object(before) or (bare and not is_owned(words[place].text)):
                return place
    return begin


def _is_object(word: Word) -> bool:
    return case_of(word.text) == "accusative" or word.lower.endswith(("уын", "уін"))


def _neighbour_clause(question: Question, sentence: Sentence, lexicon: Lexicon) -> Iterator[Finding]:
    """The clause beside what is asked about: «… керегі жоқ, олар … көріп өскен», «Жаңбыр ерте түсіп, … далада тұр»."""
    asked = [term.key for term in question.terms]
    enough = max(2, 0.6 * len(asked))
    breaks = [at for at, word in enumerate(sentence.words) if at and breaks_before(word)]
    met = [[lexicon.likeness(key, word.key) >= ENOUGH for word in sentence.words] for key in asked] if breaks else []
    for at in breaks:
        left, right = sentence.words[:at], sentence.words[at:]
        on_left, on_right = sum(any(row[:at]) for row in met), sum(any(row[at:]) for row in met)
        if on_left >= enough and on_right <= 1 and len(right) >= 3:
            yield _finding(sentence, right[0].start, right[-1].stop, 0.45, "reason:next clause")
            return
        if on_right >= enough and on_left <= 1 and len(left) >= 2 and is_converb(left[-1].text):
            yield _finding(sentence, left[0].start, left[-1].stop, 0.6, "reason:converb before")
            return


def _opens_with_cue(following: Sentence) -> Iterator[Finding]:
    """«Өйткені …», «Бұған … себеп болды» in the next sentence."""
    size = _cue_at(following, 0, "after") if following.words else 0
    if size and size < len(following.words):
        yield _finding(following, following.words[size].start, following.words[-1].stop, 0.8, "reason:next sentence")


def _past_pronouns(sentence: Sentence, start: int, stop: int) -> int:
    """Begin after words that only point back: «оның бірінде мердігер мекеменің жауапсыздығы»."""
    words = sentence.within(start, stop)
    for at, word in enumerate(words[:-1]):
        if word.lower not in word_set("words.toml", "anaphors") | {"бірінде", "бірі", "алайда"}:
            governed = at > 0 and word.lower in word_set("words.toml", "stop")  # «бұған дейін»
            return words[at - 1].start if governed else word.start
    return start


def _only_asked(question: Question, finding: Finding) -> bool:
    keys = {word.key for word in finding.sentence.within(finding.start, finding.stop)}
    return keys <= {word.key for word in question.words}


def _finding(sentence: Sentence, start: int, stop: int, fit: float, rule: str) -> Finding:
    start = _past_pronouns(sentence, start, stop)
    text = sentence.paragraph.text[start:stop].strip(' «»"“”,')
    last = text.split()[-1] if text else ""
    answer = nominative_phrase(text) if case_of(last) == "instrumental" else text
    return Finding(
        sentence,
        start,
        stop,
        answer,
        fit,
        rule,
        regions=((sentence.start, sentence.stop), clause_of(sentence, start, stop)),
    )
