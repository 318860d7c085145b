(* Linear and ReLU nets on one datum with any target, any sign of the slope and any input: below the edge the sign of e, the
   loss and the kernel stay bounded, and for |Y| < 1 the loss or the output tends to 0. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require TwoLayer.
From Catapult Require Import Sums TwoLayerModel OneDatumUnits TargetMap TargetNet TargetEmbed TargetWitness TargetBelow
  TargetMirror.
From Catapult Require Import TARGET_SIGN.
Import TwoLayer.
Open Scope R_scope.

Ltac start_facts N eta w F := pose proof (all_facts N eta w ltac:(assumption) ltac:(assumption) ltac:(assumption) ltac:(tauto)
  ltac:(unfold kappa_of; lra) ltac:(unfold below, kappa_of; lra)) as F; unfold facts, below, kappa_of in F.
Theorem TARGET_SIGN_1 : TARGET_SIGN_1.statement.
Proof.
  intros N eta w []. start_facts N eta w F. intro t.
  destruct (F (Datatypes.S t)) as [B _]. lra.
Qed.
Theorem TARGET_SIGN_2 : TARGET_SIGN_2.statement.
Proof.
  intros N eta w []. start_facts N eta w F. intro t.
  destruct (F t) as [_ [B _]]. lra.
Qed.
Theorem TARGET_SIGN_3 : TARGET_SIGN_3.statement.
Proof.
  intros N eta w []. start_facts N eta w F. intro t.
  destruct (F t) as [_ [_ B]]. rewrite (slope_root N ltac:(tauto)). lra.
Qed.
Theorem TARGET_SIGN_3_defined : TARGET_SIGN_3.defined.
Proof. intros N eta w []. apply Rle_ge, x2_nonneg. Qed.
Theorem TARGET_SIGN_4 : TARGET_SIGN_4.statement.
Proof.
  intros N eta w []. start_facts N eta w F. intro t.
  destruct (F (Datatypes.S t)) as [B _]. lra.
Qed.
Theorem TARGET_SIGN_5 : TARGET_SIGN_5.statement.
Proof.
  intros N eta w []. start_facts N eta w F. intro t.
  destruct (F t) as [_ [B _]]. lra.
Qed.
Theorem TARGET_SIGN_6 : TARGET_SIGN_6.statement.
Proof.
  intros N eta w []. start_facts N eta w F. intro t.
  destruct (F t) as [_ [_ B]]. rewrite (slope_root N ltac:(tauto)). lra.
Qed.
Theorem TARGET_SIGN_6_defined : TARGET_SIGN_6.defined.
Proof. intros N eta w []. apply Rle_ge, x2_nonneg. Qed.

Example TARGET_SIGN_1_witness : TARGET_SIGN_1.nonvacuous. Proof. linear_aim. Qed.
Example TARGET_SIGN_2_witness : TARGET_SIGN_2.nonvacuous. Proof. linear_aim. Qed.
Example TARGET_SIGN_3_witness : TARGET_SIGN_3.nonvacuous. Proof. linear_aim. Qed.
Example TARGET_SIGN_4_witness : TARGET_SIGN_4.nonvacuous. Proof. relu_aim. Qed.
Example TARGET_SIGN_5_witness : TARGET_SIGN_5.nonvacuous. Proof. relu_aim. Qed.
Example TARGET_SIGN_6_witness : TARGET_SIGN_6.nonvacuous. Proof. relu_aim. Qed.
