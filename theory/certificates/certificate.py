"""A sum of squares as a value: that a polynomial is nonnegative, written so that anybody can check it by expanding.

target · (c + |x|²)^j = Σ_k g_k w_k b_k² + Σ_l e_l h_l, with numbers w_k > 0, products g_k of nonnegative hypotheses, equations
e_l = 0, and c = 0 or 1. Then target ≥ 0 wherever the hypotheses hold; with c = 0 at x = 0 by continuity, so that there must then
be no hypotheses and equations. Whoever proposes a certificate need not be believed: one that is wrong cannot be built.

Source: Parrilo, Math. Program. 96 (2003); Reznick, Math. Z. 220 (1995), for the multiplier.
"""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Add, Dummy, Expr, Integer, Mul, Poly, PolynomialError, Pow, Symbol

from theory.certificates.surds import primes_of

__all__ = ["Certificate", "CertificateError", "Square"]


class CertificateError(ValueError):
    """What is called a certificate does not show what it is said to show."""


@dataclass(frozen=True)
class Square:
    """One term weight · Π hypotheses · base².

    Attributes
    ----------
    weight
        A positive number.
    base
        A polynomial.
    given
        Positions of the hypotheses that are factors, in increasing order; none for a plain square.
    """

    weight: Expr
    base: Expr
    given: tuple[int, ...] = ()


@dataclass(frozen=True)
class Certificate:
    """That ``target`` is nonnegative wherever all ``hypotheses`` are nonnegative and all ``equations`` vanish.

    Attributes
    ----------
    target
        The polynomial.
    variables
        Its variables; any real numbers.
    squares
        The terms whose sum it is.
    hypotheses
        Polynomials that are assumed to be nonnegative.
    equations
        Polynomials that are assumed to vanish.
    cofactors
        What each equation is multiplied with.
    multiplier
        (c, j): the sum is that of ``target`` times (c + Σ x²)^j.

    Raises
    ------
    CertificateError
        If the identity does not hold, or a weight is not positive.

    Examples
    --------
    >>> from sympy import symbols
    >>> x, y = symbols("x y", real=True)
    >>> Certificate(x**2 - 2 * x * y + 2 * y**2, (x, y), (Square(Integer(1), x - y), Square(Integer(1), y)))
    Certificate(x**2 - 2*x*y + 2*y**2 = (x - y)**2 + y**2)
    """

    target: Expr
    variables: tuple[Symbol, ...]
    squares: tuple[Square, ...]
    hypotheses: tuple[Expr, ...] = ()
    equations: tuple[Expr, ...] = ()
    cofactors: tuple[Expr, ...] = ()
    multiplier: tuple[int, int] = (0, 0)

    def __post_init__(self) -> None:
        constant, power = self.multiplier
        if constant not in (0, 1) or power < 0 or (not constant and power and (self.hypotheses or self.equations)):
            raise CertificateError(f"{self.multiplier} is no multiplier for what is assumed here")
        if len(self.cofactors) != len(self.equations):
            raise CertificateError(f"{len(self.equations)} equations have {len(self.cofactors)} cofactors")
        for square in self.squares:
            if not square.weight.is_number or square.weight.is_positive is not True:
                raise CertificateError(f"the weight {square.weight} of a square is not positive")
            if list(square.given) != sorted(set(square.given)) or not set(square.given) <= set(range(len(self.hypotheses))):
                raise CertificateError(f"{square.given} are no hypotheses")
        unknown = (self.right - self.left).free_symbols - set(self.variables)
        if unknown:
            raise CertificateError(f"{', '.join(sorted(map(str, unknown)))} are none of the variables {self.variables}")
        if not _vanishes(self.right - self.left, self.variables):
            raise CertificateError(f"the squares do not add up to {self.target}")

    @property
    def factor(self) -> Expr:
        """(c + Σ x²)^j, positive but perhaps at 0."""
        constant, power = self.multiplier
        return Add(Integer(constant), *(x**2 for x in self.variables)) ** power

    @property
    def left(self) -> Expr:
        """What is written as a sum of squares."""
        return self.target * self.factor

    @property
    def right(self) -> Expr:
        """The sum of squares."""
        squares = (Mul(s.weight, s.base**2, *(self.hypotheses[k] for k in s.given)) for s in self.squares)
        return Add(*squares, *(e * h for e, h in zip(self.equations, self.cofactors, strict=True)))

    def __str__(self) -> str:
        return f"{self.left} = {self.right}"

    def __repr__(self) -> str:
        return f"Certificate({self})"


def _vanishes(expression: Expr, variables: tuple[Symbol, ...]) -> bool:
    """Whether a polynomial whose coefficients are made of rational numbers and square roots is zero."""
    roots = {power: Dummy() for power in expression.atoms(Pow) if power.is_number and not power.is_Rational}
    if primes_of([expression]) is None:
        raise CertificateError(f"the numbers in {expression} are not made of rational numbers and square roots of such")
    try:
        polynomial = Poly(expression.xreplace(roots), *variables, *roots.values())
    except PolynomialError as error:
        raise CertificateError(f"not a polynomial in {variables}: {expression}") from error
    if not roots:
        return bool(polynomial.is_zero)
    found: dict[tuple[int, ...], Expr] = {}
    for powers, c in polynomial.terms():
        head, tail = powers[: len(variables)], powers[len(variables) :]
        found[head] = found.get(head, Integer(0)) + c * Mul(*(root**e for root, e in zip(roots, tail, strict=True)))
    return all(c.expand() == 0 for c in found.values())
