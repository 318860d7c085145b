(* Weight decay with targets 0: below its edge the weights tend to 0. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained TwoLayer Quadratic Layered.
From Catapult Require Import Defined Sums WeightSpace UpdateRules Losses DecayRuns TrainedPull Pulls LayerModel LayerKernel LayerDescent
  LayerWitness RestWitness TwoLayerModel QuadraticModel Witness.
From Catapult Require Import DECAY_COLLAPSE.
Open Scope R_scope.

Theorem DECAY_COLLAPSE_1 : DECAY_COLLAPSE_1.statement.
Proof.
  intros mu N eta w []. net_trained N.
  assert (B : eta * (net_constant N * Trained.weight_norm (TwoLayer.trained N) w ^ 1 + (INR 1 + 1) * mu) < 2 * (INR 1 + 1)).
  { rewrite pow_1, degree_two. unfold net_constant, TwoLayerModel.top_slope. lra. }
  exact (run_decay_collapses (TwoLayer.trained N) mu eta w rate_positive mu_nonnegative (net_constant N) 1%nat (net_pull N some_data targets_zero kink_bounded) mu_positive B).
Qed.
Theorem DECAY_COLLAPSE_2 : DECAY_COLLAPSE_2.statement.
Proof.
  intros mu M eta w []. form_trained M.
  assert (B : eta * (Quadratic.c_star M * Trained.weight_norm (Quadratic.trained M) w ^ 1 + (INR 1 + 1) * mu) < 2 * (INR 1 + 1)).
  { rewrite pow_1, degree_two. lra. }
  exact (run_decay_collapses (Quadratic.trained M) mu eta w rate_positive mu_nonnegative (Quadratic.c_star M) 1%nat (form_pull M some_data targets_zero) mu_positive B).
Qed.
Theorem DECAY_COLLAPSE_3 : DECAY_COLLAPSE_3.statement.
Proof.
  intros mu N eta w []. layered_trained N.
  assert (B : eta * (depth_constant N * Trained.weight_norm (Layered.trained N) w ^ Layered.hidden N + (INR (Layered.hidden N) + 1) * mu) < 2 * (INR (Layered.hidden N) + 1)).
  { rewrite Rmult_plus_distr_l, <- printed_power, <- degree_of_depth. lra. }
  exact (run_decay_collapses (Layered.trained N) mu eta w rate_positive mu_nonnegative (depth_constant N) (Layered.hidden N) (layered_pull N some_data targets_zero kink_bounded) mu_positive B).
Qed.
Theorem DECAY_COLLAPSE_3_defined : DECAY_COLLAPSE_3.defined.
Proof. intros mu N eta w []. pose proof (depth_at_least_one N). is_defined. Qed.

Example DECAY_COLLAPSE_1_witness : DECAY_COLLAPSE_1.nonvacuous.
Proof. exists (1 / 10). unit_witness 1 (1 / 10) 1 1. Qed.
Example DECAY_COLLAPSE_2_witness : DECAY_COLLAPSE_2.nonvacuous.
Proof. exists (1 / 10). form_star_witness (1 / 10). Qed.
Example DECAY_COLLAPSE_3_witness : DECAY_COLLAPSE_3.nonvacuous.
Proof. exists (1 / 10). chain_witness_at (1 / 10). Qed.
