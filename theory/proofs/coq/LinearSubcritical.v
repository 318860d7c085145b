(* Linear net on one datum with target 0: eta H_0 <= 2 implies that |f|, hence the loss, never increases. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
Require Import Catapult.Statements Catapult.Sums Catapult.TwoLayerModel Catapult.QuadraticModel Catapult.OneDatum
  Catapult.OneDatumUnits Catapult.ClosedMap Catapult.ClosedMapModels Catapult.Witness.
Open Scope R_scope.

Theorem LIN_SUB_1 : stmt_LIN_SUB_1.
Proof.
  intros N eta w H. unfold hyp_LIN_SUB_1 in H. decompose [and] H. clear H.
  net_closed N eta w K.
  intro t. apply (subcritical _ _ _ _ K). at_start.
Qed.

Example LIN_SUB_1_witness : nonvacuous_LIN_SUB_1.
Proof. unit_witness hyp_LIN_SUB_1 1 (1) 1 1. Qed.

(* What all of these rest on. *)
Definition checked := (LIN_SUB_1, LIN_SUB_1_witness).
Print Assumptions checked.
