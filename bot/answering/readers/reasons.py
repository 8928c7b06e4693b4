"""Why: the cause beside its cue word, or the neighbouring clause of what is asked about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache

from bot.answering.clauses import breaks_before, clause_of, phrase_before, without_subject
from bot.answering.finding import Finding
from bot.answering.lexicon import Lexicon, word_row, word_set
from bot.answering.passage import ArticleReading, Sentence, Word
from bot.answering.question import Question
from bot.answering.readers.aims import aims_told, past_asked
from bot.answering.readers.beside import clauses_beside
from bot.answering.readers.cause import Cause
from bot.answering.readers.effects import effects_told, guilty_told
from bot.answering.readers.forces import forces_told, stirred_by
from retrieval.language.derivation import SAME_WORD, kinship
from retrieval.language.grammar import case_of, is_attribute, is_converb, is_owned
from retrieval.language.inflection import nominative_phrase

_POINTERS = frozenset({"осы", "бұл", "сол", "мұндай", "соның", "осының", "мұның", "бұның"})
_OF_THAT = frozenset({"мұның", "бұның", "оның", "осының", "соның"})
_POINTED_AT = frozenset({"мұны", "бұны", "оны", "осыны", "соны"})
_THEIRS = frozenset({"оның", "олардың", "өзінің", "өздерінің"})
_SINCE_THEN = frozenset({"бері", "кейін", "соң", "бұрын", "басқа", "гөрі"})  # «содан бері» tells when
_BEING = frozenset({"екенін", "екендігін"})  # «мұның себебі [қабырғадағы жарық] екенін айтты»
_SPEAKS = frozenset({"ол", "олар"})
_SAID = frozenset({"деді", "дейді", "десті"})
_CAUSE_NOUN = ("себебі", "себеп")
_ANNOUNCING = 6  # words from «себебін» to the colon that tells it, at most
_POINTING = 3  # words of a cause that only points back
_LONGEST_AIM = 10
_SHORTEST_SAID = 2  # words before «түсіндірді»: what is said and «деп»
_QUOTES, _OPENS = frozenset('»"”'), frozenset('«"“')
_LEAST_RESTATED = 3  # asked words, for fewer of them may well tell why
_LEAST_MET = 2  # asked words near a cause
_NEARLY_ALL = 0.75  # share of the asked words in the sentence before what turned out
_NEAR = 3  # words between a cause in the ablative and its verb, at most
_SHORT_KIND = 3  # letters of a kind that many other words begin with: «ел», «ақ»
# rules that tell a cause only of their own sentence
_FAINT = ("reason:since", "reason:force", "reason:stirred", "reason:said next")
_FOR_A_DEED = re.compile(r".+[ғқгк][ае]н[ыі]$")  # «телефонын жасырып кіргізгені үшін»: a cause, no aim
_TO_A_DEED = ("уына", "уіне")  # «[қар жауып кетуіне] орай»
_WISH = re.compile(r".{2,}(?:сын|сін|[ае]йын|[ае]йін|[ае]йық|[ае]йік)$")
_PARTICIPLE = re.compile(r".{2,}[ғқгк][ае]н$")
ENOUGH = 0.65  # likeness from which a word of the text is the one asked about


@cache
def _cues(section: str) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted((tuple(cue.split()) for cue in word_set("causes.toml", section)), key=len, reverse=True))


def _cue_at(sentence: Sentence, at: int, section: str) -> int:
    """Number of words of the cue that begins at a word; 0 where none does."""
    for cue in _cues_by_first(section).get(sentence.words[at].lower, ()):
        if tuple(word.lower for word in sentence.words[at : at + len(cue)]) == cue:
            return len(cue)
    return 0


@cache
def _cues_by_first(section: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    return {first: tuple(cue for cue in _cues(section) if cue[0] == first) for first, *_ in _cues(section)}


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
    causes = (*_causes(sentence), *(_of_clause(sentence, clause, before) for clause in by_verb))
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
            yield from _opens_with_cue(following)
            yield from _told_next(question, sentence, following, lexicon)


def _announced(sentence: Sentence, before: Sentence | None) -> Iterator[Finding]:
    """«Ол мұның себебін де айтты: [ауылда аусыл шыққан]»: the colon tells the cause; of what, the sentence before."""
    words = sentence.words
    at = next((at for at, word in enumerate(words) if word.lower.startswith(_CAUSE_NOUN) and not word.quoted), None)
    if at is None:
        return
    colon = next((place for place in range(at + 1, min(len(words), at + _ANNOUNCING)) if ":" in words[place].gap), None)
    if colon is None or any(breaks_before(word) for word in words[at + 1 : colon]):
        return
    told = _finding(sentence, words[colon].start, words[-1].stop, 1.0, "reason:announced")
    owners = [word for word in words[max(0, at - _POINTING) : at] if case_of(word.text) == "genitive"]
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
    met = [term.key for term in question.terms if any(lexicon.likeness(term.key, key) >= ENOUGH for key in keys)]
    names = {key for named in question.named for key in named.keys}
    plain = any(term.key not in names for term in question.terms)
    return len(met) >= min(_LEAST_MET, len(question.terms)) and not (plain and names.issuperset(met))


def _turns(sentence: Sentence) -> bool:
    """Whether a sentence turns to another thing: «Ал …»."""
    return bool(sentence.words) and sentence.words[0].lower in {"ал", "алайда", "бірақ"}


def _of_clause(sentence: Sentence, clause: Cause, before: Sentence | None) -> Finding:
    start, stop = sentence.words[clause.start].start, sentence.words[clause.stop - 1].stop
    found = _finding(sentence, start, stop, clause.fit, f"reason:{clause.how}")
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
    return _finding(finding.sentence, words[begin].start, finding.stop, 1.0, finding.rule)


def _resolved(finding: Finding, before: Sentence | None) -> Finding:
    """«Осы еңбегі үшін …» gives what the sentence before says as the cause."""
    time_words = word_set("words.toml", "time_words")
    told = finding.sentence.within(finding.start, finding.stop)
    words = [word for word in told if word.lower not in time_words]
    if before is None or not 0 < len(words) <= _POINTING or words[0].lower not in _POINTERS or not before.words:
        return finding
    return replace(_told_by(before, 0.8, "reason:before this"), judged=finding.sentence)


def _before_opening(sentence: Sentence, before: Sentence | None) -> list[Finding]:
    """«Сондықтан …» opens a sentence: what the one before says is the cause; «Бұл мақсатқа …»: its aim."""
    if not sentence.words or before is None or before.paragraph != sentence.paragraph or not before.words:
        return []
    aims = [cause for cause in _causes(before) if cause.rule.startswith("reason:aim")]
    if _cue_at(sentence, 0, "opening_aim") and aims:
        return [replace(aims[0], judged=sentence, fit=0.9)]
    size = _cue_at(sentence, 0, "opening")
    if not size or (sentence.words[size:] and sentence.words[size].lower in _SINCE_THEN):
        return []
    return [replace(_told_by(before, 0.9, "reason:opening"), judged=sentence)]


def _told_by(before: Sentence, fit: float, rule: str) -> Finding:
    """What a sentence gives as a cause: after «себебі», «өйткені», else all of it."""
    named = next((finding for finding in _causes(before) if finding.rule.startswith("reason:after")), None)
    start, stop = (named.start, named.stop) if named else (before.words[0].start, before.words[-1].stop)
    return _finding(before, start, stop, fit, rule)


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
            begin = phrase_before(sentence.words, source + 1, _LONGEST_AIM)
            begin = without_subject(sentence.words, begin, source + 1)
            yield _finding(sentence, sentence.words[begin].start, sentence.words[source].stop, 0.9, "reason:ablative")


def _may_cause(word: Word) -> bool:
    """Whether a word in the ablative may tell of what something came: «екі жерден» tells where."""
    place = word.capital or word.lower.startswith(("жер", *word_row("words.toml", "places")))
    return case_of(word.text) == "ablative" and not place


def _arises(asked: Word, word: Word) -> bool:
    """Whether a verb is the one asked about or tells as it does that something came about; «шығарды» is not «шықты»."""
    if asked.key == word.key or kinship(asked.key, word.key) >= SAME_WORD:
        return True
    return {asked.lower, word.lower} <= word_set("causes.toml", "arises")


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
            *_as_explained(sentence, at),
            *_wished(sentence, at),
            *_ending(sentence, at),
            *_since(sentence, at),
        )
    )


def _before_cue(sentence: Sentence, at: int) -> Iterator[Finding]:
    size = _cue_at(sentence, at, "before")
    if not size or at == 0 or _cue_at(sentence, at - 1, "before") > 1:
        return
    cue = sentence.words[at].lower
    linking = bool(_cue_at(sentence, at, "linking"))
    begin = _thought_start(sentence, at) if cue == "деген" else _clause_start(sentence, at, over_marks=linking)
    aim = cue in word_set("causes.toml", "aims") and not _FOR_A_DEED.match(sentence.words[at - 1].lower)
    if aim and sentence.words[at - 1].lower.endswith(("у", "ю")):
        begin = max(begin, without_subject(sentence.words, max(begin, at - _LONGEST_AIM), at))
        begin = _with_aims(sentence.words, begin)
    elif sentence.words[at - 1].lower.endswith(_TO_A_DEED):
        begin = max(begin, without_subject(sentence.words, begin, at))
    stop = sentence.words[at - 1].stop
    yield _finding(sentence, sentence.words[begin].start, stop, 0.6 if aim else 1.0, _rule_of(cue, linking, aim))


def _thought_start(sentence: Sentence, at: int) -> int:
    """Where a thought begins that «деген оймен» closes: it goes over commas, no further than a dash or a colon."""
    words = sentence.words
    return next((place for place in range(at - 1, 0, -1) if breaks_before(words[place]) and words[place].gap != ","), 0)


def _with_aims(words: tuple[Word, ...], begin: int) -> int:
    """Where a row of aims begins: «сын айту емес, [дау шешу, кездесу өткізу және] құдық көру үшін»."""
    while begin > 0 and words[begin].gap == "," and words[begin - 1].lower.endswith(("у", "ю")):
        end = begin
        begin = without_subject(words, phrase_before(words, end, _LONGEST_AIM), end)
    return begin


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
    words = sentence.words
    if size and at + size < len(words):
        ends = (place for place in range(at + size + 1, len(words)) if words[place].lower in _BEING)
        stop = words[next(ends, len(words)) - 1].stop
        yield _finding(sentence, words[at + size].start, stop, 1.0, f"reason:after {words[at].lower}")


def _explained(sentence: Sentence, at: int) -> Iterator[Finding]:
    case = _explaining_case(sentence, at)
    if not case or at == 0 or case_of(sentence.words[at - 1].text) != case:
        return
    begin = _explanation_start(sentence, at)
    yield _finding(sentence, sentence.words[begin].start, sentence.words[at - 1].stop, 1.0, "reason:explained")


def _explanation_start(sentence: Sentence, at: int) -> int:
    """Where what explains begins: right behind «мұны» and a short subject, else with its own phrase."""
    words = sentence.words
    pointed = next((place + 1 for place in range(at - 1, -1, -1) if words[place].lower in _POINTED_AT), None)
    if pointed is not None:
        begin = without_subject(words, pointed, min(at, pointed + _POINTING))
        return _genitive_start(sentence, begin, at - 1) if begin == pointed else begin
    begin = without_subject(words, phrase_before(words, at, _LONGEST_AIM), at)
    return _genitive_start(sentence, begin, at - 1)


def _tells_of_before(finding: Finding) -> bool:
    """«Мұстафа мұны [үйдің жоқтығымен] байланыстырады», «Бұл [шабақ өсуі] үшін керек»: of the sentence before."""
    words = finding.sentence.words
    if finding.judged is not None:
        return False
    if finding.rule.startswith("reason:aim"):
        return words[0].lower in _POINTERS
    if finding.rule.startswith("reason:after себебі"):
        at = finding.sentence.word_at(finding.start)
        return any(word.lower in _OF_THAT for word in words[max(0, at - _POINTING) : at])
    return finding.rule == "reason:explained" and any(word.lower in _POINTED_AT for word in words)


def _as_explained(sentence: Sentence, at: int) -> Iterator[Finding]:
    """«Ол мұны [«балаларды қимадым»] деп түсіндірді»."""
    words = sentence.words
    if at < _SHORTEST_SAID or words[at].lower not in word_set("causes.toml", "explained_as"):
        return
    if words[at - 1].lower == "деп" and not _QUOTES.isdisjoint(words[at - 1].gap):
        opens = (place for place in range(at - 2, -1, -1) if not _OPENS.isdisjoint(words[place].gap))
        begin = next(opens, None)
        if begin is not None:
            yield _finding(sentence, words[begin].start, words[at - 2].stop, 1.0, "reason:explained")


def _explaining_case(sentence: Sentence, at: int) -> str:
    """«X-пен түсіндірді», «оны X-тен көреді»: the case of what explains before its verb, "" for other verbs."""
    if _cue_at(sentence, at, "explained"):
        return "instrumental"
    if sentence.words[at].lower not in word_set("causes.toml", "blames"):
        return ""
    blamed_for = any(w.lower in _POINTED_AT or case_of(w.text) == "accusative" for w in sentence.words[:at])
    return "ablative" if blamed_for else ""


def _wished(sentence: Sentence, at: int) -> Iterator[Finding]:
    """«[Кезек күтпесін] деп электронды жазылуды енгіздік»: what is wished for is the aim."""
    words = sentence.words
    if at > 1 and words[at].lower == "деп" and _WISH.match(words[at - 1].lower) and not words[at].gap:
        begin = _clause_start(sentence, at, over_marks=False)
        yield _finding(sentence, words[begin].start, words[at].stop, 0.8, "reason:aim деп")


def _ending(sentence: Sentence, at: int) -> Iterator[Finding]:
    word = sentence.words[at]
    if word.lower in _cues_by_first("before") or not _is_cause(word):
        return
    begin = _clause_start(sentence, at, over_marks=False)
    if word.lower.endswith(word_row("causes.toml", "noun_endings")):
        begin = max(begin, without_subject(sentence.words, phrase_before(sentence.words, at + 1, 8), at + 1))
        begin = _genitive_start(sentence, begin, at)
    yield _finding(sentence, sentence.words[begin].start, word.stop, 0.9, "reason:ending")


def _since(sentence: Sentence, at: int) -> Iterator[Finding]:
    """«[Екі жыл қуаңшылық болған] соң шаруалар күріштен бас тартты»: what came before may be why."""
    words = sentence.words
    if at == 0 or words[at].lower not in word_set("causes.toml", "since") or not _PARTICIPLE.match(words[at - 1].lower):
        return
    begin = _clause_start(sentence, at, over_marks=False)
    while begin > 1 and words[begin].gap == "," and is_converb(words[begin - 1].text):
        begin = _clause_start(sentence, begin, over_marks=True)
    yield _finding(sentence, words[begin].start, words[at - 1].stop, 0.6, "reason:since")


def _is_cause(word: Word) -> bool:
    """Whether an ending makes a word a cause; «орталығынан» is a place, «үшеуінен» a number."""
    if word.capital or word.quoted or not word.lower.endswith(word_row("causes.toml", "endings")):
        return False
    kinds = word_set("words.toml", "organisations") | word_set("words.toml", "places")
    if any(len(kind) > _SHORT_KIND and word.lower.startswith(kind) for kind in kinds):
        return False
    return not word.lower.endswith(word_row("causes.toml", "not_endings"))


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


def _opens_with_cue(following: Sentence) -> Iterator[Finding]:
    """«Өйткені …», «Бұған … себеп болды» in the next sentence."""
    size = _cue_at(following, 0, "after") if following.words else 0
    if size and size < len(following.words):
        yield _finding(following, following.words[size].start, following.words[-1].stop, 0.8, "reason:next sentence")


def _told_next(question: Question, sentence: Sentence, following: Sentence, lexicon: Lexicon) -> Iterator[Finding]:
    """«Аппарат орнатылған жоқ. [Бөлме дайын емес екен]»: what turned out, told right behind what is asked about."""
    words = following.words
    if len(words) <= 1 or following.paragraph != sentence.paragraph:
        return
    met = [any(lexicon.likeness(term.key, word.key) >= ENOUGH for word in sentence.words) for term in question.terms]
    if sum(met) < max(2, _NEARLY_ALL * len(met)):
        return
    if words[-1].lower in word_set("causes.toml", "turned_out") and not following.leans_back:
        yield replace(_finding(following, words[0].start, words[-1].stop, 0.4, "reason:turned out"), judged=sentence)
    said = _said_of_it(following)
    if said is not None and met[-1]:
        yield replace(_finding(following, *said, 0.45, "reason:said next"), judged=sentence)


def _said_of_it(sentence: Sentence) -> tuple[int, int] | None:
    """What is said right behind a deed by whoever did it: «Олардың айтуынша, […]», ««[…]», – дейді ол»."""
    words = sentence.words
    if words[0].lower in _POINTERS | _THEIRS and words[1].lower in word_set("words.toml", "according") and words[2:]:
        return words[2].start, words[-1].stop
    last = next((at for at, word in enumerate(words) if at and word.lower in _SAID and not word.quoted), None)
    own = last is not None and words[last + 1 :] and words[last + 1].lower in _SPEAKS
    if last is None or not own or _QUOTES.isdisjoint(words[last].gap) or _OPENS.isdisjoint(words[0].gap):
        return None
    return words[0].start, words[last - 1].stop


def _past_pronouns(sentence: Sentence, start: int, stop: int) -> int:
    """Begin after words that only point back: «оның бірінде мердігер мекеменің жауапсыздығы»."""
    words = sentence.within(start, stop)
    for at, word in enumerate(words[:-1]):
        if word.lower not in word_set("words.toml", "anaphors") | {"бірінде", "бірі", "алайда"}:
            governed = at > 0 and word.lower in word_set("words.toml", "stop")  # «бұған дейін»
            return words[at - 1].start if governed else word.start
    return start


def _restates(question: Question, finding: Finding, lexicon: Lexicon) -> bool:
    """Whether a cause is what is asked about itself: «ескі балабақша 1994 жылы жабылып …» for why it was closed."""
    inside = finding.sentence.within(finding.start, finding.stop)
    terms = question.terms
    held = [any(lexicon.likeness(term.key, word.key) >= ENOUGH for word in inside) for term in terms]
    return len(terms) >= _LEAST_RESTATED and held[-1] and sum(held) >= _NEARLY_ALL * len(held)


def _only_asked(question: Question, finding: Finding) -> bool:
    asked = question.keys
    return all(word.key in asked for word in finding.sentence.within(finding.start, finding.stop))


def _finding(sentence: Sentence, start: int, stop: int, fit: float, rule: str) -> Finding:
    start = _past_pronouns(sentence, start, stop)
    text = sentence.paragraph.text[start:stop].strip(' «»"“”,')
    last = text.split()[-1] if text else ""
    named = case_of(last) == "instrumental" or rule in {"reason:explained", "reason:aim told"}
    answer = nominative_phrase(text) if named else text
    return Finding(
        sentence,
        start,
        stop,
        answer,
        fit,
        rule,
        regions=((sentence.start, sentence.stop), clause_of(sentence, start, stop)),
    )
