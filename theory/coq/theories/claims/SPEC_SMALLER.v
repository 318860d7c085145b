(* SPEC-SMALLER: N is at most |v|² + Σ|Pu_i|², so the spectral bound allows at least the learning rates of the others.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require TwoLayer.
Open Scope R_scope.

Module SPEC_SMALLER_1.
Import TwoLayer.
Record hypotheses (N : net) (B : decomposition) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  gates_linear : linear_net N;
  data_decomposed : decomposes N B;
  gram_top_positive : gram_top N > 0 }.
Definition statement : Prop := forall (N : net) (B : decomposition) (eta : R) (w : weights), hypotheses N B eta w ->
  live_norm N B w >= spectral_norm N B w.
Definition nonvacuous : Prop := exists (N : net) (B : decomposition) (eta : R) (w : weights), hypotheses N B eta w /\ 0 < loss N w.
End SPEC_SMALLER_1.
