(* Linear net on one datum, 0 < |Y| < 1, e_0 > 0: unless the target is hit exactly, the kernel is unbounded. *)
Require Import Reals Lra Psatz Arith Lia.
Require Import Catapult.Statements Catapult.Sums Catapult.TwoLayerModel Catapult.OneDatumUnits Catapult.TargetMap Catapult.TargetNet
  Catapult.TargetEmbed Catapult.TargetWitness Catapult.TargetLinear Catapult.TargetAboveMap.
Import TwoLayer.
Open Scope R_scope.

Theorem TARGET_UNBOUNDED : stmt_TARGET_UNBOUNDED.
Proof.
  intros N eta w [He [Hs [one [X [L [A [HY [Hy HE]]]]]]]].
  destruct (Classical_Prop.classic (exists t, residual N (train N eta w t) 0 = 0)) as [Z|NZ]; [left; exact Z|right].
  assert (K : 0 < root_kappa N) by (apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; assumption|apply sqrt_lt_R0, X]).
  assert (eK : 0 < eta * root_kappa N) by (apply Rmult_lt_0_compat; assumption).
  assert (Y0 : scaled_target N eta <> 0) by (unfold scaled_target; apply Rmult_integral_contrapositive_currified; [lra|exact Hy]).
  intros bound. apply Classical_Prop.NNPP. intro No.
  apply (above_unbounded_any (scaled_target N eta) _ _ HY Y0 (path_P N eta w one X L A) (path_Q N eta w one X L A)
    (path_P0 N eta w He Hs one X L A 0) (path_Q0 N eta w He Hs one X L A 0)).
  - rewrite path_EE. change (train N eta w 0) with w. lra.
  - intros t. rewrite path_rr. intro Z. apply NZ. exists t. unfold scaled_residual in Z.
    apply Rmult_integral in Z. destruct Z as [Z|Z]; [exfalso; lra|exact Z].
  - exists (2 * eta * bound). intro t. unfold P_form, Q_form.
    assert (B : kernel N (train N eta w t) 0 0 <= bound) by (apply Rnot_lt_le; intro G; apply No; exists t; exact G).
    apply (Rmult_le_compat_l eta) in B; lra.
Qed.

Example TARGET_UNBOUNDED_witness : nonvacuous_TARGET_UNBOUNDED.
Proof. target_witness hyp_TARGET_UNBOUNDED (1 / 2) 1 3 3. Qed.

(* What all of these rest on. *)
Definition checked := (TARGET_UNBOUNDED, TARGET_UNBOUNDED_witness).
Print Assumptions checked.
