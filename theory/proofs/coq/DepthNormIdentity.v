(* One gradient step of a net of k layers changes the weight norm by -(2k eta/D) r.f + (eta^2/D) r^T H r: any depth, widths and
   slopes, any data and targets. *)
Require Import Reals Lra Arith Lia.
Require Import Catapult.Statements Catapult.LayerModel Catapult.LayerDescent Catapult.LayerWitness.
Import Layered.
Open Scope R_scope.

Theorem NORM_ID_3 : stmt_NORM_ID_3.
Proof. intros N eta w [_ [_ P]] t. unfold train; cbn [iterate]. rewrite (layered_norm_step _ _ _ P). ring. Qed.

Example NORM_ID_3_witness : nonvacuous_NORM_ID_3.
Proof. chain_witness hyp_NORM_ID_3. Qed.

(* What all of these rest on. *)
Definition checked := (NORM_ID_3, NORM_ID_3_witness).
Print Assumptions checked.
