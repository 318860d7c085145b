"""How the settings of the two-layer ReLU neural quadratic model read in Coq."""

from __future__ import annotations

from theory.provers.coq.frame import Frame
from theory.statements import Setting

__all__ = ["neural_frame"]

_ONE = {
    "f": "output M {w} 0",
    "r": "residual M {w} 0",
    "L": "loss M {w}",
    "H": "kernel M {w} 0 0",
    "theta2": "weight_norm M {w}",
    "f2": "mean_square_output M {w}",
}
_MANY = {
    "L": "loss M {w}",
    "z_r": "along M z (residual M {w})",
    "z_Kr": "along M z (tangent_times M {w} (residual M {w}))",
    "z_Kz": "along M z (tangent_times M {w} z)",
    "K_trace": "trace M {w}",
    "K2_trace": "trace2 M {w}",
    "p1Kp1": "along M (p1 M) (tangent_times M {w} (p1 M))",
    "p2Kp2": "along M (p2 M) (tangent_times M {w} (p2 M))",
    "Kp1_norm2": "Sum (D M) (fun a => tangent_times M {w} (p1 M) a ^ 2)",
    "lambda_1": "lambda_1 M {w}",
    "lambda_2": "lambda_2 M {w}",
    "p1_r": "along M (p1 M) (residual M {w})",
    "p2_r": "along M (p2 M) (residual M {w})",
    "p1_r2": "along M (p1 M) (residual M {w}) ^ 2",
    "p2_r2": "along M (p2 M) (residual M {w}) ^ 2",
    "r_f_plus": "along M (on_plus M (residual M {w})) (output M {w})",
    "r_f_minus": "along M (on_minus M (residual M {w})) (output M {w})",
    "r_y_plus": "along M (on_plus M (residual M {w})) (y M)",
    "f2_plus": "along M (on_plus M (output M {w})) (output M {w})",
    "rKr_plus": "along M (on_plus M (residual M {w})) (tangent_times M {w} (on_plus M (residual M {w})))",
    "rKr_minus": "along M (on_minus M (residual M {w})) (tangent_times M {w} (on_minus M (residual M {w})))",
}


def neural_frame(setting: Setting) -> Frame:
    """Return the Coq reading of a setting of neural quadratic models.

    The weights ``w`` are any: at the initialisation of a neural quadratic model its inner weights are the centre.
    """
    some_units, some_inputs = ("some_units", "(0 < m M)%nat"), ("some_inputs", "(0 < d M)%nat")
    data = {
        "one": (some_units, some_inputs, ("one_datum", "D M = 1%nat")),
        "many": (("some_data", "(0 < D M)%nat"),),
    }
    targets = {"zero": (("targets_zero", "zero_targets M"),), "any": ()}
    on_line = ("inputs_on_line", "line M")
    lines = {
        "": (on_line,),
        "kinks": (("inputs_single", "d M = 1%nat"), some_units),
        "positive": (on_line, ("inputs_positive", "forall a, (a < D M)%nat -> 0 < X M a 0")),
    }
    variants = lines[setting.variant] if setting.many_data else ()
    parameters = {"eta": "eta", "m": "INR (m M)", "d": "INR (d M)", "D": "INR (D M)", "x2": "x2 M", "y": "y M 0%nat"}
    blocks = {
        "x2_plus": "p1_norm2 M",
        "x2_minus": "p2_norm2 M",
        "p1_z": "along M (p1 M) z",
        "p2_z": "along M (p2 M) z",
        "p1_y": "along M (p1 M) (y M)",
        "p2_y": "along M (p2 M) (y M)",
    }
    one = setting.single_datum
    return Frame(
        module="Neural",
        binders="(M : model) (eta : R) (w : weights)",
        arguments="M eta w",
        moves="0 < loss M w",
        train="(train M eta w {t})",
        hypotheses=(("rate_positive", "0 < eta"), *data[setting.data], *targets[setting.targets], *variants),
        parameters=parameters if one else {**parameters, **blocks},
        observables=_ONE if one else _MANY,
        indicators={"f_zero": "output M {w} 0 = 0"},
    )
