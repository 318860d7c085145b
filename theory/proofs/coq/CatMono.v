(* One datum, target 0: eta C theta_0^2 <= 4 implies that the weight norm never increases (the edge included): two-layer nets
   of any width and slopes, and pure quadratic models with any symmetric psi. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
Require Import Catapult.Statements Catapult.Sums Catapult.TwoLayerModel Catapult.QuadraticModel Catapult.OneDatum Catapult.Witness.
Open Scope R_scope.

Theorem CAT_MONO_1 : stmt_CAT_MONO_1.
Proof.
  intros N eta w [He [_ [one [T [K H]]]]] t.
  apply (net_monotone N eta _ He (net_D_pos N one) T K (gram_one_datum N one)). unfold top_slope. lra.
Qed.
Theorem CAT_MONO_2 : stmt_CAT_MONO_2.
Proof.
  intros M eta w [He [_ [one [T H]]]] t.
  apply (quadratic_monotone M eta _ He (quadratic_D_pos M one) T (mixed_one_datum M one)).
  rewrite (quadratic_factor M one). lra.
Qed.
Theorem ML_2_1 : stmt_ML_2_1.
Proof.
  intros N eta w [He [_ [one [T [K H]]]]] t.
  apply (net_monotone N eta _ He (net_D_pos N one) T K (gram_one_datum N one)). unfold top_slope. lra.
Qed.
Theorem ML_2_2 : stmt_ML_2_2.
Proof.
  intros M eta w [He [_ [one [T H]]]] t.
  apply (quadratic_monotone M eta _ He (quadratic_D_pos M one) T (mixed_one_datum M one)).
  rewrite (quadratic_factor M one). lra.
Qed.

Example CAT_MONO_1_witness : nonvacuous_CAT_MONO_1.
Proof.
  exists (unit_net 1), 2, (unit_weights 1 1). unfold hyp_CAT_MONO_1.
  rewrite unit_top_slope, unit_norm_value, unit_loss_value by lra. pose proof (unit_gram 1). pose proof (unit_gram_nonneg 1).
  pose proof (unit_kink 1). pose proof (unit_targets 1). pose proof (unit_x2 1) as X. rewrite ?X.
  repeat split; try assumption; simpl; try lra; try lia.
Qed.
Example ML_2_1_witness : nonvacuous_ML_2_1.
Proof.
  exists (unit_net 1), 1, (unit_weights 1 1). unfold hyp_ML_2_1.
  rewrite unit_top_slope, unit_norm_value, unit_loss_value by lra. pose proof (unit_gram 1). pose proof (unit_gram_nonneg 1).
  pose proof (unit_kink 1). pose proof (unit_targets 1). pose proof (unit_x2 1) as X. rewrite ?X.
  repeat split; try assumption; simpl; try lra; try lia.
Qed.
Example CAT_MONO_2_witness : nonvacuous_CAT_MONO_2.
Proof.
  exists unit_form, 4, (fun _ => 1). unfold hyp_CAT_MONO_2. rewrite form_psi2, form_norm, form_loss.
  pose proof form_symmetric. pose proof form_targets. repeat split; try assumption; simpl; try lra; try lia.
Qed.
Example ML_2_2_witness : nonvacuous_ML_2_2.
Proof.
  exists unit_form, 1, (fun _ => 1). unfold hyp_ML_2_2. rewrite form_psi2, form_norm, form_loss.
  pose proof form_symmetric. pose proof form_targets. repeat split; try assumption; simpl; try lra; try lia.
Qed.

(* What all of these rest on. *)
Definition checked := (CAT_MONO_1, CAT_MONO_1_witness, CAT_MONO_2, CAT_MONO_2_witness, ML_2_1, ML_2_1_witness, ML_2_2,
  ML_2_2_witness).
Print Assumptions checked.
