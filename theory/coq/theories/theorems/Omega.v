(* D quadratic forms, targets 0: C* <= lambda_max(Omega) and lambda_max(H) <= C* theta^2, so that eta C* theta_0^2 <= 4 makes the
   weight norm descend; Omega is positive semidefinite with lambda_max(Omega) = (zeta^2/D) lambda_max(sum_a psi_a^2). *)
Require Import Reals Lra Psatz Arith Lia FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
From Catapult Require Quadratic.
From Catapult Require Import Defined Sums Spectral TwoLayerModel QuadraticModel Witness.
From Catapult Require Import ML_5 OMEGA Spectra.
Import Quadratic.
Open Scope R_scope.

Section Omega.
Variable M : model.
Hypothesis sym : symmetric M.
Hypothesis D_pos : (0 < D M)%nat.
Let image (x : nat -> nat -> R) (i : nat) : R := Sum (D M) (fun a => psi_times M a (x a) i).
Let norm2 (x : nat -> nat -> R) : R := Sum (D M) (fun a => Sum (n M) (fun i => x a i ^ 2)).
Let factor := zeta M ^ 2 / INR (D M).
Lemma factor_nonneg : 0 <= factor.
Proof. apply Rmult_le_pos; [apply pow2_ge_0|apply Rlt_le, inv_D_nonneg, D_pos]. Qed.
Lemma omega_square x : omega_form M x = factor * Sum (n M) (fun i => image x i ^ 2).
Proof.
  unfold omega_form, factor. f_equal.
  rewrite (sum_ext (D M) _ (fun a => Sum (n M) (fun i => Sum (D M) (fun b => psi_times M a (x a) i * psi_times M b (x b) i))))
    by (intros; apply sum_swap).
  rewrite sum_swap. apply sum_ext. intros i _. unfold image. replace (Sum (D M) (fun a => psi_times M a (x a) i) ^ 2)
    with (Sum (D M) (fun a => psi_times M a (x a) i) * Sum (D M) (fun a => psi_times M a (x a) i)) by ring.
  rewrite sum_product. reflexivity.
Qed.
Lemma omega_nonneg x : 0 <= omega_form M x.
Proof. rewrite omega_square. apply Rmult_le_pos; [apply factor_nonneg|apply sum_sq_nonneg]. Qed.
(* |sum_a psi_a x_a|^2 <= lambda_max(sum_a psi_a^2) sum_a |x_a|^2 *)
Lemma image_bound x : Sum (n M) (fun i => image x i ^ 2) <= sum_psi2_top M * norm2 x.
Proof.
  set (Y := Sum (n M) (fun i => image x i ^ 2)). assert (Y0 : 0 <= Y) by apply sum_sq_nonneg.
  assert (N0 : 0 <= norm2 x) by (apply sum_nonneg; intros; apply sum_sq_nonneg).
  pose proof (sum_psi2_top_nonneg M) as T0.
  assert (E : Y = Sum (D M) (fun a => Sum (n M) (fun i => x a i * psi_times M a (image x) i))).
  { unfold Y. rewrite (sum_ext (n M) _ (fun i => Sum (D M) (fun a => image x i * psi_times M a (x a) i))).
    - rewrite sum_swap. apply sum_ext. intros a Ha. apply (psi_symmetric M a (image x) (x a) sym Ha).
    - intros i _. rewrite sum_scal. fold (image x i). ring. }
  assert (B : Y ^ 2 <= norm2 x * sum_square_form M (image x)).
  { rewrite E. set (g := fun a i => x a i * psi_times M a (image x) i).
    (* Cauchy-Schwarz inside each block, then over the blocks *)
    assert (Q : forall a, (a < D M)%nat -> Rabs (Sum (n M) (g a)) <= sqrt (Sum (n M) (fun i => x a i ^ 2)) * sqrt (Sum (n M) (fun i => psi_times M a (image x) i ^ 2))).
    { intros a _. rewrite <- sqrt_mult by apply sum_sq_nonneg. rewrite <- sqrt_Rsqr_abs. apply sqrt_le_1_alt. unfold Rsqr.
      pose proof (cauchy (n M) (x a) (psi_times M a (image x))) as C. fold (g a) in C. unfold g in *. lra. }
    assert (Q2 : Rabs (Sum (D M) (fun a => Sum (n M) (g a))) <= Sum (D M) (fun a =>
      sqrt (Sum (n M) (fun i => x a i ^ 2)) * sqrt (Sum (n M) (fun i => psi_times M a (image x) i ^ 2)))).
    { eapply Rle_trans; [apply sum_abs|]. apply sum_le. intros a Ha. exact (Q a Ha). }
    rewrite <- pow2_abs. eapply Rle_trans; [apply pow_incr; split; [apply Rabs_pos|exact Q2]|].
    eapply Rle_trans; [apply cauchy|]. right. unfold norm2, sum_square_form. f_equal; apply sum_ext; intros a _; apply pow2_sqrt, sum_sq_nonneg. }
  pose proof (sum_psi2_top_bound M (image x)) as S. fold Y in S.
  assert (B2 : Y * Y <= Y * (sum_psi2_top M * norm2 x)).
  { apply (Rmult_le_compat_l (norm2 x)) in S; [|exact N0]. lra. }
  destruct Y0 as [Yp|Yz]; [apply Rmult_le_reg_l with Y; assumption|]. rewrite <- Yz. apply Rmult_le_pos; assumption.
