(* Leaky net of any width on one datum with target 0, no unit changing sign in the step: f_0 <> 0 and
   eta^2 sqrt(C) |f_0| H_0 / 2 < eta H_0 - 2 imply that the loss grows, and with eta C theta_0^2 < 4 that it then tends to 0. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require TwoLayer.
From Catapult Require Import Sums TwoLayerModel QuadraticModel OneDatum OneDatumUnits Witness Growth LeakyStep.
From Catapult Require Import CAT_EXISTS_LEAKY CAT_LIMIT Catapults.
Import TwoLayer.
Open Scope R_scope.

Section Leaky.
Variables (N : net) (eta : R) (w : weights).
Hypothesis eta_pos : 0 < eta.
Hypothesis s_pos : 0 < s N.
Hypothesis one : D N = 1%nat.
Hypothesis targets : zero_targets N.
Hypothesis no_flip : forall i, (i < n N)%nat -> slope N (pre N w i) * V w i <> 0 ->
  pre N w i <> 0 /\ eta * flip N w i * Rabs (output N w 0) < 1.
Let f := output N w 0.
Let c := eta * f * s N.
Let p i := pre N w i.
Let v i := V w i.
Let g i := slope N (p i).
Lemma slope_kept i : (i < n N)%nat -> slope N (pre N (step N eta w) i) = g i.
Proof.
  intros Hi. rewrite (next_pre N eta w one targets). fold f c (p i) (v i) (g i). destruct (Req_dec (g i * v i) 0) as [Z|Nz].
  - rewrite Z. replace (p i - c * x2 N * 0) with (p i) by ring. reflexivity.
  - destruct (no_flip i Hi Nz) as [P B]. apply same_sign_slope.
    assert (P0 : 0 < Rabs (p i)) by (apply Rabs_pos_lt, P).
    unfold flip in B. fold (pre N w i) in B. fold (p i) (g i) (v i) f in B.
    apply (Rmult_lt_compat_r (Rabs (p i))) in B; [|exact P0].
    replace (eta * (s N * Rabs (g i * v i) * x2 N / Rabs (p i)) * Rabs f * Rabs (p i))
      with (eta * Rabs f * s N * x2 N * Rabs (g i * v i)) in B by (field; lra).
    unfold c. rewrite !Rabs_mult, (Rabs_pos_eq eta), (Rabs_pos_eq (s N)), (Rabs_pos_eq (x2 N)) in * by (try apply x2_nonneg; lra).
    lra.
Qed.
Let cubic := Sum (n N) (fun i => g i ^ 3 * (p i * v i)).
Lemma leaky_output_next : output N (step N eta w) 0
  = f * (1 - eta * kernel N w 0 0 + eta ^ 2 * f * (s N ^ 3 * x2 N * cubic)).
Proof.
  rewrite output_units. eapply eq_trans; [|apply (leaky_frozen N eta w one targets)]. f_equal. apply sum_ext. intros i Hi.
  rewrite slope_kept by exact Hi. reflexivity.
Qed.
Theorem leaky_grows : f <> 0 ->
  (1 / 2) * kernel N w 0 0 * eta ^ 2 * s N * sqrt (x2 N) * Rabs f * sqrt (top_slope N) < -2 + kernel N w 0 0 * eta ->
  Rabs (output N (step N eta w) 0) > Rabs f.
Proof.
  intros Nz B. apply (output_grows f _ (eta * kernel N w 0 0) _ _ Nz leaky_output_next (Rle_refl _)).
  pose proof (cubic_bound N w s_pos one
    : Rabs (s N ^ 3 * x2 N * cubic) <= s N * sqrt (x2 N) * sqrt (top_slope N) * kernel N w 0 0 / 2) as U. rewrite !Rabs_mult in *. rewrite (Rabs_pos_eq (eta ^ 2)) by apply pow2_ge_0.
  assert (e0 : 0 <= eta ^ 2 * Rabs f) by (apply Rmult_le_pos; [apply pow2_ge_0|apply Rabs_pos]).
  apply (Rmult_le_compat_l (eta ^ 2 * Rabs f)) in U; [|exact e0]. lra.
Qed.
End Leaky.

Theorem CAT_EXISTS_LEAKY_1 : CAT_EXISTS_LEAKY_1.statement.
Proof.
  intros N eta w [].
  change (train N eta w 1) with (step N eta w). apply leaky_grows; try assumption.
Qed.
Theorem CAT_EXISTS_LEAKY_1_defined : CAT_EXISTS_LEAKY_1.defined.
Proof. intros N eta w []. apply Rle_ge, x2_nonneg. Qed.
(* Below the upper edge the loss that has grown tends to 0. *)
Theorem CATAPULT_NET : CATAPULT_NET.statement.
Proof.
  intros N eta w [grows []]. split.
  - rewrite !(net_loss_one N one_datum targets_zero). pose proof (CAT_EXISTS_LEAKY_1 N eta w grows) as Up.
    apply Rsqr_lt_abs_1 in Up. unfold Rsqr in Up. lra.
  - apply (net_limit N eta _ rate_positive (net_D_pos N one_datum) targets_zero kink_bounded (gram_one_datum N one_datum)).
    unfold top_slope. lra.
Qed.

Lemma small_output : CAT_EXISTS_LEAKY_1.hypotheses (unit_net 1) 3 (unit_weights 1 (1 / 10)) /\ 0 < loss (unit_net 1) (unit_weights 1 (1 / 10)).
Proof.
  pose proof (unit_targets 1).
  assert (P : preactivation (unit_net 1) (unit_weights 1 (1 / 10)) 0 0 = 0 + 1 * 1) by reflexivity.
  repeat split; try assumption;
    rewrite ?unit_top_slope, ?unit_x2, ?unit_kernel_value, ?unit_output_value, ?unit_loss_value, ?sqrt_1 by lra;
    simpl s; try lra; try (rewrite (Rabs_pos_eq (1 * (1 / 10))) by lra; simpl; lra).
  - simpl in H0. replace i with 0%nat by lia. rewrite P. lra.
  - simpl in H0. replace i with 0%nat by lia. unfold flip. rewrite P, unit_slope, unit_x2 by lra. simpl.
    rewrite (Rabs_pos_eq (1 * (1 / 10))), (Rabs_pos_eq (0 + 1 * 1)) by lra. lra.
Qed.
Example CAT_EXISTS_LEAKY_1_witness : CAT_EXISTS_LEAKY_1.nonvacuous.
Proof. exists (unit_net 1), 3, (unit_weights 1 (1 / 10)). exact small_output. Qed.
Example CATAPULT_NET_witness : CATAPULT_NET.nonvacuous.
Proof.
  destruct small_output as [G L]. exists (unit_net 1), 3, (unit_weights 1 (1 / 10)). split; [split; [exact G|]|exact L].
  pose proof (unit_kink 1). pose proof (unit_targets 1).
  repeat split; try assumption; rewrite ?unit_top_slope, ?unit_norm_value, ?unit_x2 by lra; simpl; lra.
Qed.
