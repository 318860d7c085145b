"""The kernel of one unit that is not homogeneous: at most c_0 + c_1 N + c_2 N² + … in its weighted norm N, c small as shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from itertools import zip_longest

from sympy import Add, Expr, Integer, Mul, Poly, Rational, Symbol, cancel, diff, expand, factor_terms, lambdify, sqrt, trigsimp

from theory.activations import square_bound
from theory.bound import NoBoundError
from theory.cases import around
from theory.certificates.certificate import Certificate
from theory.certificates.proposal import available
from theory.certificates.search import sum_of_squares
from theory.climbing import walked
from theory.models.unit import UnitModel
from theory.sphere import sphere_maximum
from theory.turning import turned
from theory.weighted_cases import raised
from theory.weighted_norm import WeightedNorm, weighted_norm

__all__ = ["UnitBound", "bounding_kernels", "unit_bound"]

_EXTRA = (Rational(1, 100), Rational(1, 10), Rational(1, 2), Rational(1), Rational(2), Rational(5), Rational(20))
_HALVINGS = 5
_NEAR, _FAR = 0.25, 16.0
"""Norms between which the two sides are compared: far beyond them they come close, whatever is in between."""


@dataclass(frozen=True)
class UnitBound:
    """Σ_j ω_j (∂_jφ)² ≤ c_0 + c_1 N + c_2 N² + … for one unit.

    Attributes
    ----------
    norm
        The weighted norm of the unit.
    coefficients
        c_0, c_1, …, nonnegative.
    certificate
        That the difference is a sum of squares, with squares of activations replaced by their bounds; None where the bound is a
        number, or that of several cases.
    point
        Weights at which the quotient of the two sides is ``ratio``.
    ratio
        A quotient that is attained; 1 if the bound is sharp.
    cases
        For each of several cases, and for that in which the unit is 0: the kernel there, and a certificate.
    """

    norm: WeightedNorm
    coefficients: tuple[Expr, ...]
    certificate: Certificate | None
    point: tuple[Expr, ...]
    ratio: Expr
    cases: tuple[tuple[Expr, Certificate], ...] = ()

    def at(self, norm: Expr, width: Expr) -> Expr:
        """The bound for several units, of their norm and their number."""
        first, *others = self.coefficients
        return expand(first * width + Add(*(c * norm**k for k, c in enumerate(others, 1))))


@lru_cache(maxsize=256)
def unit_bound(model: UnitModel) -> UnitBound:
    """Find the bound of the kernel of one unit in its weighted norm.

    Raises
    ------
    NoBoundError
        If the unit has no weighted norm, the norm leaves out a weight that the kernel depends on, or no certificate is found.

    Examples
    --------
    >>> from sympy import symbols
    >>> from theory import from_unit
    >>> u, v, c = symbols("u v c")
    >>> unit_bound(from_unit(u * v + c, name="output bias")).coefficients
    (1, 1)
    """
    norm = weighted_norm(model)
    kernels = bounding_kernels(norm)
    found = [_of_kernel(norm, kernel) for kernel in kernels]
    if not model.pieces:
        return found[0]
    columns = zip_longest(*(one.coefficients for one in found), fillvalue=Integer(0))
    coefficients = tuple(max(column, key=lambda c: c.evalf(30)) for column in columns)
    ratio, point = Integer(0), found[0].point
    for near in (other for one in found for other in around(one.point, norm.centre)):
        value = _quotient(norm, coefficients, near)
        if float(value) > float(ratio):
            ratio, point = value, near
        if ratio == 1:
            break
    parts = zip(kernels, found, strict=True)
    cases = [(kernel, raised(norm, coefficients, one.coefficients, one.certificate)) for kernel, one in parts]
    cases.append((Integer(0), raised(norm, coefficients, (), None)))
    return UnitBound(norm, coefficients, None, point, ratio, tuple(cases))


def bounding_kernels(norm: WeightedNorm, *, declared: bool = True) -> tuple[Expr, ...]:
    """Polynomials of which the weighted kernel of one unit is at most the largest: itself, if it is one.

    A unit with several cases has one for each. Of bounded activations the squares are replaced by their bounds.

    Parameters
    ----------
    norm
        The weighted norm.
    declared
        Whether bounds that a user has declared count.

    Raises
    ------
    NoBoundError
        If something in it is not known to be bounded, or the norm leaves out a weight on which it depends.
    """
    model = norm.model
    if model.polynomial:
        found: tuple[Expr, ...] = (norm.kernel,)
    elif model.pieces:
        found = tuple(replace(norm, model=piece).kernel for piece in model.pieces)
    else:
        found = (_of_activations(norm, declared),)
    left_out = [
        p for p, w in zip(model.coordinates, norm.weights, strict=True) if w == 0 and any(kernel.has(p) for kernel in found)
    ]
    if left_out:
        names = ", ".join(map(str, left_out))
        raise NoBoundError(
            f"{model.name} is not homogeneous, and its weighted norm Σ {norm.polynomial} leaves out {names}, on which its kernel "
            "depends"
        )
    return found


def _of_kernel(norm: WeightedNorm, kernel: Expr) -> UnitBound:
    """The bound of one polynomial."""
    if kernel.is_number:
        ratio, point = _filled(norm, (kernel,), (Integer(0),) * len(norm.model.coordinates), kept=False)
        return UnitBound(norm, (kernel,), None, point, ratio)
    found = _Search.of(norm, kernel).found()
    if found is None:
        raise NoBoundError(f"{norm.model.name}: no sum of squares bounds its kernel in the weighted norm Σ {norm.polynomial}")
    if norm.model.polynomial:
        return found
    ratio, point = _filled(norm, found.coefficients, found.point)
    return replace(found, point=point, ratio=ratio)


def _filled(
    norm: WeightedNorm, coefficients: Sequence[Expr], point: Sequence[Expr], *, kept: bool = True
) -> tuple[Expr, tuple[Expr, ...]]:
    """A point with other values of what the norm leaves out, or of everything: where the kernel comes closest to its bound."""
    tried = [
        tuple(x if kept and w != 0 else Integer(value) for x, w in zip(point, norm.weights, strict=True)) for value in (3, 0, 1)
    ]
    ratios = [(_quotient(norm, coefficients, one), one) for one in tried]
    return max(ratios, key=lambda pair: float(pair[0]))


def _quotient(norm: WeightedNorm, coefficients: Sequence[Expr], point: tuple[Expr, ...]) -> Expr:
    """What the kernel itself is at a point, as a part of its bound."""
    at = dict(zip(norm.model.coordinates, point, strict=True))
    size = norm.polynomial.subs(at)
    bound = Add(*(c * size**k for k, c in enumerate(coefficients)))
    return cancel(trigsimp(norm.kernel.subs(at)) / bound)


def _of_activations(norm: WeightedNorm, declared: bool) -> Expr:
    """The kernel with the squares of bounded activations replaced by their bounds, a cosine and its sine together."""
    model, slopes = norm.model, [diff(norm.model.output, p) for p in norm.model.coordinates]
    pairs = turned(norm.weights, slopes, model.coordinates)
    together = {place for pair in pairs for place in (pair.first, pair.second)}
    total = Add(*(pair.total for pair in pairs))
    for place, (weight, p) in enumerate(zip(norm.weights, model.coordinates, strict=True)):
        if weight == 0 or place in together:
            continue
        slope, bound = factor_terms(slopes[place]), Integer(1)
        for part in Mul.make_args(slope):
            if part.is_polynomial(*model.coordinates):
                bound *= part**2
                continue
            known = square_bound(part, declared=declared)
            if known is None:
                raise NoBoundError(
                    f"{model.name}: the derivative by {p}, which counts in its weighted norm Σ {norm.polynomial}, has the factor "
                    f"{part}, of which no bound is known (theory.activations has those that are)"
                )
            bound *= known
        total += weight * bound
    return expand(total)


@dataclass(frozen=True)
class _Search:
    """The kernel and the norm of one unit around the centre, and what the coefficients are not below.

    Attributes
    ----------
    norm
        The weighted norm.
    variables
        The coordinates that it holds.
    kernel, size
        Kernel and norm, of the distances from the centre.
    least
        The largest value of each even part of the kernel on the unit sphere of the norm: no first, second or last coefficient
        can be smaller, since they are all there is near the centre, and far from it.
    directions
        Where these values are attained.
    """

    norm: WeightedNorm
    variables: tuple[Symbol, ...]
    kernel: Expr
    size: Expr
    least: tuple[Expr, ...]
    directions: tuple[tuple[Expr, ...], ...]

    @classmethod
    def of(cls, norm: WeightedNorm, kernel: Expr) -> _Search:
        coordinates = norm.model.coordinates
        held = [(p, w) for p, w in zip(coordinates, norm.weights, strict=True) if w != 0]
        around = {p: p + t for p, t in zip(coordinates, norm.centre, strict=True)}
        kernel, size = (expand(part.subs(around, simultaneous=True)) for part in (kernel, norm.polynomial))
        variables = tuple(p for p, _ in held)
        scaled = Poly(expand(kernel.subs({p: p / sqrt(w) for p, w in held}, simultaneous=True)), *variables)
        least, directions = [], []
        for degree in range(0, scaled.total_degree() + 1, 2):
            part = Poly.from_dict({m: c for m, c in scaled.terms() if sum(m) == degree}, *variables).as_expr()
            if part == 0:
                least.append(Integer(0))
                continue
            top = sphere_maximum(part, variables)
            least.append(top.value if top.value.is_positive else Integer(0))
            directions.append(tuple(z / sqrt(w) for z, (_, w) in zip(top.point, held, strict=True)))
        return cls(norm, variables, kernel, size, tuple(least), tuple(directions))

    def found(self) -> UnitBound | None:
        """The first coefficients for which there is a certificate: the middle ones are raised first, and the last one at last."""
        last = len(self.least) - 1
        shown = self._with(self.least)
        for first, end in ((2, last), (1, last), (1, last + 1), (0, last + 1)):
            shown = shown or self._raised(range(first, end))
        return None if shown is None else self._tight(*shown)

    def _raised(self, positions: Sequence[int]) -> tuple[tuple[Expr, ...], Certificate] | None:
        """Coefficients above the least ones at some positions, by as little as a few trials show."""
        size, below = max(self.least, key=float), Rational(0)
        for extra in _EXTRA if positions else ():
            found = self._with(self._plus(positions, extra * size))
            if found is not None:
                return self._closer(positions, below, extra, size, found)
            below = extra
        return None

    def _plus(self, positions: Sequence[int], extra: Expr) -> tuple[Expr, ...]:
        return tuple(expand(c + extra) if k in positions else c for k, c in enumerate(self.least))

    def _closer(
        self, positions: Sequence[int], low: Rational, high: Rational, size: Expr, found: tuple[tuple[Expr, ...], Certificate]
    ) -> tuple[tuple[Expr, ...], Certificate]:
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            better = self._with(self._plus(positions, middle * size))
            found, low, high = (found, middle, high) if better is None else (better, low, middle)
        return found

    def _gap(self, coefficients: Sequence[Expr]) -> Expr:
        return expand(Add(*(c * self.size**k for k, c in enumerate(coefficients))) - self.kernel)

    def _with(self, coefficients: tuple[Expr, ...]) -> tuple[tuple[Expr, ...], Certificate] | None:
        """The coefficients and a certificate, if there is one."""
        gap = self._gap(coefficients)
        if Poly(gap, *self.variables).total_degree() > 2 and not available():
            raise NoBoundError(f"{self.norm.model.name}: certificates are searched for by Clarabel, which is not installed")
        found = sum_of_squares(gap, self.variables)
        return None if found is None else (coefficients, found)

    def _tight(self, coefficients: tuple[Expr, ...], certificate: Certificate) -> UnitBound:
        coordinates = self.norm.model.coordinates
        back = {p: p - t for p, t in zip(coordinates, self.norm.centre, strict=True)}
        target = expand(certificate.target.subs(back, simultaneous=True))
        squares = tuple(replace(s, base=expand(s.base.subs(back, simultaneous=True))) for s in certificate.squares)
        moved = Certificate(target, coordinates, squares)
        distances, ratio = self._attained(coefficients)
        whole = dict(zip(self.variables, distances, strict=True))
        point = tuple(whole.get(p, Integer(0)) + t for p, t in zip(coordinates, self.norm.centre, strict=True))
        return UnitBound(self.norm, coefficients, moved, point, ratio)

    def _attained(self, coefficients: Sequence[Expr]) -> tuple[tuple[Expr, ...], Expr]:
        """Distances from the centre where both sides are equal, or where a climb has brought them close."""
        gap = self._gap(coefficients)
        for direction in reversed(self.directions):
            largest = max(direction, key=lambda x: abs(float(x)))
            point = tuple(cancel(x / largest) for x in direction)
            if any(point) and expand(gap.subs(dict(zip(self.variables, point, strict=True)))) == 0:
                return point, Integer(1)
        whole = expand(gap + self.kernel)
        sides: Callable[..., list[float]] = lambdify(
            list(self.variables), [self.kernel, whole, self.size], modules="math", cse=True
        )

        def quotient(*point: float) -> float:
            above, below, size = sides(*point)
            return above / below if _NEAR <= size <= _FAR else 0.0

        entries = walked(quotient, len(self.variables))
        point = tuple(Rational(x.numerator, x.denominator) for x in (Fraction(e).limit_denominator(1000) for e in entries))
        where = dict(zip(self.variables, point, strict=True))
        return point, cancel(self.kernel.subs(where) / whole.subs(where))
