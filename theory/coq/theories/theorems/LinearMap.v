(* One datum, target 0: the exact maps f' = f (1 - eta H + kappa eta^2 f^2) and H' of the linear net (LW-1 with its own scaling)
   and of quadratic models with psi^2 = c I; the invariant (v'^2 - 4u') = (1 - u)^2 (v^2 - 4u), and 4u <= v^2 for all weights. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require TwoLayer.
From Catapult Require Import Defined Sums TwoLayerModel QuadraticModel OneDatum OneDatumUnits ClosedMap ClosedMapModels Witness.
From Catapult Require Import LW_1 UV_INVARIANT UV_MAP.
Open Scope R_scope.

Theorem LW_1_1 : LW_1_1.statement.
Proof.
  intros N eta w [].
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
Theorem LW_1_1_defined : LW_1_1.defined.
Proof. intros N eta w []. is_defined. Qed.
Theorem UV_MAP_1 : UV_MAP_1.statement.
Proof.
  intros N eta w [].
  net_closed N eta w K.
  intro t. pose proof (cm_f _ _ _ _ K t) as F. pose proof (cm_h _ _ _ _ K t) as G. cbv beta in F, G. unfold kappa in F, G. split; lra.
Qed.
Theorem UV_MAP_2 : UV_MAP_2.statement.
Proof.
  intros M eta w [].
  form_closed M eta w K.
  intro t. pose proof (cm_f _ _ _ _ K t) as F. pose proof (cm_h _ _ _ _ K t) as G. cbv beta in F, G. unfold kappa_iso in F, G. split; lra.
Qed.
Theorem UV_INVARIANT_1 : UV_INVARIANT_1.statement.
Proof.
  intros N eta w [].
  net_closed N eta w K.
  intro t. pose proof (uv_invariant _ _ _ _ K t) as I. unfold u, v, kappa in I. lra.
Qed.
(* Output and kernel do not depend on the target, so it may as well be 0. *)
Theorem UV_INVARIANT_2 : UV_INVARIANT_2.statement.
Proof.
  intros N eta w [].
  set (Z := TwoLayer.Net (TwoLayer.n N) (TwoLayer.d N) (TwoLayer.D N) (TwoLayer.X N) (fun _ => 0) (TwoLayer.s N) (TwoLayer.a_plus N)
    (TwoLayer.a_minus N) (TwoLayer.a_zero N)).
  assert (TwoLayer.zero_targets Z) by (intros a _; reflexivity).
  assert (TwoLayer.linear_net Z) by assumption. assert (TwoLayer.D Z = 1%nat) by assumption. assert (0 < TwoLayer.s Z) by assumption.
  net_closed Z eta w K.
  pose proof (cm_bound _ _ _ _ K 0) as B. change (kappa Z) with (kappa N) in B. cbv beta in B.
  change (TwoLayer.output Z (TwoLayer.train Z eta w 0) 0) with (TwoLayer.output N w 0) in B.
  change (TwoLayer.kernel Z (TwoLayer.train Z eta w 0) 0 0) with (TwoLayer.kernel N w 0 0) in B. at_start.
Qed.
Theorem UV_INVARIANT_3 : UV_INVARIANT_3.statement.
Proof.
  intros M eta w [].
  form_closed M eta w K.
  intro t. pose proof (uv_invariant _ _ _ _ K t) as I. unfold u, v, kappa_iso in I. lra.
Qed.
Theorem UV_INVARIANT_4 : UV_INVARIANT_4.statement.
Proof.
  intros M eta w [].
  set (Z := Quadratic.Model (Quadratic.n M) (Quadratic.D M) (Quadratic.psi M) (fun _ => 0) (Quadratic.zeta M)).
  assert (Quadratic.zero_targets Z) by (intros a _; reflexivity). assert (Quadratic.symmetric Z) by assumption.
  assert (Quadratic.isotropic Z) by assumption. assert (Quadratic.D Z = 1%nat) by assumption.
  form_closed Z eta w K.
  pose proof (cm_bound _ _ _ _ K 0) as B. change (kappa_iso Z) with (kappa_iso M) in B. cbv beta in B.
  change (Quadratic.output Z (Quadratic.train Z eta w 0) 0) with (Quadratic.output M w 0) in B.
  change (Quadratic.kernel Z (Quadratic.train Z eta w 0) 0 0) with (Quadratic.kernel M w 0 0) in B. at_start.
Qed.

Example LW_1_1_witness : LW_1_1.nonvacuous.
Proof.
  assert (s1 : 1 = / sqrt 1) by (rewrite sqrt_1; field).
  unit_witness 1 1 1 1.
Qed.
Example UV_MAP_1_witness : UV_MAP_1.nonvacuous.
Proof. unit_witness 1 (1) 1 1. Qed.
Example UV_MAP_2_witness : UV_MAP_2.nonvacuous.
Proof. form_witness (1) 1. Qed.
Example UV_INVARIANT_1_witness : UV_INVARIANT_1.nonvacuous.
Proof. unit_witness 1 (1) 1 1. Qed.
Example UV_INVARIANT_2_witness : UV_INVARIANT_2.nonvacuous.
Proof. unit_witness 1 (1) 1 1. Qed.
Example UV_INVARIANT_3_witness : UV_INVARIANT_3.nonvacuous.
Proof. form_witness (1) 1. Qed.
Example UV_INVARIANT_4_witness : UV_INVARIANT_4.nonvacuous.
Proof. form_witness (1) 1. Qed.
