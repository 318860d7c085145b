"""Z3 as a prover of real algebra: hypotheses ⇒ conclusion for all real values of the symbols.

Three outcomes, and they are not symmetric. ``unsat``: no assignment satisfies the hypotheses and violates the conclusion, so
the implication is proved. ``sat``: the solver offers a violating assignment, and it was *replayed exactly* here, so the
implication is refuted. Everything else, a solver that gave up or an offer that does not replay, is ``unknown``.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from sympy import CRootOf, Dummy, Expr, Integer, Poly, Rational, Symbol, nsimplify, rootof
from sympy.logic.boolalg import Boolean, Not, false

from theory.definedness import requirements
from theory.provers.smt.translate import Translation, load_z3

__all__ = ["SmtResult", "holds", "prove", "replay", "satisfy", "without_query"]


_REPEATS, _MOST, _LONGEST = 3, 0.8, 30
"""How often a query is asked where the processor is shared, what share of a limit counts as all of it, and the longest wait."""
_NO_QUERY = "; no query: SymPy finds by itself, by expanding it or from the signs of its symbols, that"


@dataclass(frozen=True)
class SmtResult:
    """What the solver said about one implication.

    Attributes
    ----------
    status
        ``"unsat"`` (proved), ``"sat"`` (refuted, replayed exactly) or ``"unknown"``.
    model
        For ``sat``: the violating values, rational or algebraic. Otherwise None.
    smt2
        The queries in SMT-LIB 2, re-checkable by any solver: ``unsat`` is expected from each. Where SymPy decided a goal before
        any query, a comment that says so stands in its place.
    seconds
        Time the solver took.
    reasons
        The proved lemmas that the query used, one sentence each.
    """

    status: str
    model: Mapping[Symbol, Expr] | None
    smt2: tuple[str, ...]
    seconds: float
    reasons: tuple[str, ...] = ()

    @property
    def proved(self) -> bool:
        """Whether the implication holds for all real values."""
        return self.status == "unsat"


def without_query(smt2: Iterable[str]) -> int:
    """How many of the goals that a result lists SymPy decided by itself."""
    return sum(text.startswith(_NO_QUERY) for text in smt2)


def _checked(formulas: Iterable[Boolean]) -> tuple[Boolean, ...]:
    parts = tuple(formulas)
    for part in parts:
        if not isinstance(part, Boolean):
            raise TypeError(f"a SymPy relation is expected, not {type(part).__name__}")
    return parts


def _value(real: Any) -> Expr:
    """Exact SymPy value of a Z3 number."""
    z3 = load_z3()
    if z3.is_rational_value(real):
        return Rational(int(real.numerator_as_long()), int(real.denominator_as_long()))
    unknown = Dummy("z")
    coefficients = [Integer(int(c.as_long())) for c in real.poly()]
    return rootof(Poly(list(reversed(coefficients)), unknown), real.index() - 1)


def replay(formula: Boolean, values: Mapping[Symbol, Expr]) -> bool | None:
    """Exact truth value of a formula at given values; None if a part is undefined there or it cannot be decided."""
    *needs, outcome = (_valued(part, values) for part in (*(item.needs for item in requirements(formula)), formula))
    return outcome if all(needs) else None


def _valued(formula: Boolean, values: Mapping[Symbol, Expr]) -> bool | None:
    try:
        outcome = formula.subs(dict(values), simultaneous=True)
    except (TypeError, ValueError, RecursionError):
        return None
    return bool(outcome) if outcome in (True, False) else None


def _respects_assumptions(values: Mapping[Symbol, Expr]) -> bool:
    """Whether each value has the declared properties of its symbol (sign, integrality)."""
    for symbol, value in values.items():
        for name in ("positive", "nonnegative", "extended_nonnegative", "negative", "nonpositive", "nonzero", "integer", "real"):
            if getattr(symbol, f"is_{name}") is True and getattr(value, f"is_{name}") is not True:
                return False
    return True


def _nearby(values: Mapping[Symbol, Expr]) -> Iterable[dict[Symbol, Expr]]:
    """The values themselves, then rational neighbours of irrational ones.

    Several roots of polynomials of high degree are left out: SymPy takes minutes to see whether a polynomial in them is 0.
    """
    if sum(value.has(CRootOf) for value in values.values()) <= 1:
        yield dict(values)
    if any(not value.is_Rational for value in values.values()):
        for digits in (4, 8, 14):
            yield {s: v if v.is_Rational else nsimplify(v.n(digits), rational=True) for s, v in values.items()}


def holds(formulas: Iterable[Boolean], values: Mapping[Symbol, Expr]) -> bool:
    """Whether values have the declared properties of their symbols and satisfy all formulas, exactly."""
    return _respects_assumptions(values) and all(replay(formula, values) is True for formula in formulas)


def _ask(formulas: tuple[Boolean, ...], timeout: float) -> tuple[str, dict[Symbol, Expr], str]:
    """Satisfiability of a conjunction: Z3's answer, its values, and the query as text."""
    z3 = load_z3()
    translation = Translation()
    asserted = [translation.formula(formula) for formula in formulas]
    answer, values, text = "unknown", {}, ""
    solvers = (lambda: z3.SolverFor("QF_NRA", ctx=translation.context), lambda: z3.Solver(ctx=translation.context))

    def prepared(make: Callable[[], Any]) -> Any:
        solver = make()
        solver.set("random_seed", 1)
        solver.add(*translation.constraints, *asserted)
        return solver

    for make in solvers:
        solver, answer, text = _answered(partial(prepared, make), timeout / 2)
        if answer == "sat":
            model = solver.model()
            values = {s: _value(model.eval(real, model_completion=True)) for s, real in translation.symbols.items()}
        if answer != "unknown":
            break
    return answer, values, "(set-logic QF_NRA)\n" + text


