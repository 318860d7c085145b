(* Nesterov's momentum from rest: an exact identity for the energy of weights and velocity; two-layer nets with any slopes, quadratic models
   and nets of k layers, on any data with any targets. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained TwoLayer Quadratic Layered.
From Catapult Require Import Defined Sums WeightSpace UpdateRules Losses Nesterov NesterovRuns Pulls LayerModel LayerDescent LayerWitness
  TwoLayerModel QuadraticModel Witness.
From Catapult Require Import NESTEROV_ID.
Open Scope R_scope.

Theorem NESTEROV_ID_1 : NESTEROV_ID_1.statement.
Proof.
  intros beta N eta w [] t. net_trained N.
  pose proof (run_energy (TwoLayer.trained N) beta eta w (conj beta_nonnegative beta_range) 2 t (net_homogeneous N)) as H.
  unfold nesterov_energy, ahead in H. cbv zeta in H. unfold NESTEROV_ID_1.state.
  change (Trained.data (TwoLayer.trained N)) with (TwoLayer.D N) in H. change (Trained.output (TwoLayer.trained N)) with (TwoLayer.output N) in H.
  etransitivity; [|etransitivity; [exact H|]];
    unfold Trained.weight_norm; field; lra.
Qed.
Theorem NESTEROV_ID_1_defined : NESTEROV_ID_1.defined.
Proof. intros beta N eta w []. is_defined. Qed.
Theorem NESTEROV_ID_2 : NESTEROV_ID_2.statement.
Proof.
  intros beta M eta w [] t. form_trained M.
  pose proof (run_energy (Quadratic.trained M) beta eta w (conj beta_nonnegative beta_range) 2 t (quadratic_homogeneous M)) as H.
  unfold nesterov_energy, ahead in H. cbv zeta in H. unfold NESTEROV_ID_2.state.
  change (Trained.data (Quadratic.trained M)) with (Quadratic.D M) in H. change (Trained.output (Quadratic.trained M)) with (Quadratic.output M) in H.
  etransitivity; [|etransitivity; [exact H|]];
    unfold Trained.weight_norm; field; lra.
Qed.
Theorem NESTEROV_ID_2_defined : NESTEROV_ID_2.defined.
Proof. intros beta M eta w []. is_defined. Qed.
Theorem NESTEROV_ID_3 : NESTEROV_ID_3.statement.
Proof.
  intros beta N eta w [] t. layered_trained N.
  pose proof (run_energy (Layered.trained N) beta eta w (conj beta_nonnegative beta_range) (INR (Layered.depth N)) t (layered_homogeneous N)) as H.
  unfold nesterov_energy, ahead in H. cbv zeta in H. unfold NESTEROV_ID_3.state.
  change (Trained.data (Layered.trained N)) with (Layered.D N) in H. change (Trained.output (Layered.trained N)) with (Layered.output N) in H.
  etransitivity; [|etransitivity; [exact H|]];
    unfold Trained.weight_norm; field; lra.
Qed.
Theorem NESTEROV_ID_3_defined : NESTEROV_ID_3.defined.
Proof. intros beta N eta w []. is_defined. Qed.

Example NESTEROV_ID_1_witness : NESTEROV_ID_1.nonvacuous.
Proof. exists (1 / 2). unit_witness 1 1 1 1. Qed.
Example NESTEROV_ID_2_witness : NESTEROV_ID_2.nonvacuous.
Proof. exists (1 / 2). form_witness 1 1. Qed.
Example NESTEROV_ID_3_witness : NESTEROV_ID_3.nonvacuous.
Proof. exists (1 / 2). chain_witness. Qed.
