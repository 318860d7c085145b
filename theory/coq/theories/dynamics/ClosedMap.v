(* The closed map of one datum: f' = f (1 - eta h + kappa eta^2 f^2), eta h' = eta h - kappa eta^2 f^2 (4 - eta h).
   In u = kappa eta^2 f^2, v = eta h: u' = u (1 - v + u)^2, v' = v - u (4 - v). Its fate below, at and above v = 4.
   ClosedMapModels.v proves the hypotheses for the linear net and for isotropic quadratic models. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums Descent.
Open Scope R_scope.

Record closed_map (eta kappa : R) (f h : nat -> R) : Prop := ClosedMap {
  cm_eta : 0 < eta;
  cm_kappa : 0 <= kappa;
  cm_f : forall t, f (S t) = f t * (1 - eta * h t + kappa * eta ^ 2 * f t ^ 2);
  cm_h : forall t, eta * h (S t) = eta * h t - kappa * eta ^ 2 * f t ^ 2 * (4 - eta * h t);
  cm_nonneg : forall t, 0 <= h t;
  cm_bound : forall t, 4 * kappa * f t ^ 2 <= h t ^ 2;
  cm_trivial : kappa = 0 -> forall t, f t = 0 }.

Lemma archimedes (d p : R) : 0 < p -> exists n, d < INR n * p.
Proof.
  intros P. pose proof is_lim_seq_INR as LI. apply is_lim_seq_spec in LI. destruct (LI (d / p)) as [n Hn]. exists n.
  specialize (Hn n (le_n n)).
  apply (Rmult_lt_compat_r p) in Hn; [|exact P]. replace (d / p * p) with d in Hn by (field; lra). lra.
Qed.
Section ClosedMap.
Variables (eta kappa : R) (f h : nat -> R).
Hypothesis K : closed_map eta kappa f h.
Let eta_pos := cm_eta _ _ _ _ K.
Let kappa_nonneg := cm_kappa _ _ _ _ K.
Let f_next := cm_f _ _ _ _ K.
Let h_next := cm_h _ _ _ _ K.
Let h_nonneg := cm_nonneg _ _ _ _ K.
Let f_bound := cm_bound _ _ _ _ K.
Let trivial := cm_trivial _ _ _ _ K.
Definition u t := kappa * eta ^ 2 * f t ^ 2.
Definition v t := eta * h t.

Lemma u_nonneg t : 0 <= u t.
Proof. unfold u. apply Rmult_le_pos; [apply Rmult_le_pos; [exact kappa_nonneg|apply pow2_ge_0]|apply pow2_ge_0]. Qed.
Lemma v_nonneg t : 0 <= v t.
Proof. apply Rmult_le_pos; [lra|apply h_nonneg]. Qed.
Lemma u_next t : u (S t) = u t * (1 - v t + u t) ^ 2.
Proof. unfold u, v. rewrite f_next. ring. Qed.
Lemma v_next t : v (S t) = v t - u t * (4 - v t).
Proof. unfold u, v. rewrite h_next. ring. Qed.
Lemma uv_region t : 4 * u t <= v t ^ 2.
Proof.
  unfold u, v. replace (4 * (kappa * eta ^ 2 * f t ^ 2)) with (eta ^ 2 * (4 * kappa * f t ^ 2)) by ring.
  rewrite Rpow_mult_distr. apply Rmult_le_compat_l; [apply pow2_ge_0|apply f_bound].
Qed.
Lemma h_order a b : v a <= v b -> h a <= h b.
Proof. unfold v. intros H. apply Rmult_le_reg_l with eta; assumption. Qed.
Lemma uv_invariant t : v (S t) ^ 2 - 4 * u (S t) = (1 - u t) ^ 2 * (v t ^ 2 - 4 * u t).
Proof. rewrite u_next, v_next. ring. Qed.
Lemma kappa_pos t : f t <> 0 -> 0 < kappa.
Proof. intros N. destruct kappa_nonneg as [P|Z]; [exact P|]. exfalso. apply N. apply trivial. symmetry. exact Z. Qed.
Lemma u_pos t : f t <> 0 -> 0 < u t.
Proof.
  intros N. unfold u. apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; [apply (kappa_pos t N)|apply pow_lt, eta_pos]|].
  apply pow2_gt_0, N.
