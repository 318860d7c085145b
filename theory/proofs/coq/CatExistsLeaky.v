(* Leaky net of any width on one datum with target 0, no unit changing sign in the step: f_0 <> 0 and
   eta^2 sqrt(C) |f_0| H_0 / 2 < eta H_0 - 2 imply that the loss grows. *)
Require Import Reals Lra Psatz Arith Lia.
Require Import Catapult.Statements Catapult.Sums Catapult.TwoLayerModel Catapult.QuadraticModel Catapult.OneDatum
  Catapult.OneDatumUnits Catapult.Witness Catapult.Growth.
Import TwoLayer.
Open Scope R_scope.

Section Leaky.
Variables (N : net) (eta : R) (w : weights).
Hypothesis eta_pos : 0 < eta.
Hypothesis s_pos : 0 < s N.
Hypothesis one : D N = 1%nat.
Hypothesis targets : zero_targets N.
Hypothesis kink : kink_slope N.
Hypothesis no_flip : forall i, (i < n N)%nat -> slope N (pre N w i) * V w i <> 0 ->
  pre N w i <> 0 /\ eta * flip N w i * Rabs (output N w 0) < 1.
Let f := output N w 0.
Let c := eta * f * s N.
Let p i := pre N w i.
Let v i := V w i.
Let g i := slope N (p i).
Lemma next_pre i : pre N (step N eta w) i = p i - c * x2 N * (g i * v i).
Proof. rewrite (pre_next N one), (net_residual_one N one targets). unfold c, f, g, p, v. ring. Qed.
Lemma next_outer i : V (step N eta w) i = v i - c * (g i * p i).
Proof. rewrite (outer_next N one), (net_residual_one N one targets). unfold c, f, g, p, v. ring. Qed.
Lemma same_sign_slope x z : Rabs z < Rabs x -> slope N (x - z) = slope N x.
Proof.
  intros H. unfold slope. unfold Rabs in H. destruct (Rcase_abs z), (Rcase_abs x);
  destruct (Rlt_dec 0 (x - z)), (Rlt_dec 0 x); try reflexivity; try lra;
  destruct (Rlt_dec (x - z) 0), (Rlt_dec x 0); try reflexivity; lra.
Qed.
Lemma slope_kept i : (i < n N)%nat -> slope N (pre N (step N eta w) i) = g i.
Proof.
  intros Hi. rewrite next_pre. destruct (Req_dec (g i * v i) 0) as [Z|Nz].
  - rewrite Z. replace (p i - c * x2 N * 0) with (p i) by ring. reflexivity.
  - destruct (no_flip i Hi Nz) as [P B]. apply same_sign_slope.
    assert (P0 : 0 < Rabs (p i)) by (apply Rabs_pos_lt, P).
    unfold flip in B. fold (pre N w i) in B. fold (p i) (g i) (v i) f in B.
    apply (Rmult_lt_compat_r (Rabs (p i))) in B; [|exact P0].
    replace (eta * (s N * Rabs (g i * v i) * x2 N / Rabs (p i)) * Rabs f * Rabs (p i))
      with (eta * Rabs f * s N * x2 N * Rabs (g i * v i)) in B by (field; lra).
    unfold c. rewrite !Rabs_mult, (Rabs_pos_eq eta), (Rabs_pos_eq (s N)), (Rabs_pos_eq (x2 N)) in * by (try apply x2_nonneg; lra).
    lra.
Qed.
Let cubic := sum (n N) (fun i => g i ^ 3 * (p i * v i)).
Lemma leaky_output_next : output N (step N eta w) 0
  = f * (1 - eta * kernel N w 0 0 + eta ^ 2 * f * (s N ^ 3 * x2 N * cubic)).
Proof.
  rewrite output_units, (kernel_units N one). fold (p) (v) (g).
  rewrite (sum_ext (n N) _ (fun i => g i * p i * v i + (- c) * (g i ^ 2 * (p i ^ 2 + x2 N * v i ^ 2))
    + c ^ 2 * x2 N * (g i ^ 3 * (p i * v i)))).
  - rewrite !sum_plus, !sum_scal. fold cubic.
    change (sum (n N) (fun i => slope N (pre N w i) ^ 2 * (pre N w i ^ 2 + x2 N * V w i ^ 2)))
      with (sum (n N) (fun i => g i ^ 2 * (p i ^ 2 + x2 N * v i ^ 2))).
    assert (E : f = s N * sum (n N) (fun i => g i * p i * v i)) by reflexivity.
    rewrite !Rmult_plus_distr_l, <- E. unfold c. ring.
  - intros i Hi. rewrite slope_kept, next_pre, next_outer by exact Hi. ring.
