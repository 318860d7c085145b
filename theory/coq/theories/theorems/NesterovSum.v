(* Nesterov's momentum from rest with targets 0: below its edge the mean squared outputs are summable. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained TwoLayer Quadratic Layered.
From Catapult Require Import Defined Sums WeightSpace UpdateRules Losses Nesterov NesterovRuns TrainedPull Pulls LayerModel LayerKernel LayerDescent
  LayerWitness RestWitness TwoLayerModel QuadraticModel Witness.
From Catapult Require Import NESTEROV_SUM.
Open Scope R_scope.

Theorem NESTEROV_SUM_1 : NESTEROV_SUM_1.statement.
Proof.
  intros beta N eta w [] t. net_trained N.
  assert (B : eta * (net_constant N * ((1 + beta ^ 2) * Trained.weight_norm (TwoLayer.trained N) w) ^ 1) * (1 - beta + 2 * beta ^ 2) < 2 * (INR 1 + 1) * (1 - beta) ^ 2).
  { rewrite pow_1, degree_two. unfold net_constant, TwoLayerModel.top_slope. lra. }
  pose proof (run_outputs_summable (TwoLayer.trained N) beta eta w (conj beta_nonnegative beta_range) (net_constant N) 1%nat (net_pull N some_data targets_zero kink_bounded) rate_positive B (S t)) as H.
  unfold NESTEROV_SUM_1.state. eapply Rle_trans; [|eapply Rle_trans; [exact H|]]; right; [apply sum_ext; intros j _; apply (squared_pull_is (TwoLayer.trained N) _ targets_zero)|].
  apply (f_equal2 Rdiv); [unfold Trained.weight_norm; ring|]. f_equal. rewrite pow_1, degree_two. unfold net_constant, TwoLayerModel.top_slope. unfold Rdiv. replace (1 + -1 * beta) with (1 - beta) by ring. ring.
Qed.
Theorem NESTEROV_SUM_1_defined : NESTEROV_SUM_1.defined.
Proof. intros beta N eta w []. is_defined; quotient_below. Qed.
Theorem NESTEROV_SUM_2 : NESTEROV_SUM_2.statement.
Proof.
  intros beta M eta w [] t. form_trained M.
  assert (B : eta * (Quadratic.c_star M * ((1 + beta ^ 2) * Trained.weight_norm (Quadratic.trained M) w) ^ 1) * (1 - beta + 2 * beta ^ 2) < 2 * (INR 1 + 1) * (1 - beta) ^ 2).
  { rewrite pow_1, degree_two. lra. }
  pose proof (run_outputs_summable (Quadratic.trained M) beta eta w (conj beta_nonnegative beta_range) (Quadratic.c_star M) 1%nat (form_pull M some_data targets_zero) rate_positive B (S t)) as H.
  unfold NESTEROV_SUM_2.state. eapply Rle_trans; [|eapply Rle_trans; [exact H|]]; right; [apply sum_ext; intros j _; apply (squared_pull_is (Quadratic.trained M) _ targets_zero)|].
  apply (f_equal2 Rdiv); [unfold Trained.weight_norm; ring|]. f_equal. rewrite pow_1, degree_two. unfold Rdiv. replace (1 + -1 * beta) with (1 - beta) by ring. ring.
Qed.
Theorem NESTEROV_SUM_2_defined : NESTEROV_SUM_2.defined.
Proof. intros beta M eta w []. is_defined; quotient_below. Qed.
Theorem NESTEROV_SUM_3 : NESTEROV_SUM_3.statement.
Proof.
  intros beta N eta w [] t. layered_trained N.
  assert (B : eta * (depth_constant N * ((1 + beta ^ 2) * Trained.weight_norm (Layered.trained N) w) ^ Layered.hidden N) * (1 - beta + 2 * beta ^ 2)
    < 2 * (INR (Layered.hidden N) + 1) * (1 - beta) ^ 2).
  { rewrite <- (printed_edge N eta (1 + beta ^ 2)), <- degree_of_depth. lra. }
  pose proof (run_outputs_summable (Layered.trained N) beta eta w (conj beta_nonnegative beta_range) (depth_constant N) (Layered.hidden N) (layered_pull N some_data targets_zero kink_bounded) rate_positive B (S t)) as H.
  unfold NESTEROV_SUM_3.state. eapply Rle_trans; [|eapply Rle_trans; [exact H|]]; right; [apply sum_ext; intros j _; apply (squared_pull_is (Layered.trained N) _ targets_zero)|].
  apply (f_equal2 Rdiv); [unfold Trained.weight_norm; ring|]. f_equal. rewrite <- (printed_edge N eta (1 + beta ^ 2)), <- degree_of_depth. unfold Rdiv. replace (1 + -1 * beta) with (1 - beta) by ring. ring.
Qed.
Theorem NESTEROV_SUM_3_defined : NESTEROV_SUM_3.defined.
Proof. intros beta N eta w []. pose proof (depth_at_least_one N). is_defined; quotient_below. Qed.

Example NESTEROV_SUM_1_witness : NESTEROV_SUM_1.nonvacuous.
Proof. exists (1 / 10). unit_witness 1 (1 / 10) 1 1. Qed.
Example NESTEROV_SUM_2_witness : NESTEROV_SUM_2.nonvacuous.
Proof. exists (1 / 10). form_star_witness (1 / 10). Qed.
Example NESTEROV_SUM_3_witness : NESTEROV_SUM_3.nonvacuous.
Proof. exists (1 / 10). chain_witness_at (1 / 10). Qed.
