"""Bring your own model: a numeric twin made from a per-unit SymPy expression, claims about it, a check of your own twin.

The derivation is in `theory.models.own`: ``from_unit(φ)`` and ``from_quadratic_form(ψ)`` give a unit model from which update
maps and bounds follow. Here the same expression becomes a numeric model by `lambdify`, on plain arithmetic, so that exact
fractions pass through it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
from numpy import ndarray
from sympy import Expr, Rational, lambdify

from checks.scene import Number
from numerics.models.arrays import scalar_in_kind
from numerics.models.base import Model
from theory.bounds import kernel_bound, weight_norm_bound
from theory.models.unit import UnitModel
from theory.statements import Claim, Quantifier, Setting, Source, Statement
from theory.symbols import OBSERVABLES

__all__ = ["Disagreement", "UnitTwin", "check_twin", "own_claims", "registered", "twin"]


@dataclass(frozen=True, eq=False)
class UnitTwin:
    """The numeric model f = s Σ_i φ(p_i) on one datum, generated from a unit model; weights are the units' one after another.

    Attributes
    ----------
    unit
        The symbolic model.
    width
        Number of units.
    scale
        Value of the prefactor s.
    output, gradient
        φ and its derivatives, as plain functions of one unit's weights.
    """

    unit: UnitModel
    width: int
    scale: Number
    output: Callable[..., ndarray] = field(repr=False)
    gradient: tuple[Callable[..., ndarray], ...] = field(repr=False)

    @property
    def weight_count(self) -> int:
        """P = width times the weights of one unit."""
        return self.width * len(self.unit.coordinates)

    @property
    def data_count(self) -> int:
        """One datum."""
        return 1

    def _columns(self, weights: ndarray) -> list[ndarray]:
        units = weights.reshape(len(weights), self.width, len(self.unit.coordinates))
        return [units[:, :, position] for position in range(units.shape[2])]

    def outputs(self, weights: ndarray) -> ndarray:
        """Outputs, (B, 1)."""
        zero = weights[:, :1] * scalar_in_kind(0.0, weights)
        total: ndarray = (self.output(*self._columns(weights)) + zero).sum(axis=1, keepdims=True)
        return total * scalar_in_kind(self.scale, weights)

    def jacobian(self, weights: ndarray) -> ndarray:
        """∂f/∂p, (B, 1, P)."""
        columns = self._columns(weights)
        zero = columns[0] * scalar_in_kind(0.0, weights)
        slopes = np.stack([part(*columns) + zero for part in self.gradient], axis=2)
        return slopes.reshape(len(weights), 1, -1) * scalar_in_kind(self.scale, weights)

    def pullback(self, weights: ndarray, cotangents: ndarray) -> ndarray:
        """c ∇f, (B, P)."""
        return cotangents * self.jacobian(weights)[:, 0]

    def tangent_gram(self, weights: ndarray) -> ndarray:
        """|∇f|², (B, 1, 1)."""
        rows = self.jacobian(weights)
        return np.matmul(rows, rows.swapaxes(1, 2))


def twin(unit: UnitModel, width: int, scale: Number = 1.0) -> UnitTwin:
    """Generate the numeric twin of a unit model without per-unit constants.

    Parameters
    ----------
    unit
        From `theory.models.own`.
    width
        Number of units.
    scale
        Value of the prefactor s: a float, or a Fraction for exact runs.

    Raises
    ------
    TypeError
        If ``unit`` is not a `UnitModel`.
    ValueError
        If the unit has constants or φ other symbols than its coordinates: give them values first.
    """
    if not isinstance(unit, UnitModel):
        raise TypeError(f"unit must be a UnitModel, not {type(unit).__name__}")
    extra = unit.output.free_symbols - set(unit.coordinates)
    if unit.constants or extra:
        raise ValueError(f"give {sorted(map(str, extra)) or 'the constants'} values: a twin is a function of its weights only")

    def plain(expression: Expr) -> Callable[..., ndarray]:
        function: Callable[..., ndarray] = lambdify(unit.coordinates, expression, modules=[{}, "math"])
        return function

    slopes = tuple(plain(unit.output.diff(coordinate)) for coordinate in unit.coordinates)
    return UnitTwin(unit, width, scale, plain(unit.output), slopes)


@dataclass(frozen=True)
class Disagreement:
    """Where a hand-written twin differs from the generated one: in what, and at which exact weights."""

    quantity: str
    weights: tuple[Fraction, ...]


def check_twin(generated: UnitTwin, own: Model, *, cases: int = 20, seed: int = 0) -> Disagreement | None:
    """Compare outputs, gradients and kernels of a hand-written twin with the generated one, in exact fractions.

    Both must order their weights alike and accept object arrays of fractions. Returns None if they agree everywhere.

    Raises
    ------
    ValueError
        If the numbers of weights differ.
    """
    if own.weight_count != generated.weight_count:
        raise ValueError(f"the models have {own.weight_count} and {generated.weight_count} weights")
    source = np.random.default_rng(seed)
    for _ in range(cases):
        drawn = source.integers(-12, 13, size=own.weight_count)
        row = np.array([[Fraction(int(value), 4) for value in drawn]], dtype=object)
        for quantity in ("outputs", "jacobian", "tangent_gram"):
            if (getattr(own, quantity)(row) != getattr(generated, quantity)(row)).any():
                return Disagreement(quantity, tuple(row[0]))
    return None


_REGISTERED: dict[str, tuple[UnitModel, Fraction]] = {}


def registered(name: str) -> tuple[UnitModel, Fraction]:
    """The unit model and scale that `own_claims` was given under this name in this process.

    Raises
    ------
    KeyError
        If there is none.
    """
    if name not in _REGISTERED:
        raise KeyError(f"no own model {name!r} in this process: call own_claims first")
    return _REGISTERED[name]


def own_claims(unit: UnitModel, scale: Number = 1.0) -> tuple[Claim, ...]:
    """The bounds that theory derives for a unit model as claims, ready for `checks.verify.verify`, in this process.

    Parameters
    ----------
    unit
        From `theory.models.own`, with a number as its prefactor.
    scale
        That number again, for the numeric twin.

    Raises
    ------
    theory.bounds.NoBoundError
        If no bound exists or can be found.
    ValueError
        If the twin's scale is not the unit's.
    """
    if unit.scale != Rational(*Fraction(scale).as_integer_ratio()):
        raise ValueError(f"the unit's prefactor is {unit.scale}, the twin's {scale}")
    _REGISTERED[unit.name] = (unit, Fraction(scale))
    setting = Setting("own", variant=unit.name)
    H, theta2 = OBSERVABLES["H"], OBSERVABLES["theta2"]
    kernel, edge = kernel_bound(unit), weight_norm_bound(unit)
    stays = Statement(setting, (edge.statement,), Quantifier.STEP, theta2.next <= theta2.now)
    bounded = Statement(setting, (), Quantifier.STATE, H.now <= kernel.statement.rhs)
    source = Source("own model", unit.name)
    return (
        Claim("OWN-KERNEL", source, f"{kernel}", (bounded,), evidence="Derived by theory.bounds.kernel_bound."),
        Claim("OWN-MONO", source, f"{edge}; y = 0", (stays,), evidence="Derived by theory.bounds.weight_norm_bound."),
    )
