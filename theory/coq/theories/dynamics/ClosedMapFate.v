(* What the closed map says about a training run on one datum with target 0: its loss f^2/2, its mean squared output f^2, and a weight
   norm that bounds the kernel. Each model only has to show that it is such a run. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums ClosedMap Peak.
Open Scope R_scope.

Record closed_run (eta kappa : R) (f h loss mean norm : nat -> R) : Prop := ClosedRun {
  run_map : closed_map eta kappa f h;
  run_loss : forall t, loss t = f t ^ 2 / 2;
  run_mean : forall t, mean t = f t ^ 2;
  run_norm : exists C, 0 <= C /\ forall t, h t <= C * norm t }.

Section Fate.
Variables (eta kappa : R) (f h loss mean norm : nat -> R).
Hypothesis run : closed_run eta kappa f h loss mean norm.
Let K := run_map _ _ _ _ _ _ _ run.
Let eta_pos := cm_eta _ _ _ _ K.
Lemma kernel_falls : h 0%nat * eta < 4 -> forall t, h (S t) <= h t.
Proof. intros B t. apply (h_order _ _ _ _ K). apply (v_decreases _ _ _ _ K). unfold v. lra. Qed.
Lemma kernel_rises : h 0%nat * eta > 4 -> forall t, h t <= h (S t).
Proof. intros B t. apply (h_order _ _ _ _ K). apply (v_increases _ _ _ _ K). unfold v. lra. Qed.
Lemma outputs_summable : h 0%nat * eta < 4 -> forall T, kappa * eta ^ 2 * Sum T mean <= h 0%nat * eta / (4 - h 0%nat * eta).
Proof.
  intros B T. pose proof (u_sum _ _ _ _ K ltac:(unfold v; lra) T) as Q. unfold u, v in Q. rewrite sum_scal in Q.
  rewrite (sum_ext T mean (fun t => f t ^ 2)) by (intros; apply run_mean with (1 := run)). rewrite (Rmult_comm (h 0%nat)). exact Q.
Qed.
Lemma outputs_weighted : h 0%nat * eta < 4 -> forall T, kappa * eta * Sum T mean * (4 - h 0%nat * eta) <= h 0%nat.
Proof.
  intros B T. pose proof (outputs_summable B T) as Q. apply (Rmult_le_compat_r (4 - h 0%nat * eta)) in Q; [|lra].
  replace (h 0%nat * eta / (4 - h 0%nat * eta) * (4 - h 0%nat * eta)) with (h 0%nat * eta) in Q by (field; lra).
  apply Rmult_le_reg_r with eta; [exact eta_pos|]. eapply Rle_trans; [|exact Q]. right. ring.
Qed.
Lemma loss_vanishes : h 0%nat * eta < 4 -> is_lim_seq loss 0.
Proof.
  intros B. apply is_lim_seq_ext with (fun t => / 2 * f t ^ 2); [intro t; rewrite (run_loss _ _ _ _ _ _ _ run); field|].
  replace (Finite 0) with (Finite (/ 2 * 0)) by (f_equal; ring).
  apply is_lim_seq_mult'; [apply is_lim_seq_const|]. apply (f2_limit _ _ _ _ K). unfold v. lra.
Qed.
Lemma ends_below_two : h 0%nat * eta < 4 ->
  (exists limit : R, is_lim_seq h limit /\ limit * eta < 2) \/ (exists t, f t = 0).
Proof.
  intros B. destruct (Classical_Prop.classic (exists t, f t = 0)) as [Z|NZ]; [right; exact Z|left].
  destruct (final_below_two _ _ _ _ K ltac:(unfold v; lra)) as [l [L Two]]; [intros t Z; apply NZ; exists t; exact Z|].
  exists l. split; [exact L|lra].
Qed.
Lemma everything_escapes : h 0%nat * eta > 4 ->
  ((forall bound, exists t, bound < loss t) /\ (forall bound, exists t, bound < norm t)) \/ (exists t, f t = 0).
Proof.
  intros B. destruct (Classical_Prop.classic (exists t, f t = 0)) as [Z|NZ]; [right; exact Z|left].
  assert (Nz : forall t, f t <> 0) by (intros t Z; apply NZ; exists t; exact Z).
  assert (V4 : 4 < v eta h 0) by (unfold v; lra). split; intro bound.
  - destruct (u_unbounded _ _ _ _ K V4 Nz (2 * kappa * eta ^ 2 * bound)) as [t U]. exists t. rewrite (run_loss _ _ _ _ _ _ _ run).
    unfold u in U. pose proof (kappa_pos _ _ _ _ K t (Nz t)) as Kp.
    assert (Ke : 0 < 2 * kappa * eta ^ 2) by (apply Rmult_lt_0_compat; [lra|apply pow_lt; exact eta_pos]).
    apply Rmult_lt_reg_l with (2 * kappa * eta ^ 2); [exact Ke|]. lra.
  - destruct (run_norm _ _ _ _ _ _ _ run) as [C [C0 L]].
    destruct (v_unbounded _ _ _ _ K V4 Nz (eta * (C * Rabs bound))) as [t U]. exists t. unfold v in U.
    apply Rmult_lt_reg_l in U; [|exact eta_pos]. specialize (L t). apply Rnot_le_lt. intro Low.
    assert (C * norm t <= C * Rabs bound) by (apply Rmult_le_compat_l; [exact C0|eapply Rle_trans; [exact Low|apply Rle_abs]]). lra.
Qed.
Lemma loss_peaks : f 0%nat <> 0 -> 2 < h 0%nat * eta < 4 -> exists t, (-2 + h 0%nat * eta) ^ 2 <= 4 * (kappa * eta ^ 2 * loss t).
Proof.
  intros N B. destruct (peak _ _ _ _ K N ltac:(unfold v; lra)) as [t P]. exists t. rewrite (run_loss _ _ _ _ _ _ _ run).
  unfold u, v in P. replace (-2 + h 0%nat * eta) with (eta * h 0%nat - 2) by ring. lra.
Qed.
End Fate.
