(* Leaky net on D data in any dimension: lambda_max(H) <= s^2 max(a_plus^2, a_minus^2) lambda_max(X X^T / D) theta^2. *)
Require Import Reals Lra Psatz Arith Lia.
Require Import Catapult.Statements Catapult.Sums Catapult.Spectral Catapult.TwoLayerModel Catapult.QuadraticModel Catapult.Witness.
Import TwoLayer.
Open Scope R_scope.

Theorem GRAM_KERNEL : stmt_GRAM_KERNEL.
Proof.
  intros N w [P K].
  replace (s N ^ 2 * Rmax (a_plus N ^ 2) (a_minus N ^ 2) * gram_top N * weight_norm N w)
    with (s N ^ 2 * gram_top N * top_slope N * weight_norm N w) by (unfold top_slope; rewrite Rmax_comm; ring).
  apply top_least; [|exact P]. intros z. apply (net_kernel_bound N _ w z P (gram_top_bound N P) K).
Qed.

Example GRAM_KERNEL_witness : nonvacuous_GRAM_KERNEL.
Proof.
  exists (unit_net 1), (unit_weights 1 1). unfold hyp_GRAM_KERNEL. rewrite unit_loss_value by lra.
  pose proof (unit_kink 1). close_witness.
Qed.
