(* One datum, target 0: at every step the weight norm falls strictly if and only if f <> 0 and eta H < 4. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
Require Import Catapult.Statements Catapult.Sums Catapult.TwoLayerModel Catapult.QuadraticModel Catapult.OneDatum Catapult.Witness.
Open Scope R_scope.

Lemma strict_iff (eta f h before after : R) : 0 < eta -> after = before + eta * f ^ 2 * (eta * h - 4) ->
  (after < before <-> h * eta < 4 /\ f <> 0).
Proof.
  intros He ->. split.
  - intros L. split.
    + apply Rnot_le_lt. intro B. assert (0 <= eta * f ^ 2 * (eta * h - 4)); [|lra].
      apply Rmult_le_pos; [apply Rmult_le_pos; [lra|apply pow2_ge_0]|lra].
    + intros ->. lra.
  - intros [B Nz]. assert (0 < eta * f ^ 2 * (4 - eta * h)); [|lra].
    apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; [lra|apply pow2_gt_0, Nz]|lra].
Qed.
Theorem CAT_STRICT_1 : stmt_CAT_STRICT_1.
Proof. intros N eta w [He [_ [one T]]] t. apply (strict_iff eta); [exact He|]. apply (net_norm_one N one T). Qed.
Theorem CAT_STRICT_2 : stmt_CAT_STRICT_2.
Proof. intros M eta w [He [_ [one T]]] t. apply (strict_iff eta); [exact He|]. apply (quadratic_norm_one M one T). Qed.

Example CAT_STRICT_1_witness : nonvacuous_CAT_STRICT_1.
Proof.
  exists (unit_net 1), 1, (unit_weights 1 1). unfold hyp_CAT_STRICT_1.
  rewrite unit_loss_value by lra. pose proof (unit_gram 1). pose proof (unit_gram_nonneg 1).
  pose proof (unit_kink 1). pose proof (unit_targets 1). pose proof (unit_x2 1) as X. rewrite ?X.
  repeat split; try assumption; simpl; try lra; try lia.
Qed.
Example CAT_STRICT_2_witness : nonvacuous_CAT_STRICT_2.
Proof.
  exists unit_form, 1, (fun _ => 1). unfold hyp_CAT_STRICT_2. rewrite form_loss.
  pose proof form_symmetric. pose proof form_targets. repeat split; try assumption; simpl; try lra; try lia.
Qed.

(* What all of these rest on. *)
Definition checked := (CAT_STRICT_1, CAT_STRICT_1_witness, CAT_STRICT_2, CAT_STRICT_2_witness).
Print Assumptions checked.
