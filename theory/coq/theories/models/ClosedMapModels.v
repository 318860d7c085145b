(* The closed map for the weights of the linear two-layer net, and for quadratic models with psi^2 = c I. *)
Require Import Reals Lra Psatz Arith Lia FunctionalExtensionality.
From Catapult Require Quadratic Trained TwoLayer.
From Catapult Require Import Sums Spectral TwoLayerModel QuadraticModel OneDatum OneDatumUnits ClosedMap.
Open Scope R_scope.

Section LinearNet.
Import TwoLayer.
Variables (N : net) (eta : R).
Hypothesis one : D N = 1%nat.
Hypothesis linear : linear_net N.
Definition kappa : R := s N ^ 2 * a_plus N ^ 2 * x2 N.
Lemma linear_slope p : slope N p = a_plus N.
Proof. destruct linear as [A B]. unfold slope. destruct (Rlt_dec 0 p); [reflexivity|]. destruct (Rlt_dec p 0); congruence. Qed.
Let P w := Sum (n N) (fun i => pre N w i ^ 2).
Let Q w := Sum (n N) (fun i => V w i ^ 2).
Let F w := Sum (n N) (fun i => pre N w i * V w i).
Lemma linear_output w : output N w 0 = s N * a_plus N * F w.
Proof.
  rewrite output_units. unfold F. rewrite Rmult_assoc, <- (sum_scal _ (a_plus N)). f_equal. apply sum_ext. intros i _.
  rewrite linear_slope. ring.
Qed.
Lemma linear_kernel w : kernel N w 0 0 = s N ^ 2 * a_plus N ^ 2 * (P w + x2 N * Q w).
Proof.
  rewrite (kernel_units N one). unfold P, Q.
  rewrite (sum_ext (n N) _ (fun i => a_plus N ^ 2 * pre N w i ^ 2 + a_plus N ^ 2 * x2 N * V w i ^ 2))
    by (intros; rewrite linear_slope; ring).
  rewrite sum_plus, !sum_scal. ring.
Qed.
Hypothesis targets : zero_targets N.
Lemma linear_unit w i (c := eta * output N w 0 * s N * a_plus N) :
  pre N (step N eta w) i = pre N w i - c * x2 N * V w i /\ V (step N eta w) i = V w i - c * pre N w i.
Proof.
  rewrite (pre_next N one), (outer_next N one), (net_residual_one N one targets), linear_slope. unfold c. split; ring.
Qed.
Lemma linear_sums w (c := eta * output N w 0 * s N * a_plus N) :
  F (step N eta w) = F w - c * (P w + x2 N * Q w) + c ^ 2 * x2 N * F w /\
  P (step N eta w) = P w - 2 * c * x2 N * F w + c ^ 2 * x2 N ^ 2 * Q w /\
  Q (step N eta w) = Q w - 2 * c * F w + c ^ 2 * P w.
Proof.
  unfold F, P, Q. repeat split.
  - transitivity (Sum (n N) (fun i => pre N w i * V w i + - c * (pre N w i ^ 2 + x2 N * V w i ^ 2) + c ^ 2 * x2 N * (pre N w i * V w i))).
    + apply sum_ext. intros i _. destruct (linear_unit w i) as [-> ->]. fold c. ring.
    + rewrite !sum_plus, !sum_scal, sum_plus, sum_scal. ring.
  - transitivity (Sum (n N) (fun i => pre N w i ^ 2 + (- (2 * c * x2 N)) * (pre N w i * V w i) + c ^ 2 * x2 N ^ 2 * V w i ^ 2)).
    + apply sum_ext. intros i _. destruct (linear_unit w i) as [-> _]. fold c. ring.
    + rewrite !sum_plus, !sum_scal. ring.
  - transitivity (Sum (n N) (fun i => V w i ^ 2 + (- (2 * c)) * (pre N w i * V w i) + c ^ 2 * pre N w i ^ 2)).
    + apply sum_ext. intros i _. destruct (linear_unit w i) as [_ ->]. fold c. ring.
    + rewrite !sum_plus, !sum_scal. ring.
Qed.
Lemma linear_f_next w : output N (step N eta w) 0
  = output N w 0 * (1 - eta * kernel N w 0 0 + kappa * eta ^ 2 * output N w 0 ^ 2).
Proof.
  destruct (linear_sums w) as [A _]. rewrite (linear_output (step N eta w)), A, linear_kernel.
  set (f0 := output N w 0). replace (s N * a_plus N * (F w - eta * f0 * s N * a_plus N * (P w + x2 N * Q w)
    + (eta * f0 * s N * a_plus N) ^ 2 * x2 N * F w)) with (s N * a_plus N * F w * (1 + (eta * f0 * s N * a_plus N) ^ 2 * x2 N)
    - s N * a_plus N * (eta * f0 * s N * a_plus N * (P w + x2 N * Q w))) by ring.
  rewrite <- linear_output. fold f0. unfold kappa. ring.
