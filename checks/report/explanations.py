"""Which derivation of `theory` explains a statement: chosen by its setting and by what its conclusion speaks of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from sympy import Eq, Expr

from theory.bias import bias_bounds
from theory.bound import Bound, NoBoundError
from theory.bounds import kernel_bound, output_sum_bound, weight_norm_bound
from theory.depth import depth_constant
from theory.derivation import Derivation
from theory.descent import update_maps
from theory.growth import growth_condition, sufficient_growth_condition
from theory.homogeneous import falling_norm_condition, homogeneous_maps, master_bounds
from theory.losses import SQUARED
from theory.many_data import c_star_bound, gram_bound, many_data_bounds, omega_bound
from theory.many_outputs import outputs_bound
from theory.normal_form import normal_form, reduced_map
from theory.nqm_data import vector_dynamics
from theory.output_bias import output_bias_bounds, shifted_norm_change
from theory.quadratic_step import matrix_step
from theory.spectral import spectral_bounds
from theory.statements import Claim, Quantifier, Setting, Statement
from theory.symbols import PARAMETERS, observable_of
from theory.updates import GRADIENT_DESCENT

__all__ = ["Explanation", "explanations"]


@dataclass(frozen=True)
class Explanation:
    """What the toolkit itself derives in the setting of a claim, beside what the claim says."""

    title: str
    derivation: Derivation


def explanations(claim: Claim) -> list[Explanation]:
    """The derivations behind a claim's statements, each once; empty where the toolkit has none."""
    found: dict[str, Explanation] = {}
    for statement in claim.statements:
        for explained in (_process(statement.setting), _explain(statement)):
            if explained is not None and explained.derivation:
                found.setdefault(explained.title, explained)
    return list(found.values())


def _explain(statement: Statement) -> Explanation | None:
    names = {symbol.name for symbol in statement.conclusion.free_symbols}
    setting, topic = statement.setting, _topic(statement, names)
    title = _title(setting) + ("" if setting.plain else ", gradient descent")
    on_data = _ON_DATA if setting.many_data else _ON_ONE_DATUM
    derivation = on_data[setting.model](statement, topic, names) if setting.model in on_data else None
    return Explanation(f"{title}: {_TOPICS[topic]}", derivation) if derivation is not None else None


def _process(setting: Setting) -> Explanation | None:
    """One step of another update rule or on another loss: what Euler's identity makes of the norm, and of what is remembered."""
    degree = setting.known.degree
    if degree is None or (setting.update, setting.loss) == (GRADIENT_DESCENT, SQUARED):
        return None
    maps = homogeneous_maps(degree, update=setting.update, loss=setting.loss)
    derivation = maps.derivation
    for product, value in maps.memory:
        known = observable_of(product)
        derivation = derivation.then("With what is remembered, after the step,", Eq(known[0].next if known else product, value))
    return Explanation(f"{_title(setting)}, {setting.update.words}, {setting.loss.words}: one step", derivation)


def _title(setting: Setting) -> str:
    """The model and its data in words."""
    title = f"{setting.variant} {setting.model}".strip().replace("_", " ")
    return f"{title}, {'one datum' if setting.single_datum else 'D data'}"


_TOPICS = {
    "kernel": "the NTK is bounded",
    "norm": "how the weight norm moves",
    "total": "the total squared output is bounded",
    "growth": "when the loss grows in the first step",
    "maps": "one gradient step",
}


def _topic(statement: Statement, names: set[str]) -> str:
    if statement.quantifier is Quantifier.STATE:
        return "kernel" if "H" in names else "maps"
    if statement.quantifier is Quantifier.FIRST:
        return "growth"
    if names & {"f2_total", "L_limit"} and not statement.setting.any_targets:
        return "total"
    return (
        "norm" if names & {"theta2_next", "N_bias_next", "N_spec_next", "N_live_next", "N_omega_next", "N_shift_next"} else "maps"
    )


def _biased(statement: Statement, topic: str, names: set[str]) -> Derivation:
    return bias_bounds()[1 if topic == "total" else 0].derivation


