"""The rates of `numerics.training.control` as optax transformations, to be used inside compiled updates."""

from __future__ import annotations

from typing import Any

from numerics.adapters.optional import require
from numerics.training.control import Certified, Dial, Polyak
from numerics.training.rules import StepRule

__all__ = ["certified", "dial", "polyak"]


def _square(tree: Any) -> Any:
    jax = require("jax", "jax")
    return sum(jax.numpy.vdot(leaf, leaf).real for leaf in jax.tree.leaves(tree))


def _steps(updates: Any, rate: Any) -> Any:
    return require("jax", "jax").tree.map(lambda leaf: -rate * leaf, updates)


def _transformation(init: Any, update: Any) -> Any:
    return require("optax", "jax").GradientTransformationExtraArgs(init, update)


def dial(control: Dial, rule: StepRule | None = None) -> Any:
    """Gradient descent whose rate keeps η·λ at c; λ is given to each update as ``sharpness=``.

    Parameters
    ----------
    control
        The dial.
    rule
        What comes after it in a chain (`optax.trace`, say), momentum and decay; its rate does not count.

    Raises
    ------
    ImportError
        If optax is missing.
    """
    after = StepRule(0.0) if rule is None else rule
    numpy = require("jax.numpy", "jax")

    def update(updates: Any, state: Any, params: Any = None, *, sharpness: Any, **_: Any) -> tuple[Any, Any]:
        rate = numpy.minimum(control.c / 2 * after.edge / (sharpness + after.decay), control.largest)
        return _steps(updates, rate), state

    return _transformation(lambda params: (), update)


def certified(control: Certified, momentum: float = 0.0, decay: float = 0.0) -> Any:
    """Gradient descent or heavy ball at the certified rate: a whole update rule, with its velocity as state.

    Parameters
    ----------
    control
        Constant, degree and c.
    momentum, decay
        β and μ, not both.

    Raises
    ------
    ImportError
        If optax is missing.
    ValueError
        If momentum and decay are both given.
    """
    control.check(StepRule(0.0, momentum=momentum, decay=decay))
    jax = require("jax", "jax")

    def init(params: Any) -> Any:
        return jax.tree.map(jax.numpy.zeros_like, params)

    def update(updates: Any, velocity: Any, params: Any = None, **_: Any) -> tuple[Any, Any]:
        if params is None:
            raise ValueError("params must be given to update: the certified rate follows the weight norm")
        carried = jax.tree.map(lambda leaf: leaf / (1 - momentum), velocity)
        ahead = jax.tree.map(lambda leaf, part: leaf + momentum * part, params, carried)
        power = control.constant * (_square(ahead) + momentum * _square(carried)) ** (control.degree - 1)
        slowed = (1 - momentum) ** 2 / (1 + momentum) ** control.degree
        rate = control.c * slowed / (power + control.degree * decay)
        moved = jax.tree.map(lambda part, slope, leaf: momentum * part - rate * (slope + decay * leaf), velocity, updates, params)
        return moved, moved

    return _transformation(init, update)


def polyak(control: Polyak) -> Any:
    """Gradient descent at η = ρ L/|∇L|²; L is given to each update as ``value=``.

    Parameters
    ----------
    control
        ρ and the largest rate.

    Raises
    ------
    ImportError
        If optax is missing.
    """
    numpy = require("jax.numpy", "jax")

    def update(updates: Any, state: Any, params: Any = None, *, value: Any, **_: Any) -> tuple[Any, Any]:
        square = _square(updates)
        rate = numpy.where(
            square > 0, numpy.minimum(control.rho * value / numpy.where(square > 0, square, 1), control.largest), 0
        )
        return _steps(updates, rate), state

    return _transformation(lambda params: (), update)
