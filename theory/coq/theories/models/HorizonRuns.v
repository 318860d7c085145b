(* Gradient descent on the squared loss of any data with any targets, models of degree 2: how fast the norm can rise. *)
Require Import Reals Lra Psatz Arith Lia.
From Catapult Require Trained.
From Catapult Require Import Sums WeightSpace UpdateRules Losses Horizon TrainedPull.
Open Scope R_scope.

Section Runs.
Variables (M : Trained.model) (eta C : R) (w : Trained.weights M).
Hypothesis eta_pos : 0 < eta.
Hypothesis share_nonneg : 0 <= Trained.share M.
Hypothesis euler : Trained.homogeneous M 2.
Hypothesis C_nonneg : 0 <= C.
Hypothesis kernel : Trained.kernel_at_most M C 1.
Let v t := Trained.train M (gradient_descent (constant_rate eta)) squared (Trained.full M) w t.
Let N t := Trained.weight_norm M (v t).
Let rho t := Trained.share M * Sum (Trained.data M) (fun a => Trained.residual M (v t) a ^ 2).
Let ry t := Trained.share M * Sum (Trained.data M) (fun a => Trained.residual M (v t) a * Trained.target M a).
Let y2 := Trained.share M * Sum (Trained.data M) (fun a => Trained.target M a ^ 2).
Let update t : N (S t) <= N t + eta * (rho t * (eta * (C * N t) - 4) - 4 * ry t).
Proof.
  unfold N at 1, v at 1. rewrite Trained.train_descent. fold (v t). unfold constant_rate.
  change (Trained.full M t) with (Trained.whole M). rewrite (Trained.descent_norm_squared M 2 eta (v t) euler). fold (N t).
  assert (F : Trained.residual_output M (v t) = rho t + ry t).
  { unfold Trained.residual_output, rho, ry. rewrite <- Rmult_plus_distr_l, <- sum_plus. f_equal. apply sum_ext.
    intros a _. unfold Trained.residual. ring. }
  assert (K : Trained.residual_kernel M (v t) <= C * N t * rho t).
  { unfold Trained.residual_kernel, rho. pose proof (kernel (v t) (Trained.residual M (v t))) as B. rewrite pow_1 in B. fold (N t) in B.
    apply (Rmult_le_compat_l (Trained.share M)) in B; [|exact share_nonneg]. lra. }
  apply (Rmult_le_compat_l (eta ^ 2)) in K; [|apply pow2_ge_0]. rewrite F. lra.
Qed.
Let rho_nonneg t : 0 <= rho t.
Proof. apply Rmult_le_pos; [exact share_nonneg|apply sum_sq_nonneg]. Qed.
Let y2_nonneg : 0 <= y2.
Proof. apply Rmult_le_pos; [exact share_nonneg|apply sum_sq_nonneg]. Qed.
Let along t : ry t ^ 2 <= rho t * y2.
Proof.
  unfold ry, rho, y2. pose proof (cauchy (Trained.data M) (Trained.residual M (v t)) (Trained.target M)) as B.
  apply (Rmult_le_compat_l (Trained.share M ^ 2)) in B; [|apply pow2_ge_0]. rewrite Rpow_mult_distr. lra.
Qed.
Theorem run_horizon_next t : eta * (C * N t) < 4 -> 2 * (4 * eta ^ 2 * C * y2) <= (4 - eta * (C * N t)) ^ 2 ->
  eta * (C * N (S t)) < 4 /\ (4 - eta * (C * N t)) ^ 2 - 2 * (4 * eta ^ 2 * C * y2) <= (4 - eta * (C * N (S t))) ^ 2.
Proof. exact (horizon_next eta C y2 N rho ry eta_pos C_nonneg y2_nonneg rho_nonneg along update t). Qed.
Theorem run_horizon : eta * (C * N 0%nat) < 4 -> forall t, INR t * (2 * (4 * eta ^ 2 * C * y2)) <= (4 - eta * (C * N 0%nat)) ^ 2 ->
  eta * (C * N t) < 4 /\ (4 - eta * (C * N 0%nat)) ^ 2 - INR t * (2 * (4 * eta ^ 2 * C * y2)) <= (4 - eta * (C * N t)) ^ 2.
Proof. exact (horizon eta C y2 N rho ry eta_pos C_nonneg y2_nonneg rho_nonneg along update). Qed.
End Runs.
