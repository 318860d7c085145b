"""A conjecture about all trajectories of a setting: what it says as a statement, and the theorems from which it follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

from sympy import Expr, Rational, Symbol
from sympy.logic.boolalg import Boolean, Not

from theory.conjectures.cited import followed
from theory.conjectures.formal import proved_formally
from theory.conjectures.result import Conjecture, ConjectureProof
from theory.conjectures.states import OneStep
from theory.conjectures.theorems import theorems
from theory.models.own import unit_of
from theory.provers.obligations import granted, owed
from theory.provers.own_witness import own_witness
from theory.provers.smt.lemmas import sum_model
from theory.provers.smt.rationals import rational_point
from theory.provers.smt.realise import refute_statement, witness
from theory.roles import at, roles
from theory.settings import Setting
from theory.statements import Quantifier, Statement

__all__ = ["about_trajectories"]


def about_trajectories(
    setting: Setting, hypotheses: Sequence[Boolean], conclusion: Boolean, timeout: float, *, formally: bool = False
) -> Conjecture:
    """Whether a sentence about a setting follows from theorems about exactly this setting, or fails in a first step.

    Parameters
    ----------
    setting
        What is trained, and how.
    hypotheses, conclusion
        As in a `theory.Statement`. Hypotheses about values now speak of any state, which is then the start.
    timeout
        Seconds after which no further search is begun.
    formally
        Whether what follows is proved by a prover that leaves less to be believed, if one is present.

    Raises
    ------
    ValueError
        If they speak of what no statement can speak of.
    """
    statement = _statement(setting, hypotheses, conclusion)
    first = {"initial": "now"} if statement.quantifier is Quantifier.FIRST else {}
    given, goals = (
        tuple(at(part, **first) for part in parts)
        for parts in (
            (*granted(statement.hypotheses), *statement.hypotheses),
            (*owed(statement.conclusion), statement.conclusion),
        )
    )
    said = (tuple(hypotheses), conclusion, str(setting))
    met = _witness(statement)
    if met is None:
        return Conjecture(*said, "open", tried=("no weights that satisfy the hypotheses were found",))
    tried: tuple[str, ...] = ()
    try:
        found = followed(setting, statement.quantifier, given, goals, timeout)
    except ImportError as error:
        found, tried = None, (str(error),)
    if found is None:
        values = _broken(statement, timeout)
        if values is not None:
            return Conjecture(*said, "refuted", counterexample=values)
        count = len({theorem.name for theorem in theorems(setting)})
        tried += (f"it was not seen to follow from the {count} theorems about this setting, nor fails in a first step",)
        return Conjecture(*said, "open", tried=(*tried, "checks.verify searches longer trajectories"))
    cited = tuple((theorem.name, str(theorem.statement)) for theorem in found.cited)
    proof = ConjectureProof(found.certificates, found.queries, met, cited, found.meaning)
    result = Conjecture(*said, "proved (Z3)" if found.queries else "certified", proof=proof)
    return proved_formally(result, statement) if formally else result


def _statement(setting: Setting, hypotheses: Sequence[Boolean], conclusion: Boolean) -> Statement:
    """The sentence, with the quantifier that its values show."""
    before, after = (set().union(*map(roles, parts)) for parts in (hypotheses, (conclusion,)))
    if after & {"peak", "limit"}:
        return Statement(setting, tuple(hypotheses), Quantifier.TRAJECTORY, conclusion)
    if "now" not in before:
        return Statement(setting, tuple(hypotheses), Quantifier.STEP, conclusion)
    if "initial" in before | after:
        raise ValueError("hypotheses: they speak of values now or of initial values, not of both")
    return Statement(setting, tuple(at(part, now="initial") for part in hypotheses), Quantifier.FIRST, conclusion)


def _broken(statement: Statement, timeout: float) -> Mapping[Symbol, Expr] | None:
    """Exact weights of one or two units at which a statement fails at once or in the first step; None if none were found."""
    setting = statement.setting
    unit = unit_of(setting.model, setting.variant)
    if unit is None:
        found = refute_statement(statement, timeout=timeout)
        return None if found is None else found.model
    if not setting.plain or unit.validity or not (roles(statement.conclusion) <= {"now", "next", "initial"}):
        return None
    conclusion = at(statement.conclusion, initial="now")
    needs = (*granted([conclusion]), conclusion)
    for width, place in product((1, 2), range(len(needs))):
        step = OneStep(unit, width, setting.target)
        parts = [*granted(statement.hypotheses), *statement.hypotheses, *needs[:place], Not(needs[place])]
        values = rational_point([step.written(at(part, initial="now")) for part in parts])
        if values is not None:
            return values
    return None


def _witness(statement: Statement) -> dict[Symbol, Expr] | None:
    """Weights that satisfy the hypotheses; values of the observables themselves of models that are not written out in weights."""
    unit = unit_of(statement.setting.model, statement.setting.variant)
    if unit is not None:
        met = own_witness(statement, unit)
        return None if met is None else {Symbol(name): Rational(value) for name, value in met.named(unit)}
    if sum_model(statement.setting.general[0]) is not None:
        return witness(statement)
    return rational_point((*granted(statement.hypotheses), *statement.hypotheses)) if statement.hypotheses else {}
