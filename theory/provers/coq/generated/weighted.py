"""What a generated proof needs to know of one unit that is not homogeneous: the identity of its weighted norm, a bound."""

from __future__ import annotations

from functools import lru_cache

from sympy import Add, diff

from theory.activations import square_bound
from theory.bound import NoBoundError
from theory.bounding_kernels import bounding_kernels, counted_slopes
from theory.certificates.certificate import Certificate
from theory.models.unit import UnitModel
from theory.provers.coq.generated.facts import gradient_file, squares_of
from theory.provers.coq.generated.roots import bounds
from theory.provers.coq.named import named
from theory.provers.coq.own import coordinate_names, model_name
from theory.provers.coq.printer import coq_term
from theory.provers.coq.unit_cases import each_case
from theory.weighted_kernel import UnitBound, unit_bound

__all__ = ["identity_file", "weighted_file"]

_HEAD = (
    "Require Import Reals Lra Lia List.\nFrom Coquelicot Require Import Coquelicot.\n"
    "From Catapult Require Import Sums Certificates Units UnitDescent WeightedUnits KnownActivations {model} {gradient}.\n"
    "Open Scope R_scope.\n\n"
)
_OPEN = "cbn [m phi s model Sum dphi omega centre]"
_TIMES = (
    "Lemma times_bounded X Y a b : X <= Y -> 0 <= Y -> a ^ 2 <= b -> X * a ^ 2 <= b * Y.\n"
    "Proof.\n  intros L P B. apply Rle_trans with (Y * a ^ 2); [apply Rmult_le_compat_r; [apply pow2_ge_0|exact L]|].\n"
    "  rewrite (Rmult_comm b). apply Rmult_le_compat_l; assumption.\nQed.\n"
)


def _euler(unit: UnitModel) -> str:
    return (
        "Lemma euler : weighted_euler model dphi omega centre.\n"
        f"Proof. intro p. {_OPEN}.{each_case(unit)} all: exponentials; field; repeat split; first [lra|nra]. Qed.\n"
    )


@lru_cache(maxsize=64)
def identity_file(unit: UnitModel) -> tuple[str, str]:
    """Name and text of the Coq module of the identity of the weighted norm."""
    model, (gradient, _) = model_name(unit), gradient_file(unit)
    return f"{model}_identity", f"{_HEAD.format(model=model, gradient=gradient)}{_euler(unit)}"


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
        f"{_euler(unit)}"
        f"{_bound(unit, found)}"
        f"Lemma cs_nonneg : all_nonneg cs.\nProof. unfold cs. {roots} cbn [all_nonneg]. repeat split; lra. Qed.\n"
    )


def _bound(unit: UnitModel, found: UnitBound) -> str:
    if found.cases:
        return _cased(unit, found)
    head = "" if unit.polynomial else _TIMES
    head += "Lemma bound : weighted_bound model dphi omega centre c cs.\n"
    if found.certificate is None:
        slopes = _slopes(found)
        return f"{head}Proof. intro p. {_OPEN}. unfold c, cs. cbn [polynomial].{slopes} lra. Qed.\n"
    sentences, squares = _squares(unit, found, found.certificate)
    between = ""
    if not unit.polynomial:
        (kernel,) = bounding_kernels(found.norm)
        between = f" {_slopes(found)}\n  apply Rle_trans with {coq_term(kernel, coordinate_names(unit))}; [lra|].\n"
    return f"{head}Proof.\n  intro p. {_OPEN}. unfold c, cs. cbn [polynomial]. {sentences}\n{between}{squares}"


def _squares(unit: UnitModel, found: UnitBound, certificate: Certificate) -> tuple[str, str]:
    """Sentences on the roots in a certificate, and how it shows what is left to show."""
    sentences, terms, equations = squares_of(unit, certificate, [unit.output, *found.coefficients])
    return sentences, (
        f"  pose (terms := ({terms})%list : list (R * R)).\n"
        f"  apply (certified 1 _ _ terms); [lra|unfold terms; cbn [squares]; field {equations}|"
        "unfold terms; cbn; repeat split; lra].\nQed.\n"
    )


def _cased(unit: UnitModel, found: UnitBound) -> str:
    """A lemma for each case, then all of them."""
    names, size = coordinate_names(unit), found.norm.polynomial
    most = coq_term(Add(*(c * size**k for k, c in enumerate(found.coefficients))), names)
    lemmas, steps = [], []
    for number, (kernel, certificate) in enumerate(found.cases):
        slopes, (sentences, squares) = coq_term(kernel, names), _squares(unit, found, certificate)
        lemmas.append(f"Lemma case_{number} (p : nat -> R) : {slopes} <= {most}.\nProof.\n  {sentences}\n{squares}")
        steps.append(
            f"(apply Rle_trans with ({slopes}); [right; field|\n"
            f"      apply Rle_trans with ({most}); [exact (case_{number} p)|right; field]])"
        )
    tried = "\n    |".join(steps)
    return (
        f"{''.join(lemmas)}Lemma bound : weighted_bound model dphi omega centre c cs.\n"
        f"Proof.\n  intro p. {_OPEN}. unfold c, cs. cbn [polynomial].{each_case(unit)}\n  all: first [{tried}].\nQed.\n"
    )


def _slopes(found: UnitBound) -> str:
    """The square of each derivative that counts is at most that of what is left of it without its bounded activations.

    Those of a cosine and its sine are known together.
    """
    norm, names, sentences = found.norm, coordinate_names(found.norm.model), []
    pairs, slopes = counted_slopes(norm)
    for pair in pairs:
        one, other = (
            f"{coq_term(norm.weights[place], {})} * {coq_term(diff(norm.model.output, norm.model.coordinates[place]), names)} ^ 2"
            for place in (pair.first, pair.second)
        )
        angle, whole = coq_term(pair.angle, names), coq_term(pair.total, names)
        sentences.append(
            f"\n  assert ({one} + {other} = {whole}) by (\n"
            f"    pose proof (sin2_cos2 {angle}) as turn; unfold Rsqr in turn;\n"
            f"    replace ({one} + {other}) with ({whole} * (sin {angle} * sin {angle} + cos {angle} * cos {angle})) by ring;\n"
            "    rewrite turn; ring)."
        )
    for slope in slopes:
        if not slope.activations:
            continue
        value = coq_term(named(slope.value), names)
        right = f"{coq_term(slope.polynomial, names)} ^ 2"
        left = right
        for part in slope.activations:
            left = f"{left} * {coq_term(named(part), names)} ^ 2"
            right = f"{coq_term(square_bound(part), {})} * ({right})"
        steps = "apply times_bounded; [|repeat first [apply pow2_ge_0|lra|apply Rmult_le_pos]|lra]; " * len(slope.activations)
        sentences.append(
            f"\n  assert ({value} ^ 2 <= {right}) by (\n"
            f"    replace ({value} ^ 2) with ({left}) by ring; activation_bounds;\n"
            f"    {steps}apply Rle_refl)."
        )
    return "".join(sentences)
