(* Linear and ReLU nets with a target below their edge: the bounds that hold at every step, and the edge as one learning rate. *)
Require Import Reals Lra Psatz Arith Lia.
From Catapult Require TwoLayer.
From Catapult Require Import Sums TwoLayerModel OneDatumUnits TargetMap TargetNet TargetEmbed.
Import TwoLayer.
Open Scope R_scope.

Section Below.
Variables (N : net) (eta : R) (w : weights).
Hypothesis eta_pos : 0 < eta.
Hypothesis s_pos : 0 < s N.
Hypothesis one : D N = 1%nat.
Hypothesis input : 0 < x2 N.
Hypothesis gate : gated N.
Let a_pos := slope_pos N gate.
Let p_pos := prefactor_pos N s_pos input.
Lemma below_bounds : -2 < scaled_target N eta < 2 -> edge_excess N eta w < 0 ->
  -2 < scaled_residual N eta w < 2 /\ 0 <= eta * kernel N w 0 0 < 4 + 2 * Rabs (scaled_target N eta).
Proof.
  intros HY HE. pose proof (El_bd (n N) (open_gate N) (a_plus N) (prefactor N) eta (y N 0%nat) a_pos p_pos eta_pos (embed N w)) as B.
  rewrite (embed_target N), (embed_residual N eta input gate), (embed_excess N eta one input gate), (embed_kernel N one input gate) in B.
  apply B; [exact HY|lra].
Qed.
Lemma below_stays : -2 < scaled_target N eta < 2 -> edge_excess N eta w < 0 -> forall t, edge_excess N eta (train N eta w t) < 0.
Proof.
  intros HY HE t.
  pose proof (El_pos (n N) (open_gate N) (a_plus N) (prefactor N) eta (y N 0%nat) a_pos p_pos eta_pos (embed N w) t) as B.
  rewrite <- (embed_train N eta one input gate), !(embed_excess N eta one input gate), (embed_target N) in B.
  specialize (B HY ltac:(lra)). lra.
Qed.
Lemma edge_implies : eta * (kernel N w 0 0 + sqrt (kernel N w 0 0 ^ 2 + 16 * root_kappa N ^ 2 * (y N 0%nat * (y N 0%nat - output N w 0)))) < 8 ->
  -2 < scaled_target N eta < 2 /\ edge_excess N eta w < 0.
Proof.
  intros B. pose proof (bounded_explicit (n N) (open_gate N) (a_plus N) (prefactor N) eta (y N 0%nat) a_pos p_pos eta_pos (embed N w)) as Q.
  rewrite (embed_target N), (embed_output N input gate), (embed_kernel N one input gate) in Q. unfold kap in Q.
  rewrite <- (root_kappa_is N) in Q. destruct (Q B) as [HY HE]. split; [exact HY|].
  unfold edge_excess, scaled_target, scaled_residual, residual. lra.
Qed.
Lemma edge_converse : -2 < scaled_target N eta < 2 -> edge_excess N eta w < 0 ->
  eta * (kernel N w 0 0 + sqrt (kernel N w 0 0 ^ 2 + 16 * root_kappa N ^ 2 * (y N 0%nat * (y N 0%nat - output N w 0)))) < 8.
Proof.
  intros HY HE. destruct (below_bounds HY HE) as [_ [v0 v1]].
  set (h := kernel N w 0 0) in *. set (Z := root_kappa N ^ 2 * (y N 0%nat * (y N 0%nat - output N w 0))).
  replace (16 * root_kappa N ^ 2 * (y N 0%nat * (y N 0%nat - output N w 0))) with (16 * Z) by (unfold Z; ring).
  assert (v8 : eta * h < 8). { assert (Rabs (scaled_target N eta) < 2) by (apply Rabs_def1; lra). lra. }
  assert (E : edge_excess N eta w = eta * h - 4 + eta ^ 2 * Z).
  { unfold edge_excess, scaled_target, scaled_residual, residual, Z. fold h. ring. }
  destruct (Rle_lt_dec (h ^ 2 + 16 * Z) 0) as [Neg|Pos].
  - rewrite sqrt_neg_0 by exact Neg. lra.
  - pose proof (sqrt_sqrt _ (Rlt_le _ _ Pos)) as SS. pose proof (sqrt_pos (h ^ 2 + 16 * Z)) as S0.
    set (q := sqrt (h ^ 2 + 16 * Z)) in *.
    assert (F : (eta * q) ^ 2 < (8 - eta * h) ^ 2).
    { replace ((eta * q) ^ 2) with (eta ^ 2 * (q * q)) by ring. rewrite SS.
      replace (eta ^ 2 * (h ^ 2 + 16 * Z)) with ((eta * h) ^ 2 + 16 * (eta ^ 2 * Z)) by ring. lra. }
    assert (eta * q < 8 - eta * h); [|lra].
    apply Rsqr_incrst_0; [unfold Rsqr; lra|apply Rmult_le_pos; lra|lra].
Qed.
Lemma kappa_pos_net : 0 < root_kappa N.
Proof. rewrite root_kappa_is. apply Rmult_lt_0_compat; assumption. Qed.
Lemma loss_below : -2 < scaled_residual N eta w < 2 -> loss N w < 2 / (root_kappa N ^ 2 * eta ^ 2).
Proof.
  intros B. pose proof kappa_pos_net as K. unfold loss. rewrite one, sum_one. simpl INR.
  assert (K2 : 0 < root_kappa N ^ 2 * eta ^ 2) by (apply Rmult_lt_0_compat; apply pow_lt; assumption).
  apply Rmult_lt_reg_l with (root_kappa N ^ 2 * eta ^ 2); [exact K2|].
  replace (root_kappa N ^ 2 * eta ^ 2 * (2 / (root_kappa N ^ 2 * eta ^ 2))) with 2 by (field; split; lra).
  replace (root_kappa N ^ 2 * eta ^ 2 * (/ 1 * (residual N w 0 ^ 2 / 2))) with (scaled_residual N eta w ^ 2 / 2)
    by (unfold scaled_residual; field).
  nra.
Qed.
End Below.
