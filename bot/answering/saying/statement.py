"""Turn a question into the statement that answers it.

Kazakh leaves the question word where the answer stands («ұйымда [қанша] мүше бар» – «ұйымда [1085] мүше бар»),
so the answer takes its place in the case it asks for. Every rule gives None where the result would not be
safe grammar; the caller then has a neutral sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from bot.answering.finding import Finding
from bot.answering.lexicon import table, word_row, word_set
from bot.answering.passage import Word
from bot.answering.question import Question
from bot.answering.readers.people import say_person
from bot.answering.saying.agreement import (
    amount,
    case_in,
    in_case,
    is_owned,
    is_predicate,
    is_quality,
    last_word,
    when,
)
from bot.answering.saying.amounts import say_amount, say_part, say_several, short_amount
from bot.answering.saying.blank import Blank, askers, closes, fill, find_blank, is_name, joined, put
from bot.answering.saying.echo import Echo, echo
from bot.answering.saying.kinds import belongs, say_ordinal, say_which, serves
from retrieval.language.harmony import harmony
from retrieval.language.inflection import Case, decline, nominative_phrase
from retrieval.language.stemming import known_words

# «салынды», «берілді»; «жөнделді», «жасалды», but not «салды»
PASSIVE = re.compile(r"(?:ыл|іл|ын|ін)(?:ды|ді|ған|ген|а|е|уы|уі|у)|\w{3}[ае]л(?:ды|ді|ған|ген)")
_LONGEST_INSIDE = 12  # words a cause may have inside the sentence it explains


def state(question: Question, finding: Finding, answer: str, skip: int = 0) -> str | None:
    """The statement without its full stop; None where the question's words cannot carry the answer.

    `answer` is the finding's short answer, its marks in order; `skip` first words are not said again.
    """
    question = _without_asides(question)
    if any(is_aside(word) for word in question.words[skip:]) or _asks_you(question):
        return None
    said = echo(question, finding, skip)
    if question.type == "yesno":
        return _agree(said, answer)
    if question.type == "role":
        return _role(said, finding, answer)
    blank = find_blank(said, finding, answer)
    if question.type == "quote":
        if finding.rule == "quote:reported":  # the sentence says itself who said it
            return answer
        return _quote(blank) if blank else None
    if blank is None:
        return _property(said, answer) if not askers(question) else None
    rule = _RULES.get(blank.kind)
    return rule(blank) if rule else None


def _without_asides(question: Question) -> Question:
    """Without the polite words at its end: «… қай күні болғанын айта аласыз ба» -> «… қай күні болған»."""
    words = question.words
    end = len(words)
    while end and (is_aside(words[end - 1]) or (end > 1 and is_aside(words[end - 2]) and _asks_yes(words[end - 1]))):
        end -= 1
    if end == 0:
        return question
    last = words[end - 1]
    told = last.lower.endswith(("ғанын", "генін", "қанын", "кенін")) and not any(
        case_in(word.text) == "genitive" for word in words[: end - 1]
    )  # «форумның … өткенін»: its subject is in the genitive
    kept = replace(last, text=last.text[:-2]) if told else last
    return replace(question, words=(*words[: end - 1], kept))


def _asks_you(question: Question) -> bool:
    """Whether the question ends in "you": «… деп ойлайсыз?»."""
    return bool(question.words) and question.words[-1].lower.endswith(("сыз", "сіз", "сың", "сің", "сыңдар", "сіңдер"))


def _asks_yes(word: Word) -> bool:
    return word.lower in {"ма", "ме", "ба", "бе", "па", "пе"}


def is_aside(word: Word) -> bool:
    """Whether a word asks politely and says nothing: «айтып», «білесіз»."""
    begins = word.lower.startswith(tuple(table("statements.toml")["asides"]))
    return not word.quoted and (begins or word.lower in word_set("statements.toml", "aside_words"))


def _who(blank: Blank) -> str | None:
    slot = in_case(blank.answer, blank.case)
    said = put(blank, slot)
    if said or slot is None or blank.ends_question:
        return said
    if blank.case == "genitive":
        return belongs(blank, slot, blank.stop)
    return serves(blank, slot, blank.stop)


def _what(blank: Blank) -> str | None:
    words, stop = blank.words, blank.stop
    following = words[stop].lower if stop < len(words) else ""
    if following == "мақсатпен":
        return (
            put(blank, fill("purpose", answer=blank.answer), stop=stop + 1)
            if blank.answer.endswith(("у", "ю"))
            else None
        )
    if following in word_set("statements.toml", "cause_nouns"):
        return put(blank, blank.answer) if is_owned(blank.answer) else None
    if blank.said.question.type == "reason" and not blank.ends_question:
        return None
    if stop + 1 < len(words) and words[stop].lower == "деп" and words[stop + 1].lower.startswith("атал"):
        return _called(blank, stop + 1)
    return put(blank, in_case(blank.answer, _object_case(blank)))


def _object_case(blank: Blank) -> Case:
    """A possessed object takes the accusative that it has in the text: «не әзірледі» – «жоспарын әзірледі»."""
    stated = last_word(blank.finding.text)
    if blank.case != "nominative" or not stated or case_in(stated) != "accusative" or not is_owned(blank.answer):
        return blank.case
    passive = any(PASSIVE.search(word.lower) for word in blank.words[blank.stop :])
    return "nominative" if passive else "accusative"


def _how(blank: Blank) -> str | None:
    words = blank.words
    return (
        _called(blank, blank.stop) if not blank.ends_question and words[blank.stop].lower.startswith("атал") else None
    )


def _called(blank: Blank, verb: int) -> str | None:
    """«… жоба «Қарызсыз қоғам» деп аталады»: of a quoted name only what stands in the marks."""
    answer, subject = blank.answer, blank.before
    name = answer[: answer.index("»") + 1] if answer.startswith("«") and "»" in answer else answer
    spoken = blank.said.stretch(verb, len(blank.words))
    return fill("called", subject=subject, answer=name, verb=spoken) if subject else None


def _where(blank: Blank) -> str | None:
    last = blank.words[-1].lower
    goes = last != "бар" and last.startswith(tuple(table("statements.toml")["going"]))
    return put(blank, in_case(blank.answer, "dative" if goes and blank.case == "locative" else blank.case))


def _when(blank: Blank) -> str | None:
    return put(blank, when(blank.answer, blank.case))


def _why(blank: Blank) -> str | None:
    """The cause inside the statement where the text marks it by an ending or a cue, else behind it."""
    end = blank.end(blank.stop)
    last = blank.words[end - 1] if end > blank.stop else blank.words[blank.start - 1] if blank.start else None
    if last is None or not closes(last) or is_name(last) or last.lower in word_set("words.toml", "saying"):
        return None
    before, after, answer = blank.before, blank.said.stretch(blank.stop, end), blank.answer
    if after and last_word(answer).lower().endswith(word_row("causes.toml", "endings")):
        return joined(before, answer, after)
    cue = cause_word(blank.finding)
    if cue and after and answer == blank.finding.text and len(answer.split()) <= _LONGEST_INSIDE:
        return joined(before, answer, cue, after)
    statement = joined(before, after)
    if not statement:
        return None
    return fill("reason_clause" if _is_clause(answer) else "reason_noun", statement=statement, answer=answer)


def cause_word(finding: Finding) -> str:
    """The word right behind the finding that marks it as a cause or purpose: «салдарынан», «үшін»; else ""."""
    rest = finding.sentence.paragraph.text[finding.stop :].split()
    first = rest[0].strip(",.").lower() if rest else ""
    return first if first in word_set("statements.toml", "causes") else ""


def _is_clause(answer: str) -> bool:
    last = last_word(answer)
    return bool(last) and (is_predicate(last) or last.lower() in word_set("statements.toml", "closing"))


_RULES: dict[str, Callable[[Blank], str | None]] = {
    "who": _who,
    "what": _what,
    "how": _how,
    "where": _where,
    "when": _when,
    "why": _why,
    "much": say_amount,
    "several": say_several,
    "part": say_part,
    "which": say_which,
    "ordinal": say_ordinal,
}


# Questions of other shapes


def _agree(said: Echo, answer: str) -> str:
    """«Иә, форумда семинар болады»; «Жоқ, …» with what the finding itself corrects."""
    if answer not in {"Иә", "Жоқ"}:
        return answer
    if answer == "Жоқ":
        return _deny(said)
    words, start = said.question.words, said.question.start
    last = _stated(words[start - 1].lower) if said.skip < start <= len(words) else None
    if last is None:
        return fill("yes_alone")
    return fill("yes", statement=_with_predicate(said, last))


def _deny(said: Echo) -> str:
    """«Жоқ, ауылда мектеп жоқ», «Жоқ, тренинг керек емес»; of other predicates «Жоқ, олай емес»."""
    words, start = said.question.words, said.question.start
    denied = table("statements.toml")["denied"]
    last = denied.get(words[start - 1].lower) if said.skip < start - 1 <= len(words) else None
    return fill("no", statement=_with_predicate(said, last)) if last else fill("no_alone")


def _with_predicate(said: Echo, last: str) -> str:
    """What is asked with another last word before the particle; a small letter where no name stands first."""
    words, start = said.question.words, said.question.start
    head, tail = said.stretch(0, start - 1), said.stretch(start - 1, start)
    statement = joined(head, tail.replace(words[start - 1].text, last))
    first = words[said.skip]
    named = first.quoted or any(first.key in key.keys for key in said.question.named)
    return statement if named else statement[:1].lower() + statement[1:]


def _stated(word: str) -> str | None:
    """What stood before ма / ме in a statement: «бола» -> «болады», «аяқталып» -> «аяқталыпты»; None if unsafe."""
    front = harmony(word) == "front"
    if word.endswith(("сыз", "сіз", "сың", "сің")):
        return None
    if word.endswith(("ып", "іп")):
        return word + ("ті" if front else "ты")
    full = word + ("ді" if front else "ды")
    if word[-1:] in "аей" and full in known_words():
        return full
    closed = is_predicate(word) or word in word_set("statements.toml", "closing")
    return word if closed or case_in(word) == "locative" or is_quality(word) else None


def _role(said: Echo, finding: Finding, answer: str) -> str | None:
    """«Жандос Қалтаев – … директорының орынбасары»: the person as the sentence names them."""
    asked = {key for named in said.question.named if named.kind == "name" for key in named.keys}
    for person in finding.sentence.persons:
        if {word.key for word in finding.sentence.within(person.start, person.stop)} & asked:
            return fill("equation", subject=say_person(person), answer=answer)
    subject = _first_name(said)
    return fill("equation", subject=subject, answer=answer) if subject else None


def _first_name(said: Echo) -> str:
    """The first name that the question gives, in the nominative."""
    words = said.question.words
    for named in said.question.named:
        size = len(named.keys)
        rows = (at for at in range(len(words)) if tuple(word.key for word in words[at : at + size]) == named.keys)
        if named.kind == "name" and (at := next(rows, None)) is not None:
            name = nominative_phrase(said.stretch(at, at + size))
            return " ".join(part[:1].upper() + part[1:] for part in name.split())
    return ""


def _quote(blank: Blank) -> str | None:
    """«Ерлан Жакупов былай деді: «…»»."""
    after = blank.words[blank.stop :]
    says = word_set("words.toml", "saying") | {"деп"}
    if blank.kind != "what" or not after or not blank.before or not all(word.lower in says for word in after):
        return None
    verb = "дейді" if after[-1].lower in {"дейді", "айтады"} else "деді"
    return fill("said", subject=blank.before, verb=verb, answer=blank.answer)


def _property(said: Echo, answer: str) -> str | None:
    """No question word: «… төрағасының аты-жөні», «… төрағасын айтыңыз», «Қарғалы мүше саны»."""
    words, end = said.question.words, len(said.question.words)
    if not end or words[end - 1].quoted:
        return None
    subject, last = said.stretch(0, end), words[end - 1].text
    if case_in(last) == "accusative":
        subject = nominative_phrase(subject)
    elif not is_owned(last.lower()):
        return None
    if not any(case_in(word.text) == "genitive" for word in words[: end - 1]):
        subject = _owner_added(said, end) or subject
    counted = amount(answer)
    short = short_amount(words[:end], counted, answer) if counted else answer
    return fill("equation", subject=subject, answer=short)


def _owner_added(said: Echo, end: int) -> str | None:
    """«Қарғалы мүше саны» lacks its genitive: «Қарғалының» мүше саны."""
    named = [key for key in said.question.named if key.kind != "number"]
    size = len(named[0].keys) if named else 0
    words = said.question.words
    if (
        len(named) != 1
        or case_in(words[size - 1].text) != "nominative"
        or said.question.words[0].key != named[0].keys[0]
        or not size < end <= size + 3
    ):
        return None
    return joined(decline(said.stretch(0, size), "genitive"), said.stretch(size, end))
