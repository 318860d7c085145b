(* One datum with a target, linear net, weight decay, w = 1 - eta mu: R' = (w^2 + R^2)(R + Y) - w R h - Y, h' = (w^2 + R^2) h - 4 w R (R + Y).
   G = 2 (1 + w)^2 + 2 Y R - (1 + w) h stays positive, and with it |R| < 1 + w. *)
Require Import Reals Lra Psatz.
Open Scope R_scope.

Section Edge.
Variables w Y r h : R.
Hypothesis w_range : -1 < w <= 1.
Hypothesis Y_range : Y ^ 2 < (1 + w) ^ 2.
Hypothesis h_nonneg : 0 <= h.
Hypothesis above : 4 * (r + Y) ^ 2 <= h ^ 2.
Let room r h := 2 * (1 + w) ^ 2 + 2 * (Y * r) - (1 + w) * h.
Hypothesis G : 0 < room r h.
Lemma Y_between : - (1 + w) < Y < 1 + w.
Proof. split; nra. Qed.
Lemma residual_small : r ^ 2 < (1 + w) ^ 2.
Proof.
  assert (A : 2 * Rabs (r + Y) <= h) by (apply Rsqr_incr_0_var; [unfold Rsqr; pose proof (pow2_abs (r + Y)); nra|exact h_nonneg]).
  pose proof Y_between as B. pose proof (Rle_abs (r + Y)). pose proof (Rle_abs (- (r + Y))) as C. rewrite Rabs_Ropp in C.
  apply (Rmult_le_compat_l (1 + w)) in A; [|lra]. unfold room in G.
  assert (U : 0 < (1 + w - r) * (1 + w - Y)) by nra. assert (V : 0 < (1 + w + r) * (1 + w + Y)) by nra.
  assert (r < 1 + w) by nra. assert (- (1 + w) < r) by nra. nra.
Qed.
Lemma room_next (f := r + Y) : room ((w ^ 2 + r ^ 2) * f - w * r * h - Y) ((w ^ 2 + r ^ 2) * h - 4 * w * r * f) * (1 + w)
  = room r h * ((1 + w) * (w ^ 2 + r ^ 2) + 2 * w * r * Y) + 2 * ((1 + w) ^ 2 - Y ^ 2) * (1 - w) * ((1 + w) ^ 2 - r ^ 2).
Proof. unfold room, f. ring. Qed.
Theorem edge_stays (f := r + Y) : 0 < room ((w ^ 2 + r ^ 2) * f - w * r * h - Y) ((w ^ 2 + r ^ 2) * h - 4 * w * r * f).
Proof.
  apply Rmult_lt_reg_r with (1 + w); [lra|]. rewrite Rmult_0_l. unfold f. rewrite room_next. pose proof residual_small as S.
  assert (T : 0 <= (1 + w) * (w ^ 2 + r ^ 2) + 2 * w * r * Y).
  { pose proof Y_between. assert (E : (1 + w) * (w ^ 2 + r ^ 2) + 2 * w * r * Y = (1 + w - Y) / 2 * (w - r) ^ 2 + (1 + w + Y) / 2 * (w + r) ^ 2) by field.
    rewrite E. apply Rplus_le_le_0_compat; apply Rmult_le_pos; try apply pow2_ge_0; lra. }
  destruct (Rle_lt_or_eq_dec w 1 (proj2 w_range)) as [L|One].
  - apply Rplus_le_lt_0_compat; [apply Rmult_le_pos; [apply Rlt_le, G|exact T]|].
    apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; lra|lra].
  - rewrite One in *. replace (2 * ((1 + 1) ^ 2 - Y ^ 2) * (1 - 1) * ((1 + 1) ^ 2 - r ^ 2)) with 0 by ring. rewrite Rplus_0_r.
    apply Rmult_lt_0_compat; [exact G|]. pose proof (pow2_ge_0 (2 * r + Y)). nra.
Qed.
End Edge.
