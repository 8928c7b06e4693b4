"""Where a sentence tells a cause or an aim."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cause:
    """The words[start:stop] that tell why; `how` names the rule, `of_before`: of what the sentence before tells."""

    start: int
    stop: int
    fit: float
    how: str
    of_before: bool = False