Qed.

(* ---- below 4: descent ---- *)
Lemma v_update t : v (S t) <= v t + 1 * u t * (1 * v t - 4).
Proof. rewrite v_next. lra. Qed.
Lemma v_self t : v t <= 1 * v t ^ 1.
Proof. rewrite pow_1. lra. Qed.
Lemma v_decreases : v 0 <= 4 -> forall t, v t <= v 0 /\ v (S t) <= v t.
Proof.
  intros B t. apply (descent_monotone 1 4 1 1 v u v); try lra; auto using v_nonneg, u_nonneg, v_update, v_self.
Qed.
Lemma u_sum : v 0 < 4 -> forall T, Sum T u <= v 0 / (4 - v 0).
Proof.
  intros B T. pose proof (descent_sum 1 4 1 1 v u v) as Q. rewrite !pow_1, !Rmult_1_l in Q.
  apply Q; try lra; auto using v_nonneg, u_nonneg; intro t; rewrite ?pow_1; [pose proof (v_update t)|]; lra.
Qed.
Lemma u_limit : v 0 < 4 -> is_lim_seq u 0.
Proof.
  intros B. apply (descent_limit 1 4 1 1 v u v); try lra; auto using v_nonneg, u_nonneg, v_update, v_self.
Qed.
Lemma f2_limit : v 0 < 4 -> is_lim_seq (fun t => f t ^ 2) 0.
Proof.
  intros B. destruct kappa_nonneg as [P|Z].
  - assert (Kp : 0 < kappa * eta ^ 2) by (apply Rmult_lt_0_compat; [exact P|apply pow_lt, eta_pos]).
    apply is_lim_seq_ext with (fun t => / (kappa * eta ^ 2) * u t); [intro t; unfold u; field; split; lra|].
    replace (Finite 0) with (Finite (/ (kappa * eta ^ 2) * 0)) by (f_equal; ring).
    apply is_lim_seq_mult'; [apply is_lim_seq_const|apply u_limit, B].
  - apply is_lim_seq_ext with (fun _ => 0); [|apply is_lim_seq_const].
    intro t. rewrite trivial by (symmetry; exact Z). ring.
Qed.
Lemma subcritical : v 0 <= 2 -> forall t, Rabs (f (S t)) <= Rabs (f t).
Proof.
  intros B t. destruct (v_decreases ltac:(lra) t) as [A _]. pose proof (u_nonneg t) as U0. pose proof (uv_region t) as R.
  pose proof (v_nonneg t) as V0. rewrite f_next. fold (v t). fold (u t). rewrite Rabs_mult.
  rewrite <- (Rmult_1_r (Rabs (f t))) at 2. apply Rmult_le_compat_l; [apply Rabs_pos|].
  apply Rabs_le. assert (v t ^ 2 <= 2 * v t) by nra. lra.
Qed.

