"""Arrows point one way, chat -> answering -> retrieval -> language, and each library has one door."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
PACKAGES = ("bot", "retrieval")

# A module's layer is that of the longest prefix that fits it. It may import its own layer and those below.
LAYERS = (
    ("retrieval.language",),
    ("retrieval",),
    ("bot.settings",),
    ("bot.answering",),
    ("bot.opening", "bot.session", "bot.examples", "bot.explaining", "bot.jsonlines"),
    ("bot.chat",),
    ("bot",),
)

# library -> the only modules (or packages) that may import it, with its oddities explained behind that door
DOORS: dict[str, tuple[str, ...]] = {
    "rank_bm25": ("retrieval.ranker",),
    "numpy": ("retrieval.ranker",),
    "sqlite_utils": ("retrieval.store",),
    "sqlite3": ("retrieval.store",),
    "trafilatura": ("retrieval.loading.html",),
    "markdown_it": ("retrieval.loading.markdown",),
    "frontmatter": ("retrieval.loading.markdown",),
    "yaml": ("retrieval.loading.markdown",),  # the errors of frontmatter's parser
    "symspellpy": ("retrieval.language.spelling",),
    "pycrfsuite": ("retrieval.language.names",),
    "dotenv": ("bot.settings",),
    "telegram": ("bot.chat.telegram",),
    "aiohttp": ("bot.chat.telegram",),
    "matplotlib": ("bot.chat.telegram.picture",),
}


def module_name(path: Path) -> str:
    parts = path.relative_to(PROJECT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {
    module_name(path): path for package in PACKAGES for path in sorted((PROJECT / package).rglob("*.py"))
}


def imported(path: Path) -> Iterator[str]:
    """Full names of everything a file imports, wherever in the file."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute here"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def lies_in(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def layer_of(name: str) -> int:
    fitting = [
        (len(prefix), height)
        for height, prefixes in enumerate(LAYERS)
        for prefix in prefixes
        if lies_in(name, prefix)
    ]
    return max(fitting)[1]


def broken_layers(module: str, imports: list[str]) -> list[str]:
    ours = [name for name in imports if name.split(".")[0] in PACKAGES]
    return [name for name in ours if layer_of(name) > layer_of(module)]


def closed_doors(module: str, imports: list[str]) -> list[str]:
    return [
        name
        for name in imports
        for library, doors in DOORS.items()
        if lies_in(name, library) and not any(lies_in(module, door) for door in doors)
    ]


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_downwards_only(module: str) -> None:
    assert broken_layers(module, list(imported(MODULES[module]))) == []


@pytest.mark.parametrize("module", MODULES)
def test_a_library_is_known_behind_its_door_only(module: str) -> None:
    assert closed_doors(module, list(imported(MODULES[module]))) == []


def test_every_library_has_a_door() -> None:
    known = {*sys.stdlib_module_names, *PACKAGES, *DOORS}
    strangers = {
        (module, name)
        for module, path in MODULES.items()
        for name in imported(path)
        if name.split(".")[0] not in known
    }
    assert strangers == set()


def test_every_door_is_used() -> None:
    roots = {name.split(".")[0] for path in MODULES.values() for name in imported(path)}
    assert set(DOORS) <= roots


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("retrieval.language.stemming", "retrieval.store.Store"),
        ("retrieval.index", "bot.answering.reply.Reply"),
        ("bot.answering.wording", "bot.chat.terminal.chat_in_terminal"),
        ("bot.answering.answerer", "bot.opening.Opened"),
        ("bot.chat.terminal", "bot.cli.main"),
    ],
)
def test_an_arrow_upwards_is_seen(module: str, name: str) -> None:
    assert broken_layers(module, [name]) == [name]


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("bot.answering.answerer", "sqlite_utils.Database"),
        ("bot.chat.terminal", "telegram.Bot"),
        ("retrieval.index", "numpy"),
    ],
)
def test_a_library_past_its_door_is_seen(module: str, name: str) -> None:
    assert closed_doors(module, [name]) == [name]


# Where Kazakh letters in Python are the matter itself: rules over letters and endings.
RULES = ("retrieval", "bot.answering")


def kazakh_texts(path: Path) -> list[str]:
    """String constants with Cyrillic letters, docstrings aside."""
    tree = ast.parse(path.read_text("utf-8"))
    notes = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in notes
        and any("\u0400" <= letter <= "\u04ff" for letter in node.value)
    ]


@pytest.mark.parametrize("module", [name for name in MODULES if not name.startswith(RULES)])
def test_what_the_bot_says_is_data(module: str) -> None:
    assert set(kazakh_texts(MODULES[module])) <= WORDS_IN_CODE.get(module, set())


# Words that are part of a rule and not said to anybody but through it, each with its reason.
WORDS_IN_CODE = {
    "bot.examples": {"қанша", "бар", " кім?"},  # questions made from sentences, not sentences of the bot
    "bot.settings": {"ұйым"},  # the default of ORG_NAME
}
