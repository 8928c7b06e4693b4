"""What a question asks for is read from it: questions.tsv.

Columns: the question as typed; its type; its focus (what is counted or asked for, as it stands); the things it
names, parted by «; »; the case that the interrogative asks the answer in. «-»: nothing, «*»: not looked at.
The rows of questions_known_errors.tsv are what a person would say and the program does not yet.
"""

from __future__ import annotations

import pytest
from answering_tables import ask, rows

TABLE = rows("questions.tsv", 5)
KNOWN_ERRORS = rows("questions_known_errors.tsv", 5)


def understood(text: str, wanted: list[str]) -> list[str]:
    """How the question is understood, in the columns of the table; what is not looked at stays «*»."""
    question = ask(text)
    columns = [
        question.type,
        " ".join(word.text for word in question.focus),
        "; ".join(named.text for named in question.named),
        question.case,
    ]
    return ["*" if want == "*" else said or "-" for said, want in zip(columns, wanted, strict=True)]


@pytest.mark.parametrize(("text", *"tfnc"), TABLE, ids=[row[0] for row in TABLE])
def test_question_is_understood(text: str, t: str, f: str, n: str, c: str) -> None:
    assert understood(text, [t, f, n, c]) == [t, f, n, c]


@pytest.mark.parametrize(("text", *"tfnc"), KNOWN_ERRORS, ids=[row[0] for row in KNOWN_ERRORS])
def test_known_error_still_stands(text: str, t: str, f: str, n: str, c: str) -> None:
    """Fails when an error is mended: move its row to questions.tsv then."""
    assert understood(text, [t, f, n, c]) != [t, f, n, c]


def test_there_are_enough_of_them() -> None:
    assert len(TABLE) >= 120
