"""How a setting of the claims reads in Coq: its quantified variables, its structural hypotheses, its symbols."""

from __future__ import annotations

from dataclasses import replace

from theory.proofs.coq_frame import Frame
from theory.proofs.coq_listed import listed_frame
from theory.proofs.coq_neural import neural_frame
from theory.statements import Setting, Statement
from theory.symbols import observable_of

__all__ = ["frame_of"]

_ZERO_TARGETS = {"zero": ("zero_targets {m}",), "any": ()}
_DATA = {"one": ("D {m} = 1%nat",), "many": ("(0 < D {m})%nat",)}
_COMMON = {
    "theta2": "weight_norm {m} {{w}}",
    "L": "loss {m} {{w}}",
    "f2": "mean_square_output {m} {{w}}",
    "r2": "mean_square_residual {m} {{w}}",
    "rf": "residual_output {m} {{w}}",
    "rHr": "residual_kernel {m} {{w}}",
}
_ONE = {"f": "output {m} {{w}} 0", "r": "residual {m} {{w}} 0", "H": "kernel {m} {{w}} 0 0"}
_MANY = {"H": "top_kernel {m} {{w}}"}


def _for_model(text: str, model: str) -> str:
    return text.format(m=model)


def _two_layer(setting: Setting) -> Frame:
    variants = {
        "": (),
        "linear": ("linear_net N",),
        "relu": ("relu_net N",),
        "toy linear": ("linear_net N", "a_plus N = 1", "x2 N = 1", "s N = / sqrt (INR (n N))", "(0 < n N)%nat"),
        "standard": ("standard_net N", "kink_slope N"),
    }
    structure = (*_DATA[setting.data], *_ZERO_TARGETS[setting.targets])
    observables = {**_COMMON, **(_ONE if setting.data == "one" else _MANY)}
    return Frame(
        module="TwoLayer",
        binders="(N : net) (eta : R) (w : weights)",
        arguments="N eta w",
        moves="0 < loss N w",
        train="(train N eta w {t})",
        hypotheses=("0 < eta", "0 < s N", *(_for_model(text, "N") for text in structure), *variants[setting.variant]),
        slope_hypotheses=("kink_slope N",),
        parameters={
            "eta": "eta",
            "n": "INR (n N)",
            "D": "INR (D N)",
            "P": "(INR (n N) * (INR (d N) + 1))",
            "s": "s N",
            "a_plus": "a_plus N",
            "a_minus": "a_minus N",
            "x2": "x2 N",
            "gram_top": "gram_top N",
            "y": "y N 0%nat",
            "y_norm": "target_norm N",
        },
        observables={"flip_mass": "flip_mass N eta {w}", **{name: _for_model(text, "N") for name, text in observables.items()}},
        indicators={"f_zero": "output N {w} 0 = 0"},
        unit_maxima={
            "flip": (
                "(i < n N)%nat -> slope N (preactivation N {w} 0 i) * V {w} i <> 0 -> preactivation N {w} 0 i <> 0",
                "flip N {w} i",
            )
        },
    )


def _quadratic(setting: Setting) -> Frame:
    structure = (*_DATA[setting.data], *_ZERO_TARGETS[setting.targets])
    observables = {**_COMMON, **(_ONE if setting.data == "one" else _MANY)}
    variants = {"": (), "isotropic": ("isotropic M",)}
    return Frame(
        module="Quadratic",
        binders="(M : model) (eta : R) (w : weights)",
        arguments="M eta w",
        moves="0 < loss M w",
        train="(train M eta w {t})",
        hypotheses=(
            "0 < eta",
            "symmetric M",
            *(_for_model(text, "M") for text in structure),
            *variants[setting.variant],
        ),
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
        observables={name: _for_model(text, "M") for name, text in observables.items()},
        indicators={"f_zero": "output M {w} 0 = 0"},
    )


