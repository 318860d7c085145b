(* Two-layer net, any width, slopes and input dimension, D data with targets 0, C = s^2 max(a_plus^2, a_minus^2)
   lambda_max(X X^T / D): eta C theta_0^2 <= 4 implies that the weight norm never increases; strictly below, the mean squared
   output is summable and the loss tends to 0. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require TwoLayer.
From Catapult Require Import Defined Sums TwoLayerModel QuadraticModel OneDatum Witness.
From Catapult Require Import MASTER_LIMIT MASTER_MONO MASTER_SUM ML_8.
Import TwoLayer.
Open Scope R_scope.

Theorem MASTER_MONO_2 : MASTER_MONO_2.statement.
Proof.
  intros N eta w [] t.
  apply (net_monotone N eta (gram_top N) rate_positive some_data targets_zero kink_bounded (gram_top_bound N some_data)). unfold top_slope. lra.
Qed.
Theorem MASTER_SUM_2 : MASTER_SUM_2.statement.
Proof.
  intros N eta w [] t.
  assert (B : eta * (s N ^ 2 * gram_top N * top_slope N * weight_norm N w) < 4) by (unfold top_slope; lra).
  eapply Rle_trans; [exact (net_sum N eta (gram_top N) rate_positive some_data targets_zero kink_bounded (gram_top_bound N some_data) w B (S t))|].
  right. unfold top_slope. f_equal. ring.
Qed.
Theorem MASTER_SUM_2_defined : MASTER_SUM_2.defined.
Proof. intros N eta w []. is_defined. Qed.
Theorem MASTER_LIMIT_2 : MASTER_LIMIT_2.statement.
Proof.
  intros N eta w [].
  apply (net_limit N eta (gram_top N) rate_positive some_data targets_zero kink_bounded (gram_top_bound N some_data)). unfold top_slope. lra.
Qed.

(* s^2 = 1/(dn) and 1/(dn) <= 2/(n(d+1)). *)
Theorem ML_8_1 : ML_8_1.statement.
Proof.
  intros N eta w []. intro t.
  match goal with B : standard_net N |- _ => destruct B as [S1 [Hd [Hn [A B]]]] end.
  assert (d1 : 1 <= INR (d N)) by (apply (le_INR 1); lia). assert (n1 : 0 < INR (n N)) by (apply lt_0_INR, Hn).
  assert (dn : 0 < INR (d N) * INR (n N)) by (apply Rmult_lt_0_compat; lra).
  assert (S2 : s N ^ 2 = / (INR (d N) * INR (n N))) by (rewrite S1, pow_inv, pow2_sqrt by lra; reflexivity).
  pose proof (gram_top_bound N ltac:(assumption)) as G. pose proof (proj1 G) as G0.
  assert (S : slopes_at_most N 1).
  { split; [lra|]. intro p. unfold slope. destruct (Rlt_dec 0 p); [assumption|]. destruct (Rlt_dec p 0); assumption. }
  apply (net_monotone_at_most N eta (gram_top N) 1); try assumption.
  assert (W : 0 <= gram_top N * weight_norm N w) by (apply Rmult_le_pos; [exact G0|apply weight_norm_nonneg]).
  set (q := gram_top N * weight_norm N w) in *.
  apply Rle_trans with (eta * (2 * q / (INR (n N) * (INR (d N) + 1)))); [|unfold q, Rdiv in *; lra].
  apply Rmult_le_compat_l; [lra|]. rewrite S2.
  replace (/ (INR (d N) * INR (n N)) * gram_top N * 1 * weight_norm N w) with (/ (INR (d N) * INR (n N)) * q) by (unfold q; ring).
  apply Rmult_le_reg_l with (INR (d N) * INR (n N) * (INR (d N) + 1)); [apply Rmult_lt_0_compat; lra|].
  replace (INR (d N) * INR (n N) * (INR (d N) + 1) * (/ (INR (d N) * INR (n N)) * q)) with ((INR (d N) + 1) * q) by (field; lra).
  replace (INR (d N) * INR (n N) * (INR (d N) + 1) * (2 * q / (INR (n N) * (INR (d N) + 1)))) with (2 * INR (d N) * q) by (field; lra).
  apply Rmult_le_compat_r; lra.
Qed.
Theorem ML_8_1_defined : ML_8_1.defined.
Proof. intros N eta w []. destruct scale_standard as [_ [Hd [Hn _]]]. pose proof (pos_INR (d N)). apply Rmult_integral_contrapositive. is_defined. Qed.

Example ML_8_1_witness : ML_8_1.nonvacuous.
Proof.
  assert (St : standard_net (unit_net 1)).
  { unfold standard_net; simpl. repeat split; try lia; try lra. rewrite Rmult_1_r, sqrt_1. field. }
  exists (unit_net 1), 1, (unit_weights 1 1). pose proof (unit_gram 1). pose proof (unit_gram_nonneg 1).
  pose proof (unit_kink 1). pose proof (unit_targets 1).
  split; [constructor|]; rewrite ?unit_norm_value, ?unit_loss_value by lra; try assumption; simpl; try lra; try lia.
Qed.
Example MASTER_MONO_2_witness : MASTER_MONO_2.nonvacuous.
Proof. unit_witness 1 1 1 1. Qed.
Example MASTER_SUM_2_witness : MASTER_SUM_2.nonvacuous.
Proof. unit_witness 1 1 1 1. Qed.
Example MASTER_LIMIT_2_witness : MASTER_LIMIT_2.nonvacuous.
Proof. unit_witness 1 1 1 1. Qed.
