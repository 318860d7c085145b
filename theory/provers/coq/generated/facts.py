"""What a generated proof needs to know of one homogeneous unit, printed as Coq lemmas: gradient, Euler's identity, kernel bound.

The bound is a certificate, a sum of squares in exact numbers: Coq expands it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from sympy import Add, Expr, Integer, diff, expand

from theory.bound import NoBoundError
from theory.bounds import kernel_bound
from theory.certificates.certificate import Certificate
from theory.models.unit import UnitModel
from theory.provers.coq.generated.roots import bounds, of_primes, preamble
from theory.provers.coq.named import named
from theory.provers.coq.own import cases_of, coordinate_names, model_name
from theory.provers.coq.printer import coq_term
from theory.provers.coq.unit_cases import derivative_proof, each_case

__all__ = ["bound_file", "gradient_file", "squares_of"]

_ONE = Integer(1)

_HEAD = (
    "Require Import Reals Lra Lia List.\nFrom Coquelicot Require Import Coquelicot.\n"
    "From Catapult Require Import Sums Certificates Units UnitDescent{more} {model}.\nOpen Scope R_scope.\n\n"
)


def gradient_file(unit: UnitModel) -> tuple[str, str]:
    """Name and text of the Coq module of a unit's derivatives, ``derivable`` and ``gradient``."""
    names, count = coordinate_names(unit), len(unit.coordinates)
    cases = cases_of(unit)
    if cases is not None:
        return f"{model_name(unit)}_gradient", _HEAD.format(model=model_name(unit), more="") + (
            "Definition dphi (p : nat -> R) (j : nat) : R := slopes (holds p) p j.\n"
            "Lemma gradient : unit_gradient model dphi.\nProof. intros p j H. reflexivity. Qed.\n"
            f"{derivative_proof(unit, cases)}"
        )
    slopes = [diff(named(unit.output), p) for p in unit.coordinates]
    arms = " | ".join(f"{number}%nat => {coq_term(slope, names)}" for number, slope in enumerate(slopes))
    return f"{model_name(unit)}_gradient", _HEAD.format(
        model=model_name(unit), more="" if unit.polynomial else " KnownActivations"
    ) + (
        f"Definition dphi (p : nat -> R) (j : nat) : R := match j with {arms} | _ => 0 end.\n"
        "Lemma derivatives : unit_derivatives model dphi.\n"
        "Proof.\n  intros p j Hj. cbn [m phi model] in *. unfold dphi.\n"
        f"  do {count} (destruct j as [|j]; [unfold with_value; simpl; {_slope(unit)}|]). lia.\nQed.\n"
        "Lemma gradient : unit_gradient model dphi.\nProof. intros p j H. apply is_derive_unique, derivatives, H. Qed.\n"
        "Lemma derivable : differentiable model.\nProof. exact (is_differentiable model dphi gradient derivatives). Qed.\n"
    )


def _slope(unit: UnitModel) -> str:
    """How a derivative is shown; quotients of exponentials need that these are positive."""
    if unit.polynomial:
        return "auto_derive; [exact I|field]"
    return (
        "unfold tanh, sinh, cosh; exponentials; auto_derive;\n"
        "    [repeat split; first [lra|nra]|field; repeat split; first [lra|nra]]"
    )


@lru_cache(maxsize=64)
def bound_file(unit: UnitModel) -> tuple[str, str] | None:
    """Name and text of the Coq module of Euler's identity and the kernel bound; None if there is no bound with a certificate."""
    if unit.degree is None or not (unit.polynomial or unit.pieces):
        return None
    found = _linear(unit) if unit.degree == 1 else _cased(unit) if unit.pieces else _squared(unit)
    if found is None:
        return None
    constant, bound = found
    total = coq_term(constant * unit.scale**2, {})
    width, q = (" * INR n", 0) if unit.degree == 1 else ("", unit.degree - 1)
    roots = bounds([constant])
    theorem = "kernel_of_linear" if q == 0 else "kernel_bound"
    use = f"apply ({theorem} model dphi gradient {coq_term(constant, {})}{f' {q - 1}' if q else ''})"
    name, _ = gradient_file(unit)
    return f"{model_name(unit)}_bound", _HEAD.format(model=f"{model_name(unit)} {name}", more="") + (
        f"Lemma euler : unit_euler model dphi {unit.degree}.\n"
        f"Proof. intros p. cbn [m phi model Sum dphi INR].{each_case(unit)} all: field. Qed.\n"
        f"{bound}"
        f"Definition C (n : nat) : R := {total}{width}.\n"
        "Lemma C_nonneg n : 0 <= C n.\n"
        f"Proof. unfold C. {roots} pose proof (pos_INR n). {'apply Rmult_le_pos; lra' if q == 0 else 'lra'}. Qed.\n"
        f"Lemma kernel_at n w : kernel model n w <= C n * weight_norm model n w ^ {q}.\n"
        f"Proof.\n  {roots} eapply Rle_trans; [{use}; [{'exact bound' if q == 0 else 'lra|exact bound'}]|].\n"
        "  unfold C. cbn [s model]. simpl pow. right. field.\nQed.\n"
    )


def _linear(unit: UnitModel) -> tuple[Expr, str]:
    """A unit of degree 1: its gradient is constant, in each case if it has several."""
    constants = [expand(Add(*(diff(part.output, p) ** 2 for p in part.coordinates))) for part in unit.pieces or (unit,)]
    constant = max(constants, key=lambda value: value.evalf(30))
    proof = f"Proof. intros p. cbn [m model Sum dphi].{each_case(unit)} {bounds(constants)} simpl pow. "
    proof += "right. field. Qed.\n" if unit.polynomial else "all: first [right; field|lra]. Qed.\n"
    return constant, f"Lemma bound : unit_bound model dphi {coq_term(constant, {})} 0.\n{proof}"


