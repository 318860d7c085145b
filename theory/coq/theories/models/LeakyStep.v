(* Leaky net on one datum with target 0: the part of one step in which every unit keeps its slope. *)
Require Import Reals Lra Psatz Arith Lia.
From Catapult Require TwoLayer.
From Catapult Require Import Sums TwoLayerModel QuadraticModel OneDatum OneDatumUnits.
Import TwoLayer.
Open Scope R_scope.

Section Leaky.
Variables (N : net) (eta : R) (w : weights).
Hypothesis eta_pos : 0 < eta.
Hypothesis s_pos : 0 < s N.
Hypothesis one : D N = 1%nat.
Hypothesis targets : zero_targets N.
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
Let cubic := Sum (n N) (fun i => g i ^ 3 * (p i * v i)).
(* The part of the next output in which every unit keeps its slope. *)
Lemma leaky_frozen : s N * Sum (n N) (fun i => g i * pre N (step N eta w) i * V (step N eta w) i)
  = f * (1 - eta * kernel N w 0 0 + eta ^ 2 * f * (s N ^ 3 * x2 N * cubic)).
Proof.
  rewrite (kernel_units N one). fold (p) (v) (g).
  rewrite (sum_ext (n N) _ (fun i => g i * p i * v i + (- c) * (g i ^ 2 * (p i ^ 2 + x2 N * v i ^ 2))
    + c ^ 2 * x2 N * (g i ^ 3 * (p i * v i)))).
  - rewrite !sum_plus, !sum_scal. fold cubic.
    change (Sum (n N) (fun i => slope N (pre N w i) ^ 2 * (pre N w i ^ 2 + x2 N * V w i ^ 2)))
      with (Sum (n N) (fun i => g i ^ 2 * (p i ^ 2 + x2 N * v i ^ 2))).
    assert (E : f = s N * Sum (n N) (fun i => g i * p i * v i)) by reflexivity.
    rewrite !Rmult_plus_distr_l, <- E. unfold c. ring.
  - intros i _. rewrite next_pre, next_outer. ring.
Qed.
Lemma cubic_bound : Rabs (s N ^ 3 * x2 N * cubic) <= s N * sqrt (x2 N) * sqrt (top_slope N) * kernel N w 0 0 / 2.
Proof.
  pose proof (x2_nonneg N) as X0. pose proof (sqrt_sqrt _ X0) as mm. pose proof (sqrt_pos (x2 N)) as m0.
  set (m := sqrt (x2 N)) in *. pose proof (sqrt_pos (top_slope N)) as a0. set (a := sqrt (top_slope N)) in *.
  assert (U : Rabs (x2 N * cubic) <= a * m / 2 * Sum (n N) (fun i => g i ^ 2 * (p i ^ 2 + x2 N * v i ^ 2))).
  { unfold cubic. rewrite <- !sum_scal. eapply Rle_trans; [apply sum_abs|]. apply sum_le. intros i _.
    (* A unit at the kink has no cubic part, so the slope there does not matter. *)
    destruct (Req_dec (p i) 0) as [Z|Nz].
    { rewrite Z. replace (x2 N * (g i ^ 3 * (0 * v i))) with 0 by ring. rewrite Rabs_R0.
      assert (0 <= x2 N * v i ^ 2) by (apply Rmult_le_pos; [exact X0|apply pow2_ge_0]).
      apply Rmult_le_pos; [assert (0 <= a * m) by (apply Rmult_le_pos; assumption); lra|].
      apply Rmult_le_pos; [apply pow2_ge_0|]. replace (0 ^ 2) with 0 by ring. lra. }
    assert (ga : Rabs (g i) <= a).
    { unfold a. rewrite <- sqrt_Rsqr_abs. apply sqrt_le_1_alt. unfold Rsqr. pose proof (slope_off_kink N (p i) Nz). fold (g i) in *. lra. }
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
End Leaky.
