(* The abstract catapult lemma: a nonnegative norm th with
     th' <= th + eta F (eta h - c),   h <= C th^k,   F >= 0,
   is nonincreasing when eta C th_0^k <= c; strictly below, F is summable and tends to 0.
   The theorems about models apply it to the weight norm along gradient descent. *)
Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
Open Scope R_scope.

Lemma mult_div_cancel x g : 0 < g -> g * (x / g) = x.
Proof. intros; field; lra. Qed.

Section Descent.
Variables (eta c C : R) (k : nat).
Variables th F h : nat -> R.
Hypothesis eta_pos : 0 < eta.
Hypothesis C_nonneg : 0 <= C.
Hypothesis th_nonneg : forall t, 0 <= th t.
Hypothesis F_nonneg : forall t, 0 <= F t.
Hypothesis update : forall t, th (S t) <= th t + eta * F t * (eta * h t - c).
Hypothesis bound : forall t, h t <= C * th t ^ k.

Section AtTheEdge.
Hypothesis edge : eta * (C * th 0%nat ^ k) <= c.
Lemma kernel_below_edge t : th t <= th 0%nat -> eta * h t <= eta * (C * th 0%nat ^ k).
Proof.
  intros Hle. assert (th t ^ k <= th 0%nat ^ k) by (apply pow_incr; split; auto).
  pose proof (bound t). assert (C * th t ^ k <= C * th 0%nat ^ k) by (apply Rmult_le_compat_l; auto).
  apply Rmult_le_compat_l; lra.
Qed.
Lemma descent_monotone t : th t <= th 0%nat /\ th (S t) <= th t.
Proof.
  assert (one : forall t, th t <= th 0%nat -> th (S t) <= th t).
  { intros j Hj. pose proof (kernel_below_edge j Hj). pose proof (update j).
    assert (0 <= eta * F j) by (apply Rmult_le_pos; [lra|apply F_nonneg]).
    assert (0 <= eta * F j * (c - eta * h j)) by (apply Rmult_le_pos; lra). lra. }
  induction t as [|t [I1 I2]].
  - split; [lra|apply one; lra].
  - assert (A : th (S t) <= th 0%nat) by lra. split; [exact A|apply one; exact A].
Qed.
End AtTheEdge.

Hypothesis inside : eta * (C * th 0%nat ^ k) < c.
Let gap := c - eta * (C * th 0%nat ^ k).
Let gap_pos : 0 < eta * gap.
Proof. apply Rmult_lt_0_compat; unfold gap; lra. Qed.
Lemma descent_drop t : eta * gap * F t <= th t - th (S t).
Proof.
  destruct (descent_monotone (Rlt_le _ _ inside) t) as [A _].
  pose proof (kernel_below_edge t A). pose proof (update t).
  assert (0 <= eta * F t) by (apply Rmult_le_pos; [lra|apply F_nonneg]).
  assert (eta * F t * gap <= eta * F t * (c - eta * h t)) by (apply Rmult_le_compat_l; unfold gap; lra).
  lra.
Qed.
Lemma descent_sum T : Sum T F <= th 0%nat / (eta * (c - eta * (C * th 0%nat ^ k))).
Proof.
  fold gap. assert (E : eta * gap * Sum T F <= th 0%nat - th T).
  { induction T as [|T IH]; simpl; [lra|]. pose proof (descent_drop T). lra. }
  apply Rmult_le_reg_l with (eta * gap); [exact gap_pos|].
  rewrite (mult_div_cancel (th 0%nat) _ gap_pos). pose proof (th_nonneg T). lra.
Qed.
Lemma descent_limit : is_lim_seq F 0.
Proof.
  destruct (ex_finite_lim_seq_decr th 0) as [l L];
    [intro n; apply (descent_monotone (Rlt_le _ _ inside) n)|exact th_nonneg|].
  apply is_lim_seq_le_le with (u := fun _ => 0) (w := fun t => (th t - th (S t)) / (eta * gap)).
  - intro n. split; [apply F_nonneg|]. pose proof (descent_drop n).
    apply Rmult_le_reg_l with (eta * gap); [exact gap_pos|]. rewrite (mult_div_cancel _ _ gap_pos). lra.
  - apply is_lim_seq_const.
  - replace (Finite 0) with (Finite ((l - l) * / (eta * gap))) by (f_equal; ring).
    apply (is_lim_seq_mult' (fun t => th t - th (S t)) (fun _ => / (eta * gap))); [|apply is_lim_seq_const].
    apply is_lim_seq_minus'; [exact L|]. apply (is_lim_seq_incr_1 th). exact L.
Qed.
End Descent.
