(* One datum, target 0: at every step the weight norm falls strictly if and only if f <> 0 and eta H < 4. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums TwoLayerModel QuadraticModel OneDatum Witness.
From Catapult Require Import CAT_STRICT.
Open Scope R_scope.

Lemma strict_iff (eta f h before after : R) : 0 < eta -> after = before + eta * f ^ 2 * (eta * h - 4) ->
  (after < before <-> h * eta < 4 /\ f <> 0).
Proof.
  intros He ->. split.
  - intros L. split.
    + apply Rnot_le_lt. intro B. assert (0 <= eta * f ^ 2 * (eta * h - 4)); [|lra].
      apply Rmult_le_pos; [apply Rmult_le_pos; [lra|apply pow2_ge_0]|lra].
    + intros ->. lra.
  - intros [B Nz]. assert (0 < eta * f ^ 2 * (4 - eta * h)); [|lra].
    apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; [lra|apply pow2_gt_0, Nz]|lra].
Qed.
Theorem CAT_STRICT_1 : CAT_STRICT_1.statement.
Proof. intros N eta w [] t. apply (strict_iff eta); [exact rate_positive|]. apply (net_norm_one N one_datum targets_zero). Qed.
Theorem CAT_STRICT_2 : CAT_STRICT_2.statement.
Proof. intros M eta w [] t. apply (strict_iff eta); [exact rate_positive|]. apply (quadratic_norm_one M one_datum targets_zero). Qed.

Example CAT_STRICT_1_witness : CAT_STRICT_1.nonvacuous.
Proof. unit_witness 1 1 1 1. Qed.
Example CAT_STRICT_2_witness : CAT_STRICT_2.nonvacuous.
Proof. form_witness 1 1. Qed.
