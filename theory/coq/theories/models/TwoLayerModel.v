(* The two-layer net as an instance of the master theorem: its gradient satisfies Euler's
   identity of degree 2, and its kernel is at most s^2 max(a_plus^2, a_minus^2) lambda_max(X X^T / D) times the weight norm. *)
Require Import Reals Lra Psatz Arith Lia FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained TwoLayer.
From Catapult Require Import Sums Spectral WeightSpace UpdateRules Losses Master.
Import TwoLayer.
Open Scope R_scope.

Definition top_slope (N : net) : R := Rmax (a_minus N ^ 2) (a_plus N ^ 2).

Lemma weight_norm_nonneg N w : 0 <= weight_norm N w.
Proof.
  apply sum_nonneg. intros i _. pose proof (sum_sq_nonneg (d N) (U w i)). pose proof (pow2_ge_0 (V w i)). lra.
Qed.

(* ---- slopes ---- *)
Lemma top_slope_nonneg N : 0 <= top_slope N.
Proof. unfold top_slope. eapply Rle_trans; [apply pow2_ge_0|apply Rmax_l]. Qed.
Lemma slope_bound N : kink_slope N -> forall p, slope N p ^ 2 <= top_slope N.
Proof.
  intros K p. unfold slope, top_slope, kink_slope in *.
  destruct (Rlt_dec 0 p); [apply Rmax_r|]. destruct (Rlt_dec p 0); [apply Rmax_l|exact K].
Qed.
Lemma slope_off_kink N p : p <> 0 -> slope N p ^ 2 <= top_slope N.
Proof.
  intros Nz. unfold slope, top_slope. destruct (Rlt_dec 0 p); [apply Rmax_r|].
  destruct (Rlt_dec p 0); [apply Rmax_l|exfalso; apply Nz; lra].
Qed.
Lemma between_kink N : between_slopes N -> kink_slope N.
Proof.
  unfold between_slopes, kink_slope. intros [A B]. set (b := Rmax _ _).
  assert (L : a_minus N ^ 2 <= b) by apply Rmax_l. assert (R : a_plus N ^ 2 <= b) by apply Rmax_r.
  assert (H : (a_zero N - a_minus N) * (a_zero N - a_plus N) <= 0).
  { unfold Rmin, Rmax in A, B. destruct (Rle_dec (a_minus N) (a_plus N)); nra. }
  destruct (Rle_dec 0 (a_zero N)); unfold Rmin, Rmax in A, B; destruct (Rle_dec (a_minus N) (a_plus N)); nra.
Qed.

