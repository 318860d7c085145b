(* Two-layer nets with an arbitrary gate (linear, ReLU), any width, one datum, with a target, in units of the input's length:
   a unit is (u, v); P and Q of the normal form are sums over the active units, and units only die. *)
Require Import Reals Lra Psatz Arith Lia Bool.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums Logarithm TargetMap TargetBothSigns.
Open Scope R_scope.

Definition usum (n : nat) (F : R*R -> R) (l : nat -> R*R) : R := Sum n (fun i => F (l i)).
Lemma usum_nonneg n F l : (forall p, 0 <= F p) -> 0 <= usum n F l.
Proof. intros H. apply sum_nonneg. intros; apply H. Qed.
Lemma usum_ext n F G l : (forall p, F p = G p) -> usum n F l = usum n G l.
Proof. intros E. apply sum_ext. intros; apply E. Qed.
Lemma usum_scal n c F l : usum n (fun p => c * F p) l = c * usum n F l.
Proof. apply sum_scal. Qed.
Lemma usum_plus n F G l : usum n (fun p => F p + G p) l = usum n F l + usum n G l.
Proof. apply sum_plus. Qed.
Fixpoint count (n : nat) (b : R*R -> bool) (l : nat -> R*R) : nat :=
  match n with O => O | S m => (count m b l + Nat.b2n (b (l m)))%nat end.

Section Net.
Variable width : nat.
(* g u : is the unit with pre-activation u active.  ReLU: 0 <= u (or 0 < u); linear net: always. *)
Variable g : R -> bool.
Variables a s eta y : R.
Hypothesis a_pos : 0 < a. Hypothesis s_pos : 0 < s. Hypothesis eta_pos : 0 < eta.
Definition dg u := if g u then a else 0.
Definition f l := s * usum width (fun p => snd p * (dg (fst p) * fst p)) l.
Definition H l := s*s * usum width (fun p => (dg (fst p) * fst p)^2 + (snd p * dg (fst p))^2) l.
Definition st r (p : R*R) := (fst p - eta * r * s * (snd p * dg (fst p)), snd p - eta * r * s * (dg (fst p) * fst p)).
Definition step l := (fun i => st (f l - y) (l i)).
Fixpoint tr l (t : nat) := match t with O => l | S n => step (tr l n) end.
Definition kap := (s*a)^2.
Definition Yc := eta * (s*a) * y.
Definition Rl l := eta * (s*a) * (f l - y).
Definition aP (p : R*R) := if g (fst p) then (fst p + snd p)^2 else 0.
Definition aQ (p : R*R) := if g (fst p) then (fst p - snd p)^2 else 0.
Definition Pl l := eta * kap * usum width aP l.
Definition Ql l := eta * kap * usum width aQ l.
Definition act (p : R*R) := g (fst p).
Definition cnt l := count width act l.
Lemma kap_pos : 0 < kap. Proof. unfold kap. apply pow_lt. apply Rmult_lt_0_compat; assumption. Qed.
Lemma ek_pos : 0 < eta * kap. Proof. apply Rmult_lt_0_compat; [exact eta_pos|exact kap_pos]. Qed.
Lemma Pl_nn l : 0 <= Pl l.
Proof. unfold Pl. apply Rmult_le_pos; [apply Rlt_le, ek_pos|]. apply usum_nonneg. intro p. unfold aP. destruct (g (fst p)); [apply pow2_ge_0|lra]. Qed.
Lemma Ql_nn l : 0 <= Ql l.
Proof. unfold Ql. apply Rmult_le_pos; [apply Rlt_le, ek_pos|]. apply usum_nonneg. intro p. unfold aQ. destruct (g (fst p)); [apply pow2_ge_0|lra]. Qed.
Lemma Rl_PQ l : Rl l = (Pl l - Ql l)/4 - Yc.
Proof.
  unfold Rl, Pl, Ql, Yc, f.
  assert (E: usum width aP l - usum width aQ l = 4 / a * usum width (fun p => snd p * (dg (fst p) * fst p)) l).
  { rewrite <- usum_scal. replace (usum width aP l - usum width aQ l) with (usum width aP l + (-1) * usum width aQ l) by ring. rewrite <- usum_scal, <- usum_plus.
    apply usum_ext. intros [u v]; unfold aP, aQ, dg; simpl. destruct (g u); field; lra. }
  replace (eta * kap * usum width aP l - eta * kap * usum width aQ l) with (eta * kap * (usum width aP l - usum width aQ l)) by ring. rewrite E. unfold kap. field. lra.
