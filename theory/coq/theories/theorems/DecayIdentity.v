(* Weight decay: the weight norm after a step, exactly; any data and any targets. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained TwoLayer Quadratic Layered.
From Catapult Require Import Defined Sums WeightSpace UpdateRules Losses DecayRuns TrainedPull Pulls LayerModel LayerKernel LayerDescent
  LayerWitness RestWitness TwoLayerModel QuadraticModel Witness.
From Catapult Require Import DECAY_ID.
Open Scope R_scope.

Theorem DECAY_ID_1 : DECAY_ID_1.statement.
Proof.
  intros mu N eta w [] t. net_trained N. pose proof (run_decay_norm (TwoLayer.trained N) mu eta w 2 t (net_homogeneous N)) as H.
  cbv beta zeta in H. unfold DECAY_ID_1.state. rewrite H. ring.
Qed.
Theorem DECAY_ID_2 : DECAY_ID_2.statement.
Proof.
  intros mu M eta w [] t. form_trained M. pose proof (run_decay_norm (Quadratic.trained M) mu eta w 2 t (quadratic_homogeneous M)) as H.
  cbv beta zeta in H. unfold DECAY_ID_2.state. rewrite H. ring.
Qed.
Theorem DECAY_ID_3 : DECAY_ID_3.statement.
Proof.
  intros mu N eta w [] t. layered_trained N. pose proof (run_decay_norm (Layered.trained N) mu eta w (INR (Layered.depth N)) t (layered_homogeneous N)) as H.
  cbv beta zeta in H. unfold DECAY_ID_3.state. rewrite H. ring.
Qed.

Example DECAY_ID_1_witness : DECAY_ID_1.nonvacuous.
Proof. exists (1 / 10). unit_witness 1 (1 / 10) 1 1. Qed.
Example DECAY_ID_2_witness : DECAY_ID_2.nonvacuous.
Proof. exists (1 / 10). form_star_witness (1 / 10). Qed.
Example DECAY_ID_3_witness : DECAY_ID_3.nonvacuous.
Proof. exists (1 / 10). chain_witness_at (1 / 10). Qed.
