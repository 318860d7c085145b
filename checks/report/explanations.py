"""Which derivation of `theory` explains a statement: chosen by its setting and by what its conclusion speaks of."""

from __future__ import annotations

from dataclasses import dataclass

from theory.bias import bias_bounds
from theory.bounds import NoBoundError, kernel_bound, output_sum_bound, weight_norm_bound
from theory.depth import depth_constant
from theory.derivation import Derivation
from theory.descent import update_maps
from theory.growth import growth_condition, sufficient_growth_condition
from theory.homogeneous import falling_norm_condition, homogeneous_maps, master_bounds
from theory.many_data import c_star_bound, gram_bound, many_data_bounds, omega_bound
from theory.models.homogeneous import two_layer_net
from theory.models.quadratic import pure_quadratic
from theory.models.unit import UnitModel
from theory.normal_form import normal_form, reduced_map
from theory.nqm_data import vector_dynamics
from theory.quadratic_step import matrix_step
from theory.spectral import spectral_bounds
from theory.statements import Claim, Quantifier, Statement

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
        explained = _explain(statement)
        if explained is not None and explained.derivation:
            found.setdefault(explained.title, explained)
    return list(found.values())


def _explain(statement: Statement) -> Explanation | None:
    names = {symbol.name for symbol in statement.conclusion.free_symbols}
    setting, derivation = statement.setting, None
    title = f"{setting.variant} {setting.model}".strip().replace("_", " ")
    title += f", {'one datum' if setting.data == 'one' else 'D data'}"
    topic = _topic(statement, names)
    if setting.model == "biased_quadratic" and setting.data == "one":
        derivation = bias_bounds()[1 if topic == "total" else 0].derivation
    elif setting.model == "deep":
        derivation = _deep(topic, setting.targets)
    elif setting.model == "general_quadratic" and setting.data == "many":
        derivation = matrix_step().derivation
    elif setting.model == "nqm":
        derivation = vector_dynamics().derivation if setting.data == "many" else normal_form().derivation
    elif setting.data == "many":
        derivation = _many(statement, topic, names)
    elif setting.model in ("two_layer", "quadratic", "general_quadratic"):
        derivation = _one_datum(statement, topic)
    return Explanation(f"{title}: {_TOPICS[topic]}", derivation) if derivation is not None else None


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
    if names & {"f2_total", "L_limit"}:
        return "total"
    return "norm" if names & {"theta2_next", "N_bias_next", "N_spec_next", "N_live_next"} else "maps"


def _deep(topic: str, targets: str) -> Derivation:
    constant = depth_constant()
    if topic == "kernel":
        return constant.derivation
    if targets == "any":
        return homogeneous_maps().derivation
    return master_bounds(constant.expression)[1 if topic == "total" else 0].derivation


def _many(statement: Statement, topic: str, names: set[str]) -> Derivation:
    setting = statement.setting
    if names & {"N_spec", "N_spec_0", "N_spec_next"}:
        return spectral_bounds()[1 if topic == "total" else 0].derivation
    if setting.targets == "any":
        return falling_norm_condition(2).derivation
    sharp = {"c_star", "c_star_0"} & {symbol.name for symbol in statement.symbols}
    kernel = gram_bound() if setting.model == "two_layer" else c_star_bound() if sharp else omega_bound()
    if topic == "kernel":
        return kernel.derivation
    return many_data_bounds(kernel)[1 if topic == "total" else 0].derivation


def _unit_model(statement: Statement) -> UnitModel:
    setting = statement.setting
    if setting.model != "two_layer":
        return pure_quadratic("isotropic" if setting.variant or setting.model == "general_quadratic" else "")
    variant = setting.variant.split()[-1] if setting.variant else "leaky"
    return two_layer_net(variant if variant in ("linear", "relu") else "leaky")


def _one_datum(statement: Statement, topic: str) -> Derivation | None:
    setting, model = statement.setting, _unit_model(statement)
    closed = setting.variant in ("linear", "isotropic", "toy linear") or setting.model == "general_quadratic"
    if setting.targets == "any":
        return homogeneous_maps(2).derivation if topic == "norm" else normal_form().derivation
    try:
        if topic == "kernel":
            return kernel_bound(model).derivation
        if topic == "norm":
            return weight_norm_bound(model).derivation
        if topic == "growth":
            maps = update_maps(model, 0)
            return (growth_condition(maps) if maps.closed else sufficient_growth_condition(model)).derivation
        if topic == "total" and not closed:
            return output_sum_bound(model).derivation
    except NoBoundError:
        return None
    if closed:
        return update_maps(model, 0).derivation + reduced_map().derivation
    return update_maps(model, 0).derivation