Qed.
Lemma linear_h_next w : eta * kernel N (step N eta w) 0 0
  = eta * kernel N w 0 0 - kappa * eta ^ 2 * output N w 0 ^ 2 * (4 - eta * kernel N w 0 0).
Proof.
  destruct (linear_sums w) as [_ [B C]]. rewrite (linear_kernel (step N eta w)), B, C, !linear_kernel, linear_output.
  unfold kappa. ring.
Qed.
Lemma linear_f_bound w : 4 * kappa * output N w 0 ^ 2 <= kernel N w 0 0 ^ 2.
Proof.
  rewrite linear_output, linear_kernel. unfold kappa.
  pose proof (cauchy (n N) (pre N w) (V w)) as C. fold (F w) (P w) (Q w) in C.
  pose proof (x2_nonneg N) as X0. assert (P0 : 0 <= P w) by apply sum_sq_nonneg. assert (Q0 : 0 <= Q w) by apply sum_sq_nonneg.
  replace (4 * (s N ^ 2 * a_plus N ^ 2 * x2 N) * (s N * a_plus N * F w) ^ 2)
    with ((s N ^ 2 * a_plus N ^ 2) ^ 2 * (4 * (x2 N * F w ^ 2))) by ring.
  rewrite (Rpow_mult_distr (s N ^ 2 * a_plus N ^ 2)). apply Rmult_le_compat_l; [apply pow2_ge_0|].
  apply (Rmult_le_compat_l (x2 N)) in C; [|exact X0]. pose proof (pow2_ge_0 (P w - x2 N * Q w)). lra.
Qed.
Lemma linear_kappa_nonneg : 0 <= kappa.
Proof. unfold kappa. apply Rmult_le_pos; [apply Rmult_le_pos; apply pow2_ge_0|apply x2_nonneg]. Qed.
Lemma linear_trivial : kappa = 0 -> s N <> 0 -> forall w, output N w 0 = 0.
Proof.
  intros Z s0 w. unfold kappa in Z. apply Rmult_integral in Z. destruct Z as [Z|Z]; [|apply output_no_input, Z].
  apply Rmult_integral in Z. destruct Z as [Z|Z]; [exfalso; apply s0; nra|].
  assert (A : a_plus N = 0) by nra. rewrite linear_output, A. ring.
Qed.
End LinearNet.

Section Isotropic.
Import Quadratic.
Variables (M : model) (eta c : R).
Hypothesis one : D M = 1%nat.
Hypothesis sym : symmetric M.
Hypothesis square : forall (x : weights) i, (i < n M)%nat -> psi_times M 0 (psi_times M 0 x) i = c * x i.
Let W w := Sum (n M) (fun i => w i ^ 2).
Let F w := Sum (n M) (fun i => w i * psi_times M 0 w i).
Let S2 w := Sum (n M) (fun i => psi_times M 0 w i ^ 2).
Lemma square_norm w : S2 w = c * W w.
Proof.
  unfold S2, W. rewrite (sum_ext (n M) _ (fun i => psi_times M 0 w i * psi_times M 0 w i)) by (intros; ring).
  rewrite (psi_symmetric M 0 (psi_times M 0 w) w sym) by (rewrite one; lia).
  rewrite <- sum_scal. apply sum_ext. intros i Hi. rewrite square by exact Hi. ring.
Qed.
Lemma iso_output w : output M w 0 = zeta M / 2 * F w.
Proof. reflexivity. Qed.
Lemma iso_kernel w : kernel M w 0 0 = zeta M ^ 2 * S2 w.
Proof.
  unfold kernel, gradient, S2. rewrite one. simpl INR. rewrite Rinv_1, Rmult_1_l, <- sum_scal. apply sum_ext. intros; ring.
Qed.
(* psi2_top = c, except when there is no weight at all. *)
Lemma psi2_top_is_c : (0 < n M)%nat -> psi2_top M = c.
Proof.
  intros P. apply Rle_antisym.
  - unfold psi2_top. apply top_least; [|exact P]. intro z. right. apply square_norm.
  - pose proof (psi2_top_bound M (fun i => delta i 0)) as B.
    replace (square_form M (fun i => delta i 0)) with (c * W (fun i => delta i 0)) in B by (symmetry; apply square_norm).
    unfold W in B.
    rewrite (sum_ext (n M) (fun i => delta i 0 ^ 2) (fun i => delta i 0 * delta i 0)) in B by (intros; ring).
    rewrite sum_delta, delta_same in B by exact P. lra.
