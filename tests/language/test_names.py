"""The name tagger: what it finds in whole sentences, and that every name lies where it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.language.name_features import normal_form
from retrieval.language.name_tokens import split_sentences, split_tokens
from retrieval.language.names import tag

HERE = Path(__file__).parent
SEEDS = sorted((HERE.parent.parent / "seeds").glob("*.txt"))
NUMERIC = {"DATE", "TIME", "MONEY", "PERCENTAGE", "QUANTITY", "CARDINAL", "ORDINAL"}
MARKED = re.compile(r"\[[A-Z]+ ([^\]]+)\]")


def sentences(name: str) -> list[str]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def marked(text: str) -> str:
    """The text with the tagger's names in the notation of the tables."""
    pieces, end = [], 0
    for name in tag(text):
        if name.kind not in NUMERIC:
            pieces += [text[end : name.start], f"[{name.kind} {name.text}]"]
            end = name.stop
    return "".join(pieces) + text[end:]


@pytest.mark.parametrize("expected", sentences("names.txt"))
def test_names_in_a_sentence(expected: str) -> None:
    assert marked(MARKED.sub(r"\1", expected)) == expected


@pytest.mark.parametrize("wished", sentences("names_known_errors.txt"))
def test_known_errors_are_still_errors(wished: str) -> None:
    """Move a line to names.txt when this fails: the error is mended."""
    assert marked(MARKED.sub(r"\1", wished)) != wished


NUMBERS = """
15\u00a0000 адам оқытылды.                      | CARDINAL 15\u00a0000
Әкімдік 37 миллион теңге бөлді.                 | MONEY 37 миллион теңге
Қоймаға 280 тонна көмір түсті.                  | QUANTITY 280 тонна
Оған 6 млн теңге жұмсалды.                      | MONEY 6 млн теңге
Мектеп 2021 жылы салынды.                       | DATE 2021 жылы
Халықтың 45 пайызы ауылда тұрады.               | PERCENTAGE 45 пайызы
Бірінші орынды алды.                            | ORDINAL Бірінші
"""


@pytest.mark.parametrize("case", [line for line in NUMBERS.splitlines() if line])
def test_numbers(case: str) -> None:
    text, expected = (part.strip() for part in case.split("|"))
    assert expected in [f"{name.kind} {name.text}" for name in tag(text)]


TOKENS = """
«Жер» үшін                 | «|Жер|»|үшін
Қасым-Жомарт Тоқаев        | Қасым-Жомарт|Тоқаев
Н.Қожағапанов келді.       | Н.|Қожағапанов|келді|.
Қ. Ж. Оспанов              | Қ.|Ж.|Оспанов
15\u00a0000-нан астам      | 15\u00a0000-нан|астам
2,5%-бен                   | 2|,|5|%-бен
30%-ын                     | 30|%-ын
берді»,-деді ол            | берді|»|,|-|деді|ол
деп хабарлайды turkystan.kz | деп|хабарлайды|turkystan.kz
"""


@pytest.mark.parametrize("case", [line for line in TOKENS.splitlines() if line])
def test_tokens(case: str) -> None:
    text, _, expected = case.partition("|")
    assert [token.text for token in split_tokens(text.strip())] == expected.strip().split("|")


SENTENCES = """
Ол келді. Мен кеттім.              | 2
Жиынды Қ. Ж. Оспанов ашты.         | 1
«Көмір керек», – деді ол. Бәрі күлді! Кеш бітті. | 3
2023 ж. салынған мектеп            | 1
"""


@pytest.mark.parametrize("case", [line for line in SENTENCES.splitlines() if line])
def test_sentences_for_the_tagger(case: str) -> None:
    text, expected = case.split("|")
    assert len(list(split_sentences(text.strip()))) == int(expected)


FORMS = [
    ("15\u00a0000", "15000"),
    ("Iле", "Іле"),  # a Latin I at the front
    ("–", "—"),
    ("млрд", "миллиард"),
    ("AMANAT", "AMANAT"),
]


@pytest.mark.parametrize(("word", "form"), FORMS)
def test_form_the_model_knows(word: str, form: str) -> None:
    assert normal_form(word) == form


def assert_names_lie_where_they_say(text: str) -> None:
    end = 0
    for name in tag(text):
        assert end <= name.start < name.stop
        assert text[name.start : name.stop] == name.text
        assert name.text == name.text.strip()
        end = name.stop


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_names_of_the_seeds_lie_where_they_say(path: Path) -> None:
    assert_names_lie_where_they_say(path.read_text(encoding="utf-8"))


@given(st.text(alphabet='АбайҚала НұрМӘІқызыов«»"“”.,-–—|()мен1 0\u00a0%\n\u0301iX', max_size=120))
def test_names_of_any_text_lie_where_they_say(text: str) -> None:
    assert_names_lie_where_they_say(text)
