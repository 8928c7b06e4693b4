"""The examples in the docstrings hold."""

from __future__ import annotations

import doctest
from importlib import import_module

import pytest

MODULES = (
    *("letters", "folding", "tokens", "harmony", "endings", "stemming", "romans", "spelling"),
    *("analyzer", "sentences", "numerals", "inflection", "derivation"),
)


@pytest.mark.parametrize("name", MODULES)
def test_examples_hold(name: str) -> None:
    result = doctest.testmod(import_module(f"retrieval.language.{name}"))
    assert result.failed == 0
    assert result.attempted > 0
