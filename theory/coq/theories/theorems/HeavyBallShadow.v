(* Heavy ball from rest on quadratic forms and on linear nets, with targets 0: a learning rate of the order of 1 - beta suffices. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained Quadratic TwoLayer.
From Catapult Require Import Sums Spectral WeightSpace UpdateRules Losses TrainedPull Pulls ShadowRuns RestWitness QuadraticModel TwoLayerModel Witness.
From Catapult Require Import HEAVY_SHADOW.
Open Scope R_scope.

Section Quadratics.
Import Quadratic.

Lemma forms_quadratic M : symmetric M -> quadratic_output (trained M).
Proof.
  intros Sy v m c a Ha.
  change (output M (fun i => v i + c * m i) a
    = output M v a + c * Sum (n M) (fun i => m i * gradient M v a i) + c ^ 2 * output M m a).
  unfold output, gradient.
  assert (Psi : forall i, psi_times M a (fun j => v j + c * m j) i = psi_times M a v i + c * psi_times M a m i).
  { intro i. unfold psi_times. rewrite <- sum_scal, <- sum_plus. apply sum_ext. intros. ring. }
  rewrite (sum_ext (n M) (fun i => (v i + c * m i) * psi_times M a (fun j => v j + c * m j) i)
    (fun i => v i * psi_times M a v i + c * (v i * psi_times M a m i) + c * (m i * psi_times M a v i) + c ^ 2 * (m i * psi_times M a m i)))
    by (intros; rewrite Psi; ring).
  rewrite (sum_plus (n M) (fun i => v i * psi_times M a v i + c * (v i * psi_times M a m i) + c * (m i * psi_times M a v i))).
  rewrite (sum_plus (n M) (fun i => v i * psi_times M a v i + c * (v i * psi_times M a m i))), sum_plus, !sum_scal.
  rewrite (psi_symmetric M a v m Sy Ha).
  rewrite (sum_ext (n M) (fun i => m i * (zeta M * psi_times M a v i)) (fun i => zeta M * (m i * psi_times M a v i))) by (intros; ring).
  rewrite sum_scal. field.
Qed.

Section Forms.
Variables (beta : R) (M : model) (eta : R) (w : weights).
Hypothesis rate_positive : 0 < eta.
Hypothesis form_symmetric : symmetric M.
Hypothesis some_data : (0 < D M)%nat.
Hypothesis targets_zero : zero_targets M.
Hypothesis range : 0 <= beta < 1.
Let share_positive : 0 < Trained.share (trained M).
Proof. apply Rinv_0_lt_compat, lt_0_INR, some_data. Qed.
Lemma form_constant_nonnegative : 0 <= c_star M.
Proof.
  apply Rmult_le_pos; [|apply (mixed_star M)]. apply Rmult_le_pos; [apply pow2_ge_0|apply Rlt_le, Rinv_0_lt_compat, lt_0_INR, some_data].
Qed.
Let bound : Trained.kernel_at_most (trained M) (c_star M) 1.
Proof. intros v z. rewrite pow_1. apply (quadratic_kernel_bound M _ v z some_data (mixed_star M)). Qed.
Definition shadow_outputs_of_forms :=
  shadow_run_outputs (trained M) beta eta (c_star M) w range rate_positive share_positive (quadratic_homogeneous M)
    (forms_quadratic M form_symmetric) bound form_constant_nonnegative targets_zero.
Definition shadow_loss_of_forms :=
  shadow_run_loss (trained M) beta eta (c_star M) w range rate_positive share_positive (quadratic_homogeneous M)
    (forms_quadratic M form_symmetric) bound form_constant_nonnegative targets_zero.
Definition outputs_of_forms := outputs_below_norm (trained M) (c_star M) share_positive (quadratic_homogeneous M) bound form_constant_nonnegative w.
End Forms.

End Quadratics.

(* 25 eta C |w|^2 <= 12 (1 - beta) is below both edges: the outputs are at most (eta C |w|^2)^2 / 4, and 12/25 + 9/4 (12/25)^2 < 1. *)
Lemma small_rate beta eta C N F : 0 <= beta < 1 -> 0 < eta -> 0 <= C -> 0 <= N -> F <= / 4 * C * N ^ 2 -> 25 * (eta * C * N) <= 12 * (1 - beta) ->
  (1 - beta) ^ 2 * (eta * C * N) + 9 * (eta ^ 2 * C * F) <= (1 - beta) ^ 2 * (1 + beta) /\ 8 * (eta ^ 2 * C * F) <= (1 - beta) ^ 2.
Proof.
  intros range rate C0 N0 O U. set (u := eta * C * N) in *. assert (U0 : 0 <= u) by (apply Rmult_le_pos; [apply Rmult_le_pos; lra|exact N0]).
  assert (Fu : eta ^ 2 * C * F <= / 4 * u ^ 2).
  { assert (0 <= eta ^ 2 * C) by (apply Rmult_le_pos; [apply pow2_ge_0|exact C0]).
    apply Rle_trans with (eta ^ 2 * C * (/ 4 * C * N ^ 2)); [apply Rmult_le_compat_l; assumption|]. right. unfold u. ring. }
  assert (Su : 625 * u ^ 2 <= 144 * (1 - beta) ^ 2) by nra.
  assert (0 <= (1 - beta) ^ 2) by apply pow2_ge_0.
  assert ((1 - beta) ^ 2 * u <= (1 - beta) ^ 2 * (12 / 25 * (1 - beta))) by (apply Rmult_le_compat_l; lra).
  assert ((1 - beta) ^ 2 * (12 / 25 * (1 - beta) + 9 / 4 * (144 / 625)) <= (1 - beta) ^ 2 * (1 + beta)) by (apply Rmult_le_compat_l; lra).
  split; lra.
Qed.

(* What is printed is one edge, below which both are. *)
Lemma one_edge beta eta C N F : 0 <= beta < 1 -> 0 < eta -> 0 <= C -> 0 <= N -> 0 <= F ->
  (1 - beta) ^ 2 * (eta * C * N) + 16 * (eta ^ 2 * C * F) <= (1 - beta) ^ 2 * (1 + beta) ->
  (1 - beta) ^ 2 * (eta * C * N) + 9 * (eta ^ 2 * C * F) <= (1 - beta) ^ 2 * (1 + beta) /\ 8 * (eta ^ 2 * C * F) <= (1 - beta) ^ 2.
Proof.
  intros range rate C0 N0 F0 H. set (d := (1 - beta) ^ 2) in *. assert (D0 : 0 <= d) by apply pow2_ge_0.
  assert (0 <= eta * C * N) by (apply Rmult_le_pos; [apply Rmult_le_pos; lra|exact N0]).
  assert (0 <= d * (eta * C * N)) by (apply Rmult_le_pos; assumption).
  assert (0 <= eta ^ 2 * C * F) by (apply Rmult_le_pos; [apply Rmult_le_pos; [apply pow2_ge_0|exact C0]|exact F0]).
  assert (d * (1 + beta) <= d * 2) by (apply Rmult_le_compat_l; lra). split; lra.
Qed.
Lemma square_nonneg (M : Trained.model) v : 0 < Trained.share M -> 0 <= Trained.mean_square_output M v.
Proof. intros P. apply Rmult_le_pos; [lra|apply sum_sq_nonneg]. Qed.

Theorem HEAVY_SHADOW_1 : HEAVY_SHADOW_1.statement.
Proof.
  intros beta M eta w [] t. form_trained M.
  destruct (one_edge beta eta (Quadratic.c_star M) _ _ (conj beta_nonnegative beta_range) rate_positive (form_constant_nonnegative M some_data)
    (norm_nonneg (Trained.weight_space (Quadratic.trained M)) w) (square_nonneg (Quadratic.trained M) w (Rinv_0_lt_compat _ (lt_0_INR _ some_data))))
    as [A B]; [unfold Trained.weight_norm in *; lra|].
  exact (shadow_outputs_of_forms beta M eta w rate_positive form_symmetric some_data targets_zero (conj beta_nonnegative beta_range) A B (S t)).
Qed.
Theorem HEAVY_SHADOW_2 : HEAVY_SHADOW_2.statement.
Proof.
  intros beta M eta w []. form_trained M.
  destruct (one_edge beta eta (Quadratic.c_star M) _ _ (conj beta_nonnegative beta_range) rate_positive (form_constant_nonnegative M some_data)
    (norm_nonneg (Trained.weight_space (Quadratic.trained M)) w) (square_nonneg (Quadratic.trained M) w (Rinv_0_lt_compat _ (lt_0_INR _ some_data))))
    as [A B]; [unfold Trained.weight_norm in *; lra|].
  exact (shadow_loss_of_forms beta M eta w rate_positive form_symmetric some_data targets_zero (conj beta_nonnegative beta_range) A B).
Qed.
Theorem HEAVY_SHADOW_3 : HEAVY_SHADOW_3.statement.
Proof.
  intros beta M eta w []. pose proof (outputs_of_forms M w some_data) as O. form_trained M.
  destruct (small_rate beta eta (Quadratic.c_star M) _ _ (conj beta_nonnegative beta_range) rate_positive (form_constant_nonnegative M some_data)
    (norm_nonneg (Trained.weight_space (Quadratic.trained M)) w) O) as [A B]; [unfold Trained.weight_norm in *; lra|].
  exact (shadow_loss_of_forms beta M eta w rate_positive form_symmetric some_data targets_zero (conj beta_nonnegative beta_range) A B).
Qed.

(* ---- linear nets ---- *)
Section Nets.
Import TwoLayer.
Lemma nets_quadratic N : linear_net N -> quadratic_output (trained N).
Proof.
  intros [Ep Ez] v m c a _.
  assert (Sl : forall p, slope N p = a_plus N).
  { intro p. unfold slope. destruct (Rlt_dec 0 p); [reflexivity|]. destruct (Rlt_dec p 0); congruence. }
  change (output N (Weights (fun i k => U v i k + c * U m i k) (fun i => V v i + c * V m i)) a
    = output N v a + c * Sum (n N) (fun i => Sum (d N) (fun k => U m i k * grad_U N v a i k) + V m i * grad_V N v a i) + c ^ 2 * output N m a).
  unfold output, grad_U, grad_V, unit_output, unit_d_preactivation, unit_d_outer.
  assert (Pre : forall i, preactivation N (Weights (fun i k => U v i k + c * U m i k) (fun i => V v i + c * V m i)) a i
    = preactivation N v a i + c * preactivation N m a i).
  { intro i. unfold preactivation. cbn [U]. rewrite <- sum_scal, <- sum_plus. apply sum_ext. intros. ring. }
  rewrite <- !(sum_scal (n N) (s N)), <- !(sum_scal (n N) c), <- !(sum_scal (n N) (c ^ 2)), <- !sum_plus. apply sum_ext. intros i _.
  rewrite Pre, !Sl. cbn [V].
  rewrite (sum_ext (d N) (fun k => U m i k * (s N * (a_plus N * V v i) * X N a k)) (fun k => s N * (a_plus N * V v i) * (U m i k * X N a k)))
    by (intros; ring).
  rewrite sum_scal. fold (preactivation N m a i). ring.
Qed.
Variables (beta : R) (N : net) (eta : R) (w : weights).
Hypothesis rate_positive : 0 < eta.
Hypothesis linear : linear_net N.
Hypothesis some_data : (0 < D N)%nat.
Hypothesis targets_zero : zero_targets N.
Hypothesis range : 0 <= beta < 1.
Let C := gram_top N * s N ^ 2 * a_plus N ^ 2.
Lemma net_constant_nonnegative : 0 <= C.
Proof.
  pose proof (gram_top_bound N some_data) as [G _]. apply Rmult_le_pos; [apply Rmult_le_pos; [exact G|]|]; apply pow2_ge_0.
Qed.
Let share_positive : 0 < Trained.share (trained N).
Proof. apply Rinv_0_lt_compat, lt_0_INR, some_data. Qed.
Let bound : Trained.kernel_at_most (trained N) C 1.
Proof.
  intros v z. rewrite pow_1. destruct linear as [Ep Ez]. unfold C.
  replace (gram_top N * s N ^ 2 * a_plus N ^ 2) with (s N ^ 2 * gram_top N * a_plus N ^ 2) by ring.
  apply (net_kernel_at_most N (gram_top N) (a_plus N ^ 2) v z some_data (gram_top_bound N some_data)).
  split; [apply pow2_ge_0|]. intro p. unfold slope. destruct (Rlt_dec 0 p); [lra|]. destruct (Rlt_dec p 0); [rewrite <- Ep|rewrite Ez]; lra.
Qed.
Definition shadow_outputs_of_nets :=
  shadow_run_outputs (trained N) beta eta C w range rate_positive share_positive (net_homogeneous N)
    (nets_quadratic N linear) bound net_constant_nonnegative targets_zero.
Definition shadow_loss_of_nets :=
  shadow_run_loss (trained N) beta eta C w range rate_positive share_positive (net_homogeneous N)
    (nets_quadratic N linear) bound net_constant_nonnegative targets_zero.
Definition outputs_of_nets := outputs_below_norm (trained N) C share_positive (net_homogeneous N) bound net_constant_nonnegative w.
End Nets.

Theorem HEAVY_SHADOW_4 : HEAVY_SHADOW_4.statement.
Proof.
  intros beta N eta w [] t. net_trained N.
  destruct (one_edge beta eta _ _ _ (conj beta_nonnegative beta_range) rate_positive (net_constant_nonnegative N some_data)
    (norm_nonneg (Trained.weight_space (TwoLayer.trained N)) w) (square_nonneg (TwoLayer.trained N) w (Rinv_0_lt_compat _ (lt_0_INR _ some_data))))
    as [A B]; [unfold Trained.weight_norm in *; lra|].
  exact (shadow_outputs_of_nets beta N eta w rate_positive gates_linear some_data targets_zero (conj beta_nonnegative beta_range) A B (S t)).
Qed.
Theorem HEAVY_SHADOW_5 : HEAVY_SHADOW_5.statement.
Proof.
  intros beta N eta w []. net_trained N.
  destruct (one_edge beta eta _ _ _ (conj beta_nonnegative beta_range) rate_positive (net_constant_nonnegative N some_data)
    (norm_nonneg (Trained.weight_space (TwoLayer.trained N)) w) (square_nonneg (TwoLayer.trained N) w (Rinv_0_lt_compat _ (lt_0_INR _ some_data))))
    as [A B]; [unfold Trained.weight_norm in *; lra|].
  exact (shadow_loss_of_nets beta N eta w rate_positive gates_linear some_data targets_zero (conj beta_nonnegative beta_range) A B).
Qed.
Theorem HEAVY_SHADOW_6 : HEAVY_SHADOW_6.statement.
Proof.
  intros beta N eta w []. pose proof (outputs_of_nets N w gates_linear some_data) as O. net_trained N.
  destruct (small_rate beta eta _ _ _ (conj beta_nonnegative beta_range) rate_positive (net_constant_nonnegative N some_data)
    (norm_nonneg (Trained.weight_space (TwoLayer.trained N)) w) O) as [A B]; [unfold Trained.weight_norm in *; lra|].
  exact (shadow_loss_of_nets beta N eta w rate_positive gates_linear some_data targets_zero (conj beta_nonnegative beta_range) A B).
Qed.

Lemma unit_square : Quadratic.mean_square_output unit_form (fun _ => 1) = 1 / 4.
Proof. unfold Quadratic.mean_square_output, Quadratic.output, Quadratic.psi_times. simpl. field. Qed.
Ltac small_form := exists (1 / 10); form_star_witness (1 / 10); rewrite ?unit_square; lra.
Example HEAVY_SHADOW_1_witness : HEAVY_SHADOW_1.nonvacuous.
Proof. small_form. Qed.
Example HEAVY_SHADOW_2_witness : HEAVY_SHADOW_2.nonvacuous.
Proof. small_form. Qed.
Example HEAVY_SHADOW_3_witness : HEAVY_SHADOW_3.nonvacuous.
Proof. exists (1 / 10). form_star_witness (1 / 10). Qed.
Lemma unit_net_square : TwoLayer.mean_square_output (unit_net 1) (unit_weights 1 1) = 1.
Proof.
  change (/ INR 1 * Sum 1 (fun a => TwoLayer.output (unit_net 1) (unit_weights 1 1) a ^ 2) = 1).
  rewrite sum_one, unit_output_value by lra. simpl. field.
Qed.
Ltac small_net := exists (1 / 10); unit_witness 1 (1 / 100) 1 1; rewrite ?unit_net_square; lra.
Example HEAVY_SHADOW_4_witness : HEAVY_SHADOW_4.nonvacuous.
Proof. small_net. Qed.
Example HEAVY_SHADOW_5_witness : HEAVY_SHADOW_5.nonvacuous.
Proof. small_net. Qed.
Example HEAVY_SHADOW_6_witness : HEAVY_SHADOW_6.nonvacuous.
Proof. exists (1 / 10). unit_witness 1 (1 / 100) 1 1. Qed.
