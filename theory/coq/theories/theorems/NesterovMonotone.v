(* Nesterov's momentum from rest with targets 0: up to its edge the energy of weights and velocity never increases. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained TwoLayer Quadratic Layered.
From Catapult Require Import Defined Sums WeightSpace UpdateRules Losses Nesterov NesterovRuns TrainedPull Pulls LayerModel LayerKernel LayerDescent
  LayerWitness RestWitness TwoLayerModel QuadraticModel Witness.
From Catapult Require Import NESTEROV_MONO.
Open Scope R_scope.

Theorem NESTEROV_MONO_1 : NESTEROV_MONO_1.statement.
Proof.
  intros beta N eta w [] t. net_trained N.
  assert (B : eta * (net_constant N * ((1 + beta ^ 2) * Trained.weight_norm (TwoLayer.trained N) w) ^ 1) * (1 - beta + 2 * beta ^ 2) <= 2 * (INR 1 + 1) * (1 - beta) ^ 2).
  { rewrite pow_1, degree_two. unfold net_constant, TwoLayerModel.top_slope. lra. }
  pose proof (run_energy_falls (TwoLayer.trained N) beta eta w (conj beta_nonnegative beta_range) (net_constant N) 1%nat (net_pull N some_data targets_zero kink_bounded) rate_positive B t) as H.
  unfold nesterov_energy in H. unfold NESTEROV_MONO_1.state. eapply Rle_trans; [|eapply Rle_trans; [exact H|]]; right;
    unfold Trained.weight_norm; field; lra.
Qed.
Theorem NESTEROV_MONO_1_defined : NESTEROV_MONO_1.defined.
Proof. intros beta N eta w []. is_defined. Qed.
Theorem NESTEROV_MONO_2 : NESTEROV_MONO_2.statement.
Proof.
  intros beta M eta w [] t. form_trained M.
  assert (B : eta * (Quadratic.c_star M * ((1 + beta ^ 2) * Trained.weight_norm (Quadratic.trained M) w) ^ 1) * (1 - beta + 2 * beta ^ 2) <= 2 * (INR 1 + 1) * (1 - beta) ^ 2).
  { rewrite pow_1, degree_two. lra. }
  pose proof (run_energy_falls (Quadratic.trained M) beta eta w (conj beta_nonnegative beta_range) (Quadratic.c_star M) 1%nat (form_pull M some_data targets_zero) rate_positive B t) as H.
  unfold nesterov_energy in H. unfold NESTEROV_MONO_2.state. eapply Rle_trans; [|eapply Rle_trans; [exact H|]]; right;
    unfold Trained.weight_norm; field; lra.
Qed.
Theorem NESTEROV_MONO_2_defined : NESTEROV_MONO_2.defined.
Proof. intros beta M eta w []. is_defined. Qed.
Theorem NESTEROV_MONO_3 : NESTEROV_MONO_3.statement.
Proof.
  intros beta N eta w [] t. layered_trained N.
  assert (B : eta * (depth_constant N * ((1 + beta ^ 2) * Trained.weight_norm (Layered.trained N) w) ^ Layered.hidden N) * (1 - beta + 2 * beta ^ 2)
    <= 2 * (INR (Layered.hidden N) + 1) * (1 - beta) ^ 2).
  { rewrite <- (printed_edge N eta (1 + beta ^ 2)), <- degree_of_depth. lra. }
  pose proof (run_energy_falls (Layered.trained N) beta eta w (conj beta_nonnegative beta_range) (depth_constant N) (Layered.hidden N) (layered_pull N some_data targets_zero kink_bounded) rate_positive B t) as H.
  unfold nesterov_energy in H. unfold NESTEROV_MONO_3.state. eapply Rle_trans; [|eapply Rle_trans; [exact H|]]; right;
    unfold Trained.weight_norm; field; lra.
Qed.
Theorem NESTEROV_MONO_3_defined : NESTEROV_MONO_3.defined.
Proof. intros beta N eta w []. pose proof (depth_at_least_one N). is_defined. Qed.

Example NESTEROV_MONO_1_witness : NESTEROV_MONO_1.nonvacuous.
Proof. exists (1 / 10). unit_witness 1 (1 / 10) 1 1. Qed.
Example NESTEROV_MONO_2_witness : NESTEROV_MONO_2.nonvacuous.
Proof. exists (1 / 10). form_star_witness (1 / 10). Qed.
Example NESTEROV_MONO_3_witness : NESTEROV_MONO_3.nonvacuous.
Proof. exists (1 / 10). chain_witness_at (1 / 10). Qed.
