(* Linear net of any width on one datum with a target: the exact normal form, and the sign of e above the edge. *)
Require Import Reals Lra Psatz Arith Lia.
Require Import Catapult.Statements Catapult.Sums Catapult.TwoLayerModel Catapult.OneDatumUnits Catapult.TargetMap Catapult.TargetNet
  Catapult.TargetEmbed Catapult.TargetWitness.
Import TwoLayer.
Open Scope R_scope.

Section Linear.
Variables (N : net) (eta : R) (w : weights).
Hypothesis eta_pos : 0 < eta.
Hypothesis s_pos : 0 < s N.
Hypothesis one : D N = 1%nat.
Hypothesis input : 0 < x2 N.
Hypothesis linear : linear_net N.
Hypothesis a_pos : 0 < a_plus N.
Let gate : gated N. Proof. right. split; assumption. Qed.
Let P t := P_form N eta (train N eta w t).
Let Q t := Q_form N eta (train N eta w t).
Let Y := scaled_target N eta.
Lemma path_rr t : rr Y P Q t = scaled_residual N eta (train N eta w t).
Proof. unfold rr, P, Q, Y, P_form, Q_form, scaled_target, scaled_residual, residual. field. Qed.
Lemma path_EE t : EE Y P Q t = - edge_excess N eta (train N eta w t).
Proof. unfold EE, P, Q, Y, edge_excess, P_form, Q_form, scaled_target, scaled_residual, residual. field. Qed.
Lemma path_P t : P (S t) = P t * (1 - rr Y P Q t) ^ 2.
Proof. rewrite path_rr. apply (linear_PQ N eta one input gate _ linear). Qed.
Lemma path_Q t : Q (S t) = Q t * (1 + rr Y P Q t) ^ 2.
Proof. rewrite path_rr. apply (linear_PQ N eta one input gate _ linear). Qed.
Lemma path_P0 t : 0 <= P t. Proof. apply (P_nonneg N eta eta_pos s_pos one input gate). Qed.
Lemma path_Q0 t : 0 <= Q t. Proof. apply (Q_nonneg N eta eta_pos s_pos one input gate). Qed.
End Linear.

Theorem TARGET_NORMAL : stmt_TARGET_NORMAL.
Proof.
  intros N eta w [He [Hs [one [X [L A]]]]] t.
  pose proof (path_P N eta w one X L A) as mP. pose proof (path_Q N eta w one X L A) as mQ.
  pose proof (R_step _ _ _ mP mQ t) as ER. pose proof (E_step _ _ _ mP mQ t) as EE'.
  specialize (mP t). specialize (mQ t). rewrite !path_EE in *. rewrite !path_rr in *.
  repeat split; [rewrite ER; ring|lra|exact mP|exact mQ].
Qed.
Theorem TARGET_SIGN_ABOVE : stmt_TARGET_SIGN_ABOVE.
Proof.
  intros N eta w [He [Hs [one [X [L [A [HY H0]]]]]]] t.
  pose proof (path_P N eta w one X L A) as mP. pose proof (path_Q N eta w one X L A) as mQ.
  induction t as [|t IH]; [exact H0|].
  pose proof (E_step _ _ _ mP mQ t) as E. rewrite !path_EE, path_rr in E.
  set (r := scaled_residual N eta (train N eta w t)) in *. set (Y := scaled_target N eta) in *.
  assert (0 < 1 + r * (r + Y)) by (pose proof (pow2_ge_0 (2 * r + Y)); nra).
  assert (0 < edge_excess N eta (train N eta w t) * (1 + r * (r + Y))) by (apply Rmult_lt_0_compat; assumption). lra.
Qed.

Example TARGET_NORMAL_witness : nonvacuous_TARGET_NORMAL.
Proof. target_witness hyp_TARGET_NORMAL (1 / 2) 1 1 2. Qed.
Example TARGET_SIGN_ABOVE_witness : nonvacuous_TARGET_SIGN_ABOVE.
Proof. target_witness hyp_TARGET_SIGN_ABOVE (1 / 2) 1 3 3. Qed.
