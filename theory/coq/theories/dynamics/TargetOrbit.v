(* One datum with a target, or one block of data: r' = (1 - eta h + kappa eta^2 r (r + y)) r,
   eta h' = eta h - kappa eta^2 r^2 (4 - eta h) - 4 kappa eta^2 r y, with x = eta sqrt(kappa) |r| and o = eta sqrt(kappa) |y|.
   Below eta h = 2 a small residual contracts and h hardly moves; above 2 the residual first rises. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import ClosedMap.
Open Scope R_scope.

Record target_orbit (eta kappa y : R) (r h : nat -> R) : Prop := TargetOrbit {
  to_eta : 0 < eta;
  to_kappa : 0 <= kappa;
  to_r : forall t, r (S t) = (1 - eta * h t + kappa * eta ^ 2 * r t * (r t + y)) * r t;
  to_h : forall t, eta * h (S t) = eta * h t - kappa * eta ^ 2 * r t ^ 2 * (4 - eta * h t) - 4 * (kappa * eta ^ 2 * r t * y);
  to_nonneg : forall t, 0 <= h t }.

Section TargetOrbit.
Variables (eta kappa y : R) (r h : nat -> R).
Hypothesis K : target_orbit eta kappa y r h.
Let eta_pos := to_eta _ _ _ _ _ K.
Let kappa_nonneg := to_kappa _ _ _ _ _ K.
Let c := eta * sqrt kappa.
Let x t := c * Rabs (r t).
Let o := c * Rabs y.
Let v t := eta * h t.
Let w t := kappa * eta ^ 2 * (r t * y).

Lemma scale_nonneg : 0 <= c. Proof. apply Rmult_le_pos; [lra|apply sqrt_pos]. Qed.
Lemma scale_square : c ^ 2 = kappa * eta ^ 2.
Proof. unfold c. rewrite Rpow_mult_distr, pow2_sqrt by exact kappa_nonneg. ring. Qed.
Lemma x_nonneg t : 0 <= x t. Proof. apply Rmult_le_pos; [apply scale_nonneg|apply Rabs_pos]. Qed.
Lemma o_nonneg : 0 <= o. Proof. apply Rmult_le_pos; [apply scale_nonneg|apply Rabs_pos]. Qed.
Lemma x_square t : x t ^ 2 = kappa * eta ^ 2 * r t ^ 2.
Proof. unfold x. rewrite Rpow_mult_distr, scale_square, pow2_abs. reflexivity. Qed.
Lemma o_square : o ^ 2 = kappa * eta ^ 2 * y ^ 2.
Proof. unfold o. rewrite Rpow_mult_distr, scale_square, pow2_abs. reflexivity. Qed.
Lemma w_bound t : - (o * x t) <= w t <= o * x t.
Proof.
  apply Rabs_le_between. unfold w, o, x. rewrite Rabs_mult, <- scale_square, (Rabs_pos_eq (c ^ 2)) by apply pow2_ge_0.
  rewrite Rabs_mult. right. ring.
Qed.
Let factor t := Rabs (1 - v t + x t ^ 2 + w t).
Lemma r_next t : Rabs (r (S t)) = factor t * Rabs (r t).
Proof.
  unfold factor. rewrite (to_r _ _ _ _ _ K), Rabs_mult, x_square. fold (v t).
  replace (1 - v t + kappa * eta ^ 2 * r t ^ 2 + w t) with (1 - v t + kappa * eta ^ 2 * r t * (r t + y)) by (unfold w; ring).
  reflexivity.
Qed.
Lemma x_next t : x (S t) = factor t * x t.
Proof. unfold x. rewrite r_next. ring. Qed.
Lemma target_v_next t : v (S t) = v t - x t ^ 2 * (4 - v t) - 4 * w t.
Proof. unfold v. rewrite (to_h _ _ _ _ _ K), x_square. unfold w. ring. Qed.

(* ---- below 2: |r| contracts at nearly the rate of the linear model, and h hardly moves ---- *)
Section Contraction.
Let dist := Rmin (v 0) (2 - v 0).
Let a := x 0 * (x 0 + o).
Hypothesis dist_pos : 0 < dist.
Hypothesis small : 18 * a <= dist ^ 2.
Lemma dist_bounds : dist <= v 0 <= 2 - dist /\ Rabs (1 - v 0) = 1 - dist /\ dist <= 1.
Proof.
  unfold dist, Rmin in *. destruct (Rle_dec (v 0) (2 - v 0)); repeat split; try lra;
  [rewrite Rabs_pos_eq by lra|rewrite Rabs_left by lra]; lra.
Qed.
Let invariant t := x t <= x 0 /\ dist * Rabs (v t - v 0) <= 8 * (x 0 + o) * (x 0 - x t).
Lemma factor_bound t : invariant t -> dist * factor t <= dist - dist ^ 2 + 9 * a /\ factor t <= 1 - dist / 2.
Proof.
  intros [I1 I2]. pose proof (x_nonneg t) as X. pose proof o_nonneg as O. pose proof (w_bound t) as W. destruct dist_bounds as [B1 [B2 B3]].
  assert (A : 8 * (x 0 + o) * (x 0 - x t) <= 8 * a).
  { unfold a. assert (0 <= (x 0 + o) * x t) by (apply Rmult_le_pos; lra). lra. }
  assert (U : x t ^ 2 + o * x t <= a).
  { unfold a. assert (0 <= (x 0 - x t) * (x 0 + x t + o)) by (apply Rmult_le_pos; lra). lra. }
  assert (F : factor t <= (1 - dist) + Rabs (v t - v 0) + a).
  { unfold factor. rewrite <- B2. replace (1 - v t + x t ^ 2 + w t) with ((1 - v 0) + (- (v t - v 0)) + (x t ^ 2 + w t)) by ring.
    eapply Rle_trans; [apply Rabs_triang|]. eapply Rle_trans; [apply Rplus_le_compat_r, Rabs_triang|]. rewrite Rabs_Ropp.
    assert (Rabs (x t ^ 2 + w t) <= a) by (apply Rabs_le; pose proof (pow2_ge_0 (x t)); lra). lra. }
  assert (G : dist * factor t <= dist - dist ^ 2 + 9 * a).
  { apply (Rmult_le_compat_l dist) in F; [|lra]. assert (a0 : 0 <= a) by (apply Rmult_le_pos; [apply x_nonneg|pose proof (x_nonneg 0); lra]).
    assert (dist * a <= 1 * a) by (apply Rmult_le_compat_r; lra). lra. }
  split; [exact G|]. apply Rmult_le_reg_l with dist; [exact dist_pos|]. lra.
Qed.
Lemma contraction_invariant t : invariant t.
Proof.
  induction t as [|t IH].
  - split; [lra|]. replace (v 0 - v 0) with 0 by ring. rewrite Rabs_R0. lra.
  - assert (Q : x (S t) <= (1 - dist / 2) * x t).
    { rewrite x_next. apply Rmult_le_compat_r; [apply x_nonneg|apply (factor_bound t IH)]. }
    destruct IH as [I1 I2]. pose proof (x_nonneg t) as X. pose proof o_nonneg as O.
    pose proof (w_bound t) as W. destruct dist_bounds as [B1 [_ B3]].
    assert (D0 : x (S t) <= x t) by (assert (0 <= dist / 2 * x t) by (apply Rmult_le_pos; lra); lra).
    assert (V : 0 <= v t <= 4).
    { assert (A : 8 * (x 0 + o) * (x 0 - x t) <= 8 * a).
      { unfold a. assert (0 <= (x 0 + o) * x t) by (apply Rmult_le_pos; lra). lra. }
      assert (Near : Rabs (v t - v 0) <= dist / 2) by (apply Rmult_le_reg_l with dist; [exact dist_pos|pose proof (pow2_ge_0 dist); lra]).
      apply Rabs_le_between in Near. lra. }
    assert (M : Rabs (v (S t) - v t) <= 4 * x t * (x 0 + o)).
    { rewrite target_v_next. apply Rabs_le. assert (0 <= x t ^ 2 * (4 - v t) <= 4 * x t ^ 2).
      { pose proof (pow2_ge_0 (x t)). split; [apply Rmult_le_pos; lra|]. rewrite (Rmult_comm 4). apply Rmult_le_compat_l; lra. }
      assert (x t * x t <= x t * x 0) by (apply Rmult_le_compat_l; lra). split; lra. }
    split; [lra|].
    replace (v (S t) - v 0) with ((v (S t) - v t) + (v t - v 0)) by ring.
    eapply Rle_trans; [apply Rmult_le_compat_l; [lra|apply Rabs_triang]|].
    assert (N : dist * Rabs (v (S t) - v t) <= 8 * (x 0 + o) * (x t - x (S t))).
    { eapply Rle_trans; [apply Rmult_le_compat_l; [lra|exact M]|].
      assert (P : 0 <= (x 0 + o) * ((1 - dist / 2) * x t - x (S t))) by (apply Rmult_le_pos; [pose proof (x_nonneg 0)|]; lra). lra. }
    lra.
Qed.
Lemma contraction t : dist * Rabs (r (S t)) <= (dist - dist ^ 2 + 9 * a) * Rabs (r t) /\ dist * Rabs (v t - v 0) <= 8 * a.
Proof.
  pose proof (contraction_invariant t) as I. split.
  - rewrite r_next, <- Rmult_assoc. apply Rmult_le_compat_r; [apply Rabs_pos|apply (factor_bound t I)].
  - destruct I as [I1 I2]. pose proof (x_nonneg t). pose proof o_nonneg. assert (0 <= (x 0 + o) * x t) by (apply Rmult_le_pos; lra). unfold a. lra.
Qed.
End Contraction.
Theorem contracts : 0 < eta * h 0%nat < 2 -> let dist := Rmin (eta * h 0%nat) (2 - eta * h 0%nat) in
  let a := kappa * eta ^ 2 * (r 0%nat ^ 2 + Rabs (r 0%nat * y)) in 18 * a <= dist ^ 2 -> forall t,
  dist * Rabs (r (S t)) <= (dist - dist ^ 2 + 9 * a) * Rabs (r t) /\ dist * Rabs (eta * h t - eta * h 0%nat) <= 8 * a.
Proof.
  intros V dist a small. assert (A : a = x 0 * (x 0 + o)).
  { unfold a, x, o. rewrite <- scale_square, Rabs_mult, <- (pow2_abs (r 0%nat)). ring. }
  assert (P : 0 < dist) by (unfold dist; apply Rmin_glb_lt; lra). intro t. rewrite A in *. apply contraction; assumption.
Qed.

(* ---- above 2: the residual rises, by at least eta h - 2 a quarter of which is left at every step, until it meets the kernel ---- *)
Section Rise.
Let d := v 0 - 2.
Hypothesis gap : 0 < d <= 2.
Let met t := d ^ 2 <= 8 * x t ^ 2 + 32 * (o * x t).
Let rising t := x 0 <= x t /\ d * (v 0 - v t) <= 16 * (o * (x t - x 0)) + 4 * (x t ^ 2 - x 0 ^ 2) /\ x 0 + INR t * (d / 4 * x 0) <= x t.
Lemma rise_step t : rising t -> ~ met t -> rising (S t).
Proof.
  intros [I1 [I2 I3]] Q. pose proof (x_nonneg t) as X. pose proof (x_nonneg 0) as X0. pose proof o_nonneg as O. pose proof (w_bound t) as W.
  pose proof (Rmult_le_pos o (x t) O X) as OX. pose proof (pow2_ge_0 (x t)) as XX. apply Rnot_le_lt in Q.
  assert (V : 2 + d / 2 <= v t).
  { apply Rmult_le_reg_l with d; [lra|]. assert (0 <= o * x 0) by (apply Rmult_le_pos; assumption). pose proof (pow2_ge_0 (x 0)).
    assert (d * (v 0 - v t) <= d ^ 2 / 2) by lra. unfold d in *. lra. }
  assert (S1 : x t ^ 2 + o * x t <= d / 4).
  { assert (d ^ 2 <= 2 * d) by (assert (0 <= d * (2 - d)) by (apply Rmult_le_pos; lra); lra). lra. }
  assert (F : 1 + d / 4 <= factor t) by (unfold factor; rewrite Rabs_left by lra; lra).
  assert (G : x t + d / 4 * x t <= x (S t)).
  { rewrite x_next. apply (Rmult_le_compat_r (x t)) in F; [|exact X]. lra. }
  assert (P : 0 <= d / 4 * x t) by (apply Rmult_le_pos; lra).
  assert (G2 : d / 2 * x t ^ 2 <= x (S t) ^ 2 - x t ^ 2).
  { assert (0 <= (x (S t) - (x t + d / 4 * x t)) * (x (S t) + x t)) by (apply Rmult_le_pos; lra).
    assert (0 <= d / 4 * x t * (x (S t) - x t)) by (apply Rmult_le_pos; lra). lra. }
  split; [lra|]. split; [|].
  - assert (E : v t - v (S t) <= 2 * x t ^ 2 + 4 * (o * x t)).
    { rewrite target_v_next. assert (0 <= x t ^ 2 * (v t - 2)) by (apply Rmult_le_pos; lra). lra. }
    apply (Rmult_le_compat_l d) in E; [|lra].
    assert (0 <= o * (x (S t) - (x t + d / 4 * x t))) by (apply Rmult_le_pos; lra). lra.
  - rewrite S_INR. assert (d / 4 * x 0 <= d / 4 * x t) by (apply Rmult_le_compat_l; lra). lra.
Qed.
Theorem first_rise : 0 < kappa -> r 0%nat <> 0 -> exists t, (v 0 - 2) ^ 2 <= 16 * (kappa * eta ^ 2) * (r t ^ 2 + 2 * y ^ 2).
Proof.
  intros Kp N. assert (X0 : 0 < x 0).
  { apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; [exact eta_pos|apply sqrt_lt_R0, Kp]|apply Rabs_pos_lt, N]. }
  assert (R : forall t, (exists j, met j) \/ rising t).
  { induction t as [|t [M|I]]; [right|left; exact M|].
    - unfold rising. simpl INR. repeat split; lra.
    - destruct (Rle_dec (d ^ 2) (8 * x t ^ 2 + 32 * (o * x t))) as [M|M]; [left; exists t; exact M|right; exact (rise_step t I M)]. }
  assert (M : exists j, met j).
  { destruct (archimedes 1 (d / 4 * x 0) ltac:(apply Rmult_lt_0_compat; lra)) as [n Hn]. destruct (R n) as [M|[_ [_ I]]]; [exact M|].
    exists n. unfold met. pose proof o_nonneg as O. assert (0 <= o * x n) by (apply Rmult_le_pos; lra).
    assert (1 * 1 <= x n * x n) by (apply Rmult_le_compat; lra). assert (d * d <= 2 * 2) by (apply Rmult_le_compat; lra). lra. }
  destruct M as [t M]. exists t. unfold met in M. fold d. pose proof (pow2_ge_0 (x t - 2 * o)) as Q.
  pose proof (x_square t) as E. pose proof o_square as E2. lra.
Qed.
End Rise.
End TargetOrbit.
