"""Weighted, shifted norms of units that are not homogeneous: found by an exact linear programme.

N = Σ_i Σ_j ω_j (p_ij − t_j)² with ω_j ≥ 0 and Σ_j ω_j (p_j − t_j) ∂_jφ = φ. For target 0 one step then changes N by
−2ηf² + η²f²H_ω, H_ω = Σ_ij ω_j (∂_ij f)², as it changes the weight norm of a homogeneous model.

Source: the class of models is that of Kunin et al., arXiv:2210.03820 (quasi-homogeneous).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from sympy import Add, Dummy, Expr, Integer, Mul, Poly, Pow, Rational, Symbol, diff, expand

from theory.arguments import instance
from theory.bound import NoBoundError
from theory.derivation import Derivation
from theory.models.unit import UnitModel
from theory.programme import NoSolutionError, smallest
from theory.symbols import taken

__all__ = ["WeightedNorm", "norm_of", "weighted_norm"]

_LARGEST = 10
"""No weight is looked for above it: a monomial of φ in which a coordinate has power k keeps its weight at most 1/k."""


@dataclass(frozen=True)
class WeightedNorm:
    """The norm of one unit.

    Attributes
    ----------
    model
        The unit model.
    weights, centre
        ω_j and t_j, one for each coordinate. A coordinate of weight 0 is left out of the norm.
    derivation
        The steps.
    """

    model: UnitModel
    weights: tuple[Expr, ...]
    centre: tuple[Expr, ...]
    derivation: Derivation

    @property
    def polynomial(self) -> Expr:
        """The norm of one unit."""
        parts = zip(self.weights, self.model.coordinates, self.centre, strict=True)
        return Add(*(weight * (p - t) ** 2 for weight, p, t in parts))

    @property
    def kernel(self) -> Expr:
        """What one unit contributes to H_ω, without the prefactor of the model."""
        return expand(
            Add(*(w * diff(self.model.output, p) ** 2 for w, p in zip(self.weights, self.model.coordinates, strict=True)))
        )

    def __str__(self) -> str:
        weights = sorted(self.polynomial.free_symbols & set(self.model.coordinates), key=str)
        said = f" of the weights {', '.join(map(str, weights))}" if taken(weights) else ""
        return f"N = Σ_i {self.polynomial}{said}"


@lru_cache(maxsize=256)
def weighted_norm(model: UnitModel) -> WeightedNorm:
    """Find weights ω ≥ 0 and a centre t with Σ_j ω_j (p_j − t_j) ∂_jφ = φ, by linear programmes in exact fractions.

    Among all of them as few weights as possible are 0, then the least other weight is as large as possible, then the shift as
    small, then the sum of the weights.

    Raises
    ------
    NoBoundError
        If there are none.

    Examples
    --------
    >>> from sympy import symbols
    >>> from theory import from_unit
    >>> u, v, c = symbols("u v c")
    >>> print(weighted_norm(from_unit(u * v + c, name="output bias")))
    N = Σ_i c**2 + u**2/2 + v**2/2
    """
    coordinates = instance(model, "model", UnitModel).coordinates
    programme = _Programme(model)
    count = len(coordinates)
    free = [j for j, p in enumerate(coordinates) if model.output.has(p)]
    # A weight that can only be 0 bounds nothing: its coordinate must not be shifted either.
    kept = [j for j in free if programme.largest([j]) > 0]
    programme = replace(programme, kept=tuple(kept))
    least = programme.largest(kept) if kept else Integer(0)
    values = programme.smallest_shift(least)
    weights, shifts = values[:count], values[count : 2 * count]
    centre = tuple(t / w if w != 0 else Integer(0) for t, w in zip(shifts, weights, strict=True))
    found = WeightedNorm(model, tuple(weights), centre, Derivation())
    steps = Derivation().then("One unit contributes to the output", model.output)
    steps = steps.then("which is half its derivative along the gradient of", found.polynomial)
    return replace(found, derivation=steps)


def norm_of(model: UnitModel) -> WeightedNorm | None:
    """The weighted norm of a unit model that is not homogeneous, if there is one; a homogeneous model needs none."""
    if model.degree is not None or model.constants:
        return None
    try:
        return weighted_norm(model)
    except NoBoundError:
        return None


@dataclass(frozen=True)
class _Programme:
    """The linear programme in ω, τ⁺, τ⁻ and a least weight, all of them nonnegative, with shifts ω_j t_j = τ⁺_j − τ⁻_j.

    Attributes
    ----------
    model
        The unit model.
    kept
        Positions of the coordinates whose weights may be positive; None for all.
    """

    model: UnitModel
    kept: tuple[int, ...] | None = None

    def largest(self, positions: Sequence[int]) -> Expr:
        """The largest number that all the weights at some positions can reach at once."""
        count = len(self.model.coordinates)
        rows = [[Integer(int(k == 3 * count) - int(k == j)) for k in range(3 * count + 1)] for j in positions]
        cost = [*[Integer(0)] * (3 * count), Integer(-1)]
        return -self._solved(cost, rows, [Integer(0)] * len(rows))[0]

    def smallest_shift(self, least: Expr) -> list[Expr]:
        """Weights not below a number, and shifts with the smallest sum of sizes."""
        count, kept = len(self.model.coordinates), self._kept
        rows = [[-Integer(int(k == j)) for k in range(3 * count + 1)] for j in kept]
        shifts = [Integer(int(count <= k < 3 * count)) for k in range(3 * count + 1)]
        size, _ = self._solved(shifts, rows, [-least] * len(rows))
        weights = [Integer(int(k < count)) for k in range(3 * count + 1)]
        _, values = self._solved(weights, [*rows, shifts], [*[-least] * len(rows), size])
        moved = [values[count + j] - values[2 * count + j] for j in range(count)]
        return [*values[:count], *moved]

    @property
    def _kept(self) -> tuple[int, ...]:
        return tuple(range(len(self.model.coordinates))) if self.kept is None else self.kept

    def _solved(self, cost: list[Expr], rows: list[list[Expr]], right: list[Expr]) -> tuple[Expr, list[Expr]]:
        """The smallest cost with rows · x ≤ right, the identity, and nothing for the coordinates that are left out."""
        count, equations, values = len(self.model.coordinates), *self._identity()
        left_out = [j for j in range(count) if j not in self._kept]
        limits = [[Integer(int(k == j)) for k in range(3 * count + 1)] for j in range(3 * count)]
        most = [Integer(0 if j % count in left_out else _LARGEST) for j in range(3 * count)]
        try:
            return smallest(cost, [*rows, *limits], [*right, *most], equations, values)
        except NoSolutionError as error:
            raise NoBoundError(
                f"{self.model.name} is not homogeneous in its weights, and there are no ω ≥ 0 and t with "
                "Σ ω_j (p_j − t_j) ∂_jφ = φ"
            ) from error

    def _identity(self) -> tuple[list[list[Expr]], list[Expr]]:
        """Coefficients and right-hand sides of what the identity says, for each monomial; functions and roots are independent."""
        coordinates = self.model.coordinates
        weights, shifts = ([Dummy() for _ in coordinates] for _ in range(2))
        outputs = [piece.output for piece in self.model.pieces] or [self.model.output]
        equations = [e for output in outputs for e in _coefficients(output, coordinates, weights, shifts)]
        blank = {symbol: Integer(0) for symbol in (*weights, *shifts)}
        rows = [
            [*(e.coeff(w) for w in weights), *(e.coeff(t) for t in shifts), *(-e.coeff(t) for t in shifts), Integer(0)]
            for e in equations
        ]
        return rows, [-e.subs(blank) for e in equations]


def _coefficients(output: Expr, coordinates: Sequence[Symbol], weights: Sequence[Symbol], shifts: Sequence[Symbol]) -> list[Expr]:
    """What has to vanish so that the identity holds for an output."""
    parts = zip(weights, shifts, coordinates, strict=True)
    gap = expand(Add(*((w * p - t) * diff(output, p) for w, t, p in parts)) - output)
    named = gap.xreplace({part: Dummy() for part in sorted(_independent(gap), key=str)})
    generators = sorted(named.free_symbols - {*weights, *shifts}, key=str)
    found: list[Expr] = Poly(named, *generators).coeffs()
    return found


def _independent(expression: Expr) -> set[Expr]:
    """The largest parts of an expression that are neither symbols nor rational, nor sums, products or powers of such."""
    if isinstance(expression, (Add, Mul)):
        return {part for argument in expression.args for part in _independent(argument)}
    if isinstance(expression, Pow) and expression.exp.is_Integer and expression.exp.is_positive:
        return _independent(expression.base)
    return set() if isinstance(expression, (Symbol, Rational)) else {expression}
