(* One datum, target 0, eta H_0 = 4: the kernel stays there and f' = f (kappa eta^2 f^2 - 3), the Chebyshev map.
   Linear nets, and quadratic models with psi^2 = c I. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
Require Import Catapult.Statements Catapult.Sums Catapult.TwoLayerModel Catapult.QuadraticModel Catapult.OneDatum
  Catapult.OneDatumUnits Catapult.ClosedMap Catapult.ClosedMapModels Catapult.Witness.
Open Scope R_scope.

Theorem UV_EDGE_1 : stmt_UV_EDGE_1.
Proof.
  intros N eta w H. unfold hyp_UV_EDGE_1 in H. decompose [and] H. clear H.
  net_closed N eta w K.
  intro t. pose proof (edge _ _ _ _ K ltac:(at_start)) as E. unfold v in E. split.
  - rewrite Rmult_comm. exact (E (S t)).
  - pose proof (cm_f _ _ _ _ K t) as F. cbv beta in F. rewrite (E t) in F. rewrite F. unfold kappa. ring.
Qed.
Theorem UV_EDGE_2 : stmt_UV_EDGE_2.
Proof.
  intros M eta w H. unfold hyp_UV_EDGE_2 in H. decompose [and] H. clear H.
  form_closed M eta w K.
  intro t. pose proof (edge _ _ _ _ K ltac:(at_start)) as E. unfold v in E. split.
  - rewrite Rmult_comm. exact (E (S t)).
  - pose proof (cm_f _ _ _ _ K t) as F. cbv beta in F. rewrite (E t) in F. rewrite F. unfold kappa_iso. ring.
Qed.

Example UV_EDGE_1_witness : nonvacuous_UV_EDGE_1.
Proof. unit_witness hyp_UV_EDGE_1 1 (2) 1 1. Qed.
Example UV_EDGE_2_witness : nonvacuous_UV_EDGE_2.
Proof. form_witness hyp_UV_EDGE_2 (4) 1. Qed.

(* What all of these rest on. *)
Definition checked := (UV_EDGE_1, UV_EDGE_1_witness, UV_EDGE_2, UV_EDGE_2_witness).
Print Assumptions checked.
