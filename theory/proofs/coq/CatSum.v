(* One datum, target 0: eta C theta_0^2 < 4 implies sum_t f_t^2 <= theta_0^2 / (eta (4 - eta C theta_0^2)). *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
Require Import Catapult.Statements Catapult.Sums Catapult.TwoLayerModel Catapult.QuadraticModel Catapult.OneDatum Catapult.Witness.
Open Scope R_scope.

Theorem CAT_SUM_1 : stmt_CAT_SUM_1.
Proof.
  intros N eta w [He [_ [one [T [K H]]]]] t.
  assert (B : eta * (TwoLayer.s N ^ 2 * TwoLayer.x2 N * top_slope N * TwoLayer.weight_norm N w) < 4) by (unfold top_slope; lra).
  eapply Rle_trans; [exact (net_sum N eta _ He (net_D_pos N one) T K (gram_one_datum N one) w B (S t))|].
  right. unfold top_slope. f_equal. ring.
Qed.
Theorem CAT_SUM_2 : stmt_CAT_SUM_2.
Proof.
  intros M eta w [He [_ [one [T H]]]] t.
  pose proof (quadratic_sum M eta _ He (quadratic_D_pos M one) T (mixed_one_datum M one) w) as Q.
  rewrite (quadratic_factor M one) in Q. eapply Rle_trans; [apply Q; lra|]. right. f_equal. ring.
Qed.

Example CAT_SUM_1_witness : nonvacuous_CAT_SUM_1.
Proof.
  exists (unit_net 1), 1, (unit_weights 1 1). unfold hyp_CAT_SUM_1.
  rewrite unit_top_slope, unit_norm_value, unit_loss_value by lra. pose proof (unit_gram 1). pose proof (unit_gram_nonneg 1).
  pose proof (unit_kink 1). pose proof (unit_targets 1). pose proof (unit_x2 1) as X. rewrite ?X.
  repeat split; try assumption; simpl; try lra; try lia.
Qed.
Example CAT_SUM_2_witness : nonvacuous_CAT_SUM_2.
Proof.
  exists unit_form, 1, (fun _ => 1). unfold hyp_CAT_SUM_2. rewrite form_psi2, form_norm, form_loss.
  pose proof form_symmetric. pose proof form_targets. repeat split; try assumption; simpl; try lra; try lia.
Qed.

(* What all of these rest on. *)
Definition checked := (CAT_SUM_1, CAT_SUM_1_witness, CAT_SUM_2, CAT_SUM_2_witness).
Print Assumptions checked.