Qed.
Lemma H_PQ l : eta * H l = (Pl l + Ql l)/2.
Proof.
  unfold H, Pl, Ql.
  assert (E: usum width aP l + usum width aQ l = 2 / (a*a) * usum width (fun p => (dg (fst p) * fst p)^2 + (snd p * dg (fst p))^2) l).
  { rewrite <- usum_scal, <- usum_plus. apply usum_ext. intros [u v]; unfold aP, aQ, dg; simpl. destruct (g u); field; lra. }
  replace ((eta * kap * usum width aP l + eta * kap * usum width aQ l)/2) with (eta * kap / 2 * (usum width aP l + usum width aQ l)) by field. rewrite E. unfold kap. field. lra.
Qed.
(* frozen units stay frozen: units only die *)
Lemma st_inactive r p : g (fst p) = false -> st r p = p.
Proof. destruct p as [u v]; unfold st, dg; simpl. intro E. rewrite E. f_equal; ring. Qed.
Lemma unit_step r p : let c := eta * (s*a) * r in
  aP (st r p) <= (1-c)^2 * aP p /\ aQ (st r p) <= (1+c)^2 * aQ p /\ (Nat.b2n (act (st r p)) <= Nat.b2n (act p))%nat /\
  (Nat.b2n (act (st r p)) = Nat.b2n (act p) -> aP (st r p) = (1-c)^2 * aP p /\ aQ (st r p) = (1+c)^2 * aQ p).
Proof.
  intro c. assert (A: g (fst p) = false \/ g (fst p) = true) by (destruct (g (fst p)); auto). destruct A as [A|A].
  - rewrite (st_inactive r p A). unfold aP, aQ. rewrite A. repeat split; try lra; lia.
  - assert (e1: (fst (st r p) + snd (st r p))^2 = (1-c)^2 * (fst p + snd p)^2) by (unfold st, dg, c; simpl; rewrite A; ring).
    assert (e2: (fst (st r p) - snd (st r p))^2 = (1+c)^2 * (fst p - snd p)^2) by (unfold st, dg, c; simpl; rewrite A; ring).
    assert (n1: 0 <= (1-c)^2 * (fst p + snd p)^2) by (apply Rmult_le_pos; apply pow2_ge_0).
    assert (n2: 0 <= (1+c)^2 * (fst p - snd p)^2) by (apply Rmult_le_pos; apply pow2_ge_0).
    assert (B: g (fst (st r p)) = false \/ g (fst (st r p)) = true) by (destruct (g (fst (st r p))); auto).
    unfold aP, aQ, act. destruct B as [B|B]; rewrite B, A; simpl Nat.b2n; repeat split; try lra; try lia; try (intro Z; discriminate Z).
Qed.
Lemma sum_step r l : let c := eta * (s*a) * r in let l' := fun i => st r (l i) in
  usum width aP l' <= (1-c)^2 * usum width aP l /\ usum width aQ l' <= (1+c)^2 * usum width aQ l /\ (count width act l' <= count width act l)%nat /\
  (count width act l' = count width act l -> usum width aP l' = (1-c)^2 * usum width aP l /\ usum width aQ l' = (1+c)^2 * usum width aQ l).
Proof.
  intros c l'. subst l'. unfold usum. induction width as [|m [I1 [I2 [I3 I4]]]]; [simpl; repeat split; try lra; lia|].
  destruct (unit_step r (l m)) as [J1 [J2 [J3 J4]]]. fold c in J1, J2, J4. cbn [Sum count].
  split; [lra|]. split; [lra|]. split; [lia|]. intro Z. destruct (J4 ltac:(lia)). destruct (I4 ltac:(lia)). split; lra.
