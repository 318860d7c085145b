(* Linear nets on one datum with any target, any sign of the slope and any input: the exact normal form, and for 0 < |Y| < 1 above
   the edge an unbounded kernel unless the target is hit exactly; and when the kernel grows at a step. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
Require Import Catapult.Statements Catapult.Sums Catapult.TwoLayerModel Catapult.OneDatumUnits Catapult.TargetMap Catapult.TargetNet
  Catapult.TargetEmbed Catapult.TargetWitness Catapult.TargetLinear Catapult.TargetBelow Catapult.TargetMirror Catapult.TargetPaths.
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
Theorem TARGET_FORM_1 : stmt_TARGET_FORM_1.
Proof.
  intros N eta w H. unfold hyp_TARGET_FORM_1 in H. decompose [and] H. clear H. intro t.
  destruct (all_form eta ltac:(assumption) N (train N eta w t) ltac:(assumption) ltac:(assumption) ltac:(tauto) ltac:(assumption)) as [ER [EE EI]].
  change (step N eta (train N eta w t)) with (train N eta w (S t)) in *. unfold e_of, kappa_of in *.
  split; [|split]; [|etransitivity; [|etransitivity; [exact EE|]]|]; try ring.
  - etransitivity; [|etransitivity; [exact EI|]]; ring.
  - rewrite ER. ring.
Qed.

Definition escapes (N : net) (eta : R) (w : weights) : Prop := (exists t, residual N (train N eta w t) 0 = 0) \/
  (forall bound, exists t, bound < kernel N (train N eta w t) 0 0).
Lemma all_escape eta : 0 < eta -> forall N w, 0 < s N -> D N = 1%nat -> relu_net N \/ linear_net N -> linear_net N ->
  y N 0%nat <> 0 -> kappa_of N * eta ^ 2 * y N 0%nat ^ 2 < 1 -> 0 < e_of N eta w -> escapes N eta w.
Proof.
  intros He. apply (by_mirror (fun N w => linear_net N -> y N 0%nat <> 0 -> kappa_of N * eta ^ 2 * y N 0%nat ^ 2 < 1 ->
    0 < e_of N eta w -> escapes N eta w)).
  - intros N w Hs one X G L Hy HY HE. pose proof (slope_pos N G) as A.
    assert (Y1 : -1 < scaled_target N eta < 1) by (apply (target_range N eta X 1); lra).
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
Theorem TARGET_ABOVE_1 : stmt_TARGET_ABOVE_1.
Proof.
  intros N eta w H. unfold hyp_TARGET_ABOVE_1 in H. decompose [and] H. clear H. assert (one : D N = 1%nat) by assumption.
  destruct (all_escape eta ltac:(assumption) N w ltac:(assumption) one ltac:(tauto) ltac:(assumption) ltac:(assumption)
    ltac:(unfold kappa_of; lra) ltac:(unfold e_of, kappa_of; lra)) as [[t Z]|B]; [right|left; exact B].
  apply is_lim_seq_incr_n with t. apply is_lim_seq_ext with (fun _ => 0); [|apply is_lim_seq_const].
  intro k. unfold loss. rewrite one, sum_one, (Nat.add_comm k t), (rests N eta w t one Z). ring.
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
Theorem TARGET_GROW_1 : stmt_TARGET_GROW_1.
Proof.
  intros N eta w H. unfold hyp_TARGET_GROW_1 in H. decompose [and] H. clear H. intro t.
  apply (all_grow eta ltac:(assumption) N (train N eta w t) ltac:(assumption) ltac:(assumption) ltac:(tauto) ltac:(assumption)).
  unfold kappa_of. apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat|lra]; [|apply pow_lt; assumption].
  rewrite <- Rsqr_pow2. apply Rsqr_pos_lt. assumption.
Qed.

Example TARGET_FORM_1_witness : nonvacuous_TARGET_FORM_1.
Proof.
  exists (aim_net 1), (1 / 2), (aim_weights 1 2). unfold hyp_TARGET_FORM_1. rewrite aim_loss.
  pose proof (proj1 (aim_kink 1)). pose proof (aim_linear 1). (split; [|lra]).
  repeat (split; [first [assumption|simpl; reflexivity|simpl; lra]|]); assumption.
Qed.
Example TARGET_ABOVE_1_witness : nonvacuous_TARGET_ABOVE_1.
Proof.
  exists (aim_net 1), (1 / 2), (aim_weights 3 3). unfold hyp_TARGET_ABOVE_1. rewrite aim_loss, aim_kernel, aim_residual, aim_x2.
  pose proof (proj1 (aim_kink 1)). pose proof (aim_linear 1). (split; [|lra]).
  repeat (split; [first [assumption|simpl; reflexivity|simpl; lra]|]). simpl. lra.
Qed.
Example TARGET_GROW_1_witness : nonvacuous_TARGET_GROW_1.
Proof.
  exists (aim_net 1), (1 / 2), (aim_weights 3 3). unfold hyp_TARGET_GROW_1. rewrite aim_loss, aim_x2.
  pose proof (proj1 (aim_kink 1)). pose proof (aim_linear 1). (split; [|lra]).
  repeat (split; [first [assumption|simpl; reflexivity|simpl; lra]|]). simpl. lra.
Qed.

(* What all of these rest on. *)
Definition checked := (TARGET_FORM_1, TARGET_FORM_1_witness, TARGET_ABOVE_1, TARGET_ABOVE_1_witness,
  TARGET_GROW_1, TARGET_GROW_1_witness).
Print Assumptions checked.
