"""The theory's bounds at an experiment's initialisation, as η‖H₀‖: formulas from `theory`, numbers from the summary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
from sympy import Expr

from numerics.datasets import BUNDLED, two_class
from theory.bias import bias_bounds
from theory.bounds import weight_norm_bound
from theory.many_data import gram_bound, many_data_bounds, omega_bound
from theory.models.homogeneous import two_layer_net
from theory.models.quadratic import pure_quadratic
from theory.normal_form import target_edge

__all__ = ["bounds_of"]


@cache
def _formula(name: str) -> Expr:
    if name == "net":
        return weight_norm_bound(two_layer_net()).expression
    if name == "quadratic":
        return weight_norm_bound(pure_quadratic()).expression
    if name == "bias":
        return bias_bounds()[0].expression
    if name == "omega":
        return many_data_bounds(omega_bound())[0].expression
    if name == "gram":
        return many_data_bounds(gram_bound())[0].expression
    return target_edge().expression


_NEEDS = {
    "derived bound on N": ("bias", {"zeta", "psi2_top", "phi2", "N_bias_0"}),
    "weight-norm bound": ("net", {"s", "a_plus", "a_minus", "x2"}),
    "weight-norm bound ": ("quadratic", {"zeta", "psi2_top"}),
    "bound from Ω": ("omega", {"omega_top"}),
    "bound from XXᵀ": ("gram", {"gram_top", "s", "a_plus", "a_minus"}),
}


def _mean(value: float | Sequence[float] | None) -> float:
    """A number as it is, one for each initialisation by its mean (they differ by parts in a hundred)."""
    return float(np.mean(np.nan if value is None else value))


@cache
def _gram_top(images: str, count: int) -> float:
    """λmax(XXᵀ/D) of the first training images."""
    inputs = two_class(images).train_inputs[:count]
    return float(np.linalg.eigvalsh(inputs @ inputs.T)[-1] / count)


def _image_constants(main: Mapping[str, Any], settings: Mapping[str, Any]) -> dict[str, float]:
    """Constants of a two-layer net on bundled images: λmax(XXᵀ/D) is that of the images; empty for all others."""
    if settings.get("layers") != 2 or settings.get("images") not in BUNDLED or "initial_norm" not in main:
        return {}
    top = _gram_top(settings["images"], settings["data"])
    scale = (settings["pixels"] * settings["width"]) ** -0.5
    return {"s": scale, "a_plus": 1.0, "a_minus": 0.0, "gram_top": top}


def bounds_of(results: Mapping[str, Any], settings: Mapping[str, Any]) -> dict[str, float]:
    """Name → η‖H₀‖ of the bounds that the constants of a summary allow to evaluate; empty if it carries none.

    Parameters
    ----------
    results
        Of the experiment, or ``{"main": control}``.
    settings
        Its settings: with a target that is not 0 the edge of the closed map is given instead of the weight-norm bound.
    """
    main = results["main"]
    constants: Mapping[str, float] = main.get("constants") or _image_constants(main, settings)
    values = {**constants, "theta2_0": _mean(main.get("initial_norm")), "H_0": _mean(main.get("initial_ntk"))}
    if settings.get("target") and "initial_output" in main:
        values |= {"y": settings["target"], "f_0": main["initial_output"]}
        return {"edge with a target": _value("target", values)}
    for name, (formula, needed) in _NEEDS.items():
        if needed <= set(constants):
            return {name.strip(): _value(formula, values)}
    return {}


def _value(formula: str, values: Mapping[str, Any]) -> float:
    expression = _formula(formula)
    numbers = {symbol: values[symbol.name] for symbol in expression.free_symbols}
    return float(expression.subs(numbers)) * float(values["H_0"])
