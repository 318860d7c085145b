(* One datum with a target, linear net, weight decay, |Y| <= 1 - w, below the edge of DecayEdge.v: the kernel tends to 0. For w <= 0 it
   is strong decay. For w > 0 and Y > 0 the lesser part Q = h - 2 (r + Y) vanishes, and P = h + 2 (r + Y) is multiplied by (w - r)^2, where
   w - r <= 1 - P / 4 + Q / 4, and w - r stays above -1 by a gap, as the room G does not vanish: it grows where r >= 0, and is large where
   r < 0 and Q is small. So P falls by a factor wherever it is above some d and Q is small, and then stays below d. For Y = 0, h is
   multiplied by max(w^2, (w - h / 2)^2) or less. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import DecayEdge DecayStrong DecayBalance.
Open Scope R_scope.

(* What falls by a factor wherever it is above L, and does not leave what is below, comes to lie below. *)
Lemma eventually_below (m : nat -> R) c L T : 0 <= c < 1 -> 0 < L -> (forall t, 0 <= m t) ->
  (forall t, (T <= t)%nat -> m t <= L -> m (S t) <= L) -> (forall t, (T <= t)%nat -> L < m t -> m (S t) <= c * m t) ->
  exists T', (T <= T')%nat /\ forall t, (T' <= t)%nat -> m t <= L.
Proof.
  intros C L0 m0 stays falls. destruct (Classical_Prop.classic (exists n, m (n + T)%nat <= L)) as [[n0 B]|N].
  - exists (n0 + T)%nat. split; [lia|]. intros t Ht. induction Ht as [|t Ht IH]; [exact B|]. apply stays; [lia|exact IH].
  - exfalso. assert (A : forall n, m (n + T)%nat <= m T * c ^ n).
    { induction n as [|n IH]; [simpl; lra|]. assert (B : L < m (n + T)%nat) by (apply Rnot_le_lt; intro B; apply N; exists n; exact B).
      pose proof (falls (n + T)%nat ltac:(lia) B) as F. change (S n + T)%nat with (S (n + T)). simpl.
      assert (c * m (n + T)%nat <= c * (m T * c ^ n)) by (apply Rmult_le_compat_l; lra). lra. }
    assert (K : is_lim_seq (fun n => m T * c ^ n) 0).
    { replace (Finite 0) with (Finite (m T * 0)) by (f_equal; ring). apply is_lim_seq_mult'; [apply is_lim_seq_const|].
      apply is_lim_seq_geom. rewrite Rabs_pos_eq; lra. }
    apply is_lim_seq_spec in K. destruct (K (mkposreal L L0)) as [n Hn]. specialize (Hn n (Nat.le_refl n)). simpl in Hn.
    rewrite Rminus_0_r in Hn. pose proof (Rle_abs (m T * c ^ n)). apply N. exists n. pose proof (A n). lra.
Qed.

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
Lemma room_bounded_below T : 0 < Y < 1 + w -> (forall t, (T <= t)%nat -> Q t <= 1 + w - Y) ->
  exists g, 0 < g /\ forall t, (T <= t)%nat -> g <= G t.
Proof.
  intros HY L. set (d := 1 + w - Y) in *. assert (d0 : 0 < d) by (unfold d; lra). pose proof (room T) as GT.
  set (k := 1 - w * (1 + w) / 2). assert (k0 : 0 < k) by (unfold k; nra). assert (kd : 0 < k * d) by (apply Rmult_lt_0_compat; assumption).
  exists (Rmin (G T) (k * d)). split; [apply Rmin_glb_lt; lra|].
  assert (H : forall n, Rmin (G T) (k * d) <= G (T + n)%nat).
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
    - assert (X : - (w * (1 + w) / 2) <= b * (r t * (r t + Y))).
      { pose proof (pow2_ge_0 (2 * r t + Y)) as K. assert (- ((1 + w) ^ 2 / 4) <= r t * (r t + Y)) by lra.
        assert (b * (- ((1 + w) ^ 2 / 4)) <= b * (r t * (r t + Y))) by (apply Rmult_le_compat_l; lra).
        replace (b * (- ((1 + w) ^ 2 / 4))) with (- (b * (1 + w) * (1 + w) / 4)) in * by field. rewrite bw in *. lra. }
      assert (E : G t = 2 * (1 + w - r t) * d - (1 + w) * Q t) by (unfold G, Q, d; ring).
      assert (D : d <= G t).
      { assert ((1 + w) * Q t <= (1 + w) * d) by (apply Rmult_le_compat_l; lra).
        assert ((1 + w) * d <= (1 + w - r t) * d) by (apply Rmult_le_compat_r; lra). assert (1 * d <= (1 + w) * d) by (apply Rmult_le_compat_r; lra).
        lra. }
      assert (G t * k <= G t * (1 + b * (r t * (r t + Y)))) by (apply Rmult_le_compat_l; unfold k; lra).
      assert (d * k <= G t * k) by (apply Rmult_le_compat_r; lra).
      eapply Rle_trans; [apply Rmin_r|]. lra. }
  intros t Ht. replace t with (T + (t - T))%nat by lia. apply H.
