"""Linear models small enough to read: a listwise ranker and a logistic model, fitted by L-BFGS.

Both minimise  loss + sum(strength * (weight - prior)**2) / 2 : weights stay where the prior put them unless
the examples say otherwise, and a feature of larger `strength` needs more examples to move.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]
Loss = Callable[[Vector], tuple[float, Vector]]

_MEMORY = 10
_STEPS = 300
_TOLERANCE = 1e-6


def names_of(rows: Iterable[Mapping[str, float]]) -> tuple[str, ...]:
    """All features that occur, in alphabetical order."""
    return tuple(sorted({name for row in rows for name in row}))


def matrix(rows: Sequence[Mapping[str, float]], names: Sequence[str]) -> Vector:
    """Rows of features as an array [row, feature]; a feature a row lacks is 0."""
    column = {name: at for at, name in enumerate(names)}
    out = np.zeros((len(rows), len(names)))
    for at, row in enumerate(rows):
        for name, value in row.items():
            if name in column:
                out[at, column[name]] = value
    return out


@dataclass(frozen=True, eq=False)
class Groups:
    """Candidates of many questions in one array: candidates[starts[q]:starts[q+1]] belong to question q."""

    features: Vector  # [candidate, feature]
    worth: Vector  # [candidate]: 1 right, 0 wrong, between: partly right
    starts: NDArray[np.int64]  # [question], ascending, the first is 0

    @property
    def question(self) -> NDArray[np.int64]:
        """[candidate] -> its question."""
        sizes = np.diff(np.append(self.starts, len(self.worth)))
        return np.repeat(np.arange(len(self.starts)), sizes)


def gather(questions: Sequence[tuple[Vector, Vector]]) -> Groups:
    """Put questions' (features, worth) arrays one after another; each must have a candidate."""
    sizes = [len(worth) for _, worth in questions]
    starts = np.cumsum([0, *sizes[:-1]])
    return Groups(np.concatenate([f for f, _ in questions]), np.concatenate([w for _, w in questions]), starts)


def fit_listwise(groups: Groups, prior: Vector, strength: Vector, forgiving: float = 0.0) -> Vector:
    """Weights that give right candidates the largest share of a softmax over those of their question.

    `forgiving` between 0 and 1 cares less for questions that are hopeless by the weights so far (no word in common,
    an odd gold) and more for those that can be won: the generalised cross-entropy (1 - share**q) / q of Zhang and
    Sabuncu, 2018, from where the plain logarithm has led.
    """
    question = groups.question
    with np.errstate(divide="ignore"):
        log_worth = np.log(groups.worth)

    def loss_of(q: float) -> Loss:
        def loss(weights: Vector) -> tuple[float, Vector]:
            scores = groups.features @ weights
            everything, all_shares = _log_sum(scores, groups.starts, question)
            rightness, right_shares = _log_sum(scores + log_worth, groups.starts, question)
            trust = np.exp(q * (rightness - everything))
            losses = (1.0 - trust) / q if q else everything - rightness
            gradient = groups.features.T @ ((all_shares - right_shares) * trust[question])
            away = weights - prior
            return float(losses.sum() + 0.5 * (strength * away * away).sum()), gradient + strength * away

        return loss

    weights = minimise(loss_of(0.0), prior)
    return minimise(loss_of(forgiving), weights) if forgiving else weights


def _log_sum(scores: Vector, starts: NDArray[np.int64], question: NDArray[np.int64]) -> tuple[Vector, Vector]:
    """[question] log of summed exponentials, and [candidate] shares in that sum."""
    top = np.maximum.reduceat(scores, starts)
    exponentials = np.exp(scores - top[question])
    sums = np.add.reduceat(exponentials, starts)
    return np.log(sums) + top, exponentials / sums[question]


def fit_logistic(features: Vector, right: Vector, prior: Vector, strength: Vector) -> Vector:
    """Weights of a logistic model for right (1) and wrong (0) rows."""

    def loss(weights: Vector) -> tuple[float, Vector]:
        scores = features @ weights
        probability = logistic(scores)
        value = np.logaddexp(0.0, scores).sum() - right @ scores
        away = weights - prior
        return float(value + 0.5 * (strength * away * away).sum()), features.T @ (probability - right) + strength * away

    return minimise(loss, prior)


def logistic(scores: Vector) -> Vector:
    """Probabilities of scores."""
    return np.asarray(1 / (1 + np.exp(-np.clip(scores, -60, 60))))


def minimise(loss: Loss, start: Vector) -> Vector:
    """L-BFGS with a backtracking line search (Nocedal & Wright, Numerical Optimization, algorithm 7.4)."""
    weights = start.copy()
    value, gradient = loss(weights)
    memory: deque[tuple[Vector, Vector]] = deque(maxlen=_MEMORY)
    for _ in range(_STEPS):
        direction = -_scaled(gradient, memory)
        slope = float(gradient @ direction)
        step, moved = 1.0 if memory else min(1.0, 1.0 / float(np.abs(gradient).sum() + 1e-12)), weights
        new_value, new_gradient = value, gradient
        while step > 1e-10:
            moved = weights + step * direction
            new_value, new_gradient = loss(moved)
            if new_value <= value + 1e-4 * step * slope:
                break
            step /= 2
        else:
            break
        change, bend = moved - weights, new_gradient - gradient
        if float(change @ bend) > 1e-12:
            memory.append((change, bend))
        done = value - new_value < _TOLERANCE * max(1.0, abs(value))
        weights, value, gradient = moved, new_value, new_gradient
        if done:
            break
    return weights


def _scaled(gradient: Vector, memory: deque[tuple[Vector, Vector]]) -> Vector:
    """The gradient times the inverse curvature that the last steps have shown (two-loop recursion)."""
    direction, shares = gradient.copy(), []
    for change, bend in reversed(memory):
        share = float(change @ direction) / float(change @ bend)
        direction -= share * bend
        shares.append(share)
    if memory:
        change, bend = memory[-1]
        direction *= float(change @ bend) / float(bend @ bend)
    for (change, bend), share in zip(memory, reversed(shares), strict=True):
        direction += (share - float(bend @ direction) / float(change @ bend)) * change
    return direction


def auroc(scores: Vector, right: Vector) -> float:
    """Chance that a right row scores above a wrong one (ties count half); nan without both kinds."""
    good, bad = scores[right > 0.5], scores[right <= 0.5]
    if not len(good) or not len(bad):
        return float("nan")
    return float(((good[:, None] > bad).sum() + 0.5 * (good[:, None] == bad).sum()) / (len(good) * len(bad)))
