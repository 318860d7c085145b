"""Weight decay of a homogeneous unit: its facts give the pull that the general theorems about weight decay are about."""

from __future__ import annotations

from sympy import Eq, Le

from theory.homogeneous import homogeneous_maps
from theory.losses.squared import SQUARED
from theory.models.unit import UnitModel
from theory.provers.coq.generated.facts import bound_file, gradient_file
from theory.provers.coq.generated.scripts import Script
from theory.provers.coq.own import model_name
from theory.provers.coq.printer import coq_term
from theory.settings import Setting
from theory.statements import Quantifier, Statement
from theory.symbols import OBSERVABLES, PARAMETERS
from theory.updates import WeightDecay
from theory.updates.weight_decay import DECAY

__all__ = ["decay_script", "decays"]

_THETA2 = OBSERVABLES["theta2"]


def decays(setting: Setting) -> bool:
    """Whether what is run is gradient descent with weight decay μ, or a given one, at the rate η, on the squared loss."""
    update = setting.update
    if type(update) is not WeightDecay or update.rate != PARAMETERS["eta"].symbol:
        return False
    given = update.decay == DECAY.symbol or (update.decay.is_Rational and update.decay >= 0)
    return bool(given and setting.loss == SQUARED and setting.batches.alike)


def _decay(setting: Setting) -> tuple[str, str]:
    """The decay as a Coq term, and the variable that it is, if it is one."""
    assert isinstance(setting.update, WeightDecay)
    free = setting.update.decay == DECAY.symbol
    return coq_term(setting.update.decay, {DECAY.symbol.name: "mu"}), "mu " * free


def decay_script(statement: Statement, unit: UnitModel) -> Script | None:
    """How a statement about weight decay is proved; None if no theorem is of its form."""
    bound = bound_file(unit)
    if unit.degree is None or bound is None:
        return None
    proof = _identity(statement, unit.degree) or _falls(statement, unit.degree)
    files = (gradient_file(unit), bound, _pull_file(unit, unit.degree - 1, bound[0]))
    return Script(files, proof) if proof else None


def _pull_file(unit: UnitModel, q: int, bound: str) -> tuple[str, str]:
    """Name and text of the Coq module that says of which pull the model is, whatever its width."""
    gradient, _ = gradient_file(unit)
    return f"{model_name(unit)}_pull", (
        "Require Import Reals Lra Lia.\nFrom Coquelicot Require Import Coquelicot.\nFrom Catapult Require Trained.\n"
        "From Catapult Require Export Pulls DecayRuns.\n"
        f"From Catapult Require Import Sums WeightSpace Units UnitDescent {model_name(unit)} {gradient} {bound}.\n"
        "Open Scope R_scope.\n\n"
        f"Lemma degree : INR {q} + 1 = INR {q + 1}.\nProof. symmetry. apply S_INR. Qed.\n"
        f"Lemma along n y : Trained.homogeneous (trained model n y) (INR {q} + 1).\n"
        "Proof. rewrite degree. apply (unit_homogeneous model dphi gradient), euler. Qed.\n"
        f"Lemma pull_at n : pulled (trained model n 0) (C n) {q}.\n"
        "Proof.\n  apply squared_pull; [exact Rlt_0_1|apply along|apply C_nonneg|intros a _; reflexivity|]. intros v z.\n"
        "  change (0 + (0 + z 0%nat * (1 * kernel model n v) * z 0%nat)\n"
        f"    <= C n * weight_norm model n v ^ {q} * (0 + z 0%nat ^ 2)).\n"
        "  pose proof (Rmult_le_compat_r (z 0%nat ^ 2) _ _ (pow2_ge_0 _) (kernel_at n v)). lra.\nQed.\n"
    )


def _identity(statement: Statement, degree: int) -> str:
    """One step of the weight norm, for any target."""
    after = homogeneous_maps(degree, update=statement.setting.update).weight_norm_data
    if statement.quantifier is not Quantifier.STEP or statement.conclusion != Eq(_THETA2.next, after):
        return ""
    mu, bound = _decay(statement.setting)
    y, variables = ("y", f"{bound}n y eta w") if statement.setting.any_targets else ("0", f"{bound}n eta w")
    model = f"(trained model n {y})"
    run = f"(Trained.run {model} (weight_decay (constant_rate eta) {mu}) squared (Trained.full {model}) w t)"
    return (
        f"Proof.\n  intros {variables} H t. destruct H.\n"
        f"  pose proof (run_decay_norm (trained model n {y}) {mu} eta w _ t (along n {y})) as N. cbv beta in N.\n"
        f"  eapply eq_trans; [exact N|]. match goal with |- context [weights_of (?s {variables} t)] =>\n"
        f"    change (s {variables} t) with {run} end.\n"
        f"  generalize (weights_of {run}). intro v.\n"
        f"  change (Trained.residual_output (trained model n {y}) v)\n"
        f"    with (1 * (0 + residual model n {y} v * output model n v)).\n"
        f"  change (Trained.residual_kernel (trained model n {y}) v)\n"
        f"    with (1 * (0 + (0 + residual model n {y} v * (1 * kernel model n v) * residual model n {y} v))).\n"
        f"  change (Trained.weight_norm (trained model n {y}) v) with (weight_norm model n v). cbn [INR]. field.\nQed.\n"
    )


def _falls(statement: Statement, degree: int) -> str:
    """The norm that cannot grow, and the weights that tend to 0."""
    if statement.setting.any_targets:
        return ""
    q, conclusion = degree - 1, statement.conclusion
    if statement.quantifier is Quantifier.STEP and conclusion == Le(_THETA2.next, _THETA2.now):
        theorem, sign, further = "run_decay_falls", "<=", "B"
    elif statement.quantifier is Quantifier.TRAJECTORY and conclusion == Eq(_THETA2.limit, 0):
        theorem, sign, further = "run_decay_collapses", "<", "ltac:(lra) B"
    else:
        return ""
    mu, bound = _decay(statement.setting)
    return (
        f"Proof.\n  intros {bound}n eta w H. destruct H. pose proof (weight_norm_nonneg model n w) as norm.\n"
        f"  assert (power : 0 <= eta * weight_norm model n w ^ {q}) by (apply Rmult_le_pos; [lra|apply pow_le, norm]).\n"
        f"  assert (B : eta * (C n * Trained.weight_norm (trained model n 0) w ^ {q} + (INR {q} + 1) * {mu})\n"
        f"    {sign} 2 * (INR {q} + 1)).\n"
        "  { change (Trained.weight_norm (trained model n 0) w) with (weight_norm model n w). unfold C. cbn [INR]. lra. }\n"
        f"  exact ({theorem} (trained model n 0) {mu} eta w ltac:(lra) ltac:(lra) (C n) {q} (pull_at n) {further}).\nQed.\n"
    )