def _answered(prepared: Callable[[], Any], seconds: float) -> tuple[Any, str, str]:
    """A solver that has spent up to so many seconds of processor time, its answer, and the query as text.

    Z3 counts seconds of the clock, of which it has a small part where much else is at work. What is proved must not depend on
    that: it is asked again, and waited for in proportion.
    """
    limit = seconds
    for _ in range(_REPEATS):
        solver = prepared()
        text = solver.to_smt2()
        solver.set("timeout", max(1, int(1000 * limit)))
        clock, processor = time.perf_counter(), time.process_time()
        answer = str(solver.check())
        passed, spent = time.perf_counter() - clock, time.process_time() - processor
        if answer != "unknown" or passed < _MOST * limit or spent > _MOST * seconds:
            break
        limit = seconds * min(passed / max(spent, 1e-3), _LONGEST)
    return solver, answer, text


def satisfy(formulas: Iterable[Boolean], *, timeout: float = 10.0) -> dict[Symbol, Expr] | None:
    """Values that satisfy all formulas, checked by exact replay; None if none was found.

    Parameters
    ----------
    formulas
        SymPy relations and Boolean combinations of them.
    timeout
        Seconds of processor time for the solver.

    Returns
    -------
    dict or None
        One rational or algebraic value per free symbol.

    Raises
    ------
    TypeError
        If a formula is text or is outside real algebra.
    """
    parts = _checked(formulas)
    answer, values, _ = _ask(parts, timeout)
    if answer != "sat":
        return None
    return next((candidate for candidate in _nearby(values) if holds(parts, candidate)), None)


def prove(hypotheses: Iterable[Boolean], conclusion: Boolean, *, timeout: float = 10.0, counterexample: bool = True) -> SmtResult:
    """Decide whether the hypotheses imply the conclusion for all real values of the symbols.

    Parameters
    ----------
    hypotheses, conclusion
        SymPy relations and Boolean combinations of them; assumptions of the symbols (positive, …) count as hypotheses.
    timeout
        Seconds of processor time for the solver; when they run out the status is ``"unknown"``, which is never a proof.
    counterexample
        Whether to replay what the solver offers against the implication; if not, an offer is ``"unknown"`` as well.

    Returns
    -------
    SmtResult
        ``unsat`` proved, ``sat`` refuted with exactly replayed values, else ``unknown``.

    Raises
    ------
    TypeError
        If a part is text or is outside real algebra.
    """
    start = time.perf_counter()
    hypotheses, (conclusion,) = _checked(hypotheses), _checked([conclusion])
    parts = (*hypotheses, Not(conclusion))
    if false in parts:
        found = "the hypotheses contradict each other" if false in hypotheses else "the goal is true"
        return SmtResult("unsat", None, (f"{_NO_QUERY} {found}\n",), time.perf_counter() - start)
    answer, values, text = _ask(parts, timeout)
    model = None
    if answer == "sat":
        if counterexample:
            model = next((candidate for candidate in _nearby(values) if holds(parts, candidate)), None)
        answer = "unknown" if model is None else "sat"
    return SmtResult(answer, model, (text,), time.perf_counter() - start)
