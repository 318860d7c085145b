(* Linear nets on one datum with a target and weight decay: an edge below which the trajectory stays. *)
Require Import Reals Lra Psatz Arith Lia.
From Catapult Require Trained TwoLayer.
From Catapult Require Import Sums WeightSpace UpdateRules Losses TwoLayerModel OneDatumUnits TargetWitness TargetMirror SlopeRuns.
From Catapult Require Import DECAY_EDGE.
Open Scope R_scope.

Lemma edge_for_ever N mu eta w t (p := fun j => weights_of (Trained.run (TwoLayer.trained N) (weight_decay (constant_rate eta) mu) squared (Trained.full (TwoLayer.trained N)) w j)) :
  TwoLayer.D N = 1%nat -> TwoLayer.linear_net N -> 0 < eta -> 0 <= mu -> eta * mu < 2 -> kappa_of N * eta ^ 2 * TwoLayer.y N 0%nat ^ 2 < (2 - eta * mu) ^ 2 ->
  (2 - eta * mu) * (eta * TwoLayer.kernel N w 0 0) < 2 * (2 - eta * mu) ^ 2 + 2 * (kappa_of N * eta ^ 2 * (TwoLayer.y N 0%nat * TwoLayer.residual N w 0)) ->
  (2 - eta * mu) * (eta * TwoLayer.kernel N (p t) 0 0) < 2 * (2 - eta * mu) ^ 2 + 2 * (kappa_of N * eta ^ 2 * (TwoLayer.y N 0%nat * TwoLayer.residual N (p t) 0)) /\
  kappa_of N * eta ^ 2 * TwoLayer.residual N (p t) 0 ^ 2 < (2 - eta * mu) ^ 2.
Proof. intros one linear ep mp small target below. exact (run_edge N mu eta w one linear ep mp small target below t). Qed.
Theorem DECAY_EDGE_1 : DECAY_EDGE_1.statement.
Proof.
  intros mu N eta w [] t.
  pose proof (edge_for_ever N mu eta w (S t) one_datum gates_linear rate_positive mu_nonnegative ltac:(lra)) as P. cbv zeta in P. unfold kappa_of in P.
  destruct P as [P _]; [lra|lra|]. unfold DECAY_EDGE_1.state. lra.
Qed.
Theorem DECAY_EDGE_2 : DECAY_EDGE_2.statement.
Proof.
  intros mu N eta w [] t.
  pose proof (edge_for_ever N mu eta w t one_datum gates_linear rate_positive mu_nonnegative ltac:(lra)) as P. cbv zeta in P. unfold kappa_of in P.
  destruct P as [_ P]; [lra|lra|]. unfold DECAY_EDGE_2.state. lra.
Qed.

Ltac decayed_aim := exists 1, (aim_net 1), (1 / 2), (aim_weights 1 2); pose proof (aim_linear 1); (split; [constructor|]);
  rewrite ?aim_kernel, ?aim_residual, ?aim_x2, ?aim_loss; try assumption; simpl; try reflexivity; lra.
Example DECAY_EDGE_1_witness : DECAY_EDGE_1.nonvacuous.
Proof. decayed_aim. Qed.
Example DECAY_EDGE_2_witness : DECAY_EDGE_2.nonvacuous.
Proof. decayed_aim. Qed.
