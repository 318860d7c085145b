(* Linear net on one datum with target 0: eta H_0 <= 2 implies that |f|, hence the loss, never increases. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums TwoLayerModel QuadraticModel OneDatum OneDatumUnits ClosedMap ClosedMapModels Witness.
From Catapult Require Import LIN_SUB.
Open Scope R_scope.

Theorem LIN_SUB_1 : LIN_SUB_1.statement.
Proof.
  intros N eta w [].
  net_closed N eta w K.
  intro t. apply (subcritical _ _ _ _ K). at_start.
Qed.

Example LIN_SUB_1_witness : LIN_SUB_1.nonvacuous.
Proof. unit_witness 1 (1) 1 1. Qed.
