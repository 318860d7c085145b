"""Sums over units of one's own under several processes: the problems, and how this package runs them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Any

import numpy as np
from numpy import ndarray

from numerics.batches import Listed
from numerics.descent import simulate
from numerics.losses import Huber
from numerics.models.per_unit import PerUnit
from numerics.updates import HeavyBall, WeightDecay

__all__ = ["UNITS", "UnitsProblem", "ours", "reference", "units_problems"]

Unit = Callable[..., tuple[Any, tuple[Any, ...]]]
"""From an array module, the weights of units and an input x to φ and ∂φ."""


def _square(xp: Any, u: Any, v: Any, x: Any) -> tuple[Any, tuple[Any, ...]]:
    return v * u * u, (2 * u * v, u * u)


def _product(xp: Any, u: Any, v: Any, w: Any, x: Any) -> tuple[Any, tuple[Any, ...]]:
    return w * v * u, (w * v, w * u, v * u)


def _tanh(xp: Any, u: Any, v: Any, x: Any) -> tuple[Any, tuple[Any, ...]]:
    t = xp.tanh(u)
    return v * t, (v * (1 - t * t), t)


def _leaky(xp: Any, u: Any, v: Any, x: Any) -> tuple[Any, tuple[Any, ...]]:
    z = u * x
    gate = xp.where(z >= 0, 1.0, 0.5)
    return v * (gate * z), (gate * v * x, gate * z)


UNITS: dict[str, tuple[int, Unit]] = {"v·u²": (2, _square), "w·v·u": (3, _product), "v·tanh u": (2, _tanh), "leaky": (2, _leaky)}
"""Number of weights of a unit, and what it does."""


@dataclass(frozen=True)
class UnitsProblem:
    """B nets f_a = s Σ_i φ(p_i, x_a): p as (B, n) for each weight of a unit, x and targets (D,), rates (B,).

    The step is m' = βm − η∇L, p' = (1 − ημ)p + m', the loss squared, or Huber's where there is a δ; L = mean over the data, or
    over ``rows[t]`` in step t.
    """

    unit: str
    weights: tuple[ndarray, ...]
    inputs: ndarray
    targets: ndarray
    rates: ndarray
    steps: int
    scale: float
    momentum: float = 0.0
    decay: float = 0.0
    delta: float | None = None
    rows: tuple[tuple[int, ...], ...] | None = None

    @property
    def shares(self) -> ndarray:
        """What the slope of each datum is multiplied with in each step, (S + 1, D); the last row is not used."""
        count = len(self.inputs)
        table = np.full((self.steps + 1, count), 1 / count)
        for row, chosen in zip(table, self.rows or (), strict=False):
            row[:] = 0
            row[list(chosen)] = 1 / len(chosen)
        return table


@dataclass(frozen=True, eq=False)
class _Model:
    """The sum over units as a model; weights are the units' one after another."""

    problem: UnitsProblem

    @property
    def weight_count(self) -> int:
        return len(self.problem.weights) * self.problem.weights[0].shape[1]

    @property
    def data_count(self) -> int:
        return len(self.problem.inputs)

    def _unit(self, weights: ndarray) -> tuple[ndarray, ndarray]:
        """φ (B, D, n) and ∂φ (B, D, n, K)."""
        size, unit = UNITS[self.problem.unit]
        units = weights.reshape(len(weights), 1, -1, size)
        value, slopes = unit(np, *(units[..., k] for k in range(size)), self.problem.inputs[:, None])
        shape = (len(weights), self.data_count, units.shape[2])
        return np.broadcast_to(value, shape), np.stack([np.broadcast_to(slope, shape) for slope in slopes], axis=3)

    def outputs(self, weights: ndarray) -> ndarray:
        return self._unit(weights)[0].sum(axis=2) * self.problem.scale

    def jacobian(self, weights: ndarray) -> ndarray:
        return self._unit(weights)[1].reshape(len(weights), self.data_count, -1) * self.problem.scale

    def pullback(self, weights: ndarray, cotangents: ndarray) -> ndarray:
        return np.matmul(cotangents[:, None], self.jacobian(weights))[:, 0]

    def tangent_gram(self, weights: ndarray) -> ndarray:
        rows = self.jacobian(weights)
        return np.matmul(rows, rows.swapaxes(1, 2))

    def on_rows(self, rows: ndarray) -> _Model:
        return _Model(replace(self.problem, inputs=self.problem.inputs[rows], targets=self.problem.targets[rows]))

    def per_unit(self) -> PerUnit:
        size, unit = UNITS[self.problem.unit]

        def part(number: int, weights: Sequence[Any], inputs: Sequence[Any]) -> Any:
            return unit(np, *weights, inputs[0])[number]

        places, width = tuple((k, size) for k in range(size)), self.problem.weights[0].shape[1]
        return PerUnit(width, places, self.problem.inputs[:, None], partial(part, 0), partial(part, 1), self.problem.scale)


