(* Pure quadratic model with any symmetric psi, one datum, target 0: f_0 <> 0 and
   eta^2 |zeta| |psi| |f_0| H_0 / 2 < eta H_0 - 2 imply that the loss grows, and with eta C theta_0^2 < 4 that it then tends to 0. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Quadratic.
From Catapult Require Import Sums Spectral TwoLayerModel QuadraticModel OneDatum Witness Growth.
From Catapult Require Import CAT_EXISTS_QUADRATIC CAT_LIMIT Catapults.
Import Quadratic.
Open Scope R_scope.

Section Growth.
Variables (M : model) (eta : R) (w : weights).
Hypothesis one : D M = 1%nat.
Hypothesis sym : symmetric M.
Hypothesis targets : zero_targets M.
Let f := output M w 0.
Let z : weights := psi_times M 0 w.
Let b := eta * f * zeta M.
Let S2 := Sum (n M) (fun i => z i ^ 2).
Let cubic := Sum (n M) (fun i => z i * psi_times M 0 z i).
Lemma kernel_z : kernel M w 0 0 = zeta M ^ 2 * S2.
Proof.
  unfold kernel, gradient, S2. rewrite one. simpl INR. rewrite Rinv_1, Rmult_1_l, <- sum_scal. apply sum_ext.
  intros; unfold z; ring.
Qed.
Lemma step_z i : step M eta w i = w i + - b * z i.
Proof. unfold step. rewrite one, sum_one, (quadratic_residual_one M one targets). unfold gradient, b, f, z. simpl. field. Qed.
Lemma psi_step_z i : psi_times M 0 (step M eta w) i = z i + - b * psi_times M 0 z i.
Proof.
  unfold psi_times at 1. rewrite (sum_ext (n M) _ (fun j => psi M 0 i j * w j + - b * (psi M 0 i j * z j)))
    by (intros; rewrite step_z; ring).
  rewrite sum_plus, sum_scal. reflexivity.
Qed.
Lemma quadratic_output_next : output M (step M eta w) 0
  = f * (1 - eta * kernel M w 0 0 + eta ^ 2 * f * (zeta M ^ 3 / 2 * cubic)).
Proof.
  assert (E : Sum (n M) (fun i => step M eta w i * psi_times M 0 (step M eta w) i)
    = Sum (n M) (fun i => w i * z i) + (- b) * S2 + (- b) * Sum (n M) (fun i => w i * psi_times M 0 z i) + b ^ 2 * cubic).
  { unfold S2, cubic. rewrite <- !sum_scal, <- !sum_plus. apply sum_ext. intros i _. rewrite step_z, psi_step_z. ring. }
  rewrite (psi_symmetric M 0 w z sym) in E by (rewrite one; lia).
  rewrite (sum_ext (n M) (fun i => z i * psi_times M 0 w i) (fun i => z i ^ 2)) in E by (intros; unfold z; ring). fold S2 in E.
  unfold output at 1. rewrite E, kernel_z.
  assert (F : f = zeta M / 2 * Sum (n M) (fun i => w i * z i)) by reflexivity.
  replace (zeta M / 2 * (Sum (n M) (fun i => w i * z i) + - b * S2 + - b * S2 + b ^ 2 * cubic))
    with (zeta M / 2 * Sum (n M) (fun i => w i * z i) - zeta M * b * S2 + zeta M / 2 * b ^ 2 * cubic) by field.
  rewrite <- F. unfold b. field.
Qed.
Lemma cubic_z_bound : Rabs cubic <= sqrt (psi2_top M) * S2.
Proof.
  assert (S0 : 0 <= S2) by apply sum_sq_nonneg. pose proof (psi2_top_nonneg M) as T0.
  pose proof (cauchy (n M) z (psi_times M 0 z)) as C. fold cubic S2 in C.
  pose proof (psi2_top_bound M z) as B. unfold square_form in B. fold S2 in B.
  apply Rsqr_incr_0_var; [|apply Rmult_le_pos; [apply sqrt_pos|exact S0]].
  rewrite <- Rsqr_abs. unfold Rsqr. pose proof (sqrt_sqrt _ T0) as Q.
  replace (sqrt (psi2_top M) * S2 * (sqrt (psi2_top M) * S2)) with (sqrt (psi2_top M) * sqrt (psi2_top M) * (S2 * S2)) by ring.
  rewrite Q. apply (Rmult_le_compat_l S2) in B; [|exact S0]. lra.
Qed.
Theorem quadratic_grows : f <> 0 ->
  (1 / 2) * kernel M w 0 0 * eta ^ 2 * sqrt (psi2_top M) * Rabs f * Rabs (zeta M) < -2 + kernel M w 0 0 * eta ->
  Rabs (output M (step M eta w) 0) > Rabs f.
Proof.
  intros Nz B. apply (output_grows f _ (eta * kernel M w 0 0) _ _ Nz quadratic_output_next (Rle_refl _)).
  pose proof cubic_z_bound as U. rewrite kernel_z in B |- *.
  replace (eta ^ 2 * f * (zeta M ^ 3 / 2 * cubic)) with (eta ^ 2 * / 2 * zeta M ^ 2 * (f * (zeta M * cubic))) by field.
  rewrite Rabs_mult, (Rabs_pos_eq (eta ^ 2 * / 2 * zeta M ^ 2)), !Rabs_mult
    by (apply Rmult_le_pos; [apply Rmult_le_pos; [apply pow2_ge_0|lra]|apply pow2_ge_0]).
  assert (e0 : 0 <= eta ^ 2 * / 2 * zeta M ^ 2 * (Rabs f * Rabs (zeta M))).
  { apply Rmult_le_pos; [apply Rmult_le_pos; [apply Rmult_le_pos; [apply pow2_ge_0|lra]|apply pow2_ge_0]|].
    apply Rmult_le_pos; apply Rabs_pos. }
  apply (Rmult_le_compat_l _ _ _ e0) in U. lra.
Qed.
End Growth.

Theorem CAT_EXISTS_QUADRATIC_1 : CAT_EXISTS_QUADRATIC_1.statement.
Proof.
  intros M eta w [].
  change (train M eta w 1) with (step M eta w). apply quadratic_grows; assumption.
Qed.
Theorem CAT_EXISTS_QUADRATIC_1_defined : CAT_EXISTS_QUADRATIC_1.defined.
Proof. intros M eta w []. apply Rle_ge, psi2_top_nonneg. Qed.
(* Below the upper edge the loss that has grown tends to 0. *)
Theorem CATAPULT_FORM : CATAPULT_FORM.statement.
Proof.
  intros M eta w [grows []]. split.
  - rewrite !(quadratic_loss_one M one_datum targets_zero). pose proof (CAT_EXISTS_QUADRATIC_1 M eta w grows) as Up.
    apply Rsqr_lt_abs_1 in Up. unfold Rsqr in Up. lra.
  - apply (quadratic_limit M eta _ rate_positive (quadratic_D_pos M one_datum) targets_zero (mixed_one_datum M one_datum)).
    rewrite (quadratic_factor M one_datum). lra.
Qed.

(* psi = diag(1, -1), w = (1, 9/10): the output is small beside the kernel. *)
Definition saddle : model := Model 2 1
  (fun _ i j => match i, j with O, O => 1 | S O, S O => -1 | _, _ => 0 end) (fun _ => 0) 1.
Definition off_axis : weights := fun i => match i with O => 1 | _ => 9 / 10 end.
Lemma saddle_top : psi2_top saddle <= 1.
Proof.
  unfold psi2_top. apply top_least; [|simpl; lia]. intros z. unfold square_form, psi_times; simpl. right. ring.
Qed.
Lemma small_output : CAT_EXISTS_QUADRATIC_1.hypotheses saddle (5 / 3) off_axis /\ 0 < loss saddle off_axis.
Proof.
  assert (Ef : output saddle off_axis 0 = 19 / 200) by (unfold output, psi_times, off_axis; simpl; field).
  assert (Ek : kernel saddle off_axis 0 0 = 181 / 100) by (unfold kernel, gradient, psi_times, off_axis; simpl; field).
  assert (El : loss saddle off_axis = (19 / 200) ^ 2 / 2) by (unfold loss, residual; simpl Sum; rewrite Ef; simpl; field).
  pose proof saddle_top as T. apply sqrt_le_1_alt in T. rewrite sqrt_1 in T. pose proof (sqrt_pos (psi2_top saddle)).
  repeat split; rewrite ?Ef, ?Ek, ?El, ?(Rabs_pos_eq (19 / 200)) by lra; simpl zeta; rewrite ?Rabs_R1; try lra.
  - intros a i j _ Hi Hj. simpl in *. destruct i as [|[|i]], j as [|[|j]]; try reflexivity; lia.
Qed.
Example CAT_EXISTS_QUADRATIC_1_witness : CAT_EXISTS_QUADRATIC_1.nonvacuous.
Proof. exists saddle, (5 / 3), off_axis. exact small_output. Qed.
Example CATAPULT_FORM_witness : CATAPULT_FORM.nonvacuous.
Proof.
  destruct small_output as [G L]. exists saddle, (5 / 3), off_axis. split; [split; [exact G|]|exact L].
  destruct G. constructor; try assumption.
  assert (W : weight_norm saddle off_axis = 181 / 100) by (unfold weight_norm, off_axis; simpl; field).
  rewrite W. simpl zeta. pose proof saddle_top. lra.
Qed.
