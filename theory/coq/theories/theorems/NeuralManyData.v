(* Neural quadratic models of any width on D one-dimensional data: the kernel has rank 2, with eigenvectors p1 and p2, the rest of the
   residual never changes, and what one step does along p1. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Neural Trained.
From Catapult Require Import Defined Sums ClosedMap NeuralModel NeuralBlocks NeuralWitness.
From Catapult Require Import BLOCK_CONV NeuralStructure ZQ_11c ZQ_12 ZQ_13c ZQ_15 ZQ_16c.
Import Neural.
Open Scope R_scope.

(* Whatever the gates, outputs on one-dimensional inputs lie in the span of p1 and p2, so what is orthogonal to both stays. *)
Lemma rest_stays M eta w z : d M = 1%nat -> p1_norm2 M <> 0 -> p2_norm2 M <> 0 ->
  let rest x := along M z (residual M x) - along M (p1 M) z * along M (p1 M) (residual M x) / p1_norm2 M
    - along M (p2 M) z * along M (p2 M) (residual M x) / p2_norm2 M in rest (step M eta w) = rest w.
Proof.
  intros D1 S1 S2 rest. set (b := amplitude M (for_plus M) (step M eta w) - amplitude M (for_plus M) w).
  set (c := amplitude M (for_minus M) (step M eta w) - amplitude M (for_minus M) w).
  assert (Moved : forall x, along M x (residual M (step M eta w)) = along M x (residual M w) + b * along M (p1 M) x + c * along M (p2 M) x).
  { intro x. unfold along. rewrite <- !sum_scal, <- !sum_plus. apply sum_ext. intros a Ha. unfold residual.
    rewrite !(output_blocks M (for_plus M) (for_minus M) (p1 M) (p2 M) D1 (fun e i _ _ => signs_split_always M e i D1)) by exact Ha.
    unfold b, c. ring. }
  assert (O : along M (p1 M) (p2 M) = 0) by (apply (orthogonal_sum M (p1 M) (p2 M)), signs_orthogonal).
  assert (Q : along M (p2 M) (p1 M) = 0) by (apply (orthogonal_sum M (p2 M) (p1 M)), signs_orthogonal_swap).
  assert (N1 : along M (p1 M) (p1 M) = p1_norm2 M) by (apply sum_ext; intros; ring).
  assert (N2 : along M (p2 M) (p2 M) = p2_norm2 M) by (apply sum_ext; intros; ring).
  unfold rest. rewrite !Moved, O, Q, N1, N2. field. split; assumption.
Qed.

Section Signs.
Variables (M : model) (eta : R).
Hypothesis on_line : line M.
Let A1 := amplitude M (for_plus M).
Let A2 := amplitude M (for_minus M).
Let L1 := curvature M (for_plus M).
Let L2 := curvature M (for_minus M).
Let rate := eta / INR (D M).
Let rho1 w := along M (p1 M) (residual M w).
Let rho2 w := along M (p2 M) (residual M w).
Lemma output_signs w a : (a < D M)%nat -> output M w a = p1 M a * A1 w + p2 M a * A2 w.
Proof. apply (output_blocks M (for_plus M) (for_minus M)); [apply on_line|apply signs_split, on_line]. Qed.
Lemma tangent_signs w a b : (a < D M)%nat -> (b < D M)%nat ->
  tangent M w a b = L1 w * (p1 M a * p1 M b) + L2 w * (p2 M a * p2 M b).
Proof.
  apply (tangent_blocks M (for_plus M) (for_minus M));
  [apply on_line|apply plus_mask|apply minus_mask|apply signs_apart, on_line|apply signs_split, on_line].
Qed.
Lemma times_signs w z a : (a < D M)%nat ->
  tangent_times M w z a = L1 w * p1 M a * along M (p1 M) z + L2 w * p2 M a * along M (p2 M) z.
Proof.
  apply (times_blocks M (for_plus M) (for_minus M));
  [apply on_line|apply plus_mask|apply minus_mask|apply signs_apart, on_line|apply signs_split, on_line].
Qed.
Lemma A1_next w : A1 (step M eta w) = A1 w - rate * rho1 w * L1 w + rate ^ 2 * rho1 w ^ 2 * s M ^ 2 * A1 w.
Proof.
  apply (amplitude_next M eta (for_plus M) (for_minus M) (p1 M) (p2 M));
  [apply on_line|apply plus_mask|apply signs_apart, on_line|apply signs_split, on_line].
Qed.
Lemma A2_next w : A2 (step M eta w) = A2 w - rate * rho2 w * L2 w + rate ^ 2 * rho2 w ^ 2 * s M ^ 2 * A2 w.
Proof.
  apply (amplitude_next M eta (for_minus M) (for_plus M) (p2 M) (p1 M));
  [apply on_line|apply minus_mask|apply signs_apart_swap, on_line|apply signs_split_swap, on_line].
Qed.
Lemma L1_next w : L1 (step M eta w) = L1 w - 4 * rate * s M ^ 2 * rho1 w * A1 w + rate ^ 2 * rho1 w ^ 2 * s M ^ 2 * L1 w.
Proof.
  apply (curvature_next M eta (for_plus M) (for_minus M) (p1 M) (p2 M));
  [apply on_line|apply plus_mask|apply signs_apart, on_line|apply signs_split, on_line].
Qed.
Lemma L2_next w : L2 (step M eta w) = L2 w - 4 * rate * s M ^ 2 * rho2 w * A2 w + rate ^ 2 * rho2 w ^ 2 * s M ^ 2 * L2 w.
Proof.
  apply (curvature_next M eta (for_minus M) (for_plus M) (p2 M) (p1 M));
  [apply on_line|apply minus_mask|apply signs_apart_swap, on_line|apply signs_split_swap, on_line].
Qed.
Lemma rho1_value w : rho1 w = p1_norm2 M * A1 w - along M (p1 M) (y M).
Proof.
  apply (along_residual M (for_plus M) (for_minus M) (p1 M) (p2 M)); [apply on_line|apply signs_split, on_line|apply signs_orthogonal].
Qed.
Lemma signs_sum : along M (p1 M) (p2 M) = 0.
Proof. apply (orthogonal_sum M (p1 M) (p2 M)), signs_orthogonal. Qed.
Lemma signs_sum_swap : along M (p2 M) (p1 M) = 0.
Proof. apply (orthogonal_sum M (p2 M) (p1 M)), signs_orthogonal_swap. Qed.
Lemma own_1 : along M (p1 M) (p1 M) = p1_norm2 M. Proof. apply sum_ext. intros; ring. Qed.
Lemma own_2 : along M (p2 M) (p2 M) = p2_norm2 M. Proof. apply sum_ext. intros; ring. Qed.
Lemma along_swap x z : along M x z = along M z x. Proof. apply sum_ext. intros; ring. Qed.
Lemma residual_signs w a : (a < D M)%nat -> residual M (step M eta w) a
  = residual M w a + p1 M a * (A1 (step M eta w) - A1 w) + p2 M a * (A2 (step M eta w) - A2 w).
Proof. intros Ha. unfold residual. rewrite !output_signs by exact Ha. ring. Qed.
(* z . r after a step *)
Lemma along_next w z : along M z (residual M (step M eta w)) = along M z (residual M w)
  + along M z (p1 M) * (A1 (step M eta w) - A1 w) + along M z (p2 M) * (A2 (step M eta w) - A2 w).
Proof.
  unfold along. rewrite <- !sum_scal_r, <- !sum_plus. apply sum_ext. intros a Ha. rewrite (residual_signs w a Ha). ring.
Qed.
Lemma square_next w : Sum (D M) (fun a => residual M (step M eta w) a ^ 2) = Sum (D M) (fun a => residual M w a ^ 2)
  + 2 * (A1 (step M eta w) - A1 w) * rho1 w + (A1 (step M eta w) - A1 w) ^ 2 * p1_norm2 M
  + 2 * (A2 (step M eta w) - A2 w) * rho2 w + (A2 (step M eta w) - A2 w) ^ 2 * p2_norm2 M.
Proof.
  set (b := A1 (step M eta w) - A1 w). set (c := A2 (step M eta w) - A2 w). unfold rho1, rho2, along, p1_norm2, p2_norm2.
  rewrite <- !sum_scal, <- !sum_plus. apply sum_ext. intros a Ha. rewrite (residual_signs w a Ha). fold b c.
  transitivity (residual M w a ^ 2 + 2 * b * (p1 M a * residual M w a) + b ^ 2 * p1 M a ^ 2 + 2 * c * (p2 M a * residual M w a)
    + c ^ 2 * p2 M a ^ 2 + 2 * b * c * (p1 M a * p2 M a)); [ring|]. rewrite signs_orthogonal. ring.
Qed.
Lemma p1_form w : along M (p1 M) (tangent_times M w (p1 M)) = L1 w * p1_norm2 M * p1_norm2 M.
Proof.
  unfold along. rewrite (sum_ext (D M) _ (fun a => (L1 w * p1_norm2 M) * p1 M a ^ 2)); [apply sum_scal|].
  intros a Ha. rewrite (times_signs w _ a Ha), own_1, signs_sum_swap. ring.
Qed.
Lemma p2_form w : along M (p2 M) (tangent_times M w (p2 M)) = L2 w * p2_norm2 M * p2_norm2 M.
Proof.
  unfold along. rewrite (sum_ext (D M) _ (fun a => (L2 w * p2_norm2 M) * p2 M a ^ 2)); [apply sum_scal|].
  intros a Ha. rewrite (times_signs w _ a Ha), own_2, signs_sum. ring.
Qed.
(* Products over the data of one sign. *)
Lemma plus_output w : along M (on_plus M (residual M w)) (output M w) = A1 w * rho1 w.
Proof.
  transitivity (A1 w * along M (p1 M) (on_plus M (residual M w)) + A2 w * along M (p2 M) (on_plus M (residual M w))).
  - unfold along. rewrite <- !sum_scal, <- sum_plus. apply sum_ext. intros a Ha. rewrite (output_signs w a Ha). ring.
  - rewrite p1_on_plus, p2_on_plus. fold (rho1 w). ring.
Qed.
Lemma minus_output w : along M (on_minus M (residual M w)) (output M w) = A2 w * rho2 w.
Proof.
  transitivity (A1 w * along M (p1 M) (on_minus M (residual M w)) + A2 w * along M (p2 M) (on_minus M (residual M w))).
  - unfold along. rewrite <- !sum_scal, <- sum_plus. apply sum_ext. intros a Ha. rewrite (output_signs w a Ha). ring.
  - rewrite p1_on_minus, p2_on_minus. fold (rho2 w). ring.
Qed.
Lemma times_pair w z x : along M z (tangent_times M w x)
  = L1 w * along M (p1 M) z * along M (p1 M) x + L2 w * along M (p2 M) z * along M (p2 M) x.
Proof.
  unfold along at 1. rewrite (sum_ext (D M) _ (fun a => L1 w * along M (p1 M) x * (p1 M a * z a) + L2 w * along M (p2 M) x * (p2 M a * z a)))
    by (intros a Ha; rewrite (times_signs w x a Ha); ring).
  rewrite sum_plus, !sum_scal. fold (along M (p1 M) z) (along M (p2 M) z). ring.
Qed.
Lemma times_form w z : along M z (tangent_times M w z) = L1 w * along M (p1 M) z ^ 2 + L2 w * along M (p2 M) z ^ 2.
Proof.
  transitivity (L1 w * along M (p1 M) z * along M (p1 M) z + L2 w * along M (p2 M) z * along M (p2 M) z); [|ring].
  unfold along at 1. rewrite (sum_ext (D M) _ (fun a => L1 w * along M (p1 M) z * (p1 M a * z a) + L2 w * along M (p2 M) z * (p2 M a * z a)))
    by (intros a Ha; rewrite (times_signs w z a Ha); ring).
  rewrite sum_plus, !sum_scal. reflexivity.
Qed.
End Signs.

(* The first unknowns of a statement: s^2 = 1/m, lambda_1 and lambda_2. *)
Ltac on_data M eta :=
  match goal with L : line M |- _ => pose proof (lambda_1_value M L) as V1; pose proof (lambda_2_value M L) as V2;
  pose proof (proj2 (s_square_line M L)) as S2; assert (0 < INR (m M)) by (apply lt_0_INR, L) end;
  assert (0 < INR (D M)) by (apply lt_0_INR; assumption).

Theorem RANK_TWO : RANK_TWO.statement.
Proof.
  intros M eta w [] t. rewrite (lambda_1_value M inputs_on_line), (lambda_2_value M inputs_on_line). repeat split.
  - apply (signs_sum M).
  - intros a Ha. rewrite (times_signs M inputs_on_line _ _ a Ha), (own_1 M), (signs_sum_swap M). ring.
  - intros a Ha. rewrite (times_signs M inputs_on_line _ _ a Ha), (own_2 M), (signs_sum M). ring.
  - intros a Ha. rewrite (times_signs M inputs_on_line _ _ a Ha). match goal with A : along M (p1 M) z = 0, B : along M (p2 M) z = 0 |- _ => rewrite A, B end. ring.
  - induction t as [|t IH]; [reflexivity|]. change (train M eta w (S t)) with (step M eta (train M eta w t)).
    rewrite (along_next M eta inputs_on_line), (along_swap M z (p1 M)), (along_swap M z (p2 M)), IH.
    match goal with A : along M (p1 M) z = 0, B : along M (p2 M) z = 0 |- _ => rewrite A, B end. ring.
Qed.
Theorem ZQ_11c_1 : ZQ_11c_1.statement.
Proof.
  intros M eta w []. on_data M eta. assert (L : line M) by assumption. rewrite V1, V2. repeat split.
  - rewrite (sum_ext (D M) _ (fun a => (curvature M (for_plus M) w * p1_norm2 M) ^ 2 * p1 M a ^ 2)); [rewrite sum_scal; fold (p1_norm2 M); ring|].
    intros a Ha. rewrite (times_signs M L w _ a Ha), (own_1 M), (signs_sum_swap M). ring.
  - rewrite (p1_form M L). ring.
  - rewrite (p2_form M L). ring.
  - unfold trace. rewrite (sum_ext (D M) _ (fun a => curvature M (for_plus M) w * p1 M a ^ 2 + curvature M (for_minus M) w * p2 M a ^ 2)).
    + rewrite sum_plus, !sum_scal. fold (p1_norm2 M) (p2_norm2 M). ring.
    + intros a Ha. rewrite (tangent_signs M L w a a Ha Ha). ring.
  - unfold trace2. set (l1 := curvature M (for_plus M) w). set (l2 := curvature M (for_minus M) w).
    rewrite (sum_ext (D M) _ (fun a => (l1 ^ 2 * p1_norm2 M) * p1 M a ^ 2 + (l2 ^ 2 * p2_norm2 M) * p2 M a ^ 2)).
    + rewrite sum_plus, !sum_scal. fold (p1_norm2 M) (p2_norm2 M). ring.
    + intros a Ha. rewrite (sum_ext (D M) _ (fun b => l1 ^ 2 * p1 M a ^ 2 * p1 M b ^ 2 + l2 ^ 2 * p2 M a ^ 2 * p2 M b ^ 2)).
      * rewrite sum_plus, !sum_scal. fold (p1_norm2 M) (p2_norm2 M). ring.
      * intros b Hb. rewrite !(tangent_signs M L) by assumption. fold l1 l2.
        transitivity (l1 ^ 2 * p1 M a ^ 2 * p1 M b ^ 2 + l2 ^ 2 * p2 M a ^ 2 * p2 M b ^ 2 + 2 * l1 * l2 * (p1 M a * p2 M a) * (p1 M b * p2 M b)); [ring|].
        rewrite signs_orthogonal. ring.
Qed.
Theorem ZQ_12_1 : ZQ_12_1.statement.
Proof.
  intros z M eta w []. on_data M eta. assert (L : line M) by assumption. intro t.
  change (train M eta w (S t)) with (step M eta (train M eta w t)). set (x := train M eta w t).
  rewrite (plus_output M L), (minus_output M L), (times_pair M L), !(times_form M L), p1_on_plus, p2_on_plus, p1_on_minus, p2_on_minus.
  rewrite (along_next M eta L), (along_swap M z (p1 M)), (along_swap M z (p2 M)).
  rewrite (A1_next M eta L), (A2_next M eta L), (L1_next M eta L), (L2_next M eta L), S2. split; field; lra.
Qed.
Theorem ZQ_12_1_defined : ZQ_12_1.defined.
Proof. intros z M eta w []. destruct inputs_on_line as [_ [Hm _]]. is_defined. Qed.
Theorem ZQ_13c_1 : ZQ_13c_1.statement.
Proof.
  intros M eta w []. on_data M eta. assert (L : line M) by assumption. intro t.
  change (train M eta w (S t)) with (step M eta (train M eta w t)). set (z := train M eta w t).
  rewrite V1, !(p1_form M L), (along_next M eta L), (own_1 M), (signs_sum M), (A1_next M eta L), (L1_next M eta L), S2.
  replace (along M (p1 M) (y M)) with (p1_norm2 M * amplitude M (for_plus M) z - along M (p1 M) (residual M z))
    by (rewrite (rho1_value M L); ring).
  split; field; repeat split; try lra; assumption.
Qed.
Theorem ZQ_13c_1_defined : ZQ_13c_1.defined.
Proof. intros M eta w []. destruct inputs_on_line as [_ [Hm _]]. is_defined. Qed.
Theorem ZQ_15_1 : ZQ_15_1.statement.
Proof.
  intros z M eta w [] t. change (train M eta w (S t)) with (step M eta (train M eta w t)).
  pose proof (rest_stays M eta (train M eta w t) z ltac:(assumption) ltac:(assumption) ltac:(assumption)) as Q. cbv beta zeta in Q.
  unfold Rdiv in *. lra.
Qed.
Theorem ZQ_15_1_defined : ZQ_15_1.defined.
Proof. intros z M eta w []. is_defined. Qed.
Lemma positive_inputs M : (0 < D M)%nat -> (forall a, (a < D M)%nat -> 0 < X M a 0) -> 0 < p1_norm2 M.
Proof.
  intros Hd Pos. pose proof (sum_sq_nonneg (D M) (p1 M)) as Q. fold (p1_norm2 M) in Q. destruct Q as [Q|Q]; [exact Q|exfalso].
  assert (Z : p1 M 0 ^ 2 = 0)
    by (apply (sum_zero_terms (D M) (fun a => p1 M a ^ 2)); [intros; apply pow2_ge_0|symmetry; exact Q|assumption]).
  specialize (Pos 0%nat Hd). unfold p1 in Z. destruct (Rle_dec 0 (X M 0 0)); [nra|lra].
Qed.
Theorem ZQ_16c_1 : ZQ_16c_1.statement.
Proof.
  intros M eta w []. on_data M eta. assert (L : line M) by assumption. intro t.
  change (train M eta w (S t)) with (step M eta (train M eta w t)). set (z := train M eta w t).
  match goal with P : forall a, (a < D M)%nat -> 0 < X M a 0 |- _ => rename P into Pos end.
  assert (E1 : forall a, (a < D M)%nat -> p1 M a = X M a 0)
    by (intros a Ha; unfold p1; specialize (Pos a Ha); destruct (Rle_dec 0 (X M a 0)); [reflexivity|lra]).
  assert (E2 : forall a, (a < D M)%nat -> p2 M a = 0)
    by (intros a Ha; unfold p2; specialize (Pos a Ha); destruct (Rle_dec 0 (X M a 0)); [reflexivity|lra]).
  pose proof (positive_inputs M ltac:(assumption) Pos) as S0.
  assert (F : along M (on_plus M (output M z)) (output M z) = p1_norm2 M * amplitude M (for_plus M) z ^ 2).
  { unfold along, p1_norm2. rewrite <- sum_scal_r. apply sum_ext. intros a Ha. unfold on_plus. specialize (Pos a Ha).
    destruct (Rle_dec 0 (X M a 0)); [|lra]. rewrite (output_signs M L z a Ha), E2 by exact Ha. ring. }
  assert (R : along M (p1 M) (residual M z) = p1_norm2 M * amplitude M (for_plus M) z)
    by (rewrite (rho1_value M L), (along_targets M (p1 M)) by assumption; ring).
  rewrite V1, F, !(p1_form M L), (L1_next M eta L), R, S2. field. repeat split; lra.
Qed.
Theorem ZQ_16c_1_defined : ZQ_16c_1.defined.
Proof. intros M eta w []. destruct inputs_on_line as [_ [Hm _]]. is_defined. apply Rgt_not_eq, positive_inputs; assumption. Qed.
Theorem ZQ_16c_2 : ZQ_16c_2.statement.
Proof.
  intros M eta w []. on_data M eta. assert (L : line M) by assumption. intro t. rewrite !V1 in *.
  pose proof (block_closed_map M eta (for_plus M) (for_minus M) (p1 M) (p2 M) (proj1 L) (plus_mask M) (signs_apart M L) (signs_split M L)
    (signs_orthogonal M) ltac:(assumption) ltac:(assumption) (proj1 (proj2 L)) ltac:(assumption) w) as K.
  assert (V4 : 4 < v (eta / INR (D M)) (fun t => square_sum M (p1 M) * curvature M (for_plus M) (train M eta w t)) 0)
    by (unfold v; Trained.first_states train; fold (p1_norm2 M); change (square_sum M (p1 M)) with (p1_norm2 M); unfold Rdiv in *; lra).
  exact (h_order _ _ _ _ K _ _ (proj2 (v_increases _ _ _ _ K V4 t))).
Qed.
Theorem ZQ_16c_2_defined : ZQ_16c_2.defined.
Proof. intros M eta w []. is_defined. Qed.
Section Convergence.
Variables (M : model) (eta : R) (w : weights).
Hypothesis on_line : line M.
Hypothesis eta_pos : 0 < eta.
Hypothesis D_pos : (0 < D M)%nat.
Hypothesis targets : zero_targets M.
Let plus_map := block_closed_map M eta (for_plus M) (for_minus M) (p1 M) (p2 M) (proj1 on_line) (plus_mask M) (signs_apart M on_line)
  (signs_split M on_line) (signs_orthogonal M) eta_pos D_pos (proj1 (proj2 on_line)) targets w.
Let minus_map := block_closed_map M eta (for_minus M) (for_plus M) (p2 M) (p1 M) (proj1 on_line) (minus_mask M)
  (signs_apart_swap M on_line) (signs_split_swap M on_line) (signs_orthogonal_swap M) eta_pos D_pos (proj1 (proj2 on_line)) targets w.
Hypothesis small_1 : (lambda_1 M w) * eta / INR (D M) < 4.
Hypothesis small_2 : (lambda_2 M w) * eta / INR (D M) < 4.
Lemma plus_start : v (eta / INR (D M)) (fun t => square_sum M (p1 M) * curvature M (for_plus M) (train M eta w t)) 0 < 4.
Proof. rewrite (lambda_1_value M on_line) in small_1. unfold v; Trained.first_states train. change (square_sum M (p1 M)) with (p1_norm2 M). unfold Rdiv in *. lra. Qed.
Lemma minus_start : v (eta / INR (D M)) (fun t => square_sum M (p2 M) * curvature M (for_minus M) (train M eta w t)) 0 < 4.
Proof. rewrite (lambda_2_value M on_line) in small_2. unfold v; Trained.first_states train. change (square_sum M (p2 M)) with (p2_norm2 M). unfold Rdiv in *. lra. Qed.
Lemma loss_blocks x : loss M x = / (2 * INR (D M)) * (p1_norm2 M * amplitude M (for_plus M) x ^ 2 + p2_norm2 M * amplitude M (for_minus M) x ^ 2).
Proof.
  transitivity (/ 2 * mean_square_residual M x); [exact (Trained.total_loss_squared (trained M) x)|].
  unfold mean_square_residual. rewrite Rinv_mult, Rmult_assoc. do 2 f_equal. unfold p1_norm2, p2_norm2. rewrite <- !sum_scal_r, <- sum_plus. apply sum_ext. intros a Ha.
  unfold residual. rewrite (targets a Ha), (output_signs M on_line x a Ha).
  transitivity (p1 M a ^ 2 * amplitude M (for_plus M) x ^ 2 + p2 M a ^ 2 * amplitude M (for_minus M) x ^ 2
    + 2 * (p1 M a * p2 M a) * amplitude M (for_plus M) x * amplitude M (for_minus M) x); [ring|]. rewrite signs_orthogonal. ring.
Qed.
Lemma block_loss_limit : is_lim_seq (fun t => loss M (train M eta w t)) 0.
Proof.
  pose proof (f2_limit _ _ _ _ plus_map plus_start) as F1. pose proof (f2_limit _ _ _ _ minus_map minus_start) as F2.
  pose proof (sum_sq_nonneg (D M) (p1 M)) as Q1. fold (square_sum M (p1 M)) in Q1. pose proof (sum_sq_nonneg (D M) (p2 M)) as Q2.
  fold (square_sum M (p2 M)) in Q2.
  apply is_lim_seq_ext with (fun t => / (2 * INR (D M)) * ((sqrt (square_sum M (p1 M)) * amplitude M (for_plus M) (train M eta w t)) ^ 2
    + (sqrt (square_sum M (p2 M)) * amplitude M (for_minus M) (train M eta w t)) ^ 2)).
  - intro t. rewrite loss_blocks, !Rpow_mult_distr, !pow2_sqrt by assumption. reflexivity.
  - replace (Finite 0) with (Finite (/ (2 * INR (D M)) * (0 + 0))) by (f_equal; ring).
    apply is_lim_seq_mult'; [apply is_lim_seq_const|]. apply is_lim_seq_plus'; assumption.
Qed.
End Convergence.
Theorem BLOCK_CONV_1 : BLOCK_CONV_1.statement.
Proof.
  intros M eta w []. on_data M eta. assert (L : line M) by assumption. intro t. rewrite !V1 in *.
  pose proof (block_closed_map M eta (for_plus M) (for_minus M) (p1 M) (p2 M) (proj1 L) (plus_mask M) (signs_apart M L) (signs_split M L)
    (signs_orthogonal M) ltac:(assumption) ltac:(assumption) (proj1 (proj2 L)) ltac:(assumption) w) as K.
  assert (V4 : v (eta / INR (D M)) (fun t => square_sum M (p1 M) * curvature M (for_plus M) (train M eta w t)) 0 <= 4)
    by (unfold v; Trained.first_states train; change (square_sum M (p1 M)) with (p1_norm2 M); unfold Rdiv in *; lra).
  exact (h_order _ _ _ _ K _ _ (proj2 (v_decreases _ _ _ _ K V4 t))).
Qed.
Theorem BLOCK_CONV_1_defined : BLOCK_CONV_1.defined.
Proof. intros M eta w []. is_defined. Qed.
Theorem BLOCK_CONV_2 : BLOCK_CONV_2.statement.
Proof.
  intros M eta w []. on_data M eta. assert (L : line M) by assumption. intro t. rewrite !V2 in *.
  pose proof (block_closed_map M eta (for_minus M) (for_plus M) (p2 M) (p1 M) (proj1 L) (minus_mask M) (signs_apart_swap M L)
    (signs_split_swap M L) (signs_orthogonal_swap M) ltac:(assumption) ltac:(assumption) (proj1 (proj2 L)) ltac:(assumption) w) as K.
  assert (V4 : v (eta / INR (D M)) (fun t => square_sum M (p2 M) * curvature M (for_minus M) (train M eta w t)) 0 <= 4)
    by (unfold v; Trained.first_states train; change (square_sum M (p2 M)) with (p2_norm2 M); unfold Rdiv in *; lra).
  exact (h_order _ _ _ _ K _ _ (proj2 (v_decreases _ _ _ _ K V4 t))).
Qed.
Theorem BLOCK_CONV_2_defined : BLOCK_CONV_2.defined.
Proof. intros M eta w []. is_defined. Qed.
Theorem BLOCK_CONV_3 : BLOCK_CONV_3.statement.
Proof. intros M eta w []. apply block_loss_limit; try assumption; unfold Rdiv in *; lra. Qed.
Theorem BLOCK_CONV_3_defined : BLOCK_CONV_3.defined.
Proof. intros M eta w []. is_defined. Qed.

Example RANK_TWO_witness : RANK_TWO.nonvacuous. Proof. pair_witness (-1) false 1. Qed.
Example ZQ_11c_1_witness : ZQ_11c_1.nonvacuous. Proof. pair_witness (-1) false 1. Qed.
Example ZQ_12_1_witness : ZQ_12_1.nonvacuous. Proof. exists (fun _ => 1). pair_witness (-1) false 1. Qed.
Example ZQ_13c_1_witness : ZQ_13c_1.nonvacuous. Proof. pair_witness (-1) false 1. Qed.
Example ZQ_15_1_witness : ZQ_15_1.nonvacuous. Proof. exists (fun _ => 1). pair_witness (-1) false 1. Qed.
Example ZQ_16c_1_witness : ZQ_16c_1.nonvacuous.
Proof. pair_witness 0 true 1. intros a _. simpl. destruct (Nat.eq_dec a 0); lra. Qed.
Example ZQ_16c_2_witness : ZQ_16c_2.nonvacuous. Proof. pair_witness 0 false 9. Qed.
Example BLOCK_CONV_1_witness : BLOCK_CONV_1.nonvacuous. Proof. pair_witness 0 false 1. Qed.
Example BLOCK_CONV_2_witness : BLOCK_CONV_2.nonvacuous. Proof. pair_witness 0 false 1. Qed.
Example BLOCK_CONV_3_witness : BLOCK_CONV_3.nonvacuous. Proof. pair_witness 0 false 1. Qed.