def _deep(statement: Statement, topic: str, names: set[str]) -> Derivation:
    constant = depth_constant()
    if topic == "kernel":
        return constant.derivation
    if statement.setting.any_targets:
        return homogeneous_maps().derivation
    return master_bounds(constant.expression)[1 if topic == "total" else 0].derivation


def _entries(statement: Statement, topic: str, names: set[str]) -> Derivation:
    return matrix_step().derivation


def _nqm(statement: Statement, topic: str, names: set[str]) -> Derivation:
    return vector_dynamics().derivation if statement.setting.many_data else normal_form().derivation


def _nets(statement: Statement, topic: str, names: set[str]) -> Derivation:
    if names & {"N_spec", "N_spec_0", "N_spec_next"}:
        return spectral_bounds()[1 if topic == "total" else 0].derivation
    return _data(statement, topic, gram_bound)


def _outputs(statement: Statement, topic: str, names: set[str]) -> Derivation:
    return _data(statement, topic, outputs_bound)


def _output_bias(statement: Statement, topic: str, names: set[str]) -> Derivation:
    kernel, degree = _UNBIASED[statement.setting.variant]
    if statement.setting.any_targets:
        return shifted_norm_change(degree)[1]
    return output_bias_bounds(kernel().expression, degree)[1 if topic == "total" else 0].derivation


def _forms(statement: Statement, topic: str, names: set[str]) -> Derivation:
    sharp = {"c_star", "c_star_0"} & {symbol.name for symbol in statement.symbols}
    return _data(statement, topic, c_star_bound if sharp else omega_bound)


def _data(statement: Statement, topic: str, bound: Callable[[], Bound]) -> Derivation:
    if statement.setting.any_targets and topic != "kernel":
        return falling_norm_condition(2).derivation
    kernel = bound()
    return kernel.derivation if topic == "kernel" else many_data_bounds(kernel)[1 if topic == "total" else 0].derivation


def _one_datum(statement: Statement, topic: str, names: set[str]) -> Derivation | None:
    known = statement.setting.known
    if statement.setting.any_targets:
        return homogeneous_maps(2).derivation if topic == "norm" else normal_form().derivation
    if known.unit is None:  # a form that is a net: its maps are those of isotropic forms
        known = Setting("quadratic", variant="isotropic").known
    assert known.unit is not None
    model = known.unit()
    try:
        if topic == "kernel":
            return kernel_bound(model).derivation
        if topic == "norm":
            return weight_norm_bound(model).derivation
        if topic == "growth":
            maps = update_maps(model, 0)
            return (growth_condition(maps) if maps.closed else sufficient_growth_condition(model)).derivation
        if topic == "total" and not known.closed:
            return output_sum_bound(model).derivation
    except NoBoundError:
        return None
    return update_maps(model, 0).derivation + reduced_map().derivation if known.closed else update_maps(model, 0).derivation


_UNBIASED: dict[str, tuple[Callable[[], Bound], Expr | int]] = {
    "two layer": (gram_bound, 2),
    "quadratic": (c_star_bound, 2),
    "deep": (partial(depth_constant, input_norm2=PARAMETERS["gram_top"].symbol), PARAMETERS["k"].symbol),
}
"""Kernel bound and degree of models without their output bias."""
_Explains = Callable[[Statement, str, set[str]], Derivation | None]
_ON_ONE_DATUM: dict[str, _Explains] = {
    "biased_quadratic": _biased,
    "deep": _deep,
    "general_quadratic": _one_datum,
    "nqm": _nqm,
    "quadratic": _one_datum,
    "two_layer": _one_datum,
}
_ON_DATA: dict[str, _Explains] = {
    "biased_quadratic": _forms,
    "deep": _deep,
    "general_quadratic": _entries,
    "many_outputs": _outputs,
    "nqm": _nqm,
    "output_bias": _output_bias,
    "quadratic": _forms,
    "two_layer": _nets,
}
