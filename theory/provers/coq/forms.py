"""How the settings of quadratic models read in Coq: pure ones, with a bias, and general ones."""

from __future__ import annotations

from dataclasses import replace

from theory.provers.coq.frame import Frame
from theory.provers.coq.frame_parts import RATE, observables_of, structure
from theory.settings import Setting

__all__ = ["biased_quadratic_frame", "general_quadratic_frame", "quadratic_frame"]


def quadratic_frame(setting: Setting) -> Frame:
    """Return the Coq reading of a setting of the quadratic form."""
    variants = {"": (), "isotropic": (("form_isotropic", "isotropic M"),)}
    return Frame(
        module="Quadratic",
        trained="M",
        binders="(M : model) (eta : R) (w : weights)",
        arguments="M eta w",
        moves="0 < loss M w",
        train="(train M eta w {t})",
        hypotheses=(RATE, ("form_symmetric", "symmetric M"), *structure(setting, "M"), *variants[setting.variant]),
        parameters={
            "eta": "eta",
            "D": "INR (D M)",
            "zeta": "zeta M",
            "psi2_top": "psi2_top M",
            "omega_top": "omega_top M",
            "c_star": "c_star M",
            "y": "y M 0%nat",
            "y_norm": "target_norm M",
        },
        observables=observables_of("M", single=setting.single_datum),
        indicators={"f_zero": "output M {w} 0 = 0"},
    )


def biased_quadratic_frame(setting: Setting) -> Frame:
    """Return the Coq reading of a setting of the quadratic form with a bias on one datum."""
    targets = {"zero": (("target_zero", "y B = 0"),), "any": ()}
    return Frame(
        module="Biased",
        binders="(B : model) (eta : R) (w : weights)",
        arguments="B eta w",
        moves="0 < loss B w",
        train="(train B eta w {t})",
        hypotheses=(RATE, ("form_symmetric", "symmetric B"), ("features_positive", "0 < phi2 B"), *targets[setting.targets]),
        parameters={"eta": "eta", "zeta": "zeta B", "psi2_top": "psi2_top B", "phi2": "phi2 B", "y": "y B"},
        observables={
            "f": "output B {w}",
            "r": "residual B {w}",
            "L": "loss B {w}",
            "f2": "output B {w} ^ 2",
            "theta2": "weight_norm B {w}",
            "theta_m2": "theta_m2 B {w}",
            "theta_f2": "theta_f2 B {w}",
            "phi_theta": "phi_theta B {w}",
            "H": "kernel B {w}",
            "H_meta": "meta_kernel B {w}",
            "N_bias": "weighted_norm B {w}",
            "N_published": "published_norm B {w}",
        },
    )


def general_quadratic_frame(setting: Setting) -> Frame:
    """Return the Coq reading of a setting of general quadratic models."""
    return _GENERAL[setting.variant](setting)


def _squares(setting: Setting) -> Frame:
    frame = quadratic_frame(replace(setting, model="quadratic", variant=""))
    return replace(
        frame,
        trained="",
        binders="(M : model) (c eta : R) (w : weights)",
        arguments="M c eta w",
        hypotheses=(*frame.hypotheses, ("form_squares", "squares_to M c")),
        parameters={**frame.parameters, "gamma": "zeta M", "x2": "c"},
    )


def _entries(setting: Setting) -> Frame:
    return Frame(
        module="General",
        binders="(M : model) (eta : R) (w : weights)",
        arguments="M eta w",
        moves="0 < loss M w",
        # The claims divide the loss by D, this model's loss is the plain sum.
        train="(train M (eta / INR (D M)) w {t})",
        hypotheses=(RATE, ("form_symmetric", "symmetric M"), ("some_data", "(0 < D M)%nat")),
        parameters={"eta": "eta", "D": "INR (D M)"},
        observables={
            "z_r": "along M z (residual M {w})",
            "z_Kr": "along M z (kernel_times M {w} (residual M {w}))",
            "z_Kz": "along M z (kernel_times M {w} z)",
            "z_GJr": "along M z (mixed_times M {w} (residual M {w}))",
            "z_GJz": "along M z (mixed_times M {w} z)",
            "z_GGz": "along M z (square_times M {w} z)",
        },
    )


def _linear_net(setting: Setting) -> Frame:
    targets = {"zero": (("targets_zero", "TwoLayer.zero_targets N"),), "any": ()}
    return Frame(
        module="Listed",
        binders="(N : TwoLayer.net) (eta : R) (w : Quadratic.weights)",
        arguments="N eta w",
        moves="0 < Quadratic.loss (form N) w",
        train="(Quadratic.train (form N) eta w {t})",
        hypotheses=(RATE, ("net_plain", "plain_net N"), *targets[setting.targets]),
        parameters={"eta": "eta", "gamma": "TwoLayer.s N", "x2": "TwoLayer.x2 N"},
        observables={
            "f": "Quadratic.output (form N) {w} 0",
            "H": "Quadratic.kernel (form N) {w} 0 0",
            "f_net": "TwoLayer.output N (as_net N {w}) 0",
            "H_net": "TwoLayer.kernel N (as_net N {w}) 0 0",
        },
    )


_GENERAL = {"": _entries, "isotropic": _squares, "linear net": _linear_net}
