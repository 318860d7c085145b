(* The kernel bound of the net of k layers with G = lambda_max(X X^T / D), and its descent for zero targets. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
Require Import Catapult.Statements Catapult.Sums Catapult.Spectral Catapult.Master Catapult.LayerModel Catapult.LayerKernel.
Import Layered.
Open Scope R_scope.

Lemma gram_scale N c z : gram_form N (fun a => c * z a) = c ^ 2 * gram_form N z.
Proof.
  unfold gram_form. rewrite (sum_ext (width N 0) _ (fun k => c ^ 2 * sum (D N) (fun a => z a * X N a k) ^ 2)).
  - rewrite sum_scal. ring.
  - intros k _. rewrite <- Rpow_mult_distr, <- sum_scal. f_equal. apply sum_ext. intros; ring.
Qed.
Lemma gram_top_nonneg N : (0 < D N)%nat -> 0 <= gram_top N.
Proof.
  intros P. apply supremum_nonneg. intros z _. apply Rmult_le_pos; [|apply sum_sq_nonneg].
  apply Rlt_le, Rinv_0_lt_compat, lt_0_INR, P.
Qed.
Lemma gram_top_upper N z : (0 < D N)%nat -> gram_form N z <= gram_top N * sum (D N) (fun a => z a ^ 2).
Proof.
  intros P. apply top_upper with (B := / INR (D N) * sum (width N 0) (fun k => sum (D N) (fun a => X N a k ^ 2))); [apply gram_scale|].
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
  kernel_form N w z <= depth_constant N * weight_norm N w ^ hidden N * sum (D N) (fun a => z a ^ 2).
Proof.
  intros P K. pose proof (lt_0_INR _ P) as DP. rewrite layered_form. apply Rmult_le_reg_l with (INR (D N)); [exact DP|].
  rewrite <- (dot_combination weights add_w scale_w zero_w (dot_w N) (dot_w_sym N) (dot_w_add N) (dot_w_scale N) (dot_w_zero N)
    (D N) P (grad_w N) w z).
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
Let run : trained (step N eta) (weight_norm N) (D N) (output N) (residual N) (kernel_form N) eta C (hidden N).
Proof.
  constructor; try assumption.
  - apply (depth_constant_nonneg N D_pos).
  - intro w. rewrite <- dot_w_self. apply dot_w_pos.
  - intros w a Ha. unfold residual. rewrite (targets a Ha). ring.
  - intro w. rewrite (layered_norm_step N eta w D_pos). unfold residual_output, residual_kernel, depth. rewrite S_INR. ring.
  - intros w z. apply (layered_kernel_bound N w z D_pos kink).
Qed.
Let degree : k = INR (hidden N) + 1.
Proof. apply S_INR. Qed.
Theorem layered_monotone w : eta * (C * weight_norm N w ^ hidden N) <= 2 * k ->
  forall t, weight_norm N (train N eta w (S t)) <= weight_norm N (train N eta w t).
Proof. rewrite degree. apply (trained_monotone run). Qed.
Theorem layered_sum w : eta * (C * weight_norm N w ^ hidden N) < 2 * k -> forall T,
  sum T (fun j => mean_square_output N (train N eta w j))
  <= weight_norm N w / (eta * (2 * k - eta * (C * weight_norm N w ^ hidden N))).
Proof. rewrite degree. apply (trained_sum run). Qed.
Theorem layered_limit w : eta * (C * weight_norm N w ^ hidden N) < 2 * k -> is_lim_seq (fun t => loss N (train N eta w t)) 0.
Proof. rewrite degree. apply (trained_limit run). Qed.
End ZeroTargets.
