(* ReLU net of any width on one datum with target 0: eta H_0 < 4 makes the weight norm never increase, because the kernel itself
   never does. *)
Require Import Reals Lra Psatz Arith Lia.
From Catapult Require TwoLayer.
From Catapult Require Import Sums TwoLayerModel QuadraticModel OneDatum OneDatumUnits ReluUnits Witness.
From Catapult Require Import ML_9.
Import TwoLayer.
Open Scope R_scope.

Theorem ML_9_1 : ML_9_1.statement.
Proof.
  intros N eta w []. intro t.
  assert (B : eta * kernel N w 0 0 <= 4) by lra.
  destruct (relu_kernel_monotone N eta ltac:(assumption) ltac:(assumption) ltac:(assumption) ltac:(assumption) w B t) as [K _].
  change (train N eta w (S t)) with (step N eta (train N eta w t)). set (z := train N eta w t) in *.
  rewrite (net_norm_one N ltac:(assumption) ltac:(assumption)).
  assert (eta * kernel N z 0 0 <= 4).
  { eapply Rle_trans; [|exact B]. apply Rmult_le_compat_l; [lra|exact K]. }
  assert (0 <= eta * output N z 0 ^ 2 * (4 - eta * kernel N z 0 0)).
  { apply Rmult_le_pos; [apply Rmult_le_pos; [lra|apply pow2_ge_0]|lra]. }
  lra.
Qed.

Example ML_9_1_witness : ML_9_1.nonvacuous.
Proof. unit_witness 0 (3/2) 1 1. Qed.
