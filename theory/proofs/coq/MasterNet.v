(* Two-layer net, any width, slopes and input dimension, D data with targets 0, C = s^2 max(a_plus^2, a_minus^2)
   lambda_max(X X^T / D): eta C theta_0^2 <= 4 implies that the weight norm never increases; strictly below, the mean squared
   output is summable and the loss tends to 0. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
Require Import Catapult.Statements Catapult.Sums Catapult.TwoLayerModel Catapult.QuadraticModel Catapult.OneDatum Catapult.Witness.
Import TwoLayer.
Open Scope R_scope.

Theorem MASTER_MONO_2 : stmt_MASTER_MONO_2.
Proof.
  intros N eta w [He [_ [P [T [K H]]]]] t.
  apply (net_monotone N eta (gram_top N) He P T K (gram_top_bound N P)). unfold top_slope. lra.
Qed.
Theorem MASTER_SUM_2 : stmt_MASTER_SUM_2.
Proof.
  intros N eta w [He [_ [P [T [K H]]]]] t.
  assert (B : eta * (s N ^ 2 * gram_top N * top_slope N * weight_norm N w) < 4) by (unfold top_slope; lra).
  eapply Rle_trans; [exact (net_sum N eta (gram_top N) He P T K (gram_top_bound N P) w B (S t))|].
  right. unfold top_slope. f_equal. ring.
Qed.
Theorem MASTER_LIMIT_2 : stmt_MASTER_LIMIT_2.
Proof.
  intros N eta w [He [_ [P [T [K H]]]]].
  apply (net_limit N eta (gram_top N) He P T K (gram_top_bound N P)). unfold top_slope. lra.
Qed.

Example MASTER_MONO_2_witness : nonvacuous_MASTER_MONO_2.
Proof.
  exists (unit_net 1), 1, (unit_weights 1 1). unfold hyp_MASTER_MONO_2.
  rewrite unit_top_slope, unit_norm_value, unit_loss_value by lra. pose proof (unit_gram 1). pose proof (unit_gram_nonneg 1).
  pose proof (unit_kink 1). pose proof (unit_targets 1). pose proof (unit_x2 1) as X. rewrite ?X.
  repeat split; try assumption; simpl; try lra; try lia.
Qed.
Example MASTER_SUM_2_witness : nonvacuous_MASTER_SUM_2.
Proof.
  exists (unit_net 1), 1, (unit_weights 1 1). unfold hyp_MASTER_SUM_2.
  rewrite unit_top_slope, unit_norm_value, unit_loss_value by lra. pose proof (unit_gram 1). pose proof (unit_gram_nonneg 1).
  pose proof (unit_kink 1). pose proof (unit_targets 1). pose proof (unit_x2 1) as X. rewrite ?X.
  repeat split; try assumption; simpl; try lra; try lia.
Qed.
Example MASTER_LIMIT_2_witness : nonvacuous_MASTER_LIMIT_2.
Proof.
  exists (unit_net 1), 1, (unit_weights 1 1). unfold hyp_MASTER_LIMIT_2.
  rewrite unit_top_slope, unit_norm_value, unit_loss_value by lra. pose proof (unit_gram 1). pose proof (unit_gram_nonneg 1).
  pose proof (unit_kink 1). pose proof (unit_targets 1). pose proof (unit_x2 1) as X. rewrite ?X.
  repeat split; try assumption; simpl; try lra; try lia.
Qed.

(* What all of these rest on. *)
Definition checked := (MASTER_MONO_2, MASTER_MONO_2_witness, MASTER_SUM_2, MASTER_SUM_2_witness, MASTER_LIMIT_2,
  MASTER_LIMIT_2_witness).
Print Assumptions checked.
