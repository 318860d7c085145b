(* One datum, target 0: the exact maps f' = f (1 - eta H + kappa eta^2 f^2) and H' of the linear net (LW-1 with its own scaling)
   and of quadratic models with psi^2 = c I; the invariant (v'^2 - 4u') = (1 - u)^2 (v^2 - 4u), and 4u <= v^2 for all weights. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
Require Import Catapult.Statements Catapult.Sums Catapult.TwoLayerModel Catapult.QuadraticModel Catapult.OneDatum
  Catapult.OneDatumUnits Catapult.ClosedMap Catapult.ClosedMapModels Catapult.Witness.
Open Scope R_scope.

Theorem LW_1_1 : stmt_LW_1_1.
Proof.
  intros N eta w H. unfold hyp_LW_1_1 in H. decompose [and] H. clear H.
  net_closed N eta w K.
  assert (P : 0 < INR (TwoLayer.n N)) by (apply lt_0_INR; assumption).
  assert (S2 : TwoLayer.s N ^ 2 = / INR (TwoLayer.n N)).
  { replace (TwoLayer.s N) with (/ sqrt (INR (TwoLayer.n N))) by (symmetry; assumption).
    rewrite pow_inv, pow2_sqrt by lra. reflexivity. }
  assert (Ka : kappa N = / INR (TwoLayer.n N)).
  { unfold kappa. rewrite S2. replace (TwoLayer.a_plus N) with 1 by (symmetry; assumption).
    replace (TwoLayer.x2 N) with 1 by (symmetry; assumption). ring. }
  intro t. pose proof (cm_f _ _ _ _ K t) as F. pose proof (cm_h _ _ _ _ K t) as G. cbv beta in F, G. rewrite Ka in F, G.
  split.
  - apply Rmult_eq_reg_l with eta; [|lra]. rewrite G. unfold Rdiv. ring.
  - rewrite F. unfold Rdiv. ring.
Qed.
Theorem UV_MAP_1 : stmt_UV_MAP_1.
Proof.
  intros N eta w H. unfold hyp_UV_MAP_1 in H. decompose [and] H. clear H.
  net_closed N eta w K.
  intro t. pose proof (cm_f _ _ _ _ K t) as F. pose proof (cm_h _ _ _ _ K t) as G. cbv beta in F, G. unfold kappa in F, G. split; lra.
Qed.
Theorem UV_MAP_2 : stmt_UV_MAP_2.
Proof.
  intros M eta w H. unfold hyp_UV_MAP_2 in H. decompose [and] H. clear H.
  form_closed M eta w K.
  intro t. pose proof (cm_f _ _ _ _ K t) as F. pose proof (cm_h _ _ _ _ K t) as G. cbv beta in F, G. unfold kappa_iso in F, G. split; lra.
Qed.
Theorem UV_INVARIANT_1 : stmt_UV_INVARIANT_1.
Proof.
  intros N eta w H. unfold hyp_UV_INVARIANT_1 in H. decompose [and] H. clear H.
  net_closed N eta w K.
  intro t. pose proof (uv_invariant _ _ _ _ K t) as I. unfold u, v, kappa in I. lra.
Qed.
Theorem UV_INVARIANT_2 : stmt_UV_INVARIANT_2.
Proof.
  intros N eta w H. unfold hyp_UV_INVARIANT_2 in H. decompose [and] H. clear H.
  net_closed N eta w K.
  pose proof (cm_bound _ _ _ _ K 0) as B. at_start.
Qed.
Theorem UV_INVARIANT_3 : stmt_UV_INVARIANT_3.
Proof.
  intros M eta w H. unfold hyp_UV_INVARIANT_3 in H. decompose [and] H. clear H.
  form_closed M eta w K.
  intro t. pose proof (uv_invariant _ _ _ _ K t) as I. unfold u, v, kappa_iso in I. lra.
Qed.
Theorem UV_INVARIANT_4 : stmt_UV_INVARIANT_4.
Proof.
  intros M eta w H. unfold hyp_UV_INVARIANT_4 in H. decompose [and] H. clear H.
  form_closed M eta w K.
  pose proof (cm_bound _ _ _ _ K 0) as B. at_start.
Qed.

Example LW_1_1_witness : nonvacuous_LW_1_1.
Proof.
  assert (s1 : 1 = / sqrt 1) by (rewrite sqrt_1; field).
  unit_witness hyp_LW_1_1 1 1 1 1.
Qed.
Example UV_MAP_1_witness : nonvacuous_UV_MAP_1.
Proof. unit_witness hyp_UV_MAP_1 1 (1) 1 1. Qed.
Example UV_MAP_2_witness : nonvacuous_UV_MAP_2.
Proof. form_witness hyp_UV_MAP_2 (1) 1. Qed.
Example UV_INVARIANT_1_witness : nonvacuous_UV_INVARIANT_1.
Proof. unit_witness hyp_UV_INVARIANT_1 1 (1) 1 1. Qed.
Example UV_INVARIANT_2_witness : nonvacuous_UV_INVARIANT_2.
Proof. unit_witness hyp_UV_INVARIANT_2 1 (1) 1 1. Qed.
Example UV_INVARIANT_3_witness : nonvacuous_UV_INVARIANT_3.
Proof. form_witness hyp_UV_INVARIANT_3 (1) 1. Qed.
Example UV_INVARIANT_4_witness : nonvacuous_UV_INVARIANT_4.
Proof. form_witness hyp_UV_INVARIANT_4 (1) 1. Qed.

(* What all of these rest on. *)
Definition checked := (LW_1_1, LW_1_1_witness, UV_MAP_1, UV_MAP_1_witness, UV_MAP_2, UV_MAP_2_witness, UV_INVARIANT_1,
  UV_INVARIANT_1_witness, UV_INVARIANT_2, UV_INVARIANT_2_witness, UV_INVARIANT_3, UV_INVARIANT_3_witness, UV_INVARIANT_4,
  UV_INVARIANT_4_witness).
Print Assumptions checked.
