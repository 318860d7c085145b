"""Search for a certificate: propose in floating point, round, factor exactly; reduce the basis where the matrix is singular.

Source: Peyrl & Parrilo, Computing sum of squares decompositions with rational coefficients, TCS 409 (2008).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sympy import Add, Expr, Integer, Symbol, expand, sqf_list

from theory.certificates.certificate import Certificate, Square
from theory.certificates.faces import null_vectors, without
from theory.certificates.points import Point, fields_of, point_of
from theory.certificates.polynomials import Polynomial, from_expression, product, to_expression, total
from theory.certificates.program import Block, Program, sum_programme
from theory.certificates.proposal import Proposal, propose
from theory.certificates.rounding import LinearSystem, factored
from theory.certificates.surds import Exact, primes_of, to_sympy

__all__ = ["square_factor", "sum_of_squares"]

_DENOMINATORS = (4, 60, 10**3, 10**4, 10**6, 10**8, 10**10)
_ROUNDS = 5
_INFEASIBLE = 1e-5
"""A proposal whose margin is below minus this part of its size shows that there is nothing to round."""
_Factors = list[tuple[Exact, list[Exact]]]


def sum_of_squares(
    target: Expr,
    variables: Sequence[Symbol],
    hypotheses: Sequence[Expr] = (),
    equations: Sequence[Expr] = (),
    *,
    order: int | None = None,
    multiplier: tuple[int, int] = (0, 0),
    zeros: Sequence[Sequence[Expr]] = (),
) -> Certificate | None:
    """Search for a certificate that a polynomial is nonnegative where all hypotheses are and all equations hold.

    Parameters
    ----------
    target
        The polynomial, with coefficients made of rational numbers and square roots of such.
    variables
        Its variables.
    hypotheses, equations
        Polynomials that are assumed to be nonnegative, and to vanish.
    order
        Highest degree of a term; by default that of the polynomials that are given.
    multiplier
        (c, j): write target · (c + |x|²)^j as the sum.
    zeros
        Points at which ``target`` vanishes, if they are known; no more than a help.

    Returns
    -------
    Certificate or None
        None if none was found, which shows nothing.

    Raises
    ------
    ImportError
        If Clarabel is missing where it is needed.

    Examples
    --------
    >>> from sympy import symbols
    >>> x, y = symbols("x y", real=True)
    >>> sum_of_squares(x**4 - 2 * x**2 * y**2 + y**4, (x, y))
    Certificate(x**4 - 2*x**2*y**2 + y**4 = (x**2 - y**2)**2)
    """
    variables, hypotheses, equations = tuple(variables), tuple(hypotheses), tuple(equations)
    fields = [primes_of([target, *hypotheses, *equations]), *map(fields_of, zeros)]
    if None in fields:
        return None
    primes = tuple(sorted({prime for field in fields for prime in field or ()}))
    restricted = hypotheses or equations or multiplier[1]
    outer, inner = (Integer(1), target) if restricted or primes else square_factor(target, variables)
    left = [point for point in zeros if expand(inner.subs(dict(zip(variables, point, strict=True)))) == 0]
    reading = _Reading(variables, primes)
    goal = reading.polynomial(inner)
    for _ in range(multiplier[1]):
        goal = product(goal, reading.polynomial(Add(Integer(multiplier[0]), *(x**2 for x in variables))))
    program = sum_programme(
        goal, [reading.polynomial(h) for h in hypotheses], [reading.polynomial(e) for e in equations], order, len(variables)
    )
    found = _solution(_reduced_at(program, [point_of(point, primes) for point in left]))
    if found is None:
        return None
    squares = tuple(replace(square, base=expand(outer * square.base)) for square in reading.squares(*found[:2]))
    return Certificate(target, variables, squares, hypotheses, equations, reading.cofactors(found[0], found[2]), multiplier)


def square_factor(target: Expr, variables: tuple[Symbol, ...]) -> tuple[Expr, Expr]:
    """(a, b) with target = a² b and a as large as possible."""
    content, factors = sqf_list(target, *variables)
    outer, inner = Integer(1), content
    for factor, exponent in factors:
        outer, inner = outer * factor ** (exponent // 2), inner * factor ** (exponent % 2)
    return outer, inner


@dataclass(frozen=True)
class _Reading:
    """What the numbers of a programme are in SymPy."""

    variables: tuple[Symbol, ...]
    primes: tuple[int, ...]

    def polynomial(self, expression: Expr) -> Polynomial:
        return from_expression(expression, self.variables, self.primes)

    def squares(self, program: Program, factors: Sequence[_Factors]) -> Iterable[Square]:
        for block, found in zip(program.blocks, factors, strict=True):
            for weight, row in found:
                base = total(zip(row, block.basis, strict=True))
                yield Square(to_sympy(weight), to_expression(base, self.variables), block.given)

    def cofactors(self, program: Program, values: Sequence[Exact]) -> tuple[Expr, ...]:
        rest = iter(values[-sum(len(monomials) for _, monomials in program.equations) :])
        return tuple(
            to_expression({monomial: next(rest) for monomial in monomials}, self.variables) for _, monomials in program.equations
        )


def _solution(program: Program) -> tuple[Program, list[_Factors], list[Exact]] | None:
    """A programme with exact factors of all its matrices and exact values of all unknowns; None if none was found."""
    for _ in range(_ROUNDS):
        system = LinearSystem(program)
        if not system.solvable:
            return None
        proposal = propose(program, system) if system.free else Proposal((), tuple(system.in_floats(())), 0.0)
        if proposal is None or proposal.margin < -_INFEASIBLE * proposal.size:
            return None
        found = _rounded(program, system, proposal)
        if found is not None or not system.free:
            return None if found is None else (program, *found)
        smaller = _reduced_by(program, proposal)
        if smaller is None:
            return None
        program = smaller
    return None


def _rounded(program: Program, system: LinearSystem, proposal: Proposal) -> tuple[list[_Factors], list[Exact]] | None:
    for denominator in _DENOMINATORS:
        values = system.near(proposal.free, denominator)
        factors = []
        for matrix in program.matrices(values):
            found = factored(matrix)
            if found is None:
                break
            factors.append(found)
        else:
            return factors, values
        if not system.free:
            break
    return None


def _reduced_at(program: Program, points: Sequence[Point]) -> Program:
    """The programme without the squares that do not vanish where the sum is known to vanish."""
    blocks = []
    for block in program.blocks:
        vectors = [] if block.given else [vector for point in points for vector in point.components(block.basis)]
        blocks.append(replace(block, basis=tuple(without(block.basis, vectors))))
    return replace(program, blocks=tuple(block for block in blocks if block.basis))


def _reduced_by(program: Program, proposal: Proposal) -> Program | None:
    """The programme without the directions in which the proposed matrices vanish; None if there are none made of fractions."""
    blocks: list[Block] = []
    for block, matrix in zip(program.blocks, program.matrices(proposal.values), strict=True):
        vectors = null_vectors(matrix, proposal.margin, proposal.size)
        if vectors is None:
            return None
        blocks.append(replace(block, basis=tuple(without(block.basis, vectors))))
    smaller = replace(program, blocks=tuple(block for block in blocks if block.basis))
    return None if len(smaller.unknowns) == len(program.unknowns) else smaller
