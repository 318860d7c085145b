(* The two-layer net as an instance of the master theorem: its weights form a vector space, its gradient satisfies Euler's
   identity of degree 2, and its kernel is at most s^2 max(a_plus^2, a_minus^2) lambda_max(X X^T / D) times the weight norm. *)
Require Import Reals Lra Psatz Arith Lia FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
Require Import Catapult.Statements Catapult.Sums Catapult.Spectral Catapult.Master.
Import TwoLayer.
Open Scope R_scope.

Definition add_w (p q : weights) : weights := Weights (fun i k => U p i k + U q i k) (fun i => V p i + V q i).
Definition scale_w (c : R) (p : weights) : weights := Weights (fun i k => c * U p i k) (fun i => c * V p i).
Definition zero_w : weights := Weights (fun _ _ => 0) (fun _ => 0).
Definition dot_w (N : net) (p q : weights) : R :=
  sum (n N) (fun i => sum (d N) (fun k => U p i k * U q i k) + V p i * V q i).
Definition grad_w (N : net) (w : weights) (a : nat) : weights := Weights (grad_U N w a) (grad_V N w a).
Definition top_slope (N : net) : R := Rmax (a_minus N ^ 2) (a_plus N ^ 2).

Lemma dot_w_sym N a b : dot_w N a b = dot_w N b a.
Proof.
  apply sum_ext. intros i _. rewrite (sum_ext (d N) (fun k => U a i k * U b i k) (fun k => U b i k * U a i k)) by (intros; ring). ring.
Qed.
Lemma dot_w_add N a b c : dot_w N a (add_w b c) = dot_w N a b + dot_w N a c.
Proof.
  unfold dot_w, add_w; simpl. rewrite <- sum_plus. apply sum_ext. intros i _.
  rewrite (sum_ext (d N) _ (fun k => U a i k * U b i k + U a i k * U c i k)) by (intros; ring). rewrite sum_plus. ring.
Qed.
Lemma dot_w_scale N r a b : dot_w N a (scale_w r b) = r * dot_w N a b.
Proof.
  unfold dot_w, scale_w; simpl. rewrite <- sum_scal. apply sum_ext. intros i _.
  rewrite (sum_ext (d N) _ (fun k => r * (U a i k * U b i k))) by (intros; ring). rewrite sum_scal. ring.
Qed.
Lemma dot_w_zero N a : dot_w N a zero_w = 0.
Proof.
  unfold dot_w, zero_w; simpl. rewrite <- (sum_zero (n N)) at 1. apply sum_ext. intros i _.
  rewrite (sum_ext (d N) _ (fun _ => 0)) by (intros; ring). rewrite sum_zero. ring.
Qed.
Lemma dot_w_self N w : dot_w N w w = weight_norm N w.
Proof.
  apply sum_ext. intros i _. rewrite (sum_ext (d N) (fun k => U w i k * U w i k) (fun k => U w i k ^ 2)) by (intros; ring). ring.
Qed.
Lemma weight_norm_nonneg N w : 0 <= weight_norm N w.
Proof.
  apply sum_nonneg. intros i _. pose proof (sum_sq_nonneg (d N) (U w i)). pose proof (pow2_ge_0 (V w i)). lra.
Qed.
Lemma dot_w_pos N w : 0 <= dot_w N w w.
Proof. rewrite dot_w_self. apply weight_norm_nonneg. Qed.

(* ---- slopes ---- *)
Lemma top_slope_nonneg N : 0 <= top_slope N.
Proof. unfold top_slope. eapply Rle_trans; [apply pow2_ge_0|apply Rmax_l]. Qed.
Lemma slope_bound N : kink_slope N -> forall p, slope N p ^ 2 <= top_slope N.
Proof.
  intros K p. unfold slope, top_slope, kink_slope in *. rewrite Rmax_comm in K.
  destruct (Rlt_dec 0 p); [apply Rmax_r|]. destruct (Rlt_dec p 0); [apply Rmax_l|exact K].
Qed.

