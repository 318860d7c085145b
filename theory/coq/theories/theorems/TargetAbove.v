(* Linear net on one datum, 0 < |Y| < 2, e_0 > 0: unless the target is hit exactly, the kernel is unbounded. *)
Require Import Reals Lra Psatz Arith Lia.
From Catapult Require TwoLayer.
From Catapult Require Import Sums TwoLayerModel OneDatumUnits TargetMap TargetNet TargetEmbed TargetWitness TargetLinear
  TargetAboveMap TargetPaths.
From Catapult Require Import Targets.
Import TwoLayer.
Open Scope R_scope.

Theorem TARGET_UNBOUNDED : TARGET_UNBOUNDED.statement.
Proof. intros N eta w []. apply unbounded; assumption. Qed.

Example TARGET_UNBOUNDED_witness : TARGET_UNBOUNDED.nonvacuous.
Proof. target_witness (1 / 2) 1 3 3. Qed.
