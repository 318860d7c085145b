"""How a user's own unit model reads in Coq: its definition, and the setting of a statement about it."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from sympy import Expr, Piecewise, Rational

from theory.models.own import registered
from theory.models.unit import UnitModel
from theory.provers.coq.frame import Frame
from theory.provers.coq.named import Named, named
from theory.provers.coq.printer import coq_term
from theory.provers.coq.unit_cases import CasedUnit, cased
from theory.settings import Setting
from theory.weighted_norm import norm_of

__all__ = ["cases_of", "coordinate_names", "model_name", "model_text", "own_frame"]


def coordinate_names(unit: UnitModel) -> dict[str, str]:
    """The Coq term of each weight of a unit ``p``."""
    return {coordinate.name: f"(p {number}%nat)" for number, coordinate in enumerate(unit.coordinates)}


def cases_of(unit: UnitModel) -> CasedUnit | None:
    """How a unit with cases reads; None if it has none.

    Raises
    ------
    TypeError
        If Coq cannot read it.
    """
    return cased(unit, tuple(coordinate_names(unit).items())) if named(unit.output).has(Piecewise) else None


def _definition(unit: UnitModel) -> str:
    cases, count, scale = cases_of(unit), len(unit.coordinates), coq_term(unit.scale, {})
    if cases is None:
        output = coq_term(named(unit.output), coordinate_names(unit))
        model = f"Definition model : unit_model := UnitModel {count} (fun p => {output}) {scale}.\n"
    else:
        given = f"GivenUnits {count} (fun p => value (holds p) p) (fun p => slopes (holds p) p) {scale}"
        model = f"{cases.text}Definition model : unit_model := {given}.\n"
    norm = norm_of(unit)
    return model if norm is None else f"{model}{_numbers('omega', norm.weights)}{_numbers('centre', norm.centre)}"


def _numbers(name: str, values: Sequence[Expr]) -> str:
    arms = " | ".join(f"{number}%nat => {coq_term(value, {})}" for number, value in enumerate(values))
    return f"Definition {name} (j : nat) : R := match j with {arms} | _ => 0 end.\n"


def model_name(unit: UnitModel) -> str:
    """The Coq module that defines a unit model, named by what it says: two models never share one.

    Raises
    ------
    KeyError, TypeError
        If the unit has constants, or its output or prefactor has no Coq term.
    """
    return f"Own_{sha256(_definition(unit).encode()).hexdigest()[:16]}"


def model_text(unit: UnitModel) -> str:
    """The Coq module that defines a unit model and makes the words of `Units` known."""
    words = f"{'' if cases_of(unit) is None else ' UnitCases'}{'' if norm_of(unit) is None else ' WeightedUnits'}"
    words += " KnownActivations" if named(unit.output).has(Named) else ""
    return (
        "(* A unit model as it was given. *)\n"
        "Require Import Reals.\nFrom Coquelicot Require Import Coquelicot.\n"
        f"From Catapult Require Export Units{words}.\n"
        f"Open Scope R_scope.\n\n{_definition(unit)}"
    )


def own_frame(setting: Setting) -> Frame:
    """Return the Coq reading of a setting of a model that the user brought.

    Raises
    ------
    KeyError
        If no model of this name is known here, or Coq cannot read it.
    """
    unit = registered(setting.variant)
    if unit.constants or not isinstance(unit.scale, Rational):
        raise KeyError(f"no Coq model for {setting.variant!r}: its constants and its prefactor have no values")
    try:
        module, cases = model_name(unit), cases_of(unit)
    except TypeError as error:
        raise KeyError(f"no Coq model for {setting.variant!r}: {error}") from error
    fixed = setting.zero_targets
    target = "0" if fixed else "y"
    observables = {
        "f": "output model n {w}",
        "r": f"residual model n {target} {{w}}",
        "L": f"loss model n {target} {{w}}",
        "f2": "output model n {w} ^ 2",
        "r2": f"residual model n {target} {{w}} ^ 2",
        "rf": f"residual model n {target} {{w}} * output model n {{w}}",
        "rHr": f"residual model n {target} {{w}} ^ 2 * kernel model n {{w}}",
        "H": "kernel model n {w}",
        "theta2": "weight_norm model n {w}",
        "radial": "radial model n {w}",
    }
    if norm_of(unit) is not None:
        observables |= {
            "N_omega": "weighted_norm model omega centre n {w}",
            "H_omega": "weighted_kernel model omega n {w}",
        }
    return Frame(
        module=module,
        binders="(n : nat) (eta : R) (w : weights)" if fixed else "(n : nat) (y eta : R) (w : weights)",
        arguments="n eta w" if fixed else "n y eta w",
        moves=f"0 < loss model n {target} w",
        trained=f"model n {target}",
        train=f"(train model n {target} eta w {{t}})",
        hypotheses=(("rate_positive", "0 < eta"), ("some_units", "(0 < n)%nat")),
        parameters={
            "eta": "eta",
            "n": "INR n",
            "D": "1",
            "P": f"(INR n * {len(unit.coordinates)})",
            "s": coq_term(unit.scale, {}),
            "y": target,
            "y_norm": f"(Rabs {target})",
            **({"k": f"(INR {unit.degree})"} if unit.degree else {}),
        },
        observables=observables,
        owed=("differentiable model" if cases is None else f"differentiable_off model {cases.ties}",),
    )
