(* ReLU net of any width on one datum with target 0: eta H_0 <= 2 implies that |f| never increases, flips included. *)
Require Import Reals Lra Psatz Arith Lia FunctionalExtensionality.
From Catapult Require Trained TwoLayer.
From Catapult Require Import Sums TwoLayerModel QuadraticModel OneDatum OneDatumUnits ReluUnits Witness.
From Catapult Require Import RELU_SUB.
Import TwoLayer.
Open Scope R_scope.

(* One active unit of preactivation q >= 0 after a step of size c in [0, 1]: bounds of its new output. *)
Definition stepped (c q v : R) : R := (if Rle_dec 0 (q - c * v) then q - c * v else 0) * (v - c * q).
Lemma stepped_upper c q v : 0 <= c <= 1 -> 0 <= q -> stepped c q v <= q * v.
Proof.
  intros [C0 C1] Q. unfold stepped. destruct (Rle_dec 0 (q - c * v)) as [P|P].
  - assert (c * c * (q * v) <= c * (q * q + v * v)); [|nra].
    assert (0 <= q * q + v * v) by nra. assert (q * v <= q * q + v * v) by nra.
    destruct (Rle_dec 0 (q * v)); [assert (c * c <= c) by nra; nra|]. assert (0 <= c * c) by nra. nra.
  - assert (0 < c * v) by nra. assert (0 < v) by nra. nra.
Qed.
Lemma stepped_lower c q v : 0 <= c <= 1 -> 0 <= q -> q * v * (1 + c * c) - c * (q * q + v * v) <= stepped c q v.
Proof.
  intros [C0 C1] Q. unfold stepped. destruct (Rle_dec 0 (q - c * v)) as [P|P]; [right; ring|].
  assert (0 < c * v) by nra. assert (0 < v) by nra. assert (c * c <= 1) by nra. assert (0 <= v - c * q) by nra. nra.
Qed.

Lemma weights_eq A B : (forall i k, U A i k = U B i k) -> (forall i, V A i = V B i) -> A = B.
Proof.
  destruct A as [A1 A2], B as [B1 B2]; simpl; intros EU EV. f_equal; [|apply functional_extensionality; exact EV].
  apply functional_extensionality. intro i. apply functional_extensionality. intro k. apply EU.
Qed.

Section Relu.
Variables (N : net) (eta : R).
Hypothesis one : D N = 1%nat.
Hypothesis targets : zero_targets N.
Hypothesis relu : relu_net N.
Hypothesis eta_pos : 0 < eta.
Hypothesis s_pos : 0 < s N.
Hypothesis input : 0 < x2 N.
Notation a := (a_plus N).
Let m := sqrt (x2 N).
Let m_pos : 0 < m. Proof. apply sqrt_lt_R0, input. Qed.
Let m_square : m * m = x2 N. Proof. apply sqrt_sqrt. lra. Qed.
Let a_pos : 0 < a. Proof. apply relu. Qed.
Let unit_part w i := slope N (pre N w i) * pre N w i * V w i.
Let unit_energy w i := slope N (pre N w i) ^ 2 * energy N (pre N w i) (V w i).
Lemma output_bound w : 2 * (s N * a * m) * Rabs (output N w 0) <= kernel N w 0 0.
Proof.
  rewrite (kernel_units N one), output_units, Rabs_mult, (Rabs_pos_eq (s N)) by lra.
  assert (B : 2 * (a * m) * Rabs (Sum (n N) (unit_part w)) <= Sum (n N) (unit_energy w)).
  { eapply Rle_trans; [apply Rmult_le_compat_l; [|apply sum_abs]; apply Rmult_le_pos; [lra|apply Rlt_le, Rmult_lt_0_compat; assumption]|].
    rewrite <- sum_scal. apply sum_le. intros i _. unfold unit_part, unit_energy, energy.
    set (p := pre N w i). set (v := V w i). destruct (relu_slope N relu p) as [[-> _]|[-> _]].
    - replace (a * p * v) with (a * (p * v)) by ring. rewrite Rabs_mult, (Rabs_pos_eq a) by lra. rewrite <- m_square.
      replace (2 * (a * m) * (a * Rabs (p * v))) with (a ^ 2 * (2 * (m * Rabs (p * v)))) by ring.
      apply Rmult_le_compat_l; [apply pow2_ge_0|]. replace (m * Rabs (p * v)) with (Rabs (p * (m * v))).
      + pose proof (pow2_ge_0 (p + m * v)). pose proof (pow2_ge_0 (p - m * v)). unfold Rabs. destruct (Rcase_abs (p * (m * v))); lra.
      + replace (p * (m * v)) with (m * (p * v)) by ring. rewrite Rabs_mult, (Rabs_pos_eq m) by lra. reflexivity.
    - replace (0 * p * v) with 0 by ring. rewrite Rabs_R0. right. ring. }
  fold (unit_part w). change (fun i => slope N (pre N w i) ^ 2 * (pre N w i ^ 2 + x2 N * V w i ^ 2)) with (unit_energy w).
  apply (Rmult_le_compat_l (s N ^ 2)) in B; [|apply pow2_ge_0]. unfold unit_part in *. lra.
