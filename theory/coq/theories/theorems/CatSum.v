(* One datum, target 0: eta C theta_0^2 < 4 implies sum_t f_t^2 <= theta_0^2 / (eta (4 - eta C theta_0^2)). *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require TwoLayer.
From Catapult Require Import Defined Sums TwoLayerModel QuadraticModel OneDatum Witness.
From Catapult Require Import CAT_SUM.
Open Scope R_scope.

Theorem CAT_SUM_1 : CAT_SUM_1.statement.
Proof.
  intros N eta w [] t.
  assert (B : eta * (TwoLayer.s N ^ 2 * TwoLayer.x2 N * top_slope N * TwoLayer.weight_norm N w) < 4) by (unfold top_slope; lra).
  eapply Rle_trans; [exact (net_sum N eta _ rate_positive (net_D_pos N one_datum) targets_zero kink_bounded (gram_one_datum N one_datum) w B (S t))|].
  right. unfold top_slope. f_equal. ring.
Qed.
Theorem CAT_SUM_1_defined : CAT_SUM_1.defined.
Proof. intros N eta w []. is_defined. Qed.
Theorem CAT_SUM_2 : CAT_SUM_2.statement.
Proof.
  intros M eta w [] t.
  pose proof (quadratic_sum M eta _ rate_positive (quadratic_D_pos M one_datum) targets_zero (mixed_one_datum M one_datum) w) as Q.
  rewrite (quadratic_factor M one_datum) in Q. eapply Rle_trans; [apply Q; lra|]. right. f_equal. ring.
Qed.
Theorem CAT_SUM_2_defined : CAT_SUM_2.defined.
Proof. intros M eta w []. is_defined. Qed.

Example CAT_SUM_1_witness : CAT_SUM_1.nonvacuous.
Proof. unit_witness 1 1 1 1. Qed.
Example CAT_SUM_2_witness : CAT_SUM_2.nonvacuous.
Proof. form_witness 1 1. Qed.