(* ---- Euler's identity and the gradient step ---- *)
Lemma net_euler N w a : dot_w N w (grad_w N w a) = 2 * output N w a.
Proof.
  unfold dot_w, grad_w, output, grad_U, grad_V; simpl. rewrite <- !sum_scal. apply sum_ext. intros i _.
  set (p := preactivation N w a i).
  rewrite (sum_ext (d N) _ (fun k => (s N * unit_d_preactivation N p (V w i)) * (U w i k * X N a k))) by (intros; ring).
  rewrite sum_scal. fold (preactivation N w a i). fold p.
  unfold unit_d_preactivation, unit_d_outer, unit_output. ring.
Qed.
Lemma vsum_parts m (h : nat -> weights) :
  (forall i k, U (vsum weights add_w zero_w m h) i k = sum m (fun a => U (h a) i k)) /\
  (forall i, V (vsum weights add_w zero_w m h) i = sum m (fun a => V (h a) i)).
Proof. induction m as [|m [A B]]; simpl; split; intros; [reflexivity|reflexivity|rewrite A|rewrite B]; reflexivity. Qed.
Lemma net_step N eta :
  step N eta = master_step weights add_w scale_w zero_w (D N) (output N) (grad_w N) (y N) eta.
Proof.
  apply functional_extensionality. intro w.
  set (h := fun a => scale_w (master_residual weights (output N) (y N) w a) (grad_w N w a)).
  transitivity (Weights
    (fun i k => U w i k + - (eta / INR (D N)) * U (vsum weights add_w zero_w (D N) h) i k)
    (fun i => V w i + - (eta / INR (D N)) * V (vsum weights add_w zero_w (D N) h) i)); [|reflexivity].
  destruct (vsum_parts (D N) h) as [A B]. unfold step. f_equal.
  - apply functional_extensionality. intro i. apply functional_extensionality. intro k. rewrite A.
    unfold h, scale_w, grad_w, master_residual, residual; simpl. ring.
  - apply functional_extensionality. intro i. rewrite B. unfold h, scale_w, grad_w, master_residual, residual; simpl. ring.
Qed.
Lemma net_form N w z : kernel_form N w z = master_form weights (dot_w N) (D N) (grad_w N) w z.
Proof. reflexivity. Qed.
Lemma net_norm_step N eta w : (0 < D N)%nat ->
  weight_norm N (step N eta w) = weight_norm N w - 4 * eta * residual_output N w + eta ^ 2 * residual_kernel N w.
Proof.
  intros P. rewrite net_step, <- !dot_w_self.
  rewrite (master_norm_identity weights add_w scale_w zero_w (dot_w N) (dot_w_sym N) (dot_w_add N) (dot_w_scale N) (dot_w_zero N)
    (D N) P (output N) (grad_w N) (y N) 2 (fun w a _ => net_euler N w a) eta w).
  unfold residual_output, residual_kernel. rewrite net_form. unfold master_residual, residual. ring.
Qed.

(* ---- the kernel bound ---- *)
Definition gram_at_most (N : net) (G : R) : Prop := 0 <= G /\ forall z, gram_form N z <= G * sum (D N) (fun a => z a ^ 2).
Lemma gram_scale N c z : gram_form N (fun a => c * z a) = c ^ 2 * gram_form N z.
Proof.
  unfold gram_form. rewrite (sum_ext (d N) _ (fun k => c ^ 2 * sum (D N) (fun a => z a * X N a k) ^ 2)).
  - rewrite sum_scal. ring.
  - intros k _. rewrite (sum_ext (D N) _ (fun a => c * (z a * X N a k))) by (intros; ring). rewrite sum_scal. ring.
Qed.
Lemma inv_D_nonneg m : (0 < m)%nat -> 0 < / INR m.
Proof. intros P. apply Rinv_0_lt_compat, lt_0_INR, P. Qed.
Lemma gram_top_bound N : (0 < D N)%nat -> gram_at_most N (gram_top N).
Proof.
  intros P. pose proof (inv_D_nonneg _ P) as I.
  split; [apply supremum_nonneg; intros z _; apply Rmult_le_pos; [lra|apply sum_sq_nonneg]|].
  apply top_upper with (B := / INR (D N) * sum (d N) (fun k => sum (D N) (fun a => X N a k ^ 2))); [apply gram_scale|].
  intros z. unfold gram_form. rewrite Rmult_assoc. apply Rmult_le_compat_l; [lra|].
  rewrite <- sum_scal_r. apply sum_le. intros k _. rewrite Rmult_comm. apply cauchy.
Qed.
Lemma gram_one_datum N : D N = 1%nat -> gram_at_most N (x2 N).
Proof.
  intros E. split; [apply sum_sq_nonneg|]. intros z. unfold gram_form, x2. rewrite E, !sum_one. simpl INR. rewrite Rinv_1, Rmult_1_l.
  right. rewrite <- sum_scal_r. apply sum_ext. intros k _. rewrite sum_one. ring.
Qed.
Lemma net_kernel_bound N G w z : (0 < D N)%nat -> gram_at_most N G -> kink_slope N ->
  kernel_form N w z <= s N ^ 2 * G * top_slope N * weight_norm N w * sum (D N) (fun a => z a ^ 2).
Proof.
  intros P [G0 HG] K. rewrite net_form. pose proof (lt_0_INR _ P) as DP.
  apply Rmult_le_reg_l with (INR (D N)); [exact DP|].
  rewrite <- (dot_combination weights add_w scale_w zero_w (dot_w N) (dot_w_sym N) (dot_w_add N) (dot_w_scale N) (dot_w_zero N)
    (D N) P (grad_w N) w z).
  set (h := fun a => scale_w (z a) (grad_w N w a)). destruct (vsum_parts (D N) h) as [A B]. unfold dot_w.
  replace (INR (D N) * (s N ^ 2 * G * top_slope N * weight_norm N w * sum (D N) (fun a => z a ^ 2)))
    with ((INR (D N) * s N ^ 2 * G * top_slope N * sum (D N) (fun a => z a ^ 2)) * weight_norm N w) by ring.
  unfold weight_norm. rewrite <- sum_scal. apply sum_le. intros i _.
  set (q := fun a => z a * slope N (preactivation N w a i)).
  set (b := fun k => sum (D N) (fun a => q a * X N a k)).
  assert (EU : forall k, U (vsum weights add_w zero_w (D N) h) i k = s N * V w i * b k).
  { intro k. rewrite A. unfold b. rewrite <- sum_scal. apply sum_ext. intros a _.
    unfold h, scale_w, grad_w, grad_U, unit_d_preactivation, q; simpl. ring. }
  assert (EV : V (vsum weights add_w zero_w (D N) h) i = s N * sum (d N) (fun k => U w i k * b k)).
  { rewrite B. transitivity (s N * sum (D N) (fun a => q a * preactivation N w a i)).
    - rewrite <- sum_scal. apply sum_ext. intros a _. unfold h, scale_w, grad_w, grad_V, unit_d_outer, q; simpl. ring.
    - f_equal. unfold preactivation, b.
      rewrite (sum_ext (D N) _ (fun a => sum (d N) (fun k => U w i k * (q a * X N a k)))).
      + rewrite sum_swap. apply sum_ext. intros k _. apply sum_scal.
      + intros a _. rewrite <- sum_scal. apply sum_ext. intros; ring. }
  rewrite EV. rewrite (sum_ext (d N) _ (fun k => (s N * V w i) ^ 2 * b k ^ 2)) by (intros k _; rewrite !EU; ring).
  rewrite sum_scal.
  assert (Bb : sum (d N) (fun k => b k ^ 2) <= INR (D N) * G * top_slope N * sum (D N) (fun a => z a ^ 2)).
  { pose proof (HG q) as Q. unfold gram_form in Q. fold b in Q.
    apply (Rmult_le_compat_l (INR (D N))) in Q; [|lra].
    rewrite <- Rmult_assoc, Rinv_r, Rmult_1_l in Q by lra. eapply Rle_trans; [exact Q|].
    rewrite !Rmult_assoc. apply Rmult_le_compat_l; [lra|]. apply Rmult_le_compat_l; [exact G0|].
    rewrite <- sum_scal. apply sum_le. intros a _. unfold q. pose proof (slope_bound N K (preactivation N w a i)).
    replace ((z a * slope N (preactivation N w a i)) ^ 2) with (slope N (preactivation N w a i) ^ 2 * z a ^ 2) by ring.
    apply Rmult_le_compat_r; [apply pow2_ge_0|assumption]. }
  pose proof (cauchy (d N) (U w i) b) as C.
  set (Sb := sum (d N) (fun k => b k ^ 2)) in *. set (Su := sum (d N) (fun k => U w i k ^ 2)) in *.
  set (ub := sum (d N) (fun k => U w i k * b k)) in *.
  assert (U0 : 0 <= Su) by apply sum_sq_nonneg.
  pose proof (pow2_ge_0 (s N)) as s0. pose proof (pow2_ge_0 (V w i)) as v0.
  set (K0 := INR (D N) * G * top_slope N * sum (D N) (fun a => z a ^ 2)) in *.
  replace (INR (D N) * s N ^ 2 * G * top_slope N * sum (D N) (fun a => z a ^ 2) * (Su + V w i ^ 2))
    with (s N ^ 2 * (K0 * (Su + V w i ^ 2))) by (unfold K0; ring).
  replace ((s N * V w i) ^ 2 * Sb + s N * ub * (s N * ub)) with (s N ^ 2 * (V w i ^ 2 * Sb + ub ^ 2)) by ring.
  apply Rmult_le_compat_l; [exact s0|].
  assert (V w i ^ 2 * Sb <= V w i ^ 2 * K0) by (apply Rmult_le_compat_l; assumption).
  assert (Su * Sb <= Su * K0) by (apply Rmult_le_compat_l; assumption).
  lra.
Qed.

(* ---- descent for zero targets ---- *)
Section ZeroTargets.
Variables (N : net) (eta G : R).
Hypothesis eta_pos : 0 < eta.
Hypothesis D_pos : (0 < D N)%nat.
Hypothesis targets : zero_targets N.
Hypothesis kink : kink_slope N.
Hypothesis gram : gram_at_most N G.
Let C := s N ^ 2 * G * top_slope N.
Let C_nonneg : 0 <= C.
Proof.
  unfold C. apply Rmult_le_pos; [apply Rmult_le_pos; [apply pow2_ge_0|apply gram]|apply top_slope_nonneg].
Qed.
Let run : trained (step N eta) (weight_norm N) (D N) (output N) (residual N) (kernel_form N) eta C 1.
Proof.
  constructor; try assumption.
  - apply weight_norm_nonneg.
  - intros w a Ha. unfold residual. rewrite (targets a Ha). ring.
  - intro w. rewrite (net_norm_step N eta w D_pos). unfold residual_output, residual_kernel. simpl INR. ring.
  - intros w z. rewrite pow_1. apply (net_kernel_bound N G w z D_pos gram kink).
Qed.
Theorem net_monotone w : eta * (C * weight_norm N w) <= 4 ->
  forall t, weight_norm N (train N eta w (S t)) <= weight_norm N (train N eta w t).
Proof. apply (twice_monotone run). Qed.
Theorem net_sum w : eta * (C * weight_norm N w) < 4 -> forall T,
  sum T (fun j => mean_square_output N (train N eta w j)) <= weight_norm N w / (eta * (4 - eta * (C * weight_norm N w))).
Proof. apply (twice_sum run). Qed.
Lemma loss_half w : loss N w = / 2 * mean_square_output N w.
Proof.
  pose proof (lt_0_INR _ D_pos). unfold loss, mean_square_output.
  rewrite (sum_ext (D N) (fun a => residual N w a ^ 2) (fun a => output N w a ^ 2))
    by (intros a Ha; unfold residual; rewrite (targets a Ha); ring).
  field. lra.
Qed.
Theorem net_limit w : eta * (C * weight_norm N w) < 4 -> is_lim_seq (fun t => loss N (train N eta w t)) 0.
Proof. apply (twice_limit run). Qed.
End ZeroTargets.
