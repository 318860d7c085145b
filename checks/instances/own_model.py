"""Bring your own model: a numeric twin made from a per-unit SymPy expression, and a check of your own twin.

The derivation is in `theory.models.own`: ``from_unit(φ)`` and ``from_quadratic_form(ψ)`` give a unit model from which update
maps and bounds follow. Here the same expression becomes a numeric model by `lambdify`, on plain arithmetic, so that exact
fractions pass through it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache, partial
from math import erf, nan
from typing import Any

import numpy as np
from numpy import ndarray
from sympy import Basic, Expr, Function, Piecewise, Poly, Rational, Symbol, ilcm, lambdify, piecewise_fold
from sympy.core.relational import Relational

from checks.instances.instance import Number
from numerics.arguments import integer, number, positive_integer
from numerics.arguments import model as check_model
from numerics.arithmetic import scalar_in_kind
from numerics.models.base import Model
from numerics.models.per_unit import PerUnit, unchanged
from theory.arguments import instance
from theory.models.own import register, registered, registry
from theory.models.unit import UnitModel

__all__ = ["Disagreement", "UnitTwin", "check_twin", "register", "registered", "registry", "twin"]


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
        qφ and its derivatives, as plain functions of one unit's weights.
    denominator
        q: then all coefficients are whole, and fractions stay fractions.
    exact
        Whether fractions pass through it: φ is a polynomial with rational coefficients, or one in each of several cases.
    """

    unit: UnitModel
    width: int
    scale: Number
    output: Callable[..., ndarray] = field(repr=False)
    gradient: tuple[Callable[..., ndarray], ...] = field(repr=False)
    denominator: int = 1
    exact: bool = True

    @property
    def weight_count(self) -> int:
        """P = width times the weights of one unit."""
        return self.width * len(self.unit.coordinates)

    @property
    def data_count(self) -> int:
        """One datum."""
        return 1

    def per_unit(self) -> PerUnit | None:
        """What one unit does, for engines that run it compiled; None of a subclass that computes something else."""
        if not unchanged(self, UnitTwin):
            return None
        size = len(self.unit.coordinates)
        return PerUnit(
            width=self.width,
            places=tuple((k, size) for k in range(size)),
            inputs=np.empty((1, 0)),
            value=lambda weights, inputs: self.output(*weights),
            gradient=lambda weights, inputs: [part(*weights) for part in self.gradient],
            scale=self.scale / self.denominator,
        )

    def _columns(self, weights: ndarray) -> list[ndarray]:
        units = weights.reshape(len(weights), self.width, len(self.unit.coordinates))
        return [units[:, :, position] for position in range(units.shape[2])]

    def _prefactor(self, weights: ndarray) -> object:
        return scalar_in_kind(self.scale / self.denominator, weights)

    def outputs(self, weights: ndarray) -> ndarray:
        """Outputs, (B, 1)."""
        zero = weights[:, :1] * scalar_in_kind(0.0, weights)
        total: ndarray = (self.output(*self._columns(weights)) + zero).sum(axis=1, keepdims=True)
        return total * self._prefactor(weights)

    def jacobian(self, weights: ndarray) -> ndarray:
        """∂f/∂p, (B, 1, P)."""
        columns = self._columns(weights)
        zero = columns[0] * scalar_in_kind(0.0, weights)
        slopes = np.stack([part(*columns) + zero for part in self.gradient], axis=2)
        return slopes.reshape(len(weights), 1, -1) * self._prefactor(weights)

    def pullback(self, weights: ndarray, cotangents: ndarray) -> ndarray:
        """c ∇f, (B, P)."""
        return cotangents * self.jacobian(weights)[:, 0]

    def tangent_gram(self, weights: ndarray) -> ndarray:
        """|∇f|², (B, 1, 1)."""
        rows = self.jacobian(weights)
        return np.matmul(rows, rows.swapaxes(1, 2))


