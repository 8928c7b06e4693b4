"""Words one slip of the finger apart. The only door to symspellpy."""

from __future__ import annotations

from collections.abc import Mapping

from symspellpy import SymSpell, Verbosity
from symspellpy.editdistance import DistanceAlgorithm, EditDistance

SHORTEST = 4  # letters; shorter words are not asked for

_distance = EditDistance(DistanceAlgorithm.DAMERAU_OSA)


def one_slip(typed: str, meant: str) -> bool:
    """Whether two different words are one letter apart: one lost, added, changed, or two neighbours swapped.

    >>> one_slip("batau", "bastau"), one_slip("batau", "bulak"), one_slip("ata", "ana")
    (True, False, False)
    """
    return len(typed) >= SHORTEST and bool(_distance.compare(typed, meant, 1) == 1)


class Speller:
    """Knows words with their counts and finds the commonest within one slip."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        """Take the known words (folded keys) with their counts."""
        self._symspell = SymSpell(max_dictionary_edit_distance=1, prefix_length=7)
        for word, count in counts.items():
            if len(word) >= SHORTEST:
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
