"""Choices and chances: a conditional logit, and a logistic regression, both with a penalty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Bound = tuple[float | None, float | None]
    Array = np.ndarray[Any, np.dtype[np.float64]]


FREE: Bound = (None, None)
SAME = 1e-6  # a value that spreads less is the same in all rows, and says nothing


class Choices:
    """Alternatives in groups, of which some are right: a conditional logit (McFadden 1974) over sparse features."""

    def __init__(self, groups: Sequence[tuple[Sequence[dict[str, float]], Array]]) -> None:
        self.names = sorted({name for rows, _ in groups for row in rows for name in row})
        place = {name: number for number, name in enumerate(self.names)}
        self.sizes = np.array([len(rows) for rows, _ in groups])
        self.starts = np.concatenate([[0], np.cumsum(self.sizes)[:-1]])
        self.owner = np.repeat(np.arange(len(groups)), self.sizes)
        every = [row for rows, _ in groups for row in rows]
        pointer = np.concatenate([[0], np.cumsum([len(row) for row in every])])
        columns = np.fromiter((place[name] for row in every for name in row), dtype=np.int64)
        values = np.fromiter((value for row in every for value in row.values()), dtype=float)
        self.values = sparse.csr_matrix((values, columns, pointer), (len(every), len(self.names)))
        self.right = np.concatenate([right for _, right in groups])

    def fit(self, penalty: float, *, standardised: bool) -> dict[str, float]:
        """Give the weights of the largest penalised likelihood."""
        spread = np.ones(len(self.names))
        if standardised:
            centre = np.asarray(self.values.mean(0)).ravel()
            square = np.asarray(self.values.multiply(self.values).mean(0)).ravel()
            spread = np.sqrt(np.maximum(square - centre * centre, 0)) + 1e-9
        values = self.values @ sparse.diags(1 / spread)

        def loss(weights: Array) -> tuple[float, Array]:
            scores = values @ weights
            lifted = np.exp(scores - np.maximum.reduceat(scores, self.starts)[self.owner])
            total = np.add.reduceat(lifted, self.starts)
            good = np.add.reduceat(lifted * self.right, self.starts) + 1e-12
            slope = lifted / total[self.owner] - lifted * self.right / good[self.owner]
            value = -(np.log(good) - np.log(total)).sum() + penalty * (weights @ weights) / 2
            return float(value), values.T @ slope + penalty * weights

        return dict(zip(self.names, (minimum(loss, len(self.names)) / spread).tolist(), strict=True))


def minimum(loss: Callable[[Array], tuple[float, Array]], size: int, bounds: Sequence[Bound] | None = None) -> Array:
    """Give the place of the least loss, within the bounds of each weight."""
    result = minimize(loss, np.zeros(size), jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 300})
    return np.asarray(result.x, dtype=float)


def logistic(
    values: Array, right: Array, counts: Array, penalty: float, bounds: Sequence[Bound] | None = None
) -> Array:
    """Fit a logistic regression over rows that count so much each; gives the weights, the constant last."""
    values = np.hstack([values, np.ones((len(values), 1))])

    def loss(weights: Array) -> tuple[float, Array]:
        odds = values @ weights
        slope = values.T @ (counts * (1 / (1 + np.exp(-odds)) - right))
        value = (counts * (np.logaddexp(0, odds) - right * odds)).sum()
        return float(value + penalty * (weights[:-1] @ weights[:-1]) / 2), slope + penalty * np.append(weights[:-1], 0)

    return minimum(loss, values.shape[1], bounds and [*bounds, FREE])


def fit_chance(
    rows: Sequence[dict[str, float]], right: Array, counts: Array, penalty: float, bounds: Mapping[str, Bound]
) -> dict[str, float]:
    """Fit a logistic regression over named values, standardised, within their bounds; gives weights and `constant`."""
    names = sorted({name for row in rows for name in row})
    spread = np.array([[row[name] for name in names] for row in rows]).std(0)
    same = [name for name, each in zip(names, spread, strict=True) if each < SAME]
    names = [name for name in names if name not in same]
    values = np.array([[row[name] for name in names] for row in rows])
    spread = values.std(0)
    weights = logistic(values / spread, right, counts, penalty, [bounds.get(name, FREE) for name in names])
    found = dict(zip(names, (weights[:-1] / spread).tolist(), strict=True)) | {"constant": float(weights[-1])}
    return dict.fromkeys(same, 0.0) | {name: round(weight, 4) for name, weight in found.items()}
