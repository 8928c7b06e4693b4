"""Word a reply in Kazakh from the templates of templates.toml."""

from __future__ import annotations

import re

from bot.answering.finding import Finding
from bot.answering.lexicon import table, word_set
from bot.answering.passage import Word
from bot.answering.promise import broken_promises
from bot.answering.question import Question
from bot.answering.reply import Citation
from bot.answering.saying.agreement import case_in, stem
from bot.answering.saying.statement import cause_word, is_aside, state
from retrieval.language.grammar import SPATIAL
from retrieval.language.inflection import nominative_phrase
from retrieval.language.names import tag
from retrieval.language.stemming import known_words, shipped_support

LONGEST_ANSWER = 200  # letters; longer ones are cut at a clause
_SHORTEST_CUT = 80
_CLAUSE = re.compile(r"[,;:]\s|\s[–—-]\s")
# «банкпін деп таныстырған адам» is somebody, «…, деп хабарлайды» a report; «үнемдейді» is another verb.
_SAID = re.compile(
    r"[\"»”]?\s?,?\s?[–—-]?\s?(?<!\w)(?:деді|дейді|деп(?!\s\w+(?:[ғқ]ан|[гк]ен|тын|тін)\s\w)|дегенді)\b.*$"
)
_MONTHS = (
    "қаңтар",
    "ақпан",
    "наурыз",
    "сәуір",
    "мамыр",
    "маусым",
    "шілде",
    "тамыз",
    "қыркүйек",
    "қазан",
    "қараша",
    "желтоқсан",
)
_NAME_KINDS = frozenset({"PERSON", "GPE", "LOCATION", "ORGANISATION", "FACILITY"})
_NAMES_ASKED = frozenset({"person", "place", "organisation", "name", "yesno", "quote"})
_LEAD = "Бұл – "  # the tagger takes a first word for no name
_PLACE_KINDS = frozenset({"GPE", "LOCATION", "FACILITY"})
_ADJECTIVES = ("лық", "лік", "дық", "дік", "тық", "тік")
_MADE_OF_NOUN = 9  # news words with one stem: no place has so many
_SHARED_BY = 3  # news words with one stem: more than chance
_LONGEST_PLACE = 4  # words before the one in the locative
_NEUTRAL = {
    "day": "date",
    "money": "count",
    "percent": "count",
    "year": "date",
    "month": "date",
    "weekday": "date",
    "time": "date",
}


def word_answer(question: Question, finding: Finding, citation: Citation) -> str:
    """The answering sentence, the proof in quotation marks, and the source, a blank line between them."""
    frame = table("templates.toml")["answer"]["frame"]
    return str(
        frame.format(
            answer=word_sentence(question, finding),
            quote=quoted(citation.quote),
            source=word_source(citation),
        )
    )


def word_sentence(question: Question, finding: Finding) -> str:
    """The answer as one sentence: the question's own words where they can carry it, else a neutral template.

    Every number, title and name in it stands in the finding's paragraph.
    """
    answer = cut(clean(finding.answer, question.type))
    inner = _small_letter(answer, question, finding)
    for skip in _skips(question):
        statement = state(question, finding, inner, skip)
        if statement and keeps_promise(statement, question, finding, skip):
            return _sentence(statement)
    return _sentence(_neutral(question, finding).format(answer=inner))


def _skips(question: Question) -> tuple[int, ...]:
    """How many first words are left out: none or an aside («Айтып жіберіңізші, …»), and what may follow it.

    A place («Қазалыда», «Атырау облысындағы») or «… айтуынша» is left out where the paragraph does not name it.
    """
    aside = _aside(question)
    for at, word in enumerate(question.words[: question.start]):
        if at >= aside and (_is_place(word, at - aside) or word.lower in word_set("words.toml", "according")):
            return (aside, at + 1)
    return (aside,)


def _is_place(word: Word, at: int) -> bool:
    """A word in the locative or in -дағы near the beginning; unknown names show their case by the letters alone."""
    locative = case_in(word.text) == "locative" or (word.capital and word.lower.endswith(("да", "де", "та", "те")))
    return at <= _LONGEST_PLACE and not word.quoted and (locative or word.lower.endswith(SPATIAL))


