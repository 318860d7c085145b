(* Quadratic model with bias on one datum with target 0: N = |theta_m|^2 + 2 (phi . theta_f)^2 / |phi|^2 never increases when
   eta <= 4 / (2 |phi|^2 + C N_0); strictly below, the outputs are square-summable and the loss tends to 0. The denominator of
   the published bound is never smaller. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Biased Quadratic Trained.
From Catapult Require Import Defined Sums Spectral Descent.
From Catapult Require Import BIAS BIAS_GAP BIAS_ID BIAS_PUBLISHED ML_7.
Import Biased.
Open Scope R_scope.

Lemma square_form_scale B c x : square_form B (fun i => c * x i) = c ^ 2 * square_form B x.
Proof.
  unfold square_form. rewrite <- sum_scal. apply sum_ext. intros i _. unfold psi_times.
  rewrite (sum_ext (n B) _ (fun j => c * (psi B i j * x j))) by (intros; ring). rewrite sum_scal. ring.
Qed.
Lemma square_form_bounded B x : square_form B x
  <= Sum (n B) (fun i => Sum (n B) (fun j => psi B i j ^ 2)) * Sum (n B) (fun i => x i ^ 2).
Proof. unfold square_form. rewrite <- sum_scal_r. apply sum_le. intros i _. apply cauchy. Qed.
Lemma bias_psi2 B x : square_form B x <= psi2_top B * Sum (n B) (fun i => x i ^ 2).
Proof. exact (top_upper (n B) (square_form B) _ (square_form_scale B) (square_form_bounded B) x). Qed.
Lemma bias_psi2_nonneg B : 0 <= psi2_top B.
Proof. apply supremum_nonneg. intros. apply sum_sq_nonneg. Qed.

Section Bias.
Variables (B : model) (eta : R).
Hypothesis eta_pos : 0 < eta.
Hypothesis phi_pos : 0 < phi2 B.
Hypothesis target : y B = 0.
Let C := zeta B ^ 2 * psi2_top B.
Let C_nonneg : 0 <= C.
Proof. apply Rmult_le_pos; [apply pow2_ge_0|apply bias_psi2_nonneg]. Qed.
Lemma residual_is_output w : residual B w = output B w.
Proof. unfold residual. rewrite target. ring. Qed.
Lemma weighted_nonneg w : theta_m2 B w <= weighted_norm B w /\ 0 <= weighted_norm B w.
Proof.
  unfold weighted_norm. pose proof (sum_sq_nonneg (n B) (M w)) as T. fold (theta_m2 B w) in T.
  assert (0 <= 2 * phi_theta B w ^ 2 / phi2 B); [|lra].
  apply Rmult_le_pos; [pose proof (pow2_ge_0 (phi_theta B w)); lra|apply Rlt_le, Rinv_0_lt_compat, phi_pos].
Qed.
Lemma weighted_next w : weighted_norm B (step B eta w)
  = weighted_norm B w + eta * output B w ^ 2 * (eta * meta_kernel B w - (4 - 2 * eta * phi2 B)).
Proof.
  set (f := output B w). set (q := Sum (n B) (fun i => M w i * psi_times B (M w) i)).
  assert (Ef : f = phi_theta B w + zeta B / 2 * q) by reflexivity.
  assert (Em : theta_m2 B (step B eta w) = theta_m2 B w - 2 * eta * f * (zeta B * q) + eta ^ 2 * f ^ 2 * meta_kernel B w).
  { unfold theta_m2 at 1. rewrite (sum_ext (n B) _ (fun i => M w i ^ 2 + (- (2 * eta * f * zeta B)) * (M w i * psi_times B (M w) i)
      + eta ^ 2 * f ^ 2 * grad_M B w i ^ 2)).
    - rewrite !sum_plus, !sum_scal. fold (theta_m2 B w) (meta_kernel B w) q. ring.
    - intros i _. simpl. rewrite residual_is_output. fold f. unfold grad_M. ring. }
  assert (Ep : phi_theta B (step B eta w) = phi_theta B w - eta * f * phi2 B).
  { unfold phi_theta at 1. rewrite (sum_ext (nf B) _ (fun i => phi B i * F w i + (- (eta * f)) * phi B i ^ 2)).
    - rewrite sum_plus, sum_scal. fold (phi_theta B w) (phi2 B). ring.
    - intros i _. simpl. rewrite residual_is_output. fold f. unfold grad_F. ring. }
  unfold weighted_norm. rewrite Em, Ep. replace (zeta B * q) with (2 * (f - phi_theta B w)) by (rewrite Ef; field). field. lra.
Qed.
Lemma meta_bound w : meta_kernel B w <= C * weighted_norm B w ^ 1.
Proof.
  rewrite pow_1. destruct (weighted_nonneg w) as [A _]. pose proof (bias_psi2 B (M w)) as P. fold (theta_m2 B w) in P.
  assert (E : meta_kernel B w = zeta B ^ 2 * square_form B (M w)).
  { unfold meta_kernel, square_form. rewrite <- sum_scal. apply sum_ext. intros. unfold grad_M. ring. }
  rewrite E. apply Rle_trans with (C * theta_m2 B w); [|apply Rmult_le_compat_l; assumption].
  unfold C. rewrite Rmult_assoc. apply Rmult_le_compat_l; [apply pow2_ge_0|exact P].
Qed.
Variable w : weights.
Let th t := weighted_norm B (train B eta w t).
Let Fs t := output B (train B eta w t) ^ 2.
Let h t := meta_kernel B (train B eta w t).
Let th_nonneg t : 0 <= th t. Proof. apply weighted_nonneg. Qed.
Let F_nonneg t : 0 <= Fs t. Proof. apply pow2_ge_0. Qed.
Let update t : th (S t) <= th t + eta * Fs t * (eta * h t - (4 - 2 * eta * phi2 B)).
Proof. right. apply weighted_next. Qed.
Let bound t : h t <= C * th t ^ 1. Proof. apply meta_bound. Qed.
Lemma bias_monotone : eta * (2 * phi2 B + C * weighted_norm B w) <= 4 -> forall t, th (S t) <= th t.
Proof.
  intros H t. apply (descent_monotone eta (4 - 2 * eta * phi2 B) C 1 th Fs h eta_pos C_nonneg th_nonneg F_nonneg update bound).
  rewrite pow_1. change (th 0%nat) with (weighted_norm B w). lra.
Qed.
Lemma bias_sum : eta * (2 * phi2 B + C * weighted_norm B w) < 4 -> forall T,
  Sum T Fs <= weighted_norm B w / (eta * (4 - eta * (2 * phi2 B + C * weighted_norm B w))).
Proof.
  intros H T. pose proof (descent_sum eta (4 - 2 * eta * phi2 B) C 1 th Fs h eta_pos C_nonneg th_nonneg F_nonneg update bound) as Q.
  rewrite pow_1 in Q. unfold th at 1 2 3 in Q. Trained.first_states train. eapply Rle_trans; [apply Q; lra|]. right. f_equal. ring.
Qed.
Lemma bias_limit : eta * (2 * phi2 B + C * weighted_norm B w) < 4 -> is_lim_seq (fun t => loss B (train B eta w t)) 0.
Proof.
  intros H. apply is_lim_seq_ext with (fun t => / 2 * Fs t); [intro t; unfold loss, Fs; simpl Sum; rewrite residual_is_output; set (z := output B (train B eta w t)); field|].
  replace (Finite 0) with (Finite (/ 2 * 0)) by (f_equal; ring). apply is_lim_seq_mult'; [apply is_lim_seq_const|].
  apply (descent_limit eta (4 - 2 * eta * phi2 B) C 1 th Fs h eta_pos C_nonneg th_nonneg F_nonneg update bound).
  rewrite pow_1. change (th 0%nat) with (weighted_norm B w). lra.
Qed.
End Bias.

Theorem BIAS_1 : BIAS_1.statement.
Proof. intros B eta w [] t. apply (bias_monotone B eta rate_positive features_positive target_zero w). lra. Qed.
Theorem BIAS_2 : BIAS_2.statement.
Proof.
  intros B eta w [] t. eapply Rle_trans; [apply (bias_sum B eta rate_positive features_positive target_zero w); lra|]. right. f_equal. ring.
Qed.
Theorem BIAS_2_defined : BIAS_2.defined.
Proof. intros B eta w []. is_defined. Qed.
Theorem BIAS_3 : BIAS_3.statement.
Proof. intros B eta w []. apply (bias_limit B eta rate_positive features_positive target_zero w). lra. Qed.
Lemma published_above B w : 0 < phi2 B -> weighted_norm B w <= published_norm B w.
Proof.
  intros P. unfold weighted_norm, published_norm, weight_norm. pose proof (cauchy (nf B) (phi B) (F w)) as Q.
  fold (phi_theta B w) (phi2 B) (theta_f2 B w) in Q.
  assert (phi_theta B w ^ 2 / phi2 B <= theta_f2 B w).
  { apply Rmult_le_reg_l with (phi2 B); [exact P|]. replace (phi2 B * (phi_theta B w ^ 2 / phi2 B)) with (phi_theta B w ^ 2) by (field; lra). exact Q. }
  lra.
Qed.
Theorem BIAS_PUBLISHED_1 : BIAS_PUBLISHED_1.statement.
Proof.
  intros B eta w []. pose proof (published_above B w features_positive) as K. pose proof (bias_psi2_nonneg B) as N.
  assert (C0 : 0 <= psi2_top B * zeta B ^ 2) by (apply Rmult_le_pos; [exact N|apply pow2_ge_0]).
  apply (Rmult_le_compat_l _ _ _ C0) in K. lra.
Qed.

Theorem BIAS_ID_1 : BIAS_ID_1.statement.
Proof.
  intros B eta w []. intro t.
  change (train B eta w (S t)) with (step B eta (train B eta w t)).
  rewrite (weighted_next B eta ltac:(assumption) ltac:(assumption)). ring.
Qed.
Theorem BIAS_ID_2 : BIAS_ID_2.statement.
Proof. intros B eta w H. unfold kernel, grad_F. fold (phi2 B). ring. Qed.
Lemma norm_gap B w : 0 < phi2 B -> published_norm B w = weighted_norm B w + theta_f2 B w - phi_theta B w ^ 2 / phi2 B.
Proof. intros P. unfold published_norm, weighted_norm, weight_norm. field. lra. Qed.
Theorem BIAS_GAP_1 : BIAS_GAP_1.statement.
Proof. intros B eta w []. rewrite norm_gap by assumption. unfold Rdiv. ring. Qed.
Theorem BIAS_GAP_1_defined : BIAS_GAP_1.defined.
Proof. intros B eta w []. is_defined. Qed.
Lemma gap_stays B eta z : 0 < phi2 B ->
  published_norm B (step B eta z) - weighted_norm B (step B eta z) = published_norm B z - weighted_norm B z.
Proof.
  intros P. rewrite !norm_gap by assumption. set (c := eta * residual B z).
  assert (EF : theta_f2 B (step B eta z) = theta_f2 B z - 2 * c * phi_theta B z + c ^ 2 * phi2 B).
  { unfold theta_f2 at 1. rewrite (sum_ext (nf B) _ (fun i => F z i ^ 2 + (- (2 * c)) * (phi B i * F z i) + c ^ 2 * phi B i ^ 2)).
    - rewrite !sum_plus, !sum_scal. fold (theta_f2 B z) (phi_theta B z) (phi2 B). ring.
    - intros i _. simpl. unfold grad_F, c. ring. }
  assert (EP : phi_theta B (step B eta z) = phi_theta B z - c * phi2 B).
  { unfold phi_theta at 1. rewrite (sum_ext (nf B) _ (fun i => phi B i * F z i + (- c) * phi B i ^ 2)).
    - rewrite sum_plus, sum_scal. fold (phi_theta B z) (phi2 B). ring.
    - intros i _. simpl. unfold grad_F, c. ring. }
  rewrite EF, EP. field. lra.
Qed.
Theorem BIAS_GAP_2 : BIAS_GAP_2.statement.
Proof.
  intros B eta w []. intro t.
  change (train B eta w (S t)) with (step B eta (train B eta w t)).
  pose proof (gap_stays B eta (train B eta w t) ltac:(assumption)). lra.
Qed.
Theorem ML_7_1 : ML_7_1.statement.
Proof.
  intros B eta w []. intro t.
  assert (K : weighted_norm B w <= published_norm B w) by (apply published_above; assumption).
  pose proof (bias_psi2_nonneg B) as T0. assert (C0 : 0 <= psi2_top B * zeta B ^ 2) by (apply Rmult_le_pos; [exact T0|apply pow2_ge_0]).
  apply (Rmult_le_compat_l _ _ _ C0) in K. apply (Rmult_le_compat_l eta) in K; [|lra]. unfold published_norm at 1 in K.
  assert (Low : eta * (2 * phi2 B + zeta B ^ 2 * psi2_top B * weighted_norm B w) <= 4) by lra.
  change (train B eta w (S t)) with (step B eta (train B eta w t)).
  assert (D : weighted_norm B (step B eta (train B eta w t)) <= weighted_norm B (train B eta w t))
    by exact (bias_monotone B eta ltac:(assumption) ltac:(assumption) ltac:(assumption) w Low t).
  pose proof (gap_stays B eta (train B eta w t) ltac:(assumption)). lra.
Qed.
Theorem ML_7_1_defined : ML_7_1.defined.
Proof. intros B eta w []. is_defined. Qed.

Definition small : model := Model 1 1 (fun _ => 1) (fun _ _ => 1) 0 1.
Definition small_weights : weights := Weights (fun _ => 1) (fun _ => 1).
Lemma small_psi2 : psi2_top small <= 1.
Proof. unfold psi2_top. apply top_least; [|simpl; lia]. intros z. unfold square_form, psi_times; simpl. right. ring. Qed.
Lemma small_facts : symmetric small /\ phi2 small = 1 /\ weighted_norm small small_weights = 3 /\ 0 < loss small small_weights.
Proof.
  repeat split.
  - unfold phi2; simpl. ring.
  - unfold weighted_norm, theta_m2, phi_theta, phi2; simpl. field.
  - unfold loss, residual, output, phi_theta, psi_times; simpl. lra.
Qed.
Ltac bias_witness := exists small, (1 / 2), small_weights; (split; [constructor|]);
  destruct small_facts as [Sy [Ph [Nw Lo]]]; rewrite ?Ph, ?Nw; pose proof small_psi2; pose proof (bias_psi2_nonneg small);
  repeat split; try assumption; simpl; lra.
Example BIAS_1_witness : BIAS_1.nonvacuous. Proof. bias_witness. Qed.
Example BIAS_2_witness : BIAS_2.nonvacuous. Proof. bias_witness. Qed.
Example BIAS_3_witness : BIAS_3.nonvacuous. Proof. bias_witness. Qed.
Example BIAS_ID_1_witness : BIAS_ID_1.nonvacuous. Proof. bias_witness. Qed.
Example BIAS_ID_2_witness : BIAS_ID_2.nonvacuous. Proof. bias_witness. Qed.
Example BIAS_GAP_1_witness : BIAS_GAP_1.nonvacuous. Proof. bias_witness. Qed.
Example BIAS_GAP_2_witness : BIAS_GAP_2.nonvacuous. Proof. bias_witness. Qed.
Example BIAS_PUBLISHED_1_witness : BIAS_PUBLISHED_1.nonvacuous. Proof. bias_witness. Qed.
Lemma small_published : weight_norm small small_weights = 2 /\ phi_theta small small_weights = 1.
Proof. split; [unfold weight_norm, theta_f2, theta_m2|unfold phi_theta]; simpl; ring. Qed.
Example ML_7_1_witness : ML_7_1.nonvacuous.
Proof.
  destruct small_published as [W P]. exists small, (1 / 2), small_weights. destruct small_facts as [Sy [Ph [_ Lo]]].
  pose proof small_psi2. pose proof (bias_psi2_nonneg small).
  split; [constructor|]; rewrite ?Ph, ?W, ?P; try assumption; simpl; lra.
Qed.
