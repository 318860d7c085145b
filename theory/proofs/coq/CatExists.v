(* One datum, target 0, eta H_0 < 4: the loss grows at the first step if and only if f_0 <> 0 and
   kappa eta^2 f_0^2 < eta H_0 - 2. Linear nets, and quadratic models with psi^2 = c I. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
Require Import Catapult.Statements Catapult.Sums Catapult.TwoLayerModel Catapult.QuadraticModel Catapult.OneDatum
  Catapult.OneDatumUnits Catapult.ClosedMap Catapult.ClosedMapModels Catapult.Witness.
Open Scope R_scope.

Theorem CAT_EXISTS_1 : stmt_CAT_EXISTS_1.
Proof.
  intros N eta w H. unfold hyp_CAT_EXISTS_1 in H. decompose [and] H. clear H.
  net_closed N eta w K.
  pose proof (grows_iff _ _ _ _ K 0) as G.
  at_start.
Qed.
Theorem CAT_EXISTS_2 : stmt_CAT_EXISTS_2.
Proof.
  intros M eta w H. unfold hyp_CAT_EXISTS_2 in H. decompose [and] H. clear H.
  form_closed M eta w K.
  pose proof (grows_iff _ _ _ _ K 0) as G.
  at_start.
Qed.

Example CAT_EXISTS_1_witness : nonvacuous_CAT_EXISTS_1.
Proof. unit_witness hyp_CAT_EXISTS_1 1 (3/2) 1 1. Qed.
Example CAT_EXISTS_2_witness : nonvacuous_CAT_EXISTS_2.
Proof. form_witness hyp_CAT_EXISTS_2 (3) 1. Qed.

(* What all of these rest on. *)
Definition checked := (CAT_EXISTS_1, CAT_EXISTS_1_witness, CAT_EXISTS_2, CAT_EXISTS_2_witness).
Print Assumptions checked.