# The rivals get their tables of batches before they are timed.
_listed = cache(Listed)


def _run(problem: UnitsProblem, engine: str) -> dict[str, ndarray]:
    weights = np.stack(problem.weights, axis=2).reshape(len(problem.rates), -1)
    update: Any = partial(HeavyBall, momentum=problem.momentum) if problem.momentum else None
    update = partial(WeightDecay, decay=problem.decay) if problem.decay else update
    runs = simulate(
        _Model(problem),
        weights,
        problem.targets,
        problem.rates,
        problem.steps,
        update=update,
        loss=Huber(problem.delta) if problem.delta else None,
        batches=_listed(problem.rows) if problem.rows else None,
        ntk_every=1 if len(problem.inputs) == 1 else None,
        keep_outputs=False,
        engine=engine,
    )
    recorded = {"loss": runs.loss, "weight_norm": runs.weight_norm}
    return recorded | ({"ntk": runs.ntk} if len(problem.inputs) == 1 else {})


def ours(problem: UnitsProblem) -> dict[str, ndarray]:
    """The problem on the compiled engine."""
    return _run(problem, "compiled")


def reference(problem: UnitsProblem) -> dict[str, ndarray]:
    """The problem on the reference engine."""
    return _run(problem, "numpy")


def units_problems(batch: int = 1024, width: int = 256, steps: int = 400) -> dict[str, UnitsProblem]:
    """By name: three units of one's own, one of them with momentum, and the leaky net under four processes."""
    rng = np.random.default_rng(width)

    def made(unit: str, data: int = 1, **process: Any) -> UnitsProblem:
        weights = tuple(rng.standard_normal((batch, width)) for _ in range(UNITS[unit][0]))
        inputs = np.ones(1) if data == 1 else rng.standard_normal(data)
        start = UnitsProblem(unit, weights, inputs, np.full(data, 0.5), np.ones(batch), steps, width**-0.5, **process)
        flat = np.stack(weights, axis=2).reshape(batch, -1)
        top = np.linalg.eigvalsh(_Model(start).tangent_gram(flat))[:, -1] / data
        # Slow enough that no trajectory has come to rest when the steps are over.
        return replace(start, rates=np.linspace(0.002, 0.02, batch) / top)

    rows = tuple(tuple(sorted(rng.choice(4, 2, replace=False).tolist())) for _ in range(steps))
    return {
        "W6 v·u²": made("v·u²"),
        "W6 w·v·u": made("w·v·u"),
        "W6 v·tanh u": made("v·tanh u"),
        "W6 v·u², heavy ball": made("v·u²", momentum=0.5),
        "W7 leaky": made("leaky"),
        "W7 leaky, heavy ball": made("leaky", momentum=0.5),
        "W7 leaky, decay": made("leaky", decay=0.1),
        "W7 leaky, Huber": made("leaky", delta=0.1),
        "W7 leaky, batches": made("leaky", data=4, rows=rows),
    }
