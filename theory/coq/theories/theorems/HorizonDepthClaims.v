(* Any data with any targets, any degree: how fast the norm can rise, and for how many steps it certainly stays below its edge. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained TwoLayer Quadratic Layered.
From Catapult Require Import Defined Sums WeightSpace UpdateRules Losses HorizonDepth HorizonRuns HorizonDepthRuns BoundedKernels Pulls LayerModel
  LayerKernel LayerDescent LayerWitness RestWitness TwoLayerModel QuadraticModel Witness.
From Catapult Require Import HORIZON_RISE HORIZON_DEPTH HORIZON_STEPS.
Open Scope R_scope.

Definition constant_is eta (t : nat) : constant_rate eta t = eta := eq_refl.
Lemma square_of_two x : (INR 1 + 1) ^ 2 * x = 4 * x.
Proof. simpl. ring. Qed.

Theorem HORIZON_RISE_1 : HORIZON_RISE_1.statement.
Proof.
  intros N eta w [] t L. net_trained N.
  pose proof (run_rise (TwoLayer.trained N) (net_constant N) 1 w (constant_rate eta) (net_bounded N some_data kink_bounded) t) as H.
  cbv beta zeta in H. rewrite degree_two, pow_1, net_targets in H. change (constant_rate eta t) with eta in H. unfold net_constant, TwoLayerModel.top_slope in H.
  unfold TwoLayer.train in *. eapply Rle_trans; [|eapply Rle_trans; [apply H|]]; [right; ring|lra|lra|right; unfold Rdiv; ring].
Qed.
Theorem HORIZON_RISE_1_defined : HORIZON_RISE_1.defined.
Proof. intros N eta w []. is_defined. Qed.
Theorem HORIZON_RISE_2 : HORIZON_RISE_2.statement.
Proof.
  intros M eta w [] t L. form_trained M.
  pose proof (run_rise (Quadratic.trained M) (Quadratic.c_star M) 1 w (constant_rate eta) (form_bounded M some_data) t) as H.
  cbv beta zeta in H. rewrite degree_two, pow_1, form_targets_square in H. change (constant_rate eta t) with eta in H.
  unfold Quadratic.train in *. eapply Rle_trans; [|eapply Rle_trans; [apply H|]]; [right; ring|lra|lra|right; unfold Rdiv; ring].
Qed.
Theorem HORIZON_RISE_2_defined : HORIZON_RISE_2.defined.
Proof. intros M eta w []. is_defined. Qed.

(* What the claims on k layers print. *)
Import Layered.
Lemma edge_printed N eta x : eta * gram_top N * (INR (depth N) ^ 2 / INR (depth N) ^ depth N) * s N ^ 2 * x ^ (depth N - 1)
    * Rmax (a_minus N ^ 2) (a_plus N ^ 2) ^ (depth N - 1) = eta * depth_constant N * x ^ hidden N.
Proof. change (depth N - 1)%nat with (hidden N - 0)%nat. rewrite Nat.sub_0_r. unfold depth_constant, depth_factor, LayerKernel.top_slope. ring. Qed.
Lemma potential_printed N eta x : 2 * INR (depth N) * x + -1 * eta * gram_top N * (INR (depth N) ^ 2 / INR (depth N) ^ depth N) * s N ^ 2
    * x ^ depth N * Rmax (a_minus N ^ 2) (a_plus N ^ 2) ^ (depth N - 1) / INR (depth N) = potential (hidden N) (eta * depth_constant N) x.
Proof.
  change (depth N - 1)%nat with (hidden N - 0)%nat. rewrite Nat.sub_0_r. unfold potential. rewrite <- degree_of_depth.
  unfold depth_constant, depth_factor, LayerKernel.top_slope. change (x ^ depth N) with (x ^ S (hidden N)). unfold Rdiv. ring.
Qed.
Lemma top_printed N : 2 * INR (depth N) * (-2 + 2 * INR (depth N)) ^ (depth N - 1) = 2 * (INR (hidden N) + 1) * (2 * INR (hidden N)) ^ hidden N.
Proof.
  change (depth N - 1)%nat with (hidden N - 0)%nat. rewrite Nat.sub_0_r, degree_of_depth. f_equal. f_equal. ring.
Qed.
Lemma room_printed N eta x r : 2 * INR (depth N) * x + r + -1 * eta * gram_top N * (INR (depth N) ^ 2 / INR (depth N) ^ depth N) * s N ^ 2
    * x ^ depth N * Rmax (a_minus N ^ 2) (a_plus N ^ 2) ^ (depth N - 1) / INR (depth N) = potential (hidden N) (eta * depth_constant N) x + r.
Proof. rewrite <- potential_printed. ring. Qed.
Lemma rise_printed N eta t : eta * INR (depth N) ^ 2 * INR t * Trained.target_norm (trained N) ^ 2 / INR (D N)
  = INR t * (eta * (INR (hidden N) + 1) ^ 2 * target_square (trained N)).
Proof. rewrite layered_targets, <- degree_of_depth. unfold Rdiv. ring. Qed.
Lemma rise_printed_once N eta : eta * INR (depth N) ^ 2 * Trained.target_norm (trained N) ^ 2 / INR (D N)
  = eta * (INR (hidden N) + 1) ^ 2 * target_square (trained N).
Proof. rewrite layered_targets, <- degree_of_depth. unfold Rdiv. ring. Qed.

Theorem HORIZON_RISE_3 : HORIZON_RISE_3.statement.
Proof.
  intros N eta w [] t L. layered_trained N. rewrite rise_printed_once. rewrite edge_printed in L.
  pose proof (run_rise (trained N) (depth_constant N) (hidden N) w (constant_rate eta) (layered_bounded N some_data kink_bounded) t) as H.
  cbv beta zeta in H. rewrite <- degree_of_depth in *. change (constant_rate eta t) with eta in H.
  unfold train in *. eapply Rle_trans; [|eapply Rle_trans; [apply H|]]; [|lra|lra|right; ring].
  right. rewrite <- (Rmult_assoc eta), <- edge_printed. ring.
Qed.
Theorem HORIZON_RISE_3_defined : HORIZON_RISE_3.defined.
Proof. intros N eta w []. pose proof (depth_at_least_one N). is_defined; try (apply Rgt_not_eq, lt_0_INR; assumption). Qed.
Theorem HORIZON_DEPTH_1 : HORIZON_DEPTH_1.statement.
Proof.
  intros N eta w [] t. layered_trained N. rewrite rise_printed_once, !room_printed, !edge_printed, !potential_printed, top_printed, degree_of_depth.
  intros [Room Below].
  destruct (run_below_next (trained N) (depth_constant N) (hidden N) w (constant_rate eta) (layered_bounded N some_data kink_bounded) eta rate_positive
    (constant_is eta) t Below Room) as [X Z]. split; [exact Z|exact X].
Qed.
Theorem HORIZON_DEPTH_1_defined : HORIZON_DEPTH_1.defined.
Proof. intros N eta w []. pose proof (depth_at_least_one N). is_defined; try (apply Rgt_not_eq, lt_0_INR; assumption). Qed.

Theorem HORIZON_STEPS_1 : HORIZON_STEPS_1.statement.
Proof.
  intros N eta w [] t. net_trained N.
  pose proof (net_bounded N some_data kink_bounded) as []. rewrite degree_two in euler.
  pose proof (run_horizon (TwoLayer.trained N) eta (net_constant N) w rate_positive share_nonneg euler constant_nonneg kernel) as H. cbv beta zeta in H.
  change (Trained.share (TwoLayer.trained N) * Sum (Trained.data (TwoLayer.trained N)) (fun a => Trained.target (TwoLayer.trained N) a ^ 2)) with (target_square (TwoLayer.trained N)) in H.
  rewrite net_targets in H. change (Trained.train (TwoLayer.trained N) (gradient_descent (constant_rate eta)) squared (Trained.full (TwoLayer.trained N)) w 0) with w in H.
  unfold net_constant, TwoLayerModel.top_slope, Rdiv in H. unfold TwoLayer.train, Rdiv in *. intros Room.
  destruct (H ltac:(lra) t ltac:(lra)) as [X Z]. split; [apply Rle_ge|]; lra.
Qed.
Theorem HORIZON_STEPS_1_defined : HORIZON_STEPS_1.defined.
Proof. intros N eta w []. is_defined. Qed.
Theorem HORIZON_STEPS_2 : HORIZON_STEPS_2.statement.
Proof.
  intros M eta w [] t. form_trained M.
  pose proof (form_bounded M some_data) as []. rewrite degree_two in euler.
  pose proof (run_horizon (Quadratic.trained M) eta (Quadratic.c_star M) w rate_positive share_nonneg euler constant_nonneg kernel) as H. cbv beta zeta in H.
  change (Trained.share (Quadratic.trained M) * Sum (Trained.data (Quadratic.trained M)) (fun a => Trained.target (Quadratic.trained M) a ^ 2)) with (target_square (Quadratic.trained M)) in H.
  rewrite form_targets_square in H. change (Trained.train (Quadratic.trained M) (gradient_descent (constant_rate eta)) squared (Trained.full (Quadratic.trained M)) w 0) with w in H.
  unfold Rdiv in H. unfold Quadratic.train, Rdiv in *. intros Room. destruct (H ltac:(lra) t ltac:(lra)) as [X Z]. split; [apply Rle_ge|]; lra.
Qed.
Theorem HORIZON_STEPS_2_defined : HORIZON_STEPS_2.defined.
Proof. intros M eta w []. is_defined. Qed.
Theorem HORIZON_STEPS_3 : HORIZON_STEPS_3.statement.
Proof.
  intros N eta w [] t. layered_trained N. rewrite edge_printed, degree_of_depth in below_edge.
  rewrite rise_printed, !room_printed, !edge_printed, !potential_printed, top_printed, degree_of_depth. intros Room.
  destruct (run_below_for_steps (trained N) (depth_constant N) (hidden N) w (constant_rate eta) (layered_bounded N some_data kink_bounded) eta rate_positive
    (constant_is eta) below_edge t Room) as [X Z]. split; [exact Z|exact X].
Qed.
Theorem HORIZON_STEPS_3_defined : HORIZON_STEPS_3.defined.
Proof. intros N eta w []. pose proof (depth_at_least_one N). is_defined; try (apply Rgt_not_eq, lt_0_INR; assumption). Qed.

Example HORIZON_RISE_1_witness : HORIZON_RISE_1.nonvacuous.
Proof. unit_witness 1 (1 / 10) 1 1. Qed.
Example HORIZON_RISE_2_witness : HORIZON_RISE_2.nonvacuous.
Proof. form_star_witness (1 / 10). Qed.
Example HORIZON_RISE_3_witness : HORIZON_RISE_3.nonvacuous.
Proof. chain_witness_at (1 / 10). Qed.
Example HORIZON_DEPTH_1_witness : HORIZON_DEPTH_1.nonvacuous.
Proof. chain_witness_at (1 / 10). Qed.
Example HORIZON_STEPS_1_witness : HORIZON_STEPS_1.nonvacuous.
Proof. unit_witness 1 (1 / 10) 1 1. Qed.
Example HORIZON_STEPS_2_witness : HORIZON_STEPS_2.nonvacuous.
Proof. form_star_witness (1 / 10). Qed.
Example HORIZON_STEPS_3_witness : HORIZON_STEPS_3.nonvacuous.
Proof. chain_witness_at (1 / 10). Qed.