Qed.
Lemma omega_bounded x : norm2 x = 1 -> omega_form M x <= factor * sum_psi2_top M.
Proof.
  intros U. rewrite omega_square. apply Rmult_le_compat_l; [apply factor_nonneg|]. pose proof (image_bound x) as B. rewrite U in B. lra.
Qed.
Lemma omega_upper x : norm2 x = 1 -> omega_form M x <= omega_top M.
Proof. apply (supremum_upper _ _ (omega_form M) _ omega_bounded). Qed.
Lemma omega_top_nonneg : 0 <= omega_top M.
Proof. apply supremum_nonneg. intros. apply omega_nonneg. Qed.
(* Any w with |w| = 1 and any unit z give the unit block vector x_a = z_a w; x_a = psi_a w / |.| reaches sum_a psi_a^2. *)
Lemma squares_below_omega w : unit_sphere (n M) w -> factor * sum_square_form M w <= omega_top M.
Proof.
  intros U. set (q := sum_square_form M w). assert (q0 : 0 <= q) by apply sum_square_nonneg.
  destruct q0 as [qp|qz]; [|rewrite <- qz, Rmult_0_r; apply omega_top_nonneg].
  pose proof (sqrt_lt_R0 q qp) as r0. pose proof (sqrt_sqrt q (Rlt_le _ _ qp)) as rr.
  set (x := fun a i => / sqrt q * psi_times M a w i).
  assert (Nx : norm2 x = 1).
  { unfold norm2, x. rewrite (sum_ext (D M) _ (fun a => (/ sqrt q) ^ 2 * Sum (n M) (fun i => psi_times M a w i ^ 2))).
    - rewrite sum_scal. fold (sum_square_form M w). fold q. rewrite <- rr at 2. field. lra.
    - intros a _. rewrite <- sum_scal. apply sum_ext. intros; ring. }
  eapply Rle_trans; [|apply (omega_upper x Nx)]. rewrite omega_square. apply Rmult_le_compat_l; [apply factor_nonneg|].
  (* w . image x = q / sqrt q = sqrt q, so |image x|^2 >= q *)
  assert (E : Sum (n M) (fun i => w i * image x i) = sqrt q).
  { unfold image. rewrite (sum_ext (n M) _ (fun i => Sum (D M) (fun a => w i * psi_times M a (x a) i))) by (intros; rewrite sum_scal; reflexivity).
    rewrite sum_swap. rewrite (sum_ext (D M) _ (fun a => / sqrt q * Sum (n M) (fun i => psi_times M a w i ^ 2))).
    - rewrite sum_scal. fold (sum_square_form M w). fold q. rewrite <- rr at 2. field. lra.
    - intros a Ha. rewrite (psi_symmetric M a w (x a) sym Ha), <- sum_scal. apply sum_ext. intros i _. unfold x. ring. }
  pose proof (cauchy (n M) w (image x)) as C. rewrite E in C. unfold unit_sphere in U. rewrite U in C.
  replace (sqrt q ^ 2) with (sqrt q * sqrt q) in C by ring. rewrite rr in C. lra.
