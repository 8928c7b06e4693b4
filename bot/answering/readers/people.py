"""People and posts: who holds a post, which post a person holds, who said it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.answering.clauses import clause_of, rival_clauses
from bot.answering.finding import Finding
from bot.answering.lexicon import Lexicon, word_set
from bot.answering.matching import same_name
from bot.answering.passage import ArticleReading, Sentence, Word
from bot.answering.question import Question, is_kind
from bot.answering.readers.acts import bare_case, bare_name, name_case
from bot.answering.readers.bodies import Which, body_asked, which_body
from bot.answering.readers.called import called_so, did_asked, is_no_person, label_before
from bot.answering.readers.kin import kin_before
from bot.answering.readers.leading import asks_former, leads_by_verb, led_by, led_until, was_replaced
from bot.answering.readers.owners import asked_owner, is_any_body, is_other_body
from bot.answering.readers.parts import part_suits, takes_part
from bot.answering.readers.posts import Post, post_of, posts_of
from bot.answering.readers.successors import asks_successor, is_out, replaced_by
from bot.answering.readers.turns import turn_fit
from bot.answering.speakers import speakers
from retrieval.language.grammar import Case, is_converb
from retrieval.language.inflection import nominative_phrase
from retrieval.language.names import Name, tag

Stretch = tuple[int, int]  # offsets in the paragraph

_NAME_PART = re.compile(r"[^\W\d_][\w-]+")  # of a name, initials left out
_PRESENT = ("ады", "еді", "йды", "йді")
_PAST = ("ған", "ген", "қан", "кен", "ды", "ді", "ты", "ті")  # «кім басқарған?» asks for former heads too
_HE: dict[str, Case] = {
    "ол": "nominative",
    "оның": "genitive",
    "оған": "dative",
    "оны": "accusative",
    "одан": "ablative",
    "онымен": "instrumental",
}
_GONE = 0.25  # what is left of the fit of who has left the post asked about
_FORMER = 0.95  # of who led before, where that is asked for
_OTHER_LED = 0.2
_DID = 0.95  # fit of whose deed is told before the name
_OPENING = 3  # words of a sentence in which a pronoun points to the one before
_SPEAKER_ONLY = 0.2  # how well a speaker answers "to whom?"
_CLOSED = re.compile(r"[–—-]$")  # the dash behind a speech
_CARRIED = 0.9
_CHAIRS = frozenset({"әкім", "атқарушы хатшы"})  # heads that no «төраға» is
_SAME_KIND = 0.65  # likeness of two kinds of organisation («ұйым», «бірлестік»)


def say_person(name: Name, sentence: Sentence | None = None) -> str:
    """The person in the nominative; a surname in capitals as names are written, in full where the paragraph has it.

    «С.Мұқашев», «Мұқашевқа» are said as «Серік Мұқашев» when the sentence's paragraph names him so too.
    """
    short = _bare(name)
    if sentence is None or len(_NAME_PART.findall(short)) > 1:
        return short
    known = (_bare(other) for other in tag(sentence.paragraph.text) if other.kind == "PERSON")
    fuller = {full for full in known if _is_short_for(short, full)}
    return fuller.pop() if len(fuller) == 1 else short


def _bare(name: Name) -> str:
    *given, last = written_name(name.text).split()
    return " ".join((*given, last if bare_case(last) == "nominative" else bare_name(last)))


def _is_short_for(short: str, full: str) -> bool:
    """Whether a name is another one shortened.

    >>> _is_short_for("С.Мұқашев", "Серік Мұқашев"), _is_short_for("Б.Мұқашев", "Серік Мұқашев")
    (True, False)
    """
    own, parts = _NAME_PART.findall(short), _NAME_PART.findall(full)
    initials = re.findall(r"(\w)\.", short)
    return len(parts) > 1 and own[-1:] != [] and own[-1] in parts and parts[0].startswith(tuple(initials or [""]))


def written_name(text: str) -> str:
    """A name as names are written, not in capitals: «Жайна МӘЛІМҚОЖА» -> «Жайна Мәлімқожа»."""
    return " ".join(word.capitalize() if word.isupper() and len(word) > 2 else word for word in text.split())


def _own_clause(sentence: Sentence, person: Name) -> Stretch:
    """A person's clause, with what a dash says of them: «[Жұртты оятқан – күзетші Тілек Омар]»."""
    start, stop = clause_of(sentence, person.start, person.stop)
    label = label_before(sentence, person)
    return (clause_of(sentence, label.start, label.stop)[0] if label else start), stop


