"""How a user's own units on D data read in Coq: the list of their unit models, and the setting of a statement about them."""

from __future__ import annotations

from hashlib import sha256

from sympy import Rational

from theory.models.own_data import DataUnits, data_registered
from theory.provers.coq.frame import Frame
from theory.provers.coq.own import cases_of, model_name
from theory.provers.coq.printer import coq_term
from theory.settings import Setting

__all__ = ["data_model_name", "data_model_text", "own_data_frame"]


def _definition(model: DataUnits) -> str:
    modules = [model_name(unit) for unit in model.units]
    arms = " | ".join(f"{number}%nat => {module}.model" for number, module in enumerate(modules))
    choice = f"(fun a => match a with {arms} | _ => {modules[0]}.model end)"
    defined = []
    for unit in dict.fromkeys(model.units):
        module, cases = model_name(unit), cases_of(unit)
        smooth = f"Units.differentiable {module}.model"
        defined.append(smooth if cases is None else f"Units.differentiable_off {module}.model {cases.ties_in(module)}")
    all_of_them = " /\\ ".join(dict.fromkeys(defined))
    return (
        f"Definition model : data_units := DataUnits {len(modules)} {choice}.\n"
        "(* The slopes are the derivatives, off the places where two cases may meet. *)\n"
        f"Definition differentiable : Prop := {all_of_them}.\n"
    )


def data_model_name(model: DataUnits) -> str:
    """The Coq module that defines a model on data, named by what it says.

    Raises
    ------
    KeyError, TypeError
        If one of its units has constants, or no Coq term.
    """
    return f"OwnData_{sha256(_definition(model).encode()).hexdigest()[:16]}"


def data_model_text(model: DataUnits) -> str:
    """The Coq module that defines a model on data and makes the words of `DataUnits` known."""
    modules = " ".join(dict.fromkeys(model_name(unit) for unit in model.units))
    cases = " UnitCases" if any(cases_of(unit) is not None for unit in model.units) else ""
    return (
        "(* The unit model on each datum, as it was given. *)\n"
        f"Require Import Reals.\nFrom Catapult Require Units{cases} {modules}.\n"
        f"From Catapult Require Export DataUnits.\nOpen Scope R_scope.\n\n{_definition(model)}"
    )


def own_data_frame(setting: Setting) -> Frame:
    """Return the Coq reading of a setting of units on data that the user brought, with targets 0.

    Raises
    ------
    KeyError
        If no model of this name is known here, Coq cannot read it, or its targets are any.
    """
    model = data_registered(setting.variant)
    first = model.units[0]
    if setting.any_targets or not isinstance(first.scale, Rational):
        raise KeyError(f"no Coq model for {setting.variant!r}: its targets are not 0, or its prefactor has no value")
    try:
        module = data_model_name(model)
    except TypeError as error:
        raise KeyError(f"no Coq model for {setting.variant!r}: {error}") from error
    return Frame(
        module=module,
        binders="(n : nat) (eta : R) (w : weights)",
        arguments="n eta w",
        moves="0 < loss model n w",
        trained="model n",
        train="(train model n eta w {t})",
        hypotheses=(("rate_positive", "0 < eta"), ("some_units", "(0 < n)%nat")),
        parameters={
            "eta": "eta",
            "n": "INR n",
            "D": f"{len(model.units)}",
            "P": f"(INR n * {len(first.coordinates)})",
            "s": coq_term(first.scale, {}),
            **({"k": f"(INR {model.degree})"} if model.degree else {}),
        },
        observables={"theta2": "weight_norm model n {w}", "L": "loss model n {w}"},
        owed=("differentiable",),
    )
