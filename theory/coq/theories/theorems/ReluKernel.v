(* ReLU net of any width on one datum with target 0: eta H_0 <= 4 makes the kernel itself never increase, however large the
   inactive weights; eta H_0 < 4 gives sum_t f_t^2 <= (H_0 / C) / (eta (4 - eta H_0)), C = s^2 a^2 |x|^2, and L -> 0. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained TwoLayer.
From Catapult Require Import Defined Sums Descent TwoLayerModel QuadraticModel OneDatum OneDatumUnits ReluUnits Witness.
From Catapult Require Import RELU_NTK RELU_SUM.
Import TwoLayer.
Open Scope R_scope.

Theorem RELU_NTK_1 : RELU_NTK_1.statement.
Proof.
  intros N eta w []. intro t.
  apply (relu_kernel_monotone N eta); try assumption. lra.
Qed.
Section Below.
Variables (N : net) (eta : R) (w : weights).
Hypothesis eta_pos : 0 < eta.
Hypothesis one : D N = 1%nat.
Hypothesis targets : zero_targets N.
Hypothesis relu : relu_net N.
Hypothesis below : eta * kernel N w 0 0 < 4.
Let h t := kernel N (train N eta w t) 0 0.
Let F t := kappa_relu N * output N (train N eta w t) 0 ^ 2.
Let F_nonneg t : 0 <= F t.
Proof. apply Rmult_le_pos; [apply kappa_relu_nonneg|apply pow2_ge_0]. Qed.
Let h_nonneg t : 0 <= h t.
Proof. apply (kernel_nonneg N one). Qed.
Let update t : h (S t) <= h t + eta * F t * (eta * h t - 4).
Proof. apply (relu_kernel_next N eta one targets relu). Qed.
Let self t : h t <= 1 * h t ^ 1.
Proof. rewrite pow_1. lra. Qed.
Let start : eta * (1 * h 0 ^ 1) < 4.
Proof. rewrite pow_1. unfold h; Trained.first_states train. lra. Qed.
Lemma relu_sum T : Sum T F <= kernel N w 0 0 / (eta * (4 - eta * kernel N w 0 0)).
Proof.
  pose proof (descent_sum eta 4 1 1 h F h eta_pos Rle_0_1 h_nonneg F_nonneg update self start T) as Q.
  rewrite pow_1, Rmult_1_l in Q. exact Q.
Qed.
Lemma relu_limit : is_lim_seq F 0.
Proof. exact (descent_limit eta 4 1 1 h F h eta_pos Rle_0_1 h_nonneg F_nonneg update self start). Qed.
End Below.
Theorem RELU_SUM_1 : RELU_SUM_1.statement.
Proof.
  intros N eta w []. intro t.
  pose proof (relu_sum N eta w ltac:(assumption) ltac:(assumption) ltac:(assumption) ltac:(assumption) ltac:(lra) (S t)) as Q.
  rewrite sum_scal in Q. unfold kappa_relu in Q. rewrite (sum_ext (S t) _ _ (fun j _ => net_mean_one N ltac:(assumption) _)).
  eapply Rle_trans; [|eapply Rle_trans; [exact Q|]]; right; [ring|]. f_equal. ring.
Qed.
Theorem RELU_SUM_1_defined : RELU_SUM_1.defined.
Proof. intros N eta w []. is_defined. Qed.
Theorem RELU_SUM_2 : RELU_SUM_2.statement.
Proof.
  intros N eta w [].
  apply is_lim_seq_ext with (fun t => / 2 * output N (train N eta w t) 0 ^ 2);
    [intro t; rewrite (net_loss_one N ltac:(assumption) ltac:(assumption)); field|].
  replace (Finite 0) with (Finite (/ 2 * 0)) by (f_equal; ring).
  apply is_lim_seq_mult'; [apply is_lim_seq_const|].
  destruct (Req_dec (x2 N) 0) as [Z|Nz].
  - apply is_lim_seq_ext with (fun _ => 0); [intro t; rewrite (output_no_input N) by exact Z; ring|apply is_lim_seq_const].
  - assert (relu : relu_net N) by assumption. destruct relu as [ap _].
    assert (k0 : 0 < kappa_relu N).
    { pose proof (x2_nonneg N). apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; apply pow_lt; assumption|lra]. }
    apply is_lim_seq_ext with (fun t => / kappa_relu N * (kappa_relu N * output N (train N eta w t) 0 ^ 2));
      [intro t; field; lra|].
    replace (Finite 0) with (Finite (/ kappa_relu N * 0)) by (f_equal; ring).
    apply is_lim_seq_mult'; [apply is_lim_seq_const|].
    apply (relu_limit N eta w); try assumption. lra.
Qed.

Example RELU_NTK_1_witness : RELU_NTK_1.nonvacuous.
Proof. unit_witness 0 2 1 1. Qed.
Example RELU_SUM_1_witness : RELU_SUM_1.nonvacuous.
Proof. unit_witness 0 (3/2) 1 1. Qed.
Example RELU_SUM_2_witness : RELU_SUM_2.nonvacuous.
Proof. unit_witness 0 (3/2) 1 1. Qed.
