"""The bot as a process of its own, for the tests that kill and stop it: real `run`, fixed answers.

Usage: bot_process.py FOLDER (with corpus/, answers.toml), the settings in the environment.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from fixed_answers import fixed_library

from bot.chat.telegram.application import Tempo, run
from bot.chat.telegram.polling import Patience
from bot.chat.telegram.sendqueue import Pace
from bot.settings import load_settings
from retrieval.indexing import Changes


def slowly(work: Callable[[], Changes], seconds: float) -> Callable[[], Changes]:
    """A reindexing of a large corpus: as long, and in a thread as little to be stopped."""

    def slow() -> Changes:
        time.sleep(seconds)
        return work()

    return slow


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    settings = load_settings(env_file=folder / "no.env")
    library = fixed_library(settings.database, settings.corpus_dir, folder / "answers.toml")
    if not settings.database.exists():
        library._reindex()
    if "SLOW_REINDEX" in os.environ:
        library._reindex = slowly(library._reindex, float(os.environ["SLOW_REINDEX"]))
    times = float(os.environ.get("FASTER", "1"))
    tempo = Tempo(Pace().faster(times), Patience(poll=2, grace=3, stall=8, first_pause=0.1, longest_pause=1))
    sys.exit(run(settings, tempo, library))