Qed.
Lemma P_step l : Pl (step l) <= Pl l * (1 - Rl l)^2.
Proof. unfold Pl, step. destruct (sum_step (f l - y) l) as [A _]. fold (Rl l) in A. pose proof ek_pos. 
  replace (eta * kap * usum width aP l * (1 - Rl l)^2) with (eta * kap * ((1 - Rl l)^2 * usum width aP l)) by ring. apply Rmult_le_compat_l; [lra|exact A]. Qed.
Lemma Q_step l : Ql (step l) <= Ql l * (1 + Rl l)^2.
Proof. unfold Ql, step. destruct (sum_step (f l - y) l) as [_ [A _]]. fold (Rl l) in A. pose proof ek_pos.
  replace (eta * kap * usum width aQ l * (1 + Rl l)^2) with (eta * kap * ((1 + Rl l)^2 * usum width aQ l)) by ring. apply Rmult_le_compat_l; [lra|exact A]. Qed.
Lemma cnt_step l : (cnt (step l) <= cnt l)%nat.
Proof. destruct (sum_step (f l - y) l) as [_ [_ [A _]]]. exact A. Qed.
Lemma PQ_eq l : cnt (step l) = cnt l -> Pl (step l) = Pl l * (1 - Rl l)^2 /\ Ql (step l) = Ql l * (1 + Rl l)^2.
Proof. intro Z. destruct (sum_step (f l - y) l) as [_ [_ [_ A]]]. destruct (A Z) as [B1 B2]. fold (Rl l) in *. unfold Pl, Ql, step. rewrite B1, B2. split; ring. Qed.

(* the conserved sign *)
Definition El l := 4 - Yc^2 - (2-Yc)/4 * Pl l - (2+Yc)/4 * Ql l.
Lemma El_eq l : El l = 4 + Yc * Rl l - eta * H l.
Proof. rewrite H_PQ, Rl_PQ. unfold El. field. Qed.
Lemma El_step l : -2 < Yc < 2 -> 0 < El l -> 0 < El (step l).
Proof.
  intros HY E. pose proof (P_step l) as A. pose proof (Q_step l) as B.
  assert (X: El l * (1 + Rl l * (Rl l + Yc)) <= El (step l)).
  { assert (Z: El l * (1 + Rl l * (Rl l + Yc)) = 4 - Yc^2 - (2-Yc)/4 * (Pl l * (1 - Rl l)^2) - (2+Yc)/4 * (Ql l * (1 + Rl l)^2)).
    { rewrite Rl_PQ. unfold El. field. }
    rewrite Z. unfold El.
    assert ((2-Yc)/4 * Pl (step l) <= (2-Yc)/4 * (Pl l * (1 - Rl l)^2)) by (apply Rmult_le_compat_l; lra).
    assert ((2+Yc)/4 * Ql (step l) <= (2+Yc)/4 * (Ql l * (1 + Rl l)^2)) by (apply Rmult_le_compat_l; lra). lra. }
  assert (0 < El l * (1 + Rl l * (Rl l + Yc))). { apply Rmult_lt_0_compat; [exact E|]. pose proof (pow2_ge_0 (2*Rl l + Yc)). nra. } lra.
Qed.
Lemma El_pos l t : -2 < Yc < 2 -> 0 < El l -> 0 < El (tr l t).
Proof. intros HY E. induction t; [exact E|]. simpl. apply El_step; assumption. Qed.
Lemma El_bd l : -2 < Yc < 2 -> 0 < El l -> -2 < Rl l < 2 /\ 0 <= eta * H l < 4 + 2 * Rabs Yc.
Proof.
  intros HY E. pose proof (Pl_nn l) as A. pose proof (Ql_nn l) as B.
  assert (e1: El l = (2+Yc)*(2 + Rl l) - Pl l) by (rewrite Rl_PQ; unfold El; field).
  assert (e2: El l = (2-Yc)*(2 - Rl l) - Ql l) by (rewrite Rl_PQ; unfold El; field).
  assert (RB: -2 < Rl l < 2) by (split; nra). split; [exact RB|]. split; [rewrite H_PQ; lra|].
  pose proof (El_eq l). assert (Yc * Rl l <= 2 * Rabs Yc). { unfold Rabs. destruct (Rcase_abs Yc); nra. } lra.
