(* Two-layer net with K outputs, any width, slopes and input dimension: the weight-norm identity for any targets; lambda_max(H) at most
   C theta^2 with C = s^2 max(a_plus^2, a_minus^2) lambda_max(X X^T / D) / K; and with targets 0 the master theorem of that constant. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained ManyOutputs.
From Catapult Require Import Defined Sums Spectral WeightSpace UpdateRules Losses Master Witness ManyOutputsModel.
From Catapult Require Import OUTPUTS_ID OUTPUTS_KERNEL OUTPUTS_MONO OUTPUTS_SUM OUTPUTS_LIMIT.
Import ManyOutputs.
Open Scope R_scope.

Theorem OUTPUTS_ID_1 : OUTPUTS_ID_1.statement.
Proof.
  intros N eta w [] t. set (v := train N eta w t).
  assert (H : weight_norm N (train N eta w (S t)) = weight_norm N v - 2 * 2 * eta * residual_output N v + eta ^ 2 * residual_kernel N v).
  { unfold train. rewrite Trained.train_descent. exact (Trained.descent_norm_squared (trained N) 2 eta v (many_homogeneous N)). }
  rewrite H. ring.
Qed.
Theorem OUTPUTS_KERNEL_1 : OUTPUTS_KERNEL_1.statement.
Proof.
  intros N eta w []. apply (top_least (D N * K N) (kernel_form N w)); [|apply Nat.mul_pos_pos; assumption].
  intros z. eapply Rle_trans; [exact (many_kernel_bound N w z some_data some_outputs kink_bounded)|].
  right. unfold top_slope, Rdiv. ring.
Qed.
Theorem OUTPUTS_KERNEL_1_defined : OUTPUTS_KERNEL_1.defined.
Proof. intros N eta w []. is_defined. Qed.
Theorem OUTPUTS_MONO_1 : OUTPUTS_MONO_1.statement.
Proof.
  intros N eta w [] t.
  apply (twice_monotone (trained N) eta (many_constant N) (many_descends N eta rate_positive some_data some_outputs targets_zero kink_bounded) w).
  change (Trained.weight_norm (trained N) w) with (weight_norm N w). unfold many_constant, top_slope, Rdiv in *. lra.
Qed.
Theorem OUTPUTS_MONO_1_defined : OUTPUTS_MONO_1.defined.
Proof. intros N eta w []. is_defined. Qed.
Lemma strictly_below N eta w : eta * gram_top N * s N ^ 2 * weight_norm N w * Rmax (a_minus N ^ 2) (a_plus N ^ 2) / INR (K N) < 4 ->
  eta * (many_constant N * Trained.weight_norm (trained N) w) < 4.
Proof. change (Trained.weight_norm (trained N) w) with (weight_norm N w). unfold many_constant, top_slope, Rdiv. lra. Qed.
Theorem OUTPUTS_SUM_1 : OUTPUTS_SUM_1.statement.
Proof.
  intros N eta w [] t.
  eapply Rle_trans; [exact (twice_sum (trained N) eta (many_constant N)
    (many_descends N eta rate_positive some_data some_outputs targets_zero kink_bounded) w (strictly_below N eta w below_edge) (S t))|].
  right. change (Trained.weight_norm (trained N) w) with (weight_norm N w). unfold many_constant, top_slope, Rdiv. f_equal. f_equal. ring.
Qed.
Theorem OUTPUTS_SUM_1_defined : OUTPUTS_SUM_1.defined.
Proof. intros N eta w []. is_defined. Qed.
Theorem OUTPUTS_LIMIT_1 : OUTPUTS_LIMIT_1.statement.
Proof.
  intros N eta w [].
  exact (twice_limit (trained N) eta (many_constant N)
    (many_descends N eta rate_positive some_data some_outputs targets_zero kink_bounded) w (strictly_below N eta w below_edge)).
Qed.
Theorem OUTPUTS_LIMIT_1_defined : OUTPUTS_LIMIT_1.defined.
Proof. intros N eta w []. is_defined. Qed.

(* One unit with outer weight 1 to each of two outputs, on the datum x = 1. *)
Definition two_outputs : net := Net 1 1 1 2 (fun _ _ => 1) (fun _ => 0) 1 1 1 1.
Definition two_weights : weights := Weights (fun _ _ => 1) (fun _ _ => 1).
Lemma two_norm : weight_norm two_outputs two_weights = 3.
Proof. unfold weight_norm; simpl. ring. Qed.
Lemma two_loss : loss two_outputs two_weights = 1 / 2.
Proof.
  assert (O : forall j, output two_outputs two_weights j = 1).
  { intro j. unfold output, hidden, preactivation, slope; simpl. destruct (Rlt_dec 0 (0 + 1 * 1)); [ring|exfalso; lra]. }
  unfold loss, residual. simpl Sum. rewrite !O. simpl. field.
Qed.
Lemma two_gram : 0 <= gram_top two_outputs <= 1.
Proof. split; [exact (unit_gram_nonneg 1)|exact (unit_gram 1)]. Qed.
Lemma two_slope : Rmax (a_minus two_outputs ^ 2) (a_plus two_outputs ^ 2) = 1.
Proof. simpl. rewrite Rmax_right; lra. Qed.
Lemma two_kink : a_zero two_outputs ^ 2 <= Rmax (a_minus two_outputs ^ 2) (a_plus two_outputs ^ 2).
Proof. rewrite two_slope. simpl. lra. Qed.
Lemma two_targets : zero_targets two_outputs.
Proof. intros j _. reflexivity. Qed.
Ltac two_witness := exists two_outputs, 1, two_weights; (split; [constructor|]); rewrite ?two_slope, ?two_norm, ?two_loss;
  pose proof two_gram; pose proof two_kink; pose proof two_targets; repeat split; try assumption; simpl; try lra; try lia.
Example OUTPUTS_ID_1_witness : OUTPUTS_ID_1.nonvacuous.
Proof. two_witness. Qed.
Example OUTPUTS_KERNEL_1_witness : OUTPUTS_KERNEL_1.nonvacuous.
Proof. two_witness. Qed.
Example OUTPUTS_MONO_1_witness : OUTPUTS_MONO_1.nonvacuous.
Proof. two_witness. Qed.
Example OUTPUTS_SUM_1_witness : OUTPUTS_SUM_1.nonvacuous.
Proof. two_witness. Qed.
Example OUTPUTS_LIMIT_1_witness : OUTPUTS_LIMIT_1.nonvacuous.
Proof. two_witness. Qed.
