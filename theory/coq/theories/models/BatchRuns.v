(* Gradient descent on the squared loss of any batches, targets 0, at any learning rates: two-layer leaky nets, C = s^2 max(a_plus^2,
   a_minus^2) max_a |x_a|^2, the largest constant of a single datum. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained TwoLayer.
From Catapult Require Import Sums WeightSpace UpdateRules Losses Scheduled HomogeneousPull TrainedPull Pulls TwoLayerModel.
Import TwoLayer.
Open Scope R_scope.

Section Batches.
Variables (N : net) (top : R).
Hypothesis kink : kink_slope N.
Hypothesis inputs : forall a, (a < D N)%nat -> Sum (d N) (fun k => X N a k ^ 2) <= top.
Hypothesis some : (0 < D N)%nat.
Let A := TwoLayerModel.top_slope N.
Let C := s N ^ 2 * top * A.
Let top_nonneg : 0 <= top.
Proof. eapply Rle_trans; [apply (sum_sq_nonneg (d N) (fun k => X N 0%nat k))|apply (inputs 0%nat some)]. Qed.
Let C_nonneg : 0 <= C.
Proof. apply Rmult_le_pos; [apply Rmult_le_pos; [apply pow2_ge_0|exact top_nonneg]|apply top_slope_nonneg]. Qed.
Lemma gradient_at_most w a : (a < D N)%nat ->
  square_norm (weight_space N) (grad N w a) <= C * square_norm (weight_space N) w ^ 1.
Proof.
  intros Ha. pose proof (inputs a Ha) as X2. rewrite pow_1.
  change (Sum (n N) (fun i => Sum (d N) (fun k => grad_U N w a i k ^ 2) + grad_V N w a i ^ 2)
    <= C * Sum (n N) (fun i => Sum (d N) (fun k => U w i k ^ 2) + V w i ^ 2)).
  rewrite <- sum_scal. apply sum_le. intros i _. unfold grad_U, grad_V, unit_d_preactivation, unit_d_outer.
  set (p := preactivation N w a i). pose proof (slope_bound N kink p) as K. fold A in K. set (c := slope N p) in *.
  rewrite (sum_ext (d N) _ (fun k => (s N * c * V w i) ^ 2 * X N a k ^ 2)) by (intros; ring). rewrite sum_scal.
  pose proof (cauchy (d N) (U w i) (X N a)) as B. fold (preactivation N w a i) in B. fold p in B.
  set (x := Sum (d N) (fun k => X N a k ^ 2)) in *. set (u := Sum (d N) (fun k => U w i k ^ 2)) in *.
  assert (u0 : 0 <= u) by apply sum_sq_nonneg. assert (x0 : 0 <= x) by apply sum_sq_nonneg.
  pose proof (pow2_ge_0 (s N)) as s0. pose proof (pow2_ge_0 c) as c0. pose proof (pow2_ge_0 (V w i)) as v0.
  assert (B' : p ^ 2 <= u * top) by (eapply Rle_trans; [exact B|apply Rmult_le_compat_l; assumption]).
  assert (Q1 : c ^ 2 * (V w i ^ 2 * x + p ^ 2) <= A * (V w i ^ 2 * top + u * top)).
  { apply Rmult_le_compat; [exact c0| |exact K|].
    - apply Rplus_le_le_0_compat; [apply Rmult_le_pos; assumption|apply pow2_ge_0].
    - apply Rplus_le_compat; [apply Rmult_le_compat_l; assumption|exact B']. }
  apply (Rmult_le_compat_l _ _ _ s0) in Q1. unfold C. lra.
Qed.
Variables (targets : zero_targets N) (b : nat -> nat -> R).
Hypothesis nonneg : forall t a, (a < D N)%nat -> 0 <= b t a.
Hypothesis whole : forall t, Sum (D N) (b t) = 1.
Let M := trained N.
Lemma net_batch_pull : pull (E := weight_space N) (fun t => Trained.batch_gradient M squared (b t))
  (fun t w => Sum (D N) (fun a => b t a * (Trained.slopes M squared w a * output N w a))) C 1.
Proof.
  assert (H : Trained.homogeneous M (INR 1 + 1)) by (rewrite degree_two; apply net_homogeneous).
  apply (batch_pull M C 1 squared H C_nonneg targets squared_tame b).
  - intro t. split; [intros a Ha; apply nonneg, Ha|apply whole].
  - intros w a Ha. apply gradient_at_most, Ha.
Qed.
Variables (rate : nat -> R) (w : weights).
Hypothesis rates_nonneg : forall t, 0 <= rate t.
Let path t := Trained.run M (gradient_descent rate) squared b w t.
Lemma batch_falls_now t : rate t * (C * weight_norm N (weights_of (path t))) <= 4 ->
  weight_norm N (weights_of (path (S t))) <= weight_norm N (weights_of (path t)).
Proof.
  intros B. apply (scheduled_falls (weight_space N) C 1 rate _ _ net_batch_pull rates_nonneg w t).
  rewrite pow_1, degree_two. replace (2 * 2) with 4 by ring. exact B.
Qed.
Lemma batch_falls : (forall t, rate t <= rate 0%nat) -> rate 0%nat * (C * weight_norm N w) <= 4 ->
  forall t, weight_norm N (weights_of (path (S t))) <= weight_norm N (weights_of (path t)).
Proof.
  intros R B t. apply (bounded_rates_fall (weight_space N) C 1 rate _ _ net_batch_pull rates_nonneg w (rate 0%nat) R).
  rewrite pow_1, degree_two. replace (2 * 2) with 4 by ring. exact B.
Qed.
(* The mean squared residual of the batch of each step. *)
Let F t := Sum (D N) (fun a => b (step_of (path t)) a * residual N (weights_of (path t)) a ^ 2).
Lemma batch_outputs t : F t = Sum (D N) (fun a => b t a * (Trained.slopes M squared (weights_of (path t)) a * output N (weights_of (path t)) a)).
Proof.
  unfold F, path. rewrite Trained.descent_step. apply sum_ext. intros a Ha. unfold Trained.slopes, residual. simpl. rewrite (targets a Ha). ring.
Qed.
Variable eta : R.
Hypothesis eta_pos : 0 < eta.
Hypothesis constant : forall t, rate t = eta.
Hypothesis below : eta * (C * weight_norm N w) < 4.
Let gap : eta * (C * square_norm (weight_space N) (weights_of (path 0)) ^ 1) < 2 * (INR 1 + 1).
Proof. rewrite pow_1, degree_two. change (square_norm (weight_space N) (weights_of (path 0))) with (weight_norm N w). lra. Qed.
Lemma batch_sum T : Sum T F <= weight_norm N w / (eta * (4 - eta * (C * weight_norm N w))).
Proof.
  pose proof (bounded_rates_sum (weight_space N) C 1 rate _ _ net_batch_pull rates_nonneg w eta (fun t => Req_le _ _ (constant t)) gap T) as H.
  rewrite pow_1, degree_two in H. set (f t := Sum (D N) (fun a => b t a * (Trained.slopes M squared (weights_of (path t)) a * output N (weights_of (path t)) a))).
  assert (Q : Sum T (fun t => rate t * f t) <= weight_norm N w / (2 * 2 - eta * (C * weight_norm N w))) by exact H. clear H.
  rewrite (sum_ext T _ (fun t => eta * F t)) in Q by (intros t _; rewrite constant, batch_outputs; reflexivity).
  replace (2 * 2) with 4 in Q by ring.
  rewrite sum_scal in Q. set (g := 4 - eta * (C * weight_norm N w)) in *. assert (0 < g) by (unfold g; lra).
  apply Rmult_le_reg_l with eta; [exact eta_pos|]. eapply Rle_trans; [exact Q|]. right. field. lra.
Qed.
Lemma batch_limit : is_lim_seq F 0.
Proof.
  pose proof (bounded_rates_limit (weight_space N) C 1 rate _ _ net_batch_pull rates_nonneg w eta (fun t => Req_le _ _ (constant t)) gap) as L.
  apply is_lim_seq_ext with (fun t => / eta * (rate t * F t)); [intro t; rewrite constant; field; lra|].
  replace (Finite 0) with (Finite (/ eta * 0)) by (f_equal; ring). apply is_lim_seq_mult'; [apply is_lim_seq_const|].
  eapply is_lim_seq_ext; [|exact L]. intro t. simpl. rewrite batch_outputs. reflexivity.
Qed.
End Batches.
