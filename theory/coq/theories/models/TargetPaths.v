(* Linear nets with a positive slope on one datum with a target: the exact normal form, and an unbounded kernel above the edge. *)
Require Import Reals Lra Psatz Arith Lia.
From Catapult Require TwoLayer.
From Catapult Require Import Sums TwoLayerModel OneDatumUnits TargetMap TargetNet TargetEmbed TargetLinear TargetAboveMap.
Import TwoLayer.
Open Scope R_scope.

Lemma normal_form N eta w : 0 < eta -> 0 < s N -> D N = 1%nat -> 0 < x2 N -> linear_net N -> 0 < a_plus N ->
  forall t, scaled_residual N eta (train N eta w (S t)) = scaled_residual N eta (train N eta w t) * (scaled_residual N eta (train N eta w t) ^ 2 - 3 - edge_excess N eta (train N eta w t)) /\
  edge_excess N eta (train N eta w (S t)) = edge_excess N eta (train N eta w t) * (1 + scaled_residual N eta (train N eta w t) * (scaled_residual N eta (train N eta w t) + scaled_target N eta)) /\
  P_form N eta (train N eta w (S t)) = P_form N eta (train N eta w t) * (1 - scaled_residual N eta (train N eta w t)) ^ 2 /\
  Q_form N eta (train N eta w (S t)) = Q_form N eta (train N eta w t) * (1 + scaled_residual N eta (train N eta w t)) ^ 2.
Proof.
  intros He Hs one X L A t.
  pose proof (path_P N eta w one X L A) as mP. pose proof (path_Q N eta w one X L A) as mQ.
  pose proof (R_step _ _ _ mP mQ t) as ER. pose proof (E_step _ _ _ mP mQ t) as EE'.
  specialize (mP t). specialize (mQ t). rewrite !path_EE in *. rewrite !path_rr in *.
  repeat split; [rewrite ER; ring|lra|exact mP|exact mQ].
Qed.
Lemma unbounded N eta w : 0 < eta -> 0 < s N -> D N = 1%nat -> 0 < x2 N -> linear_net N -> 0 < a_plus N ->
  -2 < scaled_target N eta < 2 -> y N 0%nat <> 0 -> 0 < edge_excess N eta w ->
  (exists t, residual N (train N eta w t) 0 = 0) \/ (forall bound, exists t, bound < kernel N (train N eta w t) 0 0).
Proof.
  intros He Hs one X L A HY Hy HE.
  destruct (Classical_Prop.classic (exists t, residual N (train N eta w t) 0 = 0)) as [Z|NZ]; [left; exact Z|right].
  assert (K : 0 < root_kappa N) by (apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; assumption|apply sqrt_lt_R0, X]).
  assert (eK : 0 < eta * root_kappa N) by (apply Rmult_lt_0_compat; assumption).
  assert (Y0 : scaled_target N eta <> 0) by (unfold scaled_target; apply Rmult_integral_contrapositive_currified; [lra|exact Hy]).
  intros bound. apply Classical_Prop.NNPP. intro No.
  apply (above_unbounded_any (scaled_target N eta) _ _ HY Y0 (path_P N eta w one X L A) (path_Q N eta w one X L A)
    (path_P0 N eta w He Hs one X L A 0) (path_Q0 N eta w He Hs one X L A 0)).
  - rewrite path_EE. change (train N eta w 0) with w. lra.
  - intros t. rewrite path_rr. intro Z. apply NZ. exists t. unfold scaled_residual in Z.
    apply Rmult_integral in Z. destruct Z as [Z|Z]; [exfalso; lra|exact Z].
  - exists (2 * eta * bound). intro t. unfold P_form, Q_form.
    assert (B : kernel N (train N eta w t) 0 0 <= bound) by (apply Rnot_lt_le; intro G; apply No; exists t; exact G).
    apply (Rmult_le_compat_l eta) in B; lra.
Qed.

