"""Actual weights: a setting with one or two units written out, to refute statements and to witness their hypotheses.

Here nothing is a lemma: observables are polynomials in the weights, before and after one step of gradient descent. A model
that the solver returns is replayed exactly, so what comes back are rational or algebraic weights.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.util import find_spec
from itertools import product

from sympy import Eq, Expr, Integer, Max, Ne, Symbol, expand
from sympy.logic.boolalg import And, Boolean, Not, Or, false, true

from theory.provers.obligations import granted
from theory.provers.smt.knowledge import Knowledge, knowledge
from theory.provers.smt.lemmas import sum_model
from theory.provers.smt.rationals import rational_point
from theory.provers.smt.smt import SmtResult, satisfy
from theory.provers.smt.units import Branch, Part, SumModel, moved
from theory.statements import Quantifier, Setting, Statement
from theory.symbols import OBSERVABLES, PARAMETERS, observable_of

__all__ = ["Realisation", "realisations", "refute_statement", "witness"]

_R, _F = OBSERVABLES["r"].now, OBSERVABLES["f"].now
_FLIP, _FLIP0 = OBSERVABLES["flip"].now, OBSERVABLES["flip"].initial
_X2, _TOP = PARAMETERS["x2"].symbol, PARAMETERS["psi2_top"].symbol
_X_NORM = Symbol("x_norm", nonnegative=True)
_WIDTHS = (PARAMETERS["n"].symbol, PARAMETERS["m"].symbol)
_SCALES = (_X_NORM, PARAMETERS["s"].symbol, PARAMETERS["zeta"].symbol)
_NICE = dict.fromkeys((*_SCALES, PARAMETERS["a_plus"].symbol), Integer(1))
_DOUBLED = dict.fromkeys(_SCALES, Integer(2))


@dataclass(frozen=True)
class Realisation:
    """Observables as polynomials in the weights of finitely many units, in one region of weight space.

    Attributes
    ----------
    values
        Expression of each observable's symbol, now and (if asked for) next; initial values are those now.
    constraints
        The region, and what the parameters are for these units.
    maxima
        For the symbol of a maximum over the units: what makes it that maximum.
    """

    values: Mapping[Symbol, Expr]
    constraints: tuple[Boolean, ...]
    maxima: Mapping[Symbol, Iterable[Boolean]]


def _copies(model: SumModel, count: int) -> list[tuple[Part, dict[Symbol, Symbol]]]:
    found = []
    for part in model.parts:
        for index in range(1 if part.single else count):
            own = (*part.coordinates, *part.kept)
            found.append((part, {symbol: Symbol(f"{symbol.name}_{index + 1}", real=True) for symbol in own}))
    return found


def _total(
    copies: list[tuple[Part, dict[Symbol, Symbol]]],
    branches: tuple[Branch, ...],
    name: str,
    steps: bool,
    residual: Expr,
    gradients: tuple[Branch, ...],
) -> Expr:
    total: Expr = Integer(0)
    for (part, names), branch, gradient in zip(copies, branches, gradients, strict=True):
        contribution = branch.sums.get(name, Integer(0))
        if steps:
            contribution = contribution.subs(moved(part, gradient), simultaneous=True)
        total += contribution.subs(names, simultaneous=True)
    return total.subs(_R, residual)


def realisations(known: Knowledge, count: int, step: bool) -> Iterator[Realisation]:
    """Every region of weight space of ``count`` units, for statements about a state or about one step."""
    general, values = known.setting.general
    model = sum_model(general)
    if model is None:
        return
    copies = _copies(model, count)
    fixed: dict[Symbol, Expr] = {**dict.fromkeys(_WIDTHS, Integer(count)), PARAMETERS["d"].symbol: Integer(2)}
    fixed |= {symbol: value.subs(fixed) for symbol, value in values.items()}
    eigenvalues = [names[part.eigenvalue] ** 2 for part, names in copies if part.eigenvalue is not None]
    extra: tuple[Boolean, ...] = ()
    if eigenvalues:
        top = Max(*eigenvalues) if len(eigenvalues) > 1 else eigenvalues[0]
        extra = (Eq(values[_TOP], top),) if _TOP in values else ()
        fixed.setdefault(_TOP, top)
    choices = [part.branches for part, _ in copies]
    for before in product(*choices):
        for after in product(*choices) if step else (before,):
            yield _region(known, copies, before, after if step else None, fixed, extra)


def _region(
    known: Knowledge,
    copies: list[tuple[Part, dict[Symbol, Symbol]]],
    before: tuple[Branch, ...],
    after: tuple[Branch, ...] | None,
    fixed: Mapping[Symbol, Expr],
    extra: tuple[Boolean, ...],
) -> Realisation:
    residual = _total(copies, before, "f", False, Integer(0), before) - known.target
    values: dict[Symbol, Expr] = {}
    names = {name for branch in before for name in branch.sums}
    constraints = list(extra)
    for (part, renamed), here, there in zip(copies, before, after or before, strict=True):
        constraints.append(here.condition.subs(renamed, simultaneous=True))
        if after is not None:
            following = there.condition.subs(moved(part, here), simultaneous=True)
            constraints.append(following.subs(renamed, simultaneous=True).subs(_R, residual))
    for name in names:
        now = _total(copies, before, name, False, residual, before)
        values[OBSERVABLES[name].now] = values[OBSERVABLES[name].initial] = now
        if after is not None:
            values[OBSERVABLES[name].next] = _total(copies, after, name, True, residual, before)
    polynomial = {symbol: expand(_plain(value, fixed)) for symbol, value in values.items()}
    plain = [_plain(constraint, fixed) for constraint in constraints]
    maxima = {symbol: [_plain(c, fixed) for c in found] for symbol, found in _maxima(copies, before).items()}
    return Realisation({**polynomial, **fixed}, tuple(c for c in plain if c != true), maxima)


def _maxima(copies: list[tuple[Part, dict[Symbol, Symbol]]], before: tuple[Branch, ...]) -> dict[Symbol, tuple[Boolean, ...]]:
    """A maximum over the units is a number that bounds all of them and is attained."""
    found = {}
    for symbol in {symbol for branch in before for symbol in branch.bounds}:
        bounds = [b.bounds[symbol].subs(names) for (_, names), b in zip(copies, before, strict=True) if symbol in b.bounds]
        proper = [bound for bound in bounds if bound != true]
        attained = Or(*(And(Eq(bound.lts, bound.gts), Ne(bound.gts.diff(symbol), 0)) for bound in proper))
        found[symbol] = (*proper, attained)
    return found


def _plain(expression: Expr, fixed: Mapping[Symbol, Expr]) -> Expr:
    """With |x|² as a square, and with parameters that the number of units fixes."""
    return expression.subs({**fixed, _X2: _X_NORM**2}, simultaneous=True)


def _search(known: Knowledge, formulas: tuple[Boolean, ...], step: bool, timeout: float) -> dict[Symbol, Expr] | None:
    """Exact weights and parameters that satisfy all formulas; simple parameters first."""
    deadline = time.process_time() + timeout
    for count, preset in ((1, _NICE), (1, _DOUBLED), (2, _NICE), (1, {}), (2, {})):
        for realisation in realisations(known, count, step):
            left = deadline - time.process_time()
            if left <= 0:
                return None
            values = {**realisation.values, _X2: _X_NORM**2}
            parts = [f.subs(values, simultaneous=True) for f in formulas] + list(realisation.constraints)
            parts += [c for m, found in realisation.maxima.items() if any(f.has(m) for f in formulas) for c in found]
            parts = [part.subs(preset) for part in parts]
            _refuse_unknown(parts)
            if false in parts:
                continue
            wanted = [part for part in parts if part != true]
            found = satisfy(wanted, timeout=min(left, 1.0)) if _solver_present() else rational_point(wanted)
            if found is not None:
                used = set().union(*(part.free_symbols for part in (*formulas, *realisation.constraints)))
                return {**{k: v for k, v in preset.items() if k in used | {_X_NORM}}, **found}
    return None


def _solver_present() -> bool:
    return find_spec("z3") is not None


def _one_datum(setting: Setting) -> Knowledge | None:
    """The setting on one datum, without lemmas: weights that are written out need none. None if it is no sum over parts."""
    one = replace(setting, data="one")
    return None if sum_model(one.general[0]) is None else Knowledge(one, (), (), (), ())


def _refuse_unknown(parts: list[Boolean]) -> None:
    for symbol in set().union(*(part.free_symbols for part in parts)):
        if symbol != _FLIP and (observable_of(symbol) is not None or symbol.name in ("P", "k")):
            raise LookupError(f"{symbol} has no value in weights of single units")


def _prepared(known: Knowledge, parts: Iterable[Boolean]) -> tuple[Boolean, ...]:
    """Hypotheses or conclusion at the first step, where a running sum is its first term."""
    first = {o.total: known.definition(o, "now") for o in OBSERVABLES.values()} | {_FLIP0: _FLIP}
    return tuple(known.unfold(part).subs(first, simultaneous=True) for part in parts)


def refute_statement(statement: Statement, *, timeout: float = 10.0) -> SmtResult | None:
    """Look for actual weights of one or two units that violate a statement at a state or in the first step.

    Parameters
    ----------
    statement
        Of a setting that `theory.provers.smt.induction.prove_statement` knows.
    timeout
        Seconds of processor time in all.

    Returns
    -------
    SmtResult or None
        ``sat`` with exact weights and parameters, replayed; None if none was found, which says nothing.

    Raises
    ------
    TypeError
        If ``statement`` is not a `Statement`.
    """
    if not isinstance(statement, Statement):
        raise TypeError(f"a Statement is expected, not {type(statement).__name__}")
    known = knowledge(statement.setting)
    if known is None or statement.quantifier is Quantifier.TRAJECTORY:
        return None
    start = time.perf_counter()
    try:
        hypotheses = _prepared(known, (*granted(statement.hypotheses), *statement.hypotheses))
        *needs, conclusion = _prepared(known, (*granted([statement.conclusion]), statement.conclusion))
        step = any(symbol.name.endswith("_next") for symbol in conclusion.free_symbols)
        # Either the conclusion is defined and false, or one of its parts is undefined while those inside it are not.
        failures = ((*needs, Not(conclusion)), *((*needs[:place], Not(need)) for place, need in enumerate(needs)))
        searches = (_search(known, (*hypotheses, *failure), step, timeout / len(failures)) for failure in failures)
        found = next((values for values in searches if values is not None), None)
    except (LookupError, TypeError):
        return None
    return None if found is None else SmtResult("sat", found, (), time.perf_counter() - start)


def witness(statement: Statement, *, timeout: float = 5.0) -> dict[Symbol, Expr] | None:
    """Actual weights that satisfy the hypotheses of a statement, so that it is not vacuous; None if none was found.

    One datum witnesses a statement about any number of data. Without Z3 small rational numbers are tried.

    Raises
    ------
    TypeError
        If ``statement`` is not a `Statement`.
    """
    if not isinstance(statement, Statement):
        raise TypeError(f"a Statement is expected, not {type(statement).__name__}")
    known = _one_datum(statement.setting)
    if known is None:
        return None
    moving = Not(Eq(_F, known.target))
    try:
        hypotheses = _prepared(known, (*granted(statement.hypotheses), *statement.hypotheses))
        return _search(known, (*hypotheses, moving), False, timeout) or _search(known, hypotheses, False, timeout)
    except (LookupError, TypeError):
        return None
