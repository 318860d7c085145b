(* Linear nets on one datum with a target and weight decay, below the edge: the layers balance. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained TwoLayer.
From Catapult Require Import Sums WeightSpace UpdateRules Losses TwoLayerModel OneDatumUnits TargetWitness TargetMirror LinearStep SlopeRuns
  DecayBalance.
From Catapult Require Import DECAY_BALANCE.
Open Scope R_scope.

Theorem DECAY_BALANCE_1 : DECAY_BALANCE_1.statement.
Proof.
  intros mu N eta w []. set (M := TwoLayer.trained N). set (kap := kappa_of N). set (k := sqrt kap). set (c := 1 - eta * mu).
  assert (kk : k * k = kap) by (apply sqrt_sqrt, kappa_nonneg).
  assert (em : 0 < eta * mu) by (apply Rmult_lt_0_compat; assumption).
  set (p t := weights_of (Trained.run M (weight_decay (constant_rate eta) mu) squared (Trained.full M) w t)).
  set (y := TwoLayer.y N 0%nat) in *.
  assert (edge : kap * eta ^ 2 * y ^ 2 < (2 - eta * mu) ^ 2) by (unfold kap, kappa_of; lra).
  assert (below : forall t, (2 - eta * mu) * (eta * TwoLayer.kernel N (p t) 0 0)
    < 2 * (2 - eta * mu) ^ 2 + 2 * (kap * eta ^ 2 * (y * TwoLayer.residual N (p t) 0))).
  { intro t. refine (proj1 (run_edge N mu eta w one_datum gates_linear rate_positive (Rlt_le _ _ mu_positive) _ edge _ t)); [lra|].
    fold M kap y. change (weights_of (Trained.run M (weight_decay (constant_rate eta) mu) squared (Trained.full M) w 0)) with w.
    unfold kap, kappa_of. lra. }
  set (r t := eta * k * TwoLayer.residual N (p t) 0). set (h t := eta * TwoLayer.kernel N (p t) 0 0). set (Y := eta * k * y).
  assert (out : forall t, r t + Y = eta * k * TwoLayer.output N (p t) 0) by (intro t; unfold r, Y, TwoLayer.residual; fold y; ring).
  assert (closed : forall t, TwoLayer.output N (p (S t)) 0 = (c ^ 2 + (eta * TwoLayer.residual N (p t) 0) ^ 2 * kap) * TwoLayer.output N (p t) 0
      - c * (eta * TwoLayer.residual N (p t) 0) * TwoLayer.kernel N (p t) 0 0
    /\ TwoLayer.kernel N (p (S t)) 0 0 = (c ^ 2 + (eta * TwoLayer.residual N (p t) 0) ^ 2 * kap) * TwoLayer.kernel N (p t) 0 0
      - 4 * c * (eta * TwoLayer.residual N (p t) 0) * kap * TwoLayer.output N (p t) 0)
    by (intro t; exact (decay_closed N squared one_datum gates_linear eta mu w t)).
  assert (q2 : forall t, r t ^ 2 = (eta * TwoLayer.residual N (p t) 0) ^ 2 * kap) by (intro t; unfold r; rewrite <- kk; ring).
  assert (L : is_lim_seq (fun t => h t ^ 2 - 4 * (r t + Y) ^ 2) 0).
  { apply (decay_balances c Y r h).
    - unfold c. lra.
    - unfold Y. replace ((eta * k * y) ^ 2) with ((k * k) * eta ^ 2 * y ^ 2) by ring. rewrite kk.
      replace (1 + c) with (2 - eta * mu) by (unfold c; ring). exact edge.
    - intro t. unfold h. apply Rmult_le_pos; [lra|apply (linear_kernel_nonneg N one_datum)].
    - intro t. rewrite out. unfold h. replace (4 * (eta * k * TwoLayer.output N (p t) 0) ^ 2)
        with (eta ^ 2 * (4 * (k * k) * TwoLayer.output N (p t) 0 ^ 2)) by ring. rewrite kk, Rpow_mult_distr.
      apply Rmult_le_compat_l; [apply pow2_ge_0|exact (kernel_above_output N one_datum gates_linear (p t))].
    - intro t. replace (r (S t)) with (eta * k * TwoLayer.output N (p (S t)) 0 - Y) by (rewrite <- out; ring).
      rewrite (proj1 (closed t)), <- q2, out. unfold h, r. ring.
    - intro t. unfold h at 1. rewrite (proj2 (closed t)), <- q2, out. unfold h, r. rewrite <- kk. ring.
    - intro t. pose proof (below t) as B. unfold Y, r, h, c.
      replace (2 * (eta * k * y * (eta * k * TwoLayer.residual N (p t) 0)))
        with (2 * ((k * k) * eta ^ 2 * (y * TwoLayer.residual N (p t) 0))) by ring. rewrite kk. lra. }
  apply is_lim_seq_ext with (fun t => / eta ^ 2 * (h t ^ 2 - 4 * (r t + Y) ^ 2)).
  - intro t. change (/ eta ^ 2 * (h t ^ 2 - 4 * (r t + Y) ^ 2) = TwoLayer.kernel N (p t) 0 0 ^ 2 - 4 * kap * TwoLayer.output N (p t) 0 ^ 2).
    rewrite out. unfold h. rewrite <- kk. field. lra.
  - replace (Finite 0) with (Finite (/ eta ^ 2 * 0)) by (f_equal; ring). apply is_lim_seq_mult'; [apply is_lim_seq_const|exact L].
Qed.

Example DECAY_BALANCE_1_witness : DECAY_BALANCE_1.nonvacuous.
Proof.
  exists 1, (aim_net 1), (1 / 2), (aim_weights 1 2). pose proof (aim_linear 1). split; [constructor|];
  rewrite ?aim_kernel, ?aim_residual, ?aim_x2, ?aim_loss; try assumption; simpl; try reflexivity; lra.
Qed.
