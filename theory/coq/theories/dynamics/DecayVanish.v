(* One datum with a target, linear net, weight decay, |Y| < 1 - w, below the edge of DecayEdge.v: the kernel tends to 0. For w <= 0 it
   is strong decay. For w > 0 and Y > 0 the lesser part Q = h - 2 (r + Y) vanishes, and P = h + 2 (r + Y) is multiplied by (w - r)^2, where
   w - r <= w + Y + Q / 4 stays below 1, and w - r above -1 by a gap, as the room G does not vanish: it grows where r >= 0, and is large
   where r < 0 and Q is small. For Y = 0, h is multiplied by max(w^2, (w - h / 2)^2) or less. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import DecayEdge DecayStrong DecayBalance.
Open Scope R_scope.

Section Vanish.
Variables (w Y : R) (r h : nat -> R).
Hypothesis w_range : 0 < w < 1.
Hypothesis Y_range : Y ^ 2 < (1 + w) ^ 2.
Hypothesis h_nonneg : forall t, 0 <= h t.
Hypothesis above : forall t, 4 * (r t + Y) ^ 2 <= h t ^ 2.
Hypothesis r_next : forall t, r (S t) = (w ^ 2 + r t ^ 2) * (r t + Y) - w * r t * h t - Y.
Hypothesis h_next : forall t, h (S t) = (w ^ 2 + r t ^ 2) * h t - 4 * w * r t * (r t + Y).
Let G t := 2 * (1 + w) ^ 2 + 2 * (Y * r t) - (1 + w) * h t.
Hypothesis room : forall t, 0 < G t.
Let P t := h t + 2 * (r t + Y).
Let Q t := h t - 2 * (r t + Y).
Let parts t : 0 <= P t /\ 0 <= Q t.
Proof.
  pose proof (output_below Y r h h_nonneg above t). pose proof (Rle_abs (r t + Y)). pose proof (Rle_abs (- (r t + Y))) as C.
  rewrite Rabs_Ropp in C. unfold P, Q. lra.
Qed.
Lemma vanishes_zero : Y = 0 -> is_lim_seq h 0.
Proof.
  intro Z. set (c := Rmax w (h 0%nat / 2 - w)).
  assert (h0 : h 0%nat < 2 * (1 + w)).
  { pose proof (room 0%nat) as R. unfold G in R. rewrite Z in R. apply Rmult_lt_reg_l with (1 + w); [lra|]. lra. }
  assert (c1 : c < 1) by (unfold c; apply Rmax_lub_lt; lra).
  assert (cw : w <= c) by apply Rmax_l. assert (ch : h 0%nat / 2 - w <= c) by apply Rmax_r.
  assert (step : forall t, h t <= h 0%nat -> h (S t) <= c ^ 2 * h t).
  { intros t L. pose proof (h_nonneg t) as N. pose proof (above t) as A. rewrite Z, Rplus_0_r in A.
    assert (E : h (S t) = w ^ 2 * h t + r t ^ 2 * (h t - 4 * w)) by (rewrite h_next, Z; ring).
    pose proof (square_below (w - h t / 2) c ltac:(lra)) as U. pose proof (square_below w c ltac:(lra)) as V.
    destruct (Rle_lt_dec (4 * w) (h t)) as [B|B].
    - assert (r t ^ 2 * (h t - 4 * w) <= h t ^ 2 / 4 * (h t - 4 * w)) by (apply Rmult_le_compat_r; lra).
      assert ((w - h t / 2) ^ 2 * h t <= c ^ 2 * h t) by (apply Rmult_le_compat_r; lra). lra.
    - assert (r t ^ 2 * (h t - 4 * w) <= 0) by (pose proof (pow2_ge_0 (r t)); nra).
      assert (w ^ 2 * h t <= c ^ 2 * h t) by (apply Rmult_le_compat_r; lra). lra. }
  assert (least : forall t, h t <= h 0%nat).
  { induction t as [|t IH]; [apply Rle_refl|]. pose proof (step t IH) as X. pose proof (h_nonneg t).
    assert (c ^ 2 * h t <= 1 * h t) by (apply Rmult_le_compat_r; nra). lra. }
  apply (shrinking h c); [lra|exact h_nonneg|]. intro t. apply step, least.
Qed.
Lemma room_bounded_below T : 0 < Y < 1 -> (forall t, (T <= t)%nat -> Q t <= 1 + w - Y) ->
  exists g, 0 < g /\ forall t, (T <= t)%nat -> g <= G t.
Proof.
  intros HY L. set (d := 1 + w - Y) in *. assert (d0 : 0 < d) by (unfold d; lra). pose proof (room T) as GT.
  exists (Rmin (G T) (3 / 4 * d)). split; [apply Rmin_glb_lt; lra|].
  assert (H : forall n, Rmin (G T) (3 / 4 * d) <= G (T + n)%nat).
  { induction n as [|n IH]; [rewrite Nat.add_0_r; apply Rmin_l|]. replace (T + S n)%nat with (S (T + n)) by lia.
    set (t := (T + n)%nat) in *. specialize (L t ltac:(unfold t; lia)). pose proof (room t) as G0. pose proof (parts t) as [P0 Q0].
    set (b := 2 * w / (1 + w)).
    assert (R : G t * (1 + b * (r t * (r t + Y))) <= G (S t))
      by exact (room_grows w Y r h w_range Y_range h_nonneg above r_next h_next room t).
    assert (bw : b * (1 + w) = 2 * w) by (unfold b; field; lra).
    assert (b0 : 0 < b <= 1).
    { unfold b. split; [apply Rdiv_lt_0_compat; lra|]. apply Rmult_le_reg_r with (1 + w); [lra|]. fold b. lra. }
    destruct (Rle_lt_dec 0 (r t)) as [p|p].
    - assert (X : 0 <= b * (r t * (r t + Y))) by (apply Rmult_le_pos; [lra|apply Rmult_le_pos; lra]).
      assert (G t * 1 <= G t * (1 + b * (r t * (r t + Y)))) by (apply Rmult_le_compat_l; lra). lra.
    - assert (X : - (1 / 4) <= b * (r t * (r t + Y))).
      { pose proof (pow2_ge_0 (2 * r t + Y)) as K. assert (Y ^ 2 <= 1) by nra. assert (- (1 / 4) <= r t * (r t + Y)) by nra.
        assert (b * (- (1 / 4)) <= b * (r t * (r t + Y))) by (apply Rmult_le_compat_l; lra). lra. }
      assert (E : G t = 2 * (1 + w - r t) * d - (1 + w) * Q t) by (unfold G, Q, d; ring).
      assert (D : d <= G t).
      { assert ((1 + w) * Q t <= (1 + w) * d) by (apply Rmult_le_compat_l; lra).
        assert ((1 + w) * d <= (1 + w - r t) * d) by (apply Rmult_le_compat_r; lra). assert (1 * d <= (1 + w) * d) by (apply Rmult_le_compat_r; lra).
        lra. }
      assert (G t * (3 / 4) <= G t * (1 + b * (r t * (r t + Y)))) by (apply Rmult_le_compat_l; lra).
      eapply Rle_trans; [apply Rmin_r|]. lra. }
  intros t Ht. replace t with (T + (t - T))%nat by lia. apply H.
Qed.
Lemma vanishes_up : 0 < Y < 1 - w -> is_lim_seq h 0.
Proof.
  intro HY. pose proof (lesser_part_vanishes w Y r h w_range Y_range h_nonneg above r_next h_next room (proj1 HY)) as L.
  set (e := (1 - w - Y) / 2). assert (e0 : 0 < e) by (unfold e; lra).
  assert (near : exists T, forall t, (T <= t)%nat -> Q t <= 4 * e /\ Q t <= 1 + w - Y).
  { apply is_lim_seq_spec in L. destruct (L (mkposreal (Rmin (4 * e) (1 + w - Y)) ltac:(apply Rmin_glb_lt; lra))) as [T HT].
    exists T. intros t Ht. specialize (HT t Ht). simpl in HT. rewrite Rminus_0_r in HT. fold (Q t) in HT.
    pose proof (Rle_abs (Q t)). pose proof (Rmin_l (4 * e) (1 + w - Y)). pose proof (Rmin_r (4 * e) (1 + w - Y)). lra. }
  destruct near as [T near].
  destruct (room_bounded_below T ltac:(lra) (fun t Ht => proj2 (near t Ht))) as [g [g0 least]].
  set (c := Rmax (1 - g / 4) (1 - e)). assert (c1 : c < 1) by (unfold c; apply Rmax_lub_lt; lra).
  assert (cg : 1 - g / 4 <= c) by apply Rmax_l. assert (ce : 1 - e <= c) by apply Rmax_r. assert (e1 : e < 1) by (unfold e; lra).
  assert (LP : is_lim_seq P 0).
  { apply (is_lim_seq_incr_n P T). apply (shrinking (fun n => P (n + T)%nat) c); [lra|intro n; apply parts|].
    intro n. set (t := (n + T)%nat). replace (S n + T)%nat with (S t) by (unfold t; lia).
    assert (E : P (S t) = P t * (w - r t) ^ 2) by (unfold P; rewrite r_next, h_next; ring). rewrite E.
    destruct (near t ltac:(unfold t; lia)) as [q1 q2]. pose proof (least t ltac:(unfold t; lia)) as K. pose proof (parts t) as [P0 Q0].
    assert (B : - c <= w - r t <= c).
    { split.
      - assert (X : G t = 2 * (1 + w - r t) * (1 + w - Y) - (1 + w) * Q t) by (unfold G, Q; ring).
        assert (0 <= (1 + w) * Q t) by (apply Rmult_le_pos; lra).
        assert (0 < 1 + w - r t) by nra.
        assert ((1 + w - r t) * (1 + w - Y) <= (1 + w - r t) * 2) by (apply Rmult_le_compat_l; lra). lra.
      - assert (r t + Y >= - Q t / 4) by (unfold P, Q in *; lra). unfold e in *. lra. }
    pose proof (square_below _ _ B). rewrite Rmult_comm. apply Rmult_le_compat_r; assumption. }
  apply is_lim_seq_ext with (fun t => / 2 * (P t + Q t)); [intro t; unfold P, Q; field|].
  replace (Finite 0) with (Finite (/ 2 * (0 + 0))) by (f_equal; ring). apply is_lim_seq_mult'; [apply is_lim_seq_const|].
  apply is_lim_seq_plus'; [exact LP|exact L].
Qed.
End Vanish.

(* All w, and both signs of Y. *)
Theorem decay_vanishes w Y (r h : nat -> R) : -1 < w < 1 -> Y ^ 2 < (1 + w) ^ 2 -> Y ^ 2 < (1 - w) ^ 2 -> (forall t, 0 <= h t) ->
  (forall t, 4 * (r t + Y) ^ 2 <= h t ^ 2) -> (forall t, r (S t) = (w ^ 2 + r t ^ 2) * (r t + Y) - w * r t * h t - Y) ->
  (forall t, h (S t) = (w ^ 2 + r t ^ 2) * h t - 4 * w * r t * (r t + Y)) ->
  (forall t, 0 < 2 * (1 + w) ^ 2 + 2 * (Y * r t) - (1 + w) * h t) -> is_lim_seq h 0.
Proof.
  intros V B C H0 A Rn Hn G. destruct (Rle_lt_dec w 0) as [w0|w0]; [apply (strong_decay w Y r h); try assumption; lra|].
  assert (W : 0 < w < 1) by lra. assert (- (1 - w) < Y < 1 - w) by (split; nra). destruct (Rtotal_order Y 0) as [L|[E|L]].
  - apply (vanishes_up w (- Y) (fun t => - r t) h W); try lra; try assumption; intro t.
    + replace ((- r t + - Y) ^ 2) with ((r t + Y) ^ 2) by ring. apply A.
    + rewrite Rn. ring.
    + rewrite Hn. ring.
    + replace (- Y * - r t) with (Y * r t) by ring. apply G.
  - exact (vanishes_zero w Y r h W H0 A Hn G E).
  - apply (vanishes_up w Y r h W); try assumption; lra.
Qed.
