"""Every conversation under tests/conversations/telegram is played, and the bot says what stands there.

After a wanted change: `UPDATE_CONVERSATIONS=1 pytest tests/telegram/test_conversations.py`, then read the
difference aloud before committing it.
"""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest
from fixed_answers import fixed_library
from stage import Stage

FOLDER = Path(__file__).parent.parent / "conversations" / "telegram"
CORPUS = FOLDER / "corpus"
FILES = sorted(FOLDER.glob("*.talk"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_conversation_goes_as_written(file: Path, tmp_path: Path) -> None:
    script = file.read_text(encoding="utf-8")
    stage = Stage(tmp_path, lambda database, corpus: fixed_library(database, corpus, CORPUS / "answers.toml"), CORPUS)
    seen = asyncio.run(stage.play(script))
    if os.environ.get("UPDATE_CONVERSATIONS"):
        file.write_text(seen, encoding="utf-8")
    assert seen.splitlines() == script.splitlines()


def test_there_are_enough_conversations() -> None:
    assert len(FILES) >= 40
