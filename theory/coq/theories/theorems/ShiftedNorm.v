(* Models with an output bias c: leaky nets of two and of k layers, and quadratic forms. With N = |w|^2 + k c^2 the change of N in a step,
   for any targets; with targets 0 the edge below which it never increases, the sum of the squared outputs, and the limit of the loss. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained TwoLayer Quadratic Layered OutputBias.
From Catapult Require Import Defined Sums Spectral WeightSpace UpdateRules Losses LayerModel LayerKernel LayerDescent LayerWitness RestWitness Pulls
  TwoLayerModel QuadraticModel Witness OutputBiasDescent.
From Catapult Require Import SHIFT_ID SHIFT_MONO SHIFT_SUM SHIFT_LIMIT.
Open Scope R_scope.

(* ---- the change in a step ---- *)
Lemma shifted_train M k eta w t : Trained.homogeneous M k -> OutputBias.shifted_norm M k (OutputBias.train M eta w (S t))
  = OutputBias.shifted_norm M k (OutputBias.train M eta w t) - 2 * k * eta * OutputBias.residual_output M (OutputBias.train M eta w t)
    + eta ^ 2 * (OutputBias.residual_kernel M (OutputBias.train M eta w t) + (k - 1) * OutputBias.mean_residual M (OutputBias.train M eta w t) ^ 2).
Proof.
  intros H. unfold OutputBias.train at 1. rewrite Trained.train_descent. exact (shifted_step M k eta (OutputBias.train M eta w t) H).
Qed.
Theorem SHIFT_ID_1 : SHIFT_ID_1.statement.
Proof. intros N eta w [] t. rewrite (shifted_train _ 2 eta w t (net_homogeneous N)). ring. Qed.
Theorem SHIFT_ID_2 : SHIFT_ID_2.statement.
Proof. intros M eta w [] t. rewrite (shifted_train _ 2 eta w t (quadratic_homogeneous M)). ring. Qed.
Theorem SHIFT_ID_3 : SHIFT_ID_3.statement.
Proof. intros N eta w [] t. rewrite (shifted_train _ (INR (Layered.depth N)) eta w t (layered_homogeneous N)). ring. Qed.

(* ---- targets 0 ---- *)
Lemma share_of m : (0 < m)%nat -> 0 < / INR m.
Proof. intros H. apply Rinv_0_lt_compat, lt_0_INR, H. Qed.
Section Net.
Import TwoLayer.
Variables (N : net) (eta : R) (w : OutputBias.weights (trained N)).
Hypothesis rate_positive : 0 < eta.
Hypothesis some_data : (0 < D N)%nat.
Hypothesis targets_zero : zero_targets N.
Hypothesis kink_bounded : kink_slope N.
Let two : 2 = INR 1 + 1.
Proof. simpl. ring. Qed.
Let C_nonneg : 0 <= net_constant N.
Proof.
  apply Rmult_le_pos; [apply Rmult_le_pos; [apply pow2_ge_0|apply (gram_top_bound N some_data)]|apply top_slope_nonneg].
Qed.
Let steep : Trained.kernel_at_most (trained N) (net_constant N) 1.
Proof. intros v z. rewrite pow_1. exact (net_kernel_bound N _ v z some_data (gram_top_bound N some_data) kink_bounded). Qed.
Definition net_bias_monotone := biased_monotone (trained N) 2 eta (net_constant N) 1 w (net_homogeneous N) two some_data eq_refl C_nonneg steep targets_zero rate_positive.
Definition net_bias_sum := biased_sum (trained N) 2 eta (net_constant N) 1 w (net_homogeneous N) two some_data eq_refl C_nonneg steep targets_zero rate_positive.
Definition net_bias_limit := biased_limit (trained N) 2 eta (net_constant N) 1 w (net_homogeneous N) two some_data eq_refl C_nonneg steep targets_zero rate_positive.
End Net.
Section Forms.
Import Quadratic.
Variables (M : model) (eta : R) (w : OutputBias.weights (trained M)).
Hypothesis rate_positive : 0 < eta.
Hypothesis some_data : (0 < D M)%nat.
Hypothesis targets_zero : zero_targets M.
Let two : 2 = INR 1 + 1.
Proof. simpl. ring. Qed.
Let C_nonneg : 0 <= c_star M.
Proof.
  apply Rmult_le_pos; [apply Rmult_le_pos; [apply pow2_ge_0|apply Rlt_le, share_of, some_data]|apply (mixed_star M)].
Qed.
Let steep : Trained.kernel_at_most (trained M) (c_star M) 1.
Proof. intros v z. rewrite pow_1. exact (quadratic_kernel_bound M _ v z some_data (mixed_star M)). Qed.
Definition form_bias_monotone := biased_monotone (trained M) 2 eta (c_star M) 1 w (quadratic_homogeneous M) two some_data eq_refl C_nonneg steep targets_zero rate_positive.
Definition form_bias_sum := biased_sum (trained M) 2 eta (c_star M) 1 w (quadratic_homogeneous M) two some_data eq_refl C_nonneg steep targets_zero rate_positive.
Definition form_bias_limit := biased_limit (trained M) 2 eta (c_star M) 1 w (quadratic_homogeneous M) two some_data eq_refl C_nonneg steep targets_zero rate_positive.
End Forms.
Section Layers.
Import Layered.
Variables (N : net) (eta : R) (w : OutputBias.weights (trained N)).
Hypothesis rate_positive : 0 < eta.
Hypothesis some_data : (0 < D N)%nat.
Hypothesis targets_zero : zero_targets N.
Hypothesis kink_bounded : kink_slope N.
Let steep : Trained.kernel_at_most (trained N) (depth_constant N) (hidden N).
Proof. intros v z. exact (layered_kernel_bound N v z some_data kink_bounded). Qed.
Definition layered_bias_monotone := biased_monotone (trained N) (INR (depth N)) eta (depth_constant N) (hidden N) w (layered_homogeneous N) (degree_of_depth N) some_data eq_refl (depth_constant_nonneg N some_data) steep targets_zero rate_positive.
Definition layered_bias_sum := biased_sum (trained N) (INR (depth N)) eta (depth_constant N) (hidden N) w (layered_homogeneous N) (degree_of_depth N) some_data eq_refl (depth_constant_nonneg N some_data) steep targets_zero rate_positive.
Definition layered_bias_limit := biased_limit (trained N) (INR (depth N)) eta (depth_constant N) (hidden N) w (layered_homogeneous N) (degree_of_depth N) some_data eq_refl (depth_constant_nonneg N some_data) steep targets_zero rate_positive.
End Layers.

(* The edges as they are printed. *)
Ltac net_edge := rewrite ?pow_1; unfold net_constant, TwoLayerModel.top_slope; lra.
Ltac form_edge := rewrite ?pow_1; lra.
Ltac layered_edge N eta w := pose proof (printed_power N eta (OutputBias.shifted_norm (Layered.trained N) (INR (Layered.depth N)) w)); lra.
Theorem SHIFT_MONO_1 : SHIFT_MONO_1.statement.
Proof. intros N eta w [] t. apply (net_bias_monotone N eta w rate_positive some_data targets_zero kink_bounded). net_edge. Qed.
Theorem SHIFT_MONO_2 : SHIFT_MONO_2.statement.
Proof. intros M eta w [] t. apply (form_bias_monotone M eta w rate_positive some_data targets_zero). form_edge. Qed.
Theorem SHIFT_MONO_3 : SHIFT_MONO_3.statement.
Proof. intros N eta w [] t. apply (layered_bias_monotone N eta w rate_positive some_data targets_zero kink_bounded). layered_edge N eta w. Qed.
Theorem SHIFT_SUM_1 : SHIFT_SUM_1.statement.
Proof.
  intros N eta w [] t.
  eapply Rle_trans; [apply (net_bias_sum N eta w rate_positive some_data targets_zero kink_bounded); net_edge|].
  right. rewrite pow_1. unfold net_constant, TwoLayerModel.top_slope. do 2 f_equal. ring.
Qed.
Theorem SHIFT_SUM_2 : SHIFT_SUM_2.statement.
Proof.
  intros M eta w [] t. eapply Rle_trans; [apply (form_bias_sum M eta w rate_positive some_data targets_zero); form_edge|].
  right. rewrite pow_1. do 2 f_equal. ring.
Qed.
Theorem SHIFT_SUM_3 : SHIFT_SUM_3.statement.
Proof.
  intros N eta w [] t.
  eapply Rle_trans; [apply (layered_bias_sum N eta w rate_positive some_data targets_zero kink_bounded); layered_edge N eta w|].
  right. pose proof (printed_power N 1 (OutputBias.shifted_norm (Layered.trained N) (INR (Layered.depth N)) w)) as E. rewrite ?Rmult_1_l in E.
  rewrite <- E. do 2 f_equal. ring.
Qed.
Theorem SHIFT_LIMIT_1 : SHIFT_LIMIT_1.statement.
Proof. intros N eta w []. apply (net_bias_limit N eta w rate_positive some_data targets_zero kink_bounded). net_edge. Qed.
Theorem SHIFT_LIMIT_2 : SHIFT_LIMIT_2.statement.
Proof. intros M eta w []. apply (form_bias_limit M eta w rate_positive some_data targets_zero). form_edge. Qed.
Theorem SHIFT_LIMIT_3 : SHIFT_LIMIT_3.statement.
Proof. intros N eta w []. apply (layered_bias_limit N eta w rate_positive some_data targets_zero kink_bounded). layered_edge N eta w. Qed.

(* ---- all parts are defined ---- *)
Theorem SHIFT_MONO_3_defined : SHIFT_MONO_3.defined.
Proof. intros N eta w []. pose proof (depth_at_least_one N). is_defined. Qed.
Theorem SHIFT_SUM_1_defined : SHIFT_SUM_1.defined.
Proof. intros N eta w []. is_defined. Qed.
Theorem SHIFT_SUM_2_defined : SHIFT_SUM_2.defined.
Proof. intros M eta w []. is_defined. Qed.
Theorem SHIFT_SUM_3_defined : SHIFT_SUM_3.defined.
Proof. intros N eta w []. pose proof (depth_at_least_one N). is_defined. Qed.
Theorem SHIFT_LIMIT_3_defined : SHIFT_LIMIT_3.defined.
Proof. intros N eta w []. pose proof (depth_at_least_one N). is_defined. Qed.

(* ---- witnesses: the states without a bias, and a bias of 0 ---- *)
Lemma loss_without_bias M v : OutputBias.loss M (v, 0) = Trained.total_loss M squared v.
Proof.
  unfold OutputBias.loss, Trained.total_loss, Trained.batch_loss. apply sum_ext. intros a _. apply (f_equal (Rmult (Trained.share M))).
  change (Trained.losses (OutputBias.trained M) squared (v, 0) a) with ((Trained.output M v a + 0 - Trained.target M a) ^ 2 / 2).
  change (Trained.losses M squared v a) with ((Trained.output M v a - Trained.target M a) ^ 2 / 2). rewrite Rplus_0_r. reflexivity.
Qed.
Lemma norm_without_bias M k v : OutputBias.shifted_norm M k (v, 0) = Trained.weight_norm M v.
Proof. unfold OutputBias.shifted_norm. simpl. ring. Qed.
Ltac unbiased norm loss := rewrite ?norm_without_bias, ?loss_without_bias; unfold OutputBias.weights;
  repeat change (Trained.weight_norm (TwoLayer.trained ?N)) with (TwoLayer.weight_norm N);
  repeat change (Trained.total_loss (TwoLayer.trained ?N) squared) with (TwoLayer.loss N);
  repeat change (Trained.weight_norm (Quadratic.trained ?N)) with (Quadratic.weight_norm N);
  repeat change (Trained.total_loss (Quadratic.trained ?N) squared) with (Quadratic.loss N);
  repeat change (Trained.weight_norm (Layered.trained ?N)) with (Layered.weight_norm N);
  repeat change (Trained.total_loss (Layered.trained ?N) squared) with (Layered.loss N); rewrite ?norm, ?loss by lra.
Ltac net_bias_witness := exists (unit_net 1), (1 / 10), (unit_weights 1 1, 0); (split; [constructor|]);
  unbiased (unit_norm_value 1 1 1) (unit_loss_value 1 1 1); rewrite ?(unit_top_slope 1) by lra;
  pose proof (unit_gram 1); pose proof (unit_gram_nonneg 1); pose proof (unit_kink 1); pose proof (unit_targets 1); close_witness.
Ltac form_bias_witness := exists unit_form, (1 / 10), ((fun _ => 1) : Quadratic.weights, 0); (split; [constructor|]);
  unbiased (form_norm 1) (form_loss 1); pose proof form_star; pose proof form_symmetric; pose proof form_targets; close_witness.
Ltac chain_bias_witness := exists chain, (1 / 10), (chain_weights, 0); (split; [constructor|]);
  unbiased chain_norm chain_loss; rewrite ?chain_top_slope; pose proof chain_targets; pose proof chain_kink; pose proof chain_gram; close_witness.
Example SHIFT_ID_1_witness : SHIFT_ID_1.nonvacuous.
Proof. net_bias_witness. Qed.
Example SHIFT_ID_2_witness : SHIFT_ID_2.nonvacuous.
Proof. form_bias_witness. Qed.
Example SHIFT_ID_3_witness : SHIFT_ID_3.nonvacuous.
Proof. chain_bias_witness. Qed.
Example SHIFT_MONO_1_witness : SHIFT_MONO_1.nonvacuous.
Proof. net_bias_witness. Qed.
Example SHIFT_MONO_2_witness : SHIFT_MONO_2.nonvacuous.
Proof. form_bias_witness. Qed.
Example SHIFT_MONO_3_witness : SHIFT_MONO_3.nonvacuous.
Proof. chain_bias_witness. Qed.
Example SHIFT_SUM_1_witness : SHIFT_SUM_1.nonvacuous.
Proof. net_bias_witness. Qed.
Example SHIFT_SUM_2_witness : SHIFT_SUM_2.nonvacuous.
Proof. form_bias_witness. Qed.
Example SHIFT_SUM_3_witness : SHIFT_SUM_3.nonvacuous.
Proof. chain_bias_witness. Qed.
Example SHIFT_LIMIT_1_witness : SHIFT_LIMIT_1.nonvacuous.
Proof. net_bias_witness. Qed.
Example SHIFT_LIMIT_2_witness : SHIFT_LIMIT_2.nonvacuous.
Proof. form_bias_witness. Qed.
Example SHIFT_LIMIT_3_witness : SHIFT_LIMIT_3.nonvacuous.
Proof. chain_bias_witness. Qed.
