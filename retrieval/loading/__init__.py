"""Loading: files of a corpus folder (.txt, .md, .html) into articles."""

from retrieval.loading.corpus import LOADER_VERSION, Corpus, load_article, load_corpus
from retrieval.loading.files import BadFileError, LoadingError, Skipped, find_files, read_bytes

__all__ = [
    "LOADER_VERSION",
    "BadFileError",
    "Corpus",
    "LoadingError",
    "Skipped",
    "find_files",
    "load_article",
    "load_corpus",
    "read_bytes",
]