Qed.
(* THEOREM B1: uniform bound on loss and NTK for every t, every width, flips included *)
Theorem bounded l : -2 < Yc < 2 -> eta * H l < 4 + eta^2 * kap * (y * (f l - y)) ->
  forall t, kap * eta^2 * (f (tr l t) - y)^2 < 4 /\ eta * H (tr l t) < 4 + 2 * Rabs Yc.
Proof.
  intros HY E t. assert (E0: 0 < El l). { rewrite El_eq. unfold Yc, Rl, kap in *. lra. }
  destruct (El_bd _ HY (El_pos l t HY E0)) as [A B]. split; [|apply B].
  replace (kap * eta^2 * (f (tr l t) - y)^2) with ((Rl (tr l t))^2) by (unfold Rl, kap; ring). nra.
Qed.
(* the same hypothesis as one explicit maximal learning rate *)
Theorem bounded_explicit l : eta * (H l + sqrt ((H l)^2 + 16 * kap * (y * (y - f l)))) < 8 ->
  -2 < Yc < 2 /\ eta * H l < 4 + eta^2 * kap * (y * (f l - y)).
Proof.
  set (h := H l). set (Z := kap * (y * (y - f l))). set (D := h^2 + 16 * kap * (y*(y - f l))). intros B.
  assert (h0: 0 <= eta * h) by (unfold h; rewrite H_PQ; pose proof (Pl_nn l); pose proof (Ql_nn l); lra).
  assert (hn: 0 <= h) by nra.
  assert (hf: 4 * kap * (f l)^2 <= h^2).
  { pose proof (Pl_nn l) as A. pose proof (Ql_nn l) as A2. pose proof (Rl_PQ l) as X. pose proof (H_PQ l) as X2. fold h in X2.
    assert (F: eta*(s*a)*f l = (Pl l - Ql l)/4) by (unfold Rl, Yc in X; lra).
    assert (W: (eta*h)^2 - 4 * (eta*(s*a)*f l)^2 = Pl l * Ql l) by (rewrite X2, F; field).
    assert (V: 0 <= eta^2 * (h^2 - 4*kap*(f l)^2)).
    { replace (eta^2 * (h^2 - 4*kap*(f l)^2)) with ((eta*h)^2 - 4 * (eta*(s*a)*f l)^2) by (unfold kap; ring). rewrite W. apply Rmult_le_pos; assumption. }
    assert (0 < eta^2) by (apply pow_lt; exact eta_pos). nra. }
  assert (D0: 0 <= D). { unfold D. pose proof kap_pos. pose proof (pow2_ge_0 (2*y - f l)). nra. }
  pose proof (sqrt_pos D) as S0. pose proof (sqrt_sqrt D D0) as SS. set (w := sqrt D) in *.
  assert (P: eta*h + eta*w < 8) by lra.
  assert (ew: 0 <= eta*w) by (apply Rmult_le_pos; lra).
  (* 16 (4 - eta h - eta^2 Z) = (8 - eta h)^2 - (eta w)^2 > 0 *)
  assert (main: 0 < 4 - eta*h - eta^2 * Z).
  { assert (Eq: 16*(4 - eta*h - eta^2*Z) = (8 - eta*h)^2 - (eta*w)^2).
    { replace ((eta*w)^2) with (eta^2*(w*w)) by ring. rewrite SS. unfold D, Z. ring. }
    assert (0 < (8 - eta*h - eta*w)*(8 - eta*h + eta*w)) by (apply Rmult_lt_0_compat; lra). lra. }
  split.
  - (* |Y| >= 2 would force eta w >= 8 - eta h *)
    assert (F2: (eta*(s*a)*f l)^2*4 <= (eta*h)^2). { replace ((eta*(s*a)*f l)^2*4) with (eta^2*(4*kap*(f l)^2)) by (unfold kap; ring). replace ((eta*h)^2) with (eta^2*h^2) by ring. apply Rmult_le_compat_l; [apply pow2_ge_0|exact hf]. }
    assert (Zy: eta^2*Z = Yc * (Yc - eta*(s*a)*f l)) by (unfold Yc, Z, kap; ring). rewrite Zy in main.
    assert (W2: (eta*w)^2 = (eta*h)^2 + 16*(Yc*(Yc - eta*(s*a)*f l))). { replace ((eta*w)^2) with (eta^2*(w*w)) by ring. rewrite SS. rewrite <- Zy. unfold D, Z. ring. }
    set (F := eta*(s*a)*f l) in *. set (v := eta*h) in *.
    assert (Fv: -v <= 2*F <= v) by (split; nra).
    split; apply Rnot_le_lt; intro C.
    + (* Yc <= -2 *) assert (W3: (4*(-Yc) - v)^2 <= (eta*w)^2) by (rewrite W2; nra).
      assert (4*(-Yc) - v <= eta*w) by nra. nra.
    + assert (W3: (4*Yc - v)^2 <= (eta*w)^2) by (rewrite W2; nra).
      assert (4*Yc - v <= eta*w) by nra. nra.
  - replace (eta^2 * kap * (y*(f l - y))) with (- (eta^2*Z)) by (unfold Z; ring). fold h. lra.
