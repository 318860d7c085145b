(* One datum with a target, linear net, weight decay, -1 < w <= 0, below the edge of DecayEdge.v: the weights shrink. P = h + 2 f and
   Q = h - 2 f, f = r + Y, are multiplied by (w - r)^2 and (w + r)^2; as |r| < 1 + w, neither is above 1, so that the room G never shrinks,
   which keeps |w| + |r| away from 1. *)
Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import DecayEdge.
Open Scope R_scope.

(* What is multiplied by c^2 or less a step tends to 0. *)
Lemma shrinking (h : nat -> R) c : 0 <= c < 1 -> (forall t, 0 <= h t) -> (forall t, h (S t) <= c ^ 2 * h t) -> is_lim_seq h 0.
Proof.
  intros C P H. assert (E : forall t, h t <= h 0%nat * (c ^ 2) ^ t).
  { induction t as [|t IH]; [simpl; lra|]. eapply Rle_trans; [apply H|].
    apply Rle_trans with (c ^ 2 * (h 0%nat * (c ^ 2) ^ t)); [apply Rmult_le_compat_l; [apply pow2_ge_0|exact IH]|simpl; lra]. }
  apply is_lim_seq_le_le with (u := fun _ => 0) (w := fun t => h 0%nat * (c ^ 2) ^ t).
  - intro t. split; [apply P|apply E].
  - apply is_lim_seq_const.
  - replace (Finite 0) with (Finite (h 0%nat * 0)) by (f_equal; ring). apply is_lim_seq_mult'; [apply is_lim_seq_const|].
    apply is_lim_seq_geom. rewrite Rabs_pos_eq by apply pow2_ge_0. nra.
Qed.
(* Where the kernel vanishes, so does the balance. *)
Lemma balance_below_kernel (h f : nat -> R) : (forall t, 4 * f t ^ 2 <= h t ^ 2) -> is_lim_seq h 0 -> is_lim_seq (fun t => h t ^ 2 - 4 * f t ^ 2) 0.
Proof.
  intros A L. apply is_lim_seq_le_le with (u := fun _ => 0) (w := fun t => h t * h t).
  - intro t. pose proof (A t). pose proof (pow2_ge_0 (f t)). split; [lra|]. replace (h t * h t) with (h t ^ 2) by ring. lra.
  - apply is_lim_seq_const.
  - replace (Finite 0) with (Finite (0 * 0)) by (f_equal; ring). apply is_lim_seq_mult'; exact L.
Qed.
Lemma square_below x c : - c <= x <= c -> x ^ 2 <= c ^ 2.
Proof. intro B. nra. Qed.

Section Strong.
Variables (w Y : R) (r h : nat -> R).
Hypothesis w_range : -1 < w <= 0.
Hypothesis Y_range : Y ^ 2 < (1 + w) ^ 2.
Hypothesis h_nonneg : forall t, 0 <= h t.
Hypothesis above : forall t, 4 * (r t + Y) ^ 2 <= h t ^ 2.
Hypothesis r_next : forall t, r (S t) = (w ^ 2 + r t ^ 2) * (r t + Y) - w * r t * h t - Y.
Hypothesis h_next : forall t, h (S t) = (w ^ 2 + r t ^ 2) * h t - 4 * w * r t * (r t + Y).
Let G t := 2 * (1 + w) ^ 2 + 2 * (Y * r t) - (1 + w) * h t.
Hypothesis room : forall t, 0 < G t.
Let P t := h t + 2 * (r t + Y).
Let Q t := h t - 2 * (r t + Y).
Let Y_sides : - (1 + w) < Y < 1 + w.
Proof. split; nra. Qed.
Let parts t : 0 <= P t /\ 0 <= Q t.
Proof.
  assert (2 * Rabs (r t + Y) <= h t).
  { pose proof (above t). apply Rsqr_incr_0_var; [unfold Rsqr; pose proof (pow2_abs (r t + Y)); nra|apply h_nonneg]. }
  pose proof (Rle_abs (r t + Y)). pose proof (Rle_abs (- (r t + Y))) as C. rewrite Rabs_Ropp in C. unfold P, Q. lra.
