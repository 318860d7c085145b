(* One datum, target 0, eta H_0 > 4, linear nets and psi^2 = c I: the kernel never decreases, and unless f hits 0 exactly
   at some step, the loss and the weight norm are unbounded. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
Require Import Catapult.Statements Catapult.Sums Catapult.TwoLayerModel Catapult.QuadraticModel Catapult.OneDatum
  Catapult.OneDatumUnits Catapult.ClosedMap Catapult.ClosedMapModels Catapult.Witness.
Open Scope R_scope.

Lemma linear_kink (N : TwoLayer.net) : TwoLayer.linear_net N -> TwoLayer.kink_slope N.
Proof. intros [A B]. unfold TwoLayer.kink_slope. rewrite B. apply Rmax_l. Qed.
Theorem UV_DIVERGE_1 : stmt_UV_DIVERGE_1.
Proof.
  intros N eta w H. unfold hyp_UV_DIVERGE_1 in H. decompose [and] H. clear H.
  net_closed N eta w K.
  intro t. destruct (v_increases _ _ _ _ K ltac:(at_start) t) as [_ D].
  apply Rle_ge. exact (h_order _ _ _ _ K _ _ D).
Qed.
Theorem UV_DIVERGE_2 : stmt_UV_DIVERGE_2.
Proof.
  intros N eta w H. unfold hyp_UV_DIVERGE_2 in H. decompose [and] H. clear H.
  net_closed N eta w K.
  destruct (Classical_Prop.classic (exists t, TwoLayer.output N (TwoLayer.train N eta w t) 0 = 0)) as [Z|NZ]; [right; exact Z|left].
  assert (Nz : forall t, TwoLayer.output N (TwoLayer.train N eta w t) 0 <> 0) by (intros t Z; apply NZ; exists t; exact Z).
  set (h := fun t => TwoLayer.kernel N (TwoLayer.train N eta w t) 0 0) in *.
  assert (V4 : 4 < v eta h 0) by (unfold h; at_start).
  split; intro bound.
  - destruct (u_unbounded _ _ _ _ K V4 Nz (2 * kappa N * eta ^ 2 * bound)) as [t U]. exists t.
    rewrite (net_loss_one N ltac:(assumption) ltac:(assumption)). unfold u in U. pose proof (kappa_pos _ _ _ _ K t (Nz t)) as Kp.
    assert (Ke : 0 < 2 * kappa N * eta ^ 2) by (apply Rmult_lt_0_compat; [lra|apply pow_lt; assumption]).
    apply Rmult_lt_reg_l with (2 * kappa N * eta ^ 2); [exact Ke|]. lra.
  - set (C0 := TwoLayer.s N ^ 2 * TwoLayer.x2 N * top_slope N).
    assert (C0n : 0 <= C0) by (apply Rmult_le_pos; [apply Rmult_le_pos; [apply pow2_ge_0|apply x2_nonneg]|apply top_slope_nonneg]).
    destruct (v_unbounded _ _ _ _ K V4 Nz (eta * (C0 * Rabs bound))) as [t U]. exists t. unfold v, h in U.
    apply Rmult_lt_reg_l in U; [|assumption].
    pose proof (net_kernel_bound N _ (TwoLayer.train N eta w t) (fun _ => 1) (net_D_pos N ltac:(assumption))
      (gram_one_datum N ltac:(assumption)) (linear_kink N ltac:(assumption))) as B.
    rewrite (net_form_one N ltac:(assumption)) in B.
    replace (TwoLayer.D N) with 1%nat in B by (symmetry; assumption). rewrite sum_one in B.
    set (C := TwoLayer.s N ^ 2 * TwoLayer.x2 N * top_slope N) in *.
    fold C0 in C. apply Rnot_le_lt. intro Low.
    assert (C * TwoLayer.weight_norm N (TwoLayer.train N eta w t) <= C * Rabs bound)
      by (apply Rmult_le_compat_l; [exact C0n|eapply Rle_trans; [exact Low|apply Rle_abs]]).
    unfold C in *. fold C0 in B, U, H |- *. lra.
Qed.
Theorem UV_DIVERGE_3 : stmt_UV_DIVERGE_3.
Proof.
  intros M eta w H. unfold hyp_UV_DIVERGE_3 in H. decompose [and] H. clear H.
  form_closed M eta w K.
  intro t. destruct (v_increases _ _ _ _ K ltac:(at_start) t) as [_ D].
  apply Rle_ge. exact (h_order _ _ _ _ K _ _ D).
Qed.
Theorem UV_DIVERGE_4 : stmt_UV_DIVERGE_4.
Proof.
  intros M eta w H. unfold hyp_UV_DIVERGE_4 in H. decompose [and] H. clear H.
  form_closed M eta w K.
  destruct (Classical_Prop.classic (exists t, Quadratic.output M (Quadratic.train M eta w t) 0 = 0)) as [Z|NZ]; [right; exact Z|left].
  assert (Nz : forall t, Quadratic.output M (Quadratic.train M eta w t) 0 <> 0) by (intros t Z; apply NZ; exists t; exact Z).
  set (h := fun t => Quadratic.kernel M (Quadratic.train M eta w t) 0 0) in *.
  assert (V4 : 4 < v eta h 0) by (unfold h; at_start).
  split; intro bound.
  - destruct (u_unbounded _ _ _ _ K V4 Nz (2 * kappa_iso M * eta ^ 2 * bound)) as [t U]. exists t.
    rewrite (quadratic_loss_one M ltac:(assumption) ltac:(assumption)). unfold u in U. pose proof (kappa_pos _ _ _ _ K t (Nz t)) as Kp.
    assert (Ke : 0 < 2 * kappa_iso M * eta ^ 2) by (apply Rmult_lt_0_compat; [lra|apply pow_lt; assumption]).
    apply Rmult_lt_reg_l with (2 * kappa_iso M * eta ^ 2); [exact Ke|]. lra.
  - set (C0 := Quadratic.zeta M ^ 2 * Quadratic.psi2_top M).
    assert (C0n : 0 <= C0) by (apply Rmult_le_pos; [apply pow2_ge_0|apply psi2_top_nonneg]).
    destruct (v_unbounded _ _ _ _ K V4 Nz (eta * (C0 * Rabs bound))) as [t U]. exists t. unfold v, h in U.
    apply Rmult_lt_reg_l in U; [|assumption].
    pose proof (quadratic_kernel_bound M _ (Quadratic.train M eta w t) (fun _ => 1) (quadratic_D_pos M ltac:(assumption))
      (mixed_one_datum M ltac:(assumption))) as B.
    rewrite (quadratic_form_one M ltac:(assumption)), (quadratic_factor M ltac:(assumption)) in B.
    replace (Quadratic.D M) with 1%nat in B by (symmetry; assumption). rewrite sum_one in B.
    set (C := Quadratic.zeta M ^ 2 * Quadratic.psi2_top M) in *.
    fold C0 in C. apply Rnot_le_lt. intro Low.
    assert (C * Quadratic.weight_norm M (Quadratic.train M eta w t) <= C * Rabs bound)
      by (apply Rmult_le_compat_l; [exact C0n|eapply Rle_trans; [exact Low|apply Rle_abs]]).
    unfold C in *. fold C0 in B, U, H |- *. lra.
Qed.

Example UV_DIVERGE_1_witness : nonvacuous_UV_DIVERGE_1.
Proof. unit_witness hyp_UV_DIVERGE_1 1 (3) 1 1. Qed.
Example UV_DIVERGE_2_witness : nonvacuous_UV_DIVERGE_2.
Proof. unit_witness hyp_UV_DIVERGE_2 1 (3) 1 1. Qed.
Example UV_DIVERGE_3_witness : nonvacuous_UV_DIVERGE_3.
Proof. form_witness hyp_UV_DIVERGE_3 (5) 1. Qed.
Example UV_DIVERGE_4_witness : nonvacuous_UV_DIVERGE_4.
Proof. form_witness hyp_UV_DIVERGE_4 (5) 1. Qed.

(* What all of these rest on. *)
Definition checked := (UV_DIVERGE_1, UV_DIVERGE_1_witness, UV_DIVERGE_2, UV_DIVERGE_2_witness, UV_DIVERGE_3,
  UV_DIVERGE_3_witness, UV_DIVERGE_4, UV_DIVERGE_4_witness).
Print Assumptions checked.
