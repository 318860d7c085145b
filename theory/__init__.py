"""What is true, and why: symbolic models, derivations, claims and proofs of large-learning-rate training.

>>> from theory import two_layer_net, weight_norm_bound
>>> weight_norm_bound(two_layer_net("linear")).expression
4/(a_plus**2*s**2*theta2_0*x2)

A map of the room, in the order in which a theorem is made:

- the alphabet: `symbols`, `conventions`, `statements`; how it prints: `plain_text`, `derivation`;
- models: `models` (one a file), your own by `from_unit` and `from_quadratic_form`;
- what is run: `updates` and `losses` (one a file), named by a setting;
- one step of it: `unit_step`, `moments` and `descent` (sums over units), `homogeneous` (Euler's identity), `quadratic_step` and
  `nqm_data` (D data), `normal_form` (reduced variables);
- from the step to bounds: `bounds` and `sphere` (one datum), `growth`, `bias`, `depth`, `many_data`, `many_outputs`,
  `output_bias`, `spectral`; all of them for one model: `report`;
- what is asserted: `claims` (one paper a file); what is asked: `conjectures`;
- why it is true: `provers` (SymPy, Z3, certificates, Coq: a folder each).
"""

from __future__ import annotations

import ast
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from theory.batches import AnyBatches, FullBatch, RecurringBatches
    from theory.bias import bias_bounds
    from theory.bound import Bound, NoBoundError
    from theory.bounds import kernel_bound, linear_stability_edge, output_sum_bound, upper_edge, weight_norm_bound
    from theory.claims import all_claims, claim
    from theory.conjectures.conjecture import conjecture
    from theory.conventions import CONVENTIONS, convert_kernel, convert_learning_rate
    from theory.depth import depth_constant
    from theory.derivation import Derivation, Step, to_latex
    from theory.descent import update_maps
    from theory.growth import growth_condition, sufficient_growth_condition
    from theory.homogeneous import homogeneous_maps, master_bounds
    from theory.losses import Huber, LogCosh, Logistic, Loss, Squared
    from theory.many_data import gram_bound, many_data_bounds, omega_bound
    from theory.many_outputs import outputs_bound
    from theory.maps import UpdateMaps
    from theory.models.biased_quadratic import biased_quadratic
    from theory.models.deep import chain_net
    from theory.models.homogeneous import two_layer_net
    from theory.models.own import from_quadratic_form, from_unit
    from theory.models.own_data import on_data
    from theory.models.quadratic import pure_quadratic
    from theory.models.unit import UnitConstant, UnitModel, UnitSum
    from theory.normal_form import reduced_map, target_edge
    from theory.output_bias import output_bias_bounds
    from theory.provers.proof import Proof, prove_by_smt, prove_identity, statement_hash
    from theory.report import ModelReport, derive
    from theory.spectral import spectral_bounds
    from theory.statements import Claim, Quantifier, Setting, Source, Statement
    from theory.symbols import OBSERVABLES, PARAMETERS
    from theory.updates import GradientDescent, HeavyBall, Nesterov, UpdateRule, WeightDecay


def _home() -> dict[str, str]:
    """Each public name → the module that holds it, as the imports above list them."""
    body = ast.walk(ast.parse(Path(__file__).read_text(encoding="utf-8")))
    imports = [node for node in body if isinstance(node, ast.ImportFrom) and str(node.module).startswith(f"{__name__}.")]
    return {alias.name: str(node.module) for node in imports for alias in node.names}


_HOME = _home()
__all__ = sorted(_HOME)


def __getattr__(name: str) -> object:
    """Load a public name when it is first used, so that importing the package costs nothing."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