Qed.
Lemma vanishes_up : 0 < Y <= 1 - w -> is_lim_seq h 0.
Proof.
  intro HY. pose proof (lesser_part_vanishes w Y r h w_range Y_range h_nonneg above r_next h_next room (proj1 HY)) as L.
  assert (near : forall d, 0 < d -> exists T, forall t, (T <= t)%nat -> Q t <= d).
  { intros d d0. pose proof L as K. apply is_lim_seq_spec in K. destruct (K (mkposreal d d0)) as [T HT]. exists T. intros t Ht.
    specialize (HT t Ht). simpl in HT. rewrite Rminus_0_r in HT. fold (Q t) in HT. pose proof (Rle_abs (Q t)). lra. }
  destruct (near (1 + w - Y) ltac:(lra)) as [T0 near0]. destruct (room_bounded_below T0 ltac:(lra) near0) as [g [g0 least]].
  assert (E : forall t, P (S t) = P t * (w - r t) ^ 2) by (intro t; unfold P; rewrite r_next, h_next; ring).
  assert (low : forall t, (T0 <= t)%nat -> -1 + g / 4 <= w - r t).
  { intros t Ht. pose proof (least t Ht) as K. pose proof (parts t) as [P0 Q0].
    assert (X : G t = 2 * (1 + w - r t) * (1 + w - Y) - (1 + w) * Q t) by (unfold G, Q; ring).
    assert (0 <= (1 + w) * Q t) by (apply Rmult_le_pos; lra). assert (0 < 1 + w - r t) by nra.
    assert ((1 + w - r t) * (1 + w - Y) <= (1 + w - r t) * 2) by (apply Rmult_le_compat_l; lra). lra. }
  assert (high : forall t, w - r t <= 1 - P t / 4 + Q t / 4) by (intro t; unfold P, Q; lra).
  assert (LP : is_lim_seq P 0).
  { apply is_lim_seq_spec. intros [eps eps0]. simpl. set (d := Rmin (eps / 2) 1).
    assert (d0 : 0 < d) by (unfold d; apply Rmin_glb_lt; lra). assert (d1 : d <= 1) by apply Rmin_r. assert (de : d <= eps / 2) by apply Rmin_l.
    destruct (near (d / 4) ltac:(lra)) as [T1 near1]. set (T := (T0 + T1)%nat).
    set (c := Rmax (1 - g / 4) (1 - d / 8)). assert (c1 : c < 1) by (unfold c; apply Rmax_lub_lt; lra).
    assert (cg : 1 - g / 4 <= c) by apply Rmax_l. assert (cd : 1 - d / 8 <= c) by apply Rmax_r.
    assert (stays : forall t, (T <= t)%nat -> P t <= d -> P (S t) <= d).
    { intros t Ht B. rewrite E. pose proof (parts t) as [P0 Q0]. pose proof (low t ltac:(unfold T in Ht; lia)) as l.
      pose proof (high t) as u. pose proof (near1 t ltac:(unfold T in Ht; lia)) as q. destruct (Rle_lt_dec (Q t) (P t)) as [C|C].
      - pose proof (square_below (w - r t) 1 ltac:(lra)) as V. assert (P t * (w - r t) ^ 2 <= P t * 1 ^ 2) by (apply Rmult_le_compat_l; lra). lra.
      - pose proof (square_below (w - r t) 2 ltac:(lra)) as V. assert (P t * (w - r t) ^ 2 <= P t * 2 ^ 2) by (apply Rmult_le_compat_l; lra). lra. }
    assert (falls : forall t, (T <= t)%nat -> d < P t -> P (S t) <= c ^ 2 * P t).
    { intros t Ht B. rewrite E. pose proof (parts t) as [P0 Q0]. pose proof (low t ltac:(unfold T in Ht; lia)) as l.
      pose proof (high t) as u. pose proof (near1 t ltac:(unfold T in Ht; lia)) as q.
      pose proof (square_below (w - r t) c ltac:(lra)) as V. rewrite Rmult_comm. apply Rmult_le_compat_r; assumption. }
    destruct (eventually_below P (c ^ 2) d T) as [T' [_ B]]; [nra|exact d0|intro t; apply parts|exact stays|exact falls|].
    exists T'. intros t Ht. rewrite Rminus_0_r, Rabs_pos_eq by apply parts. apply Rle_lt_trans with d; [apply B, Ht|lra]. }
  apply is_lim_seq_ext with (fun t => / 2 * (P t + Q t)); [intro t; unfold P, Q; field|].
  replace (Finite 0) with (Finite (/ 2 * (0 + 0))) by (f_equal; ring). apply is_lim_seq_mult'; [apply is_lim_seq_const|].
  apply is_lim_seq_plus'; [exact LP|exact L].
Qed.
End Vanish.

(* All w, and both signs of Y. *)
Theorem decay_vanishes w Y (r h : nat -> R) : -1 < w < 1 -> Y ^ 2 < (1 + w) ^ 2 -> Y ^ 2 <= (1 - w) ^ 2 -> (forall t, 0 <= h t) ->
  (forall t, 4 * (r t + Y) ^ 2 <= h t ^ 2) -> (forall t, r (S t) = (w ^ 2 + r t ^ 2) * (r t + Y) - w * r t * h t - Y) ->
  (forall t, h (S t) = (w ^ 2 + r t ^ 2) * h t - 4 * w * r t * (r t + Y)) ->
  (forall t, 0 < 2 * (1 + w) ^ 2 + 2 * (Y * r t) - (1 + w) * h t) -> is_lim_seq h 0.
Proof.
  intros V B C H0 A Rn Hn G. destruct (Rle_lt_dec w 0) as [w0|w0]; [apply (strong_decay w Y r h); try assumption; lra|].
  assert (W : 0 < w < 1) by lra. assert (- (1 - w) <= Y <= 1 - w) by (split; nra). destruct (Rtotal_order Y 0) as [L|[E|L]].
  - apply (vanishes_up w (- Y) (fun t => - r t) h W); try lra; try assumption; intro t.
    + replace ((- r t + - Y) ^ 2) with ((r t + Y) ^ 2) by ring. apply A.
    + rewrite Rn. ring.
    + rewrite Hn. ring.
    + replace (- Y * - r t) with (Y * r t) by ring. apply G.
  - exact (vanishes_zero w Y r h W H0 A Hn G E).
  - apply (vanishes_up w Y r h W); try assumption; lra.
Qed.
