"""Margins of a statement on floating-point instances: how surely its hypotheses hold, how far its conclusion is from failing."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy import ndarray
from sympy.logic.boolalg import Boolean

from checks.instances.instance import Instance
from checks.instances.measure import environment, observables, rate_dependent, run, wanted_names
from checks.instances.process import linear_edge
from checks.instances.rates import edges_float
from checks.truth.algebraic import UndecidedError
from checks.truth.exactly import exact_truth
from checks.truth.robustly import Margins, compile_sentence
from theory.statements import Quantifier, Statement

__all__ = ["conclusion_margins", "edges_and_phases", "hypothesis_margins", "start_values", "tolerance"]


def tolerance(instance: Instance) -> float:
    """Rounding error of sums over P weights, relative to the size of their terms: (64 + 4P) ulp."""
    return float(np.finfo(np.float64).eps) * (64 + 4 * instance.model.weight_count)


def start_values(statement: Statement, instance: Instance) -> dict[str, ndarray]:
    """Observables of step 0, (B,) each, but for those that depend on the learning rate."""
    names = wanted_names(statement) | {"f", "r", "H", "theta2"}
    return observables(instance, instance.weights, names - rate_dependent(names), np.ones(len(instance.weights)))


def edges_and_phases(statement: Statement, instance: Instance, start: dict[str, ndarray]) -> ndarray:
    """Learning rates at which a hypothesis turns, 2/H, 3/H, 4/H, and the linear edge of another rule: (B, edges); or NaN."""
    initial: dict[str, ndarray | float] = {name: float(value) for name, value in instance.parameters.items()}
    initial.update({f"{name}_0": values for name, values in start.items()})
    with np.errstate(all="ignore"):
        numbers = (2.0, 3.0, 4.0) if instance.setting.plain else (2.0, 3.0, 4.0, linear_edge(instance))
        phases = np.stack([number / start["H"] for number in numbers], axis=1)
        return np.concatenate((edges_float(statement, initial, len(instance.weights)), phases), axis=1)


def hypothesis_margins(
    statement: Statement, instance: Instance, start: dict[str, ndarray], rates: ndarray, rows: ndarray
) -> Margins:
    """The smallest margins among the hypotheses, (T,) each, of T trajectories from rows of an instance with learning rates."""
    values: dict[str, ndarray | float] = {name: float(value) for name, value in instance.parameters.items()}
    values["eta"] = rates
    suffix = "" if statement.quantifier is Quantifier.STATE else "_0"
    values.update({f"{name}{suffix}": column[rows] for name, column in start.items()})
    of_the_rate = rate_dependent(wanted_names(statement))
    if of_the_rate:
        chosen = instance.of_rows(rows)
        found = observables(chosen, chosen.weights, of_the_rate, rates)
        values.update({f"{name}{suffix}": column for name, column in found.items()})
    with np.errstate(all="ignore"):
        values[f"f{suffix}__size"] = np.sqrt(instance.model.data_count * start["H"] * start["theta2"])[rows]
    relative, certain = np.full(len(rates), np.inf), np.full(len(rates), np.inf)
    for hypothesis in statement.hypotheses:
        if {symbol.name for symbol in hypothesis.free_symbols} <= instance.parameters.keys():
            truth = _exactly(hypothesis, instance)
            if truth is not None:
                relative, certain = (np.minimum(margin, np.inf if truth else -1.0) for margin in (relative, certain))
                continue
        margins = compile_sentence(hypothesis)(values, tolerance(instance))
        relative, certain = np.minimum(relative, margins.relative), np.minimum(certain, margins.certain)
    return Margins(relative, certain)


def _exactly(hypothesis: Boolean, instance: Instance) -> bool | None:
    """The truth of a hypothesis about parameters alone, on them as they are; None if it is undecided or they are not finite."""
    try:
        values = {name: Fraction(value) if isinstance(value, float) else value for name, value in instance.parameters.items()}
        return exact_truth(hypothesis, values)
    except (UndecidedError, ValueError, OverflowError):
        return None


def conclusion_margins(
    statement: Statement, instance: Instance, rates: ndarray, rows: ndarray, steps: int, engine: str = "numpy"
) -> Margins:
    """Margins of the conclusion, (T, states) each, on T trajectories of so many steps."""
    runs = run(instance, statement, rates, steps, rows, engine)
    values = environment(instance, statement, runs, rows)
    margins = compile_sentence(statement.conclusion)(values, tolerance(instance))
    shape = (len(rates), margins.relative.shape[-1] if margins.relative.ndim else 1)
    return Margins(np.broadcast_to(margins.relative, shape), np.broadcast_to(margins.certain, shape))
