(* One datum, target 0, f_0 <> 0, 2 < eta H_0 < 4: the loss reaches (eta H_0 - 2)^2 / (16 kappa eta^2).
   Linear nets, and quadratic models with psi^2 = c I. No logarithm and no exceptional set. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
Require Import Catapult.Statements Catapult.Sums Catapult.TwoLayerModel Catapult.QuadraticModel Catapult.OneDatum
  Catapult.OneDatumUnits Catapult.ClosedMap Catapult.ClosedMapModels Catapult.Witness.
Open Scope R_scope.

Theorem UV_PEAK_1 : stmt_UV_PEAK_1.
Proof.
  intros N eta w H. unfold hyp_UV_PEAK_1 in H. decompose [and] H. clear H.
  net_closed N eta w K.
  assert (B : 2 < v eta (fun t => TwoLayer.kernel N (TwoLayer.train N eta w t) 0 0) 0 < 4) by at_start.
  destruct (peak _ _ _ _ K ltac:(at_start; assumption) B) as [t P]. exists t. rewrite (net_loss_one N ltac:(assumption) ltac:(assumption)).
  at_start.
Qed.
Theorem UV_PEAK_2 : stmt_UV_PEAK_2.
Proof.
  intros M eta w H. unfold hyp_UV_PEAK_2 in H. decompose [and] H. clear H.
  form_closed M eta w K.
  assert (B : 2 < v eta (fun t => Quadratic.kernel M (Quadratic.train M eta w t) 0 0) 0 < 4) by at_start.
  destruct (peak _ _ _ _ K ltac:(at_start; assumption) B) as [t P]. exists t. rewrite (quadratic_loss_one M ltac:(assumption) ltac:(assumption)).
  at_start.
Qed.

Example UV_PEAK_1_witness : nonvacuous_UV_PEAK_1.
Proof. unit_witness hyp_UV_PEAK_1 1 (3/2) 1 1. Qed.
Example UV_PEAK_2_witness : nonvacuous_UV_PEAK_2.
Proof. form_witness hyp_UV_PEAK_2 (3) 1. Qed.

(* What all of these rest on. *)
Definition checked := (UV_PEAK_1, UV_PEAK_1_witness, UV_PEAK_2, UV_PEAK_2_witness).
Print Assumptions checked.
