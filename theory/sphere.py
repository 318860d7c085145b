"""The maximum of a form on the unit sphere: an attained value, an upper bound, and what shows each.

What is attained is evaluated at an exact point. What is an upper bound has a certificate, a sum of squares that adds up; without
the solver that searches for one, the critical points of forms in two variables and inequalities for monomials are left.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import floor

from mpmath import eigsy, workdps
from mpmath import matrix as mp_matrix
from sympy import (
    Add,
    CRootOf,
    Dummy,
    Expr,
    Float,
    Integer,
    Matrix,
    Mul,
    Poly,
    Rational,
    Symbol,
    ceiling,
    diff,
    expand,
    hessian,
    radsimp,
    real_roots,
)

from theory.certificates.certificate import Certificate
from theory.certificates.points import fields_of, point_of
from theory.certificates.polynomials import from_expression
from theory.certificates.proposal import available
from theory.certificates.search import sum_of_squares
from theory.certificates.surds import primes_of, to_sympy
from theory.climbing import Peak, climbed, exact_point

__all__ = ["SphereMaximum", "sphere_maximum"]

_GRID = Integer(10) ** 12
_MULTIPLIERS = 3
_SLACKS = (1e-6, 1e-4, 1e-2, 0.1, 0.5)
"""How far above the attained value a certificate is looked for, relative to it."""


@dataclass(frozen=True)
class SphereMaximum:
    """Bounds of the maximum of q(p) over |p| = 1.

    Attributes
    ----------
    value
        An upper bound.
    lower
        A value that is attained; the maximum itself where it equals ``value``.
    point
        Where it is attained, scaled to any length.
    reason
        What shows the upper bound.
    certificate
        That ``value`` · |p|^degree − q(p) is a sum of squares; None if the bound has another reason.
    """

    value: Expr
    lower: Expr
    point: tuple[Expr, ...]
    reason: str
    certificate: Certificate | None = None

    @property
    def attained(self) -> bool:
        """Whether the upper bound is attained at the point."""
        return bool(self.value == self.lower)


@lru_cache(maxsize=256)
def sphere_maximum(polynomial: Expr, coordinates: tuple[Symbol, ...]) -> SphereMaximum:
    """Bound a form of even degree over |p| = 1 from both sides; exactly where exact numbers are found.

    Parameters
    ----------
    polynomial
        The form; its coefficients are rational numbers and square roots of such.
    coordinates
        Its variables.

    Raises
    ------
    ValueError
        If the polynomial is not homogeneous of even degree, or a coefficient is another number.

    Examples
    --------
    >>> from sympy import symbols
    >>> u, v = symbols("u v", real=True)
    >>> found = sphere_maximum(4 * u**2 * v**2 + u**4, (u, v))
    >>> found.value, found.point
    (4/3, (1, sqrt(2)/2))
    """
    form = Poly(polynomial, *coordinates)
    degree = form.homogeneous_order()
    if degree is None or degree % 2 or primes_of(form.coeffs()) is None:
        raise ValueError(
            "polynomial must be homogeneous of even degree, with rational coefficients or square roots of rational numbers: "
            f"{polynomial}"
        )
    first = (Integer(1), *(Integer(0) for _ in coordinates[1:]))
    if degree == 0:
        return SphereMaximum(form.as_expr(), form.as_expr(), first, "the polynomial is constant")
    if len(coordinates) == 1:
        return SphereMaximum(form.LC(), form.LC(), first, "one coordinate", Certificate(Integer(0), coordinates, ()))
    if degree == 2:
        return _eigenvalue(form)
    peaks = climbed(form.as_expr(), coordinates)
    exact = _exactly(form, peaks)
    found = None if exact is None else _sharp(form, *exact)
    return found or _between(form, *(exact or _nearby(form, peaks[0])))


def _gap(form: Poly, constant: Expr) -> Expr:
    """constant · |p|^degree − q(p)."""
    norm = Add(*(x**2 for x in form.gens))
    return expand(constant * norm ** (form.total_degree() // 2) - form.as_expr())


def _certified(form: Poly, constant: Expr, zeros: Sequence[tuple[Expr, ...]] = ()) -> Certificate | None:
    """A certificate that a constant is an upper bound; None if none is found, or it takes a solver that is not installed."""
    if form.total_degree() > 2 and not available():
        return None
    for power in range(_MULTIPLIERS if form.total_degree() > 2 else 1):
        found = sum_of_squares(_gap(form, constant), form.gens, multiplier=(0, power), zeros=zeros)
        if found is not None:
            return found
    return None


def _eigenvalue(form: Poly) -> SphereMaximum:
    """Degree two: the largest eigenvalue; one that no square root writes is rounded up."""
    matrix: Matrix = hessian(form.as_expr(), form.gens) / 2
    characteristic = matrix.charpoly().as_poly()
    reason = "the largest eigenvalue of the quadratic form"
    if _rational(characteristic):
        top = max(real_roots(characteristic.as_expr()), key=lambda value: value.evalf(30))
    else:
        with workdps(40):
            top = Float(max(eigsy(mp_matrix(matrix.evalf(40).tolist()), eigvals_only=True)), 40)
    if not top.is_Float and primes_of([top]) is not None and not top.has(CRootOf):
        (vector, *_) = (matrix - top * Matrix.eye(len(form.gens))).nullspace(simplify=True)
        return SphereMaximum(top, top, tuple(map(radsimp, vector)), reason, _certified(form, top))
    value = Rational(ceiling(top.evalf(40) * _GRID), _GRID)
    lower, point = _nearby(form, climbed(form.as_expr(), form.gens)[0])
    return SphereMaximum(value, lower, point, f"{reason}, rounded up", _certified(form, value))


def _exactly(form: Poly, peaks: Sequence[Peak]) -> tuple[Expr, tuple[Expr, ...]] | None:
    """The highest value that was climbed to and where it is attained, in exact numbers; None if they are not recognised."""
    point = exact_point(form.as_expr(), form.gens, peaks)
    value = None if point is None else _value(form, point)
    return None if point is None or value is None else (value, point)


def _sharp(form: Poly, value: Expr, point: tuple[Expr, ...]) -> SphereMaximum | None:
    """That nothing is larger than a value that is attained; None if it is not shown."""
    certificate = _certified(form, value, (point,))
    if certificate is not None:
        return SphereMaximum(value, value, point, "a sum of squares", certificate)
    if len(form.gens) == 2 and _rational(form) and _largest_critical_value(form) == value:
        return SphereMaximum(value, value, point, "the largest value at a critical point on the circle")
    return None


def _value(form: Poly, entries: Sequence[Expr]) -> Expr | None:
    """The form at a point of norm 1 in a direction; None if it is no number of a field of square roots."""
    fields = [primes_of(form.coeffs()), fields_of(entries)]
    if None in fields:
        return None
    primes = tuple(sorted({prime for field in fields for prime in field or ()}))
    point = point_of(entries, primes)
    size = point.value(from_expression(Add(*(x**2 for x in form.gens)), form.gens, primes))
    value = point.value(from_expression(form.as_expr(), form.gens, primes))
    if value is None or size is None:
        return None
    for _ in range(form.total_degree() // 2):
        value = value / size
    return to_sympy(value)


def _nearby(form: Poly, peak: Peak) -> tuple[Expr, tuple[Expr, ...]]:
    """A value close to the highest, at a point with rational coordinates that are as small as that allows."""
    largest = max(map(abs, peak.point))
    best: tuple[Expr, tuple[Expr, ...]] | None = None
    for power in range(9):
        entries = [Fraction(x / largest).limit_denominator(10**power) for x in peak.point]
        point = tuple(Rational(x.numerator, x.denominator) for x in entries)
        value = _value(form, point)
        if value is not None and (best is None or float(value) > float(best[0])):
            best = value, point
        if best is not None and peak.value - float(best[0]) <= 1e-9 * abs(peak.value):
            break
    assert best is not None  # a point of length zero does not occur: the largest coordinate is 1
    return best


def _between(form: Poly, lower: Expr, point: tuple[Expr, ...]) -> SphereMaximum:
    """The smallest upper bound that is found above a value that is attained."""
    size = abs(float(lower))
    for slack in _SLACKS:
        value = _simplest(float(lower) + slack * size / 2, float(lower) + slack * size)
        certificate = _certified(form, value)
        if certificate is not None:
            return SphereMaximum(value, lower, point, "a sum of squares", certificate)
    if len(form.gens) == 2 and _rational(form):
        top = _largest_critical_value(form)
        if not top.has(CRootOf):
            return SphereMaximum(top, lower, point, "the largest value at a critical point on the circle")
        value = Rational(ceiling(top.evalf(40) * _GRID), _GRID)
        return SphereMaximum(value, lower, point, "the largest value at a critical point on the circle, rounded up")
    return SphereMaximum(_of_monomials(form), lower, point, "the sum of the maxima of the monomials")


def _rational(polynomial: Poly) -> bool:
    """Whether the roots of what is made of its coefficients can be isolated."""
    return all(c.is_Rational for c in polynomial.coeffs())


def _simplest(low: float, high: float) -> Rational:
    """The fraction with the smallest denominator in an interval of floating-point numbers."""
    denominator = 1
    while floor(high * denominator) < low * denominator:
        denominator += 1 if denominator < 10**4 else denominator // 10**3
    return Rational(floor(high * denominator), denominator)


def _largest_critical_value(form: Poly) -> Expr:
    """Two variables: the largest value on the circle."""
    first, second = form.gens
    degree = form.total_degree()
    t = Dummy("t", real=True)
    along = Poly(form.as_expr().subs({first: 1, second: t}), t)
    # d/dt of q(1, t)/(1 + t²)^(degree/2), without its positive denominator.
    slope = Poly(diff(along.as_expr(), t) * (1 + t**2) - degree * t * along.as_expr(), t)
    candidates = [form.as_expr().subs({first: 0, second: 1}), along.as_expr().subs(t, 0)]
    for root in [] if slope.is_zero else dict.fromkeys(real_roots(slope)):
        value = along.as_expr().subs(t, root) / (1 + root**2) ** Rational(degree, 2)
        candidates.append(value if value.has(CRootOf) else value.simplify())
    return max(candidates, key=lambda value: value.evalf(30))


def _of_monomials(form: Poly) -> Expr:
    """The sum of the maxima of the monomials; one with a negative coefficient and even powers only lowers the value."""
    degree = form.total_degree()
    rising = ((powers, c) for powers, c in form.terms() if c > 0 or any(power % 2 for power in powers))
    return Add(*(abs(c) * _monomial_maximum(powers, degree) for powers, c in rising))


def _monomial_maximum(powers: tuple[int, ...], degree: int) -> Expr:
    return Mul(*(Rational(power, degree) ** Rational(power, 2) for power in powers if power))
