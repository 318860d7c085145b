(* Linear and ReLU nets on one datum, |Y| < 1, e_0 < 0: every trajectory converges, to the target unless it is trapped. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require TwoLayer.
From Catapult Require Import Sums TwoLayerModel OneDatumUnits TargetMap TargetBothSigns TargetNet TargetEmbed TargetWitness
  TargetLinear TargetFate.
From Catapult Require Import Targets.
Import TwoLayer.
Open Scope R_scope.

Theorem TARGET_FATE : TARGET_FATE.statement.
Proof. intros N eta w []. apply gated_fate; assumption. Qed.
Theorem TARGET_EXCEPTIONAL : TARGET_EXCEPTIONAL.statement.
Proof.
  intros N eta w [].
  pose proof (path_P N eta w one_datum input_positive gates_linear slope_positive) as mP. pose proof (path_Q N eta w one_datum input_positive gates_linear slope_positive) as mQ.
  set (P := fun t => P_form N eta (train N eta w t)) in *. set (Q := fun t => Q_form N eta (train N eta w t)) in *.
  set (Y := scaled_target N eta) in *.
  pose proof (exceptional Y P Q mP) as XP.
  assert (XQ : (exists t, Q t = 0) <-> Q 0%nat = 0 \/ exists t, rr Y P Q t = -1).
  { pose proof (exceptional (- Y) Q P (sw1 Y P Q mQ)) as K. rewrite K. split; (intros [Z|[t Z]]; [left; exact Z|right; exists t]);
    rewrite (sw_r Y P Q) in *; lra. }
  assert (RP : (exists t, rr Y P Q t = 1) <-> exists t, scaled_residual N eta (train N eta w t) = 1)
    by (split; intros [t Z]; exists t; unfold Y, P, Q in *; rewrite path_rr in *; exact Z).
  assert (RQ : (exists t, rr Y P Q t = -1) <-> exists t, scaled_residual N eta (train N eta w t) = -1)
    by (split; intros [t Z]; exists t; unfold Y, P, Q in *; rewrite path_rr in *; exact Z).
  unfold trapped. fold P Q.
  change (exists t, P_form N eta (train N eta w t) = 0) with (exists t, P t = 0).
  change (exists t, Q_form N eta (train N eta w t) = 0) with (exists t, Q t = 0).
  change (P_form N eta w) with (P 0%nat). change (Q_form N eta w) with (Q 0%nat).
  rewrite XP, XQ, RP, RQ. reflexivity.
Qed.

Example TARGET_FATE_witness : TARGET_FATE.nonvacuous.
Proof. target_witness (1 / 2) 1 1 2. Qed.
Example TARGET_EXCEPTIONAL_witness : TARGET_EXCEPTIONAL.nonvacuous.
Proof. target_witness (1 / 2) 1 1 2. Qed.