def _deeds(sentence: Sentence, person: Name) -> Stretch:
    """The clauses in which a subject acts, each but the last closed by a converb: «[Асан озып тұрып, жол берді]»."""
    start, stop = _own_clause(sentence, person)
    words = sentence.words
    if not _is_subject(sentence, person):
        return start, stop
    while (at := sentence.word_at(stop)) < len(words) and is_converb(words[at - 1].text) and words[at].gap == ",":
        first, last = clause_of(sentence, words[at].start, words[at].stop)
        if any(first <= one.start < last and _is_subject(sentence, one) for one in sentence.persons):
            break
        stop = last
    return start, stop


def _is_subject(sentence: Sentence, person: Name) -> bool:
    return name_case(sentence, person.start, person.stop) == "nominative"


def _rivals(sentence: Sentence, person: Name) -> tuple[Stretch, ...]:
    """The clauses that tell of others; not the one whose subject goes on: «Санжар озып тұрып, [Алдиярға] жол берді»."""
    first, last = _deeds(sentence, person)
    if not _is_subject(sentence, person):
        chains = (_deeds(sentence, one) for one in sentence.persons if one.stop <= first and _is_subject(sentence, one))
        first = min((start for start, stop in chains if stop >= last), default=first)
    others = rival_clauses(sentence, person.start, person.stop)
    return tuple((start, stop) for start, stop in others if stop <= first or start >= last)


def read_people(question: Question, reading: ArticleReading, sentence: Sentence, lexicon: Lexicon) -> Iterator[Finding]:
    """Findings for who-questions: people, with how well their post suits the one asked for."""
    if question.says:
        yield from _speakers(reading, sentence)
        return
    if not (question.roles or question.heads):
        yield from _carried(question, reading, sentence)
    yield from _successors(question, reading, sentence, lexicon)
    for person in sentence.persons:
        if _is_named(question, sentence, person) or is_no_person(reading, sentence, person, lexicon):
            continue
        fit, rule, post = _best_post(question, reading, sentence, person, lexicon)
        fit *= _GONE if is_out(question, reading, sentence, person) else 1.0
        if fit <= 0:
            continue
        closed = bool(question.roles or question.heads)
        yield Finding(
            sentence,
            person.start,
            person.stop,
            say_person(person, sentence),
            fit,
            rule,
            regions=_regions(sentence, person, post, closed),
            rivals=() if closed else _rivals(sentence, person),
            closed=closed and post is not None,
            same_body=_of_asked_body(question, reading, sentence, person, post, rule, lexicon),
        )


def _carried(question: Question, reading: ArticleReading, sentence: Sentence) -> Iterator[Finding]:
    """The only person of the sentence before, to whom a pronoun points: «Қуат алда келді. [Оған] көлік тапсырылды.»."""
    before = reading.before(sentence)
    if before is None or before.paragraph != sentence.paragraph or len(before.persons) != 1 or sentence.persons:
        return
    pronoun = next((word for word in sentence.words[:_OPENING] if word.lower in _HE), None)
    if pronoun is None:
        return
    person, case = before.persons[0], _HE[pronoun.lower]
    suits = part_suits(question, sentence, pronoun.stop, case)
    fit = _CARRIED * (float(suits) if suits is not None else _case_fit(question, case))
    if fit and not _is_named(question, before, person):
        region = (sentence.start, sentence.stop)
        answer = say_person(person, before)
        yield Finding(
            before, person.start, person.stop, answer, fit, "person:carried", regions=(region,), judged=sentence
        )


