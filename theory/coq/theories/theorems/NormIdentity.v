(* One gradient step changes the weight norm by -(2k eta/D) r.f + (eta^2/D) r^T H r: two-layer nets with any slopes, and pure
   quadratic models (k = 2), on any data with any targets. *)
Require Import Reals Lra Arith.
From Catapult Require TwoLayer Quadratic.
From Catapult Require Import Sums TwoLayerModel QuadraticModel Witness.
From Catapult Require Import NORM_ID.
Open Scope R_scope.

Theorem NORM_ID_1 : NORM_ID_1.statement.
Proof. intros N eta w [] t. change (TwoLayer.train N eta w (S t)) with (TwoLayer.step N eta (TwoLayer.train N eta w t)). rewrite net_norm_step. ring. Qed.
Theorem NORM_ID_2 : NORM_ID_2.statement.
Proof. intros M eta w [] t. change (Quadratic.train M eta w (S t)) with (Quadratic.step M eta (Quadratic.train M eta w t)). rewrite quadratic_norm_step. ring. Qed.

Example NORM_ID_1_witness : NORM_ID_1.nonvacuous.
Proof. unit_witness 1 1 1 1. Qed.
Example NORM_ID_2_witness : NORM_ID_2.nonvacuous.
Proof. form_witness 1 1. Qed.
