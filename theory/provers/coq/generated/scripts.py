"""Which general theorem about units proves a statement: the Coq files that it needs, and the sentences that apply it."""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Eq, Le

from theory.homogeneous import homogeneous_maps
from theory.models.unit import UnitModel
from theory.own_theorems import FALLS_ALONG, NORM_FALLS, NORM_STEPPED, STEPPED_ALONG
from theory.provers.coq.generated.facts import bound_file, gradient_file
from theory.provers.coq.generated.maps import maps_file
from theory.provers.coq.generated.weighted import identity_file, weighted_file
from theory.statements import Quantifier, Statement
from theory.symbols import OBSERVABLES, observable_of
from theory.weighted_norm import norm_of

__all__ = ["Script", "script_for"]

_H, _THETA2, _F2, _LOSS, _KERNEL, _NORM = (OBSERVABLES[name] for name in ("H", "theta2", "f2", "L", "H_omega", "N_omega"))
_MAPPED = {OBSERVABLES[name] for name in ("f", "r", "H", "theta2")}
_AT = "model dphi gradient n {q} (C n) (C_nonneg n) euler (kernel_at n) eta w"
_EDGE = "unfold C; cbn [INR]; lra"
_START = (
    "Proof.\n  intros n eta w H. destruct H. pose proof (weight_norm_nonneg model n w) as norm.\n"
    "  assert (power : 0 <= eta * weight_norm model n w ^ {q}) by (apply Rmult_le_pos; [lra|apply pow_le, norm]).\n"
)


@dataclass(frozen=True)
class Script:
    """The Coq modules that a proof builds on (name and text each), and the proof."""

    files: tuple[tuple[str, str], ...]
    proof: str


def script_for(statement: Statement, unit: UnitModel) -> Script | None:
    """How a statement about a unit model is proved; None if no theorem is of its form."""
    proof = _of_step_along(statement)
    if proof:
        return Script((gradient_file(unit),), proof)
    proof = _of_weighted_step(statement) if norm_of(unit) is not None else ""
    if proof:
        return Script((gradient_file(unit), identity_file(unit)), proof)
    proof = _of_map(statement) if unit.polynomial else _of_norm_map(statement, unit)
    if proof and not unit.polynomial:
        bound = bound_file(unit)
        return None if bound is None else Script((gradient_file(unit), bound), proof)
    if proof:
        return Script((gradient_file(unit), maps_file(unit)), proof)
    proof = _of_norm(statement, unit) if unit.degree is not None else _of_weighted_norm(statement)
    bound = (weighted_file(unit) if unit.degree is None else bound_file(unit)) if proof else None
    return Script((gradient_file(unit), bound), proof) if proof and bound else None


def _of_map(statement: Statement) -> str:
    """An equation about one step."""
    conclusion = statement.conclusion
    found = [observable_of(symbol) for symbol in conclusion.free_symbols]
    seen = [pair for pair in found if pair is not None]
    if statement.quantifier is not Quantifier.STEP or not isinstance(conclusion, Eq) or {o for o, _ in seen} - _MAPPED:
        return ""
    if {role for _, role in seen} - {"now", "next"}:
        return ""
    y, variables = ("y", "n y eta w") if statement.setting.any_targets else ("0", "n eta w")
    return (
        f"Proof.\n  intros {variables} H t. destruct H.\n"
        f"  change (train model n {y} eta w (S t)) with (step model n {y} eta (train model n {y} eta w t)).\n"
        f"  generalize (train model n {y} eta w t). intro v. unfold residual.\n"
        + "".join(f"  try rewrite !step_{name}.\n" for name in ("output", "kernel", "weight_norm"))
        + "  unfold residual. field.\nQed.\n"
    )


