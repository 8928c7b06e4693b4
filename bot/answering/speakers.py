"""Who speaks: the person to whom each sentence of an article is ascribed.

Direct speech is closed («…», – деді ол) or opened (… былай деді: «…») by a saying verb; reported speech has the
speaker in its own sentence («… өтетінін айтты», «… айтуынша»). A role or a pronoun after the verb stands for the
person last named before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.lexicon import word_row, word_set
from bot.answering.passage import ArticleReading, Sentence, Word
from bot.answering.readers.acts import act_after, name_case
from retrieval.language.names import Name

_DIRECT = frozenset({"деді", "дейді", "деп", "деген"})
_LONGEST_SPEECH = 12  # sentences
_FARTHEST = 20  # sentences from a person to the noun that means them


@dataclass(frozen=True, eq=False)
class Speaker:
    """A person and the sentence that names them."""

    person: Name
    sentence: Sentence


def speakers(reading: ArticleReading) -> dict[int, Speaker]:
    """Place of a sentence -> its speaker, for the sentences that are somebody's words; found once an article."""
    known = reading.cache.get("speakers")
    if known is None:
        known = reading.cache["speakers"] = _find_speakers(reading.sentences)
    return known


def _find_speakers(sentences: Sequence[Sentence]) -> dict[int, Speaker]:
    found: dict[int, Speaker] = {}
    for sentence in sentences:
        verb = _saying_at(sentence)
        if verb is None:
            continue
        start = _speech_start(sentences, sentence)
        speaker = _named_in(sentence, verb) or _called(sentences, start, sentence) or _last_named(sentences, start)
        if speaker is None:
            continue
        for place in range(start, sentence.place + 1):
            found[place] = speaker
        if sentence.text.rstrip().endswith((":", ": «")):
            _give_following(sentences, sentence.place, speaker, found)
    return found


def _saying_at(sentence: Sentence) -> int | None:
    """Index of the saying verb, the last one of the sentence."""
    saying = word_set("words.toml", "saying")
    places = [
        at for at, word in enumerate(sentence.words) if not word.quoted and word.lower in saying | {"деп", "былай"}
    ]
    return places[-1] if places else None


def _named_in(sentence: Sentence, verb: int) -> Speaker | None:
    """The person after «– деді», else the last person before a reporting verb."""
    people = sentence.persons
    if not people:
        return None
    start = sentence.words[verb].start
    after = [person for person in people if person.start > start]
    before = [person for person in people if person.stop <= start]
    direct = sentence.words[verb].lower in _DIRECT and bool(sentence.words[verb].gap)
    if direct:
        named = next((one for one in before if sentence.paragraph.text[one.stop : one.stop + 1] == ":"), None)
        said_by = after[0] if after else named  # «…», – деді Асан; Асан: «…», – деді
        return Speaker(said_by, sentence) if said_by else None
    return Speaker(before[0], sentence) if before else (Speaker(after[0], sentence) if after else None)


def _speech_start(sentences: Sequence[Sentence], closing: Sentence) -> int:
    """Where the quotation begins that this sentence closes: at its opening mark or dash, in the same paragraph."""
    if not _closes(closing) or _holds_its_speech(closing):
        return closing.place
    place = closing.place
    while place >= 0 and closing.place - place < _LONGEST_SPEECH:
        sentence = sentences[place]
        if sentence.paragraph != closing.paragraph:
            return place + 1
        if sentence.text.lstrip().startswith(("«", '"', "“", "–", "—", "-")) and not _balanced(sentence.text):
            return place
        if sentence.text.lstrip().startswith(("–", "—")):
            return place
        if place < closing.place and _closes(sentence):
            return place + 1
        place -= 1
    return closing.place


def _holds_its_speech(closing: Sentence) -> bool:
    """«Жастар келді», – деді ол: the quotation opens and closes in the one sentence."""
    opens = closing.text.lstrip().startswith(("«", '"', "“"))
    return (
        opens
        and _balanced(closing.text)
        and any(word.lower in _DIRECT and any(mark in word.gap for mark in '»”"') for word in closing.words)
    )


def _closes(sentence: Sentence) -> bool:
    return any(
        word.lower in _DIRECT and ("»" in word.gap or '"' in word.gap or "”" in word.gap or "," in word.gap)
        for word in sentence.words
    )


def _balanced(text: str) -> bool:
    return text.count("«") == text.count("»") and text.count('"') % 2 == 0 and text.count("“") == text.count("”")


def _called(sentences: Sequence[Sentence], before: int, closing: Sentence) -> Speaker | None:
    """Whom the noun after «– деді» means: «… – деді жеңімпаз», «… – дейді клуб төрағасы»."""
    last = closing.words[-1] if closing.words else None
    if last is None or last.quoted or last.capital or last.lower in _DIRECT | word_set("words.toml", "pronouns"):
        return None
    earlier = sentences[max(0, before - _FARTHEST) : before]
    return next(
        (
            Speaker(person, sentence)
            for sentence in reversed(earlier)
            for person in reversed(sentence.persons)
            if _is_called(sentence, person, last)
        ),
        None,
    )


def _is_called(sentence: Sentence, person: Name, noun: Word) -> bool:
    """Whether the noun stands right before the name; a winner is also whoever won or got the prize."""
    at = sentence.word_at(person.start)
    if any(word.key == noun.key for word in sentence.words[max(0, at - 2) : at]):
        return True
    if not noun.lower.startswith(word_row("words.toml", "winners")):
        return False
    act = act_after(sentence, person.stop)
    return act is not None and act.part(name_case(sentence, person.start, person.stop)) in {"winner", "receiver"}


def _last_named(sentences: Sequence[Sentence], before: int) -> Speaker | None:
    """The first person of the nearest earlier sentence that names one: its subject comes first."""
    for place in range(before - 1, max(-1, before - 9), -1):
        people = sentences[place].persons
        if people:
            return Speaker(people[0] if _saying_at(sentences[place]) is not None else people[-1], sentences[place])
    return None


def _give_following(sentences: Sequence[Sentence], place: int, speaker: Speaker, found: dict[int, Speaker]) -> None:
    """«… былай деді:» gives the speech that follows to the same person."""
    for following in sentences[place + 1 : place + 1 + _LONGEST_SPEECH]:
        if (
            not following.text.lstrip().startswith(("«", '"', "–", "—", "“"))
            and following.place > place + 1
            and following.paragraph != sentences[place + 1].paragraph
        ):
            return
        found.setdefault(following.place, speaker)