Qed.
Lemma psi2_top_times w : psi2_top M * W w = c * W w.
Proof.
  destruct (Nat.eq_dec (n M) 0) as [Z|Nz].
  - unfold W. rewrite Z. simpl. ring.
  - rewrite psi2_top_is_c by lia. reflexivity.
Qed.
Definition kappa_iso : R := zeta M ^ 2 * psi2_top M.
Hypothesis targets : zero_targets M.
Lemma iso_unit w i (b := eta * output M w 0 * zeta M) : step M eta w i = w i - b * psi_times M 0 w i.
Proof.
  unfold step. rewrite one, sum_one. unfold gradient. rewrite (quadratic_residual_one M one targets). unfold b. simpl. field.
Qed.
Lemma psi_step w i (b := eta * output M w 0 * zeta M) : (i < n M)%nat ->
  psi_times M 0 (step M eta w) i = psi_times M 0 w i - b * c * w i.
Proof.
  intros Hi. transitivity (psi_times M 0 (fun j => w j + (- b) * psi_times M 0 w j) i).
  - unfold psi_times at 1 2. apply sum_ext. intros j _. rewrite iso_unit. unfold b. ring.
  - unfold psi_times at 1. rewrite (sum_ext (n M) _ (fun j => psi M 0 i j * w j + (- b) * (psi M 0 i j * psi_times M 0 w j))) by (intros; ring).
    rewrite sum_plus, sum_scal. fold (psi_times M 0 w i). fold (psi_times M 0 (psi_times M 0 w) i). rewrite square by exact Hi. ring.
Qed.
Lemma F_cauchy w : F w ^ 2 <= W w * S2 w.
Proof. exact (cauchy (n M) w (psi_times M 0 w)). Qed.
Lemma cF w : psi2_top M * F w = c * F w.
Proof.
  destruct (Nat.eq_dec (n M) 0) as [Z|Nz].
  - unfold F. rewrite Z. simpl. ring.
  - rewrite psi2_top_is_c by lia. reflexivity.
Qed.
Lemma iso_f_next w : output M (step M eta w) 0
  = output M w 0 * (1 - eta * kernel M w 0 0 + kappa_iso * eta ^ 2 * output M w 0 ^ 2).
Proof.
  set (b := eta * output M w 0 * zeta M).
  assert (E : F (step M eta w) = F w - b * (S2 w + c * W w) + b ^ 2 * c * F w).
  { unfold F at 1. rewrite (sum_ext (n M) _ (fun i => w i * psi_times M 0 w i + (- b) * (psi_times M 0 w i ^ 2)
      + (- (b * c)) * w i ^ 2 + b ^ 2 * c * (w i * psi_times M 0 w i))).
    - rewrite !sum_plus, !sum_scal. fold (F w) (S2 w) (W w). ring.
    - intros i Hi. rewrite psi_step by exact Hi. rewrite iso_unit. fold b. ring. }
  rewrite (iso_output (step M eta w)), E, <- square_norm, iso_kernel.
  replace (b ^ 2 * c * F w) with (b ^ 2 * (psi2_top M * F w)) by (rewrite cF; ring).
  unfold b, kappa_iso. rewrite !iso_output. field.
Qed.
Lemma iso_h_next w : eta * kernel M (step M eta w) 0 0
  = eta * kernel M w 0 0 - kappa_iso * eta ^ 2 * output M w 0 ^ 2 * (4 - eta * kernel M w 0 0).
Proof.
  set (b := eta * output M w 0 * zeta M).
  assert (E : S2 (step M eta w) = S2 w - 2 * b * c * F w + b ^ 2 * c * S2 w).
  { unfold S2 at 1. rewrite (sum_ext (n M) _ (fun i => psi_times M 0 w i ^ 2 + (- (2 * b * c)) * (w i * psi_times M 0 w i)
      + b ^ 2 * c * c * w i ^ 2)).
    - rewrite !sum_plus, !sum_scal. fold (F w) (S2 w) (W w). rewrite square_norm. ring.
    - intros i Hi. rewrite psi_step by exact Hi. fold b. ring. }
  rewrite (iso_kernel (step M eta w)), E.
  assert (E2 : c * S2 w = psi2_top M * S2 w).
  { destruct (Nat.eq_dec (n M) 0) as [Z|Nz]; [unfold S2; rewrite Z; simpl; ring|]. rewrite psi2_top_is_c by lia. reflexivity. }
  replace (S2 w - 2 * b * c * F w + b ^ 2 * c * S2 w) with (S2 w - 2 * b * (c * F w) + b ^ 2 * (c * S2 w)) by ring.
  rewrite E2, <- cF, iso_kernel. unfold b, kappa_iso. rewrite !iso_output. field.
