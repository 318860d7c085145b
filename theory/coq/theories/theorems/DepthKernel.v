(* Net of k layers on D data, any depth, widths, slopes and input dimension: lambda_max(H) <= C_k |w|^(2(k-1)) at all weights,
   C_k = s^2 max(a_plus^2, a_minus^2)^(k-1) lambda_max(X X^T / D) k^(2-k). *)
Require Import Reals Lra Arith Lia.
From Catapult Require Layered.
From Catapult Require Import Defined Spectral LayerModel LayerKernel LayerDescent LayerWitness.
From Catapult Require Import DEPTH_KERNEL.
Import Layered.
Open Scope R_scope.

Theorem DEPTH_KERNEL_1 : DEPTH_KERNEL_1.statement.
Proof.
  intros N eta w []. change (depth N - 1)%nat with (hidden N - 0)%nat. rewrite Nat.sub_0_r.
  apply top_least; [|exact some_data]. intros z. eapply Rle_trans; [apply (layered_kernel_bound N w z some_data kink_bounded)|].
  right. unfold depth_constant, depth_factor, top_slope. ring.
Qed.
Theorem DEPTH_KERNEL_1_defined : DEPTH_KERNEL_1.defined.
Proof. intros N eta w []. pose proof (depth_at_least_one N). is_defined. Qed.

Example DEPTH_KERNEL_1_witness : DEPTH_KERNEL_1.nonvacuous.
Proof. chain_witness. Qed.
