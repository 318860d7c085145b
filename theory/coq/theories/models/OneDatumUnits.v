(* One datum: how a gradient step moves the preactivation p and the outer weight of each unit, for any slopes and any target. *)
Require Import Reals Lra Psatz Arith Lia.
From Catapult Require TwoLayer.
From Catapult Require Import Sums TwoLayerModel.
Import TwoLayer.
Open Scope R_scope.

Section Units.
Variable N : net.
Hypothesis one : D N = 1%nat.
Definition pre (w : weights) (i : nat) : R := preactivation N w 0 i.
Lemma pre_next eta w i : pre (step N eta w) i = pre w i - eta * residual N w 0 * s N * (slope N (pre w i) * V w i) * x2 N.
Proof.
  unfold pre at 1, preactivation, step; simpl U.
  rewrite (sum_ext (d N) _ (fun k => U w i k * X N 0 k
    + (- (eta * residual N w 0 * s N * (slope N (pre w i) * V w i))) * X N 0 k ^ 2)).
  - rewrite sum_plus, sum_scal. fold (preactivation N w 0 i). fold (pre w i). unfold x2. ring.
  - intros k _. rewrite one, sum_one. unfold grad_U, unit_d_preactivation. fold (pre w i). simpl. field.
Qed.
Lemma outer_next eta w i : V (step N eta w) i = V w i - eta * residual N w 0 * s N * (slope N (pre w i) * pre w i).
Proof.
  unfold step; simpl V. rewrite one, sum_one. unfold grad_V, unit_d_outer. fold (pre w i). simpl. field.
Qed.
Lemma output_units w : output N w 0 = s N * Sum (n N) (fun i => slope N (pre w i) * pre w i * V w i).
Proof. reflexivity. Qed.
Lemma kernel_units w : kernel N w 0 0 =
  s N ^ 2 * Sum (n N) (fun i => slope N (pre w i) ^ 2 * (pre w i ^ 2 + x2 N * V w i ^ 2)).
Proof.
  unfold kernel. rewrite one. simpl INR. rewrite Rinv_1, Rmult_1_l, <- sum_scal. apply sum_ext. intros i _.
  unfold grad_U, grad_V, unit_d_preactivation, unit_d_outer. fold (pre w i).
  rewrite (sum_ext (d N) _ (fun k => (s N * (slope N (pre w i) * V w i)) ^ 2 * X N 0 k ^ 2)) by (intros; ring).
  rewrite sum_scal. fold (x2 N). ring.
Qed.
Lemma x2_nonneg : 0 <= x2 N.
Proof. apply sum_sq_nonneg. Qed.
(* Without input every preactivation, hence the output, is 0. *)
Lemma pre_no_input w i : x2 N = 0 -> pre w i = 0.
Proof.
  intros Z. unfold pre, preactivation. rewrite (sum_ext (d N) _ (fun _ => 0)); [apply sum_zero|].
  intros k Hk. assert (E : X N 0 k ^ 2 = 0).
  { apply (sum_zero_terms (d N) (fun k => X N 0%nat k ^ 2)); [intros; apply pow2_ge_0|exact Z|exact Hk]. }
  assert (Zk : X N 0 k = 0) by nra. rewrite Zk. ring.
Qed.
Lemma output_no_input w : x2 N = 0 -> output N w 0 = 0.
Proof.
  intros Z. rewrite output_units, (sum_ext (n N) _ (fun _ => 0)); [rewrite sum_zero; ring|].
  intros i _. rewrite pre_no_input by exact Z. ring.
Qed.
Lemma kernel_nonneg w : 0 <= kernel N w 0 0.
Proof.
  rewrite kernel_units. apply Rmult_le_pos; [apply pow2_ge_0|]. apply sum_nonneg. intros i _.
  apply Rmult_le_pos; [apply pow2_ge_0|]. pose proof x2_nonneg. pose proof (pow2_ge_0 (pre w i)). pose proof (pow2_ge_0 (V w i)).
  assert (0 <= x2 N * V w i ^ 2) by (apply Rmult_le_pos; assumption). lra.
Qed.
End Units.