def _successors(question: Question, reading: ArticleReading, sentence: Sentence, lexicon: Lexicon) -> Iterator[Finding]:
    """Who came in the stead of one asked about, or of the holder of the post: «Оның [орнына] Айжан бекітілді»."""
    for person in sentence.persons:
        former = replaced_by(reading, sentence, person)
        if former is None:
            continue
        if asks_successor(question):
            fit = _DID if _is_named(question, *former) else 0.0
        else:
            held = bool(question.roles or question.heads) and not asks_former(question)
            fit = _best_post(question, reading, *former, lexicon)[0] if held else 0.0
        if fit >= _DID:
            place = former.sentence
            regions = ((place.start, sentence.stop),)
            answer = say_person(person, sentence)
            yield Finding(sentence, person.start, person.stop, answer, fit, "person:post", regions, judged=place)


def _is_named(question: Question, sentence: Sentence, person: Name) -> bool:
    """Whether the question names the person; of «Айзере Мақсұт» her mother «Ләззат Мақсұт» has the surname only."""
    words = sentence.within(person.start, person.stop)
    asked = (named.keys for named in question.named if named.kind == "name")
    return any(
        any(same_name(key, word.key) for key in keys for word in words) and not _is_namesake(keys, words)
        for keys in asked
    )


def _is_namesake(keys: tuple[str, ...], words: tuple[Word, ...]) -> bool:
    """Whether a full name shares with the one asked about nothing but the surname."""
    full = len(keys) > 1 and len(words) > 1
    return full and same_name(keys[-1], words[-1].key) and not same_name(keys[0], words[0].key)


def _regions(sentence: Sentence, person: Name, post: Post | None, closed: bool) -> tuple[Stretch, ...]:
    """What speaks of a person: the clause; where a post is asked for, the post, all if nobody else is named."""
    clause = _own_clause(sentence, person)
    if post is None:
        return (clause,)
    told = (min(post.start, person.start), max(post.stop, person.stop))
    if len(sentence.persons) == 1:
        return told, (sentence.start, sentence.stop)
    return (told,) if closed else (told, clause)


def _other_office(question: Question, sentence: Sentence, post: Post, lexicon: Lexicon) -> bool:
    """Whether the post is in another kind of body («аудан» for «филиал»), or on another level."""
    asked_of = asked_owner(question, lexicon)
    if asked_of and post.owner and is_other_body(asked_of, post.owner, lexicon):
        return True
    if _other_number(question, sentence):
        return True
    levels = word_set("words.toml", "levels")
    asked = {level for word in question.words for level in levels if word.lower.startswith(level)}
    held = {
        level for word in sentence.within(post.start, post.stop) for level in levels if word.lower.startswith(level)
    }
    return bool(asked and held) and not asked & held


def _whose(question: Question, reading: ArticleReading, sentence: Sentence, post: Post, lexicon: Lexicon) -> Which:
    """Whether the body of the post is the one asked about: «Бозшақты құрамасының» is not «Ақсеңгір құрамасы»."""
    asked = asked_owner(question, lexicon)
    elided = post.owner is None and not any(role in post.roles for role in question.roles)
    if asked is None or elided:
        return ""
    named = body_asked(question, asked)
    return which_body(named, asked, post.owner, reading, sentence, lexicon)


def _of_asked_body(
    question: Question,
    reading: ArticleReading,
    sentence: Sentence,
    person: Name,
    post: Post | None,
    rule: str,
    lexicon: Lexicon,
) -> bool:
    """Whether somebody's post is told of the very body asked about, or that body is told to be led by them."""
    if rule == "person:leads":
        return _which_led(question, reading, sentence, person, lexicon) == "same"
    return post is not None and _whose(question, reading, sentence, post, lexicon) == "same"


def _which_led(
    question: Question, reading: ArticleReading, sentence: Sentence, person: Name, lexicon: Lexicon
) -> Which:
    """Whether the body that a verb tells somebody to lead is the one asked about."""
    asked, told = asked_owner(question, lexicon), led_by(sentence, person)
    if asked is None or told is None:
        return ""
    return which_body(body_asked(question, asked), asked, told, reading, sentence, lexicon)