(* ---- growth at a step ---- *)
Lemma grows_iff t : v t < 4 -> (Rabs (f (S t)) > Rabs (f t) <-> u t < v t - 2 /\ f t <> 0).
Proof.
  intros V4. rewrite f_next. fold (v t). fold (u t). rewrite Rabs_mult.
  pose proof (u_nonneg t) as U0. pose proof (uv_region t) as R. pose proof (v_nonneg t) as V0. split.
  - intros G. assert (N : f t <> 0) by (intro Z; rewrite Z, Rabs_R0 in G; lra). split; [|exact N].
    assert (P : 0 < Rabs (f t)) by (apply Rabs_pos_lt, N).
    assert (Q : 1 < Rabs (1 - v t + u t)) by (apply Rmult_lt_reg_l with (Rabs (f t)); [exact P|lra]).
    unfold Rabs in Q. destruct (Rcase_abs (1 - v t + u t)); [lra|]. exfalso. assert (v t < u t) by lra. nra.
  - intros [B N]. assert (P : 0 < Rabs (f t)) by (apply Rabs_pos_lt, N). apply Rlt_gt.
    rewrite <- (Rmult_1_r (Rabs (f t))) at 1. apply Rmult_lt_compat_l; [exact P|]. rewrite Rabs_left by lra. lra.
Qed.

(* ---- above 4 ---- *)
Lemma v_increases : 4 < v 0 -> forall t, 4 < v t /\ v t <= v (S t).
Proof.
  intros V t. assert (one : forall j, 4 < v j -> v j <= v (S j)).
  { intros j Hj. rewrite v_next. assert (0 <= u j * (v j - 4)) by (apply Rmult_le_pos; [apply u_nonneg|lra]). lra. }
  induction t as [|t [A B]]; [split; [exact V|apply one, V]|].
  assert (4 < v (S t)) by lra. split; [assumption|apply one; assumption].
Qed.
Section Above.
Hypothesis V4 : 4 < v 0.
Hypothesis never_zero : forall t, f t <> 0.
(* Where u stays below v - 3, it at least quadruples at every step. *)
Lemma u_escapes T B : ~ (forall n, u (T + n)%nat <= B /\ B + 3 <= v (T + n)%nat).
Proof.
  intros H. assert (G : forall n, u T * (1 + INR n) <= u (T + n)%nat).
  { induction n as [|n IH]; [simpl; rewrite Nat.add_0_r; lra|]. rewrite Nat.add_succ_r, u_next, S_INR.
    destruct (H n) as [H1 H2]. pose proof (u_pos T (never_zero T)) as P. pose proof (pos_INR n).
    assert (4 <= (1 - v (T + n)%nat + u (T + n)%nat) ^ 2) by nra.
    assert (u (T + n)%nat * 4 <= u (T + n)%nat * (1 - v (T + n)%nat + u (T + n)%nat) ^ 2)
      by (apply Rmult_le_compat_l; [apply u_nonneg|assumption]).
    assert (0 <= u T * INR n) by (apply Rmult_le_pos; lra). lra. }
  destruct (archimedes B (u T) (u_pos T (never_zero T))) as [n Hn]. specialize (G n). destruct (H n).
  pose proof (u_pos T (never_zero T)). lra.
Qed.
Theorem v_unbounded : forall B, exists t, B < v t.
Proof.
  intros B. pose proof (v_increases V4) as G.
  destruct (ex_lim_seq_incr v (fun n => proj2 (G n))) as [l L]. destruct l as [l| |].
  - exfalso.
    assert (D : is_lim_seq (fun n => v (S n) - v n) 0).
    { replace (Finite 0) with (Finite (l - l)) by (f_equal; ring). apply is_lim_seq_minus'; [|exact L].
      apply (is_lim_seq_incr_1 v). exact L. }
    set (g := v 0 - 4). assert (g0 : 0 < g) by (unfold g; lra).
    assert (VL : forall n, v 0 <= v n) by (induction n as [|n IH]; [lra|destruct (G n); lra]).
    apply is_lim_seq_spec in D. destruct (D (mkposreal g g0)) as [T HT]. simpl in HT.
    apply (u_escapes T 1). intros n. destruct (G (T + n)%nat) as [A _]. split; [|lra].
    specialize (HT (T + n)%nat ltac:(lia)). rewrite Rminus_0_r, v_next in HT. apply Rabs_def2 in HT. destruct HT as [HT _].
    specialize (VL (T + n)%nat). pose proof (u_nonneg (T + n)%nat).
    apply Rnot_lt_le. intro X. assert (1 * g <= u (T + n)%nat * (v (T + n)%nat - 4)) by (apply Rmult_le_compat; unfold g in *; lra). lra.
  - apply is_lim_seq_spec in L. destruct (L B) as [T HT]. exists T. apply HT. lia.
  - exfalso. apply is_lim_seq_spec in L. destruct (L 0) as [T HT]. specialize (HT T (le_n T)). pose proof (v_nonneg T). lra.
