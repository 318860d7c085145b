"""What one step makes of output, NTK and weight norm of a unit model, as Coq lemmas: where they close in these sums."""

from __future__ import annotations

from functools import lru_cache

from sympy import Expr, Poly, Symbol

from theory.descent import update_maps
from theory.models.unit import UnitModel
from theory.provers.coq.generated.facts import gradient_file
from theory.provers.coq.own import model_name
from theory.provers.coq.printer import coq_term
from theory.symbols import OBSERVABLES, PARAMETERS

__all__ = ["maps_file"]

_SUMS = (*(OBSERVABLES[name].now for name in ("f", "H", "theta2")), PARAMETERS["n"].symbol)
_RATE, _RESIDUAL = PARAMETERS["eta"].symbol, OBSERVABLES["r"].now
_E = Symbol("e")
_SUM = {
    "output": "rewrite (output_is model)",
    "kernel": "rewrite (kernel_sum model dphi) by exact gradient",
    "weight_norm": "unfold weight_norm",
}


@lru_cache(maxsize=64)
def maps_file(unit: UnitModel) -> tuple[str, str]:
    """Name and text of the Coq module of the maps that close, as ``step_output``, ``step_kernel`` and ``step_weight_norm``."""
    maps, (gradient, _) = update_maps(unit), gradient_file(unit)
    values = {"output": maps.output, "kernel": maps.ntk, "weight_norm": maps.weight_norm}
    lemmas = [_lemma(unit, name, found) for name, value in values.items() if (found := _parts(value)) is not None]
    return f"{model_name(unit)}_maps", (
        "Require Import Reals Lra Lia.\nFrom Coquelicot Require Import Coquelicot.\n"
        f"From Catapult Require Import Sums Units UnitDescent UnitMaps {model_name(unit)} {gradient}.\nOpen Scope R_scope.\n\n"
        + "".join(lemmas)
    )


def _parts(value: Expr) -> list[Expr] | None:
    """Coefficients of output, NTK, weight norm and width, polynomials in ηr; None if the map is no such combination."""
    powers = (_RATE, _RESIDUAL)
    if value.free_symbols - {*_SUMS, *powers}:
        return None
    found: list[Expr] = [Poly(0, _E).as_expr() for _ in _SUMS]
    for exponents, coefficient in Poly(value, *powers, *_SUMS).terms():
        (first, second), held = exponents[:2], exponents[2:]
        if first != second or sum(held) != 1:
            return None
        found[held.index(1)] += coefficient * _E**first
    return found


def _lemma(unit: UnitModel, name: str, parts: list[Expr]) -> str:
    a, b, c, d = (coq_term(part, {"e": "e"}) for part in parts)
    each = range(len(unit.coordinates))
    moved = " ".join(f"rewrite ?(step_is model dphi n y eta w i {j}) by (exact gradient || (simpl; lia))." for j in each)
    return (
        f"Lemma step_{name} n y eta w (e := eta * residual model n y w) : {name} model n (step model n y eta w)\n"
        f"  = {a} * output model n w + {b} * kernel model n w + {c} * weight_norm model n w + {d} * INR n.\n"
        f"Proof.\n  {_SUM[name]}. rewrite (output_is model n w), (kernel_sum model dphi n w) by exact gradient.\n"
        "  unfold weight_norm. rewrite <- sum_combined. apply sum_ext. intros i _. cbn [m s phi model Sum dphi].\n"
        f"  {moved} fold e. generalize e. intro e'. cbn [m s phi model Sum dphi]. field.\nQed.\n"
    )
