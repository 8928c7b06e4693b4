"""What something is, and what its aim or merit is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.answering.clauses import breaks_before, in_title, phrase_before
from bot.answering.finding import Finding
from bot.answering.lexicon import Lexicon, word_row, word_set
from bot.answering.matching import answering, is_title, same_name
from bot.answering.passage import ArticleReading, Sentence, Word
from bot.answering.question import Question
from bot.answering.readers.aims import aims_told
from bot.answering.readers.relative import relative_start
from retrieval.language.grammar import (
    case_of,
    is_attribute,
    is_finite,
    is_owned,
    is_participle,
    is_possessed,
    is_verbal,
)
from retrieval.language.inflection import nominative_phrase

_DASH = re.compile(r"^[»\"”]?[–—:-]+[«\"“]?$")
_SAID_TO_BE, _TOLD_OF = 0.55, 0.45  # fit of what a thing is said to be, of what it does: «… жоба», «… асып отыр»
_SHORTEST_TELLING = 3  # words behind a colon that tell what something is
_TELLS = (
    "йді",
    "йды",
    "еді",
    "ады",
)  # of a verb in the present: what closes a sentence is its predicate, no accusative
_HAPPENED = ("лды", "лді", "нды", "нді", "тты", "тті", "рды", "рді", "стады", "ыпты", "іпті")
_CALLS = ("айтады", "айтамыз", "атайды", "атаймыз", "түсінеміз", "дейді", "дейміз")
_DEEDS = ("уды", "уді")
_BARE_DEFINITION = ("деген", "дегеніміз", "деп", "білдір")


def read_definitions(
    question: Question, reading: ArticleReading, sentence: Sentence, lexicon: Lexicon
) -> Iterator[Finding]:
    """Findings for "X дегеніміз не", "X-тың мақсаты не": what stands behind the dash, or the predicate."""
    property_word = _property(question)
    if property_word is not None:
        yield from _after_property(sentence, answering(reading, property_word.key, lexicon))
        if property_word.lower.startswith("мақсат"):
            yield from _aim(question, sentence)
        return
    # «Ерейтас музейіндегі «Тірі дауыс» деген не»: the quoted name is the thing, the place may stand anywhere.
    titles = [key for named in question.named if named.kind == "title" for key in named.keys]
    names = [key for named in question.named for key in named.keys]
    keys = titles or names or _plain_keys(question)
    yield from _after_dash(sentence, keys, lexicon)
    yield from _this(sentence, reading.before(sentence), keys, lexicon)
    yield from _after_colon(sentence, keys, lexicon)
    yield from _called(sentence, keys, lexicon)
    yield from _by_kind(question, sentence)
    yield from _predicate(sentence, keys, lexicon)


def _plain_keys(question: Question) -> list[str]:
    """The asked words without the kind: of «Тұмар дегеніміз қандай зат», «Тұмар деген сөз нені білдіреді» the thing."""
    kinds = {word.key for word in question.words[question.stop :]}
    keys = [term.key for term in question.terms if not question.start <= term.at < question.stop]
    keys = keys or [term.key for term in question.terms]
    return [key for key in keys if key not in kinds] or keys


def _property(question: Question) -> Word | None:
    """«мақсаты», «міндеті», «құндылығы»: what of the thing is asked for; None where the thing itself is.

    «… деген қандай акция» asks for the thing itself and says of what kind it is.
    """
    if any(word.lower.startswith(_BARE_DEFINITION) for word in question.words[question.start : question.stop]):
        return None
    for word in question.focus[-1:]:
        if not word.lower.startswith(_BARE_DEFINITION) and not word.quoted:
            return word
    return None


def _after_property(sentence: Sentence, like: Mapping[str, float]) -> Iterator[Finding]:
    """What stands behind or before a word like the property asked for."""
    for at, word in enumerate(sentence.words):
        titled = word.quoted and not sentence.text.startswith(("«", '"', "–"))
        if like.get(word.key, 0.0) < 0.8 or titled:
            continue
        dash = next((place for place in range(at, 0, -1) if _DASH.match(sentence.words[place].gap)), None)
        closes = at >= len(sentence.words) - 2 or "," in _gap_after(sentence, at)
        if dash is not None and closes:
            yield _before_dash(sentence, dash)
            return
        for place in range(at + 1, min(at + 6, len(sentence.words))):
            if _DASH.match(sentence.words[place].gap.replace(",", "")):
                yield _rest(sentence, place, 1.0 if place - at == 1 else 0.9, "definition:property")
                return
        if is_possessed(word.text) and at >= 2 and len(sentence.words) - at > 2:
            yield _rest(sentence, at + 1, 0.6, "definition:property predicate")
        if word.lower.endswith(("мен", "пен", "бен")) or "үшін" in [
            other.lower for other in sentence.words[at + 1 : at + 2]
        ]:
            continue
        before = sentence.words[at - 1] if at else None
        if before is not None and before.lower in {"деген", "ету", "көздеген"}:
            yield Finding(
                sentence,
                sentence.words[0].start,
                before.stop,
                sentence.paragraph.text[sentence.words[0].start : before.stop],
                0.6,
                "definition:before",
            )


def _aim(question: Question, sentence: Sentence) -> Iterator[Finding]:
    """«мақсаты не?» – «Жоба [тұрмысты жеңілдетуді] көздейді»."""
    for aim in aims_told(question, sentence):
        start, stop = sentence.words[aim.start].start, sentence.words[aim.stop - 1].stop
        deeds = sentence.paragraph.text[start:stop].split(", ")
        text = ", ".join(nominative_phrase(deed) if deed.endswith(_DEEDS) else deed for deed in deeds[:-1])
        text = ", ".join(filter(None, (text, nominative_phrase(deeds[-1]))))
        whole = ((sentence.start, sentence.stop),)
        yield Finding(sentence, start, stop, text, 0.8, "definition:aim", regions=whole)


def _gap_after(sentence: Sentence, at: int) -> str:
    return sentence.words[at + 1].gap if at + 1 < len(sentence.words) else ""


def _before_dash(sentence: Sentence, dash: int) -> Finding:
    """«Әлеуметтік белсенділік … – әйелдер кәсіпкерлерінің артықшылығы»: the subject stands before the dash."""
    start, stop = sentence.words[0].start, sentence.words[dash - 1].stop
    text = sentence.paragraph.text[start:stop]
    return Finding(
        sentence,
        start,
        stop,
        nominative_phrase(text),
        0.9,
        "definition:before dash",
        regions=((sentence.start, sentence.stop),),
    )


def _after_dash(sentence: Sentence, keys: list[str], lexicon: Lexicon) -> Iterator[Finding]:
    for at in range(1, len(sentence.words)):
        if not _DASH.match(sentence.words[at].gap) or in_title(sentence.words, at):
            continue
        before = [word for word in sentence.words[max(0, at - 6) : at] if case_of(word.text) != "genitive"]
        if (
            all(any(lexicon.likeness(key, word.key) >= 0.8 for word in before) for key in keys)
            and not sentence.words[at].number
            and not _is_table_row(sentence, at)
        ):
            yield _rest(sentence, at, 1.0, "definition:dash")
            return


def _is_table_row(sentence: Sentence, at: int) -> bool:
    """«Ұрпақтар келісімшарты: Қатысқан жас – 29; …»: behind the colon stand figures, no definition."""
    later = sentence.words[at + 1 :]
    return ":" in sentence.words[at].gap and any(word.number and _DASH.match(word.gap) for word in later)


def _this(sentence: Sentence, before: Sentence | None, keys: list[str], lexicon: Lexicon) -> Iterator[Finding]:
    """«Тәсілдің бірі – «жалған қор». Бұл – [ақшаны алдап алатын айла]»: what the sentence before has just named."""
    words = sentence.words
    points = len(words) > 1 and words[0].lower in {"бұл", "ол"} and bool(_DASH.match(words[1].gap))
    if not points or before is None or not before.words:
        return
    if all(any(lexicon.likeness(key, word.key) >= 0.8 for word in before.words) for key in keys):
        yield replace(_rest(sentence, 1, 0.95, "definition:dash"), judged=before)


def _after_colon(sentence: Sentence, keys: list[str], lexicon: Lexicon) -> Iterator[Finding]:
    """«… «Абай бол!» акциясы басталды: еріктілер балаларды жолдан өткізеді»: the colon tells what it is."""
    words = sentence.words
    at = next((at for at in range(1, len(words)) if words[at].gap.strip('»"”') == ":"), None)
    begun = at is not None and words[at - 1].lower.startswith(word_row("words.toml", "begins"))
    if at is None or not begun or len(words) - at < _SHORTEST_TELLING:
        return
    if all(any(lexicon.likeness(key, word.key) >= 0.8 for word in words[:at]) for key in keys):
        yield _rest(sentence, at, 0.75, "definition:colon")


def _called(sentence: Sentence, keys: list[str], lexicon: Lexicon) -> Iterator[Finding]:
    """«Волонтер деп [ақысыз қызмет ететін адамды] айтады»: what is called so."""
    words = sentence.words
    at = next((at for at in range(1, len(words)) if words[at].lower == "деп"), None)
    if at is None or not all(any(lexicon.likeness(key, word.key) >= 0.8 for word in words[:at]) for key in keys):
        return
    verb = next((place for place in range(at + 2, len(words)) if words[place].lower.startswith(_CALLS)), None)
    if verb is None or case_of(words[verb - 1].text) != "accusative":
        return
    start, stop = words[at + 1].start, words[verb - 1].stop
    text = nominative_phrase(sentence.paragraph.text[start:stop])
    yield Finding(sentence, start, stop, text, 0.9, "definition:dash", regions=((sentence.start, sentence.stop),))


def _by_kind(question: Question, sentence: Sentence) -> Iterator[Finding]:
    """«тегін кеңес беретін «Бір терезе» бөлмесі»: the quoted name with the noun after it and what describes it."""
    for title in sentence.titles:
        if not any(is_title(named, title) for named in question.named):
            continue
        first, after = sentence.word_at(title.start), sentence.word_at(title.stop)
        while after < len(sentence.words) - 1 and _describes_kind(sentence.words[after], sentence.words[after + 1]):
            after += 1
        kind = sentence.words[after : after + 1]
        if kind and not kind[0].gap.strip('»"”') and is_owned(kind[0].text):
            start = _description_start(sentence, first)
            if start >= first and kind[0].key in question.keys:
                continue  # «Тізгін» рейді деген не? – «Тізгін» рейді: nothing said
            begin = sentence.words[start].start if start < first else title.start
            text = sentence.paragraph.text[begin : kind[0].stop]
            described = 0.75 if start < first else 0.5
            yield Finding(
                sentence,
                begin,
                kind[0].stop,
                nominative_phrase(text),
                described,
                "definition:kind",
                regions=((sentence.start, sentence.stop),),
            )


def _description_start(sentence: Sentence, first: int) -> int:
    """Where begins what describes a name: «Сәуле Омар [тегін кеңес беретін] «Бір терезе» бөлмесін ашты»."""
    words = sentence.words
    if first and not breaks_before(words[first]) and _is_told_by(words[first - 1]):
        return relative_start(sentence, first - 1)
    start = phrase_before(words, first, 6)
    start = max((at + 1 for at in range(start, first) if _is_scene(words, at)), default=start)
    return max((at + 1 for at in range(start, first) if words[at].capital), default=start)


def _is_told_by(word: Word) -> bool:
    """A participle that describes: «табатын», «жасаған»; «сондықтан» is none."""
    return is_participle(word.text) and case_of(word.text) == "nominative" and word.lower not in _BARE_DEFINITION


def _describes_kind(word: Word, following: Word) -> bool:
    """«Ерте тұр» [таңғы] жүгірісі, «Жасыл дем» [еріктілер] тобы: what stands between the name and its kind."""
    if is_owned(word.text.rpartition("-")[2]) or word.gap.strip('»"”') or following.gap:
        return False
    return is_attribute(word.text) or (case_of(word.text) == "nominative" and is_owned(following.text))


def _is_scene(words: tuple[Word, ...], at: int) -> bool:
    """Whether a word closes what has nothing to do with the name behind it: «Қызылтам қаласында | «Тізгін» рейді».

    A word in an oblique case does, unless a participle that it belongs to follows; so does a verb: «дейді».
    """
    word, after = words[at], words[at + 1]
    if is_attribute(word.text) or word.quoted:
        return False
    if is_finite(word.text) and not is_participle(word.text):
        return True
    oblique = case_of(word.text) in {"locative", "dative", "ablative", "instrumental", "accusative"}
    return oblique and (after.quoted or not any(is_verbal(other.text) for other in words[at + 1 : at + 4]))


def _predicate(sentence: Sentence, keys: list[str], lexicon: Lexicon) -> Iterator[Finding]:
    """The rest of a sentence that begins with the thing itself, unless it tells what happened: «… рейді жүргізілді»."""
    opening = sentence.words[:7]
    places = [at for at, word in enumerate(opening) if any(same_name(key, word.key) for key in keys)]
    held = {key for key in keys if any(same_name(key, word.key) for word in opening)}
    if len(held) < len(set(keys)) or not places:
        return
    begin = places[-1] + 1
    called = [word.lower for word in sentence.words[begin : begin + 2]]
    if called[:1] == ["деп"] and called[-1].startswith("атал"):
        begin += 2  # «X деп аталатын жүйе …»
    if begin + 1 < len(sentence.words) and not sentence.words[-1].lower.endswith(_HAPPENED):
        yield _said_to_be(_rest(sentence, begin, _SAID_TO_BE, "definition:predicate"))


def _said_to_be(finding: Finding) -> Finding:
    """Less fit where it ends with what the thing does: «… бағыттарының біріне айналып отыр»."""
    last = finding.sentence.words[finding.sentence.word_at(finding.stop - 1)]
    does = is_finite(last.text) or last.lower in word_set("words.toml", "helping_verbs")
    return replace(finding, fit=_TOLD_OF) if does else finding


def _rest(sentence: Sentence, at: int, fit: float, rule: str) -> Finding:
    start, stop = sentence.words[at].start, sentence.words[-1].stop
    text = sentence.paragraph.text
    cut = re.search(r"[»”\"]?\s?,\s?[–—-]?\s?(?:деді|дейді|деп|дегенді)\b", text[start:stop])
    if cut:
        stop = start + cut.start()
    if (
        start
        and text[start - 1] in '«"“'
        and ("»" in text[start:stop] or '"' in text[start:stop] or "”" in text[start:stop])
    ):
        start -= 1
    return Finding(
        sentence,
        start,
        stop,
        _said(text[start:stop].strip()),
        fit,
        rule,
        regions=((sentence.start, sentence.stop),),
    )


def _said(text: str) -> str:
    """A noun phrase in the nominative; a telling that ends with its verb as it stands: «ол кітапты өзі тіркейді»."""
    last = text.rsplit(maxsplit=1)[-1] if text else ""
    return text if last.lower().endswith(_TELLS) else nominative_phrase(text)
