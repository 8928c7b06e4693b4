"""What the articles tell of one named thing: two to four of their own sentences, the one that says what it is first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.answering.citing import cite_place
from bot.answering.facts.asking import Request, is_kind_word
from bot.answering.facts.telling import Told, saying
from bot.answering.lexicon import Lexicon, word_set
from bot.answering.matching import Evidence, in_words, is_title, same_name
from bot.answering.naming import NamedKey
from bot.answering.passage import ArticleReading, Sentence, Title, Word
from bot.answering.question import Question
from bot.answering.readers.posts import post_of
from bot.answering.wording import cut

_MOST = 4  # sentences
_SURE = 0.9  # how sure a digest is: it says no more than what stands there
_LEAST_WORTH = 0.5
_CARRIED = 0.7  # how sure a sentence without the name must be about it
_SAME_KIND = 0.8  # likeness of the noun asked with and one of the sentence
_ALIKE = 0.6  # share of common words from which two sentences tell the same
_LONG, _SHORT = 320, 40  # letters of a sentence that is hard to read, of one that tells little
_BEGINNING = 2  # words before the thing that begins a sentence
_DASH = re.compile(r"[»\"”]?[–—-][«\"“]?$")


@dataclass(frozen=True, eq=False)
class _Told:
    reading: ArticleReading
    sentence: Sentence
    worth: float


def digest(request: Request, question: Question, readings: Iterable[ArticleReading], lexicon: Lexicon) -> Told | None:
    """«Жастар рухы» туралы не белгілі?; None where no article names the thing."""
    named, readings = request.things[0], list(readings)
    said = " ".join(part for part in (_said(named, readings), *(word.text for word in request.kind)) if part)
    about = replace(question, named=(named,))
    laid = [Evidence(about, reading, lexicon) for reading in readings if _is_named_in(named, reading)]
    chosen = _choose([told for evidence in laid for told in _weigh(named, request.kind, evidence)])
    if not chosen:
        return None
    citations = tuple(cite_place(told.reading, told.sentence, *_span(named, told)) for told in chosen)
    form = "digest" if len({told.reading.article.id for told in chosen}) == 1 else "digests"
    return Told("digest", cut(chosen[0].sentence.text), saying(form).format(thing=said), citations, _SURE)


def _said(named: NamedKey, readings: Iterable[ArticleReading]) -> str:
    """The thing as the articles write it; «туралы» leaves a name in the nominative."""
    if named.kind != "title":
        return " ".join(word[:1].upper() + word[1:] for word in named.text.split())
    titles = [title.text for reading in readings for title in _titles(named, reading)]
    return f"«{min(titles, key=len)}»" if titles else ""


def _titles(named: NamedKey, reading: ArticleReading) -> Iterable[Title]:
    return (title for sentence in reading.sentences for title in sentence.titles if is_title(named, title))


def _is_named_in(named: NamedKey, reading: ArticleReading) -> bool:
    """Whether an article quotes the title, or gives the name in full."""
    if named.kind == "title":
        return any(True for _ in _titles(named, reading))
    return any(_full(named, sentence) for sentence in reading.sentences)


def _full(named: NamedKey, sentence: Sentence) -> bool:
    """All parts of a name side by side: «Берік Ысқақ», no other Ысқақ."""
    words, size = sentence.words, len(named.keys)
    return any(
        all(same_name(key, word.key) for key, word in zip(named.keys, words[at : at + size], strict=True))
        for at in range(len(words) - size + 1)
    )


def _weigh(named: NamedKey, kind: tuple[Word, ...], evidence: Evidence) -> Iterable[_Told]:
    """The sentences about the thing: those that name it, and those that point back to it."""
    for sentence in evidence.reading.sentences:
        here = _names(named, sentence, evidence.reading) and (
            named.kind == "title" or _holds_kind(kind, sentence, evidence.lexicon)
        )
        if not here:
            (level,) = evidence.levels(sentence)
            if level.where == "before" and level.sure >= _CARRIED and _carries_on(named, sentence, evidence.reading):
                yield _Told(evidence.reading, sentence, 0.6 + _substance(sentence))
            continue
        worth = 1.0 + _substance(sentence) + _standing(named, sentence, evidence.lexicon)
        yield _Told(evidence.reading, sentence, worth)


def _carries_on(named: NamedKey, sentence: Sentence, reading: ArticleReading) -> bool:
    """«Құрамында 1085 мүше бар»: points back to the thing, not to a person named with it, and tells a figure."""
    before = reading.before(sentence)
    persons = before is not None and bool(before.persons)
    return named.kind == "title" and sentence.points_back and bool(sentence.numbers) and not persons


def _standing(named: NamedKey, sentence: Sentence, lexicon: Lexicon) -> float:
    """What the thing is in the sentence: defined by it, its beginning, one of many, or only the speaker's office."""
    place = _place(named, sentence)
    spoken = [at for at, word in enumerate(sentence.words) if word.lower in word_set("words.toml", "saying")]
    return (
        2.0 * _defines(named, sentence, lexicon)
        + 0.6 * (place <= _BEGINNING)
        - 0.5 * _only_listed(named, sentence)
        - 1.2 * (named.kind == "title" and bool(spoken) and place > spoken[0])
    )


