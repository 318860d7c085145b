"""How the settings of nets with two and more layers read in Coq."""

from __future__ import annotations

from dataclasses import replace

from theory.provers.coq.frame import Frame
from theory.provers.coq.frame_parts import RATE, observables_of, structure
from theory.settings import Setting

__all__ = ["layered_frame", "many_outputs_frame", "two_layer_frame"]

_SCALE = ("scale_positive", "0 < s N")
_LINEAR = ("gates_linear", "linear_net N")
_OF_TWO_LAYERS = {
    "flip_mass": "flip_mass N eta {w}",
    "balance": "kernel N {w} 0 0 ^ 2 - 4 * (a_plus N ^ 2 * s N ^ 2 * x2 N) * output N {w} 0 ^ 2",
}


def two_layer_frame(setting: Setting) -> Frame:
    """Return the Coq reading of a setting of the two-layer net."""
    variants = {
        "": (),
        "linear": (_LINEAR,),
        "relu": (("gates_relu", "relu_net N"),),
        "toy linear": (
            _LINEAR,
            ("slope_one", "a_plus N = 1"),
            ("input_one", "x2 N = 1"),
            ("scale_standard", "s N = / sqrt (INR (n N))"),
            ("some_units", "(0 < n N)%nat"),
        ),
        "standard": (("scale_standard", "standard_net N"),),
    }
    return Frame(
        module="TwoLayer",
        trained="N",
        binders="(N : net) (eta : R) (w : weights)",
        arguments="N eta w",
        moves="0 < loss N w",
        train="(train N eta w {t})",
        hypotheses=(RATE, _SCALE, *structure(setting, "N"), *variants[setting.variant]),
        parameters={
            "eta": "eta",
            "n": "INR (n N)",
            "D": "INR (D N)",
            "P": "(INR (n N) * (INR (d N) + 1))",
            "s": "s N",
            "a_plus": "a_plus N",
            "a_minus": "a_minus N",
            "a_zero": "a_zero N",
            "x2": "x2 N",
            "gram_top": "gram_top N",
            "y": "y N 0%nat",
            "y_norm": "target_norm N",
        },
        observables={**_OF_TWO_LAYERS, **observables_of("N", single=setting.single_datum)},
        indicators={"f_zero": "output N {w} 0 = 0"},
        unit_maxima={
            "flip": (
                "(i < n N)%nat -> slope N (preactivation N {w} 0 i) * V {w} i <> 0 -> preactivation N {w} 0 i <> 0",
                "flip N {w} i",
            )
        },
    )


def many_outputs_frame(setting: Setting) -> Frame:
    """Return the Coq reading of a setting of the two-layer net with several outputs."""
    frame = two_layer_frame(setting)
    known = {name: term for name, term in frame.parameters.items() if name not in ("P", "x2", "y")}
    return replace(
        frame,
        module="ManyOutputs",
        hypotheses=(*frame.hypotheses, ("some_outputs", "(0 < K N)%nat")),
        parameters={**known, "K": "INR (K N)"},
        observables=observables_of("N", single=False),
        indicators={},
        unit_maxima={},
        trained="",
    )


def layered_frame(setting: Setting) -> Frame:
    """Return the Coq reading of a setting of nets of any depth."""
    observables = observables_of("N", single=False)
    del observables["r2"]
    return Frame(
        module="Layered",
        trained="N",
        binders="(N : net) (eta : R) (w : weights)",
        arguments="N eta w",
        moves="0 < loss N w",
        train="(train N eta w {t})",
        hypotheses=(RATE, _SCALE, *structure(setting, "N")),
        parameters={
            "eta": "eta",
            "k": "INR (depth N)",
            "D": "INR (D N)",
            "s": "s N",
            "a_plus": "a_plus N",
            "a_minus": "a_minus N",
            "a_zero": "a_zero N",
            "gram_top": "gram_top N",
            "y_norm": "Trained.target_norm (trained N)",
        },
        observables=observables,
    )