Qed.

(* THEOREM B2: |Y| < 1: the output converges, to the target or (trapped) to 0 *)
Lemma cnt_const l : exists T, forall n, cnt (tr l (S (T+n))) = cnt (tr l (T+n)).
Proof.
  assert (G: forall k t, (cnt (tr l t) <= k)%nat -> (forall T, (exists n, cnt (tr l (S (T+n))) <> cnt (tr l (T+n))) \/ (forall n, cnt (tr l (S (T+n))) = cnt (tr l (T+n)))) -> exists T, forall n, cnt (tr l (S (T+n))) = cnt (tr l (T+n))).
  { assert (mono: forall t n, (cnt (tr l (t+n)) <= cnt (tr l t))%nat).
    { intros t n. induction n; [rewrite Nat.add_0_r; lia|]. rewrite Nat.add_succ_r. simpl. pose proof (cnt_step (tr l (t+n))). lia. }
    induction k as [|k IH]; intros t Hk DEC.
    - exists t. intro n. pose proof (mono t n). pose proof (mono t (S n)). rewrite Nat.add_succ_r in *. lia.
    - destruct (DEC t) as [[n N]|A]; [|exists t; exact A].
      apply (IH (S (t+n))); [|exact DEC]. pose proof (mono t n). pose proof (cnt_step (tr l (t+n))). simpl in *. lia. }
  apply (G (cnt (tr l 0)) 0%nat (le_n _)).
  intro T. destruct (Markov.LPO (fun n => cnt (tr l (S (T+n))) <> cnt (tr l (T+n)))) as [[n N]|A].
  - intro n. destruct (Nat.eq_dec (cnt (tr l (S (T+n)))) (cnt (tr l (T+n)))); [right|left]; lia.
  - left. exists n. exact N.
  - right. intro n. specialize (A n). lia.
Qed.
Definition dead l := (0 < y /\ exists t, Pl (tr l t) = 0) \/ (y < 0 /\ exists t, Ql (tr l t) = 0).
Lemma Rl_lim l c : is_lim_seq (fun t => Rl (tr l t)) (eta*(s*a)*c) -> is_lim_seq (fun t => f (tr l t)) (y + c).
Proof.
  intro L. assert (k: 0 < eta*(s*a)) by (apply Rmult_lt_0_compat; [exact eta_pos|apply Rmult_lt_0_compat; assumption]).
  apply is_lim_seq_ext with (fun t => y + / (eta*(s*a)) * Rl (tr l t)); [intro t; unfold Rl; field; repeat split; lra|].
  replace (Finite (y + c)) with (Finite (y + / (eta*(s*a)) * (eta*(s*a)*c))) by (f_equal; field; repeat split; lra).
  apply is_lim_seq_plus'; [apply is_lim_seq_const|]. apply is_lim_seq_mult'; [apply is_lim_seq_const|exact L].