def _other_number(question: Question, sentence: Sentence) -> bool:
    """«№7 мектеп» where №12 is asked about."""
    asked = {word.key for word in question.words if word.number and word.gap.endswith("№")}
    held = {word.key for word in sentence.words if word.number and word.gap.endswith("№")}
    return bool(asked and held) and not asked & held


def _best_post(
    question: Question, reading: ArticleReading, sentence: Sentence, person: Name, lexicon: Lexicon
) -> tuple[float, str, Post | None]:
    """How well a person suits, the rule, and the post by which they suit best."""
    judged = []
    for post in posts_of(sentence, person, lexicon) or (None,):
        fit, rule = _person_fit(question, reading, sentence, person, post, lexicon)
        fit *= turn_fit(question, reading, sentence, person, post, rule, lexicon)
        other = False
        holds = question.case == "nominative" or question.roles or question.heads  # not «төраға [кіммен] кездесті»
        if post is not None and holds and rule != "person:leads":  # «[ауыл әкімі] Асан штабты басқарды»
            other = _other_office(question, sentence, post, lexicon)
            other = other or _whose(question, reading, sentence, post, lexicon) == "other"
        judged.append((fit * 0.25 if other else fit, rule, post))
    return max(judged, key=lambda each: each[0])


def _person_fit(
    question: Question,
    reading: ArticleReading,
    sentence: Sentence,
    person: Name,
    post: Post | None,
    lexicon: Lexicon,
) -> tuple[float, str]:
    if question.roles or question.heads:
        held = post is not None and any(role in post.roles for role in question.roles)
        by_verb = None if question.deputy else _fit_by_verb(question, reading, sentence, person, held, lexicon)
        if by_verb is not None:
            return by_verb
        if any("ие" in role.words for role in question.roles) and _owns_asked(question, sentence, person):
            return 1.0, "person:post"
        return _fit_of_post(question, post) if post is not None else (0.3, "person:no post")
    if did_asked(question, sentence, person, lexicon):
        return _DID, "person"
    called = called_so(question, sentence, person, lexicon)
    return (_part_fit(question, sentence, person) if called is None else called), "person"


def _fit_by_verb(
    question: Question, reading: ArticleReading, sentence: Sentence, person: Name, held: bool, lexicon: Lexicon
) -> tuple[float, str] | None:
    """How well somebody told to lead by a verb suits; None where no verb tells it, or the post `held` does."""
    if asks_former(question) and was_replaced(sentence, person):
        return _FORMER, "person:leads"
    other = _leads_other(question, reading, sentence, person, lexicon)
    if led_until(sentence, person) and (not held or asks_former(question)):
        return (_OTHER_LED, "person:leads other") if other else (_led_fit(question), "person:leads")
    if not leads_by_verb(question, sentence, person) or (other and held):
        return None
    return (_OTHER_LED, "person:leads other") if other else (0.9, "person:leads")


def _fit_of_post(question: Question, post: Post) -> tuple[float, str]:
    """How well the post told of somebody is the one asked for."""
    if post.deputy and not question.deputy:
        return 0.0, "person:deputy"
    if question.deputy and not post.deputy:
        return 0.0, "person:not deputy"
    if any(role in post.roles for role in question.roles):
        return 1.0, "person:post"
    if (question.heads or any(role.heads for role in question.roles)) and any(role.heads for role in post.roles):
        broad = question.heads or any({"төраға", "басшы"} & set(role.words) for role in question.roles)
        broad = broad and not _other_chair(question, post)
        return (0.85, "person:head") if broad else (0.3, "person:other head")
    return 0.15, "person:other post"


def _led_fit(question: Question) -> float:
    """How well who is told to have led suits: well who led before, worse who led then, not who leads now."""
    if asks_former(question):
        return _FORMER
    now = any(word.lower.endswith(_PRESENT) or word.lower == "қазір" for word in question.words)
    return 0.3 if now or question.roles else 0.8


