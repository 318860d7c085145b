"""What a generated proof needs to know of one unit that is not homogeneous: the identity of its weighted norm, a bound."""

from __future__ import annotations

from functools import lru_cache

from theory.bound import NoBoundError
from theory.models.unit import UnitModel
from theory.provers.coq.generated.facts import gradient_file, squares_of
from theory.provers.coq.generated.roots import bounds
from theory.provers.coq.own import model_name
from theory.provers.coq.printer import coq_term
from theory.weighted_kernel import UnitBound, unit_bound

__all__ = ["weighted_file"]

_HEAD = (
    "Require Import Reals Lra Lia List.\nFrom Coquelicot Require Import Coquelicot.\n"
    "From Catapult Require Import Sums Certificates Units UnitDescent WeightedUnits Activations {model} {gradient}.\n"
    "Open Scope R_scope.\n\n"
)
_OPEN = "cbn [m phi s model Sum dphi omega centre]"


@lru_cache(maxsize=64)
def weighted_file(unit: UnitModel) -> tuple[str, str] | None:
    """Name and text of the Coq module of the weighted norm and the kernel bound in it; None if there is none."""
    if unit.degree is not None or unit.constants:
        return None
    try:
        found = unit_bound(unit)
    except NoBoundError:
        return None
    roots = bounds(found.coefficients)
    first, *others = (coq_term(c, {}) for c in found.coefficients)
    model, (gradient, _) = model_name(unit), gradient_file(unit)
    cases = f"do {len(unit.coordinates)} (destruct j as [|j]; [cbn [omega]; lra|])"
    return f"{model}_weighted", _HEAD.format(model=model, gradient=gradient) + (
        f"Definition c : R := {first}.\n"
        f"Definition cs : list R := ({' :: '.join([*others, 'nil'])})%list.\n"
        f"Lemma nonneg : weights_nonneg_at omega.\nProof. intro j. {cases}. cbn [omega]; lra. Qed.\n"
        "Lemma euler : weighted_euler model dphi omega centre.\n"
        f"Proof. intro p. {_OPEN}. exponentials. field; repeat split; lra. Qed.\n"
        f"{_bound(unit, found)}"
        f"Lemma cs_nonneg : all_nonneg cs.\nProof. unfold cs. {roots} cbn [all_nonneg]. repeat split; lra. Qed.\n"
    )


def _bound(unit: UnitModel, found: UnitBound) -> str:
    if found.certificate is None:
        return (
            "Lemma bound : weighted_bound model dphi omega centre c cs.\n"
            f"Proof. intro p. {_OPEN}. unfold c, cs. cbn [polynomial]. activation_bounds. lra. Qed.\n"
        )
    sentences, terms, equations = squares_of(unit, found.certificate, [unit.output, *found.coefficients])
    return (
        "Lemma bound : weighted_bound model dphi omega centre c cs.\n"
        f"Proof.\n  intro p. {_OPEN}. unfold c, cs. cbn [polynomial]. {sentences}\n"
        f"  pose (terms := ({terms})%list : list (R * R)).\n"
        f"  apply (certified 1 _ _ terms); [lra|unfold terms; cbn [squares]; field {equations}|"
        "unfold terms; cbn; repeat split; lra].\nQed.\n"
    )
