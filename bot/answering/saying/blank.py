"""The blank in a question: where its question word stands and the answer goes; and putting the answer there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from bot.answering.finding import Finding
from bot.answering.lexicon import lines, table, word_set
from bot.answering.passage import Word
from bot.answering.question import Question
from bot.answering.saying.agreement import bare_noun, case_in, is_owned, is_past, is_predicate, last_word, stem
from bot.answering.saying.echo import Echo
from retrieval.language.inflection import Case

PARTICIPLES = ("ған", "ген", "қан", "кен", "тын", "тін")
_WHY_AFTER = frozenset({"үшін", "себепті", "себептен"})


@dataclass(frozen=True, slots=True)
class Blank:
    """words[start:stop] ask and are replaced by `answer`; `case` is that of the question word."""

    said: Echo
    finding: Finding
    answer: str
    kind: str  # who, what, much, several, part, where, when, which, ordinal, why, how
    case: Case
    start: int
    stop: int

    @property
    def words(self) -> tuple[Word, ...]:
        """The question's words."""
        return self.said.question.words

    def end(self, stop: int) -> int:
        """Where the words after `stop` end: at `stop` when only idle ones follow («қанша еді»)."""
        return stop if all(_is("idle", word) for word in self.words[stop:]) else len(self.words)

    @property
    def ends_question(self) -> bool:
        """Whether nothing but idle words follows the question word."""
        return self.end(self.stop) <= self.stop

    @property
    def before(self) -> str:
        """The question up to the blank."""
        return self.said.stretch(0, self.start)


def find_blank(said: Echo, finding: Finding, answer: str) -> Blank | None:
    """The one question word; None where there is none or more than one."""
    words, found = said.question.words, askers(said.question)
    if len(found) != 1:
        return None
    at = found[0]
    kind, case = _forms()[words[at].lower]
    if words[at].lower == "не" and at + 1 < len(words) and words[at + 1].lower in _WHY_AFTER:
        return Blank(said, finding, answer, "why", "nominative", at, at + 2)
    if said.question.type == "reason" and words[at].lower == "неге":
        kind, case = "why", "nominative"
    return Blank(said, finding, answer, kind, case, at, at + 1)


def askers(question: Question) -> list[int]:
    """Places of the question words."""
    return [at for at, word in enumerate(question.words) if not word.quoted and word.lower in _forms()]


@cache
def _forms() -> dict[str, tuple[str, Case]]:
    rows = (line.split("\t") for line in lines("interrogatives.tsv"))
    return {form: (kind, case) for form, kind, case in rows}  # type: ignore[misc]


def fill(name: str, **parts: str) -> str:
    """A sentence template with its braces filled."""
    return str(table("templates.toml")["sentence"][name].format(**parts))


def joined(*parts: str) -> str:
    """The parts that are not empty, a blank between."""
    return " ".join(part for part in parts if part)


def put(blank: Blank, slot: str | None, start: int = -1, stop: int = -1, dash_after: int = -1) -> str | None:
    """The question with `slot` in place of words[start:stop] (the blank's own by default).

    The rest must close the sentence; where it is a noun («… 55 пайызы [–] әйел адамдар») a dash may go before
    words[dash_after]. None where neither is so, or `slot` is None.
    """
    if slot is None:
        return None
    start, stop = (blank.start if start < 0 else start), (blank.stop if stop < 0 else stop)
    end = blank.end(stop)
    if stop >= end:
        return equation(blank, slot, start)
    before, last = blank.said.stretch(0, start), blank.words[end - 1]
    if closes(last) and not is_name(last):
        return joined(before, slot, _with_dash(blank, stop, end))
    if stop <= dash_after < end:
        return joined(before, slot, blank.said.stretch(stop, dash_after), "–", blank.said.stretch(dash_after, end))
    return None


def _with_dash(blank: Blank, start: int, end: int) -> str:
    """Words after the slot, with a dash that stood before them: «қандай бөлігі – жастар»."""
    dash = "– " if blank.words[start].gap.strip('»"”') in {"–", "—", "-"} else ""
    return dash + blank.said.stretch(start, end)


def equation(blank: Blank, answer: str, start: int = -1) -> str | None:
    """«Қазалы ауданының әкімі – Алмасбек Есмаханов»: the words before the blank, a dash, the answer."""
    words, end = blank.words, blank.start if start < 0 else start
    while end and _is("naming", words[end - 1]) and not (blank.kind == "who" and _says(words, end - 1)):
        end -= 1
    if end <= blank.said.skip:
        return None
    last = words[end - 1]
    if not last.quoted and not _is("naming", last) and not _may_be_subject(last):
        return None
    return fill("equation", subject=blank.said.stretch(0, end), answer=_without_possession(last, answer))


def _says(words: tuple[Word, ...], at: int) -> bool:
    """Whether деген stands behind a quotation or a verb and so means "who said": «… келеді деген кім?»."""
    return at > 0 and (words[at - 1].quoted or closes(words[at - 1]))


def _may_be_subject(word: Word) -> bool:
    """A noun in the nominative or a participle, no finite verb."""
    return case_in(word.text) == "nominative" and not (is_past(word.text) and not is_owned(word.lower))


def _without_possession(last: Word, answer: str) -> str:
    """«жоба – анимациялық жоба», not «жоба – анимациялық жобасы»."""
    word = last_word(answer)
    if last.quoted or not word.islower() or not answer.endswith(word):
        return answer
    again = is_owned(answer) and not is_owned(last.lower) and stem(word) == stem(last.text)
    return answer.removesuffix(word) + bare_noun(word) if again else answer


def closes(word: Word) -> bool:
    """Whether a word may end a statement: a finite verb, a word like бар, a place («кімнің қолында»)."""
    return is_predicate(word.text) or _is("closing", word) or case_in(word.text) == "locative"


def is_name(word: Word) -> bool:
    """A name at the end: «… неде дейді Рамазанова» is turned round too oddly to repeat."""
    return word.capital or word.quoted


def _is(section: str, word: Word) -> bool:
    return word.lower in word_set("statements.toml", section)
