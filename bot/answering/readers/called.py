"""Who is called what the question asks for, or is told to have done the deed by words right beside the name."""

from __future__ import annotations

from itertools import pairwise

from bot.answering.clauses import breaks_before
from bot.answering.lexicon import Lexicon, table, word_row, word_set
from bot.answering.passage import ArticleReading, Sentence, Word
from bot.answering.question import Question
from bot.answering.readers.posts import is_trade
from retrieval.language.grammar import case_of, is_owned, is_participle, is_verbal
from retrieval.language.names import Name

_DASHES = frozenset({"–", "—", "-"})
_QUOTES = '«»"“”'
_POSSESSED = ("ы", "і")  # also of a word nobody knows: «авторы»
_CALLED_BY = 3  # words of trade and quality between a deed and the name
_SAME_DEED = 0.65
_PASSIVE = ("лған", "лген", "нған", "нген")  # «салынған»: it was done to them
_SAME_NOUN = 0.8
_CALLED_OTHERWISE = 0.3  # fit of somebody beside the one whom the sentence calls so


def label_before(sentence: Sentence, person: Name) -> Word | None:
    """The last word of what a dash says a person is: «Үздік [шабуылшы] – Нұртас Ибраим», «оятқан – күзетші Тілек»."""
    words = sentence.words
    begin, after = sentence.word_at(person.start), sentence.word_at(person.stop - 1) + 1
    dash = next((at for at in range(min(begin, len(words) - 1), 0, -1) if breaks_before(words[at])), 0)
    if (
        not dash
        or words[dash].gap.strip(_QUOTES) not in _DASHES
        or words[dash].lower in word_set("words.toml", "saying")
    ):
        return None
    closes = after >= len(words) or breaks_before(words[after])
    others = (sentence.word_at(other.start) for other in sentence.persons)
    label = words[dash - 1]
    lone = closes and not any(dash <= at < begin for at in others)
    return label if lone and case_of(label.text) == "nominative" and not label.number else None


def did_asked(question: Question, sentence: Sentence, person: Name, lexicon: Lexicon) -> bool:
    """«Өртті кім байқады?» – «Өртті [байқаған] күзетші Талғат Нұралыға …»: the deed told right before the name."""
    most = any(word.lower == "ең" for word in question.words)  # «ең көп оқыған»: who only read is not meant
    if question.case != "nominative" or not question.terms or most:
        return False
    deed = question.words[question.terms[-1].at]
    at = sentence.word_at(person.start)
    before = sentence.words[max(0, at - _CALLED_BY) : at]
    close = [word for place, word in enumerate(before) if not any(breaks_before(one) for one in before[place + 1 :])]
    label = label_before(sentence, person)
    if label is not None and is_verbal(deed.text) and lexicon.likeness(deed.key, label.key) >= _SAME_DEED:
        return True  # «жасақты кім [үйлестіреді]?» – «жасақтың [үйлестірушісі] – Руслан Пак»
    return is_verbal(deed.text) and any(
        is_participle(word.text)
        and case_of(word.text) == "nominative"
        and not word.lower.endswith(_PASSIVE)
        and lexicon.likeness(deed.key, word.key) >= _SAME_DEED
        for word in close
    )


def called_so(question: Question, sentence: Sentence, person: Name, lexicon: Lexicon) -> float | None:
    """«… жеткен шабандоз кім?»: fits whom the sentence calls «шабандоз»; None where it calls nobody so.

    «[Әкім] кімді марапаттады?»: whoever is called so acts, and is not asked for.
    """
    wanted = _title_asked(question) or _said_of(question) or (question.focus[-1] if question.focus else None)
    if wanted is None or wanted.capital or wanted.quoted or case_of(wanted.text) != "nominative":
        return None
    if wanted.lower.startswith((*table("ranks.toml")["places"], *word_row("words.toml", "awards"))):
        return None  # «үшінші [орын] Асанға, …»: nobody is called so
    called = [other for other in sentence.persons if _is_called(sentence, other, wanted, lexicon)]
    if not called or (question.case != "nominative" and person not in called):
        return None
    if question.case != "nominative":
        return 0.0
    return 1.0 if person in called else _CALLED_OTHERWISE


def _said_of(question: Question) -> Word | None:
    """«Әннің [авторы] кім?»: the possessed noun right before the question's last word."""
    before, last = question.words[-2:] if len(question.words) > 1 else (None, None)
    if before is None or last is None or last.lower != "кім" or before.capital or before.quoted:
        return None
    return before if before.lower.endswith(_POSSESSED) else None


def _title_asked(question: Question) -> Word | None:
    """«Үздік [қақпашы] атағын кім алды?»: whoever has the title is called so."""
    rows = pairwise(word for word in question.words if not word.quoted)
    titles = word_row("words.toml", "titles_held")
    return next((one for one, other in rows if other.lower.startswith(titles) and is_owned(other.text)), None)


def _is_called(sentence: Sentence, person: Name, wanted: Word, lexicon: Lexicon) -> bool:
    """Whether the noun stands right before the name or the dash: «[шабандоз] Ерасыл», «үздік [шабандоз] – Ерасыл»."""
    label = label_before(sentence, person)
    if label is not None and lexicon.likeness(wanted.key, label.key) >= _SAME_NOUN:
        return True
    at = sentence.word_at(person.start)
    words = sentence.words
    if not 0 < at < len(words) or words[at].gap or case_of(words[at - 1].text) != "nominative":
        return False
    if is_owned(wanted.text) and not is_owned(words[at - 1].text):
        return False  # «бас [жүлде] Асан Үсенге» for «сыйлығы кімге»
    return lexicon.likeness(wanted.key, words[at - 1].key) >= _SAME_NOUN


def is_no_person(reading: ArticleReading, sentence: Sentence, person: Name, lexicon: Lexicon) -> bool:
    """«Ащыөзек пен [Тоғайлының] оқушылары»: one word that no name of the article has, beside no noun for somebody.

    «Мағрипа [әже]», «[оқушы] Айлин» and the Асан who was «Асан Үсен» before are people.
    """
    words = sentence.within(person.start, person.stop)
    if len(words) != 1 or words[0].key in _full_names(reading):
        return False
    at = sentence.word_at(person.start)
    before, after = sentence.words[max(0, at - 1) : at], sentence.words[at + 1 : at + 2]
    nouns = (*word_row("words.toml", "people"), *word_row("words.toml", "kin"))
    called = any(word.lower.startswith(nouns) or is_trade(word.text) for word in before)
    called = called or (at > 0 and lexicon.role_at(sentence.words, at - 1) is not None)
    return not (called or any(word.lower.startswith(word_row("words.toml", "honorifics")) for word in after))


def _full_names(reading: ArticleReading) -> frozenset[str]:
    """Keys of the words of all names of two words and more that an article tells of people."""
    known: dict[str, frozenset[str]] = reading.cache.setdefault("full names", {})
    if not known:
        rows = (one.within(name.start, name.stop) for one in reading.sentences for name in one.persons)
        known[""] = frozenset(word.key for row in rows if len(row) > 1 for word in row)
    return known[""]
