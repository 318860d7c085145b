(* One datum with a target, linear net, weight decay, below the edge of DecayEdge.v: the layers balance. For w <= 0 the weights shrink
   (DecayStrong.v); let 0 < w < 1.
   The room G gains the factor S = 1 + (2 w / (1 + w)) r (r + Y) or more a step. For Y > 0, Q = h - 2 (r + Y) is multiplied by (w + r)^2, and
   the mean of (w + r)^2 and 1 with the weights a and 1 - a stays below S by a gap: a = Y / (1 + w) for Y <= 2 w, the gap being Y (1 - w),
   and a = 2 w / (1 + w) above, the gap being 2 w (1 + w - Y). So ln G - a ln Q gains a constant a step. For Y = 0, |w^2 - r^2| stays
   below S. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import DecayEdge DecayStrong Logarithm TargetBalance.
Open Scope R_scope.

(* ln u to the weight a, for 0 <= a <= 1, is at most the ln of the weighted mean of u and 1. *)
Lemma weighted_log a u : 0 <= a <= 1 -> 0 < u -> 0 < a * u + (1 - a) -> a * ln u <= ln (a * u + (1 - a)).
Proof.
  intros Ha Hu Hm. set (m := a * u + (1 - a)) in *. pose proof (Rinv_0_lt_compat _ Hm) as I.
  pose proof (ln_le_sub1 (u * / m) ltac:(apply Rmult_lt_0_compat; assumption)) as H1.
  pose proof (ln_le_sub1 (/ m) I) as H2. rewrite ln_mult in H1 by assumption. rewrite ln_Rinv in * by exact Hm.
  assert (Z : a * (u * / m) + (1 - a) * / m = 1) by (unfold m in *; field; lra).
  assert (a * (ln u + - ln m) <= a * (u * / m - 1)) by (apply Rmult_le_compat_l; lra).
  assert ((1 - a) * - ln m <= (1 - a) * (/ m - 1)) by (apply Rmult_le_compat_l; lra). lra.
Qed.
(* What falls like this in the exponent tends to 0. *)
Lemma falling_logs (Q : nat -> R) k c : 0 < c -> (forall t, 0 < Q t) -> (forall t, ln (Q t) <= k - INR t * c) -> is_lim_seq Q 0.
Proof.
  intros C P H. assert (E : forall t, exp (k - INR t * c) = exp k * exp (- c) ^ t).
  { induction t as [|t IH]; [simpl; rewrite Rmult_0_l, Rminus_0_r; ring|]. rewrite S_INR.
    replace (k - (INR t + 1) * c) with ((k - INR t * c) + - c) by ring. rewrite exp_plus, IH. simpl. ring. }
  apply is_lim_seq_le_le with (u := fun _ => 0) (w := fun t => exp k * exp (- c) ^ t).
  - intro t. split; [apply Rlt_le, P|]. rewrite <- E, <- (exp_ln (Q t)) by apply P.
    destruct (H t) as [L|L]; [apply Rlt_le, exp_increasing, L|rewrite L; apply Rle_refl].
  - apply is_lim_seq_const.
  - replace (Finite 0) with (Finite (exp k * 0)) by (f_equal; ring). apply is_lim_seq_mult'; [apply is_lim_seq_const|].
    apply is_lim_seq_geom. rewrite Rabs_pos_eq by apply Rlt_le, exp_pos. rewrite <- exp_0. apply exp_increasing. lra.
Qed.

Section Balance.
Variables (w Y : R) (r h : nat -> R).
Hypothesis w_range : 0 < w < 1.
Hypothesis Y_range : Y ^ 2 < (1 + w) ^ 2.
Hypothesis h_nonneg : forall t, 0 <= h t.
Hypothesis above : forall t, 4 * (r t + Y) ^ 2 <= h t ^ 2.
Hypothesis r_next : forall t, r (S t) = (w ^ 2 + r t ^ 2) * (r t + Y) - w * r t * h t - Y.
Hypothesis h_next : forall t, h (S t) = (w ^ 2 + r t ^ 2) * h t - 4 * w * r t * (r t + Y).
Let G t := 2 * (1 + w) ^ 2 + 2 * (Y * r t) - (1 + w) * h t.
Hypothesis room : forall t, 0 < G t.
Let b := 2 * w / (1 + w).
Let S_ t := 1 + b * (r t * (r t + Y)).
Let Y_sides : - (1 + w) < Y < 1 + w.
Proof. split; nra. Qed.
Let b_range : 0 < b <= 1.
Proof.
  unfold b. split; [apply Rdiv_lt_0_compat; lra|]. apply Rmult_le_reg_r with (1 + w); [lra|].
  replace (2 * w / (1 + w) * (1 + w)) with (2 * w) by (field; lra). lra.
Qed.
Lemma r_small t : - (1 + w) < r t < 1 + w.
Proof.
  pose proof (residual_small w Y (r t) (h t) ltac:(lra) Y_range (h_nonneg t) (above t) (room t)) as B. split; nra.
Qed.
Lemma factor_range t : 0 < S_ t <= 9.
Proof.
  pose proof (r_small t) as B. pose proof b_range as [b0 b1]. unfold S_. split.
  - pose proof (pow2_ge_0 (2 * r t + Y)) as Q. assert (X : - Y ^ 2 / 4 <= r t * (r t + Y)) by lra.
    assert (b * (Y ^ 2 / 4) < 1).
    { assert (Y ^ 2 / 4 < 1) by nra. assert (0 <= Y ^ 2 / 4) by (pose proof (pow2_ge_0 Y); lra).
      assert (b * (Y ^ 2 / 4) <= 1 * (Y ^ 2 / 4)) by (apply Rmult_le_compat_r; lra). lra. }
    assert (b * (- Y ^ 2 / 4) <= b * (r t * (r t + Y))) by (apply Rmult_le_compat_l; lra). lra.
  - pose proof Y_sides. assert (X : r t * (r t + Y) <= 8) by nra. assert (b * (r t * (r t + Y)) <= b * 8) by (apply Rmult_le_compat_l; lra). lra.
Qed.
Lemma room_grows t : G t * S_ t <= G (S t).
Proof.
  apply Rmult_le_reg_r with (1 + w); [lra|]. unfold G at 2. rewrite r_next, h_next.
  pose proof (room_next w Y (r t) (h t)) as R. cbv zeta in R. fold (G t) in R. rewrite R.
  assert (E : G t * S_ t * (1 + w) = G t * ((1 + w) * (w ^ 2 + r t ^ 2) + 2 * w * r t * Y) + G t * ((1 - w) * ((1 + w) ^ 2 - r t ^ 2)))
    by (unfold S_, b; field; lra). rewrite E.
  assert (B : 0 <= (1 - w) * ((1 + w) ^ 2 - r t ^ 2)) by (pose proof (r_small t); apply Rmult_le_pos; nra).
  assert (M : G t <= 2 * ((1 + w) ^ 2 - Y ^ 2)).
  { unfold G. pose proof (above t) as A. pose proof (h_nonneg t). set (f := r t + Y) in *.
    replace (r t) with (f - Y) by (unfold f; ring). assert (2 * (Y * f) <= (1 + w) * h t).
    { assert (2 * Rabs f <= h t) by (apply Rsqr_incr_0_var; [unfold Rsqr; pose proof (pow2_abs f); nra|assumption]).
      pose proof (Rle_abs f). pose proof (Rle_abs (- f)) as C. rewrite Rabs_Ropp in C. pose proof Y_sides.
      assert (Y * f <= (1 + w) * Rabs f) by (destruct (Rle_dec 0 f); [rewrite Rabs_pos_eq by lra|rewrite Rabs_left by lra]; nra). nra. } lra. }
  apply (Rmult_le_compat_r _ _ _ B) in M. unfold G in *. lra.
Qed.
Lemma room_small t : G t <= 16.
Proof.
  unfold G. pose proof (r_small t). pose proof (h_nonneg t). pose proof Y_sides. assert (Y * r t <= 4) by nra.
  assert (0 <= (1 + w) * h t) by (apply Rmult_le_pos; lra). nra.
Qed.
Lemma h_small t : h t <= 16.
Proof.
  pose proof (room t) as R. unfold G in R. pose proof (r_small t). pose proof (h_nonneg t). pose proof Y_sides. assert (Y * r t <= 4) by nra.
  assert (h t <= (1 + w) * h t) by nra. nra.
Qed.

(* The mean of (w + r)^2 and 1 that stays below S. *)
Lemma mean_below : 0 < Y -> exists a gap, 0 < a <= 1 /\ 0 < gap /\ forall t, a * (w + r t) ^ 2 + (1 - a) <= S_ t - gap.
Proof.
  intros HY. pose proof Y_sides. pose proof b_range as B. assert (bw : b * (1 + w) = 2 * w) by (unfold b; field; lra).
  destruct (Rle_dec Y (2 * w)) as [L|L].
  - exists (Y / (1 + w)), (Y * (1 - w)). set (a := Y / (1 + w)). assert (aw : a * (1 + w) = Y) by (unfold a; field; lra).
    assert (a0 : 0 < a) by (apply Rdiv_lt_0_compat; lra). assert (a1 : a <= b) by (apply Rmult_le_reg_r with (1 + w); lra).
    split; [lra|]. split; [apply Rmult_lt_0_compat; lra|]. intro t. unfold S_.
    assert (X : a * r t ^ 2 <= b * r t ^ 2) by (apply Rmult_le_compat_r; [apply pow2_ge_0|exact a1]).
    replace (a * (w + r t) ^ 2 + (1 - a)) with (1 + a * (2 * w) * r t + a * r t ^ 2 - (a * (1 + w)) * (1 - w)) by ring.
    rewrite <- bw. replace (a * (b * (1 + w)) * r t) with (b * (a * (1 + w)) * r t) by ring. rewrite aw. lra.
  - exists b, (2 * w * (1 + w - Y)). split; [lra|]. split; [apply Rmult_lt_0_compat; lra|]. intro t. unfold S_. pose proof (r_small t) as R.
    assert (X : - (1 + w) * (Y - 2 * w) <= r t * (Y - 2 * w)) by (apply Rmult_le_compat_r; lra).
    apply (Rmult_le_compat_l b) in X; [|lra]. rewrite <- bw. nra.
Qed.
Lemma output_below t : 2 * Rabs (r t + Y) <= h t.
Proof. pose proof (above t). apply Rsqr_incr_0_var; [unfold Rsqr; pose proof (pow2_abs (r t + Y)); nra|apply h_nonneg]. Qed.
Lemma lesser_part_vanishes : 0 < Y -> is_lim_seq (fun t => h t - 2 * (r t + Y)) 0.
Proof.
  intros HY. set (Q t := h t - 2 * (r t + Y)).
  assert (Q0 : forall t, 0 <= Q t) by (intro t; unfold Q; pose proof (output_below t); pose proof (Rle_abs (r t + Y)); lra).
  assert (mQ : forall t, Q (S t) = Q t * (w + r t) ^ 2) by (intro t; unfold Q; rewrite r_next, h_next; ring).
  destruct (Classical_Prop.classic (exists t, Q t = 0)) as [[t0 Z]|NZ].
  - apply (is_lim_seq_incr_n Q t0). apply is_lim_seq_ext with (fun _ => 0); [|apply is_lim_seq_const].
    induction n as [|n I]; [symmetry; exact Z|]. simpl. rewrite mQ, <- I. ring.
  - assert (QP : forall t, 0 < Q t).
    { intro t. destruct (Rle_lt_or_eq_dec 0 (Q t) (Q0 t)) as [H|H]; [exact H|]. exfalso. apply NZ. exists t. symmetry. exact H. }
    destruct (mean_below HY) as [a [gap [[a0 a1] [gap0 W]]]].
    assert (step : forall t, a * ln (Q (S t)) - ln (G (S t)) <= a * ln (Q t) - ln (G t) - gap / 9).
    { intro t. assert (N : w + r t <> 0) by (intro Z; pose proof (QP (S t)) as X; rewrite mQ, Z in X; lra).
      pose proof (pow2_gt_0 _ N) as U. pose proof (factor_range t) as [S0 S9]. set (u := (w + r t) ^ 2) in *.
      assert (m0 : 0 < a * u + (1 - a)).
      { destruct (Rle_lt_or_eq_dec a 1 ltac:(lra)) as [L|L]; [|rewrite L; lra].
        assert (0 <= a * u) by (apply Rmult_le_pos; lra). lra. }
      specialize (W t). fold u in W.
      pose proof (weighted_log a u ltac:(lra) U m0) as L1.
      assert (L2 : ln (a * u + (1 - a)) <= ln (S_ t) - gap / 9).
      { pose proof (ln_le_sub1 ((a * u + (1 - a)) * / S_ t) ltac:(apply Rmult_lt_0_compat; [exact m0|apply Rinv_0_lt_compat, S0])) as K.
        rewrite ln_mult, ln_Rinv in K by (try exact m0; try apply Rinv_0_lt_compat; exact S0).
        assert (V : (a * u + (1 - a)) * / S_ t <= 1 - gap / 9).
        { apply Rmult_le_reg_r with (S_ t); [exact S0|]. rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra.
          assert (gap / 9 * S_ t <= gap / 9 * 9) by (apply Rmult_le_compat_l; lra). lra. } lra. }
      pose proof (room_grows t) as Gr. pose proof (room t) as G0.
      assert (L3 : ln (G t) + ln (S_ t) <= ln (G (S t))).
      { rewrite <- ln_mult by assumption. destruct Gr as [Gr|Gr]; [apply Rlt_le, ln_increasing; [apply Rmult_lt_0_compat; assumption|exact Gr]|rewrite Gr; apply Rle_refl]. }
      rewrite mQ. fold u. rewrite ln_mult by (try apply QP; exact U). lra. }
    assert (sum : forall t, a * ln (Q t) - ln (G t) <= a * ln (Q 0%nat) - ln (G 0%nat) - INR t * (gap / 9)).
    { induction t as [|t IH]; [simpl; lra|]. rewrite S_INR. pose proof (step t). lra. }
    set (k := a * ln (Q 0%nat) - ln (G 0%nat) + ln 16).
    apply (falling_logs Q (k / a) (gap / 9 / a)); [apply Rdiv_lt_0_compat; lra|exact QP|].
    intro t. apply Rmult_le_reg_l with a; [exact a0|].
    replace (a * (k / a - INR t * (gap / 9 / a))) with (k - INR t * (gap / 9)) by (field; lra).
    assert (ln (G t) <= ln 16).
    { destruct (room_small t) as [L|L]; [apply Rlt_le, ln_increasing; [apply room|exact L]|rewrite L; apply Rle_refl]. }
    pose proof (sum t). unfold k. lra.
Qed.
Lemma balances_up : 0 < Y -> is_lim_seq (fun t => h t ^ 2 - 4 * (r t + Y) ^ 2) 0.
Proof.
  intros HY. set (P t := h t + 2 * (r t + Y)). set (Q t := h t - 2 * (r t + Y)).
  assert (mP : forall t, 0 <= P t <= 32).
  { intro t. unfold P. pose proof (output_below t). pose proof (Rle_abs (r t + Y)). pose proof (Rle_abs (- (r t + Y))) as C.
    rewrite Rabs_Ropp in C. pose proof (h_small t). lra. }
  apply is_lim_seq_ext with (fun t => P t * Q t); [intro t; unfold P, Q; ring|].
  apply (product_vanishes P Q 32 mP). exact (lesser_part_vanishes HY).
Qed.
Lemma balances_zero : Y = 0 -> is_lim_seq (fun t => h t ^ 2 - 4 * (r t + Y) ^ 2) 0.
Proof.
  intros Z. set (z t := h t ^ 2 - 4 * (r t + Y) ^ 2).
  assert (z_next : forall t, z (S t) = z t * (w ^ 2 - r t ^ 2) ^ 2) by (intro t; unfold z; rewrite r_next, h_next; ring).
  set (c := w ^ 2 * (1 - w) / 9).
  assert (c_range : 0 < c < 1).
  { unfold c. assert (0 < w ^ 2 < 1) by nra. assert (0 < w ^ 2 * (1 - w)) by (apply Rmult_lt_0_compat; lra).
    assert (w ^ 2 * (1 - w) < 1) by nra. lra. }
  assert (factor : forall t, (w ^ 2 - r t ^ 2) ^ 2 <= ((1 - c) * S_ t) ^ 2).
  { intro t. pose proof (r_small t) as B. pose proof (factor_range t) as [S0 S9].
    assert (bw : b * (1 + w) = 2 * w) by (unfold b; field; lra).
    assert (Sr : S_ t = 1 + b * r t ^ 2) by (unfold S_; rewrite Z; ring).
    assert (D : c * S_ t <= w ^ 2 * (1 - w)).
    { replace (w ^ 2 * (1 - w)) with (c * 9) by (unfold c; field). apply Rmult_le_compat_l; lra. }
    assert (R2 : r t ^ 2 <= (1 + w) ^ 2) by nra. pose proof (pow2_ge_0 (r t)) as R0. pose proof b_range as [b0 b1].
    assert (bR : (1 - b) * r t ^ 2 <= (1 - b) * (1 + w) ^ 2) by (apply Rmult_le_compat_l; lra).
    assert (bX : (1 - b) * (1 + w) ^ 2 = (1 - w) * (1 + w)).
    { replace ((1 - b) * (1 + w) ^ 2) with ((1 + w - b * (1 + w)) * (1 + w)) by ring. rewrite bw. ring. }
    assert (bP : 0 <= b * r t ^ 2) by (apply Rmult_le_pos; lra).
    assert (w3 : 0 < w ^ 2 * w) by (apply Rmult_lt_0_compat; nra). assert (X : w ^ 2 + w ^ 2 * (1 - w) <= 1) by nra.
    set (m := (1 - c) * S_ t). assert (m1 : 1 + b * r t ^ 2 - w ^ 2 * (1 - w) <= m) by (unfold m; lra). clearbody m.
    pose proof (pow2_ge_0 w) as w2. assert (L : - m <= w ^ 2 - r t ^ 2 <= m) by lra.
    assert (0 <= (m - (w ^ 2 - r t ^ 2)) * (m + (w ^ 2 - r t ^ 2))) by (apply Rmult_le_pos; lra). lra. }
  assert (z0 : forall t, 0 <= z t) by (intro t; unfold z; pose proof (above t); lra).
  set (q := (1 - c) ^ 2).
  assert (all : forall t, z t * G 0%nat ^ 2 <= z 0%nat * q ^ t * G t ^ 2).
  { induction t as [|t IH]; [simpl; lra|]. rewrite z_next. pose proof (factor t) as F. pose proof (room_grows t) as Gr. pose proof (room t) as G0.
    pose proof (factor_range t) as [S0 _]. assert (Gs : (G t * S_ t) ^ 2 <= G (S t) ^ 2) by (apply pow_incr; split; [apply Rmult_le_pos; lra|exact Gr]).
    apply Rle_trans with ((z t * G 0%nat ^ 2) * ((1 - c) * S_ t) ^ 2).
    - replace (z t * (w ^ 2 - r t ^ 2) ^ 2 * G 0%nat ^ 2) with ((z t * G 0%nat ^ 2) * (w ^ 2 - r t ^ 2) ^ 2) by ring.
      apply Rmult_le_compat_l; [apply Rmult_le_pos; [apply z0|apply pow2_ge_0]|exact F].
    - apply Rle_trans with ((z 0%nat * q ^ t * G t ^ 2) * ((1 - c) * S_ t) ^ 2); [apply Rmult_le_compat_r; [apply pow2_ge_0|exact IH]|].
      replace (z 0%nat * q ^ t * G t ^ 2 * ((1 - c) * S_ t) ^ 2) with (z 0%nat * q ^ S t * (G t * S_ t) ^ 2) by (unfold q; simpl; ring).
      apply Rmult_le_compat_l; [|exact Gs]. apply Rmult_le_pos; [apply z0|apply pow_le, pow2_ge_0]. }
  apply is_lim_seq_le_le with (u := fun _ => 0) (w := fun t => z 0%nat * 256 * / G 0%nat ^ 2 * q ^ t).
  - intro t. split; [apply z0|]. assert (g0 : 0 < G 0%nat ^ 2) by (apply pow_lt, room).
    apply Rmult_le_reg_r with (G 0%nat ^ 2); [exact g0|].
    replace (z 0%nat * 256 * / G 0%nat ^ 2 * q ^ t * G 0%nat ^ 2) with (z 0%nat * q ^ t * 256 * (/ G 0%nat ^ 2 * G 0%nat ^ 2)) by ring.
    rewrite Rinv_l, Rmult_1_r by (apply Rgt_not_eq; exact g0).
    eapply Rle_trans; [apply all|]. apply Rmult_le_compat_l; [apply Rmult_le_pos; [apply z0|apply pow_le, pow2_ge_0]|].
    replace 256 with (16 ^ 2) by ring. apply pow_incr. split; [apply Rlt_le, room|apply room_small].
  - apply is_lim_seq_const.
  - replace (Finite 0) with (Finite (z 0%nat * 256 * / G 0%nat ^ 2 * 0)) by (f_equal; ring).
    apply is_lim_seq_mult'; [apply is_lim_seq_const|]. apply is_lim_seq_geom. unfold q. rewrite Rabs_pos_eq by apply pow2_ge_0. nra.
Qed.
End Balance.

(* All w, and both signs of Y: the map is odd in r and Y. *)
Theorem decay_balances w Y (r h : nat -> R) : -1 < w < 1 -> Y ^ 2 < (1 + w) ^ 2 -> (forall t, 0 <= h t) -> (forall t, 4 * (r t + Y) ^ 2 <= h t ^ 2) ->
  (forall t, r (S t) = (w ^ 2 + r t ^ 2) * (r t + Y) - w * r t * h t - Y) -> (forall t, h (S t) = (w ^ 2 + r t ^ 2) * h t - 4 * w * r t * (r t + Y)) ->
  (forall t, 0 < 2 * (1 + w) ^ 2 + 2 * (Y * r t) - (1 + w) * h t) -> is_lim_seq (fun t => h t ^ 2 - 4 * (r t + Y) ^ 2) 0.
Proof.
  intros V B H0 A Rn Hn G. destruct (Rle_lt_dec w 0) as [w0|w0].
  { apply (balance_below_kernel h (fun t => r t + Y) A). apply (strong_decay w Y r h); try assumption; lra. }
  assert (W : 0 < w < 1) by lra. destruct (Rtotal_order Y 0) as [L|[E|L]].
  - apply is_lim_seq_ext with (fun t => h t ^ 2 - 4 * (- r t + - Y) ^ 2); [intro t; ring|].
    apply (balances_up w (- Y) (fun t => - r t) h W); try lra; try assumption; intro t.
    + replace ((- r t + - Y) ^ 2) with ((r t + Y) ^ 2) by ring. apply A.
    + rewrite Rn. ring.
    + rewrite Hn. ring.
    + replace (- Y * - r t) with (Y * r t) by ring. apply G.
  - exact (balances_zero w Y r h W B H0 A Rn Hn G E).
  - exact (balances_up w Y r h W B H0 A Rn Hn G L).
Qed.
