"""What only a training process has: velocities, slopes of the loss, where the gradient is taken, the rate of a step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy import ndarray

from checks.instances.instance import Extra, Point
from checks.instances.training import Scheduled
from numerics.driver import Iterate
from numerics.updates import State

__all__ = ["PROCESS"]


def _here(at: Point) -> Iterate:
    if at.here is None:
        raise TypeError("plain gradient descent remembers nothing")
    return at.here


class _Asked:
    """The gradient of a step, which notes where it is asked for."""

    def __init__(self, gradient: Any) -> None:
        self._gradient, self.model, self.coefficient = gradient, gradient.model, gradient.coefficient
        self.weights: ndarray | None = None

    def __call__(self, weights: ndarray, factor: Any = 1) -> ndarray:
        self.weights = weights
        found: ndarray = self._gradient(weights, factor)
        return found

    def loss(self, weights: ndarray) -> ndarray:
        found: ndarray = self._gradient.loss(weights)
        return found


def _asked(at: Point) -> _Asked:
    here = _here(at)
    asked = _Asked(here.gradient)
    here.process.update.step(here.state, asked)
    return asked


def _rate(at: Point) -> ndarray:
    here = _here(at)
    assert isinstance(here.process, Scheduled)  # as `checks.instances.process` makes them
    rate = np.asarray(here.process.rates(here.state, here.gradient))
    found: ndarray = np.broadcast_to(rate[:, 0] if rate.ndim == 2 else rate, (len(at.weights),))
    return found


def _velocity(at: Point) -> ndarray:
    memory = _here(at).state.memory
    return memory[0] if memory else at.weights * 0


def _dot(left: ndarray, right: ndarray) -> ndarray:
    total: ndarray = (left * right).sum(axis=1)
    return total


def _length(vectors: ndarray) -> ndarray:
    """|v| as a float, (B,): a size, never a value."""
    rough = np.asarray(vectors, dtype=float)
    return np.asarray(np.sqrt((rough * rough).sum(axis=1)))


def _slopes(at: Point) -> ndarray:
    here = _here(at)
    slopes: ndarray = here.process.loss.slope(at.outputs, here.targets)
    return slopes


def _ahead(at: Point) -> Point:
    """The same at the weights where the rule takes its gradient."""
    here, asked = _here(at), at.once(_asked).weights
    if asked is None:
        raise TypeError("the update rule asked for no gradient")
    moved = Iterate(here.process, State(asked, here.state.memory, here.state.step, here.state.rows))
    return Point(at.model, asked, at.targets, at.rates, moved)


def _pull(at: Point) -> ndarray:
    """∇L on all data, (B, P)."""
    pulled: ndarray = at.model.pullback(at.weights, at.once(_slopes)) / at.model.data_count
    return pulled


def _along(at: Point) -> ndarray:
    """∇f·m on the first datum, (B,)."""
    like = at.outputs * 0
    like[:, 0] = like[:, 0] + 1
    return _dot(at.model.pullback(at.weights, like), at.once(_velocity))


def _mean(products: ndarray) -> ndarray:
    mean: ndarray = products.sum(axis=1) / products.shape[1]
    return mean


def _on_batch(at: Point) -> ndarray:
    """Σ p_a r_a² with the weights p_a of the data in the batch of the step, (B,)."""
    here, squares = _here(at), at.residuals * at.residuals
    shares = here.process.batches.at(here.state.step, squares.shape[1]).shares
    return _mean(squares) if shares is None else (squares * shares).sum(axis=1)


_THERE: dict[str, Extra] = {
    "slope": lambda at: at.once(_slopes)[:, 0],
    "slope_f": lambda at: _mean(at.once(_slopes) * at.outputs),
    "slope_kernel": lambda at: _dot(at.once(_pull), at.once(_pull)),
    "slope_velocity": lambda at: _dot(at.once(_pull), at.once(_velocity)),
}
"""What is measured at the weights, and where the gradient is taken as well."""


def _root_kernel(at: Point) -> ndarray:
    """|∇f_a| as floats, (B, D)."""
    return np.sqrt(np.asarray(np.diagonal(at.gram, axis1=1, axis2=2), dtype=float))


def _heights(at: Point) -> tuple[ndarray, ndarray]:
    """Sizes of the terms of f_a and of ℓ'_a, (B, D): a slope is no larger than the residual, or than 1."""
    outputs = at.once(_root_kernel) * _length(at.weights)[:, None] + abs(np.asarray(at.outputs, dtype=float))
    slopes = abs(np.asarray(at.once(_slopes), dtype=float))
    return outputs, np.maximum(slopes, outputs + abs(np.asarray(at.targets, dtype=float)))


def _pull_size(at: Point) -> ndarray:
    return _mean(at.once(_root_kernel) * at.once(_heights)[1])


_SIZES: dict[str, Extra] = {
    "slope__size": lambda at: at.once(_heights)[1][:, 0],
    "slope_f__size": lambda at: _mean(at.once(_heights)[0] * at.once(_heights)[1]),
    "slope_kernel__size": lambda at: at.once(_pull_size) ** 2,
    "slope_velocity__size": lambda at: at.once(_pull_size) * _length(at.once(_velocity)),
}


def _at_ahead(measure: Extra) -> Callable[[Point], ndarray]:
    return lambda at: measure(at.once(_ahead))


PROCESS: dict[str, Extra] = {
    **_THERE,
    **_SIZES,
    **{f"{name}_ahead": _at_ahead(measure) for name, measure in _THERE.items()},
    **{f"{name.removesuffix('__size')}_ahead__size": _at_ahead(measure) for name, measure in _SIZES.items()},
    "f_ahead": lambda at: at.once(_ahead).outputs[:, 0],
    "f_ahead__size": lambda at: at.once(_ahead).once(_heights)[0][:, 0],
    "velocity2": lambda at: _dot(at.once(_velocity), at.once(_velocity)),
    "theta_velocity": lambda at: _dot(at.weights, at.once(_velocity)),
    "theta_velocity__size": lambda at: _length(at.weights) * _length(at.once(_velocity)),
    "f_velocity": _along,
    "f_velocity__size": lambda at: at.once(_root_kernel)[:, 0] * _length(at.once(_velocity)),
    "eta_t": _rate,
    "r2_batch": _on_batch,
}
"""Observables of a process, beside those of the model at its weights, and the sizes of what is added up in them."""
