(* One datum with a target in normal form: P' = P (1 - R)^2, Q' = Q (1 + R)^2, R = (P - Q)/4 - Y, and E = -e.
   For |Y| < 2 the sign of E is conserved and E > 0 traps |R| < 2; for |Y| < 1 and E > 0 every orbit converges, to R = 0
   unless it is trapped on P = 0 (Y > 0) or Q = 0 (Y < 0). TargetNet.v proves the map for the weights of nets. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Logarithm.
Open Scope R_scope.

Section map.
Variable Y : R.
Variables P Q : nat -> R.
Definition rr t := (P t - Q t)/4 - Y.
Definition EE t := 4 - Y^2 - (2-Y)/4 * P t - (2+Y)/4 * Q t.   (* = - e *)
Hypothesis mP : forall t, P (S t) = P t * (1 - rr t)^2.
Hypothesis mQ : forall t, Q (S t) = Q t * (1 + rr t)^2.
Hypothesis P0 : 0 <= P 0%nat. Hypothesis Q0 : 0 <= Q 0%nat.
Lemma P_nn t : 0 <= P t. Proof. induction t; [exact P0|]. rewrite mP. apply Rmult_le_pos; [exact IHt|apply pow2_ge_0]. Qed.
Lemma Q_nn t : 0 <= Q t. Proof. induction t; [exact Q0|]. rewrite mQ. apply Rmult_le_pos; [exact IHt|apply pow2_ge_0]. Qed.
Lemma E_step t : EE (S t) = EE t * (1 + rr t * (rr t + Y)).
Proof. unfold EE. rewrite mP, mQ. unfold rr. field. Qed.
Lemma R_step t : rr (S t) = rr t * (rr t^2 - 3 + EE t).
Proof. unfold rr at 1. rewrite mP, mQ. unfold EE, rr. field. Qed.
Lemma EQ t : EE t = (2-Y)*(2 - rr t) - Q t. Proof. unfold EE, rr. field. Qed.
Lemma EP t : EE t = (2+Y)*(2 + rr t) - P t. Proof. unfold EE, rr. field. Qed.
Hypothesis E0 : 0 < EE 0%nat.
Section pos.
Hypothesis Y2 : -2 < Y < 2.
Lemma E_pos t : 0 < EE t.
Proof. induction t; [exact E0|]. rewrite E_step. apply Rmult_lt_0_compat; [exact IHt|]. pose proof (pow2_ge_0 (2*rr t + Y)). nra. Qed.
Lemma R_bd t : -2 < rr t < 2.
Proof. pose proof (E_pos t). pose proof (EP t). pose proof (EQ t). pose proof (P_nn t). pose proof (Q_nn t). split; nra. Qed.
Lemma E_le4 t : EE t <= 4.
Proof. unfold EE. pose proof (P_nn t). pose proof (Q_nn t). pose proof (pow2_ge_0 Y). nra. Qed.
Lemma P_le16 t : P t <= 16.
Proof. pose proof (E_pos t). pose proof (EP t). pose proof (R_bd t). nra. Qed.
End pos.

(* Y = 0 : no exceptional set *)
Lemma conv_Y0 : Y = 0 -> is_lim_seq rr 0.
Proof.
  intros HY. assert (Y2: -2 < Y < 2) by lra.
  assert (St: forall t, EE (S t) - EE t = EE t * rr t^2) by (intro t; rewrite E_step, HY; ring).
  assert (I: forall t, EE t <= EE (S t)). { intro t. pose proof (St t). pose proof (E_pos Y2 t). pose proof (pow2_ge_0 (rr t)). nra. }
  assert (I0: forall t, EE 0%nat <= EE t) by (induction t; [lra|specialize (I t); lra]).
  destruct (ex_finite_lim_seq_incr EE 4 I (E_le4 Y2)) as [l L].
  assert (D: is_lim_seq (fun t => (EE (S t) - EE t) * / EE 0%nat) 0).
  { replace (Finite 0) with (Finite ((l - l) * / EE 0%nat)) by (f_equal; field; lra).
    apply is_lim_seq_mult'; [|apply is_lim_seq_const]. apply is_lim_seq_minus'; [|exact L]. apply (is_lim_seq_incr_1 EE); exact L. }
  assert (D2: is_lim_seq (fun t => rr t ^2) 0).
  { apply is_lim_seq_le_le with (u := fun _ => 0) (w := fun t => (EE (S t) - EE t) * / EE 0%nat); [|apply is_lim_seq_const|exact D].
    intro t. split; [apply pow2_ge_0|]. rewrite St. apply Rmult_le_reg_r with (EE 0%nat); [exact E0|].
    replace (EE t * rr t^2 * / EE 0%nat * EE 0%nat) with (EE t * rr t^2) by (field; lra).
    rewrite Rmult_comm. apply Rmult_le_compat_r; [apply pow2_ge_0|apply I0]. }
  apply sq_lim. exact D2.
Qed.

Section gain.
Hypothesis Yp : 0 < Y < 2.
Lemma Y2g : -2 < Y < 2. Proof. lra. Qed.
Let Epos := E_pos Y2g. Let Rbd := R_bd Y2g. Let Ele := E_le4 Y2g. Let Ple := P_le16 Y2g.

Definition phi t := ln (EE t) - Y/2 * ln (Q t).
Lemma phi_step t : 0 < Q t -> 0 < Q (S t) -> phi t + (2-Y)/(8*2^2) * rr t^2 <= phi (S t).
Proof.
  intros A B. unfold phi. pose proof (Rbd t) as RB.
  assert (N: 1 + rr t <> 0). { intro Z. rewrite mQ, Z in B. lra. }
  pose proof (bounded_gain Y (rr t) 2 ltac:(lra) ltac:(lra) ltac:(lra) N) as I.
  assert (S0: 0 < 1 + rr t * (rr t + Y)) by (pose proof (pow2_ge_0 (2*rr t + Y)); nra).
  rewrite E_step, mQ, ln_mult, ln_mult; [|exact A|apply pow2_gt_0; exact N|apply Epos|exact S0]. lra.
Qed.
Lemma dichotomy : (forall t, 0 < Q t) -> is_lim_seq rr 0 \/ is_lim_seq Q 0.
Proof.
  intros QP.
  assert (I: forall t, phi t <= phi (S t)). { intro t. pose proof (phi_step t (QP t) (QP (S t))). pose proof (pow2_ge_0 (rr t)). nra. }
  assert (I0: forall t, phi 0%nat <= phi t) by (induction t; [lra|specialize (I t); lra]).
  destruct (ex_lim_seq_incr phi I) as [l L]. destruct l as [l| |].
  - left. apply sq_lim.
    assert (D: is_lim_seq (fun t => (phi (S t) - phi t) * (32/(2-Y))) 0).
    { replace (Finite 0) with (Finite ((l - l) * (32/(2-Y)))) by (f_equal; field; lra).
      apply is_lim_seq_mult'; [|apply is_lim_seq_const]. apply is_lim_seq_minus'; [|exact L]. apply (is_lim_seq_incr_1 phi); exact L. }
    apply is_lim_seq_le_le with (u := fun _ => 0) (w := fun t => (phi (S t) - phi t) * (32/(2-Y))); [|apply is_lim_seq_const|exact D].
    intro t. split; [apply pow2_ge_0|]. pose proof (phi_step t (QP t) (QP (S t))) as X.
    apply Rmult_le_reg_r with ((2-Y)/(8*2^2)); [lra|]. replace ((phi (S t) - phi t) * (32/(2-Y)) * ((2-Y)/(8*2^2))) with (phi (S t) - phi t) by (field; lra). lra.
  - right. apply is_lim_seq_spec in L. apply is_lim_seq_spec. intros eps. assert (ep: 0 < eps) by (destruct eps; simpl; lra).
    destruct (L (ln 4 - Y/2 * ln eps)) as [N HN]. exists N. intros n Hn. specialize (HN n Hn).
    rewrite Rminus_0_r, Rabs_pos_eq by (apply Rlt_le, QP). unfold phi in HN.
    assert (ln (EE n) <= ln 4). { destruct (Req_dec (EE n) 4) as [->|Z]; [lra|]. left. apply ln_increasing; [apply Epos|]. pose proof (Ele n). lra. }
    apply ln_lt_inv; [apply QP|exact ep|]. nra.
  - exfalso. apply is_lim_seq_spec in L. destruct (L (phi 0%nat)) as [N HN]. specialize (HN N (le_n N)). specialize (I0 N). lra.
Qed.
End gain.

Hypothesis Y1 : 0 < Y < 1.
Lemma Y2' : -2 < Y < 2. Proof. lra. Qed.
Let Epos := E_pos Y2'. Let Rbd := R_bd Y2'. Let Ele := E_le4 Y2'. Let Ple := P_le16 Y2'.

(* ----- the boundary regime Q -> 0 ----- *)
Section Qsmall.
Hypothesis PP : forall t, P t <> 0.
Lemma PP' t : 0 < P t. Proof. pose proof (P_nn t). specialize (PP t). lra. Qed.
Lemma R_ne1 t : rr t <> 1. Proof. intro Z. apply (PP (S t)). rewrite mP, Z. ring. Qed.
Hypothesis QL : is_lim_seq Q 0.
Definition epsQ := Rmin (2/100) ((1-Y)/2).
Lemma Q_small : exists T, forall t, (T <= t)%nat -> 0 <= Q t <= epsQ.
Proof.
  assert (e: 0 < epsQ) by (unfold epsQ; apply Rmin_glb_lt; lra).
  apply is_lim_seq_spec in QL. destruct (QL (mkposreal _ e)) as [T HT]. exists T. intros t Ht. specialize (HT t Ht). simpl in HT.
  rewrite Rminus_0_r in HT. pose proof (Q_nn t). rewrite Rabs_pos_eq in HT by assumption. lra.
Qed.
Lemma eps1 : epsQ <= 2/100. Proof. apply Rmin_l. Qed.
Lemma eps2 : epsQ <= (1-Y)/2. Proof. apply Rmin_r. Qed.
Lemma cap t : Q t <= 2/100 -> rr t < 1 -> rr (S t) <= 1/5.
Proof.
  intros Qs R1. pose proof (Q_nn t) as Qn. pose proof (Rbd t) as RB. set (m := 1 + Y + Q t/4). set (z := 1 - rr t).
  assert (Pz: P t = 4*(m - z)) by (unfold m, z, rr; field).
  assert (Pc: P (S t) <= 16/27 * m^3).
  { rewrite mP, Pz. fold z. assert (0 <= (2*m-3*z)^2*(m+3*z)) by (apply Rmult_le_pos; [apply pow2_ge_0|unfold m, z; lra]). nra. }
  unfold rr at 1. pose proof (Q_nn (S t)) as Qn'.
  assert (m^3 <= (1+Y)^3 + 13 * (Q t/4)). { unfold m. set (q := Q t/4) in *. assert (0 <= q <= 1/200) by (unfold q; lra). 
    replace ((1+Y+q)^3) with ((1+Y)^3 + q*(3*(1+Y)^2+3*(1+Y)*q+q^2)) by ring.
    assert ((1+Y)^2 <= 4) by nra. assert (3*(1+Y)*q + q^2 <= 1) by nra.
    assert (q*(3*(1+Y)^2+3*(1+Y)*q+q^2) <= q*13) by (apply Rmult_le_compat_l; lra). lra. }
  assert (4/27*(1+Y)^3 - Y <= 5/27). { nra. }
  lra.
Qed.
Lemma below1 T : exists n, rr (T+n)%nat < 1.
Proof.
  (* otherwise E at least doubles at every step *)
  assert (G: forall n, (forall j, (j < n)%nat -> 1 <= rr (T+j)%nat) -> EE T * (1 + INR n) <= EE (T+n)%nat).
  { induction n as [|n IH]; intros Hj.
    - simpl. rewrite Nat.add_0_r. lra.
    - specialize (IH ltac:(intros; apply Hj; lia)). pose proof (Hj n ltac:(lia)) as H1.
      rewrite Nat.add_succ_r, E_step, S_INR. pose proof (Epos T). pose proof (Epos (T+n)%nat). pose proof (pos_INR n).
      assert (2 <= 1 + rr (T+n)%nat * (rr (T+n)%nat + Y)) by nra. nra. }
  pose proof (Epos T) as ET. pose proof is_lim_seq_INR as LI. apply is_lim_seq_spec in LI. destruct (LI (5 / EE T)) as [n Hn].
  specialize (Hn n (le_n n)). apply (Rmult_lt_compat_r (EE T)) in Hn; [|exact ET].
  replace (5 / EE T * EE T) with 5 in Hn by (field; lra).
  assert (B: exists k, (k < n)%nat /\ rr (T+k)%nat < 1 \/ forall j, (j < n)%nat -> 1 <= rr (T+j)%nat).
  { clear Hn. induction n as [|n [k [[A B]|A]]].
    - exists 0%nat. right. intros; lia.
    - exists k. left. split; [lia|exact B].
    - destruct (Rlt_dec (rr (T+n)%nat) 1) as [q|q]; [exists n; left; split; [lia|exact q]|]. exists 0%nat. right. intros j Hj.
      destruct (Nat.eq_dec j n) as [->|]; [lra|apply A; lia]. }
  destruct B as [k [[_ B]|B]]; [exists k; exact B|]. exfalso. specialize (G n B). pose proof (Ele (T+n)%nat). lra.
Qed.
Lemma rise T : (forall n, rr (T+n)%nat < 0 \/ 0 <= rr (T+n)%nat) -> exists n, - (2/5*Y) <= rr (T+n)%nat.
Proof.
  intros _.
  assert (G: forall n, (forall j, (j < n)%nat -> rr (T+j)%nat < - (2/5*Y)) -> P T * (1 + INR n * (4/5*Y)) <= P (T+n)%nat).
  { induction n as [|n IH]; intros Hj.
    - simpl. rewrite Nat.add_0_r. lra.
    - specialize (IH ltac:(intros; apply Hj; lia)). pose proof (Hj n ltac:(lia)) as H1.
      rewrite Nat.add_succ_r, mP, S_INR. pose proof (PP' T). pose proof (PP' (T+n)%nat). pose proof (pos_INR n).
      assert (1 + 4/5*Y <= (1 - rr (T+n)%nat)^2) by nra.
      assert (0 <= INR n * (4/5*Y)) by (apply Rmult_le_pos; lra).
      assert (P T * (1 + INR n * (4/5*Y)) * (1 + 4/5*Y) <= P (T+n)%nat * (1 - rr (T+n)%nat)^2).
      { apply Rmult_le_compat; [apply Rmult_le_pos; lra|lra|exact IH|assumption]. }
      assert (0 <= P T * (INR n * (4/5*Y)) * (4/5*Y)) by (apply Rmult_le_pos; [apply Rmult_le_pos|]; lra). lra. }
  pose proof (PP' T) as PT. assert (w: 0 < P T * (4/5*Y)) by (apply Rmult_lt_0_compat; lra).
  pose proof is_lim_seq_INR as LI. apply is_lim_seq_spec in LI. destruct (LI (17 / (P T * (4/5*Y)))) as [n Hn].
  specialize (Hn n (le_n n)). apply (Rmult_lt_compat_r (P T * (4/5*Y))) in Hn; [|exact w].
  replace (17 / (P T * (4/5*Y)) * (P T * (4/5*Y))) with 17 in Hn by (field; split; lra).
  assert (B: exists k, (k < n)%nat /\ - (2/5*Y) <= rr (T+k)%nat \/ forall j, (j < n)%nat -> rr (T+j)%nat < - (2/5*Y)).
  { clear Hn. induction n as [|n [k [[A B]|A]]].
    - exists 0%nat. right. intros; lia.
    - exists k. left. split; [lia|exact B].
    - destruct (Rlt_dec (rr (T+n)%nat) (- (2/5*Y))) as [q|q]; [|exists n; left; split; [lia|lra]]. exists 0%nat. right. intros j Hj.
      destruct (Nat.eq_dec j n) as [->|]; [lra|apply A; lia]. }
  destruct B as [k [[_ B]|B]]; [exists k; exact B|]. exfalso. specialize (G n B). pose proof (Ple (T+n)%nat). lra.
Qed.
Lemma band t : 0 <= Q t <= epsQ -> - (2/5*Y) <= rr t <= 1/5 -> - (2/5*Y) <= rr (S t) <= 1/5.
Proof.
  intros HQ HR. pose proof eps1. split; [|apply cap; lra].
  rewrite R_step, EQ. set (r := rr t) in *. set (q := Q t) in *.
  replace (r * (r^2 - 3 + ((2-Y)*(2-r) - q))) with (r * (1 - 2*Y - (2-Y)*r + r^2 - q)) by ring.
  destruct (Rle_dec 0 r) as [S0|S0].
  - assert (A: 1 - 2*Y - (2-Y)*(1/5) - q <= 1 - 2*Y - (2-Y)*r + r^2 - q) by nra.
    destruct (Rle_dec 0 (1 - 2*Y - (2-Y)*r + r^2 - q)) as [B|B].
    + assert (0 <= r * (1 - 2*Y - (2-Y)*r + r^2 - q)) by (apply Rmult_le_pos; lra). lra.
    + set (b := 1 - 2*Y - (2-Y)*r + r^2 - q) in *. assert (1/5*b <= r*b) by nra. lra.
  - assert (A: 1 - 2*Y - (2-Y)*r + r^2 <= 1) by nra. set (b := 1 - 2*Y - (2-Y)*r + r^2) in *.
    assert (r <= 0) by lra. assert (0 <= (-r)*q) by (apply Rmult_le_pos; lra).
    destruct (Rle_dec 0 b) as [B|B]; nra.
Qed.
Definition rho := Rmax (1 - 4/5*Y) (1 - (1-Y)/2).
Lemma rho_bd : 0 <= rho < 1.
Proof. unfold rho. split; [|apply Rmax_lub_lt; lra]. apply Rle_trans with (1 - 4/5*Y); [lra|apply Rmax_l]. Qed.
Lemma contr t : 0 <= Q t <= epsQ -> - (2/5*Y) <= rr t <= 1/5 -> rr (S t)^2 * P (S t) <= rho^2 * (rr t^2 * P t).
Proof.
  intros HQ HR. pose proof eps2 as e2.
  assert (E: rr (S t)^2 * P (S t) = ((1 - rr t) * (1 - 2*Y - (2-Y)*rr t + rr t^2 - Q t))^2 * (rr t^2 * P t)).
  { rewrite R_step, EQ, mP. ring. }
  rewrite E. apply Rmult_le_compat_r; [apply Rmult_le_pos; [apply pow2_ge_0|apply P_nn]|].
  set (r := rr t) in *. set (q := Q t) in *. set (k := (1-r)*(1 - 2*Y - (2-Y)*r + r^2 - q)).
  assert (lo: -1 + (1-Y)/2 <= k).
  { assert (K: k = -1 + (2-r)*(r^2 + (1-Y)*(1-r)) - (1-r)*q) by (unfold k; ring). rewrite K.
    assert ((1-r)*q <= 7/5*((1-Y)/2)) by (apply Rmult_le_compat; lra).
    assert (9/5*(4/5*(1-Y)) <= (2-r)*(r^2 + (1-Y)*(1-r))). { apply Rmult_le_compat; [lra|apply Rmult_le_pos; lra|lra|]. pose proof (pow2_ge_0 r). nra. }
    lra. }
  assert (hi: k <= 1 - 4/5*Y).
  { unfold k. set (b := 1 - 2*Y - (2-Y)*r + r^2).
    assert (X: (1-r)*(b - q) <= (1-r)*b) by (apply Rmult_le_compat_l; lra).
    destruct (Rle_dec 0 r) as [S0|S0].
    - assert (b <= 1 - 2*Y) by (unfold b; nra). destruct (Rle_dec 0 b); nra.
    - assert (B: b <= 1 - 6/5*Y - 6/25*Y^2). { unfold b. nra. }
      assert (Bd: 1 - r <= 1 + 2/5*Y) by lra.
      destruct (Rle_dec 0 b) as [b0|b0]; [|nra].
      assert (Z: (1-r)*b <= (1+2/5*Y)*(1 - 6/5*Y - 6/25*Y^2)) by (apply Rmult_le_compat; lra). 
      assert (0 <= Y^2) by apply pow2_ge_0. assert (0 <= Y*Y^2) by (apply Rmult_le_pos; lra). lra. }
  pose proof (Rmax_l (1 - 4/5*Y) (1 - (1-Y)/2)). pose proof (Rmax_r (1 - 4/5*Y) (1 - (1-Y)/2)). fold rho in *.
  assert (k <= rho) by lra. assert (- rho <= k) by lra. pose proof rho_bd. nra.
Qed.
Lemma conv_Qsmall : is_lim_seq rr 0.
Proof.
  destruct Q_small as [T0 HT]. destruct (below1 T0) as [n1 B1]. set (T1 := (T0 + n1)%nat) in *.
  assert (UP: forall n, rr (S (T1 + n)) <= 1/5).
  { induction n as [|n IH].
    - rewrite Nat.add_0_r. apply cap; [|exact B1]. pose proof eps1. assert (T0 <= T1)%nat by (unfold T1; lia). pose proof (HT T1 H0). lra.
    - rewrite Nat.add_succ_r. apply cap; [|lra]. pose proof eps1. assert (T0 <= S (T1+n))%nat by (unfold T1; lia). pose proof (HT _ H0). lra. }
  destruct (rise (S T1)) as [n2 B2]. { intro n. destruct (Rlt_dec (rr (S T1 + n)) 0); [left|right]; lra. }
  set (T2 := (S T1 + n2)%nat) in *.
  assert (BA: forall n, - (2/5*Y) <= rr (T2 + n)%nat <= 1/5).
  { induction n as [|n IH].
    - rewrite Nat.add_0_r. split; [exact B2|]. apply (UP n2).
    - rewrite Nat.add_succ_r. apply band; [|exact IH]. apply HT. unfold T2, T1; lia. }
  assert (V: forall n, rr (T2+n)%nat^2 * P (T2+n)%nat <= (rho^2)^n * (rr T2^2 * P T2)).
  { induction n as [|n IH].
    - rewrite Nat.add_0_r. simpl. lra.
    - rewrite Nat.add_succ_r. eapply Rle_trans; [apply contr; [apply HT; unfold T2, T1; lia|apply BA]|].
      simpl ((rho^2)^(S n)). rewrite Rmult_assoc. apply Rmult_le_compat_l; [apply pow2_ge_0|exact IH]. }
  apply sq_lim. apply (is_lim_seq_incr_n _ T2).
  set (c := rr T2^2 * P T2 / (12/5*Y)).
  assert (G: is_lim_seq (fun n => (rho^2)^n * c) 0).
  { replace (Finite 0) with (Finite (0 * c)) by (f_equal; ring). apply is_lim_seq_mult'; [|apply is_lim_seq_const].
    apply is_lim_seq_geom. pose proof rho_bd. rewrite Rabs_pos_eq by apply pow2_ge_0. nra. }
  apply is_lim_seq_le_le with (u := fun _ => 0) (w := fun n => (rho^2)^n * c); [|apply is_lim_seq_const|exact G].
  intro n. rewrite (Nat.add_comm n T2). split; [apply pow2_ge_0|].
  specialize (V n). specialize (BA n). pose proof (Q_nn (T2+n)%nat) as Qn.
  assert (Pl: 12/5*Y <= P (T2+n)%nat) by (unfold rr in BA; lra).
  unfold c. apply Rmult_le_reg_r with (12/5*Y); [lra|].
  replace ((rho^2)^n * (rr T2^2 * P T2 / (12/5*Y)) * (12/5*Y)) with ((rho^2)^n * (rr T2^2 * P T2)) by (field; lra).
  eapply Rle_trans; [|exact V]. apply Rmult_le_compat_l; [apply pow2_ge_0|exact Pl].
Qed.
End Qsmall.
(* ----- main theorem, 0 < Y < 1 ----- *)
Theorem conv_iff_half : (forall t, P t <> 0) -> is_lim_seq rr 0.
Proof.
  intros PP. destruct (Markov.LPO (fun t => Q t = 0)) as [[t0 Z]|NZ].
  { intro n. destruct (Req_dec (Q n) 0); [left|right]; assumption. }
  - apply conv_Qsmall; [exact PP|].
    assert (ZZ: forall n, Q (n + t0)%nat = 0). { induction n; [exact Z|]. simpl. rewrite mQ, IHn. ring. }
    apply (is_lim_seq_incr_n Q t0). apply is_lim_seq_ext with (fun _ => 0); [intro n; symmetry; apply ZZ|apply is_lim_seq_const].
  - destruct (dichotomy ltac:(lra)) as [A|A]; [|exact A|apply conv_Qsmall; assumption].
    intro t. pose proof (Q_nn t). specialize (NZ t). lra.
Qed.
Theorem stuck t0 : P t0 = 0 -> is_lim_seq rr (- Y).
Proof.
  intros Z. assert (ZZ: forall n, P (n + t0)%nat = 0). { induction n; [exact Z|]. simpl. rewrite mP, IHn. ring. }
  set (q n := Q (n + t0)%nat / 4).
  assert (qs: forall n, q (S n) = q n * (1 - Y - q n)^2). { intro n. unfold q. simpl. rewrite mQ. unfold rr. rewrite ZZ. field. }
  assert (q0: forall n, 0 <= q n) by (intro n; unfold q; pose proof (Q_nn (n+t0)); lra).
  assert (qb: forall n, q n < 2 - Y). { intro n. pose proof (Rbd (n + t0)%nat) as RB. unfold rr in RB. rewrite ZZ in RB. unfold q. lra. }
  assert (mono: forall n, q n <= q 0%nat).
  { induction n; [lra|]. rewrite qs. pose proof (q0 n). pose proof (qb n). assert ((1 - Y - q n)^2 <= 1) by nra. nra. }
  set (m := Rmax (1-Y) (q 0%nat - (1-Y))). assert (m01: 0 <= m < 1).
  { unfold m. split; [apply Rle_trans with (1-Y); [lra|apply Rmax_l]|]. apply Rmax_lub_lt; [lra|]. pose proof (qb 0%nat). lra. }
  assert (G: forall n, q n <= (m^2)^n * q 0%nat).
  { induction n; [simpl; lra|]. rewrite qs. change ((m^2)^(S n)) with (m^2 * (m^2)^n).
    assert ((1 - Y - q n)^2 <= m^2). { assert (1-Y <= m) by (unfold m; apply Rmax_l). assert (q 0%nat - (1-Y) <= m) by (unfold m; apply Rmax_r).
      pose proof (q0 n). pose proof (mono n). nra. }
    pose proof (pow2_ge_0 (1 - Y - q n)). pose proof (q0 n).
    assert (q n * (1-Y-q n)^2 <= ((m^2)^n * q 0%nat) * m^2) by (apply Rmult_le_compat; assumption). rewrite (Rmult_comm (m^2)), (Rmult_assoc _ (m^2)), (Rmult_comm (m^2)), <- Rmult_assoc. exact H2. }
  assert (L: is_lim_seq q 0).
  { apply is_lim_seq_le_le with (u := fun _ => 0) (w := fun n => (m^2)^n * q 0%nat); [intro n; split; [apply q0|apply G]|apply is_lim_seq_const|].
    replace (Finite 0) with (Finite (0 * q 0%nat)) by (f_equal; ring). apply is_lim_seq_mult'; [|apply is_lim_seq_const].
    apply is_lim_seq_geom. rewrite Rabs_pos_eq by apply pow2_ge_0. nra. }
  apply (is_lim_seq_incr_n _ t0). apply is_lim_seq_ext with (fun n => - Y - q n).
  - intro n. unfold rr, q. rewrite ZZ. field.
  - replace (Finite (-Y)) with (Finite (-Y - 0)) by (f_equal; ring). apply is_lim_seq_minus'; [apply is_lim_seq_const|exact L].
Qed.
Theorem conv_iff : is_lim_seq rr 0 <-> (forall t, P t <> 0).
Proof.
  split; [|apply conv_iff_half]. intros L t Z. apply stuck in Z.
  pose proof (is_lim_seq_unique _ _ L) as A. rewrite (is_lim_seq_unique _ _ Z) in A. injection A. lra.
Qed.
Theorem exceptional : (exists t, P t = 0) <-> P 0%nat = 0 \/ exists t, rr t = 1.
Proof.
  split.
  - intros [t Z]. induction t; [left; exact Z|]. rewrite mP in Z. apply Rmult_integral in Z. destruct Z as [Z|Z]; [apply IHt; exact Z|].
    right. exists t. assert (1 - rr t = 0) by (apply (Rsqr_0_uniq); unfold Rsqr; lra). lra.
  - intros [Z|[t Z]]; [exists 0%nat; exact Z|]. exists (S t). rewrite mP, Z. ring.
Qed.
End map.

