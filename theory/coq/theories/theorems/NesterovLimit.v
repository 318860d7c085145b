(* Nesterov's momentum from rest with targets 0: below its edge the loss, at the weights themselves, tends to 0. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained TwoLayer Quadratic Layered.
From Catapult Require Import Defined Sums WeightSpace UpdateRules Losses Nesterov Steady NesterovRuns TrainedPull Pulls LayerModel LayerKernel
  LayerDescent LayerWitness RestWitness TwoLayerModel QuadraticModel Witness.
From Catapult Require Import NESTEROV_LIMIT.
Open Scope R_scope.

Theorem NESTEROV_LIMIT_1 : NESTEROV_LIMIT_1.statement.
Proof.
  intros beta N eta w []. net_trained N.
  assert (B : eta * (net_constant N * ((1 + beta ^ 2) * Trained.weight_norm (TwoLayer.trained N) w) ^ 1) * (1 - beta + 2 * beta ^ 2) < 2 * (INR 1 + 1) * (1 - beta) ^ 2).
  { rewrite pow_1, degree_two. unfold net_constant, TwoLayerModel.top_slope. lra. }
  exact (run_loss_vanishes (TwoLayer.trained N) beta eta w (conj beta_nonnegative beta_range) (net_constant N) 1%nat
    (net_pull N some_data targets_zero kink_bounded) rate_positive (Rinv_0_lt_compat _ (lt_0_INR _ some_data)) (net_entries_below_norm N)
    (net_steady N) targets_zero B).
Qed.
Theorem NESTEROV_LIMIT_2 : NESTEROV_LIMIT_2.statement.
Proof.
  intros beta M eta w []. form_trained M.
  assert (B : eta * (Quadratic.c_star M * ((1 + beta ^ 2) * Trained.weight_norm (Quadratic.trained M) w) ^ 1) * (1 - beta + 2 * beta ^ 2) < 2 * (INR 1 + 1) * (1 - beta) ^ 2).
  { rewrite pow_1, degree_two. lra. }
  exact (run_loss_vanishes (Quadratic.trained M) beta eta w (conj beta_nonnegative beta_range) (Quadratic.c_star M) 1%nat
    (form_pull M some_data targets_zero) rate_positive (Rinv_0_lt_compat _ (lt_0_INR _ some_data)) (form_entries_below_norm M)
    (form_steady M) targets_zero B).
Qed.
Theorem NESTEROV_LIMIT_3 : NESTEROV_LIMIT_3.statement.
Proof.
  intros beta N eta w []. layered_trained N.
  assert (B : eta * (depth_constant N * ((1 + beta ^ 2) * Trained.weight_norm (Layered.trained N) w) ^ Layered.hidden N) * (1 - beta + 2 * beta ^ 2)
    < 2 * (INR (Layered.hidden N) + 1) * (1 - beta) ^ 2).
  { rewrite <- (printed_edge N eta (1 + beta ^ 2)), <- degree_of_depth. lra. }
  exact (run_loss_vanishes (Layered.trained N) beta eta w (conj beta_nonnegative beta_range) (depth_constant N) (Layered.hidden N)
    (layered_pull N some_data targets_zero kink_bounded) rate_positive (Rinv_0_lt_compat _ (lt_0_INR _ some_data))
    (layered_entries_below_norm N) (layered_steady N) targets_zero B).
Qed.
Theorem NESTEROV_LIMIT_3_defined : NESTEROV_LIMIT_3.defined.
Proof. intros beta N eta w []. pose proof (depth_at_least_one N). is_defined. Qed.

Example NESTEROV_LIMIT_1_witness : NESTEROV_LIMIT_1.nonvacuous.
Proof. exists (1 / 10). unit_witness 1 (1 / 10) 1 1. Qed.
Example NESTEROV_LIMIT_2_witness : NESTEROV_LIMIT_2.nonvacuous.
Proof. exists (1 / 10). form_star_witness (1 / 10). Qed.
Example NESTEROV_LIMIT_3_witness : NESTEROV_LIMIT_3.nonvacuous.
Proof. exists (1 / 10). chain_witness_at (1 / 10). Qed.
