(* Leaky net of any width on one datum with target 0, units may change sign in the step: f_0 <> 0 and the condition without flips,
   with a term for the units that may flip on its left-hand side, imply that the loss grows. *)
Require Import Reals Lra Psatz Arith Lia.
From Catapult Require TwoLayer.
From Catapult Require Import Sums TwoLayerModel QuadraticModel OneDatum OneDatumUnits Witness Growth LeakyStep.
From Catapult Require Import CAT_EXISTS_FLIPS.
Import TwoLayer.
Open Scope R_scope.

Section Flips.
Variables (N : net) (eta : R) (w : weights).
Hypothesis eta_pos : 0 < eta.
Hypothesis s_pos : 0 < s N.
Hypothesis one : D N = 1%nat.
Hypothesis targets : zero_targets N.
Hypothesis between : between_slopes N.
Lemma kink : kink_slope N.
Proof. exact (between_kink N between). Qed.
Let f := output N w 0.
Let c := eta * f * s N.
Let p i := pre N w i.
Let v i := V w i.
Let g i := slope N (p i).
Let p' i := pre N (step N eta w) i.
Let v' i := V (step N eta w) i.
Let g' i := slope N (p' i).
Let top := top_slope N.
Lemma slope_gap a b : Rabs (slope N a - slope N b) <= Rabs (a_plus N - a_minus N).
Proof.
  destruct between as [B1 B2]. unfold Rmin, Rmax in *. destruct (Rle_dec (a_minus N) (a_plus N)); unfold slope;
  destruct (Rlt_dec 0 a), (Rlt_dec 0 b), (Rlt_dec a 0), (Rlt_dec b 0); unfold Rabs;
  repeat match goal with |- context [Rcase_abs ?e] => destruct (Rcase_abs e) end; lra.
Qed.
Lemma crosses x z : slope N (x - z) <> slope N x -> Rabs (x - z) <= Rabs z.
Proof.
  intros Ne. unfold slope in Ne. unfold Rabs. destruct (Rlt_dec 0 (x - z)), (Rlt_dec 0 x), (Rlt_dec (x - z) 0), (Rlt_dec x 0);
  try (exfalso; apply Ne; reflexivity); try lra; destruct (Rcase_abs (x - z)), (Rcase_abs z); lra.
Qed.
Lemma next_p i : p' i = p i - c * x2 N * (g i * v i).
Proof. apply (next_pre N eta w one targets). Qed.
Lemma next_v i : v' i = v i - c * (g i * p i).
Proof. apply (next_outer N eta w one targets). Qed.
Let A := Rabs c.
Let a := sqrt top.
Let mass i := if Rle_dec (Rabs (preactivation N w 0 i))
  (eta * Rabs (residual N w 0) * s N * Rabs (slope N (preactivation N w 0 i) * V w i) * x2 N) then V w i ^ 2 else 0.
Let K := Rabs (a_plus N - a_minus N) * (A * x2 N * a * (1 + A ^ 2 * x2 N * top)).
Lemma A_is : A = eta * Rabs f * s N.
Proof. unfold A, c. rewrite !Rabs_mult, (Rabs_pos_eq eta), (Rabs_pos_eq (s N)) by lra. ring. Qed.
Lemma slope_root i : Rabs (g i) <= a /\ Rabs (g i) ^ 2 <= top.
Proof.
  pose proof (slope_bound N kink (p i)) as B. fold (g i) top in B. split.
  - unfold a. rewrite <- sqrt_Rsqr_abs. apply sqrt_le_1_alt. unfold Rsqr. lra.
  - rewrite pow2_abs. exact B.
