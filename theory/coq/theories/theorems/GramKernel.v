(* Leaky net on D data in any dimension: lambda_max(H) <= s^2 max(a_plus^2, a_minus^2) lambda_max(X X^T / D) theta^2. *)
Require Import Reals Lra Psatz Arith Lia.
From Catapult Require TwoLayer.
From Catapult Require Import Sums Spectral TwoLayerModel QuadraticModel Witness.
From Catapult Require Import GRAM_KERNEL.
Import TwoLayer.
Open Scope R_scope.

Theorem GRAM_KERNEL_1 : GRAM_KERNEL_1.statement.
Proof.
  intros N eta w [].
  apply top_least; [|assumption]. intros z.
  eapply Rle_trans; [apply (net_kernel_bound N _ w z ltac:(assumption) (gram_top_bound N ltac:(assumption)) ltac:(assumption))|].
  right. unfold top_slope. ring.
Qed.

Example GRAM_KERNEL_1_witness : GRAM_KERNEL_1.nonvacuous.
Proof. unit_witness 1 1 1 1. Qed.
