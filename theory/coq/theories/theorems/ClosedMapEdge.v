(* One datum, target 0, eta H_0 = 4: the kernel stays there and f' = f (kappa eta^2 f^2 - 3), the Chebyshev map.
   Linear nets, and quadratic models with psi^2 = c I. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums TwoLayerModel QuadraticModel OneDatum OneDatumUnits ClosedMap ClosedMapModels Witness.
From Catapult Require Import UV_EDGE.
Open Scope R_scope.

Theorem UV_EDGE_1 : UV_EDGE_1.statement.
Proof.
  intros N eta w [].
  net_closed N eta w K.
  intro t. pose proof (edge _ _ _ _ K ltac:(at_start)) as E. unfold v in E. split.
  - rewrite Rmult_comm. exact (E (S t)).
  - pose proof (cm_f _ _ _ _ K t) as F. cbv beta in F. rewrite (E t) in F. rewrite F. unfold kappa. ring.
Qed.
Theorem UV_EDGE_2 : UV_EDGE_2.statement.
Proof.
  intros M eta w [].
  form_closed M eta w K.
  intro t. pose proof (edge _ _ _ _ K ltac:(at_start)) as E. unfold v in E. split.
  - rewrite Rmult_comm. exact (E (S t)).
  - pose proof (cm_f _ _ _ _ K t) as F. cbv beta in F. rewrite (E t) in F. rewrite F. unfold kappa_iso. ring.
Qed.

Example UV_EDGE_1_witness : UV_EDGE_1.nonvacuous.
Proof. unit_witness 1 (2) 1 1. Qed.
Example UV_EDGE_2_witness : UV_EDGE_2.nonvacuous.
Proof. form_witness (4) 1. Qed.
