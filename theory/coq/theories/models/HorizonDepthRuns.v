(* Gradient descent on the squared loss of any data with any targets, models of degree m + 1: how fast the norm can rise, at any rates. *)
Require Import Reals Lra Psatz Arith Lia.
From Catapult Require Trained.
From Catapult Require Import Sums WeightSpace UpdateRules Losses HorizonDepth TrainedPull.
Open Scope R_scope.

(* What is needed of a model with the constant C. *)
Record bounded_kernel (M : Trained.model) (C : R) (m : nat) : Prop := {
  share_nonneg : 0 <= Trained.share M;
  euler : Trained.homogeneous M (INR m + 1);
  constant_nonneg : 0 <= C;
  kernel : Trained.kernel_at_most M C m }.
Definition target_square (M : Trained.model) : R := Trained.share M * Sum (Trained.data M) (fun a => Trained.target M a ^ 2).
Lemma target_square_is M (n : nat) (y2 : R) : Trained.share M = / INR n -> y2 = Sum (Trained.data M) (fun a => Trained.target M a ^ 2) ->
  target_square M = y2 / INR n.
Proof. intros E F. unfold target_square. rewrite E, F. unfold Rdiv. ring. Qed.

Section Runs.
Variables (M : Trained.model) (C : R) (m : nat) (w : Trained.weights M) (rate : schedule).
Hypothesis B : bounded_kernel M C m.
Let v t := Trained.train M (gradient_descent rate) squared (Trained.full M) w t.
Let N t := Trained.weight_norm M (v t).
Let k := INR m + 1.
Let y2 := target_square M.
Let rho t := Trained.share M * Sum (Trained.data M) (fun a => Trained.residual M (v t) a ^ 2).
Let ry t := Trained.share M * Sum (Trained.data M) (fun a => Trained.residual M (v t) a * Trained.target M a).
Let update t : N (S t) <= N t + rate t * (rho t * (rate t * (C * N t ^ m) - 2 * k) - 2 * k * ry t).
Proof.
  unfold N at 1, v at 1. rewrite Trained.train_descent. fold (v t). change (Trained.full M t) with (Trained.whole M).
  unfold Trained.weight_norm. rewrite norm_advance, (squared_gradient_dot M k (v t) (euler _ _ _ B)), squared_gradient_norm.
  change (square_norm (Trained.weight_space M) (v t)) with (N t).
  assert (F : Trained.residual_output M (v t) = rho t + ry t).
  { unfold Trained.residual_output, rho, ry. rewrite <- Rmult_plus_distr_l, <- sum_plus. f_equal. apply sum_ext.
    intros a _. unfold Trained.residual. ring. }
  assert (K : Trained.residual_kernel M (v t) <= C * N t ^ m * rho t).
  { unfold Trained.residual_kernel, rho. pose proof (kernel _ _ _ B (v t) (Trained.residual M (v t))) as H. fold (N t) in H.
    apply (Rmult_le_compat_l (Trained.share M)) in H; [|apply (share_nonneg _ _ _ B)]. lra. }
  apply (Rmult_le_compat_l (rate t ^ 2)) in K; [|apply pow2_ge_0]. rewrite F. lra.
Qed.
Let rho_nonneg t : 0 <= rho t.
Proof. apply Rmult_le_pos; [apply (share_nonneg _ _ _ B)|apply sum_sq_nonneg]. Qed.
Lemma target_square_nonneg : 0 <= y2.
Proof. apply Rmult_le_pos; [apply (share_nonneg _ _ _ B)|apply sum_sq_nonneg]. Qed.
Let along t : ry t ^ 2 <= rho t * y2.
Proof.
  unfold ry, rho, y2, target_square. pose proof (cauchy (Trained.data M) (Trained.residual M (v t)) (Trained.target M)) as H.
  apply (Rmult_le_compat_l (Trained.share M ^ 2)) in H; [|apply pow2_ge_0]. rewrite Rpow_mult_distr. lra.
Qed.
Theorem run_rise t : 0 <= rate t -> 0 < 2 * k - rate t * (C * N t ^ m) ->
  (2 * k - rate t * (C * N t ^ m)) * (N (S t) - N t) <= rate t * k ^ 2 * y2.
Proof. intros E A. exact (slow_rise m (rate t) C y2 (N t) (N (S t)) (rho t) (ry t) E (rho_nonneg t) target_square_nonneg (along t) (update t) A). Qed.
Let N_nonneg t : 0 <= N t.
Proof. apply norm_nonneg. Qed.

Section Constant.
Variable eta : R.
Hypothesis eta_pos : 0 < eta.
Hypothesis constant : forall t, rate t = eta.
Let c := eta * C.
Let b := eta * k ^ 2 * y2.
Let c_nonneg : 0 <= c.
Proof. apply Rmult_le_pos; [lra|apply (constant_nonneg _ _ _ B)]. Qed.
Let b_nonneg : 0 <= b.
Proof. unfold b. apply Rmult_le_pos; [apply Rmult_le_pos; [lra|apply pow2_ge_0]|apply target_square_nonneg]. Qed.
Let rise t : 0 < 2 * k - c * N t ^ m -> (2 * k - c * N t ^ m) * (N (S t) - N t) <= b.
Proof. intros A. pose proof (run_rise t) as H. rewrite constant, <- !(Rmult_assoc eta C) in H. apply H; [lra|exact A]. Qed.
Theorem run_below_next t : c * N t ^ m < 2 * k -> c * (potential m c (N t) + b) ^ m <= 2 * k * (2 * INR m) ^ m ->
  c * N (S t) ^ m < 2 * k /\ potential m c (N (S t)) <= potential m c (N t) + b.
