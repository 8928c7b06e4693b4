"""The small learner finds what it is shown and stays at its prior where it is shown nothing."""

from __future__ import annotations

import numpy as np
import pytest

from bench.linear import auroc, fit_listwise, fit_logistic, gather, logistic

# Three candidates a question; the first feature marks the right one, the second is noise, the third never varies.
QUESTIONS = [
    (np.array([[1.0, 0.2, 0.0], [0.0, 0.9, 0.0], [0.0, 0.1, 0.0]]), np.array([1.0, 0.0, 0.0])),
    (np.array([[0.0, 0.3, 0.0], [1.0, 0.1, 0.0], [0.0, 0.8, 0.0]]), np.array([0.0, 1.0, 0.0])),
]
PRIOR = np.array([0.0, 0.0, 0.7])


def test_listwise_weights_put_the_right_candidate_first() -> None:
    weights = fit_listwise(gather(QUESTIONS), PRIOR, np.full(3, 0.1))
    assert all((features @ weights).argmax() == worth.argmax() for features, worth in QUESTIONS)
    assert weights[2] == pytest.approx(PRIOR[2])


def test_a_hopeless_question_is_forgiven() -> None:
    """Eight questions go by the feature, one, strongly, against it: forgiven, it moves the weight less."""
    odd = (np.array([[4.0, 0.0, 0.0], [0.0, 0.0, 0.0]]), np.array([0.0, 1.0]))
    plain, forgiving = (fit_listwise(gather([*QUESTIONS * 4, odd]), PRIOR, np.full(3, 0.1), q)[0] for q in (0.0, 0.7))
    assert forgiving > plain


def test_a_strong_prior_is_not_moved() -> None:
    weights = fit_listwise(gather(QUESTIONS), PRIOR, np.full(3, 1e6))
    assert weights == pytest.approx(PRIOR, abs=1e-3)


def test_logistic_probabilities_follow_the_shares() -> None:
    right = np.array([1.0] * 30 + [0.0] * 10)
    bias = fit_logistic(np.ones((40, 1)), right, np.zeros(1), np.full(1, 1e-9))
    assert logistic(bias)[0] == pytest.approx(0.75, abs=1e-3)


@pytest.mark.parametrize(
    ("scores", "right", "area"),
    [([0.9, 0.8, 0.1], [1, 1, 0], 1.0), ([0.1, 0.9], [1, 0], 0.0), ([0.5, 0.5], [1, 0], 0.5)],
)
def test_auroc(scores: list[float], right: list[int], area: float) -> None:
    assert auroc(np.array(scores), np.array(right, float)) == area
