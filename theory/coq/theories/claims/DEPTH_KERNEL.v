(* DEPTH-KERNEL: k-layer bias-free net, a² = max(a₊², a₋²) ≥ σ'(0)², any targets: λmax(H) ≤ C_k θ^(2(k−1)), C_k = s² a^(2(k−1)) λmax(XXᵀ/D) k^(2−k).
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require Layered.
Open Scope R_scope.

Module DEPTH_KERNEL_1.
Import Layered.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  kink_bounded : (a_zero N) ^ 2 <= Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2) }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  top_kernel N w <= (gram_top N) * ((INR (depth N)) ^ 2 / (INR (depth N)) ^ (depth N)) * ((s N) ^ 2) * ((weight_norm N w) ^ ((depth N) - 1)) * ((Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) ^ ((depth N) - 1)).
Definition defined : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  ((2 + ((-1) * (INR (depth N))) >= 0) \/ (INR (depth N) <> 0)) /\ (((-1) + (INR (depth N)) >= 0) \/ (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2) <> 0)) /\ (((-1) + (INR (depth N)) >= 0) \/ (weight_norm N w <> 0)).
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End DEPTH_KERNEL_1.
