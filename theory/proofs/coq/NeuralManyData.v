(* Neural quadratic models of any width on D one-dimensional data: the kernel has rank 2, with eigenvectors p1 and p2, the rest of the
   residual never changes, and what one step does along p1. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
Require Import Catapult.Statements Catapult.Sums Catapult.ClosedMap Catapult.NeuralModel Catapult.NeuralBlocks
  Catapult.NeuralWitness.
Import Neural.
Open Scope R_scope.

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
Lemma square_next w : sum (D M) (fun a => residual M (step M eta w) a ^ 2) = sum (D M) (fun a => residual M w a ^ 2)
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
Lemma times_form w z : along M z (tangent_times M w z) = L1 w * along M (p1 M) z ^ 2 + L2 w * along M (p2 M) z ^ 2.
Proof.
  transitivity (L1 w * along M (p1 M) z * along M (p1 M) z + L2 w * along M (p2 M) z * along M (p2 M) z); [|ring].
  unfold along at 1. rewrite (sum_ext (D M) _ (fun a => L1 w * along M (p1 M) z * (p1 M a * z a) + L2 w * along M (p2 M) z * (p2 M a * z a)))
    by (intros a Ha; rewrite (times_signs w z a Ha); ring).
  rewrite sum_plus, !sum_scal. reflexivity.
Qed.
End Signs.

(* The first unknowns of a statement: s^2 = 1/m, lambda_1 and lambda_2. *)
Ltac on_data M eta H :=
  decompose [and] H; clear H; match goal with L : line M |- _ => pose proof (lambda_1_value M L) as V1; pose proof (lambda_2_value M L) as V2;
  pose proof (proj2 (s_square_line M L)) as S2; assert (0 < INR (m M)) by (apply lt_0_INR, L) end;
  assert (0 < INR (D M)) by (apply lt_0_INR; assumption).

Theorem RANK_TWO : stmt_RANK_TWO.
Proof.
  intros M eta w [L P] t. rewrite (lambda_1_value M L), (lambda_2_value M L). repeat split.
  - apply (signs_sum M).
  - intros a Ha. rewrite (times_signs M L _ _ a Ha), (own_1 M), (signs_sum_swap M). ring.
  - intros a Ha. rewrite (times_signs M L _ _ a Ha), (own_2 M), (signs_sum M). ring.
  - intros a Ha. rewrite (times_signs M L _ _ a Ha). match goal with A : along M (p1 M) z = 0, B : along M (p2 M) z = 0 |- _ => rewrite A, B end. ring.
  - induction t as [|t IH]; [reflexivity|]. change (train M eta w (S t)) with (step M eta (train M eta w t)).
    rewrite (along_next M eta L), (along_swap M z (p1 M)), (along_swap M z (p2 M)), IH.
    match goal with A : along M (p1 M) z = 0, B : along M (p2 M) z = 0 |- _ => rewrite A, B end. ring.
Qed.
Theorem ZQ_11c_1 : stmt_ZQ_11c_1.
Proof.
  intros M eta w H. unfold hyp_ZQ_11c_1 in H. on_data M eta H. assert (L : line M) by assumption. rewrite V1, V2. repeat split.
  - rewrite (p1_form M L). ring.
  - rewrite (p2_form M L). ring.
  - rewrite (sum_ext (D M) _ (fun a => (curvature M (for_plus M) w * p1_norm2 M) ^ 2 * p1 M a ^ 2)); [rewrite sum_scal; fold (p1_norm2 M); ring|].
    intros a Ha. rewrite (times_signs M L w _ a Ha), (own_1 M), (signs_sum_swap M). ring.
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
Theorem ZQ_12_1 : stmt_ZQ_12_1.
Proof.
  intros M eta w H. unfold hyp_ZQ_12_1 in H. on_data M eta H. assert (L : line M) by assumption. intro t.
  change (train M eta w (S t)) with (step M eta (train M eta w t)). set (z := train M eta w t).
  assert (first : (0 < D M)%nat) by assumption. assert (last : (D M - 1 < D M)%nat) by lia.
  rewrite (plus_output M L), (minus_output M L), !(times_form M L), p1_on_plus, p2_on_plus, p1_on_minus, p2_on_minus.
  rewrite (residual_signs M eta L z 0 first), (times_signs M L z _ 0 first), !(tangent_signs M L) by assumption.
  rewrite (A1_next M eta L), (A2_next M eta L), (L1_next M eta L), (L2_next M eta L), S2. repeat split; field; lra.
Qed.
Theorem ZQ_13c_1 : stmt_ZQ_13c_1.
Proof.
  intros M eta w H. unfold hyp_ZQ_13c_1 in H. on_data M eta H. assert (L : line M) by assumption. intro t.
  change (train M eta w (S t)) with (step M eta (train M eta w t)). set (z := train M eta w t).
  rewrite V1, !(p1_form M L), (along_next M eta L), (own_1 M), (signs_sum M), (A1_next M eta L), (L1_next M eta L), S2.
  replace (along M (p1 M) (y M)) with (p1_norm2 M * amplitude M (for_plus M) z - along M (p1 M) (residual M z))
    by (rewrite (rho1_value M L); ring).
  split; field; repeat split; try lra; assumption.
Qed.
Theorem ZQ_15_1 : stmt_ZQ_15_1.
Proof.
  intros M eta w H. unfold hyp_ZQ_15_1 in H. on_data M eta H. assert (L : line M) by assumption. intro t.
  change (train M eta w (S t)) with (step M eta (train M eta w t)). set (z := train M eta w t). split.
  - unfold mean_square_residual. rewrite (square_next M eta L), !(along_next M eta L), (own_1 M), (own_2 M), (signs_sum M), (signs_sum_swap M).
    field. repeat split; try assumption; lra.
  - intros [Z1 Z2]. rewrite (residual_signs M eta L z 0) by assumption. rewrite Z1, Z2. ring.
Qed.
Theorem ZQ_16c_1 : stmt_ZQ_16c_1.
Proof.
  intros M eta w H. unfold hyp_ZQ_16c_1 in H. on_data M eta H. assert (L : line M) by assumption. intro t.
  change (train M eta w (S t)) with (step M eta (train M eta w t)). set (z := train M eta w t).
  match goal with P : forall a, (a < D M)%nat -> 0 < X M a 0 |- _ => rename P into Pos end.
  assert (E1 : forall a, (a < D M)%nat -> p1 M a = X M a 0)
    by (intros a Ha; unfold p1; specialize (Pos a Ha); destruct (Rle_dec 0 (X M a 0)); [reflexivity|lra]).
  assert (E2 : forall a, (a < D M)%nat -> p2 M a = 0)
    by (intros a Ha; unfold p2; specialize (Pos a Ha); destruct (Rle_dec 0 (X M a 0)); [reflexivity|lra]).
  assert (S0 : 0 < p1_norm2 M).
  { pose proof (sum_sq_nonneg (D M) (p1 M)) as Q. fold (p1_norm2 M) in Q. destruct Q as [Q|Q]; [exact Q|exfalso].
    assert (Z : p1 M 0 ^ 2 = 0)
      by (apply (sum_zero_terms (D M) (fun a => p1 M a ^ 2)); [intros; apply pow2_ge_0|symmetry; exact Q|assumption]).
    rewrite E1 in Z by assumption. specialize (Pos 0%nat ltac:(assumption)). nra. }
  assert (F : along M (on_plus M (output M z)) (output M z) = p1_norm2 M * amplitude M (for_plus M) z ^ 2).
  { unfold along, p1_norm2. rewrite <- sum_scal_r. apply sum_ext. intros a Ha. unfold on_plus. specialize (Pos a Ha).
    destruct (Rle_dec 0 (X M a 0)); [|lra]. rewrite (output_signs M L z a Ha), E2 by exact Ha. ring. }
  assert (R : along M (p1 M) (residual M z) = p1_norm2 M * amplitude M (for_plus M) z)
    by (rewrite (rho1_value M L), (along_targets M (p1 M)) by assumption; ring).
  rewrite V1, F, !(p1_form M L), (L1_next M eta L), R, S2. field. repeat split; lra.
Qed.
Theorem ZQ_16c_2 : stmt_ZQ_16c_2.
Proof.
  intros M eta w H. unfold hyp_ZQ_16c_2 in H. on_data M eta H. assert (L : line M) by assumption. intro t. rewrite !V1 in *.
  pose proof (block_closed_map M eta (for_plus M) (for_minus M) (p1 M) (p2 M) (proj1 L) (plus_mask M) (signs_apart M L) (signs_split M L)
    (signs_orthogonal M) ltac:(assumption) ltac:(assumption) (proj1 (proj2 L)) ltac:(assumption) w) as K.
  assert (V4 : 4 < v (eta / INR (D M)) (fun t => inside M (p1 M) * curvature M (for_plus M) (train M eta w t)) 0)
    by (unfold v, train; cbn [iterate]; fold (p1_norm2 M); change (inside M (p1 M)) with (p1_norm2 M); unfold Rdiv in *; lra).
  exact (h_order _ _ _ _ K _ _ (proj2 (v_increases _ _ _ _ K V4 t))).
Qed.
Theorem BLOCK_CONV_1 : stmt_BLOCK_CONV_1.
Proof.
  intros M eta w H. unfold hyp_BLOCK_CONV_1 in H. on_data M eta H. assert (L : line M) by assumption. intro t. rewrite !V1 in *.
  pose proof (block_closed_map M eta (for_plus M) (for_minus M) (p1 M) (p2 M) (proj1 L) (plus_mask M) (signs_apart M L) (signs_split M L)
    (signs_orthogonal M) ltac:(assumption) ltac:(assumption) (proj1 (proj2 L)) ltac:(assumption) w) as K.
  assert (V4 : v (eta / INR (D M)) (fun t => inside M (p1 M) * curvature M (for_plus M) (train M eta w t)) 0 <= 4)
    by (unfold v, train; cbn [iterate]; change (inside M (p1 M)) with (p1_norm2 M); unfold Rdiv in *; lra).
  exact (h_order _ _ _ _ K _ _ (proj2 (v_decreases _ _ _ _ K V4 t))).
Qed.

Example RANK_TWO_witness : nonvacuous_RANK_TWO. Proof. pair_witness hyp_RANK_TWO (-1) false 1. Qed.
Example ZQ_11c_1_witness : nonvacuous_ZQ_11c_1. Proof. pair_witness hyp_ZQ_11c_1 (-1) false 1. Qed.
Example ZQ_12_1_witness : nonvacuous_ZQ_12_1. Proof. pair_witness hyp_ZQ_12_1 (-1) false 1. Qed.
Example ZQ_13c_1_witness : nonvacuous_ZQ_13c_1. Proof. pair_witness hyp_ZQ_13c_1 (-1) false 1. Qed.
Example ZQ_15_1_witness : nonvacuous_ZQ_15_1. Proof. pair_witness hyp_ZQ_15_1 (-1) false 1. Qed.
Example ZQ_16c_1_witness : nonvacuous_ZQ_16c_1.
Proof. pair_witness hyp_ZQ_16c_1 0 true 1. intros a _. simpl. destruct (Nat.eq_dec a 0); lra. Qed.
Example ZQ_16c_2_witness : nonvacuous_ZQ_16c_2. Proof. pair_witness hyp_ZQ_16c_2 0 false 9. Qed.
Example BLOCK_CONV_1_witness : nonvacuous_BLOCK_CONV_1. Proof. pair_witness hyp_BLOCK_CONV_1 0 false 1. Qed.

(* What all of these rest on. *)
Definition checked := (RANK_TWO, RANK_TWO_witness, ZQ_11c_1, ZQ_11c_1_witness, ZQ_12_1,
  ZQ_12_1_witness, ZQ_13c_1, ZQ_13c_1_witness, ZQ_15_1, ZQ_15_1_witness, ZQ_16c_1, ZQ_16c_1_witness, ZQ_16c_2, ZQ_16c_2_witness,
  BLOCK_CONV_1, BLOCK_CONV_1_witness).
Print Assumptions checked.
