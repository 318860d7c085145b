"""Units on D data: the facts of the unit on each datum give what the general theorems about any batches ask for."""

from __future__ import annotations

from sympy import Eq, Le, Piecewise, Rational

from theory.batches import FULL_BATCH, AnyBatches
from theory.losses.squared import SQUARED
from theory.models.own_data import DataUnits
from theory.models.unit import UnitModel
from theory.own_batches import each_bound
from theory.provers.coq.generated.facts import bound_file, gradient_file
from theory.provers.coq.generated.roots import bounds
from theory.provers.coq.generated.scripts import Script
from theory.provers.coq.generated.witnesses import decided
from theory.provers.coq.own import model_name, model_text
from theory.provers.coq.own_data import data_model_name, data_model_text
from theory.provers.coq.printer import coq_term
from theory.provers.own_witness import own_witness
from theory.settings import Setting
from theory.statements import Quantifier, Statement
from theory.symbols import OBSERVABLES
from theory.updates import GRADIENT_DESCENT

__all__ = ["batch_script", "batch_witness", "in_batches"]

_THETA2, _BATCH, _LOSS = (OBSERVABLES[name] for name in ("theta2", "r2_batch", "L"))


def in_batches(setting: Setting) -> bool:
    """Whether what is run is gradient descent at a constant rate on the squared loss of all data, or of any batches."""
    return (setting.update, setting.loss) == (GRADIENT_DESCENT, SQUARED) and setting.batches in (FULL_BATCH, AnyBatches())


def batch_script(statement: Statement, model: DataUnits) -> Script | None:
    """How a statement about units on data is proved; None if no theorem is of its form."""
    known = [(bound_file(unit), unit) for unit in model.units]
    found = {unit: file for file, unit in known if file is not None}
    proof = "" if model.degree is None else _proof(statement, model.degree)
    if model.degree is None or not proof or len(found) < len(set(model.units)):
        return None
    files = dict(
        file for unit in model.units for file in ((model_name(unit), model_text(unit)), gradient_file(unit), found[unit])
    )
    facts = _facts_file(model, model.degree - 1, {unit: name for unit, (name, _) in found.items()})
    return Script((*files.items(), (data_model_name(model), data_model_text(model)), facts), proof)


def _facts_file(model: DataUnits, q: int, named: dict[UnitModel, str]) -> tuple[str, str]:
    """Name and text of the Coq module with Euler's identity and the bound of the kernel of each datum."""
    name, count = data_model_name(model), len(model.units)
    units = [(model_name(unit), gradient_file(unit)[0], named[unit]) for unit in model.units]
    asked = " ".join(dict.fromkeys(part for unit in units for part in unit))
    kernels = {unit: each_bound(DataUnits(model.name, (unit,))) for unit in model.units}
    top = coq_term((each_bound(model) / _THETA2.now**q).expand(), {"n": "(INR n)"})
    roots = bounds(kernels.values())
    each = "".join(
        "  destruct a as [|a].\n"
        f"  {{ apply Rle_trans with ({bound}.C n * Units.weight_norm {module}.model n w ^ {q});\n"
        f"    [exact ({bound}.kernel_at n w)|].\n"
        f"    apply Rmult_le_compat_r; [apply pow_le, UnitDescent.weight_norm_nonneg|unfold {bound}.C, C; {_MOST}]. }}\n"
        for module, _, bound in units
    )
    euler = "".join(
        "  destruct a as [|a].\n"
        f"  {{ exact (UnitDescent.unit_homogeneous {m}.model {g}.dphi {g}.gradient {q + 1} n 0 {bound}.euler). }}\n"
        for m, g, bound in units
    )
    derivable = [f"{gradient_file(unit)[0]}.derivable" for unit in dict.fromkeys(model.units)]
    return f"{name}_facts", (
        "Require Import Reals Lra Psatz Lia.\nFrom Coquelicot Require Import Coquelicot.\n"
        f"From Catapult Require Trained Units UnitDescent {asked}.\n"
        f"From Catapult Require Import Sums WeightSpace TrainedPull {name}.\nOpen Scope R_scope.\n\n"
        f"Lemma derivable : differentiable.\nProof. {_both(derivable)} Qed.\n"
        f"Lemma same a : (a < size model)%nat -> Units.m (on_datum model a) = Units.m (on_datum model 0%nat).\n"
        f"Proof. intro H. cbn [size model] in H. do {count} (destruct a as [|a]; [reflexivity|]). lia. Qed.\n"
        f"Lemma euler n : Trained.homogeneous (trained model n) (INR {q + 1}).\n"
        f"Proof.\n  apply (units_homogeneous model n same). intros a H. cbn [size model] in H.\n{euler}  lia.\nQed.\n"
        f"Definition C (n : nat) : R := {top}.\n"
        f"Lemma C_nonneg n : 0 <= C n.\nProof. unfold C. {roots} pose proof (pos_INR n). {_MOST}. Qed.\n"
        f"Lemma each n : each_at_most (trained model n) (C n) {q}.\n"
        "Proof.\n  apply (units_each model n same). intros w a H. cbn [size model] in H. pose proof (pos_INR n).\n"
        f"  {roots}\n{each}  lia.\nQed.\n"
    )


