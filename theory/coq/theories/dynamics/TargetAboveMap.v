(* The normal form above its edge, E < 0: unless R = 0 exactly at some step, P + Q is unbounded. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Logarithm TargetMap TargetBothSigns.
Open Scope R_scope.

Section above.
Variable Y : R. Hypothesis Y1 : 0 < Y < 2.
Variables P Q : nat -> R.
Notation r := (rr Y P Q). Notation E := (EE Y P Q).
Hypothesis mP : forall t, P (S t) = P t * (1 - r t)^2.
Hypothesis mQ : forall t, Q (S t) = Q t * (1 + r t)^2.
Hypothesis P0 : 0 <= P 0%nat. Hypothesis Q0 : 0 <= Q 0%nat.
Hypothesis E0 : E 0%nat < 0.
Lemma Eneg t : E t < 0.
Proof. induction t; [exact E0|]. rewrite (E_step Y P Q mP mQ). pose proof (pow2_ge_0 (2 * r t + Y)). assert (0 < 1 + r t * (r t + Y)) by nra. nra. Qed.
Theorem above_unbounded : (forall t, r t <> 0) -> ~ exists B, forall t, P t + Q t <= B.
Proof.
  intros NZ [B HB]. pose proof (P_nn Y P Q mP P0) as Pn. pose proof (Q_nn Y P Q mQ Q0) as Qn.
  assert (B0: 0 <= B) by (specialize (HB 0%nat); pose proof (Pn 0%nat); pose proof (Qn 0%nat); lra).
  set (b := B + 2). assert (rb: forall t, - b <= r t <= b). { intro t. specialize (HB t). pose proof (Pn t). pose proof (Qn t). unfold rr, b. lra. }
  assert (eb: forall t, - E t <= 4*b). { intro t. specialize (HB t). pose proof (Pn t). pose proof (Qn t). unfold EE, b. nra. }
  assert (qbig: forall t, Q t < 2 - Y -> 1 <= r t). { intros t H. pose proof (EQ Y P Q t) as X. pose proof (Eneg t). nra. }
  assert (noconv: ~ is_lim_seq r 0).
  { intro L. apply is_lim_seq_spec in L. destruct (L (mkposreal 1 Rlt_0_1)) as [T HT]. simpl in HT.
    assert (grow: forall n, Rabs (r T) <= Rabs (r (T+n)%nat)).
    { induction n; [rewrite Nat.add_0_r; lra|]. eapply Rle_trans; [exact IHn|]. rewrite Nat.add_succ_r, (R_step Y P Q mP mQ), Rabs_mult.
      specialize (HT (T+n)%nat ltac:(lia)). rewrite Rminus_0_r in HT. apply Rabs_def2 in HT. pose proof (Eneg (T+n)%nat).
      assert (1 <= Rabs (r (T+n)%nat^2 - 3 + E (T+n)%nat)). { rewrite Rabs_left; nra. }
      pose proof (Rabs_pos (r (T+n)%nat)). nra. }
    pose proof (Rabs_pos_lt _ (NZ T)) as p. destruct (L (mkposreal _ p)) as [M HM]. simpl in HM.
    specialize (HM (T+M)%nat ltac:(lia)). rewrite Rminus_0_r in HM. specialize (grow M). lra. }
  destruct (Markov.LPO (fun t => Q t = 0)) as [[t0 Z]|NQ].
  { intro n. destruct (Req_dec (Q n) 0); [left|right]; assumption. }
  - (* Q = 0: r > 2 grows without bound *)
    assert (ZZ: forall n, Q (t0+n)%nat = 0). { induction n; [rewrite Nat.add_0_r; exact Z|]. rewrite Nat.add_succ_r, mQ, IHn. ring. }
    assert (r2: forall n, 2 < r (t0+n)%nat). { intro n. pose proof (EQ Y P Q (t0+n)%nat) as X. rewrite ZZ in X. pose proof (Eneg (t0+n)%nat). nra. }
    set (d := r t0 - 2). assert (d0: 0 < d) by (unfold d; pose proof (r2 0%nat); rewrite Nat.add_0_r in *; lra).
    assert (gr: forall n, 2 + d + INR n * d <= r (t0+n)%nat).
    { induction n; [simpl; rewrite Nat.add_0_r; unfold d; lra|]. rewrite Nat.add_succ_r, S_INR, (R_step Y P Q mP mQ), EQ, ZZ.
      pose proof (r2 n). set (x := r (t0+n)%nat) in *. replace (x * (x^2-3+((2-Y)*(2-x)-0))) with (x + x*((x-2)*(x+Y))) by ring.
      pose proof (pos_INR n). assert (d <= x - 2) by nra. assert (x-2 <= x*((x-2)*(x+Y))). { replace (x*((x-2)*(x+Y))) with ((x-2)*(x*(x+Y))) by ring. assert (1 <= x*(x+Y)) by nra. nra. } lra. }
    pose proof is_lim_seq_INR as LI. apply is_lim_seq_spec in LI. destruct (LI (b/d)) as [n Hn]. specialize (Hn n (le_n n)).
    apply (Rmult_lt_compat_r d) in Hn; [|exact d0]. replace (b/d*d) with b in Hn by (field; lra). specialize (gr n). destruct (rb (t0+n)%nat). lra.
  - assert (QP: forall t, 0 < Q t) by (intro t; pose proof (Qn t); specialize (NQ t); lra).
    set (ph := fun t => ln (- E t) - Y/2 * ln (Q t)). set (k := (2-Y)/(8*b^2)).
    assert (b1: 1 <= b) by (unfold b; lra). assert (k0: 0 < k) by (unfold k; apply Rdiv_lt_0_compat; nra).
    assert (inc: forall t, ph t + k * r t^2 <= ph (S t)).
    { intro t. unfold ph. assert (N: 1 + r t <> 0). { intro Z. pose proof (QP (S t)) as X. rewrite mQ, Z in X. lra. }
      pose proof (bounded_gain Y (r t) b ltac:(lra) b1 (rb t) N) as I. fold k in I.
      assert (S0: 0 < 1 + r t * (r t + Y)) by (pose proof (pow2_ge_0 (2*r t + Y)); nra). pose proof (Eneg t).
      rewrite (E_step Y P Q mP mQ), mQ. replace (- (E t * (1 + r t*(r t + Y)))) with ((- E t) * (1 + r t*(r t+Y))) by ring.
      rewrite ln_mult, ln_mult; [|apply QP|apply pow2_gt_0; exact N|lra|exact S0]. lra. }
    assert (I: forall t, ph t <= ph (S t)). { intro t. pose proof (inc t). pose proof (pow2_ge_0 (r t)). nra. }
    destruct (ex_lim_seq_incr ph I) as [l L]. destruct l as [l| |].
    + apply noconv. apply sq_lim.
      assert (D: is_lim_seq (fun t => (ph (S t) - ph t) * / k) 0).
      { replace (Finite 0) with (Finite ((l - l) * / k)) by (f_equal; field; lra).
        apply is_lim_seq_mult'; [|apply is_lim_seq_const]. apply is_lim_seq_minus'; [|exact L]. apply (is_lim_seq_incr_1 ph); exact L. }
      apply is_lim_seq_le_le with (u := fun _ => 0) (w := fun t => (ph (S t) - ph t) * / k); [|apply is_lim_seq_const|exact D].
      intro t. split; [apply pow2_ge_0|]. pose proof (inc t). apply Rmult_le_reg_r with k; [exact k0|].
      replace ((ph (S t) - ph t) * / k * k) with (ph (S t) - ph t) by (field; lra). lra.
    + assert (b4: 0 < 4*b) by lra. apply is_lim_seq_spec in L. destruct (L (ln (4*b) - Y/2 * ln (2 - Y))) as [T HT].
      assert (Qs: forall n, (T <= n)%nat -> Q n < 2 - Y).
      { intros n Hn. specialize (HT n Hn). unfold ph in HT. pose proof (Eneg n).
        assert (ln (- E n) <= ln (4*b)). { destruct (Req_dec (- E n) (4*b)) as [->|Zn]; [lra|]. left. apply ln_increasing; [lra|]. pose proof (eb n). lra. }
        apply ln_lt_inv; [apply QP|lra|]. nra. }
      assert (gr: forall n, Q T * (1 + INR n) <= Q (T+n)%nat).
      { induction n; [simpl; rewrite Nat.add_0_r; lra|]. rewrite Nat.add_succ_r, mQ, S_INR. pose proof (qbig _ (Qs (T+n)%nat ltac:(lia))). pose proof (QP T). pose proof (pos_INR n). pose proof (QP (T+n)%nat).
        assert (4 <= (1 + r (T+n)%nat)^2) by nra. nra. }
      pose proof (QP T) as qT. pose proof is_lim_seq_INR as LI. apply is_lim_seq_spec in LI. destruct (LI (2/Q T)) as [n Hn]. specialize (Hn n (le_n n)).
      apply (Rmult_lt_compat_r (Q T)) in Hn; [|exact qT]. replace (2/Q T*Q T) with 2 in Hn by (field; lra). specialize (gr n). pose proof (Qs (T+n)%nat ltac:(lia)). lra.
    + apply is_lim_seq_spec in L. destruct (L (ph 0%nat)) as [T HT]. specialize (HT T (le_n T)).
      assert (ph 0%nat <= ph T) by (clear HT; induction T; [lra|specialize (I T); lra]). lra.
Qed.
End above.
(* Both signs of Y. *)
Theorem above_unbounded_any Y (P Q : nat -> R) : -2 < Y < 2 -> Y <> 0 ->
  (forall t, P (S t) = P t * (1 - rr Y P Q t) ^ 2) -> (forall t, Q (S t) = Q t * (1 + rr Y P Q t) ^ 2) ->
  0 <= P 0%nat -> 0 <= Q 0%nat -> EE Y P Q 0 < 0 -> (forall t, rr Y P Q t <> 0) -> ~ exists B, forall t, P t + Q t <= B.
Proof.
  intros HY N mP mQ P0 Q0 E0 NZ. destruct (Rtotal_order Y 0) as [L|[Z|G]]; [|contradiction|].
  - intros [B HB]. apply (above_unbounded (- Y) ltac:(lra) Q P).
    + intro t. rewrite (sw_r Y P Q), mQ. ring.
    + intro t. rewrite (sw_r Y P Q), mP. ring.
    + exact Q0.
    + exact P0.
    + rewrite (sw_E Y P Q). exact E0.
    + intros t H. apply (NZ t). rewrite (sw_r Y P Q) in H. lra.
    + exists B. intro t. specialize (HB t). lra.
  - apply (above_unbounded Y ltac:(lra) P Q mP mQ P0 Q0 E0 NZ).
Qed.
