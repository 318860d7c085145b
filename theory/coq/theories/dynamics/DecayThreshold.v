(* One datum with a target, linear net, weight decay, 1 - w < Y <= 9/5 - w, below the edge of DecayEdge.v: with b = w + Y - 1 the part
   x = (h + 2 (r + Y)) / 4 is multiplied by (1 + b - x + q)^2, where the lesser part q = (h - 2 (r + Y)) / 4 vanishes. So e = x - b is
   multiplied by 1 - x (2 - e), up to what vanishes with q. That lies above -24/25, and below 1 by a gap where x is above some number: e
   falls until x is at most 1 + b - (1 - b) / 2, from where on x stays above some number unless it is 0, and e tends to 0. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import DecayEdge DecayStrong DecayBalance DecayVanish.
Open Scope R_scope.

(* What falls by a factor up to something that vanishes, vanishes. *)
Lemma driven_vanishes (m p : nat -> R) c T : 0 <= c < 1 -> (forall t, 0 <= m t) -> is_lim_seq p 0 ->
  (forall t, (T <= t)%nat -> m (S t) <= c * m t + p t) -> is_lim_seq m 0.
Proof.
  intros C m0 P F. apply is_lim_seq_spec. intros [eps eps0]. simpl. apply is_lim_seq_spec in P.
  assert (d0 : 0 < (1 - c) / 2 * (eps / 2)) by (apply Rmult_lt_0_compat; lra). destruct (P (mkposreal _ d0)) as [T1 H1]. simpl in H1.
  assert (small : forall t, (T + T1 <= t)%nat -> p t <= (1 - c) / 2 * (eps / 2)).
  { intros t Ht. specialize (H1 t ltac:(lia)). rewrite Rminus_0_r in H1. pose proof (Rle_abs (p t)). lra. }
  destruct (eventually_below m ((1 + c) / 2) (eps / 2) (T + T1)) as [T' [_ B]]; try lra; try exact m0.
  - intros t Ht L. pose proof (F t ltac:(lia)). pose proof (small t Ht). assert (c * m t <= c * (eps / 2)) by (apply Rmult_le_compat_l; lra). lra.
  - intros t Ht L. pose proof (F t ltac:(lia)). pose proof (small t Ht).
    assert ((1 - c) / 2 * (eps / 2) <= (1 - c) / 2 * m t) by (apply Rmult_le_compat_l; lra). lra.
  - exists T'. intros t Ht. rewrite Rminus_0_r, Rabs_pos_eq by apply m0. pose proof (B t Ht). lra.
Qed.

Section Threshold.
Variables (w Y : R) (r h : nat -> R).
Hypothesis w_range : 0 < w < 1.
Hypothesis Y_range : Y ^ 2 < (1 + w) ^ 2.
Hypothesis h_nonneg : forall t, 0 <= h t.
Hypothesis above : forall t, 4 * (r t + Y) ^ 2 <= h t ^ 2.
Hypothesis r_next : forall t, r (S t) = (w ^ 2 + r t ^ 2) * (r t + Y) - w * r t * h t - Y.
Hypothesis h_next : forall t, h (S t) = (w ^ 2 + r t ^ 2) * h t - 4 * w * r t * (r t + Y).
Hypothesis room : forall t, 0 < 2 * (1 + w) ^ 2 + 2 * (Y * r t) - (1 + w) * h t.
Hypothesis beyond : 1 - w < Y <= 9 / 5 - w.
Let b := w + Y - 1.
Let x t := (h t + 2 * (r t + Y)) / 4.
Let q t := (h t - 2 * (r t + Y)) / 4.
Let e t := x t - b.
Let b_range : 0 < b <= 4 / 5.
Proof. unfold b. lra. Qed.
Let parts t : 0 <= x t /\ 0 <= q t.
Proof.
  pose proof (output_below Y r h h_nonneg above t). pose proof (Rle_abs (r t + Y)). pose proof (Rle_abs (- (r t + Y))) as C.
  rewrite Rabs_Ropp in C. unfold x, q. lra.
Qed.
Let x_next t : x (S t) = x t * (1 + b - x t + q t) ^ 2.
Proof. unfold x, q, b. rewrite r_next, h_next. field. Qed.
Let e_next t : e (S t) = e t * (1 - x t * (2 - e t)) + x t * (2 * (1 - e t) * q t + q t ^ 2).
Proof. unfold e. rewrite x_next. ring. Qed.
Let q_vanishes : is_lim_seq q 0.
Proof.
  pose proof (lesser_part_vanishes w Y r h w_range Y_range h_nonneg above r_next h_next room ltac:(lra)) as L.
  apply is_lim_seq_ext with (fun t => / 4 * (h t - 2 * (r t + Y))); [intro t; unfold q; field|].
  replace (Finite 0) with (Finite (/ 4 * 0)) by (f_equal; ring). apply is_lim_seq_mult'; [apply is_lim_seq_const|exact L].
Qed.
Let near d : 0 < d -> exists T, forall t, (T <= t)%nat -> q t <= d.
Proof.
  intros d0. pose proof q_vanishes as K. apply is_lim_seq_spec in K. destruct (K (mkposreal d d0)) as [T HT]. exists T. intros t Ht.
  specialize (HT t Ht). simpl in HT. rewrite Rminus_0_r in HT. pose proof (Rle_abs (q t)). lra.
Qed.
(* What q adds. *)
Let push t := 20 * q t.
Let push_vanishes : is_lim_seq push 0.
Proof.
  replace (Finite 0) with (Finite (20 * 0)) by (f_equal; ring). apply is_lim_seq_mult'; [apply is_lim_seq_const|exact q_vanishes].
Qed.
Let apart t c : q t <= 1 -> e t <= 2 -> -1 <= c - 1 -> 1 - x t * (2 - e t) <= c -> 24 / 25 <= c -> Rabs (e (S t)) <= c * Rabs (e t) + push t.
Proof.
  intros q1 e2 _ H C. pose proof (parts t) as [x0 q0]. pose proof b_range as B. rewrite e_next.
  eapply Rle_trans; [apply Rabs_triang|]. apply Rplus_le_compat.
  - rewrite Rabs_mult, Rmult_comm. apply Rmult_le_compat_r; [apply Rabs_pos|]. apply Rabs_le. split; [|exact H].
    (* x (2 - e) <= (1 + b/2)^2 *)
    assert (x t * (2 - e t) <= (1 + b / 2) ^ 2) by (unfold e; pose proof (pow2_ge_0 (x t - (2 + b) / 2)); nra).
    assert ((1 + b / 2) ^ 2 <= 49 / 25) by nra. lra.
  - assert (xb : x t <= 14 / 5) by (unfold e in e2; lra). assert (eb : - (4 / 5) <= e t) by (unfold e; lra).
    assert (A : Rabs (2 * (1 - e t) * q t + q t ^ 2) <= 5 * q t) by (apply Rabs_le; nra).
    rewrite Rabs_mult, (Rabs_pos_eq (x t)) by exact x0. unfold push.
    apply Rle_trans with (x t * (5 * q t)); [apply Rmult_le_compat_l; assumption|]. nra.
Qed.
Lemma threshold_up : is_lim_seq h 0 \/ is_lim_seq r (w - 1).
Proof.
  destruct (Classical_Prop.classic (exists t, x t = 0)) as [[t0 Z]|NZ].
  { left. assert (X : is_lim_seq x 0).
    { apply (is_lim_seq_incr_n x t0). apply is_lim_seq_ext with (fun _ => 0); [|apply is_lim_seq_const].
      induction n as [|n I]; [symmetry; exact Z|]. simpl. rewrite x_next, <- I. ring. }
    apply is_lim_seq_ext with (fun t => 2 * (x t + q t)); [intro t; unfold x, q; field|].
    replace (Finite 0) with (Finite (2 * (0 + 0))) by (f_equal; ring). apply is_lim_seq_mult'; [apply is_lim_seq_const|].
    apply is_lim_seq_plus'; [exact X|exact q_vanishes]. }
  right. assert (xp : forall t, 0 < x t).
  { intro t. destruct (parts t) as [[H|H] _]; [exact H|]. exfalso. apply NZ. exists t. symmetry. exact H. }
  pose proof b_range as B. set (d := (1 - b) / 2). assert (d0 : 0 < d <= 1) by (unfold d; lra).
  (* The room stays above some g. *)
  destruct (near ((1 + w - Y) / 4) ltac:(nra)) as [T0 near0].
  assert (Y1 : 0 < Y < 1 + w) by (split; nra).
  destruct (room_bounded_below w Y r h w_range Y_range h_nonneg above r_next h_next room T0 Y1) as [g [g0 least]].
  { intros t Ht. pose proof (near0 t Ht) as K. unfold q in K. lra. }
  destruct (near (Rmin (g / 32) 1) ltac:(apply Rmin_glb_lt; lra)) as [T1 near1].
  assert (upper : forall t, (T0 + T1 <= t)%nat -> q t <= 1 /\ g / 16 <= 2 - e t).
  { intros t Ht. pose proof (least t ltac:(lia)) as K. pose proof (near1 t ltac:(lia)) as Q. pose proof (parts t) as [x0 q0].
    pose proof (Rmin_l (g / 32) 1). pose proof (Rmin_r (g / 32) 1).
    assert (E : 2 * (1 + w) ^ 2 + 2 * (Y * r t) - (1 + w) * h t = 2 * (2 + b - x t + q t) * (1 + w - Y) - 4 * ((1 + w) * q t))
      by (unfold x, q, b; field). rewrite E in K.
    assert (0 <= (1 + w) * q t) by (apply Rmult_le_pos; lra). assert (P : 0 < 2 + b - x t + q t) by nra.
    assert ((2 + b - x t + q t) * (1 + w - Y) <= (2 + b - x t + q t) * 2) by (apply Rmult_le_compat_l; lra).
    unfold e. split; lra. }
  (* Where e >= 0 it falls by the factor c. *)
  set (c := Rmax (24 / 25) (1 - b * (g / 16))). assert (bg : 0 < b * (g / 16)) by (apply Rmult_lt_0_compat; lra).
  assert (c1 : c < 1) by (unfold c; apply Rmax_lub_lt; lra). assert (c24 : 24 / 25 <= c) by apply Rmax_l.
  assert (cb : 1 - b * (g / 16) <= c) by apply Rmax_r.
  destruct (near (Rmin d ((1 - c) / 2 * (b + d)) / 20)) as [T2 near2].
  { assert (0 < (1 - c) / 2 * (b + d)) by (apply Rmult_lt_0_compat; lra). assert (0 < Rmin d ((1 - c) / 2 * (b + d))) by (apply Rmin_glb_lt; lra). lra. }
  set (T := (T0 + T1 + T2)%nat). assert (pushed : forall t, (T <= t)%nat -> push t <= d /\ push t <= (1 - c) / 2 * (b + d)).
  { intros t Ht. pose proof (near2 t ltac:(unfold T in Ht; lia)). unfold push.
    pose proof (Rmin_l d ((1 - c) / 2 * (b + d))). pose proof (Rmin_r d ((1 - c) / 2 * (b + d))). lra. }
  assert (fall : forall t, (T <= t)%nat -> 0 <= e t -> Rabs (e (S t)) <= c * Rabs (e t) + push t).
  { intros t Ht E. destruct (upper t ltac:(unfold T in Ht; lia)) as [Q U]. apply apart; try lra.
    assert (b * (g / 16) <= x t * (2 - e t)) by (apply Rmult_le_compat; unfold e in *; lra). lra. }
  assert (keep : forall t, (T <= t)%nat -> e t < 0 -> Rabs (e (S t)) <= b + push t).
  { intros t Ht E. destruct (upper t ltac:(unfold T in Ht; lia)) as [Q U]. pose proof (parts t) as [x0 _].
    assert (A : Rabs (e (S t)) <= 1 * Rabs (e t) + push t) by (apply apart; try lra; assert (0 <= x t * (2 - e t)) by (apply Rmult_le_pos; lra); lra).
    assert (Rabs (e t) <= b) by (rewrite Rabs_left by exact E; unfold e; lra). lra. }
  destruct (eventually_below (fun t => Rabs (e t)) ((1 + c) / 2) (b + d) T) as [T' [TT bounded]]; try lra; [intro; apply Rabs_pos| | |].
  { intros t Ht L. destruct (pushed t Ht) as [pd pc]. destruct (Rle_lt_dec 0 (e t)) as [E|E]; [|pose proof (keep t Ht E); lra].
    pose proof (fall t Ht E). assert (c * Rabs (e t) <= c * (b + d)) by (apply Rmult_le_compat_l; lra).
    assert (0 <= (1 - c) / 2 * (b + d)) by (apply Rmult_le_pos; lra). lra. }
  { intros t Ht L. destruct (pushed t Ht) as [pd pc]. destruct (Rle_lt_dec 0 (e t)) as [E|E].
    - pose proof (fall t Ht E). assert ((1 - c) / 2 * (b + d) <= (1 - c) / 2 * Rabs (e t)) by (apply Rmult_le_compat_l; lra). lra.
    - exfalso. pose proof (parts t) as [x0 _]. assert (Rabs (e t) <= b) by (rewrite Rabs_left by exact E; unfold e; lra). lra. }
  (* From there on x stays above some number. *)
  set (low := Rmin (x T') (b / 2 * d ^ 2)). assert (low0 : 0 < low).
  { unfold low. apply Rmin_glb_lt; [apply xp|]. apply Rmult_lt_0_compat; [lra|apply pow_lt; lra]. }
  assert (lower : forall t, (T' <= t)%nat -> low <= x t).
  { intros t Ht. induction Ht as [|t Ht IH]; [apply Rmin_l|]. pose proof (bounded t Ht) as L. pose proof (parts t) as [x0 q0].
    pose proof (Rle_abs (e t)). rewrite x_next. destruct (Rle_lt_dec (x t) (b / 2)) as [S|S].
    - assert (1 ^ 2 <= (1 + b - x t + q t) ^ 2) by (apply pow_incr; lra).
      assert (x t * 1 ^ 2 <= x t * (1 + b - x t + q t) ^ 2) by (apply Rmult_le_compat_l; lra). lra.
    - assert (F : d <= 1 + b - x t + q t) by (unfold e, d in *; lra). assert (d ^ 2 <= (1 + b - x t + q t) ^ 2) by (apply pow_incr; lra).
      apply Rle_trans with (b / 2 * d ^ 2); [apply Rmin_r|]. apply Rmult_le_compat; try lra. apply pow2_ge_0. }
  set (c2 := Rmax (24 / 25) (1 - low)). assert (c21 : c2 < 1) by (unfold c2; apply Rmax_lub_lt; lra).
  assert (c224 : 24 / 25 <= c2) by apply Rmax_l. assert (c2l : 1 - low <= c2) by apply Rmax_r.
  assert (E0 : is_lim_seq (fun t => Rabs (e t)) 0).
  { apply (driven_vanishes _ push c2 T'); try lra; [intro; apply Rabs_pos|exact push_vanishes|]. intros t Ht.
    pose proof (bounded t Ht) as L. pose proof (lower t Ht) as K. destruct (upper t ltac:(unfold T in TT; lia)) as [Q U].
    pose proof (Rle_abs (e t)). apply apart; try lra.
    assert (low * 1 <= x t * (2 - e t)) by (apply Rmult_le_compat; unfold d in *; lra). lra. }
  apply is_lim_seq_abs_0 in E0. apply is_lim_seq_ext with (fun t => e t - q t + (w - 1)); [intro t; unfold e, x, q, b; field|].
  replace (Finite (w - 1)) with (Finite (0 - 0 + (w - 1))) by (f_equal; ring). apply is_lim_seq_plus'; [|apply is_lim_seq_const].
  apply is_lim_seq_minus'; [exact E0|exact q_vanishes].
Qed.
End Threshold.

(* Both signs of Y; then w > 0. *)
Theorem decay_threshold w Y (r h : nat -> R) : -1 < w < 1 -> Y ^ 2 < (1 + w) ^ 2 -> (1 - w) ^ 2 < Y ^ 2 -> Y ^ 2 <= (9 / 5 - w) ^ 2 ->
  (forall t, 0 <= h t) -> (forall t, 4 * (r t + Y) ^ 2 <= h t ^ 2) ->
  (forall t, r (S t) = (w ^ 2 + r t ^ 2) * (r t + Y) - w * r t * h t - Y) -> (forall t, h (S t) = (w ^ 2 + r t ^ 2) * h t - 4 * w * r t * (r t + Y)) ->
  (forall t, 0 < 2 * (1 + w) ^ 2 + 2 * (Y * r t) - (1 + w) * h t) -> is_lim_seq h 0 \/ is_lim_seq (fun t => r t ^ 2) ((1 - w) ^ 2).
Proof.
  intros V B C D H0 A Rn Hn G. assert (W : 0 < w < 1) by nra.
  assert (square : forall s : nat -> R, is_lim_seq s (w - 1) -> is_lim_seq (fun t => s t ^ 2) ((1 - w) ^ 2)).
  { intros s L. apply is_lim_seq_ext with (fun t => s t * s t); [intro t; ring|].
    replace (Finite ((1 - w) ^ 2)) with (Finite ((w - 1) * (w - 1))) by (f_equal; ring). apply is_lim_seq_mult'; exact L. }
  destruct (Rle_lt_dec 0 Y) as [P|P].
  - assert (1 - w < Y <= 9 / 5 - w) by (split; nra). destruct (threshold_up w Y r h W B H0 A Rn Hn G) as [L|L]; try assumption; [left; exact L|].
    right. apply square, L.
  - assert (1 - w < - Y <= 9 / 5 - w) by (split; nra).
    destruct (threshold_up w (- Y) (fun t => - r t) h W) as [L|L]; try assumption; try nra.
    + intro t. replace ((- r t + - Y) ^ 2) with ((r t + Y) ^ 2) by ring. apply A.
    + intro t. rewrite Rn. ring.
    + intro t. rewrite Hn. ring.
    + intro t. replace (- Y * - r t) with (Y * r t) by ring. apply G.
    + left. exact L.
    + right. apply is_lim_seq_ext with (fun t => (- r t) ^ 2); [intro t; ring|]. apply (square (fun t => - r t)), L.
Qed.
