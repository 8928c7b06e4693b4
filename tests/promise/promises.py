"""What a reply promises, checked without any of the bot's own code for it.

Every number, month, name in quotation marks and capitalised word of the short answer and of the reply's
first line stands in a cited paragraph, digit for digit or in some case form; every quote word for word.
"""

from __future__ import annotations

import re

from bot.answering.reply import Reply
from retrieval.index import Index

_NUMBER = re.compile(r"\d+(?:[ \u00a0\u202f]\d{3})*(?:[.,]\d+)?")
_TITLE = re.compile(r"[«“\"]([^«»“”\"]+)[»”\"]")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NAME_INSIDE = re.compile(r"(?<=[\w,»”] )[«“\"]?([^\W\d_][^\W\d_]+(?:-[^\W\d_]+)*)")
_CASE = re.compile(
    r"(?:[дтн]ың|[дтн]ің|[ғқнг]а|[гкн]е|а|е|[дтн]ы|[дтн]і|н|[дтн]?[дт][ае]|[дтн]?[дтн][ае]н|[мбп]ен)?"
)
_EXACT_WORDS = """
    қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан
    дүйсенбі сейсенбі сәрсенбі бейсенбі жұма сенбі жексенбі
    екі үш төрт бес алты жеті сегіз тоғыз жиырма отыз қырық елу алпыс жетпіс сексен тоқсан
"""
_EXACT = frozenset(_EXACT_WORDS.split())
_GROUPS = {"екі": "екеу", "алты": "алтау", "жеті": "жетеу"}  # of these a group does not begin as the numeral does
_LONGEST_ENDING = 6  # letters of case and possession: «Досқалиев» – «Досқалиевтікін»


def broken(reply: Reply, index: Index) -> list[str]:
    """The promises an answer breaks, as short notes; a refusal promises nothing."""
    if reply.status != "answered":
        return ["a source without an answer"] if reply.citations else []
    if not reply.citations:
        return ["no source"]
    notes = []
    held = []
    for citation in reply.citations:
        paragraph = index.paragraph(citation.article, citation.paragraph)
        if paragraph is None:
            return ["no such paragraph"]
        if not citation.quote or citation.quote not in paragraph.text:
            notes.append("the quote is not in the paragraph")
        held.append(paragraph.text)
    # A reply from several places may say in which article what stands: their titles and dates are known.
    heads = [f"{one.title} {_spoken(one.date)}" for one in reply.citations] if len(held) > 1 else []
    notes += unheld(reply.short_answer, "\n".join(held))
    notes += unheld(reply.text.split("\n")[0], "\n".join(held + heads))
    return list(dict.fromkeys(notes))


def _spoken(date: str) -> str:
    """Year, month's name and day of an ISO date; "" for none."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", date):
        return ""
    year, month, day = date.split("-")
    return f"{year} {_EXACT_WORDS.split()[int(month) - 1]} {int(day)}"


def unheld(told: str, paragraph: str) -> list[str]:
    """Numbers, months, days, titles and names of a text that a paragraph does not hold."""
    numbers = {_plain(number) for number in _NUMBER.findall(paragraph)}
    words = {word.lower() for word in _WORD.findall(paragraph)}
    notes = [f"number {number}" for number in map(_plain, _NUMBER.findall(told)) if number not in numbers]
    for title in _TITLE.findall(told):
        notes += [f"title {title}"] * (not all(_stands(word.lower(), words) for word in _WORD.findall(title)))
    names = [name for name in _NAME_INSIDE.findall(told) if name[0].isupper()]
    notes += [f"name {name}" for name in names if not _stands(name.lower(), words)]
    exact = [word for word in map(str.lower, _WORD.findall(told)) if word in _EXACT]
    return notes + [f"word {word}" for word in exact if not any(held.startswith(_begun(word)) for held in words)]


def _begun(word: str) -> tuple[str, ...]:
    """What a numeral, month or day may begin with in the paragraph: «алты» stands there in «алтауына» too."""
    return (word, _GROUPS.get(word, word))


def _plain(number: str) -> str:
    return re.sub(r"[ \u00a0\u202f]", "", number).replace(".", ",")


def _stands(word: str, held: set[str]) -> bool:
    """The word or another case form: one is the other with an ending, but for a changed last letter."""
    return any(_same_stem(word, other) for other in held)


def _same_stem(one: str, other: str) -> bool:
    shared = min(len(one), len(other))
    common = next((at for at in range(shared) if one[at] != other[at]), shared)
    for stem in range(common, 1, -1):  # two case forms: «Қытайда» – «Қытайға», «өреннің» – «өреннен»
        if all(_CASE.fullmatch(word[stem:]) for word in (one, other)):
            return True
    return (one[:shared] == other[:shared] or (shared > 3 and one[: shared - 1] == other[: shared - 1])) and abs(
        len(one) - len(other)
    ) <= _LONGEST_ENDING
