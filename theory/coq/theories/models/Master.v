(* The master theorem, for every trained model: with zero targets, Euler's identity of degree m + 1 and lambda_max(H) <= C |w|^(2m),
   gradient descent on the squared loss lets the weight norm descend while eta C |w_0|^(2m) <= 2 (m + 1); strictly below, the mean
   squared output is summable and the loss tends to 0. Euler's identity and the kernel bound are proved for each named model in its
   own file; the weight-norm identity behind it is [descent_norm_squared] of Trained.v and holds for any targets. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums Descent WeightSpace UpdateRules Losses Trained.
Open Scope R_scope.

Record descends (M : model) (eta C : R) (m : nat) : Prop := Descends {
  rate_positive : 0 < eta;
  share_nonnegative : 0 <= share M;
  bound_nonnegative : 0 <= C;
  targets_zero : zero_targets M;
  euler : homogeneous M (INR m + 1);
  kernel_bounded : kernel_at_most M C m }.

Section Master.
Variables (M : model) (eta C : R) (m : nat).
Hypothesis run : descends M eta C m.
Let path (w : weights M) (t : nat) : weights M := train M (gradient_descent (constant_rate eta)) squared (full M) w t.
Let mean := mean_square_output M.
Lemma mean_nonneg w : 0 <= mean w.
Proof. apply Rmult_le_pos; [apply (share_nonnegative _ _ _ _ run)|apply sum_sq_nonneg]. Qed.
Lemma residual_is_output w a : (a < data M)%nat -> residual M w a = output M w a.
Proof. intros Ha. unfold residual. rewrite (targets_zero _ _ _ _ run a Ha). ring. Qed.
Lemma norm_update w : weight_norm M (advance (weight_space M) w eta (batch_gradient M squared (whole M) w))
  <= weight_norm M w + eta * mean w * (eta * (C * weight_norm M w ^ m) - 2 * (INR m + 1)).
Proof.
  rewrite (descent_norm_squared M _ eta w (euler _ _ _ _ run)).
  pose proof (kernel_bounded _ _ _ _ run w (residual M w)) as B. unfold residual_output, residual_kernel, mean, mean_square_output.
  rewrite (sum_ext (data M) (fun a => residual M w a ^ 2) (fun a => output M w a ^ 2)) in B
    by (intros a Ha; rewrite (residual_is_output w a Ha); reflexivity).
  rewrite (sum_ext (data M) (fun a => residual M w a * output M w a) (fun a => output M w a ^ 2))
    by (intros a Ha; rewrite (residual_is_output w a Ha); ring).
  apply (Rmult_le_compat_l (share M)) in B; [|apply (share_nonnegative _ _ _ _ run)].
  apply (Rmult_le_compat_l (eta ^ 2)) in B; [|apply pow2_ge_0]. lra.
Qed.
Let update w t : weight_norm M (path w (S t))
  <= weight_norm M (path w t) + eta * mean (path w t) * (eta * (C * weight_norm M (path w t) ^ m) - 2 * (INR m + 1)).
Proof. unfold path. rewrite train_descent. apply norm_update. Qed.
Let below w t : C * weight_norm M (path w t) ^ m <= C * weight_norm M (path w t) ^ m := Rle_refl _.
Theorem master_monotone w : eta * (C * weight_norm M w ^ m) <= 2 * (INR m + 1) ->
  forall t, weight_norm M (path w (S t)) <= weight_norm M (path w t).
Proof.
  intros B t. exact (proj2 (descent_monotone eta (2 * (INR m + 1)) C m (fun t => weight_norm M (path w t)) (fun t => mean (path w t)) _
    (rate_positive _ _ _ _ run) (bound_nonnegative _ _ _ _ run) (fun t => norm_nonneg _ _) (fun t => mean_nonneg _) (update w) (below w) B t)).
Qed.
Theorem master_sum w : eta * (C * weight_norm M w ^ m) < 2 * (INR m + 1) -> forall T,
  Sum T (fun j => mean_square_output M (path w j)) <= weight_norm M w / (eta * (2 * (INR m + 1) - eta * (C * weight_norm M w ^ m))).
Proof.
  intros B T. exact (descent_sum eta (2 * (INR m + 1)) C m (fun t => weight_norm M (path w t)) (fun t => mean (path w t)) _
    (rate_positive _ _ _ _ run) (bound_nonnegative _ _ _ _ run) (fun t => norm_nonneg _ _) (fun t => mean_nonneg _) (update w) (below w) B T).
Qed.
Theorem master_limit w : eta * (C * weight_norm M w ^ m) < 2 * (INR m + 1) -> is_lim_seq (fun t => total_loss M squared (path w t)) 0.
Proof.
  intros B. apply is_lim_seq_ext with (fun t => / 2 * mean (path w t)).
  - intro t. rewrite total_loss_squared. unfold mean, mean_square_output, mean_square_residual. do 2 f_equal.
    apply sum_ext. intros a Ha. rewrite (residual_is_output _ a Ha). reflexivity.
  - replace (Finite 0) with (Finite (/ 2 * 0)) by (f_equal; ring). apply is_lim_seq_mult'; [apply is_lim_seq_const|].
    exact (descent_limit eta (2 * (INR m + 1)) C m (fun t => weight_norm M (path w t)) (fun t => mean (path w t)) _
      (rate_positive _ _ _ _ run) (bound_nonnegative _ _ _ _ run) (fun t => norm_nonneg _ _) (fun t => mean_nonneg _) (update w) (below w) B).
Qed.
End Master.

(* Degree 2. *)
Section Twice.
Variables (M : model) (eta C : R).
Hypothesis run : descends M eta C 1.
Let path (w : weights M) (t : nat) : weights M := train M (gradient_descent (constant_rate eta)) squared (full M) w t.
Let four : 2 * (INR 1 + 1) = 4. Proof. simpl. ring. Qed.
Lemma twice_monotone w : eta * (C * weight_norm M w) <= 4 -> forall t, weight_norm M (path w (S t)) <= weight_norm M (path w t).
Proof. rewrite <- four, <- (pow_1 (weight_norm M w)). apply (master_monotone M eta C 1 run). Qed.
Lemma twice_sum w : eta * (C * weight_norm M w) < 4 -> forall T,
  Sum T (fun j => mean_square_output M (path w j)) <= weight_norm M w / (eta * (4 - eta * (C * weight_norm M w))).
Proof. intros B T. pose proof (master_sum M eta C 1 run w) as Q. rewrite four, pow_1 in Q. exact (Q B T). Qed.
Lemma twice_limit w : eta * (C * weight_norm M w) < 4 -> is_lim_seq (fun t => total_loss M squared (path w t)) 0.
Proof. rewrite <- four, <- (pow_1 (weight_norm M w)). apply (master_limit M eta C 1 run). Qed.
End Twice.