Qed.
Section conv.
Variable l : nat -> R*R.
Hypothesis HY : -1 < Yc < 1.
Hypothesis HE : eta * H l < 4 + eta^2 * kap * (y * (f l - y)).
Lemma HY2 : -2 < Yc < 2. Proof. lra. Qed.
Lemma HE0 : 0 < El l. Proof. rewrite El_eq. unfold Yc, Rl, kap in *. lra. Qed.
Lemma Yy : (0 < Yc <-> 0 < y) /\ (Yc < 0 <-> y < 0).
Proof. assert (k: 0 < eta*(s*a)) by (apply Rmult_lt_0_compat; [exact eta_pos|apply Rmult_lt_0_compat; assumption]). unfold Yc. repeat split; nra. Qed.
Lemma tail : exists T, let p n := Pl (tr l (T+n)) in let q n := Ql (tr l (T+n)) in
  (forall n, rr Yc p q n = Rl (tr l (T+n))) /\ (forall n, p (S n) = p n * (1 - rr Yc p q n)^2) /\ (forall n, q (S n) = q n * (1 + rr Yc p q n)^2) /\ 0 < EE Yc p q 0.
Proof.
  destruct (cnt_const l) as [T HT]. exists T. intros p q.
  assert (E: forall n, rr Yc p q n = Rl (tr l (T+n))) by (intro n; unfold rr, p, q; rewrite Rl_PQ; reflexivity).
  repeat split; [exact E| | |].
  - intro n. rewrite E. unfold p. rewrite Nat.add_succ_r. simpl. apply PQ_eq. apply HT.
  - intro n. rewrite E. unfold q. rewrite Nat.add_succ_r. simpl. apply PQ_eq. apply HT.
  - pose proof (El_pos l (T+0) HY2 HE0) as X. exact X.
Qed.
Theorem net_conv : ~ dead l -> is_lim_seq (fun t => f (tr l t)) y.
Proof.
  intro ND. destruct tail as [T [E [mp [mq e0]]]].
  replace (Finite y) with (Finite (y + 0)) by (f_equal; ring). apply Rl_lim. rewrite Rmult_0_r. apply (is_lim_seq_incr_n _ T).
  apply is_lim_seq_ext with (rr Yc (fun n => Pl (tr l (T+n))) (fun n => Ql (tr l (T+n)))); [intro n; rewrite E, (Nat.add_comm n T); reflexivity|].
  apply target_conv; try assumption; try apply Pl_nn; try apply Ql_nn.
  destruct Yy as [[Y1 _] [Y3 _]].
  intros [[A [t B]]|[A [t B]]]; apply ND; [left|right]; (split; [auto|exists (T+t)%nat; exact B]).
Qed.
Theorem net_dead : dead l -> is_lim_seq (fun t => f (tr l t)) 0.
Proof.
  intro ND. destruct tail as [T [E [mp [mq e0]]]].
  replace (Finite 0) with (Finite (y + - y)) by (f_equal; ring). apply Rl_lim. apply (is_lim_seq_incr_n _ T).
  replace (eta*(s*a)*-y) with (- Yc) by (unfold Yc; ring).
  apply is_lim_seq_ext with (rr Yc (fun n => Pl (tr l (T+n))) (fun n => Ql (tr l (T+n)))); [intro n; rewrite E, (Nat.add_comm n T); reflexivity|].
  assert (zP: forall t n, Pl (tr l t) = 0 -> Pl (tr l (t+n)) = 0).
  { intros t n Z. induction n; [rewrite Nat.add_0_r; exact Z|]. rewrite Nat.add_succ_r. simpl. pose proof (P_step (tr l (t+n))) as X. rewrite IHn in X. pose proof (Pl_nn (step (tr l (t+n)))). lra. }
  assert (zQ: forall t n, Ql (tr l t) = 0 -> Ql (tr l (t+n)) = 0).
  { intros t n Z. induction n; [rewrite Nat.add_0_r; exact Z|]. rewrite Nat.add_succ_r. simpl. pose proof (Q_step (tr l (t+n))) as X. rewrite IHn in X. pose proof (Ql_nn (step (tr l (t+n)))). lra. }
  destruct Yy as [[_ Y1] [_ Y3]].
  apply target_trapped; try assumption; try apply Pl_nn; try apply Ql_nn.
  destruct ND as [[A [t B]]|[A [t B]]]; [left|right]; (split; [auto|exists t; rewrite Nat.add_comm; first [apply zP|apply zQ]; exact B]).
Qed.
End conv.
End Net.
