"""Conversations on the seed articles, in `town/` and `province/` on their own: what is said, answered, and why.

In a file: `user:` a message; `bot:` the short answer (several that are as good with ` / ` between them),
`[refused]`, or `[smalltalk]` with the beginning of the line said; under an answer `📖` the article (the
beginning of its id), the paragraph, and a piece of the proving sentence. `#` says why it is here.

What stands in `known_errors/` is what people would expect and do not get yet: such a file has to move up here
when it comes true.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from bot.answering.answerer import Answerer
from bot.answering.reply import Reply
from bot.session import Session
from retrieval.index import Index
from retrieval.loading import load_corpus
from retrieval.store import Store

HERE = Path(__file__).parent
SEEDS = HERE.parents[1] / "seeds"
PLACES = (HERE, HERE / "town", HERE / "province")
CONVERSATIONS = [path for place in PLACES for path in sorted(place.glob("*.txt"))]
KNOWN_ERRORS = [path for place in PLACES for path in sorted(place.glob("known_errors/*.txt"))]
TURN = re.compile(r"user: (?P<question>.+)\nbot: (?P<said>.+)\n(?:  📖 (?P<proof>.+)\n)?")
PROOF = re.compile(r"(?P<article>\w+)(?:, (?P<paragraph>\d+)-абзац)?: (?P<piece>.+)")


@dataclass(frozen=True, slots=True)
class Expected:
    question: str
    said: str
    proof: str


def read_turns(path: Path) -> list[Expected]:
    """The turns of a file; whatever is neither a turn nor a comment is a slip of the pen."""
    text = re.sub(r"^#.*\n", "", path.read_text("utf-8"), flags=re.MULTILINE)
    assert TURN.sub("", text).strip() == "", f"{path.name} has lines that are no turn"
    return [Expected(one["question"], one["said"], one["proof"] or "") for one in TURN.finditer(text)]


def told(reply: Reply, wanted: Expected) -> str:
    """What differs from the wanted turn, "" when nothing does."""
    if wanted.said.startswith("["):
        status, _, beginning = wanted.said[1:].partition("] ")
        as_wanted = reply.status == status.rstrip("]") and reply.text.startswith(beginning)
        return "" if as_wanted else f"{reply.status}: {reply.text}"
    if reply.short_answer not in wanted.said.split(" / "):
        return f"{reply.status}: {reply.short_answer or reply.text}"
    proof = PROOF.fullmatch(wanted.proof)
    assert proof, f"the answer «{wanted.said}» needs its proof in the file"
    citation = reply.citations[0]
    proved = (
        citation.article.startswith(proof["article"])
        and proof["paragraph"] in {None, str(citation.paragraph)}
        and proof["piece"] in citation.quote
    )
    return "" if proved else f"proved by {citation.article}, {citation.paragraph}: {citation.quote}"


@cache
def answerer_of(corpus: Path) -> Answerer:
    return Answerer(Index(load_corpus(corpus).articles))


def answerer_for(path: Path) -> Answerer:
    """An answerer over the articles that lie beside the conversations, else over the seeds."""
    own = next((place / "corpus" for place in PLACES[1:] if place in path.parents), SEEDS)
    return answerer_of(own)


def differences(path: Path, store: Store) -> dict[str, str]:
    """Question -> what came instead of the wanted answer."""
    session = Session(answerer_for(path), store, "test")
    found = {wanted.question: told(session.ask(wanted.question), wanted) for wanted in read_turns(path)}
    return {question: difference for question, difference in found.items() if difference}


@pytest.mark.parametrize("path", CONVERSATIONS, ids=lambda path: path.stem)
def test_the_conversation_goes_as_a_person_expects(path: Path, tmp_path: Path) -> None:
    with Store(tmp_path / "derek.db") as store:
        assert differences(path, store) == {}


@pytest.mark.parametrize("path", KNOWN_ERRORS, ids=lambda path: path.stem)
def test_a_known_error_is_still_one(path: Path, tmp_path: Path) -> None:
    with Store(tmp_path / "derek.db") as store:
        assert differences(path, store), f"{path.name} is mended: move it up beside the others"


def test_there_are_enough_of_them() -> None:
    assert len(CONVERSATIONS) >= 120