Qed.
Theorem u_unbounded : forall B, exists t, B < u t.
Proof.
  intros B. destruct (v_unbounded (B + 3)) as [T HT].
  assert (V : forall n, B + 3 <= v (T + n)%nat).
  { induction n as [|n IH]; [rewrite Nat.add_0_r; lra|]. rewrite Nat.add_succ_r. destruct (v_increases V4 (T + n)%nat). lra. }
  destruct (Classical_Prop.classic (exists t, B < u t)) as [Y|Nn]; [exact Y|]. exfalso.
  apply (u_escapes T B). intros n. split; [|apply V]. apply Rnot_lt_le. intro X. apply Nn. exists (T + n)%nat. exact X.
Qed.
End Above.
(* ---- where it ends: below 2, unless the output hits 0 ---- *)
Theorem final_below_two : v 0 < 4 -> (forall t, f t <> 0) -> exists limit : R, is_lim_seq h limit /\ eta * limit < 2.
Proof.
  intros B NZ. assert (B4 : v 0 <= 4) by lra.
  destruct (ex_finite_lim_seq_decr h 0) as [l L];
    [intro t; apply (h_order _ _ (proj2 (v_decreases B4 t)))|exact h_nonneg|].
  exists l. split; [exact L|]. apply Rnot_le_lt. intro Two.
  assert (V2 : forall t, 2 <= v t).
  { intro t. eapply Rle_trans; [exact Two|]. apply Rmult_le_compat_l; [lra|].
    apply (is_lim_seq_decr_compare h l L). intro n. apply h_order. apply (v_decreases B4 n). }
  pose proof (u_limit B) as U. apply is_lim_seq_spec in U.
  destruct (U (mkposreal 1 Rlt_0_1)) as [T HT]. simpl in HT.
  assert (small : forall n, (T <= n)%nat -> u n <= v n - 2).
  { intros n Hn. specialize (HT n Hn). rewrite Rminus_0_r in HT. apply Rabs_def2 in HT.
    pose proof (V2 (S n)) as V. rewrite v_next in V. pose proof (u_nonneg n).
    destruct (Rle_dec (v n) 3) as [Q|Q]; [|lra].
    assert (u n * 1 <= u n * (4 - v n)) by (apply Rmult_le_compat_l; lra). lra. }
  assert (grow : forall n, u T <= u (T + n)%nat).
  { induction n as [|n IH]; [rewrite Nat.add_0_r; lra|]. rewrite Nat.add_succ_r, u_next. pose proof (small (T + n)%nat ltac:(lia)).
    assert (1 <= (1 - v (T + n)%nat + u (T + n)%nat) ^ 2) by nra.
    assert (u (T + n)%nat * 1 <= u (T + n)%nat * (1 - v (T + n)%nat + u (T + n)%nat) ^ 2)
      by (apply Rmult_le_compat_l; [apply u_nonneg|assumption]). lra. }
  destruct (U (mkposreal _ (u_pos T (NZ T)))) as [M HM]. simpl in HM. specialize (HM (T + M)%nat ltac:(lia)).
  rewrite Rminus_0_r in HM. apply Rabs_def2 in HM. specialize (grow M). lra.
Qed.
Lemma edge : v 0 = 4 -> forall t, v t = 4.
Proof. intros E t. induction t as [|t IH]; [exact E|]. rewrite v_next, IH. ring. Qed.
End ClosedMap.
