(* Linear nets on one datum with a target and weight decay, below the edge: the layers balance, and where the decay outweighs the target the
   kernel tends to 0, and elsewhere the loss to that of the soft-thresholded target. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained TwoLayer.
From Catapult Require Import Sums WeightSpace UpdateRules Losses TwoLayerModel OneDatumUnits TargetWitness TargetMirror LinearStep SlopeRuns
  DecayBalance DecayVanish DecayThreshold.
From Catapult Require Import DECAY_BALANCE DECAY_VANISH DECAY_THRESHOLD.
Open Scope R_scope.

Section Below.
Variables (mu eta : R) (N : TwoLayer.net) (w : TwoLayer.weights).
Let kap := kappa_of N.
Let y := TwoLayer.y N 0%nat.
Hypothesis rate : 0 < eta.
Hypothesis one : TwoLayer.D N = 1%nat.
Hypothesis gates : TwoLayer.linear_net N.
Hypothesis decay : 0 < mu.
Hypothesis contracting : eta * mu < 2.
Hypothesis edge : kap * eta ^ 2 * y ^ 2 < (2 - eta * mu) ^ 2.
Hypothesis start : (2 - eta * mu) * (eta * TwoLayer.kernel N w 0 0) < 2 * (2 - eta * mu) ^ 2 + 2 * (kap * eta ^ 2 * (y * TwoLayer.residual N w 0)).
Let M := TwoLayer.trained N.
Let p t := weights_of (Trained.run M (weight_decay (constant_rate eta) mu) squared (Trained.full M) w t).
Let k := sqrt kap.
Let c := 1 - eta * mu.
Let r t := eta * k * TwoLayer.residual N (p t) 0.
Let h t := eta * TwoLayer.kernel N (p t) 0 0.
Let Y := eta * k * y.
Let kk : k * k = kap.
Proof. apply sqrt_sqrt, kappa_nonneg. Qed.
Let c_range : -1 < c < 1.
Proof. assert (0 < eta * mu) by (apply Rmult_lt_0_compat; assumption). unfold c. lra. Qed.
Let out t : r t + Y = eta * k * TwoLayer.output N (p t) 0.
Proof. unfold r, Y, TwoLayer.residual. fold y. ring. Qed.
Let square t : r t ^ 2 = (eta * TwoLayer.residual N (p t) 0) ^ 2 * kap.
Proof. unfold r. rewrite <- kk. ring. Qed.
Let Y_square : Y ^ 2 = kap * eta ^ 2 * y ^ 2.
Proof. unfold Y. rewrite <- kk. ring. Qed.
Let Y_range : Y ^ 2 < (1 + c) ^ 2.
Proof. rewrite Y_square. replace (1 + c) with (2 - eta * mu) by (unfold c; ring). exact edge. Qed.
Let h_nonneg t : 0 <= h t.
Proof. unfold h. apply Rmult_le_pos; [lra|apply (linear_kernel_nonneg N one)]. Qed.
Let above t : 4 * (r t + Y) ^ 2 <= h t ^ 2.
Proof.
  rewrite out. unfold h. replace (4 * (eta * k * TwoLayer.output N (p t) 0) ^ 2)
    with (eta ^ 2 * (4 * (k * k) * TwoLayer.output N (p t) 0 ^ 2)) by ring. rewrite kk, Rpow_mult_distr.
  apply Rmult_le_compat_l; [apply pow2_ge_0|exact (kernel_above_output N one gates (p t))].
Qed.
Let closed t : TwoLayer.output N (p (S t)) 0 = (c ^ 2 + (eta * TwoLayer.residual N (p t) 0) ^ 2 * kap) * TwoLayer.output N (p t) 0
    - c * (eta * TwoLayer.residual N (p t) 0) * TwoLayer.kernel N (p t) 0 0
  /\ TwoLayer.kernel N (p (S t)) 0 0 = (c ^ 2 + (eta * TwoLayer.residual N (p t) 0) ^ 2 * kap) * TwoLayer.kernel N (p t) 0 0
    - 4 * c * (eta * TwoLayer.residual N (p t) 0) * kap * TwoLayer.output N (p t) 0.
Proof. exact (decay_closed N squared one gates eta mu w t). Qed.
Let r_next t : r (S t) = (c ^ 2 + r t ^ 2) * (r t + Y) - c * r t * h t - Y.
Proof.
  replace (r (S t)) with (eta * k * TwoLayer.output N (p (S t)) 0 - Y) by (rewrite <- out; ring).
  rewrite (proj1 (closed t)), <- square, out. unfold h, r. ring.
Qed.
Let h_next t : h (S t) = (c ^ 2 + r t ^ 2) * h t - 4 * c * r t * (r t + Y).
Proof. unfold h at 1. rewrite (proj2 (closed t)), <- square, out. unfold h, r. rewrite <- kk. ring. Qed.
Let room t : 0 < 2 * (1 + c) ^ 2 + 2 * (Y * r t) - (1 + c) * h t.
Proof.
  assert (B : (2 - eta * mu) * (eta * TwoLayer.kernel N (p t) 0 0)
      < 2 * (2 - eta * mu) ^ 2 + 2 * (kap * eta ^ 2 * (y * TwoLayer.residual N (p t) 0)))
    by exact (proj1 (run_edge N mu eta w one gates rate (Rlt_le _ _ decay) contracting edge start t)).
  unfold Y, r, h, c.
  replace (2 * (eta * k * y * (eta * k * TwoLayer.residual N (p t) 0)))
    with (2 * ((k * k) * eta ^ 2 * (y * TwoLayer.residual N (p t) 0))) by ring. rewrite kk. lra.
Qed.
Lemma layers_balance : is_lim_seq (fun t => TwoLayer.kernel N (p t) 0 0 ^ 2 - 4 * kap * TwoLayer.output N (p t) 0 ^ 2) 0.
Proof.
  apply is_lim_seq_ext with (fun t => / eta ^ 2 * (h t ^ 2 - 4 * (r t + Y) ^ 2)).
  - intro t. rewrite out. unfold h. rewrite <- kk. field. lra.
  - replace (Finite 0) with (Finite (/ eta ^ 2 * 0)) by (f_equal; ring). apply is_lim_seq_mult'; [apply is_lim_seq_const|].
    exact (decay_balances c Y r h c_range Y_range h_nonneg above r_next h_next room).
Qed.
Lemma kernel_vanishes : kap * y ^ 2 <= mu ^ 2 -> is_lim_seq (fun t => TwoLayer.kernel N (p t) 0 0) 0.
Proof.
  intro B. apply is_lim_seq_ext with (fun t => / eta * h t); [intro t; unfold h; field; lra|].
  replace (Finite 0) with (Finite (/ eta * 0)) by (f_equal; ring). apply is_lim_seq_mult'; [apply is_lim_seq_const|].
  refine (decay_vanishes c Y r h c_range Y_range _ h_nonneg above r_next h_next room). rewrite Y_square.
  replace ((1 - c) ^ 2) with (eta ^ 2 * mu ^ 2) by (unfold c; ring). replace (kap * eta ^ 2 * y ^ 2) with (eta ^ 2 * (kap * y ^ 2)) by ring.
  apply Rmult_le_compat_l; [apply pow2_ge_0|exact B].
Qed.
Lemma loss_thresholded : mu ^ 2 < kap * y ^ 2 -> 25 * (kap * eta ^ 2 * y ^ 2) <= (4 + 5 * (eta * mu)) ^ 2 ->
  is_lim_seq (fun t => TwoLayer.kernel N (p t) 0 0) 0 \/ is_lim_seq (fun t => TwoLayer.loss N (p t)) (mu ^ 2 / (2 * kap)).
Proof.
  intros B D. assert (kp : 0 < kap).
  { destruct (Rle_lt_or_eq_dec 0 kap (kappa_nonneg N)) as [P|Z]; [exact P|]. rewrite <- Z in B. pose proof (pow2_ge_0 mu). lra. }
  assert (e2 : 0 < eta ^ 2) by (apply pow_lt, rate).
  destruct (decay_threshold c Y r h c_range Y_range) as [L|L]; try assumption.
  - rewrite Y_square. unfold c. assert (eta ^ 2 * mu ^ 2 < eta ^ 2 * (kap * y ^ 2)) by (apply Rmult_lt_compat_l; assumption). lra.
  - rewrite Y_square. unfold c. lra.
  - left. apply is_lim_seq_ext with (fun t => / eta * h t); [intro t; unfold h; field; lra|].
    replace (Finite 0) with (Finite (/ eta * 0)) by (f_equal; ring). apply is_lim_seq_mult'; [apply is_lim_seq_const|exact L].
  - right. apply is_lim_seq_ext with (fun t => / (2 * (eta ^ 2 * kap)) * r t ^ 2).
    + intro t. rewrite square. unfold TwoLayer.loss. rewrite one, sum_one. simpl INR. field. lra.
    + replace (Finite (mu ^ 2 / (2 * kap))) with (Finite (/ (2 * (eta ^ 2 * kap)) * (1 - c) ^ 2)) by (f_equal; unfold c; field; lra).
      apply is_lim_seq_mult'; [apply is_lim_seq_const|exact L].
Qed.
End Below.

Theorem DECAY_BALANCE_1 : DECAY_BALANCE_1.statement.
Proof. intros mu N eta w []. apply layers_balance; unfold kappa_of; try assumption; lra. Qed.
Theorem DECAY_VANISH_1 : DECAY_VANISH_1.statement.
Proof. intros mu N eta w []. apply kernel_vanishes; unfold kappa_of; try assumption; lra. Qed.
Theorem DECAY_THRESHOLD_1 : DECAY_THRESHOLD_1.statement.
Proof.
  intros mu N eta w []. pose proof (pow2_ge_0 mu). assert (K : kappa_of N <> 0).
  { intro Z. replace (TwoLayer.a_plus N ^ 2 * TwoLayer.s N ^ 2 * TwoLayer.x2 N * TwoLayer.y N 0%nat ^ 2)
      with (kappa_of N * TwoLayer.y N 0%nat ^ 2) in hypothesis by (unfold kappa_of; ring). rewrite Z in hypothesis. lra. }
  replace (1 / 2 * mu ^ 2 / (TwoLayer.a_plus N ^ 2 * TwoLayer.s N ^ 2 * TwoLayer.x2 N)) with (mu ^ 2 / (2 * kappa_of N)).
  - apply loss_thresholded; unfold kappa_of; try assumption; lra.
  - replace (TwoLayer.a_plus N ^ 2 * TwoLayer.s N ^ 2 * TwoLayer.x2 N) with (kappa_of N) by (unfold kappa_of; ring). field. exact K.
Qed.
Theorem DECAY_THRESHOLD_1_defined : DECAY_THRESHOLD_1.defined.
Proof. intros mu N eta w []. pose proof (pow2_ge_0 mu). repeat split; intro Z; rewrite Z in *; lra. Qed.

Example DECAY_BALANCE_1_witness : DECAY_BALANCE_1.nonvacuous.
Proof.
  exists 1, (aim_net 1), (1 / 2), (aim_weights 1 2). pose proof (aim_linear 1). split; [constructor|];
  rewrite ?aim_kernel, ?aim_residual, ?aim_x2, ?aim_loss; try assumption; simpl; try reflexivity; lra.
Qed.
Example DECAY_VANISH_1_witness : DECAY_VANISH_1.nonvacuous.
Proof.
  exists 2, (aim_net 1), (1 / 4), (aim_weights 1 2). pose proof (aim_linear 1). split; [constructor|];
  rewrite ?aim_kernel, ?aim_residual, ?aim_x2, ?aim_loss; try assumption; simpl; try reflexivity; lra.
Qed.
Example DECAY_THRESHOLD_1_witness : DECAY_THRESHOLD_1.nonvacuous.
Proof.
  exists (1 / 2), (aim_net 1), (1 / 4), (aim_weights 1 2). pose proof (aim_linear 1). split; [constructor|];
  rewrite ?aim_kernel, ?aim_residual, ?aim_x2, ?aim_loss; try assumption; simpl; try reflexivity; lra.
Qed.
