(* Linear net on one datum, 0 < |Y| < 1, e_0 > 0: unless the target is hit exactly, the kernel is unbounded. *)
Require Import Reals Lra Psatz Arith Lia.
Require Import Catapult.Statements Catapult.Sums Catapult.TwoLayerModel Catapult.OneDatumUnits Catapult.TargetMap Catapult.TargetNet
  Catapult.TargetEmbed Catapult.TargetWitness Catapult.TargetLinear Catapult.TargetAboveMap Catapult.TargetPaths.
Import TwoLayer.
Open Scope R_scope.

Theorem TARGET_UNBOUNDED : stmt_TARGET_UNBOUNDED.
Proof. intros N eta w [He [Hs [one [X [L [A [HY [Hy HE]]]]]]]]. apply unbounded; assumption. Qed.

Example TARGET_UNBOUNDED_witness : nonvacuous_TARGET_UNBOUNDED.
Proof. target_witness hyp_TARGET_UNBOUNDED (1 / 2) 1 3 3. Qed.

(* What all of these rest on. *)
Definition checked := (TARGET_UNBOUNDED, TARGET_UNBOUNDED_witness).
Print Assumptions checked.
