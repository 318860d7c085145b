(* The kernel of a net of k layers is at most C_k = s^2 a^(2(k-1)) lambda_max(X X^T / D) k^(2-k) times the weight norm to the
   power k - 1, a^2 the larger squared slope. With t_l = |W_l|^2 the data, read through l layers, have a top eigenvalue at most
   a^(2l) t_0 ... t_{l-1} times that of the inputs; what is sent down is at most s^2 a^2 .. times the t above; the layers
   together give the sum of all products of k - 1 of the t, and Maclaurin's inequality the constant. *)
Require Import Reals Lra Psatz Arith Lia FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
From Catapult Require Layered.
From Catapult Require Import Sums WeightSpace Spectral Master Means LayerModel.
Import Layered.
Open Scope R_scope.

Definition top_slope (N : net) : R := Rmax (a_minus N ^ 2) (a_plus N ^ 2).
(* Squared norms of the layers, the last layer at number [hidden]. *)
Definition layer_norm (N : net) (w : weights) (l : nat) : R := if Nat.eq_dec l (hidden N) then Sum (width N (hidden N)) (fun j => V w j ^ 2)
  else Sum (width N (S l)) (fun i => Sum (width N l) (fun j => W w l i j ^ 2)).
Definition depth_factor (N : net) : R := INR (depth N) ^ 2 / INR (depth N) ^ depth N.

Lemma top_slope_nonneg N : 0 <= top_slope N.
Proof. unfold top_slope. eapply Rle_trans; [apply pow2_ge_0|apply Rmax_l]. Qed.
Lemma slope_bound N : kink_slope N -> forall p, slope N p ^ 2 <= top_slope N.
Proof.
  intros K p. unfold slope, top_slope, kink_slope in *.
  destruct (Rlt_dec 0 p); [apply Rmax_r|]. destruct (Rlt_dec p 0); [apply Rmax_l|exact K].
Qed.
Lemma layer_norm_nonneg N w l : 0 <= layer_norm N w l.
Proof.
  unfold layer_norm. destruct (Nat.eq_dec l (hidden N)); [apply sum_sq_nonneg|].
  apply sum_nonneg; intros; apply sum_sq_nonneg.
Qed.
Lemma layer_norm_hidden N w l : (l < hidden N)%nat ->
  layer_norm N w l = Sum (width N (S l)) (fun i => Sum (width N l) (fun j => W w l i j ^ 2)).
Proof. intros H. unfold layer_norm. destruct (Nat.eq_dec l (hidden N)); [lia|reflexivity]. Qed.
Lemma layer_norm_last N w : layer_norm N w (hidden N) = Sum (width N (hidden N)) (fun j => V w j ^ 2).
Proof. unfold layer_norm. destruct (Nat.eq_dec (hidden N) (hidden N)); [reflexivity|contradiction]. Qed.
Lemma weight_norm_layers N w : weight_norm N w = Sum (depth N) (layer_norm N w).
Proof.
  unfold weight_norm, over_weights, depth. simpl. rewrite layer_norm_last. f_equal.
  apply sum_ext. intros l Hl. symmetry. apply layer_norm_hidden, Hl.
Qed.

Section Bound.
Variables (N : net) (w : weights) (G : R).
Hypothesis kink : kink_slope N.
Hypothesis G_nonneg : 0 <= G.
(* G is at least lambda_max(X X^T). *)
Hypothesis gram : forall q, Sum (width N 0) (fun k => Sum (D N) (fun a => q a * X N a k) ^ 2) <= G * Sum (D N) (fun a => q a ^ 2).
Let A := top_slope N.
Let t := layer_norm N w.
Let A_nonneg : 0 <= A := top_slope_nonneg N.
Let prod_t_nonneg (n s : nat) : 0 <= product n (fun i => t (s + i)%nat).
Proof. apply prod_nonneg. intros. apply layer_norm_nonneg. Qed.
Let gated (z : nat -> R) (l i : nat) : Sum (D N) (fun a => (z a * slope N (preactivation N w a l i)) ^ 2) <= A * Sum (D N) (fun a => z a ^ 2).
Proof.
  rewrite <- sum_scal. apply sum_le. intros a _. rewrite Rpow_mult_distr, Rmult_comm.
  apply Rmult_le_compat_r; [apply pow2_ge_0|apply slope_bound, kink].
Qed.

(* Mixtures over the data of what layer l reads. *)
Lemma reads_bound l : (l <= hidden N)%nat -> forall q,
  Sum (width N l) (fun k => Sum (D N) (fun a => q a * reads N w a l k) ^ 2) <= G * A ^ l * product l t * Sum (D N) (fun a => q a ^ 2).
Proof.
  induction l as [|l IH]; intros Hl q; [simpl; rewrite !Rmult_1_r; apply gram|].
  set (b := G * A ^ l * product l t * (A * Sum (D N) (fun a => q a ^ 2))).
  apply Rle_trans with (Sum (width N (S l)) (fun i => Sum (width N l) (fun j => W w l i j ^ 2) * b)).
  - apply sum_le. intros i _. set (p := fun a => q a * slope N (preactivation N w a l i)).
    assert (E : Sum (D N) (fun a => q a * reads N w a (S l) i)
      = Sum (width N l) (fun j => W w l i j * Sum (D N) (fun a => p a * reads N w a l j))).
    { transitivity (Sum (D N) (fun a => Sum (width N l) (fun j => W w l i j * (p a * reads N w a l j)))).
      - apply sum_ext. intros a _.
        change (reads N w a (S l) i) with (slope N (preactivation N w a l i) * enters N w l (reads N w a l) i).
        unfold enters. rewrite <- Rmult_assoc, <- sum_scal. apply sum_ext. intros j _. unfold p. ring.
      - rewrite sum_swap. apply sum_ext. intros j _. apply sum_scal. }
    rewrite E. eapply Rle_trans; [apply cauchy|]. apply Rmult_le_compat_l; [apply sum_sq_nonneg|].
    eapply Rle_trans; [apply IH; lia|]. unfold b. apply Rmult_le_compat_l; [|apply gated].
    apply Rmult_le_pos; [apply Rmult_le_pos; [exact G_nonneg|apply pow_le, A_nonneg]|apply (prod_t_nonneg l 0)].
  - rewrite sum_scal_r, <- layer_norm_hidden by lia. fold t. unfold b. simpl. right. ring.
Qed.
(* What is sent down through m layers. *)
Lemma sent_bound m : forall l a, hidden N = (l + m)%nat ->
  Sum (width N l) (fun j => sent N w a m j ^ 2) <= s N ^ 2 * A ^ m * product (S m) (fun i => t (l + i)%nat).
Proof.
  induction m as [|m IH]; intros l a H.
  - replace l with (hidden N) by lia. simpl. rewrite Nat.add_0_r. unfold t. rewrite layer_norm_last.
    rewrite !Rmult_1_r, Rmult_1_l, <- sum_scal. right. apply sum_ext. intros; ring.
  - set (c := fun i => sent N w a m i * slope N (preactivation N w a l i)).
    apply Rle_trans with (Sum (width N l) (fun j => Sum (width N (S l)) (fun i => c i ^ 2) * Sum (width N (S l)) (fun i => W w l i j ^ 2))).
    + apply sum_le. intros j _. rewrite (sent_step N w a l m j H). apply cauchy.
    + rewrite sum_scal, sum_swap, <- layer_norm_hidden by lia. fold t. rewrite prod_first, Nat.add_0_r.
      rewrite (prod_ext _ _ (fun i => t (S l + i)%nat)) by (intros; f_equal; lia).
      apply Rle_trans with (A * (s N ^ 2 * A ^ m * product (S m) (fun i => t (S l + i)%nat)) * t l);
        [|right; simpl; ring].
      apply Rmult_le_compat_r; [apply layer_norm_nonneg|]. eapply Rle_trans; [|apply Rmult_le_compat_l; [exact A_nonneg|apply (IH (S l) a); lia]].
      rewrite <- sum_scal. apply sum_le. intros i _. unfold c. rewrite Rpow_mult_distr, Rmult_comm.
      apply Rmult_le_compat_r; [apply pow2_ge_0|apply slope_bound, kink].
Qed.
Let C := G * s N ^ 2 * A ^ hidden N.
(* The mixture over the data of the gradients in one layer. *)
Lemma layer_bound z l : (l < hidden N)%nat ->
  Sum (width N (S l)) (fun i => Sum (width N l) (fun j => Sum (D N) (fun a => z a * grad_W N w a l i j) ^ 2))
  <= C * omit (depth N) t l * Sum (D N) (fun a => z a ^ 2).
Proof.
  intros Hl. set (m := (hidden N - S l)%nat). set (g := G * A ^ l * product l t).
  assert (g0 : 0 <= g) by (apply Rmult_le_pos; [apply Rmult_le_pos; [exact G_nonneg|apply pow_le, A_nonneg]|apply (prod_t_nonneg l 0)]).
  set (B := s N ^ 2 * A ^ m * product (S m) (fun i => t (S l + i)%nat)).
  apply Rle_trans with (Sum (width N (S l)) (fun i => g * (A * Sum (D N) (fun a => z a ^ 2 * sent N w a m i ^ 2)))).
  - apply sum_le. intros i _. set (q := fun a => z a * sent N w a m i).
    rewrite (sum_ext (width N l) _ (fun j => Sum (D N) (fun a => q a * slope N (preactivation N w a l i) * reads N w a l j) ^ 2)).
    + eapply Rle_trans; [apply (reads_bound l ltac:(lia))|]. apply Rmult_le_compat_l; [exact g0|].
      eapply Rle_trans; [apply gated|]. right. f_equal. apply sum_ext. intros; unfold q; ring.
    + intros j _. f_equal. apply sum_ext. intros a _. unfold grad_W, q. fold m. ring.
  - rewrite !sum_scal, sum_swap.
    replace (C * omit (depth N) t l * Sum (D N) (fun a => z a ^ 2)) with (g * (A * (B * Sum (D N) (fun a => z a ^ 2)))).
    + apply Rmult_le_compat_l; [exact g0|]. apply Rmult_le_compat_l; [exact A_nonneg|].
      rewrite <- sum_scal. apply sum_le. intros a _. rewrite sum_scal, Rmult_comm.
      apply Rmult_le_compat_r; [apply pow2_ge_0|]. apply sent_bound. unfold m. lia.
    + unfold g, B, C. replace (depth N) with (l + S (S m))%nat by (unfold depth, m; lia). rewrite omit_split.
      replace (hidden N) with (l + S m)%nat by (unfold m; lia). rewrite pow_add. simpl. ring.
Qed.
Lemma last_bound z : Sum (width N (hidden N)) (fun j => Sum (D N) (fun a => z a * grad_V N w a j) ^ 2)
  <= C * omit (depth N) t (hidden N) * Sum (D N) (fun a => z a ^ 2).
Proof.
  unfold depth. rewrite omit_last. eapply Rle_trans; [|right; unfold C].
  - rewrite (sum_ext _ _ (fun j => s N ^ 2 * Sum (D N) (fun a => z a * reads N w a (hidden N) j) ^ 2)).
    + rewrite sum_scal. apply Rmult_le_compat_l; [apply pow2_ge_0|]. apply (reads_bound (hidden N) (le_n _)).
    + intros j _. rewrite <- Rpow_mult_distr, <- sum_scal. f_equal. apply sum_ext. intros; unfold grad_V; ring.
  - ring.
Qed.
Lemma mixture_bound z : square_norm (weight_space N) (combine (weight_space N) (D N) z (grad N w))
  <= C * depth_factor N * weight_norm N w ^ hidden N * Sum (D N) (fun a => z a ^ 2).
Proof.
  set (Z := Sum (D N) (fun a => z a ^ 2)). change (over_weights N (fun l i j => Sum (D N) (fun a => z a * grad_W N w a l i j) ^ 2)
    (fun j => Sum (D N) (fun a => z a * grad_V N w a j) ^ 2) <= C * depth_factor N * weight_norm N w ^ hidden N * Z).
  apply Rle_trans with (C * omit_sum (depth N) t * Z).
  - unfold omit_sum, depth. simpl Sum. rewrite Rmult_plus_distr_l, Rmult_plus_distr_r, <- sum_scal, <- sum_scal_r.
    unfold over_weights. apply Rplus_le_compat; [|apply (last_bound z)].
    apply sum_le. intros l Hl. apply (layer_bound z l Hl).
  - apply Rmult_le_compat_r; [apply sum_sq_nonneg|]. rewrite Rmult_assoc. apply Rmult_le_compat_l.
    + apply Rmult_le_pos; [apply Rmult_le_pos; [exact G_nonneg|apply pow2_ge_0]|apply pow_le, A_nonneg].
    + rewrite weight_norm_layers. apply maclaurin_sum. intro. apply layer_norm_nonneg.
Qed.
End Bound.