def _both(proofs: list[str]) -> str:
    *others, last = proofs
    return "".join(f"split; [exact {one}|]. " for one in others) + f"exact {last}."


_MOST = "first [lra|apply Rmult_le_pos; lra|apply Rmult_le_compat_r; lra]"


def _proof(statement: Statement, degree: int) -> str:
    """The sentences that apply the theorem, with the facts of the model."""
    setting, conclusion = statement.setting, statement.conclusion
    if not setting.zero_targets:
        return ""
    step, full = statement.quantifier is Quantifier.STEP, setting.batches == FULL_BATCH
    if full and not step and conclusion == Eq(_LOSS.limit, 0):
        theorem, sign = "units_data_limit", "<"
    elif not full and step and conclusion == Le(_THETA2.next, _THETA2.now):
        theorem, sign = "units_batch_falls", "<="
    elif not full and step and isinstance(conclusion, Le) and conclusion.lhs == _BATCH.total:
        theorem, sign = "units_batch_sum", "<"
    elif not full and statement.quantifier is Quantifier.TRAJECTORY and conclusion == Eq(_BATCH.limit, 0):
        theorem, sign = "units_batch_limit", "<"
    else:
        return ""
    q = degree - 1
    begun = (
        f"Proof.\n  intros {'' if full else 'b '}n eta w H. destruct H.\n"
        f"  assert (edge : eta * (C n * weight_norm model n w ^ {q}) {sign} 2 * INR {degree}) by (unfold C; cbn [INR]; lra).\n"
    )
    given = f"model n {q} (C n) (euler n) (C_nonneg n) (each n) eta w rate_positive"
    if full:
        return f"{begun}  apply ({theorem} {given}); [apply Nat.lt_0_succ|exact edge].\nQed.\n"
    applied = f"{theorem} {given} b batch_nonnegative batch_whole edge"
    if theorem != "units_batch_sum":
        return f"{begun}  exact ({applied}).\nQed.\n"
    return (
        f"{begun}  intro t. eapply Rle_trans; [exact ({applied} (S t))|]. unfold C. cbn [INR].\n"
        "  apply divide_le; [apply norm_nonneg|apply Rmult_lt_0_compat; [exact rate_positive|]|].\n"
        "  - unfold C in edge; cbn [INR] in edge; lra.\n  - apply Rmult_le_compat_l; lra.\nQed.\n"
    )


def batch_witness(statement: Statement, model: DataUnits) -> str | None:
    """The proof that the hypotheses can be met, each batch the first datum alone; None if small numbers do not."""
    found = own_witness(statement, model.units[0])
    if found is None:
        return None
    arms = " | ".join(f"{number}%nat => {coq_term(Rational(x), {})}" for number, x in enumerate(found.weights))
    batch = "" if statement.setting.batches == FULL_BATCH else "(fun _ a => match a with 0%nat => 1 | _ => 0 end), "
    roots = bounds([*(part.lhs - part.rhs for part in statement.hypotheses), *(one.output for one in model.units)])
    first = model_name(model.units[0])
    cased = decided(f"{first}.", "UnitCases.") if model.units[0].output.has(Piecewise) else ""
    opened = " ".join(dict.fromkeys(f"{model_name(unit)}.model" for unit in model.units))
    opened = f"cbn [Sum INR size on_datum model {opened} Units.m Units.s Units.phi]"
    return (
        f"Proof.\n  {roots}\n"
        f"  exists {batch}1%nat, {coq_term(found.rate, {})}, (fun _ j => match j with {arms} | _ => 0 end). split.\n"
        "  - constructor; try lia; try lra; try (intros t a H; destruct a; lra); try (intro t; unfold D; simpl; lra);\n"
        "    unfold weight_norm, Trained.weight_norm; simpl; lra.\n"
        f"  - apply (data_moves model 1 _ 0%nat); {opened}; [lia|].\n"
        f"    unfold Units.output. {opened}.{cased} first [lra|nra].\nQed.\n"
    )
