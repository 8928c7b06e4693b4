"""Put an answer into the form its place in a sentence needs: case, possession, part of a whole, time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from bot.answering.lexicon import lines, table, word_set
from retrieval.language.grammar import case_of, is_attribute
from retrieval.language.harmony import final_class, harmony
from retrieval.language.inflection import Case, decline, nominative_phrase, spoken_form
from retrieval.language.numerals import find_numbers
from retrieval.language.stemming import Stemmer, known_words
from retrieval.language.tokens import Token, takes_hyphen

_VOICED = {"қ": "ғ", "к": "г", "п": "б"}
_LAST_WORD = re.compile(r"[\w%]+(?:-\w+)*(?=\W*$)")
_PERCENT = re.compile(r"\s?(?:%(?:-\w+)?|(?:пайыз|процент)\w*)")
# A predicate at the end of a sentence, told by its form alone: there a look-alike noun hardly stands.
# Tenses after «Қазақ грамматикасы» (2002), §§ 130-140.
_PAST = re.compile(r"..+(?:[дт][ыі]|п[тп][ыі])$")
_PREDICATE = re.compile(r".+(?:[ғқ]ан|[гк]ен|[мбп]ақ|[мбп]ек|[мбп][ае]с|тын|тін|уда|уде|сін|сын)$")
_OF_THEM = frozenset({"ы", "і", "сы", "сі"})  # the ending of a part
_MARKS = '«»"“”„,.;:!?–—- '


@cache
def _stemmer() -> Stemmer:
    return Stemmer()


@cache
def _forms() -> dict[str, Any]:
    return table("statements.toml")


def stem(word: str) -> str:
    """The word without its endings, small letters."""
    return _stemmer().stem(word.strip(_MARKS))


def last_word(phrase: str) -> str:
    """The last word of a phrase without marks, "" when it has none."""
    found = _LAST_WORD.search(phrase)
    return found[0] if found else ""


def case_in(word: str) -> Case:
    """The case a noun shows, by its best reading: «команда» is a nominative though it ends in -да."""
    if word[:-1].lower() in word_set("statements.toml", "owned") and word[-1:] == "н":  # төрайымын
        return "accusative"
    hung = Token(word, 0, len(word)).suffix
    reading = _stemmer().reading(word)
    shown = hung or (reading.endings and reading.endings[-1].slot == "case")
    return case_of(word.replace("-", "")) if shown else "nominative"


def is_past(word: str) -> bool:
    """Whether a word has the form of a finite past or present: «алды», «барады», «өткізіпті»."""
    return bool(_PAST.match(word.lower()))


def is_predicate(word: str) -> bool:
    """Whether a word has a verb form that may end a sentence: «алды», «алған», «бармақ»."""
    return is_past(word) or bool(_PREDICATE.match(word.lower()))


def is_owned(phrase: str) -> bool:
    """Whether a phrase in the nominative ends in third person possession: «Іле ауданы», not «Алматы».

    >>> is_owned("Іле ауданы"), is_owned("Алматы"), is_owned("жұмысшы"), is_owned("бастауыш ұйымы")
    (True, False, False, True)
    """
    word = last_word(phrase)
    if word.lower() in word_set("statements.toml", "owned"):
        return True
    if word.endswith(("уы", "уі")):  # verbal nouns: «еруі»
        return True
    endings = _stemmer().reading(word).endings if word else ()
    return bool(endings) and endings[-1].slot == "own3" and not (word[0].isupper() and phrase.strip(_MARKS) == word)


def in_case(phrase: str, case: Case) -> str | None:
    """A phrase in the nominative, or already in the case, put into the case.

    None where no ending may be hung on it: a bound («теңгеге жуық»), a sentence.
    """
    if case == "nominative":
        return phrase
    word = last_word(phrase)
    if not word or word.lower() in _bound_words() or phrase.rstrip('»"”')[-1:] in "!?.…)":
        return None
    shown = "nominative" if word[0].isupper() else case_in(word)
    if shown == case:
        return phrase
    bare = phrase if shown == "nominative" else nominative_phrase(phrase)
    return decline(bare, case, is_owned(bare))


@cache
def _bound_words() -> frozenset[str]:
    return frozenset(line.split("\t")[1].split()[-1] for line in lines("bounds.txt") if line.startswith("after"))


def possess(noun: str) -> str:
    """The noun in third person possession.

    >>> possess("ұйым"), possess("бағдарлама"), possess("мектеп"), possess("117"), possess("88")
    ('ұйымы', 'бағдарламасы', 'мектебі', '117-сі', '88-і')
    """
    spoken = spoken_form(noun)
    vowel = "і" if harmony(spoken) == "front" else "ы"
    ending = "с" + vowel if final_class(spoken) == "V" else vowel
    if takes_hyphen(noun):
        return f"{noun}-{ending}"
    return noun[:-1] + _VOICED.get(noun[-1], noun[-1]) + ending


@dataclass(frozen=True, slots=True)
class Amount:
    """An answer that begins with a number, cut up.

    `number`: with a bound that stands before it (кемінде 30); `unit`: %, теңге, күн with the ending the answer
    gives it; `bound`: астам, жуық behind them; `noun`: the rest.
    """

    number: str
    unit: str
    bound: str
    noun: str
    share: bool = False  # a fraction: «төрттен бірі»

    @property
    def measured(self) -> str:
        """Number, unit and bound: everything but the counted noun."""
        blank = "" if self.unit.startswith("%") or not self.unit else " "
        return f"{self.number}{blank}{self.unit}{' ' + self.bound if self.bound else ''}"


def amount(answer: str) -> Amount | None:
    """Cut an answer that begins with a number; None when it does not.

    >>> amount("56 мыңнан астам мүше")
    Amount(number='56 мыңнан', unit='', bound='астам', noun='мүше', share=False)
    >>> amount("37 миллион теңгеге жуық").measured, amount("2,5%").unit
    ('37 миллион теңгеге жуық', '%')
    """
    found = find_numbers(answer)
    if not found or not _is_lead(answer[: found[0].start]):
        return None
    stop = found[0].stop
    number, rest = answer[:stop].strip(), answer[stop:]
    percent = _PERCENT.match(rest)
    if percent:
        unit, rest = percent[0].strip(), rest[percent.end() :]
    else:
        unit, rest = _unit(rest)
    bound, rest = _bound(rest)
    return Amount(number, unit, bound, rest.strip(), found[0].kind == "fraction")


def _is_lead(text: str) -> bool:
    leads = {line.split("\t")[1] for line in lines("bounds.txt") if line.startswith("before")}
    return not text.strip() or text.strip().lower() in leads


def _unit(rest: str) -> tuple[str, str]:
    words = rest.split()
    for size in (2, 1):
        row = " ".join(words[:size])
        if len(words) >= size and any(_is_unit(row, unit) for unit in lines("units.txt")):
            return row, " ".join(words[size:])
    return "", rest


def _is_unit(row: str, unit: str) -> bool:
    lowered = row.lower()
    return lowered == unit or (
        lowered.startswith(unit)
        and len(lowered) - len(unit) <= 4
        and stem(lowered.split()[-1]) == stem(unit.rsplit(maxsplit=1)[-1])
    )


def _bound(rest: str) -> tuple[str, str]:
    stripped = rest.strip()
    bounds = sorted(
        (line.split("\t")[1] for line in lines("bounds.txt") if line.startswith("after")),
        key=len,
        reverse=True,
    )
    for bound in bounds:
        if re.match(rf"{bound}(?!\w)", stripped.lower()):
            return stripped[: len(bound)], stripped[len(bound) :]
    return "", stripped


def part_of_whole(number: str, case: Case) -> str | None:
    """A number as a part, for «нешеуі», «қаншасын»: 88 -> 88-і, 117 -> 117-сін, төрт -> төртеуі; «он бірі» is one.

    None for a number that bears another ending.
    """
    head, _, last = number.rpartition(" ")
    if last.isdigit():  # 2 210
        head, last = "", number
    suffix = Token(last, 0, len(last)).suffix
    if suffix and suffix not in _OF_THEM:
        return None
    spelled = next((number.suffix for number in find_numbers(last)), "")
    if suffix or spelled in _OF_THEM or last.lower().endswith(("еуі", "ауы")):
        part = last
    else:
        part = (_forms()["part"].get(last.lower()) if not head else None) or possess(last)
    declined = part if case == "nominative" else _decline_part(part, case)
    return f"{head} {declined}".strip()


def before_noun(number: str) -> str:
    """A collective before a noun is a plain number: «жетеуі» – «жеті [жоба]».

    >>> before_noun("екеуі"), before_noun("88"), before_noun("он екі")
    ('екі', '88', 'он екі')
    """
    plain: dict[str, str] = {part: bare for bare, part in _forms()["part"].items() if part.endswith(("еуі", "ауы"))}
    return plain.get(number.lower(), number)


def _decline_part(part: str, case: Case) -> str:
    """«88-і» -> «88-іне»: the case goes behind the hyphenated ending."""
    spoken = part.replace("-", "")
    declined = decline("он " + re.sub(r"^[\d\s]+", "", spoken), case, possessed=True)[3:]
    head = re.match(r"^[\d\s\u00a0]+-?", part)
    return (head[0] if head else "") + declined


def alone(number: str) -> str:
    """A number without its noun, for «нешеу»: төрт -> төртеу, 33 -> 33."""
    return str(_forms()["alone"].get(number.lower(), number))


def when(answer: str, case: Case) -> str | None:
    """A time as an adverb: «5 қазан» -> «5 қазан күні», «қараша» -> «қарашада»; in another case as asked."""
    last = last_word(answer).lower()
    if case != "nominative":
        return _time_in_case(answer, last, case)
    if last in word_set("statements.toml", "adverbs") or case_of(last) in {"locative", "ablative"}:
        return answer
    if last in word_set("words.toml", "weekdays"):
        return f"{answer} күні"
    months = word_set("words.toml", "months")
    if last != stem(last) in months and is_owned(f"жыл {last}"):  # «2020 жылдың 14 қарашасы»
        return decline(answer, "locative", possessed=True)
    if last in months and "жылдың " in answer:  # «2020 жылдың 14 қарашасында»
        return decline(answer[: len(answer) - len(last)] + possess(last), "locative", possessed=True)
    if last in word_set("words.toml", "seasons"):
        return decline(answer, "locative")
    if last in months:
        return f"{answer} күні" if re.search(r"\d\s+\w+$", answer) else decline(answer, "locative")
    if re.fullmatch(r"(?:19|20)\d\d", answer):
        return f"{answer} жылы"
    if re.search(r"\d{1,2}[:.]\d\d$|сағат \d+$", answer):
        return decline(answer, "locative")
    return decline(answer, "locative", possessed=True) if last == "айы" else None


def _time_in_case(answer: str, last: str, case: Case) -> str | None:
    for owned, bare in (("жылы", "жыл"), ("күні", "күн")):
        if last == owned:
            stripped = answer[: len(answer) - len(owned)] + bare
            return decline(stripped, case) if bare == "жыл" else decline(answer, case, possessed=True)
    if last != stem(last) in word_set("words.toml", "months") and is_owned(f"жыл {last}"):
        return decline(answer, case, possessed=True)
    known = last in word_set("words.toml", "months") | word_set("words.toml", "weekdays")
    return decline(answer, case) if known else None


def bare_noun(noun: str) -> str:
    """A noun without case and possession, its plural kept: «ауылдарында» -> «ауылдар»."""
    word = noun
    for ending in reversed(_stemmer().reading(noun).endings):
        if ending.slot not in {"case", "own3"}:
            break
        word = word[: len(word) - len(ending.text)]
    return stem(noun) if word.lower() != noun.lower() and not is_plural(word) else word


def bears_owner(word: str) -> bool:
    """Whether a noun in any case is in third person possession: «қанатының», «ауылдарында»."""
    return any(ending.slot == "own3" for ending in _stemmer().reading(word).endings)


def is_plural(word: str) -> bool:
    """Whether a noun ends in the plural."""
    return any(ending.slot == "plural" for ending in _stemmer().reading(word).endings[-1:])


def is_quality(phrase: str) -> bool:
    """Whether a phrase stands before a noun: an adjective or an ordinal («облыстық», «үшінші»)."""
    last = last_word(phrase)
    return (is_attribute(last) and not is_owned(phrase)) or bool(
        re.search(r"(?:інші|ыншы|нші|ншы|-ші|-шы)$", last.lower())
    )


_PRESENT = re.compile(r"(?<=..)(?:й|а|е)д[ыі]$")
_STATES = {"тұр": "тұрған", "жүр": "жүрген", "отыр": "отырған", "жатыр": "жатқан"}


def participle(verb: str) -> str:
    """A finite verb as what describes a noun, "" for other words.

    >>> participle("келді"), participle("істейді"), participle("түсті"), participle("бастады"), participle("бар")
    ('келген', 'істейтін', 'түскен', 'бастаған', '')
    """
    if verb in _STATES or re.search(r"..[ғқгк][ае]н$|..т[ыі]н$", verb):
        return _STATES.get(verb, verb)
    front = harmony(verb) == "front"
    if _PRESENT.search(verb) and verb[:-2] + "у" not in known_words():  # «бастау»: «бастады» is past
        return verb[:-2] + ("тін" if front else "тын")
    root = re.sub(r"(?<=..)[дт][ыі]$", "", verb)
    if root == verb:
        return ""
    hard = verb[-2] == "т"
    return root + {(True, True): "кен", (True, False): "қан", (False, True): "ген", (False, False): "ған"}[hard, front]