Qed.
Lemma cubic_bound : Rabs (s N ^ 3 * x2 N * cubic) <= s N * sqrt (x2 N) * sqrt (top_slope N) * kernel N w 0 0 / 2.
Proof.
  pose proof (x2_nonneg N) as X0. pose proof (sqrt_sqrt _ X0) as mm. pose proof (sqrt_pos (x2 N)) as m0.
  set (m := sqrt (x2 N)) in *. pose proof (sqrt_pos (top_slope N)) as a0. set (a := sqrt (top_slope N)) in *.
  assert (U : Rabs (x2 N * cubic) <= a * m / 2 * sum (n N) (fun i => g i ^ 2 * (p i ^ 2 + x2 N * v i ^ 2))).
  { unfold cubic. rewrite <- !sum_scal. eapply Rle_trans; [apply sum_abs|]. apply sum_le. intros i _.
    assert (ga : Rabs (g i) <= a).
    { unfold a. rewrite <- sqrt_Rsqr_abs. apply sqrt_le_1_alt. unfold Rsqr. pose proof (slope_bound N kink (p i)). fold (g i) in *. lra. }
    replace (x2 N * (g i ^ 3 * (p i * v i))) with (g i * (m * (g i ^ 2 * (p i * (m * v i))))) by (rewrite <- mm; ring).
    rewrite Rabs_mult. replace (a * m / 2 * (g i ^ 2 * (p i ^ 2 + x2 N * v i ^ 2)))
      with (a * (m * (g i ^ 2 * ((p i ^ 2 + (m * v i) ^ 2) / 2)))) by (rewrite <- mm; field).
    apply Rmult_le_compat; [apply Rabs_pos|apply Rabs_pos|exact ga|].
    rewrite Rabs_mult, (Rabs_pos_eq m) by exact m0. apply Rmult_le_compat_l; [exact m0|].
    rewrite Rabs_mult, (Rabs_pos_eq (g i ^ 2)) by apply pow2_ge_0. apply Rmult_le_compat_l; [apply pow2_ge_0|].
    apply Rabs_le. pose proof (pow2_ge_0 (p i + m * v i)). pose proof (pow2_ge_0 (p i - m * v i)). split; lra. }
  rewrite (kernel_units N one).
  replace (s N ^ 3 * x2 N * cubic) with (s N ^ 3 * (x2 N * cubic)) by ring.
  assert (s3 : 0 <= s N ^ 3) by (apply pow_le; lra).
  rewrite Rabs_mult, (Rabs_pos_eq (s N ^ 3)) by exact s3.
  apply (Rmult_le_compat_l (s N ^ 3)) in U; [|exact s3]. eapply Rle_trans; [exact U|]. right. unfold g, p, v. field.
Qed.
Theorem leaky_grows : f <> 0 ->
  (1 / 2) * kernel N w 0 0 * eta ^ 2 * s N * sqrt (x2 N) * Rabs f * sqrt (top_slope N) < -2 + kernel N w 0 0 * eta ->
  Rabs (output N (step N eta w) 0) > Rabs f.
Proof.
  intros Nz B. apply (output_grows f _ (eta * kernel N w 0 0) _ _ Nz leaky_output_next (Rle_refl _)).
  pose proof cubic_bound as U. rewrite !Rabs_mult in *. rewrite (Rabs_pos_eq (eta ^ 2)) by apply pow2_ge_0.
  assert (e0 : 0 <= eta ^ 2 * Rabs f) by (apply Rmult_le_pos; [apply pow2_ge_0|apply Rabs_pos]).
  apply (Rmult_le_compat_l (eta ^ 2 * Rabs f)) in U; [|exact e0]. lra.
Qed.
End Leaky.

Theorem CAT_EXISTS_LEAKY_1 : stmt_CAT_EXISTS_LEAKY_1.
Proof.
  intros N eta w [He [Hs [one [T [K [Nz [F B]]]]]]].
  change (train N eta w 1) with (step N eta w). apply leaky_grows; try assumption.
Qed.

Example CAT_EXISTS_LEAKY_1_witness : nonvacuous_CAT_EXISTS_LEAKY_1.
Proof.
  exists (unit_net 1), 3, (unit_weights (1) (1/10)). unfold hyp_CAT_EXISTS_LEAKY_1.
  rewrite ?unit_top_slope, ?unit_x2, ?unit_kernel_value, ?unit_output_value, ?unit_loss_value by lra.
  rewrite sqrt_1. pose proof (unit_kink 1). pose proof (unit_targets 1).
  assert (P : preactivation (unit_net 1) (unit_weights 1 (1/10)) 0 0 = 0 + 1 * 1) by reflexivity.
  repeat split; try assumption; simpl s; try lra; try (rewrite (Rabs_pos_eq (1 * (1 / 10))) by lra; simpl; lra).
  - simpl in H1. replace i with 0%nat by lia. rewrite P. lra.
  - simpl in H1. replace i with 0%nat by lia. unfold flip. rewrite P, unit_slope, unit_x2 by lra. simpl.
    rewrite (Rabs_pos_eq (1 * (1 / 10))), (Rabs_pos_eq (0 + 1 * 1)) by lra. lra.
Qed.

(* What all of these rest on. *)
Definition checked := (CAT_EXISTS_LEAKY_1, CAT_EXISTS_LEAKY_1_witness).
Print Assumptions checked.
