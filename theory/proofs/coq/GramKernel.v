(* Leaky net on D data in any dimension: lambda_max(H) <= s^2 max(a_plus^2, a_minus^2) lambda_max(X X^T / D) theta^2. *)
Require Import Reals Lra Psatz Arith Lia.
Require Import Catapult.Statements Catapult.Sums Catapult.Spectral Catapult.TwoLayerModel Catapult.QuadraticModel Catapult.Witness.
Import TwoLayer.
Open Scope R_scope.

Theorem GRAM_KERNEL_1 : stmt_GRAM_KERNEL_1.
Proof.
  intros N eta w H. unfold hyp_GRAM_KERNEL_1 in H. decompose [and] H. clear H.
  apply top_least; [|assumption]. intros z.
  eapply Rle_trans; [apply (net_kernel_bound N _ w z ltac:(assumption) (gram_top_bound N ltac:(assumption)) ltac:(assumption))|].
  right. unfold top_slope. ring.
Qed.

Example GRAM_KERNEL_1_witness : nonvacuous_GRAM_KERNEL_1.
Proof. unit_witness hyp_GRAM_KERNEL_1 1 1 1 1. Qed.

(* What all of these rest on. *)
Definition checked := (GRAM_KERNEL_1, GRAM_KERNEL_1_witness).
Print Assumptions checked.
