"""The maximum of a homogeneous polynomial on the unit sphere: exact where it can be, a safe upper bound elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from sympy import (
    Add,
    CRootOf,
    Dummy,
    Expr,
    Integer,
    Matrix,
    Mul,
    Poly,
    Rational,
    Symbol,
    binomial,
    ceiling,
    diff,
    hessian,
    real_roots,
    simplify,
)

__all__ = ["SphereMaximum", "sphere_maximum"]


@dataclass(frozen=True)
class SphereMaximum:
    """An upper bound of q(p) over |p| = 1, whether it is attained, and how it was found."""

    value: Expr
    attained: bool
    reason: str


def sphere_maximum(polynomial: Expr, coordinates: tuple[Symbol, ...]) -> SphereMaximum:
    """Return the maximum of a homogeneous polynomial with rational coefficients, of even degree, over |p| = 1.

    Quadratic forms (eigenvalues), one and two coordinates (critical points) and elementary symmetric polynomials of the
    squares (Maclaurin) are exact, but for roots of equations of degree three and more, which are rounded up by 1e-12; for more
    coordinates the bound adds up the maxima of the monomials, which holds but is attained only by accident.

    Raises
    ------
    ValueError
        If the polynomial is not homogeneous of even degree, or a coefficient is not rational.
    """
    poly = Poly(polynomial, *coordinates)
    degree = poly.homogeneous_order()
    if degree is None or degree % 2 or not all(c.is_Rational for c in poly.coeffs()):
        raise ValueError(f"polynomial must be homogeneous of even degree with rational coefficients: {polynomial}")
    if degree == 0:
        return SphereMaximum(polynomial, True, "the polynomial is constant")
    if degree == 2:
        form: Matrix = hessian(polynomial, coordinates) / 2
        return _largest(real_roots(form.charpoly().as_expr()), "the largest eigenvalue of the quadratic form")
    if len(coordinates) == 1:
        return SphereMaximum(poly.LC(), True, "one coordinate")
    if len(coordinates) == 2:
        return _circle_maximum(poly, degree)
    if _is_elementary(poly, degree):
        count, order = len(coordinates), degree // 2
        top = poly.coeffs()[0] * binomial(count, order) / Integer(count) ** order
        return SphereMaximum(top, True, "Maclaurin's inequality for the squares, attained where they are equal")
    # A monomial with a negative coefficient and even powers only lowers the value.
    rising = [(powers, c) for powers, c in poly.terms() if c > 0 or any(power % 2 for power in powers)]
    value = Add(*(abs(c) * _monomial_maximum(powers, degree) for powers, c in rising))
    return SphereMaximum(value, len(poly.terms()) == 1, "the sum of the maxima of the monomials")


def _is_elementary(poly: Poly, degree: int) -> bool:
    """Whether the polynomial is a positive multiple of an elementary symmetric polynomial of the squares."""
    powers, coefficients = poly.monoms(), poly.coeffs()
    complete = len(powers) == binomial(len(poly.gens), degree // 2)
    return complete and len(set(coefficients)) == 1 and coefficients[0] > 0 and all(set(p) <= {0, 2} for p in powers)


def _largest(values: list[Expr], reason: str) -> SphereMaximum:
    """The largest of some real numbers; one that no roots of numbers can write is rounded up."""
    top = max(values, key=lambda value: value.evalf(30))
    if not top.has(CRootOf):
        return SphereMaximum(top, True, reason)
    grid = Integer(10) ** 12
    return SphereMaximum(Rational(ceiling(top.evalf(40) * grid), grid), False, f"{reason}, rounded up")


def _circle_maximum(poly: Poly, degree: int) -> SphereMaximum:
    first, second = poly.gens
    t = Dummy("t", real=True)
    along = Poly(poly.as_expr().subs({first: 1, second: t}), t)
    # d/dt of q(1, t)/(1 + t²)^(degree/2), without its positive denominator.
    slope = Poly(diff(along.as_expr(), t) * (1 + t**2) - degree * t * along.as_expr(), t)
    candidates = [poly.as_expr().subs({first: 0, second: 1})]
    for root in [] if slope.is_zero else dict.fromkeys(real_roots(slope)):
        value = along.as_expr().subs(t, root) / (1 + root**2) ** Rational(degree, 2)
        candidates.append(value if value.has(CRootOf) else simplify(value))
    if slope.is_zero:
        candidates.append(along.as_expr().subs(t, 0))
    return _largest(candidates, "the largest value at a critical point on the circle")


def _monomial_maximum(powers: tuple[int, ...], degree: int) -> Expr:
    return Mul(*(Rational(power, degree) ** Rational(power, 2) for power in powers if power))
