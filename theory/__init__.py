"""What is true, and why: symbolic models, derivations, claims and proofs of large-learning-rate training.

>>> from theory import two_layer_net, weight_norm_bound
>>> weight_norm_bound(two_layer_net("linear")).expression
4/(a_plus**2*s**2*theta2_0*x2)

A map of the room, in the order in which a theorem is made:

- the alphabet: `symbols`, `conventions`, `statements`; how it prints: `plain_text`, `derivation`;
- models: `models` (one a file), your own by `from_unit` and `from_quadratic_form`;
- one gradient step: `moments` and `descent` (sums over units), `homogeneous` (Euler's identity), `quadratic_step` and `nqm_data`
  (D data), `normal_form` (reduced variables);
- from the step to bounds: `bounds` and `sphere` (one datum), `growth`, `bias`, `depth`, `many_data`, `spectral`; all of them for
  one model: `report`;
- what is asserted: `claims` (one paper a file);
- why it is true: `proofs` (SymPy, Z3, Coq).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from theory.bias import bias_bounds
    from theory.bounds import (
        Bound,
        NoBoundError,
        kernel_bound,
        linear_stability_edge,
        output_sum_bound,
        upper_edge,
        weight_norm_bound,
    )
    from theory.claims import all_claims, claim
    from theory.conventions import CONVENTIONS, convert_kernel, convert_learning_rate
    from theory.depth import depth_constant
    from theory.derivation import Derivation, Step, to_latex
    from theory.descent import UpdateMaps, update_maps
    from theory.growth import growth_condition, sufficient_growth_condition
    from theory.homogeneous import homogeneous_maps, master_bounds
    from theory.many_data import gram_bound, many_data_bounds, omega_bound
    from theory.models.biased_quadratic import biased_quadratic
    from theory.models.deep import chain_net
    from theory.models.homogeneous import two_layer_net
    from theory.models.own import from_quadratic_form, from_unit
    from theory.models.quadratic import pure_quadratic
    from theory.models.unit import UnitConstant, UnitModel, UnitSum
    from theory.normal_form import reduced_map, target_edge
    from theory.proofs.proof import Proof, prove_by_smt, prove_identity, statement_hash
    from theory.report import ModelReport, derive
    from theory.spectral import spectral_bounds
    from theory.statements import Claim, Quantifier, Setting, Source, Statement
    from theory.symbols import OBSERVABLES, PARAMETERS

_HOME = {
    "Bound": "theory.bounds",
    "CONVENTIONS": "theory.conventions",
    "Claim": "theory.statements",
    "Derivation": "theory.derivation",
    "ModelReport": "theory.report",
    "NoBoundError": "theory.bounds",
    "OBSERVABLES": "theory.symbols",
    "PARAMETERS": "theory.symbols",
    "Proof": "theory.proofs.proof",
    "Quantifier": "theory.statements",
    "Setting": "theory.statements",
    "Source": "theory.statements",
    "Statement": "theory.statements",
    "Step": "theory.derivation",
    "UnitConstant": "theory.models.unit",
    "UnitModel": "theory.models.unit",
    "UnitSum": "theory.models.unit",
    "UpdateMaps": "theory.descent",
    "all_claims": "theory.claims",
    "bias_bounds": "theory.bias",
    "biased_quadratic": "theory.models.biased_quadratic",
    "chain_net": "theory.models.deep",
    "claim": "theory.claims",
    "convert_kernel": "theory.conventions",
    "convert_learning_rate": "theory.conventions",
    "depth_constant": "theory.depth",
    "derive": "theory.report",
    "from_quadratic_form": "theory.models.own",
    "from_unit": "theory.models.own",
    "gram_bound": "theory.many_data",
    "growth_condition": "theory.growth",
    "homogeneous_maps": "theory.homogeneous",
    "kernel_bound": "theory.bounds",
    "linear_stability_edge": "theory.bounds",
    "many_data_bounds": "theory.many_data",
    "master_bounds": "theory.homogeneous",
    "omega_bound": "theory.many_data",
    "output_sum_bound": "theory.bounds",
    "prove_by_smt": "theory.proofs.proof",
    "prove_identity": "theory.proofs.proof",
    "pure_quadratic": "theory.models.quadratic",
    "reduced_map": "theory.normal_form",
    "spectral_bounds": "theory.spectral",
    "statement_hash": "theory.proofs.proof",
    "sufficient_growth_condition": "theory.growth",
    "target_edge": "theory.normal_form",
    "to_latex": "theory.derivation",
    "two_layer_net": "theory.models.homogeneous",
    "update_maps": "theory.descent",
    "upper_edge": "theory.bounds",
    "weight_norm_bound": "theory.bounds",
}

__all__ = [
    "CONVENTIONS",
    "OBSERVABLES",
    "PARAMETERS",
    "Bound",
    "Claim",
    "Derivation",
    "ModelReport",
    "NoBoundError",
    "Proof",
    "Quantifier",
    "Setting",
    "Source",
    "Statement",
    "Step",
    "UnitConstant",
    "UnitModel",
    "UnitSum",
    "UpdateMaps",
    "all_claims",
    "bias_bounds",
    "biased_quadratic",
    "chain_net",
    "claim",
    "convert_kernel",
    "convert_learning_rate",
    "depth_constant",
    "derive",
    "from_quadratic_form",
    "from_unit",
    "gram_bound",
    "growth_condition",
    "homogeneous_maps",
    "kernel_bound",
    "linear_stability_edge",
    "many_data_bounds",
    "master_bounds",
    "omega_bound",
    "output_sum_bound",
    "prove_by_smt",
    "prove_identity",
    "pure_quadratic",
    "reduced_map",
    "spectral_bounds",
    "statement_hash",
    "sufficient_growth_condition",
    "target_edge",
    "to_latex",
    "two_layer_net",
    "update_maps",
    "upper_edge",
    "weight_norm_bound",
]


def __getattr__(name: str) -> object:
    """Load a public name when it is first used, so that importing the package costs nothing."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
