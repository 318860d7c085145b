(* The certified learning rate c/(C max(N, M)^(k - 1)) with any targets: the weight norm grows slowly, so that it does not blow up in finite time. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained TwoLayer Quadratic Layered.
From Catapult Require Import Defined Sums WeightSpace UpdateRules Losses AdaptiveRuns HorizonDepthRuns BoundedKernels Pulls LayerModel LayerKernel
  LayerDescent LayerWitness RestWitness TwoLayerModel QuadraticModel Witness.
From Catapult Require Import CERTIFIED_RISE CERTIFIED_GROWTH.
Open Scope R_scope.

Section Net.
Variables (low dial : R) (N : TwoLayer.net) (rate : nat -> R) (w : TwoLayer.weights).
Hypothesis some_data : (0 < TwoLayer.D N)%nat.
Hypothesis kink : TwoLayer.kink_slope N.
Let C := net_constant N.
Let norm t := Trained.weight_norm (TwoLayer.trained N) (weights_of (Trained.run (TwoLayer.trained N) (gradient_descent rate) squared (Trained.full (TwoLayer.trained N)) w t)).
Hypothesis follows : forall t, rate t = dial / (TwoLayer.gram_top N * TwoLayer.s N ^ 2 * Rmax (TwoLayer.a_minus N ^ 2) (TwoLayer.a_plus N ^ 2) * Rmax low (norm t)).
Lemma net_follows t : rate t = dial / (C * Rmax low (norm t) ^ 1).
Proof. rewrite follows, pow_1. unfold C, net_constant, TwoLayerModel.top_slope, Rdiv. f_equal; f_equal; ring. Qed.
End Net.
Theorem CERTIFIED_RISE_1 : CERTIFIED_RISE_1.statement.
Proof.
  intros low dial N rate w [] t. net_trained N.
  pose proof (certified_rise (TwoLayer.trained N) (net_constant N) 1 w rate (net_bounded N some_data kink_bounded) dial low dial_positive norm_floor_positive) as H.
  rewrite degree_two in H. specialize (H ltac:(lra) (net_follows low dial N rate w rates_follow) t). cbv beta zeta in H. rewrite net_targets in H.
  unfold CERTIFIED_RISE_1.state. unfold net_constant, TwoLayerModel.top_slope in H. rewrite pow_1 in H. unfold Trained.train in H.
  eapply Rle_trans; [|eapply Rle_trans; [exact H|]]; right; [|unfold Rdiv]; ring.
Qed.
Theorem CERTIFIED_RISE_1_defined : CERTIFIED_RISE_1.defined.
Proof. intros low dial N rate w []. is_defined. Qed.
Theorem CERTIFIED_GROWTH_1 : CERTIFIED_GROWTH_1.statement.
Proof.
  intros low dial N rate w [] t. net_trained N.
  pose proof (certified_growth (TwoLayer.trained N) (net_constant N) 1 w rate (net_bounded N some_data kink_bounded) dial low dial_positive norm_floor_positive) as H.
  rewrite degree_two in H. specialize (H ltac:(lra) (net_follows low dial N rate w rates_follow) t). cbv beta zeta in H. rewrite net_targets in H.
  unfold CERTIFIED_GROWTH_1.state. unfold net_constant, TwoLayerModel.top_slope in H. rewrite pow_1 in H.
  eapply Rle_trans; [|eapply Rle_trans; [exact H|]]; right; [unfold Trained.train|unfold Rdiv]; cbn [Trained.run iterate weights_of start]; ring.
Qed.
Theorem CERTIFIED_GROWTH_1_defined : CERTIFIED_GROWTH_1.defined.
Proof. intros low dial N rate w []. is_defined. Qed.

Section Form.
Variables (low dial : R) (M : Quadratic.model) (rate : nat -> R) (w : Quadratic.weights).
Let norm t := Trained.weight_norm (Quadratic.trained M) (weights_of (Trained.run (Quadratic.trained M) (gradient_descent rate) squared (Trained.full (Quadratic.trained M)) w t)).
Hypothesis follows : forall t, rate t = dial / (Quadratic.c_star M * Rmax low (norm t)).
Lemma form_follows t : rate t = dial / (Quadratic.c_star M * Rmax low (norm t) ^ 1).
Proof. rewrite follows, pow_1. reflexivity. Qed.
End Form.
Theorem CERTIFIED_RISE_2 : CERTIFIED_RISE_2.statement.
Proof.
  intros low dial M rate w [] t. form_trained M.
  pose proof (certified_rise (Quadratic.trained M) (Quadratic.c_star M) 1 w rate (form_bounded M some_data) dial low dial_positive norm_floor_positive) as H.
  rewrite degree_two in H. specialize (H ltac:(lra) (form_follows low dial M rate w rates_follow) t). cbv beta zeta in H. rewrite form_targets_square in H.
  unfold CERTIFIED_RISE_2.state. rewrite pow_1 in H. unfold Trained.train in H.
  eapply Rle_trans; [|eapply Rle_trans; [exact H|]]; right; [|unfold Rdiv]; ring.
Qed.
Theorem CERTIFIED_RISE_2_defined : CERTIFIED_RISE_2.defined.
Proof. intros low dial M rate w []. is_defined. Qed.
Theorem CERTIFIED_GROWTH_2 : CERTIFIED_GROWTH_2.statement.
Proof.
  intros low dial M rate w [] t. form_trained M.
  pose proof (certified_growth (Quadratic.trained M) (Quadratic.c_star M) 1 w rate (form_bounded M some_data) dial low dial_positive norm_floor_positive) as H.
  rewrite degree_two in H. specialize (H ltac:(lra) (form_follows low dial M rate w rates_follow) t). cbv beta zeta in H. rewrite form_targets_square in H.
  unfold CERTIFIED_GROWTH_2.state. rewrite pow_1 in H.
  eapply Rle_trans; [|eapply Rle_trans; [exact H|]]; right; [unfold Trained.train|unfold Rdiv]; cbn [Trained.run iterate weights_of start]; ring.
Qed.
Theorem CERTIFIED_GROWTH_2_defined : CERTIFIED_GROWTH_2.defined.
Proof. intros low dial M rate w []. is_defined. Qed.

Import Layered.
(* The rate as it is printed for k layers. *)
Lemma floored_rate N dial x : dial * (INR (depth N) ^ depth N / INR (depth N) ^ 2) * / (Rmax (a_minus N ^ 2) (a_plus N ^ 2) ^ (depth N - 1))
    * / (x ^ (depth N - 1)) / (gram_top N * s N ^ 2) = dial / (depth_constant N * x ^ hidden N).
Proof.
  change (depth N - 1)%nat with (hidden N - 0)%nat. rewrite Nat.sub_0_r. unfold depth_constant, depth_factor, LayerKernel.top_slope, Rdiv.
  rewrite !Rinv_mult, Rinv_inv. ring.
Qed.
Theorem CERTIFIED_RISE_3 : CERTIFIED_RISE_3.statement.
Proof.
  intros low dial N rate w [] t. layered_trained N.
  pose proof (certified_rise (trained N) (depth_constant N) (hidden N) w rate (layered_bounded N some_data kink_bounded) dial low dial_positive norm_floor_positive) as H.
  rewrite <- degree_of_depth in H. specialize (H hypothesis (fun t => eq_trans (rates_follow t) (floored_rate N dial _)) t). cbv beta zeta in H. rewrite layered_targets in H.
  unfold CERTIFIED_RISE_3.state. change (depth N - 1)%nat with (hidden N - 0)%nat. rewrite Nat.sub_0_r.
  unfold depth_constant, depth_factor, LayerKernel.top_slope, Trained.train in H.
  eapply Rle_trans; [|eapply Rle_trans; [exact H|]]; right; unfold Rdiv; ring.
Qed.
Theorem CERTIFIED_RISE_3_defined : CERTIFIED_RISE_3.defined.
Proof. intros low dial N rate w []. pose proof (depth_at_least_one N). is_defined; try (apply Rgt_not_eq, lt_0_INR; assumption). Qed.
Theorem CERTIFIED_GROWTH_3 : CERTIFIED_GROWTH_3.statement.
Proof.
  intros low dial N rate w [] t. layered_trained N.
  pose proof (certified_growth (trained N) (depth_constant N) (hidden N) w rate (layered_bounded N some_data kink_bounded) dial low dial_positive norm_floor_positive) as H.
  rewrite <- degree_of_depth in H. specialize (H hypothesis (fun t => eq_trans (rates_follow t) (floored_rate N dial _)) t). cbv beta zeta in H. rewrite layered_targets in H.
  unfold CERTIFIED_GROWTH_3.state. change (depth N - 1)%nat with (hidden N - 0)%nat. rewrite Nat.sub_0_r.
  unfold depth_constant, depth_factor, LayerKernel.top_slope in H.
  eapply Rle_trans; [|eapply Rle_trans; [exact H|]]; right; unfold Rdiv; [unfold Trained.train|]; cbn [Trained.run iterate weights_of start]; ring.
Qed.
Theorem CERTIFIED_GROWTH_3_defined : CERTIFIED_GROWTH_3.defined.
Proof. intros low dial N rate w []. pose proof (depth_at_least_one N). is_defined; try (apply Rgt_not_eq, lt_0_INR; assumption). Qed.

Definition net_rate_with_floor N := schedule_exists (TwoLayer.trained N) squared (Trained.full (TwoLayer.trained N)) (fun z => 1
  / (TwoLayer.gram_top N * TwoLayer.s N ^ 2 * Rmax (TwoLayer.a_minus N ^ 2) (TwoLayer.a_plus N ^ 2) * Rmax 1 (TwoLayer.weight_norm N z))).
Definition form_rate_with_floor N := schedule_exists (Quadratic.trained N) squared (Trained.full (Quadratic.trained N)) (fun z => 1
  / (Quadratic.c_star N * Rmax 1 (Quadratic.weight_norm N z))).
Definition chain_rate_with_floor := schedule_exists (trained chain) squared (Trained.full (trained chain)) (fun z => 1
  * (INR (depth chain) ^ depth chain / INR (depth chain) ^ 2) * / (Rmax (a_minus chain ^ 2) (a_plus chain ^ 2) ^ (depth chain - 1))
  * / (Rmax 1 (weight_norm chain z) ^ (depth chain - 1)) / (gram_top chain * s chain ^ 2)) chain_weights.
Ltac unit_with_floor := destruct (net_rate_with_floor (unit_net 1) (unit_weights 1 1)) as [rate R]; exists 1, 1, (unit_net 1), rate, (unit_weights 1 1);
  pose proof (unit_gram 1); pose proof (unit_gram_nonneg 1); pose proof (unit_kink 1); rewrite ?unit_loss_value by lra; split; [constructor|]; try exact R; close_witness.
Ltac form_with_floor := destruct (form_rate_with_floor unit_form (fun _ => 1)) as [rate R]; exists 1, 1, unit_form, rate, (fun _ => 1);
  pose proof form_star; pose proof form_symmetric; rewrite ?form_loss; split; [constructor|]; try exact R; close_witness.
Ltac chain_with_floor := destruct chain_rate_with_floor as [rate R]; exists 1, 1, chain, rate, chain_weights; pose proof chain_kink;
  rewrite ?chain_loss; split; [constructor|]; try exact R; close_witness.
Example CERTIFIED_RISE_1_witness : CERTIFIED_RISE_1.nonvacuous.
Proof. unit_with_floor. Qed.
Example CERTIFIED_RISE_2_witness : CERTIFIED_RISE_2.nonvacuous.
Proof. form_with_floor. Qed.
Example CERTIFIED_RISE_3_witness : CERTIFIED_RISE_3.nonvacuous.
Proof. chain_with_floor. Qed.
Example CERTIFIED_GROWTH_1_witness : CERTIFIED_GROWTH_1.nonvacuous.
Proof. unit_with_floor. Qed.
Example CERTIFIED_GROWTH_2_witness : CERTIFIED_GROWTH_2.nonvacuous.
Proof. form_with_floor. Qed.
Example CERTIFIED_GROWTH_3_witness : CERTIFIED_GROWTH_3.nonvacuous.
Proof. chain_with_floor. Qed.
