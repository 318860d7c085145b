"""How the settings of a model with an output bias read in Coq: those of the model, with one more weight."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from theory.provers.coq.frame import Frame
from theory.statements import Setting

__all__ = ["BIASED", "output_bias_frame"]


class _Biased(NamedTuple):
    """A model without its output bias: its family, the Coq variable of it, and its degree."""

    family: str
    variable: str
    degree: str


BIASED = {
    "two layer": _Biased("two_layer", "N", "2"),
    "quadratic": _Biased("quadratic", "M", "2"),
    "deep": _Biased("deep", "N", "(INR (depth N))"),
}
"""What each variant is with its bias left out."""
_OBSERVABLES = {
    "theta2": "weight_norm (trained {m})",
    "L": "loss (trained {m})",
    "f2": "mean_square_output (trained {m})",
    "rf": "residual_output (trained {m})",
    "rHr": "residual_kernel (trained {m})",
    "r_mean": "mean_residual (trained {m})",
    "N_shift": "shifted_norm (trained {m}) {k}",
}


def output_bias_frame(setting: Setting, frame: Frame) -> Frame:
    """Return the Coq reading of a setting with an output bias, from that of the model without it."""
    _, variable, degree = BIASED[setting.variant]
    named = {name: term.format(m=variable, k=degree) for name, term in _OBSERVABLES.items()}
    return replace(
        frame,
        binders=frame.binders.replace("w : weights", f"w : OutputBias.weights (trained {variable})"),
        moves=f"0 < OutputBias.loss (trained {variable}) w",
        train=f"(OutputBias.train (trained {variable}) eta w {{t}})",
        observables={name: f"OutputBias.{term} {{w}}" for name, term in named.items()},
        indicators={},
        unit_maxima={},
        trained="",
    )
