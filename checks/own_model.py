"""Bring your own model: a numeric twin made from a per-unit SymPy expression, claims about it, a check of your own twin.

The derivation is in `theory.models.own`: ``from_unit(φ)`` and ``from_quadratic_form(ψ)`` give a unit model from which update
maps and bounds follow. Here the same expression becomes a numeric model by `lambdify`, on plain arithmetic, so that exact
fractions pass through it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
from numpy import ndarray
from sympy import Expr, Poly, Rational, ilcm, lambdify

from checks.scene import Number
from numerics.models.arrays import scalar_in_kind
from numerics.models.base import Model
from theory.bounds import kernel_bound, weight_norm_bound
from theory.models.unit import UnitModel
from theory.statements import Claim, Quantifier, Setting, Source, Statement
from theory.symbols import OBSERVABLES

__all__ = ["Disagreement", "UnitTwin", "check_twin", "own_claims", "register", "registered", "registry", "twin"]


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
    """

    unit: UnitModel
    width: int
    scale: Number
    output: Callable[..., ndarray] = field(repr=False)
    gradient: tuple[Callable[..., ndarray], ...] = field(repr=False)
    denominator: int = 1

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


def _denominator(unit: UnitModel) -> int:
    """The least common denominator of φ's rational coefficients."""
    coefficients = Poly(unit.output, *unit.coordinates).coeffs()
    return int(ilcm(1, 1, *(number.q for number in coefficients if isinstance(number, Rational))))


def twin(unit: UnitModel, width: int, scale: Number | None = None) -> UnitTwin:
    """Generate the numeric twin of a unit model without per-unit constants.

    Parameters
    ----------
    unit
        From `theory.from_unit` or `theory.from_quadratic_form`.
    width
        Number of units.
    scale
        Value of the prefactor s: a float, or a Fraction for exact runs; by default the unit's own, as a Fraction.

    Raises
    ------
    TypeError
        If ``unit`` is not a `UnitModel`.
    ValueError
        If the unit has constants or φ other symbols than its coordinates, or its prefactor no value: give them values first.

    Examples
    --------
    >>> import numpy as np
    >>> from sympy import symbols
    >>> from theory import from_unit
    >>> u, v = symbols("u v")
    >>> twin(from_unit(u**2 * v), width=2).outputs(np.array([[1.0, 2.0, 3.0, 4.0]]))
    array([[38.]])
    """
    if not isinstance(unit, UnitModel):
        raise TypeError(f"unit must be a UnitModel, not {type(unit).__name__}")
    extra = unit.output.free_symbols - set(unit.coordinates)
    if unit.constants or extra:
        raise ValueError(f"give {sorted(map(str, extra)) or 'the constants'} values: a twin is a function of its weights only")

    def plain(expression: Expr) -> Callable[..., ndarray]:
        function: Callable[..., ndarray] = lambdify(unit.coordinates, expression, modules=[{}, "math"])
        return function

    denominator = _denominator(unit)
    whole = (unit.output * denominator).expand()
    slopes = tuple(plain(whole.diff(coordinate)) for coordinate in unit.coordinates)
    if scale is None:
        scale = _prefactor(unit)
    return UnitTwin(unit, width, scale if isinstance(scale, float) else Fraction(scale), plain(whole), slopes, denominator)


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


_REGISTERED: dict[str, UnitModel] = {}


def registered(name: str) -> UnitModel:
    """The unit model that `own_claims` was given under this name.

    Raises
    ------
    KeyError
        If there is none in this process.
    """
    if name not in _REGISTERED:
        raise KeyError(f"no own model {name!r} in this process: call own_claims first")
    return _REGISTERED[name]


def registry() -> dict[str, UnitModel]:
    """All own models of this process, to be handed to another one."""
    return dict(_REGISTERED)


def register(models: Mapping[str, UnitModel]) -> None:
    """Make own models known in this process; claims speak of them by name.

    Raises
    ------
    ValueError
        If a name already belongs to another model, about which claims may exist.
    """
    for name, unit in models.items():
        if _REGISTERED.setdefault(name, unit) != unit:
            raise ValueError(f"another own model is called {name!r}: give this one its own name=")


def own_claims(unit: UnitModel, *, prefix: str = "OWN") -> tuple[Claim, ...]:
    """The bounds that theory derives for a unit model, as claims ready for `checks.verify`.

    Parameters
    ----------
    unit
        From `theory.from_unit` or `theory.from_quadratic_form`, with a rational number as its prefactor.
    prefix
        Beginning of the claims' ids, to tell several models apart.

    Raises
    ------
    theory.bounds.NoBoundError
        If no bound exists or can be found.
    ValueError
        If the prefactor or a coefficient is not rational, or another model has this name.

    Examples
    --------
    >>> from sympy import symbols
    >>> from theory import from_unit
    >>> u, v = symbols("u v")
    >>> [claim.id for claim in own_claims(from_unit(u**2 * v, name="cubic"), prefix="CUBIC")]
    ['CUBIC-KERNEL', 'CUBIC-MONO']
    """
    twin(unit, 1)  # a model without a numeric twin cannot be judged
    if not all(number.is_Rational for number in Poly(unit.output, *unit.coordinates).coeffs()):
        raise ValueError(f"the coefficients of {unit.name!r} must be rational: claims are tried in exact fractions")
    register({unit.name: unit})
    setting = Setting("own", variant=unit.name)
    H, theta2 = OBSERVABLES["H"], OBSERVABLES["theta2"]
    kernel, edge = kernel_bound(unit), weight_norm_bound(unit)
    stays = Statement(setting, (edge.statement,), Quantifier.STEP, theta2.next <= theta2.now)
    bounded = Statement(setting, (), Quantifier.STATE, H.now <= kernel.statement.rhs)
    source = Source("own model", unit.name)
    return (
        Claim(f"{prefix}-KERNEL", source, f"{kernel}", (bounded,), evidence="Derived by theory.bounds.kernel_bound."),
        Claim(f"{prefix}-MONO", source, f"{edge}; y = 0", (stays,), evidence="Derived by theory.bounds.weight_norm_bound."),
    )
