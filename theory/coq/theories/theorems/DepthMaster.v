(* Net of k layers on D data with targets 0, C_k as in DepthKernel.v: eta C_k theta_0^(2(k-1)) <= 2k implies that the weight norm
   never increases; strictly below, the mean squared output is summable and the loss tends to 0. *)
Require Import Reals Lra Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Layered.
From Catapult Require Import Defined LayerModel LayerKernel LayerDescent LayerWitness.
From Catapult Require Import MASTER_LIMIT MASTER_MONO MASTER_SUM.
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
Theorem MASTER_MONO_1 : MASTER_MONO_1.statement.
Proof.
  intros N eta w []. rewrite printed_bound in up_to_edge. exact (layered_monotone N eta rate_positive some_data targets_zero kink_bounded w up_to_edge).
Qed.
Theorem MASTER_MONO_1_defined : MASTER_MONO_1.defined.
Proof. intros N eta w []. pose proof (depth_at_least_one N). is_defined. Qed.
Theorem MASTER_SUM_1 : MASTER_SUM_1.statement.
Proof.
  intros N eta w [] t. rewrite printed_bound in below_edge.
  eapply Rle_trans; [exact (layered_sum N eta rate_positive some_data targets_zero kink_bounded w below_edge (S t))|]. rewrite <- printed_bound. right. f_equal. ring.
Qed.
Theorem MASTER_SUM_1_defined : MASTER_SUM_1.defined.
Proof. intros N eta w []. pose proof (depth_at_least_one N). is_defined. Qed.
Theorem MASTER_LIMIT_1 : MASTER_LIMIT_1.statement.
Proof.
  intros N eta w []. rewrite printed_bound in below_edge. exact (layered_limit N eta rate_positive some_data targets_zero kink_bounded w below_edge).
Qed.
Theorem MASTER_LIMIT_1_defined : MASTER_LIMIT_1.defined.
Proof. intros N eta w []. pose proof (depth_at_least_one N). is_defined. Qed.

Example MASTER_MONO_1_witness : MASTER_MONO_1.nonvacuous.
Proof. chain_witness. Qed.
Example MASTER_SUM_1_witness : MASTER_SUM_1.nonvacuous.
Proof. chain_witness. Qed.
Example MASTER_LIMIT_1_witness : MASTER_LIMIT_1.nonvacuous.
Proof. chain_witness. Qed.
