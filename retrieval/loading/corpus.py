"""A folder of files into a corpus of articles."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path

from retrieval.article import Article
from retrieval.loading.assembly import assemble_article
from retrieval.loading.files import READERS, BadFileError, Skipped, decode, find_files, read_bytes

# Part of each article's content hash: raise it when the loader reads the same bytes differently.
LOADER_VERSION = 2


@dataclass(frozen=True, slots=True)
class Corpus:
    """The articles of a folder in the order of their ids, and the files that gave none."""

    articles: tuple[Article, ...]
    skipped: tuple[Skipped, ...]


def load_corpus(folder: Path) -> Corpus:
    """Every article in the folder; bad files are skipped with a reason each.

    Raises LoadingError when the folder itself cannot be read.
    """
    files, skipped = find_files(folder)
    articles: list[Article] = []
    bad: list[Skipped] = []
    for path in files:
        try:
            articles.append(load_article(path, read_bytes(path)))
        except BadFileError as error:
            bad.append(Skipped(path.name, str(error)))
    return Corpus(tuple(articles), tuple(sorted([*skipped, *bad], key=lambda skip: skip.file)))


def load_article(path: Path, data: bytes) -> Article:
    """The article in a file's bytes; BadFileError when there is none.

    The path gives the id (its stem) and the format (its ending); it is not opened.
    """
    suffix = path.suffix.lower()
    text = decode(data, is_page=suffix.startswith(".htm"))
    article = assemble_article(READERS[suffix](text), unicodedata.normalize("NFC", path.stem))
    if article is None:
        raise BadFileError("no article text was found in it; check that it holds the whole article.")
    return article