Qed.
Lemma iso_f_bound w : 4 * kappa_iso * output M w 0 ^ 2 <= kernel M w 0 0 ^ 2.
Proof.
  rewrite iso_output, iso_kernel. unfold kappa_iso. pose proof (F_cauchy w) as C.
  pose proof (psi2_top_nonneg M) as T0. pose proof (psi2_top_times w) as E. rewrite <- square_norm in E.
  apply (Rmult_le_compat_l (psi2_top M)) in C; [|exact T0]. rewrite <- Rmult_assoc, E in C.
  replace (4 * (zeta M ^ 2 * psi2_top M) * (zeta M / 2 * F w) ^ 2) with ((zeta M ^ 2) ^ 2 * (psi2_top M * F w ^ 2)) by field.
  rewrite Rpow_mult_distr. apply Rmult_le_compat_l; [apply pow2_ge_0|]. lra.
Qed.
Lemma iso_kappa_nonneg : 0 <= kappa_iso.
Proof. apply Rmult_le_pos; [apply pow2_ge_0|apply psi2_top_nonneg]. Qed.
Lemma iso_trivial : kappa_iso = 0 -> forall w, output M w 0 = 0.
Proof.
  intros Z w. apply Rmult_integral in Z. rewrite iso_output. destruct Z as [Z|Z].
  - assert (E : zeta M = 0) by nra. rewrite E. field.
  - pose proof (psi2_top_times w) as E. rewrite Z, <- square_norm in E. pose proof (F_cauchy w) as C.
    rewrite <- E in C. assert (E2 : F w = 0) by nra. rewrite E2. ring.
Qed.
Lemma iso_kernel_nonneg w : 0 <= kernel M w 0 0.
Proof. rewrite iso_kernel. apply Rmult_le_pos; [apply pow2_ge_0|apply sum_sq_nonneg]. Qed.
End Isotropic.

Lemma net_closed_map (N : TwoLayer.net) eta w : 0 < eta -> 0 < TwoLayer.s N -> TwoLayer.D N = 1%nat -> TwoLayer.linear_net N ->
  TwoLayer.zero_targets N -> closed_map eta (kappa N) (fun t => TwoLayer.output N (TwoLayer.train N eta w t) 0)
    (fun t => TwoLayer.kernel N (TwoLayer.train N eta w t) 0 0).
Proof.
  intros He s0 one L T. constructor.
  - exact He.
  - apply linear_kappa_nonneg.
  - intro t. apply (linear_f_next N eta one L T).
  - intro t. apply (linear_h_next N eta one L T).
  - intro t. apply (kernel_nonneg N one).
  - intro t. apply (linear_f_bound N one L).
  - intros Z t. apply linear_trivial; [exact L|exact Z|lra].
Qed.
Lemma form_closed_map (M : Quadratic.model) eta w : 0 < eta -> Quadratic.D M = 1%nat -> Quadratic.symmetric M ->
  Quadratic.isotropic M -> Quadratic.zero_targets M ->
  closed_map eta (kappa_iso M) (fun t => Quadratic.output M (Quadratic.train M eta w t) 0)
    (fun t => Quadratic.kernel M (Quadratic.train M eta w t) 0 0).
Proof.
  intros He one sy [c sq] T. constructor.
  - exact He.
  - apply iso_kappa_nonneg.
  - intro t. apply (iso_f_next M eta c one sy sq T).
  - intro t. apply (iso_h_next M eta c one sy sq T).
  - intro t. apply (iso_kernel_nonneg M one).
  - intro t. apply (iso_f_bound M c one sy sq).
  - intros Z t. apply (iso_trivial M c one sy sq Z).
Qed.
(* The closed map of a trajectory, from the hypotheses in the context. *)
Ltac net_closed N eta w K := pose proof (net_closed_map N eta w ltac:(assumption) ltac:(assumption) ltac:(assumption)
  ltac:(assumption) ltac:(assumption)) as K.
Ltac form_closed M eta w K := pose proof (form_closed_map M eta w ltac:(assumption) ltac:(assumption) ltac:(assumption)
  ltac:(assumption) ltac:(assumption)) as K.
(* Goals about step 0 of a trajectory. *)
Ltac at_start := unfold u, v, kappa, kappa_iso in *; Trained.first_states TwoLayer.train; Trained.first_states Quadratic.train; try lra.
