(* One gradient step of a net of k layers changes the weight norm by -(2k eta/D) r.f + (eta^2/D) r^T H r: any depth, widths and
   slopes, any data and targets. *)
Require Import Reals Lra Arith Lia.
From Catapult Require Layered.
From Catapult Require Import Sums LayerModel LayerDescent LayerWitness.
From Catapult Require Import NORM_ID.
Import Layered.
Open Scope R_scope.

Theorem NORM_ID_3 : NORM_ID_3.statement.
Proof. intros N eta w [] t. change (train N eta w (S t)) with (step N eta (train N eta w t)). rewrite layered_norm_step. ring. Qed.

Example NORM_ID_3_witness : NORM_ID_3.nonvacuous.
Proof. chain_witness. Qed.
