"""Counters of the running bot, and how Prometheus reads them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

BUCKETS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0)  # seconds


@dataclass(slots=True)
class Metrics:
    """What happened since the start. Used from the event loop only."""

    counts: Counter[str] = field(default_factory=Counter)
    answer_seconds: list[int] = field(default_factory=lambda: [0] * (len(BUCKETS) + 1))
    answer_sum: float = 0.0

    def count(self, name: str, by: int = 1) -> None:
        self.counts[name] += by

    def answered_in(self, seconds: float) -> None:
        """One question's time from its arrival to the reply's text, in seconds."""
        place = next((at for at, limit in enumerate(BUCKETS) if seconds <= limit), len(BUCKETS))
        self.answer_seconds[place] += 1
        self.answer_sum += seconds

    def page(self, gauges: dict[str, float]) -> str:
        """The text of /metrics; `gauges` are the values of this moment."""
        lines: list[str] = []
        for name, count in sorted(self.counts.items()):
            lines += [f"# TYPE derek_{name}_total counter", f"derek_{name}_total {count}"]
        for name, value in sorted(gauges.items()):
            lines += [f"# TYPE derek_{name} gauge", f"derek_{name} {value:g}"]
        lines.append("# TYPE derek_answer_seconds histogram")
        total = 0
        for limit, count in zip((*BUCKETS, float("inf")), self.answer_seconds, strict=True):
            total += count
            label = "+Inf" if limit == float("inf") else f"{limit:g}"
            lines.append(f'derek_answer_seconds_bucket{{le="{label}"}} {total}')
        lines += [f"derek_answer_seconds_sum {self.answer_sum:.6f}", f"derek_answer_seconds_count {total}"]
        return "\n".join(lines) + "\n"