def _of_step_along(statement: Statement) -> str:
    """One step of the weight norm of any unit: what it is, and when it falls."""
    conclusion = statement.conclusion
    falls = conclusion == FALLS_ALONG
    if statement.quantifier is not Quantifier.STEP or not (falls or conclusion == Eq(_THETA2.next, STEPPED_ALONG)):
        return ""
    y, variables = ("y", "n y eta w") if statement.setting.any_targets else ("0", "n eta w")
    start = (
        f"Proof.\n  intros {variables} H t. destruct H.\n"
        f"  change (train model n {y} eta w (S t)) with (step model n {y} eta (train model n {y} eta w t)).\n"
        f"  generalize (train model n {y} eta w t). intro v. rewrite (norm_along model n {y} eta v).\n"
    )
    return f"{start}{_ALONG.format(y=y) if falls else '  ring.'}\nQed.\n"


_ALONG = """  set (r := residual model n {y} v). set (E := radial model n v). set (K := kernel model n v).
  set (N := weight_norm model n v). replace (N - 2 * eta * r * E + eta ^ 2 * r ^ 2 * K)
    with (N - eta * (r * (2 * E - eta * r * K))) by ring. set (x := r * (2 * E - eta * r * K)).
  assert (Q : r * (2 * E - eta * r * K) = x) by reflexivity. split.
  - intro A. assert (P : 0 < eta * x) by lra. assert (0 < x); [|lra].
    apply Rmult_lt_reg_l with eta; [assumption|lra].
  - intro A. assert (0 < x) by lra. assert (0 < eta * x) by (apply Rmult_lt_0_compat; assumption). lra."""


def _of_norm_map(statement: Statement, unit: UnitModel) -> str:
    """What one step makes of the weight norm of a homogeneous unit with cases."""
    if unit.degree is None or statement.quantifier is not Quantifier.STEP:
        return ""
    stepped = homogeneous_maps(unit.degree).weight_norm_data
    if statement.conclusion != Eq(_THETA2.next, stepped):
        return ""
    y, variables = ("y", "n y eta w") if statement.setting.any_targets else ("0", "n eta w")
    return (
        f"Proof.\n  intros {variables} H t. destruct H.\n"
        f"  change (train model n {y} eta w (S t)) with (step model n {y} eta (train model n {y} eta w t)).\n"
        f"  rewrite (norm_identity model dphi gradient {unit.degree} n eta {y} _ euler). cbn [INR]. ring.\nQed.\n"
    )


def _of_weighted_step(statement: Statement) -> str:
    """One step of the weighted norm: what it is, and when it falls."""
    conclusion = statement.conclusion
    falls = statement.setting.zero_targets and conclusion == NORM_FALLS
    if statement.quantifier is not Quantifier.STEP or not (falls or conclusion == Eq(_NORM.next, NORM_STEPPED)):
        return ""
    y, variables = ("y", "n y eta w") if statement.setting.any_targets else ("0", "n eta w")
    start = (
        f"Proof.\n  intros {variables} H t. destruct H.\n"
        f"  change (train model n {y} eta w (S t)) with (step model n {y} eta (train model n {y} eta w t)).\n"
        f"  generalize (train model n {y} eta w t). intro v.\n"
        "  rewrite (weighted_norm_identity model dphi omega centre gradient euler).\n"
    )
    return f"{start}{_SIGN if falls else '  ring.'}\nQed.\n"


_SIGN = """  replace (residual model n 0 v) with (output model n v) by (unfold residual; ring).
  set (f := output model n v). set (K := weighted_kernel model omega n v). set (N := weighted_norm model omega centre n v).
  assert (Q : 0 <= eta * f ^ 2) by (apply Rmult_le_pos; [lra|apply pow2_ge_0]). split.
  - intro A. assert (P : eta * f ^ 2 * (eta * K - 2) < 0) by lra. repeat split.
    1, 2: first [intro Z; rewrite Z in P; lra|apply Rnot_le_lt; intro B; assert (0 <= eta * f ^ 2 * (eta * K - 2)); [|lra];
      apply Rmult_le_pos; lra].
  - intro A. decompose [and] A. assert (0 < f ^ 2) by (rewrite <- Rsqr_pow2; apply Rsqr_pos_lt; assumption).
    assert (0 < eta * f ^ 2 * (2 - eta * K)); [|lra]. apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat|]; lra."""


