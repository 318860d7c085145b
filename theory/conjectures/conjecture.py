"""Ask what becomes of a conjecture: a rational counterexample, a certificate, the word of Z3, or nothing.

>>> from sympy import symbols
>>> from theory import conjecture
>>> x, y = symbols("x y", real=True)
>>> conjecture([x * y >= 1], x**2 + y**2 >= 2).verdict
'certified'
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sympy import Expr, Symbol, false, nsimplify, to_nnf, true
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean, BooleanAtom, BooleanFunction, Not

from theory.arguments import as_expression, flag, instance, listed, positive_integer, seconds, shown
from theory.certificates.algebra import Algebra, Implied
from theory.conjectures.formal import read_formally
from theory.conjectures.implied import implied
from theory.conjectures.result import Conjecture, ConjectureProof
from theory.conjectures.states import OneStep
from theory.conjectures.trajectories import about_trajectories
from theory.models.unit import UnitModel
from theory.provers.obligations import granted, owed
from theory.provers.smt.rationals import rational_point
from theory.provers.smt.smt import SmtResult, holds, prove, satisfy
from theory.settings import Setting
from theory.symbols import PARAMETERS

__all__ = ["conjecture"]

_Values = dict[Symbol, Expr]


def conjecture(
    hypotheses: Iterable[Boolean],
    conclusion: Boolean,
    *,
    model: UnitModel | None = None,
    setting: Setting | None = None,
    width: int = 1,
    target: Expr | int = PARAMETERS["y"].symbol,
    timeout: float = 10.0,
    formally: bool = False,
) -> Conjecture:
    """Decide, if that is possible, whether hypotheses imply a conclusion for all real values of the symbols.

    That every part of the conclusion is defined is part of what is asserted. Hypotheses that nothing satisfies prove nothing.

    Parameters
    ----------
    hypotheses, conclusion
        SymPy relations and Boolean combinations of them, in symbols that are declared real. With a model they may speak of
        observables of `theory.symbols`, now and next, besides the weights and constants of its unit; with a setting as a
        `theory.Statement` does, or, of the first step from any state, of values now and next.
    model
        A unit model without gates. One step of gradient descent is taken on one datum.
    setting
        Instead of a model: the sentence is about all its trajectories, of any width. It is proved if it follows by algebra from
        theorems about exactly this setting, which are cited: those that are shipped, or, with ``Setting.of_unit``, those that
        are derived for a model of one's own.
    width
        How many units it has; with two or more the weights are called ``u_1``, ``u_2``, ….
    target
        y, symbolic by default.
    timeout
        Seconds for each query to Z3, and after which no further certificate is searched for.
    formally
        Whether what is certified goes to a prover that leaves less to be believed, if one is present; it takes seconds.

    Returns
    -------
    Conjecture
        With its verdict, and with a counterexample or a proof. Without Z3 counterexamples are searched among small numbers, and
        only certificates prove; without Clarabel only those that need no search.

    Raises
    ------
    TypeError
        If an argument is text, a float, or none of what is expected.
    ValueError
        If a symbol is not declared real or two share a name, SymPy decides a relation by itself, or the model has gates or does
        not know what is said; if there are both a model and a setting.

    Examples
    --------
    >>> from sympy import symbols
    >>> from theory import OBSERVABLES, PARAMETERS, from_unit
    >>> u, v = symbols("u v", real=True)
    >>> eta, theta2 = PARAMETERS["eta"].symbol, OBSERVABLES["theta2"]
    >>> print(conjecture([eta * theta2.now <= 4], theta2.next <= theta2.now, model=from_unit(u * v, name="u·v"), target=0))
    u·v with one unit and target 0: if eta*theta2 ≤ 4, then theta2_next ≤ theta2. Certified: an exact certificate.
    """
    given = tuple(_sentence(part, "hypotheses") for part in listed(hypotheses, "hypotheses", Boolean))
    asserted = _sentence(instance(conclusion, "conclusion", Boolean), "conclusion")
    flag(formally, "formally")
    if setting is not None:
        if model is not None:
            raise ValueError("give a model, for one step of it, or a setting, for all its trajectories, not both")
        stated = instance(setting, "setting", Setting)
        return about_trajectories(stated, given, asserted, seconds(timeout, "timeout"), formally=formally)
    width, target, limit = positive_integer(width, "width"), as_expression(target, "target"), seconds(timeout, "timeout")
    known, goals = (*granted(given), *given), (*owed(asserted), asserted)
    about = ""
    if model is not None:
        step = OneStep(instance(model, "model", UnitModel), width, target)
        about = str(step)
        known = (*(step.written(part) for part in known), *step.constants)
        goals = tuple(step.written(part) for part in goals)
    _real((*known, *goals))
    found = _Search(known, goals, limit).result(given, asserted, about)
    return read_formally(found) if formally else found


def _sentence(formula: Boolean, argument: str) -> Boolean:
    if isinstance(formula, BooleanAtom):
        raise ValueError(f"{argument}: SymPy finds a relation {formula} by itself; write it with evaluate=False")
    if isinstance(formula, Relational):
        for side in formula.args:
            as_expression(side, argument)
    elif isinstance(formula, BooleanFunction):
        for part in formula.args:
            _sentence(part, argument)
    else:
        raise TypeError(f"{argument} must be made of relations, not {shown(formula)} ({type(formula).__name__})")
    return formula


def _real(formulas: Iterable[Boolean]) -> None:
    names: dict[str, Symbol] = {}
    for symbol in sorted({symbol for part in formulas for symbol in part.free_symbols}, key=str):
        if symbol.is_real is not True:
            raise ValueError(f"hypotheses and conclusion: the symbol {shown(symbol)} must be declared real")
        if names.setdefault(symbol.name, symbol) != symbol:
            raise ValueError(f"hypotheses and conclusion: two symbols are called {shown(symbol)}, with different assumptions")


@dataclass
class _Search:
    """What is given, what has to be shown, one after the other, and what was tried without success."""

    given: tuple[Boolean, ...]
    goals: tuple[Boolean, ...]
    limit: float
    tried: list[str] = field(default_factory=list)
    certificates: list[Implied] = field(default_factory=list)
    queries: list[str] = field(default_factory=list)

    def result(self, hypotheses: tuple[Boolean, ...], conclusion: Boolean, about: str) -> Conjecture:
        """Go through the goals: one that fails refutes, one that is not shown leaves the conjecture open."""
        said = (hypotheses, conclusion, about)
        assumed, shown = self.given, list[tuple[Boolean, tuple[Implied, ...]]]()
        witness = self._witness()
        if witness is None:
            return Conjecture(*said, "open", tried=tuple(self.tried))
        shown_all = True
        for number, goal in enumerate(self.goals):
            values = rational_point((*self.given, Not(goal)))
            solved = self._ask(goal) if values is None else None
            if solved is not None and solved.model is not None:
                values = self._rational(goal, solved.model)
            if values is not None:
                undefined = ("where a part has no value",) * (number < len(self.goals) - 1)
                return Conjecture(*said, "refuted", counterexample=values, tried=undefined)
            before = len(self.certificates)
            shown_all = self._show(goal, solved) and shown_all
            shown.append((goal, tuple(self.certificates[before:])))
            self.given = (*self.given, goal)
        if not shown_all:
            return Conjecture(*said, "open", tried=tuple(dict.fromkeys(self.tried)))
        algebra = Algebra(assumed, tuple(shown), witness) if self.certificates and not self.queries else None
        proof = ConjectureProof(tuple(self.certificates), tuple(self.queries), witness, algebra=algebra)
        word = "proved (Z3)" if self.queries else "certified" if self.certificates else "proved (identity)"
        return Conjecture(*said, word, proof=proof)

    def _witness(self) -> _Values | None:
        found = rational_point(self.given)
        if found is None:
            try:
                found = satisfy(self.given, timeout=self.limit)
                contradictory = found is None and prove(self.given, false, timeout=self.limit).proved
                self.tried.append("the hypotheses contradict each other" if contradictory else _UNMET)
            except (ImportError, TypeError):
                self.tried.append(_UNMET)
        return found

    def _ask(self, goal: Boolean) -> SmtResult | None:
        try:
            return prove(self.given, goal, timeout=self.limit)
        except ImportError:
            self.tried.append("Z3 is not installed")
        except TypeError as error:
            self.tried.append(f"Z3 cannot read it: {error}")
        return None

    def _rational(self, goal: Boolean, model: Mapping[Symbol, Expr]) -> _Values:
        """Rational values near those of a counterexample that are one as well; if there are none, these."""
        near = (candidate for candidate in _rounded(model) if holds((*self.given, Not(goal)), candidate))
        return next(near, dict(model))

    def _show(self, goal: Boolean, solved: SmtResult | None) -> bool:
        found = None
        try:
            found = implied(self.given, to_nnf(goal, simplify=False), self.limit) if goal is not true else ()
        except ImportError:
            self.tried.append("Clarabel, which searches for certificates, is not installed")
        if found is not None:
            self.certificates += found
            return True
        if solved is not None and solved.proved:
            self.queries += solved.smt2
            return True
        self.tried += ["no counterexample among small numbers", "no certificate of low degree was found"]
        if solved is not None:
            self.tried.append("Z3 gave neither a proof nor values that can be checked")
        return False


_UNMET = "no values that satisfy the hypotheses were found"


def _rounded(values: Mapping[Symbol, Expr]) -> Iterable[_Values]:
    """The values if they are rational, else rational ones near them."""
    if all(value.is_Rational for value in values.values()):
        yield dict(values)
        return
    for digits in (2, 4, 8, 14):
        yield {s: v if v.is_Rational else nsimplify(v.n(digits), rational=True) for s, v in values.items()}
