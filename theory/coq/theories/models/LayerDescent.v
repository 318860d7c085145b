(* The kernel bound of the net of k layers with G = lambda_max(X X^T / D), and its descent for zero targets. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Layered Trained.
From Catapult Require Import Sums Spectral WeightSpace UpdateRules Losses Master LayerModel LayerKernel.
Import Layered.
Open Scope R_scope.

Lemma gram_scale N c z : gram_form N (fun a => c * z a) = c ^ 2 * gram_form N z.
Proof.
  unfold gram_form. rewrite (sum_ext (width N 0) _ (fun k => c ^ 2 * Sum (D N) (fun a => z a * X N a k) ^ 2)).
  - rewrite sum_scal. ring.
  - intros k _. rewrite <- Rpow_mult_distr, <- sum_scal. f_equal. apply sum_ext. intros; ring.
Qed.
Lemma gram_top_nonneg N : (0 < D N)%nat -> 0 <= gram_top N.
Proof.
  intros P. apply supremum_nonneg. intros z _. apply Rmult_le_pos; [|apply sum_sq_nonneg].
  apply Rlt_le, Rinv_0_lt_compat, lt_0_INR, P.
Qed.
Lemma gram_top_upper N z : (0 < D N)%nat -> gram_form N z <= gram_top N * Sum (D N) (fun a => z a ^ 2).
Proof.
  intros P. apply top_upper with (B := / INR (D N) * Sum (width N 0) (fun k => Sum (D N) (fun a => X N a k ^ 2))); [apply gram_scale|].
  intros q. unfold gram_form. rewrite Rmult_assoc. apply Rmult_le_compat_l; [apply Rlt_le, Rinv_0_lt_compat, lt_0_INR, P|].
  rewrite <- sum_scal_r. apply sum_le. intros k _. rewrite Rmult_comm. apply cauchy.
Qed.

(* C_k *)
Definition depth_constant (N : net) : R := s N ^ 2 * gram_top N * top_slope N ^ hidden N * depth_factor N.
Lemma depth_factor_pos N : 0 < depth_factor N.
Proof.
  assert (0 < INR (depth N)) by (apply lt_0_INR; unfold depth; lia).
  apply Rmult_lt_0_compat; [apply pow_lt; assumption|]. apply Rinv_0_lt_compat, pow_lt. assumption.
Qed.
Lemma depth_constant_nonneg N : (0 < D N)%nat -> 0 <= depth_constant N.
Proof.
  intros P. apply Rmult_le_pos; [|apply Rlt_le, depth_factor_pos].
  apply Rmult_le_pos; [apply Rmult_le_pos; [apply pow2_ge_0|apply gram_top_nonneg, P]|apply pow_le, top_slope_nonneg].
Qed.
Lemma layered_kernel_bound N w z : (0 < D N)%nat -> kink_slope N ->
  kernel_form N w z <= depth_constant N * weight_norm N w ^ hidden N * Sum (D N) (fun a => z a ^ 2).
Proof.
  intros P K. pose proof (lt_0_INR _ P) as DP.
  change (kernel_form N w z) with (Trained.kernel_form (trained N) w z). rewrite Trained.kernel_form_is, Trained.tangent_form_is.
  apply Rmult_le_reg_l with (INR (D N)); [exact DP|]. rewrite <- Rmult_assoc. change (Trained.share (trained N)) with (/ INR (D N)).
  rewrite Rinv_r, Rmult_1_l by lra.
  eapply Rle_trans; [apply (mixture_bound N w (INR (D N) * gram_top N) K)|].
  - apply Rmult_le_pos; [lra|apply gram_top_nonneg, P].
  - intros q. rewrite Rmult_assoc. apply Rmult_le_reg_l with (/ INR (D N)); [apply Rinv_0_lt_compat, DP|].
    rewrite <- (Rmult_assoc _ (INR (D N))), Rinv_l, Rmult_1_l by lra. apply (gram_top_upper N q P).
  - right. unfold depth_constant. ring.
Qed.

Section ZeroTargets.
Variables (N : net) (eta : R).
Hypothesis eta_pos : 0 < eta.
Hypothesis D_pos : (0 < D N)%nat.
Hypothesis targets : zero_targets N.
Hypothesis kink : kink_slope N.
Let C := depth_constant N.
Let k := INR (depth N).
Let degree : k = INR (hidden N) + 1.
Proof. apply S_INR. Qed.
Let run : descends (trained N) eta C (hidden N).
Proof.
  constructor; try assumption.
  - apply Rlt_le, Rinv_0_lt_compat, lt_0_INR, D_pos.
  - apply (depth_constant_nonneg N D_pos).
  - rewrite <- degree. apply layered_homogeneous.
  - intros w z. apply (layered_kernel_bound N w z D_pos kink).
Qed.
Theorem layered_monotone w : eta * (C * weight_norm N w ^ hidden N) <= 2 * k ->
  forall t, weight_norm N (train N eta w (S t)) <= weight_norm N (train N eta w t).
Proof. rewrite degree. exact (master_monotone (trained N) eta C (hidden N) run w). Qed.
Theorem layered_sum w : eta * (C * weight_norm N w ^ hidden N) < 2 * k -> forall T,
  Sum T (fun j => mean_square_output N (train N eta w j))
  <= weight_norm N w / (eta * (2 * k - eta * (C * weight_norm N w ^ hidden N))).
Proof. rewrite degree. exact (master_sum (trained N) eta C (hidden N) run w). Qed.
Theorem layered_limit w : eta * (C * weight_norm N w ^ hidden N) < 2 * k -> is_lim_seq (fun t => loss N (train N eta w t)) 0.
Proof. rewrite degree. exact (master_limit (trained N) eta C (hidden N) run w). Qed.
End ZeroTargets.
