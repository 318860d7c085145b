(* The trajectory of a linear net with a target, as the pair of sequences P, Q of the normal form. *)
Require Import Reals Lra Psatz Arith Lia.
From Catapult Require TwoLayer.
From Catapult Require Import Sums TwoLayerModel OneDatumUnits TargetMap TargetBothSigns TargetNet TargetEmbed.
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
