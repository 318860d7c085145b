(* One datum, target 0: eta C theta_0^2 < 4 implies that the loss tends to 0. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
Require Import Catapult.Statements Catapult.Sums Catapult.TwoLayerModel Catapult.QuadraticModel Catapult.OneDatum Catapult.Witness.
Open Scope R_scope.

Theorem CAT_LIMIT_1 : stmt_CAT_LIMIT_1.
Proof.
  intros N eta w [He [_ [one [T [K H]]]]].
  apply (net_limit N eta _ He (net_D_pos N one) T K (gram_one_datum N one)). unfold top_slope. lra.
Qed.
Theorem CAT_LIMIT_2 : stmt_CAT_LIMIT_2.
Proof.
  intros M eta w [He [_ [one [T H]]]].
  apply (quadratic_limit M eta _ He (quadratic_D_pos M one) T (mixed_one_datum M one)).
  rewrite (quadratic_factor M one). lra.
Qed.

Example CAT_LIMIT_1_witness : nonvacuous_CAT_LIMIT_1.
Proof.
  exists (unit_net 1), 1, (unit_weights 1 1). unfold hyp_CAT_LIMIT_1.
  rewrite unit_top_slope, unit_norm_value, unit_loss_value by lra. pose proof (unit_gram 1). pose proof (unit_gram_nonneg 1).
  pose proof (unit_kink 1). pose proof (unit_targets 1). pose proof (unit_x2 1) as X. rewrite ?X.
  repeat split; try assumption; simpl; try lra; try lia.
Qed.
Example CAT_LIMIT_2_witness : nonvacuous_CAT_LIMIT_2.
Proof.
  exists unit_form, 1, (fun _ => 1). unfold hyp_CAT_LIMIT_2. rewrite form_psi2, form_norm, form_loss.
  pose proof form_symmetric. pose proof form_targets. repeat split; try assumption; simpl; try lra; try lia.
Qed.

(* What all of these rest on. *)
Definition checked := (CAT_LIMIT_1, CAT_LIMIT_1_witness, CAT_LIMIT_2, CAT_LIMIT_2_witness).
Print Assumptions checked.
