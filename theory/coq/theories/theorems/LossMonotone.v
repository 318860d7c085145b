(* Huber and log-cosh loss, targets 0: up to the edge the weight norm never increases. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained TwoLayer Quadratic Layered.
From Catapult Require Import Defined Sums WeightSpace UpdateRules Losses LossRuns TrainedPull Pulls LayerModel LayerKernel LayerDescent
  LayerWitness RestWitness TwoLayerModel QuadraticModel Witness.
From Catapult Require Import LOSS_MONO.
Open Scope R_scope.

Theorem LOSS_MONO_1 : LOSS_MONO_1.statement.
Proof.
  intros delta N eta w [] t. net_trained N.
  assert (B : eta * (net_constant N * Trained.weight_norm (TwoLayer.trained N) w ^ 1) <= 2 * (INR 1 + 1)).
  { rewrite pow_1, degree_two. unfold net_constant, TwoLayerModel.top_slope. lra. }
  assert (H0 : Trained.homogeneous (TwoLayer.trained N) (INR 1%nat + 1)) by (rewrite degree_two; apply net_homogeneous).
  assert (C0 : 0 <= net_constant N) by (apply Rmult_le_pos; [apply Rmult_le_pos; [apply pow2_ge_0|apply (gram_top_bound N some_data)]|apply top_slope_nonneg]).
  assert (K0 : Trained.kernel_at_most (TwoLayer.trained N) (net_constant N) 1%nat) by (intros z q; rewrite pow_1; apply (net_kernel_bound N _ z q some_data (gram_top_bound N some_data) kink_bounded)).
  assert (S0 : 0 < Trained.share (TwoLayer.trained N)) by (apply Rinv_0_lt_compat, lt_0_INR, some_data).
  exact (run_loss_falls (TwoLayer.trained N) eta (net_constant N) 1%nat (huber delta) w rate_positive S0 H0 C0 targets_zero K0 (huber_tame delta) B t).
Qed.
Theorem LOSS_MONO_2 : LOSS_MONO_2.statement.
Proof.
  intros delta M eta w [] t. form_trained M.
  assert (B : eta * (Quadratic.c_star M * Trained.weight_norm (Quadratic.trained M) w ^ 1) <= 2 * (INR 1 + 1)).
  { rewrite pow_1, degree_two. lra. }
  assert (H0 : Trained.homogeneous (Quadratic.trained M) (INR 1%nat + 1)) by (rewrite degree_two; apply quadratic_homogeneous).
  assert (C0 : 0 <= Quadratic.c_star M) by (apply Rmult_le_pos; [|apply (mixed_star M)]; apply Rmult_le_pos; [apply pow2_ge_0|apply Rlt_le, Rinv_0_lt_compat, lt_0_INR, some_data]).
  assert (K0 : Trained.kernel_at_most (Quadratic.trained M) (Quadratic.c_star M) 1%nat) by (intros z q; rewrite pow_1; apply (quadratic_kernel_bound M _ z q some_data (mixed_star M))).
  assert (S0 : 0 < Trained.share (Quadratic.trained M)) by (apply Rinv_0_lt_compat, lt_0_INR, some_data).
  exact (run_loss_falls (Quadratic.trained M) eta (Quadratic.c_star M) 1%nat (huber delta) w rate_positive S0 H0 C0 targets_zero K0 (huber_tame delta) B t).
Qed.
Theorem LOSS_MONO_3 : LOSS_MONO_3.statement.
Proof.
  intros delta N eta w [] t. layered_trained N.
  assert (B : eta * (depth_constant N * Trained.weight_norm (Layered.trained N) w ^ Layered.hidden N) <= 2 * (INR (Layered.hidden N) + 1)).
  { rewrite <- printed_power, <- degree_of_depth. lra. }
  assert (H0 : Trained.homogeneous (Layered.trained N) (INR (Layered.hidden N) + 1)) by (rewrite <- degree_of_depth; apply layered_homogeneous).
  assert (C0 : 0 <= depth_constant N) by (apply (depth_constant_nonneg N some_data)).
  assert (K0 : Trained.kernel_at_most (Layered.trained N) (depth_constant N) (Layered.hidden N)) by (intros z q; apply (layered_kernel_bound N z q some_data kink_bounded)).
  assert (S0 : 0 < Trained.share (Layered.trained N)) by (apply Rinv_0_lt_compat, lt_0_INR, some_data).
  exact (run_loss_falls (Layered.trained N) eta (depth_constant N) (Layered.hidden N) (huber delta) w rate_positive S0 H0 C0 targets_zero K0 (huber_tame delta) B t).
Qed.
Theorem LOSS_MONO_3_defined : LOSS_MONO_3.defined.
Proof. intros delta N eta w []. pose proof (depth_at_least_one N). is_defined. Qed.
Theorem LOSS_MONO_4 : LOSS_MONO_4.statement.
Proof.
  intros N eta w [] t. net_trained N.
  assert (B : eta * (net_constant N * Trained.weight_norm (TwoLayer.trained N) w ^ 1) <= 2 * (INR 1 + 1)).
  { rewrite pow_1, degree_two. unfold net_constant, TwoLayerModel.top_slope. lra. }
  assert (H0 : Trained.homogeneous (TwoLayer.trained N) (INR 1%nat + 1)) by (rewrite degree_two; apply net_homogeneous).
  assert (C0 : 0 <= net_constant N) by (apply Rmult_le_pos; [apply Rmult_le_pos; [apply pow2_ge_0|apply (gram_top_bound N some_data)]|apply top_slope_nonneg]).
  assert (K0 : Trained.kernel_at_most (TwoLayer.trained N) (net_constant N) 1%nat) by (intros z q; rewrite pow_1; apply (net_kernel_bound N _ z q some_data (gram_top_bound N some_data) kink_bounded)).
  assert (S0 : 0 < Trained.share (TwoLayer.trained N)) by (apply Rinv_0_lt_compat, lt_0_INR, some_data).
  exact (run_loss_falls (TwoLayer.trained N) eta (net_constant N) 1%nat log_cosh w rate_positive S0 H0 C0 targets_zero K0 (log_cosh_tame) B t).
Qed.
Theorem LOSS_MONO_5 : LOSS_MONO_5.statement.
Proof.
  intros M eta w [] t. form_trained M.
  assert (B : eta * (Quadratic.c_star M * Trained.weight_norm (Quadratic.trained M) w ^ 1) <= 2 * (INR 1 + 1)).
  { rewrite pow_1, degree_two. lra. }
  assert (H0 : Trained.homogeneous (Quadratic.trained M) (INR 1%nat + 1)) by (rewrite degree_two; apply quadratic_homogeneous).
  assert (C0 : 0 <= Quadratic.c_star M) by (apply Rmult_le_pos; [|apply (mixed_star M)]; apply Rmult_le_pos; [apply pow2_ge_0|apply Rlt_le, Rinv_0_lt_compat, lt_0_INR, some_data]).
  assert (K0 : Trained.kernel_at_most (Quadratic.trained M) (Quadratic.c_star M) 1%nat) by (intros z q; rewrite pow_1; apply (quadratic_kernel_bound M _ z q some_data (mixed_star M))).
  assert (S0 : 0 < Trained.share (Quadratic.trained M)) by (apply Rinv_0_lt_compat, lt_0_INR, some_data).
  exact (run_loss_falls (Quadratic.trained M) eta (Quadratic.c_star M) 1%nat log_cosh w rate_positive S0 H0 C0 targets_zero K0 (log_cosh_tame) B t).
Qed.
Theorem LOSS_MONO_6 : LOSS_MONO_6.statement.
Proof.
  intros N eta w [] t. layered_trained N.
  assert (B : eta * (depth_constant N * Trained.weight_norm (Layered.trained N) w ^ Layered.hidden N) <= 2 * (INR (Layered.hidden N) + 1)).
  { rewrite <- printed_power, <- degree_of_depth. lra. }
  assert (H0 : Trained.homogeneous (Layered.trained N) (INR (Layered.hidden N) + 1)) by (rewrite <- degree_of_depth; apply layered_homogeneous).
  assert (C0 : 0 <= depth_constant N) by (apply (depth_constant_nonneg N some_data)).
  assert (K0 : Trained.kernel_at_most (Layered.trained N) (depth_constant N) (Layered.hidden N)) by (intros z q; apply (layered_kernel_bound N z q some_data kink_bounded)).
  assert (S0 : 0 < Trained.share (Layered.trained N)) by (apply Rinv_0_lt_compat, lt_0_INR, some_data).
  exact (run_loss_falls (Layered.trained N) eta (depth_constant N) (Layered.hidden N) log_cosh w rate_positive S0 H0 C0 targets_zero K0 (log_cosh_tame) B t).
Qed.
Theorem LOSS_MONO_6_defined : LOSS_MONO_6.defined.
Proof. intros N eta w []. pose proof (depth_at_least_one N). is_defined. Qed.

Example LOSS_MONO_1_witness : LOSS_MONO_1.nonvacuous.
Proof. exists 1. unit_witness 1 (1 / 10) 1 1. Qed.
Example LOSS_MONO_2_witness : LOSS_MONO_2.nonvacuous.
Proof. exists 1. form_star_witness (1 / 10). Qed.
Example LOSS_MONO_3_witness : LOSS_MONO_3.nonvacuous.
Proof. exists 1. chain_witness_at (1 / 10). Qed.
Example LOSS_MONO_4_witness : LOSS_MONO_4.nonvacuous.
Proof. unit_witness 1 (1 / 10) 1 1. Qed.
Example LOSS_MONO_5_witness : LOSS_MONO_5.nonvacuous.
Proof. form_star_witness (1 / 10). Qed.
Example LOSS_MONO_6_witness : LOSS_MONO_6.nonvacuous.
Proof. chain_witness_at (1 / 10). Qed.