def _aside(question: Question) -> int:
    """Number of polite words in front, up to their comma."""
    words = question.words
    if not words or not is_aside(words[0]):
        return 0
    return next((at for at in range(1, min(4, len(words))) if "," in words[at].gap), 1)


def keeps_promise(statement: str, question: Question, finding: Finding, skip: int = 0) -> bool:
    """Whether everything the statement names stands in the paragraph, also names typed in small letters."""
    paragraph = finding.sentence.paragraph.text
    checked = statement[:1].lower() + statement[1:]
    if broken_promises("– " + checked, paragraph):
        return False
    said = [word for at, word in enumerate(question.words) if at >= skip and _is_name(question, at, statement)]
    names = " ".join(word.text[:1].upper() + word.text[1:] for word in said if word.text.lower() in statement.lower())
    strange = [
        word
        for word in question.words[skip:]
        if word.text.isascii() and word.text.isalpha() and word.text not in paragraph
    ]
    return not strange and not broken_promises("– " + names, paragraph)


def _is_name(question: Question, at: int, statement: str) -> bool:
    """Whether a word of the question is part of a name; a capital at the head of the question proves nothing."""
    word = question.words[at]
    rows = [key for key in question.named if key.kind != "number" and word.key in key.keys]
    if at or not rows or word.quoted:
        return bool(rows)
    if any(len(row.keys) > 1 for row in rows) or not _is_common(word.text):
        return True
    return _tagged_first(statement[:1].upper() + statement[1:]) or _looks_like_place(word.text)


def _tagged_first(sentence: str) -> bool:
    return any(name.start == 0 and name.kind in _NAME_KINDS for name in tag(sentence))


def _looks_like_place(word: str) -> bool:
    """Whether the tagger takes the word for a place elsewhere in a sentence too; few words are made of a name."""
    if shipped_support()[stem(word)] >= _MADE_OF_NOUN or word.endswith(_ADJECTIVES):
        return False
    tried = (f"{_LEAD}{word}.", f"Кеше {word} айтты.")
    return any(name.text.startswith(word) and name.kind in _PLACE_KINDS for text in tried for name in tag(text))


def _is_common(word: str) -> bool:
    """Whether news texts use the word or its stem with a small letter too."""
    return word.lower() in known_words() or stem(word) in known_words() or shipped_support()[stem(word)] > _SHARED_BY


def _neutral(question: Question, finding: Finding) -> str:
    texts = table("templates.toml")["neutral"]
    kind = _NEUTRAL.get(question.type, question.type)
    if kind == "yesno" and finding.answer == "Жоқ":
        return str(table("templates.toml")["sentence"]["no_alone"])
    if kind == "person" and finding.rule.startswith("organisation"):
        kind = "organisation"
    if kind == "person" and " және " in finding.answer:
        kind = "people"
    if kind == "reason" and cause_word(finding) in {"үшін", "мақсатында"}:
        kind = "purpose"
    return str(texts.get(kind, texts["default"]))


def _sentence(text: str) -> str:
    """Capital letter in front, one full stop behind."""
    text = re.sub(r"\"([^\"]+)\"", r"«\1»", text)
    text = re.sub(r"\s+([,.;:!?])", r"\1", " ".join(text.split())).rstrip(" ,;:")
    at = next((place for place, letter in enumerate(text) if letter.isalnum()), 0)
    text = text[:at] + text[at : at + 1].upper() + text[at + 1 :]
    return text if re.search(r"[.!?…][»”\"]?$", text) else text + "."


def clean(answer: str, kind: str) -> str:
    """The short answer without stray marks, unpaired quotation marks and «–деді …» at its end.

    >>> clean("Жанбай» бастауыш ұйымы,", "organisation")
    'Жанбай бастауыш ұйымы'
    >>> clean("ол уақыт үнемдейді", "reason")
    'ол уақыт үнемдейді'
    """
    if kind not in {"quote", "person"}:
        answer = _SAID.sub("", answer) or answer
    answer = answer.strip(" ,;:–—-").rstrip(".")
    return answer if balanced(answer) else _unpaired(answer)


