"""Which folded stems are of one root."""

from __future__ import annotations

import pytest

from retrieval.language.derivation import KIN, SAME_WORD, kinship
from retrieval.language.folding import fold

ROWS = """
салынды      салу            form
құрылған     құрды           form
өткізілді    өтті            form      # the doubled letter folded to one
айтты        айтқан          form
жиналды      жиналмады       form
төленеді     төлемеген       form
көмек        көмектесті      made
жұмыс        жұмысшы         made
штат         штаттық         made
дзюдодан     дзюдоға         form      # two cases of a noun no list knows
йога         йогаға          form
дзюдодан     дзюдошы         made
жарыс        жарық           strangers
бал          бала            strangers
жас          жасады          strangers
база         базар           strangers
алма         алматы          strangers  # -ты only after к, п, с, т, ш
"""
CASES = [line.partition("#")[0].split() for line in ROWS.splitlines() if line]
WORTH = {"form": SAME_WORD, "made": KIN, "strangers": 0.0}


@pytest.mark.parametrize(("one", "other", "expected"), CASES)
def test_kin_are_told_from_strangers(one: str, other: str, expected: str) -> None:
    assert kinship(fold(one), fold(other)) == kinship(fold(other), fold(one)) == WORTH[expected]