Proof.
  intros L R. split; [exact (below_next m c b N c_nonneg b_nonneg N_nonneg rise t L R)|exact (potential_next m c b N c_nonneg N_nonneg rise t L)].
Qed.
Theorem run_below_for_steps : c * N 0%nat ^ m < 2 * k -> forall t,
  c * (potential m c (N 0%nat) + INR t * b) ^ m <= 2 * k * (2 * INR m) ^ m ->
  c * N t ^ m < 2 * k /\ potential m c (N t) <= potential m c (N 0%nat) + INR t * b.
Proof. exact (below_for_steps m c b N c_nonneg b_nonneg N_nonneg rise). Qed.
End Constant.

(* The certified rate with a floor of the norm. *)
Section Certified.
Variables dial low : R.
Hypothesis dial_pos : 0 < dial.
Hypothesis low_pos : 0 < low.
Hypothesis dial_below : dial < 2 * k.
Hypothesis follows : forall t, rate t = dial / (C * Rmax low (N t) ^ m).
Let held t : 0 <= rate t /\ rate t * (C * N t ^ m) <= dial /\ rate t * (C * low ^ m) <= dial /\ rate t * (C * Rmax low (N t) ^ m) <= dial.
Proof.
  pose proof (constant_nonneg _ _ _ B) as C0. rewrite follows. set (x := Rmax low (N t)).
  assert (X : 0 < x) by (unfold x; pose proof (Rmax_l low (N t)); lra). assert (X0 : 0 < x ^ m) by (apply pow_lt, X).
  destruct C0 as [C0|Z]; [|rewrite <- Z, !Rmult_0_l; unfold Rdiv; rewrite Rinv_0, Rmult_0_r; lra].
  assert (Q : 0 < C * x ^ m) by (apply Rmult_lt_0_compat; assumption).
  assert (R0 : 0 <= dial / (C * x ^ m)) by (apply Rmult_le_pos; [lra|apply Rlt_le, Rinv_0_lt_compat, Q]).
  assert (E : dial / (C * x ^ m) * (C * x ^ m) = dial) by (field; split; apply Rgt_not_eq; assumption).
  assert (le : forall z, 0 <= z -> z <= x -> dial / (C * x ^ m) * (C * z ^ m) <= dial).
  { intros z Z0 Z. rewrite <- E at 2. apply Rmult_le_compat_l; [exact R0|]. apply Rmult_le_compat_l; [lra|]. apply pow_incr. lra. }
  split; [exact R0|]. repeat split; apply le; [apply N_nonneg|apply Rmax_r|lra|apply Rmax_l|lra|apply Rle_refl].
Qed.
Let rise_at t z : 0 <= z -> rate t * z <= dial -> z * ((2 * k - dial) * (N (S t) - N t)) <= dial * k ^ 2 * y2.
Proof.
  intros Z D. destruct (held t) as [R0 [H _]]. pose proof (run_rise t R0 ltac:(lra)) as U.
  assert (T : 0 <= k ^ 2 * y2) by (apply Rmult_le_pos; [apply pow2_ge_0|apply target_square_nonneg]).
  assert (T' : 0 <= dial * (k ^ 2 * y2)) by (apply Rmult_le_pos; lra).
  set (a := 2 * k - rate t * (C * N t ^ m)) in *. assert (A : 2 * k - dial <= a) by (unfold a; lra).
  destruct (Rle_dec (N (S t)) (N t)) as [L|L].
  { assert (0 <= z * ((2 * k - dial) * (N t - N (S t)))) by (apply Rmult_le_pos; [exact Z|apply Rmult_le_pos; lra]). lra. }
  assert (Q : (2 * k - dial) * (N (S t) - N t) <= rate t * (k ^ 2 * y2)).
  { apply Rle_trans with (a * (N (S t) - N t)); [apply Rmult_le_compat_r; lra|lra]. }
  apply (Rmult_le_compat_l z) in Q; [|exact Z]. apply (Rmult_le_compat_r (k ^ 2 * y2)) in D; [|exact T]. lra.
Qed.
Theorem certified_rise t : C * Rmax low (N t) ^ m * (2 * k - dial) * (N (S t) - N t) <= dial * k ^ 2 * y2.
Proof.
  destruct (held t) as [_ [_ [_ H]]]. pose proof (constant_nonneg _ _ _ B) as C0.
  assert (Z : 0 <= C * Rmax low (N t) ^ m).
  { apply Rmult_le_pos; [exact C0|apply pow_le]. pose proof (Rmax_l low (N t)). lra. }
  pose proof (rise_at t _ Z H). lra.
Qed.
Theorem certified_growth t : C * low ^ m * (2 * k - dial) * (N t - N 0%nat) <= dial * k ^ 2 * INR t * y2.
Proof.
  assert (Z : 0 <= C * low ^ m) by (apply Rmult_le_pos; [apply (constant_nonneg _ _ _ B)|apply pow_le; lra]).
  induction t as [|t I]; [simpl INR; lra|]. rewrite S_INR. destruct (held t) as [_ [_ [H _]]]. pose proof (rise_at t _ Z H). lra.
Qed.
End Certified.
End Runs.
