(* Weight decay, targets 0, k = m + 1: with W = 1 - eta mu, |w'|^2 <= max(W^2, (W - eta C N^m / k)^2) N. Sharp: equality at the bound
   of the gradient. eta (C N_0^m + k mu) <= 2k: N never increases; below it and with mu > 0 it falls geometrically. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums WeightSpace UpdateRules Gram HomogeneousPull.
Open Scope R_scope.

Section Decay.
Variables (E : space) (eta mu C : R) (m : nat).
Variables (grad : nat -> vector E -> vector E) (A : nat -> vector E -> R).
Hypothesis P : pull grad A C m.
Hypothesis eta_pos : 0 < eta.
Hypothesis mu_nonneg : 0 <= mu.
Let k := INR m + 1.
Let k_pos : 0 < k.
Proof. unfold k. pose proof (pos_INR m). lra. Qed.
Let W := 1 - eta * mu.
Let next (s : state E) : R := square_norm E (weights_of (weight_decay (constant_rate eta) mu grad s)).
Let now (s : state E) : R := square_norm E (weights_of s).
Lemma decay_norm s (g := grad (step_of s) (weights_of s)) :
  next s = W ^ 2 * now s - 2 * W * eta * dot E (weights_of s) g + eta ^ 2 * square_norm E g.
Proof. unfold next, weight_decay, constant_rate. simpl. fold g. expand_gram. fold W. unfold now. ring. Qed.
(* k A <= C N^(m+1) / k: Cauchy-Schwarz in Euler's identity. *)
Lemma pull_size t w : k ^ 2 * A t w <= C * square_norm E w ^ m * square_norm E w.
Proof.
  pose proof (dot_cauchy E w (grad t w)) as K. rewrite (pull_euler _ _ _ _ P) in K. fold k in K.
  pose proof (pull_steep _ _ _ _ P t w) as B. pose proof (pull_nonneg _ _ _ _ P t w) as [A0|A0].
  - pose proof (norm_nonneg E w) as N0. apply (Rmult_le_compat_l _ _ _ N0) in B. apply Rmult_le_reg_r with (A t w); [exact A0|]. nra.
  - rewrite <- A0, Rmult_0_r. apply Rmult_le_pos; [apply Rmult_le_pos; [apply (pull_constant _ _ _ _ P)|apply pow_le, norm_nonneg]|apply norm_nonneg].
Qed.
Theorem decay_bound s (x := eta * (C * now s ^ m)) :
  next s <= Rmax (W ^ 2) ((W - x / k) ^ 2) * now s.
Proof.
  pose proof (norm_nonneg E (weights_of s)) as N0. fold (now s) in N0.
  set (g := grad (step_of s) (weights_of s)). set (a := A (step_of s) (weights_of s)).
  pose proof (pull_steep _ _ _ _ P (step_of s) (weights_of s)) as B. fold g a (now s) in B.
  pose proof (pull_size (step_of s) (weights_of s)) as S. fold a (now s) in S.
  pose proof (pull_nonneg _ _ _ _ P (step_of s) (weights_of s)) as A0. fold a in A0.
  pose proof (Rmax_l (W ^ 2) ((W - x / k) ^ 2)) as L. pose proof (Rmax_r (W ^ 2) ((W - x / k) ^ 2)) as R. set (M := Rmax _ _) in *.
  assert (H : next s <= W ^ 2 * now s + eta * a * (x - 2 * W * k)).
  { rewrite decay_norm. fold g. unfold g at 1. rewrite (pull_euler _ _ _ _ P). fold a k.
    assert (eta ^ 2 * square_norm E g <= eta ^ 2 * (C * now s ^ m * a)) by (apply Rmult_le_compat_l; [apply pow2_ge_0|exact B]). unfold x. lra. }
  destruct (Rle_dec (x - 2 * W * k) 0) as [Neg|Pos].
  - assert (eta * a * (2 * W * k - x) >= 0) by (apply Rle_ge, Rmult_le_pos; [apply Rmult_le_pos|]; lra).
    assert (W ^ 2 * now s <= M * now s) by (apply Rmult_le_compat_r; assumption). lra.
  - assert (X : eta * a <= x * now s / k ^ 2).
    { apply Rmult_le_reg_l with (k ^ 2); [apply pow_lt, k_pos|]. replace (k ^ 2 * (x * now s / k ^ 2)) with (eta * (C * now s ^ m * now s)) by (unfold x; field; lra).
      replace (k ^ 2 * (eta * a)) with (eta * (k ^ 2 * a)) by ring. apply Rmult_le_compat_l; lra. }
    apply (Rmult_le_compat_r (x - 2 * W * k)) in X; [|lra].
    replace (x * now s / k ^ 2 * (x - 2 * W * k)) with (((W - x / k) ^ 2 - W ^ 2) * now s) in X by (field; lra).
    assert ((W - x / k) ^ 2 * now s <= M * now s) by (apply Rmult_le_compat_r; assumption). lra.
Qed.
Lemma decay_factor N : 0 <= N -> eta * (C * N ^ m + k * mu) <= 2 * k -> W ^ 2 <= 1 /\ (W - eta * (C * N ^ m) / k) ^ 2 <= 1.
Proof.
  intros N0 B. set (x := eta * (C * N ^ m)).
  assert (x0 : 0 <= x). { apply Rmult_le_pos; [lra|]. apply Rmult_le_pos; [apply (pull_constant _ _ _ _ P)|apply pow_le, N0]. }
  assert (em : 0 <= eta * mu) by (apply Rmult_le_pos; lra).
  assert (xk : 0 <= x / k) by (apply Rmult_le_pos; [exact x0|apply Rlt_le, Rinv_0_lt_compat, k_pos]).
  assert (T : x / k + eta * mu <= 2).
  { apply Rmult_le_reg_l with k; [exact k_pos|]. replace (k * (x / k + eta * mu)) with (eta * (C * N ^ m + k * mu)) by (unfold x; field; lra). lra. }
  unfold W. split; nra.
Qed.

Variable w : vector E.
Let path t := iterate (weight_decay (constant_rate eta) mu grad) (start w) t.
Theorem decay_falls : eta * (C * square_norm E w ^ m + k * mu) <= 2 * k ->
  forall t, square_norm E (weights_of (path t)) <= square_norm E w /\ square_norm E (weights_of (path (S t))) <= square_norm E (weights_of (path t)).
Proof.
  intros B. assert (one : forall t, now (path t) <= square_norm E w -> now (path (S t)) <= now (path t)).
  { intros t H. unfold path. cbn [iterate]. fold (path t). change (next (path t) <= now (path t)).
    pose proof (norm_nonneg E (weights_of (path t))) as N0. fold (now (path t)) in N0.
    destruct (decay_factor (now (path t)) N0) as [L R].
    - eapply Rle_trans; [|exact B]. apply Rmult_le_compat_l; [lra|]. apply Rplus_le_compat_r. apply Rmult_le_compat_l; [apply (pull_constant _ _ _ _ P)|].
      apply pow_incr. split; assumption.
    - eapply Rle_trans; [apply decay_bound|]. rewrite <- (Rmult_1_l (now (path t))) at 3. apply Rmult_le_compat_r; [exact N0|].
      apply Rmax_lub; assumption. }
  induction t as [|t [I J]].
  - split; [apply Rle_refl|apply one, Rle_refl].
  - assert (K : now (path (S t)) <= square_norm E w) by (eapply Rle_trans; [exact J|exact I]). split; [exact K|apply one, K].
Qed.
Theorem decay_collapses : 0 < mu -> eta * (C * square_norm E w ^ m + k * mu) < 2 * k ->
  is_lim_seq (fun t => square_norm E (weights_of (path t))) 0.
Proof.
  intros mu_pos B. set (N := square_norm E w) in *.
  set (rho := Rmax (W ^ 2) ((Rmax 0 (eta * (C * N ^ m) / k - W)) ^ 2)).
  assert (N0 : 0 <= N) by apply norm_nonneg.
  assert (x0 : 0 <= eta * (C * N ^ m)). { apply Rmult_le_pos; [lra|]. apply Rmult_le_pos; [apply (pull_constant _ _ _ _ P)|apply pow_le, N0]. }
  assert (em : 0 < eta * mu) by (apply Rmult_lt_0_compat; lra).
  assert (T : eta * (C * N ^ m) / k + eta * mu < 2).
  { apply Rmult_lt_reg_l with k; [exact k_pos|]. replace (k * (eta * (C * N ^ m) / k + eta * mu)) with (eta * (C * N ^ m + k * mu)) by (field; lra). lra. }
  assert (xk : 0 <= eta * (C * N ^ m) / k) by (apply Rmult_le_pos; [exact x0|apply Rlt_le, Rinv_0_lt_compat, k_pos]).
  assert (rho_range : 0 <= rho < 1).
  { split; [eapply Rle_trans; [apply pow2_ge_0|apply Rmax_l]|]. unfold rho. apply Rmax_lub_lt; [unfold W; nra|].
    set (z := Rmax 0 (eta * (C * N ^ m) / k - W)). assert (0 <= z < 1) by (split; [apply Rmax_l|apply Rmax_lub_lt; unfold W; lra]). nra. }
  assert (fall : forall t, now (path (S t)) <= rho * now (path t)).
  { intro t. destruct (decay_falls (Rlt_le _ _ B) t) as [I _]. fold (now (path t)) in I. fold N in I.
    pose proof (norm_nonneg E (weights_of (path t))) as n0. fold (now (path t)) in n0.
    unfold path. cbn [iterate]. fold (path t). change (next (path t) <= rho * now (path t)).
    eapply Rle_trans; [apply decay_bound|]. apply Rmult_le_compat_r; [exact n0|].
    assert (L : eta * (C * now (path t) ^ m) / k <= eta * (C * N ^ m) / k).
    { apply Rmult_le_compat_r; [apply Rlt_le, Rinv_0_lt_compat, k_pos|]. apply Rmult_le_compat_l; [lra|].
      apply Rmult_le_compat_l; [apply (pull_constant _ _ _ _ P)|]. apply pow_incr. split; assumption. }
    assert (l0 : 0 <= eta * (C * now (path t) ^ m) / k).
    { apply Rmult_le_pos; [|apply Rlt_le, Rinv_0_lt_compat, k_pos]. apply Rmult_le_pos; [lra|]. apply Rmult_le_pos; [apply (pull_constant _ _ _ _ P)|apply pow_le, n0]. }
    apply Rmax_lub; [apply Rmax_l|].
    destruct (Rle_dec 0 (W - eta * (C * now (path t) ^ m) / k)) as [Q|Q].
    - apply Rle_trans with (W ^ 2); [apply pow_incr; lra|apply Rmax_l].
    - apply Rle_trans with (Rmax 0 (eta * (C * N ^ m) / k - W) ^ 2); [|apply Rmax_r].
      replace ((W - eta * (C * now (path t) ^ m) / k) ^ 2) with ((eta * (C * now (path t) ^ m) / k - W) ^ 2) by ring.
      apply pow_incr. split; [lra|]. eapply Rle_trans; [|apply Rmax_r]. lra. }
  assert (power : forall t, now (path t) <= N * rho ^ t).
  { induction t as [|t I]; [unfold path, now; simpl; fold N; lra|]. eapply Rle_trans; [apply fall|].
    apply (Rmult_le_compat_l rho) in I; [|lra]. simpl. lra. }
  apply is_lim_seq_le_le with (u := fun _ => 0) (w := fun t => N * rho ^ t).
  - intro t. split; [apply norm_nonneg|apply power].
  - apply is_lim_seq_const.
  - replace (Finite 0) with (Finite (N * 0)) by (f_equal; ring). apply is_lim_seq_mult'; [apply is_lim_seq_const|].
    apply is_lim_seq_geom. rewrite Rabs_right; lra.
Qed.
End Decay.
