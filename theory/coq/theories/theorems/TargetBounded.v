(* Linear and ReLU nets of any width on one datum with a target: the sharp edge eta*, and what holds for all steps below it. *)
Require Import Reals Lra Psatz Arith Lia.
From Catapult Require TwoLayer.
From Catapult Require Import Sums TwoLayerModel OneDatumUnits TargetMap TargetNet TargetEmbed TargetBelow TargetWitness.
From Catapult Require Import Targets.
Import TwoLayer.
Open Scope R_scope.

Theorem TARGET_BELOW : TARGET_BELOW.statement.
Proof.
  intros N eta w [] t.
  pose proof (below_stays N eta w rate_positive scale_positive one_datum input_positive gates_known target_small below_edge t) as S. split; [exact S|].
  apply (below_bounds N eta _ rate_positive scale_positive one_datum input_positive gates_known target_small S).
Qed.
Theorem TARGET_SHARP_EDGE : TARGET_SHARP_EDGE.statement.
Proof.
  intros N eta w [] edge. split; [split|].
  - apply (edge_implies N eta w rate_positive scale_positive one_datum input_positive gates_known).
  - intros [HY HE]. apply (edge_converse N eta w rate_positive scale_positive one_datum input_positive gates_known HY HE).
  - intros B t. destruct (edge_implies N eta w rate_positive scale_positive one_datum input_positive gates_known B) as [HY HE].
    apply (loss_below N eta _ rate_positive scale_positive one_datum input_positive gates_known).
    apply (below_bounds N eta _ rate_positive scale_positive one_datum input_positive gates_known HY). apply (below_stays N eta w rate_positive scale_positive one_datum input_positive gates_known HY HE).
Qed.

Example TARGET_BELOW_witness : TARGET_BELOW.nonvacuous.
Proof. target_witness (1 / 2) 1 1 2. Qed.
Example TARGET_SHARP_EDGE_witness : TARGET_SHARP_EDGE.nonvacuous.
Proof. target_witness (1 / 2) 1 1 2. Qed.
