(* RELU-SUM: ηH₀ < 4: Σ f² ≤ (H₀/C)/(η(4 − ηH₀)), and the loss tends to zero.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require TwoLayer.
Open Scope R_scope.

Module RELU_SUM_1.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  targets_zero : zero_targets N;
  gates_relu : relu_net N;
  below_edge : (kernel N w 0 0) * eta < 4 }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  forall t, ((a_plus N) ^ 2) * (Sum (S t) (fun j => mean_square_output N (train N eta w j))) * ((s N) ^ 2) * (x2 N) <= (kernel N w 0 0) / (eta * (4 + ((-1) * (kernel N w 0 0) * eta))).
Definition defined : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  (eta <> 0) /\ (4 + ((-1) * (kernel N w 0 0) * eta) <> 0).
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End RELU_SUM_1.

Module RELU_SUM_2.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  targets_zero : zero_targets N;
  gates_relu : relu_net N;
  below_edge : (kernel N w 0 0) * eta < 4 }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  is_lim_seq (fun t => loss N (train N eta w t)) (0).
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End RELU_SUM_2.
