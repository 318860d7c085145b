(* One datum, target 0: eta C theta_0^2 <= 4 implies that the weight norm never increases (the edge included), and below the
   edge it falls while the output is not 0: two-layer nets of any width and slopes, pure quadratic models with any psi. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums TwoLayerModel QuadraticModel OneDatum Witness.
From Catapult Require Import CAT_MONO ML_2.
Open Scope R_scope.

Theorem CAT_MONO_1 : CAT_MONO_1.statement.
Proof.
  intros N eta w [] t.
  apply (net_monotone N eta _ rate_positive (net_D_pos N one_datum) targets_zero kink_bounded (gram_one_datum N one_datum)). unfold top_slope. lra.
Qed.
Theorem CAT_MONO_2 : CAT_MONO_2.statement.
Proof.
  intros M eta w [] t.
  apply (quadratic_monotone M eta _ rate_positive (quadratic_D_pos M one_datum) targets_zero (mixed_one_datum M one_datum)).
  rewrite (quadratic_factor M one_datum). lra.
Qed.
(* The norm stays below its start, so the kernel stays below 4/eta. *)
Lemma strict_fall (eta C f h before after start : R) : 0 < eta -> 0 <= C -> h <= C * before -> before <= start ->
  eta * (C * start) < 4 -> f <> 0 -> after = before + eta * f ^ 2 * (eta * h - 4) -> after < before.
Proof.
  intros He HC Hh Hb HS Nf ->. assert (0 < eta * f ^ 2 * (4 - eta * h)); [|lra].
  assert (C * before <= C * start) by (apply Rmult_le_compat_l; lra).
  assert (eta * h <= eta * (C * start)) by (apply Rmult_le_compat_l; lra).
  apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; [lra|apply pow2_gt_0, Nf]|lra].
Qed.
Lemma never_above (g : nat -> R) : (forall t, g (S t) <= g t) -> forall t, g t <= g 0%nat.
Proof. intros H t. induction t as [|t IH]; [apply Rle_refl|]. eapply Rle_trans; [apply H|exact IH]. Qed.

Theorem ML_2_1 : ML_2_1.statement.
Proof.
  intros N eta w [] t Nf. pose proof (net_D_pos N one_datum) as P. pose proof (gram_one_datum N one_datum) as G.
  set (C := TwoLayer.s N ^ 2 * TwoLayer.x2 N * top_slope N).
  assert (S4 : eta * (C * TwoLayer.weight_norm N w) < 4) by (unfold C, top_slope; lra).
  apply (strict_fall eta C (TwoLayer.output N (TwoLayer.train N eta w t) 0)
    (TwoLayer.kernel N (TwoLayer.train N eta w t) 0 0) _ _ (TwoLayer.weight_norm N w)); try assumption.
  - apply Rmult_le_pos; [apply Rmult_le_pos; [apply pow2_ge_0|apply G]|apply top_slope_nonneg].
  - pose proof (net_kernel_bound N _ (TwoLayer.train N eta w t) (fun _ => 1) P G kink_bounded) as B.
    rewrite (net_form_one N one_datum), one_datum, sum_one in B. unfold C. lra.
  - apply (never_above (fun j => TwoLayer.weight_norm N (TwoLayer.train N eta w j))).
    apply (net_monotone N eta _ rate_positive P targets_zero kink_bounded G). fold C. lra.
  - apply (net_norm_one N one_datum targets_zero).
Qed.
Theorem ML_2_2 : ML_2_2.statement.
Proof.
  intros M eta w [] t Nf. pose proof (quadratic_D_pos M one_datum) as P. pose proof (mixed_one_datum M one_datum) as G.
  set (C := Quadratic.zeta M ^ 2 * Quadratic.psi2_top M).
  assert (S4 : eta * (C * Quadratic.weight_norm M w) < 4) by (unfold C; lra).
  apply (strict_fall eta C (Quadratic.output M (Quadratic.train M eta w t) 0)
    (Quadratic.kernel M (Quadratic.train M eta w t) 0 0) _ _ (Quadratic.weight_norm M w)); try assumption.
  - apply Rmult_le_pos; [apply pow2_ge_0|apply psi2_top_nonneg].
  - pose proof (quadratic_kernel_bound M _ (Quadratic.train M eta w t) (fun _ => 1) P G) as B.
    rewrite (quadratic_form_one M one_datum), (quadratic_factor M one_datum), one_datum, sum_one in B. unfold C. lra.
  - apply (never_above (fun j => Quadratic.weight_norm M (Quadratic.train M eta w j))).
    apply (quadratic_monotone M eta _ rate_positive P targets_zero G). rewrite (quadratic_factor M one_datum). fold C. lra.
  - apply (quadratic_norm_one M one_datum targets_zero).
Qed.

Example CAT_MONO_1_witness : CAT_MONO_1.nonvacuous.
Proof. unit_witness 1 2 1 1. Qed.
Example ML_2_1_witness : ML_2_1.nonvacuous.
Proof. unit_witness 1 1 1 1. Qed.
Example CAT_MONO_2_witness : CAT_MONO_2.nonvacuous.
Proof. form_witness 4 1. Qed.
Example ML_2_2_witness : ML_2_2.nonvacuous.
Proof. form_witness 1 1. Qed.