def _of_norm(statement: Statement, unit: UnitModel) -> str:
    """What follows from the bound of the kernel of a homogeneous unit."""
    if unit.degree is None or statement.setting.any_targets:
        return ""
    conclusion, at = statement.conclusion, _AT.format(q=unit.degree - 1)
    start = _START.format(q=unit.degree - 1)
    if statement.quantifier is Quantifier.STEP and conclusion == Le(_THETA2.next, _THETA2.now):
        return f"{start}  exact (unit_monotone {at} ltac:(lra) ltac:({_EDGE})).\nQed.\n"
    if statement.quantifier is Quantifier.TRAJECTORY and conclusion == Eq(_LOSS.limit, 0):
        return f"{start}  exact (unit_limit {at} ltac:(lra) ltac:({_EDGE})).\nQed.\n"
    if statement.quantifier is Quantifier.STEP and isinstance(conclusion, Le) and conclusion.lhs == _F2.total:
        return (
            f"{start}  intro t. eapply Rle_trans; [exact (unit_sum {at} ltac:(lra) ltac:({_EDGE}) (S t))|].\n"
            "  unfold C. cbn [INR]. apply divide_le; [exact norm|apply Rmult_lt_0_compat; lra|].\n"
            "  apply Rmult_le_compat_l; lra.\nQed.\n"
        )
    if statement.quantifier is Quantifier.STATE and isinstance(conclusion, Le) and conclusion.lhs == _H.now:
        return (
            "Proof.\n  intros n eta w H. destruct H. pose proof (weight_norm_nonneg model n w) as norm.\n"
            f"  assert (power : 0 <= weight_norm model n w ^ {unit.degree - 1}) by (apply pow_le, norm).\n"
            "  eapply Rle_trans; [exact (kernel_at n w)|]. unfold C. pose proof (pos_INR n). lra.\nQed.\n"
        )
    return ""


_FACTS = "model dphi omega centre c cs gradient nonneg euler bound cs_nonneg n"
_RANGE = "unfold weighted_edge, c, cs; cbn [polynomial s model]; lra"


def _of_weighted_norm(statement: Statement) -> str:
    """What follows from the bound of the kernel in the weighted norm of a unit that is not homogeneous."""
    if statement.setting.any_targets:
        return ""
    conclusion, start = statement.conclusion, "Proof.\n  intros n eta w H. destruct H.\n"
    applied = f"{_FACTS} eta w ltac:(lra) ltac:({_RANGE})"
    if statement.quantifier is Quantifier.STEP and conclusion == Le(_NORM.next, _NORM.now):
        return f"{start}  exact (weighted_monotone {applied}).\nQed.\n"
    if statement.quantifier is Quantifier.TRAJECTORY and conclusion == Eq(_LOSS.limit, 0):
        return f"{start}  exact (weighted_limit {applied}).\nQed.\n"
    if not isinstance(conclusion, Le):
        return ""
    if statement.quantifier is Quantifier.STEP and conclusion.lhs == _F2.total:
        return (
            f"{start}  intro t. eapply Rle_trans; [exact (weighted_sum {applied} (S t))|].\n"
            "  unfold weighted_edge, c, cs. cbn [polynomial s model].\n"
            "  apply divide_le; [apply (weighted_norm_nonneg model omega centre nonneg)|apply Rmult_lt_0_compat; lra|].\n"
            "  apply Rmult_le_compat_l; lra.\nQed.\n"
        )
    if statement.quantifier is Quantifier.STATE and conclusion.lhs == _KERNEL.now:
        return (
            f"{start}  eapply Rle_trans; [exact (weighted_kernel_bound {_FACTS.replace(' euler', '')} w)|].\n"
            "  unfold weighted_edge, c, cs. cbn [polynomial s model]. lra.\nQed.\n"
        )
    return ""
