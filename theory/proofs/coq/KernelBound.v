(* One datum: H <= C theta^2 at all weights, with C = s^2 max(a_plus^2, a_minus^2) |x|^2 for the two-layer net and
   C = zeta^2 lambda_max(psi^2) for the pure quadratic model. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
Require Import Catapult.Statements Catapult.Sums Catapult.TwoLayerModel Catapult.QuadraticModel Catapult.OneDatum Catapult.Witness.
Open Scope R_scope.

Theorem ML_1_1 : stmt_ML_1_1.
Proof.
  intros N eta w [_ [_ [one [_ kink]]]].
  pose proof (net_kernel_bound N _ w (fun _ => 1) (net_D_pos N one) (gram_one_datum N one) kink) as B.
  rewrite (net_form_one N one), one, sum_one in B. unfold top_slope in B. lra.
Qed.
Theorem ML_1_2 : stmt_ML_1_2.
Proof.
  intros M eta w [_ [_ [one _]]].
  pose proof (quadratic_kernel_bound M _ w (fun _ => 1) (quadratic_D_pos M one) (mixed_one_datum M one)) as B.
  rewrite (quadratic_form_one M one), (quadratic_factor M one), one, sum_one in B. lra.
Qed.

Example ML_1_1_witness : nonvacuous_ML_1_1.
Proof.
  exists (unit_net 1), 1, (unit_weights 1 1). unfold hyp_ML_1_1. rewrite unit_loss_value by lra.
  pose proof (unit_kink 1). pose proof (unit_targets 1). simpl; repeat split; try lra; auto.
Qed.
Example ML_1_2_witness : nonvacuous_ML_1_2.
Proof.
  exists unit_form, 1, (fun _ => 1). unfold hyp_ML_1_2. rewrite form_loss.
  pose proof form_targets. repeat split; simpl; try lra; auto.
Qed.

(* What all of these rest on. *)
Definition checked := (ML_1_1, ML_1_1_witness, ML_1_2, ML_1_2_witness).
Print Assumptions checked.
