(* Linear nets on one datum with any target, any sign of the slope and any input: the exact normal form, and for 0 < |Y| < 2 above
   the edge an unbounded kernel unless the target is hit exactly; and when the kernel grows at a step. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require TwoLayer.
From Catapult Require Import Sums TwoLayerModel OneDatumUnits ClosedMapModels TargetMap TargetNet TargetEmbed TargetWitness TargetLinear
  TargetBelow TargetMirror TargetPaths.
From Catapult Require Import TARGET_ABOVE TARGET_FLOOR TARGET_FORM TARGET_GROW.
Import TwoLayer.
Open Scope R_scope.

Definition e_of (N : net) (eta : R) (w : weights) : R :=
  eta * kernel N w 0 0 - 4 - kappa_of N * eta ^ 2 * y N 0%nat * residual N w 0.
Definition form (N : net) (eta : R) (w : weights) : Prop := let next := step N eta w in
  residual N next 0 = residual N w 0 * (kappa_of N * eta ^ 2 * residual N w 0 ^ 2 - 3 - e_of N eta w) /\
  e_of N eta next = e_of N eta w * (1 + kappa_of N * eta ^ 2 * residual N w 0 * output N w 0) /\
  (eta * kernel N next 0 0) ^ 2 - 4 * (kappa_of N * eta ^ 2) * output N next 0 ^ 2
  = ((eta * kernel N w 0 0) ^ 2 - 4 * (kappa_of N * eta ^ 2) * output N w 0 ^ 2) * (1 - kappa_of N * eta ^ 2 * residual N w 0 ^ 2) ^ 2.
Lemma excess_e N eta w : 0 < x2 N -> edge_excess N eta w = e_of N eta w.
Proof. intros X. unfold edge_excess, e_of, scaled_target, scaled_residual. rewrite <- (rk_square N X). ring. Qed.
Lemma all_form eta : 0 < eta -> forall N w, 0 < s N -> D N = 1%nat -> relu_net N \/ linear_net N -> linear_net N -> form N eta w.
Proof.
  intros He. apply (by_mirror (fun N w => linear_net N -> form N eta w)).
  - intros N w Hs one X G L. pose proof (slope_pos N G) as A.
    destruct (normal_form N eta w He Hs one X L A 0%nat) as [ER [EE [EP EQ]]].
    change (train N eta w 1) with (step N eta w) in *. change (train N eta w 0) with w in *.
    rewrite !(excess_e N eta _ X) in *. pose proof (rk_square N X) as K. pose proof (kappa_pos_net N Hs X G) as k0.
    assert (k1 : eta * root_kappa N <> 0) by (apply Rmult_integral_contrapositive_currified; lra).
    unfold form. rewrite <- K. unfold scaled_residual, scaled_target in *. split; [|split].
    + apply Rmult_eq_reg_l with (eta * root_kappa N); [|exact k1]. rewrite ER. ring.
    + rewrite EE. unfold residual. ring.
    + unfold P_form, Q_form in EP, EQ. set (z := step N eta w) in *.
      replace ((eta * kernel N z 0 0) ^ 2 - 4 * (root_kappa N ^ 2 * eta ^ 2) * output N z 0 ^ 2) with
        ((eta * kernel N z 0 0 + 2 * (eta * root_kappa N * output N z 0)) * (eta * kernel N z 0 0 - 2 * (eta * root_kappa N * output N z 0)))
        by ring. rewrite EP, EQ. ring.
  - intros N w _ _ [K Z] _. unfold form, e_of, residual. rewrite K. destruct (Z w) as [-> ->]. destruct (Z (step N eta w)) as [-> ->].
    repeat split; ring.
  - intros N w one L F _. assert (Lm : linear_net (mirror_net N)) by (destruct L as [A B]; split; simpl; lra).
    specialize (F Lm). unfold form, e_of in *. rewrite (mirror_step N eta one) in F.
    rewrite !mirror_residual, !(mirror_kernel N one), !mirror_output, mirror_kappa in F. exact F.
Qed.
Theorem TARGET_FORM_1 : TARGET_FORM_1.statement.
Proof.
  intros N eta w []. intro t.
  destruct (all_form eta ltac:(assumption) N (train N eta w t) ltac:(assumption) ltac:(assumption) ltac:(tauto) ltac:(assumption)) as [ER [EE EI]].
  change (step N eta (train N eta w t)) with (train N eta w (S t)) in *. unfold e_of, kappa_of in *.
  split; [|split]; [|etransitivity; [|etransitivity; [exact EE|]]|]; try ring.
  - etransitivity; [|etransitivity; [exact EI|]]; ring.
  - rewrite ER. ring.
Qed.

Definition escapes (N : net) (eta : R) (w : weights) : Prop := (exists t, residual N (train N eta w t) 0 = 0) \/
  (forall bound, exists t, bound < kernel N (train N eta w t) 0 0).
Lemma all_escape eta : 0 < eta -> forall N w, 0 < s N -> D N = 1%nat -> relu_net N \/ linear_net N -> linear_net N ->
  y N 0%nat <> 0 -> kappa_of N * eta ^ 2 * y N 0%nat ^ 2 < 4 -> 0 < e_of N eta w -> escapes N eta w.
Proof.
  intros He. apply (by_mirror (fun N w => linear_net N -> y N 0%nat <> 0 -> kappa_of N * eta ^ 2 * y N 0%nat ^ 2 < 4 ->
    0 < e_of N eta w -> escapes N eta w)).
  - intros N w Hs one X G L Hy HY HE. pose proof (slope_pos N G) as A.
    assert (Y1 : -2 < scaled_target N eta < 2) by (apply (target_range N eta X 2); lra).
    apply (unbounded N eta w He Hs one X L A Y1 Hy). rewrite (excess_e N eta w X). exact HE.
  - intros N w _ _ [K Z] _ _ _ HE. exfalso. unfold e_of in HE. rewrite K in HE. destruct (Z w) as [_ E]. rewrite E in HE. lra.
  - intros N w one L F _ Hy HY HE. assert (Lm : linear_net (mirror_net N)) by (destruct L as [A B]; split; simpl; lra).
    unfold escapes, e_of in *. rewrite mirror_residual, (mirror_kernel N one), mirror_kappa in F.
    destruct (F Lm Hy HY HE) as [[t B]|B]; [left; exists t|right; intro bound; destruct (B bound) as [t C]; exists t];
    rewrite (mirror_train N eta one) in *; [rewrite mirror_residual in B; exact B|rewrite (mirror_kernel N one) in C; exact C].
Qed.
Lemma rests N eta w t : D N = 1%nat -> residual N (train N eta w t) 0 = 0 -> forall k, residual N (train N eta w (t + k)) 0 = 0.
Proof.
  intros one Z. assert (K : forall z, residual N z 0 = 0 -> residual N (step N eta z) 0 = 0).
  { intros z Hz. transitivity (residual N z 0); [|exact Hz]. unfold residual at 1 2. f_equal. rewrite !output_units. f_equal. apply sum_ext. intros i _.
    rewrite (pre_next N one), (outer_next N one). rewrite Hz.
    replace (pre N z i - eta * 0 * s N * (slope N (pre N z i) * V z i) * x2 N) with (pre N z i) by ring. ring. }
  induction k as [|k IH]; [rewrite Nat.add_0_r; exact Z|]. rewrite Nat.add_succ_r. apply K, IH.
Qed.
Theorem TARGET_ABOVE_1 : TARGET_ABOVE_1.statement.
Proof.
  intros N eta w []. assert (one : D N = 1%nat) by assumption.
  destruct (all_escape eta ltac:(assumption) N w ltac:(assumption) one ltac:(tauto) ltac:(assumption) ltac:(assumption)
    ltac:(unfold kappa_of; lra) ltac:(unfold e_of, kappa_of; lra)) as [[t Z]|B]; [right|left; exact B].
  apply is_lim_seq_incr_n with t. apply is_lim_seq_ext with (fun _ => 0); [|apply is_lim_seq_const].
  intro k. unfold loss. rewrite one, sum_one, (Nat.add_comm k t), (rests N eta w t one Z). simpl. field.
Qed.

(* r' = r (1 - v + R F) with v >= 2|F| and |F| >= |Y| - |R|. *)
Lemma factor_large R Y v rho : 2 * Rabs (R + Y) <= v -> Rabs R < rho -> rho < 2 -> rho < Rabs Y ->
  2 <= (Rabs Y - rho) * (2 - rho) -> 1 < Rabs (1 - v + R * (R + Y)).
Proof.
  intros Hv Hr H2 HY H. pose proof (Rabs_pos R).
  assert (B : Rabs Y - Rabs R <= Rabs (R + Y)).
  { pose proof (Rabs_triang (R + Y) (- R)) as T. replace (R + Y + - R) with Y in T by ring. rewrite Rabs_Ropp in T. lra. }
  assert (K : R * (R + Y) <= Rabs R * Rabs (R + Y)) by (rewrite <- Rabs_mult; apply Rle_abs).
  set (F := Rabs (R + Y)) in *.
  assert (2 < (Rabs Y - Rabs R) * (2 - Rabs R)) by nra.
  assert ((Rabs Y - Rabs R) * (2 - Rabs R) <= F * (2 - Rabs R)) by (apply Rmult_le_compat_r; lra).
  rewrite <- Rabs_Ropp. eapply Rlt_le_trans; [|apply Rle_abs]. lra.
Qed.
Lemma floor_root Y (S := sqrt (12 + -4 * Y + Y ^ 2)) (rho := 1 + 1 / 2 * Y + -1 / 2 * S) : 0 <= Y ->
  rho < 2 /\ rho < Y /\ (Y - rho) * (2 - rho) = 2.
Proof.
  intros P. assert (N : 0 <= 12 + -4 * Y + Y ^ 2) by (pose proof (pow2_ge_0 (Y - 2)); lra).
  pose proof (sqrt_sqrt _ N) as SS. pose proof (sqrt_pos (12 + -4 * Y + Y ^ 2)) as S0. fold S in SS, S0.
  assert (Rabs (Y - 2) < S). { rewrite <- (Rabs_right S) by lra. apply Rsqr_lt_abs_0. unfold Rsqr. lra. }
  pose proof (Rle_abs (Y - 2)). pose proof (Rle_abs (- (Y - 2))) as A. rewrite Rabs_Ropp in A. unfold rho. repeat split; [lra|lra|].
  replace ((Y - (1 + 1 / 2 * Y + -1 / 2 * S)) * (2 - (1 + 1 / 2 * Y + -1 / 2 * S))) with ((S * S - (Y - 2) ^ 2) / 4) by field. lra.
Qed.
Lemma linear_root N : linear_net N -> sqrt (Rmax (a_minus N ^ 2) (a_plus N ^ 2)) ^ 2 = a_plus N ^ 2.
Proof. intros [A _]. rewrite pow2_sqrt by (eapply Rle_trans; [apply pow2_ge_0|apply Rmax_l]). rewrite <- A, Rmax_left; lra. Qed.
Lemma floor_radicand N eta (m := sqrt (Rmax (a_minus N ^ 2) (a_plus N ^ 2))) :
  12 + -4 * eta * s N * sqrt (x2 N) * Rabs (y N 0%nat) * m + eta ^ 2 * s N ^ 2 * x2 N * y N 0%nat ^ 2 * Rmax (a_minus N ^ 2) (a_plus N ^ 2)
  = 12 + -4 * (eta * (s N * sqrt (x2 N) * m) * Rabs (y N 0%nat)) + (eta * (s N * sqrt (x2 N) * m) * Rabs (y N 0%nat)) ^ 2.
Proof.
  rewrite !Rpow_mult_distr, pow2_abs. rewrite (pow2_sqrt (x2 N)) by apply x2_nonneg. unfold m.
  rewrite (pow2_sqrt (Rmax _ _)) by (eapply Rle_trans; [apply pow2_ge_0|apply Rmax_l]). ring.
Qed.
Theorem TARGET_FLOOR_1 : TARGET_FLOOR_1.statement.
Proof.
  intros N eta w [] t [Small Nz]. set (z := train N eta w t) in *.
  destruct (all_form eta rate_positive N z scale_positive one_datum ltac:(tauto) gates_linear) as [ER _].
  change (step N eta z) with (train N eta w (S t)) in ER. rewrite ER, Rabs_mult.
  set (q := s N * sqrt (x2 N) * sqrt (Rmax (a_minus N ^ 2) (a_plus N ^ 2))).
  assert (q2 : q ^ 2 = kappa_of N).
  { unfold q, kappa_of. rewrite !Rpow_mult_distr, (linear_root N gates_linear), pow2_sqrt by apply x2_nonneg. ring. }
  assert (q0 : 0 <= q) by (unfold q; apply Rmult_le_pos; [apply Rmult_le_pos; [lra|apply sqrt_pos]|apply sqrt_pos]).
  assert (size : forall c, Rabs (eta * q * c) = eta * q * Rabs c).
  { intro c. rewrite Rabs_mult, (Rabs_right (eta * q)); [reflexivity|apply Rle_ge, Rmult_le_pos; lra]. }
  assert (F : 2 * Rabs (eta * q * residual N z 0 + eta * q * y N 0%nat) <= eta * kernel N z 0 0).
  { replace (eta * q * residual N z 0 + eta * q * y N 0%nat) with (eta * q * output N z 0) by (unfold residual; ring).
    rewrite size. pose proof (linear_f_bound N one_datum gates_linear z) as B. pose proof (kernel_nonneg N one_datum z) as K0.
    assert (B' : (2 * (q * Rabs (output N z 0))) ^ 2 <= kernel N z 0 0 ^ 2).
    { eapply Rle_trans; [|exact B]. right. rewrite !Rpow_mult_distr, q2, pow2_abs. unfold kappa_of, kappa. ring. }
    assert (2 * (q * Rabs (output N z 0)) <= kernel N z 0 0).
    { apply Rsqr_incr_0_var; [unfold Rsqr; lra|exact K0]. }
    replace (2 * (eta * q * Rabs (output N z 0))) with (eta * (2 * (q * Rabs (output N z 0)))) by ring. apply Rmult_le_compat_l; lra. }
  assert (Y0 : 0 <= Rabs (eta * q * y N 0%nat)) by apply Rabs_pos. pose proof (floor_root _ Y0) as [R2 [RY RR]].
  rewrite <- (Rmult_1_r (Rabs (residual N z 0))) at 2. apply Rlt_gt, Rmult_lt_compat_l; [apply Rabs_pos_lt, Nz|].
  replace (kappa_of N * eta ^ 2 * residual N z 0 ^ 2 - 3 - e_of N eta z)
    with (1 - eta * kernel N z 0 0 + eta * q * residual N z 0 * (eta * q * residual N z 0 + eta * q * y N 0%nat)).
  - eapply factor_large; [exact F| |exact R2|exact RY|rewrite RR; lra].
    rewrite !size. unfold q.
    rewrite floor_radicand in Small. lra.
  - unfold e_of. rewrite <- q2. ring.
Qed.
Theorem TARGET_FLOOR_1_defined : TARGET_FLOOR_1.defined.
Proof.
  intros N eta w []. split; [apply Rle_ge, x2_nonneg|].
  rewrite floor_radicand. set (Y := eta * _ * _). pose proof (pow2_ge_0 (Y - 2)). lra.
Qed.
Definition grows_iff (N : net) (eta : R) (w : weights) : Prop := kernel N (step N eta w) 0 0 > kernel N w 0 0 <->
  4 * output N w 0 * residual N w 0 < kernel N w 0 0 * eta * residual N w 0 ^ 2 /\ residual N w 0 <> 0.
Lemma all_grow eta : 0 < eta -> forall N w, 0 < s N -> D N = 1%nat -> relu_net N \/ linear_net N -> linear_net N -> 0 < kappa_of N ->
  grows_iff N eta w.
Proof.
  intros He. apply (by_mirror (fun N w => linear_net N -> 0 < kappa_of N -> grows_iff N eta w)).
  - intros N w Hs one X G L _. pose proof (slope_pos N G) as A. destruct (normal_form N eta w He Hs one X L A 0%nat) as [_ [_ [EP EQ]]].
    change (train N eta w 1) with (step N eta w) in *. change (train N eta w 0) with w in *.
    pose proof (kappa_pos_net N Hs X G) as k0. unfold P_form, Q_form, scaled_residual in EP, EQ. unfold grows_iff.
    set (h := kernel N w 0 0) in *. set (h' := kernel N (step N eta w) 0 0) in *. set (f := output N w 0) in *. set (q := residual N w 0) in *.
    assert (E : eta * (h' - h) = (eta * root_kappa N) ^ 2 * (h * eta * q ^ 2 - 4 * f * q)) by lra.
    assert (k2 : 0 < (eta * root_kappa N) ^ 2) by (apply pow_lt, Rmult_lt_0_compat; assumption).
    split.
    + intros Up. assert (U : 0 < (eta * root_kappa N) ^ 2 * (h * eta * q ^ 2 - 4 * f * q)) by (rewrite <- E; apply Rmult_lt_0_compat; lra).
      assert (V : 0 < h * eta * q ^ 2 - 4 * f * q) by (apply Rmult_lt_reg_l with (1 := k2); rewrite Rmult_0_r; exact U).
      split; [lra|]. intro Z. rewrite Z in V. lra.
    + intros [V _]. assert (U : 0 < eta * (h' - h)) by (rewrite E; apply Rmult_lt_0_compat; [exact k2|lra]).
      assert (0 < h' - h); [apply Rmult_lt_reg_l with (1 := He); rewrite Rmult_0_r; exact U|lra].
  - intros N w _ _ [K _] _ k0. exfalso. lra.
  - intros N w one L F _ k0. assert (Lm : linear_net (mirror_net N)) by (destruct L as [A B]; split; simpl; lra).
    rewrite mirror_kappa in F. specialize (F Lm k0). unfold grows_iff in *. rewrite (mirror_step N eta one) in F.
    rewrite !mirror_residual, !(mirror_kernel N one), !mirror_output in F. exact F.
Qed.
Theorem TARGET_GROW_1 : TARGET_GROW_1.statement.
Proof.
  intros N eta w []. intro t.
  apply (all_grow eta ltac:(assumption) N (train N eta w t) ltac:(assumption) ltac:(assumption) ltac:(tauto) ltac:(assumption)).
  unfold kappa_of. apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat|lra]; [|apply pow_lt; assumption].
  rewrite <- Rsqr_pow2. apply Rsqr_pos_lt. assumption.
Qed.

Example TARGET_FORM_1_witness : TARGET_FORM_1.nonvacuous.
Proof.
  exists (aim_net 1), (1 / 2), (aim_weights 1 2). pose proof (proj1 (aim_kink 1)). pose proof (aim_linear 1).
  split; [constructor|]; rewrite ?aim_loss; try assumption; simpl; try reflexivity; lra.
Qed.
Example TARGET_FLOOR_1_witness : TARGET_FLOOR_1.nonvacuous.
Proof.
  exists (aim_net 1), 2, (aim_weights 3 3). pose proof (proj1 (aim_kink 1)). pose proof (aim_linear 1).
  split; [constructor|]; rewrite ?aim_loss, ?aim_kernel, ?aim_residual, ?aim_x2; try assumption; simpl; try reflexivity; lra.
Qed.
Example TARGET_ABOVE_1_witness : TARGET_ABOVE_1.nonvacuous.
Proof.
  exists (aim_net 1), (1 / 2), (aim_weights 3 3). pose proof (proj1 (aim_kink 1)). pose proof (aim_linear 1).
  split; [constructor|]; rewrite ?aim_loss, ?aim_kernel, ?aim_residual, ?aim_x2; try assumption; simpl; try reflexivity; lra.
Qed.
Example TARGET_GROW_1_witness : TARGET_GROW_1.nonvacuous.
Proof.
  exists (aim_net 1), (1 / 2), (aim_weights 3 3). pose proof (proj1 (aim_kink 1)). pose proof (aim_linear 1).
  split; [constructor|]; rewrite ?aim_loss, ?aim_x2; try assumption; simpl; try reflexivity; lra.
Qed.