Qed.
Lemma omega_spectrum : omega_top M = factor * sum_psi2_top M.
Proof.
  assert (L : forall B, 0 <= B -> (forall w, unit_sphere (n M) w -> factor * sum_square_form M w <= B) -> factor * sum_psi2_top M <= B).
  { intros B B0 H. destruct (Nat.eq_dec (n M) 0) as [Z|Nz].
    - assert (T : sum_psi2_top M <= 0).
      { unfold sum_psi2_top. destruct (Rle_lt_dec (supremum (unit_sphere (n M)) (sum_square_form M)) 0) as [|Pos]; [assumption|exfalso].
        unfold supremum in Pos. destruct (Lub_Rbar_correct (fun v => exists z, unit_sphere (n M) z /\ v = sum_square_form M z)) as [_ Le].
        assert (X : Rbar_le (Lub_Rbar (fun v => exists z, unit_sphere (n M) z /\ v = sum_square_form M z)) m_infty).
        { apply Le. intros v [z [Hz _]]. exfalso. unfold unit_sphere in Hz. rewrite Z in Hz. simpl in Hz. lra. }
        destruct (Lub_Rbar (fun v => exists z, unit_sphere (n M) z /\ v = sum_square_form M z)); simpl in *; try contradiction; lra. }
      pose proof (sum_psi2_top_nonneg M). assert (E : sum_psi2_top M = 0) by lra. rewrite E, Rmult_0_r. exact B0.
    - destruct factor_nonneg as [fp|fz].
      + apply Rmult_le_reg_l with (/ factor); [apply Rinv_0_lt_compat, fp|]. rewrite <- Rmult_assoc, Rinv_l, Rmult_1_l by lra.
        apply supremum_least.
        * exists (fun i => delta i 0). unfold unit_sphere. rewrite (sum_ext (n M) _ (fun i => delta i 0 * delta i 0)) by (intros; ring).
          rewrite sum_delta by lia. apply delta_same.
        * intros w U. specialize (H w U). apply Rmult_le_reg_l with factor; [exact fp|]. rewrite <- Rmult_assoc, Rinv_r, Rmult_1_l by lra. exact H.
      + rewrite <- fz, Rmult_0_l. exact B0. }
  apply Rle_antisym; [|apply L; [apply omega_top_nonneg|apply squares_below_omega]].
  destruct (Req_dec (omega_top M) 0) as [Z|Nz].
  - rewrite Z. apply Rmult_le_pos; [apply factor_nonneg|apply sum_psi2_top_nonneg].
  - unfold omega_top in *. destruct (Classical_Prop.classic (exists x, norm2 x = 1)) as [Ex|No].
    + apply supremum_least; [exact Ex|exact omega_bounded].
    + exfalso. apply Nz. unfold supremum.
      destruct (Lub_Rbar_correct (fun v => exists z, norm2 z = 1 /\ v = omega_form M z)) as [_ Le].
      assert (X : Rbar_le (Lub_Rbar (fun v => exists z, norm2 z = 1 /\ v = omega_form M z)) m_infty).
      { apply Le. intros v [z [Hz _]]. exfalso. apply No. exists z. exact Hz. }
      unfold norm2 in X. destruct (Lub_Rbar _) in *; simpl in *; try contradiction; reflexivity.
Qed.
Lemma star_domain_is : c_star M = factor * supremum (star_domain M) (mixed_form M).
Proof. reflexivity. Qed.
Lemma star_nonneg : 0 <= supremum (star_domain M) (mixed_form M).
Proof. apply supremum_nonneg. intros. apply mixed_nonneg. Qed.
Lemma star_below_omega : c_star M <= omega_top M.
Proof.
  rewrite star_domain_is, omega_spectrum. apply Rmult_le_compat_l; [apply factor_nonneg|].
  destruct (Classical_Prop.classic (exists p, star_domain M p)) as [Ex|No].
  - apply supremum_least; [exact Ex|apply star_bounded].
  - assert (E : supremum (star_domain M) (mixed_form M) = 0); [|rewrite E; apply sum_psi2_top_nonneg].
    unfold supremum. destruct (Lub_Rbar_correct (fun v => exists z, star_domain M z /\ v = mixed_form M z)) as [_ Le].
    assert (X : Rbar_le (Lub_Rbar (fun v => exists z, star_domain M z /\ v = mixed_form M z)) m_infty).
    { apply Le. intros v [z [Hz _]]. exfalso. apply No. exists z. exact Hz. }
    destruct (Lub_Rbar _) in *; simpl in *; try contradiction; reflexivity.