Qed.
(* What a unit gives after the step. *)
Lemma unit_after w i (c := eta * output N w 0 * s N * a * m) :
  unit_part (step N eta w) i = if Req_EM_T (slope N (pre N w i)) a then a * m * stepped c (pre N w i / m) (V w i) else 0.
Proof.
  unfold unit_part. destruct (relu_next N eta one targets w i) as [-> ->]. set (p := pre N w i). set (v := V w i).
  destruct (Req_EM_T (slope N p) a) as [Hs|Hs].
  - rewrite Hs. replace (p - eta * output N w 0 * s N * x2 N * (a * v)) with (m * (p / m - c * v))
      by (unfold c; rewrite <- m_square; field; lra).
    replace (v - eta * output N w 0 * s N * (a * p)) with (v - c * (p / m)) by (unfold c; field; lra).
    unfold stepped. set (z := p / m - c * v). assert (E : slope N (m * z) * (m * z) = a * m * (if Rle_dec 0 z then z else 0)).
    { destruct (relu_slope N relu (m * z)) as [[-> Hz]|[-> Hz]]; destruct (Rle_dec 0 z) as [Z|Z].
      - ring.
      - exfalso. nra.
      - assert (z = 0) by nra. subst z. rewrite H. ring.
      - ring. }
    rewrite E. ring.
  - destruct (relu_slope N relu p) as [[H _]|[H Hp]]; [contradiction|]. rewrite H.
    replace (p - eta * output N w 0 * s N * x2 N * (0 * v)) with p by ring. rewrite H. ring.
Qed.
Lemma output_after w : 0 <= output N w 0 -> eta * kernel N w 0 0 <= 2 ->
  output N (step N eta w) 0 <= output N w 0 /\
  output N w 0 * (1 - eta * kernel N w 0 0) <= output N (step N eta w) 0.
Proof.
  intros F0 B. pose proof (output_bound w) as FB. rewrite (Rabs_pos_eq _ F0) in FB.
  set (f := output N w 0) in *. set (c := eta * f * s N * a * m).
  assert (C0 : 0 <= c) by (unfold c; do 3 (apply Rmult_le_pos; [|lra]); apply Rmult_le_pos; lra).
  assert (C1 : c <= 1).
  { assert (eta * (2 * (s N * a * m) * f) <= eta * kernel N w 0 0) by (apply Rmult_le_compat_l; lra). unfold c. lra. }
  assert (am : 0 < a * m) by (apply Rmult_lt_0_compat; assumption).
  assert (active : forall i, slope N (pre N w i) = a -> 0 <= pre N w i / m).
  { intros i Hi. destruct (relu_slope N relu (pre N w i)) as [[_ Hp]|[Hz _]]; [|exfalso; lra].
    apply Rmult_le_pos; [exact Hp|apply Rlt_le, Rinv_0_lt_compat, m_pos]. }
  split.
  - unfold f. rewrite !output_units. apply Rmult_le_compat_l; [lra|]. apply sum_le. intros i _.
    fold (unit_part (step N eta w) i). rewrite unit_after. fold f c. destruct (Req_EM_T (slope N (pre N w i)) a) as [Hs|Hs].
    + pose proof (stepped_upper c _ (V w i) (conj C0 C1) (active i Hs)) as U. rewrite Hs.
      replace (a * pre N w i * V w i) with (a * m * (pre N w i / m * V w i)) by (field; lra).
      apply Rmult_le_compat_l; [lra|exact U].
    + destruct (relu_slope N relu (pre N w i)) as [[H _]|[-> _]]; [contradiction|]. right. ring.
  - assert (L : s N * Sum (n N) (fun i => (1 + c * c) * unit_part w i + - (eta * f * s N) * unit_energy w i)
      <= output N (step N eta w) 0).
    { rewrite output_units. apply Rmult_le_compat_l; [lra|]. apply sum_le. intros i _.
      fold (unit_part (step N eta w) i). rewrite unit_after. fold f c. unfold unit_part, unit_energy, energy.
      destruct (Req_EM_T (slope N (pre N w i)) a) as [Hs|Hs].
      - pose proof (stepped_lower c _ (V w i) (conj C0 C1) (active i Hs)) as U. rewrite Hs.
        apply (Rmult_le_compat_l (a * m)) in U; [|lra]. eapply Rle_trans; [|exact U]. right.
        rewrite <- m_square. unfold c. field. lra.
      - destruct (relu_slope N relu (pre N w i)) as [[H _]|[-> _]]; [contradiction|]. right. ring. }
    rewrite sum_plus, !sum_scal in L.
    assert (EF : s N * Sum (n N) (unit_part w) = f) by reflexivity.
    assert (EH : s N ^ 2 * Sum (n N) (unit_energy w) = kernel N w 0 0) by (symmetry; apply (kernel_units N one)).
    change (fun i => unit_part w i) with (unit_part w) in L. change (fun i => unit_energy w i) with (unit_energy w) in L.
    replace (s N * ((1 + c * c) * Sum (n N) (unit_part w) + - (eta * f * s N) * Sum (n N) (unit_energy w)))
      with ((1 + c * c) * (s N * Sum (n N) (unit_part w)) - eta * f * (s N ^ 2 * Sum (n N) (unit_energy w))) in L by ring.
    rewrite EF, EH in L. assert (0 <= c * c * f) by (apply Rmult_le_pos; [nra|exact F0]). lra.
