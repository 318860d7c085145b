"""Sums over units: one polynomial inequality for one unit proves an inequality between observables at every width.

A model is a finite list of *parts*. Each part is repeated any number of times (hidden units, eigenvectors of a quadratic
form) or occurs once (the linear part of a model with bias), and every observable is the sum of its contributions. The rule,
the only one in this module: **if E is a linear combination of observables whose coefficients do not depend on the part, and
E ≥ 0 (or = 0) holds for the contributions of every part, then it holds for the sums.** A constant term is a contribution of
the part that occurs once. In one step of gradient descent each part moves by −ηr times the gradient of its own contribution
to the output, where the residual r is the same number for all of them: so r may occur in the coefficients, and inequalities
between observables now and after the step fall under the same rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product

from sympy import Expr, Integer, Symbol, expand, true
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean

from theory.plain_text import to_text
from theory.provers.smt.smt import SmtResult, prove
from theory.symbols import OBSERVABLES, PARAMETERS

__all__ = ["Branch", "Part", "SumModel", "moved", "prove_sum"]

_R = OBSERVABLES["r"].now
_ETA = PARAMETERS["eta"].symbol


@dataclass(frozen=True)
class Branch:
    """A region of one part's coordinates in which everything is polynomial.

    Attributes
    ----------
    condition
        The region; regions of a part may overlap on boundaries and must cover all states.
    sums
        Contribution to each observable, keyed by its name; a missing one contributes 0.
    bounds
        What a finite maximum over the parts, keyed by its symbol, says about this part before the step. Assumed only by
        relations whose hypotheses mention the symbol, since the maximum may be infinite.
    """

    condition: Boolean
    sums: Mapping[str, Expr] = field(hash=False)
    bounds: Mapping[Symbol, Boolean] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Part:
    """One kind of unit: its moving coordinates, its branches, and the numbers that no step changes.

    ``kept`` are numbers of one unit (``eigenvalue`` is the one whose largest square is λmax(ψ²)), ``shared`` of all units (the
    slope at a tie); ``single`` says that the part occurs exactly once.
    """

    coordinates: tuple[Symbol, ...]
    branches: tuple[Branch, ...]
    kept: tuple[Symbol, ...] = ()
    shared: tuple[Symbol, ...] = ()
    single: bool = False
    eigenvalue: Symbol | None = None


@dataclass(frozen=True)
class SumModel:
    """A model as a sum over parts."""

    name: str
    parts: tuple[Part, ...]


def _coefficients(relation: Relational) -> tuple[dict[Symbol, Expr], Expr]:
    """Coefficients of the observables in lhs − rhs, and the constant term.

    Raises
    ------
    ValueError
        If the relation is not linear in the observables with coefficients free of them.
    """
    difference = expand(relation.lhs - relation.rhs)
    sums = [o.now for o in OBSERVABLES.values() if o.name != "r"] + [o.next for o in OBSERVABLES.values() if o.name != "r"]
    present = [symbol for symbol in sums if difference.has(symbol)]
    coefficients = {symbol: difference.diff(symbol) for symbol in present}
    constant = difference.subs(dict.fromkeys(present, 0), simultaneous=True)
    if any(c.has(*present) for c in coefficients.values()):
        raise ValueError(f"not linear in the observables: {relation}")
    return coefficients, constant


def moved(part: Part, branch: Branch) -> dict[Symbol, Expr]:
    """Coordinates after one step of gradient descent inside a branch."""
    output = branch.sums.get("f", Integer(0))
    return {c: c - _ETA * _R * output.diff(c) for c in part.coordinates}


def _part_obligations(part: Part, relation: Relational) -> list[tuple[Branch, tuple[Boolean, ...], Boolean]]:
    coefficients, constant = _coefficients(relation)
    uses_next = any(symbol.name.endswith("_next") for symbol in coefficients)
    obligations = []
    for before, after in product(part.branches, part.branches if uses_next else (None,)):
        total = constant if part.single else Integer(0)
        hypotheses = [before.condition]
        for symbol, coefficient in coefficients.items():
            if not symbol.name.endswith("_next"):
                total += coefficient * before.sums.get(symbol.name, Integer(0))
        if after is not None:
            after_step = moved(part, before)
            hypotheses.append(after.condition.subs(after_step, simultaneous=True))
            for symbol, coefficient in coefficients.items():
                if symbol.name.endswith("_next"):
                    contribution = after.sums.get(symbol.name.removesuffix("_next"), Integer(0))
                    total += coefficient * contribution.subs(after_step, simultaneous=True)
        obligations.append((before, tuple(hypotheses), relation.func(expand(total), 0)))
    return obligations


@lru_cache(maxsize=512)
def prove_sum(
    model: SumModel, relation: Relational, hypotheses: tuple[Boolean, ...] = (), timeout: float = 5.0
) -> SmtResult | None:
    """Prove a relation between observables of a model at every width, from one inequality per part.

    Parameters
    ----------
    model
        The model as a sum over parts.
    relation
        ``lhs ≤ rhs``, ``≥`` or ``=``, linear in the observables now and after one step; coefficients may use parameters and the
        residual r, which stands for an arbitrary real number. Strict relations are refused: the sum may be empty.
    hypotheses
        Conditions on parameters, r and numbers common to all parts, under which the relation is proved.
    timeout
        Seconds for each query.

    Returns
    -------
    SmtResult or None
        The proof with all its queries, or None if some part was not proved.

    Raises
    ------
    ValueError
        If the relation is strict, not linear, or has a constant term and the model no single part.
    """
    if relation.rel_op not in ("<=", ">=", "=="):
        raise ValueError(f"a sum rule needs ≤, ≥ or =: {relation}")
    _, constant = _coefficients(relation)
    if constant != 0 and not any(part.single for part in model.parts):
        raise ValueError(f"a constant term needs a part that occurs once: {relation}")
    texts: tuple[str, ...] = ()
    seconds = 0.0
    for part in model.parts:
        for before, conditions, conclusion in _part_obligations(part, relation):
            mentioned = [bound for symbol, bound in before.bounds.items() if any(h.has(symbol) for h in hypotheses)]
            rewritten = [_with_root(h) for h in (*hypotheses, *mentioned, *conditions)]
            result = prove([h for h in rewritten if h != true], _with_root(conclusion), timeout=timeout, counterexample=False)
            seconds += result.seconds
            if not result.proved:
                return None
            texts += result.smt2
    given = f" if {' and '.join(map(to_text, hypotheses))}" if hypotheses else ""
    return SmtResult("unsat", None, texts, seconds, (f"{model.name}, any number of units: {to_text(relation)}{given}",))


def _with_root(formula: Boolean) -> Boolean:
    """The formula in terms of |x| instead of |x|², which keeps it polynomial."""
    x2 = PARAMETERS["x2"].symbol
    return formula.subs(x2, Symbol("x_norm", nonnegative=True) ** 2) if formula.has(x2) else formula
