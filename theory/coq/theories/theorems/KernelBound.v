(* H <= C theta^2 at all weights, whatever the targets. One datum: C = s^2 max(a_plus^2, a_minus^2) |x|^2 for the two-layer net,
   C = zeta^2 lambda_max(psi^2) for the pure quadratic model. D data: lambda_max(X X^T / D) for |x|^2, and the sharp constant. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums Spectral TwoLayerModel QuadraticModel OneDatum Witness.
From Catapult Require Import ML_1.
Open Scope R_scope.

Theorem ML_1_1 : ML_1_1.statement.
Proof.
  intros N eta w [].
  pose proof (net_kernel_bound N _ w (fun _ => 1) (net_D_pos N one_datum) (gram_one_datum N one_datum) kink_bounded) as B.
  rewrite (net_form_one N one_datum), one_datum, sum_one in B. unfold top_slope in B. lra.
Qed.
Theorem ML_1_2 : ML_1_2.statement.
Proof.
  intros M eta w [].
  pose proof (quadratic_kernel_bound M _ w (fun _ => 1) (quadratic_D_pos M one_datum) (mixed_one_datum M one_datum)) as B.
  rewrite (quadratic_form_one M one_datum), (quadratic_factor M one_datum), one_datum, sum_one in B. lra.
Qed.
Theorem ML_1_3 : ML_1_3.statement.
Proof.
  intros N eta w []. apply top_least; [|exact some_data]. intros z.
  eapply Rle_trans; [apply (net_kernel_bound N _ w z some_data (gram_top_bound N some_data) kink_bounded)|].
  right. unfold top_slope. ring.
Qed.
Theorem ML_1_4 : ML_1_4.statement.
Proof.
  intros M eta w []. apply top_least; [|exact some_data]. intros z.
  eapply Rle_trans; [apply (quadratic_kernel_bound M _ w z some_data (mixed_star M))|]. right. reflexivity.
Qed.

Example ML_1_1_witness : ML_1_1.nonvacuous.
Proof. unit_witness 1 1 1 1. Qed.
Example ML_1_2_witness : ML_1_2.nonvacuous.
Proof. form_witness 1 1. Qed.
Example ML_1_3_witness : ML_1_3.nonvacuous.
Proof. unit_witness 1 1 1 1. Qed.
Example ML_1_4_witness : ML_1_4.nonvacuous.
Proof. form_witness 1 1. Qed.
