"""How a setting of the claims reads in Coq: its quantified variables, its structural hypotheses, its symbols."""

from __future__ import annotations

from dataclasses import replace

from theory.provers.coq.forms import biased_quadratic_frame, general_quadratic_frame, quadratic_frame
from theory.provers.coq.frame import Frame, Named
from theory.provers.coq.nets import layered_frame, many_outputs_frame, two_layer_frame
from theory.provers.coq.neural import neural_frame
from theory.provers.coq.output_bias import BIASED, output_bias_frame
from theory.provers.coq.own import own_frame
from theory.provers.coq.own_data import own_data_frame
from theory.provers.coq.process import with_process
from theory.statements import Setting, Statement
from theory.symbols import observable_of

__all__ = ["frame_of"]

_PROBED = frozenset(("z_r", "z_Kr", "z_Kz", "z_GJr", "z_GJz", "z_GGz"))
"""Observables with a vector z of D numbers: a statement about them holds for every one."""
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


def _output_bias(setting: Setting) -> Frame:
    family = BIASED[setting.variant].family
    return output_bias_frame(setting, _FRAMES[family](replace(setting, model=family, variant="")))


_FRAMES = {
    "two_layer": two_layer_frame,
    "quadratic": quadratic_frame,
    "biased_quadratic": biased_quadratic_frame,
    "deep": layered_frame,
    "many_outputs": many_outputs_frame,
    "output_bias": _output_bias,
    "nqm": neural_frame,
    "general_quadratic": general_quadratic_frame,
    "own": own_frame,
    "own_data": own_data_frame,
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
        if not frame.trained:
            raise KeyError(f"no Coq model covers {setting}")
        frame = with_process(frame, setting)
    observed = {found[0].name for found in map(observable_of, statement.symbols) if found is not None}
    if "flip_mass" in observed:
        # Without a unit that flips, the term for flips is empty: a witness has to show one.
        frame = replace(frame, moves=f"{frame.moves} /\\ 0 < flip_mass N eta w /\\ flips N eta w")
    if observed & _PROBED:
        frame = replace(frame, binders=f"(z : nat -> R) {frame.binders}", arguments=f"z {frame.arguments}")
    return _with_decomposition(frame) if observed & _SPECTRAL.keys() else frame
