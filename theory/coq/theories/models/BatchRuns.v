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
End Batches.
