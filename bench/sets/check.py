"""Check a question set against its articles: every gold answer stands where the row says.

Usage: python bench/sets/check.py [SET.jsonl ARTICLE_FOLDER], by default district.jsonl on district/.
Prints one line a fault and ends with 1 when there is any.
"""

import html
import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
CLAUSED = {"reason", "definition", "yesno"}
"""Types whose accepted wordings may differ from the article's own."""


def spoken(text: str) -> str:
    """Text as it is compared: one case, plain spaces, entities and Markdown tables left as they stand."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", html.unescape(text))).casefold()


def faults(row: dict[str, Any], articles: dict[str, str]) -> Iterator[str]:
    """What is wrong with one row; an unanswerable row has neither answers nor a hint."""
    if not row["answerable"]:
        if row["answers"] or row["paragraph_hint"] or "unans_kind" not in row:
            yield "unanswerable, yet with an answer or a hint, or without unans_kind"
        return
    article = articles.get(row["source"])
    if article is None:
        yield f"no article {row['source']}"
        return
    if not row["answers"]:
        yield "no answers"
    if not row["paragraph_hint"] or row["paragraph_hint"] not in article:
        yield f"the hint is not in the article: {row['paragraph_hint']}"
    verbatim = any(spoken(answer) in spoken(article) for answer in row["answers"])
    if row["type"] not in CLAUSED and "answers_all" not in row and not verbatim:
        yield f"no answer stands in the article: {row['answers']}"
    yield from (
        f"a list member is not in the article: {member}"
        for member in row.get("answers_all", [])
        if spoken(member) not in spoken(article)
    )


def main(questions: Path, folder: Path) -> int:
    articles = {path.stem: path.read_text("utf-8") for path in folder.iterdir()}
    rows = [json.loads(line) for line in questions.read_text("utf-8").splitlines()]
    found = [f"{row['id']}: {fault}" for row in rows for fault in faults(row, articles)]
    seen: set[str] = set()
    for row in rows:
        if row["question"] in seen:
            found.append(f"{row['id']}: asked twice")
        seen.add(row["question"])
    print("\n".join([*found, f"{len(rows)} rows, {len(found)} faults"]))
    return 1 if found else 0


if __name__ == "__main__":
    given = [Path(argument) for argument in sys.argv[1:]]
    sys.exit(main(*(given or [HERE / "district.jsonl", HERE / "district"])))