def _squared(unit: UnitModel) -> tuple[Expr, str] | None:
    """A polynomial unit: its bound is a sum of squares."""
    found = _certificate(unit)
    if found is None:
        return None
    stated = f"Lemma bound : unit_bound model dphi {coq_term(found[0], {})} {_power(unit)}.\n"
    return found[0], f"{stated}Proof.\n  intros p. cbn [m model Sum dphi].{_summed(unit, *found)}.\nQed.\n"


def _power(unit: UnitModel) -> int:
    assert unit.degree is not None
    return unit.degree - 1


def _cased(unit: UnitModel) -> tuple[Expr, str] | None:
    """A unit with cases: a sum of squares for each of them, then the largest constant."""
    names, q = coordinate_names(unit), _power(unit)
    found = [(part, one) for part in unit.pieces if (one := _certificate(part)) is not None]
    if len(found) < len(unit.pieces):
        return None
    norm = f"{coq_term(Add(*(p**2 for p in unit.coordinates)), names)} ^ {q}"
    constant = max((one[0] for _, one in found), key=lambda value: value.evalf(30))
    most = f"{coq_term(constant, {})} * {norm}"
    nothing = f"apply Rle_trans with 0; [right; field|apply Rle_trans with ({most}); [apply Rmult_le_pos|right; field]]"
    lemmas, steps = [], [nothing]
    for number, (part, one) in enumerate(found):
        slopes, own = coq_term(part.kernel_polynomial / part.scale**2, names), f"{coq_term(one[0], {})} * {norm}"
        lemmas.append(f"Lemma case_{number} (p : nat -> R) : {slopes} <= {own}.\nProof. {_summed(part, *one)}. Qed.\n")
        steps.append(
            f"apply Rle_trans with ({slopes}); [right; field|apply Rle_trans with ({own}); [exact (case_{number} p)|\n"
            f"      apply Rle_trans with ({most}); [apply Rmult_le_compat_r|right; field]]]"
        )
    tried = "\n    |".join(f"({step}; first [exact norm|lra])" for step in steps)
    proof = (
        f"  intros p. {bounds(one[0] for _, one in found)} assert (norm : 0 <= {norm}) by\n"
        "    (apply pow_le; repeat first [apply Rplus_le_le_0_compat|apply pow2_ge_0]).\n"
        f"  cbn [m model Sum dphi].{each_case(unit)}\n  all: first [{tried}].\n"
    )
    stated = f"Lemma bound : unit_bound model dphi {coq_term(constant, {})} {q}.\n"
    return constant, f"{''.join(lemmas)}{stated}Proof.\n{proof}Qed.\n"


def _certificate(unit: UnitModel) -> tuple[Expr, Certificate, Expr] | None:
    """(c, certificate, factor): factor · certificate shows |∇φ|² ≤ c |p|^(2(k−1)); None if none is found."""
    try:
        bound = kernel_bound(unit)
    except NoBoundError:
        return None
    if bound.squares is None:
        return None
    norm = Add(*(p**2 for p in unit.coordinates)) ** (unit.degree - 1 if unit.degree else 0)
    constant = bound.expression / unit.scale**2
    slopes = Add(*(diff(unit.output, p) ** 2 for p in unit.coordinates))
    factor = (expand(constant * norm - slopes) / bound.squares.target).cancel() if bound.squares.target != 0 else Integer(1)
    return constant.expand(), bound.squares, factor


def squares_of(unit: UnitModel, certificate: Certificate, others: Sequence[Expr], factor: Expr = _ONE) -> tuple[str, str, str]:
    """Sentences on the roots in a certificate and in other numbers, the terms of the sum, and the equations for ``field``."""
    squares = certificate.squares
    sentences, roots, equations = preamble([*others, *(s.weight for s in squares), *(s.base for s in squares)])
    names = {**coordinate_names(unit), **roots}

    def term(expression: Expr) -> str:
        return coq_term(of_primes(expression), names)

    terms = " :: ".join([*(f"({term((factor * s.weight).expand())}, {term(s.base)})" for s in squares), "nil"])
    return sentences, terms, equations


def _summed(unit: UnitModel, constant: Expr, certificate: Certificate, factor: Expr) -> str:
    """How the bound is proved: what is printed of the certificate is what Coq has to expand."""
    sentences, terms, equations = squares_of(unit, certificate, [unit.output, constant, factor], factor)
    power = certificate.multiplier[1]
    norm = coq_term(Add(*(p**2 for p in unit.coordinates)), coordinate_names(unit))
    close = (
        f"apply (certified ({norm} ^ {power}) _ _ terms);\n"
        f"    [{'apply pow_lt, P' if power else 'simpl; lra'}|unfold terms; cbn [squares]; field {equations}|"
        "unfold terms; cbn; repeat split; lra]"
    )
    if power:
        zeros = " ".join(f"assert (p {j}%nat = 0) by (clear - O; nra)." for j in range(len(unit.coordinates)))
        finish = " ".join(f"replace (p {j}%nat) with 0 by (symmetry; assumption)." for j in range(len(unit.coordinates)))
        close = (
            f"assert (Z : 0 <= {norm}) by (repeat apply Rplus_le_le_0_compat; apply pow2_ge_0).\n"
            f"  destruct (Rle_lt_or_eq_dec 0 _ Z) as [P|O]; [{close}|].\n  {zeros} {finish} simpl; lra"
        )
    return f" {sentences}\n  pose (terms := ({terms})%list : list (R * R)).\n  {close}"
