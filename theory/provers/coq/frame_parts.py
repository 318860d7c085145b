"""What the settings of several models have in common in Coq: data, targets, and observables that each model defines alike."""

from __future__ import annotations

from theory.provers.coq.frame import Named
from theory.settings import Setting

__all__ = ["RATE", "observables_of", "structure"]

RATE: Named = ("rate_positive", "0 < eta")
_ZERO_TARGETS = {"zero": (("targets_zero", "zero_targets {m}"),), "any": ()}
_DATA = {"one": (("one_datum", "D {m} = 1%nat"),), "many": (("some_data", "(0 < D {m})%nat"),)}
_COMMON = {
    "theta2": "weight_norm {m} {{w}}",
    "L": "loss {m} {{w}}",
    "f2": "mean_square_output {m} {{w}}",
    "r2": "mean_square_residual {m} {{w}}",
    "rf": "residual_output {m} {{w}}",
    "rHr": "residual_kernel {m} {{w}}",
    "step": "INR {{t}}",
}
_ONE = {"f": "output {m} {{w}} 0", "r": "residual {m} {{w}} 0", "H": "kernel {m} {{w}} 0 0"}
_MANY = {"H": "top_kernel {m} {{w}}"}


def structure(setting: Setting, model: str) -> tuple[Named, ...]:
    """What a setting says of data and targets of the model of this name."""
    return tuple((name, text.format(m=model)) for name, text in (*_DATA[setting.data], *_ZERO_TARGETS[setting.targets]))


def observables_of(model: str, *, single: bool) -> dict[str, str]:
    """Coq term of each common observable of the model of this name, on a single datum or on any number of them."""
    return {name: text.format(m=model) for name, text in {**_COMMON, **(_ONE if single else _MANY)}.items()}