(* ---- Euler's identity and the gradient step ---- *)
Lemma net_homogeneous N : Trained.homogeneous (trained N) 2.
Proof.
  intros w a _. change (Sum (n N) (fun i => Sum (d N) (fun k => U w i k * grad_U N w a i k) + V w i * grad_V N w a i) = 2 * output N w a).
  unfold output, grad_U, grad_V. rewrite <- !sum_scal. apply sum_ext. intros i _.
  set (p := preactivation N w a i).
  rewrite (sum_ext (d N) _ (fun k => (s N * unit_d_preactivation N p (V w i)) * (U w i k * X N a k))) by (intros; ring).
  rewrite sum_scal. fold (preactivation N w a i). fold p.
  unfold unit_d_preactivation, unit_d_outer, unit_output. ring.
Qed.
Lemma net_norm_step N eta w :
  weight_norm N (step N eta w) = weight_norm N w - 4 * eta * residual_output N w + eta ^ 2 * residual_kernel N w.
Proof. replace 4 with (2 * 2) by ring. exact (Trained.descent_norm_squared (trained N) 2 eta w (net_homogeneous N)). Qed.

(* ---- the kernel bound ---- *)
Definition gram_at_most (N : net) (G : R) : Prop := 0 <= G /\ forall z, gram_form N z <= G * Sum (D N) (fun a => z a ^ 2).
Lemma gram_scale N c z : gram_form N (fun a => c * z a) = c ^ 2 * gram_form N z.
Proof.
  unfold gram_form. rewrite (sum_ext (d N) _ (fun k => c ^ 2 * Sum (D N) (fun a => z a * X N a k) ^ 2)).
  - rewrite sum_scal. ring.
  - intros k _. rewrite (sum_ext (D N) _ (fun a => c * (z a * X N a k))) by (intros; ring). rewrite sum_scal. ring.
Qed.
Lemma inv_D_nonneg m : (0 < m)%nat -> 0 < / INR m.
Proof. intros P. apply Rinv_0_lt_compat, lt_0_INR, P. Qed.
Lemma gram_top_bound N : (0 < D N)%nat -> gram_at_most N (gram_top N).
Proof.
  intros P. pose proof (inv_D_nonneg _ P) as I.
  split; [apply supremum_nonneg; intros z _; apply Rmult_le_pos; [lra|apply sum_sq_nonneg]|].
  apply top_upper with (B := / INR (D N) * Sum (d N) (fun k => Sum (D N) (fun a => X N a k ^ 2))); [apply gram_scale|].
  intros z. unfold gram_form. rewrite Rmult_assoc. apply Rmult_le_compat_l; [lra|].
  rewrite <- sum_scal_r. apply sum_le. intros k _. rewrite Rmult_comm. apply cauchy.
Qed.
Lemma gram_one_datum N : D N = 1%nat -> gram_at_most N (x2 N).
Proof.
  intros E. split; [apply sum_sq_nonneg|]. intros z. unfold gram_form, x2. rewrite E, !sum_one. simpl INR. rewrite Rinv_1, Rmult_1_l.
  right. rewrite <- sum_scal_r. apply sum_ext. intros k _. rewrite sum_one. ring.
Qed.
(* A bounds the squared slopes, the one at the kink included. *)
Definition slopes_at_most (N : net) (A : R) : Prop := 0 <= A /\ forall p, slope N p ^ 2 <= A.
Lemma slopes_top N : kink_slope N -> slopes_at_most N (top_slope N).
Proof. intros K. split; [apply top_slope_nonneg|apply slope_bound, K]. Qed.
Lemma net_kernel_at_most N G A w z : (0 < D N)%nat -> gram_at_most N G -> slopes_at_most N A ->
  kernel_form N w z <= s N ^ 2 * G * A * weight_norm N w * Sum (D N) (fun a => z a ^ 2).
Proof.
  intros P [G0 HG] [A0 K]. pose proof (lt_0_INR _ P) as DP.
  change (kernel_form N w z) with (Trained.kernel_form (trained N) w z). rewrite Trained.kernel_form_is, Trained.tangent_form_is.
  apply Rmult_le_reg_l with (INR (D N)); [exact DP|]. rewrite <- Rmult_assoc. change (Trained.share (trained N)) with (/ INR (D N)).
  rewrite Rinv_r, Rmult_1_l by lra.
  change (Sum (n N) (fun i => Sum (d N) (fun k => Sum (D N) (fun a => z a * grad_U N w a i k) ^ 2)
    + Sum (D N) (fun a => z a * grad_V N w a i) ^ 2) <= INR (D N) * (s N ^ 2 * G * A * weight_norm N w * Sum (D N) (fun a => z a ^ 2))).
  replace (INR (D N) * (s N ^ 2 * G * A * weight_norm N w * Sum (D N) (fun a => z a ^ 2)))
    with ((INR (D N) * s N ^ 2 * G * A * Sum (D N) (fun a => z a ^ 2)) * weight_norm N w) by ring.
  unfold weight_norm. rewrite <- sum_scal. apply sum_le. intros i _.
  set (q := fun a => z a * slope N (preactivation N w a i)).
  set (b := fun k => Sum (D N) (fun a => q a * X N a k)).
  assert (EU : forall k, Sum (D N) (fun a => z a * grad_U N w a i k) = s N * V w i * b k).
  { intro k. unfold b. rewrite <- sum_scal. apply sum_ext. intros a _. unfold grad_U, unit_d_preactivation, q. ring. }
  assert (EV : Sum (D N) (fun a => z a * grad_V N w a i) = s N * Sum (d N) (fun k => U w i k * b k)).
  { transitivity (s N * Sum (D N) (fun a => q a * preactivation N w a i)).
    - rewrite <- sum_scal. apply sum_ext. intros a _. unfold grad_V, unit_d_outer, q. ring.
    - f_equal. unfold preactivation, b.
      rewrite (sum_ext (D N) _ (fun a => Sum (d N) (fun k => U w i k * (q a * X N a k)))).
      + rewrite sum_swap. apply sum_ext. intros k _. apply sum_scal.
      + intros a _. rewrite <- sum_scal. apply sum_ext. intros; ring. }
  rewrite EV. rewrite (sum_ext (d N) _ (fun k => (s N * V w i) ^ 2 * b k ^ 2)) by (intros k _; rewrite !EU; ring).
  rewrite sum_scal.
  assert (Bb : Sum (d N) (fun k => b k ^ 2) <= INR (D N) * G * A * Sum (D N) (fun a => z a ^ 2)).
  { pose proof (HG q) as Q. unfold gram_form in Q. fold b in Q.
    apply (Rmult_le_compat_l (INR (D N))) in Q; [|lra].
    rewrite <- Rmult_assoc, Rinv_r, Rmult_1_l in Q by lra. eapply Rle_trans; [exact Q|].
    rewrite !Rmult_assoc. apply Rmult_le_compat_l; [lra|]. apply Rmult_le_compat_l; [exact G0|].
    rewrite <- sum_scal. apply sum_le. intros a _. unfold q. pose proof (K (preactivation N w a i)).
    replace ((z a * slope N (preactivation N w a i)) ^ 2) with (slope N (preactivation N w a i) ^ 2 * z a ^ 2) by ring.
    apply Rmult_le_compat_r; [apply pow2_ge_0|assumption]. }
  pose proof (cauchy (d N) (U w i) b) as C.
  set (Sb := Sum (d N) (fun k => b k ^ 2)) in *. set (Su := Sum (d N) (fun k => U w i k ^ 2)) in *.
  set (ub := Sum (d N) (fun k => U w i k * b k)) in *.
  assert (U0 : 0 <= Su) by apply sum_sq_nonneg.
  pose proof (pow2_ge_0 (s N)) as s0. pose proof (pow2_ge_0 (V w i)) as v0.
  set (K0 := INR (D N) * G * A * Sum (D N) (fun a => z a ^ 2)) in *.
  replace (INR (D N) * s N ^ 2 * G * A * Sum (D N) (fun a => z a ^ 2) * (Su + V w i ^ 2))
    with (s N ^ 2 * (K0 * (Su + V w i ^ 2))) by (unfold K0; ring).
  replace ((s N * V w i) ^ 2 * Sb + (s N * ub) ^ 2) with (s N ^ 2 * (V w i ^ 2 * Sb + ub ^ 2)) by ring.
  apply Rmult_le_compat_l; [exact s0|].
  assert (V w i ^ 2 * Sb <= V w i ^ 2 * K0) by (apply Rmult_le_compat_l; assumption).
  assert (Su * Sb <= Su * K0) by (apply Rmult_le_compat_l; assumption).
  lra.
Qed.
Lemma net_kernel_bound N G w z : (0 < D N)%nat -> gram_at_most N G -> kink_slope N ->
  kernel_form N w z <= s N ^ 2 * G * top_slope N * weight_norm N w * Sum (D N) (fun a => z a ^ 2).
Proof. intros P HG K. apply (net_kernel_at_most N G _ w z P HG (slopes_top N K)). Qed.

(* ---- descent for zero targets ---- *)
Section ZeroTargets.
Variables (N : net) (eta G A : R).
Hypothesis eta_pos : 0 < eta.
Hypothesis D_pos : (0 < D N)%nat.
Hypothesis targets : zero_targets N.
Hypothesis slopes : slopes_at_most N A.
Hypothesis gram : gram_at_most N G.
Let C := s N ^ 2 * G * A.
Let C_nonneg : 0 <= C.
Proof.
  unfold C. apply Rmult_le_pos; [apply Rmult_le_pos; [apply pow2_ge_0|apply gram]|apply slopes].
Qed.
Let run : descends (trained N) eta C 1.
Proof.
  constructor; try assumption.
  - apply Rlt_le, Rinv_0_lt_compat, lt_0_INR, D_pos.
  - replace (INR 1 + 1) with 2 by (simpl; ring). apply net_homogeneous.
  - intros w z. rewrite pow_1. apply (net_kernel_at_most N G A w z D_pos gram slopes).
Qed.
Theorem net_monotone_at_most w : eta * (C * weight_norm N w) <= 4 ->
  forall t, weight_norm N (train N eta w (S t)) <= weight_norm N (train N eta w t).
Proof. exact (twice_monotone (trained N) eta C run w). Qed.
Theorem net_sum_at_most w : eta * (C * weight_norm N w) < 4 -> forall T,
  Sum T (fun j => mean_square_output N (train N eta w j)) <= weight_norm N w / (eta * (4 - eta * (C * weight_norm N w))).
Proof. exact (twice_sum (trained N) eta C run w). Qed.
Lemma loss_half w : loss N w = / 2 * mean_square_output N w.
Proof.
  transitivity (/ 2 * mean_square_residual N w); [exact (Trained.total_loss_squared (trained N) w)|].
  unfold mean_square_residual, mean_square_output. do 2 f_equal. apply sum_ext. intros a Ha. unfold residual. rewrite (targets a Ha), Rminus_0_r. reflexivity.
Qed.
Theorem net_limit_at_most w : eta * (C * weight_norm N w) < 4 -> is_lim_seq (fun t => loss N (train N eta w t)) 0.
Proof. exact (twice_limit (trained N) eta C run w). Qed.
End ZeroTargets.

(* The same with the steeper of the two slopes. *)
Section Steeper.
Variables (N : net) (eta G : R).
Hypothesis eta_pos : 0 < eta.
Hypothesis D_pos : (0 < D N)%nat.
Hypothesis targets : zero_targets N.
Hypothesis kink : kink_slope N.
Hypothesis gram : gram_at_most N G.
Let C := s N ^ 2 * G * top_slope N.
Theorem net_monotone w : eta * (C * weight_norm N w) <= 4 ->
  forall t, weight_norm N (train N eta w (S t)) <= weight_norm N (train N eta w t).
Proof. apply (net_monotone_at_most N eta G _ eta_pos D_pos targets (slopes_top N kink) gram). Qed.
Theorem net_sum w : eta * (C * weight_norm N w) < 4 -> forall T,
  Sum T (fun j => mean_square_output N (train N eta w j)) <= weight_norm N w / (eta * (4 - eta * (C * weight_norm N w))).
Proof. apply (net_sum_at_most N eta G _ eta_pos D_pos targets (slopes_top N kink) gram). Qed.
Theorem net_limit w : eta * (C * weight_norm N w) < 4 -> is_lim_seq (fun t => loss N (train N eta w t)) 0.
Proof. apply (net_limit_at_most N eta G _ eta_pos D_pos targets (slopes_top N kink) gram). Qed.
End Steeper.