Qed.
Lemma flip_share i : Rabs ((g' i - g i) * (p' i * v' i)) <= K * mass i.
Proof.
  pose proof (x2_nonneg N) as X0. pose proof (Rabs_pos c) as A0. fold A in A0. pose proof (sqrt_pos top) as a0. fold a in a0.
  destruct (slope_root i) as [Ga Gt]. pose proof (Rabs_pos (g i)) as G0. pose proof (Rabs_pos (v i)) as W0.
  assert (t0 : 0 <= top) by (pose proof (pow2_ge_0 (Rabs (g i))); lra).
  assert (Z : Rabs (c * x2 N * (g i * v i)) = A * x2 N * (Rabs (g i) * Rabs (v i)))
    by (rewrite !Rabs_mult, (Rabs_pos_eq (x2 N)) by exact X0; unfold A; ring).
  set (G := Rabs (g i)) in *. set (W := Rabs (v i)) in *.
  assert (K0 : 0 <= A * x2 N * a * (1 + A ^ 2 * x2 N * top)).
  { assert (0 <= A ^ 2 * x2 N * top) by (apply Rmult_le_pos; [apply Rmult_le_pos; [apply pow2_ge_0|exact X0]|exact t0]).
    apply Rmult_le_pos; [apply Rmult_le_pos; [apply Rmult_le_pos; assumption|assumption]|lra]. }
  destruct (Req_dec (g' i) (g i)) as [E|Ne].
  { rewrite E. replace ((g i - g i) * (p' i * v' i)) with 0 by ring. rewrite Rabs_R0. apply Rmult_le_pos.
    - apply Rmult_le_pos; [apply Rabs_pos|exact K0].
    - unfold mass. destruct (Rle_dec _ _); [apply pow2_ge_0|lra]. }
  assert (Cr : Rabs (p' i) <= A * x2 N * (G * W)).
  { rewrite <- Z. rewrite next_p. apply crosses. rewrite <- next_p. exact Ne. }
  assert (Reach : Rabs (p i) <= A * x2 N * (G * W)).
  { apply Rnot_lt_le. intro B. apply Ne. unfold g'. rewrite next_p. apply same_sign_slope. rewrite Z. exact B. }
  assert (M : mass i = W ^ 2).
  { unfold mass. destruct (Rle_dec _ _) as [_|No]; [unfold W; rewrite pow2_abs; reflexivity|]. exfalso. apply No.
    rewrite (net_residual_one N one targets). fold f. rewrite Rabs_mult.
    change (preactivation N w 0 i) with (p i). change (V w i) with (v i). change (slope N (p i)) with (g i). fold G W.
    eapply Rle_trans; [exact Reach|]. right. rewrite A_is. ring. }
  rewrite M.
  assert (P1 : Rabs (p' i) <= A * x2 N * a * W).
  { eapply Rle_trans; [exact Cr|]. replace (A * x2 N * (G * W)) with (A * x2 N * W * G) by ring.
    replace (A * x2 N * a * W) with (A * x2 N * W * a) by ring. apply Rmult_le_compat_l; [|exact Ga].
    apply Rmult_le_pos; [apply Rmult_le_pos; assumption|assumption]. }
  assert (V1 : Rabs (v' i) <= W * (1 + A ^ 2 * x2 N * top)).
  { rewrite next_v. unfold Rminus. eapply Rle_trans; [apply Rabs_triang|]. rewrite Rabs_Ropp, !Rabs_mult. fold A G W.
    assert (S1 : A * (G * Rabs (p i)) <= A * (G * (A * x2 N * (G * W)))) by (repeat (apply Rmult_le_compat_l; [assumption|]); exact Reach).
    assert (S2 : A ^ 2 * x2 N * W * G ^ 2 <= A ^ 2 * x2 N * W * top).
    { apply Rmult_le_compat_l; [|exact Gt]. apply Rmult_le_pos; [apply Rmult_le_pos; [apply pow2_ge_0|exact X0]|exact W0]. }
    replace (A * (G * (A * x2 N * (G * W)))) with (A ^ 2 * x2 N * W * G ^ 2) in S1 by ring. lra. }
  rewrite Rabs_mult, Rabs_mult. unfold K.
  replace (Rabs (a_plus N - a_minus N) * (A * x2 N * a * (1 + A ^ 2 * x2 N * top)) * W ^ 2)
    with (Rabs (a_plus N - a_minus N) * ((A * x2 N * a * W) * (W * (1 + A ^ 2 * x2 N * top)))) by ring.
  apply Rmult_le_compat; [apply Rabs_pos|apply Rmult_le_pos; apply Rabs_pos|apply slope_gap|].
  apply Rmult_le_compat; try apply Rabs_pos; assumption.
Qed.
Let extra := s N * Sum (n N) (fun i => (g' i - g i) * (p' i * v' i)).
Lemma extra_bound : Rabs extra <= s N * (K * flip_mass N eta w).
Proof.
  unfold extra. rewrite Rabs_mult, (Rabs_pos_eq (s N)) by lra. apply Rmult_le_compat_l; [lra|].
  eapply Rle_trans; [apply sum_abs|]. unfold flip_mass. rewrite <- sum_scal. apply sum_le. intros i _. apply flip_share.
Qed.
Theorem flips_grow : f <> 0 ->
  (1 / 2) * kernel N w 0 0 * eta ^ 2 * s N * sqrt (x2 N) * Rabs f * sqrt (top_slope N)
  + eta * flip_mass N eta w * s N ^ 2 * x2 N * (1 + eta ^ 2 * f ^ 2 * s N ^ 2 * x2 N * top_slope N)
    * Rabs (a_minus N + -1 * a_plus N) * sqrt (top_slope N) < -2 + kernel N w 0 0 * eta ->
  Rabs (output N (step N eta w) 0) > Rabs f.
Proof.
  intros Nz B. set (cubic := Sum (n N) (fun i => slope N (pre N w i) ^ 3 * (pre N w i * V w i))).
  apply (output_grows f _ (eta * kernel N w 0 0) (eta ^ 2 * f * (s N ^ 3 * x2 N * cubic) + extra / f)
    ((1 / 2) * kernel N w 0 0 * eta ^ 2 * s N * sqrt (x2 N) * Rabs f * sqrt (top_slope N)
    + eta * flip_mass N eta w * s N ^ 2 * x2 N * (1 + eta ^ 2 * f ^ 2 * s N ^ 2 * x2 N * top_slope N)
      * Rabs (a_minus N + -1 * a_plus N) * sqrt (top_slope N)) Nz); [| |lra].
  - pose proof (leaky_frozen N eta w one targets
      : s N * Sum (n N) (fun i => slope N (pre N w i) * pre N (step N eta w) i * V (step N eta w) i)
      = f * (1 - eta * kernel N w 0 0 + eta ^ 2 * f * (s N ^ 3 * x2 N * cubic))) as F.
    transitivity (s N * Sum (n N) (fun i => slope N (pre N w i) * pre N (step N eta w) i * V (step N eta w) i) + extra).
    + rewrite output_units. unfold extra. rewrite <- Rmult_plus_distr_l, <- sum_plus. f_equal. apply sum_ext. intros i _.
      unfold g', g, p', p, v'. ring.
    + rewrite F. field. exact Nz.
  - eapply Rle_trans; [apply Rabs_triang|]. apply Rplus_le_compat.
    + pose proof (cubic_bound N w s_pos one
        : Rabs (s N ^ 3 * x2 N * cubic) <= s N * sqrt (x2 N) * sqrt (top_slope N) * kernel N w 0 0 / 2) as U. rewrite !Rabs_mult in *.
      rewrite (Rabs_pos_eq (eta ^ 2)) by apply pow2_ge_0.
      assert (e0 : 0 <= eta ^ 2 * Rabs f) by (apply Rmult_le_pos; [apply pow2_ge_0|apply Rabs_pos]).
      apply (Rmult_le_compat_l (eta ^ 2 * Rabs f)) in U; [|exact e0]. lra.
    + assert (f0 : 0 < Rabs f) by (apply Rabs_pos_lt, Nz). unfold Rdiv. rewrite Rabs_mult, Rabs_inv.
      apply Rmult_le_reg_r with (Rabs f); [exact f0|]. rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra.
      eapply Rle_trans; [apply extra_bound|]. right. unfold K. rewrite A_is.
      replace (a_minus N + -1 * a_plus N) with (- (a_plus N - a_minus N)) by ring. rewrite Rabs_Ropp. fold top. fold a. rewrite <- (pow2_abs f). ring.
Qed.
End Flips.

Theorem CAT_EXISTS_FLIPS_1 : CAT_EXISTS_FLIPS_1.statement.
Proof.
  intros N eta w [].
  change (train N eta w 1) with (step N eta w). apply flips_grow; try assumption. split; assumption.
Qed.
Theorem CAT_EXISTS_FLIPS_1_defined : CAT_EXISTS_FLIPS_1.defined.
Proof. intros N eta w []. apply Rle_ge, x2_nonneg. Qed.

(* Two units with slopes 1 and 1/2: the first, at 1, carries the kernel, eta H = 3.03; the second, at 1/10000, is flipped by the step. *)
Definition pair_net : net := Net 2 1 1 (fun _ _ => 1) (fun _ => 0) 1 1 (1 / 2) 1.
Definition pair_weights : weights :=
  Weights (fun i _ => if Nat.eq_dec i 0 then 1 else 1 / 10000) (fun i => if Nat.eq_dec i 0 then 1 / 100 else 1 / 10).
Lemma pair_pre i : preactivation pair_net pair_weights 0 i = if Nat.eq_dec i 0 then 1 else 1 / 10000.
Proof. unfold preactivation; simpl. destruct (Nat.eq_dec i 0); ring. Qed.
Lemma pair_slope i : slope pair_net (preactivation pair_net pair_weights 0 i) = 1.
Proof. rewrite pair_pre. unfold slope; simpl. destruct (Nat.eq_dec i 0), (Rlt_dec 0 1), (Rlt_dec 0 (1 / 10000)); lra. Qed.
Lemma pair_output : output pair_net pair_weights 0 = 1001 / 100000.
Proof. unfold output, unit_output. simpl Sum. rewrite !pair_slope, !pair_pre. simpl. field. Qed.
Lemma pair_residual : residual pair_net pair_weights 0 = 1001 / 100000.
Proof. unfold residual. rewrite pair_output. simpl. ring. Qed.
Lemma pair_kernel : kernel pair_net pair_weights 0 0 = 1 + 1 / 10000 + (1 / 10000) ^ 2 + 1 / 100.
Proof.
  rewrite (kernel_units pair_net eq_refl). unfold pre. simpl Sum. rewrite !pair_slope, !pair_pre. unfold x2; simpl. field.
Qed.
Lemma pair_mass : flip_mass pair_net 3 pair_weights = 1 / 100.
Proof.
  unfold flip_mass. simpl Sum. rewrite !pair_slope, !pair_pre, pair_residual. unfold x2; simpl. rewrite !Rabs_pos_eq by lra.
  destruct (Rle_dec _ _) as [Q|_]; [exfalso; lra|]. destruct (Rle_dec _ _) as [_|Q]; [field|exfalso; lra].
Qed.
Lemma pair_flips : flips pair_net 3 pair_weights.
Proof.
  exists 1%nat. split; [simpl; lia|]. split; [simpl; lra|]. rewrite pair_slope.
  change (preactivation pair_net (step pair_net 3 pair_weights) 0 1) with (pre pair_net (step pair_net 3 pair_weights) 1).
  rewrite (pre_next pair_net eq_refl). unfold pre. rewrite pair_slope, pair_pre, pair_residual. unfold x2, slope; simpl.
  destruct (Rlt_dec 0 _) as [Q|_]; [exfalso; lra|]. destruct (Rlt_dec _ 0) as [_|Q]; [lra|exfalso; lra].
Qed.
Example CAT_EXISTS_FLIPS_1_witness : CAT_EXISTS_FLIPS_1.nonvacuous.
Proof.
  exists pair_net, 3, pair_weights.
  assert (T : Rmax (a_minus pair_net ^ 2) (a_plus pair_net ^ 2) = 1) by (simpl; rewrite Rmax_right; lra).
  assert (X2 : x2 pair_net = 1) by (unfold x2; simpl; ring).
  split; [|split; [|split; [rewrite pair_mass; lra|exact pair_flips]]].
  - constructor; rewrite ?T, ?X2, ?pair_mass, ?pair_kernel, ?pair_output, ?sqrt_1; simpl s; try lra; [reflexivity|intros a _; reflexivity| | |].
    + simpl. rewrite Rmin_left by lra. lra.
    + simpl. rewrite Rmax_right by lra. lra.
    + simpl. rewrite (Rabs_pos_eq (1001 / 100000)), Rabs_left by lra. lra.
  - unfold loss. simpl Sum. rewrite pair_residual. simpl. lra.
Qed.