def _names(named: NamedKey, sentence: Sentence, reading: ArticleReading) -> bool:
    """Whether the sentence names the thing itself: as a title where it has titles at all, a person also by surname."""
    if named.kind != "title":
        return _full(named, sentence) or any(
            len(words) == 1 and same_name(named.keys[-1], words[0].key)
            for person in sentence.persons
            if (words := sentence.within(person.start, person.stop))
        )
    return in_words(named, sentence, reading) and (
        not sentence.titles or any(is_title(named, title) for title in sentence.titles)
    )


def _holds_kind(kind: tuple[Word, ...], sentence: Sentence, lexicon: Lexicon) -> bool:
    """«Көкжиде ауруханасы»: not all that is in Көкжиде."""
    return all(any(lexicon.likeness(word.key, other) >= _SAME_KIND for other in sentence.keys) for word in kind)


def _substance(sentence: Sentence) -> float:
    """Sentences with numbers tell more; very long and very short ones less."""
    size = len(sentence.text)
    return 0.3 * bool(sentence.numbers) - 0.6 * (size > _LONG) - 1.5 * (size < _SHORT)


def _place(named: NamedKey, sentence: Sentence) -> int:
    """Index of the first word that names the thing."""
    keys = named.keys
    return next(
        (at for at, word in enumerate(sentence.words) if any(same_name(key, word.key) for key in keys)),
        len(sentence.words),
    )


def _defines(named: NamedKey, sentence: Sentence, lexicon: Lexicon) -> bool:
    """«Бастау Бизнес» – … жоба; «Қарғалы» бастауыш партия ұйымы …; … төрайымы Жангүл Оразалиева."""
    if named.kind == "title":
        own = [title for title in sentence.titles if is_title(named, title)]
        return any(_is_defined(sentence, title.stop) for title in own)
    people = [
        person
        for person in sentence.persons
        if any(same_name(named.keys[-1], word.key) for word in sentence.within(person.start, person.stop))
    ]
    after = _place(named, sentence) + len(named.keys)
    dashed = after < len(sentence.words) and bool(_DASH.match(sentence.words[after].gap))
    return dashed or any(post_of(sentence, person, lexicon) for person in people)


def _is_defined(sentence: Sentence, stop: int) -> bool:
    """A dash behind the title, or its kind, and the sentence begins with it."""
    at = sentence.word_at(stop)
    if at >= len(sentence.words):
        return False
    dashed = bool(_DASH.match(sentence.words[at].gap.replace(" ", "")))
    kind = any(is_kind_word(word) for word in sentence.words[at : at + 3])
    begins = sentence.text.lstrip("–—- ").startswith(("«", '"', "“")) and at <= len(sentence.words) // 2
    return dashed or (kind and begins)


def _only_listed(named: NamedKey, sentence: Sentence) -> bool:
    """One of many titles: the sentence is about something else."""
    return named.kind == "title" and len(sentence.titles) > 2


def _choose(weighed: Sequence[_Told]) -> list[_Told]:
    """The best sentence first, then the next best ones in the order of the articles, none twice."""
    ranked = sorted(weighed, key=lambda told: -told.worth)
    if not any(told.worth >= 1.0 for told in ranked):
        return ranked[:1] if ranked and ranked[0].worth >= _LEAST_WORTH else []
    chosen: list[_Told] = []
    for told in ranked:
        if told.worth >= _LEAST_WORTH and not any(_alike(told.sentence, other.sentence) for other in chosen):
            chosen.append(told)
        if len(chosen) == _MOST:
            break
    order = {id(told): at for at, told in enumerate(weighed)}
    return chosen[:1] + sorted(chosen[1:], key=lambda told: order[id(told)])


def _alike(one: Sentence, other: Sentence) -> bool:
    common = len(one.keys & other.keys)
    return common >= _ALIKE * max(1, min(len(one.keys), len(other.keys)))


def _span(named: NamedKey, told: _Told) -> tuple[int, int]:
    """Where the sentence names the thing; an empty span where it points back to it."""
    sentence = told.sentence
    own = [title for title in sentence.titles if named.kind == "title" and is_title(named, title)]
    if own:
        return own[0].start, own[0].stop
    held = [word for word in sentence.words if any(same_name(key, word.key) for key in named.keys)]
    here = held and _names(named, sentence, told.reading)
    return (held[0].start, held[-1].stop) if here else (sentence.start, sentence.start)
