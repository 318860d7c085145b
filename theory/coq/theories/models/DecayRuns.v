(* Weight decay on a trained model, with the squared loss on all data: the weight norm after a step; for targets 0 its fall; a bound of it
   for any targets. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained.
From Catapult Require Import Sums WeightSpace UpdateRules Losses Gram Decay HomogeneousPull TrainedPull Pulls.
Open Scope R_scope.

Section Runs.
Variables (M : Trained.model) (mu eta : R) (w : Trained.weights M).
Let E := Trained.weight_space M.
Let path t := Trained.run M (weight_decay (constant_rate eta) mu) squared (Trained.full M) w t.
Let N t := Trained.weight_norm M (weights_of (path t)).
Lemma run_decay_norm k t : Trained.homogeneous M k -> N (S t) = (1 - eta * mu) ^ 2 * N t
  - 2 * k * eta * (1 - eta * mu) * Trained.residual_output M (weights_of (path t))
  + eta ^ 2 * Trained.residual_kernel M (weights_of (path t)).
Proof.
  intros H. set (s := path t). change (N (S t)) with (square_norm E (weights_of (weight_decay (constant_rate eta) mu (squared_gradient M) s))).
  change (N t) with (square_norm E (weights_of s)). unfold weight_decay, constant_rate. simpl weights_of at 1.
  change (squared_gradient M (step_of s) (weights_of s)) with (Trained.batch_gradient M squared (Trained.whole M) (weights_of s)).
  expand_gram. unfold E. rewrite (squared_gradient_norm M), (squared_gradient_dot M k _ H). ring.
Qed.
Hypothesis eta_pos : 0 < eta.
Hypothesis mu_nonneg : 0 <= mu.
Section ZeroTargets.
Variables (C : R) (m : nat).
Hypothesis P : pulled M C m.
Lemma run_decay_falls : eta * (C * Trained.weight_norm M w ^ m + (INR m + 1) * mu) <= 2 * (INR m + 1) -> forall t, N (S t) <= N t.
Proof. intros B t. exact (proj2 (decay_falls E eta mu C m _ _ P eta_pos mu_nonneg w B t)). Qed.
Lemma run_decay_collapses : 0 < mu -> eta * (C * Trained.weight_norm M w ^ m + (INR m + 1) * mu) < 2 * (INR m + 1) -> is_lim_seq N 0.
Proof. intros mp B. exact (decay_collapses E eta mu C m _ _ P eta_pos mu_nonneg w mp B). Qed.
End ZeroTargets.

(* Any targets: N' <= W^2 N + eta W k (|y|^2 - |f|^2)/D while eta (C N^m + k mu) <= k. *)
Variables (C : R) (m : nat).
Let k := INR m + 1.
Hypothesis share_nonneg : 0 <= Trained.share M.
Hypothesis euler : Trained.homogeneous M k.
Hypothesis C_nonneg : 0 <= C.
Hypothesis kernel : Trained.kernel_at_most M C m.
Let y2 := Trained.share M * Sum (Trained.data M) (fun a => Trained.target M a ^ 2).
Variable top : R.
Hypothesis starts : Trained.weight_norm M w <= top.
Hypothesis targets : k * y2 <= 2 * mu * top.
Hypothesis edge : eta * (C * top ^ m + k * mu) <= k.
Let k_pos : 0 < k.
Proof. unfold k. pose proof (pos_INR m). lra. Qed.
Let W := 1 - eta * mu.
Let top_nonneg : 0 <= top.
Proof. eapply Rle_trans; [apply norm_nonneg|exact starts]. Qed.
Let x_bound : eta * (C * top ^ m) <= k * W.
Proof. unfold W. lra. Qed.
Let W_nonneg : 0 <= W.
Proof.
  assert (0 <= eta * (C * top ^ m)) by (apply Rmult_le_pos; [lra|apply Rmult_le_pos; [exact C_nonneg|apply pow_le, top_nonneg]]).
  apply Rmult_le_reg_l with k; [exact k_pos|]. lra.
Qed.
Theorem run_decay_bounded t : N t <= top.
Proof.
  induction t as [|t I]; [exact starts|]. rewrite (run_decay_norm k t euler). fold W. set (v := weights_of (path t)) in *.
  set (rho := Trained.share M * Sum (Trained.data M) (fun a => Trained.residual M v a ^ 2)).
  assert (rho0 : 0 <= rho) by (apply Rmult_le_pos; [exact share_nonneg|apply sum_sq_nonneg]).
  assert (K : Trained.residual_kernel M v <= C * top ^ m * rho).
  { unfold Trained.residual_kernel. pose proof (kernel v (Trained.residual M v)) as B.
    assert (Q : C * Trained.weight_norm M v ^ m * Sum (Trained.data M) (fun a => Trained.residual M v a ^ 2)
      <= C * top ^ m * Sum (Trained.data M) (fun a => Trained.residual M v a ^ 2)).
    { apply Rmult_le_compat_r; [apply sum_sq_nonneg|]. apply Rmult_le_compat_l; [exact C_nonneg|]. apply pow_incr.
      split; [apply norm_nonneg|exact I]. }
    apply (Rmult_le_compat_l (Trained.share M)) in B; [|exact share_nonneg]. apply (Rmult_le_compat_l (Trained.share M)) in Q; [|exact share_nonneg].
    unfold rho. lra. }
  (* 2 r f = r^2 + f^2 - y^2 *)
  assert (F : rho - y2 <= 2 * Trained.residual_output M v).
  { unfold rho, y2, Trained.residual_output. rewrite <- Rmult_minus_distr_l, <- sum_minus, (Rmult_comm 2), Rmult_assoc.
    apply Rmult_le_compat_l; [exact share_nonneg|]. rewrite <- sum_scal_r. apply sum_le. intros a _. unfold Trained.residual.
    pose proof (pow2_ge_0 (Trained.output M v a)). lra. }
  assert (T1 : eta ^ 2 * Trained.residual_kernel M v <= eta * (k * W) * rho).
  { apply Rle_trans with (eta ^ 2 * (C * top ^ m * rho)); [apply Rmult_le_compat_l; [apply pow2_ge_0|exact K]|].
    replace (eta ^ 2 * (C * top ^ m * rho)) with (eta * (eta * (C * top ^ m)) * rho) by ring.
    apply Rmult_le_compat_r; [exact rho0|]. apply Rmult_le_compat_l; [lra|exact x_bound]. }
  assert (kW : 0 <= k * eta * W) by (apply Rmult_le_pos; [apply Rmult_le_pos; lra|exact W_nonneg]).
  apply (Rmult_le_compat_l (k * eta * W)) in F; [|exact kW].
  assert (Y : eta * W * (k * y2) <= eta * W * (2 * mu * top)) by (apply Rmult_le_compat_l; [apply Rmult_le_pos; [lra|exact W_nonneg]|exact targets]).
  assert (I2 : W ^ 2 * N t <= W ^ 2 * top) by (apply Rmult_le_compat_l; [apply pow2_ge_0|exact I]).
  assert (L : W ^ 2 * top + 2 * (1 - W) * W * top <= top).
  { assert (0 <= (1 - W) ^ 2 * top) by (apply Rmult_le_pos; [apply pow2_ge_0|exact top_nonneg]). lra. }
  replace (eta * W * (2 * mu * top)) with (2 * (1 - W) * W * top) in Y by (unfold W; ring). lra.
Qed.
End Runs.