def _prefactor(unit: UnitModel) -> Fraction:
    """The value of the unit's prefactor."""
    if not isinstance(unit.scale, Rational):
        raise ValueError(f"the prefactor {unit.scale} of {unit.name!r} has no rational value: pass one as scale= to from_unit")
    return Fraction(int(unit.scale.p), int(unit.scale.q))


_ERF = np.vectorize(erf, otypes=[float])


def _erf(values: Any) -> Any:
    """The error function of numbers, and of what stands in for them while an engine records what is done."""
    return values.elementary("erf") if hasattr(values, "elementary") else _ERF(values)


def _select(conditions: Sequence[Any], values: Sequence[Any], default: float = nan) -> Any:
    """What `numpy.select` gives, in a fraction of its time where there are few numbers: the first value whose condition holds."""
    chosen: Any = default
    for condition, value in zip(reversed(conditions), reversed(values), strict=True):
        chosen = value if condition is True else np.where(condition, value, chosen)  # a float beside fractions would stay one
    return chosen


def _has_fractions(unit: UnitModel) -> bool:
    """Whether a unit can be computed in fractions."""
    values = _values(unit)
    return bool(values) and all(number.is_Rational for value in values for number in Poly(value, *unit.coordinates).coeffs())


@lru_cache(maxsize=256)
def _values(unit: UnitModel) -> tuple[Expr, ...]:
    """The polynomials that a unit and its conditions are made of; none if something in it is no polynomial."""
    if unit.polynomial:
        return (unit.output,)
    sides = [side for part in unit.output.atoms(Relational) for side in part.args]
    plain = all(side.is_polynomial(*unit.coordinates) for side in sides)
    return (*(piece.output for piece in unit.pieces), *sides) if unit.pieces and plain else ()


def _denominator(unit: UnitModel) -> int:
    """The least common denominator of φ's rational coefficients."""
    coefficients = [number for value in _values(unit) for number in Poly(value, *unit.coordinates).coeffs()]
    return int(ilcm(1, 1, *(number.q for number in coefficients if isinstance(number, Rational))))


@lru_cache(maxsize=256)
def _whole(unit: UnitModel, denominator: int) -> Expr:
    """φ and both sides of its conditions times a number, so that all coefficients are whole."""
    if unit.polynomial:
        return (unit.output * denominator).expand()
    cases = piecewise_fold(unit.output).args
    whole = [
        ((value * denominator).expand(), condition.replace(_relation, partial(_times, denominator))) for value, condition in cases
    ]
    return Piecewise(*whole)


def _relation(part: Basic) -> bool:
    return isinstance(part, Relational)


def _times(factor: int, relation: Relational) -> Relational:
    """A relation with both sides times a positive number."""
    left, right = ((side * factor).expand() for side in relation.args)
    return relation.func(left, right, evaluate=False)


def twin(unit: UnitModel, width: int, scale: Number | None = None) -> UnitTwin:
    """Generate the numeric twin of a unit model without per-unit constants.

    Parameters
    ----------
    unit
        From `theory.from_unit` or `theory.from_quadratic_form`.
    width
        Number of units.
    scale
        Value of the prefactor s: a float, or a Fraction for exact runs; by default the unit's own, as a Fraction. A unit that is
        neither a polynomial with rational coefficients nor made of several is computed in floating point.

    Raises
    ------
    TypeError
        If ``unit`` is not a `UnitModel`.
    ValueError
        If the unit has constants or φ other symbols than its coordinates, or its prefactor no value: give them values first. If
        NumPy has not all of its functions.

    Examples
    --------
    >>> import numpy as np
    >>> from sympy import symbols
    >>> from theory import from_unit
    >>> u, v = symbols("u v")
    >>> twin(from_unit(u**2 * v), width=2).outputs(np.array([[1.0, 2.0, 3.0, 4.0]]))
    array([[38.]])
    """
    instance(unit, "unit", UnitModel)
    width = positive_integer(width, "width")
    scale = None if scale is None else number(scale, "scale")
    extra = unit.output.free_symbols - set(unit.coordinates)
    if unit.constants or extra:
        raise ValueError(f"give {sorted(map(str, extra)) or 'the constants'} values: a twin is a function of its weights only")

    exact = _has_fractions(unit)
    denominator = _denominator(unit) if exact else 1
    whole = _whole(unit, denominator) if exact else unit.output
    output, slopes = _functions(whole, unit.coordinates, exact)
    if scale is None:
        scale = _prefactor(unit)
    scale = scale if isinstance(scale, float) else Fraction(scale) if exact else float(scale)
    return UnitTwin(unit, width, scale, output, slopes, denominator, exact)