def _owns_asked(question: Question, sentence: Sentence, person: Name) -> bool:
    """«Рүстем Баянның «Қарақасқасы» бірінші келді»: whose it is stands in the genitive right before it."""
    if name_case(sentence, person.start, person.stop) != "genitive":
        return False
    behind = sentence.words[sentence.word_at(person.stop - 1) + 1 :][:1]
    return any(same_name(key.keys[0], word.key) for key in question.named for word in behind)


def _other_chair(question: Question, post: Post) -> bool:
    """«Төраға» is neither әкім nor «атқарушы хатшы» of the same body."""
    asked = any("төраға" in role.words for role in question.roles)
    return asked and any(not _CHAIRS.isdisjoint(role.words) for role in post.roles)


def _part_fit(question: Question, sentence: Sentence, person: Name) -> float:
    """How well somebody's part in the sentence suits the one asked for: by the act, else by the case."""
    suits = takes_part(question, sentence, person.start, person.stop)
    if suits is not None:
        return 0.95 if suits else 0.0
    if question.case != "nominative" and _closes_speech(sentence, person):
        return _SPEAKER_ONLY
    return _case_fit(question, name_case(sentence, person.start, person.stop))


def _closes_speech(sentence: Sentence, person: Name) -> bool:
    """«…керек», – [деді] Айдос Серік: who says it is nobody to whom or with whom it is done."""
    saying = word_set("words.toml", "saying")
    before = sentence.words[: sentence.word_at(person.start)]
    return any(word.lower in saying and not word.quoted and _CLOSED.search(word.gap) for word in before)


def _case_fit(question: Question, case: Case) -> float:
    if question.case == "nominative":
        return 0.8 if case in {"nominative", "genitive"} else 0.5
    return 0.85 if case == question.case else 0.65


def _leads_other(
    question: Question, reading: ArticleReading, sentence: Sentence, person: Name, lexicon: Lexicon
) -> bool:
    """Whether what a person is told to lead is another body than the one asked about: «Жастар қанатына Ерден …».

    A lesson or a meeting («пікірталасты … жүргізді») is no body at all.
    """
    asked, told = asked_owner(question, lexicon), led_by(sentence, person)
    if asked is None or told is None or is_any_body(told):
        return False
    if is_any_body(asked):
        return not is_kind(told.lower)
    if _which_led(question, reading, sentence, person, lexicon) == "other":
        return True
    return is_other_body(asked, told, lexicon) or lexicon.likeness(asked.key, told.key) < _SAME_KIND


def _speakers(reading: ArticleReading, sentence: Sentence) -> Iterator[Finding]:
    """Whose words the sentence is; cited is the sentence itself when it names the speaker, else the one that does."""
    speaker = speakers(reading).get(sentence.place)
    if speaker is None:
        return
    person = speaker.person
    named_here = speaker.sentence.paragraph == sentence.paragraph
    yield Finding(
        sentence if named_here else speaker.sentence,
        person.start,
        person.stop,
        say_person(person, speaker.sentence),
        1.0 if named_here else 0.9,
        "person:speaker",
        regions=((sentence.start, sentence.stop),),
        judged=sentence,
    )


def read_roles(question: Question, reading: ArticleReading, sentence: Sentence, lexicon: Lexicon) -> Iterator[Finding]:
    """Findings for "X деген кім?", "X-тің лауазымы қандай?": the post beside the asked person."""
    asked = {key for named in question.named if named.kind == "name" for key in named.keys}
    for person in sentence.persons:
        words = sentence.within(person.start, person.stop)
        held = [word for word in words if word.key in asked]
        if not held or (len(words) > 1 and words[-1].key not in asked and len(held) < len(words)):
            continue
        post = post_of(sentence, person, lexicon)
        told = (post.start, post.stop) if post else kin_before(sentence, person)
        if told is None:
            continue
        start, stop = told
        text = sentence.paragraph.text[start:stop]
        detail = min(1.0, 0.8 + 0.05 * len(text.split()))
        yield Finding(
            sentence,
            start,
            stop,
            nominative_phrase(text),
            detail,
            "role:apposition",
            regions=((min(start, person.start), max(stop, person.stop)),),
        )