def balanced(text: str) -> bool:
    """Whether quotation marks open and close in order."""
    depth = 0
    for letter in text:
        depth += (letter in "«“") - (letter in "»”")
        if depth < 0:
            return False
    return depth == 0 and text.count('"') % 2 == 0


def _unpaired(text: str) -> str:
    """Take away the quotation marks that have no partner."""
    open_at: list[int] = []
    loose: set[int] = set()
    for at, letter in enumerate(text):
        if letter in "«“":
            open_at.append(at)
        elif letter in "»”":
            if open_at:
                open_at.pop()
            else:
                loose.add(at)
    loose |= set(open_at)
    if text.count('"') % 2:
        loose.add(text.rindex('"'))
    return "".join(letter for at, letter in enumerate(text) if at not in loose).strip()


def cut(answer: str) -> str:
    """A long answer up to its last clause that fits, with … behind."""
    if len(answer) <= LONGEST_ANSWER:
        return answer
    ends = [match.start() for match in _CLAUSE.finditer(answer[:LONGEST_ANSWER]) if match.start() >= _SHORTEST_CUT]
    stop = ends[-1] if ends else answer.rindex(" ", 0, LONGEST_ANSWER)
    shorter = answer[:stop].rstrip(" ,;:–—-")
    closing = "»" if shorter.count("«") > shorter.count("»") else ""
    return f"{shorter}…{closing}"


def _small_letter(answer: str, question: Question, finding: Finding) -> str:
    """A common word that began a sentence in the text loses its capital: «Бейсенбі күні» -> «бейсенбі күні»."""
    first = re.match(r"[^\W\d_]+", answer)
    begins = finding.start - finding.sentence.start <= 1
    if not first or not begins or question.type in _NAMES_ASKED or first[0][1:].isupper():
        return answer
    named = any(name.start == len(_LEAD) and name.kind in _NAME_KINDS for name in tag(_LEAD + answer))
    if question.type == "role" and first[0].endswith(_ADJECTIVES) and _is_common(first[0]):
        named = False  # «Аудандық полиция бөлімінің бастығы»
    if named or not _is_common(first[0]) or _looks_like_place(first[0]):
        return answer
    return answer[:1].lower() + answer[1:]


def quoted(quote: str) -> str:
    """The proving sentence in «…»; as it stands when it brings quotation marks of its own at an end or unpaired."""
    own = quote[:1] in '«"“–' or quote.rstrip(".!?…")[-1:] in '»"”'
    return quote if own or not balanced(quote) else f"«{quote}»"


def word_source(citation: Citation) -> str:
    """«Title», outlet, date, link, paragraph number; what is not known is left out."""
    texts = table("templates.toml")["source"]
    title = (
        citation.title if "«" in citation.title or not citation.title else texts["title"].format(title=citation.title)
    )
    parts = [
        title,
        citation.source,
        say_date(citation.date),
        citation.url,
        texts["paragraph"].format(number=citation.paragraph),
    ]
    return ", ".join(part for part in parts if part)


def say_date(date: str) -> str:
    """An ISO date in Kazakh; what is no such date as it stands.

    >>> say_date("2025-03-18")
    '2025 жылғы 18 наурыз'
    """
    match = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", date)
    if not match or not 1 <= int(match[2]) <= 12:
        return date
    text = table("templates.toml")["source"]["date"]
    return str(text.format(year=match[1], month=_MONTHS[int(match[2]) - 1], day=int(match[3])))


def word_refusal(question: Question) -> str:
    """The polite refusal, with what was looked for: «Бент» – мүше."""
    texts = table("templates.toml")["refusal"]
    about = _names(question) or " ".join(word.text for word in question.words[: question.start])
    said = {word.key for word in question.words[: question.start]}
    asked = nominative_phrase(" ".join(word.text for word in question.focus if not about or word.key not in said))
    looked = " – ".join(part for part in (about, asked) if part)
    lines = (texts["none"], texts["looked"].format(what=looked) if looked else "", texts["tip"])
    return "\n".join(line for line in lines if line)


def _names(question: Question) -> str:
    """What the question names, each in the nominative, titles in quotation marks."""
    bare = ((named.kind, nominative_phrase(named.text)) for named in question.named)
    return ", ".join(f"«{text}»" if kind == "title" else text for kind, text in bare)
