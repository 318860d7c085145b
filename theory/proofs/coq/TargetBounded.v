(* Linear and ReLU nets of any width on one datum with a target: the sharp edge eta*, and what holds for all steps below it. *)
Require Import Reals Lra Psatz Arith Lia.
Require Import Catapult.Statements Catapult.Sums Catapult.TwoLayerModel Catapult.OneDatumUnits Catapult.TargetMap Catapult.TargetNet
  Catapult.TargetEmbed Catapult.TargetBelow Catapult.TargetWitness.
Import TwoLayer.
Open Scope R_scope.

Theorem TARGET_BELOW : stmt_TARGET_BELOW.
Proof.
  intros N eta w [He [Hs [one [X [G [HY HE]]]]]] t.
  pose proof (below_stays N eta w He Hs one X G HY HE t) as S. split; [exact S|].
  apply (below_bounds N eta _ He Hs one X G HY S).
Qed.
Theorem TARGET_SHARP_EDGE : stmt_TARGET_SHARP_EDGE.
Proof.
  intros N eta w [He [Hs [one [X G]]]] edge. split; [split|].
  - apply (edge_implies N eta w He Hs one X G).
  - intros [HY HE]. apply (edge_converse N eta w He Hs one X G HY HE).
  - intros B t. destruct (edge_implies N eta w He Hs one X G B) as [HY HE].
    apply (loss_below N eta _ He Hs one X G).
    apply (below_bounds N eta _ He Hs one X G HY). apply (below_stays N eta w He Hs one X G HY HE).
Qed.

Example TARGET_BELOW_witness : nonvacuous_TARGET_BELOW.
Proof. target_witness hyp_TARGET_BELOW (1 / 2) 1 1 2. Qed.
Example TARGET_SHARP_EDGE_witness : nonvacuous_TARGET_SHARP_EDGE.
Proof. target_witness hyp_TARGET_SHARP_EDGE (1 / 2) 1 1 2. Qed.

(* What all of these rest on. *)
Definition checked := (TARGET_BELOW, TARGET_BELOW_witness, TARGET_SHARP_EDGE, TARGET_SHARP_EDGE_witness).
Print Assumptions checked.
