(* One gradient step changes the weight norm by -(2k eta/D) r.f + (eta^2/D) r^T H r: two-layer nets with any slopes, and pure
   quadratic models (k = 2), on any data with any targets. *)
Require Import Reals Lra Arith.
Require Import Catapult.Statements Catapult.Sums Catapult.TwoLayerModel Catapult.QuadraticModel Catapult.Witness.
Open Scope R_scope.

Theorem NORM_ID_1 : stmt_NORM_ID_1.
Proof. intros N eta w [_ [_ P]] t. unfold TwoLayer.train; simpl. rewrite (net_norm_step _ _ _ P). ring. Qed.
Theorem NORM_ID_2 : stmt_NORM_ID_2.
Proof. intros M eta w [_ [_ P]] t. unfold Quadratic.train; simpl. rewrite (quadratic_norm_step _ _ _ P). ring. Qed.

Example NORM_ID_1_witness : nonvacuous_NORM_ID_1.
Proof.
  exists (unit_net 1), 1, (unit_weights 1 1). unfold hyp_NORM_ID_1. rewrite unit_loss_value by lra.
  simpl; repeat split; try lra; auto.
Qed.
Example NORM_ID_2_witness : nonvacuous_NORM_ID_2.
Proof.
  exists unit_form, 1, (fun _ => 1). unfold hyp_NORM_ID_2. rewrite form_loss.
  repeat split; simpl; try lra; auto.
Qed.

(* What all of these rest on. *)
Definition checked := (NORM_ID_1, NORM_ID_1_witness, NORM_ID_2, NORM_ID_2_witness).
Print Assumptions checked.
