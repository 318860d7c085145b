(* One datum, target 0, eta H_0 < 4: the loss grows at the first step if and only if f_0 <> 0 and
   kappa eta^2 f_0^2 < eta H_0 - 2. Linear nets, and quadratic models with psi^2 = c I. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums TwoLayerModel QuadraticModel OneDatum OneDatumUnits ClosedMap ClosedMapModels Witness.
From Catapult Require Import CAT_EXISTS.
Open Scope R_scope.

Theorem CAT_EXISTS_1 : CAT_EXISTS_1.statement.
Proof.
  intros N eta w [].
  net_closed N eta w K.
  pose proof (grows_iff _ _ _ _ K 0) as G.
  at_start.
Qed.
Theorem CAT_EXISTS_2 : CAT_EXISTS_2.statement.
Proof.
  intros M eta w [].
  form_closed M eta w K.
  pose proof (grows_iff _ _ _ _ K 0) as G.
  at_start.
Qed.

Example CAT_EXISTS_1_witness : CAT_EXISTS_1.nonvacuous.
Proof. unit_witness 1 (3/2) 1 1. Qed.
Example CAT_EXISTS_2_witness : CAT_EXISTS_2.nonvacuous.
Proof. form_witness (3) 1. Qed.
