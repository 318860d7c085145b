"""How a setting of the claims reads in Coq: its quantified variables, its structural hypotheses, its symbols."""

from __future__ import annotations

from dataclasses import replace

from theory.provers.coq.frame import Frame, Named
from theory.provers.coq.listed import listed_frame
from theory.provers.coq.neural import neural_frame
from theory.provers.coq.output_bias import BIASED, output_bias_frame
from theory.provers.coq.own import own_frame
from theory.provers.coq.process import with_process
from theory.statements import Setting, Statement
from theory.symbols import observable_of

__all__ = ["frame_of"]

_RATE = ("rate_positive", "0 < eta")
_SCALE = ("scale_positive", "0 < s N")
_LINEAR = ("gates_linear", "linear_net N")
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
_OF_TWO_LAYERS = {
    "flip_mass": "flip_mass N eta {w}",
    "balance": "kernel N {w} 0 0 ^ 2 - 4 * (a_plus N ^ 2 * s N ^ 2 * x2 N) * output N {w} 0 ^ 2",
}
_ONE = {"f": "output {m} {{w}} 0", "r": "residual {m} {{w}} 0", "H": "kernel {m} {{w}} 0 0"}
_MANY = {"H": "top_kernel {m} {{w}}"}


def _for_model(text: str, model: str) -> str:
    return text.format(m=model)


def _structure(setting: Setting, model: str) -> tuple[Named, ...]:
    named = (*_DATA[setting.data], *_ZERO_TARGETS[setting.targets])
    return tuple((name, _for_model(text, model)) for name, text in named)


def _two_layer(setting: Setting) -> Frame:
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
    observables = {**_COMMON, **(_ONE if setting.single_datum else _MANY)}
    return Frame(
        module="TwoLayer",
        binders="(N : net) (eta : R) (w : weights)",
        arguments="N eta w",
        moves="0 < loss N w",
        train="(train N eta w {t})",
        hypotheses=(_RATE, _SCALE, *_structure(setting, "N"), *variants[setting.variant]),
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
        observables={**_OF_TWO_LAYERS, **{name: _for_model(text, "N") for name, text in observables.items()}},
        indicators={"f_zero": "output N {w} 0 = 0"},
        unit_maxima={
            "flip": (
                "(i < n N)%nat -> slope N (preactivation N {w} 0 i) * V {w} i <> 0 -> preactivation N {w} 0 i <> 0",
                "flip N {w} i",
            )
        },
    )


def _many_outputs(setting: Setting) -> Frame:
    frame = _two_layer(setting)
    known = {name: term for name, term in frame.parameters.items() if name not in ("P", "x2", "y")}
    return replace(
        frame,
        module="ManyOutputs",
        hypotheses=(*frame.hypotheses, ("some_outputs", "(0 < K N)%nat")),
        parameters={**known, "K": "INR (K N)"},
        observables={name: _for_model(text, "N") for name, text in {**_COMMON, **_MANY}.items()},
        indicators={},
        unit_maxima={},
    )


