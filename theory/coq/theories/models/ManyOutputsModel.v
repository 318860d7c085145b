(* The two-layer net with K outputs as an instance of the master theorem: Euler's identity of degree 2, and, with the loss a mean over
   D K outputs, a kernel of at most s^2 max(a_plus^2, a_minus^2) lambda_max(X X^T / D) / K times the weight norm. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained TwoLayer ManyOutputs.
From Catapult Require Import Sums Spectral WeightSpace UpdateRules Losses Master TwoLayerModel.
Import ManyOutputs.
Open Scope R_scope.

Definition top_slope (N : net) : R := Rmax (a_minus N ^ 2) (a_plus N ^ 2).
(* The net with one output on the same inputs: slopes and Gram matrix are the same. *)
Definition one_output (N : net) : TwoLayer.net := TwoLayer.Net (n N) (d N) (D N) (X N) (fun _ => 0) (s N) (a_plus N) (a_minus N) (a_zero N).
Lemma slope_bound N : kink_slope N -> forall p, slope N p ^ 2 <= top_slope N.
Proof. exact (TwoLayerModel.slope_bound (one_output N)). Qed.
Lemma top_slope_nonneg N : 0 <= top_slope N.
Proof. exact (TwoLayerModel.top_slope_nonneg (one_output N)). Qed.
Lemma gram_top_nonneg N : (0 < D N)%nat -> 0 <= gram_top N.
Proof. intros P. apply (gram_top_bound (one_output N) P). Qed.

(* ---- outputs by datum and place ---- *)
Lemma sum_split m n g : Sum (m + n) g = Sum m g + Sum n (fun i => g (m + i)%nat).
Proof. induction n as [|n IH]; simpl; [rewrite Nat.add_0_r; ring|]. rewrite Nat.add_succ_r. simpl. rewrite IH. ring. Qed.
Lemma sum_grid m n g : Sum (m * n) g = Sum m (fun a => Sum n (fun c => g (a * n + c)%nat)).
Proof.
  induction m as [|m IH]; [reflexivity|]. replace (S m * n)%nat with (m * n + n)%nat by lia. rewrite sum_split, IH. reflexivity.
Qed.
Lemma datum_of N a c : (c < K N)%nat -> datum N (a * K N + c) = a.
Proof. intros H. unfold datum. rewrite Nat.div_add_l by lia. rewrite Nat.div_small by exact H. lia. Qed.
Lemma place_of N a c : (c < K N)%nat -> place N (a * K N + c) = c.
Proof. intros H. unfold place. rewrite Nat.add_comm, Nat.mod_add by lia. apply Nat.mod_small, H. Qed.
Lemma place_below N j : (j < D N * K N)%nat -> (place N j < K N)%nat.
Proof. intros H. apply Nat.mod_upper_bound. intros Z. rewrite Z, Nat.mul_0_r in H. lia. Qed.
Lemma sum_chosen m (g : nat -> R) j : (j < m)%nat -> Sum m (fun i => if Nat.eq_dec j i then g i else 0) = g j.
Proof.
  intros H. rewrite <- (sum_delta m g j H). apply sum_ext. intros i _. unfold Sums.delta.
  destruct (Nat.eq_dec j i), (Nat.eq_dec i j); subst; try congruence; ring.
Qed.

(* ---- Euler's identity ---- *)
Lemma many_homogeneous N : Trained.homogeneous (trained N) 2.
Proof.
  intros w j Hj. change (Sum (n N) (fun i => Sum (d N) (fun k => U w i k * grad_U N w j i k))
    + Sum (K N) (fun c => Sum (n N) (fun i => V w c i * grad_V N w j c i)) = 2 * output N w j).
  replace (2 * output N w j) with (output N w j + output N w j) by ring. unfold output. rewrite <- sum_scal. f_equal.
  - apply sum_ext. intros i _. unfold hidden, grad_U.
    rewrite (sum_ext (d N) _ (fun k => (s N * V w (place N j) i * slope N (preactivation N w (datum N j) i)) * (U w i k * X N (datum N j) k)))
      by (intros; ring).
    rewrite sum_scal. fold (preactivation N w (datum N j) i). ring.
  - rewrite (sum_ext (K N) _ (fun c => if Nat.eq_dec (place N j) c then Sum (n N) (fun i => s N * (V w c i * hidden N w (datum N j) i)) else 0)).
    + apply (sum_chosen (K N) (fun c => Sum (n N) (fun i => s N * (V w c i * hidden N w (datum N j) i))) (place N j) (place_below N j Hj)).
    + intros c _. unfold grad_V. destruct (Nat.eq_dec (place N j) c) as [E|E]; [apply sum_ext; intros; ring|].
      transitivity (Sum (n N) (fun _ => 0)); [apply sum_ext; intros; ring|apply sum_zero].
Qed.

(* ---- the kernel bound ---- *)
Section Kernel.
Variables (N : net) (w : weights) (z : nat -> R).
Hypothesis D_pos : (0 < D N)%nat.
Hypothesis K_pos : (0 < K N)%nat.
Hypothesis kink : kink_slope N.
Let at_place a c : R := z (a * K N + c)%nat.
Let total : R := Sum (D N) (fun a => Sum (K N) (fun c => at_place a c ^ 2)).
Let total_is : Sum (D N * K N) (fun j => z j ^ 2) = total.
Proof. apply (sum_grid (D N) (K N) (fun j => z j ^ 2)). Qed.
(* The inputs, each q_a times: for slopes q_a of p_a. *)
Let along (q : nat -> R) (k : nat) : R := Sum (D N) (fun a => q a * X N a k).
Let along_bound (p : nat -> R) (i : nat) :
  Sum (d N) (fun k => along (fun a => p a * slope N (preactivation N w a i)) k ^ 2)
  <= INR (D N) * gram_top N * top_slope N * Sum (D N) (fun a => p a ^ 2).
Proof.
  pose proof (lt_0_INR _ D_pos) as DP. pose proof (gram_top_nonneg N D_pos) as G0.
  set (q := fun a => p a * slope N (preactivation N w a i)).
  pose proof (proj2 (gram_top_bound (one_output N) D_pos) q) as Q.
  change (/ INR (D N) * Sum (d N) (fun k => along q k ^ 2) <= gram_top N * Sum (D N) (fun a => q a ^ 2)) in Q.
  apply (Rmult_le_compat_l (INR (D N))) in Q; [|lra]. rewrite <- Rmult_assoc, Rinv_r, Rmult_1_l in Q by lra.
  eapply Rle_trans; [exact Q|]. rewrite !Rmult_assoc. apply Rmult_le_compat_l; [lra|]. apply Rmult_le_compat_l; [exact G0|].
  rewrite <- sum_scal. apply sum_le. intros a _. unfold q. pose proof (slope_bound N kink (preactivation N w a i)).
  replace ((p a * slope N (preactivation N w a i)) ^ 2) with (slope N (preactivation N w a i) ^ 2 * p a ^ 2) by ring.
  apply Rmult_le_compat_r; [apply pow2_ge_0|assumption].
Qed.
Let inner_part i k : Sum (D N * K N) (fun j => z j * grad_U N w j i k)
  = s N * along (fun a => Sum (K N) (fun c => at_place a c * V w c i) * slope N (preactivation N w a i)) k.
Proof.
  rewrite (sum_grid (D N) (K N) (fun j => z j * grad_U N w j i k)). unfold along. rewrite <- sum_scal. apply sum_ext. intros a _.
  rewrite (sum_ext (K N) _ (fun c => (s N * slope N (preactivation N w a i) * X N a k) * (at_place a c * V w c i))).
  - rewrite sum_scal. ring.
  - intros c Hc. unfold grad_U. rewrite (datum_of N a c Hc), (place_of N a c Hc). unfold at_place. ring.
Qed.
Let outer_part c i : (c < K N)%nat -> Sum (D N * K N) (fun j => z j * grad_V N w j c i)
  = s N * Sum (d N) (fun k => U w i k * along (fun a => at_place a c * slope N (preactivation N w a i)) k).
Proof.
  intros Hc. rewrite (sum_grid (D N) (K N) (fun j => z j * grad_V N w j c i)).
  rewrite (sum_ext (D N) _ (fun a => s N * (at_place a c * hidden N w a i))).
  - rewrite sum_scal. f_equal. unfold hidden, preactivation at 2, along.
    rewrite (sum_ext (D N) _ (fun a => Sum (d N) (fun k => U w i k * (at_place a c * slope N (preactivation N w a i) * X N a k)))).
    + rewrite sum_swap. apply sum_ext. intros k _. apply sum_scal.
    + intros a _. rewrite <- !sum_scal. apply sum_ext. intros; ring.
  - intros a _. rewrite <- (sum_chosen (K N) (fun e => s N * (at_place a e * hidden N w a i)) c Hc). apply sum_ext. intros e He.
    unfold grad_V. rewrite (datum_of N a e He), (place_of N a e He). destruct (Nat.eq_dec e c), (Nat.eq_dec c e); subst; try congruence.
    + unfold at_place. ring.
    + ring.
Qed.
Let bound : R := INR (D N) * gram_top N * top_slope N * total.
Let bound_nonneg : 0 <= bound.
Proof.
  pose proof (lt_0_INR _ D_pos). pose proof (gram_top_nonneg N D_pos). pose proof (top_slope_nonneg N).
  apply Rmult_le_pos; [apply Rmult_le_pos; [apply Rmult_le_pos; lra|lra]|]. apply sum_nonneg. intros. apply sum_sq_nonneg.
Qed.
Let factor_nonneg : 0 <= INR (D N) * gram_top N * top_slope N.
Proof.
  pose proof (lt_0_INR _ D_pos). pose proof (gram_top_nonneg N D_pos). pose proof (top_slope_nonneg N).
  apply Rmult_le_pos; [apply Rmult_le_pos; lra|lra].
Qed.
Lemma many_kernel_bound : kernel_form N w z
  <= s N ^ 2 * gram_top N * top_slope N / INR (K N) * weight_norm N w * Sum (D N * K N) (fun j => z j ^ 2).
Proof.
  pose proof (lt_0_INR _ D_pos) as DP. pose proof (lt_0_INR _ K_pos) as KP.
  change (kernel_form N w z) with (Trained.kernel_form (trained N) w z). rewrite Trained.kernel_form_is, Trained.tangent_form_is.
  change (Trained.share (trained N)) with (/ INR (D N * K N)). rewrite mult_INR, total_is.
  apply Rmult_le_reg_l with (INR (D N) * INR (K N)); [apply Rmult_lt_0_compat; assumption|].
  replace (INR (D N) * INR (K N) * (s N ^ 2 * gram_top N * top_slope N / INR (K N) * weight_norm N w * total))
    with (s N ^ 2 * (bound * weight_norm N w)) by (unfold bound; field; lra).
  rewrite <- Rmult_assoc, Rinv_r, Rmult_1_l by (apply Rgt_not_eq, Rmult_lt_0_compat; assumption).
  change (Sum (n N) (fun i => Sum (d N) (fun k => Sum (D N * K N) (fun j => z j * grad_U N w j i k) ^ 2))
    + Sum (K N) (fun c => Sum (n N) (fun i => Sum (D N * K N) (fun j => z j * grad_V N w j c i) ^ 2)) <= s N ^ 2 * (bound * weight_norm N w)).
  unfold weight_norm. rewrite Rmult_plus_distr_l, Rmult_plus_distr_l, Rplus_comm. apply Rplus_le_compat.
  - (* the outer weights, by the norm of the inner ones *)
    eapply Rle_trans.
    + apply sum_le. intros c Hc.
      apply (sum_le (n N) _ (fun i => s N ^ 2 * (Sum (d N) (fun k => U w i k ^ 2) * (INR (D N) * gram_top N * top_slope N * Sum (D N) (fun a => at_place a c ^ 2))))).
      intros i _. rewrite (outer_part c i Hc), Rpow_mult_distr. apply Rmult_le_compat_l; [apply pow2_ge_0|].
      eapply Rle_trans; [apply cauchy|]. apply Rmult_le_compat_l; [apply sum_sq_nonneg|]. exact (along_bound (fun a => at_place a c) i).
    + right. rewrite <- !Rmult_assoc. unfold bound, total.
      rewrite (sum_ext (K N) _ (fun c => (s N ^ 2 * (INR (D N) * gram_top N * top_slope N) * Sum (n N) (fun i => Sum (d N) (fun k => U w i k ^ 2)))
        * Sum (D N) (fun a => at_place a c ^ 2))).
      * rewrite sum_scal, (sum_swap (K N)). ring.
      * intros c _. rewrite sum_scal, sum_scal_r. ring.
  - (* the inner weights, by the norm of the outer ones *)
    eapply Rle_trans.
    + apply (sum_le (n N) _ (fun i => s N ^ 2 * (bound * Sum (K N) (fun c => V w c i ^ 2)))). intros i _.
      rewrite (sum_ext (d N) _ (fun k => s N ^ 2 * along (fun a => Sum (K N) (fun c => at_place a c * V w c i) * slope N (preactivation N w a i)) k ^ 2))
        by (intros k _; rewrite inner_part; ring).
      rewrite sum_scal. apply Rmult_le_compat_l; [apply pow2_ge_0|].
      eapply Rle_trans; [apply (along_bound (fun a => Sum (K N) (fun c => at_place a c * V w c i)) i)|].
      replace (bound * Sum (K N) (fun c => V w c i ^ 2)) with (INR (D N) * gram_top N * top_slope N * (total * Sum (K N) (fun c => V w c i ^ 2)))
        by (unfold bound; ring).
      apply Rmult_le_compat_l; [exact factor_nonneg|]. unfold total. rewrite <- sum_scal_r. apply sum_le. intros a _. apply cauchy.
    + right. rewrite sum_scal, sum_scal, (sum_swap (n N)). reflexivity.
Qed.
End Kernel.

(* ---- descent for targets 0 ---- *)
Definition many_constant (N : net) : R := s N ^ 2 * gram_top N * top_slope N / INR (K N).
Lemma many_descends N eta : 0 < eta -> (0 < D N)%nat -> (0 < K N)%nat -> zero_targets N -> kink_slope N ->
  descends (trained N) eta (many_constant N) 1.
Proof.
  intros E P Q T Sl. constructor; [exact E| | |exact T| |].
  - apply Rlt_le, Rinv_0_lt_compat, lt_0_INR, Nat.mul_pos_pos; assumption.
  - apply Rmult_le_pos; [|apply Rlt_le, Rinv_0_lt_compat, lt_0_INR, Q].
    apply Rmult_le_pos; [apply Rmult_le_pos; [apply pow2_ge_0|apply gram_top_nonneg, P]|apply top_slope_nonneg].
  - replace (INR 1 + 1) with 2 by (simpl; ring). apply many_homogeneous.
  - intros w z. rewrite pow_1. exact (many_kernel_bound N w z P Q Sl).
Qed.
