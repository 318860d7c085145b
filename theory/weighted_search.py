"""Coefficients of a bound in the weighted norm, as small as sums of squares show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeAlias

from sympy import Add, Expr, Integer, Poly, Rational, Symbol, cancel, expand, lambdify, sqrt

from theory.bound import NoBoundError
from theory.certificates.certificate import Certificate
from theory.certificates.proposal import available
from theory.certificates.search import sum_of_squares
from theory.climbing import walked
from theory.sphere import sphere_maximum
from theory.weighted_norm import WeightedNorm

__all__ = ["certified_coefficients"]

Found: TypeAlias = tuple[tuple[Expr, ...], Certificate, tuple[Expr, ...], Expr]
_EXTRA = (Rational(1, 100), Rational(1, 10), Rational(1, 2), Rational(1), Rational(2), Rational(5), Rational(20))
_HALVINGS = 5
_NEAR, _FAR = 0.25, 16.0
"""Norms between which the two sides are compared: far beyond them they come close, whatever is in between."""


def certified_coefficients(norm: WeightedNorm, kernel: Expr) -> Found | None:
    """The coefficients c of ``kernel`` ≤ c_0 + c_1 N + …, a certificate, a point, and the quotient there; None if none is found.

    Raises
    ------
    NoBoundError
        If the certificate would have to be searched for, and Clarabel is not installed.
    """
    return _Search.of(norm, kernel).found()


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

    def found(self) -> Found | None:
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

    def _tight(self, coefficients: tuple[Expr, ...], certificate: Certificate) -> Found:
        coordinates = self.norm.model.coordinates
        back = {p: p - t for p, t in zip(coordinates, self.norm.centre, strict=True)}
        target = expand(certificate.target.subs(back, simultaneous=True))
        squares = tuple(replace(s, base=expand(s.base.subs(back, simultaneous=True))) for s in certificate.squares)
        moved = Certificate(target, coordinates, squares)
        distances, ratio = self._attained(coefficients)
        whole = dict(zip(self.variables, distances, strict=True))
        point = tuple(whole.get(p, Integer(0)) + t for p, t in zip(coordinates, self.norm.centre, strict=True))
        return coefficients, moved, point, ratio

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
