(* Gradient descent at any learning rates, targets 0, k = m + 1; the gradient may be that of any batch. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums WeightSpace UpdateRules Gram HomogeneousPull.
Open Scope R_scope.

Section Scheduled.
Variables (E : space) (C : R) (m : nat) (eta : schedule).
Variables (grad : nat -> vector E -> vector E) (A : nat -> vector E -> R).
Hypothesis P : pull grad A C m.
Hypothesis eta_nonneg : forall t, 0 <= eta t.
Let k := INR m + 1.
Variable w : vector E.
Let path t := iterate (gradient_descent eta grad) (start w) t.
Let N t := square_norm E (weights_of (path t)).
Let F t := A t (weights_of (path t)).
Lemma scheduled_step t : step_of (path t) = t.
Proof. unfold path. induction t as [|t I]; [reflexivity|]. cbn [iterate]. simpl. f_equal. exact I. Qed.
Lemma scheduled_norm t : N (S t) = N t - 2 * eta t * dot E (weights_of (path t)) (grad t (weights_of (path t)))
  + eta t ^ 2 * square_norm E (grad t (weights_of (path t))).
Proof. unfold N, path. cbn [iterate]. fold (path t). simpl. rewrite scheduled_step, norm_advance. reflexivity. Qed.
Lemma scheduled_bound t : N (S t) <= N t + eta t * F t * (eta t * (C * N t ^ m) - 2 * k).
Proof.
  rewrite scheduled_norm. rewrite (pull_euler _ _ _ _ P t (weights_of (path t))). fold (F t) k.
  pose proof (pull_steep _ _ _ _ P t (weights_of (path t))) as B. fold (F t) (N t) in B.
  apply (Rmult_le_compat_l _ _ _ (pow2_ge_0 (eta t))) in B. lra.
Qed.
Lemma F_nonneg t : 0 <= F t.
Proof. apply (pull_nonneg _ _ _ _ P). Qed.
(* Where the rate of this step is at most 2k / (C N^m), the norm does not rise; with a margin its fall bounds F. *)
Theorem scheduled_falls t : eta t * (C * N t ^ m) <= 2 * k -> N (S t) <= N t.
Proof.
  intros B. pose proof (scheduled_bound t). pose proof (F_nonneg t). pose proof (eta_nonneg t).
  assert (0 <= eta t * F t * (2 * k - eta t * (C * N t ^ m))) by (apply Rmult_le_pos; [apply Rmult_le_pos; assumption|lra]). lra.
Qed.
(* One bound at the start for all rates. *)
Variable top : R.
Hypothesis rates : forall t, eta t <= top.
Lemma bounded_rate t : N t <= N 0%nat -> eta t * (C * N t ^ m) <= top * (C * N 0%nat ^ m).
Proof.
  intros H. assert (N0 : forall j, 0 <= N j) by (intro; apply norm_nonneg).
  apply Rmult_le_compat; [apply eta_nonneg| |apply rates|].
  - apply Rmult_le_pos; [apply (pull_constant _ _ _ _ P)|apply pow_le, N0].
  - apply Rmult_le_compat_l; [apply (pull_constant _ _ _ _ P)|]. apply pow_incr. split; [apply N0|exact H].
Qed.
Theorem bounded_rates_fall : top * (C * N 0%nat ^ m) <= 2 * k -> forall t, N t <= N 0%nat /\ N (S t) <= N t.
Proof.
  intros B. assert (one : forall t, N t <= N 0%nat -> N (S t) <= N t) by (intros t H; apply scheduled_falls; pose proof (bounded_rate t H); lra).
  induction t as [|t [I J]]; [split; [lra|apply one; lra]|]. assert (K : N (S t) <= N 0%nat) by lra. split; [exact K|apply one, K].
Qed.
Theorem bounded_rates_sum : top * (C * N 0%nat ^ m) < 2 * k -> forall T,
  Sum T (fun t => eta t * F t) <= N 0%nat / (2 * k - top * (C * N 0%nat ^ m)).
Proof.
  intros B T. set (gap := 2 * k - top * (C * N 0%nat ^ m)).
  assert (E0 : gap * Sum T (fun t => eta t * F t) <= N 0%nat - N T).
  { induction T as [|T I]; simpl; [lra|]. destruct (bounded_rates_fall (Rlt_le _ _ B) T) as [H _]. pose proof (scheduled_bound T).
    pose proof (bounded_rate T H). pose proof (F_nonneg T). pose proof (eta_nonneg T).
    assert (eta T * F T * gap <= eta T * F T * (2 * k - eta T * (C * N T ^ m))) by (apply Rmult_le_compat_l; [apply Rmult_le_pos; assumption|unfold gap; lra]). lra. }
  assert (0 <= N T) by apply norm_nonneg. apply Rmult_le_reg_l with gap; [unfold gap; lra|].
  replace (gap * (N 0%nat / gap)) with (N 0%nat) by (field; unfold gap; lra). lra.
Qed.
Theorem bounded_rates_limit : top * (C * N 0%nat ^ m) < 2 * k -> is_lim_seq (fun t => eta t * F t) 0.
Proof.
  intros B. set (gap := 2 * k - top * (C * N 0%nat ^ m)). assert (gp : 0 < gap) by (unfold gap; lra).
  destruct (ex_finite_lim_seq_decr N 0) as [l L]; [intro t; apply (bounded_rates_fall (Rlt_le _ _ B) t)|intro; apply norm_nonneg|].
  apply is_lim_seq_le_le with (u := fun _ => 0) (w := fun t => (N t - N (S t)) * / gap).
  - intro t. destruct (bounded_rates_fall (Rlt_le _ _ B) t) as [H _]. pose proof (scheduled_bound t).
    pose proof (bounded_rate t H). pose proof (F_nonneg t). pose proof (eta_nonneg t). split; [apply Rmult_le_pos; assumption|].
    apply Rmult_le_reg_r with gap; [exact gp|]. replace ((N t - N (S t)) * / gap * gap) with (N t - N (S t)) by (field; lra).
    assert (eta t * F t * gap <= eta t * F t * (2 * k - eta t * (C * N t ^ m))) by (apply Rmult_le_compat_l; [apply Rmult_le_pos; assumption|unfold gap; lra]). lra.
  - apply is_lim_seq_const.
  - replace (Finite 0) with (Finite ((l - l) * / gap)) by (f_equal; ring). apply is_lim_seq_mult'; [|apply is_lim_seq_const].
    apply is_lim_seq_minus'; [exact L|]. apply (is_lim_seq_incr_1 N). exact L.
Qed.
End Scheduled.
