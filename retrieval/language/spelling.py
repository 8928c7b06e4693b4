"""Correction of one slip of the finger in an unknown word. The only door to symspellpy."""

from __future__ import annotations

from collections.abc import Mapping

from symspellpy import SymSpell, Verbosity

# Shorter words have too many neighbours at one slip's distance.
SHORTEST = 5


class Speller:
    """Knows words with their counts and finds the commonest within one slip."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        """Take the known words (folded keys) with their counts."""
        self._symspell = SymSpell(max_dictionary_edit_distance=1, prefix_length=7)
        for word, count in counts.items():
            if len(word) >= SHORTEST - 1:
                self._symspell.create_dictionary_entry(word, max(count, 1))

    def correct(self, word: str) -> str | None:
        """Return the commonest known word at optimal string alignment distance 1, or None.

        >>> Speller({"karsali": 1, "kargali": 5}).correct("kagali")
        'kargali'
        """
        if len(word) < SHORTEST:
            return None
        found = self._symspell.lookup(word, Verbosity.TOP, max_edit_distance=1)
        return str(found[0].term) if found else None