Qed.
Let small t : - (1 + w) < r t < 1 + w.
Proof. pose proof (residual_small w Y (r t) (h t) ltac:(lra) Y_range (h_nonneg t) (above t) (room t)) as B. split; nra. Qed.
Lemma room_stays t : G t <= G (S t).
Proof.
  assert (K : forall t, G t = 2 * ((1 + w) ^ 2 - Y ^ 2) - ((1 + w - Y) * P t + (1 + w + Y) * Q t) / 2) by (intro; unfold G, P, Q; field).
  assert (KP : P (S t) = P t * (w - r t) ^ 2) by (unfold P; rewrite r_next, h_next; ring).
  assert (KQ : Q (S t) = Q t * (w + r t) ^ 2) by (unfold Q; rewrite r_next, h_next; ring).
  pose proof (parts t) as [P0 Q0]. pose proof (small t) as B. pose proof Y_sides.
  pose proof (square_below (w - r t) 1 ltac:(lra)) as U. pose proof (square_below (w + r t) 1 ltac:(lra)) as V.
  assert (P t * (w - r t) ^ 2 <= P t) by nra. assert (Q t * (w + r t) ^ 2 <= Q t) by nra.
  rewrite !K, KP, KQ.
  assert ((1 + w - Y) * (P t * (w - r t) ^ 2) <= (1 + w - Y) * P t) by (apply Rmult_le_compat_l; lra).
  assert ((1 + w + Y) * (Q t * (w + r t) ^ 2) <= (1 + w + Y) * Q t) by (apply Rmult_le_compat_l; lra). lra.
Qed.
Lemma room_least t : G 0%nat <= G t.
Proof. induction t as [|t IH]; [apply Rle_refl|eapply Rle_trans; [exact IH|apply room_stays]]. Qed.
Lemma residual_gap t : - (1 + w - G 0%nat / 4) <= r t <= 1 + w - G 0%nat / 4.
Proof.
  pose proof (room_least t) as L. pose proof (parts t) as [P0 Q0]. pose proof (small t) as B. pose proof Y_sides as S.
  assert (X : G t = 2 * (1 + w - r t) * (1 + w - Y) - (1 + w) * Q t) by (unfold G, Q; ring).
  assert (Z : G t = 2 * (1 + w + r t) * (1 + w + Y) - (1 + w) * P t) by (unfold G, P; ring).
  assert (0 <= (1 + w) * Q t) by (apply Rmult_le_pos; lra). assert (0 <= (1 + w) * P t) by (apply Rmult_le_pos; lra).
  assert ((1 + w - r t) * (1 + w - Y) <= (1 + w - r t) * 2) by (apply Rmult_le_compat_l; lra).
  assert ((1 + w + r t) * (1 + w + Y) <= (1 + w + r t) * 2) by (apply Rmult_le_compat_l; lra). lra.
Qed.
Theorem strong_decay : is_lim_seq h 0.
Proof.
  set (c := 1 - G 0%nat / 4). pose proof (room 0%nat) as G0. pose proof (residual_gap 0%nat) as B0.
  apply (shrinking h c); [unfold c; lra|exact h_nonneg|]. intro t. pose proof (residual_gap t) as B. pose proof (parts t) as [P0 Q0].
  pose proof (square_below (w - r t) c ltac:(unfold c; lra)) as U. pose proof (square_below (w + r t) c ltac:(unfold c; lra)) as V.
  assert (E : h (S t) = (P t * (w - r t) ^ 2 + Q t * (w + r t) ^ 2) / 2) by (rewrite h_next; unfold P, Q; field).
  assert (P t * (w - r t) ^ 2 <= P t * c ^ 2) by (apply Rmult_le_compat_l; assumption).
  assert (Q t * (w + r t) ^ 2 <= Q t * c ^ 2) by (apply Rmult_le_compat_l; assumption).
  replace (c ^ 2 * h t) with ((P t * c ^ 2 + Q t * c ^ 2) / 2) by (unfold P, Q; field). lra.
Qed.
End Strong.
