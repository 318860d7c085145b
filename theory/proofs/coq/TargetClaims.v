(* Linear and ReLU nets on one datum with any target, any sign of the slope and any input: below the edge the sign of e, the
   loss and the kernel stay bounded, and for |Y| < 1 the loss or the output tends to 0. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
Require Import Catapult.Statements Catapult.Sums Catapult.TwoLayerModel Catapult.OneDatumUnits Catapult.TargetMap Catapult.TargetNet
  Catapult.TargetEmbed Catapult.TargetWitness Catapult.TargetBelow Catapult.TargetMirror.
Import TwoLayer.
Open Scope R_scope.

Ltac start_facts N eta w F := pose proof (all_facts N eta w ltac:(assumption) ltac:(assumption) ltac:(assumption) ltac:(tauto)
  ltac:(unfold kappa_of; lra) ltac:(unfold below, kappa_of; lra)) as F; unfold facts, below, kappa_of in F.
Theorem TARGET_SIGN_1 : stmt_TARGET_SIGN_1.
Proof.
  intros N eta w H. unfold hyp_TARGET_SIGN_1 in H. decompose [and] H. clear H. start_facts N eta w F. intro t.
  destruct (F (Datatypes.S t)) as [B _]. lra.
Qed.
Theorem TARGET_SIGN_2 : stmt_TARGET_SIGN_2.
Proof.
  intros N eta w H. unfold hyp_TARGET_SIGN_2 in H. decompose [and] H. clear H. start_facts N eta w F. intro t.
  destruct (F t) as [_ [B _]]. lra.
Qed.
Theorem TARGET_SIGN_3 : stmt_TARGET_SIGN_3.
Proof.
  intros N eta w H. unfold hyp_TARGET_SIGN_3 in H. decompose [and] H. clear H. start_facts N eta w F. intro t.
  destruct (F t) as [_ [_ B]]. rewrite (slope_root N ltac:(tauto)). lra.
Qed.
Theorem TARGET_SIGN_4 : stmt_TARGET_SIGN_4.
Proof.
  intros N eta w H. unfold hyp_TARGET_SIGN_4 in H. decompose [and] H. clear H. start_facts N eta w F. intro t.
  destruct (F (Datatypes.S t)) as [B _]. lra.
Qed.
Theorem TARGET_SIGN_5 : stmt_TARGET_SIGN_5.
Proof.
  intros N eta w H. unfold hyp_TARGET_SIGN_5 in H. decompose [and] H. clear H. start_facts N eta w F. intro t.
  destruct (F t) as [_ [B _]]. lra.
Qed.
Theorem TARGET_SIGN_6 : stmt_TARGET_SIGN_6.
Proof.
  intros N eta w H. unfold hyp_TARGET_SIGN_6 in H. decompose [and] H. clear H. start_facts N eta w F. intro t.
  destruct (F t) as [_ [_ B]]. rewrite (slope_root N ltac:(tauto)). lra.
Qed.

Example TARGET_SIGN_1_witness : nonvacuous_TARGET_SIGN_1. Proof. linear_aim hyp_TARGET_SIGN_1. Qed.
Example TARGET_SIGN_2_witness : nonvacuous_TARGET_SIGN_2. Proof. linear_aim hyp_TARGET_SIGN_2. Qed.
Example TARGET_SIGN_3_witness : nonvacuous_TARGET_SIGN_3. Proof. linear_aim hyp_TARGET_SIGN_3. Qed.
Example TARGET_SIGN_4_witness : nonvacuous_TARGET_SIGN_4. Proof. relu_aim hyp_TARGET_SIGN_4. Qed.
Example TARGET_SIGN_5_witness : nonvacuous_TARGET_SIGN_5. Proof. relu_aim hyp_TARGET_SIGN_5. Qed.
Example TARGET_SIGN_6_witness : nonvacuous_TARGET_SIGN_6. Proof. relu_aim hyp_TARGET_SIGN_6. Qed.

(* What all of these rest on. *)
Definition checked := (TARGET_SIGN_1, TARGET_SIGN_1_witness, TARGET_SIGN_2, TARGET_SIGN_2_witness, TARGET_SIGN_3,
  TARGET_SIGN_3_witness, TARGET_SIGN_4, TARGET_SIGN_4_witness, TARGET_SIGN_5, TARGET_SIGN_5_witness,
  TARGET_SIGN_6, TARGET_SIGN_6_witness).
Print Assumptions checked.
