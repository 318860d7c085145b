(* Net of k layers on D data, any depth, widths, slopes and input dimension: lambda_max(H) <= C_k |w|^(2(k-1)) at all weights,
   C_k = s^2 max(a_plus^2, a_minus^2)^(k-1) lambda_max(X X^T / D) k^(2-k). *)
Require Import Reals Lra Arith Lia.
Require Import Catapult.Statements Catapult.Spectral Catapult.LayerModel Catapult.LayerKernel Catapult.LayerDescent Catapult.LayerWitness.
Import Layered.
Open Scope R_scope.

Theorem DEPTH_KERNEL_1 : stmt_DEPTH_KERNEL_1.
Proof.
  intros N eta w [_ [_ [P [_ K]]]]. change (depth N - 1)%nat with (hidden N - 0)%nat. rewrite Nat.sub_0_r.
  apply top_least; [|exact P]. intros z. eapply Rle_trans; [apply (layered_kernel_bound N w z P K)|].
  right. unfold depth_constant, depth_factor, top_slope. ring.
Qed.

Example DEPTH_KERNEL_1_witness : nonvacuous_DEPTH_KERNEL_1.
Proof. chain_witness hyp_DEPTH_KERNEL_1. Qed.

(* What all of these rest on. *)
Definition checked := (DEPTH_KERNEL_1, DEPTH_KERNEL_1_witness).
Print Assumptions checked.
