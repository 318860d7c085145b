(* D data, any targets, degree 2: while eta lambda_max(H) < 4, the weight norm falls at every step with
   |r| (4 - eta lambda_max(H)) > 4 |y|. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require TwoLayer Quadratic.
From Catapult Require Import Sums Spectral TwoLayerModel QuadraticModel OneDatum Witness.
From Catapult Require Import ML_3.
Open Scope R_scope.

(* A = |r|^2, b = r.y, Y = |y|^2, c = 1/D, h = lambda_max(H), q = r^T H r. *)
Lemma residual_falls (eta c A b Y h q : R) : 0 < eta -> 0 < c -> b ^ 2 <= A * Y -> 0 <= A -> 0 <= Y -> q <= h * A ->
  A * (4 - h * eta) ^ 2 > 16 * Y -> h * eta < 4 -> - 4 * eta * (c * (A + b)) + eta ^ 2 * (c * q) < 0.
Proof.
  intros He Hc Cb HA HY Hq Big Hh.
  assert (A0 : 0 < A) by (destruct (Rle_lt_or_eq_dec 0 A HA) as [|<-]; lra).
  set (g := 4 - h * eta) in *. assert (g0 : 0 < g) by (unfold g; lra).
  assert (key : 0 < g * A + 4 * b).
  { apply Rnot_le_lt. intro Neg. assert (0 <= g * A) by (apply Rmult_le_pos; lra).
    assert ((g * A) ^ 2 <= (4 * b) ^ 2) by (replace ((4 * b) ^ 2) with ((- (4 * b)) ^ 2) by ring; apply pow_incr; lra).
    assert (A * (16 * Y) < A * (A * g ^ 2)) by (apply Rmult_lt_compat_l; lra). lra. }
  assert (ec : 0 < eta * c) by (apply Rmult_lt_0_compat; assumption).
  assert (E : eta ^ 2 * (c * q) <= (eta * c) * (eta * (h * A))).
  { replace (eta ^ 2 * (c * q)) with ((eta * c) * (eta * q)) by ring.
    apply Rmult_le_compat_l; [lra|]. apply Rmult_le_compat_l; lra. }
  assert (0 < (eta * c) * (g * A + 4 * b)) by (apply Rmult_lt_0_compat; assumption). unfold g in *. lra.
Qed.
Lemma split_output n (r f y : nat -> R) : (forall a, r a = f a - y a) ->
  Sum n (fun a => r a * f a) = Sum n (fun a => r a ^ 2) + Sum n (fun a => r a * y a).
Proof. intros E. rewrite <- sum_plus. apply sum_ext. intros a _. rewrite (E a). ring. Qed.

Theorem ML_3_1 : ML_3_1.statement.
Proof.
  intros N eta w [] t [Big Hh]. set (z := TwoLayer.train N eta w t) in *.
  change (TwoLayer.train N eta w (S t)) with (TwoLayer.step N eta z). rewrite net_norm_step.
  pose proof (inv_D_nonneg _ some_data) as c0. pose proof (lt_0_INR _ some_data) as DP.
  unfold TwoLayer.residual_output, TwoLayer.residual_kernel.
  rewrite (split_output _ (TwoLayer.residual N z) (TwoLayer.output N z) (TwoLayer.y N) (fun a => eq_refl)).
  set (r := TwoLayer.residual N z) in *. unfold TwoLayer.mean_square_residual, TwoLayer.target_norm in Big. fold r in Big.
  assert (Y0 : 0 <= Sum (TwoLayer.D N) (fun a => TwoLayer.y N a ^ 2)) by apply sum_sq_nonneg.
  rewrite pow2_sqrt in Big by exact Y0.
  rewrite <- Rmult_assoc, Rinv_r, Rmult_1_l in Big by lra.
  pose proof (form_top (TwoLayer.D N) (TwoLayer.kernel N z) r) as F.
  pose proof (residual_falls eta (/ INR (TwoLayer.D N)) _ _ _ _ _ rate_positive c0 (cauchy (TwoLayer.D N) r (TwoLayer.y N))
    (sum_sq_nonneg _ r) Y0 F) as G.
  unfold TwoLayer.top_kernel, TwoLayer.kernel_form in *. specialize (G ltac:(lra) Hh). lra.
Qed.
Theorem ML_3_2 : ML_3_2.statement.
Proof.
  intros M eta w [] t [Big Hh]. set (z := Quadratic.train M eta w t) in *.
  change (Quadratic.train M eta w (S t)) with (Quadratic.step M eta z). rewrite quadratic_norm_step.
  pose proof (inv_D_nonneg _ some_data) as c0. pose proof (lt_0_INR _ some_data) as DP.
  unfold Quadratic.residual_output, Quadratic.residual_kernel.
  rewrite (split_output _ (Quadratic.residual M z) (Quadratic.output M z) (Quadratic.y M) (fun a => eq_refl)).
  set (r := Quadratic.residual M z) in *. unfold Quadratic.mean_square_residual, Quadratic.target_norm in Big. fold r in Big.
  assert (Y0 : 0 <= Sum (Quadratic.D M) (fun a => Quadratic.y M a ^ 2)) by apply sum_sq_nonneg.
  rewrite pow2_sqrt in Big by exact Y0.
  rewrite <- Rmult_assoc, Rinv_r, Rmult_1_l in Big by lra.
  pose proof (form_top (Quadratic.D M) (Quadratic.kernel M z) r) as F.
  pose proof (residual_falls eta (/ INR (Quadratic.D M)) _ _ _ _ _ rate_positive c0 (cauchy (Quadratic.D M) r (Quadratic.y M))
    (sum_sq_nonneg _ r) Y0 F) as G.
  unfold Quadratic.top_kernel, Quadratic.kernel_form in *. specialize (G ltac:(lra) Hh). lra.
Qed.

Example ML_3_1_witness : ML_3_1.nonvacuous.
Proof. unit_witness 1 1 1 1. Qed.
Example ML_3_2_witness : ML_3_2.nonvacuous.
Proof. form_witness 1 1. Qed.