@lru_cache(maxsize=256)
def _functions(
    output: Expr, coordinates: tuple[Symbol, ...], exact: bool
) -> tuple[Callable[..., ndarray], tuple[Callable[..., ndarray], ...]]:
    """An expression and its derivatives as plain functions, NaN or infinite where they have no value; kept for many twins."""

    def plain(expression: Expr) -> Callable[..., ndarray]:
        modules = [{}, "math"] if exact and not output.has(Piecewise) else [{"erf": _erf, "select": _select}, "numpy"]
        try:
            function: Callable[..., ndarray] = lambdify(coordinates, expression, modules=modules)
            if exact:
                return function
            function = np.errstate(all="ignore")(function)
            function(*np.ones((len(coordinates), 1, 1)))
        except (NotImplementedError, NameError, TypeError) as error:
            names = ", ".join(sorted({str(part.func) for part in expression.atoms(Function)}))
            raise ValueError(f"output must be made of functions of NumPy, which has not all of {names}: {output}") from error
        return function

    return plain(output), tuple(plain(output.diff(coordinate)) for coordinate in coordinates)


@dataclass(frozen=True)
class Disagreement:
    """Where a hand-written twin differs from the generated one: in what, and at which exact weights."""

    quantity: str
    weights: tuple[Fraction, ...]


def check_twin(generated: UnitTwin, own: Model, *, cases: int = 20, seed: int = 0) -> Disagreement | None:
    """Compare all that a hand-written twin computes, shapes included, with the generated one, in exact fractions.

    Both must order their weights alike and accept object arrays of fractions. Returns None if they agree everywhere.

    Parameters
    ----------
    generated
        From `twin`.
    own
        The model written by hand.
    cases
        Number of random weights to compare at.
    seed
        Seed of the weights.

    Raises
    ------
    ValueError
        If the numbers of weights differ.

    Examples
    --------
    >>> import numpy as np
    >>> from fractions import Fraction
    >>> from numerics import PureQuadratic
    >>> from sympy import Matrix
    >>> from theory import from_quadratic_form
    >>> generated = twin(from_quadratic_form(Matrix([[1, 0], [0, -1]])), width=1)
    >>> check_twin(generated, PureQuadratic([[Fraction(1), Fraction(-1)]], Fraction(1))) is None
    True
    """
    instance(generated, "generated", UnitTwin, "made by twin")
    check_model(own, "own")
    cases, seed = integer(cases, "cases", least=1), integer(seed, "seed")
    if own.weight_count != generated.weight_count:
        raise ValueError(f"the models have {own.weight_count} and {generated.weight_count} weights")
    source = np.random.default_rng(seed)
    for _ in range(cases):
        drawn = source.integers(-12, 13, size=own.weight_count)
        row = np.array([[Fraction(int(value), 4) for value in drawn]], dtype=object)
        cotangent = np.array([[Fraction(int(source.integers(1, 9)), 4)]], dtype=object)
        for quantity in ("outputs", "jacobian", "tangent_gram", "pullback"):
            arguments = (row, cotangent) if quantity == "pullback" else (row,)
            mine, theirs = (np.asarray(getattr(model, quantity)(*arguments)) for model in (own, generated))
            if mine.shape != theirs.shape or (mine != theirs).any():
                return Disagreement(quantity, tuple(row[0]))
    return None