def _biased_quadratic(setting: Setting) -> Frame:
    targets = {"zero": ("y B = 0",), "any": ()}
    return Frame(
        module="Biased",
        binders="(B : model) (eta : R) (w : weights)",
        arguments="B eta w",
        moves="0 < loss B w",
        train="(train B eta w {t})",
        hypotheses=("0 < eta", "symmetric B", "0 < phi2 B", *targets[setting.targets]),
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


def _layered(setting: Setting) -> Frame:
    structure = (*_DATA[setting.data], *_ZERO_TARGETS[setting.targets])
    observables = {name: term for name, term in {**_COMMON, **_MANY}.items() if name != "r2"}
    return Frame(
        module="Layered",
        binders="(N : net) (eta : R) (w : weights)",
        arguments="N eta w",
        moves="0 < loss N w",
        train="(train N eta w {t})",
        hypotheses=("0 < eta", "0 < s N", *(_for_model(text, "N") for text in structure)),
        slope_hypotheses=("kink_slope N",),
        parameters={
            "eta": "eta",
            "k": "INR (depth N)",
            "D": "INR (D N)",
            "s": "s N",
            "a_plus": "a_plus N",
            "a_minus": "a_minus N",
            "gram_top": "gram_top N",
        },
        observables={name: _for_model(text, "N") for name, text in observables.items()},
    )


def _general_quadratic(setting: Setting) -> Frame:
    if setting.variant == "isotropic":
        frame = _quadratic(replace(setting, model="quadratic", variant=""))
        return replace(
            frame,
            binders="(M : model) (c eta : R) (w : weights)",
            arguments="M c eta w",
            hypotheses=(*frame.hypotheses, "squares_to M c"),
            parameters={**frame.parameters, "gamma": "zeta M", "x2": "c"},
        )
    if setting.variant == "linear net":
        return listed_frame(setting)
    products = {
        "GJr_first": ("G", "0", "pull", ""),
        "GJ_first": ("G", "0", "jacobian", "0"),
        "GG_first": ("G", "0", "G", "0"),
        "GJ_cross": ("G", "0", "jacobian", "(D M - 1)"),
        "JG_cross": ("jacobian", "0", "G", "(D M - 1)"),
        "GG_cross": ("G", "0", "G", "(D M - 1)"),
    }
    return Frame(
        module="General",
        binders="(M : model) (eta : R) (w : weights)",
        arguments="M eta w",
        moves="0 < loss M w",
        # The claims divide the loss by D, this model's loss is the plain sum.
        train="(train M (eta / INR (D M)) w {t})",
        hypotheses=("0 < eta", "symmetric M", "(0 < D M)%nat"),
        parameters={"eta": "eta", "D": "INR (D M)"},
        observables={
            "r": "residual M {w} 0",
            "K_first": "kernel M {w} 0 0",
            "K_cross": "kernel M {w} 0 (D M - 1)",
            "Kr_first": "sum (D M) (fun e => kernel M {w} 0 e * residual M {w} e)",
            **{
                name: f"sum (P M) (fun i => {one} M {{w}} {row} i * {other} M {{w}} {column} i)".replace("  ", " ")
                for name, (one, row, other, column) in products.items()
            },
        },
    )


_SPECTRAL = {"N_spec": "spectral_norm N B {w}", "N_live": "live_norm N B {w}"}
"""Norms that are read off a singular value decomposition B of the data; a statement about them holds for every one, and
one exists (``DECOMPOSITION``)."""


def _with_decomposition(frame: Frame) -> Frame:
    return replace(
        frame,
        binders="(N : net) (B : decomposition) (eta : R) (w : weights)",
        arguments="N B eta w",
        hypotheses=(*frame.hypotheses, "decomposes N B"),
        observables={**frame.observables, **_SPECTRAL},
    )


_FRAMES = {
    "two_layer": _two_layer,
    "quadratic": _quadratic,
    "biased_quadratic": _biased_quadratic,
    "deep": _layered,
    "nqm": neural_frame,
    "general_quadratic": _general_quadratic,
}


def frame_of(statement: Statement) -> Frame:
    """Return the Coq reading of a statement's setting.

    Raises
    ------
    KeyError
        If no Coq model covers the setting.
    """
    frame = _FRAMES[statement.setting.model](statement.setting)
    observed = {found[0].name for found in map(observable_of, statement.symbols) if found is not None}
    if "flip_mass" in observed:
        # Without a unit that flips, the term for flips is empty: a witness has to show one.
        frame = replace(
            frame,
            hypotheses=(*frame.hypotheses, "between_slopes N"),
            moves=f"{frame.moves} /\\ 0 < flip_mass N eta w /\\ flips N eta w",
        )
    return _with_decomposition(frame) if observed & _SPECTRAL.keys() else frame
