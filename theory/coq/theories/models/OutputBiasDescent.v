(* A homogeneous model of degree k with an output bias c. With N = |w|^2 + k c^2 one step is
   N' = N - 2 k eta (r . f)/D + eta^2 (rᵀHr/D + (k - 1) rbar^2), rbar the mean residual, for any targets. With targets 0 and
   lambda_max(H) <= C |w|^(2(k-1)) without the bias: eta (C N_0^(k-1) + k) <= 2 k implies that N never increases; strictly below, the
   mean squared output is summable, and the loss tends to 0. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained OutputBias.
From Catapult Require Import Sums Descent WeightSpace UpdateRules Losses TrainedPull.
Open Scope R_scope.

Section Step.
Variable M : Trained.model.
Let E := Trained.weight_space M.
Let B := OutputBias.trained M.
Variables (k eta : R) (w : OutputBias.weights M).
Hypothesis euler : Trained.homogeneous M k.
Let z a := Trained.share M * Trained.residual B w a.
Let pulled : Trained.weights M := combine E (Trained.data M) z (Trained.gradient M (fst w)).
Let mean : R := OutputBias.mean_residual M w.
Let mean_is : mean = Sum (Trained.data M) z.
Proof. unfold mean, OutputBias.mean_residual, z. rewrite sum_scal. reflexivity. Qed.
Lemma biased_gradient : Trained.batch_gradient B squared (Trained.whole B) w = (pulled, mean).
Proof.
  rewrite mean_is. unfold Trained.batch_gradient, combine, pulled.
  change (vector_of (Trained.weight_space B) ?f) with (vector_of E (fun i => f (Some i)), f None). apply (f_equal2 pair).
  - unfold combine, E. apply (f_equal (vector_of (Trained.weight_space M))). apply FunctionalExtensionality.functional_extensionality. intro i.
    apply sum_ext. intros a _. reflexivity.
  - apply sum_ext. intros a _. unfold z, Trained.whole, Trained.slopes, Trained.residual. simpl. ring.
Qed.
Lemma biased_step : advance (OutputBias.one_more E) w eta (Trained.batch_gradient B squared (Trained.whole B) w)
  = (advance E (fst w) eta pulled, snd w - eta * mean).
Proof. rewrite biased_gradient. reflexivity. Qed.
Let along_model : R := Sum (Trained.data M) (fun a => z a * Trained.output M (fst w) a).
Let dot_pulled : dot E (fst w) pulled = k * along_model.
Proof.
  unfold pulled, E. rewrite dot_combine. unfold along_model. rewrite <- sum_scal. apply sum_ext. intros a Ha. rewrite (euler _ a Ha). ring.
Qed.
Let output_is : OutputBias.residual_output M w = along_model + snd w * mean.
Proof.
  unfold OutputBias.residual_output, Trained.residual_output. change (Trained.share (OutputBias.trained M)) with (Trained.share M).
  change (Trained.data (OutputBias.trained M)) with (Trained.data M). rewrite mean_is. unfold along_model. rewrite <- !sum_scal, <- sum_plus.
  apply sum_ext. intros a _. change (Trained.output (OutputBias.trained M) w a) with (Trained.output M (fst w) a + snd w). unfold z, B. ring.
Qed.
Let kernel_is : OutputBias.residual_kernel M w = square_norm E pulled + mean ^ 2.
Proof.
  unfold OutputBias.residual_kernel. change (OutputBias.trained M) with B. rewrite <- (squared_gradient_norm B w), biased_gradient. reflexivity.
Qed.
Let after := advance (OutputBias.one_more E) w eta (Trained.batch_gradient B squared (Trained.whole B) w).
Lemma shifted_step_pulled : OutputBias.shifted_norm M k after = OutputBias.shifted_norm M k w
  - 2 * k * eta * OutputBias.residual_output M w + eta ^ 2 * (square_norm E pulled + k * mean ^ 2).
Proof.
  unfold after. rewrite biased_step. unfold OutputBias.shifted_norm, Trained.weight_norm. simpl fst. simpl snd. fold E.
  rewrite norm_advance, dot_pulled, output_is. ring.
Qed.
Theorem shifted_step : OutputBias.shifted_norm M k after = OutputBias.shifted_norm M k w
  - 2 * k * eta * OutputBias.residual_output M w + eta ^ 2 * (OutputBias.residual_kernel M w + (k - 1) * mean ^ 2).
Proof. rewrite shifted_step_pulled, kernel_is. ring. Qed.

Variables (C : R) (m : nat).
Hypothesis degree : k = INR m + 1.
Hypothesis some_data : (0 < Trained.data M)%nat.
Hypothesis average : Trained.share M = / INR (Trained.data M).
Hypothesis C_nonneg : 0 <= C.
Hypothesis steep : Trained.kernel_at_most M C m.
Hypothesis targets : Trained.zero_targets M.
Let F : R := OutputBias.mean_square_output M w.
Let share_pos : 0 < Trained.share M.
Proof. rewrite average. apply Rinv_0_lt_compat, lt_0_INR, some_data. Qed.
Let residual_is a : (a < Trained.data M)%nat -> Trained.residual B w a = Trained.output B w a.
Proof. intros Ha. unfold Trained.residual, B. simpl Trained.target. rewrite (targets a Ha). ring. Qed.
Let F_is : F = Trained.share M * Sum (Trained.data M) (fun a => Trained.residual B w a ^ 2).
Proof.
  unfold F, OutputBias.mean_square_output, Trained.mean_square_output. apply (f_equal (Rmult (Trained.share M))). apply sum_ext. intros a Ha.
  rewrite (residual_is a Ha). reflexivity.
Qed.
Let squares_of_z : Sum (Trained.data M) (fun a => z a ^ 2) = Trained.share M * F.
Proof.
  rewrite F_is, <- Rmult_assoc, <- sum_scal. apply sum_ext. intros a _. unfold z. ring.
Qed.
Let F_output : OutputBias.residual_output M w = F.
Proof.
  rewrite F_is. unfold OutputBias.residual_output, Trained.residual_output. apply (f_equal (Rmult (Trained.share M))). apply sum_ext. intros a Ha.
  change (Trained.residual B w a * Trained.output B w a = Trained.residual B w a ^ 2). rewrite <- (residual_is a Ha). ring.
Qed.
Let k_pos : 0 < k.
Proof. rewrite degree. pose proof (pos_INR m). lra. Qed.
Lemma shifted_descends : OutputBias.shifted_norm M k after <= OutputBias.shifted_norm M k w
  + eta * F * (eta * (C * OutputBias.shifted_norm M k w ^ m) - (2 * k - k * eta)).
Proof.
  rewrite shifted_step_pulled, F_output.
  assert (F0 : 0 <= F) by (rewrite F_is; apply Rmult_le_pos; [lra|apply sum_sq_nonneg]).
  assert (P : square_norm E pulled <= C * OutputBias.shifted_norm M k w ^ m * F).
  { unfold pulled, E. rewrite <- Trained.tangent_form_is.
    eapply Rle_trans; [exact (Trained.tangent_at_most M C m (fst w) z share_pos steep)|]. rewrite squares_of_z.
    replace (/ Trained.share M * C * Trained.weight_norm M (fst w) ^ m * (Trained.share M * F)) with (C * Trained.weight_norm M (fst w) ^ m * F)
      by (field; lra).
    apply Rmult_le_compat_r; [exact F0|]. apply Rmult_le_compat_l; [exact C_nonneg|]. apply pow_incr. split; [apply norm_nonneg|].
    unfold OutputBias.shifted_norm. pose proof (pow2_ge_0 (snd w)). assert (0 <= k * snd w ^ 2) by (apply Rmult_le_pos; lra). lra. }
  assert (Q : mean ^ 2 <= F).
  { rewrite mean_is. pose proof (cauchy (Trained.data M) (fun _ => 1) z) as H. cbv beta in H.
    rewrite (sum_ext (Trained.data M) (fun a => 1 * z a) z) in H by (intros; ring).
    rewrite (sum_ext (Trained.data M) (fun _ => 1 ^ 2) (fun _ => 1)) in H by (intros; ring). rewrite sum_const, squares_of_z, average in H.
    pose proof (lt_0_INR _ some_data). replace (INR (Trained.data M) * 1 * (/ INR (Trained.data M) * F)) with F in H by (field; lra). exact H. }
  assert (E2 : 0 <= eta ^ 2) by apply pow2_ge_0.
  assert (eta ^ 2 * (square_norm E pulled + k * mean ^ 2) <= eta ^ 2 * (C * OutputBias.shifted_norm M k w ^ m * F + k * F)).
  { apply Rmult_le_compat_l; [exact E2|]. assert (k * mean ^ 2 <= k * F) by (apply Rmult_le_compat_l; lra). lra. }
  lra.
Qed.
End Step.

Section Descends.
Variables (M : Trained.model) (k eta C : R) (m : nat) (w : OutputBias.weights M).
Hypothesis euler : Trained.homogeneous M k.
Hypothesis degree : k = INR m + 1.
Hypothesis some_data : (0 < Trained.data M)%nat.
Hypothesis average : Trained.share M = / INR (Trained.data M).
Hypothesis C_nonneg : 0 <= C.
Hypothesis steep : Trained.kernel_at_most M C m.
Hypothesis targets : Trained.zero_targets M.
Hypothesis eta_pos : 0 < eta.
Let path := OutputBias.train M eta w.
Let N t := OutputBias.shifted_norm M k (path t).
Let F t := OutputBias.mean_square_output M (path t).
Let k_pos : 0 < k.
Proof. rewrite degree. pose proof (pos_INR m). lra. Qed.
Let N_nonneg t : 0 <= N t.
Proof.
  unfold N, OutputBias.shifted_norm. pose proof (norm_nonneg _ (fst (path t))). pose proof (pow2_ge_0 (snd (path t))).
  assert (0 <= k * snd (path t) ^ 2) by (apply Rmult_le_pos; lra). unfold Trained.weight_norm. lra.
Qed.
Let F_nonneg t : 0 <= F t.
Proof.
  apply Rmult_le_pos; [|apply sum_sq_nonneg]. change (0 <= Trained.share M). rewrite average. apply Rlt_le, Rinv_0_lt_compat, lt_0_INR, some_data.
Qed.
Let update t : N (S t) <= N t + eta * F t * (eta * (C * N t ^ m) - (2 * k - k * eta)).
Proof.
  unfold N at 1, path, OutputBias.train. rewrite Trained.train_descent.
  exact (shifted_descends M k eta (path t) euler C m degree some_data average C_nonneg steep targets).
Qed.
Theorem biased_monotone : eta * (C * OutputBias.shifted_norm M k w ^ m + k) <= 2 * k -> forall t, N (S t) <= N t.
Proof.
  intros H t. assert (B : eta * (C * N 0%nat ^ m) <= 2 * k - k * eta) by (change (N 0%nat) with (OutputBias.shifted_norm M k w); lra).
  exact (proj2 (descent_monotone eta _ C m N F (fun t => C * N t ^ m) eta_pos C_nonneg N_nonneg F_nonneg update (fun t => Rle_refl _) B t)).
Qed.
Let inside : eta * (C * OutputBias.shifted_norm M k w ^ m + k) < 2 * k -> eta * (C * N 0%nat ^ m) < 2 * k - k * eta.
Proof. change (N 0%nat) with (OutputBias.shifted_norm M k w). lra. Qed.
Theorem biased_sum : eta * (C * OutputBias.shifted_norm M k w ^ m + k) < 2 * k -> forall T,
  Sum T F <= OutputBias.shifted_norm M k w / (eta * (2 * k - eta * (C * OutputBias.shifted_norm M k w ^ m + k))).
Proof.
  intros H T.
  pose proof (descent_sum eta _ C m N F (fun t => C * N t ^ m) eta_pos C_nonneg N_nonneg F_nonneg update (fun t => Rle_refl _) (inside H) T) as S.
  eapply Rle_trans; [exact S|]. right. change (N 0%nat) with (OutputBias.shifted_norm M k w). do 2 f_equal. ring.
Qed.
Theorem biased_limit : eta * (C * OutputBias.shifted_norm M k w ^ m + k) < 2 * k -> is_lim_seq (fun t => OutputBias.loss M (path t)) 0.
Proof.
  intros H.
  pose proof (descent_limit eta _ C m N F (fun t => C * N t ^ m) eta_pos C_nonneg N_nonneg F_nonneg update (fun t => Rle_refl _) (inside H)) as L.
  apply is_lim_seq_ext with (fun t => / 2 * F t).
  - intro t. unfold OutputBias.loss. rewrite Trained.total_loss_squared. f_equal. unfold F, OutputBias.mean_square_output.
    apply (f_equal (Rmult (Trained.share M))). apply sum_ext. intros a Ha. unfold Trained.residual. simpl Trained.target. rewrite (targets a Ha). ring.
  - replace (Finite 0) with (Finite (/ 2 * 0)) by (f_equal; ring). apply is_lim_seq_mult'; [apply is_lim_seq_const|exact L].
Qed.
End Descends.