Qed.
(* The net with the outer weights negated: everything follows with the opposite sign. *)
Definition negated (w : weights) : weights := Weights (U w) (fun i => - V w i).
Lemma negated_output w : output N (negated w) 0 = - output N w 0.
Proof.
  rewrite !output_units. rewrite (sum_ext (n N) _ (fun i => (-1) * unit_part w i)); [rewrite sum_scal; unfold unit_part; ring|].
  intros i _. unfold unit_part, pre, preactivation; simpl. ring.
Qed.
Lemma negated_kernel w : kernel N (negated w) 0 0 = kernel N w 0 0.
Proof.
  rewrite !(kernel_units N one). f_equal. apply sum_ext. intros i _. unfold pre, preactivation; simpl. ring.
Qed.
Lemma negated_step w : step N eta (negated w) = negated (step N eta w).
Proof.
  assert (R : residual N (negated w) 0 = - residual N w 0) by (rewrite !(net_residual_one N one targets); apply negated_output).
  apply weights_eq.
  - intros i k. simpl U. rewrite one, !sum_one, R. unfold grad_U, unit_d_preactivation, preactivation; simpl. ring.
  - intros i. simpl V. rewrite one, !sum_one, R. unfold grad_V, unit_d_outer, preactivation; simpl. ring.
Qed.
Lemma relu_step_falls w : eta * kernel N w 0 0 <= 2 -> Rabs (output N (step N eta w) 0) <= Rabs (output N w 0).
Proof.
  assert (main : forall z, 0 <= output N z 0 -> eta * kernel N z 0 0 <= 2 -> Rabs (output N (step N eta z) 0) <= Rabs (output N z 0)).
  { intros z F0 B. destruct (output_after z F0 B) as [U L]. rewrite (Rabs_pos_eq _ F0). apply Rabs_le.
    assert (output N z 0 * (-1) <= output N z 0 * (1 - eta * kernel N z 0 0)) by (apply Rmult_le_compat_l; lra). lra. }
  intros B. destruct (Rle_dec 0 (output N w 0)) as [F0|F0]; [apply main; assumption|].
  pose proof (main (negated w)) as Q. rewrite negated_step, !negated_output, negated_kernel, !Rabs_Ropp in Q. apply Q; lra.
Qed.
End Relu.

Theorem RELU_SUB_1 : RELU_SUB_1.statement.
Proof.
  intros N eta w []. intro t.
  destruct (Req_dec (x2 N) 0) as [Z|Nz]; [rewrite !(output_no_input N _ Z); lra|].
  assert (x2 N > 0) by (pose proof (x2_nonneg N); lra).
  apply (relu_step_falls N eta); try assumption; try lra.
  assert (B4 : eta * kernel N w 0 0 <= 4) by lra.
  destruct (relu_kernel_monotone N eta ltac:(assumption) ltac:(assumption) ltac:(assumption) ltac:(assumption) w B4 t) as [A _].
  assert (eta * kernel N (train N eta w t) 0 0 <= eta * kernel N w 0 0) by (apply Rmult_le_compat_l; lra).
  Trained.first_states train. lra.
Qed.

Example RELU_SUB_1_witness : RELU_SUB_1.nonvacuous.
Proof. unit_witness 0 1 1 1. Qed.
