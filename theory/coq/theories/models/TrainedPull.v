(* Homogeneous models with targets 0, in the form that the dynamics need: whatever the data, for losses whose slope is no steeper than
   that of the squared loss, on all data and on any batches. *)
Require Import Reals Lra Psatz Arith Lia.
From Catapult Require Import Sums WeightSpace UpdateRules Losses HomogeneousPull Trained.
Open Scope R_scope.

Section Pull.
Variables (M : model) (C : R) (m : nat) (l : loss).
Let E := weight_space M.
Hypothesis share_pos : 0 < share M.
Hypothesis euler : homogeneous M (INR m + 1).
Hypothesis C_nonneg : 0 <= C.
Hypothesis targets : zero_targets M.
Hypothesis tame : tame_slope l.
Let p_slopes (w : weights M) a := slopes M l w a * output M w a.
Lemma slope_pull w a : (a < data M)%nat -> 0 <= slopes M l w a ^ 2 <= p_slopes w a.
Proof.
  intros Ha. split; [apply pow2_ge_0|]. unfold p_slopes, slopes. pose proof (tame (output M w a) (target M a)) as T.
  rewrite (targets a Ha) in *. lra.
Qed.
(* On all data: A = (1/D) sum_a l'_a f_a, with the bound of the kernel. *)
Theorem full_pull : kernel_at_most M C m ->
  pull (fun _ => batch_gradient M l (whole M)) (fun _ w => share M * Sum (data M) (p_slopes w)) C m.
Proof.
  intros K. constructor.
  - intros _ w. rewrite (dot_batch_gradient M (INR m + 1) l (whole M) w euler). unfold whole, p_slopes. rewrite <- (sum_scal _ (share M)).
    f_equal. apply sum_ext. intros; ring.
  - intros _ w. rewrite norm_batch_gradient. eapply Rle_trans; [apply (tangent_at_most M C m w _ share_pos K)|].
    unfold weight_norm. replace (/ share M * C * square_norm (weight_space M) w ^ m * Sum (data M) (fun a => (whole M a * slopes M l w a) ^ 2))
      with (C * square_norm (weight_space M) w ^ m * (share M * Sum (data M) (fun a => slopes M l w a ^ 2))).
    + apply Rmult_le_compat_l; [apply Rmult_le_pos; [exact C_nonneg|apply pow_le, norm_nonneg]|]. apply Rmult_le_compat_l; [lra|].
      apply sum_le. intros a Ha. apply slope_pull, Ha.
    + unfold whole. rewrite (sum_ext (data M) (fun a => (share M * slopes M l w a) ^ 2) (fun a => share M ^ 2 * slopes M l w a ^ 2)) by (intros; ring).
      rewrite sum_scal. field. lra.
  - intros _ w. apply Rmult_le_pos; [lra|]. apply sum_nonneg. intros a Ha. pose proof (slope_pull w a Ha). lra.
  - exact C_nonneg.
Qed.
(* On batches: the weights of a batch are nonnegative and sum to 1, and C bounds the kernel of each single datum. *)
Definition batches_of (b : batches) : Prop := forall t, (forall a, (a < data M)%nat -> 0 <= b t a) /\ Sum (data M) (b t) = 1.
Definition each_at_most : Prop := forall w a, (a < data M)%nat -> square_norm E (gradient M w a) <= C * square_norm E w ^ m.
Lemma batch_norm (b : batches) t w : batches_of b -> each_at_most ->
  square_norm E (batch_gradient M l (b t) w) <= C * square_norm E w ^ m * Sum (data M) (fun a => b t a * slopes M l w a ^ 2).
Proof.
  intros B K. destruct (B t) as [P One]. set (g := batch_gradient M l (b t) w).
  (* |g|^2 = sum_a p_a l'_a g.g_a <= sum_a p_a (|g|^2 + l'_a^2 |g_a|^2) / 2 *)
  assert (H : square_norm E g = Sum (data M) (fun a => b t a * (slopes M l w a * dot E g (gradient M w a)))).
  { rewrite <- dot_self. unfold g at 2. unfold batch_gradient. fold E. rewrite dot_combine. apply sum_ext. intros; ring. }
  assert (L : Sum (data M) (fun a => b t a * (slopes M l w a * dot E g (gradient M w a)))
    <= Sum (data M) (fun a => b t a * (/ 2 * square_norm E g) + / 2 * (C * square_norm E w ^ m) * (b t a * slopes M l w a ^ 2))).
  { apply sum_le. intros a Ha. pose proof (P a Ha) as Pa. pose proof (K w a Ha) as Ka.
    pose proof (norm_nonneg E (advance E g (slopes M l w a) (gradient M w a))) as Q. rewrite norm_advance in Q.
    assert (slopes M l w a ^ 2 * square_norm E (gradient M w a) <= slopes M l w a ^ 2 * (C * square_norm E w ^ m))
      by (apply Rmult_le_compat_l; [apply pow2_ge_0|exact Ka]).
    assert (b t a * (slopes M l w a * dot E g (gradient M w a)) <= b t a * (/ 2 * square_norm E g + / 2 * (slopes M l w a ^ 2 * (C * square_norm E w ^ m))))
      by (apply Rmult_le_compat_l; [exact Pa|lra]). lra. }
  rewrite sum_plus, sum_scal_r, sum_scal, One in L. lra.
