(* Two-layer ReLU neural quadratic models of any width on one datum: the exact maps with a target, the catapult, convergence below
   eta lambda_0 = 4 and divergence above with target 0, and with a target |Y| < 2 the region e < 0, which no step leaves. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Neural Trained.
From Catapult Require Import Defined Sums ClosedMap ClosedMapFate NeuralModel.
From Catapult Require Import NQM_CONV NQM_TARGET ZQ_1 ZQ_2 ZQ_3 ZQ_4c ZQ_6c ZQ_7c ZQ_9c.
Import Neural.
Open Scope R_scope.

(* The positive constants of a printed statement as kap M, and what one step does. *)
Ltac one_datum M eta :=
  pose proof (kap_value M ltac:(assumption) ltac:(assumption)) as Ka;
  assert (0 < INR (m M)) by (apply lt_0_INR; assumption); assert (0 < INR (d M)) by (apply lt_0_INR; assumption);
  pose proof (residual_next M eta ltac:(assumption)) as NextR; pose proof (kernel_next M eta ltac:(assumption)) as NextK.
Ltac at_start := unfold u, v in *; Trained.first_states train; try lra.

Theorem ZQ_1_1 : ZQ_1_1.statement.
Proof.
  intros M eta w []. one_datum M eta. intro t.
  change (train M eta w (S t)) with (step M eta (train M eta w t)). rewrite NextR, Ka. field. split; lra.
Qed.
Theorem ZQ_1_1_defined : ZQ_1_1.defined.
Proof. intros M eta w []. is_defined. Qed.
Theorem ZQ_2_1 : ZQ_2_1.statement.
Proof.
  intros M eta w []. one_datum M eta. change (train M eta w 1) with (step M eta w). rewrite NextK, Ka. field. repeat split; lra.
Qed.
Theorem ZQ_2_1_defined : ZQ_2_1.defined.
Proof. intros M eta w []. is_defined. Qed.
Theorem ZQ_3_1 : ZQ_3_1.statement.
Proof.
  intros M eta w []. one_datum M eta. intro t.
  change (train M eta w (S t)) with (step M eta (train M eta w t)). rewrite NextR, NextK, Ka. set (z := train M eta w t).
  replace (output M z 0) with (residual M z 0 + y M 0%nat) by (unfold residual; ring). split; field; split; lra.
Qed.
Theorem ZQ_3_1_defined : ZQ_3_1.defined.
Proof. intros M eta w []. is_defined. Qed.
Theorem ZQ_4c_2 : ZQ_4c_2.statement.
Proof.
  intros M eta w []. one_datum M eta.
  pose proof (neural_closed_map M eta ltac:(assumption) ltac:(assumption) ltac:(assumption) ltac:(assumption) ltac:(assumption) w) as K.
  pose proof (proj2 (grows_iff _ _ _ _ K 0 ltac:(at_start))) as G. rewrite !loss_one by assumption.
  assert (B : Rabs (output M (train M eta w 1) 0) > Rabs (output M (train M eta w 0) 0)).
  { apply G. split; [|assumption]. at_start. rewrite Ka. unfold Rdiv in *. lra. }
  apply Rsqr_lt_abs_1 in B. unfold Rsqr in B. at_start.
Qed.
Theorem ZQ_4c_2_defined : ZQ_4c_2.defined.
Proof. intros M eta w []. is_defined. Qed.
Lemma neural_run M eta w : (0 < m M)%nat -> (0 < d M)%nat -> D M = 1%nat -> 0 < eta -> zero_targets M ->
  let at_step (o : weights -> R) t := o (train M eta w t) in
  closed_run eta (kap M) (at_step (fun z => output M z 0)) (at_step (fun z => kernel M z 0 0))
    (at_step (loss M)) (at_step (mean_square_output M)) (at_step (weight_norm M)).
Proof.
  intros Hm Hd one He T at_step. constructor.
  - exact (neural_closed_map M eta Hm Hd one He T w).
  - intro t. apply (loss_one M Hm Hd one T).
  - intro t. apply (mean_one M one).
  - exists (s M ^ 2 * (1 + x2 M) * (1 + x2 M)). pose proof (x2_pos M) as X0. split; [|intro t; apply (kernel_at_most M one)].
    apply Rmult_le_pos; [apply Rmult_le_pos; [apply pow2_ge_0|lra]|lra].
Qed.
Ltac neural_runs M eta w run := one_datum M eta; pose proof (neural_run M eta w ltac:(assumption) ltac:(assumption) ltac:(assumption)
  ltac:(assumption) ltac:(assumption)) as run; cbv zeta beta in run.
Theorem ZQ_4c_1 : ZQ_4c_1.statement.
Proof.
  intros M eta w []. neural_runs M eta w run. exact (kernel_falls _ _ _ _ _ _ _ run ltac:(assumption)).
Qed.
Theorem ZQ_7c_1 : ZQ_7c_1.statement.
Proof.
  intros M eta w []. neural_runs M eta w run. intro t.
  pose proof (kernel_rises _ _ _ _ _ _ _ run ltac:(assumption) t). lra.
Qed.
Theorem ZQ_7c_2 : ZQ_7c_2.statement.
Proof.
  intros M eta w []. neural_runs M eta w run. exact (everything_escapes _ _ _ _ _ _ _ run ltac:(assumption)).
Qed.
Theorem ZQ_6c_1 : ZQ_6c_1.statement.
Proof.
  intros M eta w []. neural_runs M eta w run. exact (ends_below_two _ _ _ _ _ _ _ run ltac:(assumption)).
Qed.
Theorem ZQ_6c_1_defined : ZQ_6c_1.defined.
Proof. intros M eta w []. is_defined. Qed.
Theorem NQM_CONV_1 : NQM_CONV_1.statement.
Proof.
  intros M eta w []. neural_runs M eta w run. intro t.
  pose proof (outputs_weighted _ _ _ _ _ _ _ run ltac:(assumption) (S t)) as Q. rewrite Ka in Q. unfold Rdiv in *. Trained.first_states train.
  eapply Rle_trans; [|exact Q]. right. field. split; lra.
Qed.
Theorem NQM_CONV_1_defined : NQM_CONV_1.defined.
Proof. intros M eta w []. is_defined. Qed.
Theorem NQM_CONV_2 : NQM_CONV_2.statement.
Proof.
  intros M eta w []. neural_runs M eta w run. exact (loss_vanishes _ _ _ _ _ _ _ run ltac:(assumption)).
Qed.

(* With a target: excess = 4 + Y R - eta lambda = - e is multiplied by 1 + R F > 0 while |Y| < 2, and bounds R. *)
Section Target.
Variables (M : model) (eta : R).
Hypothesis m_pos : (0 < m M)%nat.
Hypothesis d_pos : (0 < d M)%nat.
Hypothesis one : D M = 1%nat.
Hypothesis eta_pos : 0 < eta.
Hypothesis small : kap M * eta ^ 2 * y M 0%nat ^ 2 < 4.
Let excess w := 4 + kap M * eta ^ 2 * y M 0%nat * residual M w 0 - eta * kernel M w 0 0.
Lemma excess_next w : excess (step M eta w) = excess w * (1 + kap M * eta ^ 2 * (residual M w 0 * output M w 0)).
Proof.
  unfold excess. rewrite (residual_next M eta one), (kernel_next M eta one).
  replace (output M w 0) with (residual M w 0 + y M 0%nat) by (unfold residual; ring). ring.
Qed.
Lemma excess_stays w : 0 < excess w -> forall t, 0 < excess (train M eta w t).
Proof.
  intros E. induction t as [|t IH]; [exact E|]. change (train M eta w (S t)) with (step M eta (train M eta w t)).
  rewrite excess_next. apply Rmult_lt_0_compat; [exact IH|]. set (z := train M eta w t).
  pose proof (kap_nonneg M) as K0. pose proof (pow2_ge_0 eta). assert (Q : 0 <= kap M * eta ^ 2) by (apply Rmult_le_pos; assumption).
  unfold residual. set (f := output M z 0). set (q := kap M * eta ^ 2) in *. set (b := y M 0%nat) in *.
  pose proof (Rmult_le_pos q ((2 * f - b) ^ 2) Q (pow2_ge_0 _)). lra.
Qed.
Lemma excess_bounds w : 0 < excess w -> kap M * eta ^ 2 * residual M w 0 ^ 2 < 4.
Proof.
  intros E. pose proof (kap_nonneg M) as K0. pose proof (output_bound M one w) as B. pose proof (kernel_one_nonneg M one w) as H0.
  set (q := eta * sqrt (kap M)). assert (Q : q ^ 2 = kap M * eta ^ 2).
  { unfold q. rewrite Rpow_mult_distr, pow2_sqrt by exact K0. ring. }
  set (a := q * output M w 0). set (b := q * y M 0%nat). set (h := eta * kernel M w 0 0).
  assert (h0 : 0 <= h) by (apply Rmult_le_pos; lra).
  assert (A : 4 * a ^ 2 <= h ^ 2).
  { unfold a, h. rewrite !Rpow_mult_distr, Q. apply (Rmult_le_compat_l (eta ^ 2)) in B; [|apply pow2_ge_0]. lra. }
  assert (Y2 : b ^ 2 < 4) by (unfold b; rewrite Rpow_mult_distr, Q; exact small).
  assert (Ex : h < 4 + b * (a - b)).
  { unfold excess in E. unfold h, a, b. replace (q * y M 0%nat * (q * output M w 0 - q * y M 0%nat))
      with (q ^ 2 * (y M 0%nat * (output M w 0 - y M 0%nat))) by ring. rewrite Q. unfold residual in E. lra. }
  replace (kap M * eta ^ 2 * residual M w 0 ^ 2) with ((a - b) ^ 2) by (unfold a, b, residual; rewrite <- Q; ring).
  assert (B2 : -2 < b < 2) by nra. assert (A2 : - h <= 2 * a <= h) by nra.
  assert (R1 : 0 < (2 - b) * (2 - (a - b))) by lra. assert (R2 : 0 < (2 + b) * (2 + (a - b))) by lra.
  assert (-2 < a - b < 2) by (split; nra). nra.
Qed.
End Target.
Theorem NQM_TARGET_1 : NQM_TARGET_1.statement.
Proof.
  intros M eta w []. one_datum M eta. intro t.
  assert (E : 0 < 4 + kap M * eta ^ 2 * y M 0%nat * residual M w 0 - eta * kernel M w 0 0) by (rewrite Ka; unfold Rdiv in *; lra).
  assert (Sm : kap M * eta ^ 2 * y M 0%nat ^ 2 < 4) by (rewrite Ka; unfold Rdiv in *; lra).
  pose proof (excess_stays M eta ltac:(assumption) Sm w E (S t)) as B. cbv beta in B. rewrite Ka in B. unfold Rdiv in *. lra.
Qed.
Theorem NQM_TARGET_1_defined : NQM_TARGET_1.defined.
Proof. intros M eta w []. is_defined. Qed.
Theorem NQM_TARGET_2 : NQM_TARGET_2.statement.
Proof.
  intros M eta w []. one_datum M eta. intro t.
  assert (E : 0 < 4 + kap M * eta ^ 2 * y M 0%nat * residual M w 0 - eta * kernel M w 0 0) by (rewrite Ka; unfold Rdiv in *; lra).
  assert (Sm : kap M * eta ^ 2 * y M 0%nat ^ 2 < 4) by (rewrite Ka; unfold Rdiv in *; lra).
  pose proof (excess_bounds M eta ltac:(assumption) ltac:(assumption) Sm _ (excess_stays M eta ltac:(assumption) Sm w E t)) as B.
  cbv beta in B. rewrite Ka in B. unfold Rdiv in *. lra.
Qed.
Theorem NQM_TARGET_2_defined : NQM_TARGET_2.defined.
Proof. intros M eta w []. is_defined. Qed.

(* |w| = (x^2/(md)) eta^2 |r| |y|, and sqrt C_u is at least eta |x| |r| / sqrt d. *)
Theorem ZQ_9c_1 : ZQ_9c_1.statement.
Proof.
  intros cu M eta w []. assert (Pm : 0 < INR (m M)) by (apply lt_0_INR; assumption). assert (Pd : 0 < INR (d M)) by (apply lt_0_INR; assumption).
  pose proof (x2_pos M) as X0. pose proof (sqrt_lt_R0 _ Pd) as D0. pose proof (sqrt_sqrt _ (Rlt_le _ _ Pd)) as DD.
  pose proof (sqrt_pos (x2 M)) as x0. pose proof (sqrt_sqrt _ X0) as xx. pose proof (sqrt_pos cu) as c0. pose proof (sqrt_sqrt _ bound_nonnegative) as cc.
  set (r := residual M w 0) in *. set (b := y M 0%nat) in *. pose proof (Rabs_pos r) as R0. pose proof (Rabs_pos b) as B0.
  assert (Root : eta * sqrt (x2 M) * Rabs r <= sqrt (INR (d M)) * sqrt cu).
  { apply Rsqr_incr_0_var; [|apply Rmult_le_pos; lra]. unfold Rsqr. pose proof (pow2_abs r) as A.
    replace (eta * sqrt (x2 M) * Rabs r * (eta * sqrt (x2 M) * Rabs r)) with (x2 M * (eta ^ 2 * r ^ 2)) by (rewrite <- xx at 1; rewrite <- A; ring).
    replace (sqrt (INR (d M)) * sqrt cu * (sqrt (INR (d M)) * sqrt cu)) with (INR (d M) * cu) by (rewrite <- DD at 1; rewrite <- cc at 1; ring).
    apply Rmult_le_reg_r with (/ INR (d M)); [apply Rinv_0_lt_compat, Pd|].
    replace (INR (d M) * cu * / INR (d M)) with cu by (field; lra). unfold Rdiv in *. lra. }
  rewrite Rabs_mult. set (q := sqrt (x2 M)) in *. set (e := sqrt (INR (d M))) in *.
  assert (Q : eta * q * Rabs r * (eta * q * Rabs b * / INR (d M) * / INR (m M))
    <= e * sqrt cu * (eta * q * Rabs b * / INR (d M) * / INR (m M))).
  { apply Rmult_le_compat_r; [|exact Root].
    repeat apply Rmult_le_pos; try lra; apply Rlt_le, Rinv_0_lt_compat; assumption. }
  eapply Rle_trans; [|eapply Rle_trans; [exact Q|]]; right.
  - transitivity (eta ^ 2 * (q * q) * (Rabs r * Rabs b) / (INR (d M) * INR (m M))); [rewrite xx; reflexivity|field; split; lra].
  - transitivity (e * sqrt cu * (eta * q * Rabs b * / (e * e) * / INR (m M))); [rewrite DD; reflexivity|field; split; lra].
Qed.
Theorem ZQ_9c_1_defined : ZQ_9c_1.defined.
Proof. intros cu M eta w []. pose proof (x2_pos M). pose proof (pos_INR (d M)). is_defined. Qed.

(* One unit at (1, v), expanded around 1, x = 1 with target b. *)
Definition gated_unit (b : R) : model := Model 1 1 1 (fun _ _ => 1) (fun _ => b) (fun _ _ => 1).
Definition at_unit (v : R) : weights := Weights (fun _ _ => 1) (fun _ => v).
Lemma gated_facts b v : output (gated_unit b) (at_unit v) 0 = v /\ kernel (gated_unit b) (at_unit v) 0 0 = 1 + v ^ 2 /\
  x2 (gated_unit b) = 1 /\ s (gated_unit b) = 1.
Proof.
  assert (S1 : s (gated_unit b) = 1) by (unfold s; simpl; rewrite Rmult_1_r, sqrt_1; field).
  assert (G : gate (gated_unit b) 0 0 = 1) by (unfold gate; simpl; destruct (Rle_dec _ _) as [_|N]; [reflexivity|exfalso; apply N; lra]).
  repeat split; [| | |exact S1].
  - unfold output. rewrite S1. simpl Sum. rewrite G. unfold preactivation; simpl. ring.
  - unfold kernel, tangent, grad_U, grad_V. rewrite S1. simpl Sum. rewrite G. unfold preactivation; simpl. field.
  - unfold x2; simpl. ring.
Qed.
Ltac gated_witness b eta v := exists (gated_unit b), eta, (at_unit v); (split; [constructor|]);
  destruct (gated_facts b v) as [E1 [E2 [E3 E4]]]; rewrite ?loss_residual by reflexivity; unfold residual; rewrite ?E1, ?E2, ?E3; simpl INR;
  repeat split; simpl; try lia; try lra; try (intros a Ha; reflexivity).
Example ZQ_1_1_witness : ZQ_1_1.nonvacuous. Proof. gated_witness 1 1 2. Qed.
Example ZQ_2_1_witness : ZQ_2_1.nonvacuous. Proof. gated_witness 1 1 2. Qed.
Example ZQ_3_1_witness : ZQ_3_1.nonvacuous. Proof. gated_witness 1 1 2. Qed.
Example ZQ_4c_1_witness : ZQ_4c_1.nonvacuous. Proof. gated_witness 0 (3 / 2) 1. Qed.
Example ZQ_4c_2_witness : ZQ_4c_2.nonvacuous. Proof. gated_witness 0 3 (1 / 10). Qed.
Example ZQ_7c_1_witness : ZQ_7c_1.nonvacuous. Proof. gated_witness 0 3 1. Qed.
Example ZQ_7c_2_witness : ZQ_7c_2.nonvacuous. Proof. gated_witness 0 3 1. Qed.
Example ZQ_6c_1_witness : ZQ_6c_1.nonvacuous. Proof. gated_witness 0 (3 / 2) 1. Qed.
Example NQM_CONV_1_witness : NQM_CONV_1.nonvacuous. Proof. gated_witness 0 (3 / 2) 1. Qed.
Example NQM_CONV_2_witness : NQM_CONV_2.nonvacuous. Proof. gated_witness 0 (3 / 2) 1. Qed.
Example NQM_TARGET_1_witness : NQM_TARGET_1.nonvacuous. Proof. gated_witness 1 (1 / 2) 2. Qed.
Example NQM_TARGET_2_witness : NQM_TARGET_2.nonvacuous. Proof. gated_witness 1 (1 / 2) 2. Qed.
Example ZQ_9c_1_witness : ZQ_9c_1.nonvacuous. Proof. exists 9. gated_witness 1 1 2. Qed.
