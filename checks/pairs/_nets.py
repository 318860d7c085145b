"""What nets with one and with several outputs have alike: symbols, the text that makes one, the constant of its kernel."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from numpy import ndarray

from checks.instances.instance import Parameter
from checks.pairs._gates import gram_top
from checks.pairs._norms import length
from numerics.models.two_layer import TwoLayerNet

__all__ = ["kernel_constant", "net_recipe", "net_symbols"]


def net_symbols(net: TwoLayerNet, weight_count: int, goal: ndarray) -> dict[str, Parameter]:
    """Values of the symbols that do not depend on the number of outputs."""
    return {
        "s": net.scale,
        "a_plus": net.slopes[0],
        "a_minus": net.slopes[1],
        "a_zero": net.slope_at_zero,
        "n": Fraction(net.width),
        "D": Fraction(net.data_count),
        "d": Fraction(net.inputs.shape[1]),
        "P": Fraction(weight_count),
        "k": Fraction(2),
        "x2_top": (net.inputs**2).sum(axis=1).max(),
        "gram_top": gram_top(net.inputs),
        "y_norm": length(goal),
    }


def net_recipe(net: TwoLayerNet) -> str:
    """Python that makes the net."""
    return (
        f"TwoLayerNet({net.inputs.tolist()!r}, {net.width}, slopes=({net.slopes[0]!r}, {net.slopes[1]!r}), "
        f"scale={net.scale!r}, slope_at_zero={net.slope_at_zero!r})"
    )


def kernel_constant(net: TwoLayerNet, gram: Any) -> float:
    """C of λmax(H) ≤ Cθ² with one output, ``gram`` being the largest eigenvalue of XXᵀ/D."""
    return float(net.scale) ** 2 * max(float(slope) ** 2 for slope in net.slopes) * float(gram)