Qed.
End Omega.

Theorem OMEGA_SPECTRUM : OMEGA_SPECTRUM.statement.
Proof. intros M []. split; [intro x; apply omega_nonneg, some_data|apply omega_spectrum; assumption]. Qed.
Theorem OMEGA_1 : OMEGA_1.statement.
Proof. intros M eta w []. apply star_below_omega; assumption. Qed.
Theorem OMEGA_2 : OMEGA_2.statement.
Proof.
  intros M eta w []. apply top_least; [|assumption]. intros z.
  eapply Rle_trans; [apply (quadratic_kernel_bound M _ w z ltac:(assumption) (mixed_star M))|].
  right. rewrite star_domain_is. reflexivity.
Qed.
Theorem OMEGA_3 : OMEGA_3.statement.
Proof.
  intros M eta w []. intro t.
  apply (quadratic_monotone M eta _ ltac:(assumption) ltac:(assumption) ltac:(assumption) (mixed_star M)).
  rewrite <- star_domain_is. lra.
Qed.
Theorem OMEGA_4 : OMEGA_4.statement.
Proof.
  intros M eta w []. intro t.
  pose proof (quadratic_sum M eta _ ltac:(assumption) ltac:(assumption) ltac:(assumption) (mixed_star M) w) as Q.
  rewrite <- star_domain_is in Q. eapply Rle_trans; [apply Q; lra|]. right. f_equal. ring.
Qed.
Theorem OMEGA_4_defined : OMEGA_4.defined.
Proof. intros M eta w []. is_defined. Qed.
Theorem OMEGA_5 : OMEGA_5.statement.
Proof.
  intros M eta w [].
  apply (quadratic_limit M eta _ ltac:(assumption) ltac:(assumption) ltac:(assumption) (mixed_star M)).
  rewrite <- star_domain_is. lra.
Qed.

Theorem ML_5_1 : ML_5_1.statement.
Proof.
  intros M eta w []. intro t.
  apply (quadratic_monotone M eta _ ltac:(assumption) ltac:(assumption) ltac:(assumption) (mixed_star M)).
  rewrite <- star_domain_is.
  assert (B : c_star M <= omega_top M) by (apply star_below_omega; assumption).
  assert (W : 0 <= weight_norm M w) by apply sum_sq_nonneg.
  apply (Rmult_le_compat_r (weight_norm M w)) in B; [|exact W]. apply (Rmult_le_compat_l eta) in B; lra.
Qed.

Lemma form_omega : 1 <= omega_top unit_form <= 1.
Proof.
  assert (P : (0 < D unit_form)%nat) by (simpl; lia).
  rewrite (omega_spectrum unit_form form_symmetric P). simpl zeta. simpl D. simpl INR.
  assert (E : sum_psi2_top unit_form = psi2_top unit_form).
  { unfold sum_psi2_top, psi2_top. f_equal. apply functional_extensionality. intro x. unfold sum_square_form, square_form; simpl. ring. }
  rewrite E, form_psi2. lra.
Qed.
Lemma form_star : c_star unit_form <= 1.
Proof. eapply Rle_trans; [apply star_below_omega; [apply form_symmetric|simpl; lia]|apply form_omega]. Qed.
Example OMEGA_SPECTRUM_witness : OMEGA_SPECTRUM.nonvacuous.
Proof. exists unit_form. pose proof form_omega. pose proof form_symmetric. repeat split; try assumption; simpl; try lia; lra. Qed.
Ltac omega_witness := pose proof form_star; assert (0 <= c_star unit_form)
  by (rewrite star_domain_is; apply Rmult_le_pos; [apply factor_nonneg; simpl; lia|apply star_nonneg]); form_witness 1 1.
Example ML_5_1_witness : ML_5_1.nonvacuous. Proof. pose proof form_omega. omega_witness. Qed.
Example OMEGA_1_witness : OMEGA_1.nonvacuous. Proof. omega_witness. Qed.
Example OMEGA_2_witness : OMEGA_2.nonvacuous. Proof. omega_witness. Qed.
Example OMEGA_3_witness : OMEGA_3.nonvacuous. Proof. omega_witness. Qed.
Example OMEGA_4_witness : OMEGA_4.nonvacuous. Proof. omega_witness. Qed.
Example OMEGA_5_witness : OMEGA_5.nonvacuous. Proof. omega_witness. Qed.
