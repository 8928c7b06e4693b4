"""Open candidates: which stretches of a sentence may be answers, and what the asked noun says about them."""

from __future__ import annotations

import pytest
from answering_tables import ask

from bot.answering.classes import classes_named, classes_of
from bot.answering.kinds import asked_noun, kind_of, kind_of_noun, suits
from bot.answering.passage import read_titles, read_words
from bot.answering.readers.spans import spans_of

# sentence, a stretch of it, whether it is a candidate
STRETCHES = [
    ("Іле ауданында «Бент» ұйымы құрылды", "Бент", True),
    ("Іле ауданында «Бент» ұйымы құрылды", "Іле ауданында «Бент» ұйымы құрылды", True),
    ("Асан келді; Үсен кетті", "келді; Үсен", False),  # only commas make a row of items
    ("алма, алмұрт және өрік өседі", "алма, алмұрт және өрік", True),
    ("кітапты А. Байтұрсынов жазды", "А. Байтұрсынов", True),  # the stop of an initial does not part
    ("соғыс 1941-1945 жылдары болды", "1941-1945", True),
    ("ол 1958 ж. туған", "1958 ж", True),
]


@pytest.mark.parametrize(("sentence", "stretch", "candidate"), STRETCHES)
def test_stretches(sentence: str, stretch: str, candidate: bool) -> None:
    words = read_words(sentence, str, read_titles(sentence, str))
    texts = {sentence[words[start].start : words[stop - 1].stop] for start, stop in spans_of(words)}
    assert (stretch in texts) is candidate


def test_no_stretch_comes_twice() -> None:
    words = read_words("алма, алмұрт, шие және өрік өседі, ал жүзім мен қарбыз өспейді", str, ())
    spans = list(spans_of(words))
    assert len(spans) == len(set(spans))


NOUNS = [
    ("авторын", "person"),
    ("ақын", "person"),
    ("дәуірде", "time"),
    ("жылы", "time"),
    ("қаласында", "place"),
    ("өлеңін", "work"),
    ("халқы", "group"),
    ("органоид", "term"),
    ("топырақ", "term"),  # no «топ»
    ("халқының", "group"),
    ("кітабында", "work"),
    ("әндер", "work"),
    ("ойшыл-ақынның", "person"),
    ("роман-хикаят", "work"),
    ("анықтамасы", "clause"),
]


@pytest.mark.parametrize(("noun", "kind"), NOUNS)
def test_kinds_of_nouns(noun: str, kind: str) -> None:
    assert kind_of_noun(noun) == kind


# question, the noun it asks for, the kind of its answer
ASKED = [
    ("Қазақстанда қандай бұта түрлері өседі?", "бұта", "term"),
    ("Батырдың қарындасының атын табыңыз.", "қарындасының", "term"),
    ("Ертегідегі патша қызының атын табыңыз.", "қызының", "person"),
    ("Қай суретші-ғалым XV ғасырда ұшу аппаратын сызды?", "суретші-ғалым", "person"),
    ("Қазақтың ең үлкен көлдерінің бірі:", "көлдерінің", "place"),
    ("Унитарлы мемлекет болып табылады:", "мемлекет", "place"),
    ("Түрік қағанаты екіге бөлінді:", "бөлінді", "time"),
    ("Бірінші дүниежүзілік соғыс аяқталды", "аяқталды", "time"),
    ("Үкімет тұңғыш жарғысын жариялады:", "жариялады", "time"),
    ("Су буға айналады:", "буға", "term"),
    ("Жануарларды зерттейтін ғылым:", "ғылым", "term"),
    ("1932 жылы қандай опера қойылды?", "опера", "work"),
    ("Тау жынысы деп нені айтамыз?", "жынысы", "clause"),
    ("Бекет қай өзен бойында салынды?", "өзен", "place"),
    ("Көшпелілер қай көлдің жағасында қыстады?", "көлдің", "place"),
    ("Жотаның ең биік нүктесі:", "нүктесі", "place"),
    ("Тайпаның патшайымы:", "патшайымы", "person"),
    ("Жинақтың құрастырушысы:", "құрастырушысы", "person"),
]


@pytest.mark.parametrize(("text", "noun", "kind"), ASKED)
def test_what_a_question_asks_for(text: str, noun: str, kind: str) -> None:
    question = ask(text)
    assert (asked_noun(question), kind_of(question)) == (noun, kind)


def test_the_first_rule_that_holds_decides() -> None:
    assert suits("person", {"is PERSON", "capitals", "short"}) == 1.0
    assert suits("person", {"small letters", "short"}) == 0.0
    assert suits("time", {"year alone", "only numbers"}) == 1.0


# noun a question asks by, word of a text, whether it is such a thing
CLASSES = [
    ("өсімдік", "бидайдан", True),
    ("өсімдігі", "жоңышқаның", True),
    ("дақылдарды", "күнбағыс", True),
    ("өсімдік", "қасқыр", False),
    ("аурулар", "аусыл", True),
    ("ауруға", "бруцеллезге", True),
    ("балық", "сазандар", True),
    ("балық", "бүркіт", False),
    ("органоид", "рибосоманың", True),
    ("тайпалар", "үйсіндер", True),
    ("спорт", "волейболдан", True),
    ("қала", "Самарқандта", True),
    ("өзендер", "Дунайдың", True),
    ("көлі", "Байкалға", True),
    ("мемлекеттің", "Швеция", True),
    ("дәуір", "Силурдың", True),
    ("планета", "Сатурнның", True),
    ("өзен", "Самарқанд", False),
    ("төл", "аттанды", False),  # «ат» with what is no ending of a noun
]


@pytest.mark.parametrize(("noun", "word", "belongs"), CLASSES)
def test_classes(noun: str, word: str, belongs: bool) -> None:
    assert bool(classes_named(noun) & classes_of(word.lower())) is belongs
