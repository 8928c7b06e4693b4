"""The files of a corpus folder: which can be articles, and their text, or the reason against."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from retrieval.loading.document import Document
from retrieval.loading.html import read_html
from retrieval.loading.markdown import read_markdown
from retrieval.loading.plain import read_plain

Reader = Callable[[str], Document]

# A new format is one line here and one module beside this one.
# Where two files share a stem, the one of the earlier kind is read.
READERS: Mapping[str, Reader] = MappingProxyType(
    {
        ".md": read_markdown,
        ".markdown": read_markdown,
        ".html": read_html,
        ".htm": read_html,
        ".txt": read_plain,
    }
)
LARGEST_FILE = 5_000_000  # bytes; a long article has 50,000

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_BINARY = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\xd0\xcf\x11\xe0",
    b"{\\rtf",
    b"\x1f\x8b",
)
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was not loaded, and one sentence on why and what to do."""

    file: str
    reason: str


class LoadingError(Exception):
    """The corpus folder itself cannot be read; the message is one sentence of advice."""


class BadFileError(Exception):
    """A file cannot become an article; the message is the reason with advice."""


def find_files(folder: Path) -> tuple[tuple[Path, ...], tuple[Skipped, ...]]:
    """The article files right in the folder in the order of their names, and what stands beside them.

    Hidden files are passed over in silence, everything else that is not read is told.
    Raises LoadingError when the folder is missing or closed.
    """
    try:
        entries = sorted(entry for entry in folder.iterdir() if not entry.name.startswith((".", "~$")))
    except FileNotFoundError:
        raise LoadingError(
            f"The corpus folder {folder} does not exist; create it or name another one."
        ) from None
    except NotADirectoryError:
        raise LoadingError(f"{folder} is a file; name the folder that holds the articles.") from None
    except OSError as error:
        raise LoadingError(
            f"The corpus folder {folder} cannot be read ({error.strerror}); check its rights."
        ) from None
    files: dict[str, Path] = {}
    skipped: list[Skipped] = []
    for entry in sorted(entries, key=lambda entry: (_preference(entry), entry.name)):
        reason = _not_an_article(entry, files)
        if reason:
            skipped.append(Skipped(_printable(entry.name), reason))
        elif entry.is_file() or entry.is_symlink():
            files[_stem_key(entry)] = entry
    return tuple(sorted(files.values())), tuple(sorted(skipped, key=lambda skip: skip.file))


def read_bytes(path: Path) -> bytes:
    """The bytes of a file; BadFileError when it is too large (then it is not read) or cannot be opened."""
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            limit = LARGEST_FILE // 1_000_000
            raise BadFileError(
                f"it has {size / 1e6:.0f} MB, articles may have {limit} MB; split it into articles."
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise BadFileError(
            "it points to a file that is not there; put the file back or delete the link."
        ) from None
    except OSError as error:
        raise BadFileError(f"it cannot be opened ({error.strerror}); check the file's rights.") from None


def decode(data: bytes, *, is_page: bool = False) -> str:
    """The text of a file in UTF-8, in UTF-16 with its mark, or in the charset that a page declares.

    Nothing is guessed: Windows-1251 and its Kazakh sister KZ-1048 differ just in the Kazakh letters.
    Raises BadFileError for everything else.
    """
    if not data.strip():
        raise BadFileError("it is empty; write the article into it or delete it.")
    encoding = next((name for mark, name in _BOMS if data.startswith(mark)), "utf-8")
    if encoding != "utf-16" and (data.startswith(_BINARY) or b"\x00" in data):
        raise BadFileError("it is not a text but a binary file; save the article as plain text in UTF-8.")
    declared = _CHARSET.search(data[:2048]) if is_page else None
    try:
        text = data.decode(declared[1].decode("ascii") if declared and encoding == "utf-8" else encoding)
    except LookupError:
        text = _decode_utf8(data)
    except UnicodeDecodeError as error:
        raise BadFileError(_encoding_advice(data, error)) from None
    if len(_CONTROL.findall(text)) > len(text) / 100:
        raise BadFileError("it is not a text but a binary file; save the article as plain text in UTF-8.")
    return text


def _decode_utf8(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadFileError(_encoding_advice(data, error)) from None


def _encoding_advice(data: bytes, error: UnicodeDecodeError) -> str:
    if error.reason == "unexpected end of data" and error.start >= len(data) - 4:
        return "it ends in the middle of a letter, so its end is missing; copy it here again."
    return "it is not in UTF-8 (perhaps in Windows-1251); open it in an editor and save it as UTF-8."


def _not_an_article(entry: Path, files: Mapping[str, Path]) -> str:
    """Why a file is not read, "" when it is to be read or needs no word."""
    if entry.is_dir():
        return _about_folder(entry)
    if _printable(entry.name) != entry.name:
        return "its name is not valid UTF-8; rename it."
    if entry.suffix.lower() not in READERS:
        kinds = ", ".join(READERS)
        return f"files of this kind are not read ({kinds} are); save it as one of them or move it elsewhere."
    twin = files.get(_stem_key(entry))
    return (
        f"{twin.name} has the same name but for its ending; rename or delete one of the two." if twin else ""
    )


def _about_folder(folder: Path) -> str:
    """A folder of pictures beside the articles needs no word, one that holds articles does."""
    try:
        holds_articles = any(entry.suffix.lower() in READERS for entry in folder.iterdir())
    except OSError:
        holds_articles = True
    return "it is a folder and is not looked into; move its articles one level up." if holds_articles else ""


def _preference(entry: Path) -> int:
    return list(READERS).index(entry.suffix.lower()) if entry.suffix.lower() in READERS else len(READERS)


def _stem_key(path: Path) -> str:
    return unicodedata.normalize("NFC", path.stem)


def _printable(name: str) -> str:
    """A file name that can be printed and stored, bytes that are no letters shown as «?»."""
    return name.encode("utf-8", errors="replace").decode("utf-8")
