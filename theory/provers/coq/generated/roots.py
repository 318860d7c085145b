"""Square roots in generated proofs: each is a product of roots of primes, which lie between fractions."""

from __future__ import annotations

from collections.abc import Iterable
from math import isqrt

from sympy import Expr, Integer, Mul, Pow, Rational, Symbol, factorint

__all__ = ["bounds", "of_primes", "preamble"]

_DIGITS = 10**9


def _radicands(expressions: Iterable[Expr]) -> set[int]:
    powers = {power for expression in expressions for power in expression.atoms(Pow) if power.base.is_Integer}
    return {int(power.base) for power in powers if power.exp in (Rational(1, 2), Rational(-1, 2))}


def of_primes(expression: Expr) -> Expr:
    """The expression with a symbol ``root_p`` for the square root of each prime."""
    found = {}
    for radicand in _radicands([expression]):
        primes = factorint(radicand)
        root = Mul(*(Symbol(f"root_{p}") for p in primes))
        if any(exponent > 1 for exponent in primes.values()):
            raise ValueError(f"sqrt({radicand}) is not reduced")
        found[Pow(Integer(radicand), Rational(1, 2))] = root
        found[Pow(Integer(radicand), Rational(-1, 2))] = root / radicand
    return expression.xreplace(found)


def bounds(expressions: Iterable[Expr]) -> str:
    """Sentences of a proof that say between which fractions the square roots in expressions lie."""
    return " ".join(f"{_between(radicand)}." for radicand in sorted(_radicands(expressions)))


def _between(radicand: int) -> str:
    low = isqrt(radicand * _DIGITS**2)
    return (
        f"assert (bounds_{radicand} : {low} / {_DIGITS} <= sqrt {radicand} <= {low + 1} / {_DIGITS}) by (apply sqrt_between; lra)"
    )


def preamble(expressions: Iterable[Expr]) -> tuple[str, dict[str, str], str]:
    """Sentences of a proof that name the roots of primes in expressions and bound them and their products.

    Returns
    -------
    tuple
        The sentences, the Coq name of each symbol of `of_primes`, and the equations for ``field``.
    """
    expressions = list(expressions)
    radicands = sorted(_radicands(expressions))
    primes = sorted({p for radicand in radicands for p in factorint(radicand)})
    lines = []
    for p in primes:
        lines += [f"assert (square_{p} : sqrt {p} * sqrt {p} = {p}) by (apply sqrt_sqrt; lra).", f"{_between(p)}."]
    for radicand in radicands:
        lines += _product(radicand, sorted(factorint(radicand)))
    lines += [f"set (root_{p} := sqrt {p}) in *." for p in primes]
    equations = f"[{' '.join(f'square_{p}' for p in primes)}]" if primes else ""
    return " ".join(lines), {f"root_{p}": f"root_{p}" for p in primes}, equations


def _product(radicand: int, primes: list[int]) -> list[str]:
    """That the root of a product is the product of the roots, and between which fractions it lies."""
    if len(primes) < 2:
        return []
    roots = " * ".join(f"sqrt {p}" for p in primes)
    product = str(primes[0])
    steps = []
    for p in primes[1:]:
        steps.append(f"rewrite (sqrt_mult ({product}) {p}) by lra")
        product = f"{product} * {p}"
    return [
        f"{_between(radicand)}.",
        f"assert (product_{radicand} : sqrt {radicand} = {roots}). "
        f"{{ replace {radicand} with ({product}) by lra. {'; '.join(reversed(steps))}. reflexivity. }}",
        f"rewrite product_{radicand} in *.",
    ]
