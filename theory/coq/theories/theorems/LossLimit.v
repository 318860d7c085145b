(* Huber and log-cosh loss, targets 0: below the edge the loss tends to 0. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained TwoLayer Quadratic Layered.
From Catapult Require Import Defined Sums WeightSpace UpdateRules Losses LossRuns TrainedPull Pulls LayerModel LayerKernel LayerDescent
  LayerWitness RestWitness TwoLayerModel QuadraticModel Witness.
From Catapult Require Import LOSS_LIMIT.
Open Scope R_scope.

Theorem LOSS_LIMIT_1 : LOSS_LIMIT_1.statement.
Proof.
  intros delta N eta w []. net_trained N.
  assert (B : eta * (net_constant N * Trained.weight_norm (TwoLayer.trained N) w ^ 1) < 2 * (INR 1 + 1)).
  { rewrite pow_1, degree_two. unfold net_constant, TwoLayerModel.top_slope. lra. }
  assert (H0 : Trained.homogeneous (TwoLayer.trained N) (INR 1%nat + 1)) by (rewrite degree_two; apply net_homogeneous).
  assert (C0 : 0 <= net_constant N) by (apply Rmult_le_pos; [apply Rmult_le_pos; [apply pow2_ge_0|apply (gram_top_bound N some_data)]|apply top_slope_nonneg]).
  assert (K0 : Trained.kernel_at_most (TwoLayer.trained N) (net_constant N) 1%nat) by (intros z q; rewrite pow_1; apply (net_kernel_bound N _ z q some_data (gram_top_bound N some_data) kink_bounded)).
  assert (S0 : 0 < Trained.share (TwoLayer.trained N)) by (apply Rinv_0_lt_compat, lt_0_INR, some_data).
  exact (run_loss_limit (TwoLayer.trained N) eta (net_constant N) 1%nat (huber delta) w rate_positive S0 H0 C0 targets_zero K0 (huber_tame delta) (huber_under_tangent delta) B).
Qed.
Theorem LOSS_LIMIT_2 : LOSS_LIMIT_2.statement.
Proof.
  intros delta M eta w []. form_trained M.
  assert (B : eta * (Quadratic.c_star M * Trained.weight_norm (Quadratic.trained M) w ^ 1) < 2 * (INR 1 + 1)).
  { rewrite pow_1, degree_two. lra. }
  assert (H0 : Trained.homogeneous (Quadratic.trained M) (INR 1%nat + 1)) by (rewrite degree_two; apply quadratic_homogeneous).
  assert (C0 : 0 <= Quadratic.c_star M) by (apply Rmult_le_pos; [|apply (mixed_star M)]; apply Rmult_le_pos; [apply pow2_ge_0|apply Rlt_le, Rinv_0_lt_compat, lt_0_INR, some_data]).
  assert (K0 : Trained.kernel_at_most (Quadratic.trained M) (Quadratic.c_star M) 1%nat) by (intros z q; rewrite pow_1; apply (quadratic_kernel_bound M _ z q some_data (mixed_star M))).
  assert (S0 : 0 < Trained.share (Quadratic.trained M)) by (apply Rinv_0_lt_compat, lt_0_INR, some_data).
  exact (run_loss_limit (Quadratic.trained M) eta (Quadratic.c_star M) 1%nat (huber delta) w rate_positive S0 H0 C0 targets_zero K0 (huber_tame delta) (huber_under_tangent delta) B).
Qed.
Theorem LOSS_LIMIT_3 : LOSS_LIMIT_3.statement.
Proof.
  intros delta N eta w []. layered_trained N.
  assert (B : eta * (depth_constant N * Trained.weight_norm (Layered.trained N) w ^ Layered.hidden N) < 2 * (INR (Layered.hidden N) + 1)).
  { rewrite <- printed_power, <- degree_of_depth. lra. }
  assert (H0 : Trained.homogeneous (Layered.trained N) (INR (Layered.hidden N) + 1)) by (rewrite <- degree_of_depth; apply layered_homogeneous).
  assert (C0 : 0 <= depth_constant N) by (apply (depth_constant_nonneg N some_data)).
  assert (K0 : Trained.kernel_at_most (Layered.trained N) (depth_constant N) (Layered.hidden N)) by (intros z q; apply (layered_kernel_bound N z q some_data kink_bounded)).
  assert (S0 : 0 < Trained.share (Layered.trained N)) by (apply Rinv_0_lt_compat, lt_0_INR, some_data).
  exact (run_loss_limit (Layered.trained N) eta (depth_constant N) (Layered.hidden N) (huber delta) w rate_positive S0 H0 C0 targets_zero K0 (huber_tame delta) (huber_under_tangent delta) B).
Qed.
Theorem LOSS_LIMIT_3_defined : LOSS_LIMIT_3.defined.
Proof. intros delta N eta w []. pose proof (depth_at_least_one N). is_defined. Qed.
Theorem LOSS_LIMIT_4 : LOSS_LIMIT_4.statement.
Proof.
  intros N eta w []. net_trained N.
  assert (B : eta * (net_constant N * Trained.weight_norm (TwoLayer.trained N) w ^ 1) < 2 * (INR 1 + 1)).
  { rewrite pow_1, degree_two. unfold net_constant, TwoLayerModel.top_slope. lra. }
  assert (H0 : Trained.homogeneous (TwoLayer.trained N) (INR 1%nat + 1)) by (rewrite degree_two; apply net_homogeneous).
  assert (C0 : 0 <= net_constant N) by (apply Rmult_le_pos; [apply Rmult_le_pos; [apply pow2_ge_0|apply (gram_top_bound N some_data)]|apply top_slope_nonneg]).
  assert (K0 : Trained.kernel_at_most (TwoLayer.trained N) (net_constant N) 1%nat) by (intros z q; rewrite pow_1; apply (net_kernel_bound N _ z q some_data (gram_top_bound N some_data) kink_bounded)).
  assert (S0 : 0 < Trained.share (TwoLayer.trained N)) by (apply Rinv_0_lt_compat, lt_0_INR, some_data).
  exact (run_loss_limit (TwoLayer.trained N) eta (net_constant N) 1%nat log_cosh w rate_positive S0 H0 C0 targets_zero K0 (log_cosh_tame) (log_cosh_under_tangent) B).
Qed.
Theorem LOSS_LIMIT_5 : LOSS_LIMIT_5.statement.
Proof.
  intros M eta w []. form_trained M.
  assert (B : eta * (Quadratic.c_star M * Trained.weight_norm (Quadratic.trained M) w ^ 1) < 2 * (INR 1 + 1)).
  { rewrite pow_1, degree_two. lra. }
  assert (H0 : Trained.homogeneous (Quadratic.trained M) (INR 1%nat + 1)) by (rewrite degree_two; apply quadratic_homogeneous).
  assert (C0 : 0 <= Quadratic.c_star M) by (apply Rmult_le_pos; [|apply (mixed_star M)]; apply Rmult_le_pos; [apply pow2_ge_0|apply Rlt_le, Rinv_0_lt_compat, lt_0_INR, some_data]).
  assert (K0 : Trained.kernel_at_most (Quadratic.trained M) (Quadratic.c_star M) 1%nat) by (intros z q; rewrite pow_1; apply (quadratic_kernel_bound M _ z q some_data (mixed_star M))).
  assert (S0 : 0 < Trained.share (Quadratic.trained M)) by (apply Rinv_0_lt_compat, lt_0_INR, some_data).
  exact (run_loss_limit (Quadratic.trained M) eta (Quadratic.c_star M) 1%nat log_cosh w rate_positive S0 H0 C0 targets_zero K0 (log_cosh_tame) (log_cosh_under_tangent) B).
Qed.
Theorem LOSS_LIMIT_6 : LOSS_LIMIT_6.statement.
Proof.
  intros N eta w []. layered_trained N.
  assert (B : eta * (depth_constant N * Trained.weight_norm (Layered.trained N) w ^ Layered.hidden N) < 2 * (INR (Layered.hidden N) + 1)).
  { rewrite <- printed_power, <- degree_of_depth. lra. }
  assert (H0 : Trained.homogeneous (Layered.trained N) (INR (Layered.hidden N) + 1)) by (rewrite <- degree_of_depth; apply layered_homogeneous).
  assert (C0 : 0 <= depth_constant N) by (apply (depth_constant_nonneg N some_data)).
  assert (K0 : Trained.kernel_at_most (Layered.trained N) (depth_constant N) (Layered.hidden N)) by (intros z q; apply (layered_kernel_bound N z q some_data kink_bounded)).
  assert (S0 : 0 < Trained.share (Layered.trained N)) by (apply Rinv_0_lt_compat, lt_0_INR, some_data).
  exact (run_loss_limit (Layered.trained N) eta (depth_constant N) (Layered.hidden N) log_cosh w rate_positive S0 H0 C0 targets_zero K0 (log_cosh_tame) (log_cosh_under_tangent) B).
Qed.
Theorem LOSS_LIMIT_6_defined : LOSS_LIMIT_6.defined.
Proof. intros N eta w []. pose proof (depth_at_least_one N). is_defined. Qed.

Example LOSS_LIMIT_1_witness : LOSS_LIMIT_1.nonvacuous.
Proof. exists 1. unit_witness 1 (1 / 10) 1 1. Qed.
Example LOSS_LIMIT_2_witness : LOSS_LIMIT_2.nonvacuous.
Proof. exists 1. form_star_witness (1 / 10). Qed.
Example LOSS_LIMIT_3_witness : LOSS_LIMIT_3.nonvacuous.
Proof. exists 1. chain_witness_at (1 / 10). Qed.
Example LOSS_LIMIT_4_witness : LOSS_LIMIT_4.nonvacuous.
Proof. unit_witness 1 (1 / 10) 1 1. Qed.
Example LOSS_LIMIT_5_witness : LOSS_LIMIT_5.nonvacuous.
Proof. form_star_witness (1 / 10). Qed.
Example LOSS_LIMIT_6_witness : LOSS_LIMIT_6.nonvacuous.
Proof. chain_witness_at (1 / 10). Qed.
