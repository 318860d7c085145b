(* Net of k layers on D data with targets 0, C_k as in DepthKernel.v: eta C_k theta_0^(2(k-1)) <= 2k implies that the weight norm
   never increases; strictly below, the mean squared output is summable and the loss tends to 0. *)
Require Import Reals Lra Arith Lia.
From Coquelicot Require Import Coquelicot.
Require Import Catapult.Statements Catapult.LayerModel Catapult.LayerKernel Catapult.LayerDescent Catapult.LayerWitness.
Import Layered.
Open Scope R_scope.

(* The hypothesis as it is printed, and as the master theorem has it. *)
Lemma printed_bound N eta w : eta * gram_top N * (INR (depth N) ^ 2 / INR (depth N) ^ depth N) * s N ^ 2
    * weight_norm N w ^ (depth N - 1) * Rmax (a_minus N ^ 2) (a_plus N ^ 2) ^ (depth N - 1)
  = eta * (depth_constant N * weight_norm N w ^ hidden N).
Proof.
  change (depth N - 1)%nat with (hidden N - 0)%nat. rewrite Nat.sub_0_r.
  unfold depth_constant, depth_factor, top_slope. ring.
Qed.
Theorem MASTER_MONO_1 : stmt_MASTER_MONO_1.
Proof.
  intros N eta w [He [_ [P [T [K H]]]]]. rewrite printed_bound in H. exact (layered_monotone N eta He P T K w H).
Qed.
Theorem MASTER_SUM_1 : stmt_MASTER_SUM_1.
Proof.
  intros N eta w [He [_ [P [T [K H]]]]] t. rewrite printed_bound in H.
  eapply Rle_trans; [exact (layered_sum N eta He P T K w H (S t))|]. rewrite <- printed_bound. right. f_equal. ring.
Qed.
Theorem MASTER_LIMIT_1 : stmt_MASTER_LIMIT_1.
Proof.
  intros N eta w [He [_ [P [T [K H]]]]]. rewrite printed_bound in H. exact (layered_limit N eta He P T K w H).
Qed.

Example MASTER_MONO_1_witness : nonvacuous_MASTER_MONO_1.
Proof. chain_witness hyp_MASTER_MONO_1. Qed.
Example MASTER_SUM_1_witness : nonvacuous_MASTER_SUM_1.
Proof. chain_witness hyp_MASTER_SUM_1. Qed.
Example MASTER_LIMIT_1_witness : nonvacuous_MASTER_LIMIT_1.
Proof. chain_witness hyp_MASTER_LIMIT_1. Qed.

(* What all of these rest on. *)
Definition checked := (MASTER_MONO_1, MASTER_MONO_1_witness, MASTER_SUM_1, MASTER_SUM_1_witness, MASTER_LIMIT_1,
  MASTER_LIMIT_1_witness).
Print Assumptions checked.
