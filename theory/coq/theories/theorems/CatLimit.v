(* One datum, target 0: eta C theta_0^2 < 4 implies that the loss tends to 0. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums TwoLayerModel QuadraticModel OneDatum Witness.
From Catapult Require Import CAT_LIMIT.
Open Scope R_scope.

Theorem CAT_LIMIT_1 : CAT_LIMIT_1.statement.
Proof.
  intros N eta w [].
  apply (net_limit N eta _ rate_positive (net_D_pos N one_datum) targets_zero kink_bounded (gram_one_datum N one_datum)). unfold top_slope. lra.
Qed.
Theorem CAT_LIMIT_2 : CAT_LIMIT_2.statement.
Proof.
  intros M eta w [].
  apply (quadratic_limit M eta _ rate_positive (quadratic_D_pos M one_datum) targets_zero (mixed_one_datum M one_datum)).
  rewrite (quadratic_factor M one_datum). lra.
Qed.

Example CAT_LIMIT_1_witness : CAT_LIMIT_1.nonvacuous.
Proof. unit_witness 1 1 1 1. Qed.
Example CAT_LIMIT_2_witness : CAT_LIMIT_2.nonvacuous.
Proof. form_witness 1 1. Qed.