def _quadratic(setting: Setting) -> Frame:
    observables = {**_COMMON, **(_ONE if setting.single_datum else _MANY)}
    variants = {"": (), "isotropic": (("form_isotropic", "isotropic M"),)}
    return Frame(
        module="Quadratic",
        binders="(M : model) (eta : R) (w : weights)",
        arguments="M eta w",
        moves="0 < loss M w",
        train="(train M eta w {t})",
        hypotheses=(_RATE, ("form_symmetric", "symmetric M"), *_structure(setting, "M"), *variants[setting.variant]),
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
    targets = {"zero": (("target_zero", "y B = 0"),), "any": ()}
    return Frame(
        module="Biased",
        binders="(B : model) (eta : R) (w : weights)",
        arguments="B eta w",
        moves="0 < loss B w",
        train="(train B eta w {t})",
        hypotheses=(_RATE, ("form_symmetric", "symmetric B"), ("features_positive", "0 < phi2 B"), *targets[setting.targets]),
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
    observables = {name: term for name, term in {**_COMMON, **_MANY}.items() if name != "r2"}
    return Frame(
        module="Layered",
        binders="(N : net) (eta : R) (w : weights)",
        arguments="N eta w",
        moves="0 < loss N w",
        train="(train N eta w {t})",
        hypotheses=(_RATE, _SCALE, *_structure(setting, "N")),
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
        observables={name: _for_model(text, "N") for name, text in observables.items()},
    )


def _output_bias(setting: Setting) -> Frame:
    family = BIASED[setting.variant].family
    return output_bias_frame(setting, _FRAMES[family](replace(setting, model=family, variant="")))


def _general_quadratic(setting: Setting) -> Frame:
    return _GENERAL[setting.variant](setting)


def _squares(setting: Setting) -> Frame:
    frame = _quadratic(replace(setting, model="quadratic", variant=""))
    return replace(
        frame,
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
        hypotheses=(_RATE, ("form_symmetric", "symmetric M"), ("some_data", "(0 < D M)%nat")),
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


_GENERAL = {"": _entries, "isotropic": _squares, "linear net": listed_frame}
_PROBED = frozenset(("z_r", "z_Kr", "z_Kz", "z_GJr", "z_GJz", "z_GGz"))
"""Observables with a vector z of D numbers: a statement about them holds for every one."""
_TRAINED = {"two_layer": "N", "quadratic": "M", "deep": "N", "own": ""}
"""Families of which other update rules, losses and batches can be stated, and the variable of their model, if it is one."""
_FREE = {
    "C_u": ("cu", ("bound_nonnegative", "0 <= cu")),
    "dial": ("dial", ("dial_positive", "0 < dial")),
    "norm_floor": ("norm_floor", ("norm_floor_positive", "0 < norm_floor")),
    "polyak": ("polyak", ("polyak_positive", "0 < polyak")),
    "x2_top": ("x2_top", ("inputs_bounded", "forall a, (a < D N)%nat -> Sum (d N) (fun k => X N a k ^ 2) <= x2_top")),
}
"""Numbers that only a statement knows, any in their range: the Coq variable, and the range as a hypothesis."""


def _with_number(frame: Frame, parameter: str, variable: str, within: Named) -> Frame:
    return replace(
        frame,
        binders=f"({variable} : R) {frame.binders}",
        arguments=f"{variable} {frame.arguments}",
        hypotheses=(*frame.hypotheses, within),
        parameters={**frame.parameters, parameter: variable},
    )


_SPECTRAL = {"N_spec": "spectral_norm N B {w}", "N_live": "live_norm N B {w}"}
"""Norms that are read off a singular value decomposition B of the data; a statement about them holds for every one, and
one exists (``DECOMPOSITION``)."""


def _with_decomposition(frame: Frame) -> Frame:
    return replace(
        frame,
        binders="(N : net) (B : decomposition) (eta : R) (w : weights)",
        arguments="N B eta w",
        hypotheses=(*frame.hypotheses, ("data_decomposed", "decomposes N B")),
        observables={**frame.observables, **_SPECTRAL},
    )


_FRAMES = {
    "two_layer": _two_layer,
    "quadratic": _quadratic,
    "biased_quadratic": _biased_quadratic,
    "deep": _layered,
    "many_outputs": _many_outputs,
    "output_bias": _output_bias,
    "nqm": neural_frame,
    "general_quadratic": _general_quadratic,
    "own": own_frame,
}


def frame_of(statement: Statement) -> Frame:
    """Return the Coq reading of a statement's setting.

    Raises
    ------
    KeyError
        If no Coq model covers the setting.
    """
    setting = statement.setting
    frame = _FRAMES[setting.model](setting)
    numbers = {symbol.name for number in setting.update.numbers for symbol in getattr(setting.update, number).free_symbols}
    for name in sorted((numbers | {symbol.name for symbol in statement.symbols}) & _FREE.keys()):
        frame = _with_number(frame, name, *_FREE[name])
    if not setting.plain:
        if setting.model not in _TRAINED:
            raise KeyError(f"no Coq model covers {setting}")
        own = f"model n {'0' if setting.zero_targets else 'y'}"
        frame = with_process(frame, setting, _TRAINED[setting.model] or own)
    observed = {found[0].name for found in map(observable_of, statement.symbols) if found is not None}
    if "flip_mass" in observed:
        # Without a unit that flips, the term for flips is empty: a witness has to show one.
        frame = replace(frame, moves=f"{frame.moves} /\\ 0 < flip_mass N eta w /\\ flips N eta w")
    if observed & _PROBED:
        frame = replace(frame, binders=f"(z : nat -> R) {frame.binders}", arguments=f"z {frame.arguments}")
    return _with_decomposition(frame) if observed & _SPECTRAL.keys() else frame