Qed.
Theorem batch_pull (b : batches) : batches_of b -> each_at_most ->
  pull (fun t => batch_gradient M l (b t)) (fun t w => Sum (data M) (fun a => b t a * p_slopes w a)) C m.
Proof.
  intros B K. constructor.
  - intros t w. rewrite (dot_batch_gradient M (INR m + 1) l (b t) w euler). f_equal. apply sum_ext. intros; unfold p_slopes; ring.
  - intros t w. eapply Rle_trans; [apply (batch_norm b t w B K)|]. fold E.
    apply Rmult_le_compat_l; [apply Rmult_le_pos; [exact C_nonneg|apply pow_le, norm_nonneg]|].
    apply sum_le. intros a Ha. apply Rmult_le_compat_l; [apply (proj1 (B t) a Ha)|apply slope_pull, Ha].
  - intros t w. apply sum_nonneg. intros a Ha. apply Rmult_le_pos; [apply (proj1 (B t) a Ha)|]. pose proof (slope_pull w a Ha). lra.
  - exact C_nonneg.
Qed.
End Pull.

(* The squared loss: A is the mean squared output. *)
Lemma squared_pull_is M w : zero_targets M ->
  share M * Sum (data M) (fun a => slopes M squared w a * output M w a) = mean_square_output M w.
Proof.
  intros T. unfold mean_square_output. f_equal. apply sum_ext. intros a Ha. unfold slopes. simpl. rewrite (T a Ha). ring.
Qed.
(* Its gradient on all data. *)
Lemma squared_gradient_dot M k w : homogeneous M k ->
  dot (weight_space M) w (batch_gradient M squared (whole M) w) = k * residual_output M w.
Proof.
  intros H. rewrite (dot_batch_gradient M k squared (whole M) w H). unfold residual_output. rewrite <- (sum_scal _ (share M)). f_equal.
  apply sum_ext. intros; unfold whole, slopes, residual; simpl; ring.
Qed.
Lemma squared_gradient_norm M w : square_norm (weight_space M) (batch_gradient M squared (whole M) w) = residual_kernel M w.
Proof.
  rewrite norm_batch_gradient. unfold residual_kernel. rewrite kernel_form_is. unfold tangent_form. rewrite <- !sum_scal.
  apply sum_ext. intros a _. rewrite <- !sum_scal. apply sum_ext. intros b _. unfold whole, slopes, residual; simpl; ring.
Qed.
